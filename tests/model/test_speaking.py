"""The classes that are asked first are those of the cases behind them: a case that is not asked for is never reached."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from sladsl.ast import later
from sladsl.ast import values as v
from sladsl.checks import conditions
from sladsl.model.from_ast import mentioned, own_periods


def _cases(function: Callable[..., Any]) -> Iterator[type]:
    """The classes of the cases of a function's `match`, but not those of cases within."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    match = next(node for node in ast.walk(tree) if isinstance(node, ast.Match))
    for case in match.cases:
        patterns = case.pattern.patterns if isinstance(case.pattern, ast.MatchOr) else [case.pattern]
        for pattern in patterns:
            if isinstance(pattern, ast.MatchClass):
                assert isinstance(pattern.cls, ast.Attribute)
                yield getattr(v, pattern.cls.attr)


@pytest.mark.parametrize(
    ("function", "asked", "more"),
    [
        (later.later_of, later.SPEAKING, frozenset()),
        (own_periods.OwnPeriods._later, own_periods.SPEAKING, frozenset()),
        (conditions._of, conditions.SPEAKING, frozenset(conditions.CONDITIONS)),
        (mentioned._of, mentioned.SPEAKING, frozenset({v.Reference, v.FieldKind, v.Columns})),
    ],
    ids=["later", "periods", "conditions", "names"],
)
def test_what_has_a_case_is_asked_for(
    function: Callable[..., Any], asked: frozenset[type], more: frozenset[type]
) -> None:
    assert asked == frozenset(_cases(function)) | more


@pytest.mark.parametrize(
    "asked", [later.SPEAKING, own_periods.SPEAKING, conditions.SPEAKING, mentioned.SPEAKING]
)
def test_none_of_them_has_classes_below_it(asked: frozenset[type]) -> None:
    # The twin by which a record is made has the name of its class (sladsl/record.py).
    assert not [below for kind in asked for below in kind.__subclasses__() if below.__name__ != kind.__name__]
