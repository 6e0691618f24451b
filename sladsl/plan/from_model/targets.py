"""Bounds that differ by the value of the dimension, from the table that holds them."""

from __future__ import annotations

from fractions import Fraction

from sladsl.model import meanings as m
from sladsl.model.limits import Cell, Figure, Limit
from sladsl.plan.from_model.stretch import DAY
from sladsl.plan.settlement import Bound
from sladsl.values.number import Number, parse_number


def scope_targets(objective: m.Objective, metric: m.Metric) -> tuple[tuple[str, Bound | None], ...]:
    """The bound of each value that the table names or the metric has; `otherwise` stands under ""."""
    if objective.targets is None:
        return ()
    table = objective.targets.table
    place = table.columns_by_name()[objective.targets.column]
    found: dict[str, Bound | None] = {}
    rest: Bound | None = None
    for row in table.rows:
        bound = _bound(row.cells[place], objective.targets.comparator)
        label = row.labels[0] if row.labels else None
        if label is None:
            rest = bound
            break
        found.setdefault(label, bound)
    for scope in metric.scopes:
        found.setdefault(scope, rest)
    return (*found.items(), ("", rest))


def _bound(cell: Cell, comparator: str) -> Bound | None:
    match cell:
        case Limit():
            length = Fraction(cell.us + int(cell.days * DAY))
            return Bound(comparator=comparator, value=length, written=_minutes(length))  # type: ignore[arg-type]
        case Figure():
            return Bound(comparator=comparator, value=cell.value, written=cell.written)  # type: ignore[arg-type]
        case _:
            return None


def _minutes(length: Fraction) -> Number:
    """A number for a length of time, which is shown as a duration whatever it is."""
    number = parse_number(str(int(length) // 60_000_000))
    assert number is not None
    return number
