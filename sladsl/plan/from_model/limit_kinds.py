"""What limits of records are counted in: time on the clock, plain time, business days."""

from __future__ import annotations

from typing import Literal

from sladsl.ast.interpretation import Interpretation
from sladsl.model import meanings as m
from sladsl.model.limits import Limit
from sladsl.plan.choices import Reading
from sladsl.plan.from_model.stretch import DAY

Kind = Literal["clock", "plain", "business days", "figure"]


def counted_in(limit: Limit, metric: m.Metric, construct: str, reading: Reading) -> tuple[Kind, int]:
    """What a limit is counted in, and how much of it: microseconds or business days."""
    if limit.business_days:
        return "business days", limit.business_days
    if not limit.days:
        return "clock", limit.us
    calendar = metric.clock.calendar if metric.clock is not None else ""
    length = limit.us + int(limit.days * DAY)
    if not calendar:
        return "clock", length
    whole = limit.us == 0 and limit.days.denominator == 1
    answers = Interpretation.days_on_a_clock.answers if whole else ("24 hours on the clock", "24 hours")
    answer = reading.ask(
        "days on a clock",
        construct,
        answers,
        "a day on a clock that stops at night is a business day, 24 hours of the clock, or 24 hours",
        own=metric.choices,
        span=limit.span,
    )
    if answer == "business days" and whole:
        return "business days", int(limit.days)
    return ("plain" if answer == "24 hours" else "clock"), length
