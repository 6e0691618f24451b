"""The same rows written as CSV, JSON lines and Parquet, in one file or several, with text or with types.

Every writer takes written texts; a typed column is made only of texts that are what its values are written as, so that all
files hold the same rows by the rules of the page.
"""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import duckdb

Header = Sequence[str]
Rows = Sequence[Sequence[str]]

_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,17}")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,11})\.[0-9]{0,5}[1-9]")
_JSON_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_CLOCK = r"[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{0,5}[1-9])?"
_INSTANT = re.compile(f"{_DAY}T{_CLOCK}Z")
_CIVIL = re.compile(f"{_DAY} {_CLOCK}")


def sql_name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


# ---- CSV and JSON lines


def csv_bytes(header: Header, rows: Rows) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerows([header, *rows])
    return text.getvalue().encode()


def json_lines(header: Header, rows: Rows, choose: Callable[[int], int], separator: str = "") -> bytes:
    """Numbers, answers and lists as JSON has them where `choose(2)` says so; an empty cell as null, "" or left out."""
    lines = []
    for row in rows:
        cells = []
        for name, text in zip(header, row, strict=True):
            value = json.dumps(text, ensure_ascii=choose(2) == 0)
            if (_JSON_NUMBER.fullmatch(text) and choose(2)) or (text in ("true", "false") and choose(2)):
                value = text
            elif separator and separator in text and name == "region":
                value = json.dumps(text.split(separator))
            elif not text:
                value = ("", '""', "null")[choose(3)]
            if value:
                cells.append(f"{json.dumps(name)}:{' ' * choose(2)}{value}")
        lines.append("{" + ", ".join(cells) + "}" + "\n" * choose(2))
    return ("\n".join(lines) + "\n" * choose(2)).encode()


_PACK: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
}


def put(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_PACK[path.suffix](content) if path.suffix in _PACK else content)
    return path


# ---- typed columns


def column_type(texts: Sequence[str]) -> str:
    """The narrowest type whose values are written as just these texts; VARCHAR where there is none."""
    own = [text for text in texts if text]
    if not own:
        return "VARCHAR"
    kinds: list[tuple[str, Callable[[str], object]]] = [
        ("BOOLEAN", lambda text: text in ("true", "false")),
        ("BIGINT", _WHOLE.fullmatch),
        (
            "DECIMAL(18, 6)",
            lambda text: (_WHOLE.fullmatch(text) and len(text) < 12) or _DECIMAL.fullmatch(text),
        ),
        ("TIMESTAMP WITH TIME ZONE", _INSTANT.fullmatch),
        ("TIMESTAMP", _CIVIL.fullmatch),
        ("DATE", re.compile(_DAY).fullmatch),
    ]
    for kind, fits in kinds:
        if all(fits(text) for text in own) and _castable(own, kind):
            return kind
    return "VARCHAR"


def _castable(texts: Sequence[str], kind: str) -> bool:
    with duckdb.connect() as connection:
        found = connection.execute(
            f"SELECT count(TRY_CAST(x AS {kind})) FROM (SELECT unnest($1::VARCHAR[]) AS x)", [list(texts)]
        ).fetchall()
    return bool(found[0][0] == len(texts))


def typed_table(
    connection: Any, name: str, header: Header, rows: Rows, *, typed: bool = True, lists: str = ""
) -> dict[str, str]:
    """A table in a connection of the test's own; the types of its columns. `lists`: the separator of `region`'s cells."""
    kinds = {}
    for at, column in enumerate(header):
        kinds[column] = column_type([row[at] for row in rows]) if typed else "VARCHAR"
        if lists and column == "region":
            kinds[column] = "VARCHAR[]"
    made = ", ".join(f"{sql_name(column)} {kind}" for column, kind in kinds.items())
    connection.execute("SET TimeZone = 'America/New_York'")
    connection.execute(f"CREATE TABLE {name} ({made})")
    cells = ", ".join("?" * len(header))
    for row in rows:
        values: list[object] = []
        for column, text in zip(header, row, strict=True):
            is_list = kinds[column] == "VARCHAR[]"
            values.append((text.split(lists) if text else None) if is_list else text or None)
        connection.execute(f"INSERT INTO {name} VALUES ({cells})", values)
    return kinds


def parquet(path: Path, header: Header, rows: Rows, *, typed: bool = True, lists: str = "") -> dict[str, str]:
    """A Parquet file; the types of its columns."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as connection:
        kinds = typed_table(connection, "t", header, rows, typed=typed, lists=lists)
        connection.execute(f"COPY t TO '{path}' (FORMAT parquet)")
    return kinds
