"""Duties that arise, from the text of an agreement to its statement: what they count from, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from sladsl.api import read_text
from sladsl.outcome.duties import DutyState
from tests.api.test_rights import REPORTED, months, outcome, text

OBJECTIVE = f"objective O {{ P ensures at least 99% each month   {REPORTED} }}"
CHOICES = "interpretation { run over an unassessed period: broken   business days: Monday to Friday }"


def duties(
    tmp_path: Any, duty: str, levels: str, as_of: str = "2026-06-10", **more: str
) -> tuple[DutyState, ...]:
    source = text(f"{CHOICES}\n{OBJECTIVE}\n{duty}", "2026-01-01")
    return outcome(tmp_path, source, levels, as_of, **more).statement.duties


def test_a_named_month_knows_the_misses_before_it(tmp_path: Any) -> None:
    written = 'P must "present a plan" { when: O missed in 2 consecutive months   within: 5 business days of the miss }'
    whole = duties(tmp_path, written, months(".mmm."))
    named = duties(tmp_path, written, months(".mmm."), period="2026-04")
    assert [(each.period, each.due_day) for each in whole] == [
        ("2026-03", "2026-04-07"),
        ("2026-04", "2026-05-07"),
    ]
    assert named == whole[1:]
    assert whole[0].trigger == "O missed in 2 consecutive months"


def test_a_report_that_arises_is_sent_or_not(tmp_path: Any) -> None:
    written = "P sends Causes to C { when: O missed   within: 10 days after the month }"
    sent = "report,period,sent\nCauses,2026-01,2026-02-09\nCauses,2026-02,2026-03-20\n"
    found = duties(tmp_path, written, months("mmm"), reports=sent)
    assert [each.state for each in found] == ["sent in time", "sent late", "overdue"]


def test_another_report_is_what_it_counts_from(tmp_path: Any) -> None:
    written = """
      P sends Figures to C { within: 5 days after the month }
      P sends Causes to C { when: O missed   within: 10 days after Figures }
    """
    sent = "report,period,sent\nFigures,2026-01,2026-02-03\nFigures,2026-02,2026-03-03\n"
    found = [each for each in duties(tmp_path, written, months("mmm"), reports=sent) if each.trigger]
    assert [(each.due_day, each.presumed) for each in found][:2] == [("2026-02-13", ""), ("2026-03-13", "")]
    assert found[2].due is None
    assert "is not known to be sent" in found[2].presumed


@pytest.mark.parametrize(
    ("duty", "name"),
    [
        ('P must "x" { when: O missed   within: 2 days after the quarter }', "unknown-anchor"),
        ('P must "x" { when: N missed }', "unknown-name"),
        ('P must "x" { when: O missed in 2 consecutive weeks }', "wrong-period"),
        ("P sends R { when: O missed   within: 2 days after R }", "unknown-anchor"),
        ('P must "x" { every: 2 months   when: O missed }', "not-evaluated"),
    ],
)
def test_what_it_can_not_be(duty: str, name: str) -> None:
    found = read_text(text(f"{CHOICES}\n{OBJECTIVE}\n{duty}", "2026-01-01")).findings
    assert name in {each.name for each in found}


def test_facts_beside_what_happens(tmp_path: Any) -> None:
    written = 'fact Good { type: yes or no }\nP must "x" { when: O missed and Good   within: 5 days after the month }'
    source = text(f"{CHOICES}\n{OBJECTIVE}\n{written}", "2026-01-01")
    loaded = read_text(source)
    assert loaded.agreement is not None
    (duty,) = loaded.agreement.duties
    assert duty.trigger is not None
    assert duty.applies is not None
    assert duty.trigger_text == "O missed and Good"


def test_it_counts_from_the_outage_of_the_period() -> None:
    source = text(
        """
  interpretation { overlapping outages: once   partial minutes: exact   money rounding: none }
  source faults { holds: intervals   of: S }
  metric U { of: S   measure: uptime from faults   controlled by: P }
  objective O { P ensures U at least 99.9% each month }
  P must "call" { when: O missed   within: 4 hours after the end of the outage }
""",
        "2026-01-01",
    )
    loaded = read_text(source)
    assert loaded.agreement is not None, loaded.findings
    assert [each.deadline.anchor for each in loaded.agreement.duties if each.deadline] == [
        "end of the outage"
    ]
