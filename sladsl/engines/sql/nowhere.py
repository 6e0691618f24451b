"""Things of a log that stand in no period yet, or in no scope: findings that only the plan makes findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sladsl.data.findings import MOST_SAMPLES, finding
from sladsl.data.reading import read_fields
from sladsl.engines.sql.columns import columns_of
from sladsl.engines.sql.record_rows import in_scope, things
from sladsl.engines.sql.relations import Relations
from sladsl.engines.sql.walk import base, nodes_of
from sladsl.outcome.measured import DataFinding
from sladsl.plan.measure import Metering, Snapshots


def snapshots(meterings: Iterable[Metering]) -> tuple[Snapshots, ...]:
    """The different snapshots that are asked for."""
    every = (node for metering in meterings for node in nodes_of(metering))
    return tuple(dict.fromkeys(node for node in every if isinstance(node, Snapshots)))


def nowhere(relations: Relations, every: Iterable[Snapshots]) -> Iterator[DataFinding]:
    for node in every:
        columns = columns_of(node.rows)
        placed = f"{columns(node.anchor).sql} IS NOT NULL"
        key = f"w.w{[field.name for field in read_fields(base(node.rows))].index(node.key)}"
        yield from _noted(relations, node, "not-placed-yet", node.anchor, f"NOT ({placed})", key)
        if node.scope:
            scope = columns(node.scope).sql
            yield from _noted(
                relations, node, "row-without-scope", node.scope, f"{placed} AND {scope} IS NULL", key
            )
            strange = f"{placed} AND {scope} IS NOT NULL AND NOT ({in_scope(node)})"
            yield from _noted(relations, node, "unknown-scope", node.scope, strange, scope)


def _noted(
    relations: Relations, node: Snapshots, name: str, field: str, where: str, said: str
) -> Iterator[DataFinding]:
    found, source = things(relations, node), base(node.rows)
    database = relations.database
    count = database.rows(f"SELECT count(*) FROM {found} WHERE {where}")[0][0]
    if count:
        # The key as it is written: of the last event, unless it is one of the fields that the first one gives.
        number = "earliest" if node.key in node.first else "number"
        samples = database.rows(
            f"SELECT t.number, {said} FROM (SELECT * FROM {found} WHERE {where} ORDER BY number LIMIT {MOST_SAMPLES}) t"
            f" JOIN {relations.table(source).written.relation} w ON w.number = t.{number} ORDER BY t.number"
        )
        yield finding(name, source.name, count, samples, field)


def scopes_of(relations: Relations, node: Snapshots) -> set[str]:
    """The scopes in which things stand."""
    if not node.scope:
        return {""}
    scope = columns_of(node.rows)(node.scope).sql
    placed = f"{columns_of(node.rows)(node.anchor).sql} IS NOT NULL AND {in_scope(node)}"
    found = relations.database.rows(f"SELECT DISTINCT {scope} FROM {things(relations, node)} WHERE {placed}")
    return {each for (each,) in found}
