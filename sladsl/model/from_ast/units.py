"""Units of what is written, evaluated or not: of a metric by its measure and its field, of an objective, of a value."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.credits import Consequence
from sladsl.ast.metrics import Metric
from sladsl.ast.objectives import Objective, Promise
from sladsl.ast.sources import Source
from sladsl.model.from_ast.known import fields_of
from sladsl.model.from_ast.measures import FIGURES

MEASURED = {
    "uptime from": "%",
    "share of": "%",
    "weighted average": "%",
    "downtime from": "time",
    "time of": "time",
    "longest outage from": "time",
    "time until": "time",
    "delay of": "time",
    "number of": "",
    "number of outages from": "",
    "ratio of": "%",
}
"""The unit of what is measured: `%`, `time`, "" for a plain number."""
UNITS = {"%": "a percentage", "time": "a length of time", "": "a plain number", "points": "points"}
FIELDS = {"duration": "time", "number": ""}
"""The unit of a figure by the type of its field."""


class Units:
    """Asks an agreement in which unit something is measured: `%`, `time`, "" for a plain number, None where unknown."""

    def __init__(self, node: a.Agreement) -> None:
        self.metrics = {block.name.text: block for block in node.children(Metric) if block.name is not None}
        self.objectives = {
            block.name.text: block for block in node.children(Objective) if block.name is not None
        }
        self.sources = node.children(Source)

    def of_metric(self, name: str) -> str | None:
        """The unit in which a metric is measured, None where nothing tells."""
        metric = self.metrics.get(name)
        if metric is None or not isinstance(metric.measure, v.Measure):
            return self._promised(name)
        return self.of_measure(metric.measure)

    def of_measure(self, measure: v.Measure) -> str | None:
        """The unit of what is measured; of a figure that its field has."""
        if measure.kind not in FIGURES:
            return MEASURED.get(measure.kind)
        if (
            not isinstance(measure.operand, v.FieldName)
            or measure.across is not None
            or measure.last is not None
        ):
            return None
        kinds = {
            str(kind.type)
            for source in self.sources
            if source.name is not None and source.name.text in {each.text for each in measure.sources}
            for name, kind, _ in fields_of(source)
            if name == measure.operand.text and isinstance(kind, v.FieldKind)
        }
        return FIELDS.get(kinds.pop()) if len(kinds) == 1 else None

    def _promised(self, metric: str) -> str | None:
        """The unit in which a metric is promised, where its measure does not tell."""
        for objective in self.objectives.values():
            for words in promises(objective):
                if metric in {name.text for name in words.metrics} and words.bound is not None:
                    return unit(words.bound.operand)
        return None

    def of_objective(self, name: str) -> str | None:
        """The unit in which an objective is kept or missed."""
        objective = self.objectives.get(name)
        if objective is None:
            return None
        # The level of several sentences is the share of them that is kept.
        return "%" if len(list(promises(objective))) > 1 else self.of_levels(name)

    def of_levels(self, name: str) -> str | None:
        """The unit of the level that a sentence of an objective is about; of several in different units none."""
        objective = self.objectives.get(name)
        found: set[str | None] = set()
        for words in promises(objective) if objective is not None else ():
            if words.share is not None:
                found.add("%")
            elif words.bound is not None:
                found.add(unit(words.bound.operand))
        return found.pop() if len(found) == 1 else None


def promises(objective: Objective) -> Iterator[v.PromiseWords]:
    """The sentences of an objective."""
    for block in objective.children(Promise):
        if isinstance(block.head_value, v.PromiseWords):
            yield block.head_value


def unit(value: object) -> str | None:
    match value:
        case v.Quantity():
            return value.unit
        case v.Duration():
            return "time"
        case _:
            return None


def is_money(unit: str | None) -> bool:
    return unit is not None and len(unit) == 3 and unit.isupper()


def is_zero(value: v.Quantity | v.Duration) -> bool:
    numbers = [value.number] if isinstance(value, v.Quantity) else [part.number for part in value.parts]
    return all(number.value == 0 for number in numbers)


def words(of: str | None) -> str:
    """What is measured in a unit, for a message."""
    return "nothing that can be told" if of is None else UNITS.get(of, f"money ({of})")


def amounts_of(block: Consequence) -> Iterator[v.Value]:
    """The amounts that a credit, a bonus or points say, in keys and rows."""
    for entry in block.entries:
        if entry.key == "amount":
            yield entry.value
    for inner in block.blocks:
        for row in inner.table:
            yield row.cell
