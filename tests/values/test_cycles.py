"""Periods that an agreement lays out itself, worked out by hand: ends of months, changes of the clock, what nests."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sladsl.values.cycles import Cycle, first_of, labelled_days, number_of
from sladsl.values.duration import DAY, HOUR
from sladsl.values.instant import parse_time
from sladsl.values.period import (
    PeriodKind,
    PlainKind,
    Rolling,
    alike,
    contains,
    days_in,
    first_day,
    last_day,
    least_days,
    looked_back,
    most_days,
    most_in,
    next_period,
    parse_period,
    period_at,
    periods,
    previous,
)
from sladsl.values.zones import zone

FROM_16TH = Cycle(word="billing cycle", anchor=date(2000, 1, 16), months=1)
FROM_31ST = Cycle(word="billing cycle", anchor=date(2000, 1, 31), months=1)
FISCAL = Cycle(word="fiscal quarter", anchor=date(2026, 2, 1), months=3)
LEAP = Cycle(word="contract year", anchor=date(2024, 2, 29), months=12)
HOURS = Cycle(word="720 hours", anchor=date(2026, 3, 1), us=720 * HOUR)
TEN_DAYS = Cycle(word="10 days", anchor=date(2026, 3, 1), days=10)


def berlin(text: str) -> int:
    place = zone("Europe/Berlin")
    written = parse_time(text)
    assert place is not None
    assert written is not None
    found = parse_period(text[:10], place)
    assert found is not None
    return found.start + written.naive_us % DAY


@pytest.mark.parametrize(
    ("kind", "at", "label"),
    [
        (FROM_16TH, "2026-03-15 12:00", "2026-02-16 to 2026-03-15"),
        (FROM_16TH, "2026-03-16 00:00", "2026-03-16 to 2026-04-15"),
        (FROM_31ST, "2026-02-27 12:00", "2026-01-31 to 2026-02-27"),
        (FROM_31ST, "2026-02-28 00:00", "2026-02-28 to 2026-03-30"),
        (FROM_31ST, "2026-04-30 00:00", "2026-04-30 to 2026-05-30"),
        (FROM_31ST, "2024-02-29 00:00", "2024-02-29 to 2024-03-30"),
        (FISCAL, "2026-01-31 12:00", "2025-11-01 to 2026-01-31"),
        (FISCAL, "2030-02-01 00:00", "2030-02-01 to 2030-04-30"),
        (LEAP, "2025-02-27 12:00", "2024-02-29 to 2025-02-27"),
        (LEAP, "2025-02-28 00:00", "2025-02-28 to 2026-02-27"),
        (LEAP, "2028-02-28 12:00", "2027-02-28 to 2028-02-28"),
        (TEN_DAYS, "2026-02-28 12:00", "2026-02-19 to 2026-02-28"),
        (HOURS, "2026-03-01 00:00", "2026-03-01 00:00 to 2026-03-31 01:00"),
        (HOURS, "2026-02-28 12:00", "2026-01-30 00:00 to 2026-03-01 00:00"),
    ],
)
def test_the_period_around_an_instant(kind: Cycle, at: str, label: str) -> None:
    place = zone("Europe/Berlin")
    assert place is not None
    found = period_at(kind, place, berlin(at))
    assert found.label == label
    assert found.start <= berlin(at) < found.end
    assert parse_period(label, place) is not None
    again = parse_period(label, place)
    assert again is not None
    assert (again.start, again.end) == (found.start, found.end)


def test_days_and_hours_part_where_the_clock_changes() -> None:
    place = zone("Europe/Berlin")
    assert place is not None
    days = Cycle(word="30 days", anchor=date(2026, 3, 1), days=30)
    assert period_at(days, place, berlin("2026-03-20")).end == berlin("2026-03-31")
    assert period_at(HOURS, place, berlin("2026-03-20")).end == berlin("2026-03-31 01:00")
    assert last_day(period_at(HOURS, place, berlin("2026-03-20"))) == date(2026, 3, 31)
    earlier = period_at(HOURS, place, berlin("2026-02-20"))
    assert (first_day(earlier), last_day(earlier), days_in(earlier)) == (
        date(2026, 1, 30),
        date(2026, 2, 28),
        30,
    )


@given(
    st.sampled_from([FROM_16TH, FROM_31ST, FISCAL, LEAP, HOURS, TEN_DAYS]),
    st.sampled_from(["Europe/Berlin", "Australia/Lord_Howe", "Pacific/Apia", "America/St_Johns", "UTC"]),
    st.integers(-(10**15), 4 * 10**15),
)
def test_they_follow_each_other_without_a_gap(kind: Cycle, name: str, instant: int) -> None:
    place = zone(name)
    assert place is not None
    here = period_at(kind, place, instant)
    assert here.start <= instant < here.end
    after, before = next_period(here, place), previous(here, place)
    assert (before.end, after.start) == (here.start, here.end)
    assert previous(after, place) == here
    assert next_period(before, place) == here
    assert periods(kind, place, instant, instant + 1) == (here,)


@given(st.integers(1, 31), st.sampled_from([1, 3, 12]), st.dates(date(1990, 1, 1), date(2060, 1, 1)))
def test_a_day_lies_in_one_period(day: int, months: int, when: date) -> None:
    kind = Cycle(word="", anchor=date(2000, 1, day), months=months)
    number = number_of(kind, when)
    assert first_of(kind, number) <= when < first_of(kind, number + 1)


@pytest.mark.parametrize(
    ("outer", "inner", "nests"),
    [
        (FROM_16TH, "day", True),
        (FROM_16TH, "month", False),
        ("quarter", Cycle(word="c", anchor=date(2000, 1, 1), months=1), True),
        ("year", FISCAL, False),
        (Cycle(word="fiscal year", anchor=date(2026, 2, 1), months=12), FISCAL, True),
        (Cycle(word="fiscal year", anchor=date(2026, 3, 1), months=12), FISCAL, False),
        (Cycle(word="fiscal year", anchor=date(2026, 4, 1), months=12), "quarter", True),
        (Cycle(word="fiscal year", anchor=date(2026, 2, 1), months=12), "quarter", False),
        ("week", "day", True),
        ("month", "week", False),
        (Cycle(word="14 days", anchor=date(2026, 1, 5), days=14), "week", True),
        (Cycle(word="14 days", anchor=date(2026, 1, 6), days=14), "week", False),
        (HOURS, "day", False),
        (HOURS, HOURS, True),
        ("month", "month", True),
        ("month", "quarter", False),
    ],
)
def test_what_lies_in_what(outer: PeriodKind, inner: PeriodKind, nests: bool) -> None:
    assert contains(outer, inner) is nests


@pytest.mark.parametrize(
    ("kind", "word", "same"),
    [
        (FROM_16TH, "month", True),
        (FROM_16TH, "quarter", False),
        (FISCAL, "quarter", True),
        (LEAP, "year", True),
        (HOURS, "month", True),
        (TEN_DAYS, "month", False),
        (TEN_DAYS, "week", False),
    ],
)
def test_what_is_called_a_month(kind: Cycle, word: PlainKind, same: bool) -> None:
    assert alike(kind, word) is same


def test_how_many_and_how_long() -> None:
    assert (least_days("month"), most_days("month"), most_days(FROM_16TH), most_days(HOURS)) == (
        28,
        31,
        31,
        31,
    )
    assert (most_in("year", FROM_16TH), most_in("year", "week"), most_in("year", "day")) == (12, 53, 366)
    assert most_in("month", TEN_DAYS) == 4
    assert most_in("week", "month") == 1


@pytest.mark.parametrize(
    ("rolling", "label", "start", "end"),
    [
        (Rolling(kind="day", text="", days=30), "2026-03-31", "2026-03-01", "2026-03-31"),
        (Rolling(kind="day", text="", days=30, current=True), "2026-03-31", "2026-03-02", "2026-04-01"),
        (Rolling(kind="month", text="", months=2, current=True), "2026-03", "2026-02-01", "2026-04-01"),
        (Rolling(kind="month", text="", months=12), "2026-03", "2025-03-01", "2026-03-01"),
        (Rolling(kind="day", text="", months=1), "2026-03-31", "2026-02-28", "2026-03-31"),
        (Rolling(kind="day", text="", us=24 * HOUR), "2026-03-30", "2026-03-28 23:00", "2026-03-30"),
    ],
)
def test_what_a_period_looks_back_at(rolling: Rolling, label: str, start: str, end: str) -> None:
    place = zone("Europe/Berlin")
    assert place is not None
    period = parse_period(label, place)
    assert period is not None
    found = looked_back(period, rolling, place)
    assert (found.label, found.start, found.end) == (label, berlin(start), berlin(end))


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-16 to 2026-03-15",
        "2026-02-30 to 2026-03-15",
        "2026-03-16 to",
        "2026-03-16 to 2026-04-15 ",
        "2026-03-16 10:00 to 2026-04-15",
        "2026-13-16 to 2026-14-15",
        "0001-01-01 to 0001-01-02",
        "2026-03-16 25:00 to 2026-04-15 26:00",
    ],
)
def test_what_names_no_period(text: str) -> None:
    place = zone("UTC")
    assert place is not None
    assert parse_period(text, place) is None


def test_an_hour_that_is_none_names_no_days() -> None:
    assert labelled_days("2026-03-16 to 2026-04-15") == (date(2026, 3, 16), date(2026, 4, 15))
    assert labelled_days("2026-03-16 00:00 to 2026-04-15 00:00") == (date(2026, 3, 16), date(2026, 4, 14))
