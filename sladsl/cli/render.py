"""`sladsl render`: the contract."""

from __future__ import annotations

import click

from sladsl.api.read import parted
from sladsl.cli.common import loaded, meant, output_format, refuse_broken, spare, write
from sladsl.diagnostics.finding import has_errors


@click.command("render")
@click.argument("file")
@click.option("-o", "--output", metavar="FILE", help="Write here instead of to standard output.")
@output_format("markdown", help="The format.")
def command(file: str, output: str | None, shape: str) -> None:
    """Render the contract: numbered clauses, defined terms, schedules, and the scenarios as worked examples.

    An amendment is rendered as a text of its own: the clauses that it replaces, adds and deletes.

    \b
    Examples:
      sladsl render agreement.sla
      sladsl render agreement.sla -o contract.md
      sladsl render agreement.sla#FirstAmendment
    """
    from sladsl.api.rendering import amendment_of, render, render_amendment

    spare((file,), output)
    path, name = parted(file)
    if name and path not in ("", "-"):  # standard input can be read once only
        whole = loaded(path)
        found = amendment_of(whole, name)
        if found is not None:
            if has_errors(whole.findings):
                refuse_broken(whole, path)
            write(render_amendment(*found), output)
            return
    read, _ = meant(file)
    write(render(read), output)
