"""Python's values as written cells: of rows that are given as dicts, and of columns that hold objects.

The same value gets the same text as from a typed column (`sladsl.data.stored`). Libraries are told by the names of their
types and never imported: whoever gave the value has them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sladsl.data.stored import LIST_SIGN

_LARGEST = 60
"""Digits before the point that are written out: twice what any column of a database holds."""


class NoCell(Exception):
    """A value that has no text: something with parts, bytes, or an object of a type that nobody knows here."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


def written(value: Any, separator: str = "", *, nan: str = "nan") -> str:
    """The written text of a value, "" for none; `NoCell` for what is no cell.

    `separator`: between the values of a list; `nan`: the text of a float that is no number ("" where that means none).
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return str(value)
    if is_list(value):
        parts = [each for each in value if each is not None]
        if any(is_list(each) or isinstance(each, Mapping) for each in parts):
            raise NoCell("a list with parts of its own")
        return (separator or LIST_SIGN).join(written(each, nan=nan) for each in parts)
    text = _scalar(value, nan)
    if text is None:
        what = (
            "with parts of its own" if isinstance(value, Mapping) else f"of the type {type(value).__name__}"
        )
        raise NoCell(f"a value {what}")
    return text


def is_length(value: Any) -> bool:
    """Whether a value is a duration, which says its unit itself."""
    return isinstance(value, timedelta) or type(value).__name__ == "timedelta64"


def is_list(value: Any) -> bool:
    """Whether a value is a list: of Python, or what numpy has for one."""
    if isinstance(value, list | tuple):
        return True
    return type(value).__name__ == "ndarray" and type(value).__module__ == "numpy" and value.ndim == 1


def _scalar(value: Any, nan: str) -> str | None:
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            # Longer ones Python itself refuses to write.
            return str(value) if value.bit_length() < 1000 else hex(value)[:_LARGEST]
        case float():
            return nan if value != value else plain(Decimal(float.__repr__(value)))
        case Decimal():
            return plain(value)
        case datetime():
            return "" if type(value).__name__ == "NaTType" else _moment(value)
        case date() | time():
            return value.isoformat()
        case timedelta():
            return seconds(
                (value // timedelta(microseconds=1)) * 1000 + int(getattr(value, "nanoseconds", 0)) % 1000
            )
        case UUID():
            return str(value)
        case _:
            return _foreign(value, nan)


def plain(number: Decimal) -> str:
    """A decimal written out: no exponent, no zeros at its end."""
    if not number.is_finite():
        return str(number).lower().replace("infinity", "inf")
    if number.adjusted() > _LARGEST * 6 or number.adjusted() < -_LARGEST * 6:
        return str(number)
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def seconds(nanoseconds: int) -> str:
    """A length as a decimal of seconds."""
    return plain(Decimal(nanoseconds).scaleb(-9))


def _moment(value: datetime) -> str:
    """As the database writes them: `2026-03-01 10:00:00.5`, with a zone `2026-03-01T09:00:00.5Z`."""
    more = int(getattr(value, "nanosecond", 0))
    aware = value.tzinfo is not None
    if aware:
        try:
            value = value.astimezone(UTC)
        except OverflowError:
            return value.isoformat()
    decimals = f".{value.microsecond:06}{more:03}".rstrip("0") if value.microsecond or more else ""
    text = f"{value.year:04}-{value.month:02}-{value.day:02} {value.hour:02}:{value.minute:02}:{value.second:02}{decimals}"
    return text.replace(" ", "T") + "Z" if aware else text


def _foreign(value: Any, nan: str) -> str | None:
    """Values of numpy and of pandas; None for others."""
    home = type(value).__module__.partition(".")[0]
    if home == "pandas" and type(value).__name__ in ("NAType", "NaTType"):
        return ""
    if home != "numpy":
        return None
    match getattr(getattr(value, "dtype", None), "kind", ""):
        case "b":
            return "true" if value else "false"
        case "i" | "u":
            return str(int(value))
        case "f":  # of 16 or 32 bits: their own digits, not those of a double
            return nan if value != value else plain(Decimal(str(value)))
        case "M":
            text = str(value.astype("datetime64[ns]"))
            if text == "NaT":
                return ""
            whole, _, decimals = text.replace("T", " ").partition(".")
            return f"{whole}.{decimals}".rstrip("0").rstrip(".")
        case "m":
            return (
                "" if str(value) == "NaT" else seconds(int(value.astype("timedelta64[ns]").astype("int64")))
            )
        case _:
            return None
