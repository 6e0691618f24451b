"""Measures: what each kind can be told from, in which unit it comes out, and which keys mean something for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sladsl.ast import values as v
from sladsl.ast.declare import Key
from sladsl.ast.metrics import Measured
from sladsl.diagnostics.suggest import listing
from sladsl.model.from_ast.conditions import check_condition, operand_type
from sladsl.model.from_ast.context import Context
from sladsl.model.limits import RecordClock
from sladsl.model.meanings import Calendar, Field, Source, Unit

FIGURES = ("average of", "median of", "sum of", "minimum of", "maximum of", "percentile of")
"""Measures that make one figure of those of the rows, in their unit."""
TIME = ("uptime from", "downtime from", "longest outage from", "number of outages from")
"""Measures of time that is down."""
UNITS: dict[str, Unit | None] = {
    "uptime from": "percent",
    "downtime from": "duration",
    "longest outage from": "duration",
    "number of outages from": "number",
    "share of": "percent",
    "number of": "number",
    "as reported": None,
    "time of": "duration",
    "ratio of": "percent",
    "average over slots of": "percent",
    "time until": "duration",
}
"""The units of the figures are those of their operands."""
KINDS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(TIME, ("samples", "intervals")),
    "share of": ("records", "samples", "events"),
    "number of": ("records", "intervals", "events"),
    "as reported": (),
    "time of": ("records", "events"),
    **dict.fromkeys(FIGURES, ("records", "samples", "events")),
    "ratio of": ("samples", "records", "events"),
    "average over slots of": ("samples",),
    "time until": ("records", "intervals", "events"),
}
SAMPLE = {"samples": "uptime from", "intervals": "uptime from", "records": "share of", "events": "share of"}

COUNTED = ("share of", "number of", "time of", *FIGURES, "ratio of", "time until")
JUDGED = ("share of", "time of")
CLOCKED = ("share of", "time of", *FIGURES)

LIMITED: tuple[tuple[Key[Any], tuple[str, ...]], ...] = (
    (Measured.down_when, TIME),
    (Measured.shortest_outage, TIME),
    (Measured.merge_gaps, TIME),
    (Measured.missing_samples, TIME),
    (Measured.overlapping_outages, TIME),
    (Measured.partial_minutes, TIME),
    (Measured.counted_in, TIME),
    (Measured.grace, TIME),
    (Measured.starts_at, TIME),
    (Measured.down_at_once, TIME),
    (Measured.slot_down_when, TIME),
    (Measured.slots, TIME),
    (Measured.idle_slots, (*TIME, "average over slots of")),
    (Measured.excluded_time, ("uptime from",)),
    (Measured.good_when, ("share of",)),
    (Measured.nothing_happened, ("share of", "time of", *FIGURES, "ratio of", "average over slots of")),
    (Measured.undecided_records, JUDGED),
    (Measured.excluded_records, JUDGED),
    (Measured.record_belongs_to, COUNTED),
    (Measured.percentile_method, ("percentile of",)),
    (Measured.clock, CLOCKED),
    (Measured.paused_time, CLOCKED),
    (Measured.deadline_at_closing_time, JUDGED),
    (Measured.clock_change, CLOCKED),
    (Measured.days_on_a_clock, JUDGED),
    (Measured.end_of_business_days, JUDGED),
    (Measured.first_business_day, JUDGED),
    (Measured.reversed_times, CLOCKED),
    (Measured.open_past_due, JUDGED),
    (Measured.changed_fields, COUNTED),
    (Measured.reopened_records, COUNTED),
    (Measured.where, (*TIME, *COUNTED, "average over slots of")),
    (Measured.excluding, (*TIME, *COUNTED, "average over slots of")),
)
"""Keys that mean something for some measures only."""


def figure(measure: v.Measure, fields: Mapping[str, Field], context: Context) -> Unit | None:
    """The unit of what a measure makes of its operand; None where it has none that means something."""
    operand = measure.operand
    if operand is None:
        return None
    if measure.kind in ("ratio of", "average over slots of"):
        return _ratio(operand, fields, context)
    found = operand_type(operand, fields, context)
    if found is not None and _divides(operand):
        context.add(
            "N219",
            "division-of-figures",
            operand.span,
            "A figure of a row can't be a quotient here.",
            "Write `ratio of A / B in …` for the quotient of the sums, or `average over 5 minute slots of A / B in …`.",
        )
        return None
    return found


def _divides(operand: v.Operand) -> bool:
    return isinstance(operand, v.Arithmetic) and (
        operand.operator in "*/" or _divides(operand.left) or _divides(operand.right)
    )


def _ratio(operand: v.Operand, fields: Mapping[str, Field], context: Context) -> Unit | None:
    if not isinstance(operand, v.Arithmetic) or operand.operator != "/":
        context.add(
            "N220",
            "ratio-without-quotient",
            operand.span,
            "A ratio has two sides.",
            "Write `errors / requests`.",
        )
        return None
    sides = [operand_type(side, fields, context) for side in (operand.left, operand.right)]
    if None in sides:
        return None
    if sides != ["number", "number"] or _divides(operand.left) or _divides(operand.right):
        context.add(
            "N220",
            "ratio-without-quotient",
            operand.span,
            "Both sides of a ratio are numbers of a row, or sums of such.",
            "Write `errors / requests`.",
        )
        return None
    return "percent"


def clock(
    block: Measured,
    sources: list[Source],
    known: Mapping[str, Source],
    calendars: Mapping[str, Calendar],
    context: Context,
) -> RecordClock | None:
    """The clock on which the time of a record runs; None where none is said."""
    written = block.clock
    if isinstance(written, v.Answer):
        return RecordClock(calendar="", paused=None, log="", span=written.span)
    if not isinstance(written, v.ClockWords):
        return None
    calendar = ""
    if isinstance(written.calendar, v.Name):
        calendar = written.calendar.text
        context.find(written.calendar, calendars, "calendar")
    own = sources[0] if sources else None
    log = own
    if written.log is not None:
        log = context.find(written.log, known, "source")
        if log is None:
            return RecordClock(calendar=calendar, paused=None, log="", span=written.span)
    paused = written.paused
    if paused is not None and log is not None and not _pauses(paused, log, own, written, context):
        paused = None
    return RecordClock(
        calendar=calendar, paused=paused, log=log.name if log is not None else "", span=written.span
    )


def _pauses(
    paused: v.Condition, log: Source, own: Source | None, written: v.ClockWords, context: Context
) -> bool:
    """Whether the condition stops a clock: a field of intervals of the record, or states of a log of events."""
    if isinstance(paused, v.Truth):
        field = log.fields.get(paused.field.text)
        if field is not None and field.type == "intervals":
            if log is own:
                return True
            context.add(
                "N221",
                "pause-elsewhere",
                paused.span,
                f"`{field.name}` is a field of `{log.name}`, which is not what is measured.",
                "Leave `in …` out, or name a source that holds events.",
            )
            return False
    if log.holds != "events":
        waits = [field.name for field in log.fields.values() if field.type == "intervals"]
        context.add(
            "N221",
            "pause-elsewhere",
            paused.span,
            f"Nothing says how long this lasts: `{log.name}` holds {log.holds}, which have no states over time.",
            f"Write `paused while {listing(waits, 'or')}`."
            if waits
            else "Name a field of intervals, or a source of events: `paused while state is Waiting in log`.",
        )
        return False
    if log is not own and own is not None and own.holds == "records" and log.key not in own.fields:
        context.add(
            "N222",
            "key-not-shared",
            written.span,
            f"The events of `{log.name}` are known by `{log.key}`, which is no field of `{own.name}`.",
            f"Declare `{log.key}: text` in `{own.name}`.",
        )
        return False
    return check_condition(paused, log.fields, context, in_business_days=False)


def refuse_kinds(measure: v.Measure, sources: Mapping[str, Source], context: Context) -> None:
    """A finding for each source of a measure that holds what the measure can't be told from.

    For measures that are not evaluated; those that are say it where they are built (metrics.py).
    """
    kinds = KINDS.get(measure.kind, ())
    for name in measure.sources:
        found = sources.get(name.text)
        if found is None or not kinds or found.holds in kinds or context.told(name.span):
            continue
        fitting = [each.name for each in sources.values() if each.holds in kinds]
        hint = f"Name a source of {listing(kinds, 'or')}."
        if fitting and context.source is not None:
            written = context.source[measure.span]
            right = " ".join(written.replace(name.text, fitting[0]).split())
            hint = f"Write `measure: {right}`."
        context.add(
            "N211",
            "wrong-kind-of-source",
            name.span,
            f"`{measure.kind}` can't be told from {found.holds}, which `{found.name}` holds.",
            hint,
        )
