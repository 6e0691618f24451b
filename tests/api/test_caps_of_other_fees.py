"""Caps that are a share of the fee of another time than they limit: the fee where all have one, else open, and told."""

from __future__ import annotations

from fractions import Fraction

import pytest

import sladsl
from sladsl.values.amount import known

TEXT = """
sla Caps {{
  effective: 2026-01-01   time zone: "UTC"   currency: EUR   {cycle}
  party P {{ role: provider   accepted: 2025-12-01 }}
  party C {{ role: customer   accepted: 2025-12-01 }}
  interpretation {{ level rounding: none   money rounding: half up to 0.01 EUR, on each line }}
  service S {{ hours: always   fee: {fee} }}
  metric U {{ of: S   measure: as reported   collected by: P   controlled by: P }}
  objective A {{ P ensures U at least 99% each {kind} }}
  credit for A {{
    base: that {kind}'s fee of S   amount: 80%
    cap: 50% of that {base}'s fee of S per {window}, of all credits
  }}
}}
"""


def owed(
    levels: list[str], fees: list[tuple[str, str]], **said: str
) -> tuple[list[Fraction | None], set[str]]:
    loaded = sladsl.read_text(TEXT.format(**({"cycle": "", "kind": "month"} | said)))
    assert not [each for each in loaded.findings if each.severity == "error"], loaded.findings
    rows = [{"objective": "A", "period": label, "level": "98%"} for label in levels]
    given = [{"service": "S", "period": label, "amount": money, "currency": "EUR"} for label, money in fees]
    data = {"levels": rows} | ({"fees": given} if given else {})
    found = sladsl.evaluate(loaded, data, as_of="2027-01-01", period="2026-01..2026-06")
    lines = {each.period: each for each in found.outcome.statement.lines if each.status == "missed"}
    sums = [
        None if (credit := each.credit) is None or (money := known(credit, "EUR")) is None else money.amount
        for each in lines.values()
    ]
    return sums, {each.name for each in loaded.findings}


MONTHS = ["2026-01", "2026-02", "2026-03"]


def test_one_fee_for_ever_is_that_of_each_month() -> None:
    # 80 of 100, and half of one month's 100 for the whole quarter: 50, nothing, nothing.
    sums, told = owed(MONTHS, [], fee="100 EUR per month", base="month", window="quarter")
    assert sums == [50, 0, 0]
    assert "cap-of-a-part" not in told


@pytest.mark.parametrize(("last", "expected"), [("100", [50, 0, 0]), ("10", [None, None, None])])
def test_invoiced_fees_that_differ_leave_it_open(last: str, expected: list[int | None]) -> None:
    fees = [("2026-01", "100"), ("2026-02", "100"), ("2026-03", last)]
    sums, told = owed(MONTHS, fees, fee="as invoiced per month", base="month", window="quarter")
    assert sums == expected
    assert "cap-of-a-part" in told


def test_a_month_across_two_cycles_has_the_fee_of_neither() -> None:
    said = {"cycle": "billing cycle: from the 16th", "kind": "billing cycle", "base": "billing cycle"}
    days = ["2026-01-16", "2026-02-16", "2026-03-16", "2026-04-16"]
    fees = [(day, money) for day, money in zip(days, ("100", "100", "200", "10"), strict=True)]
    sums, told = owed(days[:3], fees, fee="as invoiced per billing cycle", window="month", **said)
    # The cycle from 16 January ends in February, which has parts of that and the next: both 100, so 50.
    assert sums == [50, None, None]
    assert "cap-of-a-part" in told
