"""Which columns place rows in time, and which one tells several series of samples apart, where nobody says it."""

from __future__ import annotations

from sladsl.data.embedded import Embedded
from sladsl.data.profile.facts import Column
from sladsl.data.profile.forms import words_in
from sladsl.data.profile.moments import places_of
from sladsl.data.profile.relation import Relation

_START = (
    ("at", "time", "timestamp", "ts", "datetime", "checked", "measured"),
    ("start", "started", "begin", "began", "from", "opened"),
    ("created", "date", "updated"),
)
_END = ("end", "ended", "until", "to", "resolved", "closed", "finished", "stop")
_SERIES = (
    *(
        "slug",
        "series",
        "name",
        "host",
        "monitor",
        "check",
        "service",
        "component",
        "upstream",
        "peer",
        "zone",
    ),
    *("region", "site", "instance", "target", "endpoint", "url", "server", "node", "device", "link"),
)
_MOST_SERIES = 10_000
_WORDS = frozenset({"choice", "text", "yes or no", "whole number"})
_TRIED = 5
_EACH = 10
"""Rows that each series has at least, on an average."""
_ENOUGH = 0.2
"""Rows with an instant that another has, too, beyond which there must be several series."""


def place_of(columns: tuple[Column, ...], logged: bool = False) -> str:
    """The column that likely places rows: one of times, named like it; "" when there are no times.

    `logged`: rows are entries of a log, each with a time of its own: the one with the most different times.
    """
    times = [column for column in columns if places_of(column)]
    if logged and times:
        return max(times, key=lambda column: column.different).name
    for words in _START:
        for column in times:
            own = words_in(column.name)
            if own and (own[-1] in words or own[0] in words) and not set(own) & set(_END):
                return column.name
    return times[0].name if times else ""


def end_of(columns: tuple[Column, ...], start: str) -> str:
    """The column with the ends that belong to the starts; "" when there is none."""
    ends = [
        column.name
        for column in columns
        if places_of(column) and column.name != start and set(words_in(column.name)) & set(_END)
    ]
    first = words_in(start)
    for name in ends:
        own = words_in(name)
        if len(own) == len(first) and [a for a in own if a not in _END] == [
            a for a in first if not any(a in words for words in _START)
        ]:
            return name
    return ends[0] if ends and set(first) & {"start", "started", "begin", "from", "opened"} else ""


def series_of(
    database: Embedded, relation: Relation, columns: tuple[Column, ...], at: int
) -> tuple[int, ...]:
    """The columns that tell several series apart; () where the times alone don't repeat, or nothing explains it."""
    candidates = [
        place
        for place, column in enumerate(columns)
        if place != at and 1 < column.different <= _MOST_SERIES and column.holds in _WORDS
    ]
    candidates.sort(
        key=lambda place: (
            -_named(columns[place]),
            columns[place].holds == "whole number",
            -columns[place].different,
        )
    )
    whole = _repeats(database, relation, at, ())
    if whole <= _ENOUGH * max(relation.rows, 1):
        # Several things that are looked at one after the other never have the same instant.
        named = [
            at for at in candidates if _named(columns[at]) and columns[at].different * _EACH <= relation.rows
        ]
        return tuple(named[:1])
    best: tuple[int, tuple[int, ...]] = (whole, ())
    for place in candidates[:_TRIED]:
        best = min(best, (_repeats(database, relation, at, (place,)), (place,)), key=lambda pair: pair[0])
        if best[0] <= whole * _ENOUGH / 4:
            return best[1]
    for other in candidates[:_TRIED]:
        if best[1] and other not in best[1]:
            pair = (*best[1], other)
            count = _repeats(database, relation, at, pair)
            if count <= whole * _ENOUGH / 4:
                return tuple(sorted(pair))
    return best[1] if best[0] <= whole * _ENOUGH else ()


def _named(column: Column) -> int:
    """How much the name of a column sounds like that of a series."""
    return sum(len(_SERIES) - _SERIES.index(word) for word in words_in(column.name) if word in _SERIES)


def _repeats(database: Embedded, relation: Relation, at: int, by: tuple[int, ...]) -> int:
    keys = ", ".join(f"c{place}" for place in (at, *by))
    ((count,),) = database.rows(
        f"SELECT coalesce(sum(n - 1), 0) FROM (SELECT count(*) AS n FROM {relation.name} WHERE c{at} <> ''"
        f" GROUP BY {keys} HAVING count(*) > 1)"
    )
    return int(count)
