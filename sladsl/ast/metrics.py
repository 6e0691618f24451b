"""Metrics: what is measured, from which source, under which conditions."""

from __future__ import annotations

from sladsl.ast import forms as f
from sladsl.ast.declare import ANSWER, One
from sladsl.ast.interpretation import Interpretation
from sladsl.ast.scoring import Weights
from sladsl.ast.structure import Overriding


class Measured(Overriding):
    """The keys of a measurement; an objective may hold them itself instead of naming a metric."""

    of = One(f.NAME, "the service whose time or records are measured", example="of: Shop", names="service")
    measure = One(f.MEASURE, "what is measured, from which source")
    for_each = One(
        f.NAMES,
        "the field whose values are assessed one by one, several for each combination; `all` takes them together",
        answers=("all",),
        example="for each: feature",
        names="choice field",
    )
    clock = One(
        f.CLOCK,
        "the calendar in which the time of a record runs, and what stops it",
        answers=("always",),
        example="clock: Support, paused while waiting",
    )
    slots = One(f.DURATION, "the length of the slots whose counts are added up", example="slots: 5 minutes")
    where = One(f.CONDITION, "the rows that count at all", example="where: priority is P1")
    good_when = One(
        f.CONDITION,
        "when a record is good",
        example="good when: opened to responded at most 15 minutes",
    )
    down_when = One(
        f.CONDITION,
        "when a sample or an interval means that the service is down",
        example="down when: not ok",
    )
    shortest_outage = One(
        f.DURATION, "outages shorter than this do not count", example="shortest outage: 2 minutes"
    )
    down_at_once = One(
        f.AT_ONCE,
        "how many of its parts must be down at one time",
        example="down at once: any zone, at least 2",
    )
    slot_down_when = One(
        f.CONDITION,
        "when a slot of time is down, by the sums of its rows",
        answers=("all rows are bad", "any row is bad"),
        example="slot down when: errors / requests above 5%",
    )
    counted_in = One(
        ANSWER,
        "the unit in which down time is counted",
        answers=("whole minutes", "whole seconds", "exact time"),
        example="counted in: whole minutes",
    )
    grace = One(
        f.GRACE,
        "the beginning of each outage that does not count",
        example="grace: 15 minutes, then in full",
        open=True,
        unstated="grace that is not stated",
    )
    starts_at = One(
        f.NAME,
        "the field at which an outage begins",
        example="starts at: detected",
        names="time field",
    )
    weight = One(
        f.FORMULA,
        "what each row counts with",
        example="weight: users_affected / users",
    )
    floor = One(f.LEVEL, "the level below which it can't fall", example="floor: 0%")
    better = One(
        ANSWER,
        "which way is better",
        answers=("higher", "lower"),
        example="better: lower",
    )
    merge_gaps = One(
        f.DURATION, "outages no further apart than this are one", example="merge gaps: 5 minutes"
    )
    excluding = One(f.NAMES, "the exclusions that apply", example="excluding: Maintenance", names="exclusion")
    controlled_by = One(
        f.NAME, "the party that can influence it", example="controlled by: Nimbus", names="party", open=True
    )
    collected_by = One(
        f.NAME_OR_TEXT,
        "who reports it, where it is measured `as reported`",
        example="collected by: Nimbus",
        names="party",
    )
    cites = One(f.TEXT, "the clause of a signed text that says this", example='cites: "Sch. 3 §2"')

    # choices that a metric may answer for itself
    missing_samples = Interpretation.missing_samples
    idle_slots = Interpretation.idle_slots
    percentile_method = Interpretation.percentile_method
    paused_time = Interpretation.paused_time
    deadline_at_closing_time = Interpretation.deadline_at_closing_time
    clock_change = Interpretation.clock_change
    days_on_a_clock = Interpretation.days_on_a_clock
    end_of_business_days = Interpretation.end_of_business_days
    first_business_day = Interpretation.first_business_day
    reversed_times = Interpretation.reversed_times
    open_past_due = Interpretation.open_past_due
    changed_fields = Interpretation.changed_fields
    nothing_happened = Interpretation.nothing_happened
    excluded_time = Interpretation.excluded_time
    excluded_records = Interpretation.excluded_records
    undecided_records = Interpretation.undecided_records
    overlapping_outages = Interpretation.overlapping_outages
    partial_minutes = Interpretation.partial_minutes
    service_for_part_of_a_period = Interpretation.service_for_part_of_a_period
    record_belongs_to = Interpretation.record_belongs_to
    level_rounding = Interpretation.level_rounding
    reopened_records = Interpretation.reopened_records
    invalid_records = Interpretation.invalid_records


class Metric(Measured):
    kind = "metric"
    meaning = "A figure that is measured; its name says how."
    head = "name and title"
    within = (Weights,)
    example = (
        "metric Uptime { of: Shop   measure: uptime from checks   down when: not ok   controlled by: Nimbus }"
    )
