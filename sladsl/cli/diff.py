"""`sladsl diff`: what two versions of an agreement say otherwise, and what the change would have cost."""

from __future__ import annotations

import os

import click

from sladsl.cli.common import output_format, spare, write
from sladsl.cli.evaluating import evaluated, on_data, strictly


@click.command("diff")
@click.argument("old")
@click.argument("new")
@on_data
@output_format("text", "json", help="Text, or JSON with a format version.")
@click.option("--json", "as_json", is_flag=True, help="Short for --output-format json.")
@click.option("--strict", is_flag=True, help="Exit code 1 when the data have errors or warnings.")
@click.option("-o", "--output", metavar="FILE", help="Write here instead of to standard output.")
def command(
    old: str,
    new: str,
    bindings: tuple[str, ...],
    period: str,
    as_of: str,
    engine: str,
    assume: tuple[str, ...],
    shape: str,
    as_json: bool,
    strict: bool,
    output: str | None,
) -> None:
    """Evaluate two versions of an agreement on the same data: what comes out otherwise.

    \b
    Examples:
      sladsl diff a.sla a-new.sla
      sladsl diff a.sla a-new.sla --data history.toml --period 2026-01..2026-03

    Says which clauses of the contract differ, which lines and rights, and what the change would have cost, period by
    period. Without --data, the data.toml beside the old version serves both.
    """
    from sladsl.api.comparing import compare
    from sladsl.api.comparing_formats import comparison_json, comparison_text
    from sladsl.api.wording import changed_wording
    from sladsl.diagnostics.cells import printable as shown

    beside = os.path.join(os.path.dirname(old), "data.toml")
    if not bindings and os.path.lexists(beside):
        bindings = (beside,)
    spare((old, new), output)
    first = evaluated(old, bindings, period, as_of, engine, assume, (output,))
    second = evaluated(new, bindings, period, as_of, engine, assume, (output,))
    found = compare(first.evaluation, second.evaluation, changed_wording(first.agreement, second.agreement))
    if as_json or shape == "json":
        write(comparison_json(found), output)
    else:
        write(comparison_text(found, (shown(old), shown(new))), output)
    if strict:
        strictly(first.evaluation, second.evaluation)
