"""What is told of a period while it runs, as JSON: what may still be lost, what has come."""

from __future__ import annotations

from sladsl.outcome.budget import Budget
from sladsl.outcome.progress import Progress
from sladsl.values.to_json import Json, fraction, instant


def budget_json(value: Budget | None) -> Json | None:
    if value is None:
        return None
    return {
        "unit": value.unit,
        "lost": fraction(value.lost),
        "gone": value.gone,
        "time": value.time,
        "whole": fraction(value.whole),
        "expected": value.expected,
        "share_left": fraction(value.share_left()),
        "edges": [
            {
                "to": each.to,
                "allowed": fraction(each.allowed),
                "left": fraction(each.left),
                "state": each.state,
                "runs_out": instant(each.runs_out),
                "day": each.day,
                "since": each.since,
            }
            for each in value.edges
        ],
    }


def progress_json(value: Progress | None) -> Json | None:
    if value is None:
        return None
    return {
        "got": fraction(value.got),
        "gone": value.gone,
        "time": value.time,
        "comes_to": fraction(value.comes_to),
        "goals": [
            {
                "to": each.to,
                "wanted": fraction(each.wanted),
                "by_now": fraction(each.by_now),
                "behind": fraction(each.behind),
                "state": each.state,
                "reached_on": each.reached_on,
            }
            for each in value.goals
        ],
    }
