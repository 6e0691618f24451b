"""Rows of records as a metric counts them: read or taken from a log of events, placed in time, without what is excluded."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from sladsl.ast import values as v
from sladsl.ast.interpretation import Interpretation
from sladsl.model import meanings as m
from sladsl.plan import measure as k
from sladsl.plan import rows as r
from sladsl.plan.choices import Reading
from sladsl.plan.from_model.exclusions import applies_to_rows, excluded_set
from sladsl.plan.from_model.hours import in_term, partial_periods
from sladsl.plan.from_model.inputs import ends_of, limits_of, read_as, rows_of, wanted_fields, written_fields
from sladsl.plan.from_model.judging import Judge
from sladsl.plan.from_model.stretch import Stretch
from sladsl.plan.from_model.world import World
from sladsl.record import Record
from sladsl.values.period import Assessed, Period

_ZERO = Fraction(0)

REOPENED = ("last close", "first close")
"""What is tried first is what a log says in the end."""
Highest = tuple[tuple[str, tuple[str, ...]], ...]
"""Fields, each with its values from the highest to the lowest."""


class Population(Record):
    """The records of a metric that its `where` keeps, without the excluded.

    `columns` say what is left aside: records of which `where` can't tell, and excluded ones, which are `excluded`: those in
    excluded time, and those that are excluded themselves, by the names of their columns.
    """

    rows: k.Rows
    columns: tuple[k.Column, ...]
    excluded: tuple[tuple[str, k.Rows], ...]
    periods: tuple[Period, ...]


def population(
    metric: m.Metric,
    judge: Judge,
    kind: Assessed,
    objective: m.Objective,
    world: World | None,
) -> Population:
    """The records of a metric over the periods of a kind."""
    source, stretch, reading, construct = judge.source, judge.stretch, judge.reading, judge.construct
    periods = stretch.periods(kind)
    read = _read(metric, source, construct, stretch, reading, objective)
    if stretch.part is not None or partial_periods(kind, stretch):
        # What happened before the agreement began, or after it ended, is nobody's promise.
        term = in_term(((stretch.start, stretch.end),), stretch)
        read = k.Inside(rows=read, set=k.Fixed(spans=term))
    columns = []
    every = read
    if metric.where is not None:
        before = Judge(metric, source, construct, stretch, reading)
        where = before.condition(metric.where)
        wrapped = before.wrap(read)
        every = k.Keep(rows=wrapped, where=where)
        unplaced = k.Undecided(rows=wrapped, where=where)
        columns.append(k.Column(name="unplaced", cells=k.Count(rows=unplaced, periods=periods), unit="rows"))
    aside: list[tuple[str, k.Rows]] = []
    excluded = excluded_set(metric, stretch, reading, world)
    if excluded is not None:
        aside.append(("excluded", k.Inside(rows=every, set=excluded)))
        every = k.Inside(rows=every, set=excluded, outside=True)
    if metric.excluded_rows:
        before = Judge(metric, source, construct, stretch, reading)
        anchor = _anchor(source, metric, construct, reading)
        out = excluded_condition(metric, before.condition, anchor, stretch, reading)
        every = before.wrap(every)
        # A record of which nobody can say whether it is excluded counts.
        aside.append(("excluded themselves", k.Keep(rows=every, where=out)))
        every = k.Unless(rows=every, where=out)
    columns += [count(name, rows, periods) for name, rows in aside]
    return Population(rows=every, columns=tuple(columns), excluded=tuple(aside), periods=periods)


def excluded_condition(
    metric: m.Metric,
    of: Callable[[v.Condition], r.Condition],
    anchor: str,
    stretch: Stretch,
    reading: Reading,
) -> r.Condition:
    """Which rows exclusions take out. `anchor`: the field that places a row in time."""
    found = []
    for name, each in zip(metric.excluded_by, metric.excluded_rows, strict=True):
        applies = applies_to_rows(name, metric, anchor, stretch, reading)
        tests = (() if each is None else (of(each),)) + (() if applies is None else (applies,))
        found.append(tests[0] if len(tests) == 1 else r.All(of=tests))
    return r.Some(of=tuple(found))


def _read(
    metric: m.Metric,
    source: m.Source,
    construct: str,
    stretch: Stretch,
    reading: Reading,
    objective: m.Objective,
) -> k.Rows:
    anchor = _anchor(source, metric, construct, reading)
    if source.holds != "events":
        return rows_of(source, metric, anchor, stretch, objective)
    wanted = wanted_fields(metric, source, objective) | {anchor}
    scope = metric.for_each if metric.for_each in source.fields else ""
    if scope:
        wanted.add(scope)
    events = k.Read(input=read_as(source, wanted, "at", "", (), stretch, limits_of(metric)))
    first, highest = _changed(metric, source, wanted, construct, reading)
    return k.Snapshots(
        rows=events,
        key=source.key,
        anchor=anchor,
        first=first,
        known=_first_close(metric, source, wanted, construct, reading),
        highest=highest,
        scope=scope,
        scopes=metric.scopes if scope else (),
    )


def _changed(
    metric: m.Metric, source: m.Source, wanted: set[str], construct: str, reading: Reading
) -> tuple[tuple[str, ...], Highest]:
    """Fields whose first value counts, and those whose highest one does: asked where some that tell records apart change.

    The values of a field stand in their list from the highest to the lowest; `yes` is higher than `no`. A text has no
    order: of it the latest value counts even so.
    """
    pausing: set[str] = set()
    if metric.clock is not None and metric.clock.paused is not None:
        pausing = written_fields(metric.clock.paused, metric)
    changing = tuple(
        name
        for name in source.fields
        if name in wanted
        and name != source.key
        and name not in pausing
        and source.fields[name].type in ("choice", "text", "yes or no")
    )
    if not changing:
        return (), ()
    ordered = any(source.fields[name].type != "text" for name in changing)
    answers = Interpretation.changed_fields.answers
    answer = reading.ask(
        "changed fields",
        construct,
        answers if ordered else tuple(each for each in answers if each != "highest"),
        "a priority that is changed while the record is open counts as it is now, or as it was at the beginning",
        own=metric.choices,
        span=metric.span,
    )
    if answer != "highest":
        return (changing if answer == "at opening" else ()), ()
    values = {
        name: ("yes", "no") if source.fields[name].type == "yes or no" else source.fields[name].values
        for name in changing
        if source.fields[name].type != "text"
    }
    return (), tuple(values.items())


def _first_close(
    metric: m.Metric, source: m.Source, wanted: set[str], construct: str, reading: Reading
) -> tuple[str, ...]:
    """The ends of records of which the first counts, where things may be opened again."""
    ends = tuple(
        name
        for name in source.fields
        if name in wanted & ends_of(metric) and name != "at" and source.fields[name].type == "time"
    )
    if not ends:
        return ()
    answer = reading.ask(
        "reopened records",
        construct,
        REOPENED,
        "a record that is opened again was closed when it was closed first, or when it was closed last",
        own=metric.choices,
        span=metric.span,
    )
    return ends if answer == "first close" else ()


def _anchor(source: m.Source, metric: m.Metric, construct: str, reading: Reading) -> str:
    """The time field that places a record in its period."""
    if source.holds == "samples":
        return "at"
    if source.holds == "intervals":
        return "start"
    times = tuple(field.name for field in source.fields.values() if field.type == "time")
    if source.holds == "events":
        times = (*(name for name in times if name != "at"), "at")
    if not times:
        return ""
    if len(times) == 1 and "record belongs to" not in metric.choices:
        return times[0]
    answer = reading.ask(
        "record belongs to",
        construct,
        times,
        "a record that is opened in one month and closed in the next belongs to one of them",
        apart=True,
        own=metric.choices,
        span=metric.span,
    )
    return answer if answer in times else times[0]


def count(name: str, rows: k.Rows, periods: tuple[Period, ...]) -> k.Column:
    """A column that counts rows."""
    return k.Column(name=name, cells=k.Count(rows=rows, periods=periods), unit="rows")


def ended_before_begin(judge: Judge) -> r.Condition | None:
    """Records that end before they begin, by the times that were measured; None where none were."""
    parts = [
        r.Compare(left=r.Elapsed(since=since, until=until), comparator="below", right=r.Constant(value=_ZERO))
        for since, until in judge.times
        if until in judge.source.fields
    ]
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else r.Some(of=tuple(parts))


def rightly_ordered(judge: Judge) -> r.Condition | None:
    """Records that do not end before they begin, open ones included."""
    parts: list[r.Condition] = []
    for since, until in judge.times:
        if until in judge.source.fields:
            ordered = r.Compare(
                left=r.Elapsed(since=since, until=until), comparator="at least", right=r.Constant(value=_ZERO)
            )
            unknown = r.Not(of=r.All(of=(r.Known(field=since), r.Known(field=until))))
            parts.append(r.Some(of=(unknown, ordered)))
    return r.All(of=tuple(parts)) if parts else None
