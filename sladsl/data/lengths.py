"""Lengths of time as people type them into reports: `5 hours`, `4 h 30 min`, `1,5 Std.`, `5:00`, `29:30:00`.

What can be read in two ways is never read in one of them: `5:00` is five hours, or five minutes of a call.
"""

from __future__ import annotations

import re
from fractions import Fraction

from sladsl.data.decimals import Decimal, read_decimal
from sladsl.record import Record
from sladsl.values.duration import DAY, HOUR, MILLISECOND, MINUTE, SECOND, duration_text
from sladsl.values.number import Number

LONGEST = 10**17
"""Microseconds: three thousand years, well inside 64 bits."""
UNITS = {"days": DAY, "hours": HOUR, "minutes": MINUTE, "seconds": SECOND}
"""What a bare number can be said to count."""

_LONGEST_TEXT = 60
_WORDS = {
    DAY: "d day days tag tage tagen jour jours día días dia dias giorno giorni dag dagen",
    HOUR: "h hr hrs hour hours std stunde stunden heure heures hora horas ora ore uur uren",
    MINUTE: "min mins minute minutes minuten minuto minutos minuti minuut",
    SECOND: "s sec secs second seconds sek sekunde sekunden seconde secondes seconden segundo segundos secondo secondi",
    MILLISECOND: "ms millisecond milliseconds",
}
_UNIT = {word: unit for unit, words in _WORDS.items() for word in words.split()}
_BLANK = " \u00a0\u202f"
_PART = re.compile(rf"([0-9][0-9.,'\u2019{_BLANK}]*?)[{_BLANK}]*([^\W\d_]+)\.?(?:,?[{_BLANK}]*)")
_CLOCK = re.compile(
    r"(?:([0-9]{1,5}) days?,? )?([0-9]{1,6}):([0-5][0-9])(?::([0-5][0-9])(?:[.,]([0-9]{1,6}))?)?"
)


class Length(Record):
    """Microseconds, and the smallest step that the text tells: an hour of `5 hours`, a minute of `5:00`."""

    us: int
    step: int


def read_length(text: str, decimal: Decimal, clock: int) -> tuple[Length | None, str]:
    """The length that a text writes, or None with its two readings ("" when it is none at all).

    `clock`: what `5:00` counts before the colon, `HOUR` or `MINUTE`; 0 where nobody says it.
    """
    if len(text) > _LONGEST_TEXT:
        return None, ""
    if match := _CLOCK.fullmatch(text):
        days, first, second, third, part = match.groups()
        if third is None and not days and not clock:
            hours, minutes = (int(first) * unit + int(second) * unit // 60 for unit in (HOUR, MINUTE))
            return None, f"{duration_text(hours)} or {duration_text(minutes)}"
        unit = HOUR if third is not None or days else clock
        places = len(part or "")
        total = int(days or 0) * DAY + int(first) * unit + int(second) * unit // 60 + int(third or 0) * SECOND
        total += int((part or "0").ljust(6, "0"))
        step = unit // 60 if third is None else SECOND // 10**places
        return _length(Fraction(total), Fraction(step)), ""
    return _in_units(text, decimal)


def in_unit(number: Number, unit: str) -> Length | None:
    """A bare number that counts hours, minutes …; None for what is no length."""
    return _length(number.value * UNITS[unit], Fraction(UNITS[unit], 10**number.places))


def _in_units(text: str, decimal: Decimal) -> tuple[Length | None, str]:
    """`4 h 30 min`: units that fall, decimals in the last one."""
    total, step, at = Fraction(0), Fraction(0), 0
    last = LONGEST
    while at < len(text):
        match = _PART.match(text, at)
        if match is None:
            return None, ""
        word = match[2].lower()
        # A lone `m` is a minute or a month; beside hours or seconds it is a minute.
        several = at > 0 or match.end() < len(text)
        unit = MINUTE if word == "m" and several else _UNIT.get(word)
        number, readings = read_decimal(match[1], decimal, plain=".")
        if unit is None or unit >= last or number is None:
            return None, f"{match[2]}: {readings}" if readings and unit is not None else ""
        if step and step.denominator == 1 and total % last:
            return None, ""  # decimals stand in the last part only
        total += number.value * unit
        step, last, at = Fraction(unit, 10**number.places), unit, match.end()
    return (_length(total, step), "") if at else (None, "")


def _length(total: Fraction, step: Fraction) -> Length | None:
    if total.denominator != 1 or not 0 <= total <= LONGEST:
        return None
    return Length(us=int(total), step=max(int(step), 1))
