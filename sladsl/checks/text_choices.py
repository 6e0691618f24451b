"""Choices that bear on what is said and not evaluated yet: asked by the text, because no plan comes to the question.

What hangs on them is open all the same; but the text must answer them before anybody signs it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sladsl.ast import agreements as a
from sladsl.ast.credits import Consequence, Credit, EarnBack
from sladsl.ast.declare import Block, One
from sladsl.ast.interpretation import Interpretation
from sladsl.model.from_ast.left_out import called_by
from sladsl.model.meanings import Agreement
from sladsl.plan.choices import NeededChoice
from sladsl.source import Span

Asked = tuple[One[Any], Block, Span, str]
"""A choice, the block that needs it, where, and why."""
ORDERS = ("bands, repeat, cap, earn back", "bands, cap, repeat, earn back", "bands, repeat, earn back, cap")


def text_choices(agreement: Agreement) -> tuple[NeededChoice, ...]:
    """What the text leaves unsaid, each choice once, at the first place that needs it."""
    once: dict[str, NeededChoice] = {}
    for each in _found(agreement):
        once.setdefault(each.key, each)
    return tuple(once.values())


def _found(agreement: Agreement) -> Iterator[NeededChoice]:
    node = agreement.node
    whole = next((block for block in node.blocks if isinstance(block, Interpretation)), None)
    for key, block, span, why in _matters(agreement):
        said = (entry.key for each in (block, whole) if each is not None for entry in each.entries)
        if key.name in said:
            continue
        yield NeededChoice(
            key=key.name,
            construct=called_by(block) if block is not node else "",
            answers=ORDERS if key is Interpretation.order else key.answers,
            why=why,
            span=span,
            state="silent",
            answer="",
            origin="tried",
            waits="how much it is stays open"
            if isinstance(block, Consequence)
            else "what hangs on it stays open",
        )


def _matters(agreement: Agreement) -> Iterator[Asked]:
    node = agreement.node
    for block in node.deep:
        if isinstance(block, Credit):
            yield from _of_order(block, bool(agreement.node.has(a.Agreement.cap)))


def _of_order(credit: Credit, capped: bool) -> Iterator[Asked]:
    """A cap before or after what multiplies an amount, or gives a part of it back."""
    grows = credit.has(Credit.repeat) or bool(credit.children(EarnBack))
    if grows and (capped or credit.has(Credit.cap)):
        what = "is repeated" if credit.has(Credit.repeat) else "can be earned back"
        why = f"the amount {what} and capped, and the one can come before the other"
        yield Interpretation.order, credit, credit.head_span, why
