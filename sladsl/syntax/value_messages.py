"""Words of the findings about values (S3): one place for them, so that they stay of one kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sladsl.diagnostics.finding import Finding
from sladsl.diagnostics.fixes import replacing
from sladsl.diagnostics.spelling import same_spelling, slip
from sladsl.diagnostics.suggest import closest, listing
from sladsl.record import replace
from sladsl.source import SourceText, Span
from sladsl.syntax.messages import error, printable
from sladsl.syntax.scanner import Token

if TYPE_CHECKING:
    from sladsl.syntax.repair import Repair


def bad_answer(text: str, key: str, span: Span, answers: tuple[str, ...]) -> Finding:
    same = next((answer for answer in answers if same_spelling(text, answer)), "")
    near = same or closest(text, answers) or initials(text, answers)
    said = listing(answers, "or")
    hint = (
        f"Write `{same}`."
        if same
        else f"Did you mean `{near}`? The answers are {said}."
        if near
        else f"Say {said}."
    )
    found = error(
        "S302",
        "unknown-answer",
        span,
        f"`{printable(text)}` is not an answer to `{key}`.",
        hint,
        expected=f"{key}: {near}" if near else "",
    )
    if not near:
        return found
    return replace(found, fix=replacing(span, near, safe=bool(same) or slip(text, near, answers)))


def initials(text: str, answers: tuple[str, ...]) -> str:
    """The only answer of which the text is the first letters: `COB` of `close of business`."""
    letters = text.replace(".", "").lower()
    found = [each for each in answers if "".join(word[0] for word in each.split()) == letters]
    return found[0] if len(found) == 1 and len(letters) > 1 else ""


def bad_value(text: str, what: str, words: str, span: Span, expected: str) -> Finding:
    """The value does not have the form that its key takes."""
    shown = printable(text)
    message = f"{what} takes {words}, not `{shown}`." if shown else f"{what} takes {words}."
    return error("S303", "unexpected-value", span, message, f"Write `{expected}`.", expected=expected)


def mended(repair: Repair, before: str) -> Finding:
    """A value in the author's own words, with what it lacks."""
    right = f"{before}{printable(repair.text, 120)}"
    ways = tuple(f"{before}{printable(each, 120)}" for each in (repair.text, *repair.others))
    hint = f"Write {'for example ' if repair.invented else ''}{listing(ways, 'or')}."
    expected = "" if repair.others else right
    return error("S303", "unexpected-value", repair.span, repair.says, hint, expected=expected)


def ends_early(text: str, what: str, words: str, span: Span, expected: str) -> Finding:
    return error(
        "S303",
        "unexpected-value",
        span,
        f"{what} takes {words}; `{printable(text)}` ends too early.",
        f"Write `{expected}`.",
        expected=expected,
    )


def long_number(span: Span, most: int) -> Finding:
    return error(
        "S304", "number-too-long", span, f"This number has more than {most} digits.", "Write a shorter one."
    )


def long_value(span: Span, operators: int, words: int) -> Finding:
    return error(
        "S305",
        "value-too-long",
        span,
        f"This value has more than {operators} operators or {words} words.",
        "Split it.",
    )


def meaningless(message: str, hint: str, span: Span) -> Finding:
    return error("S306", "meaningless-value", span, message, hint)


def no_such_day(text: str, span: Span) -> Finding:
    return meaningless(f"`{text}` is not a day of the calendar.", "Check month and day.", span)


# ---- values that were meant otherwise


def list_word(word: str, span: Span) -> Finding:
    return error(
        "S311", "list-with-and", span, f"Lists have commas, not `{word}`.", "Write `A, B`.", expected="A, B"
    )


def two_promises(owner: str, rest: str, span: Span) -> Finding:
    """`rest`: the second promise as a sentence, "" where it is not whole."""
    right = printable(rest, 90) or f"{owner} ensures Speed at least 95% each month"
    return error(
        "S313",
        "two-promises",
        span,
        "A sentence makes one promise.",
        f"Begin a second sentence: `{right}`.",
        expected=right,
    )


def metrics_with_and(together: str, each: str, span: Span) -> Finding:
    return error(
        "S313",
        "two-promises",
        span,
        "Metrics under one bound are listed with commas, and `and` does not say whether they count together.",
        f"Write `{printable(together, 100)}` (together), or `{printable(each, 100)}` (each by itself).",
    )


def no_period(text: str, span: Span) -> Finding:
    right = f"{printable(text, 80)} each month"
    return error(
        "S314",
        "promise-without-period",
        span,
        "This promise names no period.",
        "End it with `each month` (or day, week, quarter, year).",
        expected=right,
    )


def no_window(text: str, span: Span) -> Finding:
    return error(
        "S316",
        "cap-without-period",
        span,
        "This cap names no period and no currency." if money(text) != text else "This cap names no period.",
        "End it with `per month` (or calendar year, contract year, term …).",
        expected=f"cap: {money(printable(text, 80))} per month",
    )


def which_year(word: str, span: Span, before: str, after: str) -> Finding:
    """A year of a cap: both readings; none is shown as the line to write, as only the parties know which."""
    return error(
        "S324",
        "which-year",
        span,
        f"`{printable(word)}` may be the calendar year or the contract year, and a cap must say which.",
        f"Write `{printable(f'{before}calendar year{after}', 90)}` or `… per contract year{after}`.",
    )


def plain_year(span: Span, before: str) -> Finding:
    """`per calendar year` of an allowance: which years it means stands in `interpretation`."""
    return error(
        "S303",
        "unexpected-value",
        span,
        "An allowance says `per year`, and `interpretation` says which year that is.",
        "Write `per year`, and `year: calendar year` in `interpretation`.",
        expected=printable(f"{before}year", 90),
    )


UNITS_OF_TIME = ("second", "minute", "hour", "day", "week", "month", "quarter", "year")


def no_unit(number: str, span: Span, example: str) -> Finding:
    shown = printable(number)
    unit = example.rpartition(" ")[2]
    if number != "1" and unit in UNITS_OF_TIME:
        unit += "s"
    return error(
        "S317",
        "number-without-unit",
        span,
        f"`{shown}` has no unit.",
        f"Write for example `{shown} {unit}`.",
        expected=f"{shown} {unit}",
    )


def full_stop(span: Span) -> Finding:
    found = error("S323", "full-stop", span, "Nothing ends with a full stop here.", "Leave it out.")
    return replace(found, fix=replacing(span, "", safe=True))


def not_a_period(word: str, span: Span) -> Finding:
    words = ("day", "week", "month", "quarter", "year")
    near = closest(word, words)
    hint = f"Did you mean `each {near}`?" if near else f"Say {listing(words, 'or')}."
    found = error(
        "S315",
        "unknown-period",
        span,
        f"`{printable(word)}` is not a period.",
        hint,
        expected=f"each {near or 'month'}",
    )
    return replace(found, fix=replacing(span, near, safe=slip(word, near, words))) if near else found


def money(text: str) -> str:
    """A figure alone as an amount of money."""
    return f"{text} EUR" if text.replace("_", "").isdecimal() else text


def no_rate(text: str, before: str, span: Span) -> Finding:
    right = f"{before}{money(printable(text, 80))} per month"
    return error(
        "S325",
        "fee-without-period",
        span,
        "This fee names no period and no currency." if money(text) != text else "This fee names no period.",
        "End it with `per month` (or day, week, quarter, year).",
        expected=right,
    )


UNITS = ("minutes", "hours", "days", "seconds", "weeks", "months", "years", "business hours", "business days")


def misspelt_unit(word: str) -> bool:
    """Whether a word is one of the units but for a slip of the pen."""
    first = tuple(dict.fromkeys(unit.split()[0] for unit in UNITS))
    known = {*first, *(unit[:-1] for unit in first)}
    return word not in known and any(slip(word, unit, first) for unit in first)


def not_a_unit(number: str, word: str, span: Span) -> Finding:
    if word in ("after", "before", "of", "from"):
        shown = printable(number)
        return error(
            "S317",
            "number-without-unit",
            span,
            f"`{shown}` has no unit: `{word}` follows it at once.",
            f"Write `{shown} days {word}` or `{shown} business days {word}`.",
            expected=f"{shown} days",
        )
    near = closest(word, UNITS)
    hint = f"Did you mean `{near}`?" if near else f"Units are {listing(UNITS)}."
    found = error(
        "S318",
        "unknown-unit",
        span,
        f"`{printable(word)}` is not a unit of time.",
        hint,
        expected=f"{printable(number)} {near or 'minutes'}",
    )
    return replace(found, fix=replacing(span, near, safe=slip(word, near, UNITS))) if near else found


def no_comparator(number: str, span: Span) -> Finding:
    right = f"at least {printable(number)}"
    return error(
        "S319",
        "no-comparison",
        span,
        f"Nothing says on which side of `{printable(number)}`.",
        f"Write `{right}` (or at most, above, below, exactly).",
        expected=right,
    )


def unquoted(source: SourceText, tokens: list[Token], what: str, before: str, *, several: bool) -> Finding:
    """Words without quotes, each item of a list in its own; the fix is safe where they stand on one line, blanks single."""
    span = Span(start=tokens[0].start, end=tokens[-1].end)
    text = source[span]
    items = [item.strip() for item in text.split(",")] if several else [text]
    quoted = ", ".join(f'"{item}"' for item in items)
    right = f"{before}{printable(quoted, 90)}"
    plain = "\n" not in text and '"' not in text and "#" not in text and "\\" not in text and all(items)
    found = error(
        "S320",
        "text-without-quotes",
        span,
        f"{what} takes {'texts' if several else 'a text'} in double quotes.",
        f"Write `{right}`.",
        expected=right,
    )
    return replace(found, fix=replacing(span, quoted, safe="  " not in text)) if plain else found


def duty_unquoted(source: SourceText, tokens: list[Token], position: int) -> Finding:
    """`Contractor must notify each default`: what a party must do stands in quotes, who gets it may stand behind them."""
    span = Span(start=tokens[position].start, end=tokens[-1].end)
    text = " ".join(source[span].split())
    right = f'{source.text[tokens[0].start : tokens[position - 1].end]} "{printable(text, 90)}"'
    found = error(
        "S320",
        "text-without-quotes",
        span,
        "What a party must do stands in double quotes.",
        f"Write `{right}`.",
        expected=right,
    )
    plain = '"' not in text and "\\" not in text and len(text) <= 90
    return replace(found, fix=replacing(span, f'"{text}"', safe=False)) if plain else found


def one_name(text: str, what: str, span: Span) -> Finding:
    """A list where one name stands; `of` of several services has a way of its own."""
    found = f"{what} takes one name, not the list `{printable(text, 40)}`."
    hint = "Name one of them."
    if what == "`of`":
        hint = (
            "Leave `of` out where it is of several services, or write one of these blocks for each service."
        )
    return error("S303", "unexpected-value", span, found, hint)


def quoted_name(text: str, what: str, span: Span, before: str, example: str) -> Finding:
    inside = text.strip('"')
    if inside.isidentifier() and len(inside) < 40:
        example = f"{before}{inside}"
    return error(
        "S321",
        "name-in-quotes",
        span,
        f"{what} takes a name, which has no quotes; this is {printable(text)}.",
        f"Write a declared name, as in `{example}`.",
        expected=example,
    )
