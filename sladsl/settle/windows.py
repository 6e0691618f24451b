"""Windows of caps: the calendar period, contract year or term in which a line uses up what a cap allows.

A line belongs to the window that holds the last instant of its period, for that is when its credit arises.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

from sladsl.plan.settlement import CapRule, Settlement
from sladsl.settle.fees import Window
from sladsl.values.instant import instant_to_local
from sladsl.values.period import Period, PeriodKind, day_start, period_at

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


def window_of(cap: CapRule, settlement: Settlement, place: ZoneInfo, period: Period) -> Period | Window | str:
    """The window that a line of `period` falls into, or the reason why that can't be told."""
    return span_of(cap.window, settlement, place, period)


def span_of(
    window: PeriodKind | Literal["contract year", "term"],
    settlement: Settlement,
    place: ZoneInfo,
    period: Period,
) -> Period | Window | str:
    """The time of a kind that a period ends in, or the reason why that can't be told."""
    last = period.end - 1
    if window == "term":
        return Window(
            kind="term",
            label="the term",
            start=period.start if settlement.term_start is None else settlement.term_start,
            end=period.end if settlement.term_end is None else settlement.term_end,
        )
    if window == "contract year":
        if settlement.term_start is None:
            return "the start of the term is not stated, so contract years can't be told"
        return contract_year(settlement.term_start, place, last)
    return period_at(window, place, last)


def limited(cap: CapRule, settlement: Settlement, place: ZoneInfo, period: Period) -> bool | str:
    """Whether a cap holds in the contract year of a line, or the reason why that can't be told."""
    if cap.years is None:
        return True
    if settlement.term_start is None:
        return "the start of the term is not stated, so contract years can't be told"
    first, last = cap.years
    begin = instant_to_local(settlement.term_start, place).date().year
    here = contract_year(settlement.term_start, place, period.end - 1)
    number = instant_to_local(here.start, place).date().year - begin + 1
    return first <= number and (last is None or number <= last)


def contract_year(term_start: int, place: ZoneInfo, instant: int) -> Window:
    """The year between two anniversaries of the term's start around an instant; 29 February falls on the
    28th.
    """
    first = instant_to_local(term_start, place).date()
    # A term starts at the beginning of a day; where it doesn't, its years do.
    year = instant_to_local(instant, place).date().year
    while anniversary(first, year, place) > instant:
        year -= 1
    while anniversary(first, year + 1, place) <= instant:
        year += 1
    return Window(
        kind="contract year",
        label=f"contract year from {_anniversary(first, year).isoformat()}",
        start=anniversary(first, year, place),
        end=anniversary(first, year + 1, place),
    )


def anniversary(first: date, year: int, place: ZoneInfo) -> int:
    """The instant at which the day of `first` begins in another year."""
    return day_start(_anniversary(first, year), place)


def _anniversary(first: date, year: int) -> date:
    try:
        return first.replace(year=year)
    except ValueError:
        return date(year, 2, 28)
