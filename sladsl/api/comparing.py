"""Two versions of an agreement on the same data: what comes out otherwise, and what the change would have cost."""

from __future__ import annotations

from sladsl.api.evaluation import Evaluation
from sladsl.api.wording import Wording
from sladsl.outcome.amounts import is_nothing
from sladsl.outcome.rights import RightState
from sladsl.outcome.statement import Line, Statement
from sladsl.record import Record
from sladsl.values.amount import NOTHING, Amount, known
from sladsl.values.money import Money

Place = tuple[str, str, str]


class Changed(Record):
    """A line that differs: None on a side where there is no such line."""

    place: Place
    old: Line | None
    new: Line | None


class ChangedPeriod(Record):
    """The credits of a period that differ: None where they can't be told, `NOTHING` where there are none."""

    period: str
    old: Amount | None
    new: Amount | None


class ChangedRight(Record):
    """A right that came about otherwise: None on a side where there is no such right."""

    words: str
    scope: str
    old: RightState | None
    new: RightState | None


class Comparison(Record):
    """The lines that differ, in the order of the new version, then those that are gone; so with periods and rights."""

    old: Statement
    new: Statement
    changed: tuple[Changed, ...]
    periods: tuple[ChangedPeriod, ...] = ()
    rights: tuple[ChangedRight, ...] = ()
    wording: tuple[Wording, ...] = ()
    left_open: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    """Of each version the open choices that change its outcome: its first reading is compared."""


def compare(old: Evaluation, new: Evaluation, wording: tuple[Wording, ...] = ()) -> Comparison:
    """What differs between the outcomes of two versions; of open choices the first reading speaks for each."""
    first, second = old.outcome.statement, new.outcome.statement
    before = {_place(line): line for line in first.lines}
    after = {_place(line): line for line in second.lines}
    places = dict.fromkeys((*after, *before))
    changed = tuple(
        Changed(place=place, old=before.get(place), new=after.get(place))
        for place in places
        if _told(before.get(place)) != _told(after.get(place))
    )
    return Comparison(
        old=first,
        new=second,
        changed=changed,
        periods=_periods(first, second),
        rights=_rights(first, second),
        wording=wording,
        left_open=(_open(old), _open(new)),
    )


def _open(evaluation: Evaluation) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.key for each in evaluation.outcome.open if each.matters))


def difference(old: Amount | None, new: Amount | None, before: str, after: str) -> Money | None:
    """The new amount less the old one, in the currencies of their statements; None where that can't be told."""
    first, second = _money(old, before or after), _money(new, after or before)
    if first is None or second is None or first.currency != second.currency:
        return None
    return Money(amount=second.amount - first.amount, currency=first.currency)


def _money(amount: Amount | None, currency: str) -> Money | None:
    return None if amount is None else known(amount, currency)


def _place(line: Line) -> Place:
    return line.objective, line.scope, line.period


def _told(line: Line | None) -> tuple[object, ...]:
    """What a reader sees of a line."""
    return () if line is None else (line.level, line.status, line.grade, line.credit)


def _periods(old: Statement, new: Statement) -> tuple[ChangedPeriod, ...]:
    """In the order of time; equal credits are left out."""
    before = {each.period: each.credit for each in old.totals}
    after = {each.period: each.credit for each in new.totals}
    ends = {line.period: (line.end, -line.start) for line in (*old.lines, *new.lines)}
    labels = sorted(dict.fromkeys((*before, *after)), key=lambda label: ends.get(label, (0, 0)))
    found = (
        ChangedPeriod(period=label, old=before.get(label, NOTHING), new=after.get(label, NOTHING))
        for label in labels
    )
    return tuple(
        each for each in found if each.old != each.new and not (is_nothing(each.old) and is_nothing(each.new))
    )


def _rights(old: Statement, new: Statement) -> tuple[ChangedRight, ...]:
    before = {(each.words, each.scope): each for each in old.rights}
    after = {(each.words, each.scope): each for each in new.rights}
    return tuple(
        ChangedRight(words=words, scope=scope, old=before.get((words, scope)), new=after.get((words, scope)))
        for words, scope in dict.fromkeys((*after, *before))
        if _right(before.get((words, scope))) != _right(after.get((words, scope)))
    )


def _right(state: RightState | None) -> tuple[object, ...]:
    return (
        () if state is None else (state.state, state.arises, state.last, state.first_day, state.effective_day)
    )
