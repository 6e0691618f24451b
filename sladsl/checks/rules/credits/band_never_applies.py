"""`band-never-applies`: a row of bands whose levels a row above it takes already, because the rows are out of order."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.ast import values as v
from sladsl.ast.credits import Bands
from sladsl.checks.context import Context
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.checks.written import Side, consequences, side
from sladsl.diagnostics.finding import Finding, Label
from sladsl.source import Span

SAY = Voice(name="band-never-applies", code="B110", severity="error")
NARROWER = {"at least": "below", "above": "below", "at most": "above", "below": "above"}


def check(context: Context) -> Iterator[Finding]:
    for block, _ in consequences(context.agreement.node):
        for table in block.children(Bands):
            yield from _taken(context, table)


def _taken(context: Context, table: Bands) -> Iterator[Finding]:
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
    summary="A row of bands never applies, because a row above it takes all of its levels.",
    why=(
        "Of `bands` the first row that fits applies. Below `at least 99.0%` a row `at least 99.5%` is never reached: a "
        "level of 99.6% has found its row already. Either the rows are out of order, or a digit of one is wrong, and a "
        "credit that the parties agreed is never paid."
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
    ),
    good=(Case(about="From the best level to the worst.", text=_TEXT.format("95.0%")),),
    check=check,
)
