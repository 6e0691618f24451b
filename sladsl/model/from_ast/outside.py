"""Scenarios that stand outside of an agreement, each put to the agreement that its `of` names.

They are no part of it: nothing of them is printed in the contract, and the agreement means the same without them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.scenarios import Scenario as ScenarioBlock
from sladsl.diagnostics.finding import Finding
from sladsl.model import meanings as m
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.left_out import LeftOut
from sladsl.model.from_ast.structure import Together
from sladsl.model.scenarios import Scenario
from sladsl.record import Record, replace
from sladsl.source import Span
from sladsl.values.period import parse_period
from sladsl.values.zones import zone

NEVER = "9999"
"""Begins the day of an amendment whose day is not stated."""


class Outside(Record):
    """Scenarios of one agreement that stand outside of it; `agreement` has none of its own, and all its amendments."""

    agreement: m.Agreement
    scenarios: tuple[Scenario, ...]
    blocks: tuple[ScenarioBlock, ...]
    """As written, those among them of which nothing is played."""
    left_out: tuple[LeftOut, ...] = ()
    """What of them is not evaluated."""

    def within(self, span: Span) -> bool:
        """Whether a place lies in one of the scenarios."""
        return inside(span, self.blocks)


def of_agreements(
    written: Iterable[ScenarioBlock], among: Mapping[str, a.Agreement], context: Context
) -> dict[str, list[ScenarioBlock]]:
    """The scenarios by the agreements that they are of; one of nothing is a finding."""
    found: dict[str, list[ScenarioBlock]] = {}
    for each in written:
        of = each.of
        if isinstance(of, v.Name):
            if of.text in among:
                found.setdefault(of.text, []).append(each)
            else:
                context.unknown(of.text, of.span, sorted(among), "agreement")
        elif not each.has(ScenarioBlock.of) and not context.told(each.span):
            name = next(iter(among), "NimbusHosting")
            context.add(
                "N185",
                "scenario-of-nothing",
                each.head_span,
                "This scenario stands in no agreement, and does not say in which it plays.",
                f"Add `of: {name}`.",
            )
    return found


def refuse_inside(agreements: Iterable[a.Agreement], context: Context) -> None:
    """A finding for each scenario within an agreement that says of which it is."""
    for agreement in agreements:
        for each in agreement.children(ScenarioBlock):
            if each.has(ScenarioBlock.of):
                context.add(
                    "N186",
                    "scenario-of-another",
                    each.span_of(ScenarioBlock.of),
                    "A scenario in an agreement is one of that agreement.",
                    "Take `of` out, or put the scenario outside of the agreement.",
                )


def with_scenarios(whole: Together, blocks: Iterable[ScenarioBlock]) -> Together:
    """The agreement with these scenarios instead of its own."""
    others = tuple(each for each in whole.node.blocks if not isinstance(each, ScenarioBlock))
    return replace(whole, node=replace(whole.node, blocks=(*others, *blocks)))


def terms_of(block: ScenarioBlock, changes: Iterable[str]) -> int:
    """How many of the days of change (ISO), in their order, count on the last day of a scenario."""
    utc = zone("UTC")
    days: list[int] = []
    for value in (
        block.day,
        block.week,
        block.month,
        block.quarter,
        block.year,
        block.months,
        block.quarters,
    ):
        label = value.last if isinstance(value, v.PeriodRange) else value
        period = (
            parse_period(label.label, utc) if isinstance(label, v.PeriodName) and utc is not None else None
        )
        if period is not None:
            days.append(period.end)
    count = 0
    for each in changes:
        since = parse_period(each, utc) if utc is not None and each < NEVER else None
        if since is None or not days or since.start >= max(days):
            break
        count += 1
    return count


def inside(span: Span, blocks: Iterable[ScenarioBlock]) -> bool:
    """Whether a place lies in one of the scenarios."""
    return any(each.span.start <= span.start < each.span.end for each in blocks)


def own_findings(found: Iterable[Finding], blocks: Iterable[ScenarioBlock]) -> list[Finding]:
    """What is said of the scenarios, and the errors of their agreement: with these nothing can be played."""
    written = tuple(blocks)
    return [each for each in found if each.severity == "error" or inside(each.span, written)]
