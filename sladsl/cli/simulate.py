"""`sladsl simulate`: what an agreement may come to, and what another one would."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from sladsl.cli.common import meant, output_format, refuse, refuse_unwritable, spare, write
from sladsl.cli.evaluating import bound, files_read, on_data
from sladsl.cli.progress import progress_bar
from sladsl.cli.standard_input import shown, without_standard_input

if TYPE_CHECKING:
    from sladsl.api.simulating.simulation import Compared
    from sladsl.data.binding import Binding
    from sladsl.model.meanings import Agreement


@click.command("simulate")
@click.argument("file")
@on_data
@click.option(
    "--process",
    "processes",
    multiple=True,
    metavar="FILE|OUTAGES",
    help="How often a service fails and for how long: 'Shop: 2 per month, 90 minutes', or a .toml file of such lines"
    " and of options with their cost; may be repeated.",
)
@click.option(
    "--variant",
    "variants",
    multiple=True,
    metavar="FILE",
    help="Another version of the agreement, on the same histories; may be repeated.",
)
@click.option(
    "--fee",
    "fees",
    multiple=True,
    metavar="FEE",
    help="A fee that the agreement leaves to invoices: 'Shop: 12_000 EUR per month'; may be repeated.",
)
@click.option(
    "--draws", default=1_000, show_default=True, metavar="N", type=int, help="How many histories are drawn."
)
@click.option(
    "--seed",
    default=1,
    show_default=True,
    metavar="N",
    type=int,
    help="The same seed gives the same histories everywhere.",
)
@click.option(
    "--block",
    default=1,
    show_default=True,
    metavar="DAYS",
    type=int,
    help="Days of the history that are drawn together: 7 where one bad day brings the next.",
)
@output_format("text", "json", help="Text, or JSON with a format version.")
@click.option("--json", "as_json", is_flag=True, help="Short for --output-format json.")
@click.option("-o", "--output", metavar="FILE", help="Write here instead of to standard output.")
def command(
    file: str,
    bindings: tuple[str, ...],
    period: str,
    as_of: str,
    engine: str,
    assume: tuple[str, ...],
    processes: tuple[str, ...],
    variants: tuple[str, ...],
    fees: tuple[str, ...],
    draws: int,
    seed: int,
    block: int,
    shape: str,
    as_json: bool,
    output: str | None,
) -> None:
    """Simulate an agreement: how likely misses and rights are, what credits come to.

    \b
    Examples:
      sladsl simulate a.sla                      (days of the data.toml beside it)
      sladsl simulate a.sla --process 'Shop: 2 per month, 90 minutes'
      sladsl simulate a.sla --variant tighter.sla --variant no-cap.sla
      sladsl simulate a.sla --process options.toml --period 2026-01..2027-12

    Each history is drawn from days of the data, or from stated outages, or from both; it is settled like real data. All
    variants are settled on the same histories. --period is the time that is simulated: without it the contract year in
    which the data end, or the first one.
    """
    from sladsl.api.arguments import as_of_instant, assumed
    from sladsl.api.evaluation import with_zones
    from sladsl.api.refused import Refused
    from sladsl.api.simulating.process import read_process
    from sladsl.api.simulating.simulation import compared_of, simulate
    from sladsl.data.errors import UnreadableData
    from sladsl.engines.refusal import CannotKeepExact
    from sladsl.model.amended import at_once

    read, agreement = meant(file)
    try:
        process = read_process(processes, at_once(agreement), fees)
        bindings = without_standard_input(bindings, tuple(at_once(agreement).sources), (file, *variants))
        binding = _history(file, bindings, agreement, read.sources)
        compared: list[Compared] = [_variant(each) for each in variants]
        compared += [compared_of(each, _meant(each.agreement)) for each in process.options]
        used = (*variants, *(each.agreement for each in process.options if each.agreement))
        spare(
            (file, *used, *processes, *(() if binding is None else files_read(file, bindings, binding))),
            output,
        )
        refuse_unwritable(output)
        if binding is not None:
            agreement = with_zones(agreement, binding)
        answers = assumed(assume, agreement)
        with progress_bar() as progress:
            found = simulate(
                agreement,
                binding=binding,
                outages=process.outages,
                fees=process.fees,
                compared=compared,
                period=period,
                draws=draws,
                seed=seed,
                block=block,
                as_of=as_of_instant(as_of, agreement, answers),
                engine=engine,
                assume=answers,
                progress=progress,
            )
    except (Refused, UnreadableData, CannotKeepExact) as trouble:
        refuse(shown(trouble.message), shown(trouble.hint))
    if as_json or shape == "json":
        from sladsl.outcome.simulated_to_json import simulated_json

        write(simulated_json(found), output)
    else:
        from sladsl.outcome.simulated_to_text import simulated_text

        write(simulated_text(found), output)


def _history(
    file: str, bindings: tuple[str, ...], agreement: Agreement, sources: frozenset[str]
) -> Binding | None:
    """The binding of a history; None without --data and without a data.toml beside the agreement."""
    from sladsl.model.amended import at_once

    beside = os.path.lexists(os.path.join(os.path.dirname(file), "data.toml"))
    if not bindings and not beside:
        return None
    return bound(file, bindings, at_once(agreement), sources)


def _variant(file: str) -> Compared:
    from sladsl.api.simulating.simulation import Compared

    return Compared(name=os.path.basename(file), agreement=_meant(file))


def _meant(file: str) -> Agreement | None:
    return meant(file)[1] if file else None
