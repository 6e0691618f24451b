"""What was paid, in the document of an outcome and in its ledger."""

from __future__ import annotations

from sladsl.api.schemas.shapes import (
    day,
    fraction,
    instant,
    listed,
    one_of,
    or_null,
    record,
    ref,
    sometimes,
    text,
)

PAID = record(
    "What was paid of a credit.",
    state=one_of("paid", "part", "open", "overpaid", "not known"),
    owed=or_null(ref("amount"), "null: how much it is is open."),
    taken=listed(
        record(
            "A part of it that was taken off an invoice.",
            invoice=text('"": not said which.'),
            on=instant(),
            day=day(),
            amount=ref("amount"),
        )
    ),
    paid=ref("amount"),
    open=or_null(ref("amount"), "What is left to pay."),
    over=or_null(ref("amount"), "What was taken off beyond what is owed."),
    why=listed(text(), "What explains the difference, and what is odd."),
)
UNEXPLAINED = record(
    "What an invoice takes off and no credit explains.",
    invoice=text(),
    day=day(),
    amount=ref("amount"),
    what=text("What it says it is for."),
    why=text(),
)
PAYMENTS = {"paid": PAID, "unexplained": UNEXPLAINED}
INVOICES = sometimes(
    listed(
        record(
            "A line of an invoice.",
            invoice=text(),
            on=instant(),
            line=text(),
            credit=or_null(fraction(), "What it takes off."),
            fee=or_null(fraction(), "What it charges."),
            currency=text(),
            objective=text(),
            scope=text(),
            period=text(),
            service=text(),
        )
    )
)
