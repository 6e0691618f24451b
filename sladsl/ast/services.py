"""Services: what is provided, when, and for which fee."""

from __future__ import annotations

from sladsl.ast import forms as f
from sladsl.ast.credits import Bands, MarginalBands
from sladsl.ast.declare import ANSWER, Block, Many, One
from sladsl.ast.structure import Overriding


class Service(Overriding):
    kind = "service"
    meaning = "Something provided: what it includes, when it is owed, what it costs."
    head = "name and title"
    example = 'service Shop "Web shop hosting" { hours: always   fee: 12_000 EUR per month }'

    includes = Many(f.TEXTS, "what is part of it", example='includes: "virtual machines"')
    excludes = Many(f.TEXTS, "what is not part of it", example='excludes: "application code"')
    hours = One(
        f.NAME, "when it is owed", answers=("always",), example="hours: always", names="calendar", open=True
    )
    fee = Many(f.FEE, "what is paid for it; several where it changes by date", answers=("none",), open=True)
    conditions = Many(
        f.TEXTS, "what must be given for it to be owed", example='conditions: "two hosts or more"'
    )
    where = One(
        f.CIRCUMSTANCE,
        "which of its instances are meant",
        example="where: Class is Gold",
    )
    covered_by = One(
        f.NAME_OR_TEXT,
        "the agreement that speaks of it instead",
        example='covered by: "Storage SLA"',
        names="agreement",
    )
    for_each = One(
        f.NAME,
        "the dimension whose values are assessed and paid one by one",
        example="for each: feature",
        names="choice field",
    )
    depends_on = One(f.NAMES, "services it needs", example="depends on: Transit", names="service")
    provided_by = One(f.NAME, "the party that provides it", example="provided by: Nimbus", names="party")
    cites = One(f.TEXT, "the clause of a signed text that says this", example='cites: "Sch. 2 §1"')


class Pricing(Block):
    kind = "pricing"
    meaning = "How the fee of a service is made: its model, its unit, its rates."
    head = "for names"
    head_names = "service"
    within = (Bands, MarginalBands)
    example = 'pricing for Storage { model: per unit   unit: "GB"   minimum: 100 EUR per month }'

    model = One(
        ANSWER,
        "how the price is made",
        answers=(
            "fixed",
            "per unit",
            "tiered",
            "percentile of use",
            "time and materials",
            "by outcome",
        ),
        open=True,
    )
    unit = One(f.TEXT, "what is counted", example='unit: "GB"')
    amount = One(f.PRICE, "the price of a unit, or of all", example="amount: 0.10 EUR per month", open=True)
    minimum = One(f.FEE, "the least that is paid", example="minimum: 100 EUR per month", open=True)
    cites = One(f.TEXT, "the clause of a signed text that says this", example='cites: "Price list §3"')
