"""Objectives: the promise itself, its floor levels, and optionally its own measurement and credit."""

from __future__ import annotations

from sladsl.ast import forms as f
from sladsl.ast.credits import Bonus, Credit
from sladsl.ast.declare import Block, One
from sladsl.ast.metrics import Measured
from sladsl.ast.scoring import Weights
from sladsl.ast.tables import Target


class Promise(Block):
    kind = "promise"
    meaning = "The sentence that promises: who ensures (or aims for, or reports) which metric, how well, in which period."
    head = "sentence"
    head_form = f.PROMISE
    verbs = ("ensures", "aims for", "reports")
    example = "Nimbus ensures Uptime at least 99.9% each month"


class Objective(Measured):
    kind = "objective"
    meaning = "One promise with its levels; a metric and a credit of its own may stand inside."
    head = "name and title"
    within = (Promise, Target, Credit, Bonus, Weights)
    example = (
        "objective Availability { Nimbus ensures Uptime at least 99.9% each month   minimum: at least 99.5% }"
    )

    minimum = One(
        f.BOUND, "the level below which a miss is worse", example="minimum: at least 99.5%", open=True
    )
    critical = One(f.BOUND, "the level that makes a miss critical", example="critical: below 95%", open=True)
    critical_when = One(
        f.TRIGGER,
        "what makes a miss critical besides its level",
        example="critical when: missed in 2 consecutive months",
    )
    expected = One(
        f.BOUND,
        "the level that is expected; below it is a miss of its own kind",
        example="expected: at least 99.95%",
        open=True,
    )
    applies_where = One(
        f.CIRCUMSTANCE,
        "when it is promised at all",
        example="applies where: GoodStanding",
    )
    in_force = One(
        f.IN_FORCE,
        "from when on it counts",
        example="in force: after 3 months",
        open=True,
        unstated="promises that begin later",
    )
    baseline = One(
        f.BASELINE,
        "the level that a bound `baseline` means",
        example="baseline: average of the first 3 months",
        open=True,
    )
    raise_ = One(
        f.RAISE,
        "how the bound rises with what was attained",
        example="raise: every 12 months, halfway to the average of the last 12 months",
        open=True,
    )
    free_misses = One(
        f.FREE_MISSES,
        "how many misses have no consequence",
        example="free misses: 1 miss per quarter",
        open=True,
    )
    no_worse_than = One(
        f.PARITY,
        "another group whose figure it is compared with, and by which test",
        example='no worse than: Retail by "modified z-test at 95%"',
    )
    cured = One(
        f.OFFSET,
        "a miss that is mended in this time is none",
        example="cured: 24 hours after the notice",
    )
