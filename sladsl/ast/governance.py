"""Governance: who answers for what, how the agreement changes, and what happens when the parties differ."""

from __future__ import annotations

from sladsl.ast import forms as f
from sladsl.ast.declare import ANSWER, Block, Many, One, Rows


class Responsibilities(Block):
    kind = "responsibilities"
    meaning = "Who is responsible, accountable, consulted and informed, by subject."
    example = 'responsibilities { "Incident handling": responsible Nimbus, informed Acme }'
    rows = Rows("label", f.LABELS, f.ROLES, "a subject and the parties with their parts", names="own")


class Change(Block):
    kind = "change"
    meaning = "How the agreement is changed while it runs."
    example = "change { by: both parties   notice: 30 days }"

    by = One(
        f.NAME,
        "who can change it",
        answers=("both parties",),
        example="by: both parties",
        names="party",
        open=True,
    )
    notice = One(f.DURATION, "how long before it must be announced", example="notice: 90 days", open=True)
    when = One(
        ANSWER,
        "which changes need that",
        answers=("any change", "adverse changes"),
        example="when: adverse changes",
    )
    cites = One(f.TEXT, "the clause of a signed text that says this", example='cites: "§11"')


class Dispute(Block):
    kind = "dispute"
    meaning = "What happens when the parties differ, step by step."
    example = 'dispute { first: "service managers"   within: 10 days   then: "mediation" }'

    first = One(f.TEXT, "where it begins", example='first: "service managers"')
    within_ = One(f.DURATION, "how long each step has", example="within: 10 days", open=True)
    then = Many(f.TEXT, "the next step", example='then: "mediation"')
    forum = One(f.TEXT, "who decides in the end", example='forum: "courts of Berlin"', open=True)
    cites = One(f.TEXT, "the clause of a signed text that says this", example='cites: "§18"')


class Audit(Block):
    kind = "audit"
    meaning = "Who may look at the figures behind the reports."
    example = "audit { by: Acme   every: 12 months   notice: 14 days }"

    by = One(f.NAME_OR_TEXT, "who audits", example="by: Acme", names="party", open=True)
    every = One(f.DURATION, "how often at most", example="every: 12 months", open=True)
    notice = One(f.DURATION, "how long before it is announced", example="notice: 14 days", open=True)
    cites = One(f.TEXT, "the clause of a signed text that says this", example='cites: "§15"')
