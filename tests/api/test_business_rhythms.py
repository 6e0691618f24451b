"""Duties that are due every so many business hours."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sladsl
from sladsl.api import check
from sladsl.api.rendering import render
from sladsl.values.business_hours import used_up
from sladsl.values.calendar import Hours
from sladsl.values.duration import HOUR, MINUTE

OFFICE = "calendar Office { Monday to Friday: 08:00 to 18:00   2026-01-01, 2026-01-02, 2026-01-06: closed }"


def terms(keys: str, calendar: str = OFFICE, days: str = "business days: Office") -> sladsl.Loaded:
    return sladsl.read_text(
        f"""
sla Cloud "Cloud" {{
  effective: 2026-01-01   time zone: "Europe/Berlin"   currency: EUR
  party P {{ role: provider   accepted: by ordering }}
  party C {{ role: customer   accepted: by ordering }}
  interpretation {{ level rounding: none   money rounding: half up to 0.01 EUR, on each line   {days} }}
  {calendar}
  service S {{ hours: always   fee: 1_000 EUR per month }}
  metric M {{ of: S   measure: as reported   collected by: P   controlled by: P }}
  objective Up {{ P ensures M at least 99% each month }}
  credit for Up {{ amount: 100 EUR }}
  P must "say how it stands" {{ {keys} }}
}}"""
    )


def due(keys: str, as_of: str, period: str = "2026-01") -> list[tuple[str, str]]:
    of = terms(keys)
    assert not [each for each in check(of) if each.severity == "error" or each.name == "not-evaluated"]
    level = {"objective": "Up", "period": period, "level": "100%"}
    found = sladsl.evaluate(of, {"levels": [level]}, period=period, as_of=as_of).outcome.statement
    return [(each.period, each.due_day) for each in found.duties if each.kind == "duty"]


def test_each_stretch_ends_when_its_hours_are_used_up() -> None:
    found = due("every: 25 business hours", "2026-02-01")
    # The 5th, the 7th and half of the 8th: the 6th is closed. What is closed after a stretch belongs to the next one.
    assert found[:3] == [
        ("2026-01-01 00:00 to 2026-01-08 13:00", "2026-01-08"),
        ("2026-01-08 13:00 to 2026-01-12 18:00", "2026-01-12"),
        ("2026-01-12 18:00 to 2026-01-15 13:00", "2026-01-15"),
    ]


def test_time_to_do_it_is_counted_from_the_end_of_a_stretch() -> None:
    found = due("every: 10 business hours   within: 2 hours after the period", "2026-02-01")
    assert found[:2] == [
        ("2026-01-01 00:00 to 2026-01-05 18:00", "2026-01-05"),
        ("2026-01-05 18:00 to 2026-01-07 18:00", "2026-01-07"),
    ]


@pytest.mark.parametrize(
    ("calendar", "days"), [("", ""), (OFFICE, "business days: Monday to Friday")], ids=["none", "other days"]
)
def test_business_hours_are_those_of_a_calendar(calendar: str, days: str) -> None:
    found = check(terms("every: 25 business hours", calendar, days))
    assert [each.name for each in found if each.severity == "error"] == ["unclear-rhythm"]


def test_the_contract_names_the_calendar() -> None:
    text = " ".join(render(terms("every: 25 business hours")).split())
    assert "every 25 business hours, counted from the Effective Date in the hours that" in text


# ---- against the clock, minute by minute


@st.composite
def calendars(draw: st.DrawFn) -> Hours:
    days = []
    for _ in range(7):
        first = draw(st.integers(0, 23))
        days.append(((60 * first, 60 * draw(st.integers(first + 1, 24))),) if draw(st.booleans()) else ())
    return Hours(weekly=tuple(days), zone="Europe/Berlin", special={})


@settings(max_examples=25, deadline=None)
@given(calendars(), st.integers(1, 30), st.integers(0, 47))
def test_so_much_open_time_lies_in_each_stretch(hours: Hours, count: int, first: int) -> None:
    """The clock goes on in the night to 29 March 2026 in the middle of it."""
    begin = int(Fraction(1_774_310_400) * 1_000_000) + first * HOUR  # 24 March 2026, 00:00 UTC
    end = begin + 10 * 24 * HOUR
    from sladsl.values.calendar import open_spans

    opened = open_spans(hours, begin, end)
    found, open_minutes = [], 0
    for at in range(begin, end, 15 * MINUTE):
        if any(since <= at < until for since, until in opened):
            open_minutes += 15
            if open_minutes == 60 * count:
                found.append(at + 15 * MINUTE)
                open_minutes = 0
    assert used_up(hours, begin, count * HOUR, end) == found
