"""Reads figures as other countries and trades write them: numbers, money, dates, lengths of time.

Where a figure has two readings, none is chosen: what is made is an `Offer`, which nobody writes unasked.
"""

from __future__ import annotations

import re

from sladsl.syntax.phrasings.found import Found, Offer
from sladsl.syntax.phrasings.words import (
    CURRENCIES,
    CURRENCY,
    MONTHS,
    NUMBERS,
    POWERS,
    UNITS,
    UNSURE,
    any_of,
)
from sladsl.syntax.surroundings import Surroundings

FIGURE = r"\d{1,3}(?:[.,'’_ \u00a0\u202f\u2009]\d{3})+(?:[.,]\d{1,2})?(?![\d.,]*\d)|\d[\d_]*(?:[.,]\d+)?"
"""A number with any marks of thousands and decimals."""
_MARKS = re.compile(r"[.,'’_ \u00a0\u202f\u2009]")


def plain_number(written: str, *, share: bool = False) -> str | None:
    """The number in the language's own writing; an `Offer` where the mark may be of thousands or of decimals.

    `share`: a percentage, whose comma can only be a decimal mark.
    """
    marks = _MARKS.findall(written)
    pieces = _MARKS.split(written)
    if not all(piece.isdigit() for piece in pieces):
        return None
    if not marks or set(marks) <= {"_"}:
        return written
    last = marks[-1]
    if len(marks) == 1 and last in ".,":
        if last == ".":
            return written
        if len(pieces[1]) != 3 or pieces[0] == "0" or share:
            return f"{pieces[0]}.{pieces[1]}"
        return Offer("_".join(pieces))
    if last in ".," and last not in marks[:-1] and len(marks) > 1:
        return f"{'_'.join(pieces[:-1])}.{pieces[-1]}"
    return "_".join(pieces) if len(set(marks)) == 1 or last not in ".," else None


def number(found: Found, around: Surroundings, word: str) -> str | None:
    return plain_number(found.written)


def share(found: Found, around: Surroundings, word: str) -> str | None:
    right = plain_number(found.groups[1], share=True)
    return None if right is None else f"{right}%"


NINES = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}


def nines(found: Found, around: Surroundings, word: str) -> str | None:
    said = found.written.lower()
    count = next((figure for word, figure in NINES.items() if word in said), 0) or int(said[0])
    digits = "9" * (count - 2)
    return Offer(f"99.{digits}%" if digits else "99%")


# ---- money


def currency_of(sign: str, around: Surroundings) -> str:
    """The code of a sign or a word, an `Offer` where several currencies have it and the agreement names none of them."""
    sign = sign.lower().strip()
    if sign in CURRENCY:
        return CURRENCY[sign]
    several = CURRENCIES.get(sign, [])
    if around.currency in several:
        return around.currency
    return Offer(several[0]) if several else sign.upper()


def money(found: Found, around: Surroundings, word: str) -> str | None:
    """Money in any order: groups `sign or code`, `figure`, `thousands`, `sign, code or word`; one of the ends is empty."""
    front, figure, times, behind = [*found.groups[1:5], "", ""][:4]
    said = (front or behind).strip()
    if not said:
        return None
    code = said.upper() if re.fullmatch("[A-Za-z]{3}", said) and said.lower() not in ("yen", "mio") else ""
    unit = code or currency_of(said, around)
    amount = plain_number(figure)
    if amount is None:
        return None
    if re.fullmatch(r"\d{1,3}\.\d{3}", figure):  # an amount has no three decimals: but who knows
        amount = figure.replace(".", "_")
        amount = (
            amount
            if found.written.rstrip("-–").endswith((",", ".")) or ",-" in found.written
            else Offer(amount)
        )
    unsure = isinstance(amount, Offer) or isinstance(unit, Offer)
    zeros = POWERS.get(times.strip(" .").lower(), 0)
    if zeros:
        unsure = unsure or times.strip(" .").lower() in ("m", "mm", "mille")
        amount = _shifted(amount, zeros)
    right = f"{amount} {unit}"
    return Offer(right) if unsure else right


def _shifted(amount: str, zeros: int) -> str:
    """`1.5`, 3 -> `1_500`."""
    whole, _, decimals = amount.replace("_", "").partition(".")
    digits = f"{whole}{decimals:0<{zeros}}"
    rest = digits[len(whole) + zeros :]
    digits = digits[: len(whole) + zeros]
    grouped = f"{int(digits):_}"
    return f"{grouped}.{rest}" if rest else grouped


# ---- dates

MONTH = f"({any_of(MONTHS)})\\.?"


def _iso(year: str, month: int, day: int) -> str | None:
    """The date, None where the calendar has no such day."""
    from datetime import date

    try:
        return date(int(year), month, day).isoformat()
    except ValueError:
        return None


def day_first(found: Found, around: Surroundings, word: str) -> str | None:
    """`31.12.2026`, `12/31/2026`, `31-12-2026`; with slashes or hyphens the order is known by a day above 12 only."""
    one, mark, two, year = found.groups[1:5]
    first, second = int(one), int(two)
    if second > 12:
        return _iso(year, first, second)
    right = _iso(year, second, first)
    if right is None or mark == "." or first > 12 or first == second:
        return right
    return Offer(right)


def either_first(found: Found, around: Surroundings, word: str) -> str | None:
    """`04/05/2026`: two days that it may be; None where the figures tell."""
    one, _, two, year = found.groups[1:5]
    if int(one) > 12 or int(two) > 12 or one == two:
        return None
    right = _iso(year, int(two), int(one))
    return Offer(right) if right is not None else None


def year_first(found: Found, around: Surroundings, word: str) -> str | None:
    year, month, day = found.groups[1:4]
    return _iso(year, int(month), int(day)) if day else f"{year}-{int(month):02d}"


def with_month(found: Found, around: Surroundings, word: str) -> str | None:
    """`31 December 2026`, `December 31st, 2026`, `March 2026`, in English, German or French."""
    words = [group for group in found.groups[1:] if group]
    month = next(
        (MONTHS[word.lower().rstrip(".")] for word in words if word.lower().rstrip(".") in MONTHS), 0
    )
    numbers = [word for word in words if word.isdigit()]
    year = next((word for word in numbers if len(word) == 4), "")
    day = next((word for word in numbers if len(word) < 3), "")
    if not month or not year:
        return None
    return _iso(year, month, int(day)) if day else f"{year}-{month:02d}"


def quarter(found: Found, around: Surroundings, word: str) -> str | None:
    one, two = [group for group in found.groups[1:] if group]
    year, part = (one, two) if len(one) == 4 else (two, one)
    return f"{year}-Q{part}"


def week(found: Found, around: Surroundings, word: str) -> str | None:
    one, two = [group for group in found.groups[1:] if group]
    year, part = (one, two) if len(one) == 4 else (two, one)
    return f"{year}-W{int(part):02d}"


def time_of_day(hour: str, minute: str, half: str) -> str:
    """Hours and minutes in 24 hours with two digits; "" where there is no such time."""
    hours, minutes = int(hour), int(minute or 0)
    said = half.lower().replace(".", "").replace(" ", "")
    if said in ("am", "pm"):
        if not 1 <= hours <= 12:
            return ""
        hours = hours % 12 + (12 if said == "pm" else 0)
    return f"{hours:02d}:{minutes:02d}" if hours <= 24 and minutes < 60 else ""


def clock(found: Found, around: Surroundings, word: str) -> str | None:
    """`8:00`, `8 am`, `6.30 p.m.`, `8h30`, `18 Uhr`; `word` stands before it."""
    return f"{word}{time_of_day(*found.groups[1:4])}" if time_of_day(*found.groups[1:4]) else None


def hours(found: Found, around: Surroundings, word: str) -> str | None:
    """`9 to 5`, `8-18`: hours of the day without minutes; a later hour that is smaller is one of the afternoon."""
    first, last = int(found.groups[1]), int(found.groups[2])
    if first > 24 or last > 24 or first == last:
        return None
    if last < first:
        return Offer(f"{first:02d}:00 to {last + 12:02d}:00") if last <= 12 and first < last + 12 else None
    return f"{first:02d}:00 to {last:02d}:00"


# ---- lengths of time

UNIT = f"({any_of(UNITS)})\\.?"


def month_first(found: Found, around: Surroundings, word: str) -> str | None:
    """`03/2026`."""
    month = int(found.groups[1])
    return f"{found.groups[2]}-{month:02d}" if 1 <= month <= 12 else None


def _with_unit(count: str, unit: str) -> str:
    word = " ".join(unit.lower().rstrip(".").split())
    right = UNITS.get(word, word)
    if count in ("1", "a", "an", "one") and right.endswith("s") and right != "ms":
        right = right[:-1]
    return f"{count} {right}"


def length(found: Found, around: Surroundings, word: str) -> str | None:
    count = plain_number(found.groups[1])
    if count is None:
        return None
    right = _with_unit(count, found.groups[2])
    unsure = isinstance(count, Offer) or " ".join(found.groups[2].lower().split()) in UNSURE
    return Offer(right) if unsure else right


NUMBER_WORD = f"({any_of(NUMBERS)})"
TIME_UNIT = r"((?:business |working |calendar )?(?:second|minute|hour|day|week|month|quarter|year)s?)"


def in_words(found: Found, around: Surroundings, word: str) -> str | None:
    """`thirty (30) days`, `thirty days`; words and figure that differ are for the parties to mend."""
    said, figure, unit = found.groups[1:4]
    count = NUMBERS[said.lower()]
    if figure and int(figure) != count:
        return None
    return f"{count} {unit.lower()}"


def small_unit(found: Found, around: Surroundings, word: str) -> str | None:
    """`2 Minutes`, `5 Business Days`."""
    return f"{found.groups[1]} {found.groups[2].lower().removeprefix('calendar ')}"


def iso_length(found: Found, around: Surroundings, word: str) -> str | None:
    """`PT1H30M`, `P30D`."""
    days, hours_, minutes, seconds = (int(group or 0) for group in found.groups[1:5])
    parts = [(days, "day"), (hours_, "hour"), (minutes, "minute"), (seconds, "second")]
    said = [f"{count} {unit}{'s' if count != 1 else ''}" for count, unit in parts if count]
    return " ".join(said) or None


def joined_length(found: Found, around: Surroundings, word: str) -> str | None:
    """`1h30`, `1h 30m`, `2h15min`."""
    hours_, minutes = int(found.groups[1]), int(found.groups[2])
    return f"{hours_} hour{'s' if hours_ != 1 else ''} {minutes} minutes"


def hyphened_length(found: Found, around: Surroundings, word: str) -> str | None:
    """`15-minute`."""
    return _with_unit(found.groups[1], found.groups[2].lower().rstrip("s") + "s")


def thousands(found: Found, around: Surroundings, word: str) -> str | None:
    """`5k`."""
    return _shifted(found.groups[1], 3)
