"""Hints keep the author's own figure, turn the right way, and name what is left without a credit."""

from __future__ import annotations

import pytest

from tests.model.texts import PARTIES, SERVICE, TICKETS, WHOLE, names, wrong

TIMES = (
    f"{PARTIES} {SERVICE} {TICKETS} source outages {{ holds: intervals }} "
    "metric Answer { measure: opened to closed of tickets   controlled by: Nimbus } "
    "metric Longest { measure: longest outage from outages   controlled by: Nimbus } "
    "metric Down { measure: downtime from outages   controlled by: Nimbus } "
    "metric Third { measure: time until 3rd of outages   controlled by: Nimbus } "
    "metric Size { measure: average of size in tickets   controlled by: Nimbus } "
)
BASE = "base: that month's fee of Shop"


def hints(text: str, name: str) -> list[str]:
    return [each.hint for each in wrong(f"sla X {{ {text} }}") if each.name == name]


@pytest.mark.parametrize(
    ("bound", "way"),
    [
        ("at least 30 minutes", "at most 30 minutes"),
        ("above 2 business hours", "below 2 business hours"),
        ("at least 1 hour 30 minutes", "at most 1 hour 30 minutes"),
        ("at least target", "at most target"),
        ("exactly 5 minutes", "at most 5 minutes"),
    ],
)
def test_slowness_is_turned_round_with_its_own_figure(bound: str, way: str) -> None:
    table = "target by priority { P1: 1 hour   otherwise: 2 hours }" if "target" in bound else ""
    promise = f"objective O {{ Nimbus ensures Answer of each ticket {bound} each month {table} }}"
    assert hints(TIMES + promise, "time-at-least") == [f"Write `{way}`."]


@pytest.mark.parametrize("bound", ["at most 30 minutes", "below 2 hours"])
def test_quickness_is_no_slowness(bound: str) -> None:
    promise = f"objective O {{ Nimbus ensures Answer of each ticket {bound} each month }}"
    assert hints(TIMES + promise, "time-at-least") == []


@pytest.mark.parametrize(
    ("metric", "bound", "way"),
    [
        ("Longest", "at least 99.9%", "at most 15 minutes"),
        ("Longest", "at most 1%", "at most 15 minutes"),
        ("Third", "at least 99.9%", "at least 15 minutes"),
    ],
)
def test_the_stock_example_is_of_the_good_side(metric: str, bound: str, way: str) -> None:
    promise = f"objective O {{ Nimbus ensures {metric} {bound} each month }}"
    side = way.removesuffix(" 15 minutes")
    better = ", as less is better" if side == "at most" else ""
    assert hints(TIMES + promise, "unit-mismatch") == [
        f"Write a length of time{better}: for example `{side} 250 ms` or `{way}`."
    ]


@pytest.mark.parametrize("promise", ["Longest at most 15 minutes", "Third at least 30 days"])
def test_a_length_of_time_has_no_hint(promise: str) -> None:
    found = wrong(f"sla X {{ {TIMES} objective O {{ Nimbus ensures {promise} each month }} }}")
    assert not [each for each in found if each.name == "unit-mismatch"]


ROWS = [
    ("bands { at least 99%: 5%   at least 99%: 10%   otherwise: 20% }", "level"),
    ("bands { at least 99%: 5%   at least 99%: 5%   otherwise: 20% }", ""),
    ("bands { at least 99%: none   at least 98%: 5%   at least 98%: 6%   otherwise: 20% }", "level"),
]


@pytest.mark.parametrize(("bands", "what"), ROWS)
def test_of_two_equal_rows_none_is_dropped_blindly(bands: str, what: str) -> None:
    around = WHOLE.rpartition("\n")[0]
    found = hints(f"{around} credit for Availability {{ {BASE}   {bands} }}", "row-twice")
    way = f"Write another {what} in one of them, or leave the wrong one out."
    assert found == [way if what else "Leave one of them out."]


@pytest.mark.parametrize(
    ("table", "hint"),
    [
        ("P1: 1 hour   P1: 2 hours", "Write another value in one of them, or leave the wrong one out."),
        ("P1: 1 hour   P1: 1 hour", "Leave one of them out."),
        ("any: 1 hour   P1: 2 hours", "Keep one of them, or put the narrower row first."),
        ("P1: 1 hour   any: 2 hours", None),
    ],
)
def test_rows_of_tables(table: str, hint: str | None) -> None:
    found = hints(f"{WHOLE} {TICKETS} table Times by priority {{ {table} }}", "row-twice")
    assert found == ([hint] if hint else [])


TWO = (
    WHOLE.rpartition("\n")[0]
    + "\nmetric Other { measure: as reported   collected by: Nimbus   controlled by: Nimbus }"
    + "\nobjective Regional { Nimbus ensures Other at least 98% each month }\n"
)
BEST = "bands {{ at least {}: none   otherwise: 5% }}"


def credit(of: str, level: str) -> str:
    return f"credit for {of} {{ {BASE}   {BEST.format(level)} }}\n"


@pytest.mark.parametrize(
    ("credits", "hint"),
    [
        (
            credit("Availability", "99%") + credit("Availability", "98%"),
            "`Regional` has no credit: is this one for it?",
        ),
        (
            credit("Availability", "98%") + credit("Availability", "99%"),
            "`Regional` has no credit: is the first one for it?",
        ),
        (
            credit("Availability", "99%") + credit("Availability", "97%"),
            "`Regional` has no credit: is one of the two for it? Else put both in one.",
        ),
        (
            credit("Availability", "99%") + credit("Availability", "98%") + credit("Regional", "98%"),
            "Put both in one.",
        ),
        (credit("Availability", "99%") + credit("Regional", "98%"), None),
        (credit("Availability", "99%"), None),
    ],
)
def test_two_credits_for_one_and_none_for_another(credits: str, hint: str | None) -> None:
    assert hints(TWO + credits, "credited-twice") == ([hint] if hint else [])


def test_the_first_of_two_credits_is_shown() -> None:
    text = f"sla X {{ {TWO + credit('Availability', '99%') + credit('Availability', '98%')} }}"
    found = [each for each in wrong(text) if each.name == "credited-twice"]
    assert [text[label.span.start :][:23] for label in found[0].labels] == ["credit for Availability"]


REPORTED = "objective Told { Nimbus reports Uptime each month }\n"


@pytest.mark.parametrize(
    ("credits", "hint"),
    [
        (
            credit("Told", "99%") + credit("Regional", "98%"),
            "`Availability` has no credit: is this one for it? Else say `ensures`, or leave the credit out.",
        ),
        (
            credit("Told", "99%"),
            "`Availability` and `Regional` have no credit: is this one for one of them? Else say `ensures`, or leave "
            "the credit out.",
        ),
        (
            credit("Told", "99%") + credit("Availability", "99%") + credit("Regional", "98%"),
            "Say `ensures`, or leave the credit out.",
        ),
        (
            credit("Told", "99%") + credit("Availability", "99%") + "points for Regional { amount: 1 point }",
            "Say `ensures`, or leave the credit out.",
        ),
    ],
)
def test_a_credit_for_what_is_only_reported(credits: str, hint: str) -> None:
    assert hints(TWO + REPORTED + credits, "credit-without-promise") == [hint]


def test_a_credit_for_a_promise_is_sound() -> None:
    assert "credit-without-promise" not in names(f"sla X {{ {TWO} {REPORTED} {credit('Regional', '98%')} }}")
