"""What a scenario says has happened that nobody measures, and from which time is counted."""

from __future__ import annotations

from collections.abc import Collection

from sladsl.ast import values as v
from sladsl.ast.scenarios import Happened
from sladsl.ast.scenarios import Scenario as ScenarioBlock
from sladsl.diagnostics.suggest import closest, listing
from sladsl.model.facts import StatedFact
from sladsl.model.from_ast.context import Context


def happened(block: ScenarioBlock, known: Collection[str], context: Context) -> tuple[StatedFact, ...]:
    """The days that are stated; a row whose fact no time of the agreement is counted from is a finding."""
    found: list[StatedFact] = []
    for table in block.children(Happened):
        for row in table.table:
            head, cell = row.head, row.cell
            if not isinstance(head, v.Labels) or not isinstance(cell, v.Moment):
                continue
            about = head.items[0]
            if isinstance(about, v.PeriodName) or about.text not in known:
                _unknown(about, known, context)
                continue
            period = next((each.label for each in head.items[1:] if isinstance(each, v.PeriodName)), "")
            scope = next((each.text for each in head.items[1:] if not isinstance(each, v.PeriodName)), "")
            found.append(StatedFact(fact=about.text, value=cell.iso, scope=scope, period=period))
    return tuple(found)


def _unknown(about: v.Name | v.Text | v.PeriodName, known: Collection[str], context: Context) -> None:
    text = about.label if isinstance(about, v.PeriodName) else about.text
    near = closest(text, known)
    names = [f'"{each}"' for each in sorted(known)]
    hint = f"Time is counted from these days: {listing(names)}." if names else "No time is counted so."
    context.add(
        "N205",
        "unknown-anchor",
        about.span,
        f"No time of the agreement is counted from the day of `{text}`.",
        f'Did you mean `"{near}"`? {hint}' if near else hint,
    )
