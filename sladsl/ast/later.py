"""What is said and not evaluated yet, by the value that says it: the one list, from which lines go as evaluation comes.

Blocks and keys tell it themselves (`later` of a declaration); values that share a class with others are told apart here.
"""

from __future__ import annotations

from typing import Any

from sladsl.ast import values as v
from sladsl.ast.calendars import CODE, NAMED
from sladsl.ast.declare import Key
from sladsl.ast.parity import comparison
from sladsl.ast.plain_values import AWARENESS, NO_ANCHOR
from sladsl.record import within

ANCHORS = {
    NO_ANCHOR: "time that is counted from a day which is not stated",
    AWARENESS: "time that is counted from when somebody knew",
}


TAKEN = ("average of", "median of", "sum of", "minimum of", "maximum of")
"""What is taken of several levels."""

ANSWERS = {
    ("billing cycle", "from the day of ordering"): "billing cycles from the day of ordering",
}
"""Answers to choices, by the words of the choice, of which others are evaluated."""


COMPUTED = frozenset(
    {
        ("several customers", "as one"),
    }
)
ASSUMED = frozenset({"days", "several misses in one incident"})
"""Choices of which the answer that is computed is assumed where none is given, and told."""
"""Answers to choices of which others are not evaluated."""


PLAIN = ("day", "week", "month", "quarter", "year")
"""Periods of the calendar."""
RHYTHMS = (*PLAIN, "hour", "business day", "business hour")
"""What things are repeated by."""


SILENT: frozenset[type[v.Value]] = frozenset({v.Name, v.Names, v.Text, v.Date, v.Duration})
"""Values that never say such a thing, nor anything in them: most values are of these."""


def later_in(key: Key[Any], value: v.Value) -> str:
    """What nothing evaluates yet of a key with its value, or can't because it is left open; "" when all of it is."""
    if not key.later and type(value) in SILENT and key.name != "every":
        return ""
    if isinstance(value, v.NotStated) and key.unstated:
        return key.unstated
    if isinstance(value, v.Answer) and (key.name, value.text) in COMPUTED:
        return ""
    if isinstance(value, v.NotStated) and key.name in ASSUMED:
        return ""
    if isinstance(value, v.StepOrder):
        return "" if order_computed(value) else "an order in which amounts can't be worked out"
    if isinstance(value, v.Bound) and isinstance(value.operand, v.BaselineLevel):
        return "levels besides the promise that are a baseline"
    answer = ANSWERS.get((key.name, value.text), "") if isinstance(value, v.Answer) else ""
    return key.later or answer or _named_holidays(key, value) or _rhythm(key, value) or later_within(value)


def _rhythm(key: Key[Any], value: v.Value) -> str:
    """What is done every few minutes; a source says by the same word how long its samples are."""
    if key.name != "every" or key.unstated or not isinstance(value, v.Duration):
        return ""
    short = any(part.unit not in RHYTHMS for part in value.parts)
    return "what is due more often than every hour" if short else ""


def _named_holidays(key: Key[Any], value: v.Value) -> str:
    """Holidays by their names alone: on which days they are, depends on the region."""
    texts = value.items if key.name == "holidays" and isinstance(value, (v.Texts, v.InAll)) else ()
    return (
        "holidays by a name without a region (`US: Labor Day` has one)"
        if any(not CODE.fullmatch(each.text) and not NAMED.fullmatch(each.text) for each in texts)
        else ""
    )


def later_within(value: v.Value) -> str:
    """The first thing within a value that nothing evaluates yet; "" when all of it is."""
    if type(value) in SILENT:
        return ""
    for each in within(value):
        if type(each) in SPEAKING and (said := later_of(each)):  # type: ignore[arg-type]
            return said
    return ""


def values_within(value: object) -> list[v.Value]:
    """A value and all values in it."""
    return [each for each in within(value) if isinstance(each, v.Value)]


SPEAKING: frozenset[type[v.Value]] = frozenset(
    {
        v.Event,
        v.InPeriods,
        v.Measure,
        v.Offset,
        v.Parity,
        v.PromiseWords,
        v.Raise,
    }
)
"""The values of which something is not evaluated yet: those of the cases below, asked first because few are."""


def later_of(value: v.Value) -> str:
    """What nothing evaluates yet of a value itself."""
    if type(value) not in SPEAKING:
        return ""
    match value:
        case v.Measure():
            taken = value.kind in TAKEN
            if value.last is not None:
                return "" if taken else "levels over several periods"
            if value.across is not None:
                return "" if taken else "levels across a dimension"
            return ""
        case v.PromiseWords():
            if value.assessed is not None and value.assessed.kind == "not stated":
                return "periods that are not stated"
            return ""
        case v.Event():
            return "conditions on what the block is about" if value.subject is None else ""
        case v.InPeriods():
            return "conditions on what comes" if value.kind == "next" else ""
        case v.Offset():
            if value.day:
                return ""
            if value.nth is not None:
                return "ends of a later period"
            if value.in_words:
                return "time that is counted from something said in words"
            return ANCHORS.get(value.anchor, "")
        case v.Parity():
            return (
                "" if comparison(value.test.text) is not None else "comparisons by a test that is only named"
            )
        case v.Raise():
            return raise_later(value)
        case _:
            return ""


def order_computed(value: v.StepOrder) -> bool:
    """Whether amounts can be worked out in an order: not before there are any, nor with what a cap leaves weighted.

    Of the others it matters what comes before the cap: repeats and what is earned back multiply an amount, in any order.
    """
    steps = list(value.steps)
    if len(set(steps)) < len(steps):
        return False

    def before(first: str, second: str) -> bool:
        return first in steps and second in steps and steps.index(first) < steps.index(second)

    made = not any(before(each, "bands") for each in ("repeat", "cap", "earn back"))
    return made and not before("cap", "weights")


_STEPS = {"day": "days", "week": "days", "hour": "hours"}


def raise_later(value: v.Raise) -> str:
    """What nothing evaluates of how a bound rises: other times than whole months, whole days or whole hours."""
    kinds = {_STEPS.get(part.unit, "months") for part in value.every.parts}
    whole = all(
        part.unit in (*PLAIN, "hour") and part.number.value.denominator == 1 and part.number.value > 0
        for part in value.every.parts
    )
    return "" if whole and len(kinds) == 1 else "bounds that rise by other times than months, days or hours"
