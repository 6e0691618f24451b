"""Which levels there can be: an uptime is never above 100%, downtime never longer than its period.

Read from what is written, so that it also holds for what is not evaluated yet. Where a measure has no end that
everybody knows of, nothing is said of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from sladsl.ast import values as v
from sladsl.ast.agreements import Agreement
from sladsl.ast.declare import Block
from sladsl.ast.metrics import Measured, Metric
from sladsl.ast.objectives import Objective
from sladsl.checks.context import Context
from sladsl.checks.written import CLOCK
from sladsl.model.meanings import Chosen
from sladsl.record import Record, replace
from sladsl.values.duration import DAY, HOUR
from sladsl.values.number import decimal_text

LONGEST = {
    "day": DAY + HOUR,
    "week": 7 * DAY + HOUR,
    "month": 31 * DAY + HOUR,
    "billing cycle": 31 * DAY + HOUR,
    "quarter": 92 * DAY + HOUR,
    "fiscal quarter": 92 * DAY + HOUR,
    "year": 366 * DAY,
    "fiscal year": 366 * DAY,
    "contract year": 366 * DAY,
}
"""The longest that a period can be, in microseconds: an hour is for the clocks that are set back."""
WHOLE = Fraction(100)
SHARES = (
    "uptime", "availability", "accuracy", "completeness", "reachability", "compliance", "in time", "on time", "ontime",
)  # fmt: skip
"""How the names of levels begin or end that are shares of a whole, whoever reports them."""
PARTS = frozenset(
    (
        "bad",
        "error",
        "errors",
        "fail",
        "failed",
        "failures",
        "faults",
        "good",
        "misses",
        "ok",
        "passed",
        "success",
    )
)
WHOLES = frozenset(
    ("all", "attempts", "calls", "checks", "orders", "requests", "samples", "tickets", "total", "trips")
)
"""Fields of which one is a part of the other: `failed / requests`."""
OVER = 4
"""Metrics of which one is computed from the next that are looked through."""
Position = Literal["none", "all", "some"]


class Reach(Record):
    """The levels that something can have: from `low` to `high` in its unit (`%`, `time` in microseconds, "" for counts).

    `what` it is, as the subject of a sentence; `most` and `least` say its ends.
    """

    unit: str
    what: str
    low: Fraction | None = None
    high: Fraction | None = None
    most: str = ""
    least: str = ""

    def fits(self, bound: v.Bound) -> Position:
        """Whether none of the levels satisfy a bound, all of them, or some; some also where that can't be told."""
        value = value_of(bound.operand, self.unit)
        if value is None:
            return "some"
        low, high = self.low, self.high
        above, under = low is not None and value < low, high is not None and value > high
        at_low, at_high = value == low, value == high
        match bound.comparator:
            case "exactly":
                return "none" if above or under else "some"
            case "at least":
                return "none" if under else "all" if above or at_low else "some"
            case "above":
                return "none" if under or at_high else "all" if above else "some"
            case "at most":
                return "none" if above else "all" if under or at_high else "some"
            case "below":
                return "none" if above or at_low else "all" if under else "some"

    def why(self, bound: v.Bound) -> str:
        """Which end of the levels a bound lies at or beyond."""
        value = value_of(bound.operand, self.unit)
        beyond = value is not None and self.high is not None and value >= self.high
        end = f"never more than {self.most}" if beyond else f"never less than {self.least}"
        return f"{self.what} is {end}"


def value_of(operand: object, unit: str) -> Fraction | None:
    """The value of what a bound is compared with, None where it is in another unit or says none."""
    if isinstance(operand, v.Quantity):
        return operand.number.value if operand.unit == unit else None
    if isinstance(operand, v.Duration) and unit == "time" and not operand.to_close:
        if all(part.unit in CLOCK for part in operand.parts):
            return sum((part.number.value * CLOCK[part.unit] for part in operand.parts), Fraction(0))
        # In an order of size that nobody doubts: `below 0 months`.
        return Fraction(0) if all(part.number.value == 0 for part in operand.parts) else None
    return None


def figure(operand: object) -> str:
    """A figure as it is written, also where its name stands in the text."""
    if isinstance(operand, v.Quantity):
        number = decimal_text(operand.number.value, operand.number.places)
        return f"{number}%" if operand.unit == "%" else f"{number} {operand.unit}".rstrip()
    if isinstance(operand, v.Duration):
        return " ".join(
            f"{decimal_text(part.number.value, part.number.places)} {part.unit}"
            f"{'' if part.number.value == 1 else 's'}"
            for part in operand.parts
        )
    return ""


def bound_text(bound: v.Bound) -> str:
    """A bound with its figure: `at least 99.9%`."""
    return f"{bound.comparator} {figure(bound.operand)}"


def metrics_of(node: Agreement) -> dict[str, Metric]:
    """The metrics of an agreement as they are written, by their names."""
    return {each.name.text: each for each in node.children(Metric) if each.name is not None}


def share_of_records(noun: str) -> Reach:
    """The share of records that keep a promise."""
    return Reach(unit="%", what=f"a share of {noun}", low=Fraction(0), high=WHOLE, most="100%", least="0%")


def time_of_a_record(noun: str) -> Reach:
    """How long a record takes."""
    return Reach(unit="time", what=f"the time of {noun}", low=Fraction(0), least="nothing")


def reach(
    context: Context, block: Block, metrics: Mapping[str, Metric], length: int | None, depth: int = OVER
) -> Reach | None:
    """The levels of what a metric or objective measures in a period of `length` (None: unknown), where they have ends."""
    measure = block.measure if isinstance(block, Measured) else None
    if not isinstance(measure, v.Measure):
        return None
    zero = Fraction(0)
    match measure.kind:
        case "uptime from":
            each = _answers(context, block, "overlapping outages", "each")
            more = _answers(context, block, "excluded time", "out of total only")
            return _share("an uptime", None if each else zero, None if more else WHOLE)
        case "share of":
            return _share("a share", zero, WHOLE)
        case "ratio of" | "average over slots of":
            part = part_of_whole(measure.operand)
            if measure.complement:
                return _share("what is left of 100%", zero if part else None, WHOLE)
            return _share("a ratio of counts", zero, WHOLE) if part else None
        case "number of" | "number of outages from":
            return Reach(unit="", what="a count", low=zero, least="0")
        case "downtime from" | "longest outage from":
            each = measure.kind == "downtime from" and _answers(context, block, "overlapping outages", "each")
            high = Fraction(length) if length is not None and not each else None
            what = "the downtime of a period" if measure.kind == "downtime from" else "an outage in a period"
            return Reach(unit="time", what=what, low=zero, high=high, most="the period", least="nothing")
        case "time of" | "time until" | "delay of":
            return Reach(unit="time", what="this time", low=zero, least="nothing")
        case "as reported":
            return _reported(block)
        case "average of" | "median of" | "minimum of" | "maximum of" | "percentile of" | "weighted average":
            if isinstance(measure.operand, v.ElapsedTime):
                return Reach(unit="time", what="this time", low=zero, least="nothing")
            name = measure.operand.text if isinstance(measure.operand, v.FieldName) else ""
            over = measure.across is not None or measure.last is not None
            if over and name in metrics and depth:
                return reach(context, metrics[name], metrics, length, depth - 1)
            return None
        case _:
            return None


def part_of_whole(operand: object) -> bool:
    """Whether a quotient says itself that it is a part of its whole: `failed / requests`."""
    if not isinstance(operand, v.Arithmetic) or operand.operator != "/":
        return False
    left, right = operand.left, operand.right
    return (
        isinstance(left, v.FieldName)
        and isinstance(right, v.FieldName)
        and left.text.lower() in PARTS
        and right.text.lower() in WHOLES
    )


def length_of(words: v.PromiseWords) -> int | None:
    """How long a period of a promise can be, in microseconds."""
    return LONGEST.get(words.period) if words.assessed is None else None


def measured_by(block: Objective, words: v.PromiseWords, metrics: Mapping[str, Metric]) -> list[Block]:
    """The blocks that measure what a sentence promises."""
    if not words.metrics:
        return [block]
    return [metrics[name.text] for name in words.metrics if name.text in metrics]


def promised_reach(
    context: Context, block: Objective, words: v.PromiseWords, metrics: Mapping[str, Metric]
) -> Reach | None:
    """The levels that are kept or missed, None where several metrics have not the same."""
    if words.share is not None:
        return share_of_records(words.noun.text if words.noun is not None else "records")
    if words.noun is not None:
        return None
    found = [reach(context, each, metrics, length_of(words)) for each in measured_by(block, words, metrics)]
    known = [each for each in found if each is not None]
    if not known or len(known) < len(found) or len({each.unit for each in known}) > 1:
        return None
    lows, highs = {each.low for each in known}, {each.high for each in known}
    return replace(
        known[0], low=lows.pop() if len(lows) == 1 else None, high=highs.pop() if len(highs) == 1 else None
    )


def _share(what: str, low: Fraction | None, high: Fraction | None) -> Reach:
    return Reach(unit="%", what=what, low=low, high=high, most="100%", least="0%")


def _reported(block: Block) -> Reach | None:
    """A level that somebody reports is a share where its name says so."""
    names = [block.name.text if block.name is not None else "", block.title.text if block.title else ""]
    for word in (name.replace("_", "").lower() for name in names):
        ends = word.endswith(SHARES) and not word.endswith("unavailability")
        if ends or word.startswith(tuple(f"{share} of " for share in SHARES)):
            return _share("an uptime" if "uptime" in word else "such a share", Fraction(0), WHOLE)
    return None


def _answers(context: Context, block: Block, key: str, answer: str) -> bool:
    """Whether a choice has an answer, in the block or in the agreement."""
    for entry in block.entries:
        if entry.key == key:
            return isinstance(entry.value, v.Answer) and entry.value.text == answer
    said = context.agreement.choices.get(key)
    return isinstance(said, Chosen) and said.answer == answer
