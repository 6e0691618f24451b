"""How far back a named period must be looked at: to the beginning of the caps that hold for it, and of what gives rights and
duties."""

from __future__ import annotations

from fractions import Fraction

from sladsl.model.dates import Deadline, Duty, Right, Trigger
from sladsl.model.from_ast.triggers import events
from sladsl.model.meanings import Agreement, Cap, Objective
from sladsl.model.stated_days import NO_DAY, STATED
from sladsl.plan.from_model.remedies import billed
from sladsl.plan.from_model.stretch import DAY, Stretch
from sladsl.plan.from_model.used import claimed_once
from sladsl.record import replace
from sladsl.settle.windows import contract_year
from sladsl.values.period import most_days, period_at, previous

_UNITS = {"hours": 1, "business hours": 3, "days": 1, "working days": 3, "weeks": 7, "months": 31}
MOST_PAST = 8_000
"""Periods of all objectives together that are looked at because a right may hang on them; more is not known."""
_SPARE = 200
"""Days: a report on which the time to use a right hangs may be due long after its period."""


def with_windows(agreement: Agreement, stretch: Stretch) -> Stretch:
    """The stretch from the start of the earliest window that it touches; what was asked for is `shown`.

    Credits of the months before a named one use up a yearly cap whether or not somebody looks at them, and misses of
    those months count for a right.
    """
    caps = (
        *agreement.caps,
        *(cap for credit in (*agreement.credits, *agreement.bonuses) for cap in credit.caps),
    )
    caps += agreement.points_credit.caps if agreement.points_credit is not None else ()
    far = _farthest(agreement)
    start = min((_window_start(cap, agreement, stretch, far) for cap in caps), default=stretch.start)
    start = min((start, *(_repeat_start(each, agreement, stretch) for each in agreement.objectives.values())))
    start = min((start, *(_moving_start(each, stretch, far) for each in agreement.objectives.values())))
    start = min((start, *(_right_start(right, stretch, far) for right in agreement.rights)))
    start = min((start, *(_duty_start(duty, stretch, far) for duty in agreement.duties)))
    start = min(
        (start, *(_used_start(each, agreement, stretch, far) for each in agreement.objectives.values()))
    )
    shown = (stretch.start, stretch.end)
    if start >= stretch.start:
        return replace(stretch, shown=shown)
    place = stretch.place()
    kinds = {objective.period for objective in agreement.objectives.values()}
    first = min((period_at(kind, place, start).start for kind in kinds), default=start)
    return replace(stretch, start=first, shown=shown)


def _window_start(cap: Cap, agreement: Agreement, stretch: Stretch, far: int) -> int:
    """`far`: how many days of the past can be looked at."""
    if cap.window == "term":
        return stretch.term_start if stretch.term_start is not None else stretch.start
    if cap.window == "contract year":
        if stretch.term_start is None or stretch.term_start >= stretch.start:
            return stretch.start
        return contract_year(stretch.term_start, stretch.place(), stretch.start).start
    window = billed(agreement) if cap.window == "invoice" else cap.window
    first = period_at(window, stretch.place(), stretch.start).start
    if cap.run == 1 and not (cap.window == "invoice" and agreement.claims is not None):
        return first
    # What a month has left hangs on the credits of the months before it, which were cut by those before them; and what was
    # claimed late may be on the same invoice.
    farthest = stretch.start - far * DAY
    return min(first, farthest if stretch.term_start is None else max(stretch.term_start, farthest))


def _repeat_start(objective: Objective, agreement: Agreement, stretch: Stretch) -> int:
    """Far enough back that a miss can be told to be a repeated one; never before the term."""
    credit = agreement.credit_of(objective.name)
    given = next((each for each in agreement.points if objective.name in each.objectives), None)
    start = stretch.start
    owed = (credit, given, agreement.bonus_of(objective.name))
    conditions = [
        objective.critical_when,
        *(each.when.get(objective.name) for each in owed if each is not None),
        *(agreement.points_credit.when.values() if agreement.points_credit is not None else ()),
    ]
    waiting = [event for each in conditions if each is not None for event in events(each)]
    for event in waiting:
        if event.window is not None and not event.window.following:
            length = 366 if event.window.year else most_days(event.window.period) * (event.window.of or 1)
            start = min(start, stretch.start - length * DAY)
    repeats = [each.repeat for each in (credit, given) if each is not None and each.repeat is not None]
    for repeat in repeats:
        if repeat.within == "contract year":
            if stretch.term_start is None:
                start = min(start, stretch.start - 366 * repeat.run * DAY)
            elif stretch.term_start < stretch.start:
                begun = contract_year(stretch.term_start, stretch.place(), stretch.start)
                for _ in range(repeat.run - 1):
                    begun = contract_year(stretch.term_start, stretch.place(), begun.start - 1)
                start = min(start, begun.start)
        elif repeat.within is not None:
            first = period_at(repeat.within, stretch.place(), stretch.start)
            for _ in range(repeat.run - 1):
                first = previous(first, stretch.place())
            start = min(start, first.start)
        else:
            start = min(start, stretch.start - most_days(objective.period) * (repeat.start - 1) * DAY)
    whole = agreement.points_credit.points if agreement.points_credit is not None else None
    if given is not None and whole is not None:
        start = min(start, period_at(whole, stretch.place(), start).start)
    return start if stretch.term_start is None else min(max(start, stretch.term_start), stretch.start)


def _moving_start(objective: Objective, stretch: Stretch, far: int) -> int:
    """Far enough back that the bound of a promise, or which of its misses are free, can be told."""
    farthest = stretch.start - far * DAY
    begin = farthest if stretch.term_start is None else max(stretch.term_start, farthest)
    if objective.baseline is not None or objective.raised is not None:
        return min(begin, stretch.start)
    free = objective.free
    if free is None or not free.window:
        return stretch.start
    if free.window == "term":
        return min(begin, stretch.start)
    if free.window == "contract year":
        if stretch.term_start is None or stretch.term_start >= stretch.start:
            return stretch.start
        return contract_year(stretch.term_start, stretch.place(), stretch.start).start
    first = period_at(free.window, stretch.place(), stretch.start).start
    return max(first, begin) if stretch.term_start is not None else first


def _used_start(objective: Objective, agreement: Agreement, stretch: Stretch, far: int) -> int:
    """Far enough back that it can be told which time a credit was owed for already: each hangs on those before it."""
    if not claimed_once(objective, agreement):
        return stretch.start
    farthest = stretch.start - far * DAY
    return min(farthest if stretch.term_start is None else max(stretch.term_start, farthest), stretch.start)


def _farthest(agreement: Agreement) -> int:
    """How many days of the past can be looked at for rights without going through too many periods."""
    a_day = sum(Fraction(1, most_days(each.period)) for each in agreement.objectives.values())
    return int(MOST_PAST / a_day) if a_day else 0


def _right_start(right: Right, stretch: Stretch, farthest: int) -> int:
    """Far enough back that whatever gave the right and has not lapsed since is seen; never before the term."""
    use = right.use_within
    if right.trigger is None:
        return stretch.start if use is None else _back(_longest(use, farthest), stretch, farthest)
    if use is None and stretch.term_start is None:
        return _back(2 * _reach(right.trigger), stretch, farthest)
    # What never lapses may be there since the term began.
    length = _longest(use, farthest) if use is not None else farthest
    return _back(2 * _reach(right.trigger) + length, stretch, farthest)


def _duty_start(duty: Duty, stretch: Stretch, farthest: int) -> int:
    """Far enough back that whatever gave a duty whose time is not up is seen; never before the term."""
    if duty.trigger is None:
        if duty.applies is None or duty.deadline is None:
            return stretch.start
        length = _longest(duty.deadline, farthest) if duty.recorded is None else farthest
        return _back(length, stretch, farthest)
    length = _longest(duty.deadline, farthest) if duty.deadline is not None else 0
    if duty.recorded is not None:
        length = farthest  # which one is kept by what is done hangs on those before it
    return _back(2 * _reach(duty.trigger) + length, stretch, farthest)


def _longest(of: Deadline, farthest: int) -> int:
    """How many days after a period a time that is counted from something in it may be over; any, from a stated day."""
    if of.anchor in (STATED, NO_DAY):
        return farthest
    if of.unit == "ends":
        assert of.period is not None
        return most_days(of.period) * (of.count + 1) + _SPARE
    return _UNITS[of.unit] * of.count + _SPARE


def _reach(trigger: Trigger) -> int:
    """How many days a trigger looks back."""
    reach = 0
    for event in events(trigger):
        window = event.window
        if window is not None:
            reach = max(reach, most_days(window.period) * (window.of or 1) if not window.year else 366)
    return reach


def _back(days: int, stretch: Stretch, farthest: int) -> int:
    start = stretch.start - min(days, farthest) * DAY
    return start if stretch.term_start is None else min(max(start, stretch.term_start), stretch.start)
