"""What every meaning has: where it stands, what it cites; and answers to choices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from sladsl.ast import values as v
from sladsl.record import Record
from sladsl.source import NOWHERE, Span

Unit = Literal["percent", "duration", "number"]


class Meaning(Record):
    """Base of all meanings: where it stands, and the clause of a signed text it transcribes."""

    span: Span = NOWHERE
    cites: str = ""
    _unequal = frozenset({"span"})


# ---- choices


class Chosen(Meaning):
    """An answer to a choice: its words, and a value where the answer has one (a name, a rounding)."""

    answer: str
    rounding: v.Round | None = None


class LeftOpen(Meaning):
    """`not stated`."""


Choices = Mapping[str, Chosen | LeftOpen]
