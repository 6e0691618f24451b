"""Claims in English: how a credit is claimed, until when, and what the claim must show."""

from __future__ import annotations

from sladsl.model.dates import Claims, Deadline
from sladsl.prose.document import Clause, Section, Term
from sladsl.prose.english import quantities as q
from sladsl.prose.english.names import Names
from sladsl.prose.english.services import series
from sladsl.prose.say import Part, clause, join, listing, say

CREDIT = Term(text="Service Credit")
_CHANNELS = {"in writing": "in writing", "by ticket": "by ticket", "by e-mail": "by e-mail"}
_PERIODS = frozenset(("day", "week", "month", "quarter", "year"))


def claims(names: Names) -> Section | None:
    said = names.agreement.claims
    if said is None:
        return None
    clauses = tuple(
        each for each in (_how(said, names), _deadline(said, names), _show(said)) if each is not None
    )
    return Section(title=join("Claims"), clauses=clauses, keys=("claims",)) if clauses else None


def _how(said: Claims, names: Names) -> Clause | None:
    if said.none_needed or said.channel in ("automatic", "none needed"):
        how = " automatically" if said.channel == "automatic" else ""
        return clause(
            "No claim needed", say("A {credit} is given{how}, without a claim.", credit=CREDIT, how=how)
        )
    who = _claimant(names)
    if said.channel_open:
        text = say("The Parties have not stated how a {credit} is claimed.", credit=CREDIT)
        return clause("Form", text)
    if not said.channel:
        return clause("Form", say("{who} shall claim a {credit}.", who=who, credit=CREDIT))
    how = _CHANNELS.get(said.channel, f"by the following means: {said.channel}")
    return clause("Form", say("{who} shall claim a {credit} {how}.", who=who, credit=CREDIT, how=how))


def _claimant(names: Names) -> Part:
    """Who receives the credits of the agreement."""
    owners = dict.fromkeys(
        objective.owner
        for credit in names.agreement.credits
        for name in credit.objectives
        if (objective := names.objective(name)) is not None
    )
    found = dict.fromkeys(names.beneficiaries(owner) for owner in owners)
    return listing(list(found), "or") if found else "The recipient of the Services"


def _deadline(said: Claims, names: Names) -> Clause | None:
    if said.deadline_open:
        text = say("The Parties have not stated until when a {credit} can be claimed.", credit=CREDIT)
        return clause("Time limit", text)
    if said.deadline is None:
        return None
    text = say(
        "The claim shall be made within {count} after the end of the {anchor} for which the {credit} is due. "
        "A {credit} that is not claimed in time lapses.",
        count=_count(said.deadline),
        anchor=said.deadline.anchor if said.deadline.anchor in _PERIODS else "Service Period",
        credit=CREDIT,
    )
    return clause("Time limit", text)


def _count(deadline: Deadline) -> str:
    noun = "Business Days" if deadline.unit == "working days" else deadline.unit
    return q.counted(deadline.count, noun.removesuffix("s"))


def _show(said: Claims) -> Clause | None:
    return clause("Evidence", f"The claim shall show: {series(said.show)}.") if said.show else None
