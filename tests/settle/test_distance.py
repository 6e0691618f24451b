"""Distances: how far the next verdict and band are, and that they are exactly there."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sladsl.outcome.statement import Distance, Line
from sladsl.plan.settlement import LevelRule, Round
from sladsl.record import replace
from sladsl.settle.distance import outcome_at
from sladsl.settle.level import exact_level, rounded
from sladsl.values.duration import MINUTE, SECOND
from tests.settle.build import (
    PRINTED,
    SHARE,
    UPTIME,
    WRITTEN,
    assessment,
    bound,
    cell,
    credit,
    down,
    level,
    measured,
    only,
    settled,
    settlement,
)


def _line(rules: Any, columns: dict[str, int]) -> Line:
    return only(settled(settlement(rules), measured(cell(columns=columns))))


def _told(line: Line) -> list[tuple[str, str, Fraction, str, str]]:
    return [(d.to, d.lever, d.amount, d.unit, d.direction) for d in line.distances]


def test_strict_and_not_strict_to_the_microsecond() -> None:
    # 0.1 % of 129,600 min is 129 min 36 s: it keeps "at least 99.9 %", and "at most 99.9 %" begins there.
    line = only(settled(settlement(assessment()), measured(down("129"))))
    assert _told(line) == [
        ('the band "10%"', "down", 36 * SECOND, "us", "more"),
        ("missed", "down", 36 * SECOND + 1, "us", "more"),
    ]


def test_a_miss() -> None:
    line = only(settled(settlement(assessment(credit=credit(WRITTEN))), measured(down("130"))))
    assert _told(line) == [
        ('the band "25%"', "down", 1166 * MINUTE + 1, "us", "more"),
        ("met", "down", 24 * SECOND, "us", "less"),
    ]


def test_the_gap_is_a_band_of_its_own() -> None:
    line = only(settled(settlement(assessment(credit=credit(PRINTED))), measured(down("130"))))
    assert _told(line)[0] == ("no band", "down", 1166 * MINUTE, "us", "more")


def test_grades_are_told() -> None:
    rules = assessment(minimum=bound("at least", "99.5"), critical=bound("below", "95"), credit=None)
    told = {each[0]: each[2] for each in _told(only(settled(settlement(rules), measured(down("0")))))}
    assert told == {
        "missed": Fraction(129_6 * MINUTE, 10) + 1,
        "below minimum": 648 * MINUTE + 1,
        "critical": 6480 * MINUTE + 1,
    }


def test_rows_that_were_good() -> None:
    line = _line(assessment(level=SHARE), {"good": 1000, "total": 1000})
    assert _told(line)[:2] == [
        ('the band "10%"', "good", 1, "rows", "less"),
        ("missed", "good", 2, "rows", "less"),
    ]


def test_rounding_is_looked_through() -> None:
    rule = replace(UPTIME, rounding=Round(quantum=Fraction(1, 1000), mode="half up"))
    rules = assessment(level=rule, credit=None)
    line = _line(rules, {"service": 100_000, "down": 0})
    # 99.85 % still rounds up to 99.9 %.
    assert _told(line) == [("missed", "down", 151, "us", "more")]


def test_the_whole_moves_with_the_lever() -> None:
    rule = replace(UPTIME, over_minus=("down",), minus=("down",))
    line = _line(assessment(level=rule, credit=None), {"service": 1000, "down": 0})
    assert _told(line) == [("missed", "level", Fraction("0.11"), "percent", "less")]


def test_reported_levels_move_by_their_last_digit() -> None:
    statement = settled(settlement(assessment(credit=None)), reported=(level("2026-Q1", "99.95"),))
    assert _told(only(statement)) == [("missed", "level", Fraction("0.06"), "percent", "less")]
    miss = settled(settlement(assessment(credit=None)), reported=(level("2026-Q1", "99.5"),))
    assert _told(only(miss)) == [("met", "level", Fraction("0.4"), "percent", "more")]


def test_durations_and_counts() -> None:
    time = LevelRule(unit="duration", better="lower", plus=("down",), lever="down")
    rules = assessment(level=time, target=bound("below", "30", "duration"), credit=None)
    assert _told(_line(rules, {"down": 0})) == [("missed", "down", 30 * MINUTE, "us", "more")]
    assert _told(_line(rules, {"down": 31 * MINUTE})) == [("met", "down", MINUTE + 1, "us", "less")]
    mean = replace(time, over_plus=("rows",))
    rules = assessment(level=mean, target=bound("at most", "30", "duration"), credit=None)
    assert _told(_line(rules, {"down": 0, "rows": 3})) == [("missed", "down", 90 * MINUTE + 1, "us", "more")]
    count = LevelRule(unit="number", better="lower", plus=("bad",), lever="bad")
    rules = assessment(level=count, target=bound("at most", "3", "number"), credit=None)
    assert _told(_line(rules, {"bad": 1})) == [("missed", "bad", 3, "rows", "more")]
    wanted = LevelRule(unit="number", better="higher", plus=("good",), lever="good")
    rules = assessment(level=wanted, target=bound("at least", "100", "number"), credit=None)
    assert _told(_line(rules, {"good": 40})) == [("met", "good", 60, "rows", "more")]


def test_what_can_not_happen_is_not_told() -> None:
    # A quarter of 10 minutes: no down time in it can leave fewer than nothing.
    rules = assessment(target=bound("at least", "0"), credit=None)
    assert _told(_line(rules, {"service": 10, "down": 10})) == []


@pytest.mark.parametrize(("minutes", "to"), [("0", 'the band "5%"'), ("1", "met")])
def test_bounds_that_are_exact(minutes: str, to: str) -> None:
    from tests.settle.build import percent, piece

    pieces = (piece("none", None, bound("exactly", "100")), piece("5%", percent("5")))
    rules = assessment(target=bound("exactly", "100"), credit=credit(pieces))
    line = only(settled(settlement(rules), measured(down(minutes))))
    assert to in [each.to for each in line.distances]


@given(
    service=st.integers(1, 10**6),
    share=st.fractions(0, 1, max_denominator=200),
    printed=st.booleans(),
    places=st.sampled_from([None, 1, 2, 3]),
)
def test_distances_are_least(service: int, share: Fraction, printed: bool, places: int | None) -> None:
    rounding = None if places is None else Round(quantum=Fraction(1, 10 ** (places + 2)), mode="half up")
    rule = replace(UPTIME, rounding=rounding)
    rules = assessment(
        level=rule,
        credit=credit(PRINTED if printed else WRITTEN),
        minimum=bound("at least", "99.5"),
        critical=bound("below", "95"),
    )
    columns = {"service": service, "down": int(service * share / 20)}
    line = _line(rules, columns)

    def after(distance: Distance, amount: Fraction) -> tuple[str, str, str]:
        sign = 1 if distance.direction == "more" else -1
        changed = columns["down"] + sign * int(amount)
        assert 0 <= changed <= service
        found = exact_level(rule, {**columns, "down": changed})
        assert found is not None
        return outcome_at(rules, rounded(rule, found))

    now = after(line.distances[0], Fraction(0)) if line.distances else None
    for distance in line.distances:
        assert distance.lever == "down"
        there, before = after(distance, distance.amount), after(distance, distance.amount - 1)
        if distance.to in ("met", "missed"):
            assert there[0] == distance.to
            assert before[0] != distance.to
        elif distance.to in ("below minimum", "critical"):
            assert there[1] == distance.to
            assert before[1] != distance.to
        else:
            assert now is not None
            assert there[2] != now[2]
            assert before[2] == now[2]
