"""What is measured over the day of a change: tickets, samples, exclusions, percentiles, levels of levels; both engines."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from sladsl.outcome.arithmetic import arithmetic
from tests.api.amendments import ANSWERS, HEAD, evaluation, line, statement, worth

ENGINES = ("reference", "duckdb")
START = f"""
sla Svc "Service" {{{HEAD}
  interpretation {{
    {ANSWERS}   terms in force: at the failure   nothing happened: met   undecided records: counted as bad
    excluded time: out of both   missing samples: down   record belongs to: opened
  }}
  service Shop {{ hours: always   fee: 10_000 EUR per month }}
"""


def amended(inside: str, change: str, day: str = "2026-07-15") -> str:
    return f"{START}{inside}\n}}\namendment One {{ of: Svc   from: {day}   {change} }}\n"


# ---- tickets


TICKETS = """
  source tickets { holds: records   each: ticket   of: Shop   fields { opened: time   closed: time } }
  metric Fast { measure: share of tickets   good when: opened to closed at most LIMIT   of: Shop   controlled by: P }
  objective A { P ensures Fast at least 75% each month }
  credit for A { base: that month's fee of Shop   amount: 10% }
"""
LIMIT = """metric Fast {
  overrides: Svc.Fast   measure: share of tickets   good when: opened to closed at most 3 hours   of: Shop   controlled by: P
}"""
ROWS = """opened,closed
2026-07-01 08:00,2026-07-01 10:00
2026-07-02 08:00,2026-07-02 08:30
2026-07-20 08:00,2026-07-20 10:00
2026-07-21 08:00,2026-07-21 12:00
2026-07-22 08:00,2026-07-22 08:10
"""


@pytest.mark.parametrize("engine", ENGINES)
def test_each_ticket_has_the_limit_of_its_day(tmp_path: Path, engine: str) -> None:
    """One hour until the 15th, then three: two hours are late on the 1st and in time on the 20th. 3 of 5 are in time."""
    text = amended(TICKETS.replace("LIMIT", "1 hour"), LIMIT)
    found = evaluation(text, tmp_path, rows={"tickets": ROWS}, engine=engine, period="2026-07")
    one = line(found.outcome.statement, "2026-07")
    assert (one.level, one.status, worth(one)) == (Fraction(3, 5), "missed", 1000)
    assert [each.verdict for each in found.records(one)] == ["missed", "kept", "kept", "missed", "kept"]
    assert [dict(each.fields)["opened"][:10] for each in found.witnesses(one)] == ["2026-07-01", "2026-07-21"]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_promise_for_each_ticket(tmp_path: Path, engine: str) -> None:
    inside = """
      source tickets { holds: records   each: ticket   of: Shop   fields { opened: time   closed: time } }
      metric Time { measure: opened to closed of tickets   of: Shop   controlled by: P }
      objective A { P ensures Time of each ticket at most 1 hour each month }
    """
    change = "objective A { overrides: Svc.A   P ensures Time of each ticket at most 3 hours each month }"
    text = amended(inside, change)
    found = statement(text, tmp_path, rows={"tickets": ROWS}, engine=engine, period="2026-07")
    one = line(found, "2026-07")
    assert (one.level, one.status) == (Fraction(3, 5), "missed")


# ---- exclusions


EXCLUDED = """
  source outages { holds: intervals   of: Shop }
  source windows { holds: intervals }
  exclusion Maintenance { time: windows }
  metric Up { measure: uptime from outages   of: Shop   controlled by: P EXCLUDING }
  objective A { P ensures Up at least 99.9% each month }
"""
OUTAGES = """start,end
2026-07-05 00:00,2026-07-05 04:00
2026-07-25 00:00,2026-07-25 04:00
"""
WINDOWS = OUTAGES


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("before", "after", "level"),
    [
        # Excluded from the 15th: 4 of 744 hours leave the total, 4 are down.
        ("", "excluding: Maintenance", Fraction(736, 740)),
        ("excluding: Maintenance", "", Fraction(736, 740)),
        # Out of both, and then counted as up: the total is 740 hours, and nothing is down.
        ("excluding: Maintenance", "excluding: Maintenance   excluded time: counts as up", Fraction(1)),
        # Counted as down by the old terms, as up by the new.
        ("", "excluding: Maintenance   excluded time: counts as up", Fraction(740, 744)),
    ],
)
def test_an_exclusion_that_comes_or_goes(
    tmp_path: Path, engine: str, before: str, after: str, level: Fraction
) -> None:
    inside = EXCLUDED.replace("EXCLUDING", before)
    change = f"metric Up {{ overrides: Svc.Up   measure: uptime from outages   of: Shop   controlled by: P   {after} }}"
    found = statement(
        amended(inside, change),
        tmp_path,
        rows={"outages": OUTAGES, "windows": WINDOWS},
        engine=engine,
        period="2026-07",
    )
    assert line(found, "2026-07").level == level


# ---- samples


@pytest.mark.parametrize("engine", ENGINES)
def test_samples_that_are_missing_are_down_by_the_terms_of_their_day(tmp_path: Path, engine: str) -> None:
    """One slot of a day each: of 14 days two are missing and one is bad, then missing ones count as up."""
    inside = """
      source checks { holds: samples   of: Shop   every: 1 day   fields { ok: yes or no } }
      metric Up { measure: uptime from checks   down when: not ok   of: Shop   controlled by: P }
      objective A { P ensures Up at least 50% each month }
    """
    change = """metric Up {
      overrides: Svc.Up   measure: uptime from checks   down when: not ok   missing samples: up   of: Shop   controlled by: P
    }"""
    days = [day for day in range(1, 32) if day not in (3, 4, 20, 21, 22)]
    rows = "at,ok\n" + "".join(
        f"2026-07-{day:02} 12:00,{'no' if day in (7, 28) else 'yes'}\n" for day in days
    )
    found = statement(
        amended(inside, change), tmp_path, rows={"checks": rows}, engine=engine, period="2026-07"
    )
    one = line(found, "2026-07")
    # 14 days less 2 and 1, and 17 less 1.
    assert (one.level, one.status) == (Fraction(27, 31), "met")
    assert "seen, before 2026-07-15" in arithmetic(one)


# ---- figures that do not add up


@pytest.mark.parametrize("engine", ENGINES)
def test_a_percentile_is_of_the_whole_month_where_both_terms_measure_alike(
    tmp_path: Path, engine: str
) -> None:
    inside = """
      source calls { holds: samples   of: Shop   every: 1 day   fields { latency: duration } }
      metric Slow { measure: median of latency in calls   of: Shop   controlled by: P }
      objective A { P ensures Slow at most 2 seconds each month }
    """
    change = "objective A { overrides: Svc.A   P ensures Slow at most 4 seconds each month }"
    for seconds, status in ((3, "not assessed"), (5, "missed"), (1, "met")):
        rows = "at,latency\n" + "".join(f"2026-07-{day:02} 12:00,{seconds}\n" for day in range(1, 32))
        found = statement(
            amended(inside, change), tmp_path, rows={"calls": rows}, engine=engine, period="2026-07"
        )
        assert line(found, "2026-07").status == status


# ---- levels of levels


LEVELS = """
  source outages { holds: intervals   of: Shop }
  metric Up { measure: uptime from outages   of: Shop   controlled by: P }
  metric Mean { measure: average of Up over the last 2 months   of: Shop   controlled by: P }
  objective A { P ensures Mean at least 99% each month }
"""
BOTH = """start,end
2026-06-10 00:00,2026-06-10 06:00
2026-07-10 00:00,2026-07-10 06:00
"""


@pytest.mark.parametrize("engine", ENGINES)
def test_a_level_over_several_months_takes_them_as_they_were_measured(tmp_path: Path, engine: str) -> None:
    """The promise changes, the measuring does not: June and July together, as without an amendment."""
    change = "objective A { overrides: Svc.A   P ensures Mean at least 98% each month }"
    found = statement(
        amended(LEVELS, change, "2026-07-01"),
        tmp_path,
        rows={"outages": BOTH},
        engine=engine,
        period="2026-07",
    )
    assert line(found, "2026-07").level == (Fraction(714, 720) + Fraction(738, 744)) / 2


@pytest.mark.parametrize("engine", ENGINES)
def test_one_over_months_that_were_measured_otherwise_is_open(tmp_path: Path, engine: str) -> None:
    change = """metric Up {
      overrides: Svc.Up   measure: uptime from outages   shortest outage: 10 minutes   of: Shop   controlled by: P
    }"""
    found = statement(
        amended(LEVELS, change, "2026-07-01"),
        tmp_path,
        rows={"outages": BOTH},
        engine=engine,
        period="2026-07..2026-08",
    )
    july, august = line(found, "2026-07"), line(found, "2026-08")
    assert "measured by other terms" in july.reason
    assert august.level is not None


# ---- days


@pytest.mark.parametrize("engine", ENGINES)
def test_each_day_over_the_days_before_it(tmp_path: Path, engine: str) -> None:
    """A day has the promise of the day; the time that it looks back at is measured as before."""
    inside = """
      source outages { holds: intervals   of: Shop }
      metric Up { measure: uptime from outages   of: Shop   controlled by: P }
      objective A { P ensures Up at least 99.9% each day over the preceding 10 days }
    """
    change = (
        "objective A { overrides: Svc.A   P ensures Up at least 90% each day over the preceding 10 days }"
    )
    rows = "start,end\n2026-07-10 00:00,2026-07-10 12:00\n"
    found = statement(
        amended(inside, change),
        tmp_path,
        rows={"outages": rows},
        engine=engine,
        period="2026-07-13..2026-07-16",
    )
    assert [(each.period, each.status, each.terms) for each in found.lines] == [
        ("2026-07-13", "missed", ""),
        ("2026-07-14", "missed", ""),
        ("2026-07-15", "met", "One"),
        ("2026-07-16", "met", "One"),
    ]
    assert {each.level for each in found.lines} == {Fraction(228, 240)}
