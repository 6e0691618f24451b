"""Credits: what a level costs the provider: bands, base, cap."""

from __future__ import annotations

from sladsl.ast import forms as f
from sladsl.ast.declare import ANSWER, Block, Many, One, Rows
from sladsl.ast.interpretation import Interpretation
from sladsl.ast.structure import Overriding


class Bands(Block):
    kind = "bands"
    head = "for names"
    head_names = "dimension value"
    meaning = "Rows from the best level to the worst; the first that fits applies, so no level falls between two rows."
    example = "bands { at least 99.9%: none   at least 99.0%: 10%   otherwise: 25% }"
    rows = Rows(
        "comparator", f.BAND_HEAD, f.AMOUNT, "a comparison and the credit of the levels that satisfy it"
    )


class MarginalBands(Block):
    kind = "marginal bands"
    meaning = "Rows of which each counts for the part of the figure that lies in it."
    example = "marginal bands { at most 20 points: none   at most 100 points: 3 GBP   otherwise: 4.50 GBP }"
    rows = Rows("comparator", f.BAND_HEAD, f.AMOUNT, "a comparison and the credit of each unit up to it")


class BandsAsPrinted(Block):
    kind = "bands as printed"
    meaning = "Rows with both ends, as a signed text has them, with its gaps and overlaps; the checker reports these."
    example = "bands as printed { below 99.9% but at least 99.0%: 10%   below 99.0%: 25% }"
    rows = Rows("comparator", f.BAND_HEAD, f.AMOUNT, "one or two comparisons and the credit between them")


class EarnBack(Block):
    kind = "earn back"
    meaning = "How a credit is lost again by keeping the promise for a time."
    example = "earn back { share: 50%   when: met in each of the next 6 months   never for: critical }"

    share = One(f.PART, "how much of the credit is earned back", example="share: 50%", open=True)
    when = One(
        f.TRIGGER, "what has to happen first", example="when: met in each of the next 6 months", open=True
    )
    into = One(
        ANSWER,
        "in what it is given back",
        answers=("next invoice", "money", "bank"),
        example="into: next invoice",
    )
    lapses = One(
        ANSWER, "when what is banked is lost", answers=("at the end of the term", "at the end of the year")
    )
    never_for = One(
        ANSWER,
        "misses whose credits stay",
        answers=("critical", "below minimum"),
        example="never for: critical",
    )
    cites = One(f.TEXT, "the clause of a signed text that says this", example='cites: "Sch. 3 §6"')


class Consequence(Overriding):
    """What a miss costs, or a good level brings: the keys of credits, bonuses and points."""

    applies_where = One(f.CIRCUMSTANCE, "when it is owed at all", example="applies where: Class is Gold")
    when = One(
        f.TRIGGER,
        "what has to happen first, besides a miss",
        example="when: missed in 2 consecutive months",
    )
    step = One(
        f.STEP_OF,
        "the step for each of which the amount is owed, and from where it counts",
        example="step: started 30 minutes of Downtime beyond 4 hours, only the excess",
        open=True,
    )
    repeat = One(
        f.REPEAT,
        "how the amount grows with misses in a row",
        example="repeat: 2 times from the 2nd miss in a row",
        open=True,
    )
    partial_steps = Interpretation.partial_steps
    steps = Interpretation.steps
    beyond_a_limit = Interpretation.beyond_a_limit
    level_between_rows = Interpretation.level_between_rows


class Points(Consequence):
    kind = "points"
    meaning = "Points for misses; they are added up, and credits or rights hang on their sum."
    head = "for names"
    head_names = "objective"
    within = (Bands, BandsAsPrinted)
    example = "points for Availability { bands { at least 99.0%: none   at least 98.0%: 1 point   otherwise: 2 points } }"
    amount = One(
        f.SCORE_OF_MISS, "the points of any miss, without bands", example="amount: 3 points", open=True
    )
    several_bands_fit = Interpretation.several_bands_fit
    missed_records = Interpretation.missed_records
    applies_where = One(f.CIRCUMSTANCE, "when they are scored at all", example="applies where: Class is Gold")
    cites = One(f.TEXT, "the clause of a signed text that says this", example='cites: "Sch. 3 §5"')


class Owed(Consequence):
    """The keys of what is paid in money."""

    within = (Bands, BandsAsPrinted, MarginalBands, EarnBack)
    base = One(
        f.BASE,
        "the fee of which the percentages are taken",
        example="base: that month's fee of Shop",
        answers=("the fee for the time lost",),
        open=True,
    )
    amount = One(f.AMOUNT, "the credit of any miss, without bands", example="amount: 5%", open=True)
    cap = Many(
        f.CAP, "the most that can be credited here", example="cap: 50% of that month's fee of Shop per month"
    )
    minimum_payable = One(
        f.LEAST_PAID,
        "the smallest credit that is paid",
        example="minimum payable: 1 USD",
        open=True,
    )
    replaces = One(
        f.NAMES,
        "objectives whose credits fall away where this one is owed",
        answers=("the credits of that period",),
        example="replaces: Response",
        names="objective",
    )
    unless_cured = One(
        f.OFFSET,
        "a miss that is mended in this time owes nothing",
        example="unless cured: 24 hours after the notice",
    )
    decided_by = One(
        f.NAME, "the party that sets an amount within its range", example="decided by: Acme", names="party"
    )
    paid_to = One(
        f.NAME_OR_TEXT,
        "who gets it, if not the customer",
        example='paid to: "the training fund"',
        names="party",
    )
    several_misses_in_one_incident = Interpretation.several_misses_in_one_incident
    credit_base = Interpretation.credit_base
    fee_leaves_out = Interpretation.fee_leaves_out
    cap_covers = Interpretation.cap_covers
    several_bands_fit = Interpretation.several_bands_fit
    credit_when_met = Interpretation.credit_when_met
    missed_records = Interpretation.missed_records
    cites = One(f.TEXT, "the clause of a signed text that says this", example='cites: "Sch. 3 §5"')


class Credit(Owed):
    kind = "credit"
    meaning = "What is owed when the promise is not kept."
    head = "for names"
    head_names = "objective or report"
    example = "credit for Availability { base: that month's fee of Shop   amount: 5% }"

    missed_objectives = Interpretation.missed_objectives
    several_customers = Interpretation.several_customers

    applies_where = One(f.CIRCUMSTANCE, "when it is owed at all", example="applies where: Class is Gold")


class PointsCredit(Owed):
    kind = "credit for points"
    meaning = "What the points of a period cost together."
    head = "rule"
    head_form = f.POINTS_HEAD
    example = (
        "credit for points each month {"
        " base: that month's fee of Shop   bands { at least 15 points: 5%   otherwise: none } }"
    )


class Bonus(Owed):
    kind = "bonus"
    head = "for names"
    head_names = "objective"
    meaning = "What a level better than promised brings the provider."
    example = "bonus for Availability { base: that month's fee of Shop   bands { at least 99.99%: 1%   otherwise: none } }"

    applies_where = One(f.CIRCUMSTANCE, "when it is owed at all", example="applies where: Class is Gold")
