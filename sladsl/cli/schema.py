"""`sladsl schema`: the schemas of what the commands print for programs."""

from __future__ import annotations

import click

from sladsl.cli.common import refuse, write


@click.command("schema")
@click.argument("name", required=False, metavar="[NAME]")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    default=None,
    help="Write here instead of to standard output.",
)
def command(name: str | None, output: str | None) -> None:
    """List the formats that commands print for programs; with a NAME, print the JSON Schema of one.

    \b
    Examples:
      sladsl schema
      sladsl schema outcome > outcome.schema.json

    The schemas are of draft 2020-12. New keys may come under the same format;
    pass over those that you don't know.
    """
    from sladsl.api.schemas import SCHEMAS, formats, schema_text
    from sladsl.diagnostics.suggest import closest, listing
    from sladsl.outcome.table import table

    if name is None:
        rows = [("NAME", "FORMAT", "PRINTED BY"), *formats()]
        text = "\n".join([*table(rows, indent=0), "", "`sladsl schema NAME` prints the schema of one."])
    elif name in SCHEMAS:
        text = schema_text(name)
    else:
        near = closest(name, SCHEMAS)
        hint = f"Did you mean `{near}`?" if near else f"There are {listing(tuple(SCHEMAS))}."
        refuse(f"There is no format `{name[:40]}`.", hint)
    write(text, output)
