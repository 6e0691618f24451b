"""What becomes of credits afterwards, and what stands beside them: earning back, bonuses."""

from __future__ import annotations

from sladsl.api.schemas.shapes import listed, or_null, record, ref, sometimes, text, words_of
from sladsl.outcome.earned import Earned

EARNED = record(
    "What becomes of a credit by what happens after it.",
    state=words_of(Earned, "state"),
    amount=or_null(ref("amount"), "What is given back; null: not stated, or none."),
    period=text("The period that decided."),
    why=text(),
    into=text("In what it is given back."),
    rule=ref("rule"),
)
BONUS = record(
    "What a level better than promised brings the owner; credits are not less for it.",
    amount=or_null(
        ref("amount"), "null: not determined; nothing: it would have been owed; the steps say why."
    ),
    band=text("The words of the row that applies."),
    steps=listed(ref("step")),
    paid_to=sometimes(text("Who gets the bonus, if not the owner.")),
)
