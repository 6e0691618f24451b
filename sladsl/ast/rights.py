"""Rights: what a party may do when promises are broken, with its notice and the time in which it lapses."""

from __future__ import annotations

from sladsl.ast import forms as f
from sladsl.ast.declare import ANSWER, One
from sladsl.ast.structure import Overriding

ACTIONS = (
    "terminate",
    "claim a refund",
    "demand a replacement",
    "demand a rectification plan",
    "withhold payment",
    "claim damages",
    "step in",
    "promote",
    "demote",
)
"""What a right allows, where the language has a word for it, as the grammar has; all else stands in quotes."""


class Right(Overriding):
    kind = "right"
    meaning = "A sentence that gives a right: who may do what, and when."
    head = "sentence"
    head_form = f.RIGHT
    verbs = ("may",)
    example = "Acme may terminate { when: Availability missed in 3 consecutive months   notice: 30 days }"

    when = One(f.TRIGGER, "what has to happen first; without it the right is there at any time")
    notice = One(
        f.DURATION,
        "how long before it takes effect it must be announced",
        answers=("at once",),
        example="notice: 30 days",
        open=True,
    )
    use_within = One(
        f.OFFSET,
        "how long the right can be used",
        example="use within: 60 days of the last miss",
        open=True,
    )
    effective = One(
        f.OFFSET,
        "when it takes effect",
        example="effective: 2 months after the notice",
        open=True,
    )
    earliest = One(
        f.DATE,
        "the first day on which it can be used",
        answers=("end of the initial term",),
        example="earliest: end of the initial term",
    )
    refund = One(ANSWER, "what is paid back with it", answers=("prepaid unused fees", "none"), open=True)
    claims = One(
        ANSWER,
        "what can be claimed besides",
        answers=("damages", "none"),
        example="claims: damages",
        open=True,
    )
    applies_where = One(
        f.CIRCUMSTANCE,
        "when it is given at all",
        example="applies where: GoodStanding",
    )
    unless_cured = One(
        f.OFFSET,
        "the time in which the other side can still mend it",
        example="unless cured: 10 days after the notice",
    )
    cites = One(f.TEXT, "the clause of a signed text that says this", example='cites: "§14.2"')
