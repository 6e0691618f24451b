"""What was paid of what is owed, in words: credit by credit, why they differ, and what nothing explains."""

from __future__ import annotations

from sladsl.outcome.periods import name
from sladsl.outcome.reconciled import Reconciled, Taken
from sladsl.outcome.statement import Line, Statement
from sladsl.outcome.table import paragraph, table
from sladsl.values.money import money_text


def reconciled_block(statement: Statement) -> list[str]:
    """Owed, taken off and open of each credit; nothing where nobody says what was paid."""
    lines = [(each, each.paid) for each in statement.lines if each.paid is not None]
    if not lines and not statement.unexplained:
        return []
    out = ["", "Paid"]
    if lines:
        rows = [("", "Owed", "Taken off", ""), *(_row(line, paid) for line, paid in lines)]
        out += table(rows, right=frozenset({1, 2}))
    for line, paid in lines:
        for why in paid.why:
            out += paragraph(f"{_what(line)}: {why}.")
    for each in statement.unexplained:
        where = f"{each.invoice} of {each.day}" if each.invoice else each.day
        what = f" ({each.what})" if each.what else ""
        out += paragraph(f"Not explained: {money_text(each.amount)} of {where}{what}: {each.why}.")
    return out


def explained_payment(line: Line) -> list[str]:
    """What was taken off for the credit of a line, invoice by invoice; [] where nobody says."""
    paid = line.paid
    if paid is None:
        return []
    owed = "open" if paid.owed is None else money_text(paid.owed)
    rows = [("owed", owed), *((_with(each), f"- {money_text(each.amount)}") for each in paid.taken)]
    out = table([*rows, (state_text(paid), _left(paid))], indent=4, right=frozenset({1}))
    return [*out, *(part for why in paid.why for part in paragraph(f"{why}."))]


def state_text(paid: Reconciled) -> str:
    """`paid`, `still open`, `too much`, `not known`."""
    return {
        "paid": "paid",
        "part": "still open",
        "open": "still open",
        "overpaid": "too much",
        "not known": "not known",
    }[paid.state]


def _left(paid: Reconciled) -> str:
    if paid.open is None or paid.over is None:
        return ""
    return money_text(paid.over if paid.over.amount else paid.open)


def _row(line: Line, paid: Reconciled) -> tuple[str, str, str, str]:
    owed = "open" if paid.owed is None else money_text(paid.owed)
    taken = money_text(paid.paid) if paid.taken else "-"
    left = _left(paid)
    said = state_text(paid) if paid.state in ("paid", "not known") else f"{left} {state_text(paid)}"
    with_ = ", ".join(dict.fromkeys(each.invoice for each in paid.taken if each.invoice))
    return _what(line), owed, taken, f"{said}{f'; {with_}' if with_ else ''}"


def _what(line: Line) -> str:
    return ", ".join(part for part in (name(line), line.scope, line.period) if part)


def _with(taken: Taken) -> str:
    return f"invoice {taken.invoice} of {taken.day}" if taken.invoice else f"paid on {taken.day}"
