"""Scenarios: worked examples, run as tests of the agreement and printed in the contract."""

from __future__ import annotations

from sladsl.ast import forms as f
from sladsl.ast.declare import ANSWER, Block, Many, One, Rows


class Levels(Block):
    kind = "levels"
    meaning = "Levels that are given instead of measured, by period."
    head = "for names"
    example = "levels for Availability { 2026-01: 98.5% }"
    head_names = "objective"
    rows = Rows(
        "label",
        f.LABELS,
        f.LEVEL,
        "a period (and a value of the dimension) and its level",
        names="dimension value",
    )


class StatedRecord(Block):
    kind = "record"
    meaning = "A row of a source, given field by field, once or several times."
    head = "rule"
    head_form = f.RECORD_HEAD
    example = "record tickets 999 times { opened: 2026-02-03 10:00   responded: 2026-02-03 10:10 }"
    rows = Rows("label", f.LABELS, f.RAW, "a field and its value", names="field")


class Cured(Block):
    kind = "cured"
    meaning = "What was mended: when notice of it was given, and when it was cured."
    example = "cured { Availability, 2026-03: 2026-04-02 10:00 to 2026-04-03 09:00 }"
    rows = Rows(
        "label",
        f.LABELS,
        f.EXTENT,
        "an objective (value of its dimension) or a right in quotes, a period, and from the notice to the cure",
        names="objective",
    )


class Happened(Block):
    kind = "happened"
    meaning = "What nobody measures and time is counted from, by the name of its fact, and when it was."
    example = 'happened { "awareness of Availability", 2026-03: 2026-04-02 10:00 }'
    rows = Rows(
        "label",
        f.LABELS,
        f.MOMENT,
        "a fact in quotes (value of a dimension), a period where it is about one, and when it happened",
    )


class Paid(Block):
    kind = "paid"
    meaning = "Claims of other periods that were paid before."
    example = "paid { Availability, 2026-01: 2026-03-02 }"
    rows = Rows(
        "label",
        f.LABELS,
        f.DATE,
        "an objective (value of its dimension), a period, and the day on which its claim was paid",
        names="objective",
    )


class ExpectedRows(Block):
    kind = "expected"
    meaning = "What comes out, by objective and period."
    example = "expected { Availability, 2026-03: missed, credit 1_200 EUR }"
    rows = Rows(
        "label",
        f.LABELS,
        f.OUTCOMES,
        "an objective (value of its dimension, period) and what comes out",
        names="objective",
    )


class Scenario(Block):
    kind = "scenario"
    meaning = "A small world and what the agreement makes of it."
    head = "title"
    within = (Levels, StatedRecord, Cured, Happened, Paid, ExpectedRows)
    example = (
        'scenario "Fifty minutes" { month: 2026-03   down: Shop, 2026-03-04 10:00 to 2026-03-04 10:50'
        "   expect: Availability missed }"
    )

    of = One(
        f.NAME,
        "the agreement that it plays in, where it stands outside of one",
        example="of: NimbusHosting",
        names="agreement",
    )
    day = One(f.PERIOD, "the day it plays in", example="day: 2026-03-04")
    week = One(f.PERIOD, "the week it plays in", example="week: 2026-W10")
    month = One(f.PERIOD, "the month it plays in", example="month: 2026-03")
    quarter = One(f.PERIOD, "the quarter it plays in", example="quarter: 2026-Q1")
    year = One(f.PERIOD, "the year it plays in", example="year: 2026")
    months = One(f.PERIODS, "the months it plays in", example="months: 2026-03 to 2026-05")
    quarters = One(f.PERIODS, "the quarters it plays in", example="quarters: 2026-Q1 to 2026-Q3")
    as_of = One(
        f.MOMENT,
        "what is known then: a period that runs at that moment is not over",
        example="as of: 2026-03-16",
    )
    down = Many(
        f.OUTAGE, "an outage of a service", example="down: Shop, 2026-03-04 10:00 to 2026-03-04 10:50"
    )
    excluded = Many(
        f.OUTAGE,
        "an interval of an exclusion",
        example="excluded: Maintenance, 2026-03-04 10:00 to 2026-03-04 12:00",
        names="exclusion",
    )
    fee = Many(
        f.STATED_FEE,
        "a fee as invoiced, for each of its periods, or for one: `Shop, 2026-05, 250 EUR`",
        example="fee: Shop, 12_000 EUR",
    )
    fact = Many(
        f.GIVEN,
        "a fact, and how it is",
        example="fact: GoodStanding, yes",
        names="fact",
    )
    option = Many(
        f.GIVEN,
        "an option, and what was chosen",
        example="option: Class, Gold",
        names="option",
    )
    incidents = One(
        ANSWER,
        "whether what is missed in it was missed in one incident, where an agreement pays for one only once",
        answers=("one", "several"),
        example="incidents: one",
    )
    decided = One(
        ANSWER,
        "how much is decided on, where an amount is left to a party within a range",
        answers=("the least", "the most"),
        example="decided: the most",
    )
    claimed = One(f.DATE, "the day on which the claim was made", example="claimed: 2026-04-30")
    expect = Many(f.EXPECTED, "what comes out", example="expect: Availability missed, credit 1_200 EUR")
