"""One credit for several objectives: the greatest is owed, once; what can't be told stays open."""

from __future__ import annotations

from typing import Any

import pytest

import sladsl
from sladsl.outcome.amounts import short_text
from tests.model.texts import names, wrong

ONE = "missed objectives: one credit a period"
BANDS = "bands { at least 99%: none   at least 95%: 5%   otherwise: 10% }"


def text(
    choice: str = ONE,
    amount: str = BANDS,
    fee: str = "1_000 EUR per month",
    second: str = "month",
    more: str = "",
) -> str:
    return f"""
sla Hosting {{
  time zone: "UTC"   currency: EUR
  party Nimbus {{ role: provider }}
  party Acme {{ role: customer }}
  interpretation {{ level rounding: none   money rounding: half up to 0.01 EUR, on each line   cap covers: each credit }}
  service Shop {{ hours: always   fee: {fee} }}
  service Mail {{ hours: always   fee: as invoiced per month }}
  metric Up {{ of: Shop   measure: as reported   collected by: Nimbus   controlled by: Nimbus }}
  metric Fast {{ of: Shop   measure: as reported   collected by: Nimbus   controlled by: Nimbus }}
  objective A "Availability" {{ Nimbus ensures Up at least 99% each month }}
  objective B "Speed" {{ Nimbus ensures Fast at least 99% each {second} }}
  credit for A, B {{ base: that month's fee of Shop   {amount}   {choice} }}
  {more}
}}
"""


def statement(of: str, **levels: str) -> Any:
    rows = [{"period": "2026-03", "objective": name, "level": level} for name, level in levels.items()]
    return sladsl.evaluate(sladsl.read_text(of), {"levels": rows}, period="2026-03", as_of="2026-04-10")


def owed(of: str, **levels: str) -> tuple[dict[str, str], str]:
    found = statement(of, **levels).outcome.statement
    lines = {
        each.objective: "open" if each.credit is None else short_text(each.credit) for each in found.lines
    }
    return lines, "open" if found.total is None else short_text(found.total)


@pytest.mark.parametrize(
    ("a", "b", "lines", "total"),
    [
        ("98%", "94%", {"A": "-", "B": "100.00 EUR"}, "100.00 EUR"),
        ("94%", "98%", {"A": "100.00 EUR", "B": "-"}, "100.00 EUR"),
        ("98%", "98%", {"A": "50.00 EUR", "B": "-"}, "50.00 EUR"),
        ("98%", "99.5%", {"A": "50.00 EUR", "B": "-"}, "50.00 EUR"),
        ("99.5%", "94%", {"A": "-", "B": "100.00 EUR"}, "100.00 EUR"),
        ("99.5%", "99.5%", {"A": "-", "B": "-"}, "-"),
    ],
)
def test_the_greatest_is_owed_once(a: str, b: str, lines: dict[str, str], total: str) -> None:
    assert owed(text(), A=a, B=b) == (lines, total)


def test_each_owes_its_own_without_the_choice_and_with_the_other_answer() -> None:
    for choice in ("", "missed objectives: a credit for each"):
        assert owed(text(choice), A="98%", B="94%") == ({"A": "50.00 EUR", "B": "100.00 EUR"}, "150.00 EUR")


def test_left_open_it_is_a_range() -> None:
    found = statement(text("missed objectives: not stated"), A="98%", B="94%").outcome
    assert [each.key for each in found.open] == ["missed objectives"]
    assert {short_text(each.statement.total) for each in found.readings} == {"150.00 EUR", "100.00 EUR"}


def test_a_flat_amount_is_owed_once() -> None:
    assert owed(text(amount="amount: 80 EUR"), A="98%", B="94%") == (
        {"A": "80.00 EUR", "B": "-"},
        "80.00 EUR",
    )


def test_shares_of_one_fee_can_be_compared_before_it_is_known() -> None:
    lines, total = owed(text(fee="as invoiced per month"), A="98%", B="94%")
    assert (lines["A"], total) == ("-", "10% of fee")


def test_amounts_that_can_not_be_compared_are_open() -> None:
    mixed = "bands { at least 99%: none   at least 95%: 80 EUR   otherwise: 10% of that month's fee of Mail }"
    lines, total = owed(text(amount=mixed), A="98%", B="94%")
    assert (lines, total) == ({"A": "open", "B": "open"}, "open")


def test_an_amount_that_nobody_states_leaves_all_open() -> None:
    mixed = "bands { at least 99%: none   at least 95%: not stated   otherwise: 10% }"
    lines, total = owed(text(amount=mixed), A="98%", B="94%")
    assert (lines, total) == ({"A": "open", "B": "open"}, "open")
    assert owed(text(amount=mixed), A="99.5%", B="94%")[1] == "100.00 EUR"


def test_the_explanation_says_who_owes_it() -> None:
    found = statement(text(), A="98%", B="94%").outcome.statement.lines[0]
    assert found.steps[1].why == ("one credit for Availability and Speed: Speed owes it")


def test_a_month_and_a_quarter_have_no_credit_together() -> None:
    base = text(second="quarter").replace("that month's fee of Shop", "that quarter's fee of Shop")
    assert "parts-apart" in names(base)
    assert "parts-apart" not in names(base.replace(ONE, ""))


def test_one_objective_has_nothing_to_choose() -> None:
    alone = text().replace("credit for A, B", "credit for A")
    assert not [each for each in wrong(alone) if each.severity == "error"]
    assert owed(alone, A="98%", B="94%")[1] == "50.00 EUR"
