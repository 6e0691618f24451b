"""Promises about single records, and bounds that differ by the value of a dimension."""

from __future__ import annotations

from fractions import Fraction

from sladsl.ast import values as v
from sladsl.diagnostics.suggest import listing
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.limits import fits, limit, unit_missing
from sladsl.model.from_ast.metrics import Surroundings
from sladsl.model.limits import Figure, LeftToParties, Limit, LimitTable, RecordPromise, ScopedTargets
from sladsl.model.meanings import Bound, Field, Metric
from sladsl.source import Span
from sladsl.values.number import parse_number

ALL = "100"


def record_promise(
    words: v.PromiseWords,
    metric: Metric,
    targets: LimitTable | None,
    span: Span,
    around: Surroundings,
    context: Context,
) -> RecordPromise | None:
    """What each record must keep; None with a finding where the sentence does not say so.

    A bound that can't be read, which is told, is as one that is left open: so nothing else is said of the sentence.
    """
    source = around.sources.get(metric.sources[0]) if metric.sources else None
    noun = source.noun if source is not None and source.noun else "record"
    if metric.kind != "time of":
        context.add(
            "N224",
            "no-figure-of-a-record",
            span,
            f"`{metric.name}` is one figure a period; no {words.noun.text if words.noun else noun} has one of its own.",
            "Promise it without `of each`, or measure `opened to resolved of tickets`.",
        )
        return None
    if words.noun is not None and source is not None and source.noun:
        right = f"{source.noun}s" if words.share is not None else source.noun
        if words.noun.text not in (source.noun, right, source.name):
            context.unknown(words.noun.text, words.noun.span, (right,), "record")
    written = words.bound
    if written is None:
        return None
    unread = RecordPromise(
        comparator=written.comparator,
        limit=LeftToParties(span=written.operand.span),
        table=None,
        column="",
        noun=noun,
        share=words.share is not None,
        text="",
        span=written.span,
    )
    if written.comparator not in ("at most", "below"):
        context.add(
            "N226",
            "time-at-least",
            written.span,
            f"`{written.comparator}` would promise slowness.",
            f"Write `{_turned(written, context)}`.",
        )
        return unread
    found: Limit | LeftToParties | None = None
    table, column = None, ""
    if isinstance(written.operand, v.Duration):
        found = limit(written.operand, context)
        if found is None:
            return unread
    elif isinstance(written.operand, v.NotStated):
        found = LeftToParties(span=written.operand.span)
    else:
        table, column = _table(written, targets, around, context)
        if table is None or not fits(table, _fields(metric, around), written.operand.span, context):
            return unread
        if _figures(table, column, context):
            return unread
    if targets is not None and table is not targets:
        context.add(
            "N223",
            "target-unused",
            targets.span,
            "The promise does not name this table.",
            "Write `at most target` in the promise, or leave the table out.",
        )
    return RecordPromise(
        comparator=written.comparator,
        limit=found,
        table=table,
        column=column,
        noun=noun,
        share=words.share is not None,
        text=_text(written, found, column, table),
        span=written.span,
    )


def _turned(written: v.Bound, context: Context) -> str:
    """The bound with its own figure and the other direction."""
    operand = written.operand
    figure = "target" if isinstance(operand, v.Target) else ""
    if not figure and context.source is not None and not isinstance(operand, v.NotStated):
        figure = " ".join(context.source[operand.span].split())
    return f"{'below' if written.comparator == 'above' else 'at most'} {figure or '4 hours'}"


def _text(
    written: v.Bound, found: Limit | LeftToParties | None, column: str, table: LimitTable | None
) -> str:
    if isinstance(found, Limit):
        return f"{written.comparator} {found.text}"
    if table is None:
        return f"{written.comparator} not stated"
    return f"{written.comparator} {f'{table.name}.{column}' if table.name else 'target'}"


def share_bound(words: v.PromiseWords, span: Span) -> Bound | None:
    """The share of records that must keep the promise: the one that is written, else all of them."""
    if words.verb == "reports":
        return None
    share = words.share
    if share is not None and isinstance(share.operand, v.Quantity):
        number = share.operand.number
        return Bound(
            comparator=share.comparator,
            value=number.value / 100,
            written=number,
            unit="percent",
            span=share.span,
        )
    number_of_all = parse_number(ALL)
    assert number_of_all is not None
    return Bound(comparator="at least", value=Fraction(1), written=number_of_all, unit="percent", span=span)


def _fields(metric: Metric, around: Surroundings) -> dict[str, Field]:
    return dict(around.sources[metric.sources[0]].fields) if metric.sources else {}


def _table(
    written: v.Bound, targets: LimitTable | None, around: Surroundings, context: Context
) -> tuple[LimitTable | None, str]:
    """The table and column that a bound names."""
    operand = written.operand
    if isinstance(operand, v.Target):
        if targets is None:
            context.add(
                "N227",
                "target-missing",
                operand.span,
                "This objective has no table `target by …`.",
                "Add `target by priority { P1: 15 minutes   otherwise: 1 hour }`.",
            )
        return targets, "target"
    if isinstance(operand, v.Column):
        found = context.find(operand.table, around.tables, "table")
        if found is None or context.find(operand.column, found.columns_by_name(), "column") is None:
            return None, ""
        return found, operand.column.text
    if isinstance(operand, v.Quantity) and operand.unit == "":
        unit_missing(operand, "the time of a record is", context)
        return None, ""
    hint = "Write `at most 4 hours`, `at most target` or a column of a table."
    having = [
        name
        for name, each in around.tables.items()
        if isinstance(operand, v.Name) and operand.text in each.columns
    ]
    if having and isinstance(operand, v.Name):
        hint = f"`{operand.text}` is a column of `{having[0]}`: write `at most {having[0]}.{operand.text}`."
    context.add(
        "N204", "unit-mismatch", operand.span, "The time of a record is compared with a duration.", hint
    )
    return None, ""


def _figures(table: LimitTable, column: str, context: Context) -> bool:
    """Whether a column that should hold durations holds something else."""
    place = table.columns_by_name().get(column)
    for row in table.rows:
        found = row.cells[place] if place is not None and place < len(row.cells) else None
        if isinstance(found, Figure) and found.unit == "number":
            quantity = v.Quantity(number=found.written, unit="", span=found.span)
            unit_missing(quantity, "the time of a record is", context)
            return True
        if isinstance(found, Figure):
            context.add(
                "N204",
                "unit-mismatch",
                found.span,
                "The time of a record is compared with a duration.",
                "Write `4 hours`.",
            )
            return True
    return False


def scoped_targets(
    written: v.Bound,
    metric: Metric,
    targets: LimitTable | None,
    around: Surroundings,
    context: Context,
) -> ScopedTargets | None:
    """Bounds of a level by the values of its dimension."""
    table, column = _table(written, targets, around, context)
    if table is None or not table.by:
        return None
    if not metric.for_each:
        context.add(
            "N228",
            "target-without-dimension",
            written.operand.span,
            f"`{metric.name}` is one figure for all; nothing tells it apart by {listing(table.by)}.",
            f"Say `for each: {table.by[0] if table.by else 'priority'}` in the metric.",
        )
        return None
    if table.by != (metric.for_each,):
        context.add(
            "N228",
            "target-without-dimension",
            written.operand.span,
            f"`{metric.name}` is told apart by `{metric.for_each}`, and the table by {listing(table.by)}.",
            f"Make the table by `{metric.for_each}`.",
        )
        return None
    place = table.columns_by_name().get(column, 0)
    for row in table.rows:
        label = row.labels[0] if row.labels else None
        if label is not None and metric.scopes and label not in metric.scopes:
            context.unknown(label, row.span, metric.scopes, f"value of `{metric.for_each}`")
        found = row.cells[place]
        unit = "duration" if isinstance(found, Limit) else found.unit if isinstance(found, Figure) else None
        if isinstance(found, Figure) and unit == "number" and metric.unit == "duration":
            quantity = v.Quantity(number=found.written, unit="", span=found.span)
            unit_missing(quantity, f"`{metric.name}` is", context)
            return None
        if unit is not None and metric.unit is not None and unit != metric.unit:
            context.add(
                "N204",
                "unit-mismatch",
                found.span,
                f"`{metric.name}` is a {metric.unit}, and this is a {unit}.",
                "Write it in that unit.",
            )
            return None
    return ScopedTargets(comparator=written.comparator, table=table, column=column, span=written.span)
