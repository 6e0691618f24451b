"""What a record counts as that ends before it begins.

Figures ask for it; a share is told what the agreement says, and takes such a time as none where it says nothing.
"""

from __future__ import annotations

from typing import Literal

from sladsl.model import meanings as m
from sladsl.plan.choices import Reading

KEY = "reversed times"


def reversed_as(metric: m.Metric, construct: str, reading: Reading) -> Literal["zero", "negative", "empty"]:
    """As said, assumed, or tried because a figure asks for it; else nothing."""
    said = metric.choices.get(KEY) or reading.agreement.choices.get(KEY)
    if isinstance(said, m.Chosen):
        answer = reading.ask(KEY, construct, (said.answer,), "", own=metric.choices)
    else:
        answer = reading.assumed.get(KEY, reading.tried.get(KEY, ""))
    match answer:
        case "count as negative":
            return "negative"
        case "left out":
            return "empty"
        case _:
            return "zero"
