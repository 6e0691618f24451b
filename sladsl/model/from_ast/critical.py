"""Misses that are critical by what came before them."""

from __future__ import annotations

from collections.abc import Mapping

from sladsl.ast import values as v
from sladsl.ast.agreements import Agreement
from sladsl.ast.objectives import Objective as ObjectiveBlock
from sladsl.model.from_ast.bases import Owed
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.reached import Summed
from sladsl.model.from_ast.triggers import of_its_own, trigger
from sladsl.model.meanings import Objective
from sladsl.record import replace


def critical_by_others(
    node: Agreement, promised: Mapping[str, Objective], owed: Owed, context: Context
) -> dict[str, Objective]:
    """The objectives of which misses are critical by what came before; without a name that is of the objective itself."""
    found: dict[str, Objective] = {}
    around = Summed(owed=owed, credited=(), scored=owed.scored)
    for block in node.children(ObjectiveBlock):
        written = block.critical_when
        if not isinstance(written, v.Event | v.Reached | v.AllEvents | v.AnyEvent) or block.name is None:
            continue
        for name, objective in promised.items():
            if block.name.text in (name, objective.label):
                whole = of_its_own(written, v.Name(text=name, span=written.span))
                made = trigger(whole, promised, context, around)
                found[name] = replace(objective, critical_when=made)
    return found
