"""Outages in English: of which parts and slots they are, where they begin, and what of each counts."""

from __future__ import annotations

from sladsl.model.meanings import Metric
from sladsl.prose.document import Text
from sladsl.prose.english import quantities as q
from sladsl.prose.english.conditions import condition, field, quoted
from sladsl.prose.say import Part, join, say
from sladsl.values.duration import MINUTE
from sladsl.values.number import shown


def outage_rules(metric: Metric, service: Part) -> list[Text]:
    """A sentence for each rule that shapes an outage, in the order in which they apply."""
    found: list[Text] = []
    if metric.slot_rows:
        found.append(_rows(metric))
    elif metric.slot_down is not None:
        found.append(
            say(
                "A slot of time is down if, of the sums of its samples, {condition}.{slots}",
                condition=condition(metric.slot_down),
                slots=_slots(metric),
            )
        )
    elif metric.slot:
        found.append(
            join(
                f"The counts of the samples are added up in slots of {q.duration(metric.slot)}, which begin anew with "
                "each Service Period, and the condition is asked of the sums."
            )
        )
    if metric.parts:
        found.append(_parts(metric, service))
    if metric.starts_at:
        found.append(
            say(
                "An outage begins at {field}; one without that time does not count.",
                field=field(metric.starts_at),
            )
        )
    return found


def counted(metric: Metric, *, started: bool) -> list[Text]:
    """What of an outage counts: its grace, and the units that its time is counted in."""
    found: list[Text] = []
    if metric.grace:
        length = q.duration(metric.grace)
        found.append(
            join(f"An outage of {length} or less does not count; a longer one counts from its beginning.")
            if metric.grace_then == "then in full"
            else join(f"An outage counts only from {length} after its beginning.")
        )
    if metric.counted:
        unit = "minute" if metric.counted == MINUTE else "second"
        rest = "a minute that has begun" if unit == "minute" else "a second that has begun"
        found.append(
            join(
                f"The time of each outage in a Service Period is counted in whole {unit}s; {rest} "
                f"{'counts in full' if started else 'does not count'}."
            )
        )
    return found


def floor(metric: Metric) -> list[Text]:
    """The level that none falls below, and which way is better."""
    found = []
    if metric.floor is not None:
        said = q.percent(metric.floor) if metric.unit == "percent" else shown(metric.floor)
        found.append(join(f"It is never below {said}."))
    if metric.better:
        found.append(join(f"A {metric.better} level is better."))
    return found


def _slots(metric: Metric) -> str:
    if not metric.slot:
        return ""
    return f" A slot lasts {q.duration(metric.slot)}; slots begin anew with each Service Period."


def _rows(metric: Metric) -> Text:
    which = "all of its samples are" if metric.slot_rows == "all" else "one of its samples is"
    return join(f"A slot of time is down if {which} bad.{_slots(metric)}")


def _parts(metric: Metric, service: Part) -> Text:
    names = q.listed([quoted(part) for part in metric.parts])
    if metric.least == len(metric.parts):
        return say(
            "{service} is down only while all of these are down at the same time: {parts} ({field}).",
            service=service,
            parts=names,
            field=field(metric.part),
        )
    return say(
        "{service} is down only while at least {least} of these are down at the same time: {parts} ({field}).",
        service=service,
        least=str(metric.least),
        parts=names,
        field=field(metric.part),
    )
