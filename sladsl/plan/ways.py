"""How a period is measured, as a short text: equal ways give equal figures from equal rows, whatever else is looked at.

A plan holds sets of time as far as somebody looks at them; only what of them lies in the period tells one way from another.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from fractions import Fraction
from hashlib import sha256
from typing import Any

from sladsl.plan.cells import Edge
from sladsl.plan.measure import Column, Fixed, Metering
from sladsl.plan.record_rows import BusinessDays, Clock, Shift
from sladsl.plan.shapes import Until
from sladsl.record import Record
from sladsl.record import fields as names_of
from sladsl.values.period import Period

DAY = 86_400_000_000
Known = tuple[tuple[int, ...], ...]


class Ways:
    """The ways of one metering, by period; what is the same of all of them is written out once."""

    def __init__(self, metering: Metering) -> None:
        self._sets: list[tuple[Known, int]] = []
        columns = tuple(each for each in metering.columns if not of_outages(each))
        self._text = "".join(self._said((metering.scoped, metering.sources, columns)))
        self._periods: tuple[Period, ...] = tuple(_periods(columns))

    def way(self, period: Period) -> str:
        """The way in which a period is measured: 16 hexadecimal digits."""
        parts = [f"{period.start},{period.end};", self._text]
        for known, unit in self._sets:
            start, end = period.start // unit, -(-period.end // unit)
            for each in _inside(known, start, end):
                parts.append(f"{max(each[0], start)},{min(each[1], end) if unit == 1 else each[1:]};")
            parts.append("/")
        return sha256("".join(parts).encode()).hexdigest()[:16]

    def reaches_back(self, period: Period) -> int:
        """The instant from which on data must be there to measure a period: an allowance by the year begins with it."""
        over = (each.start for each in self._periods if each.start < period.end and each.end > period.start)
        return min((period.start, *over))

    def _said(self, value: Any) -> Iterator[str]:
        if isinstance(value, Period):
            yield str(value.kind)
        elif isinstance(value, Record):
            yield f"{type(value).__name__}("
            for name in names_of(value):
                if name in value._unequal:
                    continue
                held = getattr(value, name)
                if isinstance(value, Fixed | Clock) and name in ("spans", "open"):
                    yield "-" if held is None else self._set(held, 1)
                elif isinstance(value, BusinessDays) and name == "days":
                    yield self._set(held, DAY)
                elif not (isinstance(value, Shift) or (isinstance(value, Until) and name == "horizon")):
                    yield f"{name}="
                    yield from self._said(held)
            yield ")"
        elif isinstance(value, tuple) and value and isinstance(value[0], Period):
            yield " and ".join(sorted({str(each.kind) for each in value}))
        elif isinstance(value, tuple | list):
            yield "["
            for each in value:
                yield from self._said(each)
                yield ","
            yield "]"
        elif isinstance(value, frozenset):
            yield from self._said(sorted(value))
        elif isinstance(value, dict):
            yield from self._said(sorted(value.items()))
        elif isinstance(value, Fraction):
            yield f"{value.numerator}/{value.denominator}"
        else:
            yield repr(value)

    def _set(self, known: Known, unit: int) -> str:
        self._sets.append((known, unit))
        return "{}"


def of_outages(column: Column) -> bool:
    """Whether a column only says when outages began, on which dates of rights hang and no level."""
    return isinstance(column.cells, Edge) or column.name.startswith("outage ")


def _inside(known: Known, start: int, end: int) -> Known:
    """The spans, or days, in order, of which a part lies in a stretch."""
    first = bisect_left(known, (start,))
    if first and known[first - 1][1] > start:
        first -= 1
    return known[first : bisect_left(known, (end,))]


def _periods(value: Any) -> Iterator[Period]:
    """Every period that nodes are laid in."""
    if isinstance(value, Period):
        yield value
    elif isinstance(value, Record):
        for name in value._nested:
            yield from _periods(getattr(value, name))
    elif isinstance(value, tuple):
        for each in value:
            yield from _periods(each)
