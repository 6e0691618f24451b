"""Written lengths and offsets as words, with the plurals that their numbers ask for."""

from __future__ import annotations

from typing import cast, get_args

from sladsl.ast import values as v
from sladsl.ast.plain_values import NO_ANCHOR
from sladsl.values.number import decimal_text


def duration_words(duration: v.Duration) -> str:
    """`1 hour 30 minutes`."""
    parts = []
    for part in duration.parts:
        number = decimal_text(part.number.value, part.number.places)
        parts.append(f"{number} {part.unit}{'' if part.number.value == 1 else 's'}")
    return " ".join(parts)


def offset_words(offset: v.Offset) -> str:
    """`90 days before the end`."""
    the = "" if offset.anchor == NO_ANCHOR else "the "
    return f"{duration_words(offset.distance)} {offset.direction} {the}{offset.anchor}"


def plain_period(word: str) -> v.PlainPeriod:
    """A period of the calendar; the others are told by `Context.period`, or left out (reduced.py)."""
    assert word in ("day", "week", "month", "quarter", "year"), word
    return cast("v.PlainPeriod", word)


def evaluated(kind: v.MeasureKind) -> v.EvaluatedMeasure:
    """A kind of measure that is evaluated; the others are left out before (reduced.py)."""
    assert kind in get_args(v.EvaluatedMeasure), kind
    return kind
