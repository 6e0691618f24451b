"""Texts that conditions compare fields with, held against those that the data have.

A misspelt text in a condition is no mistake that a check of the agreement can see, and it matches nothing: `state is not
"Duplicate"` counts every duplicate where the data say `Duplikat`. Engines tell which texts there are; what is made of it is
the same for all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from sladsl.data.binding import Table
from sladsl.data.findings import finding
from sladsl.data.nearest import listed
from sladsl.data.reading import read_fields
from sladsl.diagnostics.suggest import closest
from sladsl.outcome.measured import DataFinding
from sladsl.plan.measure import Input, Metering, Node, StatePauses
from sladsl.plan.measure import Read as ReadNode
from sladsl.plan.rows import OneOf
from sladsl.record import Record, replace

MOST_VALUES = 1_000
"""Different texts of a field, the commonest, among which the one that was meant is looked for."""

Asked = Mapping[tuple[Input, str], tuple[str, ...]]
"""By input and field, the texts that conditions compare it with."""


def asked_texts(
    meterings: Iterable[Metering],
    nodes_of: Callable[[Metering], Iterable[Node]],
    tables: Mapping[str, Table],
) -> Asked:
    """The texts of text fields, and those values of a choice that the binding translates, but nothing into this one."""
    found: dict[tuple[Input, str], dict[str, None]] = {}
    for metering in dict.fromkeys(meterings):
        records = [] if metering.records is None else [(metering.records, metering.verdicts)]
        compared = [(node, node) for node in dict.fromkeys(nodes_of(metering))]
        for rows, said in (*compared, *records):
            for input, condition in _conditions(rows, said):
                kind = {field.name: field.type for field in read_fields(input)}.get(condition.field)
                table = tables.get(input.name)
                mapped = table.values.get(condition.field, {}) if table is not None else {}
                if kind == "text" or (kind == "choice" and mapped):
                    own = found.setdefault((input, condition.field), {})
                    reached = mapped.values() if kind == "choice" else ()
                    own |= dict.fromkeys(text for text in condition.values if text not in reached)
    return {key: tuple(own) for key, own in found.items() if own}


def not_in_data(
    asked: Asked, has: Callable[[Input, str, str], bool], values: Callable[[Input, str], Iterable[str]]
) -> Iterator[DataFinding]:
    """What is said of texts that no row has. `has`: whether a row that counts has a text in a field, or there is no row;
    `values`: the texts that there are, the commonest first."""
    lacking: dict[tuple[str, str], dict[str, None]] = {}
    present: dict[tuple[str, str], dict[str, None]] = {}
    for (input, field), texts in asked.items():
        missing = [text for text in texts if not has(input, field, text)]
        if missing:
            lacking.setdefault((input.name, field), {}).update(dict.fromkeys(missing))
            present.setdefault((input.name, field), {}).update(dict.fromkeys(values(input, field)))
    for (source, field), own in lacking.items():
        there = list(present[source, field])
        near = dict.fromkeys(each for each in (closest(text, there) for text in own) if each)
        named = listed(dict.fromkeys((*near, *there))) if there else "none: every cell is empty"
        made = finding("value-not-in-data", source, len(own), [(0, text) for text in own], field)
        yield replace(made, hint=f"{made.hint} Values of {field} are: {named}.")


def _conditions(node: Record, said: object) -> Iterator[tuple[Input, OneOf]]:
    """The comparisons with texts that a node makes itself, and the input of whose rows."""
    rows = getattr(node, "rows", None)
    input = _base(node if rows is None else rows)
    if input is not None:
        yield from ((input, each) for each in _compared(said))
    pauses = getattr(getattr(node, "clock", None), "pauses", None)
    if isinstance(pauses, StatePauses):
        events = _base(pauses.events)
        if events is not None:
            yield from ((events, each) for each in _compared(pauses.where))


def _base(rows: object) -> Input | None:
    while rows is not None and not isinstance(rows, ReadNode):
        rows = getattr(rows, "rows", None)
    return rows.input if rows is not None else None


def _compared(said: object) -> Iterator[OneOf]:
    """All comparisons with texts in a record, but for those of the nodes below it."""
    if isinstance(said, OneOf):
        yield said
    elif isinstance(said, tuple):
        # A calendar of twenty years has thousands of spans, and no condition among them.
        first = said[0] if said else None
        spans = isinstance(first, tuple) and bool(first) and isinstance(first[0], int)
        for part in said if isinstance(first, Record | tuple | str) and not spans else ():
            yield from _compared(part)
    elif isinstance(said, Record):
        for _, value in said.__iter_fields__():
            if not isinstance(value, Node | Input | StatePauses):
                yield from _compared(value)
