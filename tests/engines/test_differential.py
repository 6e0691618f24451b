"""DuckDB against the reference: random plans over random dirty tables give the same integers, findings and witnesses."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from hypothesis import event, given, note

from sladsl.data.binding import Table, TableFile
from sladsl.data.errors import UnreadableData
from sladsl.engines.contract import Engine
from sladsl.engines.reference.engine import ReferenceEngine
from sladsl.engines.refusal import CannotKeepExact
from sladsl.engines.sql.engine import DuckdbEngine
from sladsl.engines.sql.walk import inputs_of
from sladsl.record import replace
from tests.engines.worlds import World, worlds


@given(world=worlds())
def test_duckdb_agrees_with_the_reference(world: World) -> None:
    _agree(world)


@given(world=worlds(in_order=True))
def test_the_wide_case_agrees_with_the_reference(world: World) -> None:
    _agree(world)


def _agree(world: World) -> None:
    with tempfile.TemporaryDirectory() as folder:
        tables = _placed(world, Path(folder))
        for path in Path(folder).iterdir():
            note(f"{path.name}: {path.read_bytes()!r}")
        for facts_first in (False, True):
            expected = _everything(ReferenceEngine(), tables, world, facts_first)
            found = _everything(DuckdbEngine(), tables, world, facts_first)
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


def _everything(
    engine: Engine, tables: Mapping[str, Table], world: World, facts_first: bool
) -> dict[str, object]:
    """All that an engine says; reading facts first takes other ways through an engine."""
    session = engine.open(tables)
    said: dict[str, object] = {}
    try:
        if facts_first:
            said["facts"] = session.facts(inputs_of(world.meterings))
        measured = session.measure(world.meterings, world.as_of)
        said["cells"] = measured.cells
        said["findings"] = measured.findings
        said["sources"] = measured.sources
        said["witnesses"] = {
            (cell.metric, cell.scope, cell.period): measured.witnesses(cell.metric, cell.scope, cell.period)
            for cell in measured.cells
        }
        said["stranger"] = measured.witnesses("m0", "stranger", world.meterings[0].periods[0].label)
    except UnreadableData as error:
        said["unreadable"] = (error.message, error.hint)
    except CannotKeepExact:
        said["refused"] = True
    finally:
        session.close()
    return said
