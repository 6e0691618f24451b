"""Numbers, money, durations, dates and periods in contract English, with the precision that was written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date as civil_date
from fractions import Fraction

from sladsl.ast import values as v
from sladsl.model.meanings import Bound, Unit
from sladsl.values.cycles import Cycle, labelled_days, labelled_moments
from sladsl.values.duration import DAY, HOUR, MILLISECOND, MINUTE, SECOND
from sladsl.values.money import Money, minor_units
from sladsl.values.number import Number, decimal_text, grouped, shown
from sladsl.values.period import PeriodKind, parse_label

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_QUARTERS = ("first", "second", "third", "fourth")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?))?")


def number(written: Number) -> str:
    """`12,000.50` with the places that were written."""
    return grouped(decimal_text(written.value, written.places))


def plural(count: Fraction | int, noun: str) -> str:
    """The noun for this many."""
    return noun if count == 1 else f"{noun}s"


def shown_ordinal(share: Fraction) -> str:
    """`95th` of 0.95."""
    return _ordinal(shown(share * 100, most=6))


def ordinal(number: int) -> str:
    """`3rd` of 3."""
    return _ordinal(str(number))


def _ordinal(figure: str) -> str:
    last = figure[-1]
    teen = figure.endswith(("11", "12", "13"))
    return figure + ("th" if teen or "." in figure else {"1": "st", "2": "nd", "3": "rd"}.get(last, "th"))


def counted(count: Fraction | int, noun: str) -> str:
    return f"{grouped(shown(Fraction(count)))} {plural(count, noun)}"


def percent(ratio: Fraction, places: int = 0) -> str:
    """`10.0%`: at least as many decimals as were written."""
    return f"{grouped(shown(ratio * 100, most=max(6, places), least=places))}%"


def money(amount: Money) -> str:
    """`EUR 12,000.00`, code first as in contracts; the decimals of the currency, or more where they count."""
    figure = grouped(shown(amount.amount, most=12, least=minor_units(amount.currency)))
    return f"{amount.currency} {figure}"


def level(written: Number, value: Fraction, unit: Unit | None) -> str:
    """A level in its unit."""
    if unit == "duration":
        return duration(value)
    return f"{number(written)}%" if unit == "percent" else number(written)


def bound(of: Bound) -> str:
    """`at least 99.9%`; of a row that begins with what is promised, wherever that moves, `at least the level promised`."""
    if of.promised:
        return f"{of.comparator} the level promised"
    return f"{of.comparator} {level(of.written, of.value, of.unit)}"


def duration(us: Fraction | int) -> str:
    """`1 hour and 30 minutes`, exact; days only above three, so that `24 hours` and `72 hours` stay."""
    rest = Fraction(us)
    parts: list[str] = []
    if rest % DAY == 0 and rest > 3 * DAY:
        return counted(rest / DAY, "day")
    for length, noun in ((HOUR, "hour"), (MINUTE, "minute")):
        whole = rest // length
        if whole:
            parts.append(counted(whole, noun))
            rest -= whole * length
    if 0 < rest < SECOND and not parts:
        parts.append(counted(rest / MILLISECOND, "millisecond"))
    elif rest or not parts:
        parts.append(counted(rest / SECOND, "second"))
    return listed(parts)


def written_duration(of: v.Duration) -> str:
    """A duration in the units that were written."""
    return listed([f"{number(part.number)} {plural(part.number.value, part.unit)}" for part in of.parts])


def listed(words: list[str], last: str = "and") -> str:
    """`a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def date(iso: str) -> str:
    """`4 March 2026`; other text as it is."""
    try:
        day = civil_date.fromisoformat(iso)
    except ValueError:
        return iso
    return day_text(day)


def day_text(day: civil_date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def moment(iso: str) -> str:
    """`10:00 on 4 March 2026`; a plain date is its midnight."""
    day, clock = _moment(iso)
    return f"{clock} on {day}" if day else iso


def extent(start: str, end: str) -> str:
    """`from 10:00 to 10:50 on 4 March 2026`."""
    (day, clock), (last_day, last_clock) = _moment(start), _moment(end)
    if day and day == last_day:
        return f"from {clock} to {last_clock} on {day}"
    return f"from {moment(start)} to {moment(end)}"


def field_value(text: str) -> str:
    """A value given to a field: moments and dates in words, lists with commas, the rest as written."""
    match = _MOMENT.fullmatch(text)
    if match:
        return moment(text) if match[2] else date(text)
    return listed([field_value(part) for part in text.split("|")]) if "|" in text else text


def period(label: str) -> str:
    """`March 2026`, `the first quarter of 2026`, `the week of Monday, 26 January 2026`, `2026`."""
    named, days = parse_label(label), labelled_days(label)
    if days is not None and labelled_moments(label) is None:
        return f"{day_text(days[0])} to {day_text(days[1])}"
    if named is None:
        return label
    kind, first = named
    match kind:
        case "day":
            return day_text(first)
        case "week":
            week = f"week {label[6:].lstrip('0')} of {label[:4]}"
            return f"the week that begins on Monday, {day_text(first)} ({week})"
        case "month":
            return f"{MONTHS[first.month - 1]} {first.year}"
        case "quarter":
            return f"the {_QUARTERS[(first.month - 1) // 3]} quarter of {first.year}"
        case "year":
            return str(first.year)


def periods(labels: tuple[str, ...]) -> str:
    """`March 2026`, `March and April 2026` in full, or first to last."""
    words = [period(label) for label in labels]
    return listed(words) if len(words) < 3 else f"{words[0]} to {words[-1]}"


def calendar_period(kind: PeriodKind) -> str:
    """What a period is: a day of the calendar, not 24 hours; of others when they begin."""
    if isinstance(kind, Cycle):
        return _own_period(kind)
    return {
        "day": "calendar day",
        "week": "calendar week from Monday to Sunday",
        "month": "calendar month",
        "quarter": "calendar quarter",
        "year": "calendar year",
    }[kind]


def _own_period(kind: Cycle) -> str:
    if kind.word in ("billing cycle", "fiscal year", "fiscal quarter", "month", "year"):
        return kind.word  # `own_periods` says when they begin
    if kind.word == "contract year":
        return f"year from {day_text(kind.anchor)}, or from an anniversary of it, on"
    return f"period of {kind.word}, one after the other from {day_text(kind.anchor)} on"


def own_periods(cycles: Mapping[str, Cycle]) -> list[str]:
    """When the periods begin that an agreement lays out itself; contract years have a definition."""
    found = []
    for word, cycle in cycles.items():
        first = day_text(cycle.anchor)
        if word in ("month", "year") and cycle.months:
            found.append(f"A {word} is a {_same(cycles, cycle)}.")
        elif word == "billing cycle" and cycle.months:
            day = cycle.anchor.day
            short = ", or on its last day where it is shorter" if day > 28 else ""
            found.append(f"A billing cycle begins on the {ordinal(day)} of each month{short}.")
        elif word == "fiscal year":
            quarters = "it has four fiscal quarters"
            found.append(f"A fiscal year begins on {first} and on each anniversary of that day; {quarters}.")
        elif word not in ("contract year", "fiscal quarter"):
            found.append(f"A {word} is a period of {_length(cycle)}; the first begins on {first}.")
    return found


def _length(cycle: Cycle) -> str:
    if cycle.months:
        return f"{cycle.months} {plural(cycle.months, 'month')}"
    return f"{cycle.days} {plural(cycle.days, 'day')}" if cycle.days else duration(cycle.us)


def _same(cycles: Mapping[str, Cycle], cycle: Cycle) -> str:
    """The word of the periods that a month or a year is."""
    return next(
        word
        for word, other in cycles.items()
        if word != cycle.word and (other.anchor, other.months) == (cycle.anchor, cycle.months)
    )


def clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _moment(iso: str) -> tuple[str, str]:
    match = _MOMENT.fullmatch(iso)
    return (date(match[1]), match[2] or "00:00") if match else ("", iso)
