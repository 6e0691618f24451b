"""The ledger: the fee behind a credit, and who uses up how much of a cap, also in periods that aren't shown."""

from __future__ import annotations

from fractions import Fraction

import pytest

from sladsl.outcome.statement import FeeUse
from sladsl.plan.settlement import DaysOf, FeeRule, Nothing, Undetermined
from sladsl.values.amount import NOTHING, Fee
from tests.settle.build import (
    WRITTEN,
    assessment,
    base,
    bound,
    cap,
    cell,
    credit,
    down,
    fee,
    measured,
    minutes,
    money,
    money_of,
    only,
    percent,
    period,
    piece,
    settled,
    settlement,
    sum_of,
)

MONTHLY = base("month")
TABLE = (
    piece("none", None, bound("at least", "99.9")),
    piece("10%", percent("10", MONTHLY), bound("at least", "99.0")),
    piece("25%", percent("25", MONTHLY)),
)
FEES = tuple(fee(f"2026-0{month}", "1000.00") for month in (1, 2, 3))


def _months(**more: object) -> object:
    return settlement(assessment("2026-01 2026-02 2026-03", credit=credit(TABLE)), **more)  # type: ignore[arg-type]


def _cells(*downs: str) -> object:
    return measured(
        *(
            cell(f"2026-0{month}", {"service": minutes("40000"), "down": minutes(text)})
            for month, text in enumerate(downs, start=1)
        )
    )


def test_the_fee_of_the_band_that_applies() -> None:
    line = only(settled(settlement(assessment()), measured(down("500")), fees=(fee("2026-Q1", "900.00"),)))
    key = Fee(service="GitHub", scope="", period="2026-Q1")
    assert line.fee == FeeUse(fee=key, money=money("900"), share=Fraction(1, 10))


def test_a_fee_that_is_not_known_yet_is_named() -> None:
    line = only(settled(settlement(assessment()), measured(down("500"))))
    assert line.fee is not None
    assert (line.fee.money, line.fee.fee.period) == (None, "2026-Q1")


def test_a_kept_promise_names_the_fee_that_the_other_bands_are_of() -> None:
    line = only(settled(settlement(assessment(credit=credit(WRITTEN))), measured(down("0"))))
    assert line.band == "none"
    assert line.fee is not None
    assert line.fee.share == Fraction(1, 10)


def test_days_of_a_fee() -> None:
    days = DaysOf(days=Fraction(3), base=base(), day="days of the period")
    rules = settlement(assessment(credit=credit((), flat=days)))
    line = only(settled(rules, measured(down("500")), fees=(fee("2026-Q1", "900.00"),)))
    assert line.fee is not None
    assert (line.fee.share, line.fee.day) == (Fraction(3, 90), Fraction(1, 90))


@pytest.mark.parametrize(
    "flat", [sum_of("50"), Nothing(), Undetermined(reason="not stated"), None, percent("5", base("day"))]
)
def test_an_amount_that_is_no_share_of_a_fee_names_none(flat: object) -> None:
    """A quarter holds many days: which day's fee is meant can't be told either."""
    rules = settlement(assessment(credit=credit((), flat=flat)))
    assert only(settled(rules, measured(down("500")))).fee is None


def test_a_period_that_is_not_assessed_names_no_fee() -> None:
    assert only(settled(settlement(assessment()))).fee is None


def test_a_cap_tells_what_each_credit_takes_of_it() -> None:
    rules = _months(caps=(cap(sum_of("150"), "quarter"),))
    statement = settled(rules, _cells("100", "600", "100"), fees=FEES)  # type: ignore[arg-type]
    (window,) = statement.ledger
    assert (window.window, window.covers, money_of(window.amount)) == ("2026-Q1", "all credits", 150)
    assert [each.period for each in window.uses] == ["2026-01", "2026-02", "2026-03"]
    assert [money_of(each.before) for each in window.uses] == [100, 250, 100]
    assert [money_of(each.after) for each in window.uses] == [100, 50, 0]
    assert [money_of(each.paid) for each in window.uses] == [100, 50, 0]


def test_credits_of_periods_that_are_not_shown_are_in_the_ledger() -> None:
    march = period("2026-03")
    rules = _months(caps=(cap(sum_of("150"), "quarter"),), shown=(march.start, march.end))
    statement = settled(rules, _cells("100", "0", "100"), fees=FEES)  # type: ignore[arg-type]
    assert [each.period for each in statement.lines] == ["2026-03"]
    (window,) = statement.ledger
    assert [(each.period, money_of(each.after)) for each in window.uses] == [
        ("2026-01", 100),
        ("2026-03", 50),
    ]


def test_a_cap_of_each_credit_has_a_window_for_each() -> None:
    rules = _months(caps=(cap(percent("15", MONTHLY), "month", covers="each credit"),))
    statement = settled(rules, _cells("100", "600", "0"), fees=FEES)  # type: ignore[arg-type]
    assert [each.window for each in statement.ledger] == ["2026-01", "2026-02"], (
        "nothing owed, nothing capped"
    )
    assert [money_of(each.uses[0].after) for each in statement.ledger] == [100, 150]
    assert all(each.fee is not None and each.fee.share == Fraction(15, 100) for each in statement.ledger)


def test_two_caps_are_a_chain() -> None:
    rules = _months(
        caps=(cap(sum_of("150"), "quarter"), cap(sum_of("120"), "month", objectives=("Availability",)))
    )
    statement = settled(rules, _cells("600", "0", "0"), fees=FEES)  # type: ignore[arg-type]
    chain = [
        (money_of(w.amount), money_of(w.uses[0].before), money_of(w.uses[0].after)) for w in statement.ledger
    ]
    assert chain == [(120, 250, 120), (150, 120, 120)]


def test_what_is_paid_is_rounded_and_never_over_the_cap() -> None:
    rules = _months(caps=(cap(sum_of("0.105"), "quarter"),))
    statement = settled(rules, _cells("100", "600", "0"), fees=FEES)  # type: ignore[arg-type]
    (window,) = statement.ledger
    assert [money_of(each.after) for each in window.uses] == [Fraction("0.105"), 0]
    assert [money_of(each.paid) for each in window.uses] == [Fraction("0.10"), 0]


def test_a_cap_that_is_not_stated_has_no_window() -> None:
    """Nobody can say how much of it is used: the credits under it stay open."""
    rules = _months(caps=(cap(Undetermined(reason="not stated"), "quarter"),))
    statement = settled(rules, _cells("100", "0", "0"), fees=FEES)  # type: ignore[arg-type]
    assert statement.ledger == ()
    assert statement.lines[0].credit is None


def test_an_open_credit_leaves_those_behind_it_open() -> None:
    table = (piece("?", Undetermined(reason="not stated"), bound("below", "99.0")), *TABLE)
    rules = settlement(
        assessment("2026-01 2026-02 2026-03", credit=credit(table)), caps=(cap(sum_of("150"), "quarter"),)
    )
    statement = settled(rules, _cells("600", "100", "0"), fees=FEES)  # type: ignore[arg-type]
    (window,) = statement.ledger
    assert [each.after for each in window.uses] == [None, None]
    assert window.uses[1].before is not None


def test_nothing_owed_is_in_no_window() -> None:
    rules = _months(caps=(cap(sum_of("150"), "quarter"),))
    statement = settled(rules, _cells("0", "0", "0"), fees=FEES)  # type: ignore[arg-type]
    assert statement.ledger == ()
    assert all(line.credit == NOTHING or money_of(line.credit) == 0 for line in statement.lines)


def test_written_fees_are_those_of_the_period() -> None:
    written = FeeRule(service="GitHub", by_scope=True, money=money("1000"), period="month")
    line = only(settled(settlement(assessment(), fees=(written,)), measured(down("500"))))
    assert line.fee is not None
    assert line.fee.money == money("3000"), "three months in a quarter"
