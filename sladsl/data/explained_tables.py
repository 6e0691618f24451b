"""Findings about tables that people make (levels, fees, claims, reports) in words of their own."""

from __future__ import annotations

OF_TABLES: dict[str, tuple[str, str]] = {
    "unreadable-period": (
        "The period of a row is in no form that can be read. Months may be named in English, German, French, Spanish, "
        "Italian and Dutch.",
        "Write 2026-03, March 2026 or 03/2026; also 2026-Q1, 2026-W05, 2026, and days like 2026-03-04.",
    ),
    "unreadable-level": (
        "A level is neither a number nor a length of time. Units may be in English, German, French, Spanish, Italian and "
        "Dutch; months, and days and hours of business, have no fixed length.",
        'Write 99.87%, 99,87 % or 99.87, with unit = "percent" or unit = "ratio" under [levels] for bare numbers; of a time '
        "5 hours, 1.5 h, 4 h 30 min, 300 minutes or 4:30:00.",
    ),
    "unreadable-amount": (
        "A fee is no amount of money, is below zero, or has a currency that is not three capitals.",
        'Write 38500.00 or 38.500,00, and the currency as EUR or once as currency = "EUR" under [fees].',
    ),
    "count-without-price": (
        "A row of the fees says how many were used and no amount, and the agreement does not say what so many cost: the "
        "service has no price, the price changes within the period or is per another one, or the currency is another.",
        "Write the amount that was invoiced, or the price in `pricing for` the service.",
    ),
    "fee-of-count": (
        "A row of the fees says how many were used and no amount. The fee is what so many cost by the price of the "
        "agreement, exact: nothing is rounded before a credit is taken of it.",
        "Nothing to mend; write the amount beside the count where the invoice says another one.",
    ),
    "unreadable-claim": (
        "The time of a claim can't be read, or nothing says its zone. 10/03/2026 has two readings and is refused.",
        'Write 2026-04-02, 02.04.2026 (day.month.year) or 2026-04-02 10:00, and zone = "Europe/Berlin" under [claims].',
    ),
    "unreadable-report": (
        "The time at which a report was sent can't be read, or nothing says its zone. 10/03/2026 has two readings and is "
        "refused.",
        'Write 2026-04-02, 02.04.2026 (day.month.year) or 2026-04-02 10:00, and zone = "Europe/Berlin" under [reports].',
    ),
    "ambiguous-length": (
        "`5:00` is five hours where a spreadsheet shows hours and minutes, and five minutes where a telephone system does. "
        "It is read as hours and minutes where the promise is of an hour or more.",
        'Say unit = "hours" or unit = "minutes" under [levels] in data.toml, or write `5 min` or `0:05:00`.',
    ),
    "unreadable-fact": (
        "The value of a fact or an option is none that it can have: a fact of the type `yes or no` is yes or no, an option "
        "is one of its values.",
        "Write the value as the agreement declares it, or translate it in the table.",
    ),
    "ambiguous-number": (
        "A number with one comma or point and three digits behind it can be read in two ways: 38.500 is 38500 where a "
        "point groups thousands, and 38.5 where it begins the decimals. Both readings are told, none is taken. In "
        "levels only the comma is doubtful: a point begins the decimals there.",
        'Say decimal = "," or decimal = "." under [levels] or [fees] in data.toml.',
    ),
    "unclear-unit": (
        "Within one objective some bare numbers are above 1 and some are not: 99.62 is a percentage, and 0.9962 beside "
        'it is most likely a ratio, which as a percentage would be a month of outage. With unit = "ratio" it is '
        "told of bare numbers above 1.",
        'Write every level with its %, or all in one unit, and say unit = "percent" or unit = "ratio" under [levels].',
    ),
    "conflicting-row": (
        "Two rows give different figures for the same thing. Fees are never added up: nothing says that the second is "
        "more money.",
        "Keep one row of each objective or service, scope and period: the true one, for the first may not be.",
    ),
    "repeated-row": (
        "Two rows say the same of the same thing.",
        "Nothing is to be mended; one of them may go.",
    ),
    "repeated-claim": (
        "Two rows claim the same. The earliest is the one that can be in time.",
        "Nothing is to be mended.",
    ),
    "claim-of-all": (
        "A row of the claims has no objective: one letter that claims all that is owed for its period. It counts for each "
        "credit of that very period (of its scope, if it names one) whose last day is not past; what was claimed before "
        "stays as it was, and what had lapsed by then stays lapsed.",
        "Nothing is to be mended. Name the objective where only one credit was claimed.",
    ),
    "unknown-claim-status": (
        "A row of the claims says what became of the claim in a word that is not known. A claim is open (not made yet), "
        "made, rejected or paid.",
        'Write one of these, or translate the word in data.toml: statuses = { "settled" = "paid" } under [claims].',
    ),
    "open-claim-with-day": (
        "A claim is said to be open, which means that it is not made yet, and has the day on which it was made.",
        "Write made, or leave the day empty.",
    ),
    "claim-without-decision-day": (
        "A claim was rejected or paid, and on which day is not said or can't be read. A statement as of an earlier day must "
        "not know of it, so without a day it can't count.",
        "Fill the column `decided`: 2026-04-02, 02.04.2026 or 2026-04-02 10:00.",
    ),
    "decided-before-claimed": (
        "A claim was rejected or paid before it was made. Most often one of the days is wrong. A provider may also pay by "
        "itself, and the claim comes later.",
        "Correct the days, if they are wrong.",
    ),
    "claim-without-amount": (
        "How much was paid or rejected can't be read, or has two readings (`38.500`), or is below zero.",
        'Write 38500.00 or 38.500,00; decimal = "," or "." in data.toml says what stands before the decimals.',
    ),
    "unreadable-invoice": (
        "The day of an invoice can't be read, or nothing says its zone. 10/03/2026 has two readings and is refused.",
        'Write 2026-04-02, or 02.04.2026 (day.month.year), and zone = "Europe/Berlin" under [invoices].',
    ),
    "credit-below-zero": (
        "A line of an invoice has an amount below zero. Some programs write credits with a minus, others what is charged "
        "again after a credit: a sign that may mean either is not guessed.",
        "Write what is taken off without a sign.",
    ),
    "credit-without-promise": (
        "A line of an invoice takes off a credit for an objective or a service that the agreement does not have.",
        'Correct the name, or translate it in data.toml: names = { "Portal availability %" = "Availability" } under '
        "[invoices].",
    ),
    "repeated-invoice-line": (
        "Two rows have the same invoice, day, credit, amount and line. An export that holds a row twice is likelier than an "
        "invoice that takes off the same twice, and a credit must not count as paid by a copy.",
        "Where both are meant, number the lines of the invoice in a column `line`.",
    ),
    "other-currency": (
        "An amount is in another currency than the agreement. No rate of exchange is known here, so it is compared with "
        "nothing.",
        "Write the amount in the currency of the agreement.",
    ),
    "repeated-report": (
        "Two rows name the same report of the same period. It was sent when it was sent first.",
        "Nothing is to be mended.",
    ),
    "shown-rounded": (
        "A cell of a workbook shows fewer digits than it holds: 99.9% for 0.99896. The reader of the report sees the "
        "rounded level, and the rounding may hide a miss.",
        "Show more digits in the sheet, or agree on `level rounding`.",
    ),
    "far-from-others": (
        "A percentage is about a hundred times above or below the others of its objective: 0.9962% among 99.62%. "
        "Probably its unit or its decimal sign is wrong.",
        "Compare the row with the others. Where it is true, nothing is to be mended.",
    ),
    "share-below-zero": (
        "A reported percentage is below zero. A share of time or of records never is; one that counts every outage with "
        "its weight, or each of several at the same time, can be.",
        "Correct the row. Where the level is meant, nothing is to be mended: a floor is agreed by `floor: 0%`.",
    ),
}
