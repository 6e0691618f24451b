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
    built = build(file, source)
    wrong = [each for each in built.findings if each.name != "not-evaluated"]
    assert not wrong, [f"{source.place(each.span.start)}: {each.message}" for each in wrong]
    *_, agreement = built.agreements  # of several the last: the others are there to be spoken of
    given.setdefault("scenarios", lambda: played(agreement))
    return Context(agreement, source, **given)


def played(agreement: Agreement) -> tuple[ScenarioResult, ...]:
    """What comes out of the scenarios; the evaluation is loaded only where there is one."""
    from sladsl.api.scenarios import results

    return results(agreement)
