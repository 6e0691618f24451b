"""Payments in words: what each invoice takes up, and what of the credits is left."""

from __future__ import annotations

from sladsl.outcome.amounts import short_text
from sladsl.outcome.payments import Payment, by_service, days_text
from sladsl.outcome.statement import Statement
from sladsl.outcome.table import paragraph, table

_WORDS = {
    "set off": "off the invoice of",
    "carried": "carried",
    "paid out": "paid out",
    "added": "added to",
    "lapses": "lapses",
    "left": "left over",
    "open": "open",
    "earned back": "earned back",
    "charged back": "charged back",
}


def payments_block(statement: Statement) -> list[str]:
    """Which invoice must show which credit; nothing where the agreement does not say how credits are paid."""
    if not statement.payments:
        return []
    rows = [(_how_much(each), _of(each), _where(each)) for each in statement.payments]
    out = ["", "Payment", *table(rows, right=frozenset({0}))]
    for why in dict.fromkeys(_why(each) for each in statement.payments if each.why != "all of it"):
        out += paragraph(why)
    time = [f"{days_text(days)} of {service}" for service, days in by_service(statement.payments).items()]
    if time:
        out += paragraph(f"Service time in all: {', '.join(time)}.")
    return out


def _how_much(payment: Payment) -> str:
    if payment.days is not None:
        return days_text(payment.days)
    return "" if payment.amount is None else short_text(payment.amount)


def _of(payment: Payment) -> str:
    parts = (payment.title or payment.objective, payment.scope, payment.period)
    return ", ".join(part for part in parts if part)


def _where(payment: Payment) -> str:
    words = _WORDS[payment.state]
    if payment.state == "charged back" and payment.invoice:
        return f"{words}, invoice of {payment.invoice}"
    if payment.state == "added":
        return f"{words} {payment.service}"
    return f"{words} {payment.invoice}" if payment.state == "set off" else words


def _why(payment: Payment) -> str:
    what = "" if payment.state == "set off" else f"{_WORDS[payment.state].capitalize()}: "
    said = f"{what}{payment.why}."
    return f"{said[:1].upper()}{said[1:]}"
