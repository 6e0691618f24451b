"""Rows made out of rows: the state of things from a log, fields that are chosen or timed, deadlines, sums by slot.

Each function is the plain reading of a node's docstring; time itself is counted in `sladsl.values`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from sladsl.data.cells import Value
from sladsl.data.reading import Row, read_fields
from sladsl.engines.reference.conditions import holds
from sladsl.engines.reference.spans import Periods, slot_of
from sladsl.plan.measure import (
    Choose,
    DueIn,
    FieldPauses,
    Increase,
    Input,
    Snapshots,
    StatePauses,
    Summed,
    Timed,
)
from sladsl.record import Record, replace
from sladsl.values.business_days import BusinessDays
from sladsl.values.intervals import Spans, normal
from sladsl.values.work_clock import WorkClock

PausesOf = Callable[[Row], Spans | None]
"""The pauses of a row as a set; None where they can't be read."""


def with_value(row: Row, name: str, value: Value) -> Row:
    """The row with one more field."""
    return replace(row, values={**row.values, name: value})


class Things(Record):
    """What a log says of its things: a row each, those that nothing places in time yet, and those in no known scope.

    `placed` have the scope that they say, "" where they say none.
    """

    placed: tuple[Row, ...]
    unplaced: tuple[Row, ...]

    def within(self, scope: str, node: Snapshots) -> list[Row]:
        """The rows that stand in a scope."""
        if node.scope and (not scope or not self.knows(scope, node)):
            return []
        return [row for row in self.placed if row.scope == scope]

    @staticmethod
    def knows(scope: str, node: Snapshots) -> bool:
        return not node.scopes or scope in node.scopes


def things(node: Snapshots, events: Iterable[Row], input: Input) -> Things:
    """The rows of a node in the order of their numbers."""
    by_key: dict[Value, list[Row]] = {}
    for event in events:
        key = event.values.get(node.key)
        if key is not None:
            by_key.setdefault(key, []).append(event)
    names = [field.name for field in read_fields(input)]
    placed, unplaced = [], []
    for found in by_key.values():
        first = min(found, key=lambda each: (each.start, each.number))
        last = max(found, key=lambda each: (each.start, each.number))
        gives = dict.fromkeys(node.first, first) | _givers(node, found)
        values = {**last.values, **{name: event.values.get(name) for name, event in gives.items()}}
        texts = tuple(gives.get(name, last).texts[place] for place, name in enumerate(names))
        said = values.get(node.scope) if node.scope else ""
        scope = said if isinstance(said, str) else ""
        start = values.get(node.anchor)
        row = replace(last, scope=scope, end=None, values=values, texts=texts)
        if isinstance(start, int):
            placed.append(replace(row, start=start))
        else:
            unplaced.append(row)
    return Things(placed=tuple(sorted(placed, key=_number)), unplaced=tuple(sorted(unplaced, key=_number)))


def _givers(node: Snapshots, events: list[Row]) -> dict[str, Row]:
    """The event that gives a field of `known` or `highest`, where one says it."""
    found: dict[str, Row] = {}
    ordered = sorted(events, key=lambda each: (each.start, each.number))
    for name in node.known:
        told = [each for each in ordered if each.values.get(name) is not None]
        if told:
            found[name] = told[0]
    for name, values in node.highest:
        ranked = [
            (place, each) for each in ordered if (place := _place(each.values.get(name), values)) is not None
        ]
        if ranked:
            found[name] = min(ranked, key=lambda each: each[0])[1]
    return found


def _place(value: Value, values: tuple[str, ...]) -> int | None:
    """The place of a value in a list; of a yes or no by its word."""
    if value is None:
        return None
    said = value if isinstance(value, str) else "yes" if value else "no"
    return values.index(said) if said in values else None


def _number(row: Row) -> int:
    return row.number


def filled(row: Row, of: str, as_of: int) -> Value:
    value = row.values.get(of)
    return as_of if value is None else value


def chosen(node: Choose, row: Row) -> Value:
    """The value of the first case that does not fail."""
    found = node.otherwise
    for condition, value in node.cases:
        held = holds(condition, row.values)
        if held is not False:
            found = value if held else None
            break
    return int(found) if found is not None and node.type == "duration" else found


def timed(node: Timed, rows: Iterable[Row], clock: WorkClock, pauses: PausesOf) -> list[Row]:
    """Rows with their time on the clock, and whether it was growing just before its end."""
    found = []
    for row in rows:
        since, until = row.values.get(node.since), row.values.get(node.until)
        stood = pauses(row)
        time: int | None = None
        growing: int | None = None
        if isinstance(since, int) and isinstance(until, int) and stood is not None:
            time = clock.worked(since, until, stood, node.reversed)
            growing = int(clock.growing(since, until, stood)) if time is not None else None
        row = with_value(row, node.name, time)
        found.append(with_value(row, node.running, growing) if node.running else row)
    return found


def clock_of(node: Timed) -> WorkClock:
    shift = node.clock.shift
    return WorkClock(node.clock.open, None if shift is None else shift.steps, node.clock.paused)


def field_pauses(pauses: FieldPauses, as_of: int) -> PausesOf:
    """Pauses as a row tells them, as far as they are known."""

    def told(row: Row) -> Spans | None:
        value = row.values.get(pauses.field, ())
        if not isinstance(value, tuple):
            return None
        return normal((start, as_of if end is None else min(end, as_of)) for start, end in value)

    return told


def state_pauses(pauses: StatePauses, events: Iterable[Row], as_of: int) -> PausesOf:
    """Pauses from the log of the thing that a row is of."""
    by_key: dict[Value, list[Row]] = {}
    for event in events:
        by_key.setdefault(event.values.get(pauses.key), []).append(event)
    by_key.pop(None, None)
    stood: dict[Value, Spans] = {}
    for key, found in by_key.items():
        ordered = sorted(found, key=lambda each: (each.start, each.number))
        ends = [*(event.start for event in ordered[1:]), as_of]
        stood[key] = normal(
            (event.start, end)
            for event, end in zip(ordered, ends, strict=True)
            if holds(pauses.where, event.values) is True
        )
    return lambda row: stood.get(row.values.get(pauses.own), ())


def due_in(node: DueIn, row: Row, days: BusinessDays) -> Value:
    since, number = row.values.get(node.since), row.values.get(node.days)
    if not isinstance(since, int) or not isinstance(number, Fraction) or number.denominator != 1:
        return None
    return days.after(since, number.numerator)


def days_of(node: DueIn) -> BusinessDays:
    calendar = node.calendar
    return BusinessDays(calendar.days, calendar.shift.steps, calendar.end, calendar.counted)


def increased(node: Increase, rows: Sequence[Row]) -> list[Row]:
    """The rows in their order, with what each series of counters has grown by."""
    before: dict[tuple[Value, ...], Fraction] = {}
    grown: dict[int, dict[str, Value]] = {}
    for place, row in sorted(enumerate(rows), key=lambda each: (each[1].start, each[1].number, each[0])):
        series = tuple(row.values.get(name) for name in node.by)
        for name in node.fields:
            value, last = row.values.get(name), before.get((name, *series))
            more: Value = None
            if isinstance(value, Fraction):
                before[(name, *series)] = value
                if last is not None:
                    more = value - last if value >= last else value
            elif value is None and last is not None:
                # What it has grown by here is told by the next reading, of the row as well as of the sum of its others.
                more = Fraction(0)
            grown.setdefault(place, {})[name] = more
    return [replace(row, values={**row.values, **grown.get(place, {})}) for place, row in enumerate(rows)]


def summed(node: Summed, rows: Sequence[Row], scope: str) -> list[Row]:
    """One row a slot, in the order of time."""
    places = Periods(node.periods)
    by_slot: dict[tuple[int, int], list[Row]] = {}
    for row in rows:
        for at in places.holding(row.start):
            by_slot.setdefault(slot_of(node.periods[at], node.every, row.start), []).append(row)
    found = []
    for (start, end), own in sorted(by_slot.items()):
        values = {name: _sum(row.values.get(name) for row in own) for name in node.fields}
        found.append(Row(number=0, scope=scope, start=start, end=end, values=values, texts=()))
    return found


def _sum(values: Iterable[Value]) -> Fraction | None:
    known = [value for value in values if isinstance(value, Fraction)]
    return sum(known, Fraction(0)) if known else None
