"""The names of one agreement by family: what a name in a value may stand for, whoever asks.

A family is a kind of block, several with ` or ` between them, or one of the words that this file gives a set to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.credits import PointsCredit
from sladsl.ast.declare import Block
from sladsl.ast.duties import Duty, Report
from sladsl.ast.facts import Fact, Option
from sladsl.ast.figures import Assume, Definitions, Let, Parameters
from sladsl.ast.scoring import Score
from sladsl.ast.sources import Fields, Source
from sladsl.ast.tables import Table
from sladsl.model.from_ast.context import a as article
from sladsl.model.from_ast.sources import OWN_FIELDS
from sladsl.source import Span

SUM_OF_POINTS = "Points"
"""What scenarios call the sum of points, where something is owed for it."""
FREE = frozenset({"", "own", "anchor", "currency", "reference"})
"""Families that nothing declares."""
YES_OR_NO = frozenset({"yes", "no"})
DEEPEST = 8


class Known:
    """The names of an agreement; `agreements` are those of its file and of the files that it uses."""

    def __init__(self, node: a.Agreement, agreements: Mapping[str, a.Agreement]) -> None:
        self.node = node
        self.agreements = agreements
        self.by_kind: dict[str, set[str]] = {"agreement": set(agreements)}
        for block in node.blocks:
            if block.name is not None:
                self.by_kind.setdefault(block.kind, set()).add(block.name.text)
        if node.children(Score):
            self.by_kind.setdefault("objective", set()).update(self.by_kind["score"])
        if node.children(PointsCredit):
            self.by_kind.setdefault("objective", set()).add(SUM_OF_POINTS)
        self.sources = {
            source.name.text: source for source in node.children(Source) if source.name is not None
        }
        self.alias = dict(_aliases(self.sources))
        self.populations, self.conditions = _terms(node)
        for _ in self.populations:  # a term may be for some rows of another term
            self.alias |= {
                term: self.alias[source] for term, source in self.populations.items() if source in self.alias
            }
            if self.populations.keys() <= self.alias.keys():
                break
        self.dimensions = {
            name
            for block in node.blocks
            for entry in block.entries
            if entry.key == "for each"
            for name in _names_of(entry.value)
        }
        self._fields = {name: tuple(fields_of(source)) for name, source in self.sources.items()}
        self._made: dict[str, set[str]] = {}
        self.values: dict[str, frozenset[str]] = {}
        """Facts and options whose values are a closed list."""
        for each in node.blocks:
            if isinstance(each, (Fact, Option)) and each.name is not None:
                self.values[each.name.text] = _values(each)
        self._families()

    def _families(self) -> None:
        own = self.by_kind
        figures = {
            label
            for kind in (Assume, Let, Parameters)
            for block in self.node.children(kind)
            for label in labels(block)
        }
        choices = self.fields(types=("choice", "text"))
        self._any_text = bool(self.fields(types=("text",)))
        own["figure"] = figures
        own["term"] = set(self.conditions)
        own["field"] = self.fields()
        own["time field"] = self.fields(types=("time",))
        own["choice field"] = choices
        own["dimension"] = self.dimensions | choices
        own["source"] = set(self.alias) | set(self.populations)
        own["noun"] = set(self.alias) | self.dimensions
        own["dimension value"] = self._dimension_values()
        own["report"] = set(reports_of(self.node))

    def _dimension_values(self) -> set[str]:
        declared = (kind for fields in self._fields.values() for _, kind, _ in fields)
        of_fields = {
            str(value.text) for kind in declared if isinstance(kind, v.FieldKind) for value in kind.values
        }
        return of_fields.union(*self.values.values())

    def alike(self, siblings: frozenset[str]) -> set[str]:
        """The values of the only option, fact or field that has one of these values; all where several have."""
        lists = [*self.values.values()]
        for fields in self._fields.values():
            lists += [
                frozenset(str(value.text) for value in kind.values)
                for _, kind, _ in fields
                if isinstance(kind, v.FieldKind) and kind.values
            ]
        having = {each for each in lists if each & siblings}
        return set(next(iter(having))) if len(having) == 1 else set()

    def dimension_of(self, among: set[str]) -> str:
        """The only dimension of the agreement some of whose values these are, "" where there are more."""
        having = [name for name in sorted(self.dimensions) if self.values_of(name, ()) & among]
        return having[0] if len(having) == 1 else ""

    def free(self, family: str) -> bool:
        """Whether nothing says which names there are: what is counted without a source, values of a text."""
        if family in FREE:
            return True
        if family == "noun":
            return not self.sources
        return family == "dimension value" and (not self.by_kind[family] or self._any_text)

    def shown(self, family: str) -> set[str]:
        """The names of a family that a message lists: those that were declared, not each word that stands for one."""
        return set(self.sources) | set(self.populations) if family == "source" else self.family(family)

    def family(self, family: str) -> set[str]:
        """All names of a family; not to be changed."""
        if family not in self._made:
            kinds = family.split(" or ")
            self._made[family] = set().union(*(self.by_kind.get(kind, set()) for kind in kinds))
        return self._made[family]

    # ---- fields

    def fields(self, sources: frozenset[str] = frozenset(), types: tuple[str, ...] = ()) -> set[str]:
        """The fields of some sources (of all where none is named), of some types or of all."""
        return {
            name
            for source, fields in self._of(sources)
            for name, kind, _ in fields
            if not types or not isinstance(kind, v.FieldKind) or kind.type in types
        }

    def _of(self, sources: frozenset[str]) -> Iterable[tuple[str, tuple[tuple[str, v.Value, Span], ...]]]:
        """The fields of each of some sources, of all where none is named."""
        if not sources:
            return self._fields.items()
        return [(name, self._fields[name]) for name in self._fields.keys() & sources]

    def _field_values(self, field: str, sources: frozenset[str]) -> frozenset[str]:
        """The values that a field can have, () where they are not a closed list."""
        found: set[str] = set()
        for _, fields in self._of(sources):
            for name, kind, _ in fields:
                if name == field:
                    if not isinstance(kind, v.FieldKind) or kind.type != "choice":
                        return frozenset()
                    found |= {value.text for value in kind.values}
        return frozenset(found)

    def values_of(self, of: str, rows: tuple[str, ...]) -> frozenset[str]:
        """The values of a fact, an option or a field; none where they are no closed list."""
        return self.values.get(of) or self._field_values(of, self.rows_of(rows))

    def rows_of(self, names: tuple[str, ...]) -> frozenset[str]:
        """The sources that some names stand for: their own, the noun of their rows, a term for some of them."""
        return frozenset(self.alias[name] for name in names if name in self.alias)

    def columns(self, table: str) -> set[str]:
        """The columns of a table."""
        return {
            name.text
            for block in self.node.children(Table)
            if block.name is not None and block.name.text == table and isinstance(block.columns, v.Columns)
            for name in block.columns.items
        }

    def of_agreement(self, name: str) -> set[str] | None:
        """What an agreement of these files has a name for; None where there is no such agreement here."""
        if name not in self.agreements:
            return None
        return {block.name.text for block in self.blocks_of_agreement(name) if block.name is not None}

    def blocks_of_agreement(self, name: str) -> Iterator[Block]:
        """The blocks of an agreement of these files and of those that it is based on; nothing where there is none."""
        waiting, seen = [name], {name}
        while waiting and len(seen) <= 10 * DEEPEST:
            node = self.agreements.get(waiting.pop())
            if node is None:
                continue
            yield from node.blocks
            based = node.based_on
            for parent in based.items if isinstance(based, v.Names) else ():
                if parent.text not in seen:
                    seen.add(parent.text)
                    waiting.append(parent.text)


def labels(block: Block) -> Iterator[str]:
    """The names that begin the rows of a block."""
    for row in block.table:
        if isinstance(row.head, v.Labels):
            for item in row.head.items:
                if isinstance(item, (v.Name, v.Text)):
                    yield item.text


A_TIME = v.FieldKind(type="time", values=())


def fields_of(source: Source) -> Iterator[tuple[str, v.Value, Span]]:
    """The fields of a source with their types and places, those that all rows of its kind have first."""
    for own in OWN_FIELDS.get(str(getattr(source.holds, "text", "")), ()):
        yield own, A_TIME, source.head_span
    for inner in source.children(Fields):
        for row in inner.table:
            if isinstance(row.head, v.Labels):
                for item in row.head.items:
                    if isinstance(item, v.Name):
                        yield item.text, row.cell, item.span


def owners(node: a.Agreement) -> dict[str, tuple[str, ...]]:
    """Each field with the sources that have it."""
    found: dict[str, tuple[str, ...]] = {}
    for source in node.children(Source):
        if source.name is not None:
            for name, _, _ in fields_of(source):
                found[name] = (*found.get(name, ()), source.name.text)
    return found


def conditions_named(node: a.Agreement) -> tuple[str, ...]:
    """The defined terms that stand for a condition."""
    return tuple(sorted(_terms(node)[1]))


def called(source: Source) -> Iterator[str]:
    """Each word that stands for the rows of a source: `tickets`, `ticket`, and what its `each` says."""
    if isinstance(source.each, v.Name):
        yield f"{source.each.text}s"
        yield source.each.text
    if source.name is not None:
        if source.name.text.endswith("s"):
            yield source.name.text.removesuffix("s")
        yield source.name.text


def _aliases(sources: Mapping[str, Source]) -> Iterator[tuple[str, str]]:
    """Words and the sources that they stand for; the name of a source outdoes every other word."""
    for name, source in sources.items():
        yield from ((word, name) for word in called(source) if word not in sources)
    yield from ((name, name) for name in sources)


def _terms(node: a.Agreement) -> tuple[dict[str, str], set[str]]:
    """Defined terms: those for rows with their source, and those for conditions."""
    rows: dict[str, str] = {}
    conditions: set[str] = set()
    for block in node.children(Definitions):
        for row in block.table:
            head = row.head
            name = str(getattr(head.items[0], "text", "")) if isinstance(head, v.Labels) else ""
            if isinstance(row.cell, v.Population):
                rows[name] = row.cell.source.text
            elif isinstance(row.cell, v.When):
                conditions.add(name)
    return rows, conditions


def _values(of: Fact | Option) -> frozenset[str]:
    if isinstance(of, Option):
        written = of.values
        return (
            frozenset(str(getattr(item, "text", "")) for item in written.items)
            if isinstance(written, v.Labels)
            else frozenset()
        )
    kind = of.type_
    if not isinstance(kind, v.FieldKind):
        return frozenset()
    return YES_OR_NO if kind.type == "yes or no" else frozenset(value.text for value in kind.values)


def reports_of(node: a.Agreement) -> frozenset[str]:
    """The names of reports: those that are declared, and those that somebody sends."""
    sent = (block.head_value for block in node.children(Duty))
    names = {
        each.what.text for each in sent if isinstance(each, v.DutyWords) and isinstance(each.what, v.Name)
    }
    return frozenset(names | {block.name.text for block in node.children(Report) if block.name is not None})


def names_taken(node: a.Agreement) -> dict[str, tuple[str, Span]]:
    """Names that a figure or a term can't have: those of blocks, and of fields, which mean the field in a condition."""
    found = {
        block.name.text: (article(block.kind), block.name.span)
        for block in node.blocks
        if block.name is not None
    }
    for source in node.children(Source):
        for name, _, span in fields_of(source):
            of = source.name.text if source.name is not None else "a source"
            found.setdefault(name, (f"a field of `{of}`", span))
    return found


def _names_of(value: v.Value) -> tuple[str, ...]:
    """The names of a value that is one name, or several."""
    if isinstance(value, v.Names):
        return tuple(name.text for name in value.items)
    return (value.text,) if isinstance(value, v.Name) else ()
