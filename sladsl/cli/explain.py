"""`sladsl explain`: what a finding means."""

from __future__ import annotations

import click

from sladsl.cli.common import refuse


@click.command("explain")
@click.argument("rule", required=False)
def command(rule: str | None) -> None:
    """Explain a finding by its name or code: why it is one, an example, and how to allow it.

    \b
    Examples:
      sladsl explain band-gap
      sladsl explain            (lists all rules)
    """
    from sladsl.checks.explain import explain, nearest

    if rule is None:
        click.echo(_overview(), nl=False)
        return
    text = explain(rule)
    if text is None:
        near = nearest(rule)
        refuse(
            f"There is no rule `{rule}`.",
            f"Did you mean `{near}`?" if near else "`sladsl explain` lists them.",
        )
    click.echo(text, nl=False)


def _overview() -> str:
    """Every rule with its code and what it finds, in the order of the documentation."""
    from sladsl.checks.registry import RULES
    from sladsl.outcome.table import table

    rows = [(each.code, each.name, each.summary) for each in RULES]
    return "\n".join([*table(rows, indent=0), "", "`sladsl explain NAME` says why, with examples."]) + "\n"
