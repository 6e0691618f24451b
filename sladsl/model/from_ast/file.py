"""The agreements of a file, each with all that it is based on, and a finding for everything that has no meaning."""

from __future__ import annotations

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.diagnostics.finding import Finding
from sladsl.model import meanings as m
from sladsl.model.from_ast.build import build_agreement
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.defined import spelled_out
from sladsl.model.from_ast.figures import written_out
from sladsl.model.from_ast.left_out import LeftOut
from sladsl.model.from_ast.names import look_up
from sladsl.model.from_ast.reduced import reduced
from sladsl.model.from_ast.said import tell_left_out
from sladsl.model.from_ast.structure import Together, amended, together
from sladsl.record import Record, replace
from sladsl.source import SourceText

NOT_BUILT = (a.Template, a.Amendment)


class Built(Record):
    """The agreements of a file in their order, and the findings of building them."""

    agreements: tuple[m.Agreement, ...]
    findings: tuple[Finding, ...]


def build(
    file: a.File, source: SourceText, earlier: tuple[Finding, ...] = (), used: tuple[a.File, ...] = ()
) -> Built:
    """The meaning of each agreement of the file.

    `earlier`: what reading the text has found, so that one mistake is not told twice. `used`: the files that it uses.
    """
    context = Context(earlier, source)
    known: dict[str, a.Agreement] = {}
    amendments: list[a.Amendment] = []
    here = [block for block in file.blocks if isinstance(block, a.Agreement)]
    for block in (*here, *(each for other in used for each in other.blocks if isinstance(each, a.Agreement))):
        if block.name is None:
            continue
        first = known.setdefault(block.name.text, block)
        if first is not block and first.span != block.span:
            context.add(
                "N126",
                "two-agreements",
                block.name.span,
                f"There is {_kind(first)} `{block.name.text}` already.",
                "Give one of them another name.",
            )
    amendments = [block for block in here if isinstance(block, a.Amendment)]
    agreements: list[m.Agreement] = []
    findings: dict[tuple[str, int, int, str], Finding] = {}
    for node in here:
        if isinstance(node, NOT_BUILT):
            continue
        own = Context(earlier, source)
        whole = together(node, known, own)
        agreement = _meaning(
            whole, known, source, own, [each for each in amendments if _of(each) == _name(node)]
        )
        agreements.append(agreement)
        _collect(own.findings, findings)
    for amendment in amendments:
        _collect(_amendment(amendment, known, source, earlier), findings)
    _collect(context.findings, findings)
    ordered = sorted(findings.values(), key=lambda finding: (finding.span.start, finding.code))
    return Built(agreements=tuple(agreements), findings=tuple(ordered))


def _meaning(
    whole: Together,
    known: dict[str, a.Agreement],
    source: SourceText,
    context: Context,
    amendments: list[a.Amendment],
) -> m.Agreement:
    node = spelled_out(written_out(whole.node, context), context)
    evaluated, left_out = reduced(node)
    agreement = build_agreement(evaluated, source, context)
    look_up(left_out, node, known, context)
    changed = tuple(
        LeftOut(
            words=each.later,
            span=each.span,
            block=each.label,
            part=a.Amendment(span=each.span),
            owner=a.Amendment,
        )
        for each in amendments
    )
    tell_left_out((*left_out, *changed), source, context)
    return replace(agreement, left_out=(*left_out, *changed), node=node, origins=whole.origins)


def _amendment(
    amendment: a.Amendment, known: dict[str, a.Agreement], source: SourceText, earlier: tuple[Finding, ...]
) -> list[Finding]:
    """What is wrong in an amendment, seen in the agreement that it makes."""
    context = Context(earlier, source)
    of = amendment.of
    if not isinstance(of, v.Name):
        return []
    base = known.get(of.text)
    if base is None or isinstance(base, NOT_BUILT):
        among = sorted(name for name, each in known.items() if not isinstance(each, NOT_BUILT))
        context.unknown(of.text, of.span, among, "agreement")
        return context.findings
    made = amended(together(base, known, Context(earlier, source)), amendment, context)
    _meaning(made, known, source, context, [])
    span = amendment.span
    return [
        each
        for each in context.findings
        if span.start <= each.span.start < span.end and each.name != "not-evaluated"
    ]


def _of(amendment: a.Amendment) -> str:
    return amendment.of.text if isinstance(amendment.of, v.Name) else ""


def _name(node: a.Agreement) -> str:
    return node.name.text if node.name is not None else ""


def _kind(node: a.Agreement) -> str:
    return f"an {node.kind}" if node.kind[0] in "aos" else f"a {node.kind}"


def _collect(found: list[Finding], into: dict[tuple[str, int, int, str], Finding]) -> None:
    """Each finding once: terms that are taken over are built with every agreement that takes them."""
    for each in found:
        into.setdefault((each.code, each.span.start, each.span.end, each.message), each)
