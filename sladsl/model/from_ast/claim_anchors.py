"""What the deadline of a claim or a duty can be counted from, as the text of an agreement has it.

Claims take their anchors from what is evaluated; this tells whether one is missing only because its promise is left out,
and which anchors are right to say and have no day that could be computed.
"""

from __future__ import annotations

from typing import Literal

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.claims import Claims, Stage
from sladsl.ast.declare import Block
from sladsl.ast.duties import Duty
from sladsl.ast.metrics import Metric
from sladsl.ast.objectives import Objective, Promise
from sladsl.ast.plain_values import AWARENESS, NO_ANCHOR
from sladsl.ast.rights import Right
from sladsl.ast.sources import Source
from sladsl.model.from_ast.deadlines import PERIODS
from sladsl.model.from_ast.own_periods import OwnPeriods, called
from sladsl.record import replace

_OF_OUTAGES = ("uptime from", "downtime from", "longest outage from", "number of outages from")
_EDGES = ("start of the outage", "end of the outage")
_OUTAGE = (*_EDGES, "outage")
_EACH_TIME = frozenset(
    {"outage", "request", "notice", "fiscal quarter", "fiscal year", "billing cycle", "contract year"}
)
"""What happens, or ends, on days that nothing here knows."""
_ENDING = frozenset({*PERIODS, "fiscal quarter", "fiscal year"})
_TIMES: dict[type[Block], frozenset[str]] = {
    Claims: frozenset({Claims.deadline.name}),
    Stage: frozenset({Stage.deadline.name}),
    Right: frozenset({Right.use_within.name, Right.effective.name}),
    Duty: frozenset({Duty.within_.name}),
}
"""Times that are counted from any day that is known or that somebody states, and to any end of a period."""


def claim_anchors(node: a.Agreement) -> frozenset[str]:
    """Periods of promises, outages that are measured and reports that are sent: the words behind `after the`."""
    found: set[str] = set()
    for objective in node.children(Objective):
        for promise in objective.children(Promise):
            words = promise.head_value
            if isinstance(words, v.PromiseWords) and words.verb != "reports":
                # Periods that overlap, or have a length of their own, end in all of the others.
                found |= {words.period} if words.assessed is None else PERIODS
    for metric in node.children(Metric):
        if isinstance(metric.measure, v.Measure) and metric.measure.kind in _OF_OUTAGES:
            found.update(_OUTAGE)
    for duty in node.children(Duty):
        if isinstance(duty.head_value, v.DutyWords) and isinstance(duty.head_value.what, v.Name):
            found |= {duty.head_value.what.text, "report"}
    return frozenset(found)


class UnknownDays:
    """Which anchors of one agreement have days that nothing knows: each of its outages, requests, trips."""

    def __init__(self, node: a.Agreement) -> None:
        self.nouns = {source.each.text for source in node.children(Source) if isinstance(source.each, v.Name)}
        self.outages = any(
            isinstance(metric.measure, v.Measure) and metric.measure.kind in _OF_OUTAGES
            for metric in node.children(Metric)
        )
        own = self.own = OwnPeriods(node)
        self.cycles = frozenset(own.cycles)
        promises = [
            each.head_value
            for objective in node.children(Objective)
            for each in objective.children(Promise)
            if isinstance(each.head_value, v.PromiseWords)
        ]
        kinds = [kind for words in promises if (kind := own.promised(words)) is not None]
        self.periods = frozenset(word for kind in kinds for word in called(kind))
        self.longer = any(words.assessed is not None or words.period in own.cycles for words in promises)
        self.stages = {
            stage.name.text.casefold()
            for claims in node.children(Claims)
            for stage in claims.children(Stage)
            if stage.name is not None
        }

    def with_days(self, block: Block) -> Block:
        """The block, in which times say from what day they are counted where others of their kind are only printed."""
        keys = _TIMES.get(type(block), frozenset())
        if not any(entry.key in keys for entry in block.entries):
            return block
        return replace(
            block,
            entries=tuple(
                replace(entry, value=replace(entry.value, day=self._day(entry.value, block, entry.key)))
                if entry.key in keys and isinstance(entry.value, v.Offset)
                else entry
                for entry in block.entries
            ),
        )

    def _day(self, value: v.Offset, block: Block, key: str) -> Literal["", "known", "stated", "incident"]:
        if value.day:
            return value.day
        repeated = isinstance(block, Duty) and block.has(Duty.every)
        in_words = value.in_words or value.anchor in (AWARENESS, NO_ANCHOR)
        noun = value.anchor not in _ENDING and bool(self.later(value, block))
        before = key == Right.effective.name and value.direction == "before"
        if value.nth is None:
            return "stated" if (in_words or noun) and not repeated and not before else ""
        if value.period is None or self.own.kind(value.period) is None:
            return ""
        if in_words:
            return "" if repeated else "stated"
        waits = not isinstance(block, Duty) or block.has(Duty.when)
        if value.anchor == "incident" or noun:
            return "incident" if waits else ""
        return "" if self.later(value, block) else "known"

    def later(self, value: v.Value, block: Block) -> str:
        """`time that is counted from the trip` where that is right and has no day that could be computed; "" otherwise."""
        if not isinstance(value, v.Offset) or not isinstance(block, (Claims, Stage, Duty)):
            return ""
        if value.day:
            return ""
        anchor = value.anchor
        arises = isinstance(block, Duty) and block.has(Duty.when)
        if arises and (anchor in self.periods or (anchor in _OUTAGE and self.outages)):
            return ""  # it is counted from what gave the duty, as a right is
        if not isinstance(block, Duty) and anchor.casefold() in self.stages:
            return ""
        if anchor in self.cycles if isinstance(block, Duty) else anchor in self.periods:
            return ""
        if self.longer and anchor in PERIODS and not isinstance(block, Duty):
            return f"time that is counted from the {anchor}"
        if anchor in _OUTAGE and self.outages and not isinstance(block, Duty):
            return ""  # the outages that are measured have edges, whatever their rows are called
        if anchor in (*_EDGES, *_EACH_TIME) or anchor.rpartition(" ")[2] in self.nouns:
            return f"time that is counted from the {anchor}"
        return ""
