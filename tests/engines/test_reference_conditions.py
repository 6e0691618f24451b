"""Three-valued conditions, and arithmetic that stays exact."""

from __future__ import annotations

from fractions import Fraction

import pytest

from sladsl.data.cells import Value
from sladsl.engines.reference.conditions import holds, number
from sladsl.plan.rows import (
    All,
    Arithmetic,
    Comparator,
    Compare,
    Condition,
    Constant,
    Elapsed,
    Field,
    Holds,
    Known,
    Not,
    OneOf,
    Some,
)

ROW: dict[str, Value] = {
    "n": Fraction(1, 3),
    "zero": Fraction(0),
    "empty": None,
    "yes": 1,
    "no": 0,
    "opened": 100,
    "closed": 40,
    "kind": "P1",
}
TRUE, FALSE, UNKNOWN = Holds(field="yes"), Holds(field="no"), Holds(field="empty")


def constant(value: int | str) -> Constant:
    return Constant(value=Fraction(value))


@pytest.mark.parametrize(
    ("comparator", "below", "same", "above"),
    [
        ("at least", False, True, True),
        ("at most", True, True, False),
        ("above", False, False, True),
        ("below", True, False, False),
        ("exactly", False, True, False),
    ],
)
def test_comparators(comparator: Comparator, below: bool, same: bool, above: bool) -> None:
    for value, expected in ((0, below), ("1/3", same), ("0.3333334", above)):
        condition = Compare(left=constant(value), comparator=comparator, right=Field(name="n"))
        assert holds(condition, ROW) is expected
    unknown = Compare(left=Field(name="n"), comparator=comparator, right=Field(name="empty"))
    assert holds(unknown, ROW) is None


def test_arithmetic_is_exact() -> None:
    third, ten = Field(name="n"), constant(10)
    for operator, expected in (("+", "31/3"), ("-", "-29/3"), ("*", "10/3"), ("/", "1/30")):
        assert number(Arithmetic(operator=operator, left=third, right=ten), ROW) == Fraction(expected)
        assert number(Arithmetic(operator=operator, left=third, right=Field(name="empty")), ROW) is None
        assert number(Arithmetic(operator=operator, left=Field(name="empty"), right=third), ROW) is None
    by_zero = Arithmetic(operator="/", left=ten, right=Field(name="zero"))
    assert number(by_zero, ROW) is None
    assert holds(Compare(left=by_zero, comparator="above", right=constant(0)), ROW) is None


def test_elapsed() -> None:
    assert number(Elapsed(since="opened", until="closed"), ROW) == -60
    assert number(Elapsed(since="opened", until="empty"), ROW) is None
    assert number(Elapsed(since="empty", until="closed"), ROW) is None


def test_leaves() -> None:
    assert [holds(each, ROW) for each in (TRUE, FALSE, UNKNOWN)] == [True, False, None]
    assert holds(OneOf(field="kind", values=("P1", "P2")), ROW) is True
    assert holds(OneOf(field="kind", values=("p1",)), ROW) is False
    assert holds(OneOf(field="kind", values=()), ROW) is False
    assert holds(OneOf(field="empty", values=("P1",)), ROW) is None
    assert holds(Known(field="no"), ROW) is True
    assert holds(Known(field="empty"), ROW) is False
    assert holds(Known(field="nowhere"), ROW) is False
    # Text has no number: unknown, not an error.
    assert holds(Compare(left=Field(name="kind"), comparator="above", right=constant(1)), ROW) is None


def kleene(values: list[bool | None], worst: bool) -> bool | None:
    """`worst` decides: False a conjunction, True a disjunction; otherwise one unknown makes it unknown."""
    return worst if worst in values else None if None in values else not worst


def test_kleene_tables() -> None:
    leaves: list[tuple[Condition, bool | None]] = [(TRUE, True), (FALSE, False), (UNKNOWN, None)]
    for leaf, value in leaves:
        assert holds(Not(of=leaf), ROW) is (None if value is None else not value)
        for other, beside in leaves:
            assert holds(All(of=(leaf, other)), ROW) is kleene([value, beside], False)
            assert holds(Some(of=(leaf, other)), ROW) is kleene([value, beside], True)
    assert holds(All(of=()), ROW) is True
    assert holds(Some(of=()), ROW) is False
