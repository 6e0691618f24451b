"""Terms that follow each other: the first one, and renewals of one length; on which day each of them is over.

Here because the periods that are looked at end with the last term, and statements tell the one that runs.
"""

from __future__ import annotations

from datetime import date

from sladsl.values.deadline import Length, add_months, moved


def plus(day: date, length: Length, times: int = 1) -> date | None:
    """The day `times` lengths after `day`: a beginning and a beginning, so months never jump to the end of one.

    None for days outside the calendar, and for business days of which nobody says which they are.
    """
    try:
        if length.unit == "months":
            return add_months(day, length.count * times)
        return moved(day, Length(count=length.count * times, unit=length.unit, hours=length.hours))
    except (ValueError, OverflowError):
        return None


def term_after(day: date, first: Length, again: Length | None, number: int) -> date | None:
    """The day after the last one of a term, of which 0 is the first; None where there is none, or no such day.

    Months are counted from the first day of all, so that a term that began on the 31st does so again.
    """
    if number and again is None:
        return None
    if number == 0 or again is None:
        return plus(day, first)
    if first.unit == again.unit == "months" and first.count and again.count:
        return plus(day, Length(count=first.count + number * again.count, unit="months"))
    begin = plus(day, first)
    return None if begin is None else plus(begin, again, number)
