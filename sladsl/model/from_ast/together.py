"""One credit for several promises: they have to be assessed in the same periods, for the same things."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sladsl.ast.credits import Bonus, Credit
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.interpretation import choices
from sladsl.model.meanings import Choices, Metric, Objective


def credit_choices(
    block: Credit | Bonus, of: Sequence[Objective], metrics: Mapping[str, Metric], context: Context
) -> Choices:
    """The answers that a credit gives itself; a finding where promises that have one credit have no period in common."""
    found = choices((block,), context)
    if len(of) < 2 or Credit.missed_objectives.name not in found:
        return found
    kinds = sorted({str(each.period) for each in of})
    measured = [metrics.get(each.metric) for each in of]
    nouns = sorted({each.for_each for each in measured if each is not None})
    apart = kinds if len(kinds) > 1 else [noun or "whole" for noun in nouns] if len(nouns) > 1 else []
    if apart:
        context.add(
            "N263",
            "parts-apart",
            block.span_of(Credit.missed_objectives),
            f"These are assessed for each {' and for each '.join(apart)}: they have no period in common.",
            "Make a credit for each of them.",
        )
    return found
