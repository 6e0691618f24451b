"""The DuckDB engine: the measuring kernel as SQL over exact integers, for data that Python loops are too slow for.

Every figure and every finding is that of the reference engine, to the last digit and the last word; what can't be kept
exact is refused (`CannotKeepExact`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sladsl.data.binding import Table
from sladsl.data.findings import in_order
from sladsl.data.origins import placed, placed_witnesses
from sladsl.engines.asked import asked_texts, not_in_data
from sladsl.engines.contract import Progress
from sladsl.engines.drill import Drill
from sladsl.engines.sql.asked import Texts
from sladsl.engines.sql.checked import checked, light_facts
from sladsl.engines.sql.crowded import crowded, laid
from sladsl.engines.sql.database import Database
from sladsl.engines.sql.nowhere import nowhere, scopes_of, snapshots
from sladsl.engines.sql.relations import Relations
from sladsl.engines.sql.scan import Scanned, lengths, scan, wanted
from sladsl.engines.sql.sums import Integers, integers
from sladsl.engines.sql.table import Reader, typed_rows
from sladsl.engines.sql.table import Table as ReadTable
from sladsl.engines.sql.unsettled import unsettled
from sladsl.engines.sql.walk import inputs_of, nodes_of
from sladsl.engines.sql.witnesses import records, witnesses
from sladsl.engines.sql.written import Source, Written, loaded, source_of, written
from sladsl.outcome.measured import Cell, DataFinding, Measured, SourceFacts, Witness, of_one_source
from sladsl.plan.measure import Cells, Input, Metering, Snapshots, Stated
from sladsl.values.period import Period


class DuckdbSession:
    """Tables by source name; what was read is kept until session and results are let go."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        self._tables = dict(tables)
        self._database = Database()
        self._sources: dict[Input, Source] = {}
        self._typed: dict[Input, tuple[Written, str]] = {}
        self._read: dict[tuple[Input, int | None], ReadTable] = {}
        self._facts: dict[Input, SourceFacts] = {}
        self._laid: dict[tuple[int, tuple[str, ...]], Relations] = {}

    def facts(self, inputs: tuple[Input, ...]) -> tuple[SourceFacts, ...]:
        """Facts of each input as if all its rows were known; keeps what it read, if that was more than a look."""
        return tuple(self._facts_of(input) for input in inputs)

    def measure(
        self, meterings: tuple[Metering, ...], as_of: int, progress: Progress | None = None
    ) -> Measured:
        inputs = inputs_of(meterings)
        steps = len(inputs) + len(meterings)
        relations = self._relations(as_of)
        scanned: dict[Input, Scanned] = {}
        for done, input in enumerate(inputs):
            if progress is not None:
                progress(f"reading {input.name}", done, steps)
            answer = self._scan(meterings, input, as_of)
            if answer is None:
                self._table(input, as_of)
            else:
                scanned[input] = answer
        reading = {
            input: scanned[input].scopes if input in scanned else self._scopes_of(relations, input)
            for input in inputs
        }
        # What a log says of its things is read without a scope.
        apart = self.relations(as_of, ("",))
        logs = {node: scopes_of(apart, node) for node in snapshots(meterings)}
        scopes = [_scopes(metering, reading, logs) for metering in meterings]
        known = {"", *(scope for own in scopes for scope in own)}
        relations = self.relations(as_of, known)
        asked: dict[Cells, Integers] = {}
        for answer in scanned.values():
            asked |= answer.counts
            for slots in answer.slots.values():
                relations.prepare(slots)
            asked |= dict(lengths(meterings, answer))
        cells: list[Cell] = []
        for done, (metering, own) in enumerate(zip(meterings, scopes, strict=True), start=len(inputs)):
            if progress is not None:
                progress(f"measuring {metering.metric}", done, steps)
            cells.extend(_cells(relations, metering, own, asked))
        if progress is not None:
            progress("measured", steps, steps)
        tables = [self._table(input, as_of) for input in inputs if input not in scanned]
        findings: list[DataFinding] = [each for table in tables for each in table.findings]
        findings += crowded(relations, (each for each in laid(meterings) if each[0] not in scanned))
        findings += nowhere(relations, snapshots(meterings))
        relations_of = {each: self._texts_of(each, as_of, each in scanned) for each in inputs}
        texts = Texts(database=self._database, relations=relations_of)
        findings += not_in_data(asked_texts(meterings, nodes_of, self._tables), texts.has, texts.values)
        facts = [
            scanned[each].facts if each in scanned else self._table(each, as_of).facts for each in inputs
        ]
        rows = _Rows(self, relations, known, as_of)
        drill = Drill(meterings, rows.counted, rows.judged)
        return Measured(
            cells=tuple(cells),
            findings=placed(in_order(findings), {each.facts.name: each.written.origins for each in tables}),
            sources=of_one_source(facts),
            witnesses=drill.witnesses,
            records=drill.records,
            asides=drill.asides,
            left_out=drill.left_out,
        )

    def close(self) -> None:
        """Lets go of what was read; a result that is still held can still name its witnesses."""
        self._read.clear()
        self._typed.clear()
        self._laid.clear()

    def _relations(self, as_of: int) -> Relations:
        return Relations(
            self._database,
            lambda input: self._table(input, as_of),
            lambda input: self._tables.get(input.name),
            as_of,
        )

    def relations(self, as_of: int, known: Iterable[str]) -> Relations:
        """The relations for some scopes: readings of an agreement that differ in little have most of them in common."""
        key = (as_of, tuple(sorted(known)))
        if key not in self._laid:
            found = self._relations(as_of)
            found.know(key[1])
            self._laid[key] = found
        return self._laid[key]

    def _source(self, input: Input) -> Source:
        if input not in self._sources:
            self._sources[input] = source_of(input, self._tables.get(input.name))
        return self._sources[input]

    def _facts_of(self, input: Input) -> SourceFacts:
        if input not in self._facts:
            # A file in order is only looked at, so that measuring may still take the wide case.
            light = light_facts(self._database, self._source(input)) if input not in self._typed else None
            self._facts[input] = self._table(input, None).facts if light is None else light
        return self._facts[input]

    def _table(self, input: Input, as_of: int | None) -> ReadTable:
        key = (input, as_of)
        if key not in self._read:
            source = self._source(input)
            if input not in self._typed:
                cells = written(self._database, source)
                typed = typed_rows(self._database, source, cells)
                if unsettled(self._database, source, cells, typed):
                    cells = loaded(self._database, source)
                    typed = typed_rows(self._database, source, cells)
                self._typed[input] = (cells, typed)
            cells, typed = self._typed[input]
            self._read[key] = Reader(self._database, source, cells, typed, as_of).read()
        return self._read[key]

    def _scan(self, meterings: tuple[Metering, ...], input: Input, as_of: int) -> Scanned | None:
        """The wide case, unless the rows are kept already or needed one by one."""
        source = self._source(input)
        if input in self._typed:
            return None
        asked = wanted(meterings, source)
        return scan(self._database, source, asked, as_of) if asked else None

    def _texts_of(self, input: Input, as_of: int, scanned: bool) -> str:
        """The relation of the values of all rows that count: of a file that is only scanned, straight over it."""
        source = self._source(input)
        if scanned and source.scan is not None:
            return checked(source, source.scan).relation
        return self._table(input, as_of).relation

    def _scopes_of(self, relations: Relations, input: Input) -> tuple[str, ...]:
        found = self._database.rows(f"SELECT DISTINCT scope FROM {relations.table(input).relation}")
        return tuple(sorted(scope for (scope,) in found))


class DuckdbEngine:
    """Opens tables for measuring in DuckDB."""

    name = "duckdb"

    def open(self, tables: Mapping[str, Table]) -> DuckdbSession:
        return DuckdbSession(tables)


class _Rows:
    """The rows behind a cell: where a scope is asked for that was not measured, the relations are made anew."""

    def __init__(self, session: DuckdbSession, relations: Relations, known: set[str], as_of: int) -> None:
        self._session = session
        self._relations = relations
        self._known = known
        self._as_of = as_of

    def counted(self, metering: Metering, scope: str, period: Period) -> tuple[Witness, ...]:
        return self._placed(metering, witnesses(self._of(scope), metering, scope, period))

    def judged(self, metering: Metering, scope: str, period: Period | None) -> tuple[Witness, ...]:
        return self._placed(metering, records(self._of(scope), metering, scope, period))

    def _of(self, scope: str) -> Relations:
        """The relations, made anew where they do not know the scope."""
        if scope not in self._known:
            self._known = {*self._known, scope}
            self._relations = self._session.relations(self._as_of, self._known)
        return self._relations

    def _placed(self, metering: Metering, found: tuple[Witness, ...]) -> tuple[Witness, ...]:
        """Witnesses with the file in which each stands."""
        told = {witness.source for witness in found if witness.row}
        origins = {
            input.name: self._relations.table(input).written.origins
            for input in inputs_of((metering,))
            if input.name in told
        }
        return placed_witnesses(found, origins)


def _scopes(
    metering: Metering, reading: Mapping[Input, tuple[str, ...]], logs: Mapping[Snapshots, set[str]]
) -> tuple[str, ...]:
    """The scopes told, else those that data or a scenario name, else the one without a name."""
    if metering.scopes or not metering.scoped:
        return metering.scopes or ("",)
    seen = {scope for input in inputs_of((metering,)) for scope in reading[input]}
    for node in nodes_of(metering):
        if isinstance(node, Stated):
            seen |= {name for name, _ in node.by_scope}
        elif isinstance(node, Snapshots):
            seen |= logs[node]
    return tuple(sorted(seen - {""}))


def _cells(
    relations: Relations, metering: Metering, scopes: Iterable[str], asked: dict[Cells, Integers]
) -> list[Cell]:
    """Every scope times every period; equal columns are asked once."""
    for column in metering.columns:
        if column.cells not in asked:
            asked[column.cells] = integers(relations, column.cells)
    found: list[Cell] = []
    places = [
        (column.name, asked[column.cells], {each: at for at, each in enumerate(column.cells.periods)})
        for column in metering.columns
    ]
    for scope in scopes:
        for period in metering.periods:
            own = {
                name: values.get((scope, at[period]), 0) if period in at else 0 for name, values, at in places
            }
            found.append(Cell(metric=metering.metric, scope=scope, period=period.label, columns=own))
    return found
