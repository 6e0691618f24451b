"""The same dirty rows give the same integers, findings and witnesses, whatever stores them and whoever reads them."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import duckdb
from hypothesis import event, given, note
from hypothesis import strategies as st

from sladsl.data.binding import Bound, Table, TableFile, TableFrame
from sladsl.data.partitions import NOTHING
from sladsl.data.text import WHITE, TextTable
from sladsl.engines.reference.engine import ReferenceEngine
from sladsl.engines.sql.engine import DuckdbEngine
from sladsl.outcome.measured import DataFinding, Witness
from sladsl.record import fields, replace
from tests.engines.formats import csv_bytes, json_lines, parquet, put, typed_table
from tests.engines.test_differential import LONG, everything
from tests.engines.worlds import World, worlds

_BOOLEANS = {"yes": "true", "TRUE": "true", "no": "false", "f": "false", "0": "false", "up": "true"}


class Stored(NamedTuple):
    """The rows of one source, and the separator of lists in its scope field."""

    header: list[str]
    rows: list[list[str]]
    separator: str


@st.composite
def stored_worlds(draw: st.DrawFn) -> tuple[World, dict[str, Stored]]:
    """Worlds whose sources are files of even rows; in half of them cells are such as typed columns hold."""
    world = draw(worlds(in_order=draw(st.booleans())))
    neat = draw(st.booleans())
    stored = {}
    with tempfile.TemporaryDirectory() as folder:
        for source, content in world.files.items():
            table = world.tables[source]
            assert isinstance(table, TableFile)
            path = Path(folder) / "t.csv"
            path.write_bytes(content)
            text = TextTable(str(path), table.delimiter)
            rows = [row for _, row in text if len(row) == len(text.header)]
            text.close()
            if neat:
                rows = [[_neat(cell.strip(WHITE)) for cell in row] for row in rows]
            stored[source] = Stored(list(text.header), rows, table.separator)
    return world, stored


def _neat(cell: str) -> str:
    """A cell as a column with a type writes it."""
    cell = _BOOLEANS.get(cell, cell).removeprefix("+")
    cell = re.sub(r"^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)$", r"\1 \2:00", cell)
    cell = re.sub(r"^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)$", r"\1 \2", cell)
    cell = re.sub(r"^(\d{4}-\d\d-\d\dT[\d:]{8}\.\d*?)0+Z$", r"\1Z", cell).replace(".Z", "Z")
    return "" if cell in ("yesterday", "maybe", "yeſ", "NaN", "1e3", "--1", "٣", "1_0", "1,5") else cell


Split = list[list[list[str]]]


@given(case=stored_worlds(), choices=st.data())
def test_every_format_says_the_same(case: tuple[World, dict[str, Stored]], choices: st.DataObject) -> None:
    world, stored = case

    def choose(count: int) -> int:
        return choices.draw(st.integers(0, count - 1))

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tables = {key: table for key, table in world.tables.items() if key not in stored}
        first = _bound(world, stored, tables, _csv(folder / "csv", stored))
        expected = everything(ReferenceEngine(), first, world, True)
        if expected.get("refused"):
            return
        for source, each in stored.items():
            note(f"{source}: {each}")
        ways: dict[str, Callable[[], Mapping[str, Any]]] = {
            "csv": lambda: _csv(folder / "csv", stored),
            "csv folder": lambda: _folder(folder / "parts", stored, choose),
            "packed": lambda: _packed(folder / "packed", stored, choose),
            "folders that say a column": lambda: _filed(folder / "filed", stored, choose),
            "lines": lambda: _lines(folder / "lines", stored, choose),
            "parquet of texts": lambda: _parquet(folder / "texts", stored, typed=False),
            "parquet": lambda: _parquet(folder / "typed", stored, typed=True),
            "parquet pattern": lambda: _pattern(folder / "pattern", stored, choose),
            **{frame: partial(_frames, frame, stored, choose) for frame in FRAMES},
        }
        # A long run takes every world in every way.
        for way in ways if LONG else (list(ways)[choose(len(ways))],):
            bound = _bound(world, stored, tables, ways[way]())
            event(way)
            for engine in (ReferenceEngine(), DuckdbEngine()):
                said = everything(engine, bound, world, choose(2) == 1)
                if said.get("refused"):
                    event("refused")
                    continue
                for part in ("figures", "facts", "witnesses", "unreadable"):
                    if part in expected or part in said:
                        where = f"{way}, {engine.name}: {part}"
                        assert _flat(said.get(part)) == _flat(expected.get(part)), where


_PARTS: dict[str, dict[str, int]] = {}
"""Of the sources of the world at hand: file -> rows before it."""


def _flat(said: Any) -> Any:
    """What was said with rows counted through all files."""
    match said:
        case DataFinding():
            files = said.files or ("",) * len(said.samples)
            samples = tuple(
                (row + (_PARTS[said.source][file] if file else 0), text)
                for file, (row, text) in zip(files, said.samples, strict=True)
            )
            return replace(said, samples=samples, files=())
        case tuple() | list():
            return [_flat(each) for each in said]
        case dict():
            return {key: _flat(each) for key, each in said.items()}
        case Witness():
            shown = tuple((key, text.replace("|", ", ")) for key, text in said.fields)
            if not said.file:
                return replace(said, fields=shown)
            return replace(said, row=said.row + _PARTS[said.source][said.file], file="", fields=shown)
        case _:
            return said


def _bound(
    world: World, stored: Mapping[str, Stored], others: Mapping[str, Table], places: Mapping[str, Any]
) -> dict[str, Table]:
    """Tables at other places: paths of files, or objects."""
    bound = dict(others)
    for source in stored:
        table = world.tables[source]
        assert isinstance(table, TableFile)
        place = places[source]
        if isinstance(place, Path):
            bound[source] = replace(table, path=str(place), delimiter=",")
        else:
            told = {name: getattr(table, name) for name in fields(Bound)}
            bound[source] = TableFrame(data=place, **told)
    return {name: bound[name] for name in world.tables}


def _csv(folder: Path, stored: Mapping[str, Stored]) -> dict[str, Path]:
    return {
        source: put(folder / f"{source}.csv", csv_bytes(each.header, each.rows))
        for source, each in stored.items()
    }


def _packed(folder: Path, stored: Mapping[str, Stored], choose: Any) -> dict[str, Path]:
    ends = (".gz", ".bz2", ".xz")
    return {
        source: put(folder / f"{source}.csv{ends[choose(3)]}", csv_bytes(each.header, each.rows))
        for source, each in stored.items()
    }


def _filed(folder: Path, stored: Mapping[str, Stored], choose: Any) -> dict[str, Path]:
    """Rows in folders that say one of their columns; a folder above them keeps their order."""
    found: dict[str, Path] = {}
    for source, each in stored.items():
        own = [at for at, name in enumerate(each.header) if name.strip() and each.header.count(name) == 1]
        if len(each.header) < 2 or not own or not each.rows:
            found |= _csv(folder, {source: each})
            continue
        at = own[choose(len(own))]
        name = each.header[at].strip()
        header = [*each.header[:at], *each.header[at + 1 :]]
        typed = choose(2) == 1
        _PARTS[source] = {}
        before = 0

        def cell(row: list[str], place: int = at) -> str:
            return row[place].strip(WHITE)

        for number, (text, group) in enumerate(groupby(each.rows, cell)):
            rows = [[*row[:at], *row[at + 1 :]] for row in group]
            said = quote(text, safe="") if text not in (".", "..") and text else NOTHING
            path = (
                Path(f"order of rows={number:04}")
                / f"{quote(name, safe='')}={said}"
                / ("p.parquet" if typed else "p.csv")
            )
            if typed:
                parquet(folder / source / path, header, rows, typed=False)
            else:
                put(folder / source / path, csv_bytes(header, rows))
            _PARTS[source][path.as_posix()] = before
            before += len(rows)
        found[source] = folder / source
    return found


def _split(source: str, rows: list[list[str]], choose: Any, end: str) -> dict[str, list[list[str]]]:
    """Up to three files, in order; a file may have no rows."""
    cuts = sorted(choose(len(rows) + 1) for _ in range(2))
    parts = [rows[: cuts[0]], rows[cuts[0] : cuts[1]], rows[cuts[1] :]]
    names = [f"a{end}", f"b{end}", f"c/d{end}"]
    _PARTS[source] = dict(zip(names, (0, cuts[0], cuts[1]), strict=True))
    return dict(zip(names, parts, strict=True))


def _folder(folder: Path, stored: Mapping[str, Stored], choose: Any) -> dict[str, Path]:
    """Plain text where nothing has to be quoted, so that the fast way is met too; columns in another order in one file."""
    found = {}
    for source, each in stored.items():
        ends = (".csv", ".csv.gz", ".csv")
        parts = _split(source, each.rows, choose, "")
        _PARTS[source] = {}
        before = 0
        for at, (own, end) in enumerate(zip(parts.values(), ends, strict=True)):
            order = sorted(range(len(each.header)), reverse=at == 1 and choose(2) == 1)
            header = [each.header[place] for place in order]
            rows = [[row[place] for place in order] for row in own]
            plain = all(not set(cell) & set('",\r\n') for row in [header, *rows] for cell in row)
            text = "".join(",".join(row) + "\n" for row in [header, *rows]).encode()
            put(
                folder / source / f"p{at}{end}",
                text if plain and len(header) > 1 else csv_bytes(header, rows),
            )
            _PARTS[source][f"p{at}{end}"] = before
            before += len(own)
        found[source] = folder / source
    return found


def _lines(folder: Path, stored: Mapping[str, Stored], choose: Any) -> dict[str, Path]:
    """A key has to be met once, so a source without rows stays CSV."""
    found = {}
    for source, each in stored.items():
        full = [row for row in each.rows if all(row)]
        if not full:
            found |= _csv(folder, {source: each})
            continue
        lists = each.separator if choose(2) else ""
        content = json_lines(each.header, each.rows, choose, lists)
        found[source] = put(folder / f"{source}.jsonl{('', '.gz')[choose(2)]}", content)
    return found


def _parquet(folder: Path, stored: Mapping[str, Stored], *, typed: bool) -> dict[str, Path]:
    found = {}
    for source, each in stored.items():
        found[source] = folder / f"{source}.parquet"
        kinds = parquet(
            found[source], each.header, each.rows, typed=typed, lists=each.separator if typed else ""
        )
        for kind in kinds.values():
            event(kind)
    return found


FRAMES = ("relation", "pandas", "polars", "arrow", "dicts")


def _frames(kind: str, stored: Mapping[str, Stored], choose: Any) -> dict[str, Any]:
    """Objects in memory; one that can't be made of rows without a key (dicts of none) stays a relation."""
    found: dict[str, Any] = {}
    for source, each in stored.items():
        connection = duckdb.connect()
        typed_table(connection, "t", each.header, each.rows, typed=choose(4) > 0, lists=each.separator)
        relation = connection.table("t")
        match kind:
            case "pandas":
                found[source] = relation.to_arrow_table().to_pandas()
            case "polars":
                found[source] = relation.pl()
            case "arrow":
                found[source] = relation.to_arrow_table()
            case "dicts" if any(all(row) for row in each.rows):
                found[source] = relation.pl().to_dicts()
            case _:
                found[source] = relation
    return found


def _pattern(folder: Path, stored: Mapping[str, Stored], choose: Any) -> dict[str, Path]:
    """Files whose columns may have types of their own."""
    found = {}
    for source, each in stored.items():
        for name, rows in _split(source, each.rows, choose, ".parquet").items():
            parquet(folder / source / name, each.header, rows, typed=choose(2) == 1)
        found[source] = folder / source / "**" / "*.parquet"
    return found
