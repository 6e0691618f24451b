"""Other words for the same event: `in any 3 consecutive months`, and no name where only one promise can be meant."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sladsl
from sladsl.api import check
from sladsl.api.rendering import render
from sladsl.outcome.statement import Statement

NAMED = "A missed in 3 consecutive months"


def terms(sentence: str, more: str = "", earn: str = "") -> sladsl.Loaded:
    return sladsl.read_text(
        f"""
sla Cloud "Cloud" {{
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party P {{ role: provider   accepted: by ordering }}
  party C {{ role: customer   accepted: by ordering }}
  interpretation {{
    level rounding: none   money rounding: half up to 0.01 EUR, on each line   days: calendar days
    run over an unassessed period: broken
  }}
  service S {{ hours: always   fee: 1_000 EUR per month }}
  metric M {{ of: S   measure: as reported   collected by: P   controlled by: P }}
  objective A {{ P ensures M at least 99% each month }}
  credit for A {{ amount: 100 EUR {earn} }}
  {more}
  {sentence}
}}"""
    )


def stated(of: sladsl.Loaded, levels: list[str]) -> Statement:
    rows = [
        {"objective": "A", "period": f"2026-{at:02}", "level": level}
        for at, level in enumerate(levels, 1)
        if level != "?"
    ]
    found = sladsl.evaluate(
        of, {"levels": rows}, period=f"2026-01..2026-{len(levels):02}", as_of="2027-02-01"
    )
    return found.outcome.statement


RIGHT = "C may terminate {{ when: {}   notice: 10 days   use within: 60 days of the last miss }}"
DUTY = 'P must "present a plan" {{ when: {}   within: 10 days after the month }}'


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.sampled_from(["99%", "95%", "?"]), min_size=3, max_size=6).filter(
        lambda each: set(each) != {"?"}
    )
)
@pytest.mark.parametrize("sentence", [RIGHT, DUTY])
@pytest.mark.parametrize("other", ["A missed in any 3 consecutive months", "missed in 3 consecutive months"])
def test_they_say_the_same(sentence: str, other: str, levels: list[str]) -> None:
    plain, same = (terms(sentence.format(each)) for each in (NAMED, other))
    assert not [each for each in check(same) if each.severity == "error" or each.name == "not-evaluated"]
    one, two = (stated(each, levels) for each in (plain, same))
    assert [(each.scope, each.state, each.arises, each.last_day, each.by) for each in one.rights] == [
        (each.scope, each.state, each.arises, each.last_day, each.by) for each in two.rights
    ]
    assert [(each.state, each.period, each.due_day, each.by) for each in one.duties] == [
        (each.state, each.period, each.due_day, each.by) for each in two.duties
    ]


def test_a_run_of_other_months_does_not_do() -> None:
    found = stated(terms(RIGHT.format("missed in any 3 consecutive months")), ["95%", "95%", "99%", "95%"])
    assert [each.state for each in found.rights] == ["not arisen"]
    found = stated(terms(RIGHT.format("missed in any 3 consecutive months")), ["99%", "95%", "95%", "95%"])
    assert [each.state for each in found.rights] == ["lapsed"]


def test_a_credit_is_earned_back_in_any_three_months() -> None:
    of = [
        terms("", earn=f"earn back {{ share: 100%   when: met in {each}2 consecutive months }}")
        for each in ("", "any ")
    ]
    one, two = (stated(each, ["95%", "99%", "99%"]) for each in of)
    assert [(each.credit, each.earned) for each in one.lines] == [
        (each.credit, each.earned) for each in two.lines
    ]
    assert two.lines[0].earned is not None


OTHER = """metric N { of: S   measure: as reported   collected by: P   controlled by: P }
  objective B { P ensures N at least 99% each month }"""


def test_of_two_promises_neither_is_meant() -> None:
    of = terms(RIGHT.format("missed in 3 consecutive months"), OTHER)
    (told,) = [each.message for each in check(of) if each.severity == "error"]
    assert told == "`missed in 3 consecutive months` does not say which objective is missed."


def test_what_is_promoted_is_meant() -> None:
    of = terms("C may promote B { when: missed in 2 consecutive months   notice: 10 days }", OTHER)
    assert not [each for each in check(of) if each.severity == "error" or each.name == "not-evaluated"]
    assert of.agreement is not None
    (right,) = of.agreement.rights
    assert right.trigger is not None
    assert [each.objectives for each in [right.trigger]] == [("B",)]  # type: ignore[union-attr]


def test_the_contract_says_of_which_promise() -> None:
    text = " ".join(render(terms(RIGHT.format("missed in any 3 consecutive months"))).split())
    assert "the A Service Level is missed in 3 consecutive months" in text
