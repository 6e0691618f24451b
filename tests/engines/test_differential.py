"""DuckDB against the reference: random plans over random dirty tables give the same integers, findings and witnesses."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from hypothesis import event, given, note
from hypothesis import strategies as st

from sladsl.data.binding import Table, TableFile
from sladsl.data.errors import UnreadableData
from sladsl.engines.contract import Engine
from sladsl.engines.reference.engine import ReferenceEngine
from sladsl.engines.refusal import CannotKeepExact
from sladsl.engines.sql.engine import DuckdbEngine
from sladsl.engines.sql.walk import inputs_of
from sladsl.record import replace
from tests.engines.worlds import World, worlds

# A long run takes every world in both orders.
LONG = os.environ.get("SLADSL_FUZZ") == "long"


@given(world=worlds(), facts_first=st.booleans())
def test_duckdb_agrees_with_the_reference(world: World, facts_first: bool) -> None:
    _agree(world, facts_first)


@given(world=worlds(in_order=True), facts_first=st.booleans())
def test_the_wide_case_agrees_with_the_reference(world: World, facts_first: bool) -> None:
    _agree(world, facts_first)


@given(world=worlds(of_records=True), facts_first=st.booleans())
def test_records_on_a_clock_agree_with_the_reference(world: World, facts_first: bool) -> None:
    _agree(world, facts_first)


def _agree(world: World, facts_first: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        tables = _placed(world, Path(folder))
        for path in Path(folder).iterdir():
            note(f"{path.name}: {path.read_bytes()!r}")
        for first in (False, True) if LONG else (facts_first,):
            expected = everything(ReferenceEngine(), tables, world, first)
            found = everything(DuckdbEngine(), tables, world, first)
            if found.get("refused"):
                event("refused")
                return
            for part, value in expected.items():
                assert found[part] == value, part


def _placed(world: World, folder: Path) -> dict[str, Table]:
    """Tables whose files exist."""
    tables = dict(world.tables)
    for source, text in world.files.items():
        path = folder / f"{source}.csv"
        path.write_bytes(text)
        table = tables[source]
        assert isinstance(table, TableFile)
        tables[source] = replace(table, path=str(path))
    return tables


def everything(
    engine: Engine, tables: Mapping[str, Table], world: World, facts_first: bool
) -> dict[str, object]:
    """All that an engine says: facts and then figures, or figures, facts and figures again.

    Each takes other ways through an engine, which keeps what it read.
    """
    session = engine.open(tables)
    said: dict[str, object] = {}
    try:
        if facts_first:
            said["facts"] = session.facts(inputs_of(world.meterings))
        measured = session.measure(world.meterings, world.as_of)
        said["figures"] = (measured.cells, measured.findings, measured.sources)
        said["witnesses"] = {
            (cell.metric, cell.scope, cell.period): measured.witnesses(cell.metric, cell.scope, cell.period)
            for cell in measured.cells
        }
        said["records"] = {
            (metric, scope, period): measured.records(metric, scope, period)
            for metric, scope, period in {
                (cell.metric, cell.scope, period) for cell in measured.cells for period in (cell.period, "")
            }
        }
        columns = frozenset(column.name for metering in world.meterings for column in metering.columns)
        said["left out"] = {
            (cell.metric, cell.scope, cell.period): measured.left_out(
                cell.metric, cell.scope, cell.period, columns
            )
            for cell in measured.cells
        }
        said["stranger"] = measured.witnesses("m0", "stranger", world.meterings[0].periods[0].label)
        if not facts_first:
            said["facts"] = session.facts(inputs_of(world.meterings))
            again = session.measure(world.meterings, world.as_of)
            said["again"] = (again.cells, again.findings, again.sources)
    except UnreadableData as error:
        said["unreadable"] = (error.message, error.hint)
    except CannotKeepExact:
        said["refused"] = True
    finally:
        session.close()
    return said
