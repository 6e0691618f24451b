"""Zone names: hostile ones, mistaken ones, and the version that a result names."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sladsl.values import zones
from sladsl.values.zones import fixed_offset_like, suggest_zones, tz_version, zone, zone_names


@pytest.mark.parametrize(
    "name",
    ["", " ", "../../etc/passwd", "/etc/passwd", "Europe/../UTC", "Europe", "Europe/", "/Europe/Berlin",
     "./UTC", "Europe//Berlin", "Europe\\Berlin", "C:\\UTC", "Europe/Berlin\n", "Europe/Berlin\0",
     "a" * 100_000, "europe/berlin", "right/Europe/Berlin", "posix/UTC", "posixrules", "localtime",
     "Factory", "leapseconds", "tzdata.zi", "zone.tab", "__init__.py", "CEST", "Zürich", "%s",
     "Europe/Atlantis"],
)  # fmt: skip
def test_what_is_no_zone(name: str) -> None:
    assert zone(name) is None


@given(st.text(max_size=80))
def test_no_text_raises(name: str) -> None:
    found = zone(name)
    assert found is None or found.key == name
    suggest_zones(name)
    fixed_offset_like(name)


def test_every_listed_zone_opens() -> None:
    names = zone_names() - {"Factory"}
    assert {"UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Etc/GMT+5"} <= names
    assert [name for name in sorted(names) if zone(name) is None] == []
    assert zone("Europe/Berlin") is zone("Europe/Berlin")


@pytest.mark.parametrize(
    ("mistaken", "meant"),
    [
        ("Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("Europe/Berln", "Europe/Berlin"),
        ("America/NewYork", "America/New_York"),
        ("new york", "America/New_York"),
        ("EST", "America/New_York"),
        ("CET", "Europe/Berlin"),
        ("Europe/Kathmandu", "Asia/Kathmandu"),
        ("utc", "UTC"),
        ("GMT+0", "UTC"),
    ],
)
def test_the_first_suggestion(mistaken: str, meant: str) -> None:
    suggestions = suggest_zones(mistaken)
    assert suggestions[0] == meant
    assert len(suggestions) <= 3
    assert all(zone(each) is not None for each in suggestions)


def test_nothing_is_suggested_for_noise() -> None:
    assert suggest_zones("qqqqqqqqqqqq") == []
    assert suggest_zones("") == []


@pytest.mark.parametrize(
    ("name", "is_one"),
    [("EST", True), ("GMT", True), ("GMT+1", True), ("Etc/GMT-1", True), ("UTC+02:00", True),
     ("+01:00", True), ("CEST", True), ("UTC", False), ("Etc/UTC", False), ("CET", False),
     ("Europe/Berlin", False), ("", False)],
)  # fmt: skip
def test_fixed_offsets(name: str, is_one: bool) -> None:
    assert fixed_offset_like(name) is is_one


def test_version_is_a_release() -> None:
    assert re.fullmatch(r"20[0-9]{2}[a-z]", tz_version())


def test_without_the_package_the_machine_serves(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import zoneinfo

    monkeypatch.setattr(zones, "_package_folder", lambda: None)
    monkeypatch.setattr(zoneinfo, "TZPATH", (str(tmp_path),))
    assert tz_version() == "unknown"
    (tmp_path / "tzdata.zi").write_text("# version 2031c\n# more\n")
    assert tz_version() == "2031c"
    assert zone.__wrapped__("Europe/Berlin") is not None
    assert zone.__wrapped__("Europe/Atlantis") is None
    assert zone.__wrapped__("Europe") is None


def test_a_missing_package_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tzdata", None)
    assert zones._package_folder.__wrapped__() is None
