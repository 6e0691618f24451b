"""`band-gap`: a level that misses the promise and that no row takes, between or below the rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sladsl.ast import values as v
from sladsl.ast.interpretation import Interpretation
from sladsl.checks.context import Context
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.checks.tables import Fit, Levelled, Table, tables
from sladsl.checks.written_tables import written_tables
from sladsl.diagnostics.finding import Finding, Label
from sladsl.model.meaning import Chosen, LeftOpen
from sladsl.source import Span

if TYPE_CHECKING:
    from sladsl.diagnostics.stake import Stake

BETWEEN = Interpretation.level_between_rows.name
SAY = Voice(name="band-gap", code="B101", severity="error")


def check(context: Context) -> Iterator[Finding]:
    for table in tables(context):
        for at in range(len(table.fits)):
            own = table.credit.choices.get(BETWEEN)
            if is_gap(table, at) and not _filled(table, at, own or context.answer(BETWEEN)):
                yield _of_credit(context, table, at)
    for written in written_tables(context):
        for at in range(len(written.fits)):
            said = written.block.level_between_rows
            own = Chosen(answer=said.text, span=said.span) if isinstance(said, v.Answer) else None
            if is_gap(written, at) and not _filled(written, at, own or context.answer(BETWEEN)):
                spans = [row.span for row in written.rows]
                yield _said(written, at, spans, written.promise_span, "3 points", None)


def _filled(table: Levelled, at: int, said: Chosen | LeftOpen | None) -> bool:
    """Whether the agreement says which row is that of a level between two of them; below the last one there is no other."""
    if not isinstance(said, Chosen) or said.answer == "error":
        return False
    return any(each.rows for each in table.fits[at + 1 :])


def is_gap(table: Levelled, at: int) -> bool:
    """Whether no row takes the levels, although they miss, and better levels have a row."""
    fit = table.fits[at]
    if fit.rows or fit.met or not any(each.rows for each in table.fits[:at]):
        return False
    rest = table.fits[at + 1 :]
    return any(each.rows for each in rest) or (fit.met is False and not rest)


def _of_credit(context: Context, table: Table, at: int) -> Finding:
    from sladsl.checks.stakes import of_rows

    around = (*_nearest(reversed(table.fits[:at])), *_nearest(table.fits[at + 1 :]))
    stake = of_rows(context, table.objective.name, around)
    spans = [row.span for row in table.credit.bands]
    return _said(table, at, spans, table.objective.promise_span, "25%", stake)


def _said(
    table: Levelled, at: int, rows: list[Span], promise: Span | None, owed: str, stake: Stake | None
) -> Finding:
    stretch = table.fits[at].stretch
    better = rows[_nearest(reversed(table.fits[:at]))[0]]
    below = _nearest(table.fits[at + 1 :])
    verb, pronoun = ("has", "it") if stretch.point is not None else ("have", "them")
    although = ", although the promise is missed" if table.fits[at].met is False else ""
    message = f"{table.subject(stretch).capitalize()} {verb} no band{although}."
    if not below:
        return SAY(
            better,
            message,
            f"Add a last row, for example `otherwise: {owed}`, or `otherwise: none`.",
            witness=table.example(stretch),
            labels=(Label(span=promise, text="the promise"),) if promise is not None else (),
            stake=stake,
        )
    if stretch.point is not None:
        level = table.level(stretch.point)
        hint = f"Let one of the two rows include {level}: `at least {level}` or `at most {level}`."
    else:
        hint = "Let the rows meet in one boundary, or say how the level is rounded: `level rounding`."
    return SAY(
        rows[below[0]],
        message,
        hint,
        witness=table.example(stretch),
        labels=(Label(span=better, text=f"this row ends before {pronoun}"),),
        stake=stake,
    )


def _nearest(fits: Iterable[Fit]) -> tuple[int, ...]:
    return next((fit.rows for fit in fits if fit.rows), ())


_POINTS = """\
sla Outsourcing "Data centre services" {{
  effective: 2026-01-01   time zone: "UTC"   currency: GBP
  party Nimbus {{ role: provider   accepted: by ordering }}
  party Authority {{ role: customer   accepted: by ordering }}
  service Services {{ fee: as invoiced per month }}
  metric Uptime {{ of: Services   measure: as reported
    collected by: Nimbus   controlled by: Nimbus }}
  objective Availability {{ Nimbus ensures Uptime at least 99.5% each month }}
  points for Availability {{
    {} }}
  credit for points each month {{ base: that month's fee of Services
    bands {{ at least 3 points: 5%   otherwise: none }}
  }}
}}
"""
_WHOLE = "bands { at least 99.5%: none\n      at least 99.0%: 1 point   otherwise: 3 points }"


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
        "falls between two rows. Or say what is meant of a printed table: `level between rows: row below`."
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
        Case(
            about="Rows of points that leave out what lies between them.",
            text=_POINTS.format(
                "bands as printed { below 99.5% but at least 98.0%: 1 point\n      below 97.9%: 3 points }"
            ),
            expected=(Expected(line=11, part="Levels of at least 97.9% but below 98.0% have no band"),),
        ),
        Case(
            about="A bad miss scores nothing: the last row of points ends.",
            text=_POINTS.format(_WHOLE.replace("   otherwise: 3 points", "")),
            expected=(
                Expected(line=11, part="Levels below 99.0% have no band, although the promise is missed"),
            ),
        ),
    ),
    good=(
        Case(about="Each miss has its points.", text=_POINTS.format(_WHOLE)),
        Case(
            about="Better levels than the first row are kept, and score nothing.",
            text=_POINTS.format(
                "bands as printed { below 99.5% but at least 98.0%: 1 point\n      below 98.0%: 3 points }"
            ),
        ),
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
