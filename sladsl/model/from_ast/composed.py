"""Metrics that are computed from other metrics: formulas and weighted averages, each after what it needs."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from fractions import Fraction
from typing import Literal

from sladsl.ast import values as v
from sladsl.ast.metrics import Measured
from sladsl.ast.metrics import Metric as MetricBlock
from sladsl.ast.scoring import Weights
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.interpretation import choices
from sladsl.model.from_ast.outage_rules import better_of, floor_of
from sladsl.model.from_ast.taken_over import is_taken_over, of_which, taken_over
from sladsl.model.from_ast.words import evaluated
from sladsl.model.meanings import Metric, Party, Service, Source, TakenOver, Unit
from sladsl.source import Span
from sladsl.values.number import decimal_text

COMPOSED = ("formula of", "weighted average")
NOT_OF_RECORDS = (
    Measured.of, Measured.controlled_by, Measured.collected_by, Measured.cites, Measured.level_rounding, Measured.measure,
    Measured.overrides, Measured.floor, Measured.better,
)  # fmt: skip
"""Keys that mean something where nothing is measured by itself."""
Kind = Literal["percent", "duration", "number", "plain", ""]
"""The unit of a piece of a formula: `plain` is a bare figure, which fits a percentage and a number; "" is unknown."""


def is_composed(block: Measured) -> bool:
    """Whether a metric is computed from others."""
    measure = block.measure
    return isinstance(measure, v.Measure) and (
        is_taken_over(measure)
        or (measure.kind in COMPOSED and measure.across is None and measure.last is None)
    )


def needed(block: Measured) -> list[v.Name]:
    """The metrics that one is computed from, each once, as they are written."""
    measure = block.measure
    assert isinstance(measure, v.Measure)
    found: dict[str, v.Name] = {}
    if is_taken_over(measure):
        return of_which(measure)
    if measure.kind == "formula of":
        for each in _names(measure.operand):
            found.setdefault(each.text, v.Name(text=each.text, span=each.span))
    else:
        for name, _ in _rows(block):
            found.setdefault(name.text, name)
    return list(found.values())


def composed(
    block: Measured,
    name: str,
    known: Mapping[str, Metric],
    parties: Mapping[str, Party],
    services: Mapping[str, Service],
    context: Context,
    told: Container[str] = (),
    sources: Mapping[str, Source] = {},
) -> Metric | None:
    """The metric of such a block; None where a part of it is none, which is told.

    `told` are names of metrics of which something has been told already.
    """
    measure = block.measure
    assert isinstance(measure, v.Measure)
    names = needed(block)
    parts = [found for each in names if (found := _part(each, known, told, context)) is not None]
    _refuse_keys(block, measure, context)
    if len(parts) < len(names) or not parts:
        if not names:
            context.add(
                "N262",
                "computed-from-nothing",
                measure.span,
                "This is computed from no metric.",
                "Add `weights { Uptime: 60%   Speed: 40% }` with metrics of this agreement."
                if measure.kind == "weighted average"
                else "Name a metric in the formula, or write the figure where it is needed.",
            )
        return None
    dimensions = {part.for_each for part in parts if part.for_each}
    if len(dimensions) > 1:
        context.add(
            "N263",
            "parts-apart",
            measure.span,
            f"Its parts are measured for each {' and for each '.join(sorted(dimensions))}: they have no level in common.",
            "Measure them for the same dimension, or `for each: all`.",
        )
        return None
    operand: v.Operand | None = measure.operand
    weights: tuple[tuple[str, Fraction], ...] = ()
    over: TakenOver | None = None
    if measure.kind == "weighted average":
        units = {part.unit or "percent" for part in parts}
        unit: Unit | None = units.pop() if len(units) == 1 else None
        if units and unit is None:
            _mixed(measure.span, "An average is taken of levels of one unit.", context)
        weights = _weights(block, context)
    elif is_taken_over(measure):
        unit, operand = parts[0].unit, None
        over = taken_over(measure, known, sources, context)
        if over is None:
            return None
        if not over.last:
            dimensions.clear()
    else:
        assert operand is not None
        unit = _unit(operand, {part.name: part for part in parts}, context)
    scopes = list(dict.fromkeys(scope for part in parts for scope in part.scopes))
    closed = all(part.scopes for part in parts if part.for_each)
    of = block.of
    controlled = block.controlled_by
    if isinstance(controlled, v.Name):
        context.find(controlled, parties, "party")
    if isinstance(of, v.Name):
        context.find(of, services, "service")
    return Metric(
        name=name,
        title=block.title.text if block.title else "",
        kind=evaluated(measure.kind),
        service=of.text if isinstance(of, v.Name) else parts[0].service,
        sources=tuple(dict.fromkeys(source for part in parts for source in part.sources)),
        for_each=next(iter(dimensions), ""),
        scopes=tuple(scopes) if closed and dimensions else (),
        controlled_by=controlled.text if isinstance(controlled, v.Name) else "",
        controlled_open=isinstance(controlled, v.NotStated),
        collected_by=context.text(block, Measured.collected_by),
        choices=choices((block,), context),
        unit=unit,
        own=not isinstance(block, MetricBlock),
        operand=operand,
        over=over,
        computed_from=tuple(part.name for part in parts),
        weights=weights,
        floor=floor_of(block, unit, context),
        better=better_of(block),
        cites=context.text(block, Measured.cites),
        span=block.head_span,
    )


def compose(
    blocks: list[tuple[str, Measured]],
    metrics: dict[str, Metric],
    parties: Mapping[str, Party],
    services: Mapping[str, Service],
    context: Context,
    sources: Mapping[str, Source],
) -> None:
    """Adds the metrics of these blocks to those that are measured, each after those that it needs."""
    waiting = dict(blocks)
    while waiting:
        ready = [
            name for name, block in waiting.items() if not any(each.text in waiting for each in needed(block))
        ]
        if not ready:
            return  # they need each other, which is told
        for name in ready:
            block = waiting.pop(name)
            made = composed(block, name, metrics, parties, services, context, dict(blocks), sources)
            if made is not None:
                metrics.setdefault(name, made)


def _names(value: object) -> Iterator[v.FieldName]:
    match value:
        case v.FieldName():
            yield value
        case v.Arithmetic():
            yield from _names(value.left)
            yield from _names(value.right)
        case _:
            return


def _rows(block: Measured) -> Iterator[tuple[v.Name, v.Value]]:
    for weights in block.children(Weights):
        for row in weights.table:
            for item in row.head.items if isinstance(row.head, v.Labels) else ():
                if isinstance(item, v.Name):
                    yield item, row.cell


def _part(name: v.Name, known: Mapping[str, Metric], told: Container[str], context: Context) -> Metric | None:
    found = known.get(name.text)
    if found is None:
        if name.text not in told:
            context.unknown(name.text, name.span, known, "metric")
        return None
    if found.kind == "time of":
        context.add(
            "N264",
            "level-of-each-record",
            name.span,
            f"`{name.text}` is one time for each record, which is no level to compute with.",
            "Take `average of`, `median of` or a percentile of it, or the `share of` records that keep a limit.",
        )
        return None
    return found


def _weights(block: Measured, context: Context) -> tuple[tuple[str, Fraction], ...]:
    """What each counts, as parts of the whole."""
    found: dict[str, Fraction] = {}
    for name, cell in _rows(block):
        if isinstance(cell, v.Quantity) and cell.unit in ("%", ""):
            value = cell.number.value / 100 if cell.unit == "%" else cell.number.value
            found[name.text] = found.get(name.text, Fraction(0)) + value
    total = sum(found.values(), Fraction(0))
    if (
        found
        and total not in (0, 1)
        and all(cell.unit == "%" for _, cell in _rows(block) if isinstance(cell, v.Quantity))
    ):
        head = block.children(Weights)[0].head_span
        part = decimal_text(total * 100, 2).rstrip("0").rstrip(".")
        code = ("N179", "more-than-the-whole") if total > 1 else ("N181", "less-than-the-whole")
        context.add(*code, head, f"These parts are {part}% together.", "Make them 100% together.")
    return tuple((name, value / total) for name, value in found.items()) if total else ()


def _refuse_keys(block: Measured, measure: v.Measure, context: Context) -> None:
    """Keys of what is measured mean nothing where all is computed."""
    if context.told(measure.span):
        return  # names that nobody knows: another measure is meant
    kept = {key.name for key in NOT_OF_RECORDS}
    for entry in block.entries:
        if entry.key not in kept and entry.key in KEYS:
            context.add(
                "N208",
                "key-without-effect",
                entry.span,
                f"`{entry.key}` means nothing for a level that is computed from others.",
                "Say it of the metrics that it is computed from.",
            )


KEYS = frozenset(
    key.name
    for key in (
        Measured.for_each, Measured.clock, Measured.slots, Measured.where, Measured.good_when, Measured.down_when,
        Measured.shortest_outage, Measured.merge_gaps, Measured.excluding, Measured.missing_samples, Measured.idle_slots,
        Measured.percentile_method, Measured.record_belongs_to, Measured.undecided_records, Measured.excluded_time,
        Measured.weight,
    )
)  # fmt: skip
"""Keys of what is measured row by row; keys of objectives stand beside them."""


def _unit(operand: v.Operand, parts: Mapping[str, Metric], context: Context) -> Unit | None:
    found = _kind(operand, parts, context)
    return None if found in ("plain", "") else found  # type: ignore[return-value]


def _kind(operand: v.Operand, parts: Mapping[str, Metric], context: Context) -> Kind:
    match operand:
        case v.FieldName():
            part = parts.get(operand.text)
            return "" if part is None else part.unit or ""
        case v.Quantity():
            if operand.unit in ("%", ""):
                return "percent" if operand.unit else "plain"
            _mixed(operand.span, f"A level can't be computed with {operand.unit}.", context)
            return ""
        case v.Duration():
            return "duration"
        case v.Arithmetic():
            return _joined(
                operand, _kind(operand.left, parts, context), _kind(operand.right, parts, context), context
            )
        case _:
            _mixed(operand.span, "This is no level and no figure.", context)
            return ""


def _joined(written: v.Arithmetic, left: Kind, right: Kind, context: Context) -> Kind:
    if "" in (left, right):
        return ""
    if written.operator in "+-":
        if left == right:
            return left
        if "plain" in (left, right) and "duration" not in (left, right):
            other = right if left == "plain" else left
            if other == "number":
                return "number"
        words = " and ".join(sorted(WORDS[each] for each in (left, right)))
        whole = (
            isinstance(written.left, v.Quantity)
            and written.left.unit == ""
            and written.left.number.value == 1
        )
        if whole and written.operator == "-" and context.source is not None:
            rest = " ".join(context.source[written.right.span].split())
            said = "The whole of a level in percent is `100%`, not `1`."
            context.add("N204", "unit-mismatch", written.left.span, said, f"Write `100% - {rest}`.")
            return ""
        _mixed(written.span, f"This adds {words}.", context)
        return ""
    if "plain" in (left, right) and (written.operator == "*" or right == "plain"):
        return right if left == "plain" else left
    if "duration" not in (left, right):
        # A quotient of counts, or a part of one: the promise says how it is read, `at least 95%` or `at least 0.95`.
        return "" if left != "number" or right == "number" else "number"
    if written.operator == "*" and left != right:
        return "duration"
    if written.operator == "/":
        if left == right:
            return ""
        if left == "duration":
            return "duration"
    _mixed(
        written.span,
        "A length of time is multiplied or divided here by what gives no length and no number.",
        context,
    )
    return ""


WORDS: dict[str, str] = {
    "percent": "a percentage",
    "duration": "a length of time",
    "number": "a number",
    "plain": "a plain figure",
}


def _mixed(span: Span, message: str, context: Context) -> None:
    context.add("N204", "unit-mismatch", span, message, "Compute with levels and figures of one unit.")
