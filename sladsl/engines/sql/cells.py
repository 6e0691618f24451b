"""Typed cells in SQL: from the written text to an integer or text, and the name of what is wrong with it.

The forms that nearly all cells have are read by the engine; times in any other form are left to the shared parser, once for
each different text. Each form is one that the engine's own cast reads exactly as the page does, which tests hold by trying.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product

from sladsl.data.cells import LONGEST_DURATION
from sladsl.data.text import WHITE
from sladsl.engines.sql.words import huge, literal, texts
from sladsl.plan.measure import FieldOf
from sladsl.record import Record

NUMBER_SCALE = 10**6
LARGEST_NUMBER = 10**18
LARGEST_TIME = 10**16

_TIMES = {
    20: "____-__-__T__:__:__Z",
    24: "____-__-__T__:__:__.___Z",
    27: "____-__-__T__:__:__.______Z",
}
_YES_NO = {"yes": 1, "no": 0, "true": 1, "false": 0, "1": 1, "0": 0, "y": 1, "n": 0, "t": 1, "f": 0}
_BLANKS = b" \t\x0b\x0c\r\n"
_NUMBER = "[+-]?[0-9]{1,12}([.][0-9]{1,6})?"


class Typed(Record):
    """SQL of a cell's value and of the name of its finding (NULL: none)."""

    value: str
    wrong: str


def trimmed(cell: str) -> str:
    """The written text of a cell; never NULL."""
    return f"trim(coalesce({cell}, ''), {literal(WHITE)})"


def mapped(cell: str, values: Mapping[str, str]) -> str:
    """The text after the binding's value map."""
    if not values:
        return cell
    cases = " ".join(f"WHEN {literal(text)} THEN {literal(value)}" for text, value in values.items())
    return f"(CASE {cell} {cases} ELSE {cell} END)"


def quick_time(cell: str, odd: bytes = _BLANKS, lengths: Iterable[int] = tuple(_TIMES)) -> str:
    """Microseconds of a time in UTC in one of the usual forms; NULL for every other text.

    `odd`: the blanks that may occur at all, which the engine's cast would forgive in the place of a digit.
    """
    forms = " OR ".join(
        f"(strlen({cell}) = {each} AND {cell} LIKE {literal(_TIMES[each])})" for each in lengths
    )
    # A dot before the Z would be forgiven too, and years have to be those of the page.
    guards = [f"({forms})", f"NOT suffix({cell}, '.Z')", f"{cell} >= '1900'", f"{cell} < '2201'"]
    guards += [f"NOT contains({cell}, chr({each}))" for each in odd]
    return f"(CASE WHEN {' AND '.join(guards)} THEN epoch_us(TRY_CAST({cell} AS TIMESTAMP)) END)"


def typed(field: FieldOf, text: str, unit: int) -> Typed:
    """A field that is no time, from its trimmed and mapped text ('' for none)."""
    match field.type:
        case "number" | "duration":
            return _number(field, text, unit)
        case "yes or no":
            # What is usual comes first: a row that fits one arm is not held against the next.
            usual = " ".join(f"WHEN {text} = {literal(word)} THEN {value}" for word, value in _YES_NO.items())
            cased = " ".join(
                f"WHEN {text} IN ({texts(_cased(word))}) THEN {value}" for word, value in _YES_NO.items()
            )
            value = f"(CASE {usual} {cased} END)"
            return Typed(value=value, wrong=_wrong(text, value, "bad-yes-or-no"))
        case "choice":
            value = f"(CASE WHEN {text} <> '' AND {text} IN ({texts(field.values)}) THEN {text} END)"
            return Typed(value=value, wrong=_wrong(text, value, "unknown-value"))
        case _:
            return Typed(value=f"nullif({text}, '')", wrong="CAST(NULL AS VARCHAR)")


def _number(field: FieldOf, text: str, unit: int) -> Typed:
    """Millionths of a number, microseconds of a duration; digits that don't fit make it none."""
    is_one = f"regexp_full_match({text}, {literal(_NUMBER)})"
    millionths = f"CAST(TRY_CAST(ltrim({text}, '+') AS DECIMAL(28, 6)) * 1000000 AS HUGEINT)"
    value = f"(CASE WHEN {is_one} THEN {millionths} END)"
    if field.type == "duration":
        product_ = f"({value} * {huge(unit)})"
        fits = f"{product_} % 1000000 = 0 AND abs({product_}) <= {huge(LONGEST_DURATION * NUMBER_SCALE)}"
        value = f"(CASE WHEN {fits} THEN {product_} // 1000000 END)"
    return Typed(value=f"CAST({value} AS BIGINT)", wrong=_wrong(text, value, "bad-number"))


def _wrong(text: str, value: str, finding: str) -> str:
    return f"(CASE WHEN {text} <> '' AND {value} IS NULL THEN {literal(finding)} END)"


def _cased(word: str) -> Iterable[str]:
    """The word in every mixture of cases, so that no engine's idea of lower case is needed."""
    return dict.fromkeys("".join(each) for each in product(*((c.lower(), c.upper()) for c in word)))


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
