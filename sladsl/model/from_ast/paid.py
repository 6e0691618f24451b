"""What a scenario says of claims that were paid before: of which promise, period and scope, and when."""

from __future__ import annotations

from sladsl.ast import values as v
from sladsl.ast.scenarios import Paid
from sladsl.ast.scenarios import Scenario as ScenarioBlock
from sladsl.model.from_ast.bases import Owed
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.scenario_periods import label_of
from sladsl.model.scenarios import PaidClaim

EXAMPLE = "Write `Availability, 2026-01: 2026-03-02`."


def paid_claims(block: ScenarioBlock, owed: Owed, context: Context) -> tuple[PaidClaim, ...]:
    """The claims that were paid; rows that name no promise, period or day are findings."""
    found: list[PaidClaim] = []
    for table in block.children(Paid):
        for row in table.table:
            head, cell = row.head, row.cell
            if not isinstance(head, v.Labels) or not isinstance(cell, v.Date):
                continue
            period = next((each for each in head.items if isinstance(each, v.PeriodName)), None)
            if period is None:
                context.add(
                    "N123",
                    "period-missing",
                    head.span,
                    "This row names no period.",
                    EXAMPLE,
                )
                continue
            rest = [each for each in head.items if not isinstance(each, v.PeriodName)]
            if not rest:
                context.add("N125", "objective-missing", head.span, "This row names no objective.", EXAMPLE)
                continue
            names = owed.called(rest[0].text)
            if not names:
                known = sorted({each.label for each in owed.objectives.values()})
                context.unknown(rest[0].text, rest[0].span, known, "objective")
            label, day = label_of(period, "", context), context.date(cell)
            if not label or not day:
                continue
            scope = rest[1].text if len(rest) > 1 else ""
            found += [
                PaidClaim(objective=name, scope=scope, period=label, day=day, span=row.span) for name in names
            ]
    return tuple(found)
