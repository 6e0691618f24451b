"""The term: its lengths, its renewal and the notice that ends it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sladsl.ast import values as v
from sladsl.ast.terms import Term as TermBlock
from sladsl.model.dates import Length, Term
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.deadlines import Anchors, deadline, length
from sladsl.model.from_ast.words import duration_words, offset_words
from sladsl.model.meanings import Party

_END = Anchors(
    known={"end": ("end", ""), "end of the term": ("end", "")},
    say=("the end",),
    nothing="The notice of a term is counted back from its end.",
    back=("end",),
)


def term(block: TermBlock, parties: Mapping[str, Party], context: Context) -> Term:
    """The term; what its lengths are counted in must be whole days, weeks, months or years."""
    renewal, notice = block.renewal, block.notice
    first = _length(block.initial, context)
    again: Length | None = None
    how: Any = ""
    by, times = "", None
    if isinstance(renewal, v.Renewal):
        again, how = _length(renewal.length, context), renewal.how.text
        times = int(renewal.times.value) if renewal.times is not None else None
        if renewal.by is not None:
            by = renewal.by.text
            context.find(renewal.by, parties, "party")
    elif isinstance(renewal, v.NotStated):
        how = "not stated"
    elif isinstance(renewal, v.Answer):
        how = renewal.text
    before: Length | None = None
    if isinstance(notice, v.Offset):
        before = _notice(notice, context)
    return Term(
        initial=_words(block.initial),
        renewal=_words(renewal),
        notice=_words(notice),
        first=first,
        again=again,
        how=how,
        by=by,
        times=times,
        notice_before=before,
        cites=context.text(block, TermBlock.cites),
        span=block.head_span,
    )


def _length(value: v.Value | None, context: Context) -> Length | None:
    if not isinstance(value, v.Duration):
        return None
    found = length(value, context, "term")
    if found is None:
        return None
    if found.unit == "working days" or found.count == 0:
        context.add(
            "N241",
            "no-term",
            value.span,
            "This is no length of a term.",
            "Write it in days, weeks, months or years: `24 months`.",
        )
        return None
    return found


def _notice(written: v.Offset, context: Context) -> Length | None:
    if written.direction == "after":
        context.add(
            "N205",
            "unknown-anchor",
            written.span,
            "The notice of a term is counted back from its end.",
            "Write `notice: 90 days before end`.",
        )
        return None
    return deadline(written, _END, context, "notice")


def _words(value: v.Value | None) -> str:
    match value:
        case v.Duration():
            return duration_words(value)
        case v.Renewal():
            how = f"by {value.by.text}" if value.by is not None else value.how.text
            return ", ".join(part for part in (duration_words(value.length), _times(value), how) if part)
        case v.Offset():
            return offset_words(value)
        case v.Answer():
            return value.text
        case v.NotStated():
            return "not stated"
        case _:
            return ""


def _times(value: v.Renewal) -> str:
    if value.times is None:
        return ""
    return "once" if value.times.value == 1 else f"{value.times.value} times"
