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
from sladsl.engines.sql.checked import Look, checked, look
from sladsl.engines.sql.crowded import crowded, laid, uncrowded
from sladsl.engines.sql.database import Database
from sladsl.engines.sql.folds import Integers, folded
from sladsl.engines.sql.nowhere import nowhere, scopes_of, snapshots
from sladsl.engines.sql.ordered import may_be_ordered, ordered
from sladsl.engines.sql.relations import Relations
from sladsl.engines.sql.scan import Scanned, scan, wanted
from sladsl.engines.sql.sums import integers
from sladsl.engines.sql.table import Reader, all_known
from sladsl.engines.sql.table import Table as ReadTable
from sladsl.engines.sql.typed_rows import TypedRows, typed_rows
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
        self._typed: dict[Input, tuple[Written, TypedRows]] = {}
        self._read: dict[tuple[Input, int | None], ReadTable] = {}
        self._facts: dict[Input, SourceFacts] = {}
        self._seen: dict[Input, Look | None] = {}
        self._ordered: dict[tuple[Input, int], ReadTable] = {}
        self._laid: dict[tuple[int, tuple[str, ...], frozenset[Input]], Relations] = {}

    def facts(self, inputs: tuple[Input, ...]) -> tuple[SourceFacts, ...]:
        """Facts of each input as if all its rows were known; keeps what it read, if that was more than a look."""
        return tuple(self._facts_of(input) for input in inputs)

    def measure(
        self, meterings: tuple[Metering, ...], as_of: int, progress: Progress | None = None
    ) -> Measured:
        inputs = inputs_of(meterings)
        steps = len(inputs) + len(meterings)
        scanned: dict[Input, Scanned] = {}
        straight: set[Input] = set()
        for done, input in enumerate(inputs):
            if progress is not None:
                progress(f"reading {input.name}", done, steps)
            answer = self._scan(meterings, input, as_of)
            if answer is not None:
                scanned[input] = answer
            elif self._in_order(meterings, input, as_of):
                straight.add(input)
            else:
                self._table(input, as_of)
        light = frozenset(straight)
        relations = self._relations(as_of, light)
        reading = {
            input: scanned[input].scopes if input in scanned else self._scopes_of(relations, input)
            for input in inputs
        }
        # What a log says of its things is read without a scope.
        logs = {node: scopes_of(self.relations(as_of, ("",)), node) for node in snapshots(meterings)}
        scopes = [_scopes(metering, reading, logs) for metering in meterings]
        known = {"", *(scope for own in scopes for scope in own)}
        relations = self.relations(as_of, known, light)
        relations.expect(node for metering in meterings for node in nodes_of(metering))
        asked: dict[Cells, Integers] = {}
        for answer in scanned.values():
            asked |= answer.counts
            for slots in answer.slots.values():
                relations.prepare(slots)
        cells: list[Cell] = []
        for done, (metering, own) in enumerate(zip(meterings, scopes, strict=True), start=len(inputs)):
            if progress is not None:
                progress(f"measuring {metering.metric}", done, steps)
            cells.extend(_cells(relations, metering, own, asked))
        if progress is not None:
            progress("measured", steps, steps)
        numbered = [input for input in inputs if input not in scanned and input not in light]
        tables = [self._table(input, as_of) for input in numbered]
        findings: list[DataFinding] = [each for table in tables for each in table.findings]
        grids = [each for each in laid(meterings) if each[0] not in scanned]
        if light:
            # Which rows crowd a slot only their numbers tell.
            tight = [each for each in grids if each[0] in light and not uncrowded(relations, *each)]
            grids = [each for each in grids if each[0] not in light or each in tight]
            tables += [self._table(input, as_of) for input in dict.fromkeys(each[0] for each in tight)]
        findings += crowded(self.relations(as_of, known) if light and grids else relations, grids)
        findings += nowhere(relations, snapshots(meterings))
        relations_of = {each: self._texts_of(each, relations, scanned=each in scanned) for each in inputs}
        texts = Texts(database=self._database, relations=relations_of)
        findings += not_in_data(asked_texts(meterings, nodes_of, self._tables), texts.has, texts.values)
        facts = [scanned[each].facts if each in scanned else relations.table(each).facts for each in inputs]
        rows = _Rows(self, None if light else relations, known, as_of)
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
        self._ordered.clear()
        self._laid.clear()

    def _relations(self, as_of: int, light: frozenset[Input] = frozenset()) -> Relations:
        def table(input: Input) -> ReadTable:
            return self._ordered[input, as_of] if input in light else self._table(input, as_of)

        return Relations(self._database, table, as_of)

    def relations(self, as_of: int, known: Iterable[str], light: frozenset[Input] = frozenset()) -> Relations:
        """The relations for some scopes: readings of an agreement that differ in little have most of them in common.

        `light`: inputs whose rows are not numbered.
        """
        key = (as_of, tuple(sorted(known)), light)
        if key not in self._laid:
            found = self._relations(as_of, light)
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
            seen = self._look(input) if input not in self._typed else None
            self._facts[input] = self._table(input, None).facts if seen is None else seen.facts
        return self._facts[input]

    def _look(self, input: Input) -> Look | None:
        if input not in self._seen:
            self._seen[input] = look(self._database, self._source(input))
        return self._seen[input]

    def _in_order(self, meterings: tuple[Metering, ...], input: Input, as_of: int) -> bool:
        """Whether the rows of an input can be read straight from a file in order; then they are."""
        source = self._source(input)
        if input in self._typed or not may_be_ordered(meterings, source):
            return False
        if (input, as_of) not in self._ordered:
            seen = self._look(input)
            found = None if seen is None else ordered(self._database, source, seen, as_of)
            if found is None:
                return False
            self._ordered[input, as_of] = found
        return True

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
            facts = self._read.get((input, None))
            if facts is not None and as_of is not None and all_known(self._database, input, typed, as_of):
                self._read[key] = facts
            else:
                self._read[key] = Reader(self._database, source, cells, typed, as_of).read()
        return self._read[key]

    def _scan(self, meterings: tuple[Metering, ...], input: Input, as_of: int) -> Scanned | None:
        """The wide case, unless the rows are kept already or needed one by one."""
        source = self._source(input)
        if input in self._typed:
            return None
        asked = wanted(meterings, source)
        return scan(self._database, source, asked, as_of) if asked else None

    def _texts_of(self, input: Input, relations: Relations, scanned: bool) -> str:
        """The relation of the values of all rows that count: of a file that is only scanned, straight over it."""
        source = self._source(input)
        if scanned and source.scan is not None:
            return checked(source, source.scan).relation
        return relations.table(input).relation

    def _scopes_of(self, relations: Relations, input: Input) -> tuple[str, ...]:
        table = relations.table(input)
        if table.scopes is not None:
            return table.scopes
        found = self._database.rows(f"SELECT DISTINCT scope FROM {table.relation}")
        return tuple(sorted(scope for (scope,) in found))


class DuckdbEngine:
    """Opens tables for measuring in DuckDB."""

    name = "duckdb"

    def open(self, tables: Mapping[str, Table]) -> DuckdbSession:
        return DuckdbSession(tables)


class _Rows:
    """The rows behind a cell: where a scope is asked for that was not measured, the relations are made anew."""

    def __init__(
        self, session: DuckdbSession, relations: Relations | None, known: set[str], as_of: int
    ) -> None:
        self._session = session
        self._made = relations
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
            self._made = None
        return self._relations

    @property
    def _relations(self) -> Relations:
        if self._made is None:
            self._made = self._session.relations(self._as_of, self._known)
        return self._made

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
    """Every scope times every period; equal columns are asked once, those of the same rows together."""
    asked |= folded(
        relations, dict.fromkeys(each.cells for each in metering.columns if each.cells not in asked)
    )
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
