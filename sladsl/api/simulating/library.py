"""Simulating from Python: what `sladsl simulate` does, on data where they are."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

from sladsl.api.arguments import as_of_instant, assumed
from sladsl.api.evaluation import with_zones
from sladsl.api.library import Data, Given, Table, bound_to, meant_by
from sladsl.api.refused import Refused
from sladsl.api.simulating.process import fee_of, outages_of
from sladsl.api.simulating.simulation import Compared
from sladsl.api.simulating.simulation import simulate as simulate_bound
from sladsl.engines.contract import Progress
from sladsl.engines.refusal import CannotKeepExact
from sladsl.model.amended import at_once
from sladsl.outcome.simulated import Simulated


def simulate(
    agreement: Given,
    data: Mapping[str, Data | Table] | str | os.PathLike[str] | None = None,
    *,
    outages: Mapping[str, str] | None = None,
    fees: Mapping[str, str] | None = None,
    variants: Mapping[str, Given] | None = None,
    period: str = "",
    draws: int = 1_000,
    seed: int = 1,
    block: int = 1,
    as_of: str | date | None = None,
    assume: Mapping[str, str] | Iterable[str] = (),
    engine: Literal["duckdb", "reference"] = "duckdb",
    progress: Progress | None = None,
) -> Simulated:
    """Draws histories of a time, settles each exactly, and counts what comes out.

    `agreement`, `data`, `as_of`, `assume` and `engine` are those of `sladsl.evaluate`. `outages`: service (`Line in Kiel`,
    `each Line`) -> how often and how long (`"2 per month, 90 minutes"`); `fees`: service -> `"12_000 EUR per month"`,
    where the agreement leaves it to invoices. `variants`: name -> another agreement, on the same histories. `period` is
    simulated; "" is the contract year in which the data end. `block` days of the data are drawn together. `progress` is
    called with a step, steps done and steps in all.

    Raises `Refused` and `UnreadableData` as `sladsl.evaluate` does.
    """
    meant, path = meant_by(agreement)
    binding = bound_to(meant, path, data)
    meant = with_zones(meant, binding)
    every = at_once(meant)
    texts = [f"{key}: {answer}" for key, answer in assume.items()] if isinstance(assume, Mapping) else assume
    answers = assumed(texts, meant)
    stated = [each for name, how in (outages or {}).items() for each in outages_of(name, how, every)]
    try:
        return simulate_bound(
            meant,
            binding=binding if binding.tables or binding.levels else None,
            outages=tuple(stated),
            fees=tuple(fee_of(name, how, "fees", every) for name, how in (fees or {}).items()),
            compared=[
                Compared(name=name, agreement=meant_by(each)[0]) for name, each in (variants or {}).items()
            ],
            period=period,
            draws=draws,
            seed=seed,
            block=block,
            as_of=as_of_instant(as_of, meant, answers),
            engine=engine,
            assume=answers,
            progress=progress,
        )
    except CannotKeepExact as trouble:
        raise Refused(trouble.message, 'Say engine="reference".') from None
