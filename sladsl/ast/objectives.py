"""Objectives: the promise itself, its floor levels, and optionally its own measurement and credit."""

from __future__ import annotations

from sladsl.ast import forms as f
from sladsl.ast.credits import Credit
from sladsl.ast.declare import Block, One
from sladsl.ast.metrics import Measured
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
    within = (Promise, Target, Credit)
    example = (
        "objective Availability { Nimbus ensures Uptime at least 99.9% each month   minimum: at least 99.5% }"
    )

    minimum = One(
        f.BOUND, "the level below which a miss is worse", example="minimum: at least 99.5%", open=True
    )
    critical = One(f.BOUND, "the level that makes a miss critical", example="critical: below 95%", open=True)
