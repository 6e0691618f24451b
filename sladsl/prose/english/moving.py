"""Bounds that move and misses that are free, in English."""

from __future__ import annotations

from sladsl.model.meanings import Objective
from sladsl.model.moving import Baseline, FreeMisses, Parity, Raise
from sladsl.prose.document import Item
from sladsl.prose.english import quantities as q
from sladsl.prose.say import item


def items(of: Objective) -> list[Item]:
    """What is said of how the bound of a promise comes about, and of misses without consequence."""
    found = []
    if of.baseline is not None:
        found.append(item(_baseline(of.baseline, str(of.period))))
    if of.raised is not None:
        found.append(item(_raised(of.raised, str(of.period))))
    if of.parity is not None:
        found.append(item(_parity(of.parity)))
    if of.free is not None:
        found.append(item(_free(of.free)))
    return found


def _baseline(of: Baseline, period: str) -> str:
    count = period if of.count == 1 else f"{of.count} {period}s"
    floor = f", and is {q.bound(of.floor)} in any case" if of.floor is not None else ""
    return (
        f"The Baseline is the {of.figure} of the levels of the first {count} in which this Service Level is wholly in force"
        f"{floor}. Until these have ended, the level is only reported."
    )


def _raised(of: Raise, period: str) -> str:
    length = f"{of.months} months" if of.months else f"{of.days} days" if of.days else f"{of.hours} hours"
    if of.share is not None:
        to = f"by {q.percent(of.share)} of what lies between it and the best level there is"
    else:
        to = f"{'halfway ' if of.halfway else ''}to the {of.figure} of the levels of the last {of.count} {period}s"
    return (
        f"Every {length} the level promised changes {to}; it never becomes easier to keep. Periods in which nothing "
        "happened do not count in it."
    )


def _parity(of: Parity) -> str:
    begin = f"It must be no worse than {of.other} over the same period"
    if of.test.critical is None:
        return f"{begin}: the level of {of.other} is the level promised where it is the stricter one."
    return (
        f"{begin}, by the {of.test.words}: it is missed, too, where it is worse than {of.other} by more than "
        f"{of.test.written} standard errors. The standard error is the square root of p(1 - p)(1/n + 1/m), where p is the "
        f"share of {of.other}, and n and m are the numbers of which the two shares are taken."
    )


def _free(of: FreeMisses) -> str:
    if not of.window:
        return (
            f"Where there are fewer than {of.below} records in a Service Period, up to {of.count} of them that fail have no "
            "consequence."
        )
    misses = "The first miss" if of.count == 1 else f"The first {of.count} misses"
    has = "has" if of.count == 1 else "have"
    return f"{misses} of each {of.window} {has} no consequence: no Service Credit, no points, and no right."
