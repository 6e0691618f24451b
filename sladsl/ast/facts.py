"""Facts and options: what nobody measures, and yet decides who gets what."""

from __future__ import annotations

from sladsl.ast import forms as f
from sladsl.ast.declare import ANSWER, One
from sladsl.ast.structure import Overriding

EACH = ("day", "week", "month", "quarter", "year", "billing cycle", "term")


class Fact(Overriding):
    kind = "fact"
    meaning = "Something that somebody states or finds and nobody measures; `applies where` asks for it."
    head = "name and title"
    example = "fact GoodStanding { type: yes or no   each: month   stated by: Nimbus }"

    type_ = One(f.FIELD_KIND, "what it can be", example="type: yes or no")
    each = One(ANSWER, "how often it is stated", answers=EACH, example="each: month")
    stated_by = One(f.NAME, "the party that says so", example="stated by: Nimbus", names="party")
    found_by = One(
        f.NAME_OR_TEXT,
        "who finds out where the parties differ",
        example='found by: "an auditor"',
        names="party",
    )
    shown_by = One(f.NAME, "the party that must prove it", example="shown by: Acme", names="party")
    cites = One(f.TEXT, "the clause of a signed text that says this", example='cites: "Sch. 3 §2"')


class Option(Overriding):
    kind = "option"
    meaning = "What a party chooses, and what the terms depend on: a class, a plan, a tier."
    head = "name and title"
    example = "option Class { values: Gold, Silver   chosen by: Acme }"

    values = One(f.LABELS, "what can be chosen", example="values: Gold, Silver")
    chosen_by = One(f.NAME, "the party that chooses", example="chosen by: Acme", names="party", open=True)
    for_each = One(
        f.NAME,
        "the dimension for whose values it is chosen one by one",
        example="for each: circuit",
        names="dimension",
    )
    cites = One(f.TEXT, "the clause of a signed text that says this", example='cites: "Order form §1"')
