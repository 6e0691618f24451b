"""The names of regions are those of the holidays library, and knowing them does not need it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from sladsl.values.region_names import countries, known_region, lines_of_library
from sladsl.values.regions import holidays_of


def test_every_region_is_one_of_the_installed_library() -> None:
    library = {line[:2]: line for line in lines_of_library()}
    for code, country in countries().items():
        assert code in library, "the library no longer has it"
        codes = {part.split(" = ")[0] for part in library[code].split("; ")[1:]}
        # A newer library may know more; then `python -m sladsl.values.region_names` writes them anew.
        assert set(country.parts) <= codes


@pytest.mark.parametrize("region", ["DE", "DE-BE", "US-CA", "GB-SCT", "FR-57"])
def test_known_regions_have_holidays(region: str) -> None:
    assert known_region(region)
    assert holidays_of(region, [2026])


@pytest.mark.parametrize(
    "region", ["", "XX", "de", "DEU", "DE-", "DE-XX", "DE-be", "DE-BE\n", "ZZ-1", "D" * 9999]
)
def test_what_is_no_region(region: str) -> None:
    assert not known_region(region)


def test_a_check_of_a_calendar_never_loads_the_library(root: Path) -> None:
    code = (
        "import sys; from sladsl.api import check_source; found = check_source("
        '\'sla A "A" { time zone: "Europe/Berlin"  calendar C { Monday: 08:00 to 18:00  holidays: "DE-Berlin", "DE" } }\''
        "); print(any('DE-BE' in f.hint for f in found), [n for n in sys.modules if n.startswith('holidays')])"
    )
    printed = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    ).stdout
    assert printed.strip() == "True []"
