"""Cells: what is counted, added up or looked up over rows and spans, one integer by scope and period.

Each is exact as it stands, so that no engine has a choice: what is no whole number is scaled by its node.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from sladsl.plan.rows import Operand
from sladsl.record import Record
from sladsl.values.period import Period

if TYPE_CHECKING:
    from sladsl.plan.measure import Rows, Spans


class Length(Record):
    """Microseconds of all `spans` (each counted by itself) that lie in the set `within`, by scope and period.

    What of one span counts in one period is rounded to whole units: down, or `up` where a begun unit counts whole.
    """

    spans: Spans
    within: Spans
    periods: tuple[Period, ...]
    unit: int = 1
    up: bool = False


class Longest(Record):
    """The most microseconds that one span has in the set `within` and the period, rounded as in `Length`; 0 for none.

    A span that `within` interrupts is one span all the same: what of it lies within is added up.
    """

    spans: Spans
    within: Spans
    periods: tuple[Period, ...]
    unit: int = 1
    up: bool = False


class Stepped(Record):
    """Microseconds of the steps that spans have, each by itself.

    What of one span counts in one period, rounded to units as in `Length`, is first cut to what is more than `beyond` (or,
    where it is more, counts `whole`), and then to whole steps: `full only` ones, or `started` ones; `exact` leaves it.
    """

    spans: Spans
    within: Spans
    periods: tuple[Period, ...]
    step: int
    counts: Literal["full only", "started", "exact"]
    beyond: int = 0
    whole: bool = False
    unit: int = 1
    up: bool = False


class Begun(Record):
    """How many of the spans have their first instant inside the set `within` in the period.

    So a span counts once, in one period, however far it reaches; one that has no instant inside counts nowhere.
    """

    spans: Spans
    within: Spans
    periods: tuple[Period, ...]


class Count(Record):
    """Rows by scope and by the period that holds their `start` instant."""

    rows: Rows
    periods: tuple[Period, ...]


class Total(Record):
    """The sum of an operand over rows, times `scale`; rows where it is unknown add nothing.

    Numbers have six decimals at most, so a scale of a million makes the sum of fields whole. Where the result is no whole
    number (a quotient), it is rounded down; an engine may refuse that. So are those of `Ranked` and `Extreme`.
    """

    rows: Rows
    of: Operand
    periods: tuple[Period, ...]
    scale: int = 1


class Ranked(Record):
    """The value of an operand at a share of the n rows where it is known, ascending, times `scale`; 0 where there is none.

    `nearest rank`: the value in place ceil(share * n), counted from 1, at least the first. `interpolation`: between the two
    around place 1 + share * (n - 1), in proportion; the result is then also multiplied by the denominator of `share`, which
    makes it whole.
    """

    rows: Rows
    of: Operand
    share: Fraction
    method: Literal["nearest rank", "interpolation"]
    periods: tuple[Period, ...]
    scale: int = 1


class Extreme(Record):
    """The least or the most of an operand over rows, times `scale`; 0 where none is known."""

    rows: Rows
    of: Operand
    which: Literal["least", "most"]
    periods: tuple[Period, ...]
    scale: int = 1


class Known(Record):
    """Rows in which an operand is known."""

    rows: Rows
    of: Operand
    periods: tuple[Period, ...]


class Ratios(Record):
    """The sum S of `part / whole` over rows whose `whole` is above zero and `part` known.

    As 2 * floor(S * 10^18), and 1 more where S * 10^18 is no whole number.
    So it stands between the two whole numbers around it, and every comparison with a decimal of at most seventeen places
    that it enters comes out as with S itself, without a fraction that has as many digits as there are rows.
    """

    rows: Rows
    part: Operand
    whole: Operand
    periods: tuple[Period, ...]


class Rated(Record):
    """The rows that `Ratios` takes: those whose `whole` is above zero and whose `part` is known."""

    rows: Rows
    part: Operand
    whole: Operand
    periods: tuple[Period, ...]


class Exact(Record):
    """The sum of an operand over rows as a fraction in lowest terms: its numerator (`top`) or its denominator (`bottom`).

    Rows where it is unknown add nothing. Where no row is left both are 0. Unlike `Total` it keeps quotients as they are.
    """

    rows: Rows
    of: Operand
    periods: tuple[Period, ...]
    side: Literal["top", "bottom"]


class Weighed(Record):
    """Microseconds of spans times the weight of the row of each, as `Exact` gives it.

    `spans` are `Extent`s, `WholeUnits` of one, or `Stated`, whose weight is 1. What of a span lies in the set `within` and
    the period counts; a row whose weight is unknown makes none. Where spans overlap each counts with its own weight, or
    `once` the greatest of them.
    """

    spans: tuple[Spans, ...]
    weight: Operand
    within: Spans
    periods: tuple[Period, ...]
    once: bool
    side: Literal["top", "bottom"]


class SlotStarts(Record):
    """How many slots (as `Slots` lays them in the periods `laid`, which are tiled; () = in `periods`) begin inside the set,
    by scope and period."""

    set: Spans
    every: int
    periods: tuple[Period, ...]
    laid: tuple[Period, ...] = ()


class Edge(Record):
    """When the first or the last span begins or ends that shares time with the set `within` in the period; 0 for none.

    It is the least or the greatest of their starts or of their ends. Spans count whole, as they are, before any cut at a
    period's edge; ends of open ones are the as-of instant.
    """

    spans: Spans
    within: Spans
    periods: tuple[Period, ...]
    which: Literal["first start", "last start", "first end", "last end"]
