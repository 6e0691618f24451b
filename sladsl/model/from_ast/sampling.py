"""Samples of which nobody says how long each stands: left open as if it were said, and told."""

from __future__ import annotations

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.declare import Block, Entry
from sladsl.ast.sources import Source
from sladsl.model.from_ast.context import Context
from sladsl.record import replace

SAMPLES = ("samples", "counters")


def with_sampling(node: a.Agreement, context: Context) -> a.Agreement:
    """The agreement in which such sources say `every: not stated`; a warning for each."""
    blocks = tuple(_source(each, context) if isinstance(each, Source) else each for each in node.blocks)
    return node if blocks == node.blocks else replace(node, blocks=blocks)


def _source(source: Source, context: Context) -> Block:
    holds = source.holds
    if source.has(Source.every) or not isinstance(holds, v.Answer) or holds.text not in SAMPLES:
        return source
    context.add(
        "N207",
        "sampling-unstated",
        source.head_span,
        "Samples stand for a length of time, and this source does not say which: nothing is computed from them.",
        "Add `every: 1 minute`.",
        severity="warning",
    )
    where = source.head_span
    absent = Entry(key=Source.every.name, value=v.NotStated(span=where), span=where, key_span=where)
    return replace(source, entries=(*source.entries, absent))
