"""Words of misses where there is none are refused with a way out; credits for points that are earned back, by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sladsl
from sladsl.outcome.statement import Line
from sladsl.values.amount import known

TEXT = """
sla T "Terms" {{
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party P {{ role: provider   accepted: by ordering }}
  party C {{ role: customer   accepted: by ordering }}
  interpretation {{ level rounding: none   money rounding: half up to 0.01 EUR, on each line
    run over an unassessed period: broken   N of M periods: sliding }}
  service S {{ hours: always   fee: 1_000 EUR per month }}
  metric M {{ of: S   measure: as reported   collected by: P   controlled by: P }}
  objective A {{ P ensures M at least 99% each month   {inside} }}
  objective B {{ P ensures M at least 95% each month }}
  points for A {{ amount: 3 points }}
  {more}
}}
"""
SUM = "credit for points each month {{ amount: 60 EUR   {} }}"
PAID = "credit for B {{ amount: 10 EUR   {} }}"


@pytest.mark.parametrize(
    ("more", "inside", "words"),
    [
        (
            "bonus for A { amount: 5 EUR   repeat: 2 times from the 2nd miss in a row }",
            "",
            "could be repeated",
        ),
        ("bonus for A { amount: 5 EUR   unless cured: 2 days after the notice }", "", "could be mended"),
        ("bonus for A { amount: 5 EUR   step: full 1% of the shortfall }", "", "falls short of nothing"),
        (
            "bonus for A { amount: 5 EUR   earn back { share: 50%   when: met in 2 consecutive months } }",
            "",
            "lost",
        ),
        ("", "bonus { amount: 5 EUR   repeat: 2 times from the 2nd miss in a row }", "could be repeated"),
        (SUM.format("repeat: 2 times from the 2nd miss in a row"), "", "scores by itself"),
        (SUM.format("unless cured: 2 days after the notice"), "", "could be mended"),
        (SUM.format("when: missed in 2 consecutive months"), "", "without a name"),
        (
            SUM.format("earn back {{ share: 50%   when: met in each of the next 2 months }}")
            .replace("{{", "{")
            .replace("}}", "}"),
            "",
            "without a name",
        ),
    ],
)
def test_words_of_misses_are_refused_where_there_is_none(more: str, inside: str, words: str) -> None:
    loaded = sladsl.read_text(TEXT.format(inside=inside, more=more.replace("{{", "{").replace("}}", "}")))
    told = [each for each in loaded.findings if each.name == "no-such-miss"]
    assert len(told) == 1, [each.message for each in loaded.findings]
    assert told[0].severity == "error"
    assert words in told[0].message
    assert told[0].hint


def lines_of(more: str, levels: list[str]) -> dict[tuple[str, str], Line]:
    loaded = sladsl.read_text(TEXT.format(inside="", more=more))
    assert loaded.agreement is not None
    assert not loaded.broken, [each.message for each in loaded.findings]
    assert not loaded.agreement.not_evaluated
    data = {
        "levels": [
            {"period": f"2026-{at:02d}", "objective": name, "level": level}
            for at, level in enumerate(levels, 1)
            for name in ("A", "B")
        ]
    }
    found = sladsl.evaluate(loaded, data, period="2026", as_of="2027-01-01")
    return {(each.objective, each.period): each for each in found.outcome.statement.lines}


MONTHLY = st.lists(st.sampled_from(["99.5%", "98%", "94%"]), min_size=6, max_size=12)


@given(levels=MONTHLY, count=st.integers(1, 3), following=st.booleans())
@settings(max_examples=20, deadline=None, derandomize=True)
def test_what_points_cost_is_earned_back(levels: list[str], count: int, following: bool) -> None:
    """An oracle by hand: 60 EUR for the points of a month with a miss of A, half of it back after months without."""
    which = f"in each of the next {count} months" if following else f"in {count} consecutive months"
    text = "credit for points each month { amount: 60 EUR   step: full 3 points   earn back { share: 50%   when: "
    found = lines_of(f"{text}no credit due {which} }} }}   credit for B {{ amount: 10 EUR }}", levels)
    owes = [each != "99.5%" for each in levels]
    for at, owed in enumerate(owes):
        line = found["Points", f"2026-{at + 1:02d}"]
        assert line.credit is not None
        amount = known(line.credit, "EUR")
        assert (Fraction(0) if amount is None else amount.amount) == (60 if owed else 0)
        if not owed:
            assert line.earned is None
            continue
        after = owes[at + 1 :]
        if following:
            first = after[:count]
            state = "kept" if any(first) else "earned back" if len(first) == count else "pending"
        else:
            rows = [after[begin : begin + count] for begin in range(len(after) - count + 1)]
            state = "earned back" if [False] * count in rows else "pending"
        assert line.earned is not None
        assert line.earned.state == state
        if state == "earned back":
            assert line.earned.amount is not None
            back = known(line.earned.amount, "EUR")
            assert back is not None
            assert back.amount == 30


@given(levels=MONTHLY, count=st.integers(1, 3))
@settings(max_examples=20, deadline=None, derandomize=True)
def test_a_credit_may_wait_for_a_promise_that_is_exceeded(levels: list[str], count: int) -> None:
    """B is missed below 95 %, and A, of the same level, is exceeded above 99 % in months before."""
    which = f" in {count} of any 6 consecutive months"
    found = lines_of(f"credit for B {{ amount: 10 EUR   when: A exceeded{which} }}", levels)
    for at, level in enumerate(levels):
        owed = level == "94%" and levels[max(0, at - 5) : at + 1].count("99.5%") >= count
        line = found["B", f"2026-{at + 1:02d}"]
        assert line.credit is not None
        amount = known(line.credit, "EUR")
        assert (Fraction(0) if amount is None else amount.amount) == (10 if owed else 0)


@given(levels=MONTHLY, nth=st.integers(2, 3), run=st.integers(2, 6), word=st.sampled_from(["in any", "in"]))
@settings(max_examples=20, deadline=None, derandomize=True)
def test_misses_in_consecutive_months_are_repeated(levels: list[str], nth: int, run: int, word: str) -> None:
    """Counted by hand: the misses of B in so many months that end with the one of the miss."""
    found = lines_of(
        f"credit for B {{ amount: 10 EUR   repeat: 2 times from the {nth}{'nd' if nth == 2 else 'rd'} miss {word} {run} "
        "consecutive months }",
        levels,
    )
    for at, level in enumerate(levels):
        missed = levels[max(0, at + 1 - run) : at + 1].count("94%")
        owed = 0 if level != "94%" else 20 if missed >= nth else 10
        line = found["B", f"2026-{at + 1:02d}"]
        assert line.credit is not None
        amount = known(line.credit, "EUR")
        assert (Fraction(0) if amount is None else amount.amount) == owed


@pytest.mark.parametrize(
    ("window", "way_out"),
    [
        ("in 3 of any 6 consecutive months", "miss in any 6 consecutive months"),
        ("in 3 months of a contract year", "miss in one contract year"),
    ],
)
def test_a_miss_is_counted_in_a_whole_stretch_of_time(window: str, way_out: str) -> None:
    credit = f"credit for B {{ amount: 10 EUR   repeat: 2 times from the 2nd miss {window} }}"
    loaded = sladsl.read_text(TEXT.format(inside="", more=credit))
    told = [each for each in loaded.findings if each.name == "wrong-period"]
    assert [(each.severity, way_out in each.hint) for each in told] == [("error", True)]
    again = sladsl.read_text(TEXT.format(inside="", more=credit.replace(f"miss {window}", way_out)))
    assert not again.broken
