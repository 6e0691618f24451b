"""Days from which time is counted and that nobody measures: when somebody knew, received an invoice, lodged a complaint.

Each is a fact that no block declares and that somebody states with its day: `awareness of Availability`, and what stands in
quotes by its own words, `receipt of the invoice`.
"""

from __future__ import annotations

from typing import Literal

from sladsl.ast.plain_values import AWARENESS
from sladsl.model.dates import Deadline

STATED: Literal["stated"] = "stated"
"""The anchor of a time that is counted from such a day; `of` says which, words in their quotes."""
NO_DAY: Literal["not stated"] = "not stated"
"""The anchor of a time of which the text does not say from when it is counted."""


def event_words(of: str) -> str:
    """What happened, without the quotes of the author's own words."""
    return of[1:-1] if of.startswith('"') else of


def fact_of(of: str, about: str) -> str:
    """The fact that tells the day. The author's words say themselves what they are about."""
    return event_words(of) if of.startswith('"') else f"{of} of {about}"


def counted_from(of: Deadline) -> str:
    """What a time is counted from, in words: `the month`, `awareness`, `receipt of the invoice`."""
    if of.anchor == NO_DAY:
        return "a day that is not stated"
    if of.anchor == STATED:
        return event_words(of.of) if of.of.startswith('"') or of.of == AWARENESS else f"the {of.of}"
    return f"the {of.of or of.anchor}"
