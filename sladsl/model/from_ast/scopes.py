"""Values of dimensions where a scenario names them in quotes or beside others: each has to be one that its source lists.

A plain name is looked up with all names; a text in quotes may be anything, unless the dimension has a closed list.
"""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.credits import Bands, BandsAsPrinted, Consequence
from sladsl.ast.declare import Block
from sladsl.ast.later import values_within
from sladsl.ast.metrics import Measured, Metric
from sladsl.ast.objectives import Objective
from sladsl.ast.scenarios import ExpectedRows, Levels, Paid, Scenario
from sladsl.ast.services import Service
from sladsl.diagnostics.finding import Label
from sladsl.diagnostics.suggest import listing
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.known import Known
from sladsl.model.from_ast.units import promises

Scope = v.Name | v.Text
OPEN = frozenset({"all", "any", "otherwise"})


def refuse_scopes(node: a.Agreement, known: Known, context: Context) -> None:
    """A finding for each value that its dimension does not list, and for bands of one value that stand twice."""
    dimensions = _Dimensions(node)
    told: set[int] = set()
    for scope, dimension in dimensions.named():
        among = known.values_of(dimension, ())
        if among and scope.text not in among | OPEN and scope.span.start not in told:
            told.add(scope.span.start)
            if not context.told(scope.span):
                context.unknown(scope.text, scope.span, sorted(among), f"value of `{dimension}`")
    for block in _consequences(node):
        _bands(block, known, context)


class _Dimensions:
    """By which dimension the services, metrics and objectives of an agreement are told apart."""

    def __init__(self, node: a.Agreement) -> None:
        self.node = node
        self.services = {
            block.name.text: _one(block.for_each)
            for block in node.children(Service)
            if block.name is not None
        }
        self.metrics = {
            block.name.text: self._measured(block)
            for block in node.children(Metric)
            if block.name is not None
        }
        self.objectives = {
            block.name.text: self._promised(block)
            for block in node.children(Objective)
            if block.name is not None
        }

    def _measured(self, block: Measured) -> str:
        return _one(block.for_each)

    def _promised(self, block: Objective) -> str:
        if block.has(Objective.measure):
            return self._measured(block)
        found = {self.metrics.get(name.text, "") for words in promises(block) for name in words.metrics}
        return found.pop() if len(found) == 1 else ""

    def named(self) -> Iterator[tuple[Scope, str]]:
        """Each value that a scenario names, with its dimension."""
        for scenario in self.node.children(Scenario):
            for entry in scenario.entries:
                yield from self._entry(entry.value)
            for table in scenario.blocks:
                yield from self._rows(table)

    def _entry(self, value: v.Value) -> Iterator[tuple[Scope, str]]:
        for each in values_within(value):
            match each:
                case v.Outage(of=of, scope=v.Name() | v.Text() as scope):
                    yield from _of(scope, self.services.get(of.text, ""))
                case v.StatedFee(service=of, scope=v.Name() | v.Text() as scope):
                    yield from _of(scope, self.services.get(of.text, ""))
                case v.Expected(objective=of, scope=v.Name() | v.Text() as scope):
                    yield from _of(scope, self.objectives.get(of.text, ""))
                case v.ExpectedRight(words=words, scope=v.Name() | v.Text() as scope) if (
                    words.scope is not None
                ):
                    yield from _of(scope, words.scope.text)
                case _:
                    pass

    def _rows(self, table: Block) -> Iterator[tuple[Scope, str]]:
        """The values at the beginning of a row: of the objective of the block, or of that which the row names."""
        head = table.head_value
        for row in table.table:
            items = row.head.items if isinstance(row.head, v.Labels) else ()
            scopes = [item for item in items if isinstance(item, (v.Name, v.Text))]
            if isinstance(table, Levels) and isinstance(head, v.Names):
                dimensions = {self.objectives.get(name.text, "") for name in head.items}
                if len(dimensions) == 1:
                    dimension = dimensions.pop()
                    for scope in scopes:
                        yield from _of(scope, dimension)
            elif isinstance(table, (ExpectedRows, Paid)) and scopes:
                for scope in scopes[1:]:
                    yield from _of(scope, self.objectives.get(scopes[0].text, ""))


def _of(scope: Scope, dimension: str) -> Iterator[tuple[Scope, str]]:
    if dimension:
        yield scope, dimension


def _one(value: object) -> str:
    """The one dimension of a key `for each`; several are told apart by their combinations."""
    if isinstance(value, v.Names) and len(value.items) == 1:
        return value.items[0].text
    return value.text if isinstance(value, v.Name) else ""


def _consequences(block: Block) -> Iterator[Consequence]:
    for inner in block.blocks:
        if isinstance(inner, Consequence):
            yield inner
        yield from _consequences(inner)


def _bands(block: Consequence, known: Known, context: Context) -> None:
    """`bands for Business` twice: a head that was copied, where another value has none."""
    seen: dict[str, v.Name] = {}
    twice: list[v.Name] = []
    for table in block.children(Bands) + block.children(BandsAsPrinted):
        for name in table.head_value.items if isinstance(table.head_value, v.Names) else ():
            if name.text in seen:
                twice.append(name)
            seen.setdefault(name.text, name)
    if not twice:
        return
    missing = sorted(known.alike(frozenset(seen)) - set(seen) - {"yes", "no"})
    for name in twice:
        if context.told(name.span):
            continue
        hint = "Leave one of them out."
        if missing:
            has = "has" if len(missing) == 1 else "have"
            which = "for it" if len(missing) == 1 else "for one of them"
            hint = f"{listing(missing[:6])} {has} none: are these {which}?"
        context.add(
            "N233",
            "row-twice",
            name.span,
            f"`{name.text}` has bands already.",
            hint,
            labels=(Label(span=seen[name.text].span, text="first here"),),
        )
