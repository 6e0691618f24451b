"""Tables of points beside the promises they serve, by what is written: they are read and not evaluated yet."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from sladsl.ast import values as v
from sladsl.ast.credits import Bands, BandsAsPrinted, Points, PointsCredit
from sladsl.ast.declare import Block
from sladsl.ast.metrics import Measured
from sladsl.ast.objectives import Objective
from sladsl.checks.context import Context
from sladsl.checks.reach import measured_by, metrics_of
from sladsl.checks.tables import Fit, Levelled, alike
from sladsl.checks.written import DOWN, consequences, judged_bound, promises, side
from sladsl.model.meanings import Chosen, LeftOpen, Unit
from sladsl.record import Record, replace
from sladsl.source import Span
from sladsl.values.bands import Levels, Limits, parts
from sladsl.values.number import Comparator

CHOICE = "several bands fit"
UNITS: dict[str, Unit] = {"%": "percent", "time": "duration"}
"""Of written bounds; all others are numbers."""
SCALE: dict[Unit, Fraction] = {"percent": Fraction(1, 100)}


class WrittenRow(Record):
    """A row by its words; no limits: `otherwise`."""

    text: str
    span: Span
    limits: Limits


class WrittenTable(Levelled):
    """The rows of points against one promise, or of a credit for their sum, which has none."""

    block: Points | PointsCredit
    rows: tuple[WrittenRow, ...]
    printed: bool
    promise_span: Span | None

    def answer(self, context: Context) -> Chosen | LeftOpen | None:
        """What is said of several rows that fit: here, else in the agreement."""
        own = self.block.several_bands_fit
        if isinstance(own, v.NotStated):
            return LeftOpen(span=own.span)
        if isinstance(own, v.Answer):
            return Chosen(answer=own.text, span=own.span)
        return context.answer(CHOICE)


class _Limit(Record):
    comparator: Comparator
    value: Fraction
    unit: Unit
    text: str


def written_tables(context: Context) -> Iterator[WrittenTable]:
    """All tables of points, each once for each promise that makes another one of it."""
    for block, objectives in consequences(context.agreement.node):
        if isinstance(block, Points):
            for table in _tables(block):
                yield from _against(context, block, table, objectives)
        elif isinstance(block, PointsCredit):
            for table in _tables(block):
                found = _table(context, block, table, None, None, None)
                if found is not None:
                    yield found


def _tables(block: Block) -> tuple[Block, ...]:
    return (*block.children(Bands), *block.children(BandsAsPrinted))


def _against(
    context: Context, block: Points, table: Block, objectives: tuple[Objective, ...]
) -> Iterator[WrittenTable]:
    seen: list[tuple[Fit, ...]] = []
    metrics = metrics_of(context.agreement.node)  # type: ignore[arg-type]
    for objective in objectives:
        for words in promises(objective):
            target = judged_bound(words) if words.verb != "reports" else None
            measured = measured_by(objective, words, metrics)
            metric = measured[0] if len(measured) == 1 and words.share is None else None
            found = _table(context, block, table, target, metric, words.span)
            if found is not None and found.fits not in seen:
                seen.append(found.fits)
                yield found


def _table(
    context: Context,
    block: Points | PointsCredit,
    table: Block,
    target: v.Bound | None,
    metric: Block | None,
    promise: Span | None,
) -> WrittenTable | None:
    """None where a bound is left open, or the units are not one."""
    heads = [row.head for row in table.table]
    if not all(isinstance(head, v.BandHead) for head in heads):
        return None
    bounds = [[_limit(context, each) for each in getattr(head, "bounds", ())] for head in heads]
    known = [each for row in bounds for each in row if each is not None]
    met = _limit(context, target) if target is not None else None
    if not known or len(known) < sum(map(len, bounds)) or (target is not None and met is None):
        return None
    written = [*known, *([met] if met is not None else [])]
    if len({each.unit for each in written}) > 1:
        return None
    rows = tuple(
        WrittenRow(
            text=context.words(head.span),
            span=head.span,
            limits=tuple((each.comparator, each.value) for each in row if each is not None),
        )
        for head, row in zip(heads, bounds, strict=True)
    )
    printed = isinstance(table, BandsAsPrinted)
    higher = met.comparator not in DOWN if met is not None else known[0].value >= known[-1].value
    levels = _levels(context, metric, known[0].unit, [each.value for each in written])
    wanted: tuple[Limits, ...] = (((met.comparator, met.value),),) if met is not None else ()
    fits = alike(
        [
            Fit(
                stretch=part.stretch,
                rows=_fitting(rows, printed, tuple(at for at in part.rows if at < len(rows))),
                met=None if met is None else len(rows) in part.rows,
            )
            for part in parts([*(row.limits for row in rows), *wanted], levels)
        ]
    )
    return WrittenTable(
        levels=levels,
        unit=known[0].unit,
        fits=tuple(reversed(fits) if higher else fits),
        written={each.value: each.text for each in written},
        higher=higher,
        block=block,
        rows=rows,
        printed=printed,
        promise_span=promise,
    )


def _limit(context: Context, bound: v.Bound) -> _Limit | None:
    exactly = bound.comparator == "exactly"
    found = side(replace(bound, comparator="at least") if exactly else bound)
    if found is None:
        return None
    unit = UNITS.get(found.unit, "number")
    return _Limit(
        comparator=bound.comparator,
        value=found.value * SCALE.get(unit, Fraction(1)),
        unit=unit,
        text=context.words(found.span),
    )


def _fitting(rows: tuple[WrittenRow, ...], printed: bool, fitting: tuple[int, ...]) -> tuple[int, ...]:
    """Of the rows that fit the first, or as printed all; `otherwise` only where nothing else fits."""
    if not printed:
        return fitting[:1]
    return tuple(at for at in fitting if rows[at].limits) or fitting[:1]


def _levels(context: Context, metric: Block | None, unit: Unit, values: list[Fraction]) -> Levels:
    """The levels that there can be, after the rounding that the agreement orders."""
    low = Fraction(0) if min(values) >= 0 else None
    high = Fraction(1) if unit == "percent" and max(values) <= 1 else None
    measure = metric.measure if isinstance(metric, Measured) else None
    counted = isinstance(measure, v.Measure) and measure.kind == "number of"
    step = Fraction(1) if counted and unit == "number" else None
    rounding = _rounding(context, metric)
    if metric is not None and rounding is not None and UNITS.get(rounding.quantum.unit, "number") == unit:
        step = max(step or Fraction(0), rounding.quantum.number.value * SCALE.get(unit, Fraction(1)))
    return Levels(low=low, high=high, step=step)


def _rounding(context: Context, metric: Block | None) -> v.Round | None:
    own = metric.level_rounding if isinstance(metric, Measured) else None
    if own is not None:
        return own if isinstance(own, v.Round) else None
    given = context.answer("level rounding")
    return given.rounding if isinstance(given, Chosen) else None
