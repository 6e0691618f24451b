"""Reads conditions on the fields of a row, populations and measures."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from sladsl.ast import values as v
from sladsl.source import Span
from sladsl.syntax.values.trees import COMPARATORS, Unreadable, kind_of, number, read, read_all, span_of


def _any_of(tree: Any) -> v.AnyOf:
    """Conditions joined by `or`; in `status is Open or Closed` nobody means a field `Closed`."""
    parts = read_all(tree)
    for left, right in pairwise(parts):
        if isinstance(left, v.OneOf) and isinstance(right, v.Truth):
            said = "is not" if left.negated else "is"
            values = ", ".join(_shown(value) for value in (*left.values, right.field))
            raise Unreadable(
                f"`{said}` takes one value, and `{right.field.text}` stands alone after `or`.",
                f"Write `{left.field.text} {said} one of {values}`, or the field `{right.field.text}` first.",
                right.span,
            )
    return v.AnyOf(of=tuple(parts), span=span_of(tree))


def _shown(value: v.Name | v.Text) -> str:
    return value.text if isinstance(value, v.Name) else f'"{value.text}"'


def _field(tree: Any) -> v.FieldName:
    return v.FieldName(text=str(tree.children[0]), span=span_of(tree))


def _arithmetic(tree: Any) -> v.Arithmetic:
    operator: Any = {"plus": "+", "minus": "-", "times": "*", "over": "/"}[kind_of(tree)]
    left, right = tree.children
    return v.Arithmetic(operator=operator, left=read(left), right=read(right), span=span_of(tree))


def _compared(tree: Any) -> v.Comparison:
    left, comparator, right = tree.children
    return v.Comparison(
        left=read(left), comparator=COMPARATORS[kind_of(comparator)], right=read(right), span=span_of(tree)
    )


def _one_of(tree: Any) -> v.OneOf:
    field, *values = tree.children
    return v.OneOf(
        field=read(field),
        values=tuple(read(value.children[0]) for value in values),
        negated="not" in kind_of(tree),
        span=span_of(tree),
    )


def _is_known(tree: Any) -> v.IsKnown:
    return v.IsKnown(field=read(tree.children[0]), negated=kind_of(tree) == "is_unknown", span=span_of(tree))


def _notice(tree: Any) -> v.Notice:
    earlier, comparator, distance, later = tree.children
    first, length = read(earlier), read(distance)
    if not isinstance(first, v.FieldName) or not isinstance(length, v.Duration):
        raise Unreadable(
            "Notice is a time field, a duration and another time field.",
            "Write `announced at least 5 days before start`.",
            span_of(tree),
        )
    return v.Notice(
        earlier=v.Name(text=first.text, span=first.span),
        comparator=COMPARATORS[kind_of(comparator)],
        distance=length,
        later=read(later),
        span=span_of(tree),
    )


def _population(tree: Any) -> v.Population:
    source, *where = tree.children
    return v.Population(source=read(source), where=read(where[0]) if where else None, span=span_of(tree))


def _order(tree: Any) -> v.Order:
    left, right = tree.children
    words = kind_of(tree)
    return v.Order(
        left=read(left),
        right=read(right),
        order="before" if words.endswith("before") else "after",
        negated="not" in words,
        span=span_of(tree),
    )


def _column(tree: Any) -> v.Column:
    token = tree.children[0]
    table, column = str(token).split(".")
    span = span_of(token)
    middle = span.start + len(table)
    return v.Column(
        table=v.Name(text=table, span=Span(start=span.start, end=middle)),
        column=v.Name(text=column, span=Span(start=middle + 1, end=span.end)),
        span=span,
    )


def _figure(tree: Any) -> v.Measure:
    """A measure of one figure a row: its operand and the source, after what its kind has besides."""
    kind: Any = kind_of(tree).replace("_", " ")
    complement = kind in ("ratio complement", "slot complement")
    parts = list(tree.children)
    if complement:
        hundred = read(parts[0])
        if not (isinstance(hundred, v.Quantity) and hundred.unit == "%" and hundred.number.value == 100):
            raise Unreadable(
                "Only `100%` can stand before a ratio here.", "Write `100% - …`.", span_of(parts[0])
            )
        del parts[0]
    percentile = slot = None
    if kind == "percentile of":
        percentile = number(parts.pop(0))
        if not 0 < percentile.value < 100:
            raise Unreadable(
                "A percentile lies between 0 and 100.", "Write `95th percentile of …`.", span_of(tree)
            )
    elif kind in ("slot average", "slot complement"):
        slot = read(parts.pop(0))
    kinds: dict[str, Any] = {
        "slot average": "average over slots of",
        "slot complement": "average over slots of",
        "ratio complement": "ratio of",
    }
    operand, among = parts
    where = str(getattr(among, "data", ""))
    if kind == "weighted average of":
        if where != "across":
            raise Unreadable(
                "A weighted average of levels is one across a dimension.",
                "Write `weighted average of Uptime across region`.",
                span_of(tree),
            )
        return _of_metric(tree, "weighted average", operand, among)
    if where in ("over_the_last", "across"):
        return _of_metric(tree, kind, operand, among)
    source = among.children[0] if where == "in_source" else among
    return v.Measure(
        kind=kinds.get(kind, kind),
        sources=(read(source),),
        operand=read(operand),
        percentile=percentile,
        slot=slot,
        complement=complement,
        span=span_of(tree),
    )


def _of_metric(tree: Any, kind: Any, operand: Any, among: Any) -> v.Measure:
    """`average of Uptime over the last 3 months`, `maximum of Uptime across region`."""
    metric = read(operand)
    if not isinstance(metric, v.FieldName):
        raise Unreadable(
            "Over periods or across a dimension stands a metric.",
            "Write `average of Uptime over the last 3 months`.",
            span_of(operand),
        )
    if kind_of(among) == "across":
        return v.Measure(
            kind=kind, sources=(), operand=metric, across=read(among.children[0]), span=span_of(tree)
        )
    count, periods = among.children
    word: Any = str(periods).removesuffix("s")
    return v.Measure(
        kind=kind, sources=(), operand=metric, last=number(count), period=word, span=span_of(tree)
    )


def _time_until(tree: Any) -> v.Measure:
    nth, source = tree.children
    return v.Measure(kind="time until", sources=(read(source),), nth=number(nth), span=span_of(tree))


def _formula(tree: Any) -> v.Measure:
    return v.Measure(kind="formula of", sources=(), operand=read(tree.children[0]), span=span_of(tree))


def _clock(tree: Any) -> v.ClockWords:
    parts = read_all(tree)
    calendar = None if kind_of(tree) == "paused_clock" else parts.pop(0)
    return v.ClockWords(
        calendar=calendar,
        paused=parts[0] if parts else None,
        log=parts[1] if len(parts) > 1 else None,
        span=span_of(tree),
    )


def _measure(tree: Any) -> v.Measure:
    kind: Any = kind_of(tree).replace("_", " ")
    return v.Measure(kind=kind, sources=tuple(read_all(tree)), span=span_of(tree))


READERS: dict[str, Callable[[Any], Any]] = {
    "any_of": _any_of,
    "all_of": lambda tree: v.AllOf(of=tuple(read_all(tree)), span=span_of(tree)),
    "negated": lambda tree: v.Not(of=read(tree.children[0]), span=span_of(tree)),
    "compared": _compared,
    "is_value": _one_of,
    "is_not_value": _one_of,
    "is_one_of": _one_of,
    "is_not_one_of": _one_of,
    "is_known": _is_known,
    "is_unknown": _is_known,
    "notice": _notice,
    "truth": lambda tree: v.Truth(field=read(tree.children[0]), span=span_of(tree)),
    "field": _field,
    "plus": _arithmetic,
    "minus": _arithmetic,
    "times": _arithmetic,
    "over": _arithmetic,
    "elapsed": lambda tree: v.ElapsedTime(
        since=read(tree.children[0]), until=read(tree.children[1]), span=span_of(tree)
    ),
    "population": _population,
    "uptime_from": _measure,
    "downtime_from": _measure,
    "share_of": _measure,
    "number_of": _measure,
    "as_reported": _measure,
    "longest_outage_from": _measure,
    "number_of_outages_from": _measure,
    "weighted_average": _measure,
    "delay_of": _measure,
    "time_until": _time_until,
    "formula_of": _formula,
    **dict.fromkeys(
        (
            "time_of",
            "average_of",
            "weighted_average_of",
            "median_of",
            "sum_of",
            "minimum_of",
            "maximum_of",
            "percentile_of",
            "ratio_of",
            "ratio_complement",
            "slot_average",
            "slot_complement",
        ),
        _figure,
    ),
    "is_before": _order,
    "is_after": _order,
    "is_not_before": _order,
    "is_not_after": _order,
    "column": _column,
    "clock": _clock,
    "paused_clock": _clock,
    "running_in": lambda tree: read(tree.children[0]),
    "running_always": lambda tree: v.Answer(text="always", span=span_of(tree)),
}
