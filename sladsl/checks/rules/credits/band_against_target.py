"""`band-against-target`: bands and promise disagree about a level: met, yet paid; missed, yet free."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.checks.context import Context
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.checks.rules.credits.band_gap import is_gap
from sladsl.checks.tables import Fit, Table, pays, tables
from sladsl.checks.written import against_each_other, of_meaning
from sladsl.diagnostics.finding import Finding, Label, Severity
from sladsl.diagnostics.suggest import listing
from sladsl.model.meanings import Chosen, LeftOpen
from sladsl.values.bands import Stretch

SAY = Voice(name="band-against-target", code="B103", severity="error")
CHOICE = "credit when met"


def check(context: Context) -> Iterator[Finding]:
    for table in tables(context):
        if _two_ways(table):
            continue  # `bands-two-ways` says why
        gaps = [fit for at, fit in enumerate(table.fits) if is_gap(table, at)]

        def met_yet_paid(fit: Fit, table: Table = table) -> bool:
            return fit.met is True and any(pays(row) for row in table.applying(fit.rows))

        def missed_yet_free(fit: Fit, table: Table = table, gaps: list[Fit] = gaps) -> bool:
            free = all(pays(row) is False for row in table.applying(fit.rows))
            return fit.met is False and free and fit not in gaps

        for stretch, rows in table.runs(met_yet_paid):
            yield _paid(context, table, stretch, rows)
        for stretch, rows in table.runs(missed_yet_free):
            yield _free(context, table, stretch, rows)


def _two_ways(table: Table) -> bool:
    """Whether the rows run against each other, so that what fits them is not what was meant."""
    rows = [row.bounds[0] for row in table.credit.bands if len(row.bounds) == 1]
    return not table.credit.printed and against_each_other([of_meaning(each) for each in rows])


def _paid(context: Context, table: Table, stretch: Stretch, at: tuple[int, ...]) -> Finding:
    paying = [row for row in table.rows(at) if pays(row)]
    given = context.answer(CHOICE, choices=table.credit.choices)
    severity: Severity = "error"
    promise = table.promise
    rule = ""
    hint = f"Let the row begin where the promise ({promise}) is missed, or say `{CHOICE}: not paid`."
    labels = [_promise(table), *(Label(span=row.span, text="this one, too") for row in paying[1:])]
    if isinstance(given, LeftOpen):
        severity, rule, hint = "warning", "; whether it is paid then is not stated", ""
        labels.append(Label(span=given.span, text="left open here"))
    elif isinstance(given, Chosen):
        severity, rule, hint = "information", f"; by `{CHOICE}` it is {given.answer}", ""
        labels.append(Label(span=given.span, text="said here"))
    stake = None
    if severity != "information":
        from sladsl.checks.stakes import of_rows

        wanted = [each for each in at if table.credit.bands[each] in paying]
        stake = of_rows(context, table.objective.name, wanted)
    names = listing([row.text for row in paying])
    rows = f"the row {names} still matches" if len(paying) == 1 else f"the rows {names} still match"
    return SAY(
        paying[0].span,
        f"{_at(table, stretch)} the promise is met, and {rows}{rule}.",
        hint,
        severity=severity,
        witness=table.example(stretch),
        labels=tuple(labels),
        stake=stake,
    )


def _free(context: Context, table: Table, stretch: Stretch, at: tuple[int, ...]) -> Finding:
    rows = table.rows(at)
    if rows:
        names = listing([row.text for row in rows])
        message = f"{_at(table, stretch)} the promise is missed, and the row {names} credits nothing."
        hint = "Let the row end where the promise is met, or promise less."
        span = rows[0].span
    else:
        message = f"{_at(table, stretch)} the promise is missed, and no row matches."
        hint = "Let the first row that pays begin where the promise is missed."
        paying = [row for row in table.credit.bands if pays(row)]
        span = paying[0].span if paying else table.credit.bands_span
    from sladsl.checks.stakes import of_rows

    nearest = [at for at, row in enumerate(table.credit.bands) if pays(row)][:1]
    return SAY(
        span,
        message,
        hint,
        witness=table.example(stretch),
        labels=(_promise(table),),
        stake=of_rows(context, table.objective.name, nearest),
    )


def _at(table: Table, stretch: Stretch) -> str:
    return f"At {table.subject(stretch)}"


def _promise(table: Table) -> Label:
    return Label(span=table.objective.promise_span, text="the promise")


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="The promise is met and a row still grants a credit, or it is missed and no row does.",
    why=(
        "A promise of `at least 99.9%` is met at exactly 99.9%. A row `at most 99.9%` takes that "
        "level, too, so one sentence of the agreement owes nothing and another owes 10%. The other "
        "way round, `at least 99.5%: none` below a promise of 99.9% leaves a miss without "
        "consequence, which nobody sees until it happens. If a signed text has the first fault, "
        "transcribe it and answer `credit when met`, or leave it `not stated`."
    ),
    bad=(
        Case(
            about="At the promised level itself a credit is due.",
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
      at most 99.9% but at least 99.0%: 10%
      below 99.0%:                      25%
    }
  }
}
""",
            expected=(
                Expected(
                    line=13,
                    part="At exactly 99.9% the promise is met, and the row "
                    "`at most 99.9% but at least 99.0%` still matches",
                ),
            ),
        ),
        Case(
            about="A miss costs nothing: the promise is higher than the row that is free.",
            text="""\
sla Desk "Service desk" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Help { fee: 1_000 EUR per month }
  metric Restore {
    of: Help   measure: as reported
    collected by: Nimbus   controlled by: Nimbus
  }
  objective Repair { Nimbus ensures Restore at most 4 hours each month }
  credit for Repair {
    base: that month's fee of Help
    bands {
      at most 6 hours:  none
      at most 12 hours: 10%
      otherwise:        25%
    }
  }
}
""",
            expected=(
                Expected(line=13, part="At levels above 4 hours but at most 6 hours the promise is missed"),
            ),
        ),
    ),
    good=(
        Case(
            about="The rows begin where the promise is missed.",
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
    ),
    check=check,
)
