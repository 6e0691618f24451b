"""Which way a level is better, where its name, its measure or its credit says so."""

from __future__ import annotations

import re

from sladsl.ast import values as v
from sladsl.ast.credits import Bands, BandsAsPrinted, Consequence, MarginalBands
from sladsl.ast.declare import Block
from sladsl.ast.metrics import Measured
from sladsl.checks.urgency import stage

HIGHER = frozenset(
    (
        "accuracy", "answered", "availability", "completeness", "delivered", "kept", "ontime", "quality", "reachability",
        "resolved", "satisfaction", "solved", "success", "successes", "uptime",
    )
)  # fmt: skip
LOWER = frozenset(
    (
        "backlog", "complaints", "delay", "delays", "downtime", "error", "errors", "failure", "failures", "jitter",
        "latency", "loss", "losses", "outage", "outages", "unavailability",
    )
)  # fmt: skip
TIMES = frozenset(
    ("answer", "delivery", "recovery", "repair", "resolution", "response", "restoration", "waiting")
)
"""What stands before `time` where less of it is better."""
BAD = ("outage", "fault", "fail", "incident", "defect", "error", "breakdown")
"""What nobody wants to happen soon."""
COUNTED = frozenset(("count", "level", "number", "percentage", "rate", "ratio", "share"))
SUMMED = ("average of", "median of", "maximum of", "minimum of", "percentile of")
TURNING = frozenset(("between", "free", "no", "non", "not", "to", "until", "without"))
"""Words that turn the meaning of a name: time between failures, free of errors."""
_WORDS = re.compile(r"[A-ZÄÖÜ]?[a-zäöüß]+|[A-Z]+(?![a-z])|\d+")


TIMED = ("average of", "median of", "maximum of", "percentile of", "sum of")
"""Figures over rows that are long where most of these are."""
SHORT = frozenset(
    (
        "age", "delay", "duration", "elapsed", "handling", "jitter", "lag", "latency", "loss", "ping", "queue", "rtt",
        "staleness", "ttfb", "turnaround", "wait", "waited", "waiting", *TIMES,
    )
)  # fmt: skip
"""Last words of fields that hold how long something took, of which less is better."""


def quick(field: str) -> bool:
    """Whether the name of a field says that it holds what should be small: `latency`, `response_ms`, `wait_time`."""
    words = [word.lower() for word in _WORDS.findall(field)]
    while len(words) > 1 and words[-1] in (
        "ms",
        "s",
        "sec",
        "seconds",
        "minutes",
        "hours",
        "time",
        "times",
        "p",
    ):
        words.pop()
    return bool(words) and not TURNING & set(words) and words[-1] in SHORT


LONG = (
    "between",
    "life",
    "notice",
    "ahead",
    "uptime",
    "retention",
    "kept",
    "available",
    "lead",
    "online",
    "talk",
)
"""What may well be long, or of which nobody knows."""


def may_be_long(name: str) -> bool:
    """Whether a name says that more of a time may be better."""
    return by_name(name) is True or any(stem in name.lower() for stem in LONG)


def by_name(name: str) -> bool | None:
    """Whether more is better by the last word of a name, None where it does not say: `ErrorRate` less, `Uptime` more."""
    words = [word.lower() for word in _WORDS.findall(name)]
    if not words or TURNING & set(words):
        return None
    while len(words) > 1 and (words[-1] in COUNTED or words[-1].isdigit()):
        words.pop()
    if words[-1] in HIGHER:
        return True
    if words[-1] in LOWER:
        return False
    if len(words) > 1 and words[-1] in ("time", "times"):
        return False if words[-2] in TIMES else True if words[-2] in ("in", "on") else None
    return None


def by_measure(measure: v.Measure, good: object = None) -> tuple[bool | None, str]:
    """Whether more is better by what is measured, and why; `good` is what makes a record good."""
    if measure.kind == "share of" and _in_time(good):
        return True, "the more are in time, the better"
    if measure.kind == "delay of":
        return False, "a shorter delay is better"
    if measure.kind == "time until" and any(
        stem in name.text.lower() for name in measure.sources for stem in BAD
    ):
        return True, "it is better when it happens later"
    operand = measure.operand
    if measure.kind in TIMED and isinstance(operand, v.FieldName) and quick(operand.text):
        return False, f"a shorter `{operand.text}` is better"
    if isinstance(operand, v.ElapsedTime) and measure.kind in TIMED and stage(operand.until.text) is not None:
        return False, f"an earlier `{operand.until.text}` is better"
    if isinstance(operand, v.FieldName) and measure.kind in SUMMED:
        better = by_name(operand.text)
        return better, f"{'more' if better else 'less'} `{operand.text}` is better"
    return None, ""


def _in_time(good: object) -> bool:
    """Whether a record is good when it is quick, or not late."""
    match good:
        case v.Comparison(left=v.ElapsedTime(until=until), comparator=comparator):
            return comparator in ("at most", "below") and stage(until.text) is not None
        case v.Comparison(left=v.FieldName(text=text), comparator=comparator):
            return comparator in ("at most", "below") and quick(text)
        case v.Order(negated=negated, order=order):
            return negated == (order == "after")
        case v.AllOf(of=of):
            return any(_in_time(each) for each in of)
        case _:
            return False


def by_key(block: Block) -> bool | None:
    """Whether more is better by the key that says so."""
    better = block.better if isinstance(block, Measured) else None
    return better.text == "higher" if isinstance(better, v.Answer) else None


def by_rows(block: Consequence) -> bool | None:
    """Whether more is better by the rows of a credit: the first costs less than the last."""
    for table in block.blocks:
        if not isinstance(table, (Bands, BandsAsPrinted, MarginalBands)) or len(table.table) < 2:
            continue
        first, last = table.table[0], table.table[-1]
        bounds = first.head.bounds if isinstance(first.head, v.BandHead) else ()
        if len(bounds) != 1 or not _costs_less(first.cell, last.cell):
            continue
        if bounds[0].comparator in ("at least", "above"):
            return True
        if bounds[0].comparator in ("at most", "below"):
            return False
    return None


def _costs_less(one: v.Value, other: v.Value) -> bool:
    nothing = isinstance(one, v.Answer) and one.text == "none"
    if nothing:
        return isinstance(other, (v.Quantity, v.Share, v.DaysOfFee, v.AmountRange))
    first, second = _figure(one), _figure(other)
    return (
        first is not None
        and second is not None
        and first.unit == second.unit
        and (first.number.value < second.number.value)
    )


def _figure(amount: v.Value) -> v.Quantity | None:
    if isinstance(amount, v.Share):
        return amount.percent
    return amount if isinstance(amount, v.Quantity) else None
