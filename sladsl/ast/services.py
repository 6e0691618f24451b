"""Services: what is provided, when, and for which fee."""

from __future__ import annotations

from sladsl.ast import forms as f
from sladsl.ast.declare import Block, One


class Service(Block):
    kind = "service"
    meaning = "Something provided: what it includes, when it is owed, what it costs."
    head = "name and title"
    example = 'service Shop "Web shop hosting" { hours: always   fee: 12_000 EUR per month }'

    includes = One(f.TEXTS, "what is part of it", example='includes: "virtual machines"')
    excludes = One(f.TEXTS, "what is not part of it", example='excludes: "application code"')
    hours = One(
        f.NAME, "when it is owed", answers=("always",), example="hours: always", names="calendar", open=True
    )
    fee = One(f.FEE, "what is paid for it", open=True)
    for_each = One(
        f.NAME,
        "the dimension whose values are assessed and paid one by one",
        example="for each: feature",
        names="choice field",
    )
    depends_on = One(f.NAMES, "services it needs", example="depends on: Transit", names="service")
    provided_by = One(f.NAME, "the party that provides it", example="provided by: Nimbus", names="party")
    cites = One(f.TEXT, "the clause of a signed text that says this", example='cites: "Sch. 2 §1"')
