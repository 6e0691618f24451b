"""A right under a verb of its own, `Acme may suspend the service`, as the language writes it: with its words in quotes.

Of the many things that a right allows, few have a word, because something hangs on them; everything else is said in words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from sladsl.ast.declare import keys_of
from sladsl.ast.rights import ACTIONS, Right
from sladsl.diagnostics.finding import Finding
from sladsl.diagnostics.fixes import replacing
from sladsl.diagnostics.spelling import slip
from sladsl.diagnostics.suggest import closest
from sladsl.record import replace
from sladsl.source import SourceText, Span
from sladsl.syntax.messages import error, printable
from sladsl.syntax.scanner import DATE, NUMBER, WORD, Token
from sladsl.syntax.surroundings import Surroundings

MOST = 16
SHORTEST = 2
"""The token of the first word that a right allows."""
CONDITIONS = frozenset(
    (
        *("if", "when", "where", "whenever", "unless", "provided", "once", "should", "subject"),
        *("after", "before", "upon", "within", "until", "during", "notice"),
    )
)
"""Words that say when a right is there, or until when: that has keys of its own."""


def right_otherwise(form: str, tokens: Sequence[Token]) -> Finding | None:
    """The finding for a right whose verb the language does not have; None where the words are something else.

    `form` is `right`, or `expected` of a scenario: there `not` and days may stand around the words.
    """
    actor = 2 if [token.text for token in tokens[:2]] == ["either", "party"] else 1
    if len(tokens) < actor + 2 or tokens[actor].text != "may" or tokens[0].kind != WORD:
        return None
    said = list(tokens[actor + 1 :])
    if form == "expected":
        said = _without_days(said[1:] if said[0].text == "not" else said)
    words = [token.text for token in said]
    if not words or not _own(said, words):
        return None
    span = Span(start=said[0].start, end=said[-1].end)
    text = " ".join(words)
    who = " ".join(token.text for token in tokens[:actor])
    if words[0] == "not":
        return _prohibited(who, text, span)
    end = next((at for at, word in enumerate(words) if word in CONDITIONS), len(words))
    if not end:
        return None
    shown = f'{who} may "{" ".join(words[:end])}"'
    found = error(
        "S119",
        "right-in-words",
        span,
        f"The language has no word for `{printable(text)}`: such a right stands in quotes after `may`.",
        f"Write `{printable(shown, 90)}`.",
        expected=shown,
    )
    if end == len(words):
        return replace(found, fix=replacing(span, f'"{text}"', safe=True))
    hint = "Write what is allowed in quotes, and in braces when: `when:`, `notice:`, `use within:`."
    return replace(found, hint=hint)


def _own(said: list[Token], words: list[str]) -> bool:
    """Whether these are words on one line that neither say nor misspell what the language has a word for."""
    if len(said) > MOST or any(token.kind not in (WORD, NUMBER) or token.first for token in said):
        return False
    if any(words[: len(known)] == known for known in map(str.split, ACTIONS)):
        return False
    text = " ".join(words)
    near = closest(text, ACTIONS)
    return not (near and slip(text, near, ACTIONS)) and not slip(words[0], "terminate", ("terminate",))


def _without_days(said: list[Token]) -> list[Token]:
    """The words before `from 2026-05-01 to 2026-06-29`."""
    days = (
        at for at in range(len(said) - 1) if said[at].text in ("from", "to") and said[at + 1].kind == DATE
    )
    return said[: next(days, len(said))]


def _prohibited(who: str, text: str, span: Span) -> Finding:
    shown = f'{who} must "{text}"'
    return error(
        "S119",
        "right-in-words",
        span,
        f"A right says what a party may do; that it may `{printable(text)}` is a duty.",
        f"Write `{printable(shown, 90)}`.",
        expected=shown,
    )


KEYS = {
    **dict.fromkeys(("if", "when", "where", "whenever", "once", "should", "provided", "upon", "after"), "when"),
    "within": "use within", "notice": "notice", "with": "notice", "on": "notice", "by": "notice", "giving": "notice",
}  # fmt: skip
"""By the word that begins it in a sentence, the key of a right that says it."""
_LENGTH = re.compile(r"\d+ (?:business )?(?:day|week|month)s?")


def condition_inside(
    source: SourceText, tokens: Sequence[Token], fits: Callable[[str], bool], around: Surroundings
) -> Finding | None:
    """`Acme may terminate if Availability missed …`: what stands behind the words of a right has keys in its braces."""
    from sladsl.syntax import forms

    at = next(
        (at for at, token in enumerate(tokens) if token.text.lower() in KEYS and at > SHORTEST),
        0,
    )
    head = " ".join(token.text for token in tokens[:at])
    if not at or not fits(head):
        return None
    key = KEYS[tokens[at].text.lower()]
    span = Span(start=tokens[at].start, end=tokens[-1].end)
    rest = tokens[at + 1 :]
    value = " ".join(source.text[rest[0].start : rest[-1].end].split()) if rest else ""
    if key == "notice":
        length = _LENGTH.search(value)
        value = length[0] if length else ""
    declared = keys_of(Right)[key]
    shown = value
    if not value or not forms.fits(declared, declared.form, value):
        objective = next((token.text for token in rest if token.text in around.names("objective")), "")
        shown = {
            "when": f"{objective or around.some('objective')} missed in 3 consecutive months",
            "notice": "30 days",
        }.get(key, "60 days of the last miss")
    exact = shown == value
    right = f"{head} {{ {key}: {printable(shown, 70)} }}"
    lead = {"when": "When there is such a right", "notice": "Its notice"}.get(
        key, "Until when it can be used"
    )
    found = error(
        "S204",
        "missing-colon",
        span,
        f"{lead} is said in braces behind the sentence, by the key `{key}`.",
        f"Write `{right}`." if exact else f"Write it as in `{right}`.",
        expected=right,
    )
    return replace(found, fix=replacing(span, f"{{ {key}: {value} }}")) if exact else found
