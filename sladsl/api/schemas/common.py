"""Shapes that several documents share: amounts, rules, answers, places in a text."""

from __future__ import annotations

from sladsl.api.schemas.shapes import (
    fraction,
    instant,
    listed,
    or_null,
    record,
    ref,
    sometimes,
    text,
    whole,
    words_of,
)
from sladsl.outcome.measured import DataFinding
from sladsl.plan.settlement import Answer
from sladsl.values.to_json import Json

MONEY = record(
    "An exact sum.",
    amount={
        "type": "string",
        "pattern": r"^-?\d+(\.\d+|/[1-9]\d*)?$",
        "description": "A decimal with at least the currency's places, or n/d where it has no end.",
    },
    currency={"type": "string", "pattern": "^[A-Z]{3}$", "description": "ISO 4217."},
)
FEE = record(
    "A fee that is not known yet.",
    service=text(),
    scope=text('One value of the dimension, or "".'),
    period=text("The label of the period: 2026-03, 2026-Q1."),
    without=sometimes(text("What of it does not count.")),
)
AMOUNT = {
    "description": "An amount; by its kind a sum of money, a share of a fee that is not known yet, or made of others.",
    "oneOf": [
        record("Money.", kind={"const": "money"}, text=text("As printed."), money=ref("money")),
        record(
            "A share of a fee: the amount is known when the fee is.",
            kind={"const": "share"},
            text=text("As printed."),
            ratio=fraction("How much of the fee."),
            fee=ref("fee"),
        ),
        record(
            "The least of several amounts: a credit and its cap.",
            kind={"const": "least"},
            text=text("As printed."),
            of=listed(ref("amount")),
        ),
        record(
            "Several amounts together; of none, nothing.",
            kind={"const": "sum"},
            text=text("As printed."),
            of=listed(ref("amount")),
        ),
    ],
}
RULE = record(
    "Where a rule stands.",
    construct=text("Its kind and name in the agreement: `credit for Availability`."),
    text=text("Its words in the source."),
    cites=text('The clause of the signed text that it cites, "" for none.'),
)
ANSWER = record(
    "An answer to a choice in force.",
    key=text("The choice."),
    construct=text('The construct that it is about; "" for the whole agreement.'),
    answer=text(),
    origin=words_of(Answer, "origin", "Who says so; `tried`: nobody, it is one of the readings."),
)
SAMPLE = record(
    "A row that a finding is about.",
    file=text('Where a source is several files: which; else "".'),
    row=whole("The row in the file, from one, the header not counted."),
    text=text("What it says."),
)
DATA_FINDING = record(
    "A fact about the data: which rule was applied to how many rows.",
    name=text("`sladsl explain` has a page for it."),
    severity=words_of(DataFinding, "severity"),
    source=text(),
    scope=text(),
    period=text(),
    message=text(),
    count=whole("How many rows."),
    rule=text("The rule that was applied."),
    samples=listed(ref("sample"), "Up to twenty of the rows."),
    hint=text("What to do."),
)
SOURCE = record(
    "What was read from a source.",
    name=text(),
    rows=whole("Rows in its files."),
    used=whole("Rows that were used."),
    first=or_null(instant(), "The first instant seen."),
    last=or_null(instant(), "The last instant seen."),
    astray=sometimes(listed(instant(), "In a ledger: instants of rows that could not be read.")),
    adrift=sometimes(whole("In a ledger: unreadable rows whose place in time is not known.")),
)
PLACE = record("A place in a text, counted from one.", line=whole(), column=whole())

COMMON: dict[str, Json] = {
    "money": MONEY,
    "fee": FEE,
    "amount": AMOUNT,
    "rule": RULE,
    "answer": ANSWER,
    "sample": SAMPLE,
    "data_finding": DATA_FINDING,
    "source": SOURCE,
    "place": PLACE,
}
