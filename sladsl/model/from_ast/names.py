"""Looks up every name in an agreement.

What is evaluated is looked up where its meaning is built; what nothing there asks for, `depends on` of a service or the
value of a dimension that a scenario expects, is looked up here, and so is all that is not evaluated yet.
"""

from __future__ import annotations

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.declare import Block, Entry
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.known import Known
from sladsl.model.from_ast.left_out import LeftOut
from sladsl.model.from_ast.mentioned import Mention, mentions, mentions_of_entry

WORDS = {
    "time field": "field",
    "choice field": "field",
    "dimension value": "value",
    "noun": "record",
    "dimension or noun": "part",
    "field or term": "field",
    "field or fact or option or term": "field, fact or option",
    "field or fact or option or figure": "field, fact or option",
    "fact or option or term": "fact or option",
    "fact or option or figure": "fact or option",
    "field or metric or figure": "field, metric or figure",
}
"""What a family is called in a message, where it is not its own name."""

DECLARED = frozenset(
    {
        "service",
        "calendar",
        "party",
        "exclusion",
        "escalation",
        "table",
        "agreement",
        "dimension value",
        "noun",
    }
)
"""Families of which every name in what is evaluated is declared, too; fields of reported levels are not, for one."""


def look_up(left_out: tuple[LeftOut, ...], node: a.Agreement, known: Known, context: Context) -> None:
    """A finding for each name that nothing declares and of which nothing is told."""
    for each in left_out:
        found = (
            mentions_of_entry(each.part, each.owner) if isinstance(each.part, Entry) else mentions(each.part)
        )
        for mention in found:
            _look_up(mention, known, context)
    for mention in mentions(node):
        if mention.family in DECLARED and not _told(mention.name, context):
            _look_up(mention, known, context, evaluated=True)


def _told(name: v.Name, context: Context) -> bool:
    """Whether something is told of the name, or of the entry in which it stands."""
    return context.told(name.span) or any(
        each.name == "unknown-name" and each.span.start <= name.span.start < each.span.end
        for each in context.findings
    )


def _look_up(mention: Mention, known: Known, context: Context, *, evaluated: bool = False) -> None:
    name, family = mention.name, mention.family
    if family == "reference":
        _reference(mention, known, context)
        return
    if family in ("value", "column"):
        among = known.values_of(mention.of, mention.rows) if family == "value" else known.columns(mention.of)
        if among and name.text not in among:
            kind = f"value of `{mention.of}`" if family == "value" else "column"
            context.unknown(name.text, name.span, sorted(among), kind)
        return
    if known.free(family):
        return
    among = known.family(family)
    rows = known.rows_of(mention.rows)
    if rows and "field" in family.split(" or "):
        fields, of_others = known.fields(rows), known.by_kind["field"]
        if name.text in fields or (name.text in among and name.text not in of_others):
            return
        among = (among - of_others) | fields
    if name.text not in among and not context.told(name.span):
        among = known.shown(family) if family == "source" else among
        word = WORDS.get(family, family)
        if family == "dimension value":
            among = known.alike(beside(known.node, name)) or among - {"yes", "no"}
            of = known.dimension_of(among) if evaluated else ""
            among, word = (known.values_of(of, ()), f"value of `{of}`") if of else (among, word)
        context.unknown(name.text, name.span, sorted(among), word)


def beside(block: Block, name: v.Name) -> frozenset[str]:
    """The names in the heads of the blocks of its kind that stand beside the block in whose head the name stands."""
    for inner in block.blocks:
        if not inner.span.start <= name.span.start < inner.span.end:
            continue
        if not inner.head_span.start <= name.span.start < inner.head_span.end:
            return beside(inner, name)
        kin = (each.head_value for each in block.blocks if each.kind == inner.kind and each is not inner)
        return frozenset(item.text for value in kin if isinstance(value, v.Names) for item in value.items)
    return frozenset()


def _reference(mention: Mention, known: Known, context: Context) -> None:
    """`Hosting.Availability`: of an agreement of these files it must be there; of another text nobody knows."""
    of, dot, what = mention.name.text.partition(".")
    there = known.of_agreement(of)
    if dot and there is not None and what not in there:
        context.unknown(what, mention.name.span, sorted(there), f"name in {of}")
