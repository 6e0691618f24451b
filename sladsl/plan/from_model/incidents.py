"""Credits of which one incident owes only one: whether several misses are those of one incident, no figure tells."""

from __future__ import annotations

from typing import Any, Literal

from sladsl.ast.interpretation import Interpretation
from sladsl.model import meanings as m
from sladsl.model.scenarios import Scenario
from sladsl.plan.choices import Reading

INCIDENTS = "incidents"
"""What nobody has stated: whether what is missed at a time is missed in one incident, or in several."""
DECIDED = "amount within its range"
"""What nobody has stated either: how much a party decides that an amount is, between its least and its most."""
KEY = Interpretation.several_misses_in_one_incident


def said_of(scenario: Scenario) -> dict[str, str]:
    """What a scenario says of what no data show, as answers that are assumed."""
    said = {INCIDENTS: scenario.incidents, DECIDED: scenario.decided}
    return {key: answer for key, answer in said.items() if answer}


def incident_rule(
    credit: m.Credit, construct: str, reading: Reading
) -> Literal["", "highest", "customer's choice"]:
    """How one incident pays that breaks the promise of this credit and others: "" where each is paid."""
    said = credit.choices.get(KEY.name) or reading.agreement.choices.get(KEY.name)
    assumed = reading.assumed.get(KEY.name, "") if not isinstance(said, m.Chosen) else ""
    answer: Any = said.answer if isinstance(said, m.Chosen) else assumed
    if credit.points is not None or credit.kind == "bonus" or answer in ("", "each"):
        return ""
    if isinstance(said, m.Chosen):
        reading.ask(KEY.name, construct, KEY.answers, "", own=credit.choices, span=credit.span)
    found: Literal["highest", "customer's choice"] = answer
    return found


def of_one_incident(agreement: m.Agreement, reading: Reading) -> bool:
    """Whether misses of one time are taken as those of one incident; asked for only where that matters."""
    paid_once = [
        name
        for credit in agreement.credits
        if incident_rule(credit, f"credit for {', '.join(credit.objectives)}", reading)
        for name in credit.objectives
    ]
    if len(paid_once) < 2:
        return False
    answer = reading.ask(INCIDENTS, "", ("one", "several"), "nobody has stated it", fact=True)
    return answer == "one"
