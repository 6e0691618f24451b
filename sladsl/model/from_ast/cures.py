"""The time in which a miss or what gave a right can be mended, and what a scenario says was."""

from __future__ import annotations

from collections.abc import Mapping

from sladsl.ast import values as v
from sladsl.ast.agreements import Agreement
from sladsl.ast.scenarios import Cured
from sladsl.ast.scenarios import Scenario as ScenarioBlock
from sladsl.diagnostics.suggest import listing
from sladsl.model.cures import CURE, NOTICE
from sladsl.model.dates import Deadline, Right
from sladsl.model.facts import StatedFact
from sladsl.model.from_ast.anchored import Anchored
from sladsl.model.from_ast.claims import OF_TIME
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.deadlines import PERIODS, Anchors, deadline, outages_known
from sladsl.model.from_ast.own_periods import called
from sladsl.model.meanings import Objective
from sladsl.record import replace
from sladsl.values.instant import parse_time
from sladsl.values.period import PeriodKind, parse_label


def cured(
    written: v.Value | None, kind: str, periods: tuple[PeriodKind, ...], context: Context
) -> Deadline | None:
    """The time in which a miss can be mended: counted from its notice, its outage, or the end of its period.

    `kind`: of the measure, for only what is measured in time has outages.
    """
    if not isinstance(written, v.Offset):
        return None
    kinds = sorted({str(each) for each in periods})
    words = [word for each in periods for word in called(each)]
    known = {"notice": ("notice", ""), "period": ("period", ""), "miss": ("last miss", "")}
    known |= {word: (word, "") for word in (*kinds, *words)}
    if kind in OF_TIME:
        known |= outages_known()
    anchors = Anchors(
        known=known,
        say=("the notice", *(f"the {kind}" for kind in kinds)),
        nothing="The time to mend a miss can't be counted from the {anchor}.",
        not_back="What is mended is so after it broke.",
    )
    word = written.anchor
    if word in known or not word.replace("_", "").isalpha() or word in PERIODS | {"outage", "incident"}:
        return deadline(written, anchors, context, "time")
    before = len(context.findings)
    if isinstance(context.node, Agreement):
        Anchored(context.node, context).check(written)
    if len(context.findings) > before:
        return None
    # Any other event: somebody states when it was, as with a notice.
    found = deadline(replace(written, anchor="notice"), anchors, context, "time")
    return replace(found, of=word) if found is not None else None


def _in_quotes(words: str) -> str:
    """The sentence of a right as a text of the language: with quotes of its own escaped."""
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def stated_cures(
    block: ScenarioBlock, objectives: Mapping[str, Objective], rights: tuple[Right, ...], context: Context
) -> tuple[StatedFact, ...]:
    """What a scenario says of notices and cures."""
    labels = {each.label or name for name, each in objectives.items()}
    found: list[StatedFact] = []
    for table in block.children(Cured):
        for row in table.table:
            head, cell = row.head, row.cell
            if not isinstance(head, v.Labels) or not isinstance(cell, v.Extent):
                continue
            about = head.items[0]
            if isinstance(about, v.Name) and about.text not in labels:
                context.unknown(about.text, about.span, sorted(labels), "objective")
                continue
            if isinstance(about, v.Text) and about.text not in {each.words for each in rights}:
                context.add(
                    "N250",
                    "unknown-right",
                    about.span,
                    f"The agreement does not say that {about.text}.",
                    f"Write {listing([_in_quotes(each.words) for each in rights])}."
                    if rights
                    else "It gives no right.",
                )
                continue
            period = next((each for each in head.items[1:] if isinstance(each, v.PeriodName)), None)
            if period is None or isinstance(about, v.PeriodName):
                context.add(
                    "N123",
                    "period-missing",
                    head.span,
                    "This row does not say of what and of which period it is.",
                    "Write `Availability, 2026-03: 2026-04-02 10:00 to 2026-04-03 09:00`.",
                )
                continue
            if not _exist(period, cell):
                continue
            scope = next((each.text for each in head.items[1:] if not isinstance(each, v.PeriodName)), "")
            found += [
                StatedFact(fact=f"{what}{about.text}", value=moment.iso, scope=scope, period=period.label)
                for what, moment in ((NOTICE, cell.start), (CURE, cell.end))
            ]
    return tuple(found)


def _exist(period: v.PeriodName, cell: v.Extent) -> bool:
    """Whether there is such a period and such moments; what does not exist is told elsewhere."""
    return None not in (parse_label(period.label), parse_time(cell.start.iso), parse_time(cell.end.iso))
