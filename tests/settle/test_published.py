"""The scenarios published for GitHub's commitment, as rules: attained level, band, credit and breach as
given there.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from sladsl.outcome.statement import Line, Statement
from tests.settle.build import (
    PRINTED,
    SHARE,
    assessment,
    cell,
    claim,
    credit,
    down,
    fee,
    instant,
    made,
    measured,
    money_of,
    names,
    only,
    settled,
    settlement,
)


def _quarter(minutes: str, out_of: str, **more: object) -> tuple[Statement, Line]:
    # The scenarios take quarters of 129,600 and 132,480 minutes; the quarter's label plays no part.
    statement = settled(
        settlement(assessment(credit=credit(PRINTED, **more))),
        measured(down(minutes, out_of)),
        fees=(fee("2026-Q1", "9000.00"),),
    )
    return statement, only(statement)


def test_gh_01() -> None:
    statement, line = _quarter("129", "129600")
    assert line.level == Fraction("43157/43200")
    assert line.shown == "99.9005%"
    assert (line.status, money_of(line.credit), names(statement)) == ("met", 0, ())


def test_gh_02_paid_although_met() -> None:
    statement, line = _quarter("129.6", "129600", when_met="paid")
    assert line.level == Fraction("0.999")
    assert (line.status, line.band, money_of(line.credit)) == ("met", "10%", 900)
    assert names(statement) == ("credit-although-met",)


def test_gh_02_not_paid_because_met() -> None:
    statement, line = _quarter("129.6", "129600", when_met="not paid")
    assert (line.status, line.band, money_of(line.credit)) == ("met", "10%", 0)
    assert names(statement) == ("credit-although-met",)
    assert [step.name for step in line.steps] == ["met"]


def test_gh_03() -> None:
    statement, line = _quarter("130", "129600")
    assert line.level == Fraction("64735/64800")
    assert (line.status, line.band, money_of(line.credit)) == ("missed", "10%", 900)
    assert names(statement) == ()


def test_gh_04_the_gap() -> None:
    statement, line = _quarter("1324.8", "132480")
    assert line.level == Fraction(99, 100)
    assert (line.status, line.band, line.credit) == ("missed", "no band", None)
    assert names(statement) == ("level-without-band",)
    assert statement.findings[0].samples == ((0, "2026-Q1: 99.00%"),)
    assert (statement.total, money_of(statement.known)) == (None, 0)
    assert statement.totals[0].credit is None


def test_gh_05() -> None:
    _, line = _quarter("1325", "132480")
    assert line.level == Fraction("655775/662400")
    assert (line.status, line.band, money_of(line.credit)) == ("missed", "25%", 2250)


def test_gh_07a_share_of_runs() -> None:
    rules = settlement(assessment(level=SHARE))
    statement = settled(
        rules,
        measured(cell(columns={"good": 999, "total": 1000})),
        fees=(fee("2026-Q1", "500.00"),),
    )
    line = only(statement)
    assert line.level == Fraction("0.999")
    assert (line.status, line.band, money_of(line.credit)) == ("met", "10%", 50)
    assert names(statement) == ("credit-although-met",)


def test_gh_07b_no_runs() -> None:
    rules = settlement(assessment(level=SHARE))
    line = only(settled(rules, measured(cell(columns={"good": 0, "total": 0}))))
    assert (line.level, line.shown, line.status, line.band) == (None, "", "not assessed", "")
    assert line.reason == "nothing happened that could be measured"
    assert money_of(line.credit) == 0


@pytest.mark.parametrize(
    ("received", "state", "owed"),
    [("2026-04-30T23:59:59Z", "made in time", 900), ("2026-05-01T00:00Z", "made late", 0)],
)
def test_gh_08(received: str, state: str, owed: int) -> None:
    rules = settlement(assessment(claim=claim(30)))
    line = only(
        settled(
            rules,
            measured(down("130")),
            fees=(fee("2026-Q1", "9000.00"),),
            claims=(made("2026-Q1", received),),
            as_of=instant("2026-06-01T00:00Z"),
        )
    )
    assert line.claim is not None
    assert (line.claim.state, line.claim.last_day) == (state, "2026-04-30")
    assert line.claim.last == instant("2026-05-01T00:00Z")
    assert (line.status, money_of(line.credit)) == ("missed", owed)
