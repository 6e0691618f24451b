"""Budgets: what may still be lost in a running period, and when it is gone if things go on as they did.

The present rate is what was lost, by the time gone of the period; all of it is exact, down to the instant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from sladsl.outcome.budget import Budget, Edge
from sladsl.plan.budget import BudgetRule
from sladsl.plan.settlement import Assessment, Settlement
from sladsl.record import replace
from sladsl.settle.distance import Lever, changes, outcome_at
from sladsl.settle.distance import band_words as band
from sladsl.settle.level import rounded
from sladsl.values.instant import instant_to_local
from sladsl.values.period import Period

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

Columns = Mapping[str, int]
KEPT_YET = frozenset({"open"})
"""Columns that spoil a period once it is over, and may still turn out well while it runs."""


def running(settlement: Settlement, period: Period, as_of: int) -> tuple[int, int] | None:
    """The part of a period that lies in the term, if it has begun and is not over."""
    start, end = period.start, period.end
    if settlement.term_start is not None:
        start = max(start, settlement.term_start)
    if settlement.term_end is not None:
        end = min(end, settlement.term_end)
    return (start, end) if start < as_of < end else None


def budget_of(
    assessment: Assessment, columns: Columns, span: tuple[int, int], as_of: int, place: ZoneInfo
) -> Budget | None:
    """The budget of a line whose period runs over `span`, from its columns so far; None where there is none to tell."""
    rule = assessment.level.budget
    if rule is None or any(
        columns.get(name, 0) > 0 for name, _ in assessment.level.spoils if name not in KEPT_YET
    ):
        return None
    start, end = span
    gone = as_of - start
    lost = lost_in(rule, columns)
    whole: Fraction | None = None
    if rule.whole_plus:
        whole = Fraction(_sum(rule, columns, rule.whole_plus) - _sum(rule, columns, rule.whole_minus))
        if whole <= 0:
            return None
        if rule.grows:
            whole = whole * (end - start) / gone
    edges = []
    for to, allowed in _turns(assessment, _lever(assessment, rule, whole)):
        state: Literal["lasts", "runs out", "used up"] = "lasts"
        out: int | None = None
        if lost and lost >= allowed:
            state = "used up"
        elif lost and (at := start + Fraction(gone * allowed, lost)) < end:
            state, out = "runs out", int(at)
        edges.append(
            Edge(
                to=to,
                allowed=Fraction(allowed, rule.scale),
                left=Fraction(allowed - lost, rule.scale),
                state=state,
                runs_out=out,
                day="" if out is None else instant_to_local(out, place).date().isoformat(),
            )
        )
    if not edges:
        return None
    return Budget(
        unit=rule.unit,
        lost=Fraction(lost, rule.scale),
        gone=gone,
        time=end - start,
        whole=None if whole is None else whole / rule.scale,
        expected=rule.grows,
        edges=tuple(edges),
    )


def lost_in(rule: BudgetRule, columns: Columns) -> int:
    """What was lost, in whole steps of the columns."""
    return max(0, _sum(rule, columns, rule.lost_plus) - _sum(rule, columns, rule.lost_minus))


def used_up(budget: Budget, rule: BudgetRule, days: Iterable[tuple[str, Columns]]) -> Budget:
    """The budget with the day since which each edge is used up, told by the columns of each day so far, in order."""
    lost = 0
    since: dict[str, str] = {}
    for day, columns in days:
        # A day's own sum may fall below zero; what it takes back is taken back from the sum of all.
        lost += _sum(rule, columns, rule.lost_plus) - _sum(rule, columns, rule.lost_minus)
        for edge in budget.edges:
            if edge.state == "used up" and lost > 0 and lost >= edge.allowed * rule.scale:
                since.setdefault(edge.to, day)
    return replace(budget, edges=tuple(replace(each, since=since.get(each.to, "")) for each in budget.edges))


def _sum(rule: BudgetRule, columns: Columns, names: tuple[str, ...]) -> int:
    weights = dict(rule.weights)
    return sum(columns.get(name, 0) * weights.get(name, 1) for name in names)


def _lever(assessment: Assessment, rule: BudgetRule, whole: Fraction | None) -> Lever:
    """The loss from nothing on: after n steps of it the level is `at(n)`."""
    level = assessment.level
    start = Fraction(0)
    slope = Fraction(1, rule.scale) if whole is None else 1 / whole
    if whole is not None and level.better == "higher":
        start, slope = Fraction(1), -slope
    return Lever(
        name="lost",
        unit="us" if rule.unit == "us" else "rows",
        size=Fraction(1),
        direction="more",
        at=lambda steps: rounded(level, start + slope * steps),
        most=None if whole is None else int(whole),
        start=start,
        slope=slope,
        blur=Fraction(0) if level.rounding is None else level.rounding.quantum,
        straight=level.rounding is None,
    )


def _turns(assessment: Assessment, lever: Lever) -> Iterator[tuple[str, int]]:
    """What the outcome turns to as more is lost, each with the most that may be lost before it."""
    status, grade, piece = outcome_at(assessment, lever.at(0))
    for step, seen in changes(assessment, lever, (status, grade, piece)):
        if seen[0] == "missed" and status != "missed":
            yield "missed", step - 1
        if seen[1] and seen[1] != grade:
            yield seen[1], step - 1
        if seen[2] != piece:
            yield band(seen[2]), step - 1
        status, grade, piece = seen
