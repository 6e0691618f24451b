"""`bands-two-ways`: rows of one table run in two directions, so a row takes levels that another was meant for."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.ast import values as v
from sladsl.ast.credits import Bands
from sladsl.checks.context import Context
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.checks.written import Side, against_each_other, consequences, judged_bound, promises, side
from sladsl.diagnostics.finding import Finding, Label
from sladsl.diagnostics.suggest import listing
from sladsl.source import Span
from sladsl.values.bands import MIRRORED

SAY = Voice(name="bands-two-ways", code="B109", severity="error")
Row = tuple[Side, Span]


def check(context: Context) -> Iterator[Finding]:
    for block, objectives in consequences(context.agreement.node):
        directions = [
            met.up
            for objective in objectives
            for words in promises(objective)
            if (met := side(judged_bound(words))) is not None
        ]
        for table in block.children(Bands):
            heads = [
                row.head
                for row in table.table
                if isinstance(row.head, v.BandHead) and len(row.head.bounds) == 1
            ]
            rows = [(found, head.span) for head in heads if (found := side(head.bounds[0])) is not None]
            if against_each_other([found for found, _ in rows]):
                ups = [each for each in rows if each[0].up]
                downs = [each for each in rows if not each[0].up]
                odd, others = _apart(ups, downs, directions[0] if directions else None)
                words = listing([context.words(span) for _, span in odd])
                like = listing(list(dict.fromkeys(each.comparator for each, _ in others)))
                right = [f"{MIRRORED[each.comparator]} {context.words(each.span)}" for each, _ in odd]
                yield SAY(
                    odd[0][1],
                    f"The rows go two ways: {words} stands among rows with {like}, and some levels fit both.",
                    f"Write {listing(right)}.",
                    labels=(Label(span=others[0][1], text="the other way"),),
                )


def _apart(ups: list[Row], downs: list[Row], good: bool | None) -> tuple[list[Row], list[Row]]:
    """The rows that go the other way, and the rest: the fewer, of as many those against the promise."""
    if len(ups) != len(downs):
        return (ups, downs) if len(ups) < len(downs) else (downs, ups)
    return (ups, downs) if good is False else (downs, ups)


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="Rows of a table of bands go two ways, so some levels fit rows that were meant for others.",
    why=(
        "Of `bands` the first row that fits applies, so rows that go one way take what the rows above have left. A row "
        "that goes the other way takes the levels of its neighbours, too: `at least 15 minutes: none` above "
        "`at most 4 hours: 1%` leaves nearly every outage without a credit. Usually one comparison is that of another "
        "table, where more is better. Two ends with a middle between them (`at least 110%`, `below 90%`, `otherwise`) "
        "share no level and are fine."
    ),
    bad=(
        Case(
            about="More downtime is worse, and the first row is written as for an availability.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Shop { fee: 1_000 EUR per month }
  metric Down { of: Shop   measure: as reported   collected by: Nimbus
    controlled by: Nimbus }
  objective Availability { Nimbus ensures Down at most 15 minutes each
    month }
  credit for Availability {
    base: that month's fee of Shop
    bands {
      at least 15 minutes: none
      at most 4 hours:     10%
      otherwise:           25%
    }
  }
}
""",
            expected=(Expected(line=12, part="`at least 15 minutes` stands among rows with `at most`"),),
        ),
    ),
    good=(
        Case(
            about="All rows go one way.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Shop { fee: 1_000 EUR per month }
  metric Down { of: Shop   measure: as reported   collected by: Nimbus
    controlled by: Nimbus }
  objective Availability { Nimbus ensures Down at most 15 minutes each
    month }
  credit for Availability {
    base: that month's fee of Shop
    bands {
      at most 15 minutes: none
      at most 4 hours:    10%
      otherwise:          25%
    }
  }
}
""",
        ),
        Case(
            about="The best and the worst first: no level fits both.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Shop { fee: 1_000 EUR per month }
  metric Down { of: Shop   measure: as reported   collected by: Nimbus
    controlled by: Nimbus }
  objective Availability { Nimbus ensures Down at least 99.9% each month }
  credit for Availability {
    base: that month's fee of Shop
    bands {
      at least 99.9%: none
      below 95.0%:    25%
      otherwise:      10%
    }
  }
}
""",
        ),
    ),
    check=check,
)
