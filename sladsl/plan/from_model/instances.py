"""Services of which only some instances are meant, and metrics that don't tell these apart by themselves.

`where: Class is Gold` of a service, with an option that is chosen for each circuit: a level of each circuit is one of a
covered circuit or none. A level of all circuits together is measured from the rows of those that are covered, where the
rows name them and what is covered stays the same; otherwise it is none.
"""

from __future__ import annotations

from sladsl.ast import values as v
from sladsl.model import meanings as m
from sladsl.model.facts import Circumstance
from sladsl.plan.choices import Reading
from sladsl.plan.from_model.circumstances import Circumstances, Part, Timeline
from sladsl.plan.from_model.stretch import Stretch
from sladsl.record import replace


def apart(of: Circumstance, metric: m.Metric, reading: Reading) -> str:
    """The dimension by which somebody states what a condition hangs on, where a metric takes all of it together; ""
    otherwise."""
    if metric.for_each:
        return ""
    agreement = reading.agreement
    for name in of.facts:
        fact = agreement.facts[name]
        if any(each.fact == name and each.scope for each in agreement.stated_facts or ()):
            return fact.for_each or "instance"
    return ""


def covered(metric: m.Metric, stretch: Stretch, reading: Reading) -> tuple[m.Metric, bool]:
    """The metric of the instances that its service means, and whether it is; as it was where it tells them apart by itself,
    or can't."""
    service = reading.agreement.services.get(metric.service)
    if service is None or service.where is None:
        return metric, False
    field = apart(service.where, metric, reading)
    values = _values(field, metric, reading) if field else ()
    if not values:
        return metric, False
    timeline = _timeline(service.where, field, values, metric, stretch, reading)
    if timeline is None:
        return metric, True  # all of them are
    if any(len(parts) > 1 for parts in timeline.by_scope.values()):
        return metric, False
    meant = [scope for scope, parts in timeline.by_scope.items() if all(part.holds for part in parts)]
    if not meant:
        return metric, False
    span = metric.span
    names = tuple(v.Text(text=each, span=span) for each in meant)
    test = v.OneOf(field=v.Name(text=field, span=span), values=names, negated=False, span=span)
    where = test if metric.where is None else v.AllOf(of=(metric.where, test), span=span)
    return replace(metric, where=where), True


def not_told_apart(of: Circumstance, metric: m.Metric, stretch: Stretch, reading: Reading) -> Timeline | None:
    """Never, where what a promise hangs on is stated one by one and the metric doesn't tell it apart; None elsewhere."""
    field = apart(of, metric, reading)
    if not field:
        return None
    values = _values(field, metric, reading)
    timeline = _timeline(of, field, values, metric, stretch, reading) if values else None
    parts = [part for parts in timeline.by_scope.values() for part in parts] if timeline is not None else []
    why = f"{', '.join(of.facts)} is stated of each {field}, which {metric.name} does not tell apart"
    if parts and not any(part.holds for part in parts):
        why = " or ".join(dict.fromkeys(part.why for part in parts))
    never = Part(start=stretch.start, end=stretch.end, holds=False, why=why)
    return Timeline(by_scope={"": (never,)})


def _timeline(
    of: Circumstance,
    field: str,
    values: tuple[str, ...],
    metric: m.Metric,
    stretch: Stretch,
    reading: Reading,
) -> Timeline | None:
    """What is covered when, by the values of a field; None where all is."""
    by = Circumstances(stretch, reading, field, values)
    start, end = stretch.start, stretch.end
    if stretch.term_start is not None:
        start = max(start, stretch.term_start)
    return by.timeline(of, start, end, f"service {metric.service}")


def _values(field: str, metric: m.Metric, reading: Reading) -> tuple[str, ...]:
    """The values of a field that all sources of a metric have; () where one has no such field or does not list them."""
    fields = [reading.agreement.sources[name].fields.get(field) for name in metric.sources]
    listed = {each.values if each is not None else () for each in fields}
    return next(iter(listed)) if len(listed) == 1 else ()
