"""Agreements that are based on others: terms taken over, and what takes their place, always said with `overrides`.

The result is one agreement as if everything had been written in it, so that nothing after this knows of levels, templates
or amendments; where each term comes from is kept for the contract (`Together.origins`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.claims import Claims
from sladsl.ast.credits import Owed, Points
from sladsl.ast.declare import Block, Entry, keys_of
from sladsl.ast.duties import Review
from sladsl.ast.figures import Assume, Definitions, Let, Parameters
from sladsl.ast.interpretation import Interpretation
from sladsl.ast.rights import Right
from sladsl.ast.scenarios import Scenario
from sladsl.ast.settlement import Settlement
from sladsl.ast.structure import Overriding
from sladsl.ast.terms import Term
from sladsl.diagnostics.finding import Label
from sladsl.model.from_ast.context import Context
from sladsl.record import Record, replace

ALONE: tuple[type[Block], ...] = (Term, Claims, Settlement, Review)
"""Blocks of which an agreement has one."""
OWN = frozenset(
    {
        "based on",
        "rank",
        "version",
        "supersedes",
        "published",
        "effective",
        "ends",
        "of",
        "from",
        "needs",
        "cites",
    }
)
"""Keys of a head that are not taken over: they speak of that text alone."""
DEEPEST = 8
A = TypeVar("A", bound=a.Agreement)
Identity = tuple[str, str]


class Together(Record):
    """An agreement with all that it is based on."""

    node: a.Agreement
    origins: Mapping[int, str]
    """Where a block of it begins in the text → the agreement or template that it was taken over from."""


def together(node: A, known: Mapping[str, a.Agreement], context: Context) -> Together:
    """The agreement with the terms that it is based on, as if all had been written in it."""
    return _together(node, known, context, ())


def amended(base: Together, amendment: a.Amendment, context: Context) -> Together:
    """The agreement as an amendment leaves it."""
    origins = dict(base.origins)
    name = base.node.name.text if base.node.name is not None else ""
    for block in base.node.blocks:
        origins.setdefault(block.span.start, name)
    made = _merge(amendment, [(name, base.node)], context)
    kept = {
        start: origin for start, origin in origins.items() if any(b.span.start == start for b in made.blocks)
    }
    known = keys_of(type(base.node))
    own = {entry.key for entry in base.node.entries if entry.key in OWN}
    head = tuple(entry for entry in base.node.entries if entry.key in OWN)
    changed = tuple(entry for entry in made.entries if entry.key in known and entry.key not in own)
    node = replace(base.node, entries=(*head, *changed), blocks=made.blocks)
    return Together(node=node, origins=kept)


def _together(
    node: a.Agreement, known: Mapping[str, a.Agreement], context: Context, path: tuple[str, ...]
) -> Together:
    written = node.based_on
    parents: list[tuple[str, a.Agreement]] = []
    origins: dict[int, str] = {}
    name = node.name.text if node.name is not None else ""
    if isinstance(written, v.Names):
        for parent in written.items:
            if parent.text in (*path, name):
                context.add(
                    "N160",
                    "based-on-itself",
                    parent.span,
                    f"`{name}` is based on itself: {' → '.join([*path, name, parent.text])}.",
                    "Take one of them out.",
                )
                continue
            found = known.get(parent.text)
            if found is None:
                context.unknown(parent.text, parent.span, sorted(known.keys() - {name}), "agreement")
                continue
            if len(path) >= DEEPEST:
                context.add(
                    "N160",
                    "based-on-itself",
                    parent.span,
                    "These agreements are based on each other too deep.",
                    "Join some.",
                )
                continue
            whole = _together(found, known, context, (*path, name))
            for block in whole.node.blocks:
                origins[block.span.start] = whole.origins.get(block.span.start, parent.text)
            parents.append((parent.text, whole.node))
    made = _merge(node, parents, context)
    kept = {block.span.start for block in made.blocks}
    return Together(node=made, origins={start: of for start, of in origins.items() if start in kept})


def _merge(node: A, parents: list[tuple[str, a.Agreement]], context: Context) -> A:
    names = [name for name, _ in parents]
    if not parents:
        for block in node.blocks:
            _refuse(block, "This agreement is based on none.", context)
        return node
    own = {identity: block for block in node.blocks if (identity := _identity(block)) is not None}
    taken: dict[Identity, tuple[str, Block]] = {}
    blocks: list[Block] = []
    entries = list(node.entries)
    overridden: set[int] = set()
    for name, parent in parents:
        for block in parent.blocks:
            if isinstance(block, Scenario):
                continue
            identity = _identity(block)
            if identity is None:
                if not _right_overridden(block, node, name, overridden):
                    blocks.append(block)
                continue
            mine = own.get(identity)
            if mine is not None:
                if _joined(mine):
                    continue
                _visible(mine, block, name, names, context, overridden)
                continue
            before = taken.get(identity)
            if before is not None:
                if before[1].span != block.span:
                    _two_origins(node, block, identity, before[0], name, context)
                continue
            taken[identity] = (name, block)
            blocks.append(block)
        said = {entry.key for entry in entries}
        many = {key.name for key in keys_of(type(parent)).values() if key.many}
        entries += [
            entry
            for entry in parent.entries
            if entry.key not in OWN and (entry.key not in said or entry.key in many)
        ]
    mine_now = [_with_parents(block, parents) for block in node.blocks]
    for block in node.blocks:
        if block.span.start not in overridden:
            _refuse(
                block, f"{' and '.join(names)} {'has' if len(names) == 1 else 'have'} no such thing.", context
            )
    return replace(node, entries=tuple(entries), blocks=(*blocks, *mine_now))


def _identity(block: Block) -> Identity | None:
    """What a block is among those of an agreement: what has the same takes its place."""
    if isinstance(block, (Interpretation, Assume, Let, Parameters, Definitions, *ALONE)):
        return block.kind, ""
    if isinstance(block, (Owed, Points)) and isinstance(block.head_value, v.Names):
        return block.kind, ", ".join(sorted(name.text for name in block.head_value.items))
    if block.name is not None:
        return "name", block.name.text
    return None


def _joined(block: Block) -> bool:
    """Blocks of rows and answers are joined with those of what they are based on, line by line."""
    return isinstance(block, (Assume, Let, Parameters, Definitions))


def _with_parents(block: Block, parents: list[tuple[str, a.Agreement]]) -> Block:
    """A block of answers or rows with those that it does not say itself."""
    if not (isinstance(block, Interpretation) or _joined(block)):
        return block
    entries: list[Entry] = list(block.entries)
    rows = list(block.table)
    for _, parent in parents:
        for other in parent.children(type(block)):
            said = {entry.key for entry in entries}
            entries += [each for each in other.entries if each.key not in said]
            labels = {_label(row.head) for row in rows}
            rows += [row for row in other.table if _label(row.head) not in labels]
    return replace(block, entries=tuple(entries), table=tuple(rows))


def _label(head: v.Value) -> str:
    return str(getattr(head.items[0], "text", "")) if isinstance(head, v.Labels) else ""


def _reference(block: Block) -> v.Reference | None:
    if not isinstance(block, Overriding):
        return None
    found = block.overrides
    return found if isinstance(found, v.Reference) else None


def _visible(
    mine: Block, theirs: Block, name: str, names: list[str], context: Context, overridden: set[int]
) -> None:
    """A finding where a block takes the place of another without saying so, or says it of something else."""
    said = _reference(mine)
    what = theirs.name.text if theirs.name is not None else _credited(theirs)
    right = f"{name}.{what}" if what else name
    if said is None:
        if not isinstance(mine, Overriding):
            return
        context.add(
            "N161",
            "hidden-override",
            mine.head_span,
            f"{name} has {_called(theirs)} already; this takes its place without saying so.",
            f"Write `overrides: {right}` in it.",
            labels=(Label(span=theirs.head_span, text=f"in {name}"),),
        )
        overridden.add(mine.span.start)
    elif said.of.text in names and (said.what is None or said.what.text in (what, "")):
        overridden.add(mine.span.start)
    elif said.of.text == name:
        overridden.add(mine.span.start)
        context.add(
            "N162",
            "overrides-another",
            said.span,
            f"This takes the place of `{right}`, not of `{said.of.text}.{said.what.text if said.what else ''}`.",
            f"Write `overrides: {right}`.",
        )


def _right_overridden(block: Block, node: a.Agreement, name: str, overridden: set[int]) -> bool:
    """Whether a right of the agreement below is replaced by one of the same holder and action."""
    if not isinstance(block, Right) or not isinstance(block.head_value, v.RightWords):
        return False
    words = block.head_value
    for mine in node.children(Right):
        said = _reference(mine)
        if said is None or said.of.text != name or not isinstance(mine.head_value, v.RightWords):
            continue
        own = mine.head_value
        if _who(own) == _who(words) and own.action == words.action:
            overridden.add(mine.span.start)
            return True
    return False


def _who(words: v.RightWords) -> str:
    return words.holder.text


def _two_origins(
    node: a.Agreement, block: Block, identity: Identity, first: str, second: str, context: Context
) -> None:
    context.add(
        "N163",
        "two-origins",
        node.head_span,
        f"{first} and {second} both have {_called(block)}.",
        f"Say which holds: write it here with `overrides: {first}.{identity[1]}`.",
        labels=(Label(span=block.head_span, text=f"in {second}"),),
    )


def _refuse(block: Block, why: str, context: Context) -> None:
    said = _reference(block)
    if said is not None:
        context.add(
            "N164", "nothing-to-override", said.span, why, "Leave `overrides` out, or correct the name."
        )


def _credited(block: Block) -> str:
    """The one objective that a credit is for."""
    if isinstance(block.head_value, v.Names) and len(block.head_value.items) == 1:
        return block.head_value.items[0].text
    return ""


def _called(block: Block) -> str:
    if isinstance(block.head_value, v.Names):
        return f"`{block.kind} for {', '.join(name.text for name in block.head_value.items)}`"
    return f"`{block.label}`"
