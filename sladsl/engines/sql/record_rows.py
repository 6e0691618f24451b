"""Rows that are made out of rows, in SQL: the state of things from a log, chosen limits, times, sums by slot."""

from __future__ import annotations

from fractions import Fraction

from sladsl.data.reading import read_fields
from sladsl.engines.sql.cells import NUMBER_SCALE
from sladsl.engines.sql.clocks import due_sql, timed_rows
from sladsl.engines.sql.columns import added_column, columns_of
from sladsl.engines.sql.conditions import Column, condition_sql
from sladsl.engines.sql.covering import in_periods
from sladsl.engines.sql.relations import LONGEST_LADDER, Relations
from sladsl.engines.sql.slots import block_of, blocks, slot_of, tiled
from sladsl.engines.sql.table import Narrow
from sladsl.engines.sql.walk import base
from sladsl.engines.sql.words import huge, literal, texts
from sladsl.plan.added import added
from sladsl.plan.measure import Choose, DueIn, Filled, Increase, Snapshots, Summed, Timed

Made = Snapshots | Filled | Choose | Timed | DueIn | Increase | Summed


def made_rows(relations: Relations, node: Made) -> str:
    """The relation of rows that a node makes out of others."""
    database = relations.database
    match node:
        case Filled():
            of = columns_of(node.rows)(node.of).sql
            filled = f"coalesce({of}, {relations.as_of})"
            return database.view(
                "filled",
                f"SELECT *, {filled} AS {added_column(node, node.name)} FROM {relations.rows(node.rows)}",
            )
        case Choose():
            chosen = f"{_chosen(node)} AS {added_column(node, node.name)}"
            return database.view("chosen", f"SELECT *, {chosen} FROM {relations.rows(node.rows)}")
        case Timed():
            running = added_column(node, node.running) if node.running else ""
            return timed_rows(relations, node, added_column(node, node.name), running)
        case DueIn():
            return database.keep("due", due_sql(relations, node, added_column(node, node.name)))
        case Increase():
            return database.keep("increase", _increase(relations, node))
        case Summed():
            return database.keep("summed", summed_sql(relations, node))
        case Snapshots():
            return database.keep("snapshots", _snapshots(relations, node))


def _chosen(node: Choose) -> str:
    """The first case that does not fail; one that is unknown leaves the field empty."""
    columns = columns_of(node.rows)
    arms = []
    for condition, value in node.cases:
        test = condition_sql(condition, columns)
        arms.append(f"WHEN ({test}) IS NULL THEN NULL WHEN {test} THEN {_value(node, value)}")
    if not arms:
        return f"CAST({_value(node, node.otherwise)} AS HUGEINT)"
    return f"CAST(CASE {' '.join(arms)} ELSE {_value(node, node.otherwise)} END AS HUGEINT)"


def _value(node: Choose, value: Fraction | None) -> str:
    if value is None:
        return "NULL"
    return huge(int(value * (NUMBER_SCALE if node.type == "number" else 1)))


def _increase(relations: Relations, node: Increase) -> str:
    """The rows with what each series of counters has grown by since its row before."""
    columns = columns_of(node.rows)
    series = ", ".join(["scope", *(columns(name).sql for name in node.by)])
    grown = []
    for name in node.fields:
        value = columns(name).sql
        last = (
            f"last_value({value} IGNORE NULLS) OVER (PARTITION BY {series} ORDER BY a, number"
            " ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)"
        )
        grown.append(
            f"CASE WHEN {value} >= {last} THEN {value} - {last} WHEN {last} IS NOT NULL THEN coalesce({value}, 0)"
            f" END AS {value}"
        )
    replaced = f" REPLACE ({', '.join(grown)})" if grown else ""
    return f"SELECT *{replaced} FROM {relations.rows(node.rows)}"


def summed_sql(relations: Relations, node: Summed) -> str:
    """SQL of rows by slot; a slot that is cut short by the end of its period ends there."""
    columns = columns_of(node.rows)
    own = {name: columns(name) for name in node.fields}
    narrow = relations.narrow(node.rows)
    sums = "".join(f", {_sum_of(of, narrow)} AS {added_column(node, name)}" for name, of in own.items())
    kept = in_periods(node.rows, node.periods)
    rows = relations.rows(kept)
    if tiled(node.periods) and len(node.periods) <= LONGEST_LADDER:
        # What one grid of slots holds is one stretch; only its last slot can be cut short.
        parts = blocks(node.periods, node.every)
        rows = relations.rows_between(kept, parts[0][0], parts[-1][1])
        part, where, by = block_of("a", parts), "part IS NOT NULL", "scope, part, slot"
        first, last = (
            f"list_value({', '.join(map(str, ends))})[part + 1]" for ends in zip(*parts, strict=True)
        )
        if len(parts) == 1:
            ((first, last),) = ((str(start), str(end)) for start, end in parts)
            part, where, by = "0", f"a >= {first} AND a < {last}", "scope, slot"
        start = f"({first} + slot * {node.every})"
        slots = f"SELECT *, {part} AS part, {slot_of('a', parts, node.every)} AS slot FROM {rows}"
        listed = "".join(f", {added_column(node, name)}" for name in node.fields)
        return (
            f"SELECT 0::BIGINT AS number, scope, {start} AS a, least({start} + {node.every}, {last}) AS b{listed}"
            f" FROM (SELECT {by}{sums} FROM ({slots}) WHERE {where} GROUP BY {by})"
        )
    start = f"(p.s + (r.a - p.s) // {node.every} * {node.every})"
    return (
        f"SELECT 0::BIGINT AS number, r.scope AS scope, {start} AS a, least({start} + {node.every}, p.e) AS b{sums}"
        f" FROM {rows} r JOIN {relations.periods(node.periods)} p ON r.a >= p.s AND r.a < p.e"
        f" GROUP BY r.scope, p.e, {start}"
    )


def _sum_of(of: Column, narrow: Narrow) -> str:
    if of.text:
        return f"CAST(sum(CAST({of.sql} AS HUGEINT)) AS HUGEINT)"
    value, unit = narrow.get(of.sql, (of.sql, 1))
    return f"CAST(sum({value}) AS HUGEINT){f' * {unit}' if unit > 1 else ''}"


def _snapshots(relations: Relations, node: Snapshots) -> str:
    """The last events of the things that stand somewhere; `earliest` is the number of the first event."""
    scope = columns_of(node.rows)(node.scope).sql if node.scope else "''"
    anchor = columns_of(node.rows)(node.anchor).sql
    listed = "".join(
        f", {column}" for column in (*_value_columns(node), *(giver(node, name) for name in given(node)))
    )
    return (
        f"SELECT number, {anchor} AS a, CAST(NULL AS BIGINT) AS b, {scope} AS scope, earliest{listed}"
        f" FROM {things(relations, node)} WHERE {anchor} IS NOT NULL{f' AND {in_scope(node)}' if node.scope else ''}"
    )


def things(relations: Relations, node: Snapshots) -> str:
    """The last event of each key, wherever it stands; fields of `first` are those of its first one."""
    columns = columns_of(node.rows)
    key = columns(node.key).sql
    names = [*(field.name for field in read_fields(base(node.rows))), *(name for name, _ in added(node.rows))]
    values = []
    for name, column in zip(names, _value_columns(node), strict=True):
        first = f"first_value({column}) OVER (PARTITION BY {key} ORDER BY a, number)"
        if name in given(node):
            order = _order(node, name, columns(name))
            first = f"first_value({column}) OVER (PARTITION BY {key} ORDER BY {order})"
            says = f"first_value(number) OVER (PARTITION BY {key} ORDER BY {order})"
            values.append(f", {says} AS {giver(node, name)}")
        values.append(f", {first if name in (*node.first, *given(node)) else column} AS {column}")
    ranked = (
        f"SELECT number{''.join(values)}, first_value(number) OVER (PARTITION BY {key} ORDER BY a, number) AS earliest,"
        f" row_number() OVER (PARTITION BY {key} ORDER BY a DESC, number DESC) AS nth"
        f" FROM {relations.rows(node.rows)} WHERE scope = '' AND {key} IS NOT NULL"
    )
    return relations.kept_once(("things", node), "things", f"SELECT * FROM ({ranked}) WHERE nth = 1")


def given(node: Snapshots) -> tuple[str, ...]:
    """The fields that an event of their own gives."""
    return (*node.known, *(name for name, _ in node.highest))


def giver(node: Snapshots, name: str) -> str:
    """The column that has the number of the event which gives a field."""
    return f"of{given(node).index(name)}"


def _order(node: Snapshots, name: str, column: Column) -> str:
    """The event that gives a field first; where none says it, the last one."""
    values = dict(node.highest).get(name)
    rank = f"(CASE WHEN {column.sql} IS NULL THEN NULL ELSE 0 END)"
    if values is not None:
        said = [literal(each) if column.text else str(int(each == "yes")) for each in values]
        arms = " ".join(f"WHEN {text} THEN {place}" for place, text in enumerate(said))
        rank = f"(CASE {column.sql} {arms} END)"
    late = f"CASE WHEN {rank} IS NULL THEN -1 ELSE 1 END"
    return f"{rank} ASC NULLS LAST, a * ({late}), number * ({late})"


def in_scope(node: Snapshots) -> str:
    """SQL that says of a thing that it stands in a scope that is known."""
    scope = columns_of(node.rows)(node.scope).sql
    return f"{scope} IN ({texts(node.scopes)})" if node.scopes else f"{scope} IS NOT NULL"


def _value_columns(node: Snapshots) -> list[str]:
    """The columns of the input's fields and of those that were added."""
    fields = [f"v{place}" for place in range(len(read_fields(base(node.rows))))]
    return [*fields, *(f"x{place}" for place in range(len(added(node.rows))))]
