"""Whether files are so plain that DuckDB's own splitting can't differ from the page's, and the bytes that must add up.

The shared reader (sladsl.data.text) is the law, and slow. Where a file has no quote and no odd byte, a row
is what stands between line ends and a cell what stands between delimiters: every reader agrees, and the fast one is taken.
One pass of `memchr` decides it, at a few hundredths of the cost of a scan.
"""

from __future__ import annotations

import codecs
import glob
from collections.abc import Sequence
from typing import IO

from sladsl.data.opened import TextPart
from sladsl.data.unpacked import end_of, open_packed
from sladsl.record import Record

CHUNK = 1 << 16
"""Bytes; each must hold a line end, so that no line and no cell is longer than the shared reader allows."""

_ODD = b" \t\x0b\x0c."


class Plain(Record):
    """What is known of plain files. `odd`: which kinds of blanks, and dots, occur anywhere; `ascii`:
    no other letters.

    `rows`: bytes of the rows, their line ends (`end` bytes each) as if the last had one too; of files whose line ends
    differ, `end` is 0 and `rows` says nothing.
    """

    ascii: bool
    odd: bytes
    rows: int
    end: int

    @property
    def white(self) -> str:
        """What may have to be trimmed: line ends never stand in a cell of a plain file."""
        blanks = "".join(each for each in " \t" if each.encode() in self.odd)
        return blanks if self.ascii else blanks + "\u00a0"


def plain(parts: Sequence[TextPart]) -> Plain | None:
    """What is known of files of the same shape, or None when they have to be split by the shared reader."""
    found = [_plain(part) for part in parts]
    known = [each for each in found if each is not None]
    if len(known) < len(found):
        return None
    return Plain(
        ascii=all(each.ascii for each in known),
        odd=bytes(sorted({letter for each in known for letter in each.odd})),
        rows=sum(each.rows for each in known),
        end=known[0].end if len({each.end for each in known}) == 1 else 0,
    )


def _plain(part: TextPart) -> Plain | None:
    # Of a single column, DuckDB takes an empty line for a row.
    if (
        part.width == 1
        or end_of(part.path) not in ("", ".gz")
        or glob.has_magic(part.path)
        or "{" in part.path
        or part.delimiter in "{}"
    ):
        return None
    try:
        with _opened(part) as file:
            return _over(file)
    except (OSError, EOFError, UnicodeDecodeError):
        return None


def _opened(part: TextPart) -> IO[bytes]:
    return open_packed(part.path)


def _over(file: IO[bytes]) -> Plain | None:
    decoder = codecs.getincrementaldecoder("utf-8")()
    odd, ascii_only, last, crlf = b"", True, b"", None
    size = header = 0
    while chunk := file.read(CHUNK):
        if b'"' in chunk or b"\0" in chunk or (len(chunk) == CHUNK and b"\n" not in chunk):
            return None
        returns = b"\r" in chunk
        if crlf is None:
            crlf = returns
            header = chunk.find(b"\n") + 1
            if chunk[:1] in b"\r\n":
                return None
        if (returns or crlf) and not (crlf and _all_crlf(chunk, last)):
            return None
        if not ascii_only or not chunk.isascii():
            ascii_only = False
            decoder.decode(chunk)
        for each in _ODD:
            if each in chunk and each not in odd:
                odd += bytes((each,))
        size += len(chunk)
        last = chunk[-1:]
    decoder.decode(b"", final=True)
    if last in (b"\r", b""):
        return None
    end = 2 if crlf else 1
    whole = size - header + (end if last != b"\n" else 0) if header else 0
    return Plain(ascii=ascii_only, odd=odd, rows=whole, end=end)


def _all_crlf(chunk: bytes, last: bytes) -> bool:
    """Whether returns and line ends come in pairs only."""
    joined = last + chunk if last == b"\r" else chunk
    whole = joined[:-1] if joined.endswith(b"\r") else joined
    return whole.count(b"\r\n") == whole.count(b"\r") == whole.count(b"\n")


def even(parts: Sequence[TextPart], rows: int) -> bool:
    """Whether plain files have just the delimiters that their rows need: DuckDB forgives a row one at its end."""
    found = 0
    for part in parts:
        delimiter = part.delimiter.encode()
        with _opened(part) as file:
            found += sum(chunk.count(delimiter) for chunk in iter(lambda: file.read(CHUNK), b""))
    return found == (parts[0].width - 1) * (rows + len(parts))
