"""What is said about amounts and not evaluated yet: with it, how much a credit is can't be told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sladsl.ast.agreements import Agreement, Amendment
from sladsl.ast.credits import Credit, PointsCredit
from sladsl.ast.declare import Block, Entry, Key
from sladsl.ast.interpretation import Interpretation
from sladsl.ast.objectives import Objective
from sladsl.model.from_ast.left_out import HANGING, LeftOut
from sladsl.model.meanings import OpenAmount
from sladsl.source import NOWHERE

CHOICES: frozenset[str] = frozenset(
    key.name
    for key in (
        Interpretation.order,
        Interpretation.several_customers,
    )
)
"""Choices that make other amounts, of an agreement or of one credit."""
LIMITS: dict[type[Block], tuple[Key[Any], ...]] = {
    Agreement: (Agreement.cap, Agreement.amount_at_risk),
}


def promises_left_out(left_out: Sequence[LeftOut]) -> dict[str, str]:
    """The objectives that are said and not evaluated, each with what it is that nothing evaluates."""
    return {
        each.part.name.text: each.words or HANGING
        for each in left_out
        if isinstance(each.part, Objective) and each.part.name is not None
    }


def owes_more(left_out: Sequence[LeftOut]) -> bool:
    """Whether something may be owed of which no line tells: a credit is left out whole, or an objective that has one."""
    return any(
        isinstance(each.part, (Credit, PointsCredit))
        or (isinstance(each.part, Objective) and any(isinstance(of, Credit) for of in each.part.blocks))
        for each in left_out
    )


def amounts_open(left_out: Sequence[LeftOut]) -> tuple[OpenAmount, ...]:
    """What leaves amounts open, for one credit (`head` is that of the credit) or for all of them (`head` is nowhere)."""
    return tuple(_open(left_out))


def _open(left_out: Sequence[LeftOut]) -> Iterator[OpenAmount]:
    for each in left_out:
        if isinstance(each.part, Entry) and not issubclass(each.owner, Amendment):
            if each.part.key in CHOICES and issubclass(each.owner, (Interpretation, Credit)):
                head = each.head if issubclass(each.owner, Credit) else NOWHERE
                yield OpenAmount(words=f"`{each.part.key}`", head=head)
            elif issubclass(each.owner, Agreement) and _limits(each.part, Agreement):
                yield OpenAmount(words=each.words, head=NOWHERE)


def _limits(entry: Entry, owner: type[Block]) -> bool:
    return any(entry.key == key.name for key in LIMITS[owner])
