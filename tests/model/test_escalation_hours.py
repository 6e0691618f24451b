"""Steps of an escalation are counted on the record's clock, also where they are called business hours."""

from __future__ import annotations

from fractions import Fraction

import pytest

from sladsl.api.rendering import render
from sladsl.outcome.escalations import Step
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
        ("at 3 hours", 3, "at 3 h"),
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


def test_a_time_of_its_own_needs_no_limit() -> None:
    """Three hours on the clock are three hours, whatever a record is allowed; a share of an unknown limit never comes."""
    (agreement,) = sound(text("at 3 hours"))
    (step,) = agreement.escalations[0].steps
    found = Step(share=step.share, us=step.us, text=step.text, to=step.to, begun=step.begun)
    hour = 3_600_000_000
    assert [found.moment(limit) for limit in (None, 4 * hour, 2 * hour)] == [3 * hour] * 3
    share = Step(share=Fraction(1, 2), us=0, text="at 50%", to="Board")
    after = Step(share=None, us=hour, text="1 hour after due", to="Board")
    assert [share.moment(4 * hour), after.moment(4 * hour)] == [2 * hour, 5 * hour]
    assert [share.moment(None), after.moment(None)] == [None, None]
    assert "3 hours after the beginning of the record, counted only within Office Hours: Board" in render(
        loaded(text("at 3 hours"))
    )
