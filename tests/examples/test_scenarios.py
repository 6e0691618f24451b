"""Every example carries a scenario that is really played: with another expectation it fails."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sladsl.api import check, load, read_text
from tests.repo.files import ROOT

FOLDERS = sorted(path.parent.name for path in (ROOT / "examples").glob("*/agreement.sla"))
TITLE = re.compile(r'scenario ("[^"]*")')
WRONG = [
    ("carrier-plan", "expect: Few exactly 1\n", "expect: Few exactly 2\n"),
    ("city-requests", "expect: OnTime exactly 80%", "expect: OnTime exactly 79%"),
    ("city-requests", "expect: Deadlines missed", "expect: Deadlines met"),
    ("github", "credit 900 USD", "credit 899 USD"),
    ("github", "claim by 2022-04-30", "claim by 2022-05-01"),
    ("github", "2022-Q2: missed, no band", "2022-Q2: missed, credit 10%"),
    ("government", "expect: Authority may step in", "expect: Authority may not step in"),
    ("government", "expect: Authority may not step in", "expect: Authority may step in"),
    ("government", "expect: Authority may demand", "expect: Authority may not demand"),
    ("government", "2026-05: below minimum", "2026-05: met"),
    ("help-desk", "expect: Solved missed, credit 600 USD", "expect: Solved missed, credit 601 USD"),
    ("help-desk", "expect: Solved not assessed", "expect: Solved met"),
    ("help-desk", "VIP, any, any:        15 minutes", "VIP, any, any:        14 minutes"),
    ("help-desk", "clock: Office, paused while waiting", "clock: Office"),
    ("help-desk", 'waiting: "2016-05-10 12:00/', 'waiting: "2016-05-10 12:01/'),
    ("outsourcing", "expect: Security critical", "expect: Security met"),
    ("outsourcing", "2026-03: 79.9%", "2026-03: 80.0%"),
    ("service-desk", 'waiting: "2026-03-05 12:00/', 'waiting: "2026-03-05 13:01/'),
    ("service-desk", "VIP, any, any:    15 minutes", "VIP, any, any:    14 minutes"),
    ("service-desk", "expect: Urgents missed", "expect: Urgents met"),
]


def text_of(name: str) -> str:
    return Path(ROOT, "examples", name, "agreement.sla").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FOLDERS)
def test_each_has_one_that_is_played_and_holds(name: str) -> None:
    found = tuple(check(load(str(ROOT / "examples" / name / "agreement.sla"))))
    said = re.findall(r"^ *" + TITLE.pattern, text_of(name), re.MULTILINE)
    unplayed = {
        title for each in found if each.name == "not-evaluated" for title in TITLE.findall(each.message)
    }
    assert said
    assert set(said) - unplayed
    assert [each.message for each in found if each.name == "scenario-fails"] == []


@pytest.mark.parametrize(("name", "right", "other"), WRONG)
def test_another_outcome_is_found_wrong(name: str, right: str, other: str) -> None:
    text = text_of(name)
    assert right in text
    found = check(read_text(text.replace(right, other, 1)))
    assert "scenario-fails" in {each.name for each in found}
