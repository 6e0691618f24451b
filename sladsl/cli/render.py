"""`sladsl render`: the contract."""

from __future__ import annotations

import click

from sladsl.cli.common import meant, output_format, spare, write


@click.command("render")
@click.argument("file")
@click.option("-o", "--output", metavar="FILE", help="Write here instead of to standard output.")
@output_format("markdown", help="The format.")
def command(file: str, output: str | None, shape: str) -> None:
    """Render the contract: numbered clauses, defined terms, schedules, and the scenarios as worked examples.

    \b
    Examples:
      sladsl render agreement.sla
      sladsl render agreement.sla -o contract.md
    """
    from sladsl.api.rendering import render

    spare((file,), output)
    read, _ = meant(file)
    write(render(read), output)
