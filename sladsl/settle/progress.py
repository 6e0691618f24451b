"""Progress: of a promise of at least so much, how much has come in a running period, beside an even pace.

The even pace is the part of what is wanted that belongs to the time gone: half of it in the middle of the period. Exact.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from sladsl.outcome.progress import Goal, Progress
from sladsl.plan.levels import exact_level
from sladsl.plan.settlement import Assessment
from sladsl.settle.distance import Lever, band_words, changes, outcome_at
from sladsl.settle.level import rounded
from sladsl.values.instant import instant_to_local

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


def progress_of(
    assessment: Assessment, columns: Mapping[str, int], span: tuple[int, int], as_of: int, place: ZoneInfo
) -> Progress | None:
    """The progress of a line whose period runs over `span`, from its columns so far; None where nothing adds up to it."""
    rule = assessment.level
    bound = assessment.target
    if not rule.adds_up or bound is None or bound.comparator not in ("at least", "above"):
        return None
    if any(columns.get(name, 0) > 0 for name, _ in rule.spoils):
        return None
    got = exact_level(rule, columns)
    if got is None:
        return None
    start, end = span
    gone = Fraction(as_of - start, end - start)
    turns = tuple(_turns(assessment, Fraction(1, rule.scale)))
    if not turns:
        return None
    return Progress(
        got=got,
        gone=as_of - start,
        time=end - start,
        comes_to=got / gone,
        goals=tuple(_goal(to, wanted, got, gone, span, place) for to, wanted in turns),
    )


def _goal(
    to: str, wanted: Fraction, got: Fraction, gone: Fraction, span: tuple[int, int], place: ZoneInfo
) -> Goal:
    start, end = span
    by_now = wanted * gone
    state: Literal["reached", "on track", "behind"] = (
        "reached" if got >= wanted else "on track" if got >= by_now else "behind"
    )
    day = ""
    if state == "on track":
        # The last instant of the period is still in it, though its end is not.
        at = min(start + int((end - start) * gone * wanted / got), end - 1)
        day = instant_to_local(at, place).date().isoformat()
    return Goal(
        to=to,
        wanted=wanted,
        by_now=by_now,
        behind=max(Fraction(0), by_now - got) if state == "behind" else Fraction(0),
        state=state,
        reached_on=day,
    )


def _turns(assessment: Assessment, step: Fraction) -> Iterator[tuple[str, Fraction]]:
    """What the outcome turns to as more comes, each with the least that brings it."""
    level = assessment.level
    lever = Lever(
        name="got",
        unit="number",
        size=step,
        direction="more",
        at=lambda steps: rounded(level, steps * step),
        most=None,
        start=Fraction(0),
        slope=step,
        blur=Fraction(0) if level.rounding is None else level.rounding.quantum,
        straight=level.rounding is None,
    )
    status, _, piece = outcome_at(assessment, lever.at(0))
    for steps, seen in changes(assessment, lever, (status, "", piece)):
        if seen[0] == "met" and status != "met":
            yield "met", steps * step
        if seen[2] != piece:
            yield band_words(seen[2]), steps * step
        status, _, piece = seen
