"""Duties with a date: reports, reviews and what else a party must do by when."""

from __future__ import annotations

from sladsl.ast import forms as f
from sladsl.ast.declare import Block, Many, One
from sladsl.ast.structure import Overriding


class Duty(Block):
    kind = "duty"
    meaning = "A sentence that says what a party sends or must do, and until when."
    head = "sentence"
    head_form = f.DUTY
    verbs = ("sends", "must")
    example = "Nimbus sends ServiceReport to Acme { within: 5 business days after the month }"

    within_ = One(f.OFFSET, "until when", example="within: 5 business days after the month", open=True)
    every = One(f.DURATION, "how often, counted from the start of the agreement", example="every: 6 months")
    when = One(
        f.TRIGGER,
        "what has to happen first",
        example="when: Availability missed",
    )
    source = One(
        f.NAME,
        "where its keeping is recorded",
        example="source: outages",
        names="source",
    )
    where = One(f.CONDITION, "which of these records are about this duty", example="where: kind is drill")
    done = One(
        f.NAME,
        "the field of these records with the time at which it was done",
        example="done: tested",
        names="time field",
    )
    record_belongs_to = One(
        f.NAME,
        "the field of these records with a time of what was done for: of the month that a report is about",
        example="record belongs to: about",
        names="time field",
    )
    cites = One(f.TEXT, "the clause of a signed text that says this", example='cites: "Sch. 5 §1"')


class Report(Overriding):
    kind = "report"
    meaning = "A report that is sent: which metrics it tells."
    head = "name and title"
    example = 'report ServiceReport "Service report" { measure: Uptime, FirstResponse }'

    measure = One(
        f.NAMES, "the metrics that it tells", example="measure: Uptime, FirstResponse", names="metric"
    )
    cites = One(f.TEXT, "the clause of a signed text that says this", example='cites: "Sch. 5 §2"')


class Review(Overriding):
    kind = "review"
    meaning = "When the parties look at the agreement again."
    example = "review { every: 12 months }"

    every = One(f.DURATION, "how often, counted from `effective`", example="every: 12 months", open=True)
    when = Many(f.TEXT, "what else calls for one; it is printed", example='when: "the business changes"')
    by = One(f.TEXT, "who takes part; it is printed", example='by: "both service managers"')
    cites = One(f.TEXT, "the clause of a signed text that says this", example='cites: "§9"')
