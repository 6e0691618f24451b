"""What stands twice where it can stand once: names of blocks, rows for the same thing, values of an option.

It looks at all that is written, in its order, so that what is not evaluated yet is held to the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.clauses import Clause
from sladsl.ast.credits import Bands
from sladsl.ast.declare import Block, Row
from sladsl.ast.facts import Option
from sladsl.ast.governance import Responsibilities
from sladsl.ast.parties import Party
from sladsl.ast.scoring import Allocation, Weights
from sladsl.ast.services import Service
from sladsl.ast.tables import Table, Target
from sladsl.diagnostics.finding import Label
from sladsl.diagnostics.fixes import replacing
from sladsl.model.from_ast.context import Context
from sladsl.source import Span

LABELLED = (Allocation, Weights, Responsibilities)
"""Blocks with one row for each thing."""
BESIDE = (Clause, Party, Service)
"""Blocks that may be called as the agreement itself is: nothing that takes their names takes that of an agreement."""
FIRST_FITS = (Table, Target)
"""Tables of which the first row that fits applies."""


def refuse_twice(node: a.Agreement, context: Context) -> None:
    """A finding for each name, row and value that is taken already."""
    _names((node, *(block for block in node.blocks if not isinstance(block, BESIDE))), context)
    _names(tuple(block for block in node.blocks if not isinstance(block, Clause)), context)
    _names(node.children(Clause), context)
    for block in node.blocks:
        _within(block, context)


def _names(blocks: tuple[Block, ...], context: Context) -> None:
    """Names are one set for the whole agreement: promises, credits and data name things without their kind."""
    seen: dict[str, Block] = {}
    for block in blocks:
        if block.name is None:
            continue
        first = seen.setdefault(block.name.text, block)
        if first is not block and first.span != block.span:
            context.name_taken(block.name, first.kind, first.name.span if first.name else first.span)


def _one_text(values: v.Labels) -> bool:
    """Whether all values stand in one text: `values: "Standard, Gold"`."""
    only = values.items[0]
    return len(values.items) == 1 and isinstance(only, v.Text) and "," in only.text


def _told_one(values: v.Labels, context: Context) -> None:
    text = values.items[0].text if isinstance(values.items[0], v.Text) else ""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    right = ", ".join(part if part.isidentifier() else f'"{part}"' for part in parts)
    context.add(
        "N212",
        "no-such-value",
        values.span,
        "This is one value with a comma in it, and an option has two or more.",
        f"Write `values: {right}`.",
        fix=replacing(values.span, right),
    )


def _within(block: Block, context: Context) -> None:
    if isinstance(block, LABELLED):
        _labels(block, context)
    elif isinstance(block, FIRST_FITS):
        _first_fits(block, context)
    elif isinstance(block, Bands):
        _bounds(block, context)
    elif isinstance(block, Option) and isinstance(block.values, v.Labels) and _one_text(block.values):
        _told_one(block.values, context)
    elif isinstance(block, Option) and isinstance(block.values, v.Labels):
        _values(block.values, context)
    for inner in block.blocks:
        _within(inner, context)


def _labels(block: Block, context: Context) -> None:
    seen: dict[str, Span] = {}
    first: dict[str, Row] = {}
    for row in block.table:
        for item in row.head.items if isinstance(row.head, v.Labels) else ():
            word = _word(item)
            if word in seen:
                context.add(
                    "N233",
                    "row-twice",
                    item.span,
                    f"`{block.kind}` has a row for `{word}` already.",
                    _way("name", row, first[word]),
                    labels=(Label(span=seen[word], text="first here"),),
                )
            seen.setdefault(word, item.span)
            first.setdefault(word, row)


def _first_fits(block: Block, context: Context) -> None:
    """Rows to which no record comes, because each that fits them fits one above."""
    above: list[tuple[tuple[str, ...], Row]] = []
    for row in block.table:
        if not isinstance(row.head, v.Labels):
            continue
        labels = tuple(_word(item) for item in row.head.items)
        if labels == ("otherwise",):
            return
        covering = next((each for each in above if _covers(each[0], labels)), None)
        if covering is not None:
            written = f"`{', '.join(covering[0])}`"
            context.add(
                "N233",
                "row-twice",
                row.head.span,
                f"No record comes to this row: {written} above fits all of them."
                if covering[0] != labels
                else f"The row {written} stands here already, and the first that fits applies.",
                "Keep one of them, or put the narrower row first."
                if covering[0] != labels
                else _way("value", row, covering[1]),
                labels=(Label(span=covering[1].head.span, text="this row comes first"),),
            )
        else:
            above.append((labels, row))


def _covers(wide: tuple[str, ...], narrow: tuple[str, ...]) -> bool:
    return len(wide) == len(narrow) and all(
        one in ("any", other) for one, other in zip(wide, narrow, strict=True)
    )


def _bounds(block: Bands, context: Context) -> None:
    """Rows with the same bound: the first that fits applies, so the second never does."""
    seen: dict[tuple[object, ...], Row] = {}
    for row in block.table:
        if not isinstance(row.head, v.BandHead) or len(row.head.bounds) != 1:
            continue
        key = tuple(_bound_key(row.head.bounds[0]))
        if key and key in seen:
            context.add(
                "N233",
                "row-twice",
                row.head.span,
                "This row stands here already, and the first that fits applies.",
                _way("level", row, seen[key]),
                labels=(Label(span=seen[key].head.span, text="first here"),),
            )
        seen.setdefault(key, row)


def _way(what: str, row: Row, first: Row) -> str:
    """The way out for two rows that begin alike: where they say different things, both may be meant."""
    if row.cell == first.cell:
        return "Leave one of them out."
    return f"Write another {what} in one of them, or leave the wrong one out."


def _bound_key(bound: v.Bound) -> Iterator[object]:
    operand = bound.operand
    if isinstance(operand, v.Quantity):
        yield from (bound.comparator, operand.number.value, operand.unit)
    elif isinstance(operand, v.Duration):
        yield from (bound.comparator, *((part.number.value, part.unit) for part in operand.parts))


def _values(values: v.Labels, context: Context) -> None:
    seen: set[str] = set()
    for item in values.items:
        word = _word(item)
        if word in seen:
            context.add("N106", "value-twice", item.span, "A value stands in this list twice.", "Keep one.")
        seen.add(word)


def _word(item: v.Value) -> str:
    return str(getattr(item, "text", getattr(item, "label", "")))
