"""Published agreements that give a right to terminate, against the cases worked out beside them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sladsl.api import read_text
from sladsl.api.scenarios import play
from sladsl.outcome.rights import RightState
from sladsl.values.instant import instant_text
from sladsl.values.zones import zone
from tests.settle.histories import labels

HEAD = """
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party P { role: provider   accepted: by ordering }
  party C { role: customer   accepted: by ordering }
  interpretation { N of M periods: sliding   run over an unassessed period: broken }
  service S { hours: always   fee: 1_000 EUR per month }
"""
REPORTED = "measure: as reported   of: S   collected by: P   controlled by: P"


def cases(shared: Path, card: str) -> dict[str, dict[str, Any]]:
    path = shared / "cases" / "published" / "scenarios" / f"{card}.json"
    if not path.exists():
        pytest.skip(f"needs {path.name} beside the checkout")
    return {each["id"]: each for each in json.loads(path.read_text(encoding="utf-8"))}


def state(objective: str, right: str, levels: list[str]) -> RightState:
    """The right after so many months with these levels."""
    months = labels("2026-01", len(levels))
    rows = "   ".join(f"{month}: {level}" for month, level in zip(months, levels, strict=True))
    loaded = read_text(
        f"""sla A "A" {{{HEAD}
  objective O {{ {objective} each month   {REPORTED} }}
  C may terminate {{ {right} }}
  scenario "Months" {{ months: {months[0]} to {months[-1]}   levels for O {{ {rows} }} }}
}}"""
    )
    assert loaded.findings == ()
    assert loaded.agreement is not None
    played = play(loaded.agreement, loaded.agreement.scenarios[0])
    assert played.evaluation is not None
    (found,) = played.evaluation.outcome.statement.rights
    return found


TEMPLATE = "when: O missed in 3 consecutive months or O missed in 5 of any 12 consecutive months"


@pytest.mark.parametrize("name", ["trk-01", "trk-02", "trk-03"])
def test_three_in_a_row_or_five_of_twelve(shared: Path, name: str) -> None:
    case = cases(shared, "tracking-template")[name]
    levels = ["99%" if credit else "99.9%" for credit in case["inputs"]["credit_months"]]
    whole = state("P ensures at least 99.5%", TEMPLATE, levels)
    expected = case["expected"]
    assert (whole.state == "open") == expected["termination"]
    for words, key in (("3 consecutive", "consecutive"), ("5 of any 12 consecutive", "five_of_twelve")):
        part = state("P ensures at least 99.5%", f"when: O missed in {words} months", levels)
        assert (part.state == "open") == expected[key], words


@pytest.mark.parametrize("name", ["fst-01", "fst-02"])
def test_more_than_so_many_hours_in_one_month(shared: Path, name: str) -> None:
    """Strict: 7.2 hours are allowed, and what is above gives the right for 30 days."""
    case = cases(shared, "fastly")[name]
    (hours,) = case["inputs"]["degraded_hours"].values()
    found = state(
        "P ensures at most 7.2 hours",
        "when: O missed in one month   use within: 30 days after the month",
        [f"{hours} hours"],
    )
    assert (found.state == "open") == case["expected"]["termination"]
    if case["expected"]["window_days"]:
        assert (case["expected"]["window_days"], found.last_day) == (30, "2026-03-02")


@pytest.mark.parametrize("name", ["fst-03", "fst-04", "fst-05", "fst-06"])
def test_three_months_in_a_row_each_above(shared: Path, name: str) -> None:
    case = cases(shared, "fastly")[name]
    levels = [f"{each} minutes" for each in case["inputs"]["degraded_minutes"]]
    found = state(
        "P ensures at most 43.8 minutes",
        "when: O missed in 3 consecutive months   use within: 30 days after the month",
        levels,
    )
    month = case["expected"]["in_month"]
    assert (found.state == "open") == case["expected"]["termination"]
    if month is not None:
        place = zone("UTC")
        assert place is not None
        assert found.arises is not None
        assert instant_text(found.arises, place)[:7] == labels("2026-01", month + 1)[-1]
