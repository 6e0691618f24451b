"""Looks up every name in what is said and not evaluated yet, by what its declaration says of the names in it.

What is evaluated is looked up where its meaning is built. This pass knows no family: a form tells whose names stand after
which of its words (`Form.names`, which completion reads, too), so that whatever can be declared is looked up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.declare import Block, Entry, Form, keys_of
from sladsl.ast.facts import Option
from sladsl.ast.figures import Assume, Definitions, Let, Parameters
from sladsl.ast.later import values_within
from sladsl.ast.sources import Fields, Source
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.reduced import LeftOut
from sladsl.source import SourceText

FREE = frozenset(
    {"own", "anchor", "currency", "reference", "noun", "column", "dimension value", "field value", ""}
)
"""Families that nothing declares, or that another pass looks up."""
NOUNS = {"dimension": "dimension or field", "time field": "field", "choice field": "field"}


class Known:
    """The names of an agreement by family."""

    def __init__(self, node: a.Agreement) -> None:
        self.by_kind: dict[str, set[str]] = {}
        for block in node.blocks:
            if block.name is not None:
                self.by_kind.setdefault(block.kind, set()).add(block.name.text)
        fields: set[str] = set()
        nouns: set[str] = set()
        for source in node.children(Source):
            for inner in source.children(Fields):
                fields |= set(_labels(inner))
            if isinstance(source.each, v.Name):
                nouns |= {source.each.text, f"{source.each.text}s"}
        terms = {label for block in node.children(Definitions) for label in _labels(block)}
        figures = {
            label
            for kind in (Assume, Let, Parameters)
            for block in node.children(kind)
            for label in _labels(block)
        }
        self.by_kind["field"] = fields | terms
        self.by_kind["time field"] = self.by_kind["choice field"] = fields
        self.by_kind["dimension"] = fields | self._each(node)
        self.by_kind["figure"] = figures | fields | self.by_kind.get("metric", set())
        self.by_kind["source"] = self.by_kind.get("source", set()) | terms | nouns
        self.by_kind["option value"] = {
            str(getattr(item, "text", ""))
            for option in node.children(Option)
            if isinstance(option.values, v.Labels)
            for item in option.values.items
        }

    @staticmethod
    def _each(node: a.Agreement) -> set[str]:
        """What is assessed or chosen one by one: a word after `for each`, or after `that`."""
        return {
            entry.value.text
            for block in node.blocks
            for entry in block.entries
            if entry.key == "for each" and isinstance(entry.value, v.Name)
        }

    def family(self, family: str) -> set[str]:
        found = self.by_kind.get(family)
        if found is not None:
            return found
        return set().union(*(self.by_kind.get(kind, set()) for kind in family.split(" or ")))


def _labels(block: Block) -> Iterator[str]:
    for row in block.table:
        if isinstance(row.head, v.Labels):
            for item in row.head.items:
                if isinstance(item, (v.Name, v.Text)):
                    yield item.text


def look_up(left_out: tuple[LeftOut, ...], node: a.Agreement, source: SourceText, context: Context) -> None:
    """A finding for each name in what is left out that nothing declares."""
    known = Known(node)
    for each in left_out:
        if isinstance(each.part, Entry):
            _entry(each.part, each.owner, known, source, context)
        else:
            _block(each.part, known, source, context)


def _block(block: Block, known: Known, source: SourceText, context: Context) -> None:
    kind = type(block)
    if block.head_value is not None:
        if kind.head_form is not None:
            _value(block.head_value, kind.head_form.names or {}, "", known, source, context)
        elif kind.head_names and isinstance(block.head_value, v.Names):
            for name in block.head_value.items:
                _name(name, kind.head_names, known, context)
    for entry in block.entries:
        _entry(entry, kind, known, source, context)
    if kind.rows is not None:
        for row in block.table:
            if kind.rows.names:
                _value(row.head, {"*": kind.rows.names}, kind.rows.names, known, source, context)
            _value(row.cell, _families(kind.rows.cell), "", known, source, context)
    for inner in block.blocks:
        _block(inner, known, source, context)


def _entry(entry: Entry, owner: type[Block], known: Known, source: SourceText, context: Context) -> None:
    key = keys_of(owner)[entry.key]
    _value(entry.value, _families(key.form), key.names or "", known, source, context)


def _families(form: Form[v.Value]) -> Mapping[str, str]:
    return form.names if form.names is not None else {}


def _value(
    value: v.Value,
    families: Mapping[str, str],
    first: str,
    known: Known,
    source: SourceText,
    context: Context,
) -> None:
    """Looks up the names of a value; `first` is the family of one that begins it."""
    for each in values_within(value):
        if not isinstance(each, (v.Name, v.FieldName)) or isinstance(value, v.Answer):
            continue
        name = each if isinstance(each, v.Name) else v.Name(text=each.text, span=each.span)
        if each.span.start <= value.span.start and first:
            _name(name, first, known, context)
            continue
        before = " ".join(source.text[value.span.start : each.span.start].split())
        family = _after(before, families)
        _name(name, family or (first if first and not families else ""), known, context)


def _after(before: str, families: Mapping[str, str]) -> str:
    """The family of a name by the words before it: the longest that the form knows, else any."""
    if not before:
        return families.get("", families.get("*", ""))
    words = sorted((word for word in families if word not in ("", "*")), key=len, reverse=True)
    padded = f" {before}"
    for word in words:
        if padded.endswith(f" {word}") or (word == "," and before.endswith(",")):
            return families[word]
    if (
        before.endswith(",") and "," not in families
    ):  # an item of a list is of the family of the one before it
        return (
            _after(before[: before.rfind(",")].rpartition(" ")[0].rstrip(), families) if " " in before else ""
        )
    return families.get("*", "")


def _name(name: v.Name, family: str, known: Known, context: Context) -> None:
    if family in FREE:
        return
    among = known.family(family)
    if name.text not in among:
        context.unknown(name.text, name.span, sorted(among), NOUNS.get(family, family))
