"""Objectives of several sentences: each is a part that is judged by itself, and the whole is kept when all parts are.

The whole is a score of its parts that all must be met, so that one which is missed decides whatever is known of the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from sladsl.ast.objectives import Objective as ObjectiveBlock
from sladsl.ast.objectives import Promise
from sladsl.model.from_ast.alike import dimension, unlike
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.cures import cured
from sladsl.model.from_ast.facts import circumstance
from sladsl.model.from_ast.moving import free_misses
from sladsl.model.meanings import Bound, Metric, Objective, Score
from sladsl.record import replace
from sladsl.values.number import Number, decimal_text

OF_ONE_LEVEL = (
    ObjectiveBlock.minimum,
    ObjectiveBlock.critical,
    ObjectiveBlock.expected,
    ObjectiveBlock.baseline,
    ObjectiveBlock.raise_,
    ObjectiveBlock.no_worse_than,
)
"""What is said of the level of a promise: of several sentences it is not clear whose."""
OF_THE_WHOLE = (ObjectiveBlock.free_misses, ObjectiveBlock.cured, ObjectiveBlock.critical_when)
"""What is said of misses, which are those of the whole."""


def of_parts(block: ObjectiveBlock, context: Context) -> ObjectiveBlock:
    """The block as each of its sentences has it: without what is said of the whole, or can be said of one level only."""
    for key in OF_ONE_LEVEL:
        if block.has(key):
            context.add(
                "N293",
                "of-one-level",
                block.span_of(key),
                f"`{key.name}` is about one level, and this objective promises several.",
                "Write each promise as an objective of its own; a `score` of them is met where all are.",
            )
    aside = {key.name for key in (*OF_ONE_LEVEL, *OF_THE_WHOLE)}
    return replace(block, entries=tuple(each for each in block.entries if each.key not in aside))


def together(
    block: ObjectiveBlock,
    name: str,
    parts: Sequence[Objective],
    promises: Sequence[Promise],
    metrics: Mapping[str, Metric],
    context: Context,
) -> list[Objective]:
    """The parts under names of their own, and after them the whole; of what is only reported there is no whole."""
    if not parts:
        return []
    verbs = {each.strength for each in parts}
    said, hint = unlike(parts, metrics, "an objective")
    if "reports" in verbs and len(verbs) > 1:
        said = "One of its sentences promises a level, another only reports one."
        hint = "Write what is reported as an objective of its own."
    elif len(verbs) > 1:
        said = "One of its sentences ensures a level, another only aims for one."
        hint = "Write them as two objectives."
    if said:
        context.add("N294", "unlike-sentences", promises[-1].span, said, hint)
        return []
    called = _called(name, parts, promises, context)
    if not called:
        return []
    if "reports" in verbs:
        return [
            replace(each, name=own, title=_titled(each, own, name))
            for own, each in zip(called, parts, strict=True)
        ]
    named = [
        replace(each, name=own, label=own, title=_titled(each, own, name), part_of=name)
        for own, each in zip(called, parts, strict=True)
    ]
    kinds = {metrics[each.metric].kind for each in parts if each.metric in metrics}
    span = block.head_span
    whole = replace(
        parts[0],
        name=name,
        label=name,
        metric=f"all promises of {name}",
        bound=Bound(
            comparator="at least",
            value=Fraction(1),
            written=Number(value=Fraction(100), places=0),
            unit="percent",
            span=promises[0].span,
        ),
        title=block.title.text if block.title else "",
        bound_open=False,
        record=None,
        targets=None,
        free=free_misses(block, context),
        cured=cured(
            block.cured, kinds.pop() if len(kinds) == 1 else "as reported", (parts[0].period,), context
        ),
        score=Score(
            weights=tuple((each, Fraction(1)) for each in called),
            counts="whether it was met",
            must=tuple(called),
            warning=None,
            sentences=True,
            span=span,
        ),
        dimension=next((found for each in parts if (found := dimension(each, metrics))), ""),
        applies=circumstance(block.applies_where, context),
        span=span,
    )
    return [*named, whole]


def _titled(part: Objective, own: str, name: str) -> str:
    """The title of a part, which tells it from the others as its name does; "" without a title."""
    title = part.title.removesuffix(f" ({part.metric})")
    return f"{title}{own.removeprefix(name)}" if title else ""


def _called(
    name: str, parts: Sequence[Objective], promises: Sequence[Promise], context: Context
) -> list[str]:
    """What the parts are called: by their metric, `Availability (Uptime)`; where several have one, by the bound as well."""
    of = Counter(each.metric for each in parts)
    found = [
        f"{name} ({each.metric})" if of[each.metric] == 1 else f"{name} ({each.metric} {_bound(each)})"
        for each in parts
    ]
    twice = [each for each, times in Counter(found).items() if times > 1]
    if twice:
        context.add(
            "N294",
            "unlike-sentences",
            promises[-1].span,
            f"Two of its sentences promise the same: {twice[0].removeprefix(name).strip(' ()')}.",
            "Leave one of them out.",
        )
        return []
    return found


def _bound(of: Objective) -> str:
    if of.record is not None:
        return of.record.text
    if of.bound is None:
        return "target" if of.targets is not None else "not stated"
    figure = decimal_text(of.bound.written.value, of.bound.written.places)
    return f"{of.bound.comparator} {figure}{'%' if of.bound.unit == 'percent' else ''}"
