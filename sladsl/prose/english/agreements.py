"""The title page in English: what is agreed, in which version, from when, and that a draft binds nobody."""

from __future__ import annotations

from sladsl.ast import values as v
from sladsl.ast.agreements import Agreement
from sladsl.model.versions import Version
from sladsl.prose.document import Block, Notice, Table, Text
from sladsl.prose.english import quantities as q
from sladsl.prose.english.names import FORMS, Names
from sladsl.prose.english.origins import based_on
from sladsl.prose.say import join, listing, say

NOT_STATED = "not stated by the Parties"
_SCOPES = {
    "internal": "internal: within one organisation",
    "external": "external: between organisations",
}

_OF_THE_BASE = {
    "as amended": "as amended from time to time",
    "as at its start": "as in force on the Effective Date, without later amendments",
    "as first agreed": "as first agreed, without amendments",
}


def title(names: Names) -> Text:
    agreement = names.agreement
    return join(agreement.title or agreement.name)


def front(names: Names) -> tuple[Block, ...]:
    """The head as a table, and the notice of a draft."""
    agreement = names.agreement
    node = agreement.node
    rank = node.rank if isinstance(node, Agreement) else None
    heads: list[tuple[str, str, str]] = [
        ("based on", "Based on", _based_on(names)),
        ("rank", "Level", rank.text if isinstance(rank, v.Answer) else ""),
        ("version", "Version", agreement.version),
        ("supersedes", "Supersedes", f"version {agreement.supersedes}" if agreement.supersedes else ""),
        ("published", "Published", q.date(agreement.published)),
        ("effective", "Effective Date", q.date(agreement.effective)),
        ("amended", "Amended", _amended(agreement.versions)),
        ("ends", "Last day in force", q.date(agreement.ends)),
        ("law", "Governing law", agreement.law),
        ("scope", "Scope", _SCOPES.get(agreement.scope, agreement.scope)),
        ("time zone", "Time zone", agreement.zone),
        ("currency", "Currency", agreement.currency),
        ("cites", "Transcribes", agreement.cites),
    ]
    is_open = {"time zone"} if agreement.zone_open else set()
    is_open |= {"currency"} if agreement.currency_open else set()
    is_open |= set(agreement.open_heads)
    rows = [("Form", FORMS[agreement.kind]), ("Reference", agreement.name)]
    for key, word, value in heads:
        if value or key in is_open:
            rows.append((word, value or NOT_STATED))
    table = Table(header=((), ()), rows=tuple((join(word), join(value)) for word, value in rows))
    notice = draft(names)
    return (Notice(text=notice), table) if notice else (table,)


def _based_on(names: Names) -> str:
    """On what, and on which terms of that when it is amended."""
    node, based = names.agreement.node, ", ".join(based_on(names))
    said = node.terms_of_the_base if isinstance(node, Agreement) else None
    return f"{based}, {_OF_THE_BASE[said.text]}" if based and isinstance(said, v.Answer) else based


def _amended(versions: tuple[Version, ...]) -> str:
    """From when, and by which texts; the clauses below are those of the agreement before them."""
    each = [f"from {q.date(one.since)} by {one.title or one.name}" for one in versions]
    return f"{', '.join(each)}; not worked into this text" if each else ""


def draft(names: Names) -> Text:
    """What is not yet agreed; empty when everybody whose acceptance counts has accepted, or on a standing offer."""
    agreement = names.agreement
    bound = {name: party for name, party in agreement.parties.items() if party.role != "third party"}
    if any(party.accepted == "by ordering" for party in bound.values()):
        return ()
    if agreement.kind == "slc":
        bound = {name: party for name, party in bound.items() if party.role != "customer"} or bound
    missing = [name for name, party in bound.items() if not party.accepted]
    if not missing and bound:
        return ()
    if len(missing) == len(bound):
        return join(
            f"Draft. No acceptance of {names.this} is recorded here; it binds nobody until it is accepted."
        )
    return say(
        "Draft. No acceptance by {missing} is recorded here; {this} is a draft until it is given.",
        missing=listing([names.of("party", name) for name in missing], "or"),
        this=names.this,
    )
