"""Files that are no tables: each is refused with the place and the way out, never with a traceback."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from sladsl.data.errors import UnreadableData
from sladsl.data.text import LONGEST_LINE, TextTable


def rows(path: Path, content: bytes, delimiter: str = ",") -> list[tuple[int, list[str]]]:
    path.write_bytes(content)
    table = TextTable(str(path), delimiter)
    try:
        return [(0, list(table.header)), *table]
    finally:
        table.close()


@pytest.mark.parametrize(
    ("content", "cells"),
    [
        (b"a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        (b"a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
        (b"\xef\xbb\xbfa,b\n1,2", [["a", "b"], ["1", "2"]]),
        (b'\xef\xbb\xbf"a",b\n1,2', [["a", "b"], ["1", "2"]]),
        (b"\n\r\na , b\n\n1,2\n\r\n3,4\n\n", [["a", "b"], ["1", "2"], ["3", "4"]]),
        (b'a,b\n"x,\n""y""",2\n', [["a", "b"], ['x,\n"y"', "2"]]),
        (b'a,b\n5" pipe,2\n', [["a", "b"], ['5" pipe', "2"]]),
        (b'a,b\n "x",2\n', [["a", "b"], [' "x"', "2"]]),
        (b"a\n \n", [["a"], [" "]]),
        (b'a\n""\n', [["a"], [""]]),
        (b'a\n"x\ry"\n', [["a"], ["x\ry"]]),
        (b"a,b,a\n1\n1,2,3,4\n", [["a", "b", "a"], ["1"], ["1", "2", "3", "4"]]),
        ("ä,€\n𝄞,\u00a0".encode(), [["ä", "€"], ["𝄞", "\u00a0"]]),
    ],
)
def test_cells_as_they_stand(tmp_path: Path, content: bytes, cells: list[list[str]]) -> None:
    found = rows(tmp_path / "t.csv", content)
    assert [row for _, row in found] == cells
    assert [number for number, _ in found] == list(range(len(cells)))
    (tmp_path / "t.csv.gz").write_bytes(gzip.compress(content))
    table = TextTable(str(tmp_path / "t.csv.gz"))
    assert [list(table.header), *(row for _, row in table)] == cells
    table.close()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"\n\r\n\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"a,b\n1,\xe4\n", "is not UTF-8: byte 6 is 0xE4"),
        (b"\xe4,b\n", "is not UTF-8: byte 0 is 0xE4"),
        (b"a,b\n1,\xf0\x9f", "byte 6 is 0xF0"),
        (b"a,b\n1,\0\n", "is not text: byte 6 is NUL"),
        ("a,b\n".encode("utf-16"), "is UTF-16"),
        (b"PK\x03\x04xx", "is a workbook or an archive"),
        (b"\xd0\xcf\x11\xe0xx", "old or encrypted workbook"),
        (gzip.compress(b"a,b\n", mtime=0), "is compressed with gzip"),
        (b"a\n" + b"x" * (LONGEST_LINE + 1), "has a line of more than 1,048,576 bytes, from byte 2 on"),
        (b"a\n" + b"x" * 131_073 + b"\n", "a cell is longer than 131,072 characters"),
        (b'a,b\n1,"x\n2,3\n', "a quote is never closed in the row that begins on line 2"),
        (b'a,b\n\n1,2\n"x"y,3\n', "a quoted cell goes on after its quote in the row that begins on line 4"),
        (b'a,b\n"x" ,3\n', "a quoted cell goes on after its quote"),
        (b"a,b\r1,2\r", "a carriage return stands alone in the row that begins on line 1"),
    ],
    ids=range(17),
)
def test_no_table(tmp_path: Path, content: bytes, message: str) -> None:
    with pytest.raises(UnreadableData) as caught:
        rows(tmp_path / "t.csv", content)
    assert message in caught.value.message
    assert str(tmp_path / "t.csv") in caught.value.message
    assert caught.value.hint


def test_places_that_are_no_file(tmp_path: Path) -> None:
    for path, message in (
        (tmp_path / "none.csv", "There is no file"),
        (tmp_path, "is a folder"),
        (Path("a\0b"), "can't be opened"),
        (tmp_path / ("x" * 300), "can't be opened"),
    ):
        with pytest.raises(UnreadableData, match=message):
            TextTable(str(path))


def test_broken_packing(tmp_path: Path) -> None:
    whole = gzip.compress(b"a,b\n" + b"".join(b"%d,%d\n" % (n, n * n) for n in range(9999)))
    for content in (whole[: len(whole) // 2], whole[:-4], whole[:3]):
        with pytest.raises(UnreadableData, match="is cut off"):
            rows(tmp_path / "t.csv.gz", content)
    for content in (b"a,b\n1,2\n", whole[:99] + b"\0\0\0\0\0\0\0\0" + whole[107:]):
        with pytest.raises(UnreadableData, match="can't be read"):
            rows(tmp_path / "t.csv.gz", content)
    with pytest.raises(UnreadableData, match="is empty"):
        rows(tmp_path / "t.csv.gz", b"")


@pytest.mark.parametrize("delimiter", ["", ",,", '"', "\n", "\0", "§"])
def test_no_delimiter(tmp_path: Path, delimiter: str) -> None:
    with pytest.raises(UnreadableData, match="can't separate cells"):
        rows(tmp_path / "t.csv", b"a,b\n", delimiter)


def test_column_that_was_meant(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("Start,downtime_end,x,x\n", encoding="utf-8")
    table = TextTable(str(tmp_path / "t.csv"))
    assert table.column("downtime_end") == 1
    with pytest.raises(UnreadableData) as caught:
        table.column("start")
    assert caught.value.message.endswith("has no column `start`.")
    assert caught.value.hint.startswith(
        "Did you mean `Start`? Columns of the file: `Start`, `downtime_end`, `x`, `x`."
    )
    with pytest.raises(UnreadableData, match="2 columns named `x`"):
        table.column("x")
    table.close()


def test_wrong_delimiter_is_guessed(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("start;end\n", encoding="utf-8")
    table = TextTable(str(tmp_path / "t.csv"))
    with pytest.raises(UnreadableData) as caught:
        table.column("start")
    assert "The delimiter seems to be ';'" in caught.value.hint
    table.close()
