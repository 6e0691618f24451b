"""What was paid of what is owed, as JSON: of a line under `paid`, and what nothing explains under `unexplained`."""

from __future__ import annotations

from sladsl.outcome.reconciled import Reconciled, Unexplained
from sladsl.values.amount import Fixed
from sladsl.values.money import Money
from sladsl.values.to_json import Json, amount, instant


def reconciled_json(value: Reconciled) -> Json:
    return {
        "state": value.state,
        "owed": _money(value.owed),
        "taken": [
            {
                "invoice": each.invoice,
                "on": instant(each.on),
                "day": each.day,
                "amount": _money(each.amount),
            }
            for each in value.taken
        ],
        "paid": _money(value.paid),
        "open": _money(value.open),
        "over": _money(value.over),
        "why": list(value.why),
    }


def unexplained_json(value: Unexplained) -> Json:
    return {
        "invoice": value.invoice,
        "day": value.day,
        "amount": _money(value.amount),
        "what": value.what,
        "why": value.why,
    }


def _money(value: Money | None) -> Json | None:
    return None if value is None else amount(Fixed(money=value))
