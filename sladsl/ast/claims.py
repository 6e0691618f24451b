"""Claims: how and until when a credit must be claimed."""

from __future__ import annotations

from sladsl.ast import forms as f
from sladsl.ast.declare import Block, One


class Claims(Block):
    kind = "claims"
    meaning = "How a credit is claimed, and the last day on which it can be."
    example = "claims { channel: in writing   deadline: 30 days after the month }"

    channel = One(
        f.TEXT,
        "how a claim is made",
        answers=("in writing", "by ticket", "by e-mail", "automatic", "none needed"),
        example="channel: in writing",
        open=True,
    )
    deadline = One(f.OFFSET, "how long after the period a claim can be made", open=True)
    show = One(f.TEXTS, "what the claim must show", example='show: "dates and times of the outages"')
    cites = One(f.TEXT, "the clause of a signed text that says this", example='cites: "Sch. 3 §7"')
