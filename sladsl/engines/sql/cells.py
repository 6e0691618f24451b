"""Typed cells in SQL: from the written text to an integer or text, and the name of what is wrong with it.

The forms that nearly all cells have are read by the engine; times in any other form are left to the shared parser, once for
each different text. Each form is one that the engine's own cast reads exactly as the page does, which tests hold by trying.
"""

from __future__ import annotations

from collections.abc import Mapping

from sladsl.data.cells import LONGEST_DURATION
from sladsl.data.text import WHITE
from sladsl.engines.sql.words import huge, literal, texts
from sladsl.plan.measure import FieldOf
from sladsl.record import Record
from sladsl.values.instant import FIRST_YEAR, LAST_YEAR

NUMBER_SCALE = 10**6
LARGEST_NUMBER = 10**18
LARGEST_TIME = 10**16

_SECONDS = 20
_TIMES = {
    _SECONDS: "____-__-__T__:__:__Z",
    24: "____-__-__T__:__:__.___Z",
    27: "____-__-__T__:__:__.______Z",
}
_YES_NO = {"yes": 1, "no": 0, "true": 1, "false": 0, "1": 1, "0": 0, "y": 1, "n": 0, "t": 1, "f": 0}
BLANKS = b" \t\x0b\x0c\r\n."
_DECIMALS = 17
"""The most that a figure may have that is rounded: floats are written with so many."""
_LONG_NUMBER = "[+-]?[0-9]{1,12}[.][0-9]{1,17}"
_NUMBER = "[+-]?[0-9]{1,12}([.][0-9]{1,6})?"


class Typed(Record):
    """SQL of a cell's value, and the name of the finding about a text that has none ("": every text has one)."""

    value: str
    finding: str = ""
    rounded: str = ""
    """When the value is a rounded one, "": never."""


def trimmed(cell: str, white: str = WHITE) -> str:
    """The written text of a cell; never NULL. `white`: what may have to be trimmed in this file at all."""
    text = f"coalesce({cell}, '')"
    if not white:
        return text
    # Trimming is dear, since it has to know Unicode; a look at both ends is not.
    ends = " OR ".join(f"{end}({text}, {literal(each)})" for end in ("prefix", "suffix") for each in white)
    return f"(CASE WHEN {ends} THEN trim({text}, {literal(WHITE)}) ELSE {text} END)"


def mapped(cell: str, values: Mapping[str, str]) -> str:
    """The text after the binding's value map."""
    if not values:
        return cell
    cases = " ".join(f"WHEN {literal(text)} THEN {literal(value)}" for text, value in values.items())
    return f"(CASE {cell} {cases} ELSE {cell} END)"


def quick_time(cell: str, odd: bytes = BLANKS, any_year: bool = False) -> str:
    """Microseconds of a time in UTC in one of the usual forms; NULL for every other text.

    `odd`: the blanks and the dot, if they occur at all: the engine's cast would forgive them in the place of a digit.
    `any_year`: whoever asks looks at the year.
    """
    lengths = _TIMES if b"." in odd else {_SECONDS: _TIMES[_SECONDS]}
    forms = " OR ".join(
        f"(strlen({cell}) = {length} AND {cell} LIKE {literal(form)})" for length, form in lengths.items()
    )
    guards = [f"({forms})", *(f"NOT contains({cell}, chr({each}))" for each in odd if each != ord("."))]
    guards += [f"NOT suffix({cell}, '.Z')"] if b"." in odd else []
    # Years are those of the page; comparing text is cheaper than casting twice.
    guards += [] if any_year else [f"{cell} >= '{FIRST_YEAR}'", f"{cell} < '{LAST_YEAR + 1}'"]
    return f"(CASE WHEN {' AND '.join(guards)} THEN epoch_us(TRY_CAST({cell} AS TIMESTAMP)) END)"


def typed(field: FieldOf, text: str, unit: int, rounding: str = "") -> Typed:
    """A field that is no time, from its trimmed and mapped text ('' for none). `rounding`: of figures with more decimals."""
    match field.type:
        case "number" | "duration" if rounding:
            return _rounded(field, text, unit, rounding)
        case "number" | "duration":
            return _number(field, text, unit)
        case "yes or no":
            # What is usual comes first: a row that fits one arm is not held against the next.
            usual = " ".join(f"WHEN {text} = {literal(word)} THEN {value}" for word, value in _YES_NO.items())
            cased = " ".join(
                f"WHEN regexp_full_match({text}, {literal(_cased(answer))}) THEN {answer}"
                for answer in (1, 0)
            )
            value = f"(CASE {usual} {cased} END)"
            return Typed(value=value, finding="bad-yes-or-no")
        case "choice":
            value = f"(CASE WHEN {text} <> '' AND {text} IN ({texts(field.values)}) THEN {text} END)"
            return Typed(value=value, finding="unknown-value")
        case _:
            return Typed(value=f"nullif({text}, '')")


def _number(field: FieldOf, text: str, unit: int) -> Typed:
    """Millionths of a number, microseconds of a duration; digits that don't fit make it none."""
    is_one = f"regexp_full_match({text}, {literal(_NUMBER)})"
    millionths = f"CAST(TRY_CAST(ltrim({text}, '+') AS DECIMAL(28, 6)) * 1000000 AS HUGEINT)"
    value = f"(CASE WHEN {is_one} THEN {millionths} END)"
    if field.type == "duration":
        product_ = f"({value} * {huge(unit)})"
        fits = f"{product_} % 1000000 = 0 AND abs({product_}) <= {huge(LONGEST_DURATION * NUMBER_SCALE)}"
        value = f"(CASE WHEN {fits} THEN {product_} // 1000000 END)"
    return Typed(value=f"CAST({value} AS BIGINT)", finding="bad-number")


def _rounded(field: FieldOf, text: str, unit: int, rounding: str) -> Typed:
    """As `_number`, and rounded where there are more decimals: whole and decimals are multiplied each by itself."""
    one = unit if field.type == "duration" else NUMBER_SCALE
    is_long = f"regexp_full_match({text}, {literal(_LONG_NUMBER)})"
    digits = f"rpad(regexp_extract({text}, '[.]([0-9]{{1,17}})$', 1), {_DECIMALS}, '0')"
    parts = f"(TRY_CAST({digits} AS HUGEINT) * {huge(one)})"
    whole = f"(TRY_CAST(regexp_extract({text}, '^[+-]?([0-9]{{1,12}})[.]', 1) AS HUGEINT) * {huge(one)})"
    size = huge(10**_DECIMALS)
    floor, rest = f"({whole} + {parts} // {size})", f"({parts} % {size})"
    up = {
        "half up": f"{rest} * 2 >= {size}",
        "half even": f"({rest} * 2 > {size} OR ({rest} * 2 = {size} AND {floor} % 2 = 1))",
        "down": "FALSE",
    }[rounding]
    sign = f"(CASE WHEN starts_with({text}, '-') THEN -1 ELSE 1 END)"
    made = f"(({floor} + CASE WHEN {up} THEN 1 ELSE 0 END) * {sign})"
    fits = f"abs({made}) <= {huge(LONGEST_DURATION)}" if field.type == "duration" else "TRUE"
    value = f"(CASE WHEN {is_long} THEN CASE WHEN {fits} THEN CAST({made} AS BIGINT) END END)"
    plain = _number(field, text, unit)
    return Typed(
        value=f"(CASE WHEN {is_long} THEN {value} ELSE {plain.value} END)",
        finding=plain.finding,
        rounded=f"{is_long} AND {rest} <> 0",
    )


def _cased(answer: int) -> str:
    """A pattern of the words of an answer in any mixture of cases, letter by letter: no engine's idea of case is needed."""
    words = (word for word, value in _YES_NO.items() if value == answer)
    return "|".join("".join(f"[{each.lower()}{each.upper()}]" for each in word) for word in words)


def largest(field: FieldOf) -> int:
    """The largest magnitude that the engine's integer of a field can have."""
    match field.type:
        case "number":
            return LARGEST_NUMBER
        case "duration":
            return LONGEST_DURATION
        case "time":
            return LARGEST_TIME
        case _:
            return 1
