"""Rights in words of the author's own come about like `terminate`: the same states and days, shown in their words."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sladsl.api import read_text
from sladsl.api.scenarios import results
from sladsl.outcome.explain_right import explain_right
from sladsl.outcome.to_json import outcome_json
from sladsl.outcome.to_text import outcome_text
from sladsl.record import replace
from tests.api.test_rights import REPORTED, months, outcome, text

BODY = """
  interpretation {{ N of M periods: sliding }}
  objective O {{ P ensures at least 99% each month   {reported} }}
  C may {action} {{
    when: O missed in 2 consecutive months   notice: 30 days   use within: 60 days of the last miss
  }}
"""


def of(action: str) -> str:
    return text(BODY.format(reported=REPORTED, action=action), "2026-01-01")


OWN = '"use a substitute (in part)"'
SHOWN = "C may use a substitute (in part)"


@pytest.mark.parametrize(
    ("history", "as_of", "state", "last_day"),
    [
        ("mm", "2026-03-10", "open", "2026-04-29"),
        ("mmm", "2026-04-10", "open", "2026-05-30"),
        ("mm..", "2026-05-10", "lapsed", "2026-04-29"),
        ("m.m.", "2026-05-10", "not arisen", ""),
        ("....", "2026-05-10", "not arisen", ""),
        ("m m", "2026-04-10", "possible", "2026-05-30"),
    ],
)
def test_it_comes_about_as_every_right_does(
    tmp_path: Any, history: str, as_of: str, state: str, last_day: str
) -> None:
    (right,) = outcome(tmp_path, of(OWN), months(history), as_of).statement.rights
    (known,) = outcome(tmp_path, of("terminate"), months(history), as_of).statement.rights
    assert (right.state, right.last_day) == (state, last_day)
    assert (right.right, right.words, right.action) == (
        f"right C may {OWN}",
        SHOWN,
        "use a substitute (in part)",
    )
    same = replace(known, right=right.right, words=right.words, action=right.action, rule=right.rule)
    assert right == same


def test_every_rendering_has_its_words(tmp_path: Any) -> None:
    found = outcome(tmp_path, of(OWN), months("mm"), "2026-03-10")
    (right,) = found.statement.rights
    shown = outcome_text(found)
    assert f"  {SHOWN}: open until 2026-04-29 (50 days left)" in shown
    assert OWN not in shown
    told = json.loads(outcome_json(found))["statement"]["rights"][0]
    assert (told["words"], told["action"], told["right"]) == (
        SHOWN,
        "use a substitute (in part)",
        f"right C may {OWN}",
    )
    explained = explain_right(right, found.statement, {f"right C may {OWN}": "7.1"})
    assert explained.startswith(SHOWN)
    assert "[clause 7.1]" in explained


@pytest.mark.parametrize(
    ("expected", "ok"),
    [
        (f"C may {OWN}", True),
        (f"C may {OWN} from 2026-03-01 to 2026-04-29", True),
        (f"C may not {OWN}", False),
        (f"C may {OWN} from 2026-04-01", False),
        (f"C may {OWN} to 2026-04-30", False),
        (f'C may {OWN} "North"', False),
    ],
)
def test_a_scenario_expects_it_in_its_words(expected: str, ok: bool) -> None:
    scenario = f"""
      scenario "Two misses" {{
        months: 2026-01 to 2026-02   levels for O {{ 2026-01: 98%   2026-02: 98% }}   expect: {expected}
      }}"""
    agreement = read_text(of(OWN).rstrip()[:-1] + scenario + "}").agreement
    assert agreement is not None
    assert [each.ok for each in results(agreement)] == [ok]


def test_words_that_differ_are_rights_that_differ(tmp_path: Any) -> None:
    more = """
  C may "Use a substitute (in part)" { when: O missed in 3 consecutive months }
  C may "use a substitute" { when: O missed in 4 consecutive months }
"""
    source = of(OWN).rstrip()[:-1] + more + "}"
    found = outcome(tmp_path, source, months("mmm"), "2026-04-10").statement
    assert [(each.words, each.state) for each in found.rights] == [
        (SHOWN, "open"),
        ("C may Use a substitute (in part)", "open"),
        ("C may use a substitute", "not arisen"),
    ]
