"""By which fields what is measured is told apart, and which values these have: read from what is written."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.ast import values as v
from sladsl.ast.agreements import Agreement
from sladsl.ast.declare import Block
from sladsl.ast.metrics import Measured, Metric
from sladsl.ast.objectives import Objective
from sladsl.ast.services import Service
from sladsl.ast.sources import Source
from sladsl.checks.reach import measured_by, metrics_of
from sladsl.checks.written import promises
from sladsl.model.from_ast.known import called, fields_of
from sladsl.record import Record

OVER = 4


class Dimensions(Record):
    """The fields by which something is told apart; `values` None: nothing says which there are."""

    fields: frozenset[str] = frozenset()
    values: frozenset[str] | None = frozenset()

    def with_(self, other: Dimensions) -> Dimensions:
        """The fields and values of both."""
        known = None if self.values is None or other.values is None else self.values | other.values
        return Dimensions(fields=self.fields | other.fields, values=known)


class Told:
    """Asks an agreement by what its metrics, objectives and services are told apart."""

    def __init__(self, node: Agreement) -> None:
        self.metrics: dict[str, Metric] = metrics_of(node)
        self.services = {each.name.text: each for each in node.children(Service) if each.name is not None}
        self.sources = [each for each in node.children(Source) if each.name is not None]
        self.words = {word: each for each in self.sources for word in called(each)}

    def sources_of(self, block: Block) -> list[Source]:
        """The sources that a metric is measured from."""
        measure = block.measure if isinstance(block, Measured) else None
        names = [name.text for name in measure.sources] if isinstance(measure, v.Measure) else []
        return [self.words[name] for name in names if name in self.words]

    def service_of(self, block: Block) -> Service | None:
        """The service of a metric: its own, that of its sources, or the only one."""
        of = block.of if isinstance(block, Measured) else None
        if isinstance(of, v.Name):
            return self.services.get(of.text)
        named = {each.of.text for each in self.sources_of(block) if isinstance(each.of, v.Name)}
        if len(named) == 1:
            return self.services.get(named.pop())
        return next(iter(self.services.values())) if not named and len(self.services) == 1 else None

    def of_metric(self, block: Block) -> Dimensions:
        """By what a metric is told apart: by what it says, else by what its service does."""
        own = block.for_each if isinstance(block, Measured) else None
        sources = self.sources_of(block)
        if isinstance(own, v.Answer):
            return Dimensions()
        if isinstance(own, v.Names):
            return self._by([name.text for name in own.items], sources)
        service = self.service_of(block)
        if service is None or not isinstance(service.for_each, v.Name):
            return Dimensions()
        name = service.for_each.text
        if sources and not any(name == field for each in sources for field, _, _ in fields_of(each)):
            return Dimensions()
        return self._by([name], sources)

    def of_objective(self, block: Objective) -> Dimensions:
        """By what the levels of an objective are told apart."""
        found = Dimensions()
        for words in promises(block):
            for each in measured_by(block, words, self.metrics):
                found = found.with_(self.of_metric(each))
        return found

    def of_service(self, service: Service) -> Dimensions:
        """By what a service is told apart, itself or in what is measured of it."""
        found = Dimensions()
        if isinstance(service.for_each, v.Name):
            of = [each for each in self.sources if isinstance(each.of, v.Name) and each.of == service.name]
            found = self._by([service.for_each.text], of)
        for metric in self.metrics.values():
            if self.service_of(metric) is service:
                found = found.with_(self.of_metric(metric))
        return found

    def across(self, block: Block, name: str, depth: int = OVER) -> bool:
        """Whether a metric is told apart by a field, or could be by its sources, itself or what it is made of."""
        if name in self.of_metric(block).fields:
            return True
        service = self.service_of(block)
        if service is not None and isinstance(service.for_each, v.Name) and service.for_each.text == name:
            return True
        if any(name == field for each in self.sources_of(block) for field, _, _ in fields_of(each)):
            return True
        return depth > 0 and any(self.across(each, name, depth - 1) for each in self._made_of(block))

    def _made_of(self, block: Block) -> Iterator[Block]:
        """The metrics that a metric is computed from."""
        measure = block.measure if isinstance(block, Measured) else None
        if isinstance(measure, v.Measure):
            names = [
                each.text
                for each in _fields(measure.operand)
                if each.text in self.metrics and not measure.sources
            ]
            yield from (self.metrics[name] for name in names if self.metrics[name] is not block)

    def _by(self, names: list[str], sources: list[Source]) -> Dimensions:
        """Dimensions with the values that the sources list for them."""
        found = Dimensions(fields=frozenset(names))
        for name in names:
            kinds = [kind for each in sources for field, kind, _ in fields_of(each) if field == name]
            for kind in kinds:
                closed = isinstance(kind, v.FieldKind) and kind.type == "choice"
                values = frozenset(each.text for each in kind.values) if closed else None  # type: ignore[attr-defined]
                found = found.with_(Dimensions(values=values))
            if not kinds:
                found = found.with_(Dimensions(values=None))
        return found


def _fields(operand: object) -> Iterator[v.FieldName]:
    match operand:
        case v.FieldName():
            yield operand
        case v.Arithmetic(left=left, right=right):
            yield from _fields(left)
            yield from _fields(right)
        case _:
            return
