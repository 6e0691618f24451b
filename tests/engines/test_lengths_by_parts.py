"""Lengths within hours that are the same for all scopes are computed by parts: held against the hours laid out for each."""

from __future__ import annotations

import random
from typing import Any

import pytest

from sladsl.engines.sql import sums
from sladsl.engines.sql.database import Database
from sladsl.engines.sql.relations import Relations
from sladsl.plan import measure as m
from sladsl.record import replace
from sladsl.values.period import Period

SCOPES = ("", "eu", "us")
PERIODS = tuple(Period(kind="day", label=str(a), start=a, end=b) for a, b in ((0, 17), (17, 30), (35, 58)))
UNREAD: Any = None


def fixed(of: random.Random) -> m.Fixed:
    edges = sorted(of.sample(range(60), 2 * of.randint(0, 3)))
    return m.Fixed(spans=tuple(zip(edges[::2], edges[1::2], strict=True)))


def stated(of: random.Random) -> m.Spans:
    """Sets by scope, also of one that nothing else names."""
    by_scope = tuple(
        (
            scope,
            tuple((a, a + of.randint(0, 9)) for a in (of.randint(0, 55) for _ in range(of.randint(0, 3)))),
        )
        for scope in of.sample((*SCOPES, "x"), of.randint(0, 4))
    )
    return m.Together(spans=m.Stated(by_scope=by_scope))


@pytest.mark.parametrize("seed", range(20))
def test_by_parts_and_laid_out(seed: int) -> None:
    of = random.Random(seed)
    database = Database()
    other = of.choice((stated(of), fixed(of)))
    hours = fixed(of)
    spans = of.choice((fixed(of), stated(of), m.Without(left=fixed(of), right=stated(of))))
    for within in (hours, m.Without(left=hours, right=other), m.Both(left=hours, right=other)):
        node = m.Length(spans=spans, within=within, periods=PERIODS)
        relations = [Relations(database, UNREAD, 100) for _ in range(2)]
        for each in relations:
            each.know(SCOPES)
        found = sums.integers(relations[0], node)
        laid_out = m.Together(spans=m.Either(of=(within,)))
        rows = database.rows(sums._length(relations[1], replace(node, within=laid_out)))
        expected = {(scope, int(place)): int(value) for scope, place, value in rows}
        for scope in SCOPES:
            for place in range(len(PERIODS)):
                assert found.get((scope, place), 0) == expected.get((scope, place), 0), (scope, place)
