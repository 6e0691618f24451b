"""Since when a budget is used up: the running period measured once more, day by day, where one is."""

from __future__ import annotations

from collections.abc import Callable

from sladsl.outcome.budget import Budget
from sladsl.outcome.measured import Measured
from sladsl.outcome.statement import Line, Statement
from sladsl.plan.budget import BudgetRule
from sladsl.plan.from_model.lower import Plan
from sladsl.plan.measure import Metering
from sladsl.record import replace
from sladsl.settle.budget import used_up
from sladsl.values.period import Period, periods
from sladsl.values.zones import zone

Measure = Callable[[tuple[Metering, ...]], Measured | None]


def with_days(statement: Statement, plan: Plan, measure: Measure) -> Statement:
    """The statement with the days since which budgets are used up; as it is where none is."""
    spent = [line for line in statement.lines if line.budget is not None and _spent(line.budget)]
    if not spent:
        return statement
    rules = {(each.objective, each.terms): each.level.budget for each in plan.settlement.assessments}
    wanted: dict[tuple[str, str], tuple[Line, BudgetRule]] = {}
    for line in spent:
        rule = rules.get((line.objective, line.terms))
        if rule is not None:
            wanted.setdefault((line.metric, line.period), (line, rule))
    found: dict[tuple[str, str], Measured] = {}
    for place, (line, rule) in wanted.items():
        metering = _metering(plan, line)
        days = _days(line, statement.zone, statement.as_of)
        if metering is None or not days:
            continue
        measured = measure((by_day(metering, rule, days),))
        if measured is not None:
            found[place] = measured

    def dated(line: Line) -> Line:
        measured, rule = found.get((line.metric, line.period)), rules.get((line.objective, line.terms))
        if line.budget is None or measured is None or rule is None:
            return line
        cells = [(each.period, each.columns) for each in measured.cells if each.scope == line.scope]
        return replace(line, budget=used_up(line.budget, rule, sorted(cells, key=lambda each: each[0])))

    return replace(statement, lines=tuple(map(dated, statement.lines)))


def _metering(plan: Plan, line: Line) -> Metering | None:
    """What measures a line: that of the terms that govern it; None for one that is measured part by part."""
    if (line.metric, line.period) in plan.parts:
        return None
    governing = (each for each in plan.versions if (line.metric, line.period) in each.counts)
    of = next((each.meterings for each in governing), plan.meterings)
    return next((each for each in of if each.metric == line.metric), None)


def by_day(metering: Metering, rule: BudgetRule, days: tuple[Period, ...]) -> Metering:
    """The columns that make the loss, over days: slots, allowances and the like stay those of the whole periods."""
    names = {*rule.lost_plus, *rule.lost_minus}
    columns = tuple(
        replace(each, cells=replace(each.cells, periods=days))
        for each in metering.columns
        if each.name in names
    )
    return replace(metering, columns=columns, periods=days)


def _spent(budget: Budget) -> bool:
    return any(edge.state == "used up" for edge in budget.edges)


def _days(line: Line, zone_name: str, as_of: int) -> tuple[Period, ...]:
    """The days of the period so far; the last one ends at the as-of instant."""
    place = zone(zone_name)
    if place is None:
        return ()
    return tuple(
        replace(each, start=max(each.start, line.start), end=min(each.end, as_of))
        for each in periods("day", place, line.start, as_of)
        if each.start < as_of
    )
