"""Credits of what other credits leave of a fee: by hand, before fees are known, and in whatever order."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sladsl.api import read_text
from sladsl.api.evaluation import evaluate
from sladsl.data.binding import Binding, LevelsFile
from sladsl.outcome.amounts import short_text
from sladsl.outcome.statement import FeeUse, Statement
from sladsl.settle.after_others import _part
from sladsl.values.amount import Fee, fixed, known, share, total
from sladsl.values.instant import parse_time
from sladsl.values.money import Money

DAYS = "after other credits   day of fee: thirtieth of a month"
TEXT = """
sla Hosting "Hosting" {{
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party P "Provider Ltd" {{ role: provider   accepted: by ordering }}
  party C "Client Ltd" {{ role: customer   accepted: by ordering }}
  interpretation {{ level rounding: none   base and other credits: {choice} }}
  service Shop {{ hours: always   fee: {fee} }}
  metric MA {{ measure: as reported   of: Shop   collected by: P   controlled by: P }}
  metric MB {{ measure: as reported   of: Shop   collected by: P   controlled by: P }}
  objective A {{ P ensures MA at least 99% each month }}
  objective B {{ P ensures MB at least 99% each month }}
  credit for A {{ base: that month's fee of Shop   amount: {first} }}
  credit for B {{ base: that month's fee of Shop   amount: {second} }}
  claims {{ channel: in writing   deadline: 30 days after the month }}
  {more}
}}
"""


def statement(
    folder: Path,
    choice: str = "after other credits",
    fee: str = "10_000 EUR per month",
    first: str = "10%",
    second: str = "5%",
    more: str = "",
) -> Statement:
    path = folder / "levels.csv"
    path.write_text("period,objective,level\n2026-03,A,95%\n2026-03,B,95%\n")
    loaded = read_text(TEXT.format(choice=choice, fee=fee, first=first, second=second, more=more))
    assert not loaded.broken, [each.message for each in loaded.findings]
    assert loaded.agreement is not None
    assert not loaded.agreement.not_evaluated
    written = parse_time("2026-12-10")
    assert written is not None
    binding = Binding(levels=(LevelsFile(path=str(path)),))
    return evaluate(loaded.agreement, binding, as_of=written.naive_us, period="2026-03").outcome.statement


def sums(found: Statement) -> list[Fraction | None]:
    owed = [None if each.credit is None else known(each.credit, "EUR") for each in found.lines]
    return [None if each is None else each.amount for each in owed]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, [1_000, 450]),
        ({"choice": "before other credits"}, [1_000, 500]),
        ({"choice": "not stated"}, [1_000, 500]),
        # A sum is no share of the fee, and takes nothing off it; a share of it is not touched by one either.
        ({"first": "1_000 EUR"}, [1_000, 500]),
        ({"first": "3 days of the fee", "choice": DAYS}, [1_000, 450]),
        ({"first": "100%"}, [10_000, 0]),
        ({"more": "cap: 1_200 EUR per month, of all credits"}, [1_000, 200]),
    ],
)
def test_worked_by_hand(said: dict[str, str], expected: list[int], tmp_path: Path) -> None:
    assert sums(statement(tmp_path, **said)) == expected


def test_before_the_fee_is_known_it_is_a_smaller_share(tmp_path: Path) -> None:
    found = statement(tmp_path, fee="as invoiced per month")
    second = found.lines[1]
    assert second.credit is not None
    assert short_text(second.credit).startswith("4.5%")
    assert "the credits before it, 10% of" in second.steps[-1].why


def test_one_that_is_open_leaves_the_others_open(tmp_path: Path) -> None:
    assert sums(statement(tmp_path, first="not stated"))[0] is None
    assert sums(statement(tmp_path, first="not stated"))[1] is None


FEE = Fee(service="Shop", scope="", period="2026-03")


@settings(max_examples=30)
@given(shares=st.lists(st.integers(0, 100), min_size=1, max_size=4))
def test_the_order_changes_nothing_together(shares: list[int]) -> None:
    """Shares of one fee come to the same in whatever order, and never to more than it."""
    assert together(shares) == together(shares[::-1]) <= 1


def together(shares: list[int]) -> Fraction:
    of = FeeUse(fee=FEE, money=None, share=Fraction(1))
    used = Fraction(0)
    for each in shares:
        part = _part(of, share(used, FEE))
        assert part is not None
        used += part * Fraction(each, 100)
    return used


def test_money_and_shares_of_one_fee() -> None:
    of = FeeUse(fee=FEE, money=Money(amount=Fraction(1_000), currency="EUR"), share=Fraction(1))
    before = total(fixed(Money(amount=Fraction(100), currency="EUR")), share(Fraction(1, 10), FEE))
    assert _part(of, before) == Fraction(8, 10)
    assert _part(FeeUse(fee=FEE, money=None, share=Fraction(1)), before) is None
