"""Edges of terms, periods and caps: what is outside counts for nothing, and no figure hangs on what else is looked at."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from sladsl.api import read_text
from sladsl.api.evaluation import evaluate
from sladsl.data.binding import Binding, LevelsFile, TableFile
from sladsl.outcome.statement import Statement
from sladsl.values.amount import known
from sladsl.values.instant import parse_time

DAY = 86_400_000_000
MINUTE = 60_000_000


def _run(
    folder: Path, body: str, tables: dict[str, str], period: str, engine: str = "reference"
) -> Statement:
    head = (
        'sla H "H" {\n  time zone: "UTC"   currency: EUR\n  party P { role: provider }\n'
        "  service Shop { hours: always   fee: 100 EUR per month }\n"
    )
    loaded = read_text(head + body + "}\n")
    assert loaded.agreement is not None
    assert not loaded.broken, loaded.findings
    files = {}
    levels: tuple[LevelsFile, ...] = ()
    for name, text in tables.items():
        path = folder / f"{name}.csv"
        path.write_text(text)
        if name == "levels":
            levels = (LevelsFile(path=str(path)),)
        else:
            files[name] = TableFile(source=name, path=str(path))
    written = parse_time("2026-07-01")
    assert written is not None
    found = evaluate(
        loaded.agreement,
        Binding(tables=files, levels=levels),
        as_of=written.naive_us,
        period=period,
        engine=engine,
    )
    return found.outcome.statement


OUTAGES = "start,end\n2026-04-02T00:00Z,2026-04-03T00:00Z\n2026-04-20T00:00Z,2026-04-21T00:00Z\n"
TICKETS = "opened,ok\n2026-04-03T10:00Z,no\n2026-04-04T10:00Z,yes\n2026-04-20T10:00Z,yes\n"


@pytest.mark.parametrize("engine", ["reference", "duckdb"])
@pytest.mark.parametrize(
    ("answer", "level"),
    [("total shrinks", Fraction(14, 15)), ("rest counts as up", Fraction(29, 30))],
)
def test_outages_before_the_term_count_for_nothing(
    tmp_path: Path, answer: str, level: Fraction, engine: str
) -> None:
    """In force from 16 April: 15 days, one of them down; or 30 days, the first 15 up."""
    body = f"""
  effective: 2026-04-16
  interpretation {{ service for part of a period: {answer}   overlapping outages: once   partial minutes: exact
                   level rounding: none }}
  source outages {{ holds: intervals   of: Shop }}
  metric Up {{ measure: uptime from outages }}
  metric Down {{ measure: downtime from outages }}
  objective A {{ P reports Up each month }}
  objective B {{ P reports Down each month }}
"""
    lines = _run(tmp_path, body, {"outages": OUTAGES}, "2026-04", engine).lines
    assert [line.level for line in lines] == [level, Fraction(DAY)]


@pytest.mark.parametrize("engine", ["reference", "duckdb"])
def test_records_before_the_term_count_for_nothing(tmp_path: Path, engine: str) -> None:
    body = """
  effective: 2026-04-16
  interpretation { service for part of a period: total shrinks   undecided records: counted as bad
                   nothing happened: met   level rounding: none }
  source tickets { holds: records   each: ticket   of: Shop   fields { opened: time   ok: yes or no } }
  metric Good { measure: share of tickets   good when: ok }
  metric Count { measure: number of tickets }
  objective A { P reports Good each month }
  objective B { P reports Count each month }
"""
    lines = _run(tmp_path, body, {"tickets": TICKETS}, "2026-04", engine).lines
    assert [line.level for line in lines] == [Fraction(1), Fraction(1)]


SAMPLED = """
  source checks { holds: samples   of: Shop   every: 10 minutes   fields { ok: yes or no } }
  metric Down { measure: downtime from checks   down when: not ok   missing samples: %s   %s }
  objective A { P reports Down each month }
"""


def _samples(bad: set[str], missing: set[str]) -> str:
    rows = ["at,ok"]
    for month, days in ((3, 31), (4, 30)):
        for day in range(1, days + 1):
            for slot in range(144):
                at = f"2026-{month:02}-{day:02}T{slot // 6:02}:{slot % 6}0Z"
                if at not in missing:
                    rows.append(f"{at},{'no' if at in bad else 'yes'}")
    return "\n".join(rows) + "\n"


EDGE = {"2026-03-31T23:40Z", "2026-03-31T23:50Z", "2026-04-01T00:00Z", "2026-04-01T00:10Z"}


@pytest.mark.parametrize("period", ["2026-03", "2026-04", "2026-03..2026-04"])
@pytest.mark.parametrize("bad", [True, False], ids=["bad", "missing"])
def test_an_outage_over_the_end_of_a_month_is_judged_whole(tmp_path: Path, period: str, bad: bool) -> None:
    """Forty minutes, twenty in each month: longer than the shortest outage, whichever month is asked for."""
    text = _samples(EDGE, set()) if bad else _samples(set(), EDGE)
    body = SAMPLED % ("down", "shortest outage: 30 minutes")
    lines = _run(tmp_path, body, {"checks": text}, period).lines
    assert {line.level for line in lines} == {Fraction(20 * MINUTE)}


@pytest.mark.parametrize("period", ["2026-04", "2026-03..2026-04"])
def test_the_last_known_state_comes_from_the_month_before(tmp_path: Path, period: str) -> None:
    """Down at the end of March, then two hours without a sample."""
    bad = {"2026-03-31T23:40Z", "2026-03-31T23:50Z"}
    missing = {f"2026-04-01T0{slot // 6}:{slot % 6}0Z" for slot in range(12)}
    text = _samples(bad, missing)
    lines = _run(tmp_path, SAMPLED % ("last known", ""), {"checks": text}, period).lines
    assert lines[-1].level == Fraction(120 * MINUTE)


@pytest.mark.parametrize("engine", ["reference", "duckdb"])
def test_a_missing_slot_between_two_bad_ones_is_one_outage(tmp_path: Path, engine: str) -> None:
    """Bad, missing, bad: thirty minutes under `last known`, as long as the shortest outage."""
    text = _samples({"2026-04-10T10:00Z", "2026-04-10T10:20Z"}, {"2026-04-10T10:10Z"})
    body = SAMPLED % ("last known", "shortest outage: 30 minutes")
    (line,) = _run(tmp_path, body, {"checks": text}, "2026-04", engine).lines
    assert line.level == Fraction(30 * MINUTE)


def test_short_outages_are_judged_before_service_hours(tmp_path: Path) -> None:
    """Three hours from 17:00, one of them in hours that end at 18:00: an hour counts, whatever missing samples are."""
    rows = ["at,ok"] + [
        f"2026-04-{day:02}T{hour:02}:00Z,{'no' if day == 10 and 17 <= hour < 20 else 'yes'}"
        for day in range(1, 31)
        for hour in range(24)
    ]
    for answer in ("up", "down", "unknown", "last known"):
        body = f"""
  calendar Day {{ Monday to Sunday: 08:00 to 18:00 }}
  service Desk {{ hours: Day }}
  source checks {{ holds: samples   of: Desk   every: 1 hour   fields {{ ok: yes or no }} }}
  metric Down {{ of: Desk   measure: downtime from checks   down when: not ok   shortest outage: 2 hours
                missing samples: {answer} }}
  objective A {{ P reports Down each month }}
"""
        (line,) = _run(tmp_path, body, {"checks": "\n".join(rows) + "\n"}, "2026-04").lines
        assert line.level == Fraction(60 * MINUTE), answer


def test_a_rounded_total_stays_under_its_cap(tmp_path: Path) -> None:
    """Three credits of 33.335 EUR, rounded together to whole euros: 66, not 67, under a cap of 66.60."""
    body = """
  interpretation { money rounding: half up to 1 EUR, on the total }
  metric U { measure: as reported   of: Shop   collected by: P }
"""
    for name in ("A", "B", "C"):
        body += f"""
  objective {name} {{ P ensures U at least 99% each month
    credit {{ base: that month's fee of Shop   amount: 33.335% }} }}
"""
    body += "  cap: 66.60 EUR per month, of all credits\n"
    levels = "period,objective,level\n" + "".join(f"2026-01,{name},90%\n" for name in ("A", "B", "C"))
    statement = _run(tmp_path, body, {"levels": levels}, "2026-01")
    assert statement.total is not None
    money = known(statement.total)
    assert money is not None
    assert money.amount == 66


def test_each_credit_of_a_longer_window_has_its_cap(tmp_path: Path) -> None:
    body = """
  interpretation { money rounding: half up to 0.01 EUR, on each line   cap covers: each credit }
  metric U { measure: as reported   of: Shop   collected by: P }
  objective A { P ensures U at least 99% each month   credit { base: that month's fee of Shop   amount: 30% } }
  cap: 50 EUR per quarter
"""
    levels = "period,objective,level\n" + "".join(f"2026-0{month},A,90%\n" for month in (1, 2, 3))
    statement = _run(tmp_path, body, {"levels": levels}, "2026-Q1")
    amounts = [known(line.credit) for line in statement.lines if line.credit is not None]
    assert [money.amount for money in amounts if money is not None] == [30, 30, 30]
