"""Blocks of rows and answers, joined line by line with those of what an agreement is based on."""

from __future__ import annotations

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.declare import Block, Entry, Row
from sladsl.ast.figures import Assume, Definitions, Let, Parameters
from sladsl.ast.governance import Responsibilities
from sladsl.ast.interpretation import Interpretation
from sladsl.ast.structure import Overriding
from sladsl.diagnostics.finding import Label
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.overriding import Overridden, reference
from sladsl.record import replace
from sladsl.source import Span

JOINED: tuple[type[Block], ...] = (Interpretation, Parameters, Assume, Let, Definitions, Responsibilities)
"""Their lines are taken over one by one."""
FIGURES: tuple[type[Block], ...] = (Assume, Let, Definitions)
"""Blocks whose lines can't say `overrides`: a line that is there already has another name, or is a parameter."""
Theirs = tuple[str, str, Block]
"""The name of a parent, the agreement in whose text the block stands, the block."""


def join(
    node: a.Agreement, mine: Block | None, theirs: list[Theirs], said: Overridden, context: Context
) -> Block:
    """A block with the lines that it does not say itself; without `mine` the first of the others is the block."""
    block = mine if mine is not None else theirs[0][2]
    own = {line: span for line, span, _ in _lines(block)} if mine is not None else {}
    if mine is not None and theirs:
        _visible(mine, theirs, own, said, node, context)
    rows: list[Row] = list(block.table) if mine is not None else []
    entries: list[Entry] = list(block.entries) if mine is not None else []
    taken: dict[str, tuple[str, Span, v.Value]] = {}
    for parent, _, other in theirs:
        for line, span, value in _lines(other):
            if line in own:
                continue
            if line in taken:
                first, before, same = taken[line]
                if before != span and same != value:
                    _two_origins(node, other, line, first, parent, span, context)
                continue
            taken[line] = parent, span, value
            rows += [row for row in other.table if row.span == span]
            entries += [entry for entry in other.entries if entry.span == span]
    return replace(block, entries=tuple(entries), table=tuple(rows))


def _lines(block: Block) -> list[tuple[str, Span, v.Value]]:
    """The lines of a block: what each is about, where it stands, what it says."""
    found = [
        (entry.key, entry.span, entry.value)
        for entry in block.entries
        if entry.key != Overriding.overrides.name
    ]
    return found + [(label(row), row.span, row.cell) for row in block.table]


def label(row: Row) -> str:
    """The name at the beginning of a row; "" where there is none."""
    return str(getattr(row.head.items[0], "text", "")) if isinstance(row.head, v.Labels) else ""


def _visible(
    mine: Block,
    theirs: list[Theirs],
    own: dict[str, Span],
    said: Overridden,
    node: a.Agreement,
    context: Context,
) -> None:
    """A finding for each line that is there already and is changed without a word."""
    written = reference(mine)
    if written is not None:
        said.mark(mine)
        if written.of.text not in {name for each in theirs for name in each[:2]}:
            context.add(
                "N162",
                "overrides-another",
                written.span,
                f"This takes the place of lines of `{theirs[0][0]}`, not of `{written.of.text}`.",
                f"Write `overrides: {theirs[0][0]}`.",
            )
        return
    if isinstance(mine, Parameters) or isinstance(node, a.Amendment):
        return
    told: set[str] = set()
    for parent, origin, other in theirs:
        for line, span, value in _lines(other):
            if line not in own or line in told or _value(mine, line) == value:
                continue
            told.add(line)
            if isinstance(mine, FIGURES):
                hint = f"Give it another name, or let {origin} ask for it in `parameters`."
            elif isinstance(mine, Overriding):
                hint = f"Write `overrides: {parent}` in this `{mine.kind}`."
            else:
                continue
            context.add(
                "N161",
                "hidden-override",
                own[line],
                f"{origin} says `{line}` already; this takes its place without saying so.",
                hint,
                labels=(Label(span=span, text=f"in {origin}"),),
            )


def _value(block: Block, line: str) -> v.Value | None:
    return next((value for each, _, value in _lines(block) if each == line), None)


def _two_origins(
    node: a.Agreement, block: Block, line: str, first: str, second: str, span: Span, context: Context
) -> None:
    overrides = f"overrides: {first}   " if isinstance(block, Overriding) else ""
    context.add(
        "N163",
        "two-origins",
        node.head_span,
        f"{first} and {second} both say `{line}` in `{block.kind}`, and not the same.",
        f"Say which holds: write `{block.kind} {{ {overrides}{line}: … }}` here.",
        labels=(Label(span=span, text=f"in {second}"),),
    )
