"""`sladsl explain`: what a finding means."""

from __future__ import annotations

import click

from sladsl.cli.common import refuse


@click.command("explain")
@click.argument("rule", required=False, metavar="[FINDING]")
def command(rule: str | None) -> None:
    """Explain a finding by its name or code: why it is one, an example, and how to allow or mend it.

    \b
    Examples:
      sladsl explain band-gap
      sladsl explain whose-fee
      sladsl explain            (lists all names)
    """
    from sladsl.checks.explain import explain, nearest

    if rule is None:
        click.echo(_overview(), nl=False)
        return
    text = explain(rule)
    if text is None:
        near = nearest(rule)
        refuse(
            f"There is no finding `{rule}`.",
            f"Did you mean `{near}`?" if near else "`sladsl explain` lists them.",
        )
    click.echo(text, nl=False)


def _overview() -> str:
    """Every rule with its code and what it finds, in the order of the documentation; then the other findings' names."""
    from sladsl.checks.explain import names
    from sladsl.checks.registry import RULES
    from sladsl.data.explained import EXPLAINED
    from sladsl.diagnostics.cells import wrap
    from sladsl.outcome.table import table

    rows = [(each.code, each.name, each.summary) for each in RULES]
    told = {each.name for each in RULES}
    data = sorted(EXPLAINED)
    others = sorted(name for name in names() if name not in told and name not in EXPLAINED)
    out = [*table(rows, indent=0)]
    for title, found in (("About the text", others), ("About the data", data)):
        out += ["", f"{title}:", *(f"  {line}" for line in wrap(", ".join(found), 78))]
    return "\n".join([*out, "", "`sladsl explain NAME` says why, with examples."]) + "\n"
