"""Levels that a scenario states, in the unit of what is promised."""

from __future__ import annotations

from fractions import Fraction

from sladsl.ast import values as v
from sladsl.ast.scenarios import Levels
from sladsl.ast.scenarios import Scenario as ScenarioBlock
from sladsl.diagnostics.suggest import listing
from sladsl.model import meanings as m
from sladsl.model.from_ast.bases import Owed
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.scenario_periods import label_of
from sladsl.model.scenarios import ScenarioLevel
from sladsl.values.number import Number

_UNITS: dict[m.Unit, tuple[str, str]] = {
    "percent": ("percentages", "98.5%"),
    "duration": ("durations", "5 hours"),
    "number": ("numbers", "12"),
}
"""What levels of a unit are called, and one of them."""


def unknown_objective(name: v.Name, owed: Owed, context: Context) -> None:
    """A finding for a name that no promise has."""
    context.unknown(
        name.text, name.span, sorted({each.label for each in owed.objectives.values()}), "objective"
    )


def _of_its_parts(called: tuple[str, ...], name: v.Name, owed: Owed, context: Context) -> tuple[str, ...]:
    """The promises that a level is stated for: of several sentences in one objective each, if all are about one level."""
    parts = [each for each in owed.objectives.values() if each.part_of and each.part_of in called]
    if not parts:
        return called
    metrics = list(dict.fromkeys(each.metric for each in parts))
    if len(metrics) > 1:
        context.add(
            "N295",
            "levels-of-several",
            name.span,
            f"`{name.text}` promises several levels: those of {listing(metrics)}.",
            f"State them one by one, as in `levels for {metrics[0]} {{ … }}`.",
        )
        return ()
    return tuple(each.name for each in parts)


def stated_levels(block: ScenarioBlock, owed: Owed, context: Context) -> list[ScenarioLevel]:
    """The levels of a scenario, each for one promise, scope and period."""
    found = []
    for table in block.children(Levels):
        names: list[str] = []
        if isinstance(table.head_value, v.Names):
            for name in table.head_value.items:
                called = owed.called(name.text) or tuple(
                    key for key, objective in owed.objectives.items() if objective.metric == name.text
                )
                if not called:
                    unknown_objective(name, owed, context)
                names.extend(_of_its_parts(called, name, owed, context))
        for row in table.table:
            head, cell = row.head, row.cell
            if not isinstance(head, v.Labels):
                continue
            period = next((item for item in head.items if isinstance(item, v.PeriodName)), None)
            scope = next((item.text for item in head.items if not isinstance(item, v.PeriodName)), "")
            if period is None:
                context.add(
                    "N123",
                    "period-missing",
                    head.span,
                    "This row names no period.",
                    "Write `2026-03: 98.5%`.",
                )
                continue
            label = label_of(period, "", context)
            for objective in names:
                level = level_of(cell, owed, objective, context)
                if level is not None and label:
                    found.append(
                        ScenarioLevel(
                            objective=objective,
                            scope=scope,
                            period=label,
                            level=level[0],
                            unit=level[1],
                            span=row.span,
                        )
                    )
    return found


def level_of(cell: v.Value, owed: Owed, objective: str, context: Context) -> tuple[Number, m.Unit] | None:
    """A level in the unit of its promise (a duration in microseconds); None with a finding where it has another."""
    promise = owed.promise(objective)
    unit = promise.unit(owed.metrics.get(promise.metric))
    if isinstance(cell, v.Quantity) and cell.unit in ("", "%"):
        found: m.Unit = "percent" if cell.unit == "%" else "number"
        if unit in (None, found):
            return cell.number, found
    if isinstance(cell, v.Duration) and unit in (None, "duration"):
        length = context.microseconds(cell)
        return (Number(value=Fraction(length), places=0), "duration") if length is not None else None
    if (
        isinstance(cell, v.Quantity)
        and cell.unit == "%"
        and owed.percent_meant(objective, cell.span, context)
    ):
        return cell.number, "percent"
    if not isinstance(cell, v.Broken):
        context.add(
            "N204",
            "unit-mismatch",
            cell.span,
            f"Levels of {objective} are {_UNITS[unit or 'number'][0]}, as in its promise.",
            _in_percent(cell) or f"Write for example `{_UNITS[unit or 'number'][1]}`.",
        )
    return None


def _in_percent(cell: v.Value) -> str:
    """What to write for a level that lacks its percent sign, "" where it is something else."""
    from sladsl.values.number import decimal_text

    if not isinstance(cell, v.Quantity) or cell.unit:
        return ""
    return f"Write `{decimal_text(cell.number.value, cell.number.places)}%`, if a percentage is meant."
