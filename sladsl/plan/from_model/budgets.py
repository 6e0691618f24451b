"""What counts as lost while a period still runs: the same columns as of its level, without the time that is to come.

A level of a period that isn't over says little; what was lost of it already is as certain as it will be at the end.
"""

from __future__ import annotations

from sladsl.plan import measure as k
from sladsl.plan.budget import BudgetRule
from sladsl.plan.from_model.stretch import Stretch
from sladsl.values.period import Period

AHEAD = "to come"
"""The time of a running period that is still to come; a slot that has its sample already is none of it."""


def ahead(seen: k.Spans, periods: tuple[Period, ...], stretch: Stretch) -> k.Spans | None:
    """What is to come of the periods; None where none of them runs."""
    as_of = stretch.as_of
    if as_of is None or not any(each.start < as_of < each.end for each in periods):
        return None
    return k.Without(left=k.Fixed(spans=((as_of, max(each.end for each in periods)),)), right=seen)


def time_budget(
    up: tuple[str, ...], up_less: tuple[str, ...], over: tuple[str, ...], over_less: tuple[str, ...]
) -> BudgetRule:
    """Of a level that is up time over total time: time to come is up, where it is not counted so already."""
    if "service" not in up:
        up = (*up, AHEAD)
    if "service" not in over:
        over = (*over, AHEAD)
    return BudgetRule(
        unit="us",
        lost_plus=(*over, *up_less),
        lost_minus=(*over_less, *up),
        whole_plus=over,
        whole_minus=over_less,
    )


def record_budget(
    good: tuple[str, ...],
    total: tuple[str, ...],
    total_less: tuple[str, ...],
    open_ended: bool,
    missed_aside: tuple[str, ...] = (),
) -> BudgetRule:
    """Of a share of records: one that is open, and in its time, is not lost; `missed_aside` is lost beside the total."""
    if open_ended and "open" not in total_less:
        good = (*good, "open")
    return BudgetRule(
        unit="rows",
        lost_plus=(*total, *missed_aside),
        lost_minus=(*total_less, *good),
        whole_plus=total,
        whole_minus=total_less,
        grows=True,
    )


def ratio_budget(of_failures: bool, scale: int) -> BudgetRule:
    """Of a quotient of two sums: what the ratio counts is lost, or the rest of the whole is."""
    return BudgetRule(
        unit="number",
        lost_plus=("part",) if of_failures else ("whole",),
        lost_minus=() if of_failures else ("part",),
        whole_plus=("whole",),
        grows=True,
        scale=scale,
    )


def slot_budget(of_failures: bool, idle: str, over: str, fine: int) -> BudgetRule | None:
    """Of a mean over slots, in slots that fail wholly; None where idle slots to come can't be told from lost ones.

    `over`: the column of the slots that the mean is taken over.
    """
    if idle != "left out" and (idle == "counts as good") != of_failures:
        return None
    return BudgetRule(
        unit="slots",
        lost_plus=("ratios",) if of_failures else (over,),
        lost_minus=() if of_failures else ("ratios",),
        whole_plus=(over,),
        grows=over == "rated",
        scale=fine,
        weights=((over, fine),),
    )
