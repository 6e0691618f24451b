"""Periods tile the line of time in every zone, whatever its clocks do."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sladsl.values.duration import DAY, HOUR, MINUTE
from sladsl.values.instant import civil_us, instant_to_local
from sladsl.values.period import (
    Period,
    PeriodKind,
    contains,
    days_in,
    first_day,
    last_day,
    next_period,
    parse_label,
    parse_period,
    period_at,
    periods,
    periods_within,
    previous,
)
from tests.values.moments import instants, lengths, place

KINDS: tuple[PeriodKind, ...] = ("day", "week", "month", "quarter", "year")
PLAIN = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC")
# Midnight is missing in São Paulo's spring, shown twice in Havana's autumn, crossed backwards in St John's;
# Apia and Kwajalein skipped a day.
ODD = ("America/Sao_Paulo", "America/Havana", "America/St_Johns", "Pacific/Apia", "Pacific/Kwajalein")
kinds = st.sampled_from(KINDS)


def named(text: str, where: str = "UTC") -> Period:
    found = parse_period(text, place(where))
    assert found is not None
    return found


@pytest.mark.parametrize("name", [*PLAIN, *ODD])
@given(
    kind=kinds,
    start=instants(1985, 2030),
    length=lengths(500),
)
@example(kind="day", start=civil_us(2011, 12, 20), length=20 * DAY)
@example(kind="day", start=civil_us(1993, 8, 10), length=20 * DAY)
@example(kind="day", start=civil_us(2006, 10, 20), length=20 * DAY)
@example(kind="day", start=civil_us(2026, 3, 1), length=270 * DAY)
def test_periods_tile_the_line(name: str, kind: PeriodKind, start: int, length: int) -> None:
    where = place(name)
    end = start + length
    found = periods(kind, where, start, end)
    assert found[0].start <= start < found[0].end
    assert found[-1].start < end <= found[-1].end
    assert len({each.label for each in found}) == len(found)
    for left, right in pairwise(found):
        assert left.start < left.end == right.start
        assert next_period(left, where) == right
        assert previous(right, where) == left
    for each in (found[0], found[len(found) // 2], found[-1]):
        assert parse_period(each.label, where) == each
        assert period_at(kind, where, each.start) == each
        assert period_at(kind, where, each.end - 1) == each


@pytest.mark.parametrize("name", PLAIN)
@given(instant=instants(1990, 2040))
def test_labels_are_those_of_the_wall_calendar(name: str, instant: int) -> None:
    where = place(name)
    local = instant_to_local(instant, where)
    labels = {kind: period_at(kind, where, instant).label for kind in KINDS}
    assert labels == {
        "day": f"{local:%Y-%m-%d}",
        "week": f"{local:%G-W%V}",
        "month": f"{local:%Y-%m}",
        "quarter": f"{local.year}-Q{-(-local.month // 3)}",
        "year": f"{local:%Y}",
    }


@pytest.mark.parametrize(
    ("text", "where", "length"),
    [
        ("2026-03-29", "Europe/Berlin", 23 * HOUR),
        ("2026-10-25", "Europe/Berlin", 25 * HOUR),
        ("2026-10-04", "Australia/Lord_Howe", 23 * HOUR + 30 * MINUTE),
        ("2026-03", "Europe/Berlin", 31 * DAY - HOUR),
        ("2024-02", "UTC", 29 * DAY),
        ("2026-W53", "UTC", 7 * DAY),
        ("2026-Q4", "America/New_York", 92 * DAY + HOUR),
        ("2028", "Europe/Berlin", 366 * DAY),
        ("2018-11-04", "America/Sao_Paulo", 23 * HOUR),
    ],
)
def test_lengths(text: str, where: str, length: int) -> None:
    period = named(text, where)
    assert period.end - period.start == length
    assert period.label == text


def test_a_day_starts_at_the_jump_over_its_midnight() -> None:
    # Toronto went from 23:30 to 00:30 on 30 March 1919: the 31st began half an hour "late".
    toronto = place("America/Toronto")
    start = named("1919-03-31", "America/Toronto").start
    assert instant_to_local(start, toronto).strftime("%d %H:%M") == "31 00:30"
    assert instant_to_local(start - 1, toronto).strftime("%d %H:%M") == "30 23:29"


def test_a_clock_set_back_over_midnight_leaves_each_instant_in_one_day() -> None:
    # St John's went from 00:01 on 29 October 2006 back to 23:01 on the 28th (02:31 UTC): the 29th had begun.
    for minute, label in ((29, "2006-10-28"), (30, "2006-10-29"), (45, "2006-10-29"), (90, "2006-10-29")):
        at = civil_us(2006, 10, 29, 2) + minute * MINUTE
        assert period_at("day", place("America/St_Johns"), at).label == label


def test_a_day_that_a_zone_skipped_is_no_period() -> None:
    assert parse_period("2011-12-30", place("Pacific/Apia")) is None
    assert next_period(named("2011-12-29", "Pacific/Apia"), place("Pacific/Apia")).label == "2011-12-31"
    assert previous(named("2011-12-31", "Pacific/Apia"), place("Pacific/Apia")).label == "2011-12-29"


@pytest.mark.parametrize(
    "text",
    ["", "26", "2026-Q0", "2026-Q5", "2026-q1", "2026Q1", "2026-W00", "2025-W53", "2026-W5", "2026-13",
     "2026-00", "2026-3", "2026-02-29", "2026-03-32", "1899", "2201-01", "2026-03-04T10:00", "2026 ",
     "2026\n", "２０２６"],
)  # fmt: skip
def test_text_that_names_no_period(text: str) -> None:
    assert parse_period(text, place("UTC")) is None


@given(kinds, st.dates(date(1900, 1, 8), date(2200, 12, 20)))
def test_days_of_a_period(kind: PeriodKind, day: date) -> None:
    period = period_at(kind, place("UTC"), civil_us(day.year, day.month, day.day))
    assert parse_label(period.label) == (kind, first_day(period))
    assert first_day(period) <= day <= last_day(period)
    assert period.end - period.start == days_in(period) * DAY
    assert last_day(period) - first_day(period) == timedelta(days=days_in(period) - 1)


def test_days_need_a_label() -> None:
    with pytest.raises(ValueError, match="soon"):
        first_day(Period(kind="day", label="soon", start=0, end=1))


@pytest.mark.parametrize("label", ["2200-12", "2200-Q4", "2200", "2200-W52", "2200-12-31"])
def test_what_follows_the_last_year_is_counted_on_from(label: str) -> None:
    berlin, last = place("Europe/Berlin"), named(label, "Europe/Berlin")
    following = last
    for _ in range(30):
        before, following = following, next_period(following, berlin)
        assert before.end == following.start
    assert parse_label(following.label) is None, "nobody names such a period"
    back = following
    for _ in range(30):
        back = previous(back, berlin)
    assert back == last


@given(kinds, kinds, st.integers(1990, 2040))
def test_kinds_that_nest(outer: PeriodKind, inner: PeriodKind, year: int) -> None:
    utc = place("UTC")
    whole = periods(outer, utc, civil_us(year, 1, 1), civil_us(year + 5, 1, 1))
    parts = [periods_within(each, inner, utc) for each in whole]
    flat = [part for each in parts for part in each]
    assert len({part.label for part in flat}) == len(flat)
    assert all(left.end == right.start for left, right in pairwise(flat))
    nested = all(
        each.start == part[0].start and part[-1].end == each.end if part else False
        for each, part in zip(whole, parts, strict=True)
    )
    assert contains(outer, inner) is nested


def test_an_empty_span_has_no_periods() -> None:
    assert periods("day", place("UTC"), 5, 5) == ()
