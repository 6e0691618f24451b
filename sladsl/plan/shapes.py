"""Spans that are made out of spans one by one: gaps closed, short ones dropped, beginnings taken off, first ones taken.

Apart from the sets (sladsl/plan/measure.py), because all of them look at a span whole, before any cut at a period's end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sladsl.record import Record
from sladsl.values.period import Period

if TYPE_CHECKING:
    from sladsl.plan.measure import Spans


class Beside(Record):
    """All the spans, each by itself: they may overlap."""

    of: tuple[Spans, ...]


class AtOnce(Record):
    """The instants that lie in at least `least` of the sets (never fewer than one)."""

    of: tuple[Spans, ...]
    least: int


class Joined(Record):
    """A set with gaps of at most `gap` microseconds between its spans closed."""

    spans: Spans
    gap: int


class Lasting(Record):
    """Spans that last at least `length` microseconds, judged whole, before any cut at a period's end."""

    spans: Spans
    length: int


class Beyond(Record):
    """Each span without its first `length` microseconds; one that is no longer than that vanishes."""

    spans: Spans
    length: int


class Beginning(Record):
    """The first `length` microseconds of each span; all of one that is no longer than that."""

    spans: Spans
    length: int


class WholeUnits(Record):
    """Each span cut to the whole aligned units inside it (`whole only`), or widened to the units begun (`started`)."""

    spans: Spans
    unit: int
    how: Literal["whole only", "started"]


class Until(Record):
    """Each span of the set `bad` prolonged to the first instant at or after its end in `seen`, or to `horizon`.

    A span whose end lies in `seen` stays as it is (touching slots are one span of a set, so "the next start" would
    pass over a good slot); none is shortened.
    """

    bad: Spans
    seen: Spans
    horizon: int


class FromNth(Record):
    """In each period the span from where the `nth` of the spans that begin in it begins, in the order of time, to its end.

    Spans count each by itself, those that begin at one instant, too; empty ones are none. A period in which fewer begin has
    no span; where periods overlap, so may the spans.
    """

    spans: Spans
    nth: int
    periods: tuple[Period, ...]


class Allowance(Record):
    """The first `length` microseconds of a set in each period, in the order of time."""

    spans: Spans
    length: int
    periods: tuple[Period, ...]
