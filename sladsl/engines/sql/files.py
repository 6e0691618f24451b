"""Whether a file is so plain that DuckDB's own splitting can't differ from the page's, and the tables of written cells.

The shared reader (sladsl.data.text) is the law, and slow. Where a file has no quote, no odd byte and no empty line, a row
is what stands between line ends and a cell what stands between delimiters: every reader agrees, and the fast one is taken.
One pass of `memchr` decides it, at a few hundredths of the cost of a scan.
"""

from __future__ import annotations

import codecs
import glob
import gzip
from typing import IO, cast

from sladsl.data.binding import TableFile
from sladsl.record import Record

CHUNK = 1 << 16
"""Bytes; each must hold a line end, so that no line and no cell is longer than the shared reader allows."""

_ODD = b" \t\x0b\x0c"


class Plain(Record):
    """What is known of a plain file. `odd`: which kinds of blanks occur anywhere; `ascii`: no other letters."""

    ascii: bool
    odd: bytes


def plain(table: TableFile, width: int) -> Plain | None:
    """What is known of the file, or None when it has to be split by the shared reader."""
    if glob.has_magic(table.path) or "{" in table.path or table.delimiter in "{}":
        return None
    try:
        with open(table.path, "rb", buffering=0) as raw:
            file = cast("IO[bytes]", gzip.GzipFile(fileobj=raw) if table.path.endswith(".gz") else raw)
            return _Scan(table.delimiter.encode(), width).over(file)
    except (OSError, EOFError, UnicodeDecodeError):
        return None


class _Scan:
    """One pass over the bytes; counts delimiters too, in case a row may end with one too many."""

    def __init__(self, delimiter: bytes, width: int) -> None:
        self.delimiter = delimiter
        self.width = width

    def over(self, file: IO[bytes]) -> Plain | None:
        decoder = codecs.getincrementaldecoder("utf-8")()
        odd, ascii_only, last, trailing, crlf = b"", True, b"", False, None
        while chunk := file.read(CHUNK):
            if b'"' in chunk or b"\0" in chunk or (len(chunk) == CHUNK and b"\n" not in chunk):
                return None
            seam = last + chunk[:2]
            if b"\n\n" in chunk or seam.startswith((b"\n\n", b"\n\r")) or (not last and chunk[:1] in b"\r\n"):
                return None
            returns = chunk.count(b"\r") if b"\r" in chunk or crlf else 0
            if crlf is None:
                crlf = returns > 0
            if (returns or crlf) and not self._all_crlf(chunk, last, crlf):
                return None
            if not ascii_only or not chunk.isascii():
                ascii_only = False
                decoder.decode(chunk)
            odd += bytes(each for each in _ODD if each not in odd and each in chunk)
            trailing = trailing or any(
                self.delimiter + end in each for each in (chunk, seam) for end in (b"\n", b"\r")
            )
            last = chunk[-1:]
        decoder.decode(b"", final=True)
        if last == b"\r" or last == b"":
            return None
        if trailing or last == self.delimiter:
            file.seek(0)
            if not self._even(file):
                return None
        return Plain(ascii=ascii_only, odd=odd)

    @staticmethod
    def _all_crlf(chunk: bytes, last: bytes, crlf: bool) -> bool:
        """Whether returns and line ends come in pairs only, as from the file's beginning, with none of them empty."""
        joined = last + chunk if last == b"\r" else chunk
        whole = joined[:-1] if joined.endswith(b"\r") else joined
        pairs = whole.count(b"\r\n")
        return crlf and pairs == whole.count(b"\r") == whole.count(b"\n") and b"\n\r" not in joined

    def _even(self, file: IO[bytes]) -> bool:
        """Whether there are as many delimiters as all rows need: DuckDB forgives a row one at its end."""
        delimiters = lines = 0
        last = b""
        while chunk := file.read(CHUNK):
            delimiters += chunk.count(self.delimiter)
            lines += chunk.count(b"\n")
            last = chunk[-1:]
        return delimiters == (self.width - 1) * (lines + (last != b"\n"))
