"""Which of the rows with one key stands, and what is said of the others: sladsl.data.standing as queries over all rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from sladsl.data.standing import CONTRADICTING, REPEATED
from sladsl.engines.sql.database import Database
from sladsl.engines.sql.words import literal
from sladsl.plan.measure import FieldOf


def aside(
    database: Database,
    good: str,
    written: str,
    key: int,
    fields: Sequence[FieldOf],
    how: Literal["first", "last", "left out", ""],
) -> str:
    """Relation (number, name, said) of the rows that do not count, with the finding about each. `good`: rows with number and
    the text m of the key; `written`: all rows with their texts w0, w1, …"""
    mine = ", ".join(f"coalesce(w.w{at}, '') AS w{at}" for at in range(len(fields)))
    several = database.keep(
        "several",
        f"SELECT g.number, g.m{key} AS k, {mine} FROM (SELECT number, m{key} FROM {good} WHERE m{key} <> ''"
        f" QUALIFY count(*) OVER (PARTITION BY m{key}) > 1) g JOIN {written} w ON w.number = g.number",
    )
    which = "max" if how == "last" else "min"
    theirs = ", ".join(f"s.w{at} AS s{at}" for at in range(len(fields)))
    pairs = (
        f"SELECT r.*, s.number AS stands, {theirs} FROM {several} r JOIN (SELECT k, {which}(number) AS number FROM {several}"
        f" GROUP BY k) o ON o.k = r.k JOIN {several} s ON s.number = o.number"
    )
    places = [at for at in range(len(fields)) if at != key]
    tests = {at: _says(at, fields[at], "w", "s") for at in places}
    back = [_says(at, fields[at], "s", "w") for at in places]
    words = " ".join(
        f"WHEN {test} THEN concat(w{key}, ': ', {literal(fields[at].name)}, ' ', w{at}, ', not ',"
        f" CASE WHEN s{at} = '' THEN 'empty' ELSE s{at} END)"
        for at, test in tests.items()
    )
    strange = " OR ".join(tests.values()) or "FALSE"
    if how == "left out":
        doubtful = f"bool_or({strange} OR {' OR '.join(back) or 'FALSE'}) OVER (PARTITION BY k)"
        told = (
            f"SELECT number, CASE WHEN doubtful THEN {literal(CONTRADICTING)} ELSE {literal(REPEATED)} END AS name,"
            f" w{key} AS said FROM (SELECT *, {doubtful} AS doubtful FROM ({pairs})) WHERE doubtful OR number <> stands"
        )
    else:
        told = (
            f"SELECT number, CASE WHEN {strange} THEN {literal(CONTRADICTING)} ELSE {literal(REPEATED)} END AS name,"
            f" CASE {words} ELSE w{key} END AS said FROM ({pairs}) WHERE number <> stands"
        )
    return database.keep("aside", told)


def _says(at: int, field: FieldOf, mine: str, theirs: str) -> str:
    """Whether a row says something in a field that the other does not."""
    here, there = f"{mine}{at}", f"{theirs}{at}"
    more = f" AND NOT contains({there}, {here})" if field.type == "intervals" else ""
    return f"({here} <> '' AND {here} <> {there}{more})"
