"""Parquet: the text of each type, what is refused with its column, and files that are damaged."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sladsl.data.arrow_schema import durations
from sladsl.data.binding import TableFile
from sladsl.data.errors import UnreadableData
from sladsl.data.plain_values import written
from sladsl.data.reading import ReadTable
from sladsl.data.stored import stored
from sladsl.engines.sql.database import Database
from sladsl.engines.sql.table import Reader
from sladsl.engines.sql.typed_rows import typed_rows
from sladsl.engines.sql.written import source_of
from sladsl.engines.sql.written import written as load
from sladsl.plan.measure import FieldOf, Input
from tests.data.tables import one_field, outages, read, us

MOMENT = 1_772_532_000_123_456_789
"""Nanoseconds: 2026-03-03T10:00:00.123456789Z."""


def put(path: Path, **columns: Any) -> TableFile:
    size = max((len(column) for column in columns.values()), default=0)
    at = pa.array([dt.datetime(2026, 3, 1, tzinfo=dt.UTC)] * size, pa.timestamp("us", "UTC"))
    pq.write_table(pa.table({"at": at, **columns}), path)
    return TableFile(source="any", path=str(path))


def texts(table: ReadTable) -> list[str]:
    return [row.texts[1] for row in table.rows]


COLUMNS: dict[str, tuple[Any, str]] = {
    "text": (pa.array(["a ", None]), "a"),
    "large text": (pa.array(["a", None], pa.large_string()), "a"),
    "dictionary": (pa.array(["a", None]).dictionary_encode(), "a"),
    "bool": (pa.array([True, None]), "true"),
    "int8": (pa.array([-1, None], pa.int8()), "-1"),
    "uint64": (pa.array([2**64 - 1, None], pa.uint64()), "18446744073709551615"),
    "decimal": (pa.array([Decimal("1.500"), None], pa.decimal128(9, 3)), "1.5"),
    "decimal below one": (pa.array([Decimal("-0.500"), None], pa.decimal128(3, 3)), "-0.5"),
    "whole decimal": (pa.array([Decimal("100"), None], pa.decimal128(9, 0)), "100"),
    "double": (pa.array([0.1, None]), "0.1"),
    "small double": (pa.array([1e-7, None]), "0.0000001"),
    "whole double": (pa.array([3.0, None]), "3"),
    "float": (pa.array([0.1, None], pa.float32()), "0.1"),
    "nan": (pa.array([float("nan"), None]), "nan"),
    "infinity": (pa.array([float("-inf"), None]), "-inf"),
    "date": (pa.array([dt.date(2026, 3, 4), None]), "2026-03-04"),
    "instant": (
        pa.array([MOMENT // 1000, None], pa.timestamp("us", "Europe/Berlin")),
        "2026-03-03T10:00:00.123456Z",
    ),
    "instant in ms": (
        pa.array([MOMENT // 10**6, None], pa.timestamp("ms", "UTC")),
        "2026-03-03T10:00:00.123Z",
    ),
    "instant in ns": (pa.array([MOMENT, None], pa.timestamp("ns", "UTC")), "2026-03-03T10:00:00.123456789Z"),
    "civil": (pa.array([MOMENT // 1000, None], pa.timestamp("us")), "2026-03-03 10:00:00.123456"),
    "civil in ns": (pa.array([MOMENT // 10**9 * 10**9, None], pa.timestamp("ns")), "2026-03-03 10:00:00"),
    "duration in s": (pa.array([90, None], pa.duration("s")), "90"),
    "duration in ms": (pa.array([-250, None], pa.duration("ms")), "-0.25"),
    "duration in us": (pa.array([1, None], pa.duration("us")), "0.000001"),
    "duration in ns": (pa.array([1, None], pa.duration("ns")), "0.000000001"),
    "time of day": (pa.array([dt.time(10, 0), None]), "10:00:00"),
    "nothing": (pa.array([None, None]), ""),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_the_text_of_each_type(tmp_path: Path, name: str) -> None:
    column, text = COLUMNS[name]
    table = read(one_field("text"), put(tmp_path / "t.parquet", x=column))
    assert texts(table) == [text, ""]


@pytest.mark.parametrize("name", COLUMNS)
def test_python_writes_the_same_text(name: str) -> None:
    """Two makers of text, SQL and Python, each held to the other."""
    column, text = COLUMNS[name]
    if name in ("float", "instant in ns", "duration in ns"):
        return  # pyarrow's Python values have other digits
    assert written(column.to_pylist()[0]).strip() == text


@pytest.mark.parametrize("library", ["pandas", "polars", "pyarrow"])
def test_durations_of_each_library(tmp_path: Path, library: str) -> None:
    path = tmp_path / "t.parquet"
    at = [dt.datetime(2026, 3, 1, tzinfo=dt.UTC)]
    columns: dict[str, Any] = {"at": at, "x": [dt.timedelta(milliseconds=250)]}
    match library:
        case "pandas":
            pd.DataFrame(columns).to_parquet(path)
        case "polars":
            pl.DataFrame(columns).write_parquet(path)
        case _:
            pq.write_table(pa.table(columns), path)
    table = TableFile(source="any", path=str(path), units={"x": 1000})
    (row,) = read(one_field("duration"), table).rows
    assert row.values["x"] == 250_000


def test_units_are_for_bare_numbers(tmp_path: Path) -> None:
    table = TableFile(
        source="any", path=put(tmp_path / "t.parquet", x=pa.array([250])).path, units={"x": 1000}
    )
    assert read(one_field("duration"), table).rows[0].values["x"] == 250_000


def test_lists_are_scopes(tmp_path: Path) -> None:
    scoped = one_field("text", scope="x")
    column = pa.array([["a", None, " b", "a"], [], None, ["c"]])
    table = read(scoped, put(tmp_path / "t.parquet", x=column))
    assert [(row.number, row.scope) for row in table.rows] == [(1, "a"), (1, "b"), (4, "c")]
    numbers = read(scoped, put(tmp_path / "t.parquet", x=pa.array([[1, 2]])))
    assert [row.scope for row in numbers.rows] == ["1", "2"]


REFUSED: dict[str, tuple[Any, str]] = {
    "struct": (pa.array([{"a": 1}]), "`x` of {path} holds values with parts of their own."),
    "map": (pa.array([[("a", 1)]], pa.map_(pa.string(), pa.int64())), "values with parts of their own"),
    "bytes": (pa.array([b"a"]), "holds bytes"),
    "list": (pa.array([["a"]]), "holds lists"),
    "lists of lists": (pa.array([[["a"]]]), "holds lists of lists"),
    "wide decimal": (pa.array([Decimal(1)], pa.decimal256(50, 2)), "decimals of more than 38 digits"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_columns_that_are_no_cells(tmp_path: Path, name: str) -> None:
    column, said = REFUSED[name]
    table = put(tmp_path / "t.parquet", x=column, y=pa.array([1]))
    with pytest.raises(UnreadableData) as caught:
        read(one_field("text"), table)
    assert said.format(path=table.path) in caught.value.message
    assert caught.value.hint
    # A column that nobody reads may hold anything.
    other = TableFile(source="any", path=table.path, columns={"x": "y"})
    assert texts(read(one_field("text"), other)) == ["1"]


def test_times_that_do_not_say_whether_they_are_utc(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    pq.write_table(
        pa.table({"at": pa.array([MOMENT], pa.timestamp("ns")), "x": ["a"]}),
        path,
        use_deprecated_int96_timestamps=True,
    )
    with pytest.raises(
        UnreadableData, match=r"old type that says neither UTC nor local.*Spark and Impala write UTC"
    ):
        read(one_field("text", zone="Europe/Berlin"), TableFile(source="any", path=str(path)))
    (row,) = read(one_field("text"), TableFile(source="any", path=str(path), zone="Europe/Berlin")).rows
    assert row.start == us("2026-03-03 09:00:00.123456")


def test_columns_by_their_letters(tmp_path: Path) -> None:
    """SQL would take `X` for `x`."""
    table = put(tmp_path / "t.parquet", X=pa.array(["large"]), x=pa.array(["small"]))
    assert texts(read(one_field("text"), table)) == ["small"]
    bound = TableFile(source="any", path=table.path, columns={"x": "X"})
    assert texts(read(one_field("text"), bound)) == ["large"]
    quoted = put(tmp_path / "t.parquet", **{'a"b; --': pa.array(["ok"])})
    assert texts(
        read(one_field("text"), TableFile(source="any", path=quoted.path, columns={"x": 'a"b; --'}))
    ) == ["ok"]
    with pytest.raises(UnreadableData, match=r"no column `x`\. Did you mean `X`"):
        read(one_field("text"), put(tmp_path / "t.parquet", X=pa.array(["a"])))


def test_a_file_without_rows(tmp_path: Path) -> None:
    table = read(one_field("text"), put(tmp_path / "t.parquet", x=pa.array([], pa.string())))
    assert (table.rows, table.findings, table.facts.rows) == ((), (), 0)


@pytest.mark.parametrize(
    "name", ["a*.parquet", "a[1].parquet", "a?.parquet", "it's {x}.parquet", "k=v.parquet", "ä.parquet"]
)
def test_names_with_signs_of_patterns(tmp_path: Path, name: str) -> None:
    put(tmp_path / "ab.parquet", x=pa.array(["other"]))
    put(tmp_path / "a1.parquet", x=pa.array(["other"]))
    assert texts(read(one_field("text"), put(tmp_path / name, x=pa.array(["own"])))) == ["own"]


def test_files_that_say_durations_in_two_ways(tmp_path: Path) -> None:
    put(tmp_path / "a.parquet", x=pa.array([1], pa.duration("s")))
    put(tmp_path / "b.parquet", x=pa.array([None]))
    both = TableFile(source="any", path=str(tmp_path))
    assert [row.values["x"] for row in read(one_field("duration"), both).rows] == [1_000_000, None]
    put(tmp_path / "c.parquet", x=pa.array([1]))
    with pytest.raises(UnreadableData, match=r"durations in .*a\.parquet and numbers in .*c\.parquet"):
        read(one_field("duration"), both)


# ---- damaged files

OTHERS: dict[bytes, tuple[str, str]] = {
    b"": ("is empty", "Copy it again"),
    b"PAR1": ("is damaged", "Copy it again"),
    b"PAR1\0\0\0\0PAR1": ("is damaged", "Copy it again"),
    b"PAR1" + b"x" * 99: ("is cut off", "Copy it again"),
    b"PARE" + b"x" * 99: ("is encrypted", "without encryption"),
    b"at,x\n1,2\n": ("is no Parquet file.", "name it .csv"),
    b'{"at":1}\n': ("looks like JSON", "Name it .jsonl"),
    b"PK\x03\x04xxxx": ("looks like a workbook", "Name it .xlsx"),
    b"\x1f\x8bxxxx": ("looks like gzip", "Unpack it"),
    b"<html>": ("looks like HTML", "error page"),
    b"\0\xff" * 999: ("is no Parquet file.", ""),
}


@pytest.mark.parametrize("content", OTHERS)
def test_files_that_are_something_else(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "t.parquet"
    path.write_bytes(content)
    said, hint = OTHERS[content]
    for table in _both(one_field("text"), path):
        assert said in table
        assert hint in table


def _both(input: Input, path: Path) -> list[str]:
    """What both engines say of a file that can't be read; what they read where it can."""
    table = TableFile(source="any", path=str(path))
    found = []
    for engine in (_reference, _duckdb):
        try:
            found.append(engine(input, table))
        except UnreadableData as trouble:
            found.append(f"{trouble.message} {trouble.hint}")
    assert found[0] == found[1]
    return found


def _reference(input: Input, table: TableFile) -> str:
    done = read(input, table)
    return repr((done.facts, done.findings))


def _duckdb(input: Input, table: TableFile) -> str:
    database = Database()
    try:
        source = source_of(input, table)
        cells = load(database, source)
        done = Reader(database, source, cells, typed_rows(database, source, cells), us("2027-01-01")).read()
        return repr((done.facts, done.findings))
    finally:
        database.close()


def test_any_damage_ends_in_rows_or_one_message(tmp_path: Path) -> None:
    """Cut off anywhere, or a few bytes changed: no engine raises anything else, and both say the same."""
    chance = random.Random(7)
    whole = tmp_path / "whole.parquet"
    put(whole, x=pa.array([str(number % 7) for number in range(3000)]), y=pa.array(range(3000)))
    content = whole.read_bytes()
    path = tmp_path / "t.parquet"
    for turn in range(60):
        damaged = bytearray(content)
        if turn % 3 == 0:
            del damaged[chance.randrange(len(damaged)) :]
        else:
            for _ in range(chance.choice((1, 3, 30))):
                damaged[chance.randrange(4, len(damaged) - 4)] = chance.randrange(256)
        path.write_bytes(bytes(damaged))
        _both(one_field("text"), path)


def test_the_first_damaged_of_several_files_is_named(tmp_path: Path) -> None:
    for name in "abc":
        put(tmp_path / f"{name}.parquet", x=pa.array([str(number) for number in range(5000)]))
    content = bytearray((tmp_path / "b.parquet").read_bytes())
    content[2000:3000] = b"\xff" * 1000
    (tmp_path / "b.parquet").write_bytes(bytes(content))
    for said in _both(one_field("text"), tmp_path):
        assert "b.parquet is damaged" in said


def test_schemas_that_say_nothing() -> None:
    assert durations(b"") == durations(b"%%%%") == durations(b"AAAA") == {}


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("INTEGER", "whole"),
        ("DECIMAL(18,3)", "decimal"),
        ("ENUM('a[]', 'b')", "text"),
        ("VARCHAR[]", "text"),
        ("DOUBLE[3]", "float"),
        ("VARCHAR[][]", None),
        ("STRUCT(a INTEGER)", None),
        ("STRUCT(a INTEGER)[]", None),
        ("BLOB", None),
        ("SOMETHING NEW", None),
    ],
)
def test_types_by_name(name: str, found: str | None) -> None:
    of = stored(name)
    assert (None if of is None else of.kind) == found


def test_intervals_are_lists_too(tmp_path: Path) -> None:
    field = FieldOf(name="x", type="intervals")
    column = pa.array([["2026-03-01T10:00Z/2026-03-01T11:00Z", "2026-03-01T12:00Z/"], []])
    input = outages(more=(field,), fields=(FieldOf(name="start", type="time"), field), start="at", end="")
    rows = read(input, put(tmp_path / "t.parquet", start=pa.array(["", ""]), x=column)).rows
    assert rows[0].values["x"] == (
        (us("2026-03-01 10:00"), us("2026-03-01 11:00")),
        (us("2026-03-01 12:00"), None),
    )
    assert rows[1].values["x"] == ()
