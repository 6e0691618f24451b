"""`no worse than`: the metric of another group, in the same unit, and a test that can be made of both."""

from __future__ import annotations

from collections.abc import Mapping

from sladsl.ast import values as v
from sladsl.ast.objectives import Objective
from sladsl.ast.parity import LEVELS, comparison
from sladsl.model.from_ast.context import Context
from sladsl.model.meanings import Metric, Unit
from sladsl.model.moving import Parity

_WORDS = {"percent": "a percentage", "duration": "a length of time", "number": "a number"}


def parity(
    block: Objective, own: Metric, unit: Unit | None, metrics: Mapping[str, Metric], context: Context
) -> Parity | None:
    """The group with which a promise of `own` must keep up; None where there is none, or none that can be compared."""
    written = block.no_worse_than
    if not isinstance(written, v.Parity):
        return None
    test, other = comparison(written.test.text), metrics.get(written.other.text)
    if test is None or other is None:
        return None
    of_each, each_too = own.kind == "time of", other.kind == "time of"
    theirs = unit if of_each and each_too else other.unit
    if unit is not None and theirs is not None and (theirs != unit or of_each != each_too):
        context.add(
            "N204",
            "unit-mismatch",
            written.other.span,
            f"`{other.name}` is {_WORDS[theirs]}, and what is promised is {_WORDS[unit]}.",
            "Compare it with a metric that measures the same of another group.",
        )
        return None
    if bool(other.for_each) and other.for_each != own.for_each:
        context.add(
            "N263",
            "parts-apart",
            written.other.span,
            f"`{other.name}` has a level for each {other.for_each}, `{own.name}` has not.",
            "Compare it with a metric of the same dimension, or of all together.",
        )
        return None
    if test.critical is not None:
        for each in (own, other):
            if each.kind not in ("share of", "as reported"):
                context.add(
                    "N286",
                    "no-share-to-test",
                    written.test.span,
                    f"`{test.words}` is computed of shares, and `{each.name}` is no `share of` something.",
                    f'Write `by "{LEVELS}"`; or name the test in other words, and it is kept as text.',
                )
                return None
    return Parity(other=other.name, test=test, span=written.span)
