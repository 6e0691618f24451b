"""Bounds that move: a baseline of the first periods, and one that rises with what was attained.

Until the baseline is there the level is only reported. A bound never becomes easier to keep; where a level that it hangs
on is not known, nobody knows the bound, and the periods after it have no verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from sladsl.plan.aimed import aimed
from sladsl.plan.moving import Figure, MovingRule, RaiseRule
from sladsl.plan.settlement import Assessment, Bound, Settlement
from sladsl.record import replace
from sladsl.settle.draft import Draft
from sladsl.settle.judge import judge
from sladsl.settle.level import NOTHING_HAPPENED
from sladsl.values.deadline import add_months
from sladsl.values.duration import HOUR
from sladsl.values.instant import instant_to_local
from sladsl.values.number import Number, shown
from sladsl.values.period import Period, day_start, next_period, period_at, previous

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

Known = Fraction | str
"""A figure, or why it is not known."""
MOST_PLACES = 6


def moved(drafts: Iterable[Draft], settlement: Settlement, place: ZoneInfo) -> tuple[Draft, ...]:
    """The drafts judged by what their bounds are in their periods."""
    found = tuple(drafts)
    rows: dict[tuple[str, str, str], list[Draft]] = {}
    levels: dict[tuple[str, str], dict[str, Draft]] = {}
    for each in found:
        assessment = each.assessment
        if assessment.moving is not None:
            rows.setdefault((assessment.objective, each.scope, assessment.terms), []).append(each)
        # What was attained under earlier terms counts, too.
        levels.setdefault((assessment.objective, each.scope), {})[each.period.label] = each
    if not rows:
        return found
    judged = {
        (*key, draft.period.label): draft
        for key, row in rows.items()
        for draft in _row(row, levels[key[0], key[1]], place)
    }
    return tuple(
        judged.get((each.assessment.objective, each.scope, each.assessment.terms, each.period.label), each)
        for each in found
    )


def _row(row: list[Draft], levels: dict[str, Draft], place: ZoneInfo) -> list[Draft]:
    ordered = sorted(row, key=lambda each: each.period.start)
    rule = ordered[0].assessment.moving
    assert rule is not None
    higher = rule.comparator in ("at least", "above")
    if rule.since is None:
        return [_open(each, "it is not stated when the promise begins") for each in ordered]
    kind, laid = ordered[0].period.kind, ordered[0].assessment.laid
    since = rule.since
    if laid is not None and laid.anew:
        since = max(since, laid.since)
    first = period_at(kind, place, since)
    whole = first if first.start >= since else next_period(first, place)
    bound: Known
    starts = whole.start
    if rule.baseline is not None:
        window = _window(whole, rule.baseline.count, place)
        starts = window[-1].end
        bound = _figure(rule.baseline.figure, window, levels)
        why = f"the {rule.baseline.figure} of {_told(window)}"
        if isinstance(bound, Fraction) and rule.baseline.floor is not None:
            harder = (max if higher else min)(bound, rule.baseline.floor)
            why += (
                ""
                if harder == bound
                else ", but never less than is said"
                if higher
                else ", but never more than is said"
            )
            bound = harder
    else:
        target = ordered[0].assessment.target
        if target is None:
            return ordered
        bound, why = target.value, ""
    found = []
    steps = _steps(rule.raised, starts, ordered[-1].period, place)
    for each in ordered:
        while steps and steps[0] <= each.period.start:
            at = steps.pop(0)
            bound = _raised(rule.raised, bound, _past(rule.raised, kind, at, place), levels, higher)
            day = instant_to_local(at, place).date().isoformat()
            why = f"{_rise(rule.raised)}, {day}"
        if rule.baseline is not None and each.period.start < starts:
            found.append(_reported(each))
        elif isinstance(bound, str):
            found.append(_open(each, bound))
        else:
            found.append(_judged(each, rule, bound, why))
    return found


def _told(window: Sequence[Period]) -> str:
    return window[0].label if len(window) == 1 else f"{window[0].label} to {window[-1].label}"


def _rise(raised: RaiseRule | None) -> str:
    """The last change of a bound, in words."""
    if raised is None:
        return ""
    if raised.share is not None:
        return f"raised by {shown(raised.share * 100)}% of the gap to the best there is"
    how = "halfway " if raised.halfway else ""
    return f"raised {how}to the {raised.figure} of the {raised.count} periods before, if that is better"


def _window(first: Period, count: int, place: ZoneInfo) -> list[Period]:
    found = [first]
    for _ in range(count - 1):
        found.append(next_period(found[-1], place))
    return found


def _steps(raised: RaiseRule | None, since: int, last: Period, place: ZoneInfo) -> list[int]:
    """The instants from which on a bound is another one."""
    if raised is None:
        return []
    begin = instant_to_local(since, place).date()
    found: list[int] = []
    while True:
        count = len(found) + 1
        if raised.hours:
            found.append(since + raised.hours * count * HOUR)
            if found[-1] > last.start:
                return found[:-1]
            continue
        day = (
            add_months(begin, raised.months * count)
            if raised.months
            else begin + timedelta(days=raised.days * count)
        )
        at = day_start(day, place)
        if at > last.start:
            return found
        found.append(at)


def _past(raised: RaiseRule | None, kind: object, at: int, place: ZoneInfo) -> list[Period]:
    """The periods of which a figure is taken when a bound rises: the last ones that have ended by then."""
    if raised is None or raised.share is not None:
        return []
    found: list[Period] = []
    here = period_at(kind, place, at)  # type: ignore[arg-type]
    for _ in range(raised.count):
        here = previous(here, place)
        found.append(here)
    return found[::-1]


def _raised(
    raised: RaiseRule | None, bound: Known, past: Sequence[Period], levels: dict[str, Draft], higher: bool
) -> Known:
    if raised is None or isinstance(bound, str):
        return bound
    if raised.share is not None:
        return bound + raised.share * (raised.best - bound)
    figure = _figure(raised.figure, past, levels)
    if isinstance(figure, str):
        return figure
    aim = (bound + figure) / 2 if raised.halfway else figure
    return max(bound, aim) if higher else min(bound, aim)


def _figure(how: Figure, window: Sequence[Period], levels: dict[str, Draft]) -> Known:
    """A figure of the levels of some periods; those in which nothing happened have none and don't count."""
    found: list[Fraction] = []
    for each in window:
        draft = levels.get(each.label)
        if draft is None:
            return f"its bound hangs on {each.label}, and nobody has looked at that"
        if draft.attained.level is not None:
            found.append(draft.attained.level)
        elif draft.attained.reason != NOTHING_HAPPENED and not draft.attained.kept:
            return f"its bound hangs on {each.label}: {draft.attained.reason}"
    if not found:
        return "its bound hangs on periods in which nothing happened"
    found.sort()
    middle = len(found) // 2
    match how:
        case "average":
            return sum(found, Fraction(0)) / len(found)
        case "median":
            return found[middle] if len(found) % 2 else (found[middle - 1] + found[middle]) / 2
        case "lowest":
            return found[0]
        case "highest":
            return found[-1]


def _judged(draft: Draft, rule: MovingRule, bound: Fraction, why: str) -> Draft:
    unit = draft.assessment.level.unit
    value = bound * 100 if unit == "percent" else bound
    written = Number(value=value, places=len(shown(value, MOST_PLACES).partition(".")[2]))
    target = Bound(comparator=rule.comparator, value=bound, written=written)
    return replace(_again(draft, aimed(draft.assessment, target)), moved=why)


def _reported(draft: Draft) -> Draft:
    """A period of which the baseline is made: its level is told, and nothing follows from it."""
    return _again(
        draft,
        replace(
            draft.assessment,
            strength="reports",
            target=None,
            minimum=None,
            expected=None,
            critical=None,
            credit=None,
            points=None,
            claim=None,
        ),
    )


def _open(draft: Draft, why: str) -> Draft:
    if draft.status == "not assessed":
        return draft
    attained = replace(draft.attained, level=None, reason=why)
    return replace(draft, attained=attained, status="not assessed", grade="")


def _again(draft: Draft, assessment: Assessment) -> Draft:
    status, grade = judge(assessment, draft.attained)
    return replace(draft, assessment=assessment, status=status, grade=grade)
