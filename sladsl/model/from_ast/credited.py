"""Which objectives have a credit and which have none: a head that was copied, or renamed, leaves one without."""

from __future__ import annotations

from collections.abc import Iterable

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.credits import Bonus, Consequence
from sladsl.ast.objectives import Objective
from sladsl.diagnostics.suggest import listing
from sladsl.model import meanings as m
from sladsl.model.from_ast.context import Context

MOST_NAMED = 3


def credited(node: a.Agreement) -> frozenset[str]:
    """The objectives that a credit or points are for, evaluated or not."""
    found: set[str] = set()
    for block in node.blocks:
        if isinstance(block, Consequence) and not isinstance(block, Bonus):
            if isinstance(block.head_value, v.Names):
                found.update(name.text for name in block.head_value.items)
        elif (
            isinstance(block, Objective)
            and block.name is not None
            and any(isinstance(inner, Consequence) and not isinstance(inner, Bonus) for inner in block.blocks)
        ):
            found.add(block.name.text)
    return frozenset(found)


def without_credit(objectives: Iterable[m.Objective], context: Context) -> list[m.Objective]:
    """The promises that nothing is owed for, by their labels once each."""
    found = {
        each.label: each
        for each in objectives
        if each.strength == "ensures"
        and each.score is None
        and not each.part_of
        and each.label not in context.credited
        and each.name not in context.credited
    }
    return list(found.values())


def none_for(objectives: Iterable[m.Objective], context: Context) -> str:
    """What a credit in the wrong place may be meant for; "" where nothing is left without one, or too much."""
    left = without_credit(objectives, context)
    if not left or len(left) > MOST_NAMED:
        return ""
    if len(left) == 1:
        return f"`{left[0].label}` has no credit: is this one for it?"
    return f"{listing([each.label for each in left])} have no credit: is this one for one of them?"


def meant_for(second: m.Credit, first: m.Credit, objectives: dict[str, m.Objective], context: Context) -> str:
    """Which objective without a credit one of two credits for the same may be for; "" where none is."""
    left = without_credit(objectives.values(), context)
    for credit, which in ((second, "this one"), (first, "the first one")):
        own = [objectives[name] for name in credit.objectives if name in objectives]
        fitting = [each for each in left if _fits(credit, each)]
        if len(fitting) == 1 and not any(_fits(credit, each) for each in own):
            return f"`{fitting[0].label}` has no credit: is {which} for it?"
    if len(left) == 1:
        return f"`{left[0].label}` has no credit: is one of the two for it? Else put both in one."
    return ""


def _fits(credit: m.Credit, objective: m.Objective) -> bool:
    """Whether the best row of a credit is the promise of an objective."""
    if objective.bound is None or not credit.bands:
        return False
    bounds = credit.bands[0].bounds
    return any((each.value, each.unit) == (objective.bound.value, objective.bound.unit) for each in bounds)
