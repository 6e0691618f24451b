"""Conditions as they are written, each with the fields that it speaks of: also those of what is not evaluated yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from sladsl.ast import values as v
from sladsl.ast.agreements import Agreement
from sladsl.ast.declare import Block
from sladsl.ast.escalations import Escalation
from sladsl.ast.facts import Fact, Option
from sladsl.ast.figures import Definitions
from sladsl.ast.metrics import Measured, Metric
from sladsl.ast.objectives import Objective
from sladsl.ast.sources import Source
from sladsl.checks.reach import measured_by, metrics_of
from sladsl.checks.written import promises
from sladsl.model.from_ast.known import called, fields_of
from sladsl.record import Record
from sladsl.source import Span

CONDITIONS = (
    v.Comparison, v.OneOf, v.IsKnown, v.Notice, v.Order, v.Truth, v.Not, v.AllOf, v.AnyOf,
)  # fmt: skip
SPEAKING: frozenset[type[v.Value]] = frozenset({*CONDITIONS, v.Population, v.When, v.ClockWords})
"""What is a condition or has one, asked first because few values are."""
Fields = Mapping[str, v.FieldKind]


class Stated(Record):
    """A condition: the key that says it, the block it stands in, the fields of the rows that it is about.

    `holds` is what their source holds, "" where there are several sources or none.
    """

    key: str
    block: Block
    condition: v.Condition
    fields: Fields
    holds: str = ""
    _unequal = frozenset({"fields"})

    @property
    def span(self) -> Span:
        return self.condition.span


_stated: list[tuple[Agreement, tuple[Stated, ...]]] = []
"""The conditions of the agreement that was asked about last: several rules ask about one agreement in a row."""


def conditions(node: Agreement) -> tuple[Stated, ...]:
    """All conditions on the fields of rows, and on facts and options, in the order of the blocks."""
    if not _stated or _stated[0][0] is not node:
        _stated[:] = [(node, tuple(_conditions(node)))]
    return _stated[0][1]


def _conditions(node: Agreement) -> Iterator[Stated]:
    sources = _Sources(node)
    metrics = metrics_of(node)
    objectives = {each.name.text: each for each in node.children(Objective) if each.name is not None}
    chosen = dict(_chosen(node))
    for block in node.deep:
        own: tuple[str, ...] = ()
        if isinstance(block, Measured):
            own = _measured(block)
        elif isinstance(block, Escalation) and isinstance(block.head_value, v.Names):
            own = tuple(
                name
                for each in block.head_value.items
                if each.text in objectives
                for name in _promised(objectives[each.text], metrics)
            )
        for entry in block.entries:
            yield from _of(entry.key, entry.value, block, sources, own, chosen)
        for row in block.table if isinstance(block, Definitions) else ():
            yield from _of("definition", row.cell, block, sources, tuple(sources.blocks), chosen)


def _of(
    key: str, value: v.Value, block: Block, sources: _Sources, own: tuple[str, ...], chosen: Fields
) -> Iterator[Stated]:
    if type(value) not in SPEAKING:
        return
    match value:
        case v.Population(where=where):
            if where is not None:
                name = value.source.text
                yield Stated(
                    key=key,
                    block=block,
                    condition=where,
                    fields=sources.fields((name,)),
                    holds=sources.holds((name,)),
                )
        case v.When():
            yield Stated(key=key, block=block, condition=value.condition, fields=sources.fields(own))
        case v.ClockWords(paused=paused):
            if paused is not None:
                of = (value.log.text,) if value.log is not None else own
                yield Stated(key=key, block=block, condition=paused, fields=sources.fields(of))
        case _ if isinstance(value, CONDITIONS):
            circumstance = key == "applies where" or not own
            yield Stated(
                key=key,
                block=block,
                condition=value,
                fields=chosen if circumstance else sources.fields(own),
                holds="" if circumstance else sources.holds(own),
            )
        case _:
            return


def by_source(node: Agreement) -> Callable[[tuple[str, ...]], Fields]:
    """Gives the fields of sources by their names."""
    return _Sources(node).fields


class _Sources:
    def __init__(self, node: Agreement) -> None:
        self.blocks = {each.name.text: each for each in node.children(Source) if each.name is not None}
        self.words = {word: each for each in self.blocks.values() for word in called(each)}

    def _named(self, names: tuple[str, ...]) -> list[Source]:
        return list({id(found): found for name in names if (found := self.words.get(name))}.values())

    def fields(self, names: tuple[str, ...]) -> dict[str, v.FieldKind]:
        """The fields of some sources; those left out that are of one type here and of another there."""
        found: dict[str, v.FieldKind] = {}
        unlike: set[str] = set()
        for source in self._named(names):
            for name, kind, _ in fields_of(source):
                first = found.setdefault(name, kind) if isinstance(kind, v.FieldKind) else None
                if first is None or (first is not kind and first != kind):
                    unlike.add(name)
        return {name: kind for name, kind in found.items() if name not in unlike}

    def holds(self, names: tuple[str, ...]) -> str:
        held = {each.holds.text for each in self._named(names) if isinstance(each.holds, v.Answer)}
        return held.pop() if len(held) == 1 else ""


def _measured(block: Block) -> tuple[str, ...]:
    measure = block.measure if isinstance(block, Measured) else None
    return tuple(name.text for name in measure.sources) if isinstance(measure, v.Measure) else ()


def _promised(objective: Objective, metrics: Mapping[str, Metric]) -> Iterator[str]:
    for words in promises(objective):
        for each in measured_by(objective, words, metrics):
            yield from _measured(each)


def _chosen(node: Agreement) -> Iterator[tuple[str, v.FieldKind]]:
    """Facts and options as fields."""
    for block in node.blocks:
        if block.name is None:
            continue
        if isinstance(block, Fact) and isinstance(block.type_, v.FieldKind):
            yield block.name.text, block.type_
        elif isinstance(block, Option) and isinstance(block.values, v.Labels):
            values = tuple(each for each in block.values.items if isinstance(each, (v.Name, v.Text)))
            yield block.name.text, v.FieldKind(type="choice", values=values)
