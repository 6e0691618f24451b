"""Fees of services that have none: a share of nothing is nothing, where others are paid for."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.credits import Consequence, Owed
from sladsl.ast.declare import Block
from sladsl.ast.later import values_within
from sladsl.ast.metrics import Metric
from sladsl.ast.objectives import Objective
from sladsl.ast.scenarios import Scenario
from sladsl.ast.services import Pricing, Service
from sladsl.diagnostics.finding import Label
from sladsl.diagnostics.suggest import listing
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.units import promises
from sladsl.record import replace
from sladsl.source import Span

MOST_NAMED = 6
LOST = "the fee for the time lost"


def refuse_unpaid(node: a.Agreement, context: Context) -> None:
    """A finding for each fee of a service that has none, if another service of the agreement has one."""
    services = {block.name.text: block for block in node.children(Service) if block.name is not None}
    priced = _priced(node)
    paid = [name for name, block in services.items() if name in priced or _paid(block)]
    without = {name: block for name, block in services.items() if name not in paid and not _open(block)}
    if not paid or not without:
        return
    measured = _Measured(node)
    for block in (replace(node, blocks=()), *node.blocks):
        if not isinstance(block, Scenario):
            for name, span in _fees(block, (), measured):
                if name in without and not context.told(span):
                    context.add(
                        "N213",
                        "whose-fee",
                        span,
                        f"`{name}` has no fee, so a share of it is nothing.",
                        f"Name a service with a fee, as {listing(paid[:MOST_NAMED], 'or')}, or say the fee in "
                        f"`service {name}`.",
                        labels=(Label(span=without[name].head_span, text="no fee here"),),
                    )


def _paid(block: Service) -> bool:
    return any(not isinstance(each, (v.Answer, v.NotStated)) for each in _said(block))


def _open(block: Service) -> bool:
    return any(isinstance(each, (v.NotStated, v.Broken)) for each in _said(block))


def _said(block: Service) -> list[v.Value]:
    return [entry.value for entry in block.entries if entry.key == Service.fee.name]


def _priced(node: a.Agreement) -> set[str]:
    """Services whose fee is made from a price, or stated by a scenario."""
    found: set[str] = set()
    for block in node.children(Pricing):
        if isinstance(block.head_value, v.Names):
            found.update(name.text for name in block.head_value.items)
    for scenario in node.children(Scenario):
        for entry in scenario.entries:
            if isinstance(entry.value, v.StatedFee):
                found.add(entry.value.service.text)
    return found


class _Measured:
    """Of which service the metric of an objective is."""

    def __init__(self, node: a.Agreement) -> None:
        self.metrics = {
            block.name.text: _service(block) for block in node.children(Metric) if block.name is not None
        }
        self.objectives = {
            block.name.text: self._of(block) for block in node.children(Objective) if block.name is not None
        }

    def _of(self, block: Objective) -> set[str]:
        named = {self.metrics.get(name.text, "") for words in promises(block) for name in words.metrics}
        return (named or {_service(block)}) - {""}

    def service(self, names: tuple[str, ...]) -> str:
        found = set().union(*(self.objectives.get(name, set()) for name in names))
        return found.pop() if len(found) == 1 else ""


def _service(block: Metric | Objective) -> str:
    return block.of.text if isinstance(block.of, v.Name) else ""


def _fees(block: Block, names: tuple[str, ...], measured: _Measured) -> Iterator[tuple[str, Span]]:
    """Each service whose fee something is taken of, and where that is said."""
    if isinstance(block, Objective) and block.name is not None:
        names = (block.name.text,)
    elif isinstance(block, Consequence) and isinstance(block.head_value, v.Names):
        names = tuple(name.text for name in block.head_value.items)
    said = [entry.value for entry in block.entries] + [row.cell for row in block.table]
    for value in said:
        if isinstance(block, Owed) and isinstance(value, v.Answer) and value.text == LOST:
            yield measured.service(names), value.span
        for each in values_within(value):
            if isinstance(each, v.FeeBase) and not each.every:
                if each.services:
                    yield from ((name.text, name.span) for name in each.services)
                elif names and each.scope is None:
                    yield measured.service(names), each.span
    for inner in block.blocks:
        yield from _fees(inner, names, measured)
