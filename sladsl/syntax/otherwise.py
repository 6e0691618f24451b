"""Findings about values that are meant otherwise, with the fix: the words of sladsl/syntax/phrasings in place.

Loaded when something is wrong, and never before.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from sladsl.diagnostics.finding import Edit, Finding, Fix
from sladsl.record import replace
from sladsl.source import SourceText, Span
from sladsl.syntax import mending, messages
from sladsl.syntax.own_names import examples
from sladsl.syntax.phrasings.phrase import CODES
from sladsl.syntax.phrasings.table import phrases_of
from sladsl.syntax.scanner import BAD, STRING, Token
from sladsl.syntax.surroundings import Surroundings
from sladsl.syntax.unfinished import placeholder
from sladsl.syntax.wrong import Place

LONGEST_HINT = 72
_YEARLY = re.compile(r" (?:per year|p\. ?a\.|per annum|yearly|annually|a year|each year)| ?/ ?year\b")
ENDINGS = {
    "promise": (" each month",),
    "cap": (" per month",),
    "fee": (" per month",),
    "offset": (" after the month",),
}
"""What values of a form often lack."""


def value(
    source: SourceText,
    form: str,
    key: str,
    tokens: list[Token],
    place: Place,
    fits: Callable[[str], bool],
    around: Surroundings,
    *,
    proved: bool = False,
) -> Finding | None:
    """The finding for a value that a phrasing explains, None where none does.

    `form` is the rule of its form, or how a plain one is read; `fits` tells whether a text can stand there.
    """
    if any(token.kind == BAD and token.text.startswith('"') for token in tokens):
        return None  # a text without its end hides what follows
    start = tokens[0].start
    text = source.text[start : tokens[-1].end]
    mask = mending.masked(text, tokens, start)
    unfinished = placeholder(mask, start)
    if unfinished is not None:
        return None if proved else unfinished
    strings = any(token.kind == STRING for token in tokens)
    known = phrases_of(form, key)
    if form == "texts" and not strings:  # `times and regions`: one text, or several, without quotes
        known = tuple(phrase for phrase in known if phrase.called != "list-with-and")
    mended = mending.mend(text, mask, known, fits, around, ENDINGS.get(form, ()))
    if mended is None:
        return None if proved else placeholder(mask, start, in_words=True)
    if proved and not mended.proved:
        return None
    told = finding(mended, start, place)
    if mended.first.right.strip() in around.names("calendar"):
        told = replace(told, hint=f"{told.hint.partition(DECLARED)[0].rstrip('.')}.")
    if form == "cap" and not mended.proved:
        told = _of_a_year(told, mending.changed(text, mended.changes), place, fits)
    return told


DECLARED = ", and declare it"
"""What is said behind the name of a calendar, where there is none of the name."""


def _of_a_year(told: Finding, text: str, place: Place, fits: Callable[[str], bool]) -> Finding:
    """The finding about a cap `per year` with both readings of the year, which only the parties know."""
    ways = [_YEARLY.sub(f" per {kind} year", text, count=1).strip() for kind in ("calendar", "contract")]
    if ways[0] == text or not all(map(fits, ways)):
        return told
    hint = f"Write `{messages.printable(ways[0], 90)}`, or the same per contract year."
    return replace(told, hint=hint, expected="", fix=None)


def finding(mended: mending.Mended, start: int, place: Place) -> Finding:
    """The words of the first phrase, and the line as it should be."""
    change = mended.first
    phrase = change.phrase
    lead = len(change.written) - len(change.written.lstrip())
    written = change.written.strip()
    right = change.right.strip()
    span = Span(start=start + change.span.start + lead, end=start + change.span.start + lead + len(written))
    whole = messages.printable(mended.text, 200) if mended.proved else ""
    shown = whole if whole and (len(whole) <= LONGEST_HINT or not right) else right
    offered = messages.printable(right or whole, LONGEST_HINT)
    words = {"{written}": messages.printable(written), "{right}": offered}
    message = phrase.says
    hint = phrase.hint or (f"Write `{messages.printable(shown, 90)}`." if shown else "Leave it out.")
    if not phrase.hint and shown == ",":
        hint = "Put a comma there."
    hint = mending.expanded(hint, change.groups)
    for slot, text in words.items():
        message, hint = message.replace(slot, text), hint.replace(slot, text)
    name = phrase.called
    found = messages.error(
        CODES[name],
        name,
        span,
        message,
        hint,
        expected=_expected(mended, place),
    )
    return replace(found, fix=_fix(mended, start))


def _expected(mended: mending.Mended, place: Place) -> str:
    whole = mended.text if mended.proved else mended.completed
    if not whole and mended.first.offered and place.example in examples():
        return ""  # another value than the author's, where his own piece is shown
    if mended.first.phrase.line and not mended.proved:
        return mended.first.phrase.line
    return f"{place.before}{messages.printable(whole, 200)}" if whole else place.example


def _fix(mended: mending.Mended, start: int) -> Fix | None:
    edits = tuple(
        Edit(span=Span(start=start + edit.span.start, end=start + edit.span.end), text=edit.text)
        for edit in mended.edits
    )
    return Fix(edits=edits, safe=mended.safe) if edits else None
