"""Reconciling: what invoices took off beside what is owed, credit by credit.

A line of an invoice goes to the credits that it names, first those that name most; of several to the one that arose first.
What is left of it stays with the only credit that it can be for, as too much, or is explained by nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING

from sladsl.outcome.amounts import is_nothing
from sladsl.outcome.given import GivenInvoice
from sladsl.outcome.measured import DataFinding
from sladsl.outcome.reconciled import Reconciled, Taken, Unexplained
from sladsl.outcome.statement import Decision, Line, Statement
from sladsl.record import replace
from sladsl.settle.differences import reasons
from sladsl.values.amount import known
from sladsl.values.instant import instant_to_local
from sladsl.values.money import Money, money_text
from sladsl.values.period import parse_period
from sladsl.values.zones import zone

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_MOST = 20


def reconciled(
    statement: Statement, invoices: tuple[GivenInvoice, ...] | None, shown: tuple[int, int] | None = None
) -> Statement:
    """The statement with what was paid of each credit, and what nothing explains.

    `invoices` None: nobody says what was invoiced; then what the claims say was paid counts, else it only stands beside.
    `shown`: from when to when the statement tells of periods, where it was asked for some; a row that names another one
    is none of its business. ValueError when the zone of the statement isn't one.
    """
    place = zone(statement.zone)
    if place is None:
        raise ValueError(f"{statement.zone!r} isn't a zone")
    if invoices is None and not any(_payments(line) for line in statement.lines):
        return statement
    found = _Reconciling(statement, place)
    rows = [each for each in invoices or () if each.credit is not None and each.on < statement.as_of]
    rows = [each for each in rows if not _elsewhere(each, shown, place)]
    for row in sorted(rows, key=_order):
        found.take(row)
    if invoices is None:
        found.stated()
    lines = tuple(found.line(at, invoices is not None) for at in range(len(statement.lines)))
    unexplained = tuple(sorted(found.unexplained, key=lambda each: (each.day, each.invoice, each.what)))
    findings = (*statement.findings, *_findings(invoices or (), unexplained, statement.as_of))
    return replace(statement, lines=lines, unexplained=unexplained, findings=findings)


def _elsewhere(row: GivenInvoice, shown: tuple[int, int] | None, place: ZoneInfo) -> bool:
    """Whether a row is for a period that the statement was not asked for."""
    period = parse_period(row.period, place) if shown is not None and row.period else None
    return (
        period is not None and shown is not None and not (period.start < shown[1] and shown[0] < period.end)
    )


def _payments(line: Line) -> list[Decision]:
    """What the claims say was paid of a line."""
    return [] if line.claim is None else [each for each in line.claim.decisions if each.decision == "paid"]


def _order(row: GivenInvoice) -> tuple[object, ...]:
    """Those that name most first, then by day; whatever order the file has, the result is the same."""
    named = sum(map(bool, (row.objective, row.scope, row.period, row.service)))
    said = (row.invoice, row.line, row.objective, row.scope, row.period, row.service)
    return (-named, row.on, *said, Fraction(0) if row.credit is None else row.credit.amount)


class _Reconciling:
    def __init__(self, statement: Statement, place: ZoneInfo) -> None:
        self.statement, self.place = statement, place
        lines = statement.lines
        self.owed = [
            None if each.credit is None else known(each.credit, statement.currency) for each in lines
        ]
        self.taken: list[list[Taken]] = [[] for _ in lines]
        self.unexplained: list[Unexplained] = []
        order = sorted(range(len(lines)), key=lambda at: lines[at].end)
        self.order = [at for at in order if _credited(lines[at])]
        """The places of the lines with a credit, in the order in which it arises."""

    def take(self, row: GivenInvoice) -> None:
        """Gives what a row takes off to the credits that it may be for."""
        assert row.credit is not None
        fitting = [at for at in self.order if self._fits(row, self.statement.lines[at])]
        if len(fitting) == 1:
            self._add(fitting[0], row.credit, row.invoice, row.on)
            return
        left = self._give(fitting, row.credit, row.invoice, row.on)
        if left.amount:
            what = ", ".join(filter(None, (row.service, row.objective, row.scope, row.period)))
            self._explained_by_nothing(
                row.invoice, self._day(row.on), left, what, self._why_not(fitting, left != row.credit)
            )

    def stated(self) -> None:
        """What the claims say was paid. A sum for all of a claim goes to its credits in the order in which they arose."""
        letters: dict[tuple[str, Decision], list[int]] = {}
        for at in self.order:
            line, owed = self.statement.lines[at], self.owed[at]
            for each in _payments(line):
                if each.amount is None and owed is not None and self._left(at):
                    self._add(at, replace(owed, amount=self._left(at)), each.invoice, each.on)
                elif each.amount is not None and each.whole:
                    letters.setdefault((line.period, each), []).append(at)
                elif each.amount is not None:
                    self._add(at, each.amount, each.invoice, each.on)
        for (period, of), places in letters.items():
            assert of.amount is not None
            left = self._give(places, of.amount, of.invoice, of.on)
            if left.amount:
                what = f"all of the claim for {period}"
                self._explained_by_nothing(of.invoice, of.day, left, what, "nothing more is owed")

    def line(self, at: int, invoiced: bool) -> Line:
        """A line with what was paid of it; as it was where nothing is owed and nothing was paid."""
        line, owed = self.statement.lines[at], self.owed[at]
        taken = tuple(sorted(self.taken[at], key=lambda each: (each.on, each.invoice, each.amount.amount)))
        if not taken and (not _credited(line) or (owed is not None and not owed.amount)):
            return line
        currency = owed.currency if owed is not None else self.statement.currency
        paid = Money(amount=self._paid(at), currency=taken[0].amount.currency if taken else currency)
        both = Reconciled(owed=owed, taken=taken, paid=paid, open=None, over=None)
        if owed is not None:
            left, more = owed.amount - paid.amount, paid.amount - owed.amount
            both = replace(
                both,
                open=replace(paid, amount=max(left, Fraction(0))),
                over=replace(paid, amount=max(more, Fraction(0))),
            )
        return replace(line, paid=replace(both, why=reasons(line, both, self.statement, invoiced)))

    # ---- one amount

    def _fits(self, row: GivenInvoice, line: Line) -> bool:
        """Whether a row may be for the credit of a line: in all that it says."""
        service = "" if line.fee is None else line.fee.fee.service
        first = instant_to_local(line.start, self.place).date().isoformat()
        return (
            row.objective in ("", line.objective)
            and row.scope in ("", line.scope)
            and row.period in ("", line.period, first)
            and (not row.service or service in ("", row.service))
        )

    def _give(self, fitting: list[int], amount: Money, invoice: str, on: int) -> Money:
        """Gives an amount to credits, in the order in which they arose; what is left of it."""
        left = amount.amount
        for at in fitting:
            taken = min(left, self._left(at))
            if taken:
                self._add(at, replace(amount, amount=taken), invoice, on)
                left -= taken
        return replace(amount, amount=left)

    def _left(self, at: int) -> Fraction:
        """What is still open of a credit; nothing where it is not known how much it is."""
        owed = self.owed[at]
        return Fraction(0) if owed is None else max(owed.amount - self._paid(at), Fraction(0))

    def _paid(self, at: int) -> Fraction:
        return sum((each.amount.amount for each in self.taken[at]), Fraction(0))

    def _add(self, at: int, amount: Money, invoice: str, on: int) -> None:
        self.taken[at].append(Taken(invoice=invoice, on=on, day=self._day(on), amount=amount))

    def _day(self, on: int) -> str:
        return instant_to_local(on, self.place).date().isoformat()

    def _explained_by_nothing(self, invoice: str, day: str, amount: Money, what: str, why: str) -> None:
        self.unexplained.append(Unexplained(invoice=invoice, day=day, amount=amount, what=what, why=why))

    def _why_not(self, fitting: list[int], part: bool) -> str:
        unknown = [self.statement.lines[at] for at in fitting if self.owed[at] is None]
        if unknown:
            line = unknown[0]
            named = ", ".join(
                part for part in (line.title or line.objective, line.scope, line.period) if part
            )
            return f"how much is owed for {named} is not known"
        if not fitting:
            return "no credit here is of that name and period"
        return "nothing more is owed" if part else "nothing is owed"


def _credited(line: Line) -> bool:
    """Whether a credit is promised for a line."""
    return line.credit is None or bool(line.steps) or line.claim is not None or not is_nothing(line.credit)


def _findings(
    invoices: tuple[GivenInvoice, ...], unexplained: tuple[Unexplained, ...], as_of: int
) -> Iterable[DataFinding]:
    """What nothing explains, invoices that take off more than they charge, and those of later."""
    if unexplained:
        several = len(unexplained) > 1
        yield _finding(
            name="credit-not-explained",
            texts=[f"{each.invoice}: {money_text(each.amount)}" for each in unexplained],
            message=f"{'lines take' if several else 'line takes'} off more than any credit here explains",
            rule="it pays nothing; the statement lists it",
            hint="Name objective and period of what is taken off, or ask what it is for.",
        )
    later = [each.invoice for each in invoices if each.on >= as_of]
    if later:
        yield _finding(
            name="invoice-after-as-of",
            texts=later,
            message=f"{'lines are' if len(later) > 1 else 'line is'} dated at or after the as-of instant",
            rule="an invoice counts from its day on",
            hint="",
        )
    above = [
        number for number in dict.fromkeys(each.invoice for each in invoices) if _above(number, invoices)
    ]
    if above:
        yield _finding(
            name="credit-above-invoice",
            texts=above,
            message="invoices take off more than they charge"
            if len(above) > 1
            else "invoice takes off more than it charges",
            rule="the amounts count as they are written",
            hint="Compare the invoice: none should come to less than nothing.",
        )


def _above(number: str, invoices: tuple[GivenInvoice, ...]) -> bool:
    """Whether an invoice of which it is known what it charges takes off more."""
    of = [each for each in invoices if each.invoice == number]
    fees = sum((each.fee.amount for each in of if each.fee is not None), Fraction(0))
    credits = sum((each.credit.amount for each in of if each.credit is not None), Fraction(0))
    return bool(fees) and credits > fees


def _finding(name: str, texts: list[str], message: str, rule: str, hint: str) -> DataFinding:
    return DataFinding(
        name=name,
        severity="information" if name == "invoice-after-as-of" else "warning",
        source="invoices",
        message=f"invoices: {len(texts)} {message}.",
        count=len(texts),
        rule=rule,
        samples=tuple((0, each) for each in texts[:_MOST]),
        hint=hint,
    )
