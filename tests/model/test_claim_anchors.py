"""What a claim is counted from, where the promise that gives the date is not evaluated yet, and where there is none."""

from __future__ import annotations

import pytest

from sladsl.api import read_text

AROUND = """
sla T "Terms" {
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party A "A" { role: provider   accepted: by ordering }
  party B "B" { role: customer   accepted: by ordering }
  service Net { for each: circuit   hours: always   fee: 100 EUR per month }
  source outages { holds: intervals   of: Net   collected: automatically   fields { circuit: North, South } }
  metric Up { measure: uptime from outages   controlled by: A }
  metric Failures { measure: number of outages from outages   controlled by: A }
  BODY
}
"""
LATER = "objective Few { A ensures Failures at most 3 each month   critical when: no credit due in 2 consecutive months }"
ROLLING = "objective Few { A ensures Up at least 99% over any 30 consecutive days }"
PLAIN = "objective Good { A ensures Up at least 99% each quarter }"


def told(body: str, name: str) -> list[str]:
    loaded = read_text(AROUND.replace("BODY", body))
    return [" ".join((each.message, each.hint)) for each in loaded.findings if each.name == name]


def claim(anchor: str) -> str:
    return f"claims {{ channel: in writing   deadline: 30 days after the {anchor} }}"


def stage(anchor: str) -> str:
    return (
        "claims { stage Notice { channel: in writing   deadline: 5 days after the period }"
        f"   stage Claim {{ channel: in writing   deadline: 30 days after the {anchor} }} }}"
    )


@pytest.mark.parametrize("claims", [claim, stage])
@pytest.mark.parametrize("promises", [LATER, ROLLING, f"{LATER}\n{PLAIN}"])
def test_what_is_left_out_is_no_mistake(promises: str, claims: object) -> None:
    assert callable(claims)
    body = f"{promises}\n{claims('month')}"
    assert told(body, "unknown-anchor") == []
    (sentence,) = told(body, "not-evaluated")
    assert any(
        word in sentence for word in ("deadline", "claims", "stage", "time that is counted from the month")
    )


def test_outages_of_what_is_left_out_are_no_mistake() -> None:
    text = AROUND.replace("metric Up { measure: uptime from outages   controlled by: A }", "")
    loaded = read_text(text.replace("BODY", f"{LATER}\n{claim('end of the outage')}"))
    assert [each.name for each in loaded.findings if each.severity == "error"] == []


@pytest.mark.parametrize(
    ("body", "anchor", "said"),
    [
        (PLAIN, "month", "No promise is assessed by the month."),
        (f"{PLAIN}\n{LATER}", "week", "No promise is assessed by the week."),
        (PLAIN, "incident", "A claim here can't be counted from the incident."),
        (
            PLAIN,
            "quater",
            "Did you mean `the quarter`? Count from `the quarter`, `the start of the outage`, `the end of the outage` or",
        ),
    ],
)
def test_what_is_not_there_is_one_and_what_is_there_is_listed(body: str, anchor: str, said: str) -> None:
    (found,) = told(f"{body}\n{claim(anchor)}", "unknown-anchor")
    assert said in found
    assert "`the quarter`, `the start of the outage`, `the end of the outage` or `the period`" in found


RIGHT = "A_HOLDER may terminate that circuit { when: Few missed   notice: at once }"
EXPECTED = 'scenario "x" { month: 2026-03   expect: B may terminate that circuit "North" }'


def test_a_scenario_of_a_right_that_is_left_out_is_left_out() -> None:
    body = f"{LATER}\n{RIGHT.replace('A_HOLDER', 'B')}\n{EXPECTED}"
    assert told(body, "unknown-right") == []
    assert 'scenario "x"' in told(body, "not-evaluated")[0]


def test_a_right_that_is_left_out_is_there() -> None:
    body = f"{LATER}\n{RIGHT.replace('A_HOLDER', 'either party')}\n{EXPECTED}"
    (found,) = told(body, "unknown-right")
    assert found.endswith("It says: `either party may terminate that circuit`.")
    (found,) = told(f"{LATER}\n{EXPECTED}", "unknown-right")
    assert found.endswith("It gives no right; add the sentence.")


@pytest.mark.parametrize(
    ("anchor", "near"),
    [("qarter", "quarter"), ("moth", ""), ("quater", "quarter"), ("peroid", "period"), ("invoice", "")],
)
def test_near_names_are_told_of_a_single_word(anchor: str, near: str) -> None:
    (said,) = told(f"{PLAIN}\n{claim(anchor)}", "unknown-anchor")
    assert ("Did you mean" in said) == bool(near)
    assert near in said
