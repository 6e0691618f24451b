"""Scores: one figure for several promises, bound to them and to what they count, as something that is itself promised."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.scoring import Score, Weights
from sladsl.model import meanings as m
from sladsl.model.from_ast.alike import dimension, unlike
from sladsl.model.from_ast.bases import Owed
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.level_bounds import bound, in_percent
from sladsl.source import Span

OF_LEVELS = ("its level", "level over target", "part of the target")
"""What counts of levels, which need a unit in common or a target each."""


def with_scores(node: a.Agreement, owed: Owed, context: Context) -> None:
    """Adds the scores of an agreement to what is promised; one may be of others that stand before it."""
    for block in node.children(Score):
        made = _score(block, owed, context)
        if made is not None:
            owed.objectives.setdefault(made.name, made)


def _score(block: Score, owed: Owed, context: Context) -> m.Objective | None:
    name = context.declare(block)
    parts: list[tuple[m.Objective, Fraction]] = []
    known = True
    for written, cell in _rows(block):
        part = _part(written, owed, context)
        known = known and part is not None
        if part is not None and isinstance(cell, v.Quantity):
            parts.append((part, cell.number.value / 100 if cell.unit == "%" else cell.number.value))
    named = block.must_be_met.items if isinstance(block.must_be_met, v.Names) else ()
    must = tuple(called for each in named for called in _must(each, owed, context))
    if not known:
        return None
    if not parts or not any(weight for _, weight in parts):
        _unlike(
            block.head_span, "This score is of no promise.", "Add `weights { … }` with objectives.", context
        )
        return None
    counts: Any = block.counts.text if isinstance(block.counts, v.Answer) else ""
    if not counts and not isinstance(block.counts, v.NotStated) and not context.told(block.span):
        context.add(
            "N311",
            "score-without-counts",
            block.head_span,
            "This score does not say what its weights are multiplied with.",
            "Add `counts: whether it was met`.",
        )
    objectives = [each for each, _ in parts]
    if not _alike(objectives, counts, block, owed, context):
        return None
    passes = _percentage(block.passes, context)
    return m.Objective(
        name=name,
        label=name,
        title=block.title.text if block.title else "",
        owner=objectives[0].owner,
        strength="ensures" if passes is not None else "reports",
        metric=name,
        bound=passes,
        bound_open=isinstance(block.passes, v.NotStated),
        minimum=None,
        critical=None,
        period=objectives[0].period,
        promise_span=block.head_span,
        score=m.Score(
            weights=tuple((each.name, weight) for each, weight in parts),
            counts=counts,
            must=must,
            warning=_percentage(block.warning, context),
            span=block.head_span,
        ),
        dimension=next((found for each in objectives if (found := dimension(each, owed.metrics))), ""),
        cites=context.text(block, Score.cites),
        span=block.head_span,
    )


def _percentage(written: v.Value | None, context: Context) -> m.Bound | None:
    """A bound of a score; one that is no percentage is told by a check (`unlike-compared`)."""
    return bound(written, "percent", context) if in_percent(written) else None


def _rows(block: Score) -> Iterator[tuple[v.Name, v.Value]]:
    for weights in block.children(Weights):
        for row in weights.table:
            for item in row.head.items if isinstance(row.head, v.Labels) else ():
                if isinstance(item, v.Name):
                    yield item, row.cell


def _part(written: v.Name, owed: Owed, context: Context) -> m.Objective | None:
    """The promise that a name means: its own, or the only one that is about a metric of that name."""
    called = owed.called(written.text)
    if not called and written.text in owed.metrics:
        called = tuple(each.name for each in owed.objectives.values() if each.metric == written.text)
        if not called:
            said = f"No promise is about `{written.text}`."
            _unlike(written.span, said, "Add an objective that at least `reports` it.", context)
            return None
    if not called:
        labels = sorted({each.label for each in owed.objectives.values()} | set(owed.metrics))
        context.unknown(written.text, written.span, labels, "objective or metric")
        return None
    if len(called) > 1:
        said = f"`{written.text}` is about {len(called)} promises, and a weight is of one."
        _unlike(
            written.span, said, f"Name one of them: {', '.join(f'`{each}`' for each in called)}.", context
        )
        return None
    return owed.objectives.get(called[0])


def _must(written: v.Name, owed: Owed, context: Context) -> tuple[str, ...]:
    called = owed.called(written.text)
    if not called:
        context.unknown(
            written.text, written.span, sorted({each.label for each in owed.objectives.values()}), "objective"
        )
    return called


def _alike(of: list[m.Objective], counts: str, block: Score, owed: Owed, context: Context) -> bool:
    """Whether promises can be put together: of one party, for the same periods and values, in a unit that adds up."""
    said, hint = unlike(of, owed.metrics, "a score")
    if said:
        _unlike(block.head_span, said, hint, context)
        return False
    return all(_countable(each, counts, block.head_span, owed, context) for each in of)


def _countable(of: m.Objective, counts: str, span: Span, owed: Owed, context: Context) -> bool:
    unit = of.unit(owed.metrics.get(of.metric))
    if counts == "its level" and unit not in ("percent", None):
        said = f"`{of.label}` is no percentage, and levels are added up here."
        _unlike(span, said, "Say `counts: part of the target`, or `whether it was met`.", context)
        return False
    if counts not in ("level over target", "part of the target"):
        return True
    if of.bound is None and of.targets is None:
        said = f"`{of.label}` has no target to compare its level with."
        _unlike(span, said, "Promise a level, or say `counts: its level`.", context)
        return False
    short = of.bound is not None and of.bound.comparator in ("at most", "below")
    if counts == "level over target" and short:
        said = f"Of `{of.label}` less is better: its level over its target grows as it gets worse."
        _unlike(span, said, "Say `counts: part of the target`, or `whether it was met`.", context)
        return False
    return True


def _unlike(span: Span, message: str, hint: str, context: Context) -> None:
    if not context.told(span):
        context.add("N310", "unlike-parts-of-a-score", span, message, hint)
