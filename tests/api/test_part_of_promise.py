"""A quarter's or a year's promise with a month's fee: a range over the months, that of one where they cost the same."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sladsl
from sladsl.api import Loaded, read_text
from sladsl.api.evaluation import Evaluation
from sladsl.api.scenarios import results
from sladsl.outcome.range import total_range
from sladsl.values.amount import Amount, amount_text, known

TEXT = """
sla Hosting "Hosting" {{
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party P "Provider Ltd" {{ role: provider   accepted: by ordering }}
  party C "Client Ltd" {{ role: customer   accepted: by ordering }}
  interpretation {{ level rounding: none   money rounding: half up to 0.01 EUR, on each line }}
  service Shop {{ hours: always   {fee} }}
  metric MA {{ measure: as reported   of: Shop   collected by: P   controlled by: P }}
  objective A {{ P ensures MA at least 99% each {promised} }}
  credit for A {{ base: {base}   amount: 10%   {credit} }}
  claims {{ channel: in writing   deadline: 30 days after the {promised} }}
  {more}
}}
"""
INVOICED = "fee: as invoiced per month"
MONTHS = [f"2026-{at:02}" for at in range(1, 13)]
PART = "month of the quarter whose fee is meant"


def loaded_of(**said: str) -> Loaded:
    parts = {
        "fee": INVOICED,
        "promised": "quarter",
        "base": "that month's fee of Shop",
        "credit": "",
        "more": "",
    }
    loaded = read_text(TEXT.format(**(parts | said)))
    assert not loaded.broken, [each.message for each in loaded.findings]
    return loaded


def run(
    loaded: Loaded, period: str, fees: dict[str, int], as_of: str = "2027-02-01", **more: object
) -> Evaluation:
    data = {
        "levels": [{"period": period, "objective": "A", "level": "95%"}],
        "fees": [{"service": "Shop", "period": each, "amount": str(fee)} for each, fee in fees.items()],
    }
    return sladsl.evaluate(loaded, data, as_of=as_of, **more)  # type: ignore[arg-type]


def euros(amount: Amount | None) -> Fraction:
    assert amount is not None
    money = known(amount, "EUR")
    assert money is not None
    return money.amount


def totals(of: Evaluation) -> list[Fraction]:
    """What is owed in each reading, in their order."""
    found = of.outcome
    return [euros(each.statement.total) for each in found.readings] or [euros(found.statement.total)]


@settings(max_examples=10, deadline=None)
@given(
    fees=st.lists(st.integers(0, 900), min_size=12, max_size=12),
    promised=st.sampled_from(["quarter", "year"]),
)
def test_any_month_may_be_meant(fees: list[int], promised: str) -> None:
    period, within = ("2026-Q2", slice(3, 6)) if promised == "quarter" else ("2026", slice(12))
    found = run(loaded_of(promised=promised), period, dict(zip(MONTHS, fees, strict=True)))
    tenths = [Fraction(each, 10) for each in fees[within]]
    assert totals(found) == tenths
    whole = total_range(found.outcome.readings)
    assert (euros(whole.least), euros(whole.most)) == (min(tenths), max(tenths))


FEES = {"2026-03": 300, "2026-04": 400, "2026-05": 500, "2026-06": 600}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, [40, 50, 60]),
        ({"base": "the previous month's fee of Shop"}, [30, 40, 50]),
        ({"credit": "cap: 5% per quarter, of all credits"}, [20, 25, 30]),
        # Each month costs the same, so it does not matter which one is meant.
        ({"fee": "fee: 700 EUR per month"}, [70]),
        ({"base": "that quarter's fee of Shop"}, [150]),
        ({"fee": "fee: 700 EUR per month   fee: 900 EUR per month from 2026-06-01"}, [70, 70, 90]),
    ],
)
def test_by_hand(said: dict[str, str], expected: list[int]) -> None:
    loaded = loaded_of(**said)
    assert totals(run(loaded, "2026-Q2", FEES)) == expected
    told = [each.message for each in loaded.findings if each.name == "base-shorter-than-period"]
    assert bool(told) is ("quarter's" not in said.get("base", ""))
    assert all("a range over its months" in each for each in told)
    assert not [each for each in loaded.findings if each.name == "not-evaluated"]


def test_an_assumption_settles_it() -> None:
    for at, expected in (("1st", 40), ("3rd", 60)):
        assert totals(run(loaded_of(), "2026-Q2", FEES, assume={PART: at})) == [expected]


def test_a_fee_to_come_is_a_share_in_its_reading() -> None:
    found = run(loaded_of(), "2026-Q2", {key: FEES[key] for key in ("2026-04", "2026-05")})
    said = [amount_text(each.statement.total) for each in found.outcome.readings if each.statement.total]
    assert said == ["40.00 EUR", "50.00 EUR", "10% of the fee of Shop (2026-06)"]


def test_two_runs_are_one(tmp_path: Path) -> None:
    path = tmp_path / "o.json"
    first = run(loaded_of(), "2026-Q2", FEES, as_of="2026-07-02", assume={PART: "2nd"})
    path.write_text(first.json(), "utf-8")
    later = sladsl.evaluate(loaded_of(), {}, as_of="2026-08-02", ledger=path, assume={PART: "2nd"})
    whole = run(loaded_of(), "2026-Q2", FEES, as_of="2026-08-02", assume={PART: "2nd"})
    assert totals(later) == totals(whole) == [50]


def test_a_scenario_of_a_fee_that_stays() -> None:
    more = """scenario "S" { months: 2026-04 to 2026-06   levels for A { 2026-Q2: 95% }
      expect: A missed, credit 70 EUR }"""
    agreement = loaded_of(fee="fee: 700 EUR per month", more=more).agreement
    assert agreement is not None
    assert [each.ok for each in results(agreement)] == [True, True]
