"""Defined terms, spelled out where they are used, before all else.

`number of QualifiedLead` counts the leads that fit, `Urgent` is its condition.
"""

from __future__ import annotations

from typing import Any

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.declare import Block, Entry
from sladsl.ast.figures import Definitions
from sladsl.ast.later import values_within
from sladsl.ast.metrics import Measured
from sladsl.diagnostics.finding import Label
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.known import names_taken
from sladsl.record import Record, replace

MOST_PARTS = 2_000
"""Conditions and fields that a term comes to when all terms in it are spelled out."""
MOST_NESTED = 200
"""Conditions within conditions, when all is spelled out: what is read in one value nests no deeper."""
DEEPEST = 40
"""Terms within terms."""


class Terms:
    """The defined terms of an agreement, each without other terms in it."""

    def __init__(self, node: a.Agreement, context: Context) -> None:
        self.context = context
        self.written: dict[str, v.Population | v.When] = {}
        self.broken: set[str] = set()
        """Terms that mean nothing, which is told: what uses them is not looked at."""
        self.sizes: dict[str, int] = {}
        self.depths: dict[str, int] = {}
        self.closed: dict[str, v.Population | v.When] = {}
        self._declare(node)
        context.populations = tuple(
            name for name, value in self.written.items() if isinstance(value, v.Population)
        )
        for name in self.written:
            self.term(name)

    def _declare(self, node: a.Agreement) -> None:
        rows = [row for block in node.children(Definitions) for row in block.table]
        others = names_taken(node) if rows else {}
        told: set[str] = set()
        for row in rows:
            if not (isinstance(row.head, v.Labels) and isinstance(row.head.items[0], v.Name)):
                continue
            name = row.head.items[0]
            if name.text in told:
                self.context.add(
                    "N158", "term-twice", name.span, f"`{name.text}` is defined already.", "Keep one of them."
                )
                continue
            told.add(name.text)
            if name.text in others and isinstance(row.cell, (v.Population, v.When)):
                what, span = others[name.text]
                self.context.add(
                    "N176",
                    "term-named-as-another",
                    name.span,
                    f"`{name.text}` is {what}, too.",
                    "Give the term another name.",
                    labels=(Label(span=span, text="here"),),
                )
            elif isinstance(row.cell, (v.Population, v.When)):
                self.written[name.text] = row.cell

    def __bool__(self) -> bool:
        return bool(self.written)

    def term(self, name: str, path: tuple[str, ...] = ()) -> v.Population | v.When | None:
        """What a term stands for, spelled out; None where it is no such term, or means nothing."""
        if name in self.closed:
            return self.closed[name]
        term = self.written.get(name)
        if term is None or name in self.broken:
            return None
        inner = [each for each in _mentioned(term) if each.text in self.written]
        for each in inner:
            if each.text in (*path, name) or len(path) >= DEEPEST:
                self._refuse(each, (*path, name))
                return None
            if each.text not in self.closed and self.term(each.text, (*path, name)) is None:
                self.broken.add(name)
                return None
        self.sizes[name] = 1 + len(inner) + sum(self.sizes[each.text] for each in inner)
        self.depths[name] = _depth(term) + max((self.depths[each.text] for each in inner), default=0)
        if self.sizes[name] > MOST_PARTS or self.depths[name] > MOST_NESTED:
            self._refuse(inner[0], (name,))
            return None
        made: v.Population | v.When = self.replaced(term)
        self.closed[name] = made
        return made

    def _refuse(self, name: v.Name, path: tuple[str, ...]) -> None:
        """A finding for a circle, once for all terms in it, and for terms that come to too much."""
        circle = [*path[path.index(name.text) :], name.text] if name.text in path else []
        self.broken |= set(path) | {name.text}
        if circle:
            self.context.add(
                "N159",
                "term-in-a-circle",
                name.span,
                f"`{name.text}` is defined by itself: {' → '.join(circle)}.",
                "Say what it is in fields of the source.",
            )
        else:
            self.context.add(
                "N177",
                "term-too-long",
                name.span,
                f"Spelled out, `{path[0]}` has more than {MOST_PARTS:,} parts, or too many within each other.",
                "Say what it is in fields of the source.",
            )

    def replaced(self, value: Any) -> Any:
        """A value with conditions in place of the terms that stand for them."""
        if isinstance(value, v.Truth):
            term = self.closed.get(value.field.text)
            return term.condition if isinstance(term, v.When) else value
        if isinstance(value, v.Population):
            value = self._rows(value)
        if isinstance(value, Record):
            changed = {
                name: made
                for name, field in value.__iter_fields__()
                if isinstance(field, (Record, tuple)) and (made := self.replaced(field)) is not field
            }
            return replace(value, **changed) if changed else value
        if isinstance(value, tuple):
            items = tuple(self.replaced(each) for each in value)
            return items if any(new is not old for new, old in zip(items, value, strict=True)) else value
        return value

    def _rows(self, value: v.Population) -> v.Population:
        """Rows of a term: those of its source for which its condition holds, too."""
        term = self.closed.get(value.source.text)
        if not isinstance(term, v.Population):
            return value
        source = v.Name(text=term.source.text, span=value.source.span)
        return replace(value, source=source, where=_both(term.where, value.where))

    def speaks_of_broken(self, value: object) -> bool:
        """Whether a value names a term that means nothing."""
        return bool(self.broken) and any(each.text in self.broken for each in _mentioned(value))


def spelled_out(node: a.Agreement, context: Context) -> a.Agreement:
    """The agreement with each defined term in place of its name."""
    terms = Terms(node, context)
    if not terms:
        return node
    return replace(node, blocks=tuple(_block(block, terms) for block in node.blocks))


def _mentioned(value: object) -> list[v.Name]:
    """The names in a value that a term could stand behind."""
    found = []
    for each in values_within(value):
        if isinstance(each, v.Truth):
            found.append(each.field)
        elif isinstance(each, v.Population):
            found.append(each.source)
        elif isinstance(each, v.Measure):
            found += each.sources
    return found


def _depth(value: object) -> int:
    """How deep the values in a value nest; a value that was read nests no deeper than its operators."""
    if isinstance(value, Record):
        return 1 + max((_depth(field) for _, field in value.__iter_fields__()), default=0)
    if isinstance(value, tuple):
        return max(map(_depth, value), default=0)
    return 0


def _both(first: v.Condition | None, second: v.Condition | None) -> v.Condition | None:
    if first is None or second is None:
        return first or second
    return v.AllOf(of=(first, second), span=second.span)


def _block(block: Block, terms: Terms) -> Block:
    if isinstance(block, Definitions):
        return block
    entries = tuple(_entry(entry, terms) for entry in block.entries)
    made = replace(block, entries=entries, blocks=tuple(_block(inner, terms) for inner in block.blocks))
    return _counted(made, terms) if isinstance(made, Measured) else made


def _entry(entry: Entry, terms: Terms) -> Entry:
    if terms.speaks_of_broken(entry.value):
        return replace(entry, value=v.Broken(span=entry.value.span))
    made = terms.replaced(entry.value)
    return entry if made is entry.value else replace(entry, value=made)


def _counted(block: Measured, terms: Terms) -> Measured:
    """A measurement of a defined term: of its source, and only of the rows that the term means."""
    measure = block.measure
    if not isinstance(measure, v.Measure) or len(measure.sources) != 1:
        return block
    name = measure.sources[0]
    term = terms.closed.get(name.text)
    if not isinstance(term, v.Population):
        return block
    source = v.Name(text=term.source.text, span=name.span)
    entries = [
        replace(entry, value=replace(measure, sources=(source,)))
        if entry.key == Measured.measure.name
        else entry
        for entry in block.entries
    ]
    if term.where is not None:
        own = next((entry for entry in entries if entry.key == Measured.where.name), None)
        if own is None:
            span = name.span
            entries.append(Entry(key=Measured.where.name, value=term.where, span=span, key_span=span))
        elif not isinstance(own.value, v.Broken):
            both: Any = _both(term.where, own.value)  # type: ignore[arg-type]
            entries[entries.index(own)] = replace(own, value=both)
    return replace(block, entries=tuple(entries))
