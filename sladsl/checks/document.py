"""The documentation's page of all rules, made from the rules themselves."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.checks.registry import RULES
from sladsl.checks.rule import Case, Rule

_HEAD = """\
# Rules

<!-- Made from sladsl/checks/rules; tests/checks/test_document.py keeps it so (SLADSL_UPDATE=1 writes it). -->

What the checker finds in an agreement that has a meaning. Each rule is shown with agreements in which it
finds something and agreements in which it does not; they are run as its tests. `sladsl explain NAME` prints
the same.

A finding is allowed by a comment with a reason: `# sladsl: allow overlapping-bands (as signed)`. At the end
of a line it covers this line; alone on its line it covers the next entry; at the top, with `in this file`
before the reason, it covers the file. A comment that allows nothing, or gives no reason, is itself reported.
Mistakes of syntax and of names can't be allowed: they leave no meaning.

Where it can be computed, a finding says what is *at stake*: by how much the credit of one period changes with how it is
settled, after the caps (`at stake: up to 6,000.00 EUR a month`); of a fee as invoiced, the share
(`up to 25% of that month's fee of Shop`). The last lines of a check name the findings with the most money, and
`sladsl check --sort money` puts them all in that order; [how it is computed](decisions/0008-what-is-at-stake.md).
"""


def rules_page() -> str:
    """The page as Markdown."""
    lines = [_HEAD, "| rule | code | severity | finds |", "|---|---|---|---|"]
    lines += [f"| [`{r.name}`](#{r.name}) | {r.code} | {r.severity} | {r.summary} |" for r in RULES]
    for rule in RULES:
        lines += _section(rule)
    return "\n".join(lines) + "\n"


def _section(rule: Rule) -> Iterator[str]:
    yield f"\n## {rule.name}\n"
    yield f"{rule.code}, {rule.severity}. {rule.summary}\n"
    yield rule.why
    for case in rule.bad:
        yield from _case("Found", case)
    for case in rule.good:
        yield from _case("Not found", case)


def _case(kind: str, case: Case) -> Iterator[str]:
    yield f"\n{kind}: {case.about}\n"
    yield "<!-- not run: the tests of the rule run it -->"
    yield f"```sla\n{case.text}```"
    if case.expected:
        yield ""
    for expected in case.expected:
        mild = f"{expected.severity}: " if expected.severity else ""
        yield f"- line {expected.line}: {mild}{expected.part}"
