"""Facts and options in the words of the contract, whatever they leave out."""

from __future__ import annotations

import pytest

from sladsl.api.rendering import render
from tests.model.texts import PARTIES, loaded

BASE = """sla X {{ time zone: "UTC"   {parties}
  service S {{ hours: always   for each: circuit }}
  metric Uptime {{ of: S   measure: as reported   for each: circuit   collected by: Nimbus   controlled by: Nimbus }}
  objective Availability {{ Nimbus ensures Uptime at least 99% each month }}
  {fact}
}}
"""


def contract(fact: str) -> str:
    return " ".join(render(loaded(BASE.format(parties=PARTIES, fact=fact))).split())


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        (
            "fact Good { type: yes or no   each: month   stated by: Nimbus }",
            "**Fact Good.** *Good* is either yes or no. Nimbus states it, for each month.",
        ),
        (
            'fact Visits "Visits on site" { type: number   each: term   found by: "an auditor"   shown by: Acme }',
            "**Fact Visits on site.** *Visits* (“Visits on site”) is a number. It is stated once for the term. Where the "
            "Parties differ on it, an auditor finds it. It is for Acme to prove it.",
        ),
        (
            "fact Weather { type: Calm, Storm, Flood }",
            "*Weather* is one of these: “Calm”, “Storm” or “Flood”.",
        ),
        ("fact Ready { type: time }", "*Ready* is a point in time."),
        (
            "option Class { values: Gold, Silver   chosen by: Acme   for each: circuit }",
            "**Option Class.** *Class* is chosen by Acme, for each circuit by itself: “Gold” or “Silver”.",
        ),
        (
            "option Class { values: Gold, Silver   chosen by: not stated }",
            "*Class* is chosen: “Gold” or “Silver”. The Parties have not stated who chooses it.",
        ),
        ("option Class { values: Gold, Silver }", "*Class* is chosen: “Gold” or “Silver”."),
    ],
)
def test_it_is_said_in_words(fact: str, words: str) -> None:
    text = contract(fact)
    assert words in text
    assert "as it was written" not in text


def test_its_clause_in_a_signed_text_is_told() -> None:
    assert "Sch. 3 §2" in contract('fact Good { type: yes or no   cites: "Sch. 3 §2" }')


def test_what_says_nothing_of_what_it_can_be_stands_as_written() -> None:
    assert "as it was written" in contract("fact Good { each: month }")
