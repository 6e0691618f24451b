"""Archives that were made to keep a reader busy are refused before they are read; reports are not."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from sladsl.data import packed, workbook
from sladsl.data.errors import UnreadableData
from sladsl.data.workbook import heads_of, read_workbook, sheet_names, sheets_of
from tests.pace import anchors

MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SHEET = "xl/worksheets/sheet1.xml"
LARGE = 200 << 20


def book(path: Path, rows: Iterable[Sequence[object]]) -> str:
    made = Workbook(write_only=True)
    sheet = made.create_sheet("Data")
    for row in rows:
        sheet.append(row)
    made.save(path)
    return str(path)


def stuffed(folder: Path, part: str, begin: bytes, unit: bytes, end: bytes, size: int) -> str:
    """A workbook of which one part is a unit repeated until it is so large."""
    plain = book(folder / "plain.xlsx", [["a", "b"], [1, 2]])
    path = folder / "stuffed.xlsx"
    with (
        zipfile.ZipFile(plain) as old,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for each in old.infolist():
            if each.filename != part:
                new.writestr(each.filename, old.read(each.filename))
        with new.open(part, "w", force_zip64=True) as file:
            file.write(begin)
            for _ in range(size >> 20):
                file.write(unit * ((1 << 20) // len(unit)))
            file.write(end)
    return str(path)


BOMBS = {
    "one long row": (
        SHEET,
        b"<worksheet " + MAIN + b"><sheetData><row>",
        b"<c/>",
        b"</row></sheetData></worksheet>",
    ),
    "empty rows": (SHEET, b"<worksheet " + MAIN + b"><sheetData>", b"<row/>", b"</sheetData></worksheet>"),
    "texts": ("xl/sharedStrings.xml", b"<sst " + MAIN + b">", b"<si><t>a</t></si>", b"</sst>"),
    "styles": ("xl/styles.xml", b"<styleSheet " + MAIN + b"><fonts>", b"<font/>", b"</fonts></styleSheet>"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_an_archive_packed_hundreds_of_times_is_refused_at_once(name: str, tmp_path: Path) -> None:
    part, begin, unit, end = BOMBS[name]
    path = stuffed(tmp_path, part, begin, unit, end, LARGE)

    def refused() -> None:
        for read in (read_workbook, heads_of, sheet_names, sheets_of):
            with pytest.raises(UnreadableData, match="packed more than 100 times") as caught:
                read(path)
            assert caught.value.hint == "Save the one sheet as CSV."

    assert anchors(refused) < 20


@pytest.mark.parametrize("name", ["one long row", "empty rows", "texts"])
def test_too_many_elements_are_counted_before_they_are_read(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that is packed no further than a report would be."""
    part, begin, unit, end = BOMBS[name]
    path = stuffed(tmp_path, part, begin, unit, end, 8 << 20)
    monkeypatch.setattr(packed, "MOST_MARKS", 100_000)
    with pytest.raises(UnreadableData, match="more than 100,000 elements in `xl/"):
        read_workbook(path)
    with pytest.raises(UnreadableData, match="more than 100,000 elements in `xl/"):
        sheets_of(path)


def test_rows_that_are_wide_and_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cell in the last column makes sixteen thousand of a row."""
    rows = b"".join(b'<row r="%d"><c r="XFD%d"><v>1</v></c></row>' % (at, at) for at in range(2, 600))
    path = stuffed(
        tmp_path, SHEET, b"<worksheet " + MAIN + b"><sheetData>" + rows, b" ", b"</sheetData></worksheet>", 0
    )

    def refused() -> None:
        with pytest.raises(UnreadableData, match="more than 8,000,000 cells"):
            read_workbook(path)

    assert anchors(refused) < 90
    monkeypatch.setattr(workbook, "MOST_CELLS", 600 * 16_384)
    assert read_workbook(path).rows == ()  # nothing stands in the first thousand columns


def test_a_part_that_is_cut_off(tmp_path: Path) -> None:
    path = Path(book(tmp_path / "a.xlsx", [["a", "b"], [1, 2]]))
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2] + content[len(content) // 2 + 40 :])
    with pytest.raises(UnreadableData):
        read_workbook(str(path))


def test_a_report_of_many_rows_is_read(tmp_path: Path) -> None:
    """More than any person would write, fewer than a sheet may have: they are weighed and read."""
    rows = ([f"2026-03-{1 + at % 28:02}", "up"] if at else ["at", "ok"] for at in range(105_001))
    path = book(tmp_path / "a.xlsx", rows)
    assert len(read_workbook(path).rows) == 105_001


def test_two_readings_of_a_workbook_that_changed(tmp_path: Path) -> None:
    """What was read last is kept, and only as long as the file is the same."""
    path = book(tmp_path / "a.xlsx", [["a", "b"], [1, 2]])
    assert read_workbook(path) is read_workbook(path)
    book(tmp_path / "a.xlsx", [["a", "b"], [3, 4]])
    assert read_workbook(path).rows[1].texts() == ("3", "4")
