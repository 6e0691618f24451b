"""In which order amounts are worked out, where the agreement says it (`order`); what it leaves unsaid is as usual."""

from __future__ import annotations

from sladsl.ast.interpretation import Interpretation
from sladsl.model import meanings as m
from sladsl.plan.choices import Reading
from sladsl.plan.remedies import Order


def order_rule(agreement: m.Agreement, reading: Reading) -> Order:
    """What comes before caps that comes behind them by default, and the other way round."""
    key = Interpretation.order.name
    said = agreement.choices.get(key)
    if not isinstance(said, m.Chosen):
        return Order()
    steps = said.answer.split(", ")
    reading.ask(key, "", (said.answer,), "")

    def before(first: str, second: str) -> bool:
        return first in steps and second in steps and steps.index(first) < steps.index(second)

    return Order(
        cap_before_repeat=before("cap", "repeat"),
        claim_before_cap=before("claim", "cap"),
        earned_before_cap=before("earn back", "cap"),
    )
