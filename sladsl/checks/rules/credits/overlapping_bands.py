"""`overlapping-bands`: a level that several rows of a printed table take."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.checks.context import Context
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.checks.tables import Table, tables
from sladsl.diagnostics.finding import Finding, Label, Severity
from sladsl.diagnostics.suggest import listing
from sladsl.model.meanings import Chosen, LeftOpen
from sladsl.values.bands import Stretch

SAY = Voice(name="overlapping-bands", code="B102", severity="error")
CHOICE = "several bands fit"


def check(context: Context) -> Iterator[Finding]:
    for table in tables(context):
        if table.credit.printed:
            for stretch, rows in table.runs(lambda fit: len(fit.rows) > 1):
                yield _finding(context, table, stretch, rows)


def _finding(context: Context, table: Table, stretch: Stretch, at: tuple[int, ...]) -> Finding:
    rows = table.rows(at)
    given = context.answer(CHOICE, choices=table.credit.choices)
    severity: Severity = "error"
    hint = f"Let each level fit one row, or say `{CHOICE}: first` or `{CHOICE}: highest`."
    labels = [Label(span=row.span, text="this row fits, too") for row in rows[:-1]]
    rule = ""
    if isinstance(given, LeftOpen):
        severity = "warning"
        rule = "; which one applies is not stated"
        labels.append(Label(span=given.span, text="left open here"))
        hint = ""
    elif isinstance(given, Chosen) and given.answer in ("first", "highest"):
        severity = "information"
        rule = f"; the {given.answer} applies"
        labels.append(Label(span=given.span, text="said here"))
        hint = ""
    stake = None
    if severity != "information":
        from sladsl.checks.stakes import between_rows

        stake = between_rows(context, table.objective.name, at)
    subject = table.subject(stretch).capitalize()
    verb = "fits" if stretch.point is not None else "fit"
    names = listing([row.text for row in rows])
    message = f"{subject} {verb} {'both' if len(rows) == 2 else 'several rows:'} {names}{rule}."
    return SAY(
        rows[-1].span,
        message,
        hint,
        severity=severity,
        witness=table.example(stretch),
        labels=tuple(labels),
        stake=stake,
    )


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="A level fits several rows of a printed table, and nothing says which of them applies.",
    why=(
        "`below 99.9%: 10%` followed by `below 99.0%: 25%` is how many signed agreements are "
        "printed. Read row by row, a month at 98.5% earns 10%; read as the table is meant, it earns "
        "25%; and nothing in the text rules out the sum. Answer `several bands fit`, in the credit "
        "or in `interpretation`, when the agreement decides it; write `not stated` when it does "
        "not: the credit then comes out as a range. In `bands` (not as printed) the first row that "
        "fits applies, always."
    ),
    bad=(
        Case(
            about="The second row lies within the first.",
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
      below 99.9%: 10%
      below 99.0%: 25%
    }
  }
}
""",
            expected=(
                Expected(line=14, part="Levels below 99.0% fit both `below 99.9%` and `below 99.0%`."),
            ),
        ),
        Case(
            about="Both rows take the boundary.",
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
      below 99.9% but at least 99.0%: 10%
      at most 99.0%:                  25%
    }
  }
}
""",
            expected=(Expected(line=14, part="Exactly 99.0% fits both"),),
        ),
    ),
    good=(
        Case(
            about="Each level fits one row.",
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
      below 99.9% but at least 99.0%: 10%
      below 99.0%:                    25%
    }
  }
}
""",
        ),
    ),
    check=check,
)
