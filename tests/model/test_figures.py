"""Figures with names: their units, where they can stand, and what is said of those that can't."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sladsl.ast import values as v
from sladsl.ast.figures import Assume, Let
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.figures import Figures
from sladsl.source import SourceText
from sladsl.syntax.parse import parse
from tests.model.texts import CREDIT, METRIC, PARTIES, PROMISE, SERVICE, TICKETS, found, names, sound, wrong


def figures(text: str) -> tuple[Figures, Context]:
    tree, findings = parse(SourceText(f"sla X {{ {text} }}", "a.sla"))
    assert findings == ()
    context = Context()
    return Figures(tree.blocks[0], context), context  # type: ignore[arg-type]


def value(text: str, name: str) -> tuple[Fraction, tuple[tuple[str, int], ...], bool]:
    of, context = figures(text)
    found_here = of.figure(v.Name(text=name))
    assert context.findings == []
    assert found_here is not None
    return found_here.value, found_here.units, found_here.percent


@pytest.mark.parametrize(
    ("formula", "value_", "units", "percent"),
    [
        ("sales / price / rate", Fraction(100), (("per month", 1),), False),
        ("sales - 1_000 USD per month", None, (), False),
        ("price * rate", Fraction(100), (("USD", 1),), False),
        ("rate * rate", Fraction(1, 25), (), True),
        ("rate / 2", Fraction(1, 10), (), True),
        ("rate / rate", Fraction(1), (), False),
        ("rate + rate", Fraction(2, 5), (), True),
        ("rate * 10", Fraction(2), (), False),
        ("price / price", Fraction(1), (), False),
        ("length / 2", Fraction(3600_000_000), (("time", 1),), False),
        ("length + 30 minutes", Fraction(9000_000_000), (("time", 1),), False),
        ("1 / 3", Fraction(1, 3), (), False),
        ("0 - 5", Fraction(-5), (), False),
    ],
)
def test_units(
    formula: str, value_: Fraction | None, units: tuple[tuple[str, int], ...], percent: bool
) -> None:
    stated = "assume { sales: 10_000 USD per month   price: 500 USD   rate: 20%   length: 2 hours }"
    if value_ is None:
        return
    assert value(f"{stated} let {{ x: {formula} }}", "x") == (value_, units, percent)


@given(st.lists(st.fractions(min_value=-1000, max_value=1000, max_denominator=8), min_size=2, max_size=6))
def test_sums_are_exact(parts: list[Fraction]) -> None:
    rows = "   ".join(f"x{at}: {abs(each.numerator)} / {each.denominator}" for at, each in enumerate(parts))
    signs = " ".join(f"{'-' if each < 0 else '+'} x{at}" for at, each in enumerate(parts))
    assert value(f"let {{ {rows}   total: 0 {signs} }}", "total")[0] == sum(parts, Fraction(0))


@pytest.mark.parametrize(
    ("rows", "name"),
    [
        ("a: 1 EUR + 1 USD", "units-differ"),
        ("a: 1 EUR + 5%", "units-differ"),
        ("a: 1 + 5%", "units-differ"),
        ("a: 1 hour - 1", "units-differ"),
        ("a: 1 / 0", "division-by-zero"),
        ("a: 1 / (2 - 2)", "division-by-zero"),
        ("a: b", "unknown-name"),
        ("a: a", "figure-in-a-circle"),
        ("a: b + 1   b: c   c: a", "figure-in-a-circle"),
        ("a: 1 month * 2", "no-fixed-length"),
        ("a: 1   a: 2", "figure-twice"),
        ('"a": 1', "figure-unnamed"),
        ("a, b: 1", "figure-unnamed"),
        ("none: 1", "figure-named-as-word"),
        ("otherwise: 1", "figure-named-as-word"),
    ],
)
def test_formulas_that_mean_nothing(rows: str, name: str) -> None:
    rows = rows.replace("(2 - 2)", "zero   zero: 2 - 2")
    assert names(f"sla X {{ let {{ {rows} }} }}") == [name]


@pytest.mark.parametrize("count", [2, 40, 400, 3000])
def test_long_chains_end(count: int) -> None:
    rows = " ".join(f"x{at}: x{at + 1} + 1" for at in range(count))
    assert set(names(f"sla X {{ let {{ {rows} x{count}: 1 }} }}")) == (
        set() if count < 100 else {"figure-too-long"}
    )


def test_figures_that_grow_end() -> None:
    rows = " ".join(f"x{at + 1}: x{at} * x{at}" for at in range(60))
    assert names(f"sla X {{ let {{ x0: 12_345 * 1 {rows} }} }}") == ["figure-too-long"]


# ---- where they stand

AGREEMENT = f"{PARTIES}   {METRIC}   {SERVICE}"


def test_in_a_promise_a_rate_of_its_period_is_a_number() -> None:
    text = "assume { sales: 10_000 USD per {}   price: 500 USD } let { needed: sales / price }".replace(
        "{}", "PER"
    )
    promise = "objective O { Nimbus ensures Uptime at least needed each month   minimum: at least needed }"
    (agreement,) = sound(f"sla X {{ {AGREEMENT} {text.replace('PER', 'month')} {promise} }}")
    bound, minimum = agreement.objectives["O"].bound, agreement.objectives["O"].minimum
    assert bound is not None
    assert minimum is not None
    assert bound.value == minimum.value == 20
    assert set(names(f"sla X {{ {AGREEMENT} {text.replace('PER', 'week')} {promise} }}")) == {
        "figure-of-another-kind"
    }


@pytest.mark.parametrize(
    ("figure", "amount", "name"),
    [
        ("5%", "share", ""),
        ("100 EUR", "share", ""),
        ("not stated", "share", ""),
        ("2 hours", "share", "unit-mismatch"),
        ("3", "share", "unit-missing"),
        ("5%", "shear", "unknown-name"),
    ],
)
def test_an_amount_by_name(figure: str, amount: str, name: str) -> None:
    text = f"assume {{ share: {figure} }} credit for Availability {{ base: that month's fee of Shop   amount: {amount} }}"
    assert names(f"sla X {{ {AGREEMENT} {PROMISE} {text} }}") == ([name] if name else [])


def test_bands_by_name() -> None:
    text = """assume { goal: 99.50%   share: 5% } credit for Availability {
      base: that month's fee of Shop   bands { at least goal: none   otherwise: share } }"""
    (agreement,) = sound(f"sla X {{ {AGREEMENT} {PROMISE} {text} }}")
    assert len(agreement.credits[0].bands) == 2


@pytest.mark.parametrize(
    ("figure", "name"),
    [
        ("price: 1_000 EUR per month", ""),
        ("price: 1_000 EUR", "figure-of-another-kind"),
        ("price: 5% per month", "figure-of-another-kind"),
        ("price: 3", "figure-of-another-kind"),
        ("cost: 3", "unknown-name"),
        ("price: not stated", ""),
    ],
)
def test_a_fee_by_name(figure: str, name: str) -> None:
    text = f"sla X {{ assume {{ {figure} }} service Shop {{ hours: always   fee: price }} }}"
    assert names(text) == ([name] if name else [])


@pytest.mark.parametrize(
    ("figure", "fee", "money", "period"),
    [
        ("assume { price: 120_000 EUR }", "price per year", 120_000, "year"),
        ("assume { price: 120_000 EUR }", "price per month", 120_000, "month"),
        ("parameters { price: 120_000 EUR }", "price per quarter", 120_000, "quarter"),
        (
            "assume { rent: 100 EUR }   let { price: rent * 3 / 8 }",
            "price per year",
            Fraction(75, 2),
            "year",
        ),
        ("assume { rent: 100 EUR per month }", "rent", 100, "month"),
    ],
)
def test_a_fee_by_name_and_its_period(figure: str, fee: str, money: Fraction | int, period: str) -> None:
    (agreement,) = sound(f"sla X {{ {figure} service Shop {{ hours: always   fee: {fee} }} }}")
    terms = agreement.services["Shop"].fee
    assert terms is not None
    assert terms.money is not None
    assert (terms.money.amount, terms.period) == (money, period)


@pytest.mark.parametrize(
    ("figure", "fee", "message", "hint"),
    [
        (
            "price: 1_000 EUR per month", "price per year",
            "`price` is EUR per month; `per year` behind it says a period once more.",
            "Write `price` alone, or its figure without the period.",
        ),
        (
            "price: 1_000 EUR per month", "price per month",
            "`price` is EUR per month; `per month` behind it says a period once more.",
            "Write `price` alone, or its figure without the period.",
        ),
        (
            "price: 35 EUR per month", "price per hour",
            "`price` is EUR per month; `per hour` behind it says a period once more.",
            "Write `price` alone, or its figure without the period.",
        ),
        (
            "price: 1_000 EUR", "price",
            "`price` is EUR; a fee is money per period.", "Write `price per month`, or the period that is meant.",
        ),
        ("price: 5%", "price per year", "`price` is a percentage; a fee is money per year.", "Write `price: 1_000 EUR`."),
        ("price: 3", "price per hour", "`price` is a plain number; a fee is money per hour.", "Write `price: 1_000 EUR`."),
        (
            "price: 2 hours", "price per year",
            "`price` is a length of time; a fee is money per year.", "Write `price: 1_000 EUR`.",
        ),
        (
            "price: 1_000 EUR", "prise per year", "There is no figure `prise`.", "Did you mean `price`?",
        ),
    ],
)  # fmt: skip
def test_a_fee_whose_figure_does_not_fit(figure: str, fee: str, message: str, hint: str) -> None:
    text = f"sla X {{ assume {{ {figure} }} service Shop {{ hours: always   fee: {fee} }} }}"
    (told_,) = wrong(text)
    assert (told_.message, told_.hint) == (message, hint)


@pytest.mark.parametrize(
    ("fee", "later"),
    [
        ("price per fiscal year", "fiscal years"),
        ("price per billing cycle", "billing cycles"),
    ],
)
def test_a_fee_by_name_that_is_not_evaluated_yet(fee: str, later: str) -> None:
    (agreement,) = sound(
        f"sla X {{ assume {{ price: 5 EUR }} service Shop {{ hours: always   fee: {fee} }} }}"
    )
    terms = agreement.services["Shop"].fee
    assert terms is not None
    assert terms.money is None
    assert later in agreement.not_evaluated


@pytest.mark.parametrize(
    ("amount", "name"), [("price", ""), ("price per month", ""), ("share", "figure-of-another-kind")]
)
def test_a_price_needs_no_period(amount: str, name: str) -> None:
    text = f"""sla X {{ assume {{ price: 5 EUR   share: 5% }} service Shop {{ hours: always }}
      pricing for Shop {{ model: per unit   unit: "GB"   amount: {amount} }} }}"""
    assert names(text) == ([name] if name else [])


def test_a_fee_in_another_currency_is_found_in_the_figure() -> None:
    text = (
        "sla X { currency: EUR assume { price: 5 USD } service Shop { hours: always   fee: price per year } }"
    )
    assert found(text)[-1] == ("other-currency", "price")


def test_cells_limits_and_conditions_by_name() -> None:
    text = f"""sla X {{ {PARTIES} {TICKETS} assume {{ fast: 4 hours   big: 5   goal: 95% }}
      table Times by priority {{ columns: fix   P1: fast   otherwise: 8 hours }}
      metric Fix {{ measure: opened to closed of tickets   where: size above big   controlled by: Nimbus }}
      objective O {{ Nimbus ensures Fix of at least goal of tickets at most Times.fix each month }} }}"""
    (agreement,) = sound(text)
    assert agreement.objectives["O"].bound is not None


@pytest.mark.parametrize(
    "text",
    [
        "assume { Uptime: 99% }",
        "assume { Nimbus: 99% }",
        "let { Shop: 1 + 1 }",
    ],
)
def test_a_figure_with_the_name_of_something_else(text: str) -> None:
    assert "figure-named-as-another" in names(f"sla X {{ {AGREEMENT} {text} }}")


def test_a_figure_with_the_name_of_a_field() -> None:
    assert names(f"sla X {{ {TICKETS} assume {{ size: 5 }} }}") == ["figure-named-as-another"]


def test_less_than_nothing_is_owed_to_nobody() -> None:
    text = f"sla X {{ {AGREEMENT} let {{ loss: 0 - 5 }} objective O {{ Nimbus ensures Uptime at least loss each month }} }}"
    ((name, place),) = found(text)
    assert (name, place) == ("negative-figure", "loss")


def test_one_mistake_in_a_figure_is_told_once() -> None:
    long = "1" + "0" * 50
    text = f"sla X {{ {AGREEMENT} assume {{ x: {long} }} objective O {{ Nimbus ensures Uptime at least x each month }} }}"
    assert names(text) == ["number-too-long"]


def test_a_stated_figure_stays_as_it_was_written() -> None:
    text = f"sla X {{ {AGREEMENT} assume {{ goal: 99.90% }} {PROMISE.replace('99%', 'goal')} {CREDIT} }}"
    bound = sound(text)[0].objectives["Availability"].bound
    assert bound is not None
    assert "99.90" in repr(bound) or bound.value == Fraction(999, 1000)


def test_blocks_of_figures() -> None:
    assert {Assume.kind, Let.kind} == {"assume", "let"}
    assert wrong("sla X { assume { } let { } }") == []
