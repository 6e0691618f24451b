"""Defined terms, spelled out where they are used, before all else.

`number of QualifiedLead` counts the leads that fit, `Urgent` is its condition.
"""

from __future__ import annotations

from typing import Any

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.declare import Block, Entry
from sladsl.ast.figures import Definitions
from sladsl.ast.metrics import Measured
from sladsl.model.from_ast.context import Context
from sladsl.record import Record, replace

Terms = dict[str, "v.Population | v.When"]


def spelled_out(node: a.Agreement, context: Context) -> a.Agreement:
    """The agreement with each defined term in place of its name, and a finding for a term that is defined twice."""
    terms: Terms = {}
    for block in node.children(Definitions):
        for row in block.table:
            if not (isinstance(row.head, v.Labels) and isinstance(row.head.items[0], v.Name)):
                continue
            name = row.head.items[0]
            if name.text in terms:
                context.add(
                    "N158", "term-twice", name.span, f"`{name.text}` is defined already.", "Keep one of them."
                )
            elif isinstance(row.cell, (v.Population, v.When)):
                terms[name.text] = row.cell
    if not terms:
        return node
    terms = {name: _closed(name, term, terms, context) for name, term in terms.items()}
    return replace(node, blocks=tuple(_block(block, terms) for block in node.blocks))


def _closed(name: str, term: v.Population | v.When, terms: Terms, context: Context) -> Any:
    """A term without other terms in it; one that is defined by itself stays as it is, which is told."""
    pending = [name]
    while True:
        inner = next(
            (each.field for each in _truths(term) if isinstance(terms.get(each.field.text), v.When)), None
        )
        if inner is None:
            return term
        if inner.text in pending:
            context.add(
                "N159",
                "term-in-a-circle",
                inner.span,
                f"`{name}` is defined by itself.",
                "Say what it is in fields of the source.",
            )
            return term
        pending.append(inner.text)
        found = terms[inner.text]
        assert isinstance(found, v.When)
        term = _replaced(term, {inner.text: found})


def _truths(value: object) -> list[v.Truth]:
    from sladsl.ast.later import values_within

    return [each for each in values_within(value) if isinstance(each, v.Truth)]


def _block(block: Block, terms: Terms) -> Block:
    if isinstance(block, Definitions):
        return block
    entries = tuple(replace(entry, value=_replaced(entry.value, terms)) for entry in block.entries)
    made = replace(block, entries=entries, blocks=tuple(_block(inner, terms) for inner in block.blocks))
    return _counted(made, terms) if isinstance(made, Measured) else made


def _counted(block: Measured, terms: Terms) -> Measured:
    """A measurement of a defined term: of its source, and only of the rows that the term means."""
    measure = block.measure
    if not isinstance(measure, v.Measure) or len(measure.sources) != 1:
        return block
    name = measure.sources[0]
    term = terms.get(name.text)
    if not isinstance(term, v.Population):
        return block
    source = v.Name(text=term.source.text, span=name.span)
    entries = [
        replace(entry, value=replace(measure, sources=(source,)))
        if entry.key == Measured.measure.name
        else entry
        for entry in block.entries
    ]
    where = term.where
    if where is not None:
        own = next((entry for entry in entries if entry.key == Measured.where.name), None)
        if own is None:
            span = name.span
            entries.append(Entry(key=Measured.where.name, value=where, span=span, key_span=span))
        elif not isinstance(own.value, v.Broken):
            both: Any = v.AllOf(of=(where, own.value), span=own.value.span)  # type: ignore[arg-type]
            entries[entries.index(own)] = replace(own, value=both)
    return replace(block, entries=tuple(entries))


def _replaced(value: Any, terms: Terms) -> Any:
    """A value with conditions in place of the terms that stand for them."""
    if isinstance(value, v.Truth):
        term = terms.get(value.field.text)
        return term.condition if isinstance(term, v.When) else value
    if isinstance(value, Record):
        changed = {
            name: made
            for name, field in value.__iter_fields__()
            if (made := _replaced(field, terms)) is not field
        }
        return replace(value, **changed) if changed else value
    if isinstance(value, tuple):
        items = tuple(_replaced(each, terms) for each in value)
        return items if any(new is not old for new, old in zip(items, value, strict=True)) else value
    return value
