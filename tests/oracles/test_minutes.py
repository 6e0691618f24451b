"""Availability by stepping through every minute of a month, held against both engines: slow, plain, from the pages alone.

A minute is owed if it is in the term and the calendar is open, excluded if announced maintenance covers it, down if an
outage does. Outages, maintenance and hours begin and end on whole minutes, so that stepping is exact.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any, Literal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sladsl

BERLIN = ZoneInfo("Europe/Berlin")
MINUTE = timedelta(minutes=1)
Span = tuple[datetime, datetime]

TEXT = """
sla Stepped {{
  effective: {effective}   time zone: "Europe/Berlin"
  party Cloud {{ role: provider }}
  party Customer {{ role: customer }}
  interpretation {{
    excluded time: {excluded}   partial minutes: exact   overlapping outages: once   level rounding: none
    service for part of a period: total shrinks
  }}
  calendar Office {{ Monday to Friday: 08:00 to 18:00   Saturday: 00:00 to 04:00   {closed}: closed }}
  service Shop {{ hours: Office }}
  source outages {{ holds: intervals   collected: by hand }}
  source windows {{ holds: intervals   collected: by hand   fields {{ announced: time }} }}
  exclusion Maintenance {{ time: windows where announced at least 5 days before start   allowance: first 2 hours per month
    allowance counts: {allowance} }}
  metric Uptime {{
    of: Shop   measure: uptime from outages   excluding: Maintenance   controlled by: Cloud   {shape}
  }}
  objective Kept {{ Cloud ensures Uptime at least 99% each month }}
}}
"""


def stepped(
    first: date,
    effective: date,
    closed: date,
    outages: list[Span],
    windows: list[tuple[datetime, datetime, datetime]],
    shortest: int,
    excluded: str,
    allowance: str,
) -> Fraction | None:
    """The level of the month that begins on `first`, minute by minute."""
    start = datetime(first.year, first.month, 1, tzinfo=BERLIN).astimezone(UTC)
    end = datetime(first.year + first.month // 12, first.month % 12 + 1, 1, tzinfo=BERLIN).astimezone(UTC)
    in_force = datetime(effective.year, effective.month, effective.day, tzinfo=BERLIN).astimezone(UTC)
    down: set[datetime] = set()
    run: set[datetime] = set()
    at = start - timedelta(days=3)
    while at <= end + timedelta(days=3):  # outages are judged whole, also beyond the month
        if any(a <= at < b for a, b in outages):
            run.add(at)
        else:
            if len(run) >= shortest:
                down |= run
            run = set()
        at += MINUTE
    up = total = 0
    left = 120
    at = start
    while at < end:
        local = at.astimezone(BERLIN)
        day, clock = local.date(), local.hour * 60 + local.minute
        weekday = day.weekday()
        is_open = (weekday < 5 and 480 <= clock < 1080) or (weekday == 5 and clock < 240)
        is_open = is_open and day != closed
        maintained = at >= in_force and any(
            a <= at < b and a - announced >= timedelta(days=5) for a, b, announced in windows
        )
        if maintained and (is_open or allowance == "all time"):
            if left:
                left -= 1
            else:
                maintained = False
        if is_open and at >= in_force:
            if maintained and excluded == "counts as up":
                total += 1
                up += 1
            elif not maintained:
                total += 1
                up += at not in down
        at += MINUTE
    return Fraction(up, total) if total else None


def written(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%MZ")


@st.composite
def spans(draw: st.DrawFn, base: datetime, most: int) -> Span:
    """A span around the month's ends, its changes of the clock, or anywhere; also one that is empty."""
    hour = draw(st.one_of(st.integers(-30, 30), st.integers(0, 743), st.integers(665, 680)))
    start = base + timedelta(hours=hour, minutes=draw(st.sampled_from((0, 0, 1, 29, 59))))
    return start, start + timedelta(minutes=draw(st.integers(0, most)))


@st.composite
def months(draw: st.DrawFn) -> dict[str, Any]:
    """March and October have a change of the clock, February 2028 a leap day."""
    first = draw(st.sampled_from((date(2026, 3, 1), date(2026, 10, 1), date(2028, 2, 1), date(2026, 12, 1))))
    base = datetime(first.year, first.month, 1, tzinfo=UTC)
    outages = draw(st.lists(spans(base, 3000), max_size=5))
    windows = []
    for start, end in draw(st.lists(spans(base, 300), max_size=4)):
        windows.append((start, end, start - timedelta(days=5) + draw(st.sampled_from((-1, 0, 1))) * MINUTE))
    return {
        "first": first,
        "effective": draw(st.sampled_from((date(2026, 1, 1), first, first + timedelta(days=10)))),
        "closed": first + timedelta(days=draw(st.integers(0, 27))),
        "outages": outages + outages[: draw(st.integers(0, 1))],
        "windows": windows,
        "shortest": draw(st.sampled_from((0, 0, 20, 60))),
        "excluded": draw(st.sampled_from(("out of both", "counts as up"))),
        "allowance": draw(st.sampled_from(("all time", "service hours"))),
    }


def evaluated(of: dict[str, Any], engine: Literal["reference", "duckdb"]) -> Fraction | None:
    text = TEXT.format(
        effective=of["effective"],
        excluded=of["excluded"],
        closed=of["closed"],
        allowance=of["allowance"],
        shape=f"shortest outage: {of['shortest']} minutes" if of["shortest"] else "",
    )
    evaluation = sladsl.evaluate(
        sladsl.read_text(text),
        {
            "outages": [{"start": written(a), "end": written(b)} for a, b in of["outages"]],
            "windows": [
                {"start": written(a), "end": written(b), "announced": written(c)} for a, b, c in of["windows"]
            ],
        },
        period=of["first"].strftime("%Y-%m"),
        as_of="2029-01-01",
        engine=engine,
    )
    (line,) = evaluation.outcome.statement.lines
    return line.level


@pytest.mark.parametrize("engine", ["reference", "duckdb"])
@settings(max_examples=8)
@given(of=months())
def test_a_month_minute_by_minute(engine: Literal["reference", "duckdb"], of: dict[str, Any]) -> None:
    # Without a row nothing says that anybody was looking: one long before says it.
    begin = datetime(2020, 1, 1, tzinfo=UTC)
    of["outages"] = [*of["outages"], (begin, begin + MINUTE)]
    assert evaluated(of, engine) == stepped(**of)
