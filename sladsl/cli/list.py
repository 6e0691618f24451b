"""`sladsl list`: the published agreements that come with the package."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sladsl.cli.common import output_format, refuse

if TYPE_CHECKING:
    from sladsl.api.catalogue import Published


@click.command("list")
@click.argument("id", required=False, metavar="[ID]")
@output_format("table", "json", help="How the list is printed.")
def command(id: str | None, shape: str) -> None:
    """List the published agreements that come with sladsl; with an ID, print the text of one.

    \b
    Examples:
      sladsl list
      sladsl list slack-2024 > slack.sla
      sladsl check published:slack-2024
      sladsl check published:slack-2024#Slack2019

    Wherever a command takes an agreement, `published:ID` names one of these,
    `#Name` one of several in it.
    """
    from sladsl.api.catalogue import catalogue, catalogue_json, text_of
    from sladsl.api.read import PUBLISHED, Unreadable

    if id is not None:
        try:
            click.echo(text_of(id.removeprefix(PUBLISHED)), nl=False)
        except Unreadable as trouble:
            refuse(trouble.message, trouble.hint)
        return
    found = catalogue()
    click.echo(catalogue_json(found) if shape == "json" else _table(found), nl=False)


def _table(found: tuple[Published, ...]) -> str:
    from sladsl.outcome.table import table

    rows = [("ID", "TITLE", "PROVIDER"), *((each.id, each.title, each.provider or "–") for each in found)]
    return "\n".join([*table(rows, indent=0), "", "`sladsl check published:ID` checks one of them."]) + "\n"
