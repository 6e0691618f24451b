"""The head of an agreement, its parties and its term."""

from __future__ import annotations

from sladsl.ast import values as v
from sladsl.ast.parties import Party as PartyBlock
from sladsl.ast.terms import Term as TermBlock
from sladsl.model.from_ast.context import Context
from sladsl.model.meanings import Party, Term
from sladsl.values.number import decimal_text


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


def duration_words(duration: v.Duration) -> str:
    """`1 hour 30 minutes` with the plurals that the numbers ask for."""
    parts = []
    for part in duration.parts:
        number = decimal_text(part.number.value, part.number.places)
        parts.append(f"{number} {part.unit}{'' if part.number.value == 1 else 's'}")
    return " ".join(parts)


def offset_words(offset: v.Offset) -> str:
    return f"{duration_words(offset.distance)} {offset.direction} the {offset.anchor}"


def term(block: TermBlock, context: Context) -> Term:
    def words(value: v.Value | None) -> str:
        match value:
            case v.Duration():
                return duration_words(value)
            case v.Renewal():
                return f"{duration_words(value.length)}, {value.how.text}"
            case v.Offset():
                return offset_words(value)
            case v.Answer():
                return value.text
            case v.NotStated():
                return "not stated"
            case _:
                return ""

    notice = block.notice
    if isinstance(notice, v.Offset) and (notice.anchor != "end" or notice.direction != "before"):
        context.add(
            "N205",
            "unknown-anchor",
            notice.span,
            "The notice of a term is counted back from its end.",
            "Write `notice: 90 days before end`.",
        )
    return Term(
        initial=words(block.initial),
        renewal=words(block.renewal),
        notice=words(block.notice),
        cites=context.text(block, TermBlock.cites),
        span=block.head_span,
    )
