"""How much a workbook holds, told before it is read: what would cost minutes is refused in a second.

A sheet is packed ten or twenty times smaller than it is, an archive that was made to keep a reader busy hundreds of times;
and what reading costs are the elements of its sheets, which can be counted without being understood.
"""

from __future__ import annotations

import zipfile

from sladsl.data.errors import UnreadableData

MOST_BYTES = 256 << 20
"""Unpacked: a report is far below this, an archive made to fill the memory is not."""
MOST_MARKS = 16_000_000
"""Elements of a sheet, begun and ended: 200,000 rows of 15 columns have twelve million."""
MOST_CELLS = 8_000_000
"""Cells up to the last of each row, those between that were never written among them."""

_TIGHT = 100
"""Times smaller than unpacked: no sheet with different rows is packed so far."""
_TIGHT_BYTES = 16 << 20
"""Parts that are packed so far may be this large together: empty forms, styles of a template."""
_SMALL_BYTES = 16 << 20
"""Of what is read whole and is no sheet: styles, names, relations."""
_STRINGS = "sharedStrings.xml"
_CHUNK = 1 << 20
_BEGINNING = 1 << 14


def weigh(path: str, archive: zipfile.ZipFile) -> None:
    """UnreadableData for an archive that is too large, packed too far, or has too many texts to be a report."""
    parts = [part for part in archive.infolist() if not part.is_dir()]
    size = sum(part.file_size for part in parts)
    if size > MOST_BYTES:
        raise _too_large(path, f"holds {size:,} bytes, over the limit of {MOST_BYTES:,}")
    tight = sum(part.file_size for part in parts if part.file_size > _TIGHT * max(part.compress_size, 1))
    if tight > _TIGHT_BYTES:
        raise _too_large(
            path, f"holds {tight:,} bytes that are packed more than {_TIGHT} times, as no report is"
        )
    for part in parts:
        name = part.filename.rpartition("/")[2]
        small = name in ("workbook.xml", "styles.xml", "[Content_Types].xml") or name.endswith(".rels")
        if small and part.file_size > _SMALL_BYTES:
            raise _too_large(path, f"has a part `{part.filename[:60]}` of {part.file_size:,} bytes")
        if name == _STRINGS or ("/worksheets/" in f"/{part.filename}" and _sizeless(archive, part.filename)):
            _count(path, archive, part.filename)


def _sizeless(archive: zipfile.ZipFile, part: str) -> bool:
    """Whether a sheet doesn't say its size at its beginning: then it is gone through as soon as the workbook is opened."""
    with archive.open(part) as file:
        return b"dimension" not in file.read(_BEGINNING)


def weigh_sheet(path: str, archive: zipfile.ZipFile, part: str) -> None:
    """UnreadableData for a sheet of more elements than are read."""
    _count(path, archive, part)


def _count(path: str, archive: zipfile.ZipFile, part: str) -> None:
    marks = 0
    with archive.open(part) as file:
        while chunk := file.read(_CHUNK):
            marks += chunk.count(b"<")
            if marks > MOST_MARKS:
                raise _too_large(path, f"has more than {MOST_MARKS:,} elements in `{part[:60]}`")


def too_many_cells(path: str) -> UnreadableData:
    """For a sheet whose rows are wider than they are filled."""
    return _too_large(path, f"has more than {MOST_CELLS:,} cells up to the last of each row")


def _too_large(path: str, what: str) -> UnreadableData:
    return UnreadableData(f"{path} {what}.", "Save the one sheet as CSV.")
