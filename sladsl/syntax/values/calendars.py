"""Reads the rows of calendars: days of the week, dates, hours of the day."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sladsl.ast import values as v
from sladsl.syntax.values.trees import WEEKDAYS, Unreadable, kind_of, number, span_of


def _minutes(token: Any) -> int:
    hour, minute = str(token).split(":")
    value = int(hour) * 60 + int(minute)
    if len(hour) != 2:
        raise Unreadable(
            "Times of the day have two digits for the hour.", f"Write `0{token}`.", span_of(token)
        )
    if value > 1440 or int(minute) > 59:
        raise Unreadable(f"`{token}` is not a time of the day.", "Write `00:00` to `24:00`.", span_of(token))
    return value


def _over_midnight(hours: Any) -> str:
    """The two rows for hours that go on into the next day, with the author's own times."""
    start, end = (str(token) for token in hours.children)
    if end in ("00:00", "0:00"):
        return f"Write `{start} to 24:00`."
    split = f"`{start} to 24:00`, and `00:00 to {end}` on the next day"
    if end <= "12:00" <= start < "20:00":
        return f"Write `{end} to {start}` if the two are exchanged; or, over midnight, {split}."
    return f"Split hours over midnight: {split}; or write `{end} to {start}` if the two are exchanged."


def _hours(tree: Any) -> v.HoursOfDay:
    pieces: list[tuple[int, int]] = []
    for hours in tree.children:
        start, end = (_minutes(token) for token in hours.children)
        if end <= start:
            raise Unreadable(
                "These hours end before they begin.",
                _over_midnight(hours),
                span_of(hours),
            )
        if pieces and start < pieces[-1][1]:
            raise Unreadable(
                "These hours overlap those before them.", "Write them in order, apart.", span_of(hours)
            )
        pieces.append((start, end))
    return v.HoursOfDay(pieces=tuple(pieces), span=span_of(tree))


def _weekdays(tree: Any) -> v.Days:
    found = [WEEKDAYS.index(str(token)) for token in tree.children]
    if kind_of(tree) == "weekday_range":
        first, last = found
        found = [(first + step) % 7 for step in range((last - first) % 7 + 1)]
    return v.Days(weekdays=tuple(found), dates=(), span=span_of(tree))


def _dates(tree: Any) -> v.Days:
    dates = tuple(v.Date(iso=str(token), span=span_of(token)) for token in tree.children)
    if kind_of(tree) == "date_range":
        from datetime import date, timedelta

        try:
            first, last = (date.fromisoformat(each.iso) for each in dates)
        except ValueError:
            raise Unreadable("One of these dates does not exist.", "Check the days.", span_of(tree)) from None
        count = (last - first).days
        if not 0 <= count <= 366:
            raise Unreadable(
                "This range of dates is empty or longer than a year.", "Check first and last.", span_of(tree)
            )
        span = span_of(tree)
        dates = tuple(v.Date(iso=str(first + timedelta(days=step)), span=span) for step in range(count + 1))
    return v.Days(weekdays=(), dates=dates, span=span_of(tree))


def _nth_weekday(tree: Any) -> v.Days:
    *nth, day = tree.children
    place = int(number(nth[0]).value) if nth else -1
    if place > 5 or place == 0:
        raise Unreadable(
            "A month has five of a weekday at most.", "Write `1st Sunday of the month`.", span_of(tree)
        )
    return v.Days(weekdays=(WEEKDAYS.index(str(day)),), dates=(), nth=place, span=span_of(tree))


READERS: dict[str, Callable[[Any], Any]] = {
    "weekday_range": _weekdays,
    "weekday_list": _weekdays,
    "date_range": _dates,
    "date_list": _dates,
    "nth_weekday": _nth_weekday,
    "last_weekday": _nth_weekday,
    "hours_of_day": _hours,
    "closed": lambda tree: v.HoursOfDay(pieces=(), span=span_of(tree)),
    "always": lambda tree: v.HoursOfDay(pieces=((0, 1440),), span=span_of(tree)),
}
