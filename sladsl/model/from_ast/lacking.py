"""What is referred to is there, and lacks what the reference needs: a fee, a level, an amount at risk.

Nothing would ever come of such words, and a draft without scenarios would not show it.
"""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.credits import Consequence, EarnBack
from sladsl.ast.declare import Block
from sladsl.ast.later import values_within
from sladsl.ast.objectives import Objective
from sladsl.ast.scenarios import Scenario
from sladsl.ast.services import Service
from sladsl.model.from_ast.context import Context

LEVELS = {
    "below minimum": (Objective.minimum, "minimum", "minimum: at least 99%"),
    "critical": (Objective.critical, "critical", "critical: below 95%"),
}


def refuse_lacking(node: a.Agreement, context: Context) -> None:
    """A finding for each reference whose target lacks what it needs."""
    _fees(node, context)
    _levels(node, context)
    _at_risk(node, context)


def _fees(node: a.Agreement, context: Context) -> None:
    """Percentages of the fee of a service for which nothing is paid."""
    free = {block.name.text: _none(block) for block in node.children(Service) if block.name is not None}
    if not any(free.values()):
        return
    for base in _bases(node):
        named = [each.text for each in base.services] or list(free)
        if context.told(base.span) or not all(free.get(name, False) for name in named):
            continue
        listed = ", ".join(f"`{name}`" for name in named)
        context.add(
            "N212",
            "no-such-value",
            base.span,
            f"{listed} has no fee (`fee: none`), so any percentage of it is nothing."
            if len(named) == 1
            else f"{listed} have no fee, so any percentage of it is nothing.",
            f"Write the fee in `{named[0]}`, as in `fee: 12_000 {_currency(node)} per month`, name a service "
            "that has one, or write amounts in money.",
        )


def _none(service: Service) -> bool:
    fees = service.fee
    return bool(fees) and all(isinstance(each, v.Answer) and each.text == "none" for each in fees)


def _currency(node: a.Agreement) -> str:
    said = node.currency
    return said.text if isinstance(said, (v.Name, v.Text, v.Answer)) and len(said.text) == 3 else "EUR"


def _bases(block: Block) -> Iterator[v.FeeBase]:
    if isinstance(block, Scenario):
        return
    for entry in block.entries:
        yield from (each for each in values_within(entry.value) if isinstance(each, v.FeeBase))
    for row in block.table:
        yield from (each for each in values_within(row.cell) if isinstance(each, v.FeeBase))
    for inner in block.blocks:
        yield from _bases(inner)


def _levels(node: a.Agreement, context: Context) -> None:
    """Misses that no credit is earned back for, at a level that the objective has not."""
    objectives = {block.name.text: block for block in node.children(Objective) if block.name is not None}
    for consequence, promised in _consequences(node, objectives):
        for inner in consequence.children(EarnBack):
            said = inner.never_for
            if not isinstance(said, v.Answer) or said.text not in LEVELS or context.told(said.span):
                continue
            key, level, example = LEVELS[said.text]
            if not promised or any(each.has(key) for each in promised):
                continue
            if said.text == "critical" and any(each.has(Objective.critical_when) for each in promised):
                continue
            name = promised[0].name.text if promised[0].name is not None else ""
            other = next((word for word, (at, _, _) in LEVELS.items() if promised[0].has(at)), "")
            instead = f"write `never for: {other}`, or leave it out" if other else "leave it out"
            context.add(
                "N212",
                "no-such-value",
                said.span,
                f"`{name}` has no `{level}` level, so no miss of it is ever {said.text}.",
                f"Add the level to `{name}`, as in `{example}`, or {instead}.",
            )


def _consequences(
    node: a.Agreement, objectives: dict[str, Objective]
) -> Iterator[tuple[Consequence, list[Objective]]]:
    """Each with the objectives that it is for."""
    for block in node.blocks:
        if isinstance(block, Consequence):
            head = block.head_value
            names = tuple(name.text for name in head.items) if isinstance(head, v.Names) else ()
            if all(name in objectives for name in names):
                yield block, [objectives[name] for name in names]
        elif isinstance(block, Objective):
            for inner in block.blocks:
                if isinstance(inner, Consequence):
                    yield inner, [block]


def _at_risk(node: a.Agreement, context: Context) -> None:
    """`the allocation` of pools that divide nothing."""
    if node.has(a.Agreement.amount_at_risk):
        return
    for block in _all(node):
        for value in _amounts(block):
            if value.text == "the allocation" and not context.told(value.span):
                context.add(
                    "N212",
                    "no-such-value",
                    value.span,
                    "Pools divide the amount at risk, and nothing says how much that is.",
                    "Add `amount at risk` to the agreement, as in "
                    "`amount at risk: 10% of that month's fee of all services`.",
                )
                return


def _all(node: a.Agreement) -> Iterator[Consequence]:
    for block in node.blocks:
        if isinstance(block, Consequence):
            yield block
        elif isinstance(block, Objective):
            yield from (each for each in block.blocks if isinstance(each, Consequence))


def _amounts(block: Block) -> Iterator[v.Answer]:
    for entry in block.entries:
        if entry.key == "amount":
            yield from (each for each in values_within(entry.value) if isinstance(each, v.Answer))
    for inner in block.blocks:
        for row in inner.table:
            yield from (each for each in values_within(row.cell) if isinstance(each, v.Answer))
