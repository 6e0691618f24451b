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
    from sladsl.checks.explain import explain, overview, suggestions

    if rule is None:
        click.echo(overview())
        return
    text = explain(rule)
    if text is None:
        near = suggestions(rule)
        refuse(
            f"There is no rule `{rule}`.",
            f"Did you mean {' or '.join(f'`{name}`' for name in near)}?" if near else "`sladsl explain` lists them.",
        )
    click.echo(text)
