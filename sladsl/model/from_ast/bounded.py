"""Bounds that do not fit what they bound, evaluated or not: the unit of a level, and the side on which it is better.

What is evaluated is compared in its unit where its meaning is built; here stand the bounds of which nothing is told there.
"""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.credits import Bands, BandsAsPrinted, Consequence, PointsCredit
from sladsl.ast.metrics import Measured
from sladsl.ast.objectives import Objective
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.limits import unit_missing
from sladsl.model.from_ast.units import Units, is_money, promises, unit, words
from sladsl.values.bands import MIRRORED
from sladsl.values.number import percent_meant

UP, DOWN = ("at least", "above"), ("at most", "below")
BETTER = {
    "uptime from": ("more uptime is better", "down time"),
    "downtime from": ("less downtime is better", "down time"),
    "longest outage from": ("shorter outages are better", "a longer one"),
    "number of outages from": ("fewer outages are better", "more of them"),
}
"""Measures of which everybody knows which way is better, and what a promise the other way would be of."""
SHORT = frozenset({"downtime from", "longest outage from", "time of", "delay of"})
"""Measures of lengths of time that are better short."""


def refuse_bounds(node: a.Agreement, context: Context) -> None:
    """A finding for each bound of a promise or of a band that can't be meant of its level."""
    units = Units(node)
    for objective in node.children(Objective):
        _promised(objective, units, context)
    for block, names in _consequences(node):
        own = "points" if isinstance(block, PointsCredit) else _level(names, units, context)
        for table in block.children(Bands) + block.children(BandsAsPrinted):
            for row in table.table:
                for bound in row.head.bounds if isinstance(row.head, v.BandHead) else ():
                    _compared(bound, own, "the level is", context)


def _consequences(node: a.Agreement) -> Iterator[tuple[Consequence, tuple[str, ...]]]:
    """Credits, bonuses and points, and the names of what they are for, wherever they stand."""
    for block in node.blocks:
        if isinstance(block, Consequence):
            head = block.head_value
            yield block, tuple(name.text for name in head.items) if isinstance(head, v.Names) else ()
        elif isinstance(block, Objective):
            name = block.name.text if block.name is not None else ""
            yield from ((inner, (name,)) for inner in block.blocks if isinstance(inner, Consequence))


def _level(names: tuple[str, ...], units: Units, context: Context) -> str | None:
    """The unit of the level of some objectives, None where it is not one and the same, or that of each record."""
    found = {_judged(units.objectives[name], units, context) for name in names if name in units.objectives}
    return found.pop() if len(found) == 1 else None


def _judged(objective: Objective, units: Units, context: Context) -> str | None:
    sentences = list(promises(objective))
    if any(said.bound is not None and context.told(said.bound.span) for said in sentences):
        return None  # its own unit is what is wrong
    if len(sentences) > 1:
        return "%"  # the share of them that is kept
    for said in sentences:
        if said.share is not None:
            return "%"
        if said.noun is not None:
            return None
        measured = _measured(objective, said, units)
        return (
            measured if measured is not None else unit(said.bound.operand) if said.bound is not None else None
        )
    return None


def _measured(objective: Objective, said: v.PromiseWords, units: Units) -> str | None:
    """The unit of what a sentence promises, by its metrics or by what the objective measures itself."""
    if not said.metrics and isinstance(objective.measure, v.Measure):
        return units.of_measure(objective.measure)
    found = {
        units.of_measure(measure)
        for name in said.metrics
        if name.text in units.metrics and isinstance(measure := units.metrics[name.text].measure, v.Measure)
    }
    return found.pop() if len(found) == 1 else None


def _promised(objective: Objective, units: Units, context: Context) -> None:
    for said in promises(objective):
        if said.bound is None:
            continue
        _compared(
            said.bound,
            _measured(objective, said, units),
            "what is measured is",
            context,
            _good(objective, said, units),
        )
        if said.noun is None and said.share is None and said.verb != "reports":
            blocks: list[Measured] = [
                units.metrics[name.text] for name in said.metrics if name.text in units.metrics
            ]
            for block in blocks if said.metrics else [objective]:
                _side(said.bound, block, context)


def _good(objective: Objective, said: v.PromiseWords, units: Units) -> str | None:
    """`at most` where all that is promised is better when it takes less time; None where nothing tells."""
    blocks: list[Measured] = [units.metrics[name.text] for name in said.metrics if name.text in units.metrics]
    kinds = {
        block.measure.kind if isinstance(block.measure, v.Measure) and block.better is None else ""
        for block in (blocks if said.metrics else [objective])
    }
    return "at most" if kinds and kinds <= SHORT else None


def _compared(
    bound: v.Bound, own: str | None, what: str, context: Context, better: str | None = None
) -> None:
    """Whether a bound is written in the unit of what it bounds; `better`: a comparator that promises its good side."""
    operand = bound.operand
    said = unit(operand)
    if own is None or said is None or said == own or context.told(bound.span):
        return
    if isinstance(operand, v.Quantity) and said == "" and own == "time":
        unit_missing(operand, what, context)
        return
    if own == "points" and said == "":
        return
    hint = "Write it in that unit."
    if own == "time" and isinstance(operand, v.Quantity) and not is_money(said):
        hint = f"Write a length of time, as in `{better or bound.comparator} 15 minutes`."
    if own == "%" and said != "":
        hint = f"Write a percentage, as in `{bound.comparator} 99.5%`."
    if own == "%" and isinstance(operand, v.Quantity) and said == "":
        hint = percent_meant(operand.number)
    message = f"This is {words(said)}, and {what} {words(own)}."
    context.add("N204", "unit-mismatch", operand.span, message, hint)


def _side(bound: v.Bound, block: Measured, context: Context) -> None:
    """Whether a bound holds a level on its bad side: `at most 99.9%` of uptime."""
    measure = block.measure
    if not isinstance(measure, v.Measure) or measure.complement or block.better is not None:
        return
    better = BETTER.get(measure.kind)
    wrong = DOWN if measure.kind == "uptime from" else UP
    if better is None or bound.comparator not in wrong or context.told(bound.span):
        return
    if not isinstance(bound.operand, (v.Quantity, v.Duration)):
        return
    source = context.source
    figure = " ".join(source[bound.operand.span].split()) if source is not None else "…"
    right = f"{MIRRORED[bound.comparator]} {figure}"
    context.add(
        "N259",
        "promise-turned-round",
        bound.span,
        f"{better[0].capitalize()}, and `{bound.comparator} {figure}` promises {better[1]}.",
        f"Write `{right}`.",
    )
