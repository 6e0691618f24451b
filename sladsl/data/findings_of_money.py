"""Findings about fees of counts, claims that were decided, and invoices: severity, what was found, the rule, the hint."""

from __future__ import annotations

from sladsl.outcome.measured import DataSeverity

OF_MONEY: dict[str, tuple[DataSeverity, str, str, str]] = {
    "count-without-price": (
        "warning",
        "{rows} {say|says} how many were used of what has no price",
        "a number is a fee only where the agreement says what each costs in that period, in the currency of the table",
        "Write the amount, or `pricing for` the service.",
    ),
    "fee-of-count": (
        "information",
        "{rows} {say|says} how many were used; the fee is what so many cost",
        "the price of the agreement makes the fee, exactly; nothing is rounded before a credit is taken of it",
        "",
    ),
    "unknown-claim-status": (
        "error",
        "{rows} {have|has} a status that no claim has",
        "the claim counts as made on its day, and what became of it is not known",
        'Write open, made, rejected or paid, or translate it: statuses = { "settled" = "paid" } under [claims].',
    ),
    "open-claim-with-day": (
        "warning",
        "{rows} {are|is} open and {have|has} the day of a claim",
        "a claim with a day was made on it",
        "Write made, or leave the day empty.",
    ),
    "claim-without-decision-day": (
        "error",
        "{rows} {say|says} rejected or paid, and no day that can be read",
        "what became of the claim is left aside",
        "Fill the column `decided`: 2026-04-02 or 02.04.2026.",
    ),
    "decided-before-claimed": (
        "warning",
        "{rows} {were|was} decided before the claim was made",
        "both days count as they are written",
        "Correct the days; where a provider paid by itself and the claim came later, nothing is to be mended.",
    ),
    "claim-without-amount": (
        "error",
        "{rows} {have|has} an amount that can't be read",
        "how much was paid or rejected is not known",
        'Write 38500.00 or 38.500,00, never below zero; decimal = "," or "." under [{source}] says which it is.',
    ),
    "unreadable-invoice": (
        "error",
        "{rows} {have|has} a day of the invoice that can't be read",
        "the row is left out",
        'Write 2026-04-02 or 02.04.2026, and zone = "Europe/Berlin" under [invoices].',
    ),
    "credit-below-zero": (
        "error",
        "{rows} {take|takes} off less than nothing",
        "the row is left out",
        "Write what is taken off without a sign; what is charged again is a fee.",
    ),
    "credit-without-promise": (
        "warning",
        "{rows} {name|names} no objective, or no service, of the agreement",
        "what they take off explains no credit",
        'Correct the names, or translate them: names = { "Portal availability %" = "Availability" } under [invoices].',
    ),
    "repeated-invoice-line": (
        "warning",
        "{rows} {say|says} the same as another row",
        "what says the same counts once",
        "Number the lines of an invoice in a column `line`, where it takes off the same amount twice.",
    ),
    "other-currency": (
        "error",
        "{rows} {are|is} in another currency than the agreement",
        "the amount is left aside: nothing here says what one currency is worth in another",
        "Write the amount in the currency of the agreement.",
    ),
}
