"""Public holidays by region: known days, hostile names, and no dependence on the machine's language."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sladsl.values import regions
from sladsl.values.regions import (
    holiday_years,
    holidays_of,
    holidays_version,
    suggest_holidays,
    suggest_regions,
)


def days(region: str, *years: int) -> dict[date, str]:
    found = holidays_of(region, years)
    assert found is not None
    return {date.fromordinal(ordinal): name for ordinal, name in found.items()}


def test_one_holiday_by_its_name() -> None:
    assert list(days("US: Labor Day", 2025, 2026)) == [date(2025, 9, 1), date(2026, 9, 7)]
    assert list(days("US:  new year\u2019s day", 2022)) == [date(2022, 1, 1)]
    assert list(days("US: New Year's Day (observed)", 2021)) == [date(2021, 12, 31)]
    assert days("US: Thanksgiving", 2026) == {}
    assert holidays_of("XX: Labor Day", [2026]) is None
    assert suggest_holidays("US", "Thanksgiving") == ["Thanksgiving Day"]
    assert suggest_holidays("DE", "Labour Day") == ["Labor Day"]


def test_holidays_of_a_country_and_of_its_parts() -> None:
    assert len(days("DE", 2026)) == 9
    assert days("DE-BE", 2026)[date(2026, 3, 8)] == "Women's Day"
    assert date(2026, 3, 8) not in days("DE", 2026)
    assert date(2026, 7, 4) in days("US-CA", 2026)
    assert days("GB-SCT", 2026).keys() != days("GB-ENG", 2026).keys()


def test_years_are_exactly_those_asked_for() -> None:
    found = days("DE", 2028, 2026)
    assert {day.year for day in found} == {2026, 2028}
    assert list(found) == sorted(found)
    # New Year's Day of 2022 was observed in the old year.
    assert {day.year for day in days("US", 2021)} == {2021}
    assert holidays_of("DE", []) == holidays_of("DE", [10**9]) == {}


@pytest.mark.parametrize(
    "region",
    ["", "XX", "de", "DEU", "Germany", "DE-", "DE-XX", "DE-Berlin", "DE-BE-X", "../DE", "HolidayBase",
     "__doc__", "os", "DE\n", "DE-BE\n", "D" * 100_000],
)  # fmt: skip
def test_what_is_no_region(region: str) -> None:
    assert holidays_of(region, [2026]) is None


@given(st.text(max_size=12) | st.from_regex(r"[A-Z]{2}(-[A-Z0-9]{1,3})?", fullmatch=True))
def test_no_text_raises(region: str) -> None:
    found = holidays_of(region, [2026])
    assert found is None or all(date.fromordinal(each).year == 2026 for each in found)
    suggestions = suggest_regions(region)
    assert len(suggestions) <= 3
    assert all(holidays_of(each, []) is not None for each in suggestions)


@pytest.mark.parametrize(
    ("mistaken", "meant"),
    [
        ("Germany", "DE"),
        ("germny", "DE"),
        ("DEU", "DE"),
        ("de", "DE"),
        ("DE-Berlin", "DE-BE"),
        ("de-be", "DE-BE"),
        ("US-CAL", "US-CA"),
        ("UK", "GB"),
        ("Scotland", "GB-SCT"),
        ("united states", "US"),
    ],
)
def test_the_first_suggestion(mistaken: str, meant: str) -> None:
    assert suggest_regions(mistaken)[0] == meant


@pytest.mark.parametrize("region", ["DE", "DE-BE", "IL", "US"])
def test_years_that_the_library_does_not_know_are_told(region: str) -> None:
    first, last = holiday_years(region) or (0, 0)
    assert 1900 <= first < 2000 < 2100 <= last
    assert holidays_of(region, [first - 1, last + 1]) == {}
    assert holidays_of(region, [first])
    assert holidays_of(region, [last])


def test_an_unknown_region_has_no_years_and_an_odd_year_no_warning() -> None:
    assert holiday_years("XX") is None
    # The library warns that India's moving holidays end in 2035; pytest would make an error of it.
    assert holidays_of("IN", [2040])


def test_the_language_of_the_machine_changes_nothing(root: Path) -> None:
    code = "from sladsl.values.regions import holiday_years, holidays_of; print(holidays_of('DE-BE', [2026]))"
    printed = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "LANGUAGE": "th", "LANG": "de_DE.UTF-8", "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert printed.strip() == str(holidays_of("DE-BE", [2026]))


def test_version_and_what_is_imported_late(root: Path) -> None:
    assert holidays_version()[0].isdigit()
    code = "import sys, sladsl.values.calendar; print([n for n in sys.modules if 'holidays' in n])"
    printed = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    ).stdout
    assert printed.strip() == "[]"


def test_without_the_library_no_day_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("holidays", "holidays.registry", "holidays.version"):
        monkeypatch.setitem(sys.modules, name, None)
    regions._named_days.cache_clear()  # what an earlier test asked is remembered
    assert holidays_of("DE", [2026]) is None
    assert suggest_regions("Germany") == ["DE"], "names are known without it"
    assert holidays_version() == "none"


@pytest.mark.parametrize(
    ("name", "code"), [("Berlin", "DE-BE"), ("Bayern", "DE-BY"), ("California", "US-CA")]
)
def test_a_part_by_its_name_alone(name: str, code: str) -> None:
    assert suggest_regions(name)[0] == code
