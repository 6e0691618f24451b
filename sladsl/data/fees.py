"""Fees that were invoiced: a table of service, period, amount and currency, on which credits are a share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from sladsl.data.amounts import read_amount
from sladsl.data.binding import FeesFile, every
from sladsl.data.errors import UnreadableData
from sladsl.data.labels import period_label
from sladsl.data.sheet import Remarks, SheetCell, open_sheet
from sladsl.data.titles import Fields, Wanted
from sladsl.outcome.given import GivenFee
from sladsl.outcome.measured import DataFinding
from sladsl.values.money import Money, money_text

PARTS = ("one_time", "pass_through")
"""Columns that say what of an amount is charged once, and what is only passed on."""
COUNT = "count"
"""The column that says how many were used, where the agreement says what each costs."""
_CURRENCY = re.compile(r"[A-Z]{3}")


Price = Callable[[str, str, Fraction], Money | None]
"""What a number of what a service is charged for costs in a period; None where nothing says so."""


def read_fees(
    files: FeesFile | Sequence[FeesFile], currency: str = "", price: Price | None = None
) -> tuple[tuple[GivenFee, ...], tuple[DataFinding, ...]]:
    """The fees of a table, in its order, and what is wrong with the other rows; UnreadableData for broken files.

    A `count` without an amount costs what `price` says.
    `currency` (the agreement's) is that of a table without such a column, where the binding says none. A second
    row of the same service, scope and period is never added to the first: nothing says that it is more money.
    """
    remarks = Remarks("fees")
    found: dict[tuple[str, str, str], GivenFee] = {}
    for file in every(files):
        remarks.file = file.name
        for number, row, written in _rows(file, currency, remarks, price):
            first = found.setdefault((row.service, row.scope, row.period), row)
            if first is not row:
                name = "repeated-row" if first == row else "conflicting-row"
                remarks.add(name, number, f"{row.service} {row.period}: {written}")
    return tuple(found.values()), remarks.findings()


def _stated(file: FeesFile) -> dict[str, str]:
    return {"service": file.service, "period": file.period, "currency": file.currency}


def fee_columns(file: FeesFile) -> Wanted:
    """The columns that are looked for in a table of fees."""
    given = _stated(file)
    return Wanted(
        bound=file.columns,
        required=tuple(name for name in ("service", "period") if not given[name]),
        either=("amount", COUNT),
        optional=(
            "scope",
            "currency",
            *PARTS,
            *(name for name in ("service", "period") if given[name]),
        ),
        header=file.header,
        about="service",
        known=(*file.names, *file.names.values()),
    )


def _rows(
    file: FeesFile, currency: str, remarks: Remarks, price: Price | None
) -> Iterator[tuple[int, GivenFee, str]]:
    """The rows that can be read: number, fee, and the sum as it is written."""
    given = _stated(file)
    wanted = fee_columns(file)
    fields = Fields(open_sheet(file.path, file.delimiter, file.sheet, file.data, "fees"), wanted)
    if not fields.has("currency"):
        given["currency"] = file.currency or currency
    if not fields.has("currency") and not given["currency"]:
        raise UnreadableData(
            f"{file.path or 'The table of fees'} has no column `currency`.",
            'Say currency = "EUR" under [fees], or name the column.',
        )
    remarks.leave(fields.totals)
    for number, cells in fields:
        remarks.rows += 1
        texts = {
            name: cells[name].text or given.get(name, "")
            for name in ("service", "period", "amount", "currency")
        }
        written = texts["service"]
        texts["service"] = file.names.get(written, written)
        if written and not texts["service"]:
            continue
        counted = bool(cells[COUNT].text and not texts["amount"])
        if counted:
            texts["amount"] = cells[COUNT].text
        missing = [name for name, text in texts.items() if not text]
        if missing:
            remarks.add("blank-cell", number, ", ".join(missing))
            continue
        period = period_label(cells["period"] if cells["period"].text else SheetCell(text=file.period))
        if period is None:
            remarks.add("unreadable-period", number, texts["period"])
            continue
        amount, readings = read_amount(cells[COUNT if counted else "amount"], file.decimal)
        if amount is None and readings:
            remarks.add("ambiguous-number", number, f"{texts['amount']}: {readings}")
            continue
        if amount is None or amount.value < 0 or not _CURRENCY.fullmatch(texts["currency"]):
            remarks.add("unreadable-amount", number, f"{texts['amount']} {texts['currency']}")
            continue
        money = Money(amount=amount.value, currency=texts["currency"])
        if counted:
            cost = price(texts["service"], period, amount.value) if price is not None else None
            if cost is None or cost.currency != money.currency:
                remarks.add("count-without-price", number, f"{texts['service']} {period}: {texts['amount']}")
                continue
            remarks.add(
                "fee-of-count", number, f"{texts['service']} {period}: {texts['amount']}, {money_text(cost)}"
            )
            money = cost
        parts = {name: read_amount(cells[name], file.decimal)[0] for name in PARTS if cells[name].text}
        known = [each.value for each in parts.values() if each is not None]
        if len(known) < len(parts) or any(each < 0 for each in known) or sum(known) > money.amount:
            remarks.add("unreadable-amount", number, ", ".join(cells[name].text for name in parts))
            continue
        said = {
            name: Money(amount=each.value, currency=money.currency) for name, each in parts.items() if each
        }
        fee = GivenFee(
            service=texts["service"],
            scope=cells["scope"].text,
            period=period,
            money=money,
            one_time=said.get("one_time"),
            pass_through=said.get("pass_through"),
        )
        yield number, fee, f"{texts['amount']} {texts['currency']}"
