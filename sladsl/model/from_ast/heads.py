"""The parties of an agreement."""

from __future__ import annotations

from sladsl.ast import values as v
from sladsl.ast.parties import Party as PartyBlock
from sladsl.model.from_ast.context import Context
from sladsl.model.meanings import Party


def party(block: PartyBlock, context: Context) -> Party:
    accepted = block.accepted
    words = ""
    if isinstance(accepted, v.Acceptance):
        words = context.date(accepted.on)
        if accepted.signatory is not None:
            words = f"{words}, {accepted.signatory.text}"
    elif isinstance(accepted, v.Answer):
        words = accepted.text
    return Party(
        name=context.declare(block),
        title=block.title.text if block.title else "",
        role=context.text(block, PartyBlock.role),
        accepted=words,
        accepted_open=isinstance(accepted, v.NotStated),
        contacts=tuple(contact.text for contact in block.contact if isinstance(contact, v.Text)),
        span=block.head_span,
    )
