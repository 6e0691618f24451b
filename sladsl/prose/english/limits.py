"""What limits service credits, in English: each limit, and which credits come first where one does not suffice for all."""

from __future__ import annotations

from sladsl.model import meanings as m
from sladsl.prose.document import Clause, Term, Text
from sladsl.prose.english import quantities as q
from sladsl.prose.english.amounts import amount
from sladsl.prose.english.dates import CREDIT
from sladsl.prose.english.names import Names
from sladsl.prose.say import Part, clause, item, join, say

CREDITS = Term(text="Service Credits")
_ORDER = (
    "Where a limit does not suffice for all {credits} under it, those for the Service Period that ends first come first "
    "and, of Service Periods that end together, those for the Service Level that this agreement sets out first; each is "
    "given as far as what is left suffices."
)


def limits(agreement: m.Agreement, names: Names) -> list[Clause]:
    """The limits of the whole agreement, and the order of credits under any."""
    clauses: list[Clause] = []
    if len(agreement.caps) == 1:
        clauses.append(clause("Limit", limit(agreement.caps[0], names, ""), keys=("cap",)))
    elif agreement.caps:
        items = [item(limit(cap, names, ""), key) for cap, key in caps(agreement)]
        clauses.append(clause("Limits", join(CREDITS, " are limited as follows:"), items, keys=("cap",)))
    if _several_share_a_limit(agreement):
        clauses.append(clause("Order under a limit", say(_ORDER, credits=CREDITS)))
    return clauses


def _several_share_a_limit(agreement: m.Agreement) -> bool:
    """Whether which credit is cut hangs on their order: a limit holds for several credits, or several periods, together."""
    credited = tuple(name for credit in agreement.credits for name in credit.objectives)
    limits = [(cap, credited) for cap in agreement.caps]
    limits += [(cap, credit.objectives) for credit in agreement.credits for cap in credit.caps]
    return any(
        len(covered) > 1
        or cap.run > 1
        or any(agreement.objectives[name].period != cap.window for name in covered)
        for cap, covered in limits
        if cap.amount is not None and isinstance(cap.covers, m.Chosen) and cap.covers.answer != "each credit"
    )


def caps(agreement: m.Agreement) -> list[tuple[m.Cap, str]]:
    """The caps of the whole agreement with the keys under which they can be referred to."""
    several = len(agreement.caps) > 1
    return [(cap, f"cap {at}" if several else "cap") for at, cap in enumerate(agreement.caps, start=1)]


def caps_of(credit: m.Credit) -> list[tuple[m.Cap, str]]:
    """The caps of one credit, likewise."""
    return [(cap, keys_of_limit(credit, at)[0]) for at, cap in enumerate(credit.caps)]


def keys_of_limit(credit: m.Credit, at: int) -> tuple[str, ...]:
    key = f"cap for {credit.objectives[0]}"
    return (
        (f"{key} {at + 1}", key)
        if len(credit.caps) > 1 and at == 0
        else (f"{key} {at + 1}",)
        if at
        else (key,)
    )


def _window_words(of: m.Cap) -> str:
    """`In any 12 consecutive months`; after a limb in lower case."""
    windows = {
        "contract year": "In any Contract Year",
        "term": "Over the whole term",
        "year": "In any calendar year",
        "invoice": "On any invoice",
    }
    words = windows.get(str(of.window), f"In any {of.window}")
    if of.run > 1:
        words = f"In any {of.run} consecutive {of.window}s"
    return f"{words[:1].lower()}{words[1:]}" if of.years is not None else words


def _limb(of: m.Cap) -> str:
    """`In the 1st Contract Year, `, `From the 2nd Contract Year on, `; "" for a cap of all years."""
    if of.years is None:
        return ""
    first, last = of.years
    year = f"{q.ordinal(first)} Contract Year"
    return f"From the {year} on, " if last is None else f"In the {year}, "


def limit(of: m.Cap, names: Names, under: str) -> Text:
    parts: dict[str, Part] = {
        "amount": amount(of.amount, None, names),
        "Window": f"{_limb(of)}{_window_words(of)}",
        "credit": CREDIT,
        "credits": CREDITS,
        "under": under,
    }
    if of.amount is None:
        return say(
            "{Window}, the {credits} {under}are limited; the Parties have not stated to what amount.", **parts
        )
    if isinstance(of.covers, m.Chosen) and of.covers.answer == "each credit":
        return say("{Window}, no {credit} {under}shall exceed {amount}.", **parts)
    if isinstance(of.covers, m.Chosen):
        return say("{Window}, the sum of all {credits} {under}shall not exceed {amount}.", **parts)
    text = say("{Window}, the {credits} {under}shall not exceed {amount}.", **parts)
    if of.covers is None:
        return text
    return join(
        text, " The Parties have not stated whether this limit applies to each of them or to their sum."
    )
