"""`sladsl data`: a look at tables before anything is evaluated."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from sladsl.api.read import PUBLISHED, parted
from sladsl.cli.common import meant, output_format, refuse, spare, write
from sladsl.cli.evaluating import bound, files_read
from sladsl.cli.progress import progress_bar
from sladsl.cli.standard_input import STDIN, shown, spooled, without_standard_input

if TYPE_CHECKING:
    from sladsl.data.binding import Binding
    from sladsl.data.profile.facts import Profile
    from sladsl.model.meanings import Agreement


@click.command("data")
@click.argument("inputs", nargs=-1, metavar="FILE...")
@click.option(
    "--data",
    "bindings",
    multiple=True,
    metavar="FILE|BINDING",
    help="A data.toml, or flags such as checks=checks.csv, checks.zone=Europe/Berlin; may be repeated."
    " With an agreement alone, the data.toml beside it.",
)
@output_format("text", "json", help="How the profile is printed.")
@click.option(
    "--write", "writes", is_flag=True, help="Write a first data.toml beside the agreement, or here."
)
@click.option("--force", is_flag=True, help="Replace a data.toml that is there.")
@click.option("--strict", is_flag=True, help="Exit code 1 when there is something that must be done.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Write the profile here instead of to standard output; FILE.toml writes a first binding.",
)
def command(
    inputs: tuple[str, ...],
    bindings: tuple[str, ...],
    shape: str,
    writes: bool,
    force: bool,
    strict: bool,
    output: str | None,
) -> None:
    """Look at data before they are evaluated: columns, times and zones, gaps, and what an agreement needs of them.

    Each FILE is a table (CSV, Parquet, JSON, xlsx; a pattern or a folder; `-` is standard input) or, if you have one, the
    agreement that is to read them.

    \b
    Examples:
      sladsl data checks.csv
      sladsl data agreement.sla                  (with the data.toml beside it)
      sladsl data agreement.sla checks.csv       (which source is it?)
      sladsl data agreement.sla --data checks=checks.csv --write
      sladsl data 'logs/*.parquet' --output-format json
    """
    from sladsl.api.profiling import profile
    from sladsl.data.profile.to_json import profile_json
    from sladsl.data.profile.to_text import profile_text

    agreements = [
        each for each in inputs if parted(each)[0].lower().endswith(".sla") or each.startswith(PUBLISHED)
    ]
    if STDIN in inputs:
        inputs = tuple(spooled() if each == STDIN else each for each in dict.fromkeys(inputs))
    tomls = tuple(each for each in inputs if each.lower().endswith(".toml"))
    paths = [each for each in inputs if each not in agreements and each not in tomls]
    if len(agreements) > 1:
        refuse("More than one agreement is given.", "Name one of them.")
    if not inputs and not bindings:
        refuse("Nothing is given to look at.", "Name a table, or an agreement with a data.toml beside it.")
    file = agreements[0] if agreements else ""
    agreement = _agreement(file) if file else None
    if any(each == STDIN or each.endswith("=-") for each in bindings):
        named = tuple(agreement.sources) if agreement is not None else ()
        bindings = without_standard_input(bindings, named, inputs)
    binding = _bound(file, (*tomls, *bindings), agreement, bool(paths))
    target = _target(file, writes, force, output)
    if output and not target:
        _spare_inputs(file, (*tomls, *bindings), paths, binding, output)
    with progress_bar() as progress:
        found = profile(paths, agreement, binding, progress)
    text = shown(profile_json(found) if shape == "json" else profile_text(found))
    if target:
        from sladsl.data.profile.to_toml import first_binding

        toml = first_binding(found, binding, os.path.dirname(os.path.abspath(target)))
        if target == output:
            output = None
        said = f"Wrote {target}: look at the lines with a question."
        if shape == "json":
            click.echo(said, err=True)
        else:
            text += f"\n{said}\n"
        write(text, output, (f"{toml}".encode(), target))
    else:
        write(text, output)
    if found.unread:
        raise SystemExit(2)
    if strict and _pressing(found):
        raise SystemExit(1)


def _spare_inputs(file: str, given: tuple[str, ...], paths: list[str], binding: Binding, output: str) -> None:
    from sladsl.data.errors import UnreadableData
    from sladsl.data.kinds import files_of

    read = [file, *files_read(file, given, binding)]
    for path in paths:
        with suppress(UnreadableData):
            read += files_of(path).paths
    spare(read, output)


def _pressing(profile: Profile) -> bool:
    return bool(profile.absent) or any(
        advice.weight == "must" for table in profile.tables for advice in table.advice
    )


def _agreement(file: str) -> Agreement:
    return meant(file)[1]


def _bound(file: str, given: tuple[str, ...], agreement: Agreement | None, tables: bool) -> Binding:
    """The binding of flags and files; that beside the agreement where nothing else is given."""
    from sladsl.data.binding import Binding

    beside = os.path.join(os.path.dirname(file), "data.toml") if file else ""
    if not given and (tables or not beside or not os.path.lexists(beside)):
        if file and not tables:
            refuse(
                f"There are no data beside {file}.",
                "Name its tables, as in --data checks=checks.csv, or put a data.toml there.",
            )
        return Binding()
    if agreement is not None:
        return bound(file, given, agreement)
    from sladsl.data.files import binding_from_flags

    tomls = [each for each in given if "=" not in each or os.path.isfile(each)]
    if len(tomls) > 1:
        refuse("More than one data.toml is given.", "Name one; add flags such as checks=checks.csv.")
    pairs = [each for each in given if each not in tomls]
    binding, errors = binding_from_flags(pairs, tomls[0] if tomls else "", {})
    if errors:
        refuse("\n  ".join(f"{error.message} {error.hint}".strip() for error in errors))
    return binding


def _target(file: str, writes: bool, force: bool, output: str | None) -> str:
    """Where the binding goes, "" when none is to be written; refuses to replace one."""
    named = output if output is not None and output.lower().endswith(".toml") else ""
    target = named or (os.path.join(os.path.dirname(file), "data.toml") if writes else "")
    if force and not target:
        refuse("--force says to replace a data.toml, and none is to be written.", "Add --write.")
    if target and os.path.exists(target) and not force:
        refuse(f"{target} is there already.", "Name another with -o, or replace it with --force.")
    return target
