"""Cells of typed columns as the engine's integers, without writing and reading their text.

Only where the text could say nothing else: every native value here is the value that the page gives the written text of the
cell, and whatever has no such value is left to the text, which says what is wrong with it. Tests hold the two together.
"""

from __future__ import annotations

from sladsl.data.stored import Stored
from sladsl.plan.measure import FieldOf
from sladsl.record import Record
from sladsl.values.instant import FIRST_YEAR, LAST_YEAR, civil_us

_FIRST, _END = civil_us(FIRST_YEAR, 1, 1), civil_us(LAST_YEAR + 1, 1, 1)
_LARGEST = 10**12
"""The first whole number that has more digits than a cell may have."""


class Native(Record):
    """SQL of a cell's value, NULL where it has none or a text that has to be looked at, and of whether it is empty.

    `sure`: SQL of the same value where it is known that every cell has one or is empty: nothing is tested once more.
    `column`: the column itself. `limits`: every value of the column between these, as integers that `figure` makes of
    them, is a value of the field; None where the least and the most of a column don't tell. `figure` "": every value is.
    `moment`: of a time, SQL of such a time, of seconds or microseconds: files know between which times a part of them lies.
    `unit`: what a whole number of the column is multiplied by; 0 where it is none.
    """

    value: str
    empty: str
    sure: str
    column: str
    limits: tuple[int, int] | None = None
    figure: str = ""
    moment: str = ""
    unit: int = 0


def native_of(field: FieldOf, of: Stored, column: str, unit: int, utc: bool, any_year: bool) -> Native | None:
    """A cell read natively; None where its text has to be read. `unit`: µs of a duration's 1, `utc`: the zone of times
    without one is UTC, `any_year`: whoever asks looks at the year."""
    if of.listed:
        return None
    value = _value(field, of, column, unit, utc)
    if value is None:
        return None
    if field.type == "time" and not any_year:
        value = f"(CASE WHEN {value} >= {_FIRST} AND {value} < {_END} THEN {value} END)"
    is_time = field.type == "time" and not of.nanos
    return Native(
        value=value,
        empty=f"{column} IS NULL",
        sure=_sure(field, of, column, unit) or value,
        column=column,
        limits=_limits(field, of, unit),
        figure=_figure(field, of),
        unit=_unit(field, of, unit),
        moment=("to_timestamp({s})" if of.kind == "instant" else "make_timestamp({us})") if is_time else "",
    )


def _value(field: FieldOf, of: Stored, column: str, unit: int, utc: bool) -> str | None:
    match field.type:
        case "time" if of.kind == "instant" or (of.kind == "civil" and (utc or of.utc)):
            if of.nanos:
                return f"(CASE WHEN epoch_ns({column}) % 1000 = 0 THEN epoch_ns({column}) // 1000 END)"
            return f"(CASE WHEN isfinite({column}) THEN epoch_us({column}) END)"
        case "yes or no" if of.kind == "yes or no":
            return f"CAST({column} AS INTEGER)"
        case "yes or no" if of.kind == "whole":
            return f"(CASE {column} WHEN 1 THEN 1 WHEN 0 THEN 0 END)"
        case "number" if of.kind == "whole":
            return _whole(column, 10**6)
        case "duration" if of.kind == "whole":
            return _whole(column, unit, _longest(unit))
        case _:
            return None


def _sure(field: FieldOf, of: Stored, column: str, unit: int) -> str:
    """SQL of the value without the tests that every cell is known to pass; "" where there are none to leave out."""
    if field.type == "time" and not of.nanos:
        return f"epoch_us({column})"
    if field.type in ("number", "duration") and of.kind == "whole":
        return f"(CAST({column} AS BIGINT) * {_unit(field, of, unit)})"
    return ""


def _limits(field: FieldOf, of: Stored, unit: int) -> tuple[int, int] | None:
    match field.type:
        case "time" if not of.nanos:
            return _FIRST, _END - 1
        case "yes or no":
            return 0, 1
        case "number":
            return 1 - _LARGEST, _LARGEST - 1
        case "duration":
            return -_longest(unit), _longest(unit)
        case _:
            return None


def _figure(field: FieldOf, of: Stored) -> str:
    if of.kind == "yes or no":
        return ""
    return "epoch_us({x})" if field.type == "time" else "CAST({x} AS HUGEINT)"


def _unit(field: FieldOf, of: Stored, unit: int) -> int:
    if field.type not in ("number", "duration") or of.kind != "whole":
        return 0
    return 10**6 if field.type == "number" else unit


def _longest(unit: int) -> int:
    """The largest product is told by the engine's limit of a duration, far below 64 bits."""
    return min(_LARGEST - 1, 10**17 // unit)


def _whole(column: str, scale: int, largest: int = _LARGEST - 1) -> str:
    return (
        f"(CASE WHEN {column} BETWEEN -{largest} AND {largest} THEN CAST({column} AS BIGINT) * {scale} END)"
    )
