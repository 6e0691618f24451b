"""Metrics that say how late a report was: nothing but its deadline and the day on which it was sent is asked for."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sladsl.ast import values as v
from sladsl.ast.agreements import Agreement
from sladsl.ast.duties import Duty, Report
from sladsl.ast.metrics import Measured
from sladsl.ast.metrics import Metric as MetricBlock
from sladsl.model.from_ast.composed import KEYS
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.interpretation import choices
from sladsl.model.from_ast.words import evaluated
from sladsl.model.meanings import Metric, Party


def known_reports(node: Agreement) -> frozenset[str]:
    """The names of reports, declared or only sent."""
    named = {block.name.text for block in node.children(Report) if block.name is not None}
    return frozenset(named) | sent_reports(node)


def sent_reports(node: Agreement) -> frozenset[str]:
    """The names of reports that a party sends."""
    words = (block.head_value for block in node.children(Duty))
    return frozenset(
        each.what.text for each in words if isinstance(each, v.DutyWords) and each.verb == "sends"
    )


def delay(block: Measured, name: str, parties: Mapping[str, Party], context: Context) -> Metric | None:
    """The metric of such a block."""
    measure = block.measure
    assert isinstance(measure, v.Measure)
    report, node = measure.sources[0], context.node
    assert isinstance(node, Agreement)
    known: Collection[str] = known_reports(node)
    if report.text not in known:
        context.unknown(report.text, report.span, known, "report")
        return None
    if report.text not in sent_reports(node):
        party = next(iter(parties), "Nimbus")
        context.add(
            "N269",
            "report-never-sent",
            report.span,
            f"Nobody sends `{report.text}`, so it can't be late.",
            f"Add `{party} sends {report.text} {{ within: 5 days after the month }}`.",
        )
        return None
    for entry in block.entries:
        if entry.key in KEYS:
            context.add(
                "N208",
                "key-without-effect",
                entry.span,
                f"`{entry.key}` means nothing for `delay of`.",
                "Leave it out.",
            )
    controlled = block.controlled_by
    if isinstance(controlled, v.Name):
        context.find(controlled, parties, "party")
    return Metric(
        name=name,
        title=block.title.text if block.title else "",
        kind=evaluated(measure.kind),
        service="",
        sources=(),
        for_each="",
        scopes=(),
        controlled_by=controlled.text if isinstance(controlled, v.Name) else "",
        controlled_open=isinstance(controlled, v.NotStated),
        collected_by=context.text(block, Measured.collected_by),
        choices=choices((block,), context),
        unit="duration",
        own=not isinstance(block, MetricBlock),
        report=report.text,
        cites=context.text(block, Measured.cites),
        span=block.head_span,
    )
