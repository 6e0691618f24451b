"""Typed cells: from the written text of a cell to a value, or to the name of what is wrong with it.

The forms are few and strict (docs/decisions/0004-reading-data.md), so that no engine has to copy another's
leniency.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, assert_never

from sladsl.data.text import WHITE
from sladsl.plan.measure import FieldOf
from sladsl.values.duration import SECOND
from sladsl.values.instant import naive_to_instant, parse_time
from sladsl.values.number import Rounding, round_to
from sladsl.values.time_forms import TimeForm, time_form

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

Intervals = tuple[tuple[int, int | None], ...]
"""From an instant to an instant, in the order in which they are written; None is not ended."""
Value = int | Fraction | str | Intervals | None
"""Microseconds (times, durations), exact numbers, 1 or 0 for yes or no, text, intervals; None is no value."""
Parsed = tuple[Value, str]
"""A value and the name of the finding about the cell ("" for none); `ambiguous-time` has both."""

LONGEST_DURATION = 10**17
"""Microseconds: three thousand years, well inside 64 bits."""

_IN_TIMES = frozenset("0123456789-:.+/TZ")
_NUMBER = re.compile(r"([+-]?)([0-9]{1,12})(?:\.([0-9]{1,6}))?")
_LONG_NUMBER = re.compile(r"[+-]?[0-9]{1,12}\.[0-9]{1,17}")
_MILLIONTH = Fraction(1, 10**6)
ROUNDED = "rounded-number"
_YES_NO = {
    **dict.fromkeys(("yes", "true", "y", "t", "1"), 1),
    **dict.fromkeys(("no", "false", "n", "f", "0"), 0),
}


def parser(
    field: FieldOf,
    zone: ZoneInfo | None,
    unit: int = SECOND,
    separator: str = "",
    times: str = "",
    rounding: Rounding | Literal[""] = "",
) -> Callable[[str], Parsed]:
    """What reads the cells of a field. `zone`: for times without an offset; `unit`: µs of a duration's 1; `separator`: what
    separates intervals, beside `;`; `times`: the form in which times may be written, too (`sladsl.values.time_forms`);
    `rounding`: what becomes of figures with more decimals than are kept ("": they are no numbers)."""
    form = time_form(times) or str
    match field.type:
        case "time":
            return lambda text: _time(form(text), zone)
        case "number":
            return _number if not rounding else lambda text: _rounded(text, rounding)
        case "duration":
            if not rounding:
                return lambda text: _duration(text, unit)
            return lambda text: _rounded_duration(text, unit, rounding)
        case "yes or no":
            return _yes_or_no
        case "choice":
            values = frozenset(field.values)
            return lambda text: (text, "") if text in values else (None, "unknown-value")
        case "text":
            return lambda text: (text, "")
        case "intervals":
            return lambda text: _intervals(text, zone, separator, form)
        case _:
            assert_never(field.type)


def _time(text: str, zone: ZoneInfo | None) -> Parsed:
    written = parse_time(text)
    if written is None:
        return None, "bad-time"
    if written.offset_us is not None:
        return written.naive_us - written.offset_us, ""
    if zone is None:
        return None, "time-without-zone"
    local = naive_to_instant(written.naive_us, zone)
    match local.kind:
        case "plain":
            return local.instant, ""
        case "ambiguous":
            return local.instant, "ambiguous-time"
        case "missing":
            return local.instant, "missing-hour"
        case _:
            assert_never(local.kind)


def _number(text: str) -> Parsed:
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None, "bad-number"
    sign, whole, decimals = match.groups(default="")
    return Fraction(int(sign + whole + decimals), 10 ** len(decimals)), ""


def _duration(text: str, unit: int) -> Parsed:
    number, wrong = _number(text)
    if not isinstance(number, Fraction):
        return None, wrong
    length = number * unit
    if length.denominator != 1 or abs(length) > LONGEST_DURATION:
        return None, "bad-number"
    return length.numerator, ""


def _rounded(text: str, mode: Rounding) -> Parsed:
    """A number of up to seventeen decimals, rounded to six."""
    if _LONG_NUMBER.fullmatch(text) is None:
        return _number(text)
    exact = Fraction(text)
    value = round_to(exact, _MILLIONTH, mode)
    return value, "" if value == exact else ROUNDED


def _rounded_duration(text: str, unit: int, mode: Rounding) -> Parsed:
    """A length of up to seventeen decimals, rounded to the microsecond."""
    if _LONG_NUMBER.fullmatch(text) is None:
        return _duration(text, unit)
    exact = Fraction(text) * unit
    length = round_to(exact, Fraction(1), mode)
    if abs(length) > LONGEST_DURATION:
        return None, "bad-number"
    return length.numerator, "" if length == exact else ROUNDED


def _yes_or_no(text: str) -> Parsed:
    # Only ASCII: the case rules of other alphabets turn strange letters into these (`ſ` is an `s` to some).
    found = _YES_NO.get(text.lower()) if text.isascii() else None
    return found, "" if found is not None else "bad-yes-or-no"


def _ends(piece: str, form: TimeForm) -> tuple[str, str, str]:
    """Start, slash and end of an interval; days may have slashes, too, so the one between the two is looked for."""
    places = [place for place, sign in enumerate(piece) if sign == "/"]
    for place in places:
        start, end = (form(each.strip(WHITE)) for each in (piece[:place], piece[place + 1 :]))
        if len(places) == 1 or (parse_time(start) is not None and (not end or parse_time(end) is not None)):
            return start, "/", end
    return piece, "", ""


def _intervals(text: str, zone: ZoneInfo | None, separator: str, form: TimeForm) -> Parsed:
    """All of them, or none where one piece can't be read: half a list would say that the rest of the time was none."""
    sign = separator.strip(WHITE)
    if sign and not _IN_TIMES.intersection(sign):
        text = text.replace(sign, ";")
    found: list[tuple[int, int | None]] = []
    wrong: set[str] = set()
    for piece in filter(None, (each.strip(WHITE) for each in text.split(";"))):
        written, slash, ended = _ends(piece, form)
        start, about = _time(written, zone)
        end, about_end = _time(ended, zone) if ended else (None, "")
        wrong |= {about, about_end}
        if not slash or "bad-time" in (about, about_end):
            return None, "bad-intervals"
        if isinstance(start, int) and (end is None or isinstance(end, int)):
            if end is not None and end < start:
                return None, "bad-intervals"
            found.append((start, end))
    if "time-without-zone" in wrong:
        return None, "time-without-zone"
    return tuple(found), next((name for name in ("ambiguous-time", "missing-hour") if name in wrong), "")
