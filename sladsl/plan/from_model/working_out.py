"""In which order amounts are worked out, where the agreement says it (`order`); what it leaves unsaid is as usual."""

from __future__ import annotations

from sladsl.ast.interpretation import Interpretation
from sladsl.model import meanings as m
from sladsl.plan.choices import Reading
from sladsl.plan.remedies import Order

USUAL = "bands, repeat, cap, earn back"
"""The order that is computed first where nothing is said."""
CAP_FIRST = "bands, cap, repeat, earn back"
EARNED_FIRST = "bands, repeat, earn back, cap"


def order_rule(agreement: m.Agreement, reading: Reading) -> Order:
    """What comes before caps that comes behind them by default, and the other way round.

    Where nothing is said, it is asked of credits that are capped, and repeated or earned back: else it makes no difference,
    but for late claims, which use up their share of a cap unless `claim` is said to come first.
    """
    key = Interpretation.order.name
    said = agreement.choices.get(key)
    if isinstance(said, m.Chosen):
        answer = said.answer
        reading.ask(key, "", (answer,), "")
    else:
        answer = _asked(agreement, reading)
    steps = answer.split(", ")

    def before(first: str, second: str) -> bool:
        return first in steps and second in steps and steps.index(first) < steps.index(second)

    return Order(
        cap_before_repeat=before("cap", "repeat"),
        claim_before_cap=before("claim", "cap"),
        earned_before_cap=before("earn back", "cap"),
    )


def _asked(agreement: m.Agreement, reading: Reading) -> str:
    """The order in a reading, where the agreement says none."""
    for_all = bool(agreement.caps) or agreement.at_risk is not None
    capped = [each for each in agreement.credits if for_all or each.caps]
    repeated = [each for each in capped if each.repeat is not None]
    earned = [each for each in capped if each.earn_back is not None]
    if not repeated and not earned:
        return USUAL
    first = (*repeated, *earned)[0]
    what = "is repeated" if repeated else "can be earned back"
    label = agreement.objectives[first.objectives[0]].label if first.objectives else ""
    return reading.ask(
        Interpretation.order.name,
        f"credit for {label}" if label else "credit for points",
        (USUAL, *([CAP_FIRST] if repeated else []), *([EARNED_FIRST] if earned else [])),
        f"the amount {what} and capped, and the one can come before the other",
        span=first.span,
    )
