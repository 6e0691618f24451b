"""`overlapping-bands`: a level that several rows of a printed table take."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from sladsl.checks.context import Context
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.checks.tables import Fit, Levelled, Table, tables
from sladsl.checks.written_tables import CHOICE, written_tables
from sladsl.diagnostics.finding import Finding, Label, Severity
from sladsl.diagnostics.suggest import listing
from sladsl.model.meanings import Chosen, LeftOpen
from sladsl.source import Span
from sladsl.values.bands import Stretch

if TYPE_CHECKING:
    from sladsl.diagnostics.stake import Stake

SAY = Voice(name="overlapping-bands", code="B102", severity="error")


def check(context: Context) -> Iterator[Finding]:
    for table in tables(context):
        if table.credit.printed:
            for stretch, rows in table.runs(_several):
                yield _of_credit(context, table, stretch, rows)
    for written in written_tables(context):
        if written.printed:
            for stretch, at in written.runs(_several):
                rows_of_points = [(written.rows[each].span, written.rows[each].text) for each in at]
                yield _said(written, stretch, rows_of_points, written.answer(context), lambda: None)


def _several(fit: Fit) -> bool:
    return len(fit.rows) > 1


def _of_credit(context: Context, table: Table, stretch: Stretch, at: tuple[int, ...]) -> Finding:
    def stake() -> Stake | None:
        from sladsl.checks.stakes import between_rows

        return between_rows(context, table.objective.name, at)

    rows = [(row.span, row.text) for row in table.rows(at)]
    return _said(table, stretch, rows, context.answer(CHOICE, choices=table.credit.choices), stake)


def _said(
    table: Levelled,
    stretch: Stretch,
    rows: list[tuple[Span, str]],
    given: Chosen | LeftOpen | None,
    stake: Callable[[], Stake | None],
) -> Finding:
    severity: Severity = "error"
    hint = f"Let each level fit one row, or say `{CHOICE}: first` or `{CHOICE}: highest`."
    labels = [Label(span=span, text="this row fits, too") for span, _ in rows[:-1]]
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
    subject = table.subject(stretch).capitalize()
    verb = "fits" if stretch.point is not None else "fit"
    names = listing([text for _, text in rows])
    message = f"{subject} {verb} {'both' if len(rows) == 2 else 'several rows:'} {names}{rule}."
    return SAY(
        rows[-1][0],
        message,
        hint,
        severity=severity,
        witness=table.example(stretch),
        labels=tuple(labels),
        stake=stake() if severity != "information" else None,
    )


_POINTS = """\
sla Outsourcing "Data centre services" {{
  effective: 2026-01-01   time zone: "UTC"   currency: GBP
  party Nimbus {{ role: provider   accepted: by ordering }}
  party Authority {{ role: customer   accepted: by ordering }}
  service Services {{ fee: as invoiced per month }}
  metric Uptime {{ of: Services   measure: as reported
    collected by: Nimbus   controlled by: Nimbus }}
  objective Availability {{ Nimbus ensures Uptime at least 99.5% each month }}
  points for Availability {{{answer}
    bands as printed {{ below 99.5%: 1 point
      {second}: 4 points }}
  }}
  credit for points each month {{ base: that month's fee of Services
    bands as printed {{ at least 4 points: 5%
      {sum}: 2% }}
  }}
}}
"""
_ONE_POINT = "at least 1 point but below 4 points"


def _points(second: str, total: str = _ONE_POINT, answer: str = "") -> str:
    return _POINTS.format(second=second, sum=total, answer=answer)


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
        Case(
            about="Points of a miss, and what their sum costs: each second row lies within the first, or around it.",
            text=_points("below 99.0%", "at least 1 point"),
            expected=(
                Expected(line=11, part="Levels below 99.0% fit both `below 99.5%` and `below 99.0%`."),
                Expected(
                    line=15,
                    part="Levels of at least 4 points fit both `at least 4 points` and `at least 1 point`.",
                ),
            ),
        ),
        Case(
            about="Which of two rows of points applies is left open.",
            text=_points("at most 98.0%", answer=" several bands fit: not stated"),
            expected=(
                Expected(
                    line=11,
                    part="98.0% fit both `below 99.5%` and `at most 98.0%`; which",
                    severity="warning",
                ),
            ),
        ),
        Case(
            about="It is said: the first.",
            text=_points("below 99.0%", answer=" several bands fit: first"),
            expected=(Expected(line=11, part="; the first applies", severity="information"),),
        ),
    ),
    good=(
        Case(
            about="Each level has the points of one row, and `otherwise` takes the rest.",
            text=_points("otherwise"),
        ),
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
