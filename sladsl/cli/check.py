"""`sladsl check`: findings about agreements."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sladsl.cli.common import colours, loaded, output_format, refuse

if TYPE_CHECKING:
    from sladsl.diagnostics.finding import Finding
    from sladsl.source import SourceText


@click.command("check")
@click.argument("files", nargs=-1, required=True)
@output_format("full", "concise", "json", help="How findings are printed.")
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
@click.option("--fix", is_flag=True, help="Write what has one meaning in the language's words.")
@click.option("--diff", is_flag=True, help="Show what --fix would write, and write nothing.")
@click.option(
    "--stdin-filename", default="standard input", metavar="NAME", help="What to call `-` in findings."
)
def command(
    files: tuple[str, ...],
    shape: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    order: str,
    fix: bool,
    diff: bool,
    stdin_filename: str,
) -> None:
    """Say what is wrong, missing or unclear in agreements.

    \b
    Examples:
      sladsl check agreement.sla
      sladsl check --sort money agreement.sla
      sladsl check --output-format concise a.sla b.sla
      sladsl check --fix agreement.sla
      cat draft.sla | sladsl check -

    --fix writes spelling and notation that can't change what anybody owes,
    and says what it wrote; of `-` the fixed text goes to standard output and
    the findings to standard error.

    Exit code 1 when there are errors or warnings, or --diff shows something;
    information alone is 0.
    """
    _rules((*select, *ignore))
    if "-" in files and len(files) > 1 and (fix or diff):
        refuse("`-` can't stand beside files.", "Fix standard input alone.")
    checked = []
    changes = False
    for path in files:
        source, findings, changed = _checked(path, stdin_filename, set(select), set(ignore), fix, diff)
        changes = changes or (changed and diff)
        if order == "money":
            from sladsl.diagnostics.stake import by_money

            findings = tuple(by_money(findings))
        checked.append((source, findings))
    # The fixed text of standard input, or the patch, has standard output for itself.
    _print(checked, shape, err=diff or (fix and "-" in files))
    if changes or any(each.severity != "information" for _, findings in checked for each in findings):
        raise SystemExit(1)


def _checked(
    path: str, name: str, select: set[str], ignore: set[str], fix: bool, diff: bool
) -> tuple[SourceText, tuple[Finding, ...], bool]:
    """A text, its findings, and whether fixes changed it (or would)."""

    def wanted(finding: Finding) -> bool:
        return _wanted(finding, select, ignore)

    if fix or diff:
        from sladsl.cli.fix import fix as fixed

        return fixed(path, name, wanted, dry=diff)
    from sladsl.api.review import check

    read = loaded(path, name)
    return read.source, tuple(filter(wanted, check(read))), False


def _print(checked: list[tuple[SourceText, tuple[Finding, ...]]], shape: str, *, err: bool) -> None:
    from sladsl.diagnostics.to_text import concise, fixable, full, summary

    every = [finding for _, findings in checked for finding in findings]
    if shape == "json":
        from sladsl.diagnostics.to_json import document

        click.echo(document(checked), nl=False, err=err)
        return
    colour = colours("stderr" if err else "stdout")
    for source, findings in checked:
        if shape == "full":
            click.echo(full(findings, source, colour=colour, explained=_explained), nl=False, err=err)
        else:
            click.echo(concise(findings, source), nl=False, err=err)
    if shape == "concise" or len(checked) > 1:
        told = summary(every) + fixable(every)
        click.echo(f"{len(checked)} agreements: {told}" if len(checked) > 1 else told, err=err)


def _explained(name: str) -> bool:
    from sladsl.checks.explain import known  # the pages of all findings, of which a right text needs none

    return known(name)


def _wanted(finding: Finding, select: set[str], ignore: set[str]) -> bool:
    """What leaves a text without meaning is always told; rules are chosen by name or code."""
    if not select and not ignore:
        return True
    from sladsl.checks.explain import selectable

    if not selectable(finding.name):
        return True
    names = {finding.name, finding.code}
    return (not select or bool(names & select)) and not names & ignore


def _rules(names: tuple[str, ...]) -> None:
    """A rule that does not exist would select or ignore nothing, and nobody would notice."""
    if not names:
        return
    from sladsl.checks.explain import nearest, selectable
    from sladsl.checks.registry import rule

    for name in names:
        if not selectable(name) and rule(name) is None:
            near = nearest(name)
            hint = f"Did you mean `{near}`?" if near else "`sladsl explain` lists the rules."
            refuse(f"There is no rule `{name}`.", hint)
