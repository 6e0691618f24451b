"""How credits are paid, in English."""

from __future__ import annotations

from sladsl.prose.document import Clause, Item
from sladsl.prose.english import quantities as q
from sladsl.prose.english.names import Names
from sladsl.prose.say import Part, clause, item, join, say

_PAID = {
    "first invoice after the claim": "by the first invoice after the claim",
    "first invoice after the period": "by the first invoice after the period for which they are due",
    "next invoice or later": "by the next invoice or a later one",
    "once a quarter": "once a quarter",
    "once a year": "once a year",
}
_INTO = {
    "set-off only": "set off against fees only, and never paid out",
    "money": "paid in money",
    "service time": "given as service time, by which the service is prolonged: a part of a Fee as that part of its period",
}
_UNUSED = {
    "lapses at the end of the term": "What an invoice does not take up is carried on, and lapses with the term.",
    "carried forward": "What an invoice does not take up is carried to the next one.",
    "paid out": "What an invoice does not take up is paid out.",
}
_REMEDY = {
    "sole remedy": "They are the sole remedy for the misses for which they are due.",
    "besides other rights": "They are due besides all other rights and remedies.",
}


def paying(names: Names, credits: Part) -> list[Clause]:
    """The clause about payment; none where nothing is said of it."""
    of = names.agreement.paying
    if of is None:
        return []
    ways = [words for words in (_PAID.get(of.paid), _INTO.get(of.into)) if words]
    items: list[Item] = []
    if of.limit is not None:
        items.append(item(f"An invoice is reduced by no more than {q.percent(of.limit)} of it."))
    items += [item(words) for words in (_UNUSED.get(of.unused), _REMEDY.get(of.remedy)) if words]
    for said, what in (
        (of.paid, "when they are paid"),
        (of.into, "in what they are paid"),
        (of.unused, "what becomes of credits that no invoice takes up"),
        (of.remedy, "whether they are all that is owed"),
    ):
        if said == "not stated":
            items.append(item(f"The Parties have not stated {what}."))
    if not ways and not items:
        return []
    if ways:
        text = say("{credits} are {ways}.", credits=credits, ways=" and ".join(_settled(ways)))
        return [clause("Payment", text, items, keys=("settlement",))]
    return [clause("Payment", join("For ", credits, " this holds:"), items, keys=("settlement",))]


def _settled(ways: list[str]) -> list[str]:
    """`settled by the next invoice`, which needs a verb that `paid in money` has."""
    return [f"settled {words}" if words in _PAID.values() else words for words in ways]
