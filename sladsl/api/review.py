"""Checks of an agreement: what reading found, what the rules find, what the scenarios show."""

from __future__ import annotations

from sladsl.api.read import Loaded, read_text
from sladsl.checks.context import Context
from sladsl.checks.run import run
from sladsl.diagnostics.finding import Finding


def check(loaded: Loaded) -> tuple[Finding, ...]:
    """All findings, in the order of the text. Rules speak only about texts that have a meaning."""
    if loaded.broken or loaded.agreement is None:
        return loaded.findings
    agreement = loaded.agreement

    def scenarios() -> tuple[object, ...]:
        from sladsl.api.scenarios import results

        return results(agreement)

    context = Context(agreement, loaded.source, scenarios=scenarios)  # type: ignore[arg-type]
    found = (*loaded.findings, *run(agreement, loaded.source, context))
    return tuple(sorted(found, key=lambda finding: (finding.span.start, finding.code)))


def check_source(text: str) -> list[Finding]:
    """Findings of a text, for examples in documents."""
    return list(check(read_text(text)))
