"""The clock of a record in SQL: how much of a set lies before an instant, local clocks, pauses, business days.

Every look-up is a join with a small table in the order of time; what stands before is summed up beforehand, so no row is
ever joined with the spans that it crosses.
"""

from __future__ import annotations

from collections.abc import Callable

from sladsl.data.reading import read_fields
from sladsl.engines.sql import sweep
from sladsl.engines.sql.columns import added_column, columns_of
from sladsl.engines.sql.conditions import Column, condition_sql
from sladsl.engines.sql.hours import Hours, near
from sladsl.engines.sql.lookup import Lookup
from sladsl.engines.sql.relations import Relations
from sladsl.engines.sql.walk import base
from sladsl.plan.measure import BusinessDays, Clock, DueIn, FieldPauses, Filled, Shift, StatePauses, Timed
from sladsl.values.duration import DAY

FAR = 10**17
"""Later than every instant that data can name."""
PAUSE_COLUMNS = (("k", "VARCHAR"), ("pa", "BIGINT"), ("pb", "BIGINT"))
NO_KEY = "CAST(NULL AS VARCHAR)"


def timed_rows(relations: Relations, node: Timed, name: str, running: str) -> str:
    """The relation of rows with the time of the clock (BIGINT) and, if it is asked for, whether it ran just before its end
    (0 or 1)."""
    rows = relations.rows(node.rows)
    same = _measured_already(node)
    if same is None:
        return relations.database.keep("timed", _timed(relations, node, rows, name, running))
    # Only rows without the end that was measured before have another one.
    filled, before = same
    end = columns_of(filled.rows)(filled.of).sql
    known = {name: added_column(before, before.name)}
    if running:
        known[running] = added_column(before, before.running)
    listed = "".join(f", {column} AS {own}" for own, column in known.items())
    if not relations.database.rows(f"SELECT 1 FROM {rows} WHERE {end} IS NULL LIMIT 1"):
        return relations.database.view("timed", f"SELECT *{listed} FROM {rows}")
    open_ones = relations.database.keep("open", f"SELECT * FROM {rows} WHERE {end} IS NULL")
    timed = _timed(relations, node, open_ones, name, running)
    ended = f"SELECT *{listed} FROM {rows} WHERE {end} IS NOT NULL"
    return relations.database.keep("timed", f"{ended} UNION ALL ({timed})")


def _measured_already(node: Timed) -> tuple[Filled, Timed] | None:
    """The step that fills in ends which are not there, and the same time up to the ends that are."""
    filled = node.rows
    if not isinstance(filled, Filled) or not isinstance(filled.rows, Timed) or filled.name != node.until:
        return None
    before = filled.rows
    alike = (before.since, before.clock, before.reversed) == (node.since, node.clock, node.reversed)
    return (
        (filled, before) if alike and before.until == filled.of and before.running and node.running else None
    )


def _timed(relations: Relations, node: Timed, rows: str, name: str, running: str) -> str:
    clock = node.clock
    columns = columns_of(node.rows)
    look = Lookup(rows)
    look.add({"t_s": columns(node.since).sql, "t_u": columns(node.until).sql})
    _show(relations, look, clock.shift, "t_s", "l_s")
    _show(relations, look, clock.shift, "t_u", "l_u")
    _show(relations, look, clock.shift, "t_u", "l_c", coming=True)
    ends = (columns(node.since).sql, columns(node.until).sql)
    hours = Hours(relations, clock.open, near(relations, rows, ends))
    wall = clock.paused == "by the wall clock"
    hours.measure(look, "l_s", "w_s")
    if not wall:
        hours.measure(look, "l_u", "w_u")
    unreadable = "FALSE"
    if clock.pauses is None:
        look.add({"stood": "0", "paused": "FALSE"})
    else:
        unreadable = _pause(relations, look, node, clock, columns)
    moved, taken = ("stood", "0") if wall else ("0", "stood")
    if wall:
        hours.measure(look, "l_u - stood", "w_u")
    time, back = f"greatest(w_u - w_s - {taken}, 0)", "0"
    if node.reversed == "empty":
        back = "CAST(NULL AS HUGEINT)"
    elif node.reversed == "negative":
        hours.measure(look, "l_u", "w_e")
        back = "-greatest(w_s - w_e, 0)"
    look.add(
        {
            "time": f"CASE WHEN t_s IS NULL OR t_u IS NULL OR {unreadable} THEN NULL"
            f" WHEN t_u < t_s THEN {back} ELSE {time} END"
        }
    )
    kept = {name: "CAST(time AS BIGINT)"}
    if node.running:
        hours.growing(look, f"l_c - {moved}", "grew")
        kept[running] = (
            "CAST(CASE WHEN time IS NULL THEN NULL WHEN t_u <= t_s THEN 1"
            " WHEN paused OR NOT grew THEN 0 ELSE 1 END AS BIGINT)"
        )
    return look.query(**kept)


def due_sql(relations: Relations, node: DueIn, name: str) -> str:
    """Rows with the instant so many business days after another."""
    calendar, columns = node.calendar, columns_of(node.rows)
    table = _days(relations, calendar)
    look = Lookup(relations.rows(node.rows))
    look.add({"t_s": columns(node.since).sql, "t_n": columns(node.days).sql})
    _show(relations, look, calendar.shift, "t_s", "l_s")
    look.add({"in_day": f"((l_s % {DAY}) + {DAY}) % {DAY}"})
    look.add({"of_day": f"(l_s - in_day) // {DAY}"})
    here = "d.day = r.of_day AND r.in_day < d.closing"
    look.add(
        {
            "begin": f"CASE WHEN r.t_s IS NULL THEN NULL WHEN {here} THEN d.place ELSE coalesce(d.place + 1, 0) END",
            "at_once": f"coalesce({here} AND r.in_day >= d.opening, FALSE)",
        },
        f"ASOF LEFT JOIN {table} d ON r.of_day >= d.day",
    )
    number = f"greatest(CAST(t_n // 1000000 AS BIGINT) - {int(calendar.counted)}, 0)"
    look.add({"last": f"CASE WHEN t_n >= 0 AND t_n % 1000000 = 0 THEN begin + {number} END"})
    look.add({"opens": "d.opening"}, f"LEFT JOIN {table} d ON d.place = r.begin")
    ends = "CASE WHEN r.at_once THEN r.in_day ELSE r.opens END"
    if calendar.end == "close of business":
        ends = "d.closing"
    look.add({"shown": f"d.day * {DAY} + {ends}"}, f"LEFT JOIN {table} d ON d.place = r.last")
    look.add(
        {
            "due": "CASE WHEN r.shown - z.ahead < z.since THEN r.shown - z.earlier ELSE r.shown - z.ahead END",
        },
        f"ASOF LEFT JOIN {_stretches(relations, calendar.shift)} z ON r.shown < z.ended",
    )
    return look.query(**{name: "CAST(due AS BIGINT)"})


# ---- sets and local clocks


def _show(
    relations: Relations, look: Lookup, shift: Shift | None, instant: str, name: str, *, coming: bool = False
) -> None:
    """The local time of an instant; with `coming` the one that the clock was about to show when it came there."""
    if shift is None or not shift.steps:
        look.add({name: instant})
        return
    ahead = f"CASE WHEN r.{instant} = z.since THEN z.earlier ELSE z.ahead END" if coming else "z.ahead"
    join = f"ASOF LEFT JOIN {_stretches(relations, shift)} z ON r.{instant} >= z.since"
    look.add({name: f"r.{instant} + {ahead}"}, join)


def _stretches(relations: Relations, shift: Shift) -> str:
    """Relation (at, ahead, earlier, ended): from each instant on how far the clock is ahead, how far it was just before, and
    the local time at which the stretch ends."""
    steps = shift.steps or ((0, 0),)
    rows = []
    for place, (at, ahead) in enumerate(steps):
        ended = steps[place + 1][0] + ahead if place + 1 < len(steps) else FAR
        rows.append((-FAR if place == 0 else at, ahead, steps[max(0, place - 1)][1], ended))
    columns = (("since", "BIGINT"), ("ahead", "BIGINT"), ("earlier", "BIGINT"), ("ended", "BIGINT"))
    return relations.fixed(("stretches", shift), columns, rows)


def _days(relations: Relations, calendar: BusinessDays) -> str:
    """Relation (place, day, opening, closing)."""
    columns = (("place", "BIGINT"), ("day", "BIGINT"), ("opening", "BIGINT"), ("closing", "BIGINT"))
    rows = [(place, *each) for place, each in enumerate(calendar.days)]
    return relations.fixed(("days", calendar.days), columns, rows)


# ---- pauses


def _pause(
    relations: Relations,
    look: Lookup,
    node: Timed,
    clock: Clock,
    columns: Callable[[str], Column],
) -> str:
    """Adds how much pauses take off (`stood`) and whether the end lies in one or at its end (`paused`).

    Gives SQL that says of a row that its pauses can't be read. What lies in the set of the clock before the ends of a row is
    there already, unless pauses are measured by the wall clock.
    """
    pauses = clock.pauses
    assert pauses is not None
    if isinstance(pauses, FieldPauses):
        stands, key, unreadable = _of_field(relations, node, pauses)
    else:
        stands, key, unreadable = _of_states(relations, pauses), columns(pauses.own).sql, "FALSE"
    wall = clock.paused == "by the wall clock"
    weighed = Hours(relations, None if wall else clock.open, near(relations, stands, ("pa", "pb")))
    before_start, before_end = ("l_s", "l_u") if wall else ("w_s", "w_u")
    weighing = Lookup(stands)
    _show(relations, weighing, clock.shift, "pa", "la")
    _show(relations, weighing, clock.shift, "pb", "lb")
    weighed.measure(weighing, "la", "wa")
    weighed.measure(weighing, "lb", "wb")
    ((several,),) = relations.database.rows(f"SELECT count(*) > count(DISTINCT k) FROM {stands}")
    before = (
        "coalesce(sum(weight_b - weight_a) OVER (PARTITION BY k ORDER BY pa ROWS BETWEEN UNBOUNDED PRECEDING"
        " AND 1 PRECEDING), 0)::BIGINT"
    )
    table = relations.database.keep(
        "pauses",
        f"SELECT *, {before if several else '0'} AS before FROM ({weighing.query(weight_a='wa', weight_b='wb')})",
    )
    look.add({"k": key})
    ends = (("t_s", before_start, "p_s"), ("t_u", before_end, "p_u"))
    within = {
        name: f"CASE WHEN r.{instant} < p.pb THEN r.{own} ELSE p.weight_b END - p.weight_a"
        for instant, own, name in ends
    }
    paused = "coalesce(p.pb >= r.t_u AND r.t_u > r.t_s, FALSE)"
    if several:
        for instant, _, name in ends:
            join = f"ASOF LEFT JOIN {table} p ON r.k = p.k AND r.{instant} >= p.pa"
            look.add({name: f"coalesce(p.before + {within[name]}, 0)"}, join)
        look.add({"paused": paused}, f"ASOF LEFT JOIN {table} p ON r.k = p.k AND r.t_u > p.pa")
    else:
        # One pause at most for each key is the one that is meant, if it began by then.
        begun = {name: f"CASE WHEN r.{at} >= p.pa THEN {within[name]} ELSE 0 END" for at, _, name in ends}
        look.add(
            {**begun, "paused": f"coalesce(r.t_u > p.pa AND {paused}, FALSE)"},
            f"LEFT JOIN {table} p ON r.k = p.k",
        )
    look.add({"stood": "CASE WHEN r.t_u > r.t_s THEN r.p_u - r.p_s ELSE 0 END"})
    return unreadable


def _of_states(relations: Relations, pauses: StatePauses) -> str:
    """Relation (k, pa, pb): from an event that stops the clock to the next of the same key."""
    columns = columns_of(pauses.events)
    key = columns(pauses.key).sql
    stops = condition_sql(pauses.where, columns)
    return relations.database.keep(
        "states",
        f"SELECT k, pa, pb FROM (SELECT {key} AS k, a AS pa, {stops} AS stops,"
        f" coalesce(lead(a) OVER (PARTITION BY {key} ORDER BY a, number), {relations.as_of}) AS pb"
        f" FROM {relations.rows(pauses.events)} WHERE scope = '' AND {key} IS NOT NULL) WHERE stops AND pa < pb",
    )


def _of_field(relations: Relations, node: Timed, pauses: FieldPauses) -> tuple[str, str, str]:
    """Relation (k, pa, pb) of the intervals in a field, by their text; SQL of that text, and of one that can't be read.

    The field holds its text, empty where it tells none, and nothing where it can't be read.
    """
    input = base(node.rows)
    fields = read_fields(input)
    place = next((at for at, field in enumerate(fields) if field.name == pauses.field), None)
    waits = relations.table(input).waits.get(pauses.field)
    if place is None or waits is None:
        return relations.fixed(("no pauses",), PAUSE_COLUMNS, ()), NO_KEY, "FALSE"
    cell = f"v{place}"
    end = f"least(coalesce(pb, {relations.as_of}), {relations.as_of})"
    ended = f"SELECT k, pa, {end} AS pb, n FROM {waits} WHERE pa < {end}"
    # What a text tells alone overlaps with nothing.
    several = sweep.union((f"(SELECT k AS scope, pa AS a, pb AS b FROM ({ended}) WHERE n > 1)",))
    stands = relations.database.keep(
        "stands",
        f"SELECT k, pa, pb FROM ({ended}) WHERE n = 1 UNION ALL SELECT scope AS k, a AS pa, b AS pb FROM ({several})",
    )
    return stands, f"nullif({cell}, '')", f"{cell} IS NULL"
