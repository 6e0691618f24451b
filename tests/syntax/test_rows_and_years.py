"""A comma that is missing in a row, and the year of an allowance: what is wrong, and the line that is right."""

from __future__ import annotations

import pytest

from sladsl.api import read_text


def told(text: str) -> list[tuple[str, str]]:
    return [(each.name, each.expected) for each in read_text(text).findings if each.code[0] == "S"]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Enterprise Jira, 2026-04: missed", [("bad-row", "Enterprise, Jira, 2026-04: missed")]),
        ('Enterprise "Jira", 2026-04: missed', [("bad-row", 'Enterprise, "Jira", 2026-04: missed')]),
        ("Enterprise, Jira, 2026-04: missed", []),
        ("Enterprise, 2026-04: missed", []),
    ],
)
def test_a_comma_is_missing(row: str, expected: list[tuple[str, str]]) -> None:
    text = (
        f'sla T "T" {{ scenario "x" {{ month: 2026-04\n expected {{\n Other, 2026-04: met\n {row}\n }} }} }}'
    )
    assert told(text) == expected


def test_a_row_without_a_colon_has_none() -> None:
    text = 'sla T "T" { scenario "x" { month: 2026-04\n expected {\n Enterprise missed\n Other, 2026-04: met\n } } }'
    assert [name for name, _ in told(text)] == ["row-without-colon"]


@pytest.mark.parametrize(
    ("allowance", "expected"),
    [
        ("first 10 hours per calendar year", [("unexpected-value", "allowance: first 10 hours per year")]),
        ("first 10 hours per year", []),
        ("first 10 hours per month", []),
    ],
)
def test_the_year_of_an_allowance(allowance: str, expected: list[tuple[str, str]]) -> None:
    assert told(f'sla T "T" {{ exclusion M {{ cause: "x"   allowance: {allowance} }} }}') == expected
