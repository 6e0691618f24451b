"""What scenarios expect of a period that runs: what has come beside an even pace, and what may still be lost."""

from __future__ import annotations

from fractions import Fraction

from sladsl.model.scenarios import Expectation
from sladsl.outcome.budget_to_text import amount_text
from sladsl.outcome.statement import Line
from sladsl.values.number import shown

RUNNING = frozenset({"on track", "wanted by now", "behind", "left"})
"""What only a period that runs has."""


def paces(line: Line, expectation: Expectation) -> bool:
    """Whether a running line is as expected; one of which nothing adds up is not."""
    goal = None if line.progress is None else line.progress.promise()
    edge = None if line.budget is None else line.budget.promise()
    match expectation.kind:
        case "on track":
            return (goal is not None and goal.state != "behind") or (
                edge is not None and edge.state == "lasts"
            )
        case "wanted by now":
            return goal is not None and goal.by_now == expectation.value
        case "behind":
            return goal is not None and goal.behind == expectation.value
        case _:
            return edge is not None and edge.left == expectation.value


def pace_text(line: Line) -> str:
    """How a running line stands, behind its status: `, exactly 44, wanted by now 50, behind 6`; "" where it has no pace."""
    goal = None if line.progress is None else line.progress.promise()
    edge = None if line.budget is None else line.budget.promise()
    if line.progress is not None and goal is not None:
        scale = {"percent": Fraction(100), "duration": Fraction(1, 1_000_000)}.get(line.unit, Fraction(1))
        unit = {"percent": "%", "duration": " seconds"}.get(line.unit, "")
        got, by_now, behind = (
            f"{shown(each * scale)}{unit}" for each in (line.progress.got, goal.by_now, goal.behind)
        )
        return f", exactly {got}, wanted by now {by_now}, behind {behind}"
    if line.budget is not None and edge is not None:
        return f", left {amount_text(line.budget, edge.left)}"
    return ""
