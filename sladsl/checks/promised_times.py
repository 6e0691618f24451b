"""Times that records are promised to take, wherever they stand: in a promise, in its table, in what makes a record good."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.ast import values as v
from sladsl.ast.agreements import Agreement
from sladsl.ast.later import values_within
from sladsl.ast.metrics import Measured
from sladsl.ast.objectives import Objective
from sladsl.ast.tables import Target
from sladsl.checks.reach import measured_by, metrics_of
from sladsl.checks.urgency import Length, length
from sladsl.checks.written import promises
from sladsl.record import Record
from sladsl.source import Span

MOST = ("at most", "below")


class PromisedTime(Record):
    """A time that records are promised to take: from which moment to which, of which records."""

    source: str
    since: str
    until: str
    where: v.Value | None
    clock: v.Value | None
    label: tuple[str, ...]
    value: v.Value
    limit: Length
    span: Span


def promised_times(node: Agreement) -> Iterator[PromisedTime]:
    """Times that are promised of each record or of a share of them, by the moments between which they run."""
    metrics = metrics_of(node)
    for objective in node.children(Objective):
        for words in promises(objective):
            if words.verb == "reports":
                continue
            for metric in measured_by(objective, words, metrics):
                measure = metric.measure if isinstance(metric, Measured) else None
                if not isinstance(measure, v.Measure) or len(measure.sources) != 1:
                    continue
                if isinstance(measure.operand, v.ElapsedTime) and measure.kind == "time of":
                    yield from _of_records(objective, words, measure, metric)
                elif measure.kind == "share of" and isinstance(metric, Measured):
                    yield from _of_condition(measure, metric)


def _of_records(
    objective: Objective, words: v.PromiseWords, measure: v.Measure, metric: object
) -> Iterator[PromisedTime]:
    bound = words.bound
    if bound is None or bound.comparator not in MOST or not isinstance(metric, Measured):
        return
    limits: list[tuple[tuple[str, ...], v.Value]] = [((), bound.operand)]
    if isinstance(bound.operand, v.Target):
        limits = [
            (tuple(word(item) for item in row.head.items), row.cell)
            for table in objective.children(Target)
            for row in table.table
            if isinstance(row.head, v.Labels)
        ]
    for label, value in limits:
        yield from _time(measure.operand, measure, metric, label, value)


def _of_condition(measure: v.Measure, metric: Measured) -> Iterator[PromisedTime]:
    good = metric.good_when
    if isinstance(good, v.Comparison) and good.comparator in MOST:
        yield from _time(good.left, measure, metric, (), good.right)


def _time(
    operand: object, measure: v.Measure, metric: Measured, label: tuple[str, ...], value: v.Value
) -> Iterator[PromisedTime]:
    found = length(value)
    if found is not None and isinstance(operand, v.ElapsedTime):
        yield PromisedTime(
            source=measure.sources[0].text,
            since=operand.since.text,
            until=operand.until.text,
            where=metric.where,
            clock=metric.clock,
            label=label,
            value=value,
            limit=found,
            span=value.span,
        )


def clocks_of_columns(node: Agreement) -> dict[tuple[str, str], list[v.Value | None]]:
    """The clocks on which the limits of a table run, by its name and column."""
    found: dict[tuple[str, str], list[v.Value | None]] = {}
    metrics = metrics_of(node)
    for objective in node.children(Objective):
        for words in promises(objective):
            for metric in measured_by(objective, words, metrics):
                if not isinstance(metric, Measured):
                    continue
                said = [*values_within(words), *values_within(metric.good_when)]
                for each in said:
                    if isinstance(each, v.Column):
                        key = (each.table.text, each.column.text)
                        found.setdefault(key, []).append(metric.clock)
    return found


def word(item: v.Value) -> str:
    """A label of a row as it is compared."""
    return str(getattr(item, "text", getattr(item, "label", "")))
