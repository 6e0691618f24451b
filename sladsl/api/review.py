"""Checks of an agreement: what reading found, what the rules find, what the scenarios show."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.api.read import Loaded, read_text
from sladsl.checks.context import Context
from sladsl.checks.open_points import with_open_points
from sladsl.checks.run import run
from sladsl.diagnostics.finding import Finding
from sladsl.model.from_ast.outside import Outside
from sladsl.model.meanings import Agreement
from sladsl.record import replace


def check(loaded: Loaded) -> tuple[Finding, ...]:
    """All findings, in the order of the text. Rules speak only about texts that have a meaning."""
    if loaded.wrong or (loaded.broken and not loaded.outside):
        return loaded.findings
    once: dict[tuple[str, int, str], Finding] = {}
    for agreement in loaded.agreements:
        # Terms that are taken over are looked at with every agreement that takes them, and told once.
        for each in _by_rules(agreement, loaded):
            once.setdefault((each.code, each.span.start, each.message), each)
    for outside in loaded.outside:
        for each in _of_scenarios(outside, loaded):
            once.setdefault((each.code, each.span.start, each.message), each)
    found = with_open_points(
        (*loaded.findings, *once.values()), loaded.open_points, loaded.agreements, loaded.source
    )
    return tuple(sorted(found, key=lambda finding: (finding.span.start, finding.code)))


def _by_rules(agreement: Agreement, loaded: Loaded) -> tuple[Finding, ...]:
    def scenarios() -> tuple[object, ...]:
        from sladsl.api.scenarios import results

        return results(agreement)

    context = Context(agreement, loaded.source, scenarios=scenarios)  # type: ignore[arg-type]
    return tuple(run(agreement, loaded.source, context))


def _of_scenarios(outside: Outside, loaded: Loaded) -> Iterator[Finding]:
    """What the rules say of scenarios outside of their agreement; what they say of that is told where it stands."""
    agreement = replace(outside.agreement, scenarios=outside.scenarios)

    def scenarios() -> tuple[object, ...]:
        from sladsl.api.scenarios import results_outside

        return results_outside(outside)

    context = Context(agreement, loaded.source, scenarios=scenarios)  # type: ignore[arg-type]
    return (each for each in run(agreement, loaded.source, context) if outside.within(each.span))


def check_source(text: str) -> list[Finding]:
    """Findings of a text, for examples in documents."""
    return list(check(read_text(text)))
