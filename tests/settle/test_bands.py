"""Bands and flat amounts: which row applies, and what a faulty table does."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from sladsl.outcome.statement import Line, Statement
from sladsl.plan.settlement import DaysOf, FeeRule, Nothing, Undetermined
from sladsl.settle.bands import fitting
from sladsl.values.amount import NOTHING, Fee, Share
from tests.settle.build import (
    WRITTEN,
    assessment,
    base,
    bound,
    credit,
    down,
    fee,
    measured,
    money,
    money_of,
    names,
    only,
    percent,
    piece,
    settled,
    settlement,
    sum_of,
)

OVERLAPPING = (
    piece("5%", percent("5"), bound("below", "99.9")),
    piece("20%", percent("20"), bound("below", "99.5")),
)


def _settle(minutes: str, fees: tuple[Any, ...] = (), **more: Any) -> tuple[Statement, Line]:
    statement = settled(settlement(assessment(**more)), measured(down(minutes)), fees=fees)
    return statement, only(statement)


@pytest.mark.parametrize(("minutes", "band"), [("0", "none"), ("130", "10%"), ("2000", "25%")])
def test_the_first_that_fits(minutes: str, band: str) -> None:
    _, line = _settle(minutes, credit=credit(WRITTEN))
    assert line.band == band
    ratio = {"none": None, "10%": Fraction(1, 10), "25%": Fraction(1, 4)}[band]
    key = Fee(service="GitHub", scope="", period="2026-Q1")
    assert line.credit == (NOTHING if ratio is None else Share(ratio=ratio, fee=key))


def test_the_highest_that_fits() -> None:
    _, line = _settle("2000", credit=credit(OVERLAPPING, fit="highest"))
    assert line.band == "20%"
    _, line = _settle("130", credit=credit(OVERLAPPING, fit="highest"))
    assert line.band == "5%"


def test_the_highest_of_money_and_a_share() -> None:
    pieces = (*OVERLAPPING, piece("100 USD", sum_of("100"), bound("below", "99.5")))
    _, line = _settle("2000", credit=credit(pieces, fit="highest"))
    assert (line.credit, line.band) == (None, "5% or 20% or 100 USD")
    assert line.steps[-1].why == "which band pays most can't be told before the fees are known"
    _, line = _settle("2000", (fee("2026-Q1", "400"),), credit=credit(pieces, fit="highest"))
    assert (line.band, money_of(line.credit)) == ("100 USD", 100)


def test_more_than_one_is_an_error() -> None:
    statement, line = _settle("2000", credit=credit(OVERLAPPING, fit="error"))
    assert (line.credit, line.band, names(statement)) == (None, "5% or 20%", ("level-in-several-bands",))


def test_a_gap_above_is_no_fault() -> None:
    statement, line = _settle("0", credit=credit(OVERLAPPING))
    assert (line.band, line.credit, names(statement)) == ("no band", NOTHING, ())


def test_missed_yet_the_band_is_none() -> None:
    lenient = (piece("none", None, bound("at least", "99.0")), piece("5%", percent("5")))
    statement, line = _settle("130", credit=credit(lenient))
    assert (line.status, line.credit, names(statement)) == ("missed", NOTHING, ())
    assert line.steps[-1].why == '99.8997% misses the promise, yet the band "none" pays nothing'


@pytest.mark.parametrize(("minutes", "owed"), [("130", 450), ("129", 0)])
def test_a_flat_amount_for_any_miss(minutes: str, owed: int) -> None:
    _, line = _settle(minutes, (fee("2026-Q1", "9000"),), credit=credit((), flat=percent("5")))
    assert (line.band, money_of(line.credit)) == ("", owed)


def test_not_stated_is_open() -> None:
    pieces = (piece("not stated", Undetermined(reason="the amount is not stated")),)
    _, line = _settle("130", credit=credit(pieces))
    assert (line.credit, line.steps[-1].why) == (None, "the amount is not stated")
    _, line = _settle("0", credit=credit(pieces, when_met="not paid"))
    assert line.credit == NOTHING


def test_bands_without_a_promise_decide_alone() -> None:
    statement, line = _settle("130", target=None, credit=credit(WRITTEN))
    assert (line.status, line.band, names(statement)) == ("reported", "10%", ())


@pytest.mark.parametrize(
    ("rule", "kind", "owed"),
    [
        (DaysOf(days=Fraction(90), base=base("quarter"), day="thirtieth of a month"), "quarter", 9000),
        (DaysOf(days=Fraction(9), base=base("quarter"), day="days of the period"), "quarter", 900),
        (DaysOf(days=Fraction(3), base=base("year"), day="thirtieth of a month"), "year", 75),
        (DaysOf(days=Fraction(3), base=base("day"), day="thirtieth of a month"), "day", None),
        (DaysOf(days=Fraction(365, 4), base=base("quarter"), day="365th of a year"), "quarter", 9000),
        (DaysOf(days=Fraction(365), base=base("year"), day="365th of a year"), "year", 9000),
        (DaysOf(days=Fraction(7), base=base("day"), day="365th of a year"), "day", None),
    ],
)
def test_days_of_a_fee(rule: DaysOf, kind: str, owed: int | None) -> None:
    label = "2026" if kind == "year" else "2026-Q1"
    _, line = _settle("130", (fee(label, "9000"),), credit=credit((piece("days", rule),)))
    assert money_of(line.credit) == owed


@pytest.mark.parametrize(
    ("written", "kind", "owed", "reason"),
    [
        ("month", "quarter", 900, ""),
        ("quarter", "quarter", 300, ""),
        ("month", "year", 3600, ""),
        ("year", "quarter", None, "the fee of GitHub is for a year, the base is a quarter's fee"),
        ("month", "month", 300, ""),  # each month of the quarter costs the same
        ("week", "quarter", None, "the fee of GitHub is for a week, the base is a quarter's fee"),
    ],
)
def test_written_fees(written: Any, kind: Any, owed: int | None, reason: str) -> None:
    rules = settlement(
        assessment(credit=credit((piece("10%", percent("10", base(kind))),))),
        fees=(FeeRule(service="GitHub", by_scope=True, money=money("3000"), period=written),),
    )
    line = only(settled(rules, measured(down("130"))))
    assert money_of(line.credit) == owed
    assert owed is not None or line.steps[-1].why == reason


def test_given_fees_of_shorter_periods_add_up() -> None:
    months = tuple(fee(f"2026-0{month}", "1000") for month in (1, 2, 3))
    _, line = _settle("130", months)
    assert money_of(line.credit) == 300
    _, line = _settle("130", months[:2])
    assert money_of(line.credit) is None
    assert line.credit is not None


def test_the_fee_of_the_next_period() -> None:
    shifted = credit((piece("10%", percent("10", base("quarter", shift=1))),))
    _, line = _settle("130", (fee("2026-Q1", "1000"), fee("2026-Q2", "2000")), credit=shifted)
    assert money_of(line.credit) == 200
    previous = credit((piece("10%", percent("10", base("quarter", shift=-1))),))
    _, line = _settle("130", (fee("2025-Q4", "500"),), credit=previous)
    assert money_of(line.credit) == 50


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (fee("2026-Q1", "-5"), "the fee of GitHub in 2026-Q1 is negative: -5.00 USD"),
        (
            fee("2026-Q1", "5", currency="EUR"),
            "the fee of GitHub in 2026-Q1 is 5.00 EUR, the agreement counts in USD",
        ),
    ],
)
def test_fees_that_mean_nothing(given: Any, reason: str) -> None:
    _, line = _settle("130", (given,))
    assert (line.credit, line.steps[-1].why) == (None, reason)


def test_two_invoices_for_one_period_add_up() -> None:
    _, line = _settle("130", (fee("2026-Q1", "100"), fee("2026-Q1", "200")))
    assert money_of(line.credit) == 30


def test_findings_of_many_lines_are_one() -> None:
    rules = settlement(assessment("2026-Q1 2026-Q2 2026-Q3"))
    cells = [down("1296", label=label) for label in ("2026-Q1", "2026-Q2", "2026-Q3")]
    statement = settled(rules, measured(*cells))
    assert [(each.name, each.count, each.period) for each in statement.findings] == [
        ("level-without-band", 3, "")
    ]
    assert statement.findings[0].message.endswith("2026-Q1: 99.00% and 2 more.")


def test_a_band_of_nothing_when_met_is_quiet() -> None:
    pieces = (piece("none", Nothing(), bound("at least", "99.9")), piece("10%", percent("10")))
    statement, line = _settle("0", credit=credit(pieces))
    assert (line.credit, names(statement), line.band) == (NOTHING, (), "none")


def test_otherwise_fits_only_where_nothing_else_does() -> None:
    """Wherever it stands, and also where several bands may fit."""
    low = piece("below 99.0%", percent("25"), bound("below", "99.0"))
    rest = piece("otherwise", percent("10"))
    for fit in ("first", "highest", "error"):
        rows = credit((rest, low), fit=fit)
        assert [each.text for each in fitting(rows, Fraction(98, 100))] == ["below 99.0%"]
        assert [each.text for each in fitting(rows, Fraction(995, 1000))] == ["otherwise"]
