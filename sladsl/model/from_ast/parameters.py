"""Parameters of templates: what a template asks for is given, and nothing else, in the kind of figure that it asks for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.declare import Block, Row
from sladsl.ast.figures import Parameters
from sladsl.ast.later import values_within
from sladsl.diagnostics.finding import Label
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.joined import label
from sladsl.record import replace

A = TypeVar("A", bound=a.Agreement)


def check_given(node: a.Agreement, whole: A, parents: list[a.Agreement], context: Context) -> A:
    """A finding for each figure that nobody asks for, and for one of another kind than what is asked for.

    `whole`, with what it takes over; there the figure that was asked for stands for one of another kind, so that nothing
    is told of what is right.
    """
    mistaken: dict[int, v.Value] = {}
    asked = {label(row): row for parent in reversed(parents) for row in _rows(parent)}
    for row in _rows(node):
        name = label(row)
        wanted = asked.get(name)
        if wanted is None:
            # Without anything above it, an agreement asks for nothing but figures of its own.
            if parents and not isinstance(node, a.Template) and not _used(name, node):
                _unknown(name, row, sorted(asked), context)
            continue
        own, theirs = _kind(row.cell), _kind(wanted.cell)
        if own and theirs and own != theirs:
            context.add(
                "N168",
                "parameter-of-another-kind",
                row.cell.span,
                f"`{name}` is {theirs} in what this is based on; here it is {own}.",
                f"Write {theirs}, as in `{name}: {AS_IN.get(theirs, '5')}`.",
                labels=(Label(span=wanted.span, text="asked for here"),),
            )
            mistaken[row.span.start] = wanted.cell
    return _corrected(whole, mistaken) if mistaken else whole


def _corrected(whole: A, cells: dict[int, v.Value]) -> A:
    """The agreement with other cells in the rows that begin at these places."""
    blocks = (
        replace(
            block,
            table=tuple(replace(row, cell=cells.get(row.span.start, row.cell)) for row in block.table),
        )
        if isinstance(block, Parameters)
        else block
        for block in whole.blocks
    )
    return replace(whole, blocks=tuple(blocks))


AS_IN = {
    "a percentage": "99.9%",
    "money": "500 EUR",
    "a length of time": "30 minutes",
    "a number of points": "3 points",
}
"""One figure of each kind; of the others a plain number."""


def _used(name: str, node: a.Agreement) -> bool:
    """Whether the text of an agreement itself says a figure: it asks for its own, and what is based on it may differ."""
    blocks = [block for block in node.blocks if not isinstance(block, Parameters)]
    return any(each == name for block in blocks for each in _words(block))


def _words(block: Block) -> Iterator[str]:
    """Every word in a block that could be the name of a figure."""
    values = (block.head_value, *(entry.value for entry in block.entries))
    for value in (*values, *(cell for row in block.table for cell in (row.head, row.cell))):
        for each in values_within(value):
            if isinstance(each, (v.Name, v.FieldName)):
                yield each.text
            elif isinstance(each, v.Target):
                yield "target"
            elif isinstance(each, v.BaselineLevel):
                yield "baseline"
    for inner in block.blocks:
        yield from _words(inner)


def _unknown(name: str, row: Row, among: list[str], context: Context) -> None:
    if not name:
        return
    if among:
        context.unknown(name, row.head.span, among, "parameter")
        return
    context.add(
        "N167",
        "nobody-asks",
        row.head.span,
        f"Nobody asks for `{name}`: what this is based on has no parameters.",
        f"Write it under `assume {{ {name}: … }}`.",
    )


def tell_missing(whole: a.Agreement, parents: list[tuple[str, a.Agreement]], context: Context) -> None:
    """A finding for each parameter that a template asks for and that is given nowhere on the way to this agreement."""
    for row in _rows(whole):
        if not isinstance(row.cell, v.NotStated):
            continue
        asking = [(name, each) for name, each in parents if row.span in {other.span for other in _rows(each)}]
        # An agreement below that gives it nowhere has been told so itself.
        if asking and all(isinstance(each, a.Template) for _, each in asking):
            name = label(row)
            context.add(
                "N166",
                "parameter-missing",
                whole.span_of(a.Agreement.based_on),
                f"{asking[0][0]} asks for `{name}`, and nothing gives it.",
                f"Write `parameters {{ {name}: … }}` with its figure, or `not stated` where the parties left it open.",
                labels=(Label(span=row.span, text="asked for here"),),
            )


def _rows(node: a.Agreement) -> list[Row]:
    return [row for block in node.children(Parameters) for row in block.table]


def _kind(value: v.Value) -> str:
    """What a figure is, in words; "" where it is open or could not be read."""
    match value:
        case v.Quantity(unit="%"):
            return "a percentage"
        case v.Quantity(unit=""):
            return "a plain number"
        case v.Quantity(unit="points"):
            return "a number of points"
        case v.Quantity():
            return "money"
        case v.Duration():
            return "a length of time"
        case v.Rate():
            kind = _kind(value.amount)
            return f"{kind} per period"
        case _:
            return ""
