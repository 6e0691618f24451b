"""What a promise carries of another agreement: both promises with their agreements, so that they can be compared."""

from __future__ import annotations

from fractions import Fraction

from sladsl.model.meanings import Agreement, Meaning, Objective, Unit
from sladsl.source import NOWHERE, Span


class Side(Meaning):
    """One promise in its agreement; `name` as people say it from outside: `Shop.Availability`."""

    name: str
    agreement: Agreement
    objective: Objective


class Supported(Meaning):
    """`by` carries `of`; each None where it is not there or not evaluated, with `why` in words."""

    name: str
    by: Side | None
    of: Side | None
    why: str
    margin: Fraction | None
    margin_unit: Unit | None
    by_span: Span = NOWHERE
    meant: tuple[str, ...] = ()
    """Promises of the same name in agreements that are here, where that of `name` is not."""
    beside: tuple[Side, ...] = ()
    """The other promises that carry the same."""
    last: bool = True
    """Whether no promise that carries the same stands below in this file."""
