"""What scenarios expect of duties: by their sentence, where they arise, and until when."""

from __future__ import annotations

import pytest

from sladsl.api import read_text
from sladsl.api.scenarios import results
from tests.api.test_rights import REPORTED, text

TERMS = f"""
  interpretation {{ run over an unassessed period: broken   business days: Monday to Friday }}
  objective O {{ P ensures at least 99% each month   {REPORTED} }}
  P sends Figures to C {{ within: 5 days after the month }}
  P must "plan" {{ when: O missed in 2 consecutive months   within: 20 days of the miss }}
"""


def came_out(expected: str, levels: str = "2026-01: 98%   2026-02: 98%") -> tuple[bool, str]:
    scenario = f"""
  scenario "S" {{ months: 2026-01 to 2026-02   levels for O {{ {levels} }}   expect: {expected} }}
"""
    loaded = read_text(text(f"{TERMS}{scenario}", "2026-01-01"))
    assert loaded.agreement is not None, loaded.findings
    (found,) = results(loaded.agreement)
    return found.ok, found.got_text


@pytest.mark.parametrize(
    ("expected", "levels", "kept"),
    [
        ('P must "plan" by 2026-03-20', "2026-01: 98%   2026-02: 98%", True),
        ('P must "plan"', "2026-01: 98%   2026-02: 98%", True),
        ('P must "plan" by 2026-03-21', "2026-01: 98%   2026-02: 98%", False),
        ('P must not "plan"', "2026-01: 98%   2026-02: 98%", False),
        ('P must not "plan"', "2026-01: 98%   2026-02: 99%", True),
        ('P must "plan"', "2026-01: 98%   2026-02: 99%", False),
        # Nobody knows of February, so it is neither there nor lacking.
        ('P must "plan"', "2026-01: 98%", False),
        ('P must not "plan"', "2026-01: 98%", False),
        ("P sends Figures to C by 2026-02-05", "2026-01: 99%", True),
        ("P sends Figures by 2026-03-05", "2026-01: 99%", True),
        ("P sends Figures by 2026-03-06", "2026-01: 99%", False),
        ("P sends no Figures", "2026-01: 99%", False),
    ],
)
def test_a_duty_is_there_or_not(expected: str, levels: str, kept: bool) -> None:
    assert came_out(expected, levels)[0] is kept


def test_what_came_out_is_told_with_its_days() -> None:
    assert came_out('P must "plan" by 2026-03-21')[1] == "2026-02: due by 2026-03-20"
    assert came_out('P must not "plan"', "2026-01: 98%")[1] == "2026-02: possible, due by 2026-03-20"


def test_a_duty_that_nobody_has() -> None:
    wrong = 'scenario "S" { month: 2026-01   levels for O { 2026-01: 98% }   expect: P must "dance" }'
    (found,) = read_text(text(f"{TERMS}{wrong}", "2026-01-01")).findings
    assert (found.name, found.hint) == (
        "unknown-duty",
        'It says: `P sends Figures to C` and `P must "plan"`.',
    )
