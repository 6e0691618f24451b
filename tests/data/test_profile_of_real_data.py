"""Real exports, looked at: what their sources say of their quirks is what the look finds."""

from __future__ import annotations

from pathlib import Path

import pytest

from sladsl.data.profile.facts import TableProfile
from sladsl.data.profile.to_text import profile_text
from tests.data.looks import column, looked, profiled, times
from tests.settle.build import instant

SETS = (
    "boston311_open/requests",
    "github_status_open/incidents",
    "github_status_open/updates",
    "http_samples/apache_access",
    "http_samples/nginx_upstream_peers",
    "http_samples/nginx_zone_counters",
    "ms_dependency_latency/latency_hourly",
    "ms_dependency_latency/service_unavailable_minutely",
    "servicenow_incidents/events",
    "upptime_curc_open/checks",
    "upptime_koj_open/checks",
)


@pytest.fixture(scope="module")
def profiles(shared: Path) -> dict[str, TableProfile]:
    return {name: looked(str(shared / "data" / f"{name}.csv.gz")) for name in SETS}


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("boston311_open/requests", 58_119),
        ("github_status_open/incidents", 508),
        ("github_status_open/updates", 2_745),
        ("http_samples/apache_access", 10_000),
        ("http_samples/nginx_upstream_peers", 3_500),
        ("http_samples/nginx_zone_counters", 1_500),
        ("ms_dependency_latency/latency_hourly", 16_560),
        ("ms_dependency_latency/service_unavailable_minutely", 15_840),
        ("servicenow_incidents/events", 119_998),
        ("upptime_curc_open/checks", 13_621),
        ("upptime_koj_open/checks", 3_408),
    ],
)
def test_rows(name: str, rows: int, profiles: dict[str, TableProfile]) -> None:
    assert (profiles[name].rows, profiles[name].left) == (rows, 0)


@pytest.mark.parametrize(
    ("name", "backward"),
    [
        ("github_status_open/incidents", 13),
        ("http_samples/apache_access", 4_915),
        ("upptime_curc_open/checks", 3_177),
        ("upptime_koj_open/checks", 275),
        ("http_samples/nginx_zone_counters", 0),
        ("ms_dependency_latency/service_unavailable_minutely", 0),
    ],
)
def test_rows_out_of_order(name: str, backward: int, profiles: dict[str, TableProfile]) -> None:
    assert times(profiles[name]).backward == backward


def test_requests_closed_before_they_were_opened(profiles: dict[str, TableProfile]) -> None:
    found = profiles["boston311_open/requests"]
    assert times(found).reversed == 84
    assert column(found, "target_at").empty == 14_527
    assert column(found, "city_ontime_status").empty == 102


def test_incidents_that_name_no_component(profiles: dict[str, TableProfile]) -> None:
    found = profiles["github_status_open/incidents"]
    assert column(found, "components").empty == 79
    assert dict(column(found, "impact").values) == {
        "minor": 388,
        "major": 82,
        "none": 19,
        "maintenance": 18,
        "critical": 1,
    }


def test_the_one_gap_of_the_counters(profiles: dict[str, TableProfile]) -> None:
    found = times(profiles["http_samples/nginx_zone_counters"])
    assert (found.series, found.many, found.gaps) == ("zone", 3, 3)
    assert {gap.end - gap.start for gap in found.longest} <= set(range(10_000_000, 12_000_000))


def test_counters_of_peers_need_two_columns_to_be_told_apart(profiles: dict[str, TableProfile]) -> None:
    found = times(profiles["http_samples/nginx_upstream_peers"])
    assert (found.series, found.many, found.twice) == ("upstream / peer", 7, 0)


def test_samples_of_many_things(profiles: dict[str, TableProfile]) -> None:
    found = times(profiles["ms_dependency_latency/latency_hourly"])
    assert (found.series, found.many, found.spacing, found.gaps) == ("series", 23, 3_600_000_000, 0)
    assert times(profiles["ms_dependency_latency/service_unavailable_minutely"]).spacing == 60_000_000


def test_checks_of_sites_at_irregular_times(profiles: dict[str, TableProfile]) -> None:
    found = profiles["upptime_koj_open/checks"]
    assert (times(found).series, times(found).many, times(found).regular) == ("slug", 22, False)
    assert times(found).twice == 22, "of the 23 that their source counts one pair has no time"
    assert column(found, "checked_at").empty == 2
    assert times(profiles["upptime_curc_open/checks"]).spacing == pytest.approx(1.6 * 3_600e6, rel=0.05)


def test_a_log_of_events_is_placed_by_its_entries(profiles: dict[str, TableProfile]) -> None:
    found = profiles["servicenow_incidents/events"]
    assert times(found).column == "sys_updated_at"
    assert "events" in found.looks
    assert column(found, "sys_created_at").empty == 42_354
    assert column(found, "number").different == 20_769


def test_numbers_with_too_many_decimals_are_told(profiles: dict[str, TableProfile]) -> None:
    found = profiles["ms_dependency_latency/latency_hourly"]
    assert column(found, "value").odd == 14_346
    assert any("six decimals" in each.message for each in found.advice)


def test_first_and_last(profiles: dict[str, TableProfile]) -> None:
    found = times(profiles["boston311_open/requests"])
    assert found.first == instant("2015-01-01T05:20:09Z")


@pytest.mark.parametrize("name", SETS)
def test_every_look_fits_a_page(name: str, shared: Path) -> None:
    text = profile_text(profiled(str(shared / "data" / f"{name}.csv.gz")))
    assert max(map(len, text.split("\n")[1:])) <= 80
    assert "\t" not in text
