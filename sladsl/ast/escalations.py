"""Escalations: who is told when a record has used up its time, before, at and after it is due."""

from __future__ import annotations

from sladsl.ast import forms as f
from sladsl.ast.declare import Block, One, Rows


class Escalation(Block):
    kind = "escalation"
    meaning = (
        "Who is told of a record, by the share of its time that is used up or the distance from its due time."
    )
    head = "for names"
    head_names = "objective"
    example = 'escalation for Response { at 50%: "Team lead"   at due: "Head of operations" }'
    rows = Rows("step", f.STEP, f.ESCALATE, "a moment on the record's clock and who is told then")

    where = One(
        f.CONDITION,
        "the records that it is for",
        example="where: priority is P1",
    )
    cites = One(f.TEXT, "the clause of a signed text that says this", example='cites: "Sch. 4 §3"')
