"""What a scenario expects of duties, held against what came out in every reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sladsl.api.expected_rights import failed, kept
from sladsl.checks.context import ScenarioResult
from sladsl.model.dates import ExpectedDuty, is_called, unnumbered
from sladsl.outcome.duties import DutyState

if TYPE_CHECKING:
    from sladsl.api.scenarios import Played


def duty_result(played: Played, expected: ExpectedDuty) -> ScenarioResult:
    """Whether the duty is there, in the scope and by the day that are expected."""
    if played.evaluation is None:
        return failed(played, expected, "nothing", "the scenario names no period")
    outcome = played.evaluation.outcome
    readings = outcome.readings
    statements = [reading.statement for reading in readings] or [outcome.statement]
    for number, statement in enumerate(statements):
        states = [
            each
            for each in statement.duties
            if is_called(unnumbered(each.rule.construct.removeprefix("duty ")), expected.words)
            and (not expected.scope or each.scope == expected.scope)
        ]
        sure = [each for each in states if each.state != "possible"]
        due = [each for each in sure if not expected.due or each.due_day == expected.due]
        if expected.kept:
            due = [each for each in due if how_kept(each) == expected.kept]
        if bool(due) if not expected.lacking else not states:
            continue
        why = "" if states or expected.lacking else "nothing that happens in the scenario gives it"
        if readings:
            answers = ", ".join(f"{a.key}: {a.answer}" for a in readings[number].answers)
            why = f"in the reading {answers}" + (f"; {why}" if why else "")
        return failed(played, expected, "; ".join(map(_came_out, states)) or "no such duty", why)
    return kept(played, expected)


def _came_out(state: DutyState) -> str:
    """`Kiel, 2026-03: due by 2026-04-20`."""
    of = ", ".join(each for each in (state.scope, state.period) if each)
    how = "possible, " if state.state == "possible" else ""
    by = f"due by {state.due_day}" if state.due_day else "due, without a day"
    kept_so = how_kept(state)
    return f"{of}{': ' if of else ''}{how}{by}{', ' if kept_so else ''}{kept_so}"


def how_kept(state: DutyState) -> str:
    """`in time`, `late`, `overdue`; "" where nothing is known of it, or its time still runs."""
    how = state.state.removeprefix("sent ").removeprefix("done ")
    return how if how in ("in time", "late", "overdue") else ""
