"""Agreements from text for the tests of the checker."""

from __future__ import annotations

from typing import Any

from sladsl.checks.context import Context, ScenarioResult
from sladsl.model.from_ast import build
from sladsl.model.meanings import Agreement
from sladsl.source import SourceText
from sladsl.syntax.parse import parse


def context_of(text: str, **given: Any) -> Context:
    """The context of a text that has a meaning; `given`: `scenarios`, `choices`."""
    source = SourceText(text)
    file, unread = parse(source)
    assert not unread, [f"{source.place(each.span.start)}: {each.message}" for each in unread]
    agreement, unknown = build(file, source)
    assert agreement is not None
    assert not unknown, [f"{source.place(each.span.start)}: {each.message}" for each in unknown]
    given.setdefault("scenarios", lambda: all_missed(agreement))
    return Context(agreement, source, **given)


def all_missed(agreement: Agreement) -> tuple[ScenarioResult, ...]:
    """A stand-in for evaluation: whatever happens, the promise is missed."""
    return tuple(
        ScenarioResult(
            title=scenario.title,
            span=scenario.span,
            expectation_text=f"{each.objective} {each.text}",
            got_text="missed",
            ok=each.kind == "missed",
            expectation_span=each.span,
            why="50 min down",
        )
        for scenario in agreement.scenarios
        for each in scenario.expectations
    )
