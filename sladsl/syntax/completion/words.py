"""The words of the grammar that are no names, each with what it says: for the line beside a proposal.

A phrase that is missing here is proposed all the same, with the words of its form.
"""

from __future__ import annotations

from sladsl.syntax.drive import BUSINESS, CLOCK, MARKS, PERIODS, PLURALS, TWO_WORDS, WINDOWS

MEANINGS = {
    "at least": "this much or more",
    "at most": "this much or less",
    "above": "more than this",
    "below": "less than this",
    "exactly": "this and nothing else",
    "otherwise": "all that no row above fits",
    "but": "and the other end",
    "per": "the period that it is paid or counted for",
    "each": "the period over which it is assessed",
    "ensures": "promises; a miss may cost credits",
    "aims for": "aims at a level; a miss costs nothing",
    "reports": "tells a level and promises none",
    "may": "has the right to",
    "must": "has the duty to",
    "sends": "has the duty to send",
    "to": "up to",
    "of": "whose",
    "where": "only the rows that satisfy a condition",
    "and": "both conditions hold",
    "or": "one of the conditions holds",
    "not": "the condition does not hold",
    "is": "has this value",
    "is not": "has another value",
    "is one of": "has one of these values",
    "is not one of": "has none of these values",
    "is known": "is filled in",
    "is unknown": "is empty",
    "before": "counted back from it",
    "after": "counted from it",
    "none": "no credit",
    "not stated": "the parties left it open",
    "as invoiced": "what the invoice says",
    "as reported": "somebody reports the level",
    "uptime from": "the share of time in which it was up",
    "downtime from": "the time in which it was down",
    "share of": "the share of the rows that are good",
    "number of": "how many rows there are",
    "closed": "not open on these days",
    "always": "around the clock",
    "yes or no": "a field that is true or false",
    "time": "a field with a date and time",
    "number": "a field with a number",
    "duration": "a field with a length of time",
    "text": "a field with any words",
    "of each credit": "each credit is limited by itself",
    "of all credits": "their sum is limited",
    "cites": "the clause of a signed text that says this",
    "half up": "a half is rounded up",
    "half even": "a half goes to the even neighbour",
    "on each line": "every amount is rounded",
    "on the total": "only the sum is rounded",
    "first": "so much in each period",
    "that": "the same period",
    "automatic": "unless somebody gives notice",
    "by agreement": "when both sides agree",
    "met": "the promise is kept",
    "missed": "the promise is broken",
}

TIME_UNITS = (
    *("minute", "hour", "day", "week", "month", "quarter", "year", "second", "millisecond", "ms"),
    *(f"business {word}" for word in sorted(BUSINESS) if not word.endswith("s")),
)
assert {word for word in TIME_UNITS if " " not in word} == CLOCK

IN_ORDER = tuple(sorted(PERIODS, key=("month", "quarter", "year", "week", "day").index))
OF_TWO_WORDS = ("billing cycle", "contract year", "fiscal year", "fiscal quarter")
assert {tuple(each.split()) for each in OF_TWO_WORDS} == TWO_WORDS
EVERY_PERIOD = (*IN_ORDER, *OF_TWO_WORDS)
IN_WINDOWS = ("month", "quarter", "term", "week", "day", "invoice")
assert set(IN_WINDOWS) == WINDOWS
COUNTED = {"POINTS": ("point", "points"), "MISS": ("miss", "misses")}
"""Terminals for what stands behind a number: for one, and for several."""
TERMINALS: dict[str, tuple[str, tuple[str, ...]]] = {
    "PERIOD_WORD": ("a period", EVERY_PERIOD),
    "PERIODS": ("periods", tuple(f"{word}s" for word in IN_ORDER if f"{word}s" in PLURALS)),
    "CYCLES": ("periods of the agreement's own", tuple(f"{word}s" for word in OF_TWO_WORDS)),
    "POSSESSIVE": ("the period of the fee", tuple(f"{word}'s" for word in EVERY_PERIOD)),
    "WINDOW": (
        "the time for which it counts",
        (
            *("month", "quarter", "calendar year", "contract year", "fiscal year", "billing cycle"),
            *IN_WINDOWS[2:],
        ),
    ),
    "POINTS": ("the points for a miss", COUNTED["POINTS"]),
    "MISS": ("a promise that was not kept", COUNTED["MISS"]),
    "WEEKDAY": (
        "a day of the week",
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    ),
}
"""Terminals that stand for a few words: what these are, and the words."""

SAMPLES = {
    "USE": ("hour", "what is used, and paid for each"),
    "COUNTED": ("ticket", "what is counted"),
    "PERCENT": ("99.9%", "a percentage"),
    "NUMBER": ("100", "a number"),
    "DATE": ("2026-01-31", "a date"),
    "MOMENT": ("2026-03-04 10:00", "a date and a time of day"),
    "PERIOD_LABEL": ("2026-03", "a month, quarter or week"),
    "YEAR": ("2026", "a year"),
    "TIME": ("09:00", "a time of day"),
    "ORDINAL": ("95th", "which percentile"),
    "STRING": ('"…"', "a text in double quotes"),
}
"""Terminals that stand for anything of a form: one that is right, and what it is."""

OF_TYPES = {
    "time": "2026-03-04 10:00",
    "number": "100",
    "duration": "30 minutes",
    "text": '"…"',
    "choice": "",
    "yes or no": "yes",
}
"""Samples of fields, by their type."""

SIGNS = {
    ",": "another one",
    "|": "the next column",
    "(": "a group",
    ")": "the end of the group",
    "+": "plus",
    "-": "minus",
    "*": "times",
    "/": "divided by",
}
assert SIGNS.keys() >= set(MARKS.values())


def rank(phrase: str) -> tuple[int, str]:
    """The place of a phrase in a list of proposals: as above, then by the alphabet."""
    return _RANKS.get(phrase, len(_RANKS)), phrase


_RANKS = {phrase: place for place, phrase in enumerate(MEANINGS)}


def counted(name: str, after: str) -> tuple[str, ...]:
    """The word of a terminal of `COUNTED` behind a number: `1 point`, `2 points`, `the 2nd miss`."""
    one, several = COUNTED[name]
    return (one if after == "1" or after.endswith(("st", "nd", "rd", "th")) else several,)


def units(after: str) -> tuple[str, ...]:
    """The units of time behind a number, in its grammatical number."""
    one = after == "1"
    return tuple(word if one or word == "ms" else f"{word}s" for word in TIME_UNITS)
