"""The times that promises allow a record, and where they are said: in a condition, in a promise, in a table."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.ast import values as v
from sladsl.model.limits import Limit, RecordPromise
from sladsl.model.meanings import Metric, Objective
from sladsl.source import Span
from sladsl.values.duration import DAY, HOUR, MINUTE, SECOND

_UNITS = {"millisecond": SECOND // 1000, "second": SECOND, "minute": MINUTE, "hour": HOUR, "day": DAY}


def allowances(metric: Metric, objectives: list[Objective]) -> Iterator[tuple[str, str, int, Span]]:
    """What a record is allowed: from which of its times, to which, how many microseconds, and where that is said."""
    if metric.kind == "share of":
        for elapsed, allowed in _limits(metric.good):
            where = metric.condition_spans.get("good when", metric.span)
            yield elapsed.since.text, elapsed.until.text, allowed, where
    if isinstance(metric.operand, v.ElapsedTime):
        for objective in objectives:
            for allowed in _promised(objective.record):
                times = metric.operand.since.text, metric.operand.until.text
                yield *times, allowed, objective.promise_span


def _promised(record: RecordPromise | None) -> Iterator[int]:
    """The times that a promise about records allows, in plain time; the shortest of a table first."""
    if record is None or record.comparator not in ("at most", "below"):
        return
    cells: list[object] = [record.limit]
    if record.table is not None:
        place = record.table.columns_by_name().get(record.column, 0)
        cells = [row.cells[place] for row in record.table.rows if place < len(row.cells)]
    plain = [
        each for each in cells if isinstance(each, Limit) and not each.business and not each.business_days
    ]
    yield from sorted(int(each.us + each.days * DAY) for each in plain)


def _limits(condition: v.Condition | None) -> Iterator[tuple[v.ElapsedTime, int]]:
    """The times that a record is allowed, where it must keep them: `opened to responded at most 30 minutes`."""
    match condition:
        case v.AllOf():
            for part in condition.of:
                yield from _limits(part)
        case v.Comparison() if condition.comparator in ("at most", "below"):
            allowed = _clock_time(condition.right)
            if isinstance(condition.left, v.ElapsedTime) and allowed is not None:
                yield condition.left, allowed
        case _:
            return


def _clock_time(operand: v.Operand) -> int | None:
    """Microseconds of a duration of the clock on the wall; None for business hours and for anything else."""
    if not isinstance(operand, v.Duration):
        return None
    length = 0
    for part in operand.parts:
        unit = _UNITS.get(part.unit)
        if unit is None:
            return None
        length += int(part.number.value * unit)
    return length
