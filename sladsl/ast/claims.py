"""Claims: how and until when a credit must be claimed."""

from __future__ import annotations

from sladsl.ast import forms as f
from sladsl.ast.declare import Block, One
from sladsl.ast.interpretation import Interpretation
from sladsl.ast.structure import Overriding


class Staged(Block):
    """The keys of a claim, and of a stage of one."""

    channel = One(
        f.TEXT,
        "how a claim is made",
        answers=("in writing", "by ticket", "by e-mail", "automatic", "none needed"),
        example="channel: in writing",
        open=True,
    )
    deadline = One(f.OFFSET, "how long after the period, or the outage, a claim can be made", open=True)
    show = One(f.TEXTS, "what the claim must show", example='show: "dates and times of the outages"')
    cites = One(f.TEXT, "the clause of a signed text that says this", example='cites: "Sch. 3 §7"')


class Stage(Staged):
    kind = "stage"
    meaning = "One step of a claim; a credit is kept only when every stage was done in time."
    head = "name and title"
    example = "stage Notice { channel: by ticket   deadline: 72 hours after the start of the outage }"


class Claims(Staged, Overriding):
    kind = "claims"
    meaning = (
        "How a credit is claimed, and the last day on which it can be; where there are stages, what it says holds for each "
        "that does not say otherwise."
    )
    within = (Stage,)
    example = "claims { channel: in writing   deadline: 30 days after the month }"

    decided_by = One(
        f.NAME, "the party that decides on a claim", example="decided by: Nimbus", names="party", open=True
    )
    decided_within = One(f.DURATION, "how long it has for that", example="decided within: 10 days", open=True)
    used_time = Interpretation.used_time
    claim_after_several_outages = Interpretation.claim_after_several_outages
    claim_runs_from = Interpretation.claim_runs_from
