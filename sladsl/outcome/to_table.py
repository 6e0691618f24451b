"""The lines of a statement as a table, for whoever collects statements of many agreements.

Figures are decimals, rounded half up at the twelfth place; `level_exact` has them as they are. An amount is in `credit`
where it is known; where a fee is missing it is empty, and `credit_text` says of what it is a share.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from io import StringIO
from typing import Literal

from sladsl.outcome.range import line_key
from sladsl.outcome.statement import Line, Outcome
from sladsl.outcome.words import bound_text
from sladsl.record import Record
from sladsl.values.amount import Amount, amount_text, known
from sladsl.values.number import decimal_text

Cell = str | bool | Decimal | datetime | None
PLACES = 12
SECOND = 1_000_000


class Row(Record):
    """What a column is made of: a line, the outcome it stands in, whether it is certain, its clause."""

    outcome: Outcome
    line: Line
    certain: bool
    clause: str
    days: Fraction | None = None
    """Days of service that are added for it; None where it is not given in time."""


class Column(Record):
    """A column: its name, what its cells are, how one comes about, and what it says."""

    name: str
    holds: Literal["text", "number", "instant", "yes or no"]
    cell: Callable[[Row], Cell]
    about: str


def _level(line: Line) -> Fraction | None:
    if line.level is None:
        return None
    scale = {"percent": Fraction(100), "duration": Fraction(1, SECOND), "number": Fraction(1)}
    return line.level * scale[line.unit]


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else f"{value.numerator}/{value.denominator}"


def _decimal(value: Fraction | None) -> Decimal | None:
    return None if value is None else Decimal(decimal_text(value, PLACES))


def _money(row: Row, amount: Amount | None) -> Decimal | None:
    if amount is None:
        return None
    money = known(amount, row.outcome.statement.currency or "XXX")
    return None if money is None else _decimal(money.amount)


def _currency(row: Row) -> str:
    money = None if row.line.credit is None else known(row.line.credit)
    return row.outcome.statement.currency if money is None else money.currency


def _instant(us: int | None) -> datetime | None:
    return None if us is None else datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=us)


def _target(line: Line) -> str:
    return "" if line.target is None else bound_text(line.target, line.unit, line.days)


COLUMNS = (
    Column(
        name="agreement", holds="text", cell=lambda row: row.outcome.statement.agreement, about="its name"
    ),
    Column(name="version", holds="text", cell=lambda row: row.outcome.statement.version, about=""),
    Column(
        name="objective", holds="text", cell=lambda row: row.line.objective, about="the name of the promise"
    ),
    Column(name="title", holds="text", cell=lambda row: row.line.title, about="what a reader calls it"),
    Column(
        name="dimension", holds="text", cell=lambda row: row.line.dimension, about="the noun of the scope"
    ),
    Column(name="scope", holds="text", cell=lambda row: row.line.scope, about="one value of the dimension"),
    Column(name="period", holds="text", cell=lambda row: row.line.period, about="`2026-03`, `2026-Q1`"),
    Column(name="start", holds="instant", cell=lambda row: _instant(row.line.start), about="UTC"),
    Column(
        name="end",
        holds="instant",
        cell=lambda row: _instant(row.line.end),
        about="the first instant after it",
    ),
    Column(
        name="terms", holds="text", cell=lambda row: row.line.terms, about="the amendment that governs it"
    ),
    Column(name="owner", holds="text", cell=lambda row: row.line.owner, about="who promised"),
    Column(name="metric", holds="text", cell=lambda row: row.line.metric, about=""),
    Column(name="target", holds="text", cell=lambda row: _target(row.line), about="what was promised"),
    Column(
        name="unit",
        holds="text",
        cell=lambda row: "seconds" if row.line.unit == "duration" else row.line.unit,
        about="of the level: `percent`, `seconds`, `number`",
    ),
    Column(
        name="level", holds="number", cell=lambda row: _decimal(_level(row.line)), about="what was attained"
    ),
    Column(
        name="level_exact", holds="text", cell=lambda row: _exact(_level(row.line)), about="the same, exactly"
    ),
    Column(name="shown", holds="text", cell=lambda row: row.line.shown, about="the level as printed"),
    Column(
        name="origin",
        holds="text",
        cell=lambda row: row.line.origin,
        about="`measured`, `reported`, `stated`",
    ),
    Column(
        name="coverage",
        holds="number",
        cell=lambda row: _decimal(row.line.coverage),
        about="the share of the expected time or samples with data",
    ),
    Column(
        name="status",
        holds="text",
        cell=lambda row: row.line.status,
        about="`met`, `missed`, `not assessed` …",
    ),
    Column(
        name="grade", holds="text", cell=lambda row: row.line.grade, about="`critical`, `below minimum` …"
    ),
    Column(name="reason", holds="text", cell=lambda row: row.line.reason, about="why it is not assessed"),
    Column(name="band", holds="text", cell=lambda row: row.line.band, about="the band that applies"),
    Column(
        name="credit",
        holds="number",
        cell=lambda row: _money(row, row.line.credit),
        about="what is owed, after caps; empty: a fee is missing, or it is not determined",
    ),
    Column(name="currency", holds="text", cell=_currency, about=""),
    Column(
        name="credit_text",
        holds="text",
        cell=lambda row: "not determined" if row.line.credit is None else amount_text(row.line.credit),
        about="the same in words",
    ),
    Column(
        name="points",
        holds="number",
        cell=lambda row: None if row.line.points is None else _decimal(row.line.points.number),
        about="what it scored",
    ),
    Column(
        name="earned_back",
        holds="number",
        cell=lambda row: None if row.line.earned is None else _money(row, row.line.earned.amount),
        about="what is given back of the credit, or may be",
    ),
    Column(
        name="earned_state",
        holds="text",
        cell=lambda row: "" if row.line.earned is None else row.line.earned.state,
        about="`earned back`, `pending`, `kept`",
    ),
    Column(
        name="claim",
        holds="text",
        cell=lambda row: "" if row.line.claim is None else row.line.claim.state,
        about="how its claim stands",
    ),
    Column(
        name="claim_by",
        holds="text",
        cell=lambda row: "" if row.line.claim is None else row.line.claim.last_day,
        about="the last day on which it can be made",
    ),
    Column(
        name="claim_status",
        holds="text",
        cell=lambda row: "" if row.line.claim is None else row.line.claim.status,
        about="`open`, `made`, `rejected`, `paid`, `lapsed`",
    ),
    Column(
        name="taken_off",
        holds="number",
        cell=lambda row: None if row.line.paid is None else _decimal(row.line.paid.paid.amount),
        about="what invoices, or claims, say was paid",
    ),
    Column(
        name="still_open",
        holds="number",
        cell=lambda row: (
            None
            if row.line.paid is None or row.line.paid.open is None
            else _decimal(row.line.paid.open.amount)
        ),
        about="what is left to pay",
    ),
    Column(
        name="too_much",
        holds="number",
        cell=lambda row: (
            None
            if row.line.paid is None or row.line.paid.over is None
            else _decimal(row.line.paid.over.amount)
        ),
        about="what was paid beyond what is owed",
    ),
    Column(
        name="claimed",
        holds="instant",
        cell=lambda row: None if row.line.claim is None else _instant(row.line.claim.claimed),
        about="when it was made",
    ),
    Column(name="clause", holds="text", cell=lambda row: row.clause, about="of the contract"),
    Column(
        name="certain",
        holds="yes or no",
        cell=lambda row: row.certain,
        about="no answer to an open choice makes another line of it",
    ),
    Column(
        name="as_of",
        holds="instant",
        cell=lambda row: _instant(row.outcome.statement.as_of),
        about="what was known then",
    ),
    Column(
        name="service_days",
        holds="number",
        cell=lambda row: _decimal(row.days),
        about="days of service that are added for the credit, where credits are given in time",
    ),
)


def table_rows(outcome: Outcome, clauses: Mapping[str, str]) -> Iterator[dict[str, Cell]]:
    """A row for each line, by column; `clauses` gives the clause number of a construct."""
    usual = {line_key(line): line for line in outcome.statement.lines}
    doubted: set[tuple[str, str, str]] = set()
    for reading in outcome.readings:
        other = {line_key(line): line for line in reading.statement.lines}
        doubted.update(key for key, line in usual.items() if other.get(key) != line)
    days = {
        (each.objective, each.scope, each.period): each.days
        for each in outcome.statement.payments
        if each.state == "added"
    }
    for line in outcome.statement.lines:
        clause = line.rule.cites or clauses.get(line.rule.construct, "")
        given = days.get(line_key(line))
        row = Row(
            outcome=outcome, line=line, certain=line_key(line) not in doubted, clause=clause, days=given
        )
        yield {column.name: column.cell(row) for column in COLUMNS}


def table_csv(outcome: Outcome, clauses: Mapping[str, str]) -> str:
    """The rows as CSV (RFC 4180) with a header; instants as `2026-03-01T00:00:00Z`, nothing for what is not known."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.name for column in COLUMNS])
    for row in table_rows(outcome, clauses):
        writer.writerow([_text(cell) for cell in row.values()])
    return out.getvalue()


def _text(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case Decimal():
            return f"{cell:f}".rstrip("0").rstrip(".")
        case datetime():
            return cell.isoformat().replace("+00:00", "Z")
        case _:
            return cell
