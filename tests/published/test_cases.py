"""Every case of the published scenarios, by its id: each expected figure, exactly, and why the rest is not there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sladsl.api import check, format_text, load, read_text
from sladsl.source import SourceText
from tests.conftest import ROOT
from tests.published.cases import (
    DIFFERS,
    FIGURES_NOT_YET,
    FOUND,
    NO_FORM,
    NOT_YET,
    UNSAID,
    Case,
    alike,
    played,
)
from tests.published.cases_page import PAGE, page, written

FILES = sorted((ROOT / "examples" / "published").glob("*.sla"))
WRONG_IN_THE_SOURCE = {
    "aws-route53": {"band-gap", "band-against-target"},
    "github-online": {"band-gap"},
    "zonos": {"band-gap"},
}
"""Mistakes that the published text itself has: they are shown, and nobody mended them for the cases."""


@pytest.fixture(scope="module")
def cases(shared: Path) -> list[dict[str, Any]]:
    folder = shared / "cases" / "published" / "scenarios"
    if not folder.is_dir():
        pytest.skip("needs the published scenarios beside the checkout")
    return [each for file in sorted(folder.glob("*.json")) for each in json.loads(file.read_text("utf-8"))]


@pytest.fixture(scope="module")
def found() -> tuple[dict[str, Case], dict[str, dict[str, Case]]]:
    return played(ROOT)


Played = tuple[dict[str, Case], dict[str, dict[str, Case]]]


def test_every_case_is_a_scenario_or_has_a_reason(cases: list[dict[str, Any]], found: Played) -> None:
    ids = [each["id"] for each in cases]
    assert len(ids) == len(set(ids)) == 116
    assert set(ids) - set(found[0]) == set(NOT_YET)
    assert set(found[0]) <= set(ids)


def test_every_figure_comes_out(cases: list[dict[str, Any]], found: Played) -> None:
    wrong = []
    for case in cases:
        here = found[0].get(case["id"])
        if here is None:
            continue
        for key, expected in case["expected"].items():
            if key in NO_FORM or key in FIGURES_NOT_YET or (case["id"], key) in UNSAID:
                continue
            got = FOUND[key](here)
            if alike(expected, got) == ((case["id"], key) in DIFFERS):
                wrong.append((case["id"], key, expected, got))
    assert wrong == []


def test_each_case_comes_out_one_way(found: Played) -> None:
    """Open choices of the card may remain, but none that moves an amount or a verdict of the case."""
    for name, case in found[0].items():
        told = {
            tuple(
                (each.objective, each.scope, each.period, each.status, each.credit)
                for each in reading.statement.lines
            )
            for reading in case.evaluation.outcome.readings
        }
        assert len(told) <= 1, name


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_files_hold_and_are_in_the_style(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert format_text(SourceText(text, str(path)))[0] == text
    errors = {each.name for each in check(load(str(path))) if each.severity == "error"}
    assert errors == WRONG_IN_THE_SOURCE.get(path.stem, set())


# ---- readings: the one line that decides

READINGS = {
    ("eb-03", "any later run"): {"net_credit": "1000.00"},
    ("eb-04", "any later run"): {"net_credit": "1000.00"},
    ("gh-02", "not paid when met"): {"credit": "0.00", "breach": False},
    ("gh-07a", "not paid when met"): {"credit": "0.00", "breach": False},
    ("rds-07", "maintenance leaves the denominator"): {"attained_exact": "215700/2159"},
    ("rds-07", "overlaps summed"): {"attained_exact": "43115/432"},
    ("slk-05", "the allowance is only a promise"): {"attained": "100.000000000000", "credit": "0.00"},
    ("zon-04", "whole steps"): {"credit": "0.00"},
    ("ec2old-03", "a rule of claims"): {"credit": "0.00", "breach": True},
    ("mdb-06", "the first row that fits"): {"credit": "625.00"},
    ("ntt-04", "by days"): {"credit": "400.00"},
    ("dst-04", "UTC+1"): {"minutes": "44640", "allowance_minutes": "44.640000"},
}
"""Readings and alternatives that cases record, or that their texts allow, with what comes of them."""


@pytest.mark.parametrize("reading", READINGS, ids=" ".join)
def test_another_reading_comes_out_by_its_own_line(reading: tuple[str, str], found: Played) -> None:
    case = found[1][reading[0]][reading[1]]
    for key, expected in READINGS[reading].items():
        assert alike(expected, FOUND[key](case)), key


# ---- that can fail


@pytest.mark.parametrize(
    ("stem", "right", "other"),
    [
        ("zonos", "credit 420 USD", "credit 400 USD"),
        (
            "texas-dir-pool",
            "share: 50%   allocation { First: 60% }",
            "share: 50%   allocation { First: 61% }",
        ),
        ("uk-msa-kpi", "2026-03: missed, 6 points", "2026-03: missed, 3 points"),
        ("earnback-authority", "share: 50%   when: met in 6", "share: 40%   when: met in 6"),
        ("earnback-exceed", "share: 100%", "share: 99%"),
        ("ntt-gin", "grace: 15 minutes, then in full", "grace: 14 minutes, then in full"),
        ("slack-2024", "credit 13.59 USD", "credit 13.58 USD"),
        ("formulae", "at most 100 points: 3 GBP", "at most 100 points: 4 GBP"),
        ("formulae", "repeat: 1.5 times from the 4th", "repeat: 1.5 times from the 5th"),
    ],
)
def test_a_figure_that_is_changed_fails_its_scenario(stem: str, right: str, other: str) -> None:
    path = ROOT / "examples" / "published" / f"{stem}.sla"
    text = path.read_text(encoding="utf-8")
    assert right in text
    changed = text.replace(right, other, 1)
    names = {each.name for each in check(read_text(changed, str(path.with_name("changed.sla"))))}
    assert "scenario-fails" in names


@pytest.mark.parametrize(
    ("expected", "got", "same"),
    [
        ("100.00", "100.0", True),
        ("3595/36", "3595/36", True),
        ("3595/36", "3594/36", False),
        (None, None, True),
        (None, "0.00", False),
        (True, False, False),
        ([3, 2, 6], [3, 2], False),
        ({"a": "1.00"}, {"a": "1", "b": "1"}, False),
    ],
)
def test_figures_are_compared_exactly(expected: Any, got: Any, same: bool) -> None:
    assert alike(expected, got) is same


def test_the_page_says_so(cases: list[dict[str, Any]], found: Played) -> None:
    made = page(cases, found)
    if written():
        PAGE.write_text(made, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == made, "renew it with SLADSL_UPDATE=1"
