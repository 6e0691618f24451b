"""The clock of a record in SQL: how much of a set lies before an instant, local clocks, pauses, business days.

Every look-up is an ASOF join with a small table in the order of time; what stands before is summed up beforehand, so no
row is ever joined with the spans that it crosses.
"""

from __future__ import annotations

from collections.abc import Callable

from sladsl.data.cells import parser
from sladsl.data.reading import read_fields, times_of, zone_of
from sladsl.engines.sql.conditions import Column, condition_sql
from sladsl.engines.sql.lookup import Lookup
from sladsl.engines.sql.relations import Relations, columns_of
from sladsl.engines.sql.walk import base
from sladsl.plan.measure import BusinessDays, Clock, DueIn, FieldPauses, Shift, StatePauses, Timed
from sladsl.values.duration import DAY
from sladsl.values.intervals import normal

FAR = 10**17
"""Later than every instant that data can name."""
PAUSE_COLUMNS = (("k", "VARCHAR"), ("pa", "BIGINT"), ("pb", "BIGINT"))
NO_KEY = "CAST(NULL AS VARCHAR)"


def timed_sql(relations: Relations, node: Timed, name: str, running: str) -> str:
    """Rows with the time of the clock (BIGINT) and, if it is asked for, whether it ran just before its end (0 or 1)."""
    clock = node.clock
    columns = columns_of(node.rows)
    look = Lookup(relations.rows(node.rows))
    look.add({"t_s": columns(node.since).sql, "t_u": columns(node.until).sql})
    _show(relations, look, clock.shift, "t_s", "l_s")
    _show(relations, look, clock.shift, "t_u", "l_u")
    _show(relations, look, clock.shift, "t_u", "l_c", coming=True)
    opened = _opened(relations, clock)
    unreadable = "FALSE"
    if clock.pauses is None:
        look.add({"stood": "0::HUGEINT", "paused": "FALSE"})
    else:
        unreadable = _pause(relations, look, node, clock, opened, columns)
    wall = clock.paused == "by the wall clock"
    moved, taken = ("stood", "0") if wall else ("0", "stood")
    _measure(look, opened, "l_s", "w_s")
    _measure(look, opened, f"l_u - {moved}", "w_u")
    time, back = f"greatest(w_u - w_s - {taken}, 0)", "0"
    if node.reversed == "empty":
        back = "CAST(NULL AS HUGEINT)"
    elif node.reversed == "negative":
        _measure(look, opened, "l_u", "w_e")
        back = "-greatest(w_s - w_e, 0)"
    look.add(
        {
            "time": f"CASE WHEN t_s IS NULL OR t_u IS NULL OR {unreadable} THEN NULL"
            f" WHEN t_u < t_s THEN {back} ELSE {time} END"
        }
    )
    kept = {name: "CAST(time AS BIGINT)"}
    if node.running:
        look.add({"at_end": f"l_c - {moved}"})
        join = f"ASOF LEFT JOIN {opened} g ON r.at_end > g.a" if opened else ""
        look.add({"grew": "coalesce(g.b >= r.at_end, FALSE)" if opened else "TRUE"}, join)
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


def _opened(relations: Relations, clock: Clock) -> str:
    """Relation (a, b, before) of the set in which the clock runs; "" for always."""
    if clock.open is None:
        return ""
    rows, total = [], 0
    for a, b in normal(clock.open):
        rows.append((a, b, total))
        total += b - a
    columns = (("a", "BIGINT"), ("b", "BIGINT"), ("before", "BIGINT"))
    return relations.fixed(("opened", clock.open), columns, rows)


def _measure(look: Lookup, opened: str, at: str, name: str) -> None:
    """How much of the set lies before an instant; of always, the instant itself."""
    if not opened:
        look.add({name: f"CAST({at} AS HUGEINT)"})
        return
    look.add({f"{name}_at": at})
    look.add(
        {
            name: f"CASE WHEN r.{name}_at IS NULL THEN NULL"
            f" ELSE coalesce(o.before + least(r.{name}_at, o.b) - o.a, 0) END::HUGEINT"
        },
        f"ASOF LEFT JOIN {opened} o ON r.{name}_at >= o.a",
    )


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
    opened: str,
    columns: Callable[[str], Column],
) -> str:
    """Adds how much pauses take off (`stood`) and whether the end lies in one or at its end (`paused`).

    Gives SQL that says of a row that its pauses can't be read.
    """
    pauses = clock.pauses
    assert pauses is not None
    if isinstance(pauses, FieldPauses):
        stands, key, unreadable = _of_field(relations, node, pauses)
    else:
        stands, key, unreadable = _of_states(relations, pauses), columns(pauses.own).sql, "FALSE"
    weighed = "" if clock.paused == "by the wall clock" else opened
    weighing = Lookup(stands)
    _show(relations, weighing, clock.shift, "pa", "la")
    _show(relations, weighing, clock.shift, "pb", "lb")
    _measure(weighing, weighed, "la", "wa")
    _measure(weighing, weighed, "lb", "wb")
    table = relations.database.keep(
        "pauses",
        "SELECT *, coalesce(sum(weight_b - weight_a) OVER (PARTITION BY k ORDER BY pa ROWS BETWEEN UNBOUNDED PRECEDING"
        f" AND 1 PRECEDING), 0)::HUGEINT AS before FROM ({weighing.query(weight_a='wa', weight_b='wb')})",
    )
    look.add({"k": key})
    _measure(look, weighed, "l_s", "q_s")
    _measure(look, weighed, "l_u", "q_u")
    for instant, own, name in (("t_s", "q_s", "p_s"), ("t_u", "q_u", "p_u")):
        within = f"CASE WHEN r.{instant} < p.pb THEN r.{own} ELSE p.weight_b END - p.weight_a"
        join = f"ASOF LEFT JOIN {table} p ON r.k = p.k AND r.{instant} >= p.pa"
        look.add({name: f"coalesce(p.before + {within}, 0)"}, join)
    look.add(
        {
            "stood": "CASE WHEN r.t_u > r.t_s THEN r.p_u - r.p_s ELSE 0 END",
            "paused": "coalesce(p.pb >= r.t_u AND r.t_u > r.t_s, FALSE)",
        },
        f"ASOF LEFT JOIN {table} p ON r.k = p.k AND r.t_u > p.pa",
    )
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
    if place is None:
        return relations.fixed(("no pauses",), PAUSE_COLUMNS, ()), NO_KEY, "FALSE"
    cell, table = f"v{place}", relations.table(input)
    bound = relations.bound(input)
    separator = bound.separator if bound is not None else ""
    parse = parser(fields[place], zone_of(input, bound), separator=separator, times=times_of(bound))
    rows: list[tuple[str, int, int]] = []
    for (text,) in relations.database.rows(
        f"SELECT DISTINCT {cell} FROM {table.relation} WHERE {cell} <> ''"
    ):
        found, _ = parse(text)
        spans = found if isinstance(found, tuple) else ()
        ended = ((a, relations.as_of if b is None else min(b, relations.as_of)) for a, b in spans)
        rows += [(text, a, b) for a, b in normal(span for span in ended if span[0] < span[1])]
    stands = relations.database.load("waits", PAUSE_COLUMNS, rows)
    return stands, f"nullif({cell}, '')", f"{cell} IS NULL"
