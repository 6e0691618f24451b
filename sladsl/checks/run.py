"""Runs the rules over one agreement: findings in the order of the text, without those that are allowed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sladsl.checks.context import Context
from sladsl.checks.places import clause_of
from sladsl.checks.registry import RULES
from sladsl.checks.rule import Rule
from sladsl.checks.suppress import suppress
from sladsl.diagnostics.finding import Finding
from sladsl.model.meanings import Agreement
from sladsl.record import replace
from sladsl.source import SourceText

SCENARIO_FAILS = "scenario-fails"
_WEIGHT = {"error": 0, "warning": 1, "information": 2}


def run(
    agreement: Agreement,
    source: SourceText,
    context: Context | None = None,
    rules: Sequence[Rule] = RULES,
) -> tuple[Finding, ...]:
    """What the rules find about an agreement; `context` brings evaluators (without it no scenario runs)."""
    context = context or Context(agreement, source)
    found = _consequences_last(
        suppress(_found(rules, context), source, agreement.node, [each.name for each in RULES]), source
    )
    return tuple(
        replace(
            finding,
            path=source.path,
            clause=finding.clause or clause_of(agreement.node, finding.span),
        )
        for finding in sorted(found, key=order)
    )


def _consequences_last(found: Iterable[Finding], source: SourceText) -> list[Finding]:
    """The findings; a scenario that fails beside an error in the terms is not what is to be corrected first."""
    kept = list(found)
    fails = [at for at, each in enumerate(kept) if each.name == SCENARIO_FAILS]
    errors = [each for each in kept if each.severity == "error" and each.name != SCENARIO_FAILS]
    if fails and errors:
        line = min(source.place(each.span.start)[0] for each in errors)
        hint = f"Mend the error in line {line} first: this may come from it."
        for at in fails:
            kept[at] = replace(kept[at], hint=hint)
    return kept


def order(finding: Finding) -> tuple[int, int, str, str]:
    """The place in the text first; at one place the worst first."""
    return finding.span.start, _WEIGHT[finding.severity], finding.code, finding.message


def _found(rules: Sequence[Rule], context: Context) -> Iterator[Finding]:
    for rule in rules:
        yield from rule.check(context)
