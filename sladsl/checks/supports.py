"""Promises that carry a promise of another agreement, compared: levels, times, periods and hours, in exact numbers.

What can't be compared is said, too: silence would read as if it were enough.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from sladsl.checks.hours import first_uncovered, moment
from sladsl.diagnostics.finding import Severity
from sladsl.diagnostics.suggest import listing
from sladsl.model.limits import Limit, LimitTable, RecordPromise
from sladsl.model.meanings import Bound, Calendar, Metric, Unit
from sladsl.model.supports import Side, Supported
from sladsl.record import Record, replace
from sladsl.values.duration import HOUR, duration_text
from sladsl.values.number import shown
from sladsl.values.period import PeriodKind, contains

MOST = {
    ("day", "week"): 7,
    ("day", "month"): 31,
    ("day", "quarter"): 92,
    ("day", "year"): 366,
    ("month", "quarter"): 3,
    ("month", "year"): 12,
    ("quarter", "year"): 4,
}
"""How many periods of the first kind lie in one of the second at most."""
SHORTEST: dict[PeriodKind, int] = {"day": 1, "week": 7, "month": 28, "quarter": 90, "year": 365}
LONGEST: dict[PeriodKind, int] = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}
HIGHER = ("at least", "above")
LOWER = ("at most", "below")
OF_TIME = ("uptime from", "downtime from", "as reported")


class Judged(Record):
    """One thing that is too weak, or (`compared` False) can't be told."""

    message: str
    hint: str
    compared: bool = True
    severity: Severity = "error"


def judged(each: Supported) -> Iterator[Judged]:
    """All that is wrong between a promise and the one that it carries."""
    if each.by is None or each.of is None:
        told = _apart(each, each.why)
        if each.meant:
            there = each.name.partition(".")[0]
            hint = f"Did you mean {listing(each.meant, 'or')}? Else bring the file of `{there}` by `use`."
            told = replace(told, hint=hint, severity="warning")
        yield told
        return
    by, of = each.by, each.of
    if by.objective.strength != "ensures" and of.objective.strength == "ensures":
        yield Judged(
            message=f"`{of.name}` is ensured, and `{by.name}`, which carries it, is only "
            f"{'reported' if by.objective.strength == 'reports' else 'aimed for'}.",
            hint="Let it be ensured, or promise less above it.",
            severity="warning",
        )
    if by.objective.record is not None and of.objective.record is not None:
        yield from _records(each, by, of, by.objective.record, of.objective.record)
    elif by.objective.record is not None or of.objective.record is not None:
        yield _apart(each, "one promises the time of each record, the other one figure a period")
    else:
        yield from _levels(each, by, of)
    yield from _hours(each, by, of)


def _apart(each: Supported, why: str) -> Judged:
    return Judged(
        message=f"Whether `{each.name}` is carried can't be told here: {why}.",
        hint="Look at it yourself.",
        compared=False,
        severity="information",
    )


# ---- levels


def _levels(each: Supported, by: Side, of: Side) -> Iterator[Judged]:
    mine, theirs = by.objective.bound, of.objective.bound
    for side, bound in ((by, mine), (of, theirs)):
        if bound is None:
            yield _apart(each, f"`{side.name}` has no one bound")
            return
    assert mine is not None
    assert theirs is not None
    kinds = [_metric(side) for side in (by, of)]
    measured: set[str] = {found.kind for found in kinds if found is not None and found.kind != "as reported"}
    if mine.unit != theirs.unit:
        yield _apart(each, f"{_text(mine)} and {_text(theirs)} are of two units")
    elif len(measured) > 1:
        yield _apart(each, f"one is measured as `{min(measured)}`, the other as `{max(measured)}`")
    elif _direction(mine) is None or _direction(mine) != _direction(theirs):
        yield _apart(each, f"`{_text(mine)}` and `{_text(theirs)}` do not go one way")
    else:
        yield from _periods(each, by, of, mine, theirs, measured)


def _periods(
    each: Supported, by: Side, of: Side, mine: Bound, theirs: Bound, measured: set[str]
) -> Iterator[Judged]:
    inner, outer = by.objective.period, of.objective.period
    total, count = mine, 1
    if inner != outer and not contains(outer, inner) and not contains(inner, outer):
        yield _apart(each, f"a {inner} and a {outer} do not lie in each other")
        return
    if contains(outer, inner) and "downtime from" in measured:
        count = MOST.get((inner, outer), 1)
    better = theirs.value - mine.value * count
    if _direction(theirs) == "higher":
        better = mine.value - theirs.value
    strict = better == 0 and theirs.comparator in ("above", "below") and mine.comparator != theirs.comparator
    if better < 0 or strict:
        yield _weaker(by, of, mine, theirs, total.value * count, count, each.margin)
        return
    if each.margin is not None and each.margin_unit == mine.unit and better < each.margin:
        yield _less_than_margin(each, by, of, theirs, better)
    if inner != outer and contains(inner, outer) and mine.unit == "percent" and _direction(mine) == "higher":
        allowed = (1 - mine.value) * LONGEST[inner] * 24 * HOUR
        left = (1 - theirs.value) * SHORTEST[outer] * 24 * HOUR
        if allowed > left:
            yield Judged(
                message=f"What `{by.name}` allows in a {inner} may all fall into one {outer}: "
                f"{_level(1 - mine.value, 'percent')} of {LONGEST[inner]} days is {_time(allowed)}, and "
                f"`{of.name}` allows {_level(1 - theirs.value, 'percent')} of {SHORTEST[outer]} days, {_time(left)}.",
                hint=f"Let what carries it be promised each {outer}, too.",
                severity="warning",
            )
    if each.last and mine.unit == "percent" and _direction(mine) == "higher":
        yield from _in_series(by, of, theirs, each.beside)


def _weaker(
    by: Side, of: Side, mine: Bound, theirs: Bound, total: Fraction, count: int, margin: Fraction | None
) -> Judged:
    if count > 1:
        said = f"{count} times {_level(mine.value, mine.unit)} a {by.objective.period} is {_level(total, mine.unit)}"
    elif mine.unit == "percent" and _direction(mine) == "higher":
        said = (
            f"it may fail for {_level(1 - mine.value, mine.unit)} of the time, and "
            f"{_level(1 - theirs.value, mine.unit)} is allowed"
        )
    else:
        said = f"it allows {_level(mine.value, mine.unit)}"
    wanted = theirs.value
    if margin is not None and mine.unit == theirs.unit:
        wanted += margin if _direction(theirs) == "higher" else -margin
    wanted /= count
    return Judged(
        message=f"`{by.name}` ({_text(mine)}) is weaker than `{of.name}` ({_text(theirs)}), which it carries: {said}.",
        hint=f"Promise `{mine.comparator} {_level(wanted, mine.unit)}`, or less above it."
        if wanted > 0 and (mine.unit != "percent" or wanted <= 1)
        else "Promise more here, or less above it.",
    )


def _less_than_margin(each: Supported, by: Side, of: Side, theirs: Bound, better: Fraction) -> Judged:
    assert each.margin is not None
    sign = "+" if _direction(theirs) == "higher" else "-"
    wanted = theirs.value + (each.margin if sign == "+" else -each.margin)
    margin = _level(each.margin, theirs.unit)
    return Judged(
        message=f"`{by.name}` is {_level(better, theirs.unit)} better than `{of.name}`, and the margin is {margin}: "
        f"{_level(theirs.value, theirs.unit)} {sign} {margin} = {_level(wanted, theirs.unit)}.",
        hint=f"Promise `{theirs.comparator} {_level(wanted, theirs.unit)}`, or write a smaller margin."
        if wanted >= 0 and (theirs.unit != "percent" or wanted <= 1)
        else f"Write a smaller margin: no level can keep this one; what is promised keeps {_level(better, theirs.unit)}.",
        severity="warning",
    )


def _in_series(by: Side, of: Side, theirs: Bound, beside: tuple[Side, ...]) -> Iterator[Judged]:
    """Several that carry one promise: where each of them is needed, what they allow adds up."""
    if not beside:
        return
    sides = (by, *beside)
    bounds = [side.objective.bound for side in sides]
    known = [
        bound
        for bound in bounds
        if bound is not None and bound.unit == "percent" and bound.value >= theirs.value
    ]
    if len(known) != len(sides) or any(side.objective.period != of.objective.period for side in sides):
        return
    parts = sorted((1 - bound.value for bound in known), reverse=True)
    total = sum(parts, Fraction(0))
    if total > 1 - theirs.value:
        words = " + ".join(_level(part, "percent") for part in parts)
        yield Judged(
            message=f"{len(sides)} promises carry `{of.name}`, and where each is needed, what they allow adds up: "
            f"{words} = {_level(total, 'percent')}, more than its {_level(1 - theirs.value, 'percent')}.",
            hint="Promise more here, or less above it; where one stands in for another, allow this with that reason.",
            severity="warning",
        )


# ---- times of records


def _records(
    each: Supported, by: Side, of: Side, mine: RecordPromise, theirs: RecordPromise
) -> Iterator[Judged]:
    share, owed = by.objective.bound, of.objective.bound
    if share is not None and owed is not None and share.value < owed.value:
        yield Judged(
            message=f"`{by.name}` is kept for {_text(share)} of its records, and `{of.name}`, which it carries, for "
            f"{_text(owed)}.",
            hint=f"Promise it for at least {_level(owed.value, 'percent')} of them.",
        )
    pairs = list(_pairs(mine, theirs))
    if not pairs:
        yield _apart(each, "their limits are told apart by different fields, or not stated")
    for label, own, other in pairs:
        where = f" for {label}" if label else ""
        if bool(own.business_days) != bool(other.business_days):
            yield _apart(
                each, f"{own.text} and {other.text}{where} are counted in days and hours of two kinds"
            )
            continue
        length, allowed = (
            (Fraction(limit.business_days) if limit.business_days else limit.us + limit.days * 24 * HOUR)
            for limit in (own, other)
        )
        if length > allowed:
            yield Judged(
                message=f"`{by.name}` takes up to {own.text}{where}, and `{of.name}`, which it carries, is promised "
                f"within {other.text}.",
                hint=f"Promise at most {other.text} here, or more time above it.",
            )
        elif (
            each.margin is not None
            and each.margin_unit == "duration"
            and not own.business_days
            and allowed - length < each.margin
        ):
            yield Judged(
                message=f"`{by.name}` leaves {_time(allowed - length)} of the {other.text} of `{of.name}`{where}, and the "
                f"margin is {_time(each.margin)}.",
                hint="Promise a shorter time here, or write a smaller margin.",
                severity="warning",
            )


def _pairs(mine: RecordPromise, theirs: RecordPromise) -> Iterator[tuple[str, Limit, Limit]]:
    """Limits that belong together, with the row that they stand in; nothing where none do."""
    if mine.table is not None and theirs.table is not None:
        if mine.table.by != theirs.table.by:
            return
        for labels, text, limit in _limits(theirs.table, theirs.column):
            own = next(
                (found for fit, _, found in _limits(mine.table, mine.column) if _fits(fit, labels)), None
            )
            if own is not None:
                yield text, own, limit
        return
    for _, text, own in _of(mine):
        for _, other, limit in _of(theirs):
            yield text or other, own, limit


def _of(promise: RecordPromise) -> list[tuple[tuple[str | None, ...], str, Limit]]:
    if promise.table is not None:
        return list(_limits(promise.table, promise.column))
    return [((), "", promise.limit)] if isinstance(promise.limit, Limit) else []


def _limits(table: LimitTable, column: str) -> Iterator[tuple[tuple[str | None, ...], str, Limit]]:
    place = table.columns_by_name()[column]
    for row in table.rows:
        found = row.cells[place]
        if isinstance(found, Limit):
            yield row.labels, f"`{row.text}`", found


def _fits(row: tuple[str | None, ...], labels: tuple[str | None, ...]) -> bool:
    """Whether a row is for the records of these labels; `otherwise` (no labels) is for all."""
    return not row or (
        bool(labels) and all(one is None or one == other for one, other in zip(row, labels, strict=True))
    )


# ---- hours


def _hours(each: Supported, by: Side, of: Side) -> Iterator[Judged]:
    mine, theirs = _calendar(by), _calendar(of)
    if not isinstance(mine, Calendar) or theirs is None:
        return
    if isinstance(theirs, Calendar):
        zones = [calendar.zone or side.agreement.zone for calendar, side in ((mine, by), (theirs, of))]
        if zones[0] != zones[1]:
            yield _apart(each, f"`{mine.name}` and `{theirs.name}` are hours of two time zones")
            return
    gap = first_uncovered(theirs if isinstance(theirs, Calendar) else None, mine)
    if gap is not None:
        yield Judged(
            message=f"`{of.name}` counts on {moment(gap)}, and `{by.name}`, which carries it, does not: its hours are "
            f"`{mine.name}`.",
            hint="Give both the same hours, or promise less above it.",
            severity="warning",
        )


def _calendar(side: Side) -> Calendar | bool | None:
    """The hours in which a promise counts; True: always, None: nothing says."""
    metric = _metric(side)
    if metric is None:
        return None
    calendars = side.agreement.calendars
    if side.objective.record is not None:
        return calendars.get(metric.clock.calendar, True) if metric.clock is not None else True
    service = side.agreement.services.get(metric.service)
    if service is None or metric.kind not in OF_TIME:
        return None
    return True if service.always else calendars.get(service.calendar)


# ---- words


def _metric(side: Side) -> Metric | None:
    return side.agreement.metrics.get(side.objective.metric)


def _direction(bound: Bound) -> str | None:
    if bound.comparator in HIGHER:
        return "higher"
    return "lower" if bound.comparator in LOWER else None


def _text(bound: Bound) -> str:
    return f"{bound.comparator} {_level(bound.value, bound.unit)}"


def _level(value: Fraction, unit: Unit) -> str:
    if unit == "percent":
        return f"{shown(value * 100, most=12)}%"
    return _time(value) if unit == "duration" else shown(value, most=12)


def _time(value: Fraction) -> str:
    return duration_text(int(value)) if value.denominator == 1 else f"{shown(value / 1_000_000, most=6)} s"
