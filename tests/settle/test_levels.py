"""Levels and verdicts: exact fractions, empty denominators, spoils, periods that can't be assessed,
reports.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from sladsl.outcome.statement import Line
from sladsl.plan.settlement import LevelRule, Round
from sladsl.record import replace
from tests.settle.build import (
    SHARE,
    UPTIME,
    assessment,
    bound,
    cell,
    credit,
    down,
    instant,
    level,
    measured,
    names,
    only,
    piece,
    settled,
    settlement,
)


def _line(rule: LevelRule, columns: dict[str, int], **more: Any) -> Line:
    usual: dict[str, Any] = {"level": rule, "credit": None, **more}
    return only(settled(settlement(assessment(**usual)), measured(cell(columns=columns))))


def test_excluded_time_in_both_or_in_one() -> None:
    # 43,200 min, 90 down, 240 excluded: 99.7905 % or 99.7917 %.
    columns = {"service": 43200, "down": 90, "excluded": 240}
    both = replace(UPTIME, minus=("down", "excluded"), over_minus=("excluded",), places=4)
    one = replace(UPTIME, places=4)
    assert _line(both, columns).shown == "99.7905%"
    assert _line(one, columns).shown == "99.7917%"


@pytest.mark.parametrize(("empty", "status"), [("met", "met"), ("not assessed", "not assessed")])
def test_nothing_happened(empty: Any, status: str) -> None:
    line = _line(replace(SHARE, empty=empty), {"good": 0, "total": 0})
    assert (line.status, line.level, line.reason) == (status, None, "nothing happened that could be measured")
    assert line.credit is not None


def test_nothing_happened_and_credits() -> None:
    line = _line(replace(SHARE, empty="met"), {"good": 0, "total": 0}, credit=credit())
    assert [step.name for step in line.steps] == ["met"]


def test_a_count_of_nothing_is_zero() -> None:
    count = LevelRule(unit="number", better="lower", plus=("rows",), lever="rows")
    line = _line(count, {"rows": 0}, target=bound("at most", "3", "number"))
    assert (line.level, line.shown, line.status) == (0, "0", "met")


def test_a_spoiled_period() -> None:
    spoiled = replace(UPTIME, spoils=(("unknown", "a sample is missing"),))
    line = _line(spoiled, {"service": 10, "down": 0, "unknown": 1})
    assert (line.status, line.reason) == ("not assessed", "a sample is missing")
    assert _line(spoiled, {"service": 10, "down": 0, "unknown": 0}).status == "met"


def test_rounding_decides_as_agreed() -> None:
    # 98.95 % is 99.0 % when levels are rounded half up to one decimal.
    target = bound("at least", "99.0")
    columns = {"service": 10_000, "down": 105}
    rounded = replace(UPTIME, rounding=Round(quantum=Fraction(1, 1000), mode="half up"))
    assert _line(rounded, columns, target=target).status == "met"
    line = _line(UPTIME, columns, target=target)
    assert (line.status, line.shown) == ("missed", "98.95%")


def test_durations_and_averages() -> None:
    total = LevelRule(unit="duration", better="lower", plus=("down",), lever="down")
    target = bound("at most", "30", "duration")
    assert _line(total, {"down": 1_800_000_000}, target=target).shown == "30 min"
    mean = replace(total, over_plus=("rows",))
    line = _line(mean, {"down": 1_800_000_001, "rows": 1}, target=target)
    assert (line.shown, line.status) == ("30 min 00.000001 s", "missed")


@pytest.mark.parametrize(
    ("down_minutes", "status", "grade"),
    [
        ("100", "met", ""),
        ("200", "missed", ""),
        ("700", "missed", "below minimum"),
        ("7000", "missed", "critical"),
    ],
)
def test_grades(down_minutes: str, status: str, grade: str) -> None:
    rules = settlement(
        assessment(minimum=bound("at least", "99.5"), critical=bound("below", "95"), credit=None)
    )
    line = only(settled(rules, measured(down(down_minutes))))
    assert (line.status, line.grade) == (status, grade)


def test_reports_have_no_verdict() -> None:
    rules = settlement(assessment(strength="reports", credit=None))
    assert only(settled(rules, measured(down("7000")))).status == "reported"
    no_target = settlement(assessment(target=None, credit=None))
    assert only(settled(no_target, measured(down("7000")))).status == "reported"


def test_an_unfinished_period() -> None:
    line = only(
        settled(settlement(assessment()), measured(down("130")), as_of=instant("2026-03-31T23:59:59.999999Z"))
    )
    assert (line.status, line.reason, line.shown) == ("not assessed", "not finished on 2026-03-31", "")
    ended = settled(settlement(assessment()), measured(down("130")), as_of=instant("2026-04-01T00:00Z"))
    assert only(ended).status == "missed"


def test_out_of_force() -> None:
    rules = settlement(assessment(out_of_force={"2026-Q1": "before the agreement began"}))
    line = only(settled(rules, measured(down("130"))))
    assert (line.status, line.reason) == ("not assessed", "before the agreement began")


def test_reported_levels_come_first() -> None:
    statement = settled(settlement(assessment()), measured(down("0")), reported=(level("2026-Q1", "99.5"),))
    line = only(statement)
    assert (line.origin, line.level, line.shown, line.status) == (
        "reported",
        Fraction("0.995"),
        "99.5%",
        "missed",
    )


def test_a_level_of_row_zero_was_stated() -> None:
    line = only(settled(settlement(assessment()), reported=(level("2026-Q1", "99.5", row=0),)))
    assert line.origin == "stated"


def test_a_missing_report() -> None:
    statement = settled(settlement(assessment("2026-Q1 2026-Q2")), reported=(level("2026-Q1", "99.95"),))
    first, second = statement.lines
    assert (first.status, second.status, second.reason) == ("met", "not assessed", "no level reported")


def test_no_data_at_all_is_a_line() -> None:
    line = only(settled(settlement(assessment()), None))
    assert (line.status, line.reason) == ("not assessed", "no data")
    promised = settled(
        settlement(assessment(scopes=("Issues", "Pages"))), measured(down("0", scope="Issues"))
    )
    assert [(each.scope, each.status) for each in promised.lines] == [
        ("Issues", "met"),
        ("Pages", "not assessed"),
    ]


@pytest.mark.parametrize(
    ("values", "unit", "status", "reason"),
    [
        (
            ("0.9995",),
            "unsaid",
            "not assessed",
            '0.9995 has no unit: say unit = "percent" or unit = "ratio" under [levels] in data.toml',
        ),
        (("99.95", "0.5"), "unsaid", "met", ""),
        (("99.95",), "number", "not assessed", "99.95 is a number, the objective is a percentage"),
    ],
)
def test_units_of_reports(values: tuple[str, ...], unit: str, status: str, reason: str) -> None:
    labels = ("2026-Q1", "2026-Q2")[: len(values)]
    reported = tuple(level(label, text, unit=unit) for label, text in zip(labels, values, strict=True))
    line = settled(settlement(assessment(" ".join(labels))), reported=reported).lines[0]
    assert (line.status, line.reason) == (status, reason)


def test_other_units_of_reports() -> None:
    count = LevelRule(unit="number", better="lower", reported=True)
    target = bound("at most", "3", "number")
    rules = settlement(assessment(level=count, target=target, credit=None))
    assert only(settled(rules, reported=(level("2026-Q1", "3", unit="number"),))).status == "met"
    wrong = only(settled(rules, reported=(level("2026-Q1", "3"),)))
    assert wrong.reason == "3% is a percentage, the objective is a number"
    limit = bound("at most", "30", "duration")
    length = settlement(assessment(level=replace(count, unit="duration"), target=limit, credit=None))
    wrong = only(settled(length, reported=(level("2026-Q1", "3", unit="number"),)))
    assert wrong.reason == "3 is a number, the objective is a length of time"
    of_time = level("2026-Q1", "3", unit="duration")
    assert only(settled(length, reported=(of_time,))).status == "met"
    assert (
        only(settled(rules, reported=(of_time,))).reason == "3 is a length of time, the objective is a number"
    )


def test_what_is_compared_with_nothing_has_the_unit_of_the_report() -> None:
    rule = LevelRule(unit="percent", better="higher", reported=True)
    told = settlement(assessment(level=rule, target=None, credit=None))
    for unit, shown in (("percent", "3.00%"), ("number", "3"), ("duration", "3 µs")):
        line = only(settled(told, reported=(replace(level("2026-Q1", "3", unit=unit), row=1),)))
        assert line.unit == unit
        assert line.shown[0] in shown


def test_stated_durations_are_microseconds() -> None:
    time = LevelRule(unit="duration", better="lower", plus=("down",), lever="down")
    rules = settlement(assessment(level=time, target=bound("at most", "30", "duration"), credit=None))
    stated = replace(level("2026-Q1", "1800000001", unit="duration", row=0), text="")
    assert (
        only(settled(rules, reported=(stated,))).shown,
        only(settled(rules, reported=(stated,))).status,
    ) == (
        "30 min 00.000001 s",
        "missed",
    )
    wrong = replace(stated, row=1, unit="number")
    reason = only(settled(rules, reported=(wrong,))).reason
    assert reason == "1800000001 is a number, the objective is a length of time"


def test_stated_levels_are_near_no_bound() -> None:
    statement = settled(settlement(assessment()), reported=(level("2026-Q1", "99.9", row=0),))
    assert "reported-level-near-bound" not in names(statement)


def test_two_reports_of_one_line() -> None:
    twice = (level("2026-Q1", "99.95"), level("2026-Q1", "99.950", row=2))
    assert only(settled(settlement(assessment()), reported=twice)).status == "met"
    other = (level("2026-Q1", "99.95"), level("2026-Q1", "99.8", row=2))
    line = only(settled(settlement(assessment()), reported=other))
    assert (line.status, line.reason) == ("not assessed", "different levels are reported: 99.95%, 99.8%")


def test_a_level_that_fits_no_line() -> None:
    statement = settled(
        settlement(assessment()), reported=(level("2026-Q1", "99.95"), level("2026-03", "99.9", row=2))
    )
    assert names(statement) == ("level-without-line",)
    assert statement.findings[0].samples == ((2, "Availability, 2026-03"),)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "99.9",
            "99.9% with one decimal may stand for 99.85% to 99.95%:"
            ' met in the band "10%", or missed in the band "10%", or met',
        ),
        ("99.00", "99.00% with 2 decimals may stand for 98.995% to 99.005%"),
        ("99.94", ""),
        ("100.0", ""),
        ("99", "99% with no decimals may stand for 98.5% to 99.5%"),
    ],
)
def test_reports_near_a_bound(text: str, said: str) -> None:
    statement = settled(settlement(assessment()), reported=(level("2026-Q1", text),))
    messages = [each.message for each in statement.findings if each.name == "reported-level-near-bound"]
    assert len(messages) == bool(said)
    assert not said or said in messages[0]


def test_reports_near_a_bound_when_the_agreement_rounds_as_coarsely() -> None:
    rounding = Round(quantum=Fraction(1, 1000), mode="half up")
    rules = settlement(assessment(level=replace(UPTIME, rounding=rounding)))
    assert "reported-level-near-bound" not in names(settled(rules, reported=(level("2026-Q1", "99.9"),)))


def test_bounds_that_are_exact() -> None:
    rules = settlement(assessment(target=bound("exactly", "100"), credit=credit((piece("5%"),))))
    assert only(settled(rules, measured(down("0")))).status == "met"
    assert only(settled(rules, measured(down("1")))).status == "missed"
