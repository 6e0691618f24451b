"""Metrics: a measure bound to its sources, with conditions that its kind understands."""

from __future__ import annotations

from collections.abc import Sequence

from sladsl.ast import values as v
from sladsl.ast.metrics import Measured
from sladsl.ast.metrics import Metric as MetricBlock
from sladsl.diagnostics.suggest import listing
from sladsl.model.from_ast.conditions import check_condition
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.delays import delay
from sladsl.model.from_ast.good_meant import good_meant
from sladsl.model.from_ast.interpretation import choices
from sladsl.model.from_ast.measures import (
    COUNTED,
    FIGURES,
    KINDS,
    LIMITED,
    SAMPLE,
    TIME,
    UNITS,
    clock,
    figure,
)
from sladsl.model.from_ast.outage_rules import better_of, floor_of, outage_rules
from sladsl.model.from_ast.weights import weight
from sladsl.model.from_ast.words import evaluated
from sladsl.model.limits import LimitTable
from sladsl.model.meanings import Calendar, Exclusion, Field, Metric, Party, Service, Source
from sladsl.source import Span

TAKEN_OFF = (
    "Whoever reports the level has taken exclusions off already: say so in the title of the objective or in a `clause`, and "
    "leave it out; or measure the level yourself."
)
"""The way out where an exclusion is meant for a level that somebody reports."""


class Surroundings:
    """What a metric can name."""

    __slots__ = ("calendars", "exclusions", "parties", "services", "sources", "tables")

    def __init__(
        self,
        parties: dict[str, Party],
        services: dict[str, Service],
        sources: dict[str, Source],
        exclusions: dict[str, Exclusion],
        calendars: dict[str, Calendar],
        tables: dict[str, LimitTable],
    ) -> None:
        self.parties = parties
        self.services = services
        self.sources = sources
        self.exclusions = exclusions
        self.calendars = calendars
        self.tables = tables


def metric(block: Measured, name: str, around: Surroundings, context: Context) -> Metric | None:
    """The metric of a block, None when it has no readable measure (a finding says so)."""
    measure = block.measure
    if not isinstance(measure, v.Measure):
        if not block.has(Measured.measure):
            context.add(
                "N108",
                "undefined-metric",
                block.head_span,
                "This does not say what is measured.",
                f"Add `measure: {_sample(around)}`, or `measure: as reported`.",
            )
        return None
    if measure.kind == "delay of":
        return delay(block, name, around.parties, context)
    sources = _sources(measure, around, context)
    fields = common_fields(sources)
    conditions: dict[str, v.Condition | None] = {}
    spans: dict[str, Span] = {}
    for key, value in (
        (Measured.where, block.where),
        (Measured.good_when, block.good_when),
        (Measured.down_when, block.down_when),
    ):
        conditions[key.name] = None
        if (
            value is not None
            and sources
            and isinstance(
                value,
                (v.Comparison, v.OneOf, v.IsKnown, v.Notice, v.Order, v.Truth, v.Not, v.AllOf, v.AnyOf),
            )
        ):
            by_record = measure.kind in COUNTED
            if check_condition(value, fields, context, around.tables, in_business_days=by_record):
                conditions[key.name] = value
            spans[key.name] = block.span_of(key)
    _limits(block, measure, sources, context)
    rules = outage_rules(block, measure, sources, fields, around.tables, context)
    service = _service(block, sources, around, context)
    dimension, scopes = _dimension(block, service, fields, around, bool(sources), context)
    names = []
    excluding = block.excluding
    if isinstance(excluding, v.Names):
        names = [item.text for item in excluding.items if context.find(item, around.exclusions, "exclusion")]
    excluded_rows = _excluded_rows(block, measure, names, sources, around, context)
    controlled = block.controlled_by
    if isinstance(controlled, v.Name):
        context.find(controlled, around.parties, "party")
    own = not isinstance(block, MetricBlock)
    unit = UNITS.get(measure.kind)
    if measure.operand is not None and sources:
        found = figure(measure, fields, context)
        unit = found if measure.kind in FIGURES else unit
    return Metric(
        name=name,
        title=block.title.text if block.title else "",
        kind=evaluated(measure.kind),
        service=service,
        sources=tuple(source.name for source in sources),
        for_each=dimension,
        scopes=scopes,
        where=conditions["where"],
        good=conditions["good when"],
        down=conditions["down when"],
        shortest=_length(block.shortest_outage, context),
        gaps=_length(block.merge_gaps, context),
        exclusions=tuple(names),
        controlled_by=controlled.text if isinstance(controlled, v.Name) else "",
        controlled_open=isinstance(controlled, v.NotStated),
        collected_by=context.text(block, Measured.collected_by),
        choices=choices((block,), context),
        unit=unit,
        own=own,
        operand=measure.operand,
        percentile=measure.percentile.value / 100 if measure.percentile is not None else None,
        weight=weight(block, measure, sources, fields, context),
        nth=max(1, int(measure.nth.value)) if measure.nth is not None else 0,
        excluded_rows=tuple(excluded_rows.values()),
        excluded_by=tuple(excluded_rows),
        counted=rules.counted,
        grace=rules.grace,
        grace_then=rules.grace_then,
        starts_at=rules.starts_at,
        part=rules.part,
        parts=rules.parts,
        least=rules.least,
        slot_down=rules.slot_down,
        slot_rows=rules.slot_rows,
        floor=floor_of(block, unit, context),
        better=better_of(block),
        slot=_length(measure.slot or block.slots, context),
        complement=measure.complement,
        clock=clock(block, sources, around.sources, around.calendars, context),
        tables=around.tables,
        condition_spans=spans,
        cites=context.text(block, Measured.cites),
        span=block.head_span,
    )


def _excluded_rows(
    block: Measured,
    measure: v.Measure,
    names: list[str],
    sources: list[Source],
    around: Surroundings,
    context: Context,
) -> dict[str, v.Condition | None]:
    """Which rows of the metric its exclusions take out, by conditions (None: all of them)."""
    found: dict[str, v.Condition | None] = {}
    for name in names:
        exclusion = around.exclusions[name]
        if not exclusion.requests:
            continue
        of_rows = measure.kind in COUNTED or measure.kind == "average over slots of"
        if of_rows and exclusion.requests in {source.name for source in sources}:
            found[name] = exclusion.requests_where
        elif not exclusion.source and sources:
            told = "its records" if of_rows else "time"
            context.add(
                "N208",
                "key-without-effect",
                block.span_of(Measured.excluding),
                f"`{name}` excludes records of `{exclusion.requests}`, and `{measure.kind}` is told from "
                f"{f'those of `{sources[0].name}`' if of_rows else told} here.",
                "Leave it out, or exclude the time.",
            )
    return found


def _sample(around: Surroundings) -> str:
    """A measure of the agreement's own first source."""
    first = next(iter(around.sources.values()), None)
    return f"{SAMPLE[first.holds]} {first.name}" if first is not None else "uptime from checks"


def _sources(measure: v.Measure, around: Surroundings, context: Context) -> list[Source]:
    sources = []
    for name in measure.sources:
        found = around.sources.get(name.text)
        if found is None:  # a source may be named by the noun of its rows
            found = next(
                (
                    source
                    for source in around.sources.values()
                    if source.noun and f"{source.noun}s" == name.text
                ),
                None,
            )
        if found is None:
            context.unknown(name.text, name.span, around.sources, "source")
        elif found.holds not in KINDS[measure.kind]:
            context.add(
                "N211",
                "wrong-kind-of-source",
                name.span,
                f"`{measure.kind}` can't be told from {found.holds}, which `{found.name}` holds.",
                _other_source(measure, name, found, around, context),
            )
        else:
            sources.append(found)
            if found.holds == "records" and all(field.type != "time" for field in found.fields.values()):
                context.add(
                    "N285",
                    "records-without-time",
                    name.span,
                    f"No field of `{found.name}` is a time, so nobody can tell in which period a record falls.",
                    f"Add one to the `fields` of `{found.name}`, as in `opened: time`.",
                )
    if len({source.holds for source in sources}) > 1:
        context.add(
            "N211",
            "wrong-kind-of-source",
            measure.span,
            "Samples and intervals can't be measured together here.",
            "Name sources of one kind.",
        )
        return []
    return sources


def _other_source(
    measure: v.Measure, name: v.Name, found: Source, around: Surroundings, context: Context
) -> str:
    """The same measure from a source that it can be told from, and what can be told from this one."""
    fields = {measure.operand.text} if isinstance(measure.operand, v.FieldName) else set()
    fitting = [
        each.name
        for each in around.sources.values()
        if each.holds in KINDS[measure.kind] and fields <= each.fields.keys()
    ]
    other = f"measure: {SAMPLE[found.holds]} {found.name}"
    if not fitting or context.source is None:
        return f"Write `{other}`, or name a source of {listing(KINDS[measure.kind], 'or')}."
    text, at = context.source[measure.span], name.span.start - measure.span.start
    rest = text[at + len(name.text) :]
    right = " ".join(f"measure: {text[:at]}{fitting[0]}{rest}".split())
    has = f": `{fitting[0]}` has `{fields.pop()}`" if fields - found.fields.keys() else ""
    return f"Write `{right}`{has}." if has else f"Write `{right}`, or `{other}`."


def common_fields(sources: Sequence[Source]) -> dict[str, Field]:
    """Fields that all the sources have, of one type."""
    if not sources:
        return {}
    common = dict(sources[0].fields)
    for source in sources[1:]:
        for name in list(common):
            if name not in source.fields or source.fields[name].type != common[name].type:
                del common[name]
    return common


def _limits(block: Measured, measure: v.Measure, sources: list[Source], context: Context) -> None:
    for key, kinds in LIMITED:
        if block.has(key) and measure.kind not in kinds:
            context.add(
                "N208",
                "key-without-effect",
                block.span_of(key),
                f"`{key.name}` means nothing for `{measure.kind}`.",
                TAKEN_OFF
                if measure.kind == "as reported" and key is Measured.excluding
                else "Leave it out, or measure something else.",
            )
    if measure.kind == "share of" and not block.has(Measured.good_when):
        context.add(
            "N109",
            "good-unstated",
            block.head_span,
            "A share needs to know which records are good.",
            f"Add {good_meant(sources)}.",
        )
    samples = bool(sources) and sources[0].holds == "samples"
    of_samples = (
        (Measured.overlapping_outages, Measured.partial_minutes) if samples else (Measured.missing_samples,)
    )
    for key in of_samples if sources and measure.kind in TIME else ():
        # Outages that are counted in whole minutes have partial ones, whatever they are told from.
        if block.has(key) and not (key is Measured.partial_minutes and block.has(Measured.counted_in)):
            context.add(
                "N208",
                "key-without-effect",
                block.span_of(key),
                f"`{key.name}` means nothing for {sources[0].holds}.",
                "Leave it out.",
            )
    summed = block.has(Measured.slots) or block.has(Measured.slot_down_when)
    if block.has(Measured.idle_slots) and measure.kind in TIME and not summed:
        context.add(
            "N208",
            "key-without-effect",
            block.span_of(Measured.idle_slots),
            "`idle slots` means nothing where no counts are added up.",
            "Say `slots: 5 minutes`, or leave it out.",
        )
    of_sums = block.has(Measured.slot_down_when) and not isinstance(block.slot_down_when, v.Answer)
    if samples and measure.kind in TIME and not block.has(Measured.down_when) and not of_sums:
        context.add(
            "N110",
            "down-unstated",
            block.head_span,
            "Nothing says which samples mean that the service is down.",
            f"Add `down when: not {next((n for n, f in sources[0].fields.items() if f.type == 'yes or no'), 'ok')}`.",
        )


def _service(block: Measured, sources: list[Source], around: Surroundings, context: Context) -> str:
    of = block.of
    if isinstance(of, v.Name):
        return of.text if context.find(of, around.services, "service") is not None else ""
    named = {source.service for source in sources if source.service in around.services}
    if len(named) == 1:
        return named.pop()
    if not named and len(around.services) == 1:
        return next(iter(around.services))
    return ""


def _dimension(
    block: Measured,
    service: str,
    fields: dict[str, Field],
    around: Surroundings,
    measured: bool,
    context: Context,
) -> tuple[str, tuple[str, ...]]:
    """The field whose values are assessed one by one, and its values where they are a closed list."""
    own = block.for_each
    if isinstance(own, v.Answer):
        return "", ()
    # Several fields together are left out of what is evaluated: there is one at most.
    name = own.items[0] if isinstance(own, v.Names) else None
    declared = around.services.get(service)
    if name is None:
        if declared is None or not declared.for_each or declared.for_each not in fields:
            return (declared.for_each if declared is not None and not measured else "", ())
        found = fields[declared.for_each]
        span = declared.span
    else:
        looked = context.find(name, fields, "field") if measured else None
        if looked is None:
            return (name.text if not measured else "", ())
        found, span = looked, name.span
    if found.type not in ("choice", "text"):
        context.add(
            "N209",
            "types-differ",
            span,
            f"`{found.name}` is no choice or text; its values can't be assessed one by one.",
            f"Declare it with its values: `{found.name}: A, B`.",
        )
        return "", ()
    return found.name, found.values


def _length(value: v.Value | None, context: Context) -> int:
    return (context.microseconds(value) or 0) if isinstance(value, v.Duration) else 0
