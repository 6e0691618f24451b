"""The columns of a table as somebody reads them who sees it for the first time: times, yes and no, choices, numbers.

Types are told from all cells that are looked at; what only most of them are is a text, so that no row is lost.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from sladsl.api.drafting.naming import words_of
from sladsl.data.cells import parser
from sladsl.plan.measure import FieldOf
from sladsl.record import Record, replace
from sladsl.values.instant import parse_time

MOST_CHOICES = 12
LONGEST_CHOICE = 40
YES = frozenset({"yes", "true", "y", "t", "1"})
NO = frozenset({"no", "false", "n", "f", "0"})
GOOD = frozenset(
    {
        "up",
        "ok",
        "success",
        "successful",
        "succeeded",
        "passed",
        "pass",
        "good",
        "available",
        "online",
        "healthy",
        "met",
    }
)
BAD = frozenset(
    {
        "down",
        "fail",
        "failed",
        "failure",
        "error",
        "bad",
        "unavailable",
        "offline",
        "unhealthy",
        "missed",
        "ko",
        "outage",
    }
)
FINE = GOOD | frozenset(
    {"yes", "true", "200", "operational", "normal", "alive", "reachable", "green", "fine", "pass", "running"}
    | {
        "verfügbar",
        "erreichbar",
        "erfolgreich",
        "gut",
        "ja",
        "fehlerfrei",
        "aktiv",
        "grün",
        "disponible",
        "oui",
        "vert",
    }
)
"""Words of a value that means that all is well, beside other values."""
NOT = frozenset(
    {"not", "no", "non", "un", "nicht", "kein", "keine", "pas", "partly", "partially", "teilweise", "limited"}
)
UNITS = {
    **dict.fromkeys(("ms", "millis", "milliseconds"), "ms"),
    **dict.fromkeys(("s", "sec", "secs", "seconds"), "s"),
    **dict.fromkeys(("min", "mins", "minutes"), "min"),
    **dict.fromkeys(("h", "hrs", "hours"), "h"),
}
LIKE_A_TIME = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?:[ T,]+\d{1,2}[:.]\d{2}.*)?|\d{10}(?:\d{3})?(?:\.\d+)?"
)
LIKE_A_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?")
FLAGS = frozenset({"is", "has", "was", "flag"})
_NUMBER = FieldOf(name="", type="number", values=())


class Column(Record):
    """`type` is that of a field, or `unreadable time`, `unreadable number`; `values` those of a choice.

    `unit`: of a duration, as in data.toml; `translated`: words of the file -> yes or no; `zoned`: all its times name an
    offset; `sample`: its first text; `distinct`: how many different texts; `empty`: how many cells hold nothing.
    """

    title: str
    type: str
    values: tuple[str, ...] = ()
    unit: str = ""
    translated: tuple[tuple[str, str], ...] = ()
    zoned: bool = False
    sample: str = ""
    distinct: int = 0
    empty: int = 0
    cells: tuple[str, ...] = ()
    _unequal = frozenset({"cells"})


def columns_of(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[Column]:
    """The columns that have a title of their own."""
    for place, title in enumerate(header):
        if title and list(header).count(title) == 1 and title.isprintable():
            yield column(title, tuple(row[place] for row in rows))


def column(title: str, cells: tuple[str, ...]) -> Column:
    """What a column holds, told from its cells."""
    said = [cell for cell in cells if cell]
    different = list(dict.fromkeys(said))
    seen = Column(
        title=title,
        type="text",
        sample=different[0] if different else "",
        distinct=len(different),
        empty=len(cells) - len(said),
        cells=cells,
    )
    if not said:
        return seen
    times = [parse_time(cell) for cell in different]
    if all(time is not None for time in times):
        zoned = all(time is not None and time.offset_us is not None for time in times)
        return replace(seen, type="time", zoned=zoned)
    lower = {cell.lower() for cell in different}
    if lower <= YES | NO and (not lower <= {"0", "1"} or _is_flag(title)):
        return replace(seen, type="yes or no")
    if lower <= GOOD | BAD and len(different) <= MOST_CHOICES:
        translated = tuple((cell, "yes" if cell.lower() in GOOD else "no") for cell in sorted(different))
        return replace(seen, type="yes or no", translated=translated)
    number = parser(_NUMBER, None)
    if all(number(cell)[1] == "" for cell in different):
        unit = next((UNITS[word] for word in reversed(_parts(title)) if word in UNITS), "")
        return replace(seen, type="duration" if unit else "number", unit=unit)
    if all(LIKE_A_NUMBER.fullmatch(cell) for cell in different):
        return replace(seen, type="unreadable number")
    if 10 * sum(LIKE_A_TIME.fullmatch(cell) is not None for cell in different) > 9 * len(different):
        return replace(seen, type="unreadable time")
    if 2 <= len(different) <= MOST_CHOICES and _is_choice(different, len(said)):
        return replace(seen, type="choice", values=tuple(sorted(different)))
    return seen


def _is_flag(title: str) -> bool:
    """Whether 0 and 1 below a title are no and yes: `ok`, `is_up`; `failures` counts."""
    return has_word(title, FLAGS) or title.lower() in GOOD | BAD


def _is_choice(different: list[str], said: int) -> bool:
    """Whether few values come again and again, each of which an agreement could write down."""
    again = said >= 2 * len(different) or len(different) <= 4
    return again and all(
        len(each) <= LONGEST_CHOICE and each.isprintable() and each == each.strip() for each in different
    )


def _parts(title: str) -> list[str]:
    """The words of a title in small letters; `LatencyMs` has two."""
    split = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", title)
    return [word.lower() for word in words_of(split)]


def has_word(title: str, words: frozenset[str]) -> bool:
    """Whether a title has one of the words; `downtime_start` has `start`."""
    return not words.isdisjoint(_parts(title))


def good_value(column: Column) -> str:
    """The value of a choice that clearly means that all is well: the commonest, and the only one named so; "" for none."""
    counts = Counter(cell for cell in column.cells if cell)
    good = [each for each in column.values if has_word(each, FINE) and not has_word(each, NOT | BAD)]
    if len(good) != 1:
        return ""
    others = [count for value, count in counts.items() if value != good[0]]
    return good[0] if counts[good[0]] > max(others, default=0) else ""
