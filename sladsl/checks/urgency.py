"""What is evident of an order: P1 is more urgent than P2, an answer comes before its solution, hours before days."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction

from sladsl.ast import values as v
from sladsl.checks.written import CLOCK
from sladsl.values.duration import DAY, HOUR

BY_URGENCY = ("priorit", "prio", "severit", "sev", "urgenc", "criticality", "impact", "dringlich")
"""How the names of fields begin or end whose values are an order of urgency."""
NUMBERED = ("p", "prio", "priority", "sev", "severity", "urgency", "impact")
"""What stands before the number of an urgency, whatever the field is called."""
WORDS = {
    **dict.fromkeys(("critical", "emergency", "blocker", "highest", "kritisch"), 0),
    **dict.fromkeys(("urgent", "dringend"), 1),
    **dict.fromkeys(("high", "major", "hoch"), 2),
    **dict.fromkeys(("medium", "normal", "moderate", "mittel"), 4),
    **dict.fromkeys(("low", "minor", "niedrig", "gering"), 6),
    **dict.fromkeys(("lowest", "trivial", "cosmetic"), 8),
}
TELLING = {0, 1}
"""Words that say of themselves that they are an order of urgency."""
STAGES = (
    ("respon", "answer", "ack", "react", "triag", "assign"),
    ("workaround", "mitigat", "contain", "bypass"),
    ("resol", "restor", "fix", "repair", "clos", "solv", "complet", "finish"),
)
"""How the names of times begin that follow each other: an answer, a way round it, the end."""
_NUMBER = re.compile(r"([^\W\d_]*?)[ _-]*(\d{1,2})")
Length = tuple[Fraction, Fraction, str]
"""The least and the most microseconds that a time can be, and its unit where it has only one."""


def ranks(field: str, values: Iterable[str]) -> dict[str, int]:
    """The place of each value in the order of urgency, the most urgent first; {} where none is evident."""
    named = [value for value in values if value]
    by_urgency = field.lower().startswith(BY_URGENCY) or field.lower().endswith(BY_URGENCY)
    found: dict[str, int] = {}
    numbered = [_NUMBER.fullmatch(value) for value in named]
    if named and all(numbered):
        prefixes = {match[1].lower() for match in numbered if match}
        if len(prefixes) == 1 and (by_urgency or prefixes & set(NUMBERED)):
            return {value: int(match[2]) for value, match in zip(named, numbered, strict=True) if match}
        return {}
    for value in named:
        rank = WORDS.get(value.lower())
        if rank is not None:
            found[value] = rank
    return found if by_urgency or TELLING & set(found.values()) else {}


def stage(name: str) -> int | None:
    """The place of a time among those of a record: 0 an answer, 2 its end; None where the name does not say."""
    word = name.lower().replace("_", "")
    for place, stems in enumerate(STAGES):
        if word.startswith(stems):
            return place
    return None


def length(value: object) -> Length | None:
    """How long a written time is at least and at most; business days are days with at least six hours."""
    if not isinstance(value, v.Duration) or value.to_close:
        return None
    low = high = Fraction(0)
    for part in value.parts:
        count = part.number.value
        if part.unit in CLOCK:
            least = most = CLOCK[part.unit]
        elif part.unit == "business hour":
            least = most = HOUR
        elif part.unit == "business day":
            least, most = 6 * HOUR, DAY
        else:
            return None
        low, high = low + count * least, high + count * most
    units = {part.unit for part in value.parts}
    return low, high, units.pop() if len(units) == 1 else ""


def shorter(one: Length, other: Length) -> bool:
    """Whether a time is shorter than another, whatever their units come to."""
    if one[2] and one[2] == other[2]:
        return one[0] < other[0]
    return one[1] < other[0]
