"""Claims in stages: each with its own deadline, from outages, from each other; one that is late loses the credit."""

from __future__ import annotations

from typing import Any

import pytest

from sladsl.outcome.given import GivenClaim
from sladsl.outcome.statement import ClaimState, Line
from sladsl.plan.dates import ClaimRule
from sladsl.values.deadline import Length
from tests.settle.build import (
    assessment,
    cell,
    credit,
    deadline,
    instant,
    measured,
    minutes,
    money_of,
    names,
    only,
    rule,
    settled,
    settlement,
    stage,
    sum_of,
)

BERLIN = "Europe/Berlin"
STARTED = "2026-03-27T10:30+01:00"
ENDED = "2026-03-28T11:00+01:00"


def claim(*stages: Any, **more: Any) -> ClaimRule:
    return ClaimRule(rule=rule("claims"), stages=stages, **more)


NOTICE = stage("Notice", deadline(72, "hours", "last start"), title="Notice of the fault")
DEMAND = stage("Demand", deadline(30))
TWO = claim(NOTICE, DEMAND)


def made(name: str, when: str, **more: Any) -> GivenClaim:
    return GivenClaim(
        objective="Availability", scope="", period="2026-03", claimed=instant(when), stage=name, **more
    )


def settle(rules: ClaimRule, as_of: str, *claims: GivenClaim, outage: bool = True, **more: Any) -> Any:
    columns = {"service": minutes("44580"), "down": minutes("90")}
    if outage:
        columns |= {
            "outage first start": instant("2026-03-02T08:00+01:00"),
            "outage last start": instant(STARTED),
            "outage last end": instant(ENDED),
        }
    usual: dict[str, Any] = {"credit": credit((), flat=sum_of("500")), "claim": rules}
    return settled(
        settlement(assessment("2026-03", BERLIN, **{**usual, **more}), zone=BERLIN),
        measured(cell("2026-03", columns)),
        claims=claims,
        as_of=instant(as_of),
    )


def line_of(*args: Any, **more: Any) -> tuple[Line, ClaimState]:
    line = only(settle(*args, **more))
    assert line.claim is not None
    return line, line.claim


def test_hours_are_exact_over_the_clock_change() -> None:
    """72 hours after 27 March 10:30 are 30 March 11:30: the night of the 29th has an hour less."""
    _, state = line_of(TWO, "2026-04-01T00:00+02:00")
    assert (state.stages[0].last, state.stages[0].last_day) == (
        instant("2026-03-30T11:30+02:00"),
        "2026-03-30",
    )
    assert state.stages[0].since == instant(STARTED)


def test_a_month_that_is_not_over_has_no_claim() -> None:
    assert only(settle(TWO, "2026-03-29T00:00+01:00")).claim is None


@pytest.mark.parametrize(
    ("as_of", "claims", "states", "whole", "owed"),
    [
        ("2026-04-01T00:00+02:00", (), ("lapsed", "open"), "lapsed", 500),
        (
            "2026-04-01T00:00+02:00",
            (made("Notice", "2026-03-30T11:29+02:00"),),
            ("made in time", "open"),
            "open",
            500,
        ),
        (
            "2026-04-01T00:00+02:00",
            (made("Notice", "2026-03-30T11:30+02:00"),),
            ("made late", "open"),
            "made late",
            0,
        ),
        (
            "2026-06-01T00:00+02:00",
            (made("Notice", "2026-03-28T00:00+01:00"),),
            ("made in time", "lapsed"),
            "lapsed",
            500,
        ),
        (
            "2026-06-01T00:00+02:00",
            (made("Notice", "2026-03-28T00:00+01:00"), made("Demand", "2026-04-30T23:59+02:00")),
            ("made in time", "made in time"),
            "made in time",
            500,
        ),
        (
            "2026-06-01T00:00+02:00",
            (made("Notice", "2026-03-28T00:00+01:00"), made("Demand", "2026-05-01T00:00+02:00")),
            ("made in time", "made late"),
            "made late",
            0,
        ),
        # A demand in time does not make up for a notice that was never given.
        (
            "2026-06-01T00:00+02:00",
            (made("Demand", "2026-04-02T00:00+02:00"),),
            ("lapsed", "made in time"),
            "lapsed",
            500,
        ),
    ],
)
def test_every_stage_must_be_made_in_time(
    as_of: str, claims: Any, states: tuple[str, ...], whole: str, owed: int
) -> None:
    line, state = line_of(TWO, as_of, *claims)
    assert tuple(each.state for each in state.stages) == states
    assert (state.state, money_of(line.credit)) == (whole, owed)


def test_the_claim_has_the_dates_of_the_stage_that_decides() -> None:
    _, state = line_of(TWO, "2026-04-01T00:00+02:00", made("Notice", "2026-03-28T00:00+01:00"))
    assert (state.last_day, state.last, state.claimed) == (
        "2026-04-30",
        instant("2026-05-01T00:00+02:00"),
        None,
    )
    _, state = line_of(TWO, "2026-04-01T00:00+02:00")
    assert state.last == instant("2026-03-30T11:30+02:00")


def test_a_late_stage_says_which_and_when() -> None:
    line, _ = line_of(TWO, "2026-04-01T00:00+02:00", made("Notice", "2026-03-30T12:00+02:00"))
    why = "Notice of the fault: claimed at 2026-03-30 12:00; the last day was 2026-03-30 11:30"
    assert (line.steps[-1].name, line.steps[-1].why) == ("claim", why)
    assert line.steps[-1].rule.construct == "stage Notice"


@pytest.mark.parametrize(
    ("anchor", "last"),
    [
        ("first start", "2026-03-05T08:00+01:00"),
        ("last start", "2026-03-30T11:30+02:00"),
        ("last end", "2026-03-31T12:00+02:00"),
    ],
)
def test_outages_are_counted_from_their_edges(anchor: Any, last: str) -> None:
    rules = claim(stage("Notice", deadline(72, "hours", anchor)), DEMAND)
    _, state = line_of(rules, "2026-04-01T00:00+02:00")
    assert state.stages[0].last == instant(last)


def test_days_from_an_outage_leave_its_day_out() -> None:
    _, state = line_of(claim(stage("", deadline(3, "days", "last start"))), "2026-04-01T00:00+02:00")
    assert (state.state, state.last_day) == ("lapsed", "2026-03-30")


def test_without_an_outage_nobody_can_tell() -> None:
    _, state = line_of(TWO, "2026-04-01T00:00+02:00", outage=False)
    assert (state.stages[0].state, state.stages[0].last) == ("not stated", None)
    assert state.stages[0].presumed == "no outage is known"
    assert state.state == "not stated"


def test_a_stage_counts_from_the_one_before() -> None:
    rules = claim(NOTICE, stage("Demand", deadline(10, "days", "stage", of="Notice")))
    _, state = line_of(rules, "2026-04-01T00:00+02:00", made("Notice", "2026-03-28T00:00+01:00"))
    assert (state.stages[1].last_day, state.stages[1].presumed) == ("2026-04-07", "")
    _, state = line_of(rules, "2026-04-01T00:00+02:00")
    assert state.stages[1].last_day == "2026-04-09"
    assert (
        state.stages[1].presumed == "Notice of the fault is taken as made on its last day, 2026-03-30 11:30"
    )
    unknown = claim(stage("Notice"), stage("Demand", deadline(10, "days", "stage", of="Notice")))
    _, state = line_of(unknown, "2026-04-01T00:00+02:00")
    assert (state.stages[1].last, state.stages[1].presumed) == (None, "it is not known when Notice is made")


def test_a_decision_has_its_own_time() -> None:
    rules = claim(NOTICE, DEMAND, decided_by="Carrier", decided=Length(count=10, unit="days"))
    both = (made("Notice", "2026-03-28T00:00+01:00"), made("Demand", "2026-04-10T09:00+02:00"))
    _, state = line_of(rules, "2026-04-12T00:00+02:00", *both)
    assert (state.decided_by, state.decide_day) == ("Carrier", "2026-04-20")
    _, state = line_of(rules, "2026-04-12T00:00+02:00", both[0])
    assert (state.decide, state.decide_day) == (None, "")


def test_what_is_presumed_to_be_in_time_is() -> None:
    """A scenario says no more than that: a claim at the end of the month would be too late for 72 hours."""
    presumed = (
        made("Notice", "2026-04-01T00:00+02:00", presumed=True),
        made("Demand", "2026-04-01T00:00+02:00", presumed=True),
    )
    line, state = line_of(TWO, "2026-06-01T00:00+02:00", *presumed)
    assert (state.state, money_of(line.credit)) == ("made in time", 500)
    assert state.stages[0].made == instant("2026-03-30T11:30+02:00") - 1


def test_rows_without_their_stage_change_nothing_and_are_told() -> None:
    statement = settle(
        TWO, "2026-04-12T00:00+02:00", made("", "2026-03-28T00:00+01:00"), made("X", "2026-03-28T00:00Z")
    )
    assert "claim-without-stage" in names(statement)
    (finding,) = [each for each in statement.findings if each.name == "claim-without-stage"]
    assert (finding.count, "`Notice`, `Demand`" in finding.hint) == (2, True)
    single = claim(stage("", deadline(30)))
    statement = settle(single, "2026-04-12T00:00+02:00", made("Demand", "2026-04-02T00:00Z"))
    assert "claim-without-stage" in names(statement)
    assert only(statement).claim is not None
    assert only(statement).claim.state == "open"  # type: ignore[union-attr]


def test_nothing_to_claim_in_any_stage() -> None:
    _, state = line_of(TWO, "2026-04-12T00:00+02:00", credit=credit((), flat=sum_of("0")))
    assert {each.state for each in state.stages} == {"nothing to claim"}
    assert state.state == "nothing to claim"
