"""Tables of bands beside the promises they serve: which rows fit where, and is the promise kept there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import groupby
from typing import assert_never

from sladsl.checks.context import Context
from sladsl.model.meanings import (
    Allocation,
    BandRow,
    Bound,
    Chosen,
    Credit,
    Discretion,
    FeeDays,
    LeftOpen,
    Metric,
    MissingSum,
    NoCredit,
    Objective,
    Percentage,
    SumOfMoney,
    TimesLost,
    Unit,
)
from sladsl.record import Record
from sladsl.values.bands import Levels, Limits, Stretch, joined, parts, telling_level
from sladsl.values.duration import HOUR, MINUTE, SECOND, duration_text
from sladsl.values.number import grouped, shown

_PERCENT = Fraction(1, 100)
_UNITS: dict[Unit, tuple[Fraction, ...]] = {
    "percent": (_PERCENT,),
    "duration": (Fraction(HOUR), Fraction(MINUTE), Fraction(SECOND)),
    "number": (Fraction(1),),
}


class Fit(Record):
    """A stretch of levels, the rows that apply there, whether the promise is met (None: it has no bound)."""

    stretch: Stretch
    rows: tuple[int, ...]
    met: bool | None


class Levelled(Record):
    """Rows against one promise; `fits` go from the best level to the worst."""

    levels: Levels
    unit: Unit
    fits: tuple[Fit, ...]
    written: dict[Fraction, str]
    """The values of all bounds as the agreement writes them."""
    higher: bool
    """Whether higher levels are better."""

    def runs(self, wanted: Callable[[Fit], bool]) -> Iterator[tuple[Stretch, tuple[int, ...]]]:
        """Neighbouring fits that are wanted, as one stretch with all their rows; from the best levels on."""
        for is_wanted, group in groupby(self.fits, key=wanted):
            if is_wanted:
                fits = list(group)
                ends = [fit.stretch for fit in (reversed(fits) if self.higher else fits)]
                yield joined(ends), tuple(sorted({at for fit in fits for at in fit.rows}))

    def level(self, value: Fraction) -> str:
        """A level in its unit, in the agreement's own words where it is a bound."""
        if self.written.get(value):
            return self.written[value]
        if self.unit == "duration":
            return duration_text(int(value)) if value.denominator == 1 else f"{shown(value / SECOND)} s"
        sign = "%" if self.unit == "percent" else ""
        return grouped(shown(value * 100 if sign else value, most=24)) + sign

    def words(self, stretch: Stretch) -> str:
        """`exactly 99.0%`, `above 97.9% but below 98.0%`; the ends of all levels go without saying."""
        if stretch.point is not None:
            return f"exactly {self.level(stretch.point)}"
        ends = []
        if stretch.low is not None and stretch.low != self.levels.low:
            ends.append(f"{'at least' if stretch.low_in else 'above'} {self.level(stretch.low)}")
        if stretch.high is not None and stretch.high != self.levels.high:
            ends.append(f"{'at most' if stretch.high_in else 'below'} {self.level(stretch.high)}")
        return " but ".join(ends)

    def subject(self, stretch: Stretch) -> str:
        """`exactly 99.0%`, `levels of at least 95.0%`, `levels below 95.0%`: the words as a noun."""
        words = self.words(stretch)
        if stretch.point is not None:
            return words
        return f"levels of {words}" if words.startswith("at ") else f"levels {words}".rstrip()

    def example(self, stretch: Stretch) -> str:
        """One level of the stretch."""
        return self.level(telling_level(stretch, self.levels, _UNITS[self.unit]))


class Table(Levelled):
    """The bands of a credit against one of its promises."""

    credit: Credit
    objective: Objective
    first: bool
    """Whether the agreement says that the first of several fitting rows applies."""

    def rows(self, at: tuple[int, ...]) -> list[BandRow]:
        return [self.credit.bands[each] for each in at]

    def applying(self, at: tuple[int, ...]) -> list[BandRow]:
        """Of rows that fit those that count."""
        return self.rows(at[:1] if self.first else at)

    @property
    def promise(self) -> str:
        """The bound of the promise, `at least 99.9%`."""
        bound = self.objective.bound
        return "" if bound is None else f"{bound.comparator} {self.level(bound.value)}"


def tables(context: Context) -> tuple[Table, ...]:
    """All tables of bands with their promises, but those of one credit that come out alike only once; none
    where units don't agree (the model says so). Several rules ask: they are made once.
    """
    if context.tables is None:
        context.tables = tuple(_tables(context))
    return context.tables


def _tables(context: Context) -> Iterator[Table]:
    agreement = context.agreement
    for credit in agreement.credits:
        if credit.marginal:
            continue  # each row counts for its part: none of them takes the place of another
        seen: list[tuple[Fit, ...]] = []
        for name in credit.objectives:
            objective = agreement.objectives.get(name)
            metric = agreement.metrics.get(objective.metric) if objective is not None else None
            if objective is not None and metric is not None:
                table = _table(context, credit, objective, metric)
                if table is not None and table.fits not in seen:
                    seen.append(table.fits)
                    yield table


def pays(row: BandRow) -> bool | None:
    """Whether a row grants anything; None when the amount is not stated."""
    match row.amount:
        case None:
            return None
        case NoCredit():
            return False
        case Percentage(ratio=ratio):
            return ratio > 0
        case SumOfMoney(money=money):
            return money.amount > 0
        case FeeDays(days=days):
            return days > 0
        case TimesLost(times=times):
            return times > 0
        case Discretion(most=most):
            return most.ratio > 0 if isinstance(most, Percentage) else most.money.amount > 0
        case MissingSum() | Allocation():
            return True
        case _:
            assert_never(row.amount)


def _table(context: Context, credit: Credit, objective: Objective, metric: Metric) -> Table | None:
    rows = [row.bounds for row in credit.bands]
    target = objective.bound if objective.strength != "reports" else None
    bounds = tuple(bound for row in rows for bound in row)
    written = (*((target,) if target is not None else ()), *bounds)
    if not bounds or len({bound.unit for bound in written}) != 1:
        return None
    if any(bound.promised for bound in bounds):
        return None  # the row moves with the promise, and with it what the others leave
    unit = written[0].unit
    levels = _levels(context, metric, unit, written)
    limits = [_limits(row) for row in rows]
    cut = parts([*limits, _limits((target,) if target is not None else ())], levels)
    fits = [
        Fit(
            stretch=part.stretch,
            rows=_fitting(credit, tuple(at for at in part.rows if at < len(rows))),
            met=None if target is None else len(rows) in part.rows,
        )
        for part in cut
    ]
    joined_fits = alike(fits)
    higher = _higher_is_better(target, bounds)
    return Table(
        credit=credit,
        objective=objective,
        levels=levels,
        unit=unit,
        fits=tuple(reversed(joined_fits) if higher else joined_fits),
        written={
            each.value: context.words(each.span).removeprefix(each.comparator).strip() for each in written
        },
        higher=higher,
        first=_is(context.answer("several bands fit", choices=credit.choices), "first"),
    )


def alike(fits: list[Fit]) -> list[Fit]:
    """Neighbours to which the same rows apply as one."""
    return [
        Fit(stretch=joined([fit.stretch for fit in group]), rows=applying, met=met)
        for (applying, met), group in (
            (key, list(members)) for key, members in groupby(fits, key=lambda fit: (fit.rows, fit.met))
        )
    ]


def _limits(bounds: tuple[Bound, ...]) -> Limits:
    return tuple((bound.comparator, bound.value) for bound in bounds)


def _fitting(credit: Credit, fitting: tuple[int, ...]) -> tuple[int, ...]:
    """Of the rows that fit the first, or as printed all; `otherwise` only where nothing else fits."""
    if not credit.printed:
        return fitting[:1]
    narrow = tuple(at for at in fitting if credit.bands[at].bounds)
    return narrow or fitting[:1]


def _higher_is_better(target: Bound | None, bounds: tuple[Bound, ...]) -> bool:
    """By the promise; without one by the rows, of which the first is the best by custom."""
    if target is not None:
        return target.comparator not in ("at most", "below")
    return bounds[0].value >= bounds[-1].value


def _levels(context: Context, metric: Metric, unit: Unit, written: tuple[Bound, ...]) -> Levels:
    """The levels that the formula can give, after the rounding that the agreement orders."""
    values = [bound.value for bound in written]
    low: Fraction | None = Fraction(0)
    high: Fraction | None = Fraction(1) if unit == "percent" else None
    if unit == "percent":
        if _is(context.answer("overlapping outages", metric), "each") or min(values) < 0:
            low = None
        if _is(context.answer("excluded time", metric), "out of total only") or max(values) > 1:
            high = None
    elif min(values) < 0:
        low = None
    step = Fraction(1) if metric.kind == "number of" else None
    rounding = context.answer("level rounding", metric)
    if isinstance(rounding, Chosen) and rounding.rounding is not None:
        quantum = rounding.rounding.quantum
        if quantum.unit == "%" and unit == "percent":
            step = quantum.number.value * _PERCENT
        elif quantum.unit == "" and unit == "number":
            step = max(step or Fraction(0), quantum.number.value)
    return Levels(low=low, high=high, step=step)


def _is(given: Chosen | LeftOpen | None, answer: str) -> bool:
    return isinstance(given, Chosen) and given.answer == answer
