"""Shares of a fee that is none, and figures whose unit is missing where they are declared."""

from __future__ import annotations

import pytest

from tests.model.texts import METRIC, PARTIES, PROMISE, SERVICE, wrong

SERVICES = f"{PARTIES} currency: EUR {SERVICE} service Calls {{ hours: always }} service Free {{ fee: none }}"
OF_CALLS = METRIC.replace("measure:", "of: Calls   measure:")
OF_SHOP = METRIC.replace("measure:", "of: Shop   measure:")


def told(text: str, name: str) -> list[tuple[str, str]]:
    source = f"sla X {{ {text} }}"
    return [
        (source[each.span.start : each.span.end], each.message) for each in wrong(source) if each.name == name
    ]


def credit(more: str) -> str:
    return f"credit for Availability {{ {more} }}"


@pytest.mark.parametrize(
    ("credits", "marked"),
    [
        (credit("base: that month's fee of Calls   amount: 5%"), "Calls"),
        (credit("base: that month's fee of Free   amount: 5%"), "Free"),
        (credit("base: that month's fee of Shop and Calls   amount: 5%"), "Calls"),
        (credit("amount: 5% of that month's fee of Calls"), "Calls"),
        (
            credit(
                "base: that month's fee of Shop   amount: 5%   cap: 50% of that month's fee of Calls per month"
            ),
            "Calls",
        ),
        (
            credit("base: that month's fee of Shop   amount: 5%")
            + " cap: 50% of that month's fee of Calls per month, of all credits",
            "Calls",
        ),
        (credit("base: that month's fee   amount: 5%"), "that month's fee"),
        (credit("base: the fee for the time lost   amount: 100%"), "the fee for the time lost"),
    ],
)
def test_a_share_of_no_fee(credits: str, marked: str) -> None:
    name = "Free" if marked == "Free" else "Calls"
    found = told(f"{SERVICES} {OF_CALLS} {PROMISE} {credits}", "whose-fee")
    assert found == [(marked, f"`{name}` has no fee, so a share of it is nothing.")]


SHOP = credit("base: that month's fee of Shop   amount: 5%")
CALLS = credit("base: that month's fee of Calls   amount: 5%")


@pytest.mark.parametrize(
    "text",
    [
        f"{SERVICES} {OF_CALLS} {PROMISE} {SHOP}",
        f"{SERVICES} {OF_SHOP} {PROMISE} {credit('base: the fee for the time lost   amount: 100%')}",
        f"{SERVICES} {OF_CALLS} {PROMISE} {credit('base: that month' + chr(39) + 's fee of all services   amount: 5%')}",
        f"{SERVICES} {OF_CALLS} {PROMISE} {credit('amount: 50 EUR')}",
        # What it costs is said elsewhere, or left open.
        f"{SERVICES} {OF_CALLS} {PROMISE} {CALLS} pricing for Calls {{ model: per unit   unit: text }}".replace(
            "text", '"call"'
        ),
        f"{SERVICES.replace('Calls { hours: always', 'Calls { fee: not stated')} {OF_CALLS} {PROMISE} {CALLS}",
        f"{SERVICES.replace('Calls { hours: always', 'Calls { fee: as invoiced per month')} {OF_CALLS} {PROMISE} {CALLS}",
        f'{SERVICES} {OF_CALLS} {PROMISE} {CALLS} scenario "S" {{ month: 2026-01   fee: Calls, 20 EUR   '
        "expect: Availability met }",
        # Nobody has a fee: what is paid is said in another text.
        f"{PARTIES} service Calls {{ hours: always }} {OF_CALLS} {PROMISE} {CALLS}",
    ],
)
def test_a_share_of_a_fee(text: str) -> None:
    assert told(text, "whose-fee") == []


COUNTED = (
    f"{PARTIES} currency: USD source leads {{ holds: records   each: lead   fields {{ at: time }} }} "
    "metric Leads { measure: number of leads   record belongs to: at   controlled by: Nimbus } "
    "objective Enough { Nimbus ensures Leads at least needed each month } "
)


def mismatch(figures: str) -> list[tuple[str, str, list[str]]]:
    source = f"sla X {{ {COUNTED} {figures} }}"
    return [
        (each.message, each.hint, [source[label.span.start : label.span.end] for label in each.labels])
        for each in wrong(source)
        if each.name == "unit-mismatch"
    ]


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        (
            "assume { goal: 10_000 USD per month   value: 500   rate: 20% } let { needed: goal / value / rate }",
            (
                "`needed` comes out in USD, and this is compared with a number.",
                "Write `500 USD` there if money is meant.",
                ["500"],
            ),
        ),
        (
            "assume { goal: 10_000 USD   value: 500   many: 2 } let { needed: goal / value / many }",
            (
                "`needed` comes out in USD, and this is compared with a number.",
                "One of these numbers may lack its unit, as in `500 USD`.",
                ["500", "2"],
            ),
        ),
        (
            "parameters { value: 500 } assume { goal: 10_000 USD } let { half: value / 2   needed: goal / half }",
            (
                "`needed` comes out in USD, and this is compared with a number.",
                "Write `500 USD` there if money is meant.",
                ["500"],
            ),
        ),
        (
            "assume { long: 10 hours   each: 2 } let { needed: long / each }",
            (
                "`needed` comes out as a length of time, and this is compared with a number.",
                "Write the unit there, if one is meant.",
                ["2"],
            ),
        ),
        (
            "assume { needed: 500 USD }",
            (
                "`Leads` is a plain number, and `needed` is money.",
                "Correct how needed is computed, so that a plain number comes out.",
                [],
            ),
        ),
    ],
)
def test_a_figure_without_its_unit(figures: str, expected: tuple[str, str, list[str]]) -> None:
    found = mismatch(figures)
    assert len(found) == 1
    message, hint, labels = found[0]
    digits = hint.split("`")[1].split()[0] if "`" in hint else ""
    assert digits in ("", *expected[2])
    assert (message, sorted(labels)) == (expected[0], sorted(expected[2]))
    assert hint.replace(digits, "500") == expected[1] if digits else hint == expected[1]


@pytest.mark.parametrize(
    "figures",
    [
        "assume { goal: 10_000 USD per month   value: 500 USD   rate: 20% } let { needed: goal / value / rate }",
        "assume { needed: 500 }",
        "assume { long: 10 hours   each: 2 hours } let { needed: long / each }",
    ],
)
def test_figures_with_their_units(figures: str) -> None:
    assert mismatch(figures) == []


def test_a_percentage_that_lacks_its_sign_is_shown_where_it_is_declared() -> None:
    text = (
        f"sla X {{ {PARTIES} source c {{ holds: samples   every: 1 minute   fields {{ ok: yes or no }} }} "
        "metric U { measure: uptime from c   down when: not ok   controlled by: Nimbus } parameters { aim: 99.9 } "
        "objective O { Nimbus ensures U at least aim each month } }"
    )
    found = [each for each in wrong(text) if each.name == "unit-mismatch"]
    assert [each.hint for each in found] == ["Is `99.9` meant as `99.9%`?"]
    assert [text[label.span.start : label.span.end] for label in found[0].labels] == ["99.9"]
