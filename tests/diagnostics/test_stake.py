"""What is at stake: its words, its facts, and which finding has the most of it."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from sladsl.diagnostics.finding import Finding
from sladsl.diagnostics.stake import Stake, by_money, stake_text
from sladsl.diagnostics.to_json import fact
from sladsl.diagnostics.to_text import at_stake, full
from sladsl.source import SourceText, Span
from sladsl.values.amount import Amount, Fee, fixed, least, share, total
from sladsl.values.money import Money

SOURCE = SourceText("one\ntwo\nthree\nfour\n", "a.sla")


def money(units: int) -> Amount:
    return fixed(Money(amount=Fraction(units), currency="EUR"))


def part(percent: int, period: str = "that month's", scope: str = "", service: str = "Shop") -> Amount:
    return share(Fraction(percent, 100), Fee(service=service, scope=scope, period=period))


def parts(*percents: int) -> Amount:
    """Shares of the fees of several services."""
    return total(
        *(part(each, service=name) for each, name in zip(percents, ("Shop", "Desk", "Mail"), strict=False))
    )


def stake(most: Amount | None, **given: str) -> Stake:
    return Stake(**{"period": "month", "least": most, "most": most, **given})  # type: ignore[arg-type]


def finding(name: str, on: Stake | None, line: int = 1) -> Finding:
    start = SOURCE.line_starts[line - 1]
    return Finding(
        code="X999",
        name=name,
        severity="warning",
        span=Span(start=start, end=start + 3),
        message="M.",
        stake=on,
    )


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (stake(money(6_000)), "up to 6,000.00 EUR a month"),
        (stake(money(6_000), period="quarter"), "up to 6,000.00 EUR a quarter"),
        (stake(part(25)), "up to 25% of that month's fee of Shop"),
        (
            stake(part(25, "that quarter's", "feature"), period="quarter", each="feature"),
            "up to 25% of that quarter's fee of that feature, for each feature",
        ),
        (stake(part(25, "that quarter's")), "up to 25% of that quarter's fee of Shop a month"),
        (stake(part(100, "the previous month's")), "up to the previous month's fee of Shop"),
        (
            stake(least(part(25), money(2_000))),
            "up to 25% of that month's fee of Shop, at most 2,000.00 EUR",
        ),
        (
            stake(total(part(25), money(10))),
            "up to 10.00 EUR plus 25% of that month's fee of Shop a month",
        ),
        (
            stake(total(money(10), least(part(25), money(2_000)))),
            "up to 10.00 EUR plus (25% of that month's fee of Shop, at most 2,000.00 EUR) a month",
        ),
        (stake(parts(12, 12, 12)), "up to 12% of the fees as invoiced"),
        (stake(parts(5, 25)), "up to 25% of the fees as invoiced"),
        (stake(least(parts(10, 25), parts(12, 12))), "up to 12% of the fees as invoiced"),
        (stake(least(parts(10, 25), money(900))), "up to 25% of the fees as invoiced, at most 900.00 EUR"),
        (
            stake(least(total(money(3_000), part(5)), total(money(1_800), part(15)))),
            "up to 1,800.00 EUR plus 15% of that month's fee of Shop",
        ),
        (
            stake(total(least(part(25), money(300)), part(5, service="Desk"), money(100))),
            "up to 400.00 EUR plus 5% of that month's fee of Desk",
        ),
        (stake(total(part(100), part(100, service="Desk"))), "up to the fees as invoiced"),
        (
            stake(total(part(10), part(10, "that quarter's", service="Desk"))),
            "up to 10% of the fees as invoiced a month",
        ),
        (stake(fixed(Money(amount=Fraction(10, 3), currency="EUR"))), "up to 3.34 EUR a month"),
        (stake(None, reason="nothing says of which fee"), "not known: nothing says of which fee"),
        (stake(None), "not known"),
    ],
)
def test_words(on: Stake, words: str) -> None:
    assert stake_text(on) == words


def test_the_most_of_a_year_comes_first_then_the_unknown_then_the_rest() -> None:
    # A fee that is not known is taken for 10,000 in the order.
    ranked = [
        finding("half", stake(part(50))),  # 60,000 a year
        finding("daily", stake(money(40), period="day")),  # 14,600
        finding("monthly", stake(money(1_100))),  # 13,200
        finding("tenth", stake(part(10))),  # 12,000
        finding("capped", stake(least(part(90), money(900)))),  # 10,800
        finding("yearly", stake(money(10_000), period="year")),
        finding("weekly", stake(money(100), period="week")),  # 5,200
        finding("cent", stake(money(Fraction(1, 100)))),
        finding("unknown", stake(None)),
        finding("words", None),
    ]
    assert by_money(ranked[::-1]) == ranked


def test_what_is_alike_stays_in_the_order_of_the_text() -> None:
    same = [finding("first", stake(money(5))), finding("second", stake(money(5)))]
    assert by_money(same) == same
    assert by_money(same[::-1]) == same[::-1]


def test_the_closing_lines_name_three_with_the_most() -> None:
    found = [
        finding("some", stake(money(5)), 1),
        finding("none", None, 1),
        finding("most", stake(money(6_000), about="missing samples"), 2),
        finding("part", stake(part(25)), 3),
        finding("more", stake(money(600)), 4),
    ]
    assert at_stake(found, SOURCE) == [
        "At stake, most money first (3 of 4; all with --sort money):",
        "  up to 6,000.00 EUR a month — most (missing samples), line 2",
        "  up to 25% of that month's fee of Shop — part, line 3",
        "  up to 600.00 EUR a month — more, line 4",
    ]
    assert at_stake(found[:3], SOURCE)[0] == "At stake, most money first:"
    text = full(found, SOURCE)
    assert " = at stake: up to 6,000.00 EUR a month\n" in text
    assert text.endswith("line 4\n\n5 warnings\n")


@pytest.mark.parametrize("found", [[], [finding("one", stake(money(5)))], [finding("words", None)] * 3])
def test_one_alone_needs_no_ranking(found: list[Finding]) -> None:
    assert at_stake(found, SOURCE) == []


def test_what_several_findings_carry_is_said_once() -> None:
    fees = stake(parts(12, 12))
    found = [
        finding("first", stake(parts(12, 12), about="partial minutes"), 1),
        finding("second", fees, 2),
        finding("third", stake(money(5)), 3),
        finding("fourth", fees, 4),
    ]
    text = full(found, SOURCE)
    assert " ".join(text.split()).count("up to 12% of the fees as invoiced") == 1
    assert " = at stake: up to 5.00 EUR a month\n" in text, "what stands alone stays with its finding"
    assert text.count("= at stake") == 1
    assert at_stake(found, SOURCE) == [
        "At stake, most money first:",
        "  up to 12% of the fees as invoiced — first (partial minutes), line 1;",
        "      second, line 2; fourth, line 4",
        "  up to 5.00 EUR a month — third, line 3",
    ]


def test_of_many_alike_the_closing_lines_name_the_lines() -> None:
    many = [finding("much" if at % 2 else "more", stake(money(5), about="x"), 1 + at % 4) for at in range(6)]
    text = full(many, SOURCE)
    assert "= at stake" not in text
    assert at_stake(many, SOURCE) == [
        "At stake, most money first:",
        "  up to 5.00 EUR a month — more, lines 1, 3; much, lines 2, 4",
    ]


def test_what_the_closing_lines_do_not_name_stays_with_its_finding() -> None:
    low = [finding(f"p{at}", stake(money(1)), 1) for at in range(2)]
    high = [finding(f"h{at}", stake(money(1_000 + at)), 2) for at in range(3)]
    text = full(low + high, SOURCE)
    assert text.count("= at stake: up to 1.00 EUR a month") == 2
    assert "At stake, most money first (3 of 5; all with --sort money):" in text


def test_lines_are_at_most_80_columns_wide() -> None:
    long = stake(
        total(part(25), part(33, "the previous month's"), money(10)), about="service for part of a period"
    )
    lines = at_stake([finding("exclusion-swallows-promise", long)] * 2, SOURCE)
    assert len(lines) > 2
    assert max(map(len, lines)) <= 80


def test_programs_get_the_facts() -> None:
    told = fact(finding("x", stake(money(6_000), each="feature")), SOURCE)["stake"]
    assert told == {
        "per": "month",
        "for_each": "feature",
        "least": {
            "kind": "money",
            "text": "6,000.00 EUR",
            "money": {"amount": "6000.00", "currency": "EUR"},
        },
        "most": {"kind": "money", "text": "6,000.00 EUR", "money": {"amount": "6000.00", "currency": "EUR"}},
        "text": "up to 6,000.00 EUR a month, for each feature",
    }
    unknown = fact(finding("x", stake(None, reason="no fee")), SOURCE)["stake"]
    assert (unknown["most"], unknown["text"]) == (None, "not known: no fee")
    assert fact(finding("x", None), SOURCE)["stake"] is None
    assert json.dumps(told)
