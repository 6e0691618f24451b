"""`band-gap`: a level that misses the promise and that no row takes, between or below the rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sladsl.checks.context import Context
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.checks.tables import Fit, Table, tables
from sladsl.diagnostics.finding import Finding, Label

SAY = Voice(name="band-gap", code="B101", severity="error")


def check(context: Context) -> Iterator[Finding]:
    for table in tables(context):
        for at in range(len(table.fits)):
            if is_gap(table, at):
                yield _finding(context, table, at)


def is_gap(table: Table, at: int) -> bool:
    """Whether no row takes the levels, although they miss, and better levels have a row."""
    fit = table.fits[at]
    if fit.rows or fit.met or not any(each.rows for each in table.fits[:at]):
        return False
    rest = table.fits[at + 1 :]
    return any(each.rows for each in rest) or (fit.met is False and not rest)


def _finding(context: Context, table: Table, at: int) -> Finding:
    from sladsl.checks.stakes import of_rows

    stretch = table.fits[at].stretch
    above = _nearest(reversed(table.fits[:at]))
    better = table.rows(above)[0]
    below = _nearest(table.fits[at + 1 :])
    stake = of_rows(context, table.objective.name, (*above, *below))
    verb, pronoun = ("has", "it") if stretch.point is not None else ("have", "them")
    although = ", although the promise is missed" if table.fits[at].met is False else ""
    message = f"{table.subject(stretch).capitalize()} {verb} no band{although}."
    if not below:
        return SAY(
            better.span,
            message,
            "Add a last row, for example `otherwise: 25%`, or `otherwise: none`.",
            witness=table.example(stretch),
            labels=(Label(span=table.objective.promise_span, text="the promise"),),
            stake=stake,
        )
    worse = table.rows(below)[0]
    if stretch.point is not None:
        level = table.level(stretch.point)
        hint = f"Let one of the two rows include {level}: `at least {level}` or `at most {level}`."
    else:
        hint = "Let the rows meet in one boundary, or say how the level is rounded: `level rounding`."
    return SAY(
        worse.span,
        message,
        hint,
        witness=table.example(stretch),
        labels=(Label(span=better.span, text=f"this row ends before {pronoun}"),),
        stake=stake,
    )


def _nearest(fits: Iterable[Fit]) -> tuple[int, ...]:
    return next((fit.rows for fit in fits if fit.rows), ())


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="A level misses the promise, and no row of the bands says what is owed for it.",
    why=(
        "Signed tables often leave out the boundary itself (`below 99.9% but above 99.0%`, then "
        "`below 99.0%`), or the tenths between two printed rows (98.0% to 98.9%, then 97.0% to "
        "97.9%). Whoever computes the credit of such a month has to invent a rule, and the two "
        "sides invent different ones. Such a month settles as `no band`, with the credit open. "
        "Write `bands` with one boundary a row: there the first row that fits applies, and nothing "
        "falls between two rows."
    ),
    bad=(
        Case(
            about="The boundary itself belongs to neither row.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Shop { fee: 1_000 EUR per month }
  metric Uptime {
    of: Shop   measure: as reported
    collected by: Nimbus   controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
  credit for Availability {
    base: that month's fee of Shop
    bands as printed {
      below 99.9% but above 99.0%: 10%
      below 99.0%:                 25%
    }
  }
}
""",
            expected=(Expected(line=14, part="Exactly 99.0% has no band"),),
        ),
        Case(
            about="Rows printed with one decimal leave out what lies between; and the last row ends.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Shop { fee: 1_000 EUR per month }
  metric Uptime {
    of: Shop   measure: as reported
    collected by: Nimbus   controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.0% each month }
  credit for Availability {
    base: that month's fee of Shop
    bands as printed {
      below 99.0% but at least 98.0%:   10%
      at most 97.9% but at least 97.0%: 25%
    }
  }
}
""",
            expected=(
                Expected(line=14, part="Levels above 97.9% but below 98.0% have no band"),
                Expected(line=14, part="Levels below 97.0% have no band"),
            ),
        ),
    ),
    good=(
        Case(
            about="One boundary a row, the first row that fits applies, the last takes the rest.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Shop { fee: 1_000 EUR per month }
  metric Uptime {
    of: Shop   measure: as reported
    collected by: Nimbus   controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
  credit for Availability {
    base: that month's fee of Shop
    bands {
      at least 99.9%: none
      at least 99.0%: 10%
      otherwise:      25%
    }
  }
}
""",
        ),
        Case(
            about="Counts are whole numbers: nothing lies between 3 and 4.",
            text="""\
sla Desk "Service desk" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Help { fee: 1_000 EUR per month }
  source tickets {
    holds: records   each: ticket   fields { opened: time }
    collected: automatically
  }
  metric Tickets {
    of: Help   measure: number of tickets   controlled by: Nimbus
  }
  objective Few { Nimbus ensures Tickets at most 1 each month }
  credit for Few {
    base: that month's fee of Help
    bands as printed {
      above 1 but at most 3: 5%
      at least 4:            10%
    }
  }
}
""",
        ),
    ),
    check=check,
)
