"""Names, kinds, zones and mentions beyond the rules' own cases: what must stay quiet, above all."""

from __future__ import annotations

import pytest

from sladsl.checks.mentions import mentions
from sladsl.checks.rules.agreements import fixed_offset_zone, kind_mismatch, not_agreed
from sladsl.checks.rules.metrics.unclear_name import unclear
from sladsl.checks.rules.objectives import hours_promise_conflict
from sladsl.checks.words import written_duration
from sladsl.values.duration import HOUR, MINUTE, SECOND
from sladsl.values.zones import zone, zone_of_region
from tests.checks.texts import context_of
from tests.checks.worlds import found_by

_CLEAR = """
Uptime Availability MonthlyUptime Uptime_EU UptimeRegion2 Downtime Errors ErrorRate Latency Latency95 ResponseP95
FirstResponse FirstContactResolution Resolution24h Tickets TicketsP1 P1Response Sev1Restore Top10Pages Backup
Backups2026 Http5xx HTTP2 IPv6 S3 EC2 MTTR MTBF RTO RPO CSAT NPS API DNS VPN CPU Sales Leads Quality Accuracy
Answered Solved Restored Delivered OnTimeDelivery OnTime Erreichbarkeit Verfügbarkeit Reaktionszeit 可用性 Доступность
"""
_UNCLEAR = """
KPI1 KPI_1 SL_3a SL3 M2 K12 A1 X7b Kpi3 KPI-4 Metric1 Metric_12 Objective3 Measure2 SLA1 SLO_2 kpi metric Objective
SLA SLI TBD Todo FRX AVX QZR SRVX
"""


@pytest.mark.parametrize("name", _CLEAR.split())
def test_names_in_words_are_clear(name: str) -> None:
    assert unclear(name) == ""


@pytest.mark.parametrize("name", _UNCLEAR.split())
def test_codes_and_unknown_abbreviations_are_not(name: str) -> None:
    assert unclear(name) in ("a code", "an abbreviation", "no name of anything")


HOURS = """\
sla Desk "{sla}" {{
  time zone: "Europe/Berlin"
  party Nimbus {{ role: provider }}
  calendar Office {{ Monday to Friday: 08:00 to 18:00 }}
  service Portal "{service}" {{ hours: Office }}
  metric Uptime {{ of: Portal   measure: as reported   collected by: Nimbus   controlled by: Nimbus }}
  objective Availability "{title}" {{ Nimbus ensures Uptime at least 99% each month }}
}}
"""


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("24x7 availability", True),
        ("Availability, 24/7", True),
        ("Availability 24 × 7", True),
        ("Round-the-clock availability", True),
        ("Available around the clock", True),
        ("Available 24 hours a day", True),
        ("Availability in office hours, not 24x7", False),
        ("Availability outside 24/7 operations", False),
        ("Availability within 24 hours", False),
        ("Availability of rooms 124x74", False),
        ("Availability", False),
    ],
)
@pytest.mark.parametrize("place", ["title", "service"])
def test_what_titles_promise(title: str, found: bool, place: str) -> None:
    words = {"sla": "Service desk", "service": "Portal", "title": "Availability", place: title}
    assert bool(found_by(hours_promise_conflict.RULE, HOURS.format(**words))) is found


ZONES = """\
sla Desk "Service desk" {{
  time zone: "{zone}"
  party Nimbus {{ role: provider }}
  calendar Support {{ Monday to Friday: 08:00 to 18:00   holidays: {region} }}
  service Help {{ hours: Support }}
  metric Solved {{ of: Help   measure: as reported   collected by: Nimbus   controlled by: Nimbus }}
  objective Solutions {{ Nimbus ensures Solved at least 95% each month }}
}}
"""


@pytest.mark.parametrize(
    ("name", "region", "words"),
    [
        ("UTC", '"DE-BE"', "Berlin are 2 h ahead"),
        ("Etc/GMT+5", '"US"', "New York are 1 h ahead"),
        ("UTC", '"US"', "in January the clocks of New York are 5 h behind"),
        ("UTC", '"AU-NSW"', "Sydney"),
        ("GMT", '"GB-ENG"', "London are 1 h ahead"),
        ("EST", '"US-AZ"', "New York are 1 h ahead"),
        ("MST", '"US-AZ"', ""),
        ("MST", '"US-CO"', "Denver are 1 h ahead"),
        ("UTC", '"IN"', ""),
        ("UTC", '"AU-QLD"', ""),
        ("UTC", '"JP"', ""),
        ("Europe/Berlin", '"DE-BE"', ""),
        ("America/New_York", '"US"', ""),
        ("Europe/London", '"GB"', ""),
        ("UTC", "none", ""),
        ("GMT", "none", ""),
        ("HST", "none", ""),
    ],
)
def test_zones_that_know_no_summer(name: str, region: str, words: str) -> None:
    found = found_by(fixed_offset_zone.RULE, ZONES.format(zone=name, region=region))
    assert [words in each.message for each in found] == ([True] if words else [])
    for each in found:
        assert each.fix is not None
        assert not each.fix.safe
        assert zone(each.fix.edits[0].text.strip('"')) is not None


@pytest.mark.parametrize(
    "region", ["DE", "DE-BE", "US", "US-HI", "AU", "CA-SK", "BR", "NZ", "ES", "PT", "FR", "GB"]
)
def test_every_region_has_a_zone(region: str) -> None:
    assert zone(zone_of_region(region)) is not None


def test_an_unknown_region_has_none() -> None:
    assert zone_of_region("ZZ") == ""


KINDS = """\
{kind} X "Something" {{
  {head} time zone: "UTC"
  {parties}
  service Shop {{ hours: always }}
  metric Uptime {{ of: Shop   measure: as reported   collected by: A   controlled by: A }}
  objective Availability {{ {owner} ensures Uptime at least 99% each month }}
}}
"""


@pytest.mark.parametrize(
    ("kind", "roles", "owner", "head", "found"),
    [
        ("sla", ("provider", "customer"), "A", "", False),
        ("sla", ("provider", "customer"), "B", "", False),
        ("sla", ("third party", "provider"), "A", "", True),
        ("sla", ("team", "team"), "A", "", False),
        ("sla", ("provider", "team"), "A", "", False),
        ("slc", ("provider", "customer"), "A", "", False),
        ("slc", ("provider", "customer"), "B", "", True),
        ("ola", ("team", "team"), "A", "", False),
        ("ola", ("team", "team"), "A", "scope: external  ", True),
        ("ola", ("provider", "customer"), "A", "", True),
        ("ola", ("provider", "customer"), "A", "scope: internal  ", False),
        ("ola", ("team", "third party"), "A", "", False),
        ("ola", ("team", "third party"), "B", "", True),
        ("contract", ("third party", "provider"), "A", "", False),
        ("contract", ("provider", "customer"), "A", "", False),
        ("contract", ("provider", "customer"), "B", "", True),
        ("contract", ("team", "team"), "A", "", True),
        ("contract", ("provider", "customer"), "A", "scope: internal  ", True),
    ],
)
def test_kinds_and_roles(kind: str, roles: tuple[str, str], owner: str, head: str, found: bool) -> None:
    parties = "   ".join(f"party {name} {{ role: {role} }}" for name, role in zip("AB", roles, strict=True))
    text = KINDS.format(kind=kind, parties=parties, owner=owner, head=head)
    assert bool(found_by(kind_mismatch.RULE, text)) is found


@pytest.mark.parametrize(
    ("kind", "accepted", "effective", "severity"),
    [
        ("sla", "", "", None),
        ("sla", "", "2026-01-01", "warning"),
        ("contract", "", "2026-01-01", "warning"),
        ("slc", "", "2026-01-01", None),
        ("ola", "", "2026-01-01", None),
        ("sla", "accepted: by ordering", "2026-01-01", None),
        ("sla", "accepted: 2025-12-31", "2026-01-01", None),
        ("sla", "accepted: 2026-01-01", "2026-01-01", None),
        ("sla", "accepted: 2026-01-02", "2026-01-01", "warning"),
        ("sla", "accepted: not stated", "", "information"),
    ],
)
def test_who_agreed(kind: str, accepted: str, effective: str, severity: str | None) -> None:
    text = KINDS.format(
        kind=kind,
        parties=f"party A {{ role: provider }} party B {{ role: customer   {accepted} }}",
        owner="A",
        head=f"effective: {effective}  " if effective else "",
    )
    assert [each.severity for each in found_by(not_agreed.RULE, text)] == ([severity] if severity else [])


def test_mentions_are_those_of_the_terms_and_not_of_scenarios() -> None:
    text = """\
sla X "Something" {
  time zone: "UTC"
  party A { role: provider }
  service Shop { hours: always }
  source outages { holds: intervals   of: Shop   collected: automatically }
  source windows { holds: intervals   collected: by hand }
  exclusion Works { time: windows }
  metric Uptime { measure: uptime from outages   controlled by: A }
  objective Availability { A ensures Uptime at least 99% each month }
  scenario "S" {
    month: 2026-04   excluded: Works, 2026-04-01 to 2026-04-02
    expect: Availability met
  }
}
"""
    found = mentions(context_of(text).agreement.node)
    assert found["Uptime"] == 1
    assert found["windows"] == 1
    assert found["Works"] == 0
    assert found["Availability"] == 0


@pytest.mark.parametrize(
    ("us", "words"),
    [
        (MINUTE, "1 minute"),
        (4 * MINUTE, "4 minutes"),
        (90 * MINUTE, "90 minutes"),
        (24 * HOUR, "1 day"),
        (36 * HOUR, "36 hours"),
        (30 * SECOND, "30 seconds"),
        (250_000, "250 milliseconds"),
        (0, "0 s"),
    ],
)
def test_durations_in_the_words_of_the_language(us: int, words: str) -> None:
    assert written_duration(us) == words
