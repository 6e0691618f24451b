"""Written lengths and offsets as words, with the plurals that their numbers ask for."""

from __future__ import annotations

from sladsl.ast import values as v
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
    return f"{duration_words(offset.distance)} {offset.direction} the {offset.anchor}"
