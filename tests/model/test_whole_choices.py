"""Which two promises or credits are asked about together: the first two, as if all pairs had been looked at."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from types import SimpleNamespace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sladsl.model.meanings import Percentage
from sladsl.plan.from_model.whole_choices import _of_one_fee, _of_one_incident

NAMES = st.lists(st.sampled_from("abc"), max_size=3).map(tuple)
METRICS = st.builds(SimpleNamespace, sources=NAMES, where=st.sampled_from((None, "x", "y", "z")))


@settings(max_examples=30)
@given(st.lists(METRICS, max_size=7))
def test_one_incident(metrics: list[Any]) -> None:
    def shared(one: Any, other: Any) -> bool:
        same = one.where is None or other.where is None or one.where == other.where
        return same and bool(set(one.sources) & set(other.sources))

    pairs = combinations(range(len(metrics)), 2)
    first = next((pair for pair in pairs if shared(*(metrics[at] for at in pair))), None)
    assert _of_one_incident(metrics) == first


@settings(max_examples=30)
@given(st.lists(NAMES, max_size=7))
def test_one_fee(services: list[tuple[str, ...]]) -> None:
    share = Percentage(ratio=Fraction(1, 10), base=None)
    credits: list[Any] = [
        SimpleNamespace(amount=share, bands=(), base=SimpleNamespace(services=each)) for each in services
    ]
    pairs = combinations(range(len(services)), 2)
    first = next((pair for pair in pairs if set(services[pair[0]]) & set(services[pair[1]])), None)
    assert _of_one_fee(credits) == first
