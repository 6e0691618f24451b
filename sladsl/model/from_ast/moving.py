"""What changes and forgives a promise: baselines, bounds that rise, free misses, bound to the units of the level."""

from __future__ import annotations

from typing import Any

from sladsl.ast import values as v
from sladsl.ast.objectives import Objective
from sladsl.model.from_ast.context import Context
from sladsl.model.meaning import Unit
from sladsl.model.meanings import Bound
from sladsl.model.moving import Baseline, FreeMisses, Raise

MONTHS = {"month": 1, "quarter": 3, "year": 12}
DAYS = {"day": 1, "week": 7}


def _length(every: v.Duration) -> tuple[int, int, int] | None:
    """So many months, or days, or hours."""
    months = days = hours = 0
    for part in every.parts:
        count = part.number.value
        if count.denominator != 1 or part.unit not in (*MONTHS, *DAYS, "hour"):
            return None
        months += MONTHS.get(part.unit, 0) * int(count)
        days += DAYS.get(part.unit, 0) * int(count)
        hours += int(count) if part.unit == "hour" else 0
    return (months, days, hours) if sum(map(bool, (months, days, hours))) == 1 else None


def baseline(
    block: Objective, words: v.PromiseWords, unit: Unit | None, period: str, context: Context, bound: Any
) -> Baseline | None:
    """The baseline of a promise `at least baseline`; `bound` makes one of the unit out of what is written."""
    written, promised = block.baseline, words.bound
    named = promised is not None and isinstance(promised.operand, v.BaselineLevel)
    if isinstance(written, v.Baseline) and not named and written.count.value >= 1:
        context.add(
            "N208",
            "key-without-effect",
            written.span,
            "`baseline` means nothing where the promise does not say it.",
            "Write `at least baseline` in the promise, or leave the key out.",
        )
    if not isinstance(written, v.Baseline) or not named or promised is None:
        return None
    if not _counted(written.count, written.period, period, written, context):
        return None
    floor: Bound | None = bound(written.floor, unit, context)
    return Baseline(
        comparator=promised.comparator,
        figure=written.figure,
        count=int(written.count.value),
        floor=floor,
        span=written.span,
    )


def raised(block: Objective, period: str, context: Context) -> Raise | None:
    written = block.raise_
    if not isinstance(written, v.Raise):
        return None
    length = _length(written.every)
    if length is None:
        return None
    if (
        written.count is not None
        and written.period is not None
        and not _counted(written.count, written.period, period, written, context)
    ):
        return None
    return Raise(
        months=length[0],
        days=length[1],
        hours=length[2],
        share=None if written.share is None else written.share.number.value / 100,
        halfway=written.halfway,
        figure=written.figure or "average",
        count=int(written.count.value) if written.count is not None else 0,
        span=written.span,
    )


def _counted(count: Any, word: str, period: str, written: v.Value, context: Context) -> bool:
    """Whether so many of the periods of a promise are counted."""
    if word != period:
        context.add(
            "N248",
            "wrong-period",
            written.span,
            f"The promise is assessed each {period}, not each {word}.",
            f"Count {period}s.",
        )
        return False
    return bool(count.value >= 1)


def free_misses(block: Objective, context: Context) -> FreeMisses | None:
    written = block.free_misses
    if not isinstance(written, v.FreeMisses):
        return None
    window: Any = written.window
    if window.startswith("calendar "):
        window = "year"
    elif window not in ("", "contract year", "term"):
        window = context.period(window)
    return FreeMisses(
        count=int(written.count.value),
        window=window,
        below=int(written.below.value) if written.below is not None else 0,
        span=written.span,
    )
