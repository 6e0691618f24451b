"""Reads figures as other countries and trades write them: numbers, money, dates, lengths of time.

Where a figure has two readings, none is chosen: what is made is an `Offer`, which nobody writes unasked.
"""

from __future__ import annotations

import re

from sladsl.syntax.phrasings.found import Found, Offer
from sladsl.syntax.surroundings import Surroundings

FIGURE = r"\d{1,3}(?:[.,'’_ \u00a0\u202f\u2009]\d{3})+(?:[.,]\d{1,2})?(?![\d.,]*\d)|\d[\d_]*(?:[.,]\d+)?"
"""A number with any marks of thousands and decimals."""
_MARKS = re.compile(r"[.,'’_ \u00a0\u202f\u2009]")
_DOLLARS = frozenset({"USD", "AUD", "CAD", "NZD", "SGD", "HKD"})
_POUNDS = frozenset({"GBP", "EGP", "GIP", "FKP"})
_YEN = frozenset({"JPY", "CNY"})
_FRANCS = frozenset({"CHF", "XOF", "XAF"})


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
    if sign in ("€", "euro", "euros"):
        return "EUR"
    exact = {"us$": "USD", "a$": "AUD", "c$": "CAD", "nz$": "NZD", "s$": "SGD", "hk$": "HKD", "₹": "INR", "us dollars": "USD", "us dollar": "USD", "pounds sterling": "GBP", "sterling": "GBP", "swiss francs": "CHF"}  # fmt: skip
    if sign in exact:
        return exact[sign]
    several = (
        _DOLLARS
        if sign in ("$", "dollar", "dollars", "bucks")
        else _POUNDS
        if sign in ("£", "pound", "pounds", "quid")
        else _YEN
        if sign in ("¥", "yen", "yuan")
        else _FRANCS
        if sign.startswith(("franc", "fr"))
        else frozenset()
    )
    if around.currency in several:
        return around.currency
    usual = {_DOLLARS: "USD", _POUNDS: "GBP", _YEN: "JPY", _FRANCS: "CHF"}.get(several, "")
    return Offer(usual) if usual else sign.upper()


_TIMES = {"k": 3, "thousand": 3, "tsd": 3, "tausend": 3, "mille": 3, "m": 6, "mn": 6, "mio": 6, "mm": 6, "million": 6, "millions": 6}  # fmt: skip


def money(found: Found, around: Surroundings, word: str) -> str | None:
    """Money in any order: groups `sign or code`, `figure`, `thousands`, `sign, code or word`; one of the ends is empty."""
    front, figure, times, behind = (found.groups + ["", "", ""])[1:5]
    said = (front or behind).strip()
    if not said:
        return None
    code = said.upper() if re.fullmatch("[A-Za-z]{3}", said) and said.lower() not in ("yen", "mio") else ""
    unit = code or currency_of(said, around)
    amount = plain_number(figure)
    if amount is None:
        return None
    unsure = isinstance(amount, Offer) or isinstance(unit, Offer)
    zeros = _TIMES.get(times.strip(" .").lower(), 0)
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

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")  # fmt: skip
_OTHERS = {
    "januar": 1, "februar": 2, "märz": 3, "maerz": 3, "mai": 5, "juni": 6, "juli": 7, "oktober": 10, "dezember": 12,
    "janvier": 1, "février": 2, "mars": 3, "avril": 4, "juin": 6, "juillet": 7, "août": 8, "septembre": 9,
    "octobre": 10, "novembre": 11, "décembre": 12, "sept": 9, "dez": 12, "mär": 3, "okt": 10,
}  # fmt: skip
_MONTHS = {name: at for at, name in enumerate(MONTHS, start=1)} | _OTHERS
_MONTHS |= {name[:3]: at for at, name in enumerate(MONTHS, start=1)}
MONTH = "(" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"


def _iso(year: str, month: int, day: int) -> str | None:
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    return f"{year}-{month:02d}-{day:02d}"


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


def year_first(found: Found, around: Surroundings, word: str) -> str | None:
    year, month, day = found.groups[1:4]
    return _iso(year, int(month), int(day)) if day else f"{year}-{int(month):02d}"


def with_month(found: Found, around: Surroundings, word: str) -> str | None:
    """`31 December 2026`, `December 31st, 2026`, `March 2026`, in English, German or French."""
    words = [group for group in found.groups[1:] if group]
    month = next(
        (_MONTHS[word.lower().rstrip(".")] for word in words if word.lower().rstrip(".") in _MONTHS), 0
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

UNITS = {
    "ms": "ms", "msec": "ms", "msecs": "ms", "millis": "ms", "millisec": "ms", "millisekunden": "ms",
    "s": "seconds", "sec": "seconds", "secs": "seconds", "sekunde": "seconds", "sekunden": "seconds",
    "secondes": "seconds", "seconde": "seconds",
    "min": "minutes", "mins": "minutes", "minute(s)": "minutes", "minuten": "minutes",
    "h": "hours", "hr": "hours", "hrs": "hours", "hour(s)": "hours", "std": "hours", "stunde": "hours",
    "stunden": "hours", "heure": "hours", "heures": "hours", "clock hours": "hours", "clock hour": "hours",
    "d": "days", "day(s)": "days", "tag": "days", "tage": "days", "tagen": "days", "jour": "days", "jours": "days",
    "calendar days": "days", "calendar day": "days", "consecutive days": "days", "kalendertage": "days",
    "kalendertagen": "days", "natural days": "days", "jours calendaires": "days",
    "w": "weeks", "wk": "weeks", "wks": "weeks", "woche": "weeks", "wochen": "weeks", "semaine": "weeks",
    "semaines": "weeks", "calendar weeks": "weeks",
    "mo": "months", "mos": "months", "mth": "months", "mths": "months", "month(s)": "months", "monat": "months",
    "monate": "months", "monaten": "months", "mois": "months", "calendar months": "months", "calendar month": "months",
    "y": "years", "yr": "years", "yrs": "years", "year(s)": "years", "jahr": "years", "jahre": "years",
    "jahren": "years", "ans": "years", "années": "years", "annum": "years",
    "working days": "business days", "working day": "business days", "work days": "business days",
    "workdays": "business days", "workday": "business days", "weekdays": "business days", "week days": "business days",
    "banking days": "business days", "bank days": "business days", "business-days": "business days",
    "business day(s)": "business days", "arbeitstage": "business days", "arbeitstagen": "business days",
    "jours ouvrés": "business days", "bd": "business days", "office days": "business days", "working-days": "business days",
    "workings days": "business days",
    "working hours": "business hours", "working hour": "business hours", "office hours": "business hours",
    "work hours": "business hours", "service hours": "business hours", "support hours": "business hours",
    "business-hours": "business hours", "arbeitsstunden": "business hours", "supported hours": "business hours",
    "banking hours": "business hours",
}  # fmt: skip
UNIT = (
    "("
    + "|".join(re.escape(word) for word in sorted(UNITS, key=len, reverse=True)).replace(r"\ ", " ")
    + r")\.?"
)


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
    return None if count is None else _with_unit(count, found.groups[2])


NUMBERS = {
    word: at
    for at, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
        + ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"],
        start=1,
    )
} | {"thirty": 30, "forty": 40, "forty-five": 45, "sixty": 60, "ninety": 90, "twenty-four": 24, "twenty four": 24, "thirty-six": 36, "forty-eight": 48, "seventy-two": 72, "a": 1, "an": 1}  # fmt: skip
NUMBER_WORD = "(" + "|".join(sorted((word for word in NUMBERS if len(word) > 2), key=len, reverse=True)) + ")"
TIME_UNIT = r"((?:business |working |calendar )?(?:second|minute|hour|day|week|month|quarter|year)s?)"


def in_words(found: Found, around: Surroundings, word: str) -> str | None:
    """`thirty (30) days`, `thirty days`; words and figure that differ are for the parties to mend."""
    word, figure, unit = found.groups[1:4]
    count = NUMBERS[word.lower()]
    if figure and int(figure) != count:
        return None
    return f"{count} {unit}"


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


MAKERS = (
    *(
        number,
        share,
        nines,
        money,
        day_first,
        year_first,
        month_first,
        with_month,
        quarter,
        week,
        clock,
        hours,
    ),
    *(length, in_words, iso_length, joined_length, hyphened_length, thousands),
)
