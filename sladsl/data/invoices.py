"""Invoices and credit notes: what was taken off which of them, line by line, and for which credit."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from sladsl.data.amounts import read_amount
from sladsl.data.binding import InvoicesFile, every
from sladsl.data.cells import parser
from sladsl.data.dated import place_of
from sladsl.data.labels import dotted_to_iso, period_label
from sladsl.data.promised import Promises, promised
from sladsl.data.sheet import Remarks, SheetCell, open_sheet
from sladsl.data.titles import Fields, Wanted
from sladsl.outcome.given import GivenInvoice
from sladsl.outcome.measured import DataFinding
from sladsl.plan.measure import FieldOf
from sladsl.values.money import Money

_CURRENCY = re.compile(r"[A-Z]{3}")
_OPTIONAL = ("line", "fee", "currency", "objective", "scope", "period", "service")


def read_invoices(
    files: InvoicesFile | Sequence[InvoicesFile],
    zone_name: str = "",
    promises: Promises | None = None,
    services: Collection[str] = (),
    currency: str = "",
) -> tuple[tuple[GivenInvoice, ...], tuple[DataFinding, ...]]:
    """The lines of invoices, in their order, and what is wrong with the other rows; UnreadableData for broken files.

    `zone_name` (the agreement's) places days where the file says no zone; `currency` (the agreement's) is that of amounts
    without one. Lines that say the same are one: nothing tells that both are meant.
    """
    remarks = Remarks("invoices")
    found: dict[GivenInvoice, None] = {}
    for file in every(files):
        remarks.file = file.name
        for number, row, written in _rows(file, zone_name, promises or {}, currency, remarks):
            said = ", ".join(filter(None, (row.invoice, row.objective, row.scope, row.period, written)))
            if row in found:
                remarks.add("repeated-invoice-line", number, said)
                continue
            found[row] = None
            strange = (row.objective and row.objective not in (promises or {})) or (
                row.service and row.service not in services
            )
            if row.credit is not None and strange:
                remarks.add("credit-without-promise", number, said)
    return tuple(found), remarks.findings()


def invoice_columns(file: InvoicesFile) -> Wanted:
    """The columns that are looked for in a table of invoices."""
    return Wanted(
        bound=file.columns,
        required=("invoice", "date", "credit"),
        optional=_OPTIONAL,
        header=file.header,
        about="invoice",
    )


def _rows(
    file: InvoicesFile, zone_name: str, promises: Promises, currency: str, remarks: Remarks
) -> Iterator[tuple[int, GivenInvoice, str]]:
    """The rows that can be read: number, line, and the credit as it is written."""
    time = parser(FieldOf(name="date", type="time"), place_of(file.zone or zone_name, "invoices"))
    fields = Fields(
        open_sheet(file.path, file.delimiter, file.sheet, file.data, "invoices"), invoice_columns(file)
    )
    remarks.leave(fields.totals)
    for number, cells in fields:
        remarks.rows += 1
        written = cells["objective"].text
        objective = file.names.get(written, written)
        if written and not objective:
            continue
        missing = [name for name in ("invoice", "date") if not cells[name].text]
        if not cells["credit"].text and not cells["fee"].text:
            missing.append("credit")
        if missing:
            remarks.add("blank-cell", number, ", ".join(missing))
            continue
        on, _ = time(dotted_to_iso(cells["date"].text))
        if not isinstance(on, int):
            remarks.add("unreadable-invoice", number, cells["date"].text)
            continue
        period = _period(cells["period"], objective, promises)
        if period is None:
            remarks.add("unreadable-period", number, cells["period"].text)
            continue
        money = _Money(file, cells, currency, number, remarks)
        credit, fee = money.of("credit"), money.of("fee")
        if money.wrong:
            continue
        row = GivenInvoice(
            invoice=cells["invoice"].text,
            on=on,
            credit=credit,
            fee=fee,
            objective=objective,
            scope=cells["scope"].text,
            period=period,
            service=cells["service"].text,
            line=cells["line"].text,
        )
        yield number, row, cells["credit"].text


def _period(cell: SheetCell, objective: str, promises: Promises) -> str | None:
    """The period of a credit, "" where none stands there; None for what is none."""
    if not cell.text:
        return ""
    daily = promised(promises, objective).daily if objective else False
    return period_label(cell, daily or (not objective and all(each.daily for each in promises.values())))


class _Money:
    """The amounts of a row; what is wrong with them is remarked."""

    def __init__(
        self,
        file: InvoicesFile,
        cells: Mapping[str, SheetCell],
        currency: str,
        number: int,
        remarks: Remarks,
    ) -> None:
        self._cells, self._decimal, self._number, self._remarks = cells, file.decimal, number, remarks
        self._currency = cells["currency"].text or file.currency or currency
        self._agreed = currency
        self.wrong = False

    def of(self, field: str) -> Money | None:
        cell = self._cells[field]
        if not cell.text or self.wrong:
            return None
        amount, readings = read_amount(cell, self._decimal)
        if amount is None and readings:
            self._refuse("ambiguous-number", f"{cell.text}: {readings}")
        elif amount is None or not _CURRENCY.fullmatch(self._currency):
            self._refuse("unreadable-amount", f"{cell.text} {self._currency}".strip())
        elif self._agreed and self._currency != self._agreed:
            self._refuse("other-currency", f"{cell.text} {self._currency}")
        elif amount.value < 0:
            self._refuse("credit-below-zero", f"{field} {cell.text}")
        elif amount.value:
            return Money(amount=amount.value, currency=self._currency)
        return None

    def _refuse(self, name: str, text: str) -> None:
        self.wrong = True
        self._remarks.add(name, self._number, text)
