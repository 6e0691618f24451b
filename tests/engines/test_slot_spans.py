"""Runs of slots found in bits: any shortest length, from nothing to longer than all the slots."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sladsl.engines.sql.slots import spans_of


@given(bits=st.text("01", min_size=1, max_size=12), least=st.integers(0, 200), short=st.integers(0, 9))
def test_runs_are_those_that_are_seen_one_by_one(bits: str, least: int, short: int) -> None:
    every = 10
    start, end = 1_000, 1_000 + every * len(bits) - short
    expected, since = [], None
    for place, bit in enumerate(f"{bits}0"):
        at = min(start + place * every, end)
        if bit == "1" and since is None:
            since = at
        elif bit == "0" and since is not None:
            if at - since >= max(least, 1):
                expected.append((since, at))
            since = None
    assert list(spans_of(bits, (start, end), every, least)) == expected


def test_a_shortest_length_beyond_all_time_costs_nothing() -> None:
    assert list(spans_of("111", (0, 3), 1, 10**18)) == []
