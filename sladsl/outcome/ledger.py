"""The ledger of an evaluation: what settling read of each finished period, so that later ones need no old data."""

from __future__ import annotations

from collections.abc import Mapping

from sladsl.model.facts import StatedFact
from sladsl.outcome.given import GivenClaim, GivenDone, GivenFee, GivenInvoice, GivenReport, ReportedLevel
from sladsl.outcome.measured import SourceFacts
from sladsl.record import Record


class Kept(Record):
    """One metric in one finished period: the integers of each scope, and how they were measured.

    `way` tells ways of measuring apart (sladsl/plan/ways.py). `spans`: from when to when each of its sources has data, as
    far as that was known (µs); a span of no time says that there are none.
    """

    metric: str
    period: str
    start: int
    end: int
    way: str
    spans: Mapping[str, tuple[int, int]]
    scopes: Mapping[str, Mapping[str, int]]


class Ledger(Record):
    """What was known at the instant `as_of` (µs) of the periods that had ended by then.

    Reported levels and fees are those of ended periods; claims, reports and facts are all that were known. `reports` None:
    nobody says which were sent; `invoices` None: nobody says what was invoiced. `sources` are what was read of each in all
    runs together.
    """

    agreement: str
    version: str
    zone: str
    as_of: int
    kept: tuple[Kept, ...]
    sources: tuple[SourceFacts, ...] = ()
    levels: tuple[ReportedLevel, ...] = ()
    fees: tuple[GivenFee, ...] = ()
    claims: tuple[GivenClaim, ...] = ()
    reports: tuple[GivenReport, ...] | None = None
    facts: tuple[StatedFact, ...] = ()
    invoices: tuple[GivenInvoice, ...] | None = None
    done: tuple[GivenDone, ...] = ()
    """What was recorded of duties until then."""
