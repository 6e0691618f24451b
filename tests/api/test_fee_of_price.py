"""Fees that a price makes of a number: held against prices added up unit by unit, from tables, scenarios and a ledger."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sladsl
from sladsl.api import Loaded, check, read_text
from sladsl.api.evaluation import evaluate
from sladsl.api.rendering import render
from sladsl.api.scenarios import results
from sladsl.data.binding import Binding, FeesFile, LevelsFile
from sladsl.model.prices import fee_of_count
from sladsl.outcome.statement import Outcome
from sladsl.values.amount import amount_text, known
from sladsl.values.instant import parse_time

TEXT = """
sla Hosting "Hosting" {{
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party P "Provider Ltd" {{ role: provider   accepted: by ordering }}
  party C "Client Ltd" {{ role: customer   accepted: by ordering }}
  interpretation {{ level rounding: none   money rounding: half up to 0.01 EUR, on each line }}
  service Shop {{ hours: always   {fee} }}
  {pricing}
  metric MA {{ measure: as reported   of: Shop   collected by: P   controlled by: P }}
  objective A {{ P ensures MA at least 99% each month }}
  credit for A {{ base: that month's fee of Shop   amount: 10% }}
  claims {{ channel: in writing   deadline: 30 days after the month }}
  {more}
}}
"""
USED = "fee: as used per month"
TIERS = "at most 3: none   at most 7: 2 EUR   at most 12: 1.25 EUR   otherwise: 0.125 EUR"
OF_TIERS = ((3, Fraction(0)), (7, Fraction(2)), (12, Fraction("1.25")), (10**9, Fraction("0.125")))


def loaded_of(pricing: str = "", fee: str = USED, more: str = "") -> Loaded:
    said = f"pricing for Shop {{ {pricing} }}" if pricing else ""
    loaded = read_text(TEXT.format(fee=fee, pricing=said, more=more))
    assert not loaded.broken, [each.message for each in loaded.findings]
    return loaded


def cost(loaded: Loaded, count: Fraction, period: str = "2026-03") -> Fraction | None:
    assert loaded.agreement is not None
    found = fee_of_count(loaded.agreement, "Shop", period, count)
    return None if found is None else found.amount


def one_by_one(count: int, *, marginal: bool, least: int) -> Fraction:
    """Each unit by itself: by the tier that it lies in, or all by the tier of the last."""

    def price(unit: int) -> Fraction:
        return next(each for upto, each in OF_TIERS if unit <= upto)

    units = [price(unit if marginal else count) for unit in range(1, count + 1)]
    return max(sum(units, Fraction(0)), Fraction(least))


@settings(max_examples=30, deadline=None)
@given(count=st.integers(0, 40), marginal=st.booleans(), least=st.integers(0, 12))
def test_tiers_unit_by_unit(count: int, marginal: bool, least: int) -> None:
    words = f"{'marginal ' if marginal else ''}bands {{ {TIERS} }}   minimum: {least} EUR per month"
    loaded = loaded_of(f"model: tiered   {words}")
    assert cost(loaded, Fraction(count)) == one_by_one(count, marginal=marginal, least=least)


@pytest.mark.parametrize(
    ("pricing", "fee", "count", "expected"),
    [
        ("model: per unit   amount: 0.0021 EUR", USED, "1_000.5", "2.10105"),
        ("amount: 30 EUR per month   minimum: 100 EUR per month", USED, "2", "100"),
        ("amount: 30 EUR per month   minimum: 100 EUR per month", USED, "7.5", "225"),
        ('model: percentile of use   amount: 4 EUR   unit: "Mbit/s"', USED, "80", "320"),
        ("", "fee: 35 EUR per trip", "12", "420"),
        ("model: time and materials   amount: 35 EUR", "fee: 35 EUR per trip", "12", "420"),
        # Nobody says what they cost: two prices, a price that is a fee, no price, a price of other months, a written fee.
        ("amount: 36 EUR", "fee: 35 EUR per trip", "12", None),
        ("model: fixed   amount: 36 EUR", USED, "12", None),
        ("", USED, "12", None),
        ("amount: 36 EUR per quarter", USED, "12", None),
        ("amount: 36 EUR", "fee: 500 EUR per month", "12", None),
        ("amount: not stated", USED, "12", None),
        (
            "model: tiered   marginal bands { at most 7: 1 EUR   at most 3: 2 EUR   otherwise: 3 EUR }",
            USED,
            "5",
            None,
        ),
        ("model: tiered   marginal bands { at most 7: 1 EUR }", USED, "8", None),
    ],
)
def test_by_hand(pricing: str, fee: str, count: str, expected: str | None) -> None:
    found = cost(loaded_of(pricing, fee), Fraction(count.replace("_", "")))
    assert found == (None if expected is None else Fraction(expected))


def test_a_price_that_changes_counts_where_one_of_them_holds() -> None:
    loaded = loaded_of("amount: 35 EUR", f"{USED}   fee: 500 EUR per month from 2026-03-16")
    assert [cost(loaded, Fraction(10), each) for each in ("2026-02", "2026-03", "2026-04")] == [
        350,
        None,
        None,
    ]


def test_tiers_of_a_month_say_nothing_of_a_quarter() -> None:
    loaded = loaded_of("amount: 30 EUR   minimum: 100 EUR per month")
    assert cost(loaded, Fraction(10), "2026-Q1") is None
    assert cost(loaded_of("amount: 30 EUR"), Fraction(10), "2026-Q1") == 300


PRICE = "model: per unit   amount: 0.125 EUR"


def outcome(folder: Path, fees: str, header: str, as_of: str = "2026-12-10", pricing: str = PRICE) -> Outcome:
    (folder / "levels.csv").write_text("period,objective,level\n2026-03,A,95%\n")
    (folder / "fees.csv").write_text(header + fees)
    agreement = loaded_of(pricing).agreement
    assert agreement is not None
    assert not agreement.not_evaluated
    written = parse_time(as_of)
    assert written is not None
    binding = Binding(
        levels=(LevelsFile(path=str(folder / "levels.csv")),), fees=(FeesFile(path=str(folder / "fees.csv")),)
    )
    return evaluate(agreement, binding, as_of=written.naive_us, period="2026-03").outcome


@pytest.mark.parametrize(
    ("header", "row", "owed", "told"),
    [
        # 1,001 units are 125.125 EUR; a tenth of it is rounded once, to 12.51 EUR.
        ("service,period,count\n", "Shop,2026-03,1001\n", Fraction("12.51"), "fee-of-count"),
        ("service,period,amount,count\n", "Shop,2026-03,,1001\n", Fraction("12.51"), "fee-of-count"),
        # What was invoiced counts.
        ("service,period,amount,count\n", "Shop,2026-03,200,1001\n", Fraction(20), ""),
        ("service,period,count,currency\n", "Shop,2026-03,1001,USD\n", None, "count-without-price"),
    ],
)
def test_a_table_of_counts(header: str, row: str, owed: Fraction | None, told: str, tmp_path: Path) -> None:
    found = outcome(tmp_path, row, header)
    credit = found.statement.lines[-1].credit
    assert credit is not None
    money = known(credit, "EUR")
    assert (None if money is None else money.amount) == owed
    assert {each.name for each in found.statement.findings} & {"fee-of-count", "count-without-price"} == (
        {told} if told else set()
    )


def test_two_runs_are_one(tmp_path: Path) -> None:
    """A fee that was made of a count goes on in the ledger as the exact sum that it is."""
    text = loaded_of(PRICE)
    levels = [{"period": "2026-03", "objective": "A", "level": "95%"}]
    counts = [{"service": "Shop", "period": "2026-03", "count": "1001"}]
    first = sladsl.evaluate(text, {"levels": levels, "fees": counts}, as_of="2026-04-01")
    path = tmp_path / "ledger.json"
    path.write_text(first.json(), "utf-8")
    later = sladsl.evaluate(text, {}, as_of="2026-04-02", ledger=path)
    whole = sladsl.evaluate(text, {"levels": levels, "fees": counts}, as_of="2026-04-02")
    assert json.loads(later.json())["ledger"]["fees"] == json.loads(whole.json())["ledger"]["fees"]
    (fee,) = json.loads(whole.json())["ledger"]["fees"]
    assert Fraction(fee["amount"]) == Fraction("125.125")


def test_a_count_without_a_price_leaves_a_share_of_a_fee(tmp_path: Path) -> None:
    found = outcome(
        tmp_path,
        "Shop,2026-03,1001\n",
        "service,period,count\n",
        pricing="amount: 3 EUR per year",
    )
    credit = found.statement.lines[-1].credit
    assert credit is not None
    assert amount_text(credit) == "10% of the fee of Shop (2026-03)"


def test_scenarios_say_how_many_were_used() -> None:
    more = """scenario "S" {{ month: 2026-03   levels for A {{ 2026-03: 95% }}
      fee: Shop, {used} used   expect: A missed, credit {credit} EUR }}"""
    for used, credit in (("1_001", "12.51"), ("2026-03, 800", "10.00")):
        loaded = loaded_of(PRICE, more=more.format(used=used, credit=credit))
        assert loaded.agreement is not None
        assert [each.ok for each in results(loaded.agreement)] == [True, True]
    text = " ".join(render(loaded).split())
    assert "The Fee of Shop is computed from what is used: EUR 0.125 for each unit." in text
    assert "The Fee of Shop is that for 800 used" in text


def test_a_number_of_what_has_no_price_is_told() -> None:
    more = 'scenario "S" { month: 2026-03   fee: Shop, 12 used   expect: A met   levels for A { 2026-03: 100% } }'
    (found,) = read_text(TEXT.format(fee=USED, pricing="", more=more)).findings
    assert found.message == "`Shop` has no price, so what so many of it cost is not known."


def test_a_second_price_is_told() -> None:
    more = "pricing for Shop { amount: 4 EUR }"
    loaded = read_text(TEXT.format(fee=USED, pricing="pricing for Shop { amount: 3 EUR }", more=more))
    assert "`Shop` has another price." in {each.message for each in loaded.findings}
    assert not [each for each in check(loaded_of(PRICE)) if each.name == "not-evaluated"]
