"""The term that runs at an instant: the initial one or a renewal, with the last day on which notice can be given."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from sladsl.outcome.duties import TermState
from sladsl.plan.dates import TermRule
from sladsl.record import Record
from sladsl.values.deadline import Anchor, Length, due
from sladsl.values.instant import instant_to_local
from sladsl.values.period import day_start
from sladsl.values.renewals import plus, term_after

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

MOST_RENEWALS = 20_000
"""Half a century of daily renewals: whatever goes beyond is a slip of the pen."""


class Stretch(Record):
    """One term: which, its first day, and the first day of what follows."""

    number: int
    first: date
    after: date


def term_at(rule: TermRule, start: int, end: int | None, as_of: int, place: ZoneInfo) -> TermState | None:
    """The term around an instant, the first one before it begins and the last one after it has ended.

    `start` and `end` are those of the agreement. None where the length of the first term is not stated.
    """
    if rule.first is None:
        return None
    first = instant_to_local(start, place).date()
    today = instant_to_local(as_of, place).date()
    last = date.max if end is None else instant_to_local(end - 1, place).date()
    found = _around(rule, first, min(today, last))
    following = _numbered(rule, first, found.number + 1)
    after = min(found.after, last + timedelta(days=1)) if end is not None else found.after
    cut = after < found.after or (end is not None and last + timedelta(days=1) == after)
    last_day = after - timedelta(days=1)
    until = day_start(after, place)
    used_up = rule.times is not None and found.number >= rule.times
    notice = None
    if rule.notice is not None and not used_up:
        notice = due(rule.notice, Anchor(instant=until, day=last_day), place, before=True)
    renews = following is not None and not cut
    return TermState(
        number=found.number,
        first_day=found.first.isoformat(),
        last_day=last_day.isoformat(),
        start=day_start(found.first, place),
        end=until,
        renewal="none" if cut or used_up else rule.how,
        by=rule.by,
        left=None if rule.times is None else max(rule.times - found.number, 0),
        notice=notice.until if notice is not None else None,
        notice_day=notice.last_day if notice is not None else "",
        next_last_day=(following.after - timedelta(days=1)).isoformat() if renews and following else "",
        sure=rule.how not in ("by agreement", "option") or (found.number == 0 and today < after),
        rule=rule.rule,
    )


def first_end(rule: TermRule, start: int, place: ZoneInfo) -> int | None:
    """The instant at which the first term ends; None where its length is not stated."""
    found = _numbered(rule, instant_to_local(start, place).date(), 0)
    return day_start(found.after, place) if found is not None else None


def _around(rule: TermRule, first: date, day: date) -> Stretch:
    """The term that holds the day; the first or the last one where none does."""
    found = _numbered(rule, first, 0)
    assert found is not None
    while day >= found.after and found.number < MOST_RENEWALS:
        following = _numbered(rule, first, found.number + 1)
        if following is None:
            break
        found = following
    return found


def _numbered(rule: TermRule, first: date, number: int) -> Stretch | None:
    """The first term (0) or a renewal; None where there is none, or no such day."""
    if rule.first is None or (number and rule.again is None):
        return None
    if rule.times is not None and number > rule.times:
        return None
    begin = term_after(first, rule.first, rule.again, number - 1) if number else first
    after = term_after(first, rule.first, rule.again, number)
    return (
        Stretch(number=number, first=begin, after=after) if begin is not None and after is not None else None
    )


def rhythm(every: Length, start: int, number: int, place: ZoneInfo) -> int | None:
    """The instant at which the `number`-th of equal stretches from `start` begins; None beyond the calendar."""
    found = plus(instant_to_local(start, place).date(), every, number)
    return None if found is None else day_start(found, place)
