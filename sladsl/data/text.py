"""Delimited text as rows of cells: opening, decoding and splitting of `.csv`, packed or not.

Everything that can be wrong with a file before its cells mean anything is found here, and said with the
place and the way out, so that no reader above ever sees a decoding error or half a row.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from typing import IO

from sladsl.data.errors import UnreadableData
from sladsl.data.header import place_in
from sladsl.data.unpacked import damage, damaging, open_packed

LONGEST_LINE = 1 << 20
"""Bytes: a longer line is no table but something else under the name of one."""
WHITE = " \t\r\n\u00a0"
"""What is trimmed from both ends of a cell: a fixed set, so that every engine trims the same."""

_NOT_TEXT = (
    (b"\x1f\x8b", "is compressed with gzip", "Rename it to end in .gz, or unpack it."),
    (
        b"PK\x03\x04",
        "is a workbook or an archive, not text",
        "Save the sheet as CSV (UTF-8), or name it .xlsx.",
    ),
    (b"PAR1", "is Parquet, not text", "Name it .parquet."),
    (b"BZh", "is packed with bzip2", "Rename it to end in .bz2, or unpack it."),
    (b"\x28\xb5\x2f\xfd", "is packed with zstd", "Rename it to end in .zst, or unpack it."),
    (b"\xfd7zXZ", "is packed with xz", "Rename it to end in .xz, or unpack it."),
    (b"\xd0\xcf\x11\xe0", "is an old or encrypted workbook, not text", "Save the sheet as CSV (UTF-8)."),
    (b"\xff\xfe", "is UTF-16, not UTF-8", "Save it as UTF-8 text."),
    (b"\xfe\xff", "is UTF-16, not UTF-8", "Save it as UTF-8 text."),
)


class TextTable:
    """An open table: `header` (trimmed), and as an iterator (row number from 1, cells as they stand
    there)."""

    def __init__(self, path: str, delimiter: str = ",", header: int = 0) -> None:
        """Opens the file and reads its header, in the row `header` if it is said; UnreadableData for what is no table."""
        self.path = path
        if len(delimiter) != 1 or not delimiter.isascii() or delimiter in '"\r\n\0':
            raise UnreadableData(
                f"The delimiter {delimiter!r} of {path} can't separate cells.",
                "Use one ASCII character that is no quote and no line end, like `,` or `;`.",
            )
        self._delimiter = delimiter
        self.place = 0
        """The row that was read last as a spreadsheet numbers it, which shows empty lines, too."""
        self._file = open_bytes(path)
        self._rows = self._read()
        try:
            self.header = self._titles(header)
        except UnreadableData:
            self.close()
            raise
        if not self.header:
            self.close()
            raise UnreadableData(f"{path} is empty.", "The first line names the columns.")

    def _titles(self, header: int) -> tuple[str, ...]:
        for cells in self._rows:
            if self.place >= header:
                if header not in (0, self.place):
                    break
                return tuple(cell.strip(WHITE) for cell in cells)
        if not header:
            return ()
        raise UnreadableData(
            f"{self.path} has nothing in row {header}.", "Correct header: it is the row of the titles."
        )

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        return enumerate(self._rows, start=1)

    def column(self, name: str) -> int:
        """The place of a column; UnreadableData when the header has none or several of that name."""
        more = ""
        if self.header[0].startswith("{"):
            more = " It seems to be JSON lines: name it .jsonl."
        elif len(self.header) == 1 and (other := _likely(self.header[0], self._delimiter)):
            more = f" The delimiter seems to be {other!r}: set delimiter in data.toml."
        return place_in(self.header, name, self.path, more)

    def close(self) -> None:
        self._file.close()

    def _read(self) -> Iterator[list[str]]:
        """Rows of cells, lines without a character skipped; strictly, so that a lost quote eats no rows."""
        lines = lines_of(self._file, self.path)
        reader = csv.reader(lines, delimiter=self._delimiter, strict=True)
        done = 0
        while True:
            try:
                cells = next(reader, None)
            except csv.Error as error:
                message, hint = _explained(str(error))
                raise UnreadableData(
                    f"{self.path}: {message} in the row that begins on line {done + 1}.", hint
                ) from None
            if cells is None:
                return
            done = reader.line_num
            self.place += 1
            if cells:
                yield cells


def open_bytes(path: str) -> IO[bytes]:
    """The file as bytes, unpacked; it outlives this function, whoever reads the table closes it."""
    try:
        if os.path.isdir(path):
            raise UnreadableData(f"{path} is a folder.", "Name a file in it.")
        return open_packed(path)
    except FileNotFoundError:
        raise UnreadableData(
            f"There is no file {path}.", "Correct the name, or put the file there."
        ) from None
    except EOFError as error:
        raise damage(path, error) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableData(
            f"{path} can't be opened: {reason}.", "Check its name and permissions."
        ) from None


def lines_of(file: IO[bytes], path: str) -> Iterator[str]:
    """Decoded lines with their ends; the offset counts bytes, so that an error names the place."""
    offset = 0
    broken = damaging()
    while True:
        try:
            line = file.readline(LONGEST_LINE + 1)
        except broken as error:
            raise damage(path, error) from None
        if not line:
            return
        if not offset:
            for mark, what, hint in _NOT_TEXT:
                if line.startswith(mark):
                    raise UnreadableData(f"{path} {what}.", hint)
        if len(line) > LONGEST_LINE:
            raise UnreadableData(
                f"{path} has a line of more than {LONGEST_LINE:,} bytes, from byte {offset} on.",
                "Check that it is a table with one row a line.",
            )
        if (nul := line.find(b"\0")) >= 0:
            raise UnreadableData(
                f"{path} is not text: byte {offset + nul} is NUL.", "Save it as CSV in UTF-8 text."
            )
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError as error:
            place = offset + error.start
            raise UnreadableData(
                f"{path} is not UTF-8: byte {place} is 0x{line[error.start]:02X}.",
                "Save it as UTF-8 text (in a spreadsheet: CSV UTF-8).",
            ) from None
        yield text.removeprefix("\ufeff") if not offset else text
        offset += len(line)


def _explained(error: str) -> tuple[str, str]:
    """The csv module's few complaints in words for people."""
    if "field larger" in error:
        return "a cell is longer than 131,072 characters", "Look for a quote that is never closed."
    if "new-line character" in error:
        return "a carriage return stands alone", "Save the file with line ends \\n or \\r\\n."
    if "end of data" in error:
        return "a quote is never closed", "Close the quote, or double it where it is part of the text."
    if "expected after" in error:
        return "a quoted cell goes on after its quote", "Double a quote that is part of the text."
    return f"a row can't be split into cells ({error})", "Check its quotes."


def _likely(header: str, delimiter: str) -> str:
    """The delimiter that a header of one cell seems to use; "" when there is none."""
    return next((each for each in (";", "\t", ",", "|") if each != delimiter and each in header), "")
