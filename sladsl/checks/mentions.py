"""Which names an agreement mentions, and where: read from what is written, so that no construct is forgotten.

The model knows what a metric or a credit uses; a right, a report or an escalation of a later family mentions names
too, and a rule about what nobody uses must not speak before it knows them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sladsl.ast.clauses import Clause
from sladsl.ast.declare import Block
from sladsl.ast.scenarios import Scenario
from sladsl.ast.values import FieldName, Name, Text
from sladsl.record import within


def mentions(root: Block) -> Counter[str]:
    """How often each name stands in the agreement, besides where it is declared; scenarios are left out."""
    return Counter(
        name
        for block in _terms(root)
        for value in written(block)
        if value is not None
        for name in _names(value)
    )


def written(block: Block) -> Iterator[Any]:
    """What a block says beyond its name and title: its head, its entries, its rows."""
    yield block.head_value
    for entry in block.entries:
        yield entry.value
    for row in block.table:
        yield row.head
        yield row.cell


class Speaking:
    """What speaks of objectives besides promises: constructs by their names, clauses in words."""

    def __init__(self, root: Block) -> None:
        self.names: set[str] = set()
        self.clauses: list[str] = []
        for block in _terms(root):
            if isinstance(block, Clause):
                self.clauses.append(_words(block))
            elif block.kind != "promise":
                self.names.update(name for value in written(block) for name in _names(value))

    def of(self, name: str, title: str = "") -> bool:
        """Whether something names the objective with this name and title."""
        called = [each.casefold() for each in (name, title) if each]
        return name in self.names or any(each in words for words in self.clauses for each in called)


def _words(clause: Clause) -> str:
    texts = [each.text for value in written(clause) for each in _texts(value)]
    if clause.title is not None:
        texts.append(clause.title.text)
    return " ".join(" ".join(texts).split()).casefold()


def _terms(root: Block) -> Iterator[Block]:
    for block in root.deep:
        if not isinstance(block, Scenario) and block.kind not in ("levels", "record", "expected"):
            yield block


def _names(value: Any) -> list[str]:
    return [each.text for each in within(value) if type(each) is Name or type(each) is FieldName]


def _texts(value: Any) -> list[Text]:
    return [each for each in within(value) if type(each) is Text]
