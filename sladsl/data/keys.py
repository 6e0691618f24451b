"""The keys that a binding may have under each of its tables, and the answers of those that have few."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from sladsl.data.lengths import UNITS as OF_TIME
from sladsl.record import Record

Kind = Literal["file", "text", "row", "words", "maps"]


LEVEL_UNITS = ("percent", "ratio", "number", *OF_TIME)


class Keys(Record):
    """The keys of a table: name -> kind. `fields` are those that `columns` may name; () when the agreement
    knows."""

    settings: Mapping[str, Kind]
    fields: tuple[str, ...] = ()

    @staticmethod
    def of(table: str) -> Keys:
        """The keys of `levels`, `fees`, `claims`, `invoices`, `reports`, `facts`; of a source for any other name."""
        return KEYS.get(table, SOURCE)


_FILE: dict[str, Kind] = {"file": "file", "delimiter": "text", "columns": "words"}
_SHEET: dict[str, Kind] = {**_FILE, "sheet": "text", "header": "row"}
SOURCE = Keys(
    settings={
        **_SHEET,
        "zone": "text",
        "times": "text",
        "separator": "text",
        "covers": "text",
        "continued": "text",
        "decimal": "text",
        "rounding": "text",
        "repeated": "text",
        "values": "maps",
        "units": "words",
    }
)
KEYS = {
    "levels": Keys(
        settings={
            **_SHEET,
            "objective": "text",
            "period": "text",
            "names": "words",
            "unit": "text",
            "units": "words",
            "periods": "text",
            "decimal": "text",
        },
        fields=("period", "objective", "level", "scope"),
    ),
    "fees": Keys(
        settings={
            **_SHEET,
            "service": "text",
            "period": "text",
            "names": "words",
            "currency": "text",
            "decimal": "text",
        },
        fields=("service", "scope", "period", "amount", "count", "currency", "one_time", "pass_through"),
    ),
    "claims": Keys(
        settings={
            **_SHEET,
            "objective": "text",
            "names": "words",
            "zone": "text",
            "statuses": "words",
            "currency": "text",
            "decimal": "text",
        },
        fields=(
            *("objective", "scope", "period", "claimed", "stage"),
            *("status", "decided", "amount", "currency", "invoice", "reason"),
        ),
    ),
    "reports": Keys(
        settings={**_SHEET, "report": "text", "names": "words", "zone": "text"},
        fields=("report", "period", "sent", "scope"),
    ),
    "invoices": Keys(
        settings={
            **_SHEET,
            "names": "words",
            "zone": "text",
            "currency": "text",
            "decimal": "text",
        },
        fields=(
            *("invoice", "date", "line", "credit", "fee", "currency"),
            *("objective", "scope", "period", "service"),
        ),
    ),
    "facts": Keys(
        settings={**_SHEET, "fact": "text", "names": "words"},
        fields=("fact", "value", "scope", "period", "from"),
    ),
}


ANSWERS = {
    "unit": LEVEL_UNITS,
    "periods": ("in columns",),
    "decimal": (",", "."),
    "continued": ("empty key",),
    "rounding": ("half up", "half even", "down"),
    "repeated": ("first", "last", "left out"),
}
