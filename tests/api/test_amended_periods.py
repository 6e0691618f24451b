"""Amendments of the periods of a promise: where the seam lies, what counts over it, that nothing is counted twice."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from sladsl.api import check, read_text
from sladsl.api.evaluation import Evaluation, evaluate
from sladsl.data.binding import Binding, TableRows
from sladsl.data.ledger import read_ledger
from sladsl.outcome.rights import RightState
from sladsl.outcome.statement import Statement
from tests.api.amendments import ANSWERS, HEAD, credits, evaluation, instant, line, statement

CUT, TO_ITS_END, UNTIL_NEW = (
    "cut on the day",
    "run to their end",
    "run until new ones begin",
)
WAYS = (CUT, TO_ITS_END, UNTIL_NEW)
TEXT = f"""
sla Svc "Service" {{{HEAD}
  interpretation {{ {ANSWERS}   amended periods: WAY   counts over amended periods: COUNTS }}
  service Shop {{ hours: always   fee: 10_000 EUR per month }}
  source outages {{ holds: intervals   of: Shop }}
  metric Up {{ measure: uptime from outages   of: Shop   controlled by: P }}
  objective A {{ P ensures Up at least 99.9% each OLD }}
  credit for A {{ OLDFEE   MORE }}
  CAP
  claims {{ channel: in writing   deadline: 30 days after the period }}
  C may terminate {{ when: A missed in 2 consecutive OLDs   notice: 30 days   use within: 60 days of the last miss }}
}}
amendment One "First amendment" {{ of: Svc   from: DAY
  objective A {{ overrides: Svc.A   P ensures Up at least 99% each NEW }}
  credit for A {{ overrides: Svc.A   NEWFEE   MORE }}
  C may terminate {{ overrides: Svc   when: A missed in 2 consecutive NEWs   notice: 30 days
    use within: 60 days of the last miss }}
}}
"""
FEES = {"week": "amount: 300 EUR"}


def text(
    old: str, new: str, day: str, way: str = CUT, *, counts: str = "begin anew", more: str = "", cap: str = ""
) -> str:
    values = {
        "OLDFEE": FEES.get(old, f"base: that {old}'s fee of Shop   amount: 10%"),
        "NEWFEE": FEES.get(new, f"base: that {new}'s fee of Shop   amount: 10%"),
        "OLD": old,
        "NEW": new,
        "DAY": day,
        "WAY": way,
        "COUNTS": counts,
        "MORE": more,
        "CAP": cap,
    }
    found = TEXT
    for name, value in values.items():
        found = found.replace(name, value)
    return found


def outages(*days: str) -> dict[str, str]:
    """An outage of twelve hours from the midnight of each day on."""
    return {"outages": "start,end\n" + "".join(f"{day} 00:00:00,{day} 12:00:00\n" for day in days)}


EVERY_MONTH = outages(*(f"2026-{month:02}-20" for month in range(1, 13)))
YEAR = {"rows": EVERY_MONTH, "period": "2026-01..2026-12"}


def labels(of: Statement) -> list[str]:
    return [each.period for each in of.lines]


@pytest.mark.parametrize(
    ("old", "new", "day", "way", "seam"),
    [
        ("month", "quarter", "2026-06-01", CUT, ["2026-05", "2026-06-01 to 2026-06-30", "2026-Q3"]),
        ("month", "quarter", "2026-06-01", TO_ITS_END, ["2026-05", "2026-06-01 to 2026-06-30", "2026-Q3"]),
        ("month", "quarter", "2026-06-01", UNTIL_NEW, ["2026-05", "2026-06", "2026-Q3"]),
        (
            "month",
            "quarter",
            "2026-06-10",
            CUT,
            ["2026-05", "2026-06-01 to 2026-06-09", "2026-06-10 to 2026-06-30", "2026-Q3"],
        ),
        ("month", "quarter", "2026-06-10", TO_ITS_END, ["2026-05", "2026-06", "2026-Q3"]),
        ("quarter", "month", "2026-05-15", TO_ITS_END, ["2026-Q1", "2026-Q2", "2026-07"]),
        (
            "quarter",
            "month",
            "2026-05-15",
            UNTIL_NEW,
            ["2026-Q1", "2026-04-01 to 2026-05-31", "2026-06", "2026-07"],
        ),
        (
            "week",
            "month",
            "2026-06-17",
            CUT,
            ["2026-W24", "2026-06-15 to 2026-06-16", "2026-06-17 to 2026-06-30", "2026-07"],
        ),
        ("week", "month", "2026-06-17", TO_ITS_END, ["2026-W25", "2026-06-22 to 2026-06-30", "2026-07"]),
        ("week", "month", "2026-06-17", UNTIL_NEW, ["2026-W26", "2026-06-29 to 2026-06-30", "2026-07"]),
        # The day begins an old and a new period: nothing is asked.
        ("month", "quarter", "2026-07-01", CUT, ["2026-06", "2026-Q3"]),
    ],
)
def test_where_the_seam_lies(tmp_path: Path, old: str, new: str, day: str, way: str, seam: list[str]) -> None:
    found = statement(text(old, new, day, way), tmp_path, **YEAR)
    assert "|".join(seam) in "|".join(labels(found))
    # No instant is in two periods, and none in none.
    assert all(left.end == right.start for left, right in pairwise(found.lines))
    asked = {each.key for each in found.answers}
    assert ("amended periods" in asked) == (day != "2026-07-01")


def test_each_part_is_judged_by_its_own_terms_and_worth_the_fee_of_its_days(tmp_path: Path) -> None:
    found = statement(text("month", "quarter", "2026-06-01"), tmp_path, **YEAR)
    one = line(found, "2026-06-01 to 2026-06-30")
    assert (one.level, one.terms, one.status) == (Fraction(59, 60), "One", "missed")
    assert credits(found)["2026-06-01 to 2026-06-30"] == 1000
    # 36 of 2,208 hours.
    assert (line(found, "2026-Q3").status, credits(found)["2026-Q3"]) == ("missed", 3000)
    found = statement(text("quarter", "month", "2026-05-15", UNTIL_NEW), tmp_path, **YEAR)
    assert credits(found)["2026-04-01 to 2026-05-31"] == 2000
    # Half a month has no fee of its own that anybody stated.
    found = statement(text("quarter", "month", "2026-05-15", CUT), tmp_path, **YEAR)
    assert credits(found)["2026-04-01 to 2026-05-14"] is None
    assert "not made of whole months" in line(found, "2026-04-01 to 2026-05-14").steps[-1].why


def test_unanswered_both_choices_are_asked_and_gone_through(tmp_path: Path) -> None:
    silent = text("month", "quarter", "2026-06-01").replace(f"amended periods: {CUT}", "")
    silent = silent.replace("counts over amended periods: begin anew", "")
    loaded = read_text(silent)
    asked = {each.message.split("`")[1] for each in check(loaded) if each.name == "silent-choice"}
    assert {"amended periods", "counts over amended periods"} <= asked
    ways = {
        way: len(statement(silent, tmp_path, **YEAR, assume={"amended periods": way}).lines) for way in WAYS
    }
    assert ways == {CUT: 8, TO_ITS_END: 8, UNTIL_NEW: 8}


def right(of: Statement) -> RightState:
    return of.rights[0]


@pytest.mark.parametrize(("counts", "state"), [("begin anew", "not arisen"), ("go on", "open")])
def test_misses_before_the_change_count_as_the_agreement_says(
    tmp_path: Path, counts: str, state: str
) -> None:
    """June is missed as a month, the third quarter as a quarter: two in a row, or one."""
    rows = outages("2026-04-20", "2026-06-20", "2026-07-20", "2026-08-20", "2026-09-20")
    found = statement(
        text("month", "quarter", "2026-07-01", counts=counts),
        tmp_path,
        rows=rows,
        period="2026-05..2026-Q3",
        as_of="2026-10-10",
    )
    assert [each.status for each in found.lines] == ["met", "missed", "missed"]
    assert right(found).state == state


@pytest.mark.parametrize(("counts", "worth"), [("begin anew", 3000), ("go on", 6000)])
def test_repeats_over_the_change(tmp_path: Path, counts: str, worth: int) -> None:
    rows = outages("2026-04-20", "2026-06-20", "2026-07-20", "2026-08-20", "2026-09-20")
    more = "repeat: 2 times from the 2nd miss in a row"
    found = statement(
        text("month", "quarter", "2026-07-01", counts=counts, more=more),
        tmp_path,
        rows=rows,
        period="2026-05..2026-Q3",
    )
    assert credits(found) == {"2026-05": 0, "2026-06": 1000, "2026-Q3": worth}


def test_a_period_asked_for_alone_knows_of_nothing_before_the_change(tmp_path: Path) -> None:
    """Counts that begin anew hang on no period before them; else nobody knows."""
    more = "repeat: 2 times from the 2nd miss in a row"
    found = {
        counts: credits(
            statement(
                text("month", "quarter", "2026-07-01", counts=counts, more=more),
                tmp_path,
                rows=outages("2026-07-20", "2026-08-20", "2026-09-20"),
                period="2026-Q3",
            )
        )
        for counts in ("begin anew", "go on")
    }
    assert found == {"begin anew": {"2026-Q3": 3000}, "go on": {"2026-Q3": None}}


@pytest.mark.parametrize(("counts", "state"), [("begin anew", "pending"), ("go on", "earned back")])
def test_earning_back_over_the_change(tmp_path: Path, counts: str, state: str) -> None:
    """June is missed; of the next two periods the third quarter is one, or the first of two quarters."""
    more = "earn back { share: 100%   when: met in each of the next 2 months   into: next invoice }"
    said = text("month", "quarter", "2026-08-01", UNTIL_NEW, counts=counts, more=more)
    said = said.replace("next 2 months   into", "next 2 quarters   into").replace(
        "next 2 quarters   into", "next 2 months   into", 1
    )
    found = statement(
        said, tmp_path, rows=outages("2026-08-20"), period="2026-05..2026-Q4", as_of="2027-02-01"
    )
    assert labels(found)[-2:] == ["2026-09", "2026-Q4"]
    earned = line(found, "2026-08").earned
    assert earned is not None
    assert earned.state == state


def test_a_cap_over_the_change_has_one_account(tmp_path: Path) -> None:
    cap = "cap: 5_500 EUR per contract year, of all credits"
    found = statement(text("month", "quarter", "2026-07-01", cap=cap), tmp_path, **YEAR)
    months = dict.fromkeys((f"2026-{month:02}" for month in range(1, 6)), 1000)
    assert credits(found) == {**months, "2026-06": 500, "2026-Q3": 0, "2026-Q4": 0}


def test_back_and_forth(tmp_path: Path) -> None:
    said = text("month", "quarter", "2026-04-01", UNTIL_NEW)
    said += """amendment Two { of: Svc   from: 2026-08-15
      objective A { overrides: Svc.A   P ensures Up at least 99% each month }
      credit for A { overrides: Svc.A   base: that month's fee of Shop   amount: 5% }
      C may terminate { overrides: Svc   when: A missed in 2 consecutive months   notice: 30 days
        use within: 60 days of the last miss } }"""
    found = statement(said, tmp_path, **YEAR)
    assert labels(found)[3:] == [
        "2026-Q2",
        "2026-07-01 to 2026-08-31",
        "2026-09",
        "2026-10",
        "2026-11",
        "2026-12",
    ]
    assert [each.terms for each in found.lines][3:6] == ["One", "One", "Two"]
    # A change that is taken back before any period of its own leaves months all along.
    found = statement(said.replace("2026-04-01", "2026-08-02"), tmp_path, **YEAR)
    assert labels(found) == [f"2026-{month:02}" for month in range(1, 13)]


# ---- any change


def rows_of(rng: random.Random) -> list[tuple[datetime, datetime]]:
    found = []
    for _ in range(30):
        start = datetime(2026, 1, 1) + timedelta(minutes=rng.randrange(365 * 24 * 60))
        found.append((start, start + timedelta(minutes=rng.choice((30, 700, 3000)))))
    return sorted(found)


def csv(rows: list[tuple[datetime, datetime]]) -> dict[str, str]:
    return {"outages": "start,end\n" + "".join(f"{start},{end}\n" for start, end in rows)}


def change(rng: random.Random) -> str:
    old, new = rng.sample(("week", "month", "quarter"), 2)
    day = date(2026, 2, 1) + timedelta(days=rng.randrange(240))
    # The nights on which the clock changes, too.
    found = rng.choice((day.isoformat(), day.replace(day=1).isoformat(), "2026-03-29", "2026-10-25"))
    counts = rng.choice(("begin anew", "go on"))
    return text(old, new, found, rng.choice(WAYS), counts=counts, cap="cap: 7_000 EUR per contract year")


@pytest.mark.parametrize("seed", range(10))
def test_every_minute_is_in_one_period_and_engines_agree(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    said, rows = change(rng), rows_of(rng)
    asked: dict[str, Any] = {"rows": csv(rows), "period": "2026-01-01..2026-12-31"}
    reference, duckdb = (
        evaluation(said, tmp_path, engine=engine, **asked) for engine in ("reference", "duckdb")
    )
    assert reference.json().replace('"engine": "reference"', "") == duckdb.json().replace(
        '"engine": "duckdb"', ""
    )
    lines = reference.outcome.statement.lines
    assert all(left.end == right.start for left, right in pairwise(lines))
    # By minutes, without any line of what is tested.
    berlin = ZoneInfo("Europe/Berlin")
    down: set[int] = set()
    for start, end in rows:
        first, last = (int(each.replace(tzinfo=berlin).timestamp()) // 60 for each in (start, end))
        down.update(range(first, last))
    for each in lines:
        minutes = range(each.start // 60_000_000, each.end // 60_000_000)
        share = Fraction(sum(minute not in down for minute in minutes), len(minutes))
        if each.level is not None:
            assert each.level == share, each.period


@pytest.mark.parametrize("seed", range(10))
def test_two_runs_are_one_over_the_change(tmp_path: Path, seed: int) -> None:
    """The second run goes on at any month, whatever period the first one leaves unfinished."""
    rng = random.Random(100 + seed)
    agreement = read_text(change(rng)).agreement
    assert agreement is not None
    rows = rows_of(rng)
    day = f"2026-{rng.randrange(2, 12):02}-{rng.choice((1, 1, 16)):02}"

    def run(given: list[tuple[datetime, datetime]], since: str, as_of: str, ledger: Any = None) -> Evaluation:
        table = TableRows(
            source="outages",
            rows=tuple({"start": str(start), "end": str(end)} for start, end in given),
            covers=(instant(f"{since}T00:00+01:00"), instant(f"{as_of}T00:00+01:00")),
            zone="Europe/Berlin",
        )
        return evaluate(
            agreement,
            Binding(tables={"outages": table}),
            as_of=instant(as_of),
            ledger=ledger,
            engine="reference",
        )

    whole = run(rows, "2026-01-01", "2027-01-01")
    then = run([each for each in rows if each[0] < datetime.fromisoformat(day)], "2026-01-01", day)
    path = tmp_path / "then.json"
    path.write_text(then.json(), encoding="utf-8")
    # What an unfinished quarter needs is read again; what is finished, the ledger tells.
    since = f"{day[:5]}01-01"
    later = run(
        [each for each in rows if each[1] >= datetime.fromisoformat(since)],
        since,
        "2027-01-01",
        read_ledger(str(path)),
    )
    one, other = whole.outcome.statement, later.outcome.statement
    assert [one.lines, one.totals, one.caps, one.rights] == [
        other.lines,
        other.totals,
        other.caps,
        other.rights,
    ]
