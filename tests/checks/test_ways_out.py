"""Hints that lead on: what can be written today where the first idea is not in the language."""

from __future__ import annotations

import pytest

from sladsl.api import check, read_text

HEAD = """
sla Hosting "Hosting" {
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party Nimbus { role: provider   accepted: by ordering }
  party Acme { role: customer   accepted: by ordering }
  interpretation { business days: Monday to Friday   level rounding: none }
  service Shop { hours: always   fee: 12_000 EUR per month }
  service Desk { hours: always   fee: 1_000 EUR per month }
"""
REPORTED = """
  objective Availability {
    Nimbus ensures at least 99.9% each month
    measure: as reported   of: Shop   collected by: Nimbus   controlled by: Nimbus MORE
  }
"""
MEASURED = """
  source outages { holds: intervals   of: Shop   collected: automatically   collected by: Acme }
  metric Uptime { measure: uptime from outages   controlled by: Nimbus }
  objective Kept { Nimbus ensures Uptime at least 99% each month }
"""
EXCLUSION = 'exclusion Maintenance { cause: "maintenance that was announced"   shown by: Nimbus }'
SENT = "Nimbus sends MonthlyReport to Acme { within: 5 business days after the month }"


def hints(text: str, name: str) -> list[tuple[str, str]]:
    return [
        (each.message, each.hint) for each in check(read_text(f"{HEAD}{text}\n}}\n")) if each.name == name
    ]


def test_an_exclusion_beside_reported_levels_is_taken_off_by_whoever_reports() -> None:
    ((_, hint),) = hints(REPORTED.replace("MORE", "") + EXCLUSION, "unused-definition")
    assert hint.startswith("Whoever reports the level has taken exclusions off already")
    assert "excluding" not in hint
    assert "measure the level yourself" in hint


def test_it_can_be_named_where_something_is_measured() -> None:
    ((_, hint),) = hints(MEASURED + EXCLUSION, "unused-definition")
    assert hint == "Name it in `excluding` of `Uptime`, or leave it out."
    ((_, hint),) = hints(MEASURED + REPORTED.replace("MORE", "") + EXCLUSION, "unused-definition")
    assert hint.startswith(
        "Name it in `excluding` of `Uptime` if it is meant there. If it is meant for `Availability`"
    )
    assert "has taken it off already" in hint


def test_a_reported_level_excludes_nothing() -> None:
    text = EXCLUSION + REPORTED.replace("MORE", "  excluding: Maintenance")
    ((message, hint),) = hints(text, "key-without-effect")
    assert message == "`excluding` means nothing for `as reported`."
    assert "Whoever reports the level has taken exclusions off already" in hint
    ((_, hint),) = hints(REPORTED.replace("MORE", "  shortest outage: 5 minutes"), "key-without-effect")
    assert hint == "Leave it out, or measure something else.", "other keys have nothing to do with that"


@pytest.mark.parametrize("declared", ["", "report MonthlyReport { measure: Speed }"])
def test_a_credit_for_a_late_report_is_evaluated(declared: str) -> None:
    text = f"""
      metric Speed {{ of: Shop   measure: as reported   collected by: Nimbus   controlled by: Nimbus }}
      {REPORTED.replace("MORE", "")} {SENT} {declared}
      credit for MonthlyReport {{ base: that month's fee of Shop   amount: 5% }}
    """
    assert "There is no objective" not in str(hints(text, "unknown-name"))
    assert hints(text, "not-evaluated") == []


def test_what_is_no_report_stays_unknown() -> None:
    text = f"{REPORTED.replace('MORE', '')} {SENT} credit for Monthly {{ base: that month's fee of Shop   amount: 5% }}"
    messages = [message for message, _ in hints(text, "unknown-name")]
    assert "There is no objective `Monthly`." in messages


def test_a_list_where_one_name_stands_has_a_way() -> None:
    text = "source checks { holds: samples   of: Shop, Desk   every: 1 minute   fields { ok: yes or no } }"
    ((message, hint),) = hints(text, "unexpected-value")
    assert message == "`of` takes one name, not the list `Shop, Desk`."
    assert hint == (
        "Leave `of` out where it is of several services, or write one of these blocks for each service."
    )
    text = "metric Speed { measure: as reported   controlled by: Nimbus and Acme }"
    ((message, hint),) = hints(text, "unexpected-value")
    assert (message, hint) == (
        "`controlled by` takes one name, not the list `Nimbus and Acme`.",
        "Name one of them.",
    )


def test_leaving_of_out_works() -> None:
    text = """
      source checks {
        holds: samples   every: 1 minute   collected: automatically   collected by: Acme   fields { ok: yes or no }
      }
      metric Up { measure: uptime from checks   down when: not ok   controlled by: Nimbus }
      objective Both { Nimbus ensures Up at least 99% each month }
    """
    found = check(read_text(f"{HEAD}{text}\n}}\n"))
    assert [each.message for each in found if each.severity == "error"] == []
