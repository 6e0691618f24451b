"""The rows behind a figure, fetched for one scope and period when somebody asks.

What counts is cut out in Python: a cell has few rows, and the spans of one scope are small beside the data.
"""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.data.reading import read_fields
from sladsl.engines.sql.columns import columns_of, is_summed
from sladsl.engines.sql.conditions import condition_sql
from sladsl.engines.sql.record_rows import given, giver
from sladsl.engines.sql.relations import Relations
from sladsl.engines.sql.walk import base, nodes
from sladsl.engines.sql.words import ceil_to, ended, floor_to, literal
from sladsl.outcome.measured import ComputedKind, Witness
from sladsl.plan.added import added
from sladsl.plan.measure import (
    Allowance,
    AtOnce,
    Beginning,
    Beside,
    Beyond,
    Both,
    Either,
    Extent,
    Input,
    Joined,
    Lasting,
    Metering,
    Read,
    Rows,
    Shared,
    Slots,
    Snapshots,
    Spans,
    Together,
    Until,
    WholeUnits,
    Without,
)
from sladsl.plan.rows import FieldType
from sladsl.record import Record
from sladsl.values.intervals import Spans as SpanSet
from sladsl.values.intervals import clip, intersect, minus, normal, total
from sladsl.values.period import Period


class _Row(Record):
    """A row of a source, and the span that it makes (a = b where it makes none)."""

    source: Input
    number: int
    start: int
    end: int | None
    a: int
    b: int
    texts: tuple[str, ...]
    computed: tuple[tuple[str, ComputedKind, int | None], ...] = ()
    verdict: str = ""


KINDS: dict[FieldType, ComputedKind] = {
    "time": "instant",
    "duration": "us",
    "number": "number",
    "yes or no": "yes or no",
}
"""What added fields are to those who read witnesses."""


def witnesses(relations: Relations, metering: Metering, scope: str, period: Period) -> tuple[Witness, ...]:
    """What counts in one cell, in the order of time."""
    node = metering.witness
    if isinstance(node, Rows):
        inside = f"r.a >= {period.start} AND r.a < {period.end}"
        found = [_witness(row, 0) for row in _rows(relations, node, scope, inside)]
    else:
        whole: SpanSet = ((period.start, period.end),)
        if metering.witness_within is not None:
            whole = clip(_set(relations, metering.witness_within, scope), period.start, period.end)
        found = list(_of_spans(relations, node, scope, whole))
    return tuple(sorted(found, key=lambda each: (each.start, each.row)))


def records(
    relations: Relations, metering: Metering, scope: str, period: Period | None
) -> tuple[Witness, ...]:
    """The records that are judged one by one with what is said of them, in the order of time; None is all of them."""
    node = metering.records
    if node is None:
        return ()
    inside = "TRUE" if period is None else f"r.a >= {period.start} AND r.a < {period.end}"
    columns = columns_of(node)
    arms = " ".join(
        f"WHEN {condition_sql(where, columns)} THEN {literal(name)}" for name, where in metering.verdicts
    )
    verdict = f"CASE {arms} ELSE '' END" if arms else "''"
    found = [_witness(row, 0) for row in _rows(relations, node, scope, inside, verdict=verdict)]
    return tuple(sorted(found, key=lambda each: (each.start, each.row)))


def _of_spans(relations: Relations, node: Spans, scope: str, whole: SpanSet) -> Iterator[Witness]:
    """Rows with the length of theirs that counts; then runs of what counts and stands in no row."""
    counted = intersect(_set(relations, node, scope), whole)
    traced = list(_behind(relations, node, scope))
    for row in traced:
        length = total(clip(counted, row.a, row.b))
        if length:
            yield _witness(row, length)
    source = next((base(each.rows).name for each in nodes(node) if isinstance(each, Slots)), "")
    for start, end in minus(counted, normal((row.a, row.b) for row in traced)):
        yield Witness(source=source, row=0, start=start, end=end, length=end - start)


def _behind(relations: Relations, node: Spans, scope: str) -> Iterator[_Row]:
    """The rows that add time to a node, not those that take some away."""
    shaped = one_each(node)
    if shaped is not None:
        rows, a, b, test = shaped
        yield from _rows(
            relations, rows, scope, test, a.format(now=relations.as_of), b.format(now=relations.as_of)
        )
        return
    match node:
        case Together() | Joined() | Lasting() | Beyond() | Beginning() | WholeUnits() | Allowance():
            yield from _behind(relations, node.spans, scope)
        case Shared():
            yield from _behind(relations, node.spans, "")
        case Either() | Beside() | AtOnce():
            for part in node.of:
                yield from _behind(relations, part, scope)
        case Both():
            yield from _behind(relations, node.left, scope)
            yield from _behind(relations, node.right, scope)
        case Without():
            yield from _behind(relations, node.left, scope)
        case Until():
            yield from _behind(relations, node.bad, scope)
        case _:
            return


def one_each(node: Spans) -> tuple[Rows, str, str, str] | None:
    """The rows of a node that keeps one span a row, SQL of the span's ends and of the test that it stays."""
    match node:
        case Extent():
            end = f"least(coalesce({ended('r.a', 'r.b', node.periods)}, {{now}}), {{now}})"
            if not node.since:
                return node.rows, "r.a", end, "TRUE"
            since = f"r.{columns_of(node.rows)(node.since).sql}"
            return node.rows, f"coalesce({since}, {end})", end, "TRUE"
        case Beginning():
            inner = one_each(node.spans)
            if inner is None:
                return None
            rows, a, b, test = inner
            return rows, a, f"least({b}, ({a}) + {node.length})", test
        case Beyond():
            inner = one_each(node.spans)
            if inner is None:
                return None
            rows, a, b, test = inner
            return rows, f"({a}) + {node.length}", b, test
        case Lasting():
            inner = one_each(node.spans)
            if inner is None:
                return None
            rows, a, b, test = inner
            return rows, a, b, f"{test} AND ({b}) - ({a}) >= {node.length}"
        case WholeUnits():
            inner = one_each(node.spans)
            if inner is None:
                return None
            rows, a, b, test = inner
            up, down = (ceil_to, floor_to) if node.how == "whole only" else (floor_to, ceil_to)
            return rows, up(f"({a})", node.unit), down(f"({b})", node.unit), test
        case _:
            return None


def _rows(
    relations: Relations,
    node: Rows,
    scope: str,
    test: str,
    a: str = "r.a",
    b: str = "r.a",
    verdict: str = "''",
) -> Iterator[_Row]:
    """Rows of one scope in file order, with the texts that they were read from and the fields that nodes added."""
    source = base(node)
    written = () if is_summed(node) else read_fields(source)
    log = _log(node)
    first, own = (log.first, given(log)) if log is not None else ((), ())

    def told(name: str) -> str:
        return f"g{own.index(name)}" if name in own else "f" if name in first else "w"

    texts = "".join(f", {told(field.name)}.w{place}" for place, field in enumerate(written))
    extra = added(node)
    values = "".join(f", CAST(r.x{place} AS VARCHAR)" for place in range(len(extra)))
    join = ""
    if written:
        cells = relations.table(source).written.relation
        join = f" JOIN {cells} w ON w.number = r.number"
        # What the first event of a thing says is also shown as it is written there.
        join += f" JOIN {cells} f ON f.number = r.earliest" if first else ""
        for at, name in enumerate(own):
            assert log is not None
            join += f" JOIN {cells} g{at} ON g{at}.number = r.{giver(log, name)}"
    found = relations.database.rows(
        f"SELECT r.number, r.a, r.b, {a}, {b}, {verdict}{values}{texts} FROM {relations.rows(node)} r{join}"
        f" WHERE r.scope = {literal(scope)} AND {test.format(now=relations.as_of)} ORDER BY r.number, r.a"
    )
    for number, start, end, own_a, own_b, said, *rest in found:
        computed = tuple(
            (name, KINDS[kind], None if value is None else int(value))
            for (name, kind), value in zip(extra, rest[: len(extra)], strict=True)
        )
        yield _Row(
            source=source, number=number, start=start, end=end, a=own_a, b=own_b, verdict=said,
            texts=tuple(rest[len(extra) :]), computed=computed,
        )  # fmt: skip


def _log(node: Rows) -> Snapshots | None:
    """The things of a log that rows are made of."""
    while not isinstance(node, Read):
        if isinstance(node, Snapshots):
            return node
        node = node.rows
    return None


def _set(relations: Relations, node: Spans, scope: str) -> SpanSet:
    found = relations.database.rows(f"SELECT a, b FROM {relations.set(node)} WHERE scope = {literal(scope)}")
    return normal((a, b) for a, b in found)


def _witness(row: _Row, length: int) -> Witness:
    names = (field.name for field in read_fields(row.source))
    return Witness(
        source=row.source.name,
        row=row.number,
        start=row.start,
        end=row.end,
        length=length,
        # The sums of a slot stand in no file.
        fields=tuple(zip(names, row.texts, strict=True)) if row.texts else (),
        computed=row.computed,
        verdict=row.verdict,
    )
