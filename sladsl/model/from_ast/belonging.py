"""Which time of a record says to which month it belongs: a field that no source has would place nothing."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.interpretation import Interpretation
from sladsl.ast.metrics import Measured
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.known import Known

PLACED = ("records", "events")
"""Kinds of sources whose rows are placed by a field of their own."""


def refuse_unplaced(node: a.Agreement, known: Known, context: Context) -> None:
    """A finding for each field that places records and that their source has not."""
    measured = [each for each in node.blocks if isinstance(each, Measured)]
    for block in measured:
        if isinstance(block.record_belongs_to, v.Name):
            _named(block.record_belongs_to, tuple(_sources(block, known)), known, context)
    rest = {
        source
        for block in measured
        if not block.has(Measured.record_belongs_to)
        for source in _sources(block, known)
    }
    for answers in node.children(Interpretation):
        if isinstance(answers.record_belongs_to, v.Name):
            _named(answers.record_belongs_to, tuple(sorted(rest)), known, context)


def _named(field: v.Name, sources: tuple[str, ...], known: Known, context: Context) -> None:
    times = {source: known.fields(frozenset({source}), ("time",)) for source in sources}
    if not times or any(field.text in each for each in times.values()):
        return  # of several sources one may be placed by its only time
    every = sorted(set().union(*times.values()))
    if every:
        context.unknown(field.text, field.span, every, "time field")


def _sources(block: Measured, known: Known) -> Iterator[str]:
    """The sources of a measurement whose rows are placed by a field."""
    measure = block.measure
    written = measure.sources if isinstance(measure, v.Measure) else ()
    for source in known.rows_of(tuple(name.text for name in written)):
        holds = known.sources[source].holds
        if isinstance(holds, v.Answer) and holds.text in PLACED:
            yield source
