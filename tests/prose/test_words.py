"""The small words of the contract: conditions that read one way, ranges of bands, quantities, terms."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sladsl.ast import values as v
from sladsl.model.meanings import Bound
from sladsl.prose.document import letter
from sladsl.prose.english import quantities as q
from sladsl.prose.english.conditions import condition
from sladsl.prose.english.credits import range_words
from sladsl.prose.english.names import spaced, term_of
from sladsl.prose.ranges import Range, ranges
from sladsl.prose.say import plain
from sladsl.values.money import Money
from sladsl.values.number import Number

HOLDS = {
    "at least": lambda level, value: level >= value,
    "at most": lambda level, value: level <= value,
    "above": lambda level, value: level > value,
    "below": lambda level, value: level < value,
    "exactly": lambda level, value: level == value,
}


def named(text: str) -> v.Name:
    return v.Name(text=text)


def truth(text: str) -> v.Condition:
    return v.Truth(field=named(text))


def one_of(field: str, *values: str, negated: bool = False) -> v.Condition:
    return v.OneOf(field=named(field), values=tuple(map(named, values)), negated=negated)


def plain_number(text: int) -> v.Quantity:
    return v.Quantity(number=Number(value=Fraction(text), places=0), unit="")


def arithmetic(left: Any, operator: Any, right: Any) -> v.Arithmetic:
    return v.Arithmetic(operator=operator, left=left, right=right)


A, B, C = v.FieldName(text="a"), v.FieldName(text="b"), v.FieldName(text="c")


@pytest.mark.parametrize(
    ("of", "words"),
    [
        (truth("ok"), "the field ok is “yes”"),
        (v.Not(of=truth("ok")), "the field ok is “no”"),
        (v.Not(of=v.Not(of=truth("ok"))), "the field ok is “yes”"),
        (one_of("p", "P1"), "the field p is “P1”"),
        (one_of("p", "P1", "P2", "P3"), "the field p is “P1”, “P2” or “P3”"),
        (one_of("p", "P1", negated=True), "the field p is not “P1”"),
        (one_of("p", "P1", "P2", negated=True), "the field p is none of “P1” and “P2”"),
        (v.Not(of=one_of("p", "P1", negated=True)), "the field p is “P1”"),
        (v.IsKnown(field=named("end"), negated=False), "the field end is recorded"),
        (v.IsKnown(field=named("end"), negated=True), "the field end is not recorded"),
        (v.AllOf(of=(truth("a"), truth("b"))), "the field a is “yes” and the field b is “yes”"),
        (
            v.AllOf(of=(truth("a"), v.AnyOf(of=(truth("b"), truth("c"))))),
            "the field a is “yes” and (the field b is “yes” or the field c is “yes”)",
        ),
        (
            v.AnyOf(of=(truth("a"), v.AllOf(of=(truth("b"), truth("c"))))),
            "the field a is “yes” or (the field b is “yes” and the field c is “yes”)",
        ),
        (
            v.Not(of=v.AnyOf(of=(truth("a"), truth("b")))),
            "it is not the case that (the field a is “yes” or the field b is “yes”)",
        ),
        (v.Comparison(left=A, comparator="above", right=plain_number(5)), "the field a is above 5"),
        (
            v.Not(of=v.Comparison(left=A, comparator="at least", right=B)),
            "the field a is not at least the field b",
        ),
        (
            v.Comparison(left=arithmetic(A, "-", arithmetic(B, "-", C)), comparator="exactly", right=A),
            "a − (b − c) is exactly the field a",
        ),
        (
            v.Comparison(left=arithmetic(arithmetic(A, "+", B), "*", C), comparator="at most", right=A),
            "(a + b) × c is at most the field a",
        ),
        (
            v.Comparison(left=arithmetic(A, "+", arithmetic(B, "*", C)), comparator="at most", right=A),
            "a + b × c is at most the field a",
        ),
        (
            v.Comparison(left=arithmetic(A, "/", arithmetic(B, "*", C)), comparator="below", right=A),
            "a ÷ (b × c) is below the field a",
        ),
    ],
)
def test_conditions(of: v.Condition, words: str) -> None:
    assert plain(condition(of)) == words


def bound(comparator: Any, percent: int) -> Bound:
    value = Fraction(percent, 100)
    written = Number(value=Fraction(percent), places=0)
    return Bound(comparator=comparator, value=value, written=written, unit="percent")


rows = st.lists(
    st.lists(st.builds(bound, st.sampled_from(sorted(HOLDS)), st.integers(1, 9)), max_size=2).map(tuple),
    max_size=5,
)


@given(rows)
def test_ranges_agree_with_the_first_row_that_fits(given_rows: list[tuple[Bound, ...]]) -> None:
    found = ranges(given_rows)
    for half in range(21):
        level = Fraction(half, 200)
        fits = [all(HOLDS[each.comparator](level, each.value) for each in row) for row in given_rows]
        first = fits.index(True) if True in fits else -1
        inside = [at for at, left in enumerate(found) if any(_within(level, each) for each in left)]
        assert inside == ([first] if first >= 0 else [])


def _within(level: Fraction, of: Range) -> bool:
    low, high = of.low, of.high
    if low is not None and (level < low.value or (level == low.value and not low.closed)):
        return False
    return high is None or level < high.value or (level == high.value and high.closed)


@pytest.mark.parametrize(
    ("given_rows", "words"),
    [
        (
            [(bound("at least", 99),), (bound("at least", 95),), ()],
            ["99% or more", "95% or more, but less than 99%", "less than 95%"],
        ),
        (
            [(bound("above", 99),), (bound("above", 95),), ()],
            ["more than 99%", "more than 95%, but not more than 99%", "95% or less"],
        ),
        ([(bound("at most", 1),), (bound("below", 5),)], ["1% or less", "more than 1%, but less than 5%"]),
        ([(bound("exactly", 4),), ()], ["exactly 4%", "less than 4%", "more than 4%"]),
        ([()], ["any level"]),
    ],
)
def test_ranges_in_words(given_rows: list[tuple[Bound, ...]], words: list[str]) -> None:
    assert [range_words(each) for row in ranges(given_rows) for each in row] == words


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (Fraction(1), "1 minute"),
        (Fraction(90), "1 hour and 30 minutes"),
        (Fraction(3, 2), "1 minute and 30 seconds"),
        (Fraction(24 * 60), "24 hours"),
        (Fraction(72 * 60), "72 hours"),
        (Fraction(96 * 60), "4 days"),
        (Fraction(0), "0 seconds"),
        (Fraction(1, 240), "250 milliseconds"),
        (Fraction(61 * 60) + Fraction(1, 60), "61 hours and 1 second"),
    ],
)
def test_durations(minutes: Fraction, words: str) -> None:
    assert q.duration(minutes * 60_000_000) == words


@given(st.integers(0, 10**15))
def test_durations_are_exact(us: int) -> None:
    units = {"day": 86_400, "hour": 3600, "minute": 60, "second": 1, "millisecond": Fraction(1, 1000)}
    total = Fraction(0)
    for part in q.duration(us).replace(",", "").replace(" and", "").split("  "):
        words = part.split()
        for count, unit in zip(words[::2], words[1::2], strict=True):
            total += Fraction(count) * units[unit.rstrip("s")]
    # Six places of a second are microseconds; of a millisecond, more than that.
    assert total * 1_000_000 == us


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("2026-03", "March 2026"),
        ("2026-Q4", "the fourth quarter of 2026"),
        ("2026", "2026"),
        ("2026-03-04", "4 March 2026"),
        ("2026-W05", "the week that begins on Monday, 26 January 2026 (week 5 of 2026)"),
        ("never", "never"),
    ],
)
def test_periods(label: str, words: str) -> None:
    assert q.period(label) == words


def test_money_has_the_decimals_of_its_currency() -> None:
    assert q.money(Money(amount=Fraction(12_000), currency="EUR")) == "EUR 12,000.00"
    assert q.money(Money(amount=Fraction(12_000), currency="JPY")) == "JPY 12,000"
    assert q.money(Money(amount=Fraction(1, 8), currency="EUR")) == "EUR 0.125"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2026-03-04 10:00", "2026-03-04 10:50", "from 10:00 to 10:50 on 4 March 2026"),
        ("2026-03-04 23:00", "2026-03-05", "from 23:00 on 4 March 2026 to 00:00 on 5 March 2026"),
    ],
)
def test_extents(start: str, end: str, words: str) -> None:
    assert q.extent(start, end) == words


@pytest.mark.parametrize(
    ("title", "name", "term"),
    [
        ("Web shop hosting", "Shop", "Web Shop Hosting"),
        ("time of the night in Lagos", "Night", "Time of the Night in Lagos"),
        ("External HTTP checks", "checks", "External HTTP Checks"),
        ("", "FirstResponse", "First Response"),
        ("", "API_uptime", "API Uptime"),
        ("x" * 80, "Long", "Long"),
    ],
)
def test_terms(title: str, name: str, term: str) -> None:
    assert term_of(title, name) == term


def test_names_are_spaced() -> None:
    assert [spaced(name) for name in ("APIUptime", "P99Latency", "a_b", "_")] == [
        "API Uptime",
        "P99 Latency",
        "a b",
        "_",
    ]


def test_letters() -> None:
    assert [letter(at) for at in (0, 25, 26, 51, 52, 701, 702)] == ["a", "z", "aa", "az", "ba", "zz", "aaa"]
