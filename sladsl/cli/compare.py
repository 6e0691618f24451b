"""`sladsl compare`: what a change of an agreement would have cost."""

from __future__ import annotations

import os

import click

from sladsl.cli.common import spare, write
from sladsl.cli.evaluating import evaluated, on_data, strictly


@click.command("compare")
@click.argument("old")
@click.argument("new")
@on_data
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
    strict: bool,
    output: str | None,
) -> None:
    """Evaluate two versions of an agreement on the same data, and say what comes out otherwise.

    \b
    Examples:
      sladsl compare a.sla a-new.sla
      sladsl compare a.sla a-new.sla --period 2026-01..2026-03

    Without --data, the data.toml beside the old version serves both.
    """
    from sladsl.api.comparing import compare, comparison_text
    from sladsl.diagnostics.cells import printable as shown

    beside = os.path.join(os.path.dirname(old), "data.toml")
    if not bindings and os.path.lexists(beside):
        bindings = (beside,)
    spare((old, new), output)
    first = evaluated(old, bindings, period, as_of, engine, assume, (output,))
    second = evaluated(new, bindings, period, as_of, engine, assume, (output,))
    write(comparison_text(compare(first.evaluation, second.evaluation), (shown(old), shown(new))), output)
    if strict:
        strictly(first.evaluation, second.evaluation)
