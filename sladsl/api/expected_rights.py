"""What a scenario expects of rights, held against what came out in every reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sladsl.checks.context import ScenarioResult
from sladsl.model.dates import ExpectedDuty, ExpectedRight, unnumbered
from sladsl.outcome.rights import RightState
from sladsl.outcome.rights_words import lacking_text
from sladsl.outcome.statement import Statement
from sladsl.values.instant import instant_to_local
from sladsl.values.zones import zone

if TYPE_CHECKING:
    from sladsl.api.scenarios import Played


def right_result(played: Played, expected: ExpectedRight) -> ScenarioResult:
    """Whether the right is there at the end of the scenario, in the scope and on the days that are expected."""
    if played.evaluation is None:
        return failed(played, expected, "nothing", "the scenario names no period")
    outcome = played.evaluation.outcome
    readings = outcome.readings
    statements = [reading.statement for reading in readings] or [outcome.statement]
    for number, statement in enumerate(statements):
        states = [
            each
            for each in statement.rights
            if unnumbered(each.right.removeprefix("right ")) == expected.words
            and (not expected.scope or each.scope == expected.scope)
        ]
        if not states:
            return failed(played, expected, "no such right", "nothing is assessed for it in the scenario")
        if not _meets(states, expected, statement):
            why = "; ".join(text for each in states if (text := lacking_text(each.conditions)))
            if readings:
                answers = ", ".join(f"{a.key}: {a.answer}" for a in readings[number].answers)
                why = f"in the reading {answers}" + (f"; {why}" if why else "")
            came_out = "; ".join(_came_out(each, statement) for each in states)
            return failed(played, expected, came_out, f"it needs {why}" if why and not readings else why)
    return kept(played, expected)


def kept(played: Played, expected: ExpectedRight | ExpectedDuty) -> ScenarioResult:
    """What was expected came out."""
    return ScenarioResult(
        title=played.scenario.title,
        span=played.scenario.span,
        expectation_text=expected.text,
        got_text=expected.text,
        ok=True,
        expectation_span=expected.span,
    )


def _meets(states: list[RightState], expected: ExpectedRight, statement: Statement) -> bool:
    there = [each for each in states if each.state in ("open", "at will", "used")]
    if expected.lacking:
        return not there and not any(each.state == "possible" for each in states)
    return any(
        (not expected.since or _since(each, statement) == expected.since)
        and (not expected.until or each.last_day == expected.until)
        for each in there
    )


def _since(state: RightState, statement: Statement) -> str:
    place = zone(statement.zone)
    if state.first_day:
        return state.first_day
    if state.arises is None or place is None:
        return ""
    return instant_to_local(state.arises, place).date().isoformat()


def _came_out(state: RightState, statement: Statement) -> str:
    scope = f"{state.scope}: " if state.scope else ""
    since = _since(state, statement)
    days = f", from {since}" if since else ""
    until = f" to {state.last_day}" if state.last_day else ""
    return f"{scope}{state.state}{days}{until}"


def failed(played: Played, expected: ExpectedRight | ExpectedDuty, got: str, why: str) -> ScenarioResult:
    """What came out instead, and why."""
    return ScenarioResult(
        title=played.scenario.title,
        span=played.scenario.span,
        expectation_text=expected.text,
        got_text=got,
        ok=False,
        expectation_span=expected.span,
        why=why,
    )
