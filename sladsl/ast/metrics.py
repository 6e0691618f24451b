"""Metrics: what is measured, from which source, under which conditions."""

from __future__ import annotations

from sladsl.ast import forms as f
from sladsl.ast.declare import ANSWER, Block, One
from sladsl.ast.interpretation import Interpretation


class Measured(Block):
    """The keys of a measurement; an objective may hold them itself instead of naming a metric."""

    of = One(f.NAME, "the service whose time or records are measured", example="of: Shop")
    measure = One(f.MEASURE, "what is measured, from which source")
    for_each = One(
        f.NAME, "the field whose values are assessed one by one", example="for each: feature"
    )
    where = One(f.CONDITION, "the rows that count at all", example="where: priority is P1")
    good_when = One(
        f.CONDITION,
        "when a record is good",
        example="good when: opened to responded at most 15 minutes",
    )
    down_when = One(
        f.CONDITION, "when a sample or an interval means that the service is down", example="down when: not ok"
    )
    shortest_outage = One(
        f.DURATION, "outages shorter than this do not count", example="shortest outage: 2 minutes"
    )
    merge_gaps = One(
        f.DURATION, "outages no further apart than this are one", example="merge gaps: 5 minutes"
    )
    excluding = One(f.NAMES, "the exclusions that apply", example="excluding: Maintenance")
    controlled_by = One(f.NAME, "the party that can influence it", example="controlled by: Nimbus", open=True)
    collected_by = One(
        f.NAME_OR_TEXT, "who reports it, where it is measured `as reported`", example="collected by: Nimbus"
    )
    cites = One(f.TEXT, "the clause of a signed text that says this", example='cites: "Sch. 3 §2"')

    # choices that a metric may answer for itself
    missing_samples = One(
        ANSWER,
        Interpretation.missing_samples.meaning,
        answers=Interpretation.missing_samples.answers,
        open=True,
    )
    nothing_happened = One(
        ANSWER,
        Interpretation.nothing_happened.meaning,
        answers=Interpretation.nothing_happened.answers,
        open=True,
    )
    excluded_time = One(
        ANSWER, Interpretation.excluded_time.meaning, answers=Interpretation.excluded_time.answers, open=True
    )
    excluded_records = One(
        ANSWER,
        Interpretation.excluded_records.meaning,
        answers=Interpretation.excluded_records.answers,
        open=True,
    )
    undecided_records = One(
        ANSWER,
        Interpretation.undecided_records.meaning,
        answers=Interpretation.undecided_records.answers,
        open=True,
    )
    overlapping_outages = One(
        ANSWER,
        Interpretation.overlapping_outages.meaning,
        answers=Interpretation.overlapping_outages.answers,
        open=True,
    )
    partial_minutes = One(
        ANSWER,
        Interpretation.partial_minutes.meaning,
        answers=Interpretation.partial_minutes.answers,
        open=True,
    )
    service_for_part_of_a_period = One(
        ANSWER,
        Interpretation.service_for_part_of_a_period.meaning,
        answers=Interpretation.service_for_part_of_a_period.answers,
        open=True,
    )
    record_belongs_to = One(
        f.NAME, Interpretation.record_belongs_to.meaning, example="record belongs to: opened", open=True
    )
    level_rounding = One(
        f.ROUNDING,
        Interpretation.level_rounding.meaning,
        answers=("none",),
        example="level rounding: half up to 0.01%",
        open=True,
    )


class Metric(Measured):
    kind = "metric"
    meaning = "A figure that is measured; its name says how."
    head = "name and title"
    example = "metric Uptime { of: Shop   measure: uptime from checks   down when: not ok   controlled by: Nimbus }"
