"""Scopes with the same figures: settled together they come to what each of them comes to alone."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from sladsl.outcome.given import GivenClaim
from sladsl.outcome.measured import SourceFacts
from sladsl.outcome.statement import Line
from sladsl.plan.remedies import NotOwed, StepRule
from sladsl.plan.settlement import Settlement
from tests.settle.build import (
    PRINTED,
    WRITTEN,
    assessment,
    base,
    bound,
    cap,
    cell,
    claim,
    credit,
    fee,
    made,
    measured,
    minutes,
    percent,
    piece,
    settled,
    settlement,
    sum_of,
)

LABELS = ("2026-01", "2026-02")
SCOPES = ("a", "b", "c")
SHARED = percent("10", base("month", by_scope=False))
FLAT = credit((), flat=sum_of("5"))
MONTHLY = (
    piece("none", None, bound("at least", "99.9")),
    piece("10%", percent("10", base("month")), bound("at least", "99.0")),
    piece("25%", SHARED),
)
STEP = StepRule(length=Fraction(1, 1000), counts="started", of="shortfall")
KINDS = {
    "one fee": {"credit": credit((MONTHLY[0], piece("10%", SHARED))), "claim": claim()},
    "a fee each": {"credit": credit(MONTHLY), "claim": claim(None)},
    "faults of a table": {"credit": credit(PRINTED), "claim": claim()},
    "the first that fits": {"credit": credit(WRITTEN, fit="first"), "claim": claim()},
    "a sum": {"credit": FLAT, "claim": claim()},
    "steps": {"credit": credit((), flat=sum_of("5"), step=STEP)},
    "a bound each": {
        "targets": (("a", bound("at least", "99.0")), ("", bound("at least", "99.95"))),
        "credit": FLAT,
    },
    "not owed to one": {"credit": FLAT, "not_owed": {"b": {"2026-01": NotOwed(why="left out")}}},
    "not promised to one": {"credit": FLAT, "unpromised": {"c": {"2026-02": "gone"}}},
    "nothing": {"credit": None},
}


def _lines(
    rules: Settlement,
    down: dict[tuple[str, str], str],
    scopes: tuple[str, ...],
    claims: tuple[GivenClaim, ...],
) -> tuple[Line, ...]:
    cells = (
        cell(label, {"service": minutes("44640"), "down": minutes(down[scope, label])}, scope=scope)
        for label in LABELS
        for scope in scopes
    )
    facts = SourceFacts(name="outages", rows=1, used=1, first=0, last=10**18)
    fees = (fee(label, f"{1000 + 100 * SCOPES.index(each)}", each) for label in LABELS for each in scopes)
    return settled(
        rules,
        measured(*cells, sources=(facts,)),
        fees=(*fees, *(fee(label, "700") for label in LABELS)),
        claims=tuple(each for each in claims if each.scope in scopes),
    ).lines


@pytest.mark.parametrize("capped", [False, True])
@pytest.mark.parametrize("kind", KINDS)
@given(
    lost=st.lists(st.sampled_from(["0", "20", "60", "60.5", "3000"]), min_size=6, max_size=6),
    is_claimed=st.booleans(),
)
@hypothesis_settings(max_examples=10)
def test_together_as_alone(kind: str, capped: bool, lost: list[str], is_claimed: bool) -> None:
    caps = (cap(sum_of("60"), "month", by_scope=True),) if capped else ()
    rules = settlement(assessment(" ".join(LABELS), **KINDS[kind]), caps=caps)
    places = [(scope, label) for scope in SCOPES for label in LABELS]
    down = dict(zip(places, lost, strict=True))
    claims = (made("2026-01", "2026-04-20T00:00Z", "a"),) if is_claimed else ()
    whole = _lines(rules, down, SCOPES, claims)
    alone = [line for scope in SCOPES for line in _lines(rules, down, (scope,), claims)]
    assert sorted(whole, key=_place) == sorted(alone, key=_place)
    if len(set(lost)) == 1:
        assert len({(line.level, line.shown) for line in whole if line.level is not None}) == 1


def _place(line: Line) -> tuple[str, str]:
    return line.scope, line.period
