"""pandas frames: columns of plain types are read where they lie, columns of objects become text value by value.

A missing value of pandas is no value, whichever of its signs stands for it; so is NaN in a column of floats, which pandas
itself takes for one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from sladsl.data.frames import Column, cell_of, says_length
from sladsl.data.lines import Signs
from sladsl.data.stored import LIST_SIGN, Stored

_NANOSECONDS = {"ns": 1, "us": 1_000, "ms": 1_000_000, "s": 1_000_000_000}
_PLAIN = {
    *("bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float32", "float64"),
    *(
        "boolean",
        "Int8",
        "Int16",
        "Int32",
        "Int64",
        "UInt8",
        "UInt16",
        "UInt32",
        "UInt64",
        "Float32",
        "Float64",
    ),
}


def columns(
    data: Any, place: Callable[[Sequence[str], str], int], names: Sequence[str], signs: Signs
) -> list[Column]:
    header = [each if isinstance(each, str) else "" for each in data.columns]
    return [
        _column(data.iloc[:, place(header, name)], name, sign)
        for name, sign in zip(names, signs, strict=True)
    ]


def _column(series: Any, name: str, sign: str | None) -> Column:
    pandas = import_module("pandas")

    kind = series.dtype
    if str(kind) in _PLAIN:
        return Column(data=series.array)
    if isinstance(kind, pandas.DatetimeTZDtype):
        plain = series.dt.tz_convert("UTC").dt.tz_localize(None)
        return Column(data=plain.array, kind=Stored(kind="civil", utc=True, nanos=kind.unit == "ns"))
    if getattr(kind, "kind", "") == "M" and not isinstance(kind, pandas.api.extensions.ExtensionDtype):
        return Column(data=series.array)
    if getattr(kind, "kind", "") == "m" and not isinstance(kind, pandas.api.extensions.ExtensionDtype):
        whole = pandas.arrays.IntegerArray(series.to_numpy().view("int64"), series.isna().to_numpy())
        return Column(data=whole, kind=Stored(kind="length", unit=_NANOSECONDS[_unit(kind)]))
    if _is_text(series):
        return Column(data=series.array)
    values = [None if _missing(value) else value for value in series.tolist()]
    texts = [cell_of(value, name, number, sign, "") or None for number, value in enumerate(values, start=1)]
    return Column(
        data=pandas.array(texts, dtype="string"),
        kind=Stored(kind="text"),
        length=says_length(values, name),
        listed=sign == LIST_SIGN,
    )


def _missing(value: Any) -> bool:
    return type(value).__name__ in ("NAType", "NaTType")


def _unit(kind: Any) -> str:
    numpy = import_module("numpy")

    return str(numpy.datetime_data(kind)[0])


def _is_text(series: Any) -> bool:
    """Whether all that is not missing is text."""
    pandas = import_module("pandas")

    if isinstance(series.dtype, pandas.StringDtype):
        return True
    return bool(series.dtype == object and pandas.api.types.infer_dtype(series, skipna=True) == "string")


def stream(data: Any, columns: list[Any]) -> Any:
    return type(data)({f"c{at}": column for at, column in enumerate(columns)}, copy=False)
