"""Fees that were invoiced: a table of service, period, amount and currency, on which credits are a share."""

from __future__ import annotations

import re

from sladsl.data.binding import FeesFile
from sladsl.data.labels import period_label
from sladsl.data.sheet import Fields, Remarks, open_sheet
from sladsl.outcome.given import GivenFee
from sladsl.outcome.measured import DataFinding
from sladsl.values.money import Money
from sladsl.values.number import parse_number

_AMOUNT = re.compile(r"\+?[0-9]+(?:\.[0-9]+)?")
_CURRENCY = re.compile(r"[A-Z]{3}")


def read_fees(file: FeesFile) -> tuple[tuple[GivenFee, ...], tuple[DataFinding, ...]]:
    """The fees of a table, in its order, and what is wrong with the other rows; UnreadableData for broken
    files.

    A second row of the same service, scope and period is never added to the first: nothing says that it is
    more money.
    """
    given = {"service": file.service, "currency": file.currency}
    required = ["period", "amount", *(name for name, value in given.items() if not value)]
    optional = ["scope", *(name for name, value in given.items() if value)]
    remarks = Remarks("fees")
    found: dict[tuple[str, str, str], GivenFee] = {}
    for number, cells in Fields(
        open_sheet(file.path, file.delimiter, file.sheet), file.columns, required, optional
    ):
        texts = {
            name: cells[name].text or given.get(name, "")
            for name in ("service", "period", "amount", "currency")
        }
        missing = [name for name, text in texts.items() if not text]
        if missing:
            remarks.add("blank-cell", number, ", ".join(missing))
            continue
        period = period_label(cells["period"])
        if period is None:
            remarks.add("unreadable-period", number, texts["period"])
            continue
        amount = parse_number(texts["amount"]) if _AMOUNT.fullmatch(texts["amount"]) else None
        if amount is None or not _CURRENCY.fullmatch(texts["currency"]):
            remarks.add("unreadable-amount", number, f"{texts['amount']} {texts['currency']}")
            continue
        money = Money(amount=amount.value, currency=texts["currency"])
        row = GivenFee(service=texts["service"], scope=cells["scope"].text, period=period, money=money)
        first = found.setdefault((row.service, row.scope, row.period), row)
        if first is not row:
            name = "repeated-row" if first == row else "conflicting-row"
            remarks.add(name, number, f"{row.service} {period}: {texts['amount']} {texts['currency']}")
    return tuple(found.values()), remarks.findings()
