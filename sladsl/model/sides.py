"""Both sides of an agreement: to whom a promise is made, who therefore gets what its miss costs, and who claims it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sladsl.model.meanings import Agreement, Credit


def promised_to(agreement: Agreement, owner: str) -> tuple[str, ...]:
    """The parties to whom a promise of `owner` is made: the customers, for a promise of a customer the providers.

    Where there is nobody on the other side: all who are bound. () where the agreement names no other party.
    """
    roles = {name: party.role for name, party in agreement.parties.items() if name != owner}
    wanted = "provider" if owes_as_customer(agreement, owner) else "customer"
    found = tuple(name for name, role in roles.items() if role == wanted)
    return found or tuple(name for name, role in roles.items() if role != "third party")


def owes_as_customer(agreement: Agreement, owner: str) -> bool:
    """Whether what `owner` owes goes the other way than most credits: from a customer, on no invoice of a customer's."""
    party = agreement.parties.get(owner)
    return party is not None and party.role == "customer"


def payee(credit: Credit, owner: str, agreement: Agreement) -> str:
    """Who gets a credit, if not the customer, or a bonus, if not its owner; "" where one of them does.

    What a customer owes goes to the other side: taken off the customer's own invoice it would be paid for its own miss.
    """
    if credit.paid_to or credit.kind == "bonus" or not owes_as_customer(agreement, owner):
        return credit.paid_to
    return named(promised_to(agreement, owner)) or "the other party"


def named(names: Iterable[str]) -> str:
    """`Nimbus`, `Nimbus and Carrier`, `A, B and C`: parties in one text; "" for none."""
    *first, last = tuple(names) or ("",)
    return f"{', '.join(first)} and {last}" if first else last
