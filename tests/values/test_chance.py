"""Chance: the same bits everywhere, and the distributions that it says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sladsl.values.chance import Chance


def test_the_same_key_gives_the_same_words_on_every_machine() -> None:
    chance = Chance("outages", 1, 0)
    assert [chance.word() for _ in range(5)] == GOLDEN
    assert [Chance("outages", 1, 0).word() for _ in range(2)] == [GOLDEN[0]] * 2
    assert Chance("a", "bc").word() != Chance("ab", "c").word()


GOLDEN = [
    9132260092458187239,
    1706459004648865461,
    18384766774763826012,
    3949208222892038417,
    707043803789703941,
]


@given(st.integers(1, 10**6), st.integers(0, 50))
def test_below_is_below(count: int, seed: int) -> None:
    assert 0 <= Chance("below", seed).below(count) < count


def test_each_number_comes_as_often() -> None:
    chance = Chance("often")
    counts = [0] * 7
    for _ in range(14_000):
        counts[chance.below(7)] += 1
    # 2,000 each; four standard deviations are 166.
    assert all(abs(count - 2_000) < 166 for count in counts)


def test_exponential_has_its_mean_and_forgets() -> None:
    chance, mean = Chance("waiting"), 1_000_000
    drawn = [chance.exponential(mean) for _ in range(10_000)]
    # The standard error of the mean is a hundredth of it.
    assert abs(sum(drawn) // len(drawn) - mean) < 40_000
    beyond = [each for each in drawn if each > mean]
    assert abs(len(beyond) - 3_679) < 200
    assert abs(sum(each > 2 * mean for each in beyond) - len(beyond) * 3_679 // 10_000) < 160


def test_a_mean_scales_the_same_chances() -> None:
    one, two = Chance("scaled"), Chance("scaled")
    for _ in range(100):
        long, short = one.exponential(2_000_000), two.exponential(1_000_000)
        assert long // 2 == short
