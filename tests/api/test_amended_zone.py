"""Amendments of the time zone: the clock is set on a day, and no minute is lost or counted twice."""

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
from sladsl.api.arguments import zones_of
from sladsl.api.evaluation import Evaluation, evaluate
from sladsl.api.refused import Refused
from sladsl.data.binding import Binding, TableRows
from sladsl.data.ledger import read_ledger
from tests.api.amendments import ANSWERS, HEAD, evaluation, instant, statement, worth

OLD, NEW = "the old clock", "the new clock"
TEXT = f"""
sla Svc "Service" {{{HEAD.replace("Europe/Berlin", "FIRST")}
  interpretation {{ {ANSWERS}   amended time zone: CLOCK   terms in force: at the failure
    service for part of a period: total shrinks   counts over amended periods: go on   amended periods: cut on the day }}
  calendar Office {{ Monday to Friday: 09:00 to 17:00 }}
  service Shop {{ hours: HOURS   fee: 10_000 EUR per month }}
  source outages {{ holds: intervals   of: Shop }}
  metric Up {{ measure: uptime from outages   of: Shop   controlled by: P }}
  objective A {{ P ensures Up at least 99.9% each PERIOD }}
  credit for A {{ amount: 100 EUR }}
  claims {{ channel: in writing   deadline: 30 days after the period }}
}}
amendment One "First amendment" {{ of: Svc   from: DAY   time zone: "THEN"   MORE }}
"""


def text(
    first: str,
    then: str,
    day: str,
    clock: str = NEW,
    *,
    hours: str = "always",
    period: str = "month",
    more: str = "",
) -> str:
    values = {"FIRST": first, "THEN": then, "DAY": day, "CLOCK": clock, "HOURS": hours}
    found = TEXT
    for name, value in {**values, "PERIOD": period, "MORE": more}.items():
        found = found.replace(name, value)
    return found


def rows(*spans: tuple[str, str]) -> dict[str, str]:
    """Outages in UTC."""
    return {"outages": "start,end\n" + "".join(f"{start}Z,{end}Z\n" for start, end in spans)}


def utc(at: int) -> str:
    return (datetime(1970, 1, 1) + timedelta(microseconds=at)).isoformat(timespec="minutes")


SOME = rows(("2026-05-02T00:00", "2026-05-02T01:00"))


@pytest.mark.parametrize(
    ("first", "then", "clock", "seam"),
    [
        ("Europe/Berlin", "Europe/London", OLD, "2026-06-30T22:00"),
        ("Europe/Berlin", "Europe/London", NEW, "2026-06-30T23:00"),
        ("Europe/Berlin", "Asia/Tokyo", OLD, "2026-06-30T22:00"),
        ("Europe/Berlin", "Asia/Tokyo", NEW, "2026-06-30T15:00"),
        ("Pacific/Auckland", "America/Los_Angeles", OLD, "2026-06-30T12:00"),
        ("Pacific/Auckland", "America/Los_Angeles", NEW, "2026-07-01T07:00"),
        ("Europe/Berlin", "Europe/Paris", NEW, "2026-06-30T22:00"),
    ],
)
def test_the_day_of_the_change_begins_by_the_clock_that_is_said(
    tmp_path: Path, first: str, then: str, clock: str, seam: str
) -> None:
    said = text(first, then, "2026-07-01", clock)
    found = statement(said, tmp_path, rows=SOME, period="2026-05..2026-08")
    assert [each.period for each in found.lines] == ["2026-05", "2026-06", "2026-07", "2026-08"]
    june, july = found.lines[1:3]
    assert (utc(june.end), utc(july.start)) == (seam, seam)
    # August begins in the new zone, June in the old one.
    midnight = datetime(2026, 8, 1, tzinfo=ZoneInfo(then)).timestamp()
    assert found.lines[3].start == int(midnight) * 1_000_000
    assert june.start == int(datetime(2026, 6, 1, tzinfo=ZoneInfo(first)).timestamp()) * 1_000_000
    asked = {each.key for each in found.answers}
    assert ("amended time zone" in asked) == (then != "Europe/Paris")


def test_the_hour_between_the_midnights_is_in_one_month(tmp_path: Path) -> None:
    """From 22:00 to 23:00 UTC it is July by the clock of Berlin, and June by that of London."""
    outage = rows(("2026-05-02T00:00", "2026-05-02T01:00"), ("2026-06-30T22:00", "2026-06-30T23:00"))
    for clock, missed in ((OLD, "2026-07"), (NEW, "2026-06")):
        said = text("Europe/Berlin", "Europe/London", "2026-07-01", clock)
        found = statement(said, tmp_path, rows=outage, period="2026-06..2026-07")
        assert {each.period for each in found.lines if each.level != 1} == {missed}
        (line,) = (each for each in found.lines if each.period == missed)
        # An hour of 721, or of 745.
        assert line.level == 1 - Fraction(1, 721 if missed == "2026-06" else 745)


def test_inside_a_month_its_ends_are_those_of_two_zones(tmp_path: Path) -> None:
    said = text("Europe/Berlin", "Europe/London", "2026-06-15")
    found = statement(said, tmp_path, rows=SOME, period="2026-06")
    (june,) = found.lines
    assert (utc(june.start), utc(june.end)) == ("2026-05-31T22:00", "2026-06-30T23:00")
    assert june.status == "met"


def test_hours_are_those_of_the_clock_of_their_day(tmp_path: Path) -> None:
    """Office hours end at 15:00 UTC in Berlin, and at 16:00 UTC in London."""
    outage = rows(("2026-06-10T15:00", "2026-06-10T16:00"), ("2026-06-17T15:00", "2026-06-17T16:00"))
    said = text("Europe/Berlin", "Europe/London", "2026-06-15", hours="Office")
    found = statement(said, tmp_path, rows=outage, period="2026-06")
    # 22 working days of 8 hours.
    assert found.lines[0].level == 1 - Fraction(1, 22 * 8)


def test_the_clock_is_told(tmp_path: Path) -> None:
    said = text("Europe/Berlin", "Europe/London", "2026-07-01")
    found = evaluation(said, tmp_path, rows=SOME, period="2026-05..2026-08")
    # Set at midnight in Berlin, back to 23:00 of the same day.
    clock = "Europe/Berlin to 2026-06-30T22:00Z, then Europe/London"
    assert found.outcome.statement.zone == clock
    assert f"times in {clock}." in " ".join(found.text().split())
    assert f'"zone": "{clock}"' in found.json()
    loaded = read_text(said.replace(f"amended time zone: {NEW}", ""))
    (asked,) = (each for each in check(loaded) if "amended time zone" in each.message)
    assert asked.name == "silent-choice"


def test_one_that_is_not_stated_stays_open(tmp_path: Path) -> None:
    said = text("Europe/Berlin", "Europe/London", "2026-07-01").replace('"Europe/London"', "not stated")
    found = statement(said, tmp_path, rows=SOME, period="2026-06..2026-07")
    assert [each.status for each in found.lines] == ["met", "not assessed"]
    assert "changes the time zone, and one of both is not stated" in found.lines[1].reason


@pytest.mark.parametrize("engine", ["reference", "duckdb"])
def test_local_times_of_data_may_be_by_the_same_clock(tmp_path: Path, engine: str) -> None:
    """From noon to noon over the seam are 25 hours, 13 of them in June by the new clock."""
    agreement = read_text(text("Europe/Berlin", "Europe/London", "2026-07-01")).agreement
    assert agreement is not None
    clock = zones_of(agreement)["outages"]
    assert clock == "Europe/Berlin to 2026-06-30T22:00Z, then Europe/London"
    table = TableRows(
        source="outages",
        rows=({"start": "2026-06-30 12:00", "end": "2026-07-01 12:00"},),
        covers=(instant("2026-05-01"), instant("2026-09-01")),
        zone=clock,
    )
    found = evaluate(
        agreement,
        Binding(tables={"outages": table}),
        as_of=instant("2026-09-01"),
        period="2026-06..2026-07",
        engine=engine,
    )
    june, july = found.outcome.statement.lines
    assert (june.level, july.level) == (1 - Fraction(13, 721), 1 - Fraction(12, 744))


# ---- any change

ZONES = (
    "Europe/Berlin",
    "Europe/London",
    "Asia/Tokyo",
    "America/New_York",
    "Asia/Kolkata",
    "UTC",
    "America/St_Johns",
)
NIGHTS = ("2026-03-29", "2026-10-25", "2026-03-08", "2026-11-01", "2026-03-30", "2026-10-26")


def change(rng: random.Random) -> tuple[str, tuple[str, str, str]]:
    first, then = rng.sample(ZONES, 2)
    day = date(2026, 2, 1) + timedelta(days=rng.randrange(280))
    found = rng.choice((day.isoformat(), day.replace(day=1).isoformat(), *NIGHTS))
    period = rng.choice(("day", "week", "month", "quarter"))
    more = rng.choice(("", "objective A { overrides: Svc.A   P ensures Up at least 95% each week }"))
    hours, clock = rng.choice(("always", "Office")), rng.choice((OLD, NEW))
    return text(first, then, found, clock, period=period, more=more, hours=hours), (first, then, found)


def spans_of(rng: random.Random, near: str) -> list[tuple[str, str]]:
    found = []
    for number in range(30):
        start = datetime(2026, 1, 1) + timedelta(minutes=rng.randrange(365 * 24 * 60))
        if number < 8:
            start = datetime.fromisoformat(near) + timedelta(minutes=rng.randrange(-2000, 2000))
        end = start + timedelta(minutes=rng.choice((30, 700, 3000)))
        found.append((start.isoformat(timespec="minutes"), end.isoformat(timespec="minutes")))
    return sorted(found)


def open_at(minute: int, said: str, zones: tuple[str, str, str]) -> bool:
    """Whether the service is owed in a minute, by the wall clock of Python."""
    if "hours: Office" not in said:
        return True
    first, then, day = zones
    old, new = (
        int(datetime.fromisoformat(day).replace(tzinfo=ZoneInfo(each)).timestamp()) // 60
        for each in zones[:2]
    )
    # A clock that is set ahead is set when the day begins; one that is set back so that the day begins then.
    set_at = new if (NEW in said) == (new <= old) else old
    local = datetime.fromtimestamp(minute * 60, tz=ZoneInfo(then if minute >= set_at else first))
    return local.weekday() < 5 and 9 <= local.hour < 17


@pytest.mark.parametrize("seed", range(6))
def test_every_minute_is_in_one_period_and_engines_agree(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    said, zones = change(rng)
    spans = spans_of(rng, zones[2])
    asked: dict[str, Any] = {"rows": rows(*spans), "period": "2026-01..2026-12"}
    reference, duckdb = (
        evaluation(said, tmp_path, engine=engine, **asked) for engine in ("reference", "duckdb")
    )
    assert reference.json().replace('"engine": "reference"', "") == duckdb.json().replace(
        '"engine": "duckdb"', ""
    )
    lines = reference.outcome.statement.lines
    assert lines
    assert all(left.end == right.start for left, right in pairwise(lines))
    down: set[int] = set()
    for start, end in spans:
        first, last = (
            int(datetime.fromisoformat(f"{each}+00:00").timestamp()) // 60 for each in (start, end)
        )
        down.update(range(first, last))
    for each in lines:
        owed = [
            minute
            for minute in range(each.start // 60_000_000, each.end // 60_000_000)
            if open_at(minute, said, zones)
        ]
        if each.level is not None:
            assert each.level == Fraction(sum(one not in down for one in owed), len(owed)), each.period


def run(
    agreement: Any, spans: list[tuple[str, str]], since: str, as_of: str, ledger: Any = None
) -> Evaluation:
    table = TableRows(
        source="outages",
        rows=tuple({"start": f"{start}Z", "end": f"{end}Z"} for start, end in spans),
        covers=(instant(since), instant(as_of)),
        zone="UTC",
    )
    binding = Binding(tables={"outages": table})
    return evaluate(agreement, binding, as_of=instant(as_of), ledger=ledger, engine="reference")


@pytest.mark.parametrize("seed", range(5))
def test_two_runs_are_one_over_the_change(tmp_path: Path, seed: int) -> None:
    """The first run knows nothing of the amendment where that comes later."""
    rng = random.Random(100 + seed)
    said, zones = change(rng)
    day = f"2026-{rng.randrange(2, 12):02}-{rng.choice((1, 16)):02}"
    spans = spans_of(rng, zones[2])
    agreement = read_text(said).agreement
    assert agreement is not None
    before = agreement
    if day < zones[2] and (date.fromisoformat(zones[2]) - date.fromisoformat(day)).days > 1:
        found = read_text(said.split("amendment One")[0]).agreement
        assert found is not None
        before = found
    whole = run(agreement, spans, "2025-12-30", "2027-01-03")
    then = run(before, [each for each in spans if each[0] < day], "2025-12-30", day)
    path = tmp_path / "then.json"
    path.write_text(then.json(), encoding="utf-8")
    later = run(agreement, spans, "2025-12-30", "2027-01-03", read_ledger(str(path)))
    one, other = whole.outcome.statement, later.outcome.statement
    assert [one.lines, one.totals, one.caps] == [other.lines, other.totals, other.caps]


def test_a_ledger_of_another_clock_is_refused(tmp_path: Path) -> None:
    """One that goes on in the old zone after the change has other periods."""
    said = text("Europe/Berlin", "Europe/London", "2026-03-01")
    plain, amended = read_text(said.split("amendment One")[0]).agreement, read_text(said).agreement
    spans = [("2026-01-02T00:00", "2026-01-02T01:00")]
    path = tmp_path / "then.json"
    path.write_text(run(plain, spans, "2026-01-01", "2026-04-02").json(), encoding="utf-8")
    with pytest.raises(Refused, match="The ledger has its periods in Europe/Berlin"):
        run(amended, spans, "2026-01-01", "2026-06-01", read_ledger(str(path)))


def test_credits_go_on_in_the_new_zone(tmp_path: Path) -> None:
    outage = rows(("2026-06-10T00:00", "2026-06-12T00:00"), ("2026-07-10T00:00", "2026-07-12T00:00"))
    said = text("Europe/Berlin", "Europe/London", "2026-07-01")
    found = statement(said, tmp_path, rows=outage, period="2026-06..2026-07")
    assert [worth(each) for each in found.lines] == [100, 100]
    # The last moment to claim is the midnight of the new zone.
    last = [
        utc(each.claim.last) for each in found.lines if each.claim is not None and each.claim.last is not None
    ]
    assert last == ["2026-07-30T23:00", "2026-08-30T23:00"]
