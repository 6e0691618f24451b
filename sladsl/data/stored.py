"""Columns that have a type (Parquet, data frames, relations): what the type is, and the text that each value is written as.

All rules of reading are rules about written text. A typed value has one text, fixed here, from which nothing is lost: so
the same value is the same row, whatever stores it. The text is made in SQL, because the embedded database decodes all of
these; `sladsl.data.plain_values` makes the same of Python's values.
"""

from __future__ import annotations

import re
from typing import Literal, assert_never

from sladsl.record import Record, replace

LIST_SIGN = "\x1f"
"""Between the values of a list where the binding names no separator: the unit separator of ASCII, which no text has."""

KindOf = Literal[
    "text", "yes or no", "whole", "decimal", "float", "day", "civil", "instant", "length", "other", "none"
]


class Stored(Record):
    """The type of a column. `civil` are times without a zone, `instant` times that are placed.

    `unit`: of a length that is stored as a whole number, nanoseconds per 1 (0: an interval of the database).
    `nanos`: times finer than a microsecond. `utc`: times without a zone that are known to be UTC. `listed`: a list of it.
    """

    kind: KindOf
    unit: int = 0
    nanos: bool = False
    utc: bool = False
    listed: bool = False


_WHOLE = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT")
_PLAIN: dict[str, Stored] = {
    **dict.fromkeys((*_WHOLE, *(f"U{each}" for each in _WHOLE), "BIGNUM", "VARINT"), Stored(kind="whole")),
    **dict.fromkeys(("VARCHAR", "UUID", "JSON"), Stored(kind="text")),
    **dict.fromkeys(("FLOAT", "DOUBLE"), Stored(kind="float")),
    **dict.fromkeys(("TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS"), Stored(kind="civil")),
    **dict.fromkeys(("TIME", "TIME_NS", "TIME WITH TIME ZONE", "TIMETZ"), Stored(kind="other")),
    "BOOLEAN": Stored(kind="yes or no"),
    "DATE": Stored(kind="day"),
    "TIMESTAMP_NS": Stored(kind="civil", nanos=True),
    "TIMESTAMP WITH TIME ZONE": Stored(kind="instant"),
    "TIMESTAMPTZ": Stored(kind="instant"),
    "TIMESTAMPTZ_NS": Stored(kind="instant", nanos=True),
    "TIMESTAMP_NS WITH TIME ZONE": Stored(kind="instant", nanos=True),
    "INTERVAL": Stored(kind="length"),
    '"NULL"': Stored(kind="none"),
    "NULL": Stored(kind="none"),
}
_LIST = re.compile(r"\[[0-9]*\]$")


def stored(type_name: str) -> Stored | None:
    """The type as the database names it; None for what is no cell: nested values, bytes, and types that nobody knows yet."""
    if match := _LIST.search(type_name):
        inside = stored(type_name[: match.start()])
        return None if inside is None or inside.listed else replace(inside, listed=True)
    if type_name.startswith("DECIMAL("):
        return Stored(kind="decimal")
    if type_name.startswith("ENUM("):
        return Stored(kind="text")
    return _PLAIN.get(type_name)


def unfit(type_name: str) -> tuple[str, str]:
    """What a column of such a type holds, and what to do about it."""
    if type_name == "BLOB":
        return "bytes", "Write it as text."
    if type_name.endswith("]"):
        return "lists of lists", "Write one list of plain values in each row."
    if type_name.startswith(("STRUCT", "MAP", "UNION", "VARIANT")):
        return "values with parts of their own", "Write the part that is meant as a column of its own."
    return f"values of the type {type_name.split('(')[0][:40]}", "Write them as text, numbers or times."


def may_be_blank(of: Stored) -> bool:
    """Whether the text of a value may begin or end with a blank."""
    return of.listed or of.kind == "text"


def text_of(column: str, of: Stored, separator: str = "") -> str:
    """SQL of the written text of a column's value, NULL for none. `separator`: between the values of a list."""
    if of.listed:
        one = text_of("x", replace(of, listed=False))
        sign = "'" + (separator or LIST_SIGN).replace("'", "''") + "'"
        return f"array_to_string([{one} FOR x IN {column} IF x IS NOT NULL], {sign})"
    match of.kind:
        case "text" | "yes or no" | "whole" | "day" | "other" | "none":
            return f"CAST({column} AS VARCHAR)"
        case "decimal":
            return _trimmed(f"CAST({column} AS VARCHAR)")
        case "float":
            return _float(f"CAST({column} AS VARCHAR)")
        case "civil":
            said = f"CAST({column} AS VARCHAR)"
            return f"(CASE WHEN isfinite({column}) THEN {_placed(said)} ELSE {said} END)" if of.utc else said
        case "instant":
            made = (
                f"make_timestamp_ns(epoch_ns({column}))"
                if of.nanos
                else f"make_timestamp(epoch_us({column}))"
            )
            said = _placed(f"CAST({made} AS VARCHAR)")
            # Infinities are no instants; one type can't be asked whether it is one.
            finite = f"isfinite({column})" if not of.nanos else f"CAST({column} AS VARCHAR) NOT LIKE '%inf%'"
            return f"(CASE WHEN {finite} THEN {said} ELSE CAST({column} AS VARCHAR) END)"
        case "length":
            return _length(column, of.unit)
        case _:
            assert_never(of.kind)


def _placed(text: str) -> str:
    return f"replace({text}, ' ', 'T') || 'Z'"


def _trimmed(text: str) -> str:
    """A decimal without zeros at its end, and with one before its point: some versions leave that out."""
    short = f"(CASE WHEN contains({text}, '.') THEN rtrim(rtrim({text}, '0'), '.') ELSE {text} END)"
    return f"regexp_replace({short}, '^(-?)([.]|$)', '\\10\\2')"


def _float(text: str) -> str:
    """The shortest digits that name the number, without an exponent and without `.0`."""
    digits = f"replace(replace(split_part({text}, 'e', 1), '-', ''), '.', '')"
    power = f"CAST(split_part({text}, 'e', 2) AS INTEGER)"
    sign = f"(CASE WHEN prefix({text}, '-') THEN '-' ELSE '' END)"
    small = f"concat({sign}, '0.', repeat('0', -1 - {power}), {digits})"
    large = f"concat({sign}, {digits}, repeat('0', {power} + 1 - CAST(strlen({digits}) AS INTEGER)))"
    return (
        f"(CASE WHEN suffix({text}, '.0') THEN left({text}, -2) WHEN NOT contains({text}, 'e') THEN {text}"
        f" WHEN {power} < 0 THEN {small} ELSE {large} END)"
    )


def _length(column: str, unit: int) -> str:
    """Seconds as a decimal; months have no length and are written as the database writes them."""
    if unit:
        return _trimmed(f"CAST(CAST({column} AS DECIMAL(20, 0)) * {_decimal(unit)} AS VARCHAR)")
    seconds = f"CAST(CAST(epoch_us({column}) AS DECIMAL(20, 0)) * {_decimal(1000)} AS VARCHAR)"
    months = f"datepart('month', {column}) <> 0 OR datepart('year', {column}) <> 0"
    return f"(CASE WHEN {months} THEN CAST({column} AS VARCHAR) ELSE {_trimmed(seconds)} END)"


def _decimal(unit: int) -> str:
    """Nanoseconds as seconds, an exact decimal."""
    return f"CAST('{unit // 10**9}.{unit % 10**9:09}' AS DECIMAL(18, 9))"
