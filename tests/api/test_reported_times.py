"""Levels in time that somebody reports: judged, owed and told like measured ones; units that do not fit are never read."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

import sladsl
from sladsl.api.scenarios import results
from sladsl.outcome.amounts import short_text
from tests.model.texts import loaded, wrong

ORDER = "at most 4 hours: none   at most 8 hours: 5%   otherwise: 10%"


def text(promise: str = "at most 4 hours", bands: str = ORDER, more: str = "") -> str:
    return f"""
sla Desk {{
  time zone: "UTC"   currency: GBP
  party Nimbus {{ role: provider }}
  party Acme {{ role: customer }}
  interpretation {{ money rounding: half up to 0.01 GBP, on each line }}
  service Help {{ hours: always   fee: 20_000 GBP per month }}
  metric Restored {{ of: Help   measure: as reported   collected by: Nimbus   controlled by: Nimbus }}
  objective Restore {{ Nimbus ensures Restored {promise} each month }}
  credit for Restore {{ base: that month's fee of Help   bands {{ {bands} }} }}
  {more}
}}
"""


def line(level: Any, of: str = "") -> Any:
    rows = [{"period": "2026-03", "objective": "Restore", "level": level}]
    found = sladsl.evaluate(
        sladsl.read_text(of or text()), {"levels": rows}, period="2026-03", as_of="2026-04-10"
    )
    return found.outcome.statement


@pytest.mark.parametrize(
    ("level", "status", "shown", "owed"),
    [
        ("4 hours", "met", "4 h", "-"),
        ("5 hours", "missed", "5 h", "1,000.00 GBP"),
        ("5 h", "missed", "5 h", "1,000.00 GBP"),
        ("5:00", "missed", "5 h", "1,000.00 GBP"),
        ("300 minutes", "missed", "5 h", "1,000.00 GBP"),
        (timedelta(hours=5), "missed", "5 h", "1,000.00 GBP"),
        ("8 h 01 min", "missed", "8 h 01 min", "2,000.00 GBP"),
        ("239 minutes", "met", "3 h 59 min", "-"),
    ],
)
def test_judged(level: Any, status: str, shown: str, owed: str) -> None:
    statement = line(level)
    (only,) = statement.lines
    assert only.credit is not None
    assert (only.status, only.shown, short_text(only.credit)) == (status, shown, owed)


@pytest.mark.parametrize(
    ("level", "reason"),
    [
        (
            "5",
            '5 has no unit: write 5 hours, or say unit = "hours" under [levels] in data.toml',
        ),
        ("99%", "99% is a percentage, the objective is a length of time"),
        ("5 business hours", "no level reported"),
    ],
)
def test_not_read(level: str, reason: str) -> None:
    (only,) = line(level).lines
    assert (only.status, only.reason) == ("not assessed", reason)


def test_a_time_is_no_percentage() -> None:
    of = text("at least 99%", "at least 99%: none   otherwise: 10%")
    (only,) = line("5 hours", of).lines
    assert only.reason == "5 hours is a length of time, the objective is a percentage"


def test_what_is_only_reported_has_the_unit_of_the_report() -> None:
    of = text(more="objective Told { Nimbus reports Restored each month }")
    rows = [{"period": "2026-03", "objective": "Told", "level": "26 h"}]
    found = sladsl.evaluate(sladsl.read_text(of), {"levels": rows}, period="2026-03", as_of="2026-04-10")
    told = next(each for each in found.outcome.statement.lines if each.objective == "Told")
    assert (told.status, told.shown) == ("reported", "1 d 2 h")


def test_a_level_told_to_the_hour_may_stand_for_both_sides() -> None:
    found = [each for each in line("4 hours").findings if each.name == "reported-level-near-bound"]
    assert "may stand for 3 h 30 min to 4 h 30 min: met in the band" in found[0].message
    assert not [each for each in line("5 hours").findings if each.name == "reported-level-near-bound"]


@pytest.mark.parametrize(
    ("more", "name"),
    [
        ("objective Other { Nimbus ensures Restored at least 99% each month }", "unit-mismatch"),
        ("objective Other { Nimbus ensures Restored at most 4 each month }", "unit-missing"),
        ("objective Other { Nimbus ensures Restored at most 500 GBP each month }", "unit-mismatch"),
        ("objective Other { Nimbus ensures Restored at most 2 months each month }", "no-fixed-length"),
        (
            'scenario "S" { month: 2026-03   levels for Restore { 2026-03: 5% }   expect: Restore missed }',
            "unit-mismatch",
        ),
    ],
)
def test_one_metric_has_one_unit(more: str, name: str) -> None:
    assert name in {each.name for each in wrong(text(more=more))}


def test_the_other_promise_is_shown() -> None:
    more = "objective Other { Nimbus ensures Restored at least 99% each month }"
    (found,) = (each for each in wrong(text(more=more)) if each.name == "unit-mismatch")
    assert found.hint.startswith("One metric has one unit.")
    assert [label.text for label in found.labels] == ["the same metric in another unit"]


def test_money_is_no_level() -> None:
    found = wrong(text("at most 500 GBP", "at most 500: none   otherwise: 10%"))
    assert any("`(GBP)` in the title of the metric" in each.hint for each in found)


def test_a_scenario_in_time() -> None:
    levels = "levels for Restore { 2026-03: 5 hours }"
    true = f'scenario "S" {{ month: 2026-03   {levels}   expect: Restore missed, credit 1_000 GBP }}'
    wrong_one = true.replace("5 hours", "4 hours")
    for scenario, passes in ((true, True), (wrong_one, False)):
        agreement = loaded(text(more=scenario)).agreement
        assert agreement is not None
        assert all(each.ok for each in results(agreement)) is passes
