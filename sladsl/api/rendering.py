"""The contract of an agreement, with its scenarios as worked examples whose figures were just computed."""

from __future__ import annotations

from sladsl.api.read import Loaded
from sladsl.api.scenarios import play
from sladsl.model.from_ast.triggers import events
from sladsl.model.hours import UnknownHolidays
from sladsl.model.meanings import Agreement
from sladsl.model.versions import Version
from sladsl.prose import contract
from sladsl.prose.amendment import amending
from sladsl.prose.examples import ExampleLine, example_lines
from sladsl.prose.to_markdown import to_markdown
from sladsl.record import replace


def render(loaded: Loaded) -> str:
    """The contract as Markdown. The text must have a meaning (`loaded.broken` is false)."""
    if loaded.agreement is None:
        raise ValueError("a text without an agreement has no contract")
    return to_markdown(contract(loaded.agreement, examples(loaded.agreement)))


def render_amendment(agreement: Agreement, version: Version) -> str:
    """An amendment of an agreement as a text to sign, in Markdown: what it makes of the agreement as amended before it."""
    before = agreement
    for each in agreement.versions:
        if each is version:
            break
        before = each.agreement
    found = amending(before, version)
    return to_markdown(found.document, found.numbers)


def amendment_of(loaded: Loaded, name: str) -> tuple[Agreement, Version] | None:
    """The amendment of that name, with the agreement that it amends; None where there is none that changes something."""
    return next(
        ((each, version) for each in loaded.agreements for version in each.versions if version.own == name),
        None,
    )


def examples(agreement: Agreement) -> dict[str, tuple[ExampleLine, ...]]:
    """The computed lines of each scenario, by its title: those of the objectives that it speaks of.

    A scenario that comes out differently in different readings has none: its figures would be an opinion.
    """
    found = {}
    for scenario in agreement.scenarios:
        try:
            played = play(agreement, scenario)
        except UnknownHolidays:
            continue
        if played.evaluation is None or any(choice.matters for choice in played.evaluation.outcome.open):
            continue
        spoken = {expectation.objective for expectation in scenario.expectations}
        spoken |= {name for each in scenario.rights for name in objectives_of(each.words, agreement)}
        lines = tuple(line for line in played.lines if line.objective in spoken or not spoken)
        found[scenario.title] = example_lines(replace(played.evaluation.outcome.statement, lines=lines))
    return found


def objectives_of(words: str, agreement: Agreement) -> set[str]:
    """The objectives on which a right hangs."""
    return {
        name
        for right in agreement.rights
        if right.said == words and right.trigger is not None
        for event in events(right.trigger)
        for name in event.objectives
    }
