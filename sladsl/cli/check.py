"""`sladsl check`: findings about agreements."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sladsl.cli.common import colours, loaded, refuse

if TYPE_CHECKING:
    from sladsl.diagnostics.finding import Finding


@click.command("check")
@click.argument("files", nargs=-1, required=True)
@click.option(
    "--output-format",
    "shape",
    type=click.Choice(["full", "concise", "json"]),
    default="full",
    show_default=True,
    help="How findings are printed.",
)
@click.option(
    "--select", multiple=True, metavar="RULE", help="Only these rules (name or code); may be repeated."
)
@click.option("--ignore", multiple=True, metavar="RULE", help="Not these rules; may be repeated.")
@click.option(
    "--sort",
    "order",
    type=click.Choice(["place", "money"]),
    default="place",
    show_default=True,
    help="In the order of the text, or the most money at stake first.",
)
@click.option(
    "--stdin-filename", default="standard input", metavar="NAME", help="What to call `-` in findings."
)
def command(
    files: tuple[str, ...],
    shape: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    order: str,
    stdin_filename: str,
) -> None:
    """Say what is wrong, missing or unclear in agreements.

    \b
    Examples:
      sladsl check agreement.sla
      sladsl check --sort money agreement.sla
      sladsl check --output-format concise a.sla b.sla
      cat draft.sla | sladsl check -

    Exit code 1 when there are errors or warnings; information alone is 0.
    """
    from sladsl.api.review import check
    from sladsl.checks.explain import known
    from sladsl.diagnostics.to_text import concise, full, summary

    _rules((*select, *ignore))
    checked = []
    for path in files:
        read = loaded(path, stdin_filename)
        findings = tuple(finding for finding in check(read) if _wanted(finding, set(select), set(ignore)))
        if order == "money":
            from sladsl.diagnostics.stake import by_money

            findings = tuple(by_money(findings))
        checked.append((read.source, findings))
    every = [finding for _, findings in checked for finding in findings]
    if shape == "json":
        from sladsl.diagnostics.to_json import document

        click.echo(document(checked), nl=False)
    else:
        for source, findings in checked:
            if shape == "full":
                click.echo(full(findings, source, colour=colours(), explained=known), nl=False)
            else:
                click.echo(concise(findings, source), nl=False)
        if shape == "concise" or len(checked) > 1:
            click.echo(f"{len(checked)} agreements: {summary(every)}" if len(checked) > 1 else summary(every))
    if any(finding.severity != "information" for finding in every):
        raise SystemExit(1)


def _wanted(finding: Finding, select: set[str], ignore: set[str]) -> bool:
    """What leaves a text without meaning is always told; rules are chosen by name or code."""
    from sladsl.checks.explain import selectable

    if not selectable(finding.name):
        return True
    names = {finding.name, finding.code}
    return (not select or bool(names & select)) and not names & ignore


def _rules(names: tuple[str, ...]) -> None:
    """A rule that does not exist would select or ignore nothing, and nobody would notice."""
    from sladsl.checks.explain import nearest, selectable
    from sladsl.checks.registry import rule

    for name in names:
        if not selectable(name) and rule(name) is None:
            near = nearest(name)
            hint = f"Did you mean `{near}`?" if near else "`sladsl explain` lists the rules."
            refuse(f"There is no rule `{name}`.", hint)
