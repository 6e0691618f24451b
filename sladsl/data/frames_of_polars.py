"""Polars frames: columns that Arrow carries over as they are, and those that lose something on the way made plain."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from sladsl.data.embedded import Stream
from sladsl.data.frames import Column, cell_of, says_length
from sladsl.data.lines import Signs
from sladsl.data.stored import LIST_SIGN, Stored

_NANOSECONDS = {"ns": 1, "us": 1_000, "ms": 1_000_000}
_AS_TEXT = ("Categorical", "Enum", "UInt64", "Int128", "UInt128")


def columns(
    data: Any, place: Callable[[Sequence[str], str], int], names: Sequence[str], signs: Signs
) -> list[Column]:
    header = data.columns
    return [
        _column(data.to_series(place(header, name)), name, sign)
        for name, sign in zip(names, signs, strict=True)
    ]


def _column(series: Any, name: str, sign: str | None) -> Column:
    kind = series.dtype
    match type(kind).__name__:
        case "Datetime" if kind.time_zone is not None:
            plain = series.dt.convert_time_zone("UTC").dt.replace_time_zone(None)
            return Column(data=plain, kind=Stored(kind="civil", utc=True, nanos=kind.time_unit == "ns"))
        case "Duration":
            unit = _NANOSECONDS[kind.time_unit]
            return Column(data=series.to_physical(), kind=Stored(kind="length", unit=unit))
        case each if each in _AS_TEXT:
            # As text: so large a number is none that a cell may hold.
            return Column(data=series.cast(_string(series)))
        case "Object":
            texts = [
                cell_of(value, name, number, sign, "nan") for number, value in enumerate(series, start=1)
            ]
            length = says_length(list(series), name)
            return Column(data=_series(series, texts), length=length, listed=sign == LIST_SIGN)
        case _:
            return Column(data=series)


def stream(data: Any, columns: list[Any]) -> Stream:
    renamed = [series.alias(f"c{at}") for at, series in enumerate(columns)]
    return Stream(type(data)(renamed))


def _string(series: Any) -> Any:
    polars = import_module("polars")

    return polars.String


def _series(series: Any, texts: list[str]) -> Any:
    polars = import_module("polars")

    return polars.Series(texts, dtype=polars.String)
