"""What hangs on something that is left out is left out with it: it would be wrong rather than less.

A level without one of its exclusions, a right without one of its conditions: each is told beside what it hangs on.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.claims import Claims, Stage
from sladsl.ast.clauses import Clause
from sladsl.ast.credits import Bonus, Credit
from sladsl.ast.declare import Block, Entry
from sladsl.ast.duties import Duty, Report
from sladsl.ast.escalations import Escalation
from sladsl.ast.interpretation import Interpretation
from sladsl.ast.later import values_within
from sladsl.ast.metrics import Measured
from sladsl.ast.objectives import Objective
from sladsl.ast.rights import Right
from sladsl.ast.scenarios import Scenario
from sladsl.ast.services import Service
from sladsl.model.from_ast.bearing import owes_more
from sladsl.model.from_ast.claim_anchors import claim_anchors
from sladsl.model.from_ast.hours_gone import Hours
from sladsl.model.from_ast.known import SUM_OF_POINTS
from sladsl.model.from_ast.left_out import HANGING, Left
from sladsl.model.from_ast.mentioned import Mention, mentions, mentions_of_entry
from sladsl.model.from_ast.owed_later import waits
from sladsl.model.from_ast.played import scenario_without_gone
from sladsl.model.from_ast.spoken_of import promised_metrics, scored
from sladsl.record import replace

A = TypeVar("A", bound=a.Agreement)
B = TypeVar("B", bound=Block)
C = TypeVar("C", Claims, Stage)


def without_gone(node: A, left: Left, anchors: frozenset[str]) -> A:
    """The agreement without all that hangs on what is left out, however far; `anchors` are those of its whole text."""
    hanging = _Hanging(left, node)
    while left.parts:
        size = len(left.parts)
        hanging.anchors_gone = anchors - claim_anchors(node)
        hanging.promised = promised_metrics(node) | scored(node)
        blocks = tuple(made for block in node.blocks if (made := hanging.block(block)) is not None)
        node = hanging.entries(replace(node, blocks=blocks))
        if len(left.parts) == size:
            break
    return node


class _Hanging:
    def __init__(self, left: Left, node: a.Agreement) -> None:
        self.left = left
        self.hours = Hours(node)
        self.anchors_gone: frozenset[str] = frozenset()
        """What claims could be counted from, and is left out."""
        self.promised: frozenset[str] = frozenset()
        """The metrics of which an objective is left, and the scores."""

    def block(self, block: Block) -> Block | None:
        """The block, or what remains of it; None where it can't be right without what is gone."""
        if isinstance(block, Clause):
            return block
        if isinstance(block, (Credit, Bonus, Escalation)) and isinstance(block.head_value, v.Names):
            names = block.head_value
            left = tuple(
                name for name in names.items if not self.left.has_gone("objective or report", name.text)
            )
            if not left:
                self.left.leave(HANGING, block)
                return None
            if len(left) < len(names.items):
                block = replace(block, head_value=replace(names, items=left))
        if isinstance(block, Claims):
            stages = tuple(self._counted(each) if isinstance(each, Stage) else each for each in block.blocks)
            return self.entries(self._counted(replace(block, blocks=stages)))
        if isinstance(block, Interpretation):
            return self.entries(block)
        if isinstance(block, Report):
            return self._report(block)
        if isinstance(block, Objective):
            credits = tuple(made for each in block.blocks if (made := self._of_objective(each)) is not None)
            if len(credits) < len(block.blocks):
                block = replace(block, blocks=credits)
        if isinstance(block, Service):
            block = self._service(block)
        if isinstance(block, Scenario):
            played = scenario_without_gone(block, self.left)
            if played is not None and not self._hangs(played):
                return played
        elif not self._hangs(block):
            return block
        self.left.leave(HANGING, block)
        self.left.forget(block)
        return None

    def _service(self, service: Service) -> Service:
        """A service is provided and paid for whatever its hours are: it loses those of a calendar that is gone."""
        gone = [
            entry
            for entry in service.entries
            if entry.key == Service.hours.name and self._names_gone(mentions_of_entry(entry, Service))
        ]
        if not gone or service.name is None:
            return service
        self.left.leave(HANGING, service, gone[0])
        self.hours.gone.add(service.name.text)
        return replace(service, entries=tuple(each for each in service.entries if each not in gone))

    def _counted(self, block: C) -> C:
        """A claim or a stage whose deadline is open where it is counted from something that is gone."""
        entries = []
        for entry in block.entries:
            if isinstance(entry.value, v.Offset) and entry.value.anchor in self.anchors_gone:
                self.left.leave(HANGING, block, entry, money=True)
                entry = replace(entry, value=v.NotStated(span=entry.value.span))
            entries.append(entry)
        return replace(block, entries=tuple(entries)) if entries != list(block.entries) else block

    def _of_objective(self, block: Block) -> Block | None:
        """A block of an objective; a credit in it that hangs on something gone goes alone."""
        if isinstance(block, (Credit, Bonus)) and (
            self._names_gone(mentions(block)) or self._waits_for_gone(block)
        ):
            self.left.leave(HANGING, block, money=isinstance(block, Credit))
            return None
        return block

    def _report(self, report: Report) -> Report:
        """A report is sent whatever it tells: it loses the metrics that are gone."""
        entries: list[Entry] = []
        for entry in report.entries:
            if isinstance(entry.value, v.Names) and self._names_gone(mentions_of_entry(entry, Report)):
                self.left.leave(HANGING, report, entry)
                left = tuple(
                    name for name in entry.value.items if not self.left.has_gone("metric", name.text)
                )
                if left:
                    entries.append(replace(entry, value=replace(entry.value, items=left)))
            else:
                entries.append(entry)
        return (
            replace(report, entries=tuple(entries))
            if len(entries) < len(report.entries)
            or any(new is not old for new, old in zip(entries, report.entries, strict=False))
            else report
        )

    def entries(self, block: B) -> B:
        """A block whose keys stand for themselves, without those that name something gone."""
        gone = [
            entry
            for entry in block.entries
            if self._names_gone(mentions_of_entry(entry, type(block))) or self._of_all(entry.value)
        ]
        for entry in gone:
            self.left.leave(HANGING, block, entry, money=True)
        return (
            replace(block, entries=tuple(each for each in block.entries if each not in gone))
            if gone
            else block
        )

    def _hangs(self, block: Block) -> bool:
        if self._names_gone(mentions(block)):
            return True
        if isinstance(block, Measured):
            return self.hours.count_for(block)
        return self._waits_for_gone(block)

    def _waits_for_gone(self, block: Block) -> bool:
        """Whether a block waits for something of which a part is gone."""
        told = isinstance(block, (Right, Duty))
        return any(
            self._of_all(entry.value) or self._figure_gone(entry.value)
            for entry in block.entries
            if told or waits(entry, block)
        )

    def _figure_gone(self, value: v.Value) -> bool:
        """Whether a value waits for a figure of which a part is gone: a sum would be another one without it."""
        for each in values_within(value):
            if not isinstance(each, (v.Reached, v.NothingDue)):
                continue
            if isinstance(each, v.NothingDue):
                if self._owes_more():
                    return True
            elif isinstance(each.subject, v.Name):
                if each.subject.text not in self.promised:
                    return True
            elif each.subject.text == "points":
                if self.left.points:
                    return True
            elif self._owes_more():
                return True
        return False

    def _owes_more(self) -> bool:
        """Whether a credit is left out, so that what is owed is not all that is."""
        return owes_more(self.left.parts) or ("objective", SUM_OF_POINTS) in self.left.gone

    def _of_all(self, value: v.Value) -> bool:
        """Whether a value speaks of all objectives or services, of which some are gone."""
        kinds = {kind for kind, _ in self.left.gone}
        for each in values_within(value):
            if isinstance(each, v.Event) and isinstance(each.subject, v.Answer) and "objective" in kinds:
                return True
            if isinstance(each, v.FeeBase) and each.every and "service" in kinds:
                return True
        return False

    def _names_gone(self, found: Iterable[Mention]) -> bool:
        return any(self.left.has_gone(each.family, each.name.text) for each in found)
