"""`sladsl due`: what must be done by when, over many agreements."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from sladsl.cli.common import output_format, refuse, spare, write, write_bytes

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

    if output:
        spare(_read(paths), output)
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
        if problem.hint:
            click.echo(printable(f"  {problem.hint}"), err=True)
    if found.problems:
        raise SystemExit(2)


def _read(paths: tuple[str, ...]) -> Iterator[str]:
    """The agreements, and the data.toml beside each."""
    import os

    from sladsl.api.folders import agreements
    from sladsl.api.read import Unreadable

    for path in paths:
        with suppress(Unreadable):
            for each in agreements(path):
                yield each
                yield os.path.join(os.path.dirname(each), "data.toml")


def _text(found: Agenda, shape: str) -> str:
    from sladsl.api.agenda_formats import agenda_json, agenda_text

    return agenda_json(found) if shape == "json" else agenda_text(found)


def _day(text: str) -> str:
    from datetime import date

    if not text:
        return date.today().isoformat()
    from sladsl.values.instant import FIRST_YEAR, LAST_YEAR

    try:
        day = date.fromisoformat(text)
    except ValueError:
        refuse(f"`{text[:40]}` is no day.", "Write 2026-04-12.")
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        refuse(f"`{text}` is no day from {FIRST_YEAR} to {LAST_YEAR}.", "Write 2026-04-12.")
    return day.isoformat()
