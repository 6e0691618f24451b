"""Sources as the kernel reads them: just the fields that a metric needs, and where a row stands in time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from sladsl.ast import values as v
from sladsl.model import meanings as m
from sladsl.model.limits import LimitTable
from sladsl.plan import measure as k
from sladsl.plan.from_model.stretch import Stretch


def input_of(
    source: m.Source,
    metric: m.Metric,
    start: str,
    stretch: Stretch,
    objective: m.Objective | None = None,
    reversed_kept: bool = False,
) -> k.Input:
    """The input of a metric: the fields of its conditions, its times, its scope and its key."""
    return read_as(
        source,
        wanted_fields(metric, source, objective),
        start,
        metric.for_each if metric.for_each in source.fields else "",
        metric.scopes,
        stretch,
        limits_of(metric),
        ends_of(metric),
        reversed_kept,
    )


def rows_of(
    source: m.Source, metric: m.Metric, start: str, stretch: Stretch, objective: m.Objective | None = None
) -> k.Rows:
    """The rows of a source; of readings of counters what they have grown by, each series by itself."""
    read = k.Read(input=input_of(source, metric, start, stretch, objective))
    if not source.counters:
        return read
    fields = {field.name: field.type for field in read.input.fields}
    return k.Increase(
        rows=read,
        fields=tuple(name for name, kind in fields.items() if kind == "number"),
        by=tuple(sorted(name for name in fields if name in _labels(source))),
    )


def _labels(source: m.Source) -> set[str]:
    """The fields that tell the counters of a source apart."""
    return {field.name for field in source.fields.values() if field.type in ("choice", "text")}


def wanted_fields(metric: m.Metric, source: m.Source, objective: m.Objective | None = None) -> set[str]:
    """The fields that the conditions of a metric read, its figure, its clock and the tables that judge it."""
    wanted: set[str] = _labels(source) if source.counters else set()
    for limit in (metric.where, metric.good, metric.down, metric.slot_down, *metric.excluded_rows):
        if limit is not None:
            wanted |= written_fields(limit, metric)
    wanted |= {metric.part, metric.starts_at}
    if metric.weight is not None:
        wanted |= operand_fields(metric.weight, metric)
    if metric.operand is not None:
        wanted |= operand_fields(metric.operand, metric)
    clock = metric.clock
    if clock is not None and clock.paused is not None and clock.log == source.name:
        wanted |= written_fields(clock.paused, metric)
    if clock is not None and clock.log and clock.log != source.name and clock.paused is not None:
        wanted |= {source.key} if source.key else set()
    if objective is not None and objective.record is not None and objective.record.table is not None:
        wanted |= set(objective.record.table.by)
    for where in objective.told_where if objective is not None else ():
        wanted |= written_fields(where, metric)
    return wanted & set(source.fields)


def limits_of(metric: m.Metric) -> frozenset[str]:
    """Times with which others are compared: `due` of `closed is not after due`."""

    def limits(written: v.Condition) -> set[str]:
        match written:
            case v.AllOf() | v.AnyOf():
                return {name for part in written.of for name in limits(part)}
            case v.Not():
                return limits(written.of)
            case v.Order():
                return {written.right.text}
            case _:
                return set()

    conditions = (metric.where, metric.good, metric.down)
    return frozenset(name for each in conditions if each is not None for name in limits(each))


def ends_of(metric: m.Metric) -> frozenset[str]:
    """Times that a record has only when it has ended: `resolved` of `opened to resolved`."""

    def of_operand(written: v.Operand) -> set[str]:
        match written:
            case v.ElapsedTime():
                return {written.until.text}
            case v.Arithmetic():
                return of_operand(written.left) | of_operand(written.right)
            case _:
                return set()

    def ends(written: v.Condition) -> set[str]:
        match written:
            case v.AllOf() | v.AnyOf():
                return {name for part in written.of for name in ends(part)}
            case v.Not():
                return ends(written.of)
            case v.Comparison():
                return of_operand(written.left)
            case v.Order():
                return {written.left.text}
            case _:
                return set()

    conditions = (metric.where, metric.good, metric.down)
    found = {name for each in conditions if each is not None for name in ends(each)}
    return frozenset(found | (of_operand(metric.operand) if metric.operand is not None else set()))


def written_fields(written: v.Condition, metric: m.Metric) -> set[str]:
    """The fields that a condition names, those of its tables included."""
    return written_fields_of(written, metric.tables)


def written_fields_of(written: v.Condition, tables: Mapping[str, LimitTable] = {}) -> set[str]:
    """The same where there is no metric, with the tables that are known."""
    match written:
        case v.AllOf() | v.AnyOf():
            return {name for part in written.of for name in written_fields_of(part, tables)}
        case v.Not():
            return written_fields_of(written.of, tables)
        case v.Comparison():
            return _operand_fields(written.left, tables) | _operand_fields(written.right, tables)
        case v.Order():
            return {written.left.text, written.right.text}
        case v.Notice():
            return {written.earlier.text, written.later.text}
        case v.OneOf() | v.IsKnown() | v.Truth():
            return {written.field.text}
        case _:
            assert_never(written)


def operand_fields(written: v.Operand, metric: m.Metric) -> set[str]:
    """The fields that an operand names."""
    return _operand_fields(written, metric.tables)


def _operand_fields(written: v.Operand, tables: Mapping[str, LimitTable]) -> set[str]:
    match written:
        case v.FieldName():
            return {written.text}
        case v.ElapsedTime():
            return {written.since.text, written.until.text}
        case v.Arithmetic():
            return _operand_fields(written.left, tables) | _operand_fields(written.right, tables)
        case v.Column():
            table = tables.get(written.table.text)
            return set(table.by) if table is not None else set()
        case v.Quantity() | v.Duration():
            return set()
        case _:
            assert_never(written)


def read_as(
    source: m.Source,
    wanted: set[str],
    start: str,
    scope: str,
    scopes: tuple[str, ...],
    stretch: Stretch,
    ahead: frozenset[str] = frozenset(),
    ends: frozenset[str] = frozenset(),
    reversed_kept: bool = False,
) -> k.Input:
    """`ahead`: times that may rightly lie in the future, as a due date does; `ends`: those that come when a record ends;
    `reversed_kept`: intervals that end before they begin count for something."""
    end = "end" if source.holds == "intervals" else ""
    needed = [name for name in (start, end, scope, source.key) if name]
    fields = []
    for field in source.fields.values():
        if field.name in needed or field.name in wanted:
            # A scope may hold a list, so it is read as text; its parts are checked against the closed list.
            kind = "text" if field.name == scope and field.type == "choice" else field.type
            fields.append(
                k.FieldOf(
                    name=field.name,
                    type=kind,
                    values=() if kind == "text" else field.values,
                    required=field.name == start and field.name not in ends,
                    ahead=field.name in ahead,
                )
            )
    return k.Input(
        name=source.name,
        holds=source.holds,
        fields=tuple(fields),
        start=start,
        end=end,
        scope=scope,
        scopes=scopes if scope else (),
        key=source.key,
        zone=source.zone or stretch.zone if source.zone else "",
        repeated=source.repeated,
        reversed_kept=reversed_kept,
    )
