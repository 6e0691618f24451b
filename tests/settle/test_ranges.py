"""Ranges: which open choices matter, and between which amounts the outcome lies."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from sladsl.outcome.statement import Reading
from sladsl.plan.settlement import Answer
from sladsl.settle.ranges import combine, line_range, total_range
from tests.settle.build import (
    assessment,
    credit,
    down,
    fee,
    measured,
    money_of,
    percent,
    piece,
    settled,
    settlement,
    sum_of,
)


def _reading(answers: dict[str, str], minutes: str = "129.6", *, fees: Any = None, **more: Any) -> Reading:
    given = tuple(Answer(key=key, answer=answer, origin="tried") for key, answer in answers.items())
    stated = Answer(key="month", answer="calendar month", origin="stated")
    rules = settlement(assessment(credit=credit(**more)), answers=(stated, *given))
    known = (fee("2026-Q1", "9000"),) if fees is None else fees
    return Reading(answers=(stated, *given), statement=settled(rules, measured(down(minutes)), fees=known))


def _four() -> tuple[Reading, ...]:
    return tuple(
        _reading({"when met": met, "rounding": rounding}, when_met=met)
        for met, rounding in product(("paid", "not paid"), ("half up", "down"))
    )


def test_one_reading_is_no_range() -> None:
    reading = _reading({})
    outcome = combine((reading,))
    assert (outcome.statement, outcome.readings, outcome.open) == (reading.statement, (), ())


def test_no_reading() -> None:
    with pytest.raises(ValueError, match="at least one"):
        combine(())


def test_which_choices_matter() -> None:
    readings = _four()
    outcome = combine(readings, frozenset({"rounding"}))
    assert outcome.statement == readings[0].statement
    assert outcome.readings == readings
    assert [(each.key, each.answers, each.stated_open, each.matters) for each in outcome.open] == [
        ("when met", ("paid", "not paid"), False, True),
        ("rounding", ("half up", "down"), True, False),
    ]


def test_the_ends_and_the_answers_that_give_them() -> None:
    found = total_range(_four())
    assert (money_of(found.least), money_of(found.most)) == (0, 900)
    assert [[answer.answer for answer in each] for each in found.least_answers] == [
        ["not paid", "half up"],
        ["not paid", "down"],
    ]
    assert [[answer.answer for answer in each] for each in found.most_answers] == [
        ["paid", "half up"],
        ["paid", "down"],
    ]


def test_a_line_has_a_range_too() -> None:
    readings = _four()
    found = line_range(readings, readings[0].statement.lines[0])
    assert (money_of(found.least), money_of(found.most)) == (0, 900)


def test_shares_of_one_fee_compare_without_it() -> None:
    readings = (_reading({"a": "x"}, "130", fees=()), _reading({"a": "y"}, "2000", fees=()))
    found = total_range(readings)
    assert found.least == readings[0].statement.total
    assert found.most == readings[1].statement.total


def test_amounts_that_do_not_compare() -> None:
    share = _reading({"a": "x"}, "130", fees=(), pieces=(piece("10%", percent("10")),))
    money = _reading({"a": "y"}, "130", fees=(), pieces=(piece("5 USD", sum_of("5")),))
    assert total_range((share, money)).least is None


def test_an_open_credit_has_no_range() -> None:
    assert total_range((_reading({"a": "x"}, "1296"), _reading({"a": "y"}))).most is None
