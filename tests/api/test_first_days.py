"""First days and times of effect from the text to the statement, the agenda and the contract."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sladsl.api import check_source, read_text
from sladsl.api.agenda import agenda
from sladsl.outcome.explain_right import explain_right
from sladsl.outcome.to_json import outcome_json
from sladsl.outcome.to_text import outcome_text
from sladsl.prose import contract
from sladsl.prose.to_markdown import to_markdown
from tests.api.test_rights import REPORTED, months, outcome, text

BODY = """
  term {{ initial: 4 months   renewal: 12 months, automatic }}
  interpretation {{ {answer} }}
  service Other {{ hours: always   fee: as invoiced per month }}
  objective O {{ P ensures at least 99% each month   {reported} }}
  C may terminate only Other {{
    when: O missed in 2 consecutive months   notice: 30 days   use within: 80 days of the last miss   {more}
  }}
"""


def of(answer: str = "notice", more: str = "earliest: end of the initial term") -> str:
    said = f"first day of a right: {answer}" if answer else ""
    return text(BODY.format(reported=REPORTED, answer=said, more=more), "2026-01-01")


def test_it_waits_and_is_told_everywhere(tmp_path: Any) -> None:
    found = outcome(tmp_path, of(), months("mm"), "2026-03-10")
    (right,) = found.statement.rights
    assert (right.state, right.first_day, right.last_day) == ("waiting", "2026-05-01", "2026-05-19")
    assert right.words == "C may terminate only Other"
    said = " ".join(outcome_text(found).split())
    assert "can be used from 2026-05-01 on, until 2026-05-19" in said
    assert "with 30 days of notice, given on 2026-05-01: takes effect on 2026-05-31" in said
    assert "first day 2026-05-01 (end of the initial term)" in " ".join(
        explain_right(right, found.statement, {}).split()
    )
    shown = json.loads(outcome_json(found))["statement"]["rights"][0]
    assert (shown["state"], shown["first_day"]) == ("waiting", "2026-05-01")


def test_silence_about_the_first_day_is_asked_and_matters(tmp_path: Any) -> None:
    found = outcome(tmp_path, of(""), months("mm"), "2026-03-10")
    assert [(each.key, each.matters) for each in found.open] == [("first day of a right", True)]
    assert "silent-choice" in [each.name for each in check_source(of(""))]


@pytest.mark.parametrize("more", ["earliest: 2026-05-01", "earliest: end of the initial term"])
def test_where_notice_and_effect_are_one_day_nobody_is_asked(more: str) -> None:
    body = of("", more).replace("notice: 30 days", "notice: at once")
    assert "silent-choice" not in [each.name for each in check_source(body)]


def test_a_first_day_needs_a_term() -> None:
    found = check_source(of().replace("term { initial: 4 months   renewal: 12 months, automatic }", ""))
    assert "no-initial-term" in [each.name for each in found]
    by = check_source(of(more="effective: 2 months after the meeting"))
    assert "unknown-anchor" in [each.name for each in by]


def test_the_agenda_has_both_days(tmp_path: Any) -> None:
    (tmp_path / "a.sla").write_text(of())
    (tmp_path / "levels.csv").write_text("objective,period,level\nO,2026-01,98%\nO,2026-02,98%\n")
    (tmp_path / "data.toml").write_text('[levels]\nfile = "levels.csv"\n')
    found = agenda((str(tmp_path / "a.sla"),), "2026-03-10", 92)
    assert [(each.day, each.kind) for each in found.items if each.kind == "right"] == [
        ("2026-05-01", "right"),
        ("2026-05-19", "right"),
    ]


def test_the_contract_says_them() -> None:
    loaded = read_text(of(more="earliest: 2026-09-01   effective: 2 months after the notice"), "a.sla")
    assert loaded.agreement is not None
    said = " ".join(to_markdown(contract(loaded.agreement)).split())
    assert "It takes effect 2 months after the notice, or later where the notice says so." in said
    assert "The first day of the right is 1 September 2026." in said
    assert "as far as it concerns Other" in said
