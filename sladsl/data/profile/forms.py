"""Forms of cells: which texts read as times, numbers, yes or no, and the words that people write instead.

A form is told by one pattern that Python and the embedded database read alike.
"""

from __future__ import annotations

import re

from sladsl.data.cells import _NUMBER

__all__ = [
    "CLOCK",
    "COMMA",
    "DATES",
    "NUMBER",
    "TIME",
    "UNIX",
    "WHOLE",
    "YES_NO",
    "unit_in",
    "words_of",
]

_CLOCK = r"[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,6})?)?"
_OFFSET = r"[+-](0[0-9]|1[0-5]):?[0-5][0-9]"
_DAY = r"(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}"
TIME = {
    "with Z": f"{_DAY}{_CLOCK}Z",
    "with an offset": f"{_DAY}{_CLOCK}{_OFFSET}",
    "without a zone": f"{_DAY}{_CLOCK}",
    "a day": _DAY,
}
"""The forms of time that are read (docs/decisions/0004-reading-data.md)."""
CLOCK = f"{_DAY}({_CLOCK}(Z|{_OFFSET})?)?"
"""Any of them."""
UNIX = {"Unix seconds": "1[0-9]{9}([.][0-9]+)?", "Unix milliseconds": "1[0-9]{12}"}
DATES = (
    r"[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}([ T,]+[0-9]{1,2}:[0-9]{2}.*)?"
    r"|[0-9]{4}[./][0-9]{1,2}[./][0-9]{1,2}([ T]+[0-9]{1,2}:[0-9]{2}.*)?"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{1,2}:[0-9]{2}.*"
    r"|[A-Za-z]{3,9}[.,]? +[0-9]{1,2},? +[0-9]{2,4}.*|[0-9]{1,2}[. -]+[A-Za-z]{3,9}[. ,-]+[0-9]{2,4}.*"
)
"""Times that are written in forms that are not read."""
WHOLE = "[+-]?[0-9]{1,12}"
NUMBER = _NUMBER.pattern.replace("(?:", "(")
COMMA = "[+-]?[0-9]{1,12},[0-9]{1,6}"
YES_NO = frozenset({"yes", "no", "true", "false", "y", "n", "t", "f", "1", "0"})
"""The words of yes and no that are read, in any case."""
_PAIRS = (
    ("up", "down"),
    ("ok", "fail"),
    ("ok", "failed"),
    ("ok", "error"),
    ("ok", "nok"),
    ("ok", "ko"),
    ("pass", "fail"),
    ("passed", "failed"),
    ("success", "failure"),
    ("success", "fail"),
    ("success", "error"),
    ("successful", "failed"),
    ("on", "off"),
    ("online", "offline"),
    ("healthy", "unhealthy"),
    ("available", "unavailable"),
    ("operational", "outage"),
    ("good", "bad"),
    ("green", "red"),
    ("alive", "dead"),
    ("ontime", "overdue"),
    ("met", "missed"),
    ("met", "breached"),
    ("ja", "nein"),
    ("oui", "non"),
    ("si", "no"),
    ("sí", "no"),
)
_UNITS = {
    "ms": ("ms", "msec", "millis", "milliseconds", "millisecond"),
    "us": ("us", "usec", "micros", "microseconds"),
    "s": ("s", "sec", "secs", "seconds", "second"),
    "min": ("min", "mins", "minutes", "minute"),
    "h": ("h", "hr", "hrs", "hours", "hour"),
    "d": ("d", "days", "day"),
}


def words_of(values: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Which word is `yes` and which `no`, where both words of a usual pair are there, or nothing but one of them.

    Other words beside them are left to whoever knows.
    """
    lower = {value.lower(): value for value in values if value}
    for yes, no in _PAIRS:
        if {yes, no} <= set(lower) or (lower and set(lower) <= {yes, no}):
            return tuple(
                (lower[word], meaning) for word, meaning in ((yes, "yes"), (no, "no")) if word in lower
            )
    return ()


def unit_in(name: str) -> str:
    """The unit of time that the name of a column ends with: `response_ms` → `ms`; "" when it names none."""
    last = words_in(name)[-1:] or [""]
    return next((unit for unit, words in _UNITS.items() if last[0] in words), "")


def words_in(name: str) -> list[str]:
    """The words of a name: `checkedAt`, `checked_at` and `Checked at` are `checked`, `at`."""
    spaced = re.sub(r"([a-z0-9])([A-Z])", r"\1 \2", name)
    return [word for word in re.split(r"[^0-9a-zA-Z\u00c0-\uffff]+", spaced.lower()) if word]
