"""The term that runs at an instant: the initial one or a renewal, with the last day on which notice can be given."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from sladsl.outcome.duties import TermState
from sladsl.plan.dates import TermRule
from sladsl.record import Record
from sladsl.values.deadline import Anchor, Length, add_months, due, moved
from sladsl.values.instant import instant_to_local
from sladsl.values.period import day_start

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
    notice = None
    if rule.notice is not None:
        notice = due(rule.notice, Anchor(instant=until, day=last_day), place, before=True)
    renews = following is not None and not cut
    return TermState(
        number=found.number,
        first_day=found.first.isoformat(),
        last_day=last_day.isoformat(),
        start=day_start(found.first, place),
        end=until,
        renewal="none" if cut else rule.how,
        notice=notice.until if notice is not None else None,
        notice_day=notice.last_day if notice is not None else "",
        next_last_day=(following.after - timedelta(days=1)).isoformat() if renews and following else "",
        sure=rule.how != "by agreement" or (found.number == 0 and today < after),
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
    """The first term (0) or a renewal; None where there is none, or no such day.

    Months are counted from the first day of all, so that a term that began on the 31st does so again.
    """
    if rule.first is None or (number and rule.again is None):
        return None
    begin = _after(rule, first, number - 1) if number else first
    after = _after(rule, first, number)
    return (
        Stretch(number=number, first=begin, after=after) if begin is not None and after is not None else None
    )


def _after(rule: TermRule, first: date, number: int) -> date | None:
    """The day after the end of a term."""
    assert rule.first is not None
    months = _months(rule.first)
    if number == 0 or rule.again is None:
        return _plus(first, rule.first, 1)
    again = _months(rule.again)
    if months and again:
        return _plus(first, Length(count=months + number * again, unit="months"), 1)
    begin = _plus(first, rule.first, 1)
    return None if begin is None else _plus(begin, rule.again, number)


def _plus(day: date, length: Length, times: int) -> date | None:
    """The day `times` lengths after `day`: a beginning and a beginning, so months never jump to the end of one."""
    try:
        if length.unit == "months":
            return add_months(day, length.count * times)
        return moved(day, Length(count=length.count * times, unit=length.unit))
    except (ValueError, OverflowError):
        return None


def _months(length: Length) -> int:
    return length.count if length.unit == "months" else 0


def rhythm(every: Length, start: int, number: int, place: ZoneInfo) -> int | None:
    """The instant at which the `number`-th of equal stretches from `start` begins; None beyond the calendar."""
    found = _plus(instant_to_local(start, place).date(), every, number)
    return None if found is None else day_start(found, place)
