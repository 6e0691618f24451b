"""Interpretation: the closed list of choices that decide the money, each with its closed answers.

This is the only list of them: the checker asks for the ones that an agreement needs, the contract prints those that apply.
"""

from __future__ import annotations

from sladsl.ast import forms as f
from sladsl.ast.declare import ANSWER, Block, One


class Interpretation(Block):
    kind = "interpretation"
    meaning = "Answers to the choices that two reasonable people could make differently."
    example = "interpretation { missing samples: down   excluded time: out of both }"

    missing_samples = One(
        ANSWER,
        "what a slot without any sample counts as",
        answers=("down", "up", "unknown", "last known", "period not assessed"),
        open=True,
    )
    nothing_happened = One(
        ANSWER, "what a period with nothing to count is", answers=("met", "not assessed"), open=True
    )
    excluded_time = One(
        ANSWER,
        "what excluded time does to the level",
        answers=("out of both", "counts as up", "out of total only"),
        open=True,
    )
    excluded_records = One(
        ANSWER,
        "what a record in excluded time does to the share",
        answers=("out of both", "counts as good"),
        open=True,
    )
    undecided_records = One(
        ANSWER,
        "what a record counts as when its condition meets an empty field",
        answers=("counted as bad", "left out", "period not assessed"),
        open=True,
    )
    overlapping_outages = One(
        ANSWER,
        "whether time that two outages share counts once or for each",
        answers=("once", "each"),
        open=True,
    )
    partial_minutes = One(
        ANSWER,
        "how the minutes in which an outage starts and ends count",
        answers=("exact", "whole only", "started"),
        open=True,
    )
    service_for_part_of_a_period = One(
        ANSWER,
        "what the part of a period outside the term counts as",
        answers=("total shrinks", "rest counts as up", "not assessed"),
        open=True,
    )
    record_belongs_to = One(
        f.NAME,
        "the time field that places a record in its period",
        example="record belongs to: opened",
        open=True,
    )
    level_rounding = One(
        f.ROUNDING,
        "how the level is rounded before it is judged",
        answers=("none",),
        example="level rounding: half up to 0.01%",
        open=True,
    )
    money_rounding = One(f.ROUNDING, "how and where money is rounded", open=True)
    several_bands_fit = One(
        ANSWER, "which band applies when several fit", answers=("first", "highest", "error"), open=True
    )
    credit_when_met = One(
        ANSWER,
        "whether a band that matches is paid although the promise is met",
        answers=("paid", "not paid"),
        open=True,
    )
    cap_covers = One(
        ANSWER,
        "whether a cap limits each credit or their sum",
        answers=("each credit", "all credits"),
        open=True,
    )
    day_of_fee = One(
        ANSWER,
        "what a day of a fee is",
        answers=("thirtieth of a month", "days of the period"),
        open=True,
    )
    business_days = One(
        f.NAME,
        "the calendar whose open days are the business days",
        answers=("Monday to Friday",),
        example="business days: Support",
        open=True,
    )
