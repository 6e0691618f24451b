"""The whole contract of one agreement, read by people: a change of its words shows as a difference.

SLADSL_UPDATE=1 writes it anew.
"""

from __future__ import annotations

import os
from fractions import Fraction

from sladsl.prose import clause_numbers, contract
from sladsl.prose.examples import ExampleLine
from sladsl.prose.to_markdown import to_markdown
from sladsl.values.money import Money
from tests.prose.whole import HERE, whole

COMPUTED = {
    "An outage of fifty minutes": (
        ExampleLine(
            objective="Availability",
            scope="",
            period="2026-05",
            level="99.89%",
            status="missed",
            credit=Money(amount=Fraction(630), currency="EUR"),
            claim_by="2026-06-29",
        ),
        ExampleLine(objective="Queries", scope="Graz", period="2026-Q2", level="0 s", status="met"),
    )
}


def test_the_contract_is_the_one_on_file() -> None:
    text = to_markdown(contract(whole(), COMPUTED))
    path = HERE / "whole.md"
    if os.environ.get("SLADSL_UPDATE"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), "SLADSL_UPDATE=1 writes the contract anew"


def test_expectations_stand_in_for_computed_figures() -> None:
    text = to_markdown(contract(whole()))
    assert "The Parties expect this result" in text
    assert "Service Credit of EUR 630.00" in text


def test_clauses_are_found_by_construct() -> None:
    numbers = clause_numbers(whole())
    wanted = {
        "objective Availability": "5.1",
        "credit for Availability": "6.1",
        "cap": "6.4",
        "claims": "7",
        "exclusion PlannedWorks": "4.6",
        "metric IngestUptime": "4.2",
        "right Ledger may terminate": "8.1",
        "duty Orchard sends Figures to Ledger": "9.2",
        "interpretation missing samples": "10.1 (a)",
        "calendar Office": "Schedule 2, paragraph 1",
        "scenario Tickets": "Schedule 3, paragraph 4",
    }
    assert {key: numbers.get(key) for key in wanted} == wanted
