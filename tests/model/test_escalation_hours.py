"""Steps of an escalation are counted on the record's clock, also where they are called business hours."""

from __future__ import annotations

import pytest

from sladsl.api.rendering import render
from tests.model.texts import PARTIES, loaded, sound, wrong

BASE = """sla X {{ time zone: "UTC"   {parties}
  calendar Office "Office Hours" {{ Monday to Friday: 09:00 to 17:00 }}
  source tickets {{ holds: records   each: ticket   fields {{ opened: time   closed: time }} }}
  metric Restore {{ measure: opened to closed of tickets   {clock}   controlled by: Nimbus }}
  objective Restored {{ Nimbus ensures Restore of each ticket at most 4 hours each month }}
  escalation for Restored {{ {step}: "Board" }}
}}
"""


def text(step: str, clock: str = "clock: Office") -> str:
    return BASE.format(parties=PARTIES, clock=clock, step=step)


@pytest.mark.parametrize(
    ("step", "hours", "words"),
    [
        ("8 business hours after due", 8, "8 business hours after due"),
        ("1 business hour after due", 1, "1 business hour after due"),
        ("2 business hours before due", -2, "2 business hours before due"),
        ("8 hours after due", 8, "8 h after due"),
    ],
)
def test_hours_of_the_clock(step: str, hours: int, words: str) -> None:
    (agreement,) = sound(text(step))
    (found,) = agreement.escalations[0].steps
    assert found.us == hours * 3_600_000_000
    assert found.text == words


@pytest.mark.parametrize("step", ["1 business day after due", "2 months after due"])
def test_what_has_no_length_there(step: str) -> None:
    (found,) = wrong(text(step))
    assert found.name == "no-fixed-length"


def test_the_contract_says_which_hours_they_are() -> None:
    said = render(loaded(text("8 business hours after due")))
    assert "8 hours after the due time, counted only within" in said.replace("\n", " ")
    assert "counted only within" not in render(loaded(text("8 hours after due", "")))
    assert "counted only within" not in render(loaded(text("at due")))
