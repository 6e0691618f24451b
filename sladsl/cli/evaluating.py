"""What the commands that evaluate share: the options that say on what, and the evaluation itself."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click

from sladsl.cli.common import meant, refuse, refuse_unwritable, spare
from sladsl.cli.progress import progress_bar
from sladsl.cli.standard_input import shown, without_standard_input
from sladsl.record import Record, replace

if TYPE_CHECKING:
    from sladsl.api.evaluation import Evaluation
    from sladsl.data.binding import Binding
    from sladsl.model.meanings import Agreement


class Evaluated(Record):
    """An agreement and its evaluation, as known at the instant `as_of` (µs)."""

    agreement: Agreement
    evaluation: Evaluation
    as_of: int
    _unequal = frozenset({"evaluation"})


def on_data(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of every command that evaluates; they become the arguments of `evaluated`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


_OPTIONS = (
    click.option(
        "--data",
        "bindings",
        multiple=True,
        metavar="FILE|BINDING",
        help="A data.toml, or flags such as checks=checks.csv, checks.zone=Europe/Berlin, levels=report.xlsx;"
        " may be repeated. `checks=-` is standard input. Without it, the data.toml beside the agreement.",
    ),
    click.option(
        "--period", default="", metavar="P", help="Only this: 2026-03, 2026-Q1, 2026 or 2026-01..2026-03."
    ),
    click.option(
        "--as-of",
        default="",
        metavar="TIME",
        help="What was known then: 2026-04-12 or with a time. Default: now.",
    ),
    click.option(
        "--engine",
        type=click.Choice(["duckdb", "reference"]),
        default="duckdb",
        show_default=True,
        help="What measures. Both give the same digits; `reference` is the plain definition.",
    ),
    click.option(
        "--assume",
        multiple=True,
        metavar="'CHOICE: ANSWER'",
        help="Answer a choice that the agreement leaves open.",
    ),
)


def evaluated(
    file: str,
    bindings: tuple[str, ...],
    period: str,
    as_of: str,
    engine: str,
    assume: tuple[str, ...],
    outputs: tuple[str | None, ...] = (),
    ledger: str = "",
) -> Evaluated:
    """The evaluation of a file; whatever prevents it ends the command with one message and exit code 2.

    `outputs` are written afterwards: none of them may be a file that is read here. `ledger`: an outcome to go on from.
    """
    from sladsl.api.arguments import as_of_instant, assumed
    from sladsl.api.evaluation import evaluate, with_zones
    from sladsl.api.refused import Refused
    from sladsl.data.errors import UnreadableData
    from sladsl.data.ledger import read_ledger
    from sladsl.engines.refusal import CannotKeepExact
    from sladsl.model.amended import at_once

    read, agreement = meant(file)
    every = at_once(agreement)
    bindings = without_standard_input(bindings, tuple(every.sources), (file,))
    binding = bound(file, bindings, every, read.sources)
    if any(outputs):
        spare((file, *([ledger] if ledger else []), *files_read(file, bindings, binding)), *outputs)
        refuse_unwritable(*outputs)
    agreement = with_zones(agreement, binding)
    try:
        answers = assumed(assume, agreement)
        instant = as_of_instant(as_of, agreement, answers)
        with progress_bar() as progress:
            evaluation = evaluate(
                agreement,
                binding,
                as_of=instant,
                period=period,
                engine=engine,
                assume=answers,
                ledger=read_ledger(ledger) if ledger else None,
                progress=progress,
            )
    except (Refused, UnreadableData, CannotKeepExact) as trouble:
        refuse(shown(trouble.message), shown(trouble.hint))
    return Evaluated(agreement=agreement, evaluation=evaluation, as_of=instant)


def strictly(*evaluations: Evaluation) -> None:
    """Ends with exit code 1, and says so, where the data of an evaluation have errors or warnings; information does not."""
    found = {
        (each.name, each.message): each
        for evaluation in evaluations
        for each in evaluation.outcome.statement.findings
        if each.severity != "information"
    }
    if not found:
        return
    counts = Counter(each.severity for each in found.values())
    said = " and ".join(
        f"{counts[severity]} {severity}{'s' * (counts[severity] != 1)}"
        for severity in ("error", "warning")
        if counts[severity]
    )
    names = ", ".join(dict.fromkeys(each.name for each in found.values()))
    click.echo(f"{said} about the data, so --strict ends with 1: {names}.", err=True)
    raise SystemExit(1)


def files_read(file: str, bindings: tuple[str, ...], binding: Binding) -> tuple[str, ...]:
    """The files that a binding is made of and leads to; those that are not there are left out."""
    from sladsl.data.errors import UnreadableData
    from sladsl.data.kinds import files_of

    made = (
        *binding.levels,
        *binding.fees,
        *binding.claims,
        *binding.reports,
        *binding.facts,
        *binding.invoices,
    )
    tables = (*binding.tables.values(), *made)
    found = [os.path.join(os.path.dirname(file), "data.toml"), *bindings]
    for path in (getattr(each, "path", "") for each in tables):
        with suppress(UnreadableData):
            found += files_of(path).paths
    return tuple(found)


def bound(
    file: str, bindings: tuple[str, ...], agreement: Agreement, sources: frozenset[str] = frozenset()
) -> Binding:
    """The binding of flags and files, or of the data.toml beside the agreement; refuses what is wrong with it.

    `sources` are those of all agreements of the file: one data.toml may serve them all.
    """
    from sladsl.api.arguments import refuse_wrong_binding, zones_of
    from sladsl.api.refused import Refused
    from sladsl.data.files import binding_from_flags

    tomls = [each for each in bindings if "=" not in each or os.path.isfile(each)]
    pairs = [each for each in bindings if each not in tomls]
    if len(tomls) > 1:
        refuse("More than one data.toml is given.", "Name one; add flags such as checks=checks.csv.")
    beside = os.path.join(os.path.dirname(file), "data.toml")
    path = tomls[0] if tomls else beside if not bindings and os.path.lexists(beside) else ""
    binding, errors = binding_from_flags(pairs, path, zones_of(agreement))
    of_others = sources - agreement.sources.keys()
    if of_others:
        tables = {name: table for name, table in binding.tables.items() if name not in of_others}
        binding = replace(binding, tables=tables)
    try:
        refuse_wrong_binding(binding, errors, agreement)
    except Refused as trouble:
        refuse(shown(trouble.message), shown(trouble.hint))
    return binding


def instant_of(text: str, agreement: Agreement, assume: dict[str, str]) -> int:
    """The as-of instant (µs) of an option: a day or moment in the zone of the agreement, else now."""
    from sladsl.api.arguments import as_of_instant
    from sladsl.api.refused import Refused

    try:
        return as_of_instant(text, agreement, assume)
    except Refused as trouble:
        refuse(trouble.message, trouble.hint)
