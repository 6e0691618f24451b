"""What an outage counts as that ends before it begins, as the agreement says; without a word it is left out, and told."""

from __future__ import annotations

from typing import Literal

from sladsl.model import meanings as m
from sladsl.plan.choices import Reading
from sladsl.record import Record
from sladsl.values.period import Period

KEY = "invalid records"
LASTS: Literal["to the end of the period"] = "to the end of the period"
SPOILS: Literal["period not assessed"] = "period not assessed"
COLUMN = "invalid"


class Invalid(Record):
    """The answer, and the periods at whose end such an outage is over where it lasts."""

    answer: Literal["left out", "to the end of the period", "period not assessed"] = "left out"
    periods: tuple[Period, ...] = ()

    @property
    def kept(self) -> bool:
        """Whether rows are wanted that end before they begin."""
        return self.answer != "left out"


def invalid_as(metric: m.Metric, construct: str, reading: Reading, periods: tuple[Period, ...]) -> Invalid:
    """As said, or assumed: what nobody said is left out."""
    said = metric.choices.get(KEY) or reading.agreement.choices.get(KEY)
    if isinstance(said, m.Chosen):
        answer = reading.ask(KEY, construct, (said.answer,), "", own=metric.choices)
    else:
        answer = reading.assumed.get(KEY, "")
    if answer == LASTS:
        return Invalid(answer=LASTS, periods=periods)
    return Invalid(answer=SPOILS) if answer == SPOILS else Invalid()
