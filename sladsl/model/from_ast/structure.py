"""Agreements that are based on others: terms taken over, and what takes their place, always said with `overrides`.

The result is one agreement as if everything had been written in it, so that nothing after this knows of levels, templates
or amendments; where each term comes from is kept for the contract (`Together.origins`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol, TypeVar

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.declare import Block, Entry, keys_of
from sladsl.ast.rights import Right
from sladsl.ast.scenarios import Scenario
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.joined import JOINED, join
from sladsl.model.from_ast.overriding import (
    Overridden,
    identity,
    refuse_rank,
    right_of,
    two_origins,
)
from sladsl.model.from_ast.parameters import check_given, tell_missing
from sladsl.record import Record, replace

OWN = frozenset(
    {
        "based on",
        "terms of the base",
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
DEEPEST = 16
"""Agreements that are based on each other: more is a slip, or a trap."""
A = TypeVar("A", bound=a.Agreement)


class Together(Record):
    """An agreement with all that it is based on."""

    node: a.Agreement
    origins: Mapping[int, str]
    """Where a block of it begins in the text → the agreement or template that it was taken over from."""
    depth: int = 0
    """How many agreements lie below it."""


class Parent(Record):
    """One of those that an agreement is based on, under the name by which it is called there."""

    name: str
    whole: Together

    def origin(self, block: Block) -> str:
        """The agreement in whose text a block of it stands."""
        return self.whole.origins.get(block.span.start, self.name)


class Amending(Protocol):
    """What a structure is asked for by its days (ISO; "" is before all amendments)."""

    def of_base(self, node: a.Agreement, day: str) -> str:
        """The day as of which what a node is based on holds for it on that day."""

    def until(self, name: str, day: str) -> list[a.Amendment]:
        """The amendments of an agreement that count on that day, in their order."""


class Structure:
    """The agreements of a file and of those that it uses; each is put together once, however many are based on it."""

    def __init__(self, known: Mapping[str, a.Agreement], amending: Amending) -> None:
        self.known = known
        self.amending = amending
        self.done: dict[tuple[str, str], Together] = {}

    def together(
        self, node: a.Agreement, context: Context, path: tuple[str, ...] = (), day: str = ""
    ) -> Together:
        """The agreement with the terms that it is based on, as if all had been written in it; without its own amendments.

        `day`: the day (ISO) as of which what it is based on is looked at; "" when it begins.
        """
        name = _name(node)
        mine = self.known.get(name) is node
        below = self.amending.of_base(node, day)
        if mine and (name, below) in self.done:
            return self.done[name, below]
        parents = self._parents(node, context, (*path, name), below)
        made = _put_together(node, parents, context)
        if mine:
            self.done[name, below] = made
        return made

    def _as_of(self, node: a.Agreement, day: str, context: Context, path: tuple[str, ...]) -> Together:
        """An agreement with its amendments until a day; "" without any."""
        whole = self.together(node, context, path, day)
        for each in self.amending.until(_name(node), day):
            whole = amended(whole, each, context)
        return whole

    def _parents(self, node: a.Agreement, context: Context, path: tuple[str, ...], day: str) -> list[Parent]:
        written = node.based_on
        parents: list[Parent] = []
        for parent in written.items if isinstance(written, v.Names) else ():
            if parent.text in {each.name for each in parents}:
                continue
            if parent.text in path:
                circle = [*path[path.index(parent.text) :], parent.text]
                context.add(
                    "N160",
                    "based-on-itself",
                    parent.span,
                    f"`{parent.text}` is based on itself: {' → '.join(circle)}.",
                    "Take one of them out.",
                )
                continue
            found = self.known.get(parent.text)
            if found is None or isinstance(found, a.Amendment):
                among = sorted(
                    key
                    for key, each in self.known.items()
                    if key != path[-1] and not isinstance(each, a.Amendment)
                )
                context.unknown(parent.text, parent.span, among, "agreement")
                continue
            whole = self._as_of(found, day, context, path) if len(path) < DEEPEST else None
            if whole is None or whole.depth + 1 >= DEEPEST:
                context.add(
                    "N160",
                    "based-on-itself",
                    parent.span,
                    f"More than {DEEPEST} agreements are based on each other.",
                    "Join some of them.",
                )
                continue
            refuse_rank(node, found, parent, context)
            parents.append(Parent(name=parent.text, whole=whole))
        return parents


def amended(base: Together, amendment: a.Amendment, context: Context) -> Together:
    """The agreement as an amendment leaves it."""
    name = _name(base.node)
    base = _without_taken_out(base, amendment, context)
    made = _put_together(amendment, [Parent(name=name, whole=base)], context)
    known = keys_of(type(base.node))
    # The last day in force is the one of its own keys that an amendment changes: it has no last day itself.
    ends = tuple(entry for entry in amendment.entries if entry.key == a.Agreement.ends.name)
    own = tuple(
        entry for entry in base.node.entries if entry.key in OWN and not (ends and entry.key == ends[0].key)
    )
    changed = tuple(entry for entry in made.node.entries if entry.key in known and entry.key not in OWN)
    own = (*own, *ends)
    node = replace(base.node, entries=(*own, *changed), blocks=made.node.blocks)
    return Together(node=node, origins=made.origins)


def _without_taken_out(base: Together, amendment: a.Amendment, context: Context) -> Together:
    """The agreement without what an amendment takes out, and without the credits that are only for that."""
    written = amendment.takes_out
    names = {each.text: each for each in written.items} if isinstance(written, v.Names) else {}
    there = {block.name.text for block in base.node.blocks if block.name is not None}
    for text, each in names.items():
        if text not in there:
            context.unknown(text, each.span, sorted(there), "block")

    def gone(block: Block) -> bool:
        if block.name is not None:
            return block.name.text in names
        of = block.head_value
        return isinstance(of, v.Names) and all(each.text in names for each in of.items)

    kept = tuple(block for block in base.node.blocks if not gone(block))
    return replace(base, node=replace(base.node, blocks=kept)) if names else base


def _put_together(node: A, parents: list[Parent], context: Context) -> Together:
    blocks = _Blocks(node, parents, context).merged()
    entries = _entries(node, parents, context)
    whole = replace(node, entries=entries, blocks=blocks)
    whole = check_given(node, whole, [each.whole.node for each in parents], context)
    if not isinstance(node, (a.Template, a.Amendment)):
        tell_missing(whole, [(each.name, each.whole.node) for each in parents], context)
    own = {block.span.start for block in node.blocks}
    origins = {
        block.span.start: parent.origin(block)
        for parent in parents
        for block in parent.whole.node.blocks
        if block.span.start not in own
    }
    kept = {block.span.start for block in blocks}
    return Together(
        node=whole,
        origins={start: of for start, of in origins.items() if start in kept},
        depth=max((each.whole.depth + 1 for each in parents), default=0),
    )


class _Blocks:
    """The blocks of an agreement and of those that it is based on, each once."""

    def __init__(self, node: a.Agreement, parents: list[Parent], context: Context) -> None:
        self.node = node
        self.parents = parents
        self.context = context
        self.own = {key: block for block in node.blocks if (key := identity(block)) is not None}
        self.taken: dict[tuple[str, str], tuple[Parent, Block]] = {}
        self.said = Overridden([each.name for each in parents], context)

    def merged(self) -> tuple[Block, ...]:
        over: list[Block] = []
        seen: set[int] = set()
        for parent in self.parents:
            for block in parent.whole.node.blocks:
                # A term that comes by two ways is the same term.
                if block.span.start not in seen and self._taken_over(block, parent):
                    over.append(block)
                seen.add(block.span.start)
        own = tuple(self._joined())
        for block in self.node.blocks:
            self.said.refuse_nothing(block)
        return self._in_place(over, own) if isinstance(self.node, a.Amendment) else (*over, *own)

    def _in_place(self, over: list[Block], own: tuple[Block, ...]) -> tuple[Block, ...]:
        """What an amendment changes stands where the old one stood: credits use up a cap in the order of the text."""
        kept = {block.span.start for block in over}
        mine = {block.span.start: block for block in own}
        found = []
        for parent in self.parents:
            for block in parent.whole.node.blocks:
                if block.span.start in kept:
                    found.append(block)
                    continue
                key = identity(block)
                instead = self.own.get(key) if key is not None else None
                if isinstance(block, Right):
                    instead = right_of(block, self.node, {parent.name, parent.origin(block)})
                if instead is not None and instead.span.start in mine:
                    found.append(mine.pop(instead.span.start))
        return (*found, *mine.values())

    def _taken_over(self, block: Block, parent: Parent) -> bool:
        """Whether a block of a parent stands in what is made, as it is."""
        if isinstance(block, (Scenario, *JOINED)):
            return False
        if isinstance(block, Right):
            mine = right_of(block, self.node, {parent.name, parent.origin(block)})
            if mine is not None:
                self.said.mark(mine)
            return mine is None
        key = identity(block)
        if key is None:
            return True
        own = self.own.get(key)
        if own is not None:
            self.said.instead(own, block, parent.name, parent.origin(block))
            return False
        first, _ = self.taken.setdefault(key, (parent, block))
        if first is not parent:
            two_origins(self.node, block, first.name, parent.name, self.context)
        return first is parent

    def _joined(self) -> Iterable[Block]:
        """The own blocks, and those that are joined line by line with the same of what it is based on."""
        for kind in JOINED:
            theirs = [
                (parent.name, parent.origin(block), block)
                for parent in self.parents
                for block in parent.whole.node.children(kind)
            ]
            if theirs and not self.node.children(kind):
                yield join(self.node, None, theirs, self.said, self.context)
        for block in self.node.blocks:
            if isinstance(block, JOINED):
                theirs = [
                    (parent.name, parent.origin(other), other)
                    for parent in self.parents
                    for other in parent.whole.node.children(type(block))
                ]
                first = next(each for each in self.node.blocks if type(each) is type(block)) is block
                yield join(self.node, block, theirs if first else [], self.said, self.context)
            else:
                yield block


def _entries(node: a.Agreement, parents: list[Parent], context: Context) -> tuple[Entry, ...]:
    """The keys of the head: its own, then those that only the others say; what is repeated adds up."""
    entries = list(node.entries)
    own = {entry.key for entry in entries}
    origin: dict[str, tuple[str, Entry]] = {}
    spans: set[int] = set()
    for parent in parents:
        keys = keys_of(type(parent.whole.node))
        for entry in parent.whole.node.entries:
            if entry.key in OWN or entry.span.start in spans:
                continue
            spans.add(entry.span.start)
            if keys[entry.key].many:
                # A list that an amendment writes is the list from then on.
                if entry.key not in own or not isinstance(node, a.Amendment):
                    entries.append(entry)
            elif entry.key in own:
                continue
            elif entry.key in origin:
                first, before = origin[entry.key]
                if before.value != entry.value:
                    context.add(
                        "N163",
                        "two-origins",
                        node.head_span,
                        f"{first} and {parent.name} both say `{entry.key}`, and not the same.",
                        f"Say here which holds: `{entry.key}: …`.",
                    )
            else:
                origin[entry.key] = parent.name, entry
                entries.append(entry)
    return tuple(entries)


def _name(node: a.Agreement) -> str:
    return node.name.text if node.name is not None else ""
