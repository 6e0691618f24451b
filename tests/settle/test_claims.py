"""Claims: deadlines in every unit and over changes of the clock, and what they do to a credit."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sladsl.plan.dates import DeadlineRule
from sladsl.values.calendar import Hours
from sladsl.values.deadline import Due, add_months, at_end, due
from sladsl.values.zones import zone
from tests.settle.build import (
    assessment,
    claim,
    credit,
    deadline,
    down,
    fee,
    instant,
    made,
    measured,
    money_of,
    names,
    only,
    period,
    settled,
    settlement,
    sum_of,
)

OFFICE = ((540, 1020),)
WEEKDAYS = Hours(
    weekly=(OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, (), ()),
    zone="Europe/Berlin",
    special={},
    holidays=frozenset({date(2026, 4, 3).toordinal(), date(2026, 4, 6).toordinal()}),
)


@pytest.mark.parametrize(
    ("rule", "label", "day", "last"),
    [
        (deadline(30), "2026-Q1", "2026-04-30", "2026-05-01T00:00+02:00"),
        # Over the spring change of the clock: the 30th day still ends at midnight.
        (deadline(30), "2026-02", "2026-03-30", "2026-03-31T00:00+02:00"),
        (deadline(30), "2026-09", "2026-10-30", "2026-10-31T00:00+01:00"),
        (deadline(0), "2026-03", "2026-03-31", "2026-04-01T00:00+02:00"),
        (deadline(2, "weeks"), "2026-03", "2026-04-14", "2026-04-15T00:00+02:00"),
        (deadline(1, "months"), "2026-01", "2026-02-28", "2026-03-01T00:00+01:00"),
        (deadline(2, "months"), "2025-12", "2026-02-28", "2026-03-01T00:00+01:00"),
        (deadline(1, "months"), "2026-02", "2026-03-31", "2026-04-01T00:00+02:00"),
        # Good Friday and Easter Monday are holidays: 1, 2, 7, 8 and 9 April are the five working days.
        (deadline(5, "working days", hours=WEEKDAYS), "2026-03", "2026-04-09", "2026-04-10T00:00+02:00"),
        # Hours are hours of the clock that never jumps.
        (deadline(48, "hours"), "2026-03", "2026-04-02", "2026-04-03T00:00+02:00"),
        (deadline(1, "hours"), "2026-03", "2026-04-01", "2026-04-01T01:00+02:00"),
    ],
)
def test_deadlines(rule: DeadlineRule, label: str, day: str, last: str) -> None:
    place = zone("Europe/Berlin")
    assert place is not None
    found = due(rule.length, at_end(period(label, "Europe/Berlin")), place)
    assert found == Due(until=instant(last), last_day=day)


def test_hours_over_a_change_of_the_clock() -> None:
    place = zone("Europe/Berlin")
    assert place is not None
    # The day of 29 March has 23 hours: 24 hours after its start are 01:00 of the next.
    found = due(deadline(24, "hours").length, at_end(period("2026-03-28", "Europe/Berlin")), place)
    assert found == Due(until=instant("2026-03-30T01:00+02:00"), last_day="2026-03-30")


def test_months_end_with_the_month() -> None:
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert add_months(date(2026, 12, 31), 12) == date(2027, 12, 31)


def _line(rule: Any, as_of: str, *claims: Any, minutes: str = "130") -> Any:
    return only(
        settled(
            settlement(assessment(claim=rule)),
            measured(down(minutes)),
            fees=(fee("2026-Q1", "9000"),),
            claims=claims,
            as_of=instant(as_of),
        )
    )


@pytest.mark.parametrize(
    ("as_of", "claims", "state", "owed"),
    [
        ("2026-04-30T23:59:59.999999Z", (), "open", 900),
        ("2026-05-01T00:00Z", (), "lapsed", 900),
        ("2026-06-01T00:00Z", (made("2026-Q1", "2026-04-30T23:59:59.999999Z"),), "made in time", 900),
        ("2026-06-01T00:00Z", (made("2026-Q1", "2026-05-01T00:00Z"),), "made late", 0),
        # The first claim counts.
        (
            "2026-06-01T00:00Z",
            (made("2026-Q1", "2026-05-07T00:00Z"), made("2026-Q1", "2026-04-07T00:00Z")),
            "made in time",
            900,
        ),
        # A claim of tomorrow is not known today.
        ("2026-04-10T00:00Z", (made("2026-Q1", "2026-04-11T00:00Z"),), "open", 900),
    ],
)
def test_states(as_of: str, claims: tuple[Any, ...], state: str, owed: int) -> None:
    line = _line(claim(), as_of, *claims)
    assert (line.claim.state, money_of(line.credit)) == (state, owed)
    assert (line.claim.channel, line.claim.last_day) == ("in writing", "2026-04-30")


def test_a_late_claim_says_why() -> None:
    step = _line(claim(), "2026-06-01T00:00Z", made("2026-Q1", "2026-05-01T09:30Z")).steps[-1]
    assert (step.name, money_of(step.before), money_of(step.after)) == ("claim", 900, 0)
    assert step.why == "claimed at 2026-05-01 09:30; the last day was 2026-04-30"


def test_no_claim_is_needed() -> None:
    line = _line(claim(None, needed=False), "2026-06-01T00:00Z")
    assert (line.claim.state, line.claim.last, money_of(line.credit)) == ("none needed", None, 900)


def test_nothing_is_said_about_claims() -> None:
    assert _line(claim(None), "2026-06-01T00:00Z").claim.state == "not stated"
    assert _line(None, "2026-06-01T00:00Z").claim.state == "not stated"
    assert _line(None, "2026-06-01T00:00Z", minutes="0").claim.state == "nothing to claim"
    working = _line(claim(5, "working days"), "2026-06-01T00:00Z")
    assert (working.claim.state, working.claim.last) == ("not stated", None)


def test_nothing_to_claim() -> None:
    line = _line(claim(), "2026-06-01T00:00Z", minutes="0")
    assert line.claim.state == "nothing to claim"


def test_no_claim_without_a_credit_or_a_level() -> None:
    no_credit = settled(settlement(assessment(claim=claim(), credit=None)), measured(down("130")))
    assert only(no_credit).claim is None
    assert only(settled(settlement(assessment(claim=claim())))).claim is None


def test_an_open_credit_can_be_claimed() -> None:
    rules = settlement(assessment(claim=claim()))
    line = only(settled(rules, measured(down("1296")), as_of=instant("2026-04-10T00:00Z")))
    assert line.claim is not None
    assert (line.credit, line.claim.state) == (None, "open")


def test_claims_that_fit_nothing() -> None:
    statement = settled(
        settlement(assessment(claim=claim(), credit=credit((), flat=sum_of("5")))),
        measured(down("130")),
        claims=(made("2026-Q2", "2026-07-05T00:00Z"), made("2026-Q1", "2028-01-01T00:00Z")),
    )
    assert names(statement) == ("claim-without-line", "claim-after-as-of")
    assert statement.findings[0].samples == ((0, "Availability, 2026-Q2"),)
