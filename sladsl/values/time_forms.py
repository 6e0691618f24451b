"""Times in the forms that exports have, as the one form that is read: `01.03.2026 9:05` → `2026-03-01 09:05`.

Which of its numbers is the day can't be told from a time, so somebody says it: `day.month.year`, `month/day/year`,
`Unix seconds`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from sladsl.values.instant import FIRST_YEAR, LAST_YEAR, parse_time

TimeForm = Callable[[str], str]
"""From a text in the form to year-month-day; every other text as it is."""

SIGNS = "./-"
TURNED = "-".join(("year", "day", "month"))
"""No form: its texts are those of the one that is always read, year-month-day, and nothing tells which of the two one is."""
_WORDS = ("day", "month", "year")
_CLOCK = (
    r"(?:(?:T|,?[ \u00a0\u202f]+)([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,6}))?)?"
    r"(?:[ \u00a0\u202f]?([AaPp])\.?[Mm]\.?)?[ ]?(Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_UNIX = {"unix seconds": 6, "unix milliseconds": 3}
_LONGEST_UNIX = 14
_MIDDAY = 12
_USUAL = (
    *(
        order.replace(".", sign)
        for sign in SIGNS
        for order in ("day.month.year", "month.day.year", "year.month.day")
    ),
    *(order.replace(".", sign) for sign in SIGNS for order in ("day.month.yy", "month.day.yy")),
    "Unix seconds",
    "Unix milliseconds",
)


@lru_cache(maxsize=64)
def time_form(words: str) -> TimeForm | None:
    """The form that words name: `day`, `month` and `year` (`yy`: two digits, of this century) in their order with `.`, `/`
    or `-` between them, or `Unix seconds`, `Unix milliseconds`. None for other words, and for
    `year-day-month`; "" names the one form that is always read."""
    said = words.strip().lower()
    if not said:
        return str
    if said in _UNIX:
        return lambda text: _from_unix(text, _UNIX[said])
    sign = next((each for each in SIGNS if said.count(each) == len(_WORDS) - 1), "")
    order = said.split(sign) if sign else []
    full = ["year" if word == "yy" else word for word in order]
    if sorted(full) != sorted(_WORDS) or said == TURNED:
        return None
    digits = {"day": "[0-9]{1,2}", "month": "[0-9]{1,2}", "year": "[0-9]{4}", "yy": "[0-9]{2}"}
    date = re.escape(sign).join(f"({digits[word]})" for word in order)
    pattern = re.compile(date + _CLOCK)
    day, month, year = (full.index(word) for word in _WORDS)

    def read(text: str) -> str:
        match = pattern.fullmatch(text)
        if match is None:
            return text
        parts = match.groups()
        clock = _clock_of(*parts[3:])
        if clock is None:
            return text
        century = "20" if len(parts[year]) == len("yy") else ""
        return f"{century}{parts[year]}-{parts[month]:0>2}-{parts[day]:0>2}{clock}"

    return read


def clock_of(text: str) -> str:
    """A time of day as two digits for each of its numbers: `9:05` → `09:05`, `1:05 PM` → `13:05`, `9:05 Uhr` → `09:05`; ""
    for what is none."""
    match = re.fullmatch(_CLOCK, f" {text.removesuffix('Uhr').rstrip()}")
    found = None if match is None else _clock_of(*match.groups())
    return (found or "").strip()


def meant_form(words: str) -> str:
    """The form that `dd.mm.yyyy`, `%d/%m/%Y` and their like mean; "" for none."""
    names = {"d": "day", "m": "month", "y": "year"}
    letters = re.split(r"([./-])", re.sub(r"[ ,T]+(?:hh?|%h).*", "", words.strip().lower()).replace("%", ""))
    parts = [letters[0::2], letters[1::2]]
    if len(parts[0]) != len(_WORDS) or any(not part or len(set(part)) > 1 for part in parts[0]):
        return ""
    said = [("yy" if part == "yy" and "%" not in words else names.get(part[0], "")) for part in parts[0]]
    found = "".join(part for pair in zip(said, [*parts[1], ""], strict=True) for part in pair)
    return found if found and time_form(found) is not None else ""


def guessed_forms(texts: Iterable[str]) -> tuple[str, ...]:
    """The forms in which all of some texts are times, the usual ones first; of two, the texts don't say which it is."""
    every = [text for text in texts if text]
    found = []
    for words in _USUAL:
        form = time_form(words)
        assert form is not None
        if every and all(parse_time(form(text)) is not None for text in every):
            found.append(words)
    return tuple(found)


def _clock_of(
    hour: str | None,
    minute: str | None,
    second: str | None,
    part: str | None,
    half: str | None,
    offset: str | None,
) -> str | None:
    """` 09:05:00+01:00`, "" where there is no clock, None for an hour that there is not."""
    if hour is None:
        return ""
    number = int(hour)
    if half is not None:
        if not 1 <= number <= _MIDDAY:
            return None
        number = number % _MIDDAY + (_MIDDAY if half in "Pp" else 0)
    seconds = f":{second}" if second is not None else ""
    return f" {number:02}:{minute}{seconds}{f'.{part}' if part else ''}{offset or ''}"


def _from_unix(text: str, decimals: int) -> str:
    match = re.fullmatch(rf"(-?)([0-9]{{1,{_LONGEST_UNIX}}})(?:\.([0-9]{{1,{decimals}}}))?", text)
    if match is None:
        return text
    sign, whole, part = match.groups(default="")
    micros = int(whole) * 10**decimals + int((part or "0").ljust(decimals, "0"))
    try:
        found = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=-micros if sign else micros)
    except OverflowError:
        return text
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        return text
    return found.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
