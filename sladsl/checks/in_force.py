"""The days on which an agreement is in force, and how long that can be: what rules hold written dates and lengths against.

Nothing here hangs on a zone: days are compared with days. Where a day or an end is not said, nothing is said about it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from sladsl.ast import values as v
from sladsl.model.meanings import Agreement
from sladsl.record import Record, replace
from sladsl.values.deadline import add_months

MONTHS = {"month": 1, "quarter": 3, "year": 12}
"""The units of a length that are counted in months."""
DAYS = {
    "millisecond": Fraction(1, 86_400_000),
    "second": Fraction(1, 86_400),
    "minute": Fraction(1, 1_440),
    "hour": Fraction(1, 24),
    "business hour": Fraction(1, 24),
    "day": Fraction(1),
    "business day": Fraction(1),
    "week": Fraction(7),
}
"""The others in days; a business day is never less than one."""
BEGINNINGS = tuple(
    date(year, month, day) for year in (2027, 2028) for month in range(1, 13) for day in (1, 15)
)
"""Days on which an agreement could begin that does not say when: of a common year and of a leap year."""


class InForce(Record):
    """The first and the last day in force; None where the agreement does not say, or has no end."""

    first: date | None
    last: date | None


def day(iso: str) -> date | None:
    """A day as an agreement writes it; None for none."""
    try:
        return date.fromisoformat(iso) if iso else None
    except ValueError:
        return None


def in_force(agreement: Agreement) -> InForce:
    """The days on which an agreement is in force: to `ends`, else to the end of the last term that there can be."""
    from sladsl.plan.from_model.stretch import term_of
    from sladsl.values.instant import instant_to_local
    from sladsl.values.zones import zone

    place = zone("UTC")
    assert place is not None
    _, end = term_of(agreement, "UTC")
    last = instant_to_local(end, place).date() - timedelta(days=1) if end is not None else None
    return InForce(first=day(agreement.effective), last=last)


def runs(agreement: Agreement) -> tuple[InForce, ...]:
    """The days in force, or all that there could be where nobody says when it begins; () for one without an end."""
    whole = in_force(agreement)
    if whole.first is not None:
        return (whole,) if whole.last is not None and whole.last >= whole.first else ()
    term = agreement.term
    endless = term is None or term.first is None or (term.how != "none" and term.times is None)
    if agreement.ends or endless:
        return ()
    possible = (in_force(replace(agreement, effective=each.isoformat())) for each in BEGINNINGS)
    found = tuple(each for each in possible if each.first is not None and each.last is not None)
    return found if len(found) == len(BEGINNINGS) else ()


def run_words(agreement: Agreement) -> str:
    """How long an agreement runs that has an end: `runs to 2027-12-31`, `runs for 24 months`."""
    last = in_force(agreement).last
    if last is not None:
        return f"runs to {last.isoformat()}"
    term = agreement.term
    if term is None:
        return "ends before that"
    often = "once" if term.times == 1 else f"{term.times} times"
    again = f" and can be renewed for {term.again.text}, {often} at most" if term.again and term.times else ""
    return f"runs for {term.initial}{again}"


def outlasts(agreement: Agreement, length: v.Duration) -> bool:
    """Whether a length of time is longer than the agreement can run."""
    return all_of(
        each.first is not None
        and each.last is not None
        and after(each.first, length) > each.last + timedelta(days=1)
        for each in runs(agreement)
    )


def all_of(said: Iterator[bool]) -> bool:
    """Whether all hold, and there is one."""
    found = tuple(said)
    return bool(found) and all(found)


def longer(one: v.Duration, other: v.Duration, first: date | None) -> bool:
    """Whether a length is longer than another, from a day or from whatever day it is counted."""
    return all(after(each, one) > after(each, other) for each in ((first,) if first else BEGINNINGS))


def reaches(one: v.Duration, other: v.Duration, first: date | None) -> bool:
    """Whether a length is as long as another or longer, from a day or from whatever day it is counted."""
    return all(after(each, one) >= after(each, other) for each in ((first,) if first else BEGINNINGS))


def after(first: date, length: v.Duration) -> date:
    """The day on which a length of time is over that begins with `first`; the last of all days for what lies beyond."""
    found, days = first, Fraction(0)
    try:
        for part in length.parts:
            months = MONTHS.get(part.unit)
            if months is None:
                days += part.number.value * DAYS[part.unit]
            else:
                found = add_months(found, int(part.number.value * months))
        return found + timedelta(days=int(days))
    except (ValueError, OverflowError):
        return date.max


def most_periods(agreement: Agreement, kind: str) -> int | None:
    """How many periods of a kind lie in the time in force, also in part; None without an end, or for other periods."""
    counts = [_count(kind, each.first, each.last) for each in runs(agreement) if each.first and each.last]
    known = [each for each in counts if each is not None]
    return max(known) if known else None


def _count(kind: str, first: date, last: date) -> int | None:
    months = 12 * (last.year - first.year) + last.month - first.month
    match kind:
        case "day":
            return (last - first).days + 1
        case "week":
            return (
                (last - timedelta(days=last.weekday())) - (first - timedelta(days=first.weekday()))
            ).days // 7 + 1
        case "month":
            return months + 1
        case "quarter":
            return 4 * (last.year - first.year) + (last.month - 1) // 3 - (first.month - 1) // 3 + 1
        case "year":
            return last.year - first.year + 1
        case "contract year":
            return (months - (1 if last.day < first.day else 0)) // 12 + 1
        case _:
            return None


def days_of(label: str) -> tuple[date, date] | None:
    """The first and the last day of a period by its label; None where it names none."""
    from sladsl.values.period import first_day, last_day, parse_period
    from sladsl.values.zones import zone

    place = zone("UTC")
    period = parse_period(label, place) if place is not None else None
    return (first_day(period), last_day(period)) if period is not None else None
