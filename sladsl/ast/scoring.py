"""Scores: points and weights by which several levels are judged together."""

from __future__ import annotations

from sladsl.ast import forms as f
from sladsl.ast.declare import Block, One, Rows
from sladsl.ast.structure import Overriding


class Weights(Block):
    kind = "weights"
    meaning = "How much each counts; together they are the whole."
    example = "weights { Availability: 70%   Response: 30% }"
    rows = Rows(
        "label", f.LABELS, f.WEIGHT, "an objective or a metric and its part", names="objective or metric"
    )


class Score(Overriding):
    kind = "score"
    meaning = "One figure for several objectives: the part of their weights that was kept, or their levels by weight."
    head = "name and title"
    within = (Weights,)
    example = "score Overall { weights { Availability: 70%   Response: 30% }   passes: at least 80% }"

    counts = One(
        f.ANSWER,
        "what a weight is multiplied with",
        answers=(
            "whether it was met",
            "full or half",
            "its level",
            "level over target",
            "part of the target",
        ),
        example="counts: whether it was met",
        open=True,
    )
    passes = One(f.BOUND, "the score that is good enough", example="passes: at least 80%", open=True)
    warning = One(f.BOUND, "the score that is told with a warning", example="warning: below 90%", open=True)
    must_be_met = One(
        f.NAMES,
        "objectives of which one that is missed makes the score missed, whatever it comes to",
        example="must be met: Availability",
        names="objective",
    )
    cites = One(f.TEXT, "the clause of a signed text that says this", example='cites: "Sch. 3 §8"')


class Allocation(Block):
    kind = "allocation"
    meaning = "How the share of a pool is divided among objectives."
    example = "allocation { Availability: 40%   Restore: 60% }"
    rows = Rows("label", f.LABELS, f.PART, "an objective and its part of the pool", names="objective")


class Pool(Overriding):
    kind = "pool"
    meaning = "A category of objectives and its share of the amount at risk."
    head = "name and title"
    within = (Allocation,)
    example = "pool Servers { share: 50%   allocation { Availability: 40%   Restore: 60% } }"

    share = One(f.PART, "its part of the amount at risk", example="share: 50%", open=True)
    cites = One(f.TEXT, "the clause of a signed text that says this", example='cites: "Sch. 3 §7"')
