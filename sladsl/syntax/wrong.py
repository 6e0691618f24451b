"""What is wrong with a value that no phrasing explains: by the token that does not fit and the form around it.

The general message says what the key takes; these say what is missing, with the reader's own words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sladsl.ast.declare import Form, Key
from sladsl.diagnostics.finding import Finding
from sladsl.record import Record, replace
from sladsl.source import SourceText, Span
from sladsl.syntax import messages, separators, value_messages
from sladsl.syntax.guesses import all_keys
from sladsl.syntax.scanner import DATE, NUMBER, STRING, WORD, Token

if TYPE_CHECKING:
    from sladsl.syntax.repair import Repair

YEARLY = frozenset({"year", "yearly", "annually", "annual", "annum"})
LISTED = ("measure", "labels", "days", "hours_of_day", "expected", "outcomes", "field_kind")


class Place(Record):
    """Where a value stands: what takes it (`` `fee` ``), its answers, a line that is right."""

    what: str
    example: str
    answers: tuple[str, ...] = ()
    before: str = ""
    """The key and colon, so that a hint can show the whole line mended."""

    @classmethod
    def of_key(cls, key: Key[Any]) -> Place:
        place = _PLACES.get(key)
        if place is None:
            place = _PLACES[key] = cls(
                what=f"`{key.name}`", example=key.example, answers=key.answers, before=f"{key.name}: "
            )
        return place


_PLACES: dict[Key[Any], Place] = {}
"""Made once for each key: every value of an agreement has one, most of which nobody asks."""


def finding(
    source: SourceText,
    form: Form[Any],
    tokens: list[Token],
    at: Token | None,
    place: Place,
    mended: Repair | None = None,
) -> Finding:
    """The finding for a value that does not have its form; `at` is the first token that does not fit.

    `mended`: the value in the author's own words, where few changes make it one.
    """
    found = _unfinished(source, form, tokens, place) if at is None else _at(source, form, tokens, at, place)
    if found is not None:
        return found
    if mended is not None:
        return value_messages.mended(mended, place.before)
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


def _unfinished(source: SourceText, form: Form[Any], tokens: list[Token], place: Place) -> Finding | None:
    words = [token.text for token in tokens]
    text = source.text[tokens[0].start : tokens[-1].end]
    if form.rule == "promise" and "each" not in words:
        return value_messages.no_period(text, _span(tokens[-1]))
    if form.rule == "cap" and "per" not in words:
        return value_messages.no_window(text, _span(tokens[-1]))
    if form.rule == "fee" and "per" not in words:
        return value_messages.no_rate(text, place.before, _span(tokens[-1]))
    if form.rule == "duration" and len(tokens) == 1 and tokens[0].kind == NUMBER:
        return value_messages.no_unit(words[0], _span(tokens[0]), place.example)
    return None


def _at(source: SourceText, form: Form[Any], tokens: list[Token], at: Token, place: Place) -> Finding | None:
    """Mistakes known by the token that does not fit and the form around it."""
    position = tokens.index(at)
    before = tokens[position - 1] if position else None
    lower, rule, direct = at.text.lower(), form.rule, form.direct
    if at.text == "." and at is tokens[-1]:
        return value_messages.full_stop(_span(at))
    if direct == "name" and position == 1 and (at.text == "," or lower in ("and", "or")):
        return value_messages.one_name(
            source.text[tokens[0].start : tokens[-1].end], place.what, _span(at, tokens[-1])
        )
    if lower in ("and", "or") and (
        direct == "names"
        or rule in LISTED
        or (direct == "texts" and any(token.kind == STRING for token in tokens))
    ):
        return value_messages.list_word(at.text, _span(at))
    if tokens[0].text == "-" and direct in ("texts", "names", "references"):
        listed = separators.hyphens(source, tokens, place.before)
        if listed is not None:
            return listed
    if direct in ("text", "texts") and at.kind != STRING and at.text != ",":
        return value_messages.unquoted(
            source, tokens[position:], place.what, place.before, several=direct == "texts"
        )
    if rule == "escalate" and all(token.kind == WORD for token in tokens):
        return value_messages.unquoted(source, tokens, place.what, place.before, several=False)
    if direct == "names" and at.text in separators.MARKS_OF_LISTS:
        from sladsl.syntax.forms import fits

        return separators.items(source, tokens, place.before, lambda text: fits(None, form, text))
    if direct in ("name", "names") and at.kind == STRING:
        return value_messages.quoted_name(at.text, place.what, _span(at), place.before, place.example)
    if at.kind == NUMBER and rule in ("bound", "band_head", "promise"):
        found = value_messages.no_comparator(at.text, _span(at))
        if rule == "promise":
            whole = (
                f"{source.text[tokens[0].start : at.start]}at least {source.text[at.start : tokens[-1].end]}"
            )
            found = replace(found, expected=messages.printable(whole, 200))
        return found
    counted = at.kind == WORD and before is not None and before.kind == NUMBER
    if counted and value_messages.misspelt_unit(at.text):
        return _unit(source, tokens, position)
    if rule == "promise":
        return _in_promise(source, tokens, at)
    if rule == "duty" and before is not None and before.text == "must" and at.kind == WORD:
        return value_messages.duty_unquoted(source, tokens, position)
    if (
        rule == "cap"
        and lower in YEARLY
        and (at is tokens[-1] or (before is not None and before.text == "per"))
    ):
        start, end = source.text[tokens[0].start : at.start], source.text[at.end : tokens[-1].end]
        if before is None or before.text != "per":
            start += "per "
        return value_messages.which_year(at.text, _span(at), f"{place.before}{start}", end)
    if rule == "allowance" and lower == "per" and before is not None and before.kind == NUMBER:
        return value_messages.no_unit(before.text, _span(before), "8 hours")
    if rule == "allowance" and lower == "calendar" and before is not None and before.text == "per":
        start = source.text[tokens[0].start : at.start]
        return value_messages.plain_year(_span(at, tokens[-1]), f"{place.before}{start}")
    if counted and rule in ("duration", "offset"):
        return _unit(source, tokens, position)
    return None


def _unit(source: SourceText, tokens: list[Token], position: int) -> Finding:
    """`5 buisness days`, `2 yaers`: a slip in a unit."""
    at, last = tokens[position], position
    if position + 1 < len(tokens) and tokens[position + 1].text.lower() in ("day", "days", "hour", "hours"):
        last = position + 1
    written = source.text[at.start : tokens[last].end]
    return value_messages.not_a_unit(tokens[position - 1].text, written, _span(at, tokens[last]))


def _in_promise(source: SourceText, tokens: list[Token], at: Token) -> Finding | None:
    position = tokens.index(at)
    before = tokens[position - 1] if position else None
    if at.text.lower() == "and":
        together = _one_bound(source, tokens, position)
        if together:
            return value_messages.metrics_with_and(*together, _span(at))
        rest = source.text[at.end : tokens[-1].end].strip()
        following = [token.text for token in tokens[position + 1 :]]
        if "each" not in following:
            rest = ""
        elif not {"ensures", "aims", "reports"} & set(following[1:2]):
            verb = "aims for" if tokens[1].text == "aims" else tokens[1].text
            rest = f"{tokens[0].text} {verb} {rest}"
        return value_messages.two_promises(tokens[0].text, rest, _span(at))
    if before is not None and before.text == "each":
        return value_messages.not_a_period(at.text, _span(at))
    return None


def _one_bound(source: SourceText, tokens: list[Token], position: int) -> tuple[str, str] | None:
    """`A ensures X and Y at least 99% each month`: both together, and each by itself; None where a bound stands before."""
    start = 3 if tokens[1].text == "aims" else 2
    names = [token for token in tokens[start:position] if token.text != ","]
    if not names or any(token.kind != WORD for token in names) or "of" in [token.text for token in names]:
        return None
    if position - start != 2 * len(names) - 1 or position + 2 >= len(tokens):
        return None
    if tokens[position + 1].kind != WORD or tokens[position + 2].text in VERBS_OF_PROMISES:
        return None
    lead = source.text[tokens[0].start : tokens[start - 1].end]
    metrics = ", ".join([*(token.text for token in names), tokens[position + 1].text])
    rest = source.text[tokens[position + 1].end : tokens[-1].end].strip()
    return f"{lead} all of {metrics} {rest}", f"{lead} {metrics} {rest}"


VERBS_OF_PROMISES = frozenset({"ensures", "aims", "reports"})
SIGNS = {
    ">=": "at least", "=>": "at least", "≥": "at least", "<=": "at most", "=<": "at most", "≤": "at most",
    "<>": "is not", ">": "above", "<": "below", "==": "is", "!=": "is not", "≠": "is not",
}  # fmt: skip


def bad_token(tokens: list[Token], position: int, place: Place) -> Finding:
    """The finding for a piece of text that is no token, where no phrasing explains the value."""
    token = tokens[position]
    before = tokens[position - 1] if position else None
    sign = next((sign for sign in SIGNS if token.text.startswith(sign)), "")
    if sign:
        after = tokens[position + 1] if position + 1 < len(tokens) else None
        rest = token.text[len(sign) :] or (after.text if after is not None else "")
        return messages.comparison_sign(sign, SIGNS[sign], rest, _span(token))
    if token.text[0] == "=" and place.what.startswith("The head of "):
        head = f"{place.what.removeprefix('The head of ').strip('`')} {tokens[0].text} {{"
        return messages.equals_sign(_span(token), place.example, head)
    if token.text[0] == "=":
        return messages.equals_sign(_span(token), place.example, _with_colon(tokens, position))
    if token.text[0] == "%" and before is not None and before.kind == NUMBER:
        return messages.glued(
            before.text + token.text, f"{before.text}% {token.text[1:]}", _span(before, token)
        )
    if token.text[0] == "§" and place.what:
        number = token.text.lstrip("§") or (tokens[position + 1].text if position + 1 < len(tokens) else "")
        return messages.cited_by_sign(number, _span(token))
    return messages.unreadable(token.text, _span(token))


def _with_colon(tokens: list[Token], position: int) -> str:
    """`each: lead` of `each = lead`, "" where no key stands before the sign or nothing behind it."""
    if not 0 < position < len(tokens) - 1:
        return ""
    words = [token.text for token in tokens[max(position - 4, 0) : position]]
    keys = all_keys()
    key = next((said for at in range(len(words)) if (said := " ".join(words[at:])) in keys), "")
    after = tokens[position + 1]
    return f"{key}: {after.text}" if key and after.kind in (WORD, NUMBER, STRING, DATE) else ""
