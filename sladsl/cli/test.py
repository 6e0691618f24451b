"""`sladsl test`: scenarios run as tests of agreements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from sladsl.cli.common import loaded, output_format, refuse, refuse_unwritable, spare, write_bytes

if TYPE_CHECKING:
    from sladsl.api.read import Loaded


@click.command("test")
@click.argument("paths", nargs=-1, metavar="[FOLDER|FILE...]")
@click.option(
    "-k",
    "name",
    default="",
    metavar="NAME",
    help="Only scenarios with this in their title or that of their agreement.",
)
@click.option("--junit", metavar="FILE", help="Also write the results as JUnit XML.")
@click.option("--coverage", is_flag=True, help="List the rules that were at work in no scenario.")
@click.option(
    "--fail-under",
    type=click.IntRange(0, 100),
    metavar="PERCENT",
    help="Exit code 1 where fewer rules were at work; lists the others.",
)
@output_format("text", "json", help="How results are printed.")
def command(
    paths: tuple[str, ...], name: str, junit: str | None, coverage: bool, fail_under: int | None, shape: str
) -> None:
    """Run the scenarios of agreements as tests.

    \b
    Examples:
      sladsl test agreement.sla
      sladsl test agreements/ --coverage
      sladsl test agreements/ --junit report.xml --fail-under 80
      sladsl test worked-examples.sla -k "two outages"

    A scenario stands in an agreement, or in a file that uses it and says
    `of: Name`. With an agreement come the scenarios of it in the files
    beside it; without a file, all of this folder are run.

    Exit code 1 when a scenario fails or too few rules were at work, 2 when
    a file can't be read or has errors, or there is nothing to run.
    """
    from sladsl.api.testing import run
    from sladsl.diagnostics.cells import printable

    given = tuple(_given(paths or (".",)))
    if junit:
        refuse_unwritable(junit)
        spare(_files(paths or (".",)), junit)
    report = run(given, name)
    if not report.scenarios and not report.troubles:
        if name:
            refuse(f"No scenario has `{name[:40]}` in its title.", "Leave -k out to run all.")
        refuse("There is no scenario.", "Write one: docs/language/scenarios.md says how.")
    under = fail_under is not None and (report.coverage or 0) * 100 < fail_under
    if shape == "json":
        from sladsl.api.testing.to_json import report_json

        click.echo(report_json(report), nl=False)
    else:
        from sladsl.api.testing.to_text import report_text

        click.echo(report_text(report, coverage=coverage or fail_under is not None), nl=False)
    if junit:
        from sladsl.api.testing.to_junit import report_junit

        write_bytes(report_junit(report), junit)
    for trouble in report.troubles:
        click.echo(printable(f"error: {trouble.file}: {trouble.message}"), err=True)
        if trouble.hint:
            click.echo(printable(f"  {trouble.hint}"), err=True)
    if under:
        click.echo(f"error: Less than {fail_under}% of the rules were at work in a scenario.", err=True)
    if report.troubles:
        raise SystemExit(2)
    if report.count("failed") or under:
        raise SystemExit(1)


def _given(paths: tuple[str, ...]) -> Iterator[str | Loaded]:
    for path in paths:
        yield loaded(path) if path == "-" or path.startswith(("-#", "#")) else path


def _files(paths: tuple[str, ...]) -> Iterator[str]:
    """The files that are read, as far as they are named or lie in a folder that is."""
    from contextlib import suppress

    from sladsl.api.folders import agreements
    from sladsl.api.read import Unreadable

    for path in paths:
        with suppress(Unreadable):
            yield from agreements(path)
