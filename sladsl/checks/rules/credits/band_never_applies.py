"""`band-never-applies`: a row of bands whose levels a row above it takes already, because the rows are out of order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sladsl.ast import values as v
from sladsl.ast.credits import Bands, BandsAsPrinted, MarginalBands
from sladsl.ast.declare import Block
from sladsl.checks.context import Context
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.checks.written import Side, consequences, side
from sladsl.diagnostics.finding import Finding, Label
from sladsl.source import Span

SAY = Voice(name="band-never-applies", code="B110", severity="error")
NARROWER = {"at least": "below", "above": "below", "at most": "above", "below": "above"}


def check(context: Context) -> Iterator[Finding]:
    for block, _ in consequences(context.agreement.node):
        for table in (*block.children(Bands), *block.children(MarginalBands)):
            yield from _taken(context, table)
        for printed in (*block.children(Bands), *block.children(BandsAsPrinted)):
            yield from _empty(context, printed)


def _empty(context: Context, table: Block) -> Iterator[Finding]:
    """`at most 97.0% but at least 97.9%`: ends that no level lies between."""
    for row in table.table:
        bounds = row.head.bounds if isinstance(row.head, v.BandHead) else ()
        sides = [found for bound in bounds if (found := side(bound)) is not None]
        if (
            len(bounds) != 2
            or len(sides) != 2
            or sides[0].unit != sides[1].unit
            or sides[0].overlaps(sides[1])
        ):
            continue
        turned = [context.words(each.span) for each in sides]
        right = f"{sides[0].comparator} {turned[1]} but {sides[1].comparator} {turned[0]}"
        yield SAY(
            row.head.span,
            f"The row `{context.words(row.head.span)}` never applies: no level lies between its ends.",
            f"Write `{right}`, if the ends are turned round.",
        )


def _taken(context: Context, table: Block) -> Iterator[Finding]:
    """Of `bands` the first row that fits applies: a row within one above it is never reached."""
    above: list[tuple[Side, Span]] = []
    for row in table.table:
        if not isinstance(row.head, v.BandHead) or len(row.head.bounds) != 1:
            continue
        own = side(row.head.bounds[0])
        if own is None:
            continue
        taker = next((each for each in above if each[0].unit == own.unit and own.within(each[0])), None)
        above.append((own, row.head.span))
        if taker is not None:
            first, mine = context.words(taker[1]), context.words(row.head.span)
            level = context.words(taker[0].span)
            hint = f"Write a level {NARROWER[taker[0].comparator]} {level} here, or move this row above `{first}`."
            if own.value == taker[0].value:
                hint = f"Keep one of the two rows, or write a level {NARROWER[taker[0].comparator]} {level} here."
            yield SAY(
                row.head.span,
                f"The row `{mine}` never applies: each such level fits the row `{first}` above it.",
                hint,
                labels=(Label(span=taker[1], text="this row comes first"),),
            )


_TEXT = """\
sla Hosting "Web shop hosting" {{
  time zone: "UTC"
  party Nimbus {{ role: provider }}
  service Shop {{ fee: 1_000 EUR per month }}
  metric Uptime {{
    of: Shop   measure: as reported
    collected by: Nimbus   controlled by: Nimbus
  }}
  objective Availability {{ Nimbus ensures Uptime at least 99.9% each month }}
  credit for Availability {{
    base: that month's fee of Shop
    bands {{
      at least 99.9%: none
      at least 99.0%: 10%
      at least {}: 25%
      otherwise:      50%
    }}
  }}
}}
"""

RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="A row of bands never applies: a row above it takes all of its levels, or no level lies between its ends.",
    why=(
        "Of `bands` the first row that fits applies. Below `at least 99.0%` a row `at least 99.5%` is never reached: a "
        "level of 99.6% has found its row already. Either the rows are out of order, or a digit of one is wrong, and a "
        "credit that the parties agreed is never paid. `at most 97.0% but at least 97.9%` has its ends turned round, and no "
        "level lies between them."
    ),
    bad=(
        Case(
            about="A wrong digit: 99.5% lies within the row above.",
            text=_TEXT.format("99.5%"),
            expected=(Expected(line=15, part="The row `at least 99.5%` never applies"),),
        ),
        Case(
            about="The same level again, without its end.",
            text=_TEXT.format("99.0%").replace("at least 99.0%: 25%", "above 99.0%: 25%"),
            expected=(Expected(line=15, part="The row `above 99.0%` never applies"),),
        ),
        Case(
            about="Of rows that count for their part of the figure the wider one stands first.",
            text=re.sub(r"(at least [0-9.]+)%", r"\1", _TEXT.format("99.0%")).replace(
                "bands {", "marginal bands {"
            ),
            expected=(Expected(line=15, part="The row `at least 99.0` never applies"),),
        ),
        Case(
            about="A row with both ends, and these turned round.",
            text=_TEXT.format("95.0%")
            .replace("bands {", "bands as printed {")
            .replace("at least 95.0%: 25%", "at most 95.0% but at least 98.9%: 25%"),
            expected=(Expected(line=15, part="no level lies between its ends"),),
        ),
    ),
    good=(Case(about="From the best level to the worst.", text=_TEXT.format("95.0%")),),
    check=check,
)
