"""Written times against `datetime`, and the way between clocks and instants where clocks jump."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sladsl.values.duration import HOUR, MINUTE
from sladsl.values.instant import (
    civil_us,
    instant_text,
    instant_to_local,
    local_to_instant,
    naive_to_instant,
    offset_at,
    offsets,
    parse_time,
)
from tests.values.moments import instants, lengths, place

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "UTC",
    "America/St_Johns",
)
zones = st.sampled_from(ZONES).map(place)
recent = instants(1985, 2035)
civil_times = st.datetimes(datetime(1900, 1, 1), datetime(2200, 12, 31, 23, 59, 59, 999999))


def us(moment: datetime) -> int:
    return (moment - EPOCH) // timedelta(microseconds=1)


@given(
    civil_times,
    st.none() | st.integers(-15 * 60 - 59, 15 * 60 + 59),
    st.sampled_from(["T", " "]),
    st.sampled_from(["minutes", "seconds", "milliseconds", "microseconds"]),
)
def test_written_times_agree_with_datetime(
    moment: datetime, minutes: int | None, between: str, precision: str
) -> None:
    if minutes is not None:
        moment = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    text = moment.isoformat(sep=between, timespec=precision)
    read = parse_time(text)
    expected = datetime.fromisoformat(text)
    assert read is not None
    assert read.naive_us == us(expected.replace(tzinfo=UTC))
    if minutes is None:
        assert read.offset_us is None
    else:
        assert read.offset_us == minutes * MINUTE
        assert read.naive_us - read.offset_us == us(expected)
        compact = text[:-3] + text[-2:]
        assert parse_time(compact) == read


@given(st.dates(date(1890, 1, 1), date(2210, 1, 1)), st.integers(0, 40))
def test_dates_are_real_and_within_reach(day: date, number: int) -> None:
    read = parse_time(day.isoformat())
    assert (read is not None) == (1900 <= day.year <= 2200)
    if read is not None:
        assert (read.naive_us, read.offset_us) == (civil_us(day.year, day.month, day.day), None)
    text = f"{day.year:04}-{day.month:02}-{number:02}"
    try:
        real = 1900 <= date.fromisoformat(text).year <= 2200
    except ValueError:
        real = False
    assert (parse_time(text) is not None) == real


@pytest.mark.parametrize(
    "text",
    ["", "2026", "2026-03", "20260304", "2026-3-4", "2026-02-29", "2026-03-04T", "2026-03-04Z",
     "2026-03-04+01:00", "2026-03-04T24:00", "2026-03-04T10", "2026-03-04T10:60", "2026-03-04T10:00:60",
     "2026-03-04T10:00:00.", "2026-03-04T10:00:00.1234567", "2026-03-04t10:00", "2026-03-04T10:00z",
     "2026-03-04  10:00", "2026-03-04T10:00 Z", "2026-03-04T10:00+1", "2026-03-04T10:00+01",
     "2026-03-04T10:00+16:00", "2026-03-04T10:00+01:60", " 2026-03-04", "2026-03-04\n",
     "2026-03-04T10:00Z\n", "２０２６-03-04", "-2026-03-04", "2026-W10-3", "2026-063", "04.03.2026",
     "1772618400", "2026-03-04T10:00" * 10_000],
)  # fmt: skip
def test_other_text_is_refused(text: str) -> None:
    assert parse_time(text) is None


@pytest.mark.parametrize(
    ("name", "clock", "utc", "kind"),
    [
        ("Europe/Berlin", (2026, 3, 29, 1, 59), (2026, 3, 29, 0, 59), "plain"),
        ("Europe/Berlin", (2026, 3, 29, 2, 30), (2026, 3, 29, 1, 30), "missing"),
        ("Europe/Berlin", (2026, 3, 29, 3, 0), (2026, 3, 29, 1, 0), "plain"),
        ("Europe/Berlin", (2026, 10, 25, 2, 0), (2026, 10, 25, 0, 0), "ambiguous"),
        ("Europe/Berlin", (2026, 10, 25, 3, 0), (2026, 10, 25, 2, 0), "plain"),
        ("Australia/Lord_Howe", (2026, 10, 4, 2, 10), (2026, 10, 3, 15, 40), "missing"),
        ("Australia/Lord_Howe", (2026, 4, 5, 1, 45), (2026, 4, 4, 14, 45), "ambiguous"),
        ("Asia/Kathmandu", (2026, 1, 1, 0, 0), (2025, 12, 31, 18, 15), "plain"),
    ],
)
def test_civil_times_where_clocks_jump(
    name: str, clock: tuple[int, ...], utc: tuple[int, ...], kind: str
) -> None:
    naive = datetime(*clock)  # type: ignore[arg-type]
    found = local_to_instant(naive, place(name))
    assert (found.instant, found.kind) == (civil_us(*utc), kind)
    assert naive_to_instant(civil_us(*clock), place(name)) == found


@given(recent, zones)
def test_an_instant_comes_back_from_its_clock(instant: int, where: ZoneInfo) -> None:
    local = instant_to_local(instant, where)
    assert us(local) == instant
    back = local_to_instant(local.replace(tzinfo=None, fold=0), where)
    if local.fold:
        assert back.kind == "ambiguous"
        assert back.instant < instant
    else:
        assert back.instant == instant


@given(instants(2026, 2026), zones)
def test_two_instants_never_print_alike(instant: int, where: ZoneInfo) -> None:
    read = parse_time(instant_text(instant, where))
    assert read is not None
    if read.offset_us is not None:
        assert read.naive_us - read.offset_us == instant
    else:
        found = naive_to_instant(read.naive_us, where)
        assert (found.instant, found.kind) == (instant, "plain")


def test_text_of_an_instant() -> None:
    berlin = place("Europe/Berlin")
    assert instant_text(civil_us(2026, 3, 4, 9), berlin) == "2026-03-04 10:00"
    assert instant_text(civil_us(2026, 3, 4, 9, 0, 5), berlin) == "2026-03-04 10:00:05"
    assert instant_text(civil_us(2026, 3, 4, 9, 0, 0, 250_000), berlin) == "2026-03-04 10:00:00.25"
    assert instant_text(civil_us(2026, 10, 25, 0, 30), berlin) == "2026-10-25 02:30+02:00"
    assert instant_text(civil_us(2026, 10, 25, 1, 30), berlin) == "2026-10-25 02:30+01:00"


def test_a_civil_time_has_no_zone() -> None:
    with pytest.raises(ValueError, match="no zone"):
        local_to_instant(EPOCH, place("UTC"))


def test_offsets_of_a_year() -> None:
    start, end = civil_us(2026, 1, 1), civil_us(2027, 1, 1)
    assert offsets(place("Europe/Berlin"), start, end) == (
        (start, HOUR),
        (civil_us(2026, 3, 29, 1), 2 * HOUR),
        (civil_us(2026, 10, 25, 1), HOUR),
    )
    assert offsets(place("UTC"), start, end) == ((start, 0),)
    assert offsets(place("UTC"), end, start) == ()
    change = civil_us(2026, 3, 29, 1)
    assert offsets(place("Europe/Berlin"), change - 1, change) == ((change - 1, HOUR),)
    assert offsets(place("Europe/Berlin"), change, change + 1) == ((change, 2 * HOUR),)


@given(
    st.sampled_from([*ZONES, "Africa/Casablanca", "Pacific/Apia", "America/Caracas", "Asia/Pyongyang"]).map(
        place
    ),
    recent,
    lengths(800),
    st.lists(lengths(800), min_size=20, max_size=20),
)
def test_offsets_say_the_offset_of_every_instant(
    where: ZoneInfo, start: int, length: int, probes: list[int]
) -> None:
    changes = offsets(where, start, start + length)
    assert changes[0][0] == start
    for (_, before), (at, after) in pairwise(changes):
        assert before != after
        assert (offset_at(where, at - 1), offset_at(where, at)) == (before, after)
    for probe in (start + each % length for each in probes):
        assert offset_at(where, probe) == [offset for at, offset in changes if at <= probe][-1]
