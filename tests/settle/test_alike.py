"""Scopes with the same figures: settled together they come to what each of them comes to alone."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from sladsl.outcome.given import GivenClaim
from sladsl.outcome.measured import Cell, SourceFacts
from sladsl.outcome.statement import Line, Statement
from sladsl.plan.remedies import NotOwed, PayingRule, RepeatRule, StepRule
from sladsl.plan.settlement import Assessment, CreditRule, FeeRule, Settlement
from sladsl.record import fields
from sladsl.settle import quiet
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
    instant,
    made,
    measured,
    minutes,
    percent,
    piece,
    rule,
    settled,
    settlement,
    sum_of,
)
from tests.settle.histories import event, right, run

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
REPEATED = RepeatRule(factor=Fraction(2), start=2)
PAYING = PayingRule(
    rule=rule("credits"),
    kind="month",
    paid="period",
    money=False,
    limit=Fraction(1, 10),
    rest="carried forward",
)
KINDS: dict[str, Any] = {
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
    "twice as much": {"credit": credit((), flat=sum_of("5"), repeat=REPEATED), "claim": claim()},
    "on the total": {"credit": credit((MONTHLY[0], piece("10%", SHARED)), rounded="on the total")},
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


@pytest.mark.parametrize("kind", KINDS)
@given(
    lost=st.lists(st.sampled_from(["0", "20", "60", "3000"]), min_size=6, max_size=6),
    claimed=st.lists(st.sampled_from(SCOPES), max_size=2, unique=True),
    late=st.booleans(),
    february=st.booleans(),
)
@hypothesis_settings(max_examples=10)
def test_quiet_or_one_by_one(
    kind: str, lost: list[str], claimed: list[str], late: bool, february: bool
) -> None:
    """Nothing of a statement hangs on whether lines that owe nothing are settled together."""
    rules = settlement(
        assessment(" ".join(LABELS), sources=("outages",), **KINDS[kind]),
        caps=(cap(sum_of("60"), "month", by_scope=True),),
        rights=(right(event(run(2), "missed", "Availability")),),
        fees=tuple(
            FeeRule(service="GitHub", by_scope=each, money=None, period="month") for each in (True, False)
        ),
        paying=PAYING,
        shown=(instant("2026-02-01T00:00Z"), instant("2026-03-01T00:00Z")) if february else None,
    )
    down = dict(zip([(scope, label) for scope in SCOPES for label in LABELS], lost, strict=True))
    cells = [
        cell(label, {"service": minutes("44640"), "down": minutes(amount)}, scope=scope)
        for (scope, label), amount in down.items()
    ]
    first = SourceFacts(name="outages", rows=1, used=1, first=_LATER if late else 0, last=10**18)
    found = [
        _whole(
            rules, cells, first, tuple(made("2026-01", "2026-04-20T00:00Z", each) for each in claimed), few
        )
        for few in (1, 2, 100)
    ]
    assert found[0] == found[1] == found[2]


def test_what_quiet_lines_may_have_is_there() -> None:
    for names, record in (
        (quiet._OF_SETTLEMENTS, Settlement),
        (quiet._OF_OBJECTIVES, Assessment),
        (quiet._OF_CREDITS, CreditRule),
    ):
        assert names <= set(fields(record))
    assert quiet._single(settlement(assessment(claim=claim())))


_LATER = instant("2026-01-10T00:00Z")
FEES = tuple(fee(label, "30", scope) for label in (*LABELS, "2026-03") for scope in ("", *SCOPES))


def _whole(
    rules: Settlement, cells: list[Cell], facts: SourceFacts, claims: tuple[GivenClaim, ...], few: int
) -> Statement:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quiet, "FEW", few)
        return settled(rules, measured(*cells, sources=(facts,)), fees=FEES, claims=claims)


def _place(line: Line) -> tuple[str, str]:
    return line.scope, line.period
