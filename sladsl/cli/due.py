"""`sladsl due`: what must be done by when, over many agreements."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sladsl.cli.common import output_format, refuse, write, write_bytes

if TYPE_CHECKING:
    from sladsl.api.agenda import Agenda


@click.command("due")
@click.argument("paths", nargs=-1, required=True, metavar="FOLDER|FILE...")
@click.option("--as-of", default="", metavar="DAY", help="From this day on. Default: today.")
@click.option(
    "--within",
    type=click.IntRange(0, 36_500),
    default=92,
    show_default=True,
    metavar="DAYS",
    help="How many days ahead.",
)
@output_format("table", "json", "ics", help="A table, JSON, or a calendar file.")
@click.option("-o", "--output", metavar="FILE", help="Write here instead of to standard output.")
def command(paths: tuple[str, ...], as_of: str, within: int, shape: str, output: str | None) -> None:
    """List what must be done by when: claims, rights that lapse, notices before renewal, reports, reviews.

    \b
    Examples:
      sladsl due agreements/
      sladsl due agreements/ --within 30 --as-of 2026-04-12
      sladsl due agreements/ --format ics -o due.ics

    Each agreement is evaluated with the data.toml beside it. Exit code 2 when one of them could not be; the others are
    listed all the same.
    """
    from sladsl.api.agenda import agenda

    found = agenda(paths, _day(as_of), within)
    if shape == "ics":
        from sladsl.api.agenda_formats import agenda_ics

        try:
            content = agenda_ics(found)
        except ImportError:
            refuse(
                "Calendar files need the package `icalendar`.",
                "Install it with: pip install 'sladsl[calendar]'",
            )
        if output is None or output == "-":
            click.echo(content.decode(), nl=False)
        else:
            write_bytes(content, output)
    else:
        write(_text(found, shape), output)
    for problem in found.problems:
        from sladsl.diagnostics.cells import printable

        click.echo(printable(f"error: {problem.path}: {problem.message}"), err=True)
    if found.problems:
        raise SystemExit(2)


def _text(found: Agenda, shape: str) -> str:
    from sladsl.api.agenda_formats import agenda_json, agenda_text

    return agenda_json(found) if shape == "json" else agenda_text(found)


def _day(text: str) -> str:
    from datetime import date

    if not text:
        return date.today().isoformat()
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        refuse(f"`{text}` is no day.", "Write 2026-04-12.")
