"""Rights that wait for points, credits or levels: when they arise, and what leaves them open."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sladsl.api import read_text
from sladsl.api.scenarios import results
from sladsl.outcome.rights_words import events_text, lacking_text
from sladsl.outcome.statement import Outcome
from tests.api.test_rights import REPORTED, outcome, text

HEAD = f"""
  interpretation {{ N of M periods: sliding   several misses in one incident: each }}
  objective O {{ P ensures at least 99% each month   {REPORTED} }}
"""
POINTS = "points for O { bands { at least 99%: none   at least 98%: 10 points   otherwise: 30 points } }"
CREDIT = """credit for O {
    base: that month's fee of S   bands { at least 99%: none   at least 98%: 10%   otherwise: 30% }
  }"""


def state(tmp_path: Any, when: str, levels: str, as_of: str, *parts: str, **more: str) -> Any:
    found = right(tmp_path, when, levels, as_of, *parts, **more)
    return found.state, found.arises is not None


def right(tmp_path: Any, when: str, levels: str, as_of: str, *parts: str, **more: str) -> Any:
    body = "\n".join((HEAD, *parts, f"C may terminate {{ when: {when}   notice: 30 days }}"))
    rows = "".join(f"2026-{at:02},O,{level}\n" for at, level in enumerate(levels.split(), 1) if level != "?")
    made: Outcome = outcome(tmp_path, text(body, more.pop("effective", "2026-01-01")), rows, as_of)
    return made.statement.rights[0]


@pytest.mark.parametrize(
    ("when", "levels", "expected"),
    [
        ("points at least 50 in any 3 consecutive months", "97% 99% 97%", ("open", True)),
        ("points at least 50 in any 3 consecutive months", "97% 98% 99% 97%", ("not arisen", False)),
        ("points above 60 in any 3 consecutive months", "97% 99% 97%", ("not arisen", False)),
        ("points at least 30 in 2 consecutive months", "97% 98% 97%", ("not arisen", False)),
        ("points at least 30 in 2 consecutive months", "98% 97% 97%", ("open", True)),
        ("points at least 50 in one quarter", "97% 99% 97%", ("open", True)),
        # What nobody knows may be what is lacking; what is known may be enough.
        ("points at least 50 in any 3 consecutive months", "97% ? 98%", ("possible", True)),
        ("points at least 40 in any 3 consecutive months", "97% ? 98%", ("open", True)),
        ("points at most 20 in any 3 consecutive months", "97% ? 98%", ("not arisen", False)),
        ("points at most 5 in 2 consecutive months", "98% ? 99%", ("possible", True)),
    ],
)
def test_points(tmp_path: Any, when: str, levels: str, expected: tuple[str, bool]) -> None:
    as_of = f"2026-{len(levels.split()) + 1:02}-02"
    assert state(tmp_path, when, levels, as_of, POINTS) == expected


@pytest.mark.parametrize(
    ("when", "levels", "expected"),
    [
        (
            "credits at least 20% of that month's fee of S in 2 of any 4 consecutive months",
            "97% 99% 97%",
            "open",
        ),
        (
            "credits at least 20% of that month's fee of S in 2 of any 4 consecutive months",
            "97% 98% 98%",
            "not arisen",
        ),
        ("credits at least 40 EUR in any 12 consecutive months", "98% 98% 98%", "not arisen"),
        ("credits at least 40 EUR in any 12 consecutive months", "98% 98% 98% 98%", "open"),
        ("credits above 40 EUR in any 12 consecutive months", "98% 98% 98% 98%", "not arisen"),
        ("credits at least 30 EUR", "97%", "open"),
    ],
)
def test_credits(tmp_path: Any, when: str, levels: str, expected: str) -> None:
    as_of = f"2026-{len(levels.split()) + 1:02}-02"
    assert state(tmp_path, when, levels, as_of, CREDIT)[0] == expected


def test_a_cap_decides_only_where_the_stage_is_said(tmp_path: Any) -> None:
    cap = "cap: 20 EUR per month, of all credits"
    for stage, expected in ((" before caps", "open"), (" after caps", "not arisen"), ("", "possible")):
        when = f"credits{stage} at least 25 EUR in one month"
        assert state(tmp_path, when, "97%", "2026-02-02", CREDIT, cap)[0] == expected
    # Where both stages come to the same nobody needs to know which is meant.
    assert state(tmp_path, "credits at least 15 EUR", "98%", "2026-02-02", CREDIT, cap)[0] == "not arisen"


def test_fees_that_are_not_known(tmp_path: Any) -> None:
    unknown = "service T { hours: always   fee: as invoiced per month }"
    credit = CREDIT.replace("of S", "of T")
    share = "credits at least 30% of that month's fee of T in one month"
    assert state(tmp_path, share, "97%", "2026-02-02", unknown, credit)[0] == "open"
    assert state(tmp_path, "credits at least 30 EUR", "97%", "2026-02-02", unknown, credit)[0] == "possible"


def test_a_level(tmp_path: Any) -> None:
    reported = f"""
  metric D {{ {REPORTED} }}
  objective Lost {{ P reports D each month }}
"""
    body = text(f"{HEAD}{reported}C may terminate {{ when: D above 8 hours in one month   notice: 30 days }}")
    for level, expected in (("8 hours", "not arisen"), ("8 hours 1 minute", "open")):
        found = outcome(tmp_path, body, f"2026-01,Lost,{level}\n", "2026-02-02")
        assert found.statement.rights[0].state in (expected, "possible" if expected == "open" else expected)


def test_what_came_and_what_is_lacking_is_told(tmp_path: Any) -> None:
    when = "points at least 50 in any 3 consecutive months"
    found = right(tmp_path, when, "97% 99% 97%", "2026-04-02", POINTS)
    assert events_text(found.by) == "points at least 50 in 2026-03 (60 points)"
    lacking = right(tmp_path, when, "97% 99%", "2026-03-02", POINTS)
    assert lacking_text(lacking.conditions) == when


def test_a_full_window_alone_gives_no_new_time(tmp_path: Any) -> None:
    """March completes it; in April nothing happens, though the last three months still have 60 points."""
    body = text(
        f"{HEAD}{POINTS} C may terminate {{ when: points at least 50 in any 3 consecutive months"
        "   use within: 10 days after the month }"
    )
    rows = "2026-01,O,99%\n2026-02,O,97%\n2026-03,O,97%\n2026-04,O,99.5%\n"
    found = outcome(tmp_path, body, rows, "2026-05-02").statement.rights[0]
    assert (found.state, found.last_day) == ("lapsed", "2026-04-10")


def test_a_promise_that_is_exceeded(tmp_path: Any) -> None:
    when = "O exceeded in 2 consecutive months"
    assert state(tmp_path, when, "99.1% 99%", "2026-03-02")[0] == "not arisen"
    assert state(tmp_path, when, "99.1% 99.5%", "2026-03-02")[0] == "open"


def test_without_points_nothing_comes_to_any() -> None:
    loaded = read_text(text(f"{HEAD} C may terminate {{ when: points at least 5 in one month }}"))
    assert [each.name for each in loaded.findings] == ["event-impossible"]


def test_percentages_do_not_add_up() -> None:
    body = f"metric U {{ {REPORTED} }} objective V {{ P ensures U at least 99% each month }}"
    loaded = read_text(text(f"{body} C may terminate {{ when: U below 97% in any 3 consecutive months }}"))
    assert "add up" in next(each.message for each in loaded.findings)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(["97", "98", "99"]), min_size=1, max_size=7), st.integers(1, 100))
def test_a_sum_over_months_is_the_sum_of_months(levels: list[str], bound: int) -> None:
    """Brute force over every three months in a row, and more points never take a right away."""
    scored = [{"97": 30, "98": 10, "99": 0}[each] for each in levels]
    first = next(
        (at for at in range(len(scored)) if scored[at] and sum(scored[max(0, at - 2) : at + 1]) >= bound),
        None,
    )
    months = "   ".join(f"2026-{at:02}: {each}%" for at, each in enumerate(levels, 1))
    expect = "C may not terminate" if first is None else f"C may terminate from 2026-{first + 2:02}-01"
    loaded = read_text(
        text(
            f"""{HEAD}{POINTS}
  C may terminate {{ when: points at least {bound} in any 3 consecutive months   notice: 30 days }}
  scenario "all" {{
    months: 2026-01 to 2026-{len(levels):02}
    levels for O {{ {months} }}
    expect: {expect}
  }}""",
            "2026-01-01",
        )
    )
    assert loaded.agreement is not None
    assert all(each.ok for each in results(loaded.agreement))
