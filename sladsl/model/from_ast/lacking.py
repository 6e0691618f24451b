"""What a term needs of another that is not there: pools without an amount at risk, a minimum that no objective has."""

from __future__ import annotations

from sladsl.ast import values as v
from sladsl.ast.agreements import Agreement
from sladsl.ast.credits import Credit, EarnBack
from sladsl.ast.objectives import Objective
from sladsl.ast.scoring import Pool
from sladsl.ast.services import Service
from sladsl.model.from_ast.context import Context

LEVELS = {"below minimum": "minimum", "critical": "critical"}
"""What earning back can leave out -> the key of the objective that makes it possible."""


def refuse_what_is_lacking(node: Agreement, context: Context) -> None:
    """Findings about terms that rest on what nothing says; a template may leave it to those who use it."""
    if context.told(node.span):
        return
    _pools(node, context)
    _never_for(node, context)


def _pools(node: Agreement, context: Context) -> None:
    pools = node.children(Pool)
    if (
        not pools
        or node.has(Agreement.amount_at_risk)
        or node.has(Agreement.based_on)
        or node.kind == "template"
    ):
        return
    if not any(_takes_a_share(block) for block in node.children(Credit)):
        return
    paid = next(
        (each.name.text for each in node.children(Service) if each.name and each.has(Service.fee)), "…"
    )
    right = f"amount at risk: 10% of that month's fee of {paid}"
    context.add(
        "N212",
        "no-such-value",
        pools[0].head_span,
        "A pool is a share of the amount at risk, and nothing says how much that is.",
        f"Add `{right}` to the agreement, or `amount at risk: not stated`.",
    )


def _takes_a_share(block: Credit) -> bool:
    return isinstance(block.amount, v.Answer) and block.amount.text == "the allocation"


def _never_for(node: Agreement, context: Context) -> None:
    """`never for: below minimum`, where no objective of the credit has a minimum."""
    objectives = {each.name.text: each for each in node.children(Objective) if each.name is not None}
    for credit in node.children(Credit):
        names = credit.head_value.items if isinstance(credit.head_value, v.Names) else ()
        promised = [objectives[name.text] for name in names if name.text in objectives]
        for block in credit.children(EarnBack):
            said = block.never_for.text if isinstance(block.never_for, v.Answer) else ""
            level = LEVELS.get(said)
            if level is None or len(promised) != len(names) or not promised:
                continue
            if any(entry.key == level for each in promised for entry in each.entries) or _by_target(promised):
                continue
            other = "critical" if level == "minimum" else "below minimum"
            has_other = any(entry.key == LEVELS[other] for each in promised for entry in each.entries)
            title = names[0].text
            context.add(
                "N247",
                "event-impossible",
                block.span_of(EarnBack.never_for),
                f"`{title}` has no `{level}`, so no miss is {said}.",
                (f"Write `never for: {other}`, or add" if has_other else "Add")
                + f" `{level}: {'at least 99.0%' if level == 'minimum' else 'below 95%'}` to the objective.",
            )


def _by_target(promised: list[Objective]) -> bool:
    """Whether the levels may stand in a table of targets, or in what the objective takes over."""
    return any(each.blocks and any(block.kind == "target" for block in each.blocks) for each in promised)
