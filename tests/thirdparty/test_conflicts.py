"""Beside each dubious answer stands a finding: of the checker where nobody answers, of the data where rows are odd."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.thirdparty.conflicts import Conflict, conflicts, figure_of, outcome_of, text_of
from tests.thirdparty.run import agreement_text, evaluated, findings, rules

CASES = [
    pytest.param(number, id=f"{name}-{number}")
    for number, name in enumerate(
        (
            *(
                "pause-measured",
                "due-at-close",
                "dst-day",
                "reversed",
                "maintenance",
                "maintenance",
                "unknown",
            ),
            *("day-unit", "clock-start-ola"),
        )
    )
]
ASKED = [case for case in CASES if "clock-start" not in str(case.id)]
"""From which field a clock runs is said by the metric, and no choice."""
ODD = [case for case in CASES if str(case.id).startswith(("reversed", "unknown"))]
SILENT = {"maintenance": "excluding: Agreed"}
"""What has to be said for the question to arise."""


def of(number: int) -> Conflict:
    return conflicts()[number]


@pytest.mark.parametrize("number", CASES)
def test_the_answers_differ_and_say_so(number: int, folder: Path, shared: Path) -> None:
    conflict = of(number)
    assert len({answer.figure for answer in conflict.answers}) == len(conflict.answers)
    assert len({answer.line for answer in conflict.answers}) == len(conflict.answers)


def test_each_question_is_here(shared: Path) -> None:
    assert [f"{each.case}-{number}" for number, each in enumerate(conflicts())] == [case.id for case in CASES]


@pytest.mark.parametrize("number", ASKED)
def test_silence_is_a_finding_and_a_range(number: int, folder: Path, shared: Path) -> None:
    conflict = of(number)
    silent = SILENT.get(conflict.case, "")
    asked = [message for name, message in rules(folder, text_of(conflict, silent)) if name == "silent-choice"]
    assert any(f"`{conflict.choice}`" in message for message in asked), asked
    answered = [
        message
        for name, message in rules(folder, text_of(conflict, conflict.answers[0].line))
        if name == "silent-choice"
    ]
    assert not any(f"`{conflict.choice}`" in message for message in answered), answered
    evaluation = outcome_of(conflict, silent, "duckdb", folder)
    asked_for = {need.key: need for need in evaluation.outcome.open}
    assert asked_for[conflict.choice].matters, "the outcome is a range, and says that this answer decides"
    tried = {answer.line.split(f"{conflict.choice}: ")[-1].split("   ")[0] for answer in conflict.answers}
    assert {each for each in tried if each in asked_for[conflict.choice].answers}, (tried, asked_for)


@pytest.mark.parametrize("number", ODD)
def test_odd_data_are_told_whatever_is_answered(number: int, folder: Path, shared: Path) -> None:
    conflict = of(number)
    for answer in conflict.answers:
        evaluation = outcome_of(conflict, answer.line, "reference", folder)
        # A period without a level says itself what is missing.
        assert conflict.beside in findings(evaluation) or answer.figure == "not assessed", answer.line
        assert figure_of(evaluation) == answer.figure


def test_maintenance_without_a_limit_is_told_by_the_checker(folder: Path) -> None:
    """Icinga's reading with a promise: what may be excluded is more than what may be down."""
    text = agreement_text(
        """  source states { holds: samples   every: 1 minute   of: Support   collected: automatically
    fields { ok: yes or no } }
  source maintenance { holds: intervals   of: Support   collected: automatically }
  exclusion Agreed { time: maintenance }
  metric Up { measure: uptime from states   down when: not ok   excluding: Agreed   controlled by: Desk
    missing samples: unknown   excluded time: counts as up }
  objective Availability { Desk ensures Up at least 99.9% each month }"""
    )
    found = dict(rules(folder, text))
    assert "exclusion-swallows-promise" in found
    assert found["exclusion-swallows-promise"].startswith("Nothing limits how much `Agreed` may take out")


@pytest.mark.parametrize(
    ("system", "number", "figure"),
    [
        ("ERPNext", 0, "met"),
        ("GLPI", 0, "missed"),
        ("Zammad", 1, "met"),
        ("GLPI", 1, "missed"),
        ("Znuny", 2, "25 h"),
        ("working_hours", 2, "24 h"),
        ("zendesk/biz", 3, "0 h"),
        ("working_hours", 3, "-5 h"),
        ("Icinga DB", 6, "80%"),
        ("Uptime Kuma", 6, "80%"),
    ],
)
def test_a_profile_answers_as_its_system(
    system: str, number: int, figure: str, folder: Path, shared: Path
) -> None:
    """`as: "GLPI"` instead of the answer: the same outcome, and nothing is asked for."""
    conflict = of(number)
    text = text_of(conflict, "").replace("  interpretation {", f'  interpretation {{\n    as: "{system}"', 1)
    # GLPI's month has a length of its own, which is counted from a day.
    text = text.replace("  currency: EUR", "  effective: 2020-01-01   currency: EUR", 1)
    evaluation = evaluated(folder, text, conflict.data, "reference", period=conflict.period)
    assert figure_of(evaluation) == figure
    assert conflict.choice not in {need.key for need in evaluation.outcome.open}
