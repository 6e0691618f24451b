"""Caps: their order, their windows, what they leave, and what can't be told before fees are known."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from sladsl.outcome.statement import Statement
from sladsl.plan.settlement import Assessment, DaysOf, FeeRule, PercentOf, Piece
from sladsl.values.amount import amount_text
from tests.settle.build import (
    assessment,
    base,
    cap,
    cell,
    credit,
    down,
    fee,
    instant,
    measured,
    money,
    money_of,
    percent,
    piece,
    settled,
    settlement,
    sum_of,
)

MISS = {"service": 1000, "down": 500}


def _flat(amount: str, labels: str, name: str = "Availability", zone: str = "UTC", **more: Any) -> Assessment:
    """An objective that is missed in each period, for a flat sum."""
    rules = credit((), flat=sum_of(amount))
    return assessment(labels, zone, objective=name, metric=name, credit=rules, **more)


def _missed(*assessments: Assessment, scopes: tuple[str, ...] = ("",), **more: Any) -> Statement:
    cells = [
        cell(period.label, MISS, scope=scope, metric=each.metric)
        for each in assessments
        for period in each.periods
        for scope in scopes
    ]
    return settled(settlement(*assessments, **more), measured(*cells))


def _owed(statement: Statement) -> list[Any]:
    return [money_of(line.credit) for line in statement.lines]


def test_each_credit() -> None:
    statement = _missed(_flat("700", "2026-01 2026-02"), caps=(cap(sum_of("500"), "month", "each credit"),))
    assert _owed(statement) == [500, 500]
    assert statement.lines[0].steps[-1].why == "at most 500.00 USD for each credit (2026-01)"
    assert statement.caps == ()


def test_all_credits_of_a_month() -> None:
    statement = _missed(
        _flat("400", "2026-01 2026-02", "A"),
        _flat("400", "2026-01 2026-02", "B"),
        caps=(cap(sum_of("600"), "month"),),
    )
    assert [(line.objective, line.period, money_of(line.credit)) for line in statement.lines] == [
        ("A", "2026-01", 400),
        ("B", "2026-01", 200),
        ("A", "2026-02", 400),
        ("B", "2026-02", 200),
    ]
    assert statement.lines[1].steps[-1].why == (
        "at most 600.00 USD for all credits of 2026-01, of which 200.00 USD is left"
    )
    assert [step.why for step in statement.caps] == [
        "2026-01: at most 600.00 USD for all credits",
        "2026-02: at most 600.00 USD for all credits",
    ]
    assert [money_of(total.credit) for total in statement.totals] == [600, 600]
    assert money_of(statement.total) == 1200


def test_nothing_left() -> None:
    statement = _missed(
        _flat("600", "2026-01", "A"), _flat("1", "2026-01", "B"), caps=(cap(sum_of("600"), "month"),)
    )
    assert _owed(statement) == [600, 0]


def test_caps_of_an_objective_come_first() -> None:
    # Written the other way round: the objective's own cap still comes before the agreement's.
    caps = (cap(sum_of("500"), "month"), cap(sum_of("300"), "month", objectives=("B",)))
    statement = _missed(_flat("400", "2026-01", "A"), _flat("400", "2026-01", "B"), caps=caps)
    assert _owed(statement) == [400, 100]
    steps = statement.lines[1].steps
    assert [(step.name, money_of(step.before), money_of(step.after)) for step in steps] == [
        ("flat amount", None, 400),
        ("cap", 400, 300),
        ("cap", 300, 100),
    ]


def test_a_cap_for_each_scope() -> None:
    shared = _missed(_flat("400", "2026-01"), scopes=("x", "y"), caps=(cap(sum_of("500"), "month"),))
    assert _owed(shared) == [400, 100]
    own = _missed(
        _flat("400", "2026-01"), scopes=("x", "y"), caps=(cap(sum_of("500"), "month", by_scope=True),)
    )
    assert _owed(own) == [400, 400]


@pytest.mark.parametrize(
    ("window", "owed"),
    [
        ("month", [100] * 15),
        ("quarter", [100, 100, 50] * 5),
        ("year", [100, 100, 50, *[0] * 9, 100, 100, 50]),
        # Contract years begin on 15 March: a month belongs to the one in which it ends.
        ("contract year", [100, 100, 100, 100, 50, *[0] * 9, 100]),
        ("term", [100, 100, 50, *[0] * 12]),
    ],
)
def test_windows(window: Any, owed: list[int]) -> None:
    months = [f"2026-{month:02}" for month in range(1, 13)] + ["2027-01", "2027-02", "2027-03"]
    amount = sum_of("250")
    statement = _missed(
        _flat("100", " ".join(months)),
        caps=(cap(amount, window),),
        term_start=instant("2025-03-15T00:00Z"),
        term_end=instant("2028-03-15T00:00Z"),
    )
    assert _owed(statement) == owed


def test_a_term_that_begins_on_a_leap_day() -> None:
    statement = _missed(
        _flat("100", "2025-02-27 2025-02-28", "A"),
        caps=(cap(sum_of("100"), "contract year"),),
        term_start=instant("2024-02-29T00:00Z"),
    )
    assert _owed(statement) == [100, 100]


def test_contract_years_begin_at_midnight_in_the_zone() -> None:
    # 1 July 00:00 in Berlin is 30 June 22:00 UTC; June 2026 is the last month of the first year.
    statement = _missed(
        _flat("100", "2026-06 2026-07", zone="Europe/Berlin"),
        caps=(cap(sum_of("100"), "contract year"),),
        term_start=instant("2025-06-30T22:00Z"),
        zone="Europe/Berlin",
    )
    assert _owed(statement) == [100, 100]


def test_contract_years_need_a_start() -> None:
    statement = _missed(_flat("100", "2026-01"), caps=(cap(sum_of("50"), "contract year"),))
    line = statement.lines[0]
    assert (line.credit, line.steps[-1].why) == (
        None,
        "the start of the term is not stated, so contract years can't be told",
    )


def test_a_share_of_the_fee_as_cap() -> None:
    # A x B x C of the Texas kind: 10 % of 100,000 are at risk; three misses ask for 2,000, 4,000 and 6,000.
    risk = cap(percent("10", base("month", by_scope=False)), "month")
    statement = _missed(
        _flat("2000", "2026-01", "A"),
        _flat("4000", "2026-01", "B"),
        _flat("6000", "2026-01", "C"),
        caps=(risk,),
        fees=(FeeRule(service="GitHub", by_scope=False, money=money("100000"), period="month"),),
    )
    assert _owed(statement) == [2000, 4000, 4000]


def test_a_pool_above_the_amount_at_risk() -> None:
    # 12 % of 500,000 are at risk; fails of 60, 50 and 40 % of it ask for 90,000: 60,000 are owed.
    fees = (FeeRule(service="GitHub", by_scope=False, money=money("500000"), period="month"),)
    lines = [
        assessment(
            "2026-01",
            objective=name,
            metric=name,
            credit=credit((), flat=percent(str(Fraction(12 * share, 100)), base("month", by_scope=False))),
        )
        for name, share in (("A", 60), ("B", 50), ("C", 40))
    ]
    statement = _missed(*lines, fees=fees, caps=(cap(percent("12", base("month", by_scope=False)), "month"),))
    assert _owed(statement) == [36000, 24000, 0]
    assert money_of(statement.total) == 60000


def test_a_cap_over_the_contract_year_of_a_monthly_fee() -> None:
    yearly = cap(percent("1", base("year", by_scope=False)), "contract year")
    statement = _missed(
        _flat("1000", "2026-01 2026-02"),
        caps=(yearly,),
        fees=(FeeRule(service="GitHub", by_scope=False, money=money("10000"), period="month"),),
        term_start=instant("2025-07-01T00:00Z"),
    )
    assert _owed(statement) == [1000, 200]
    odd = _missed(
        _flat("1000", "2026-01"),
        caps=(yearly,),
        fees=(FeeRule(service="GitHub", by_scope=False, money=money("10000"), period="month"),),
        term_start=instant("2025-07-02T00:00Z"),
    )
    assert odd.lines[0].credit is None
    assert "is not made of whole months" in odd.lines[0].steps[-1].why
    unknown = _missed(_flat("1000", "2026-01"), caps=(cap(percent("1", base("month")), "term"),))
    assert unknown.lines[0].steps[-1].why == (
        "the cap is not stated: the term holds several months: which fee is meant is not said"
    )


def test_a_term_has_no_fee_of_a_year() -> None:
    statement = _missed(_flat("1000", "2026-01"), caps=(cap(percent("1", base("year")), "term"),))
    assert statement.lines[0].credit is None
    assert "which fee is meant is not said" in statement.lines[0].steps[-1].why


def test_a_cap_sized_by_the_fee_of_a_scope_is_one_for_each() -> None:
    statement = _missed(
        _flat("400", "2026-01"),
        scopes=("x", "y"),
        caps=(cap(percent("10", base("month")), "month"),),
        fees=(FeeRule(service="GitHub", by_scope=True, money=money("3000"), period="month"),),
    )
    assert _owed(statement) == [300, 300]


def test_ninety_days_of_the_feature_bind_nothing_symbolically() -> None:
    days = DaysOf(days=Fraction(90), base=base(), day="thirtieth of a month")
    rules = settlement(assessment(), caps=(cap(days, "quarter", by_scope=True),))
    line = settled(rules, measured(down("2000"))).lines[0]
    assert line.credit is not None
    assert amount_text(line.credit) == "25% of the fee of GitHub (2026-Q1)"
    assert [step.name for step in line.steps] == ["band"]


def _shares(*ratios: str) -> tuple[Assessment, ...]:
    pieces: tuple[Piece, ...]
    found = []
    for number, ratio in enumerate(ratios):
        amount = PercentOf(ratio=Fraction(ratio), base=base("month", by_scope=False))
        pieces = (piece(ratio, amount),)
        found.append(
            assessment("2026-01", objective=f"O{number}", metric=f"O{number}", credit=credit(pieces))
        )
    return tuple(found)


def test_shares_of_one_fee_are_capped_without_it() -> None:
    statement = _missed(
        *_shares("1/10", "1/4", "1/10"), caps=(cap(percent("30", base("month", by_scope=False)), "month"),)
    )
    assert [amount_text(line.credit) for line in statement.lines if line.credit is not None] == [
        "10% of the fee of GitHub (2026-01)",
        "20% of the fee of GitHub (2026-01)",
        "nothing",
    ]


def test_a_sum_caps_a_share_when_the_fee_comes() -> None:
    statement = _missed(*_shares("1/10"), caps=(cap(sum_of("50"), "month"),))
    line = statement.lines[0]
    assert line.credit is not None
    assert amount_text(line.credit) == "the smaller of 10% of the fee of GitHub (2026-01) and 50.00 USD"


def test_what_is_left_of_a_sum_is_open_until_the_fee_comes() -> None:
    statement = _missed(*_shares("1/10", "1/10"), caps=(cap(sum_of("50"), "month"),))
    second = statement.lines[1]
    assert second.credit is None
    assert second.steps[-1].why.endswith("how much of it is left can't be told before the fees are known")
    assert statement.total is None


def test_an_open_credit_leaves_later_ones_open() -> None:
    rules = settlement(
        assessment("2026-Q1", objective="A", metric="A"),
        _flat("100", "2026-Q1", "B"),
        caps=(cap(sum_of("50"), "quarter"),),
    )
    gap = {"service": 100, "down": 1}
    statement = settled(rules, measured(cell(columns=gap, metric="A"), cell(columns=MISS, metric="B")))
    assert [line.credit for line in statement.lines] == [None, None]
    assert statement.lines[1].steps[-1].why.endswith("depends on a credit that is open")


def test_rounding_once_after_the_caps() -> None:
    line = settled(settlement(assessment()), measured(down("130")), fees=(fee("2026-Q1", "333.35"),)).lines[0]
    assert money_of(line.credit) == Fraction("33.34")
    assert [(step.name, step.why) for step in line.steps][-1] == ("rounding", "half up to 0.01 USD")


def test_rounding_never_goes_over_a_cap() -> None:
    third = Fraction(1000, 3)
    rules = tuple(
        assessment(
            "2026-01",
            objective=f"O{n}",
            metric=f"O{n}",
            credit=credit((), flat=PercentOf(ratio=third / 1000 + Fraction(1, 600_000), base=base("month"))),
        )
        for n in range(3)
    )
    statement = _missed(
        *rules,
        caps=(cap(sum_of("1000"), "month"),),
        fees=(FeeRule(service="GitHub", by_scope=True, money=money("1000"), period="month"),),
    )
    assert _owed(statement) == [Fraction("333.34"), Fraction("333.34"), Fraction("333.32")]
    last = statement.lines[-1].steps[-1]
    assert (last.name, last.why) == ("rounding", "down to 333.32 USD, so that the cap isn't exceeded")


def test_rounding_on_the_total() -> None:
    rules = tuple(
        assessment(
            "2026-01",
            objective=f"O{n}",
            metric=f"O{n}",
            credit=credit((), flat=percent("1", base("month")), rounded="on the total"),
        )
        for n in range(3)
    )
    statement = _missed(
        *rules, fees=(FeeRule(service="GitHub", by_scope=True, money=money("33.34"), period="month"),)
    )
    assert _owed(statement) == [Fraction("0.3334")] * 3
    assert money_of(statement.total) == 1


@pytest.mark.parametrize("year_first", [True, False])
def test_what_one_cap_takes_uses_up_nothing_of_another(year_first: bool) -> None:
    """60 a month: the year's 200 last for three months and a third, whichever cap is written first."""
    caps = [cap(sum_of("60"), "month"), cap(sum_of("200"), "year")]
    statement = _missed(
        _flat("100", "2026-01 2026-02 2026-03 2026-04 2026-05", "A"),
        _flat("80", "2026-01 2026-02 2026-03 2026-04 2026-05", "B"),
        caps=tuple(reversed(caps)) if year_first else tuple(caps),
    )
    assert _owed(statement) == [60, 0, 60, 0, 60, 0, 20, 0, 0, 0]


def test_the_cap_of_an_objective_is_used_up_by_what_the_cap_of_all_leaves() -> None:
    # B comes behind A: 30 of its 100 are left by the month, so its own 75 a quarter last for two months and a half.
    statement = _missed(
        _flat("70", "2026-01 2026-02 2026-03", "A"),
        _flat("100", "2026-01 2026-02 2026-03", "B"),
        caps=(cap(sum_of("100"), "month"), cap(sum_of("75"), "quarter", objectives=("B",))),
    )
    assert [money_of(line.credit) for line in statement.lines if line.objective == "B"] == [30, 30, 15]


def test_a_credit_that_its_own_cap_takes_leaves_the_cap_of_all_to_others() -> None:
    statement = _missed(
        _flat("80", "2026-01 2026-02", "A"),
        _flat("80", "2026-01 2026-02", "B"),
        caps=(cap(sum_of("100"), "month"), cap(sum_of("80"), "quarter", objectives=("A",))),
    )
    assert [(line.objective, money_of(line.credit)) for line in statement.lines] == [
        ("A", 80),
        ("B", 20),
        ("A", 0),
        ("B", 80),
    ]
