"""Rows that count with a weight: the same columns and the same level, with sums of weights in place of counts.

A weight may be a quotient, so a weighted column is a fraction: its numerator under its own name, its denominator beside it.
"""

from __future__ import annotations

from fractions import Fraction

from sladsl.model import meanings as m
from sladsl.plan import measure as k
from sladsl.plan import rows as r
from sladsl.plan.from_model.conditions import operand
from sladsl.plan.from_model.measuring import Measuring
from sladsl.plan.levels import PARTS_OF
from sladsl.record import replace

UNWEIGHED = "unweighed"
"""The column of rows whose weight nobody can tell."""


def weighted(found: Measuring, metric: m.Metric) -> Measuring:
    """A measuring of rows with the weight that the metric says."""
    if metric.weight is None or found.metering is None:
        return found
    weight = operand(metric.weight)
    level, metering = found.level, found.metering
    counted = dict.fromkeys((*level.plus, *level.minus, *level.over_plus, *level.over_minus))
    columns: list[k.Column] = []
    divided: list[tuple[str, str]] = []
    for column in metering.columns:
        top = _weighted(column.cells, weight) if column.name in counted else None
        if top is None:
            columns.append(column)
            continue
        below = f"{column.name}{PARTS_OF}"
        columns.append(replace(column, cells=top))
        columns.append(k.Column(name=below, cells=replace(top, side="bottom"), unit="number"))
        divided.append((column.name, below))
    unknown = _unknown(metering, weight)
    if unknown is not None:
        columns.append(unknown)
    return replace(
        found,
        metering=replace(metering, columns=tuple(columns)),
        level=replace(level, divided=tuple(divided), weights=_scaled(found), lever="", budget=None),
    )


def _scaled(found: Measuring) -> tuple[tuple[str, int], ...]:
    """What columns of a weighted level are multiplied by, since fractions are not scaled as the level expects."""
    assert found.metering is not None
    totals = {each.name: each.cells for each in found.metering.columns if isinstance(each.cells, k.Total)}
    if any(name in totals for name in (*found.level.over_plus, *found.level.over_minus)):
        return found.level.weights  # of a quotient of sums the scales cancel out
    own = ((name, totals[name].scale) for name in (*found.level.plus, *found.level.minus) if name in totals)
    return (*found.level.weights, *own)


def _weighted(cells: k.Cells, weight: r.Operand) -> k.Exact | k.Weighed | None:
    """The cells with weights; None for those that no row makes: the hours of the service, time that was seen."""
    match cells:
        case k.Count():
            return k.Exact(rows=cells.rows, of=weight, periods=cells.periods, side="top")
        case k.Total():
            return k.Exact(rows=cells.rows, of=_times(weight, cells.of), periods=cells.periods, side="top")
        case k.Known():
            # Unknown where the figure is, and else the weight alone.
            nothing = _times(cells.of, r.Constant(value=Fraction(0)))
            value = r.Arithmetic(operator="+", left=weight, right=nothing)
            return k.Exact(rows=cells.rows, of=value, periods=cells.periods, side="top")
        case k.Length() if (bags := _bags(cells.spans)) is not None:
            return k.Weighed(
                spans=bags,
                weight=weight,
                within=cells.within,
                periods=cells.periods,
                once=not isinstance(cells.spans, k.Extent | k.WholeUnits | k.Beside),
                side="top",
            )
        case _:
            return None


def _times(left: r.Operand, right: r.Operand) -> r.Operand:
    return r.Arithmetic(operator="*", left=left, right=right)


def _bags(spans: k.Spans) -> tuple[k.Spans, ...] | None:
    """The outages behind a set, each row by itself; None where there are no rows or statements behind it."""
    match spans:
        case k.Extent() | k.Stated():
            return (spans,)
        case k.WholeUnits():
            return (spans,) if isinstance(spans.spans, k.Extent | k.Stated | k.Together) else None
        case k.Together():
            return _bags(spans.spans)
        case k.Either() | k.Beside():
            found = [_bags(each) for each in spans.of]
            known = [each for each in found if each is not None]
            return tuple(bag for bags in known for bag in bags) if len(known) == len(found) else None
        case _:
            return None


def _unknown(metering: k.Metering, weight: r.Operand) -> k.Column | None:
    """Rows whose weight can't be told: they count for nothing, and are told."""
    rows = next(
        (each.cells.rows for each in metering.columns if isinstance(each.cells, k.Count | k.Known)), None
    )
    if rows is None:
        down = next((each.cells for each in metering.columns if each.name == "down"), None)
        bags = _bags(down.spans) if isinstance(down, k.Length) else None
        own = [_rows_of(each) for each in bags or ()]
        rows = next((each for each in own if each is not None), None)
    if rows is None:
        return None
    told = r.Compare(left=weight, comparator="at least", right=r.Constant(value=Fraction(0)))
    return k.Column(
        name=UNWEIGHED,
        cells=k.Count(rows=k.Undecided(rows=rows, where=told), periods=metering.periods),
        unit="rows",
    )


def _rows_of(spans: k.Spans) -> k.Rows | None:
    match spans:
        case k.Extent():
            return spans.rows
        case k.WholeUnits():
            return _rows_of(spans.spans)
        case _:
            return None
