"""Baselines, bounds that rise, free misses and expected levels: figures by hand, and what nobody knows."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sladsl
from sladsl.api import read_text
from sladsl.api.evaluation import evaluate
from sladsl.data.binding import Binding, LevelsFile
from sladsl.outcome.explain import explain_text
from sladsl.outcome.statement import Line, Statement
from sladsl.plan.moving import BaselineRule, MovingRule, RaiseRule
from sladsl.record import replace
from sladsl.settle.draft import Attained, Draft
from sladsl.settle.judge import judge
from sladsl.settle.moving import moved
from sladsl.values.amount import known
from sladsl.values.instant import parse_time
from tests.api.test_scores import TEXT, assessment
from tests.settle.build import bound, instant, period, settlement

UTC = ZoneInfo("UTC")
METRIC = "metric M { measure: as reported   of: Shop   collected by: P   controlled by: P }"


def statement(
    folder: Path, promise: str, levels: str, months: str, more: str = "", first: int = 1
) -> Statement:
    """The statement of `months`; `levels` are those from the month `first` of 2026 on, `?` where nobody knows."""
    path = folder / "levels.csv"
    rows = [(first + at, each) for at, each in enumerate(levels.split())]
    path.write_text(
        "period,objective,level\n"
        + "".join(
            f"{2026 + (at - 1) // 12}-{(at - 1) % 12 + 1:02},O,{each}%\n" for at, each in rows if each != "?"
        )
    )
    loaded = read_text(TEXT.format(promises=f"{METRIC} objective O {{ {promise} }}", more=more))
    assert not loaded.broken, [each.message for each in loaded.findings]
    assert loaded.agreement is not None
    assert not loaded.agreement.not_evaluated
    written = parse_time("2028-01-10")
    assert written is not None
    binding = Binding(levels=(LevelsFile(path=str(path)),))
    return evaluate(loaded.agreement, binding, as_of=written.naive_us, period=months).outcome.statement


def promised(line: Line) -> tuple[str, Fraction | None]:
    return line.status, None if line.target is None else line.target.value


BASELINE = "P ensures M at least baseline each month   baseline: {} of the first 3 months"


@pytest.mark.parametrize(
    ("figure", "levels", "expected"),
    [
        ("average", "99 98 97 97.9", ("missed", Fraction(98, 100))),
        ("average", "99 98 97 98", ("met", Fraction(98, 100))),
        ("median", "99 95 97 96.9", ("missed", Fraction(97, 100))),
        ("lowest", "99 95 97 95", ("met", Fraction(95, 100))),
        ("highest", "99 95 97 98.9", ("missed", Fraction(99, 100))),
        ("average", "99 ? 97 98", ("not assessed", None)),
    ],
)
def test_a_baseline_is_made_of_the_first_months(
    figure: str, levels: str, expected: tuple[str, Fraction | None], tmp_path: Path
) -> None:
    found = statement(tmp_path, BASELINE.format(figure), levels, "2026-01..2026-04").lines
    assert [each.status for each in found[:3] if each.level is not None] == ["reported"] * (
        3 - levels.count("?")
    )
    assert promised(found[3]) == expected


def test_a_floor_holds_in_any_case(tmp_path: Path) -> None:
    promise = BASELINE.format("average").replace("3 months", "3 months, at least 98.5%")
    (found,) = statement(tmp_path, promise, "99 98 97 98.4", "2026-04").lines
    assert promised(found) == ("missed", Fraction(985, 1000))
    assert "never less than is said" in " ".join(explain_text(found, (), {}).split())


RAISES = [
    # From contracts: 10 % of the gap between 99.5 % and the whole; halfway from 99.5 % to 99.8 %, from 96 % to 98 %.
    ("99.5", "by 10% of the gap", "99.8", "99.55"),
    ("99.5", "halfway to the average of the last 12 months", "99.8", "99.65"),
    ("96", "halfway to the average of the last 12 months", "98", "97"),
    ("99.5", "to the average of the last 6 months", "99.8", "99.8"),
    ("99.5", "to the average of the last 6 months", "99.2", "99.5"),
]


@pytest.mark.parametrize(("at", "how", "attained", "expected"), RAISES)
def test_a_bound_rises_with_what_was_attained(
    at: str, how: str, attained: str, expected: str, tmp_path: Path
) -> None:
    promise = f"P ensures M at least {at}% each month   raise: every 12 months, {how}"
    found = statement(tmp_path, promise, " ".join([attained] * 13), "2026-12..2027-01").lines
    assert [each.target.value for each in found if each.target is not None] == [
        Fraction(at) / 100,
        Fraction(expected) / 100,
    ]
    assert "2027-01-01" in found[1].moved


def test_a_bound_rises_every_few_hours_from_the_first_period_after_that(tmp_path: Path) -> None:
    promise = "P ensures M at least 90% each month   raise: every 1080 hours, by 10% of the gap"
    found = statement(tmp_path, promise, "95 95 95 95", "2026-01..2026-04").lines
    # 45 days after 1 January is the 15th of February, 90 the 1st of April.
    shares = [each.target.value for each in found if each.target is not None]
    assert shares == [Fraction(9, 10), Fraction(9, 10), Fraction(91, 100), Fraction(919, 1000)]


def test_what_a_bound_hangs_on_and_nobody_knows_leaves_it_open(tmp_path: Path) -> None:
    promise = (
        "P ensures M at least 99% each month   raise: every 3 months, to the average of the last 3 months"
    )
    (found,) = statement(tmp_path, promise, "99.5 ? 99.5 99.5", "2026-04").lines
    assert (found.status, found.reason) == ("not assessed", "its bound hangs on 2026-02: no level reported")


@settings(max_examples=30, deadline=None)
@given(levels=st.lists(st.integers(900, 1000), min_size=4, max_size=8), halfway=st.booleans())
def test_a_bound_never_becomes_easier(levels: list[int], halfway: bool) -> None:
    raised = RaiseRule(
        months=1, days=0, share=None, best=Fraction(1), halfway=halfway, figure="average", count=2
    )
    rule = MovingRule(
        comparator="at least",
        baseline=BaselineRule(figure="average", count=2, floor=None),
        raised=raised,
        since=instant("2026-01-01T00:00Z"),
    )
    months = tuple(period(f"2026-{at:02}") for at in range(1, len(levels) + 1))
    whole = replace(assessment("O", months), target=bound("at least", "90"), moving=rule)
    drafts = []
    for month, level in zip(months, levels, strict=True):
        attained = Attained(level=Fraction(level, 1000))
        status, grade = judge(whole, attained)
        drafts.append(
            Draft(
                assessment=whole,
                order=0,
                scope="",
                period=month,
                attained=attained,
                status=status,
                grade=grade,
            )
        )
    found = moved(drafts, settlement(whole), UTC)
    bounds = [each.assessment.target.value for each in found if each.assessment.target is not None]
    assert len(bounds) == len(levels) - 2
    assert bounds == sorted(bounds)
    # In whatever order the lines come, they are judged alike.
    again = moved(drafts[::-1], settlement(whole), UTC)
    assert {each.period.label: each.status for each in again} == {
        each.period.label: each.status for each in found
    }


FREE = "P ensures M at least 99% each month   free misses: {}"
CREDIT = "credit for O { base: that month's fee of Shop   amount: 5% }"


def sums(found: Statement) -> list[object]:
    owed = [None if each.credit is None else known(each.credit, "EUR") for each in found.lines]
    return [None if each is None else each.amount for each in owed]


@pytest.mark.parametrize(
    ("free", "levels", "months", "expected"),
    [
        ("1 miss per quarter", "98 98 98", "2026-01..2026-03", [0, 500, 500]),
        ("2 misses per quarter", "98 98 98", "2026-01..2026-03", [0, 0, 500]),
        ("1 miss per quarter", "98 99 99 98", "2026-01..2026-04", [0, 0, 0, 0]),
        ("1 miss per contract year", "98 99 99 98", "2026-04", [500]),
        ("1 miss per quarter", "? 98", "2026-02", [None]),
        ("1 miss per quarter", "? 98 98", "2026-03", [500]),
    ],
)
def test_the_first_misses_are_free(
    free: str, levels: str, months: str, expected: list[int | None], tmp_path: Path
) -> None:
    found = statement(tmp_path, FREE.format(free), levels, months, CREDIT)
    assert sums(found) == expected
    assert [each.status for each in found.lines if each.level == Fraction(98, 100)].count("met") == 0


def test_a_free_miss_scores_nothing_and_gives_no_right(tmp_path: Path) -> None:
    more = """points for O { amount: 3 points }
    C may terminate { when: O missed in 2 consecutive months   notice: 30 days   use within: 60 days of the last miss }"""
    found = statement(tmp_path, FREE.format("1 miss per quarter"), "98 98", "2026-01..2026-02", more)
    assert [each.points.number for each in found.lines if each.points is not None] == [0, 3]
    assert found.rights[0].state == "not arisen"


EXPECTED = "P ensures M at least 99% each month   expected: at least 99.9%"


def test_less_than_expected_is_met_and_told(tmp_path: Path) -> None:
    found = statement(tmp_path, EXPECTED, "99.95 99.5 98.9", "2026-01..2026-03").lines
    assert [(each.status, each.grade) for each in found] == [
        ("met", ""),
        ("met", "below expected"),
        ("missed", ""),
    ]


def test_a_credit_by_what_is_expected_n_times_of_m(tmp_path: Path) -> None:
    """The minimum once, or the expected level four times in any twelve months: exhibits of public contracts say it so."""
    credit = """credit for O {
      base: that month's fee of Shop   amount: 5%
      when: missed in one month or below expected in 4 of any 12 consecutive months
    }
    C may terminate {
      when: O below expected in 4 of any 12 consecutive months   notice: 30 days   use within: 90 days of the last miss
    }
    """
    levels = "99.5 99.95 99.5 98 99.5 99.95"
    found = statement(tmp_path, EXPECTED, levels, "2026-01..2026-06", credit)
    # The miss of April counts as one below what is expected: with it the fourth is that of May.
    assert sums(found) == [0, 0, 0, 500, 500, 0]
    assert found.rights[0].arises is not None


WRONG = [
    (
        "P ensures M at least 99% each month   raise: every 1 month, to the average of the last 3 weeks",
        "wrong-period",
    ),
    ("P ensures M at least 99% each month   baseline: average of the first 3 months", "key-without-effect"),
    ("P ensures M at least baseline each month   baseline: average of the first 3 quarters", "wrong-period"),
    ("P ensures M at least baseline each month   baseline: average of the first 0 months", "counts-nothing"),
    ("P ensures M at least baseline each month", "no-such-value"),
    ("P ensures M at least 99% each month   minimum: at least baseline", "no-such-value"),
    ("P ensures M at least 99% each month   free misses: 0 misses per quarter", "counts-nothing"),
]


@pytest.mark.parametrize(("promise", "name"), WRONG, ids=[each[0][:60] for each in WRONG])
def test_what_can_not_be_meant_is_told(promise: str, name: str) -> None:
    loaded = read_text(TEXT.format(promises=f"{METRIC} objective O {{ {promise} }}", more=""))
    assert name in {each.name for each in loaded.findings}


def test_terms_that_change_on_the_way() -> None:
    """A score puts together what was promised at the time; a bound rises with levels from before the amendment, too."""
    parts = """
      metric MB { measure: as reported   of: Shop   collected by: P   controlled by: P }
      objective O { P ensures M at least 99% each month }
      objective B { P ensures MB at least 99% each month   raise: every 3 months, to the average of the last 3 months }
      score S { weights { O: 50%   B: 50% }   counts: whether it was met   passes: at least 60% }"""
    text = TEXT.format(promises=f"{METRIC}{parts}", more="")
    text += "amendment First { of: Hosting   from: 2026-03-01\n"
    text += "objective O { overrides: Hosting.O   P ensures M at least 97% each month } }"
    rows = [
        {"period": f"2026-0{month}", "objective": name, "level": level}
        for month in (1, 2, 3, 4)
        for name, level in (("O", "98%"), ("B", "99.5%"))
    ]
    loaded = sladsl.read_text(text)
    lines = sladsl.evaluate(loaded, {"levels": rows}, as_of="2026-12-01").outcome.statement.lines
    assert [each.level for each in lines if each.objective == "S"] == [Fraction(1, 2), Fraction(1, 2), 1, 1]
    bounds = [each.target.value for each in lines if each.objective == "B" and each.target is not None]
    assert bounds == [Fraction(99, 100)] * 3 + [Fraction(995, 1000)]
