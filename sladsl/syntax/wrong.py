"""What is wrong with a value: the mistakes that newcomers make, each with a message of its own.

The general message says what the key takes; these say what was probably meant, with the reader's own figures.
"""

from __future__ import annotations

import re
from typing import Any

from sladsl.ast.declare import Form, Key
from sladsl.diagnostics.finding import Finding
from sladsl.record import Record
from sladsl.source import SourceText, Span
from sladsl.syntax import messages, value_messages
from sladsl.syntax.scanner import DATE, NUMBER, STRING, TIME, WORD, Token

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
OFTEN = {
    "daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter", "yearly": "year",
    "annually": "year", "annual": "year", "annum": "year",
}  # fmt: skip
LESS = {
    "minimum": "at least", "min": "at least", "maximum": "at most", "max": "at most", "over": "above",
    "more": "above", "greater": "above", "under": "below", "less": "below", "fewer": "below",
    "equals": "exactly", "within": "at most", "up": "at most", "least": "at least", "most": "at most",
    "atleast": "at least", "atmost": "at most",
}  # fmt: skip
DATED = ("", "moment", "period_name", "period_range", "outage", "acceptance", "days", "raw")
LISTED = ("measure", "labels", "days", "hours_of_day", "expected", "outcomes", "field_kind")
COMPARED = ("promise", "bound", "band_head", "condition", "population")
PER_PERIOD = ("fee", "cap", "allowance", "rounding", "stated_fee")
FIGURE = re.compile(r"\d[\d.,]*\d")
DAY_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")


class Place(Record):
    """Where a value stands: what takes it (`` `fee` ``), its answers, a line that is right."""

    what: str
    example: str
    answers: tuple[str, ...] = ()
    before: str = ""
    """The key and colon, so that a hint can show the whole line mended."""

    @classmethod
    def of_key(cls, key: Key[Any]) -> Place:
        return cls(what=f"`{key.name}`", example=key.example, answers=key.answers, before=f"{key.name}: ")


def finding(
    source: SourceText, form: Form[Any], tokens: list[Token], at: Token | None, place: Place
) -> Finding:
    """The finding for a value that does not have its form; `at` is the first token that does not fit."""
    found = _guess(source, form, tokens, at, place)
    if found is not None:
        return found
    text = source.text[tokens[0].start : tokens[-1].end]
    words = "names, a comparison and a period" if form.rule == "promise" else form.words
    if place.answers:
        words += f", or {' or '.join(f'`{answer}`' for answer in place.answers)}"
    if at is None:
        return value_messages.ends_early(text, place.what, words, _span(tokens[-1]), place.example)
    shown = source.text[at.start : tokens[-1].end] if at is not tokens[0] else text
    if len(shown) > 30:
        shown = at.text
    return value_messages.bad_value(shown, place.what, words, _span(at), place.example)


def _span(first: Token, last: Token | None = None) -> Span:
    end = last or first
    return Span(start=first.start, end=max(end.end, first.start + 1))


def _guess(
    source: SourceText, form: Form[Any], tokens: list[Token], at: Token | None, place: Place
) -> Finding | None:
    """The first mistake known by its looks, None when it looks like none of them."""
    say = value_messages.written_otherwise
    for position, token in enumerate(tokens[:-1]):
        after = tokens[position + 1]
        third = tokens[position + 2] if position + 2 < len(tokens) else None
        lower, word = token.text.lower(), after.text.lower()
        if token.kind == NUMBER:
            day = DAY_FIRST.match(source.text, token.start)
            if day:
                return _date(day, tokens, position)
            figure = _figure(source, tokens, position)
            if figure is not None:
                return figure
            if word in ("percent", "pct") or (word == "per" and third is not None and third.text == "cent"):
                last = third if word == "per" and third is not None else after
                whole = place.before if token is tokens[0] and last is tokens[-1] else ""
                written = source.text[token.start : last.end]
                return say(written, _span(token, last), "A percentage", f"{token.text}%", whole)
            if word in MONTHS:
                return _month(source, tokens, position + 1, position)
        elif token.kind == WORD and after.kind == NUMBER:
            if len(token.text) == 3 and token.text.isupper():
                right = f"{after.text} {token.text}"
                return say(f"{token.text} {after.text}", _span(token, after), "Money", right)
            if lower in MONTHS and form.rule in DATED:
                return _month(source, tokens, position, position)
        elif token.kind == DATE and after.kind == TIME and len(after.text) == 4:
            return say(after.text, _span(after), "A time of day", f"0{after.text}")
    if at is None:
        return _unfinished(source, form, tokens, place)
    return _by_place(source, form, tokens, at, place)


def _unfinished(source: SourceText, form: Form[Any], tokens: list[Token], place: Place) -> Finding | None:
    words = [token.text for token in tokens]
    text = source.text[tokens[0].start : tokens[-1].end]
    if form.rule == "promise" and "each" not in words:
        return value_messages.no_period(text, _span(tokens[-1]))
    if form.rule == "cap" and "per" not in words:
        return value_messages.no_window(text, _span(tokens[-1]))
    if form.rule == "duration" and len(tokens) == 1 and tokens[0].kind == NUMBER:
        return value_messages.no_unit(words[0], _span(tokens[0]), place.example)
    return None


def _by_place(
    source: SourceText, form: Form[Any], tokens: list[Token], at: Token, place: Place
) -> Finding | None:
    """Mistakes known by the token that does not fit and the form around it."""
    say = value_messages.written_otherwise
    position = tokens.index(at)
    before = tokens[position - 1] if position else None
    after = tokens[position + 1] if position + 1 < len(tokens) else None
    lower = at.text.lower()
    rule, direct = form.rule, form.direct
    if at.text == "." and after is None:
        return value_messages.full_stop(_span(at))
    if lower in ("and", "or") and (direct in ("names", "texts") or rule in LISTED):
        return value_messages.list_word(at.text, _span(at))
    if direct in ("text", "texts") and at.kind != STRING and at.text != ",":
        text = source.text[at.start : tokens[-1].end]
        return value_messages.unquoted(text, place.what, _span(at, tokens[-1]), place.before)
    if direct in ("name", "names") and at.kind == STRING:
        return value_messages.quoted_name(at.text, place.what, _span(at), place.before, place.example)
    if at.text == "-" and before is not None and before.kind in (TIME, DATE, NUMBER) and rule != "condition":
        return say("-", _span(at), "A range", "to", example=place.example)
    if lower in LESS and rule in COMPARED:
        return _comparison(at, after)
    if at.kind == NUMBER and rule in ("bound", "band_head", "promise"):
        return value_messages.no_comparator(at.text, _span(at))
    if rule == "promise":
        return _in_promise(source, tokens, at)
    if rule == "cap" and (lower == "year" or OFTEN.get(lower) == "year"):
        start, end = source.text[tokens[0].start : at.start], source.text[at.end : tokens[-1].end]
        if before is None or before.text != "per":
            start += "per "
        return value_messages.which_year(at.text, _span(at), f"{place.before}{start}", end)
    if lower in OFTEN:
        right = f"that {OFTEN[lower]}'s fee" if rule == "fee_base" else f"per {OFTEN[lower]}"
        first = before if before is not None and before.text == "per" else at
        written = source.text[first.start : at.end]
        whole = f"{place.before}{source.text[tokens[0].start : first.start]}{right}"
        example = whole if place.before and after is None else place.example
        return say(written, _span(first, at), "A period", right, example=example)
    if rule in ("condition", "population"):
        if lower in ("contains", "equals", "matches", "like", "in", "was", "are"):
            return say(at.text, _span(at), "A comparison with words", "is", example="where: status is Open")
        if before is not None and before.text == "is" and at.kind == NUMBER:
            right = f"exactly {at.text}"
            return say(f"is {at.text}", _span(before, at), "A comparison with a number", right)
    if rule == "fee_base" and lower in ("this", "the", "same", "current"):
        return say(at.text, _span(at), "The period of a fee", "that", example=place.example)
    if rule in PER_PERIOD and lower in ("each", "a", "every"):
        return say(at.text, _span(at), "A period", "per", example=place.example)
    if at.kind == WORD and before is not None and before.kind == NUMBER and rule in ("duration", "offset"):
        return _unit(source, tokens, position)
    if rule == "measure" and at is tokens[0] and at.kind == WORD:
        if len(tokens) == 1:
            return value_messages.measure_alone(at.text, _span(at))
        if lower in ("uptime", "downtime") and after is not None:
            written = f"{at.text} {after.text}"
            return say(written, _span(at, after), "This measure", f"{lower} from", example=place.example)
    return None


def _comparison(at: Token, after: Token | None) -> Finding:
    span, written = _span(at), at.text
    if after is not None and after.text == "than":
        span, written = _span(at, after), f"{at.text} than"
    elif after is not None and after.kind == NUMBER:
        right = f"{LESS[at.text.lower()]} {after.text}"
        return value_messages.written_otherwise(at.text, span, "A comparison", right)
    right = LESS[at.text.lower()]
    return value_messages.written_otherwise(written, span, "A comparison", right, example=f"{right} 99.9%")


def _unit(source: SourceText, tokens: list[Token], position: int) -> Finding:
    """`5 working days`, `5 business-days`, `5 buisness days`, `5 hrs`."""
    at, last = tokens[position], position
    joined = position + 1
    if joined < len(tokens) and tokens[joined].text == "-":
        joined += 1
    if joined < len(tokens) and tokens[joined].text.lower() in ("day", "days", "hour", "hours"):
        last = joined
    written = source.text[at.start : tokens[last].end]
    return value_messages.not_a_unit(tokens[position - 1].text, written, _span(at, tokens[last]))


def _in_promise(source: SourceText, tokens: list[Token], at: Token) -> Finding | None:
    lower = at.text.lower()
    position = tokens.index(at)
    before = tokens[position - 1] if position else None
    if lower == "and":
        rest = source.text[at.end : tokens[-1].end].strip()
        following = [token.text for token in tokens[position + 1 :]]
        if "each" not in following:
            rest = ""
        elif not {"ensures", "aims", "reports"} & set(following[1:2]):
            verb = "aims for" if tokens[1].text == "aims" else tokens[1].text
            rest = f"{tokens[0].text} {verb} {rest}"
        return value_messages.two_promises(tokens[0].text, rest, _span(at))
    if lower in OFTEN:
        return value_messages.written_otherwise(
            at.text, _span(at), "The period of a promise", f"each {OFTEN[lower]}"
        )
    if lower in ("every", "per", "a"):
        return value_messages.written_otherwise(
            at.text, _span(at), "The period of a promise", "each", example="each month"
        )
    if before is not None and before.text == "each":
        return value_messages.not_a_period(at.text, _span(at))
    return None


def _figure(source: SourceText, tokens: list[Token], position: int) -> Finding | None:
    """`99,9%`, `12,000`, `38.500,00`: marks of thousands and decimals of other countries; None for none of them."""
    first = tokens[position]
    found = FIGURE.match(source.text, first.start)
    if found is None or ("," not in found[0] and found[0].count(".") < 2):
        return None
    last = position
    while last + 1 < len(tokens) and tokens[last + 1].start < found.end():
        last += 1
    tail = source.text[found.end() : tokens[last].end]
    pieces = re.split("[.,]", found[0])
    marks = re.findall("[.,]", found[0])
    decimals = ""
    if len(set(marks)) == 2 or (len(marks) == 1 and (len(pieces[-1]) != 3 or "%" in tail)):
        decimals = f".{pieces.pop()}"
    what = "A decimal number" if decimals else "A large number"
    right = f"{'_'.join(pieces)}{decimals}{tail}"
    return value_messages.written_otherwise(found[0] + tail, _span(first, tokens[last]), what, right)


def _date(day: re.Match[str], tokens: list[Token], position: int) -> Finding:
    first, second, year = int(day[1]), int(day[2]), day[3]
    month, of_month = (second, first) if second <= 12 else (first, second)
    last = position
    while last + 1 < len(tokens) and tokens[last + 1].start < day.end():
        last += 1
    right = f"{year}-{month:02d}-{of_month:02d}"
    return value_messages.written_otherwise(day[0], _span(tokens[position], tokens[last]), "A date", right)


def _month(source: SourceText, tokens: list[Token], month: int, first: int) -> Finding:
    """`31 December 2026`, `December 31, 2026`, `March 2026`."""
    last = month
    numbers = [] if first == month else [tokens[first].text]
    while last + 1 < len(tokens) and (tokens[last + 1].kind == NUMBER or tokens[last + 1].text == ","):
        last += 1
        if tokens[last].kind == NUMBER:
            numbers.append(tokens[last].text)
    digits = ["".join(character for character in number if character.isdigit()) for number in numbers]
    year = next((number for number in digits if len(number) == 4), "2026")
    day = next((number for number in digits if len(number) < 3), "")
    which = MONTHS.index(tokens[month].text.lower()) + 1
    right = f"{year}-{which:02d}" + (f"-{day:0>2}" if day else "")
    text = source.text[tokens[first].start : tokens[last].end]
    return value_messages.written_otherwise(text, _span(tokens[first], tokens[last]), "A date", right)


SIGNS = {
    ">=": "at least", "=>": "at least", "≥": "at least", "<=": "at most", "=<": "at most", "≤": "at most",
    ">": "above", "<": "below", "==": "is", "!=": "is not", "<>": "is not", "≠": "is not",
}  # fmt: skip
SIGN = re.compile(r"(?:>=|=>|<=|=<|==|!=|<>|[≥≤<>≠])")
CURRENCIES = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₹": "INR"}


def bad_token(tokens: list[Token], position: int, place: Place) -> Finding:
    """The finding for a piece of text that is no token; the natural mistakes get a message of their own."""
    token = tokens[position]
    text = token.text
    before = tokens[position - 1] if position else None
    after = tokens[position + 1] if position + 1 < len(tokens) else None
    span = _span(token)
    sign = SIGN.match(text)
    if (sign and text[0] != "=") or text[:2] in ("=>", "=<", "=="):
        written = sign[0] if sign else text[:2]
        rest = text[len(written) :] or (after.text if after is not None else "")
        return messages.comparison_sign(written, SIGNS[written], rest, span)
    if text[0] == "=":
        return messages.equals_sign(span, place.example)
    currency = CURRENCIES.get(text[0])
    if currency:
        digits = text[1:]
        amount = digits if digits[:1].isdigit() else before.text if before and before.kind == NUMBER else ""
        last = token
        if not amount and after is not None and after.kind == NUMBER:
            amount, last = after.text, after
        first = before if before is not None and amount == before.text else token
        return messages.currency_sign(text[0], currency, amount, _span(first, last))
    if text[0] == "%" and before is not None and before.kind == NUMBER:
        return messages.glued(before.text + text, f"{before.text}% {text[1:]}", _span(before, token))
    return messages.unreadable(text, span)
