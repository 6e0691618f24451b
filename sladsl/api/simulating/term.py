"""The time that is simulated, and the periods of it by days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sladsl.api.refused import Refused
from sladsl.model.meanings import Agreement
from sladsl.plan.choices import Reading
from sladsl.plan.from_model.stretch import Stretch, stretch_of
from sladsl.record import replace
from sladsl.settle.windows import contract_year
from sladsl.values.instant import instant_to_local
from sladsl.values.period import Period, periods

MOST_DAYS = 366 * 40
"""Days of one simulated history."""


def simulated_stretch(agreement: Agreement, reading: Reading, period: str, last: int | None) -> Stretch:
    """The named periods; else the contract year in which the history ends (`last`, an instant), or the first one."""
    if period:
        first, dots, until = (part.strip() for part in period.partition(".."))
        found = stretch_of(agreement, reading, first, until if dots else first)
        if found is None:
            raise Refused(f"`{period}` is no period.", "Write 2026, or 2026-01..2027-12.")
    else:
        found = _year(agreement, reading, last)
    if found.end <= found.start:
        raise Refused(f"`{period}` ends before it begins.", "Write the earlier period first.")
    days = (found.end - found.start) // 86_400_000_000
    if days > MOST_DAYS:
        raise Refused(f"{days:,} days are more than are simulated.", "Name fewer with --period.")
    wanted = {objective.period for objective in agreement.objectives.values()}
    if not any(found.periods(each) for each in wanted):
        raise Refused(
            f"No promise is assessed within `{period or said(found)}`.", "Name whole periods in force."
        )
    return replace(found, as_of=found.end)


def _year(agreement: Agreement, reading: Reading, last: int | None) -> Stretch:
    sample = stretch_of(agreement, reading, "2026-01", "2026-12")
    assert sample is not None
    place = sample.place()
    start = sample.term_start
    if start is None:
        day = instant_to_local(sample.start if last is None else last, place).date()
        found = stretch_of(agreement, reading, f"{day.year}-01", f"{day.year}-12")
        assert found is not None
        return found
    at = max(start, start if last is None else last)
    if sample.term_end is not None:
        at = min(at, sample.term_end - 1)
    year = contract_year(start, place, at)
    end = year.end if sample.term_end is None else min(year.end, sample.term_end)
    return replace(sample, start=year.start, end=end)


def said(stretch: Stretch) -> str:
    """`2026-01 to 2026-12`; by days where it is not of whole months."""
    place = stretch.place()
    first = instant_to_local(stretch.start, place).date()
    last = instant_to_local(stretch.end - 1, place).date()
    if first.day == 1 and (last + timedelta(days=1)).day == 1:
        months = (f"{first:%Y-%m}", f"{last:%Y-%m}")
        return months[0] if months[0] == months[1] else " to ".join(months)
    return f"{first} to {last}"


def days_of(stretch: Stretch) -> tuple[Period, ...]:
    """Its days, whole ones of the agreement's zone."""
    return periods("day", stretch.place(), stretch.start, stretch.end)


def spans_in_days(
    wanted: Sequence[Period], days: Sequence[Period]
) -> tuple[tuple[tuple[str, int, int], ...], tuple[Period, ...]]:
    """The label of each period with its first and last (exclusive) day, and the periods that are no whole days."""
    starts = {each.start: at for at, each in enumerate(days)}
    ends = {each.end: at + 1 for at, each in enumerate(days)}
    found = [
        (each.label, starts[each.start], ends[each.end])
        for each in wanted
        if each.start in starts and each.end in ends
    ]
    other = tuple(each for each in wanted if each.start not in starts or each.end not in ends)
    return tuple(found), other
