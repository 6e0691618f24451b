"""Packed text as bytes: which packings are read, by the end of the name, and a file that gives what was packed.

gzip, bzip2 and xz are read by Python itself; zstd by the embedded database, which would take a file that was cut off for a
shorter one, so its frames are walked through first.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import IO, cast

from sladsl.data.errors import UnreadableData

WORDS = {".gz": "gzip", ".bz2": "bzip2", ".xz": "xz", ".zst": "zstd"}
"""End of a name -> how the file is packed."""

_MAGIC, _SKIPPED = 0xFD2FB528, 0x184D2A50
_LINE = 2_000_000
"""Bytes: more than the longest line that the readers of lines accept, so that they tell it."""


def end_of(path: str) -> str:
    """The end of a name that says how the file is packed, `.gz`; "" where it is not."""
    return next((end for end in WORDS if path.lower().endswith(end)), "")


def open_packed(path: str) -> IO[bytes]:
    """The bytes of a file as they were before it was packed; OSError and ValueError as `open` raises them.

    What is damaged shows when it is read: `Damaged` says which errors that may be.
    """
    match end_of(path):
        case ".gz":
            import gzip

            return cast("IO[bytes]", gzip.open(path, "rb"))
        case ".bz2":
            import bz2

            return cast("IO[bytes]", bz2.open(path, "rb"))
        case ".xz":
            import lzma

            return cast("IO[bytes]", lzma.open(path, "rb"))
        case ".zst":
            return _zstd(path)
        case _:
            return open(path, "rb")


def damage(path: str, error: Exception) -> UnreadableData:
    """What to say of a packed file that can't be read to its end."""
    if isinstance(error, EOFError):
        return UnreadableData(f"{path} is cut off.", "Copy or pack the file again.")
    return UnreadableData(f"{path} can't be read: {error}.", "Copy or pack the file again.")


def damaging() -> tuple[type[Exception], ...]:
    """The errors that reading a damaged file may raise."""
    import lzma

    return (OSError, EOFError, zlib.error, lzma.LZMAError)


# ---- zstd


class _Lines(io.RawIOBase):
    """Lines as a file. Their ends are those of Unix, whatever they were."""

    def __init__(self, lines: Iterator[bytes], close: Callable[[], None]) -> None:
        self._lines = lines
        self._left = b""
        self._close = close

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        if not self._left:
            self._left = next(self._lines, b"")
        count = min(len(view), len(self._left))
        view[:count] = self._left[:count]
        self._left = self._left[count:]
        return count

    def close(self) -> None:
        if not self.closed:
            self._close()
        super().close()


def _zstd(path: str) -> IO[bytes]:
    from sladsl.data.embedded import Embedded

    with open(path, "rb") as file:
        _walk(file)
    database = Embedded()
    name = "'" + _unmagical(path).replace("'", "''") + "'"
    # Two signs that no text has keep a line in one piece; letters of one byte give the bytes back as they are.
    query = (
        f"SELECT line FROM read_csv({name}, auto_detect=false, header=false, delim='\x01\x02', quote='', escape='',"
        " comment='', strict_mode=false, parallel=false, columns={'line': 'VARCHAR'}, compression='zstd',"
        f" max_line_size={_LINE}, encoding='latin-1', hive_partitioning=false, filename=false)"
    )

    def lines() -> Iterator[bytes]:
        try:
            for batch in database.batches(query):
                yield b"".join((line or "").encode("latin-1") + b"\n" for (line,) in batch)
        except database.Error as error:
            raise OSError(str(error).split("\n")[0][:120]) from None

    return cast("IO[bytes]", io.BufferedReader(_Lines(lines(), database.close), 1 << 16))


def _unmagical(path: str) -> str:
    import os
    import re

    return re.sub(r"([\[*?{])", r"[\1]", os.path.abspath(path))


def _walk(file: IO[bytes]) -> None:
    """Goes from block to block to the end of the last frame; EOFError where the file ends before it, OSError for what is no
    zstd."""
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    while file.tell() < size:
        magic = int.from_bytes(_take(file, 4), "little")
        if magic & ~0xF == _SKIPPED:
            _skip(file, int.from_bytes(_take(file, 4), "little"), size)
            continue
        if magic != _MAGIC:
            raise OSError("it is not packed with zstd")
        head = _take(file, 1)[0]
        single, checked = head & 0x20, head & 0x04
        length = (0, 1, 2, 4)[head & 0x03] + ((1 if single else 0), 2, 4, 8)[head >> 6] + (0 if single else 1)
        _skip(file, length, size)
        last = False
        while not last:
            block = int.from_bytes(_take(file, 3), "little")
            last, kind = bool(block & 1), block >> 1 & 3
            if kind == 3:
                raise OSError("a block of it has no known kind")
            _skip(file, 1 if kind == 1 else block >> 3, size)
        if checked:
            _skip(file, 4, size)
    if not size:
        raise EOFError


def _take(file: IO[bytes], count: int) -> bytes:
    found = file.read(count)
    if len(found) < count:
        raise EOFError
    return found


def _skip(file: IO[bytes], count: int, size: int) -> None:
    if file.tell() + count > size:
        raise EOFError
    file.seek(count, io.SEEK_CUR)


def tail(path: str, most: int) -> tuple[bytes, bool]:
    """The last bytes of a file, unpacked, at most `most`; and whether they are the whole of it. Empty where it is damaged:
    whoever reads it all says so."""
    if not end_of(path):
        with open(path, "rb") as file:
            size = file.seek(0, io.SEEK_END)
            file.seek(max(size - most, 0))
            return file.read(), size <= most
    found, size = b"", 0
    with suppress(*damaging()), open_packed(path) as packed:
        while chunk := packed.read(most):
            found = (found + chunk)[-most:]
            size += len(chunk)
        return found, size <= most
    return b"", True
