"""The reference engine: reads tables, evaluates every metering cell by cell, in plain Python.

It is the oracle: slow where it has to be, obvious everywhere, and what every other engine must agree with.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import partial
from typing import assert_never

from sladsl.data.binding import Table
from sladsl.data.findings import in_order
from sladsl.data.origins import placed, placed_witnesses
from sladsl.data.reading import ReadTable, read_table
from sladsl.engines.asked import MOST_VALUES, asked_texts, not_in_data
from sladsl.engines.contract import Progress
from sladsl.engines.drill import Drill
from sladsl.engines.reference.aggregates import edges, of_rows, slot_starts
from sladsl.engines.reference.relations import Relations, nodes_of
from sladsl.engines.reference.remarks import crowded, nowhere
from sladsl.engines.reference.spans import begun, lengths
from sladsl.engines.reference.weighing import weighed
from sladsl.engines.reference.witnesses import records, witnesses
from sladsl.outcome.measured import Cell, DataFinding, Measured, SourceFacts, of_one_source
from sladsl.plan.measure import (
    Begun,
    Cells,
    Count,
    Edge,
    Exact,
    Extreme,
    Input,
    Known,
    Length,
    Longest,
    Metering,
    Ranked,
    Rated,
    Ratios,
    Read,
    SlotStarts,
    Snapshots,
    Stated,
    Stepped,
    Total,
    Weighed,
)
from sladsl.values.period import Period


class ReferenceSession:
    """Tables by source name; what was read is kept until the session is closed."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        self._tables = dict(tables)
        self._read: dict[tuple[Input, int | None], ReadTable] = {}

    def facts(self, inputs: tuple[Input, ...]) -> tuple[SourceFacts, ...]:
        """Facts of each input as if all its rows were known."""
        return tuple(self._table(input, None).facts for input in inputs)

    def measure(
        self, meterings: tuple[Metering, ...], as_of: int, progress: Progress | None = None
    ) -> Measured:
        inputs = list(dict.fromkeys(input for metering in meterings for input in _inputs(metering)))
        steps = len(inputs) + len(meterings)
        tables: dict[Input, ReadTable] = {}
        for done, input in enumerate(inputs):
            if progress is not None:
                progress(f"reading {input.name}", done, steps)
            tables[input] = self._table(input, as_of)
        relations = Relations(tables, as_of)
        cells: list[Cell] = []
        for done, metering in enumerate(meterings, start=len(inputs)):
            if progress is not None:
                progress(f"measuring {metering.metric}", done, steps)
            cells.extend(_cells(relations, metering))
        if progress is not None:
            progress("measured", steps, steps)
        findings: list[DataFinding] = [each for table in tables.values() for each in table.findings]
        findings += [*crowded(tables, meterings), *nowhere(relations, meterings)]
        asked = asked_texts(meterings, nodes_of, self._tables)
        findings += not_in_data(asked, partial(_has, tables), partial(_values, tables))
        origins = {input.name: table.origins for input, table in tables.items()}
        drill = Drill(
            meterings,
            lambda metering, scope, each: placed_witnesses(
                witnesses(relations, metering, scope, each), origins
            ),
            lambda metering, scope, each: placed_witnesses(
                records(relations, metering, scope, each), origins
            ),
        )
        return Measured(
            cells=tuple(cells),
            findings=placed(in_order(findings), origins),
            sources=of_one_source(table.facts for table in tables.values()),
            witnesses=drill.witnesses,
            records=drill.records,
            asides=drill.asides,
            left_out=drill.left_out,
        )

    def close(self) -> None:
        self._read.clear()

    def _table(self, input: Input, as_of: int | None) -> ReadTable:
        key = (input, as_of)
        if key not in self._read:
            self._read[key] = read_table(input, self._tables.get(input.name), as_of)
        return self._read[key]


class ReferenceEngine:
    """Opens tables for measuring in plain Python."""

    name = "reference"

    def open(self, tables: Mapping[str, Table]) -> ReferenceSession:
        return ReferenceSession(tables)


def _has(tables: Mapping[Input, ReadTable], input: Input, field: str, text: str) -> bool:
    """Whether a row that counts has a text in a field, or there is no row."""
    rows = tables[input].rows
    return not rows or any(row.values.get(field) == text for row in rows)


def _values(tables: Mapping[Input, ReadTable], input: Input, field: str) -> list[str]:
    """The texts of a field, the commonest first."""
    every = Counter(row.values.get(field) for row in tables[input].rows)
    found = sorted((-count, str(text)) for text, count in every.items() if text is not None)
    return [text for _, text in found[:MOST_VALUES]]


def _inputs(metering: Metering) -> list[Input]:
    """The inputs of a metering, each once, in the order of its nodes."""
    return list(dict.fromkeys(node.input for node in nodes_of(metering) if isinstance(node, Read)))


def _scopes(relations: Relations, metering: Metering) -> tuple[str, ...]:
    """The scopes told, else those that data or a scenario name, else the one without a name."""
    if metering.scopes or not metering.scoped:
        return metering.scopes or ("",)
    seen = {scope for input in _inputs(metering) for scope in relations.scopes(input)}
    for node in nodes_of(metering):
        if isinstance(node, Stated):
            seen |= {name for name, _ in node.by_scope}
        elif isinstance(node, Snapshots):
            every = relations.things(node)
            seen |= {row.scope for row in every.placed if every.knows(row.scope, node)}
    return tuple(sorted(seen - {""}))


def _cells(relations: Relations, metering: Metering) -> list[Cell]:
    """Every scope times every period."""
    found: list[Cell] = []
    for scope in _scopes(relations, metering):
        columns = {column.name: _integers(relations, column.cells, scope) for column in metering.columns}
        for period in metering.periods:
            own = {name: integers.get(period, 0) for name, integers in columns.items()}
            found.append(Cell(metric=metering.metric, scope=scope, period=period.label, columns=own))
    return found


def _integers(relations: Relations, cells: Cells, scope: str) -> dict[Period, int]:
    match cells:
        case Length() | Longest() | Stepped():
            found = lengths(cells, relations.spans(cells.spans, scope), relations.set(cells.within, scope))
        case Begun():
            found = begun(cells, relations.spans(cells.spans, scope), relations.set(cells.within, scope))
        case Count() | Total() | Exact() | Ranked() | Extreme() | Known() | Ratios() | Rated():
            found = of_rows(cells, relations.rows(cells.rows, scope))
        case Weighed():
            found = weighed(cells, relations, scope)
        case SlotStarts():
            found = slot_starts(cells, relations.set(cells.set, scope))
        case Edge():
            found = edges(cells, relations.spans(cells.spans, scope), relations.set(cells.within, scope))
        case _:
            assert_never(cells)
    return dict(zip(cells.periods, found, strict=True))
