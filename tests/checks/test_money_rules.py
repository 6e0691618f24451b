"""Rules about money say what settling the same agreement comes to: bands, caps, and what is at stake."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sladsl.checks.rules.credits import cap_never_binds, credit_over_cap, non_monotone_credit
from sladsl.checks.rules.metrics import uncontrollable_metric
from sladsl.checks.stakes import of_agreement, of_promise
from sladsl.values.amount import known
from tests.checks.worlds import bands, context, credits_of, found_by, levels_around, statement

FEW = settings(max_examples=20)
"""Each example settles a year."""
TENTHS = st.integers(900, 998)
SHARES = st.integers(0, 60)


@st.composite
def tables(draw: st.DrawFn, amounts: st.SearchStrategy[int] = SHARES) -> list[tuple[int, int]]:
    """Bounds in tenths of a percent, descending from below the promise, each with a percentage; the last is 0."""
    bounds = sorted(draw(st.sets(TENTHS, min_size=1, max_size=4)), reverse=True)
    return [(bound, draw(amounts)) for bound in (*bounds, 0)]


def written(table: list[tuple[int, int]]) -> str:
    rows = ["at least 99.9%: none"]
    rows += [f"at least {bound / 10:.1f}%: {share}%" for bound, share in table[:-1]]
    return f"bands {{ {'   '.join(rows)}   otherwise: {table[-1][1]}% }}"


def paid(table: list[tuple[int, int]], level: Fraction) -> int:
    if level >= Fraction(999, 1000):
        return 0
    return next(share for bound, share in table if level >= Fraction(bound, 1000))


def worst(table: list[tuple[int, int]]) -> list[str]:
    """A level of each row that misses the promise."""
    return [f"{(bound or 1) / 10:.1f}%" for bound, _ in table]


@given(table=tables())
def test_a_better_level_pays_more_where_two_levels_do(table: list[tuple[int, int]]) -> None:
    levels = [Fraction(999, 1000), *(Fraction(bound, 1000) for bound, _ in table)]
    shares = [paid(table, level) for level in reversed(levels_around(levels)) if level < Fraction(999, 1000)]
    paying = [share for share in shares if share]
    inverted = any(better > worse for better, worse in pairwise(paying))
    assert bool(found_by(non_monotone_credit.RULE, bands(written(table)))) is inverted


@FEW
@given(table=tables(), fee=st.integers(1, 20_000), cap=st.integers(1, 8_000))
def test_the_stake_is_the_most_that_any_month_is_credited_and_never_above_the_cap(
    table: list[tuple[int, int]], fee: int, cap: int
) -> None:
    text = bands(written(table), fee=fee, caps=f"cap: {cap} EUR per month", levels=worst(table), quick="99%")
    stake = of_promise(context(text), "Availability")
    credits = credits_of(statement(text), "Availability")
    if stake is None:
        assert not any(credits)
        return
    assert stake.most is not None
    assert stake.least is not None
    most, fewest = known(stake.most), known(stake.least)
    assert most is not None
    assert fewest is not None
    # A statement rounds to cents, the stake is exact; a cap is in whole euros.
    assert abs(most.amount - max(credits)) <= Fraction(1, 200)
    assert abs(fewest.amount - min(each for each in credits if each)) <= Fraction(1, 200)
    assert most.amount <= cap


@FEW
@given(table=tables(), flat=st.integers(0, 60), fee=st.integers(100, 9_000), cap=st.integers(1, 8_000))
def test_all_that_is_at_stake_is_what_the_worst_month_owes(
    table: list[tuple[int, int]], flat: int, fee: int, cap: int
) -> None:
    shares = [share for _, share in table]
    level = f"{(table[shares.index(max(shares))][0] or 1) / 10:.1f}%"
    caps = f"cap: {cap} EUR per month, of all credits"
    text = bands(written(table), fee=fee, flat=flat, caps=caps, levels=(level,))
    stake = of_agreement(context(text))
    of = statement(text)
    owed = credits_of(of, "Availability")[0] + credits_of(of, "Quick")[0]
    if stake is None:
        assert owed == 0
        return
    assert stake.most is not None
    most = known(stake.most)
    assert most is not None
    assert abs(most.amount - owed) <= Fraction(1, 100)
    assert most.amount <= cap


@FEW
@given(table=tables(), fee=st.integers(100, 20_000), cap=st.integers(1, 6_000))
def test_a_row_is_over_the_cap_where_it_settles_like_a_better_one(
    table: list[tuple[int, int]], fee: int, cap: int
) -> None:
    text = bands(written(table), fee=fee, caps=f"cap: {cap} EUR per month", levels=worst(table), quick="99%")
    credits = credits_of(statement(text), "Availability")[: len(table)]
    shares = [share for _, share in table]
    alike = any(
        0 < better < worse and credits[at] == credits[later] == cap
        for at, better in enumerate(shares)
        for later, worse in list(enumerate(shares))[at + 1 :]
    )
    every = not alike and any(shares) and min(filter(None, shares)) * fee > 100 * cap
    found = found_by(credit_over_cap.RULE, text)
    cut = [finding for finding in found if finding.message.startswith("No credit is paid in full")]
    assert bool(cut) is every
    assert bool(found) is alike or every
    for finding in found if alike else []:
        assert finding.stake is not None
        assert finding.stake.most is not None
        lost = known(finding.stake.most)
        assert lost is not None
        assert 0 < lost.amount <= Fraction(fee * max(shares), 100) - cap


WINDOWS = {"month": 1, "quarter": 3, "calendar year": 12, "contract year": 12}


@FEW
@given(
    table=tables(st.integers(1, 60)),
    flat=st.integers(0, 20),
    window=st.sampled_from(sorted(WINDOWS)),
    part=st.sampled_from([Fraction(1, 2), Fraction(11, 12), Fraction(1), Fraction(13, 12), Fraction(3)]),
)
def test_a_cap_never_binds_where_the_worst_year_leaves_it_alone(
    table: list[tuple[int, int]], flat: int, window: str, part: Fraction
) -> None:
    shares = [share for _, share in table]
    level = f"{(table[shares.index(max(shares))][0] or 1) / 10:.1f}%"
    most = 10 * (max(shares) + flat) * WINDOWS[window]
    cap = int(most * part)
    text = bands(
        written(table), flat=flat, caps=f"cap: {cap} EUR per {window}, of all credits", levels=(level,)
    )
    capped = any(step.name == "cap" for line in statement(text).lines for step in line.steps)
    # A cap that is reached to the cent binds nothing, and is no slip either.
    assert bool(found_by(cap_never_binds.RULE, text)) is (not capped and cap != most)


@pytest.mark.parametrize(
    ("rows", "caps", "words"),
    [
        ("amount: 5%", "", "50"),
        ("amount: 5%", "cap: 20 EUR per month", "20"),
        ("amount: 5%", "cap: 2% of that month's fee of Shop per month, of all credits", "20"),
        ("amount: 500 EUR", "cap: 400 EUR per contract year, of all credits", "400"),
        ("amount: 3 days of the fee", "", "100"),
        ("bands { at least 99.9%: none   otherwise: not stated }", "", None),
        ("bands { at least 99.9%: none   otherwise: none }", "", "nothing"),
    ],
)
def test_what_hangs_on_a_metric_that_the_customer_controls(rows: str, caps: str, words: str | None) -> None:
    (finding,) = [
        each
        for each in found_by(uncontrollable_metric.RULE, bands(rows, caps=caps))
        if "Acme" in each.message
    ]
    if words == "nothing":
        assert finding.stake is None
        return
    assert finding.stake is not None
    if words is None:
        assert finding.stake.most is None
        assert finding.stake.reason
        return
    assert finding.stake.most is not None
    money = known(finding.stake.most)
    assert money is not None
    assert money.amount == Fraction(words)
