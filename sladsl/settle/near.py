"""Reported levels near a bound: a number that was rounded by its reporter may stand for both sides.

"99.9 %" with one decimal stands for anything from 99.85 % to 99.95 %, and money hangs on which it was.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from sladsl.outcome.measured import DataFinding
from sladsl.outcome.words import span_text
from sladsl.settle.bands import NO_BAND
from sladsl.settle.distance import outcome_at
from sladsl.settle.draft import Draft, place
from sladsl.settle.judge import bounds_of
from sladsl.values.number import decimal_text

Span = tuple[Fraction, Fraction]


def near_bounds(drafts: tuple[Draft, ...]) -> tuple[DataFinding, ...]:
    """One finding for each objective with reported levels whose last digit decides the verdict or the
    band.
    """
    found: dict[int, list[tuple[Draft, str]]] = {}
    for draft in drafts:
        said = _ambiguity(draft)
        if said:
            found.setdefault(draft.order, []).append((draft, said))
    return tuple(_finding(lines) for _, lines in sorted(found.items()))


def _finding(lines: list[tuple[Draft, str]]) -> DataFinding:
    draft, said = lines[0]
    objective = draft.assessment.objective
    more = f" The same holds for {len(lines) - 1} more." if len(lines) > 1 else ""
    return DataFinding(
        name="reported-level-near-bound",
        severity="information",
        source=", ".join(draft.assessment.sources),
        message=f"{objective}, {place(draft)}: {said}.{more}",
        count=len(lines),
        rule="the printed number decides",
        samples=tuple((_row(each), f"{place(each)}: {words}") for each, words in lines[:20]),
        hint="Ask for the level with one decimal more, or for the down time behind it.",
        scope=draft.scope if len(lines) == 1 else "",
        period=draft.period.label if len(lines) == 1 else "",
    )


def _row(draft: Draft) -> int:
    return 0 if draft.attained.reported is None else draft.attained.reported.row


def _ambiguity(draft: Draft) -> str:
    """What the number may stand for and what would change, or ""."""
    given, level = draft.attained.reported, draft.attained.level
    rule = draft.assessment.level
    if given is None or level is None or draft.attained.origin != "reported":
        return ""  # a level that a scenario states is what it says
    unit = Fraction(1, 100) if rule.unit == "percent" else Fraction(1)
    quantum = unit / 10**given.level.places
    if rule.unit == "duration":
        quantum = Fraction(given.step)
    if rule.rounding is not None and rule.rounding.quantum >= quantum:
        return ""  # the agreement itself rounds as coarsely, so nothing is lost
    low, high = level - quantum / 2, level + quantum / 2
    low = max(low, Fraction(0))
    if rule.unit == "percent":
        high = min(high, Fraction(1))
    bounds = sorted({bound.value for bound in bounds_of(draft.assessment) if low <= bound.value <= high})
    if not bounds:
        return ""
    # One level inside each stretch between bounds, and each bound: every outcome the number may stand for.
    # The upper end itself would have been rounded up.
    edges = [low, *bounds, high]
    probes = [
        level,
        *(b for b in bounds if low <= b < high),
        *((a + b) / 2 for a, b in pairwise(edges) if a < b),
    ]
    here = outcome_at(draft.assessment, level)
    seen = list(dict.fromkeys(outcome_at(draft.assessment, probe) for probe in probes))
    if len(seen) < 2:
        return ""
    texts = list(dict.fromkeys(_words(each) for each in [here, *seen]))
    if rule.unit == "duration":
        days = draft.assessment.days
        number, step, *ends = (span_text(each, days) for each in (level, quantum, low, high))
        return f"{number}, told to {step}, may stand for {ends[0]} to {ends[1]}: {', or '.join(texts)}"
    places = given.level.places
    decimals = {0: "no decimals", 1: "one decimal"}.get(places, f"{places} decimals")
    sign = "%" if rule.unit == "percent" else ""
    number = decimal_text(level / unit, places)
    span = f"{decimal_text(low / unit, places + 1)}{sign} to {decimal_text(high / unit, places + 1)}{sign}"
    return f"{number}{sign} with {decimals} may stand for {span}: {', or '.join(texts)}"


def _words(outcome: tuple[str, str, str]) -> str:
    status, grade, band = outcome
    verdict = f"{status} {grade}".rstrip()
    if not band or (band == NO_BAND and status == "met"):
        return verdict
    return f"{verdict} with {NO_BAND}" if band == NO_BAND else f'{verdict} in the band "{band}"'
