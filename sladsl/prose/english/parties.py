"""The parties in English, and the lines on which they sign."""

from __future__ import annotations

from sladsl.model.meanings import Party
from sladsl.prose.document import Block, Defined, Paragraph, Part, Plain, Table, Text
from sladsl.prose.english import quantities as q
from sladsl.prose.english.names import Names
from sladsl.prose.say import join, listing, paragraph, say

_ROLES = {
    "provider": "the provider",
    "customer": "the customer",
    "team": "a team of the organisation",
    "third party": "a third party",
}
_LINE = "…" * 10


def parties(names: Names) -> Part:
    """Who is bound, and apart from them who only supports."""
    agreement = names.agreement
    bound = [party for party in agreement.parties.values() if party.role != "third party"]
    others = [party for party in agreement.parties.values() if party.role == "third party"]
    if agreement.kind == "contract" and len(bound) < 2:
        bound, others = [*bound, *others], []
    blocks: list[Block] = []
    if bound:
        opening = {
            "slc": "This {noun} concerns the following (each a “Party”, together the “Parties”):",
        }.get(
            agreement.kind,
            "This {noun} is made between the following (each a “Party”, together the “Parties”):",
        )
        blocks.append(paragraph(opening, noun=names.noun))
        blocks.append(_table(bound, names))
    if others:
        who = listing(
            [
                say("{name} ({term})", name=each.title or each.name, term=_defined(each, names))
                for each in others
            ],
            "and",
        )
        template = (
            "{who} supports the Services as a third party. It is not a Party to this {noun}."
            if len(others) == 1
            else "{who} support the Services as third parties. They are not Parties to this {noun}."
        )
        blocks.append(Paragraph(text=say(template, who=who, noun=names.noun)))
    return Part(title=(Plain(text="Parties"),), blocks=tuple(blocks))


def signatures(names: Names) -> Part:
    """One row a party: how it accepted, or a line to sign on."""
    bound = [party for party in names.agreement.parties.values() if party.role != "third party"]
    if names.agreement.kind == "contract":
        bound = list(names.agreement.parties.values())
    if not bound:
        return Part(title=join("Acceptance"), blocks=())
    rows = tuple((join(party.title or party.name), *_accepted(party)) for party in bound)
    table = Table(header=(join("For"), join("Date"), join("By"), join("Signature")), rows=rows)
    return Part(title=join("Acceptance"), blocks=(table,))


def role(party: Party) -> str:
    return _ROLES.get(party.role, party.role)


def _table(bound: list[Party], names: Names) -> Table:
    rows: tuple[tuple[Text, ...], ...] = tuple(
        (join(party.title or party.name), _defined(party, names), join(role(party) or "a Party"))
        for party in bound
    )
    header: tuple[Text, ...] = (join("Party"), join("In this text"), join("Role"))
    if any(party.contacts for party in bound):
        header = (*header, join("Contact"))
        rows = tuple(
            (*row, join("; ".join(party.contacts) or "—")) for row, party in zip(rows, bound, strict=True)
        )
    return Table(header=header, rows=rows)


def _defined(party: Party, names: Names) -> Text:
    return (Defined(text=names.terms["party", party.name]),)


def _accepted(party: Party) -> tuple[Text, Text, Text]:
    """Date, signatory and signature: what is known, or lines to write on."""
    if party.accepted == "by ordering":
        return join("on ordering"), join("—"), join("accepted by ordering the Services")
    if party.accepted:
        day, _, signatory = party.accepted.partition(", ")
        return join(q.date(day)), join(signatory or "—"), join("accepted")
    if party.accepted_open:
        return join("not stated"), join("not stated"), join(_LINE)
    return join(_LINE), join(_LINE), join(_LINE)
