"""Progress as text: in the periods that run, what has come of what is promised at least, beside an even pace.

What lags most comes first: somebody can still do something about it.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import groupby

from sladsl.outcome.budget_to_text import RunningRow, by_scope, running_table, soonest, whole_share
from sladsl.outcome.progress import Goal, Progress
from sladsl.outcome.statement import Line, Statement
from sladsl.outcome.table import paragraph
from sladsl.record import replace
from sladsl.values.duration import SECOND, duration_text
from sladsl.values.number import Rounding, decimal_text, grouped

_HEAD = ("", "Wanted", "By now", "Behind", "Reached")


def progress_block(statement: Statement, full: bool) -> list[str]:
    """The section of progress; () where no period runs of which at least so much is promised. `full` lists every scope."""
    out: list[str] = []
    going = soonest(line for line in statement.lines if line.progress is not None)
    lines = sorted(going, key=lambda each: (each.end, -each.start, each.period))
    for (period, _), group in groupby(lines, key=lambda each: (each.period, each.end)):
        members = list(group)
        first = members[0].progress
        assert first is not None
        gone = whole_share(Fraction(first.gone, first.time))
        out += ["", f"Progress in {period} ({gone} of it gone; days at the present rate)"]
        rows = [
            row
            for _, same in groupby(members, key=lambda each: each.objective)
            for row in by_scope(list(same), full, _entry, _reached, "there")
        ]
        out += running_table(_HEAD, rows)
    return out


def goals_table(line: Line, progress: Progress) -> list[str]:
    """What has come so far, and the turns ahead."""
    gone, time = (duration_text(each // SECOND * SECOND) for each in (progress.gone, progress.time))
    text = f"{_amount(progress.got, line)} in {gone} of {time}; {_amount(progress.comes_to, line)} by the end at this rate."
    return [*paragraph(text), *running_table(_HEAD, _goals(progress, line, ""))]


def _reached(line: Line) -> tuple[Fraction, str]:
    goal = None if line.progress is None else line.progress.promise()
    if goal is None or line.progress is None or not goal.wanted:
        return Fraction(2), line.scope
    return max(Fraction(0), min(Fraction(1), line.progress.got / goal.wanted)), line.scope


def _entry(line: Line, name: str, lead: str) -> list[RunningRow]:
    progress = line.progress
    assert progress is not None
    got, end = _amount(progress.got, line), _amount(progress.comes_to, line)
    return [
        (f"{lead}{name}: {got} so far, {end} by the end at this rate",),
        *_goals(progress, line, f"{lead}  "),
    ]


def _goals(progress: Progress, line: Line, lead: str) -> list[RunningRow]:
    """Turns that the same amount brings share a row."""
    found: dict[Fraction, Goal] = {}
    for goal in progress.goals:
        same = found.get(goal.wanted)
        found[goal.wanted] = goal if same is None else replace(same, to=f"{same.to}, {goal.to}")
    return [_goal(goal, line, lead) for goal in found.values()]


def _goal(goal: Goal, line: Line, lead: str) -> RunningRow:
    behind = _amount(goal.behind, line, "up") if goal.behind else "nothing"
    day = {"reached": "already", "behind": "not in time"}.get(goal.state, f"on {goal.reached_on}")
    name = goal.to.replace("the band", "band")
    return f"{lead}{name}", _amount(goal.wanted, line, "up"), _amount(goal.by_now, line, "up"), behind, day


def far_text(line: Line) -> str:
    """What has come so far of a running line: `44`; "" where nothing adds up to its level."""
    return "" if line.progress is None else _amount(line.progress.got, line)


def pace_text(line: Line) -> str:
    """How a running line stands beside its promise: `6 behind an even pace`; "" where nothing adds up to its level."""
    goal = None if line.progress is None else line.progress.promise()
    if goal is None:
        return ""
    words = {"reached": "reached already", "on track": "on track"}
    return words.get(goal.state) or f"{_amount(goal.behind, line, 'up')} behind an even pace"


def _amount(amount: Fraction, line: Line, mode: Rounding = "down") -> str:
    """In the unit of the level: what there is is never told as more, what is wanted never as less than it is."""
    if line.unit == "duration":
        seconds = int(decimal_text(amount / SECOND, 0, mode))
        return duration_text(seconds * SECOND, line.days)
    percent = line.unit == "percent"
    figure = amount * 100 if percent else amount
    places = 0 if figure.denominator == 1 else 2
    return f"{grouped(decimal_text(figure, places, mode))}{'%' if percent else ''}"
