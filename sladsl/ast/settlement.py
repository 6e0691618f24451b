"""Settlement: how what is owed is paid, and what becomes of what can't be."""

from __future__ import annotations

from sladsl.ast import forms as f
from sladsl.ast.declare import ANSWER, One
from sladsl.ast.structure import Overriding


class Settlement(Overriding):
    kind = "settlement"
    meaning = "How credits are paid, when, and whether they are all that is owed."
    example = "settlement { paid: first invoice after the claim   as: set-off only   remedy: sole remedy }"

    paid = One(
        ANSWER,
        "when a credit is paid",
        answers=(
            "first invoice after the claim",
            "first invoice after the period",
            "next invoice or later",
            "once a quarter",
            "once a year",
        ),
        open=True,
    )
    as_ = One(ANSWER, "in what it is paid", answers=("set-off only", "money", "service time"), open=True)
    unused = One(
        ANSWER,
        "what becomes of a credit that no invoice takes up",
        answers=("lapses at the end of the term", "carried forward", "paid out"),
        open=True,
    )
    minimum_payable = One(
        f.LEAST_PAID, "the smallest sum that is paid at all", example="minimum payable: 1 USD", open=True
    )
    invoice_limit = One(
        f.PART,
        "the most that one invoice can be reduced by",
        example="invoice limit: 100%",
        open=True,
    )
    remedy = One(
        ANSWER,
        "whether credits are all that is owed",
        answers=("sole remedy", "besides other rights"),
        open=True,
    )
    cites = One(f.TEXT, "the clause of a signed text that says this", example='cites: "Sch. 3 §9"')
