"""Times in the forms of exports, as year-month-day; which number is the day is said, never guessed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sladsl.values.instant import parse_time
from sladsl.values.time_forms import guessed_forms, meant_form, time_form


@pytest.mark.parametrize(
    ("form", "text", "iso"),
    [
        ("day.month.year", "01.03.2026", "2026-03-01"),
        ("day.month.year", "1.3.2026 9:05", "2026-03-01 09:05"),
        ("day.month.year", "01.03.2026, 09:05:07", "2026-03-01 09:05:07"),
        ("day.month.year", "01.03.2026T09:05:07.250+01:00", "2026-03-01 09:05:07.250+01:00"),
        ("day.month.yy", "01.03.26 09:05", "2026-03-01 09:05"),
        ("day/month/year", "01/03/2026 24:00", "2026-03-01 24:00"),
        ("month/day/year", "3/1/2026 1:05 PM", "2026-03-01 13:05"),
        ("month/day/year", "3/1/2026 12:05:00 am", "2026-03-01 00:05:00"),
        ("month/day/year", "3/1/2026 12:05 p.m.", "2026-03-01 12:05"),
        ("day-month-year", "01-03-2026", "2026-03-01"),
        ("year/month/day", "2026/3/1 09:05Z", "2026-03-01 09:05Z"),
        ("Month/Day/Year", "3/1/2026", "2026-03-01"),
        ("Unix seconds", "1772352000", "2026-03-01T08:00:00.000000Z"),
        ("Unix seconds", "1772352000.5", "2026-03-01T08:00:00.500000Z"),
        ("unix milliseconds", "1772352000123", "2026-03-01T08:00:00.123000Z"),
        ("Unix seconds", "-1", "1969-12-31T23:59:59.000000Z"),
    ],
)
def test_a_time_in_its_form(form: str, text: str, iso: str) -> None:
    read = time_form(form)
    assert read is not None
    assert read(text) == iso


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("day.month.year", "01/03/2026"),
        ("day.month.year", "01.03.26"),
        ("day.month.year", "01.03.2026 9"),
        ("day.month.year", "01.03.2026 13:05 PM"),
        ("day.month.year", "01.03.2026 0:05 AM"),
        ("day.month.year", "x01.03.2026"),
        ("day.month.year", "01.03.2026\n"),
        ("day.month.year", "٠١.٠٣.٢٠٢٦"),
        ("day.month.year", "2026-03-01 09:05"),
        ("", "01.03.2026"),
        ("Unix seconds", "99999999999999"),
        ("Unix seconds", "1.5e9"),
        ("Unix seconds", "1772352000.1234567"),
        ("Unix milliseconds", "1772352000123.1234"),
        ("Unix seconds", "2026-03-01"),
    ],
)
def test_every_other_text_stays_as_it_is(form: str, text: str) -> None:
    read = time_form(form)
    assert read is not None
    assert read(text) == text


@pytest.mark.parametrize("text", ["31.02.2026", "00.03.2026", "01.13.2026", "01.03.2026 24:00", "01.03.1026"])
def test_a_day_or_hour_that_there_is_not_is_none_in_any_form(text: str) -> None:
    read = time_form("day.month.year")
    assert read is not None
    assert parse_time(read(text)) is None


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("dd.mm.yyyy", "day.month.year"),
        ("MM/DD/YYYY hh:mm", "month/day/year"),
        ("%d-%m-%Y %H:%M", "day-month-year"),
        ("mm/dd/yy", "month/day/yy"),
        ("day.month", ""),
        ("soon", ""),
        ("dd.dd.yyyy", ""),
    ],
)
def test_other_words_for_a_form_are_none_but_lead_to_it(words: str, meant: str) -> None:
    assert time_form(words) is None
    assert meant_form(words) == meant


def test_what_the_days_tell_of_the_form() -> None:
    assert guessed_forms(["01.03.2026", "13.03.2026"]) == ("day.month.year",)
    assert guessed_forms(["03/13/2026", ""]) == ("month/day/year",)
    assert guessed_forms(["01/03/2026"]) == ("day/month/year", "month/day/year")
    assert guessed_forms(["01.03.2026", "01/03/2026"]) == ()
    assert guessed_forms(["31.31.2026"]) == ()
    assert guessed_forms([""]) == ()


@given(st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2200, 12, 31)))
def test_forms_are_what_python_writes(time: datetime) -> None:
    expected = parse_time(time.strftime("%Y-%m-%d").rjust(10, "0") + time.strftime(" %H:%M:%S.%f"))
    assert expected is not None
    for form, pattern in (
        ("day.month.year", "%d.%m.%Y %H:%M:%S.%f"),
        ("month/day/year", "%m/%d/%Y %I:%M:%S.%f %p"),
        ("year-month-day", "%Y-%m-%d %H:%M:%S.%f"),
    ):
        read = time_form(form)
        assert read is not None
        assert parse_time(read(time.strftime(pattern))) == expected
    seconds = time_form("Unix seconds")
    assert seconds is not None
    whole, micros = divmod(expected.naive_us, 1_000_000)
    if whole >= 0:
        found = parse_time(seconds(f"{whole}.{micros:06}"))
        assert found is not None
        assert (found.naive_us, found.offset_us) == (expected.naive_us, 0)
        assert datetime.fromtimestamp(whole, UTC).year == time.year


def test_the_usual_form_turned_round_is_none() -> None:
    # 2026-03-04 is the fourth of March in every file, whatever a binding says.
    assert time_form("year-day-month") is None
    assert meant_form("%Y-%d-%m") == ""
    turned = time_form("year.day.month")
    assert turned is not None
    assert turned("2026.03.04") == "2026-04-03"
