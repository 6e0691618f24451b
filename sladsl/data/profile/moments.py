"""The times that place rows: where they begin and end, whether they are in order, how far apart, where some are missing."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

from sladsl.data.embedded import Embedded
from sladsl.data.profile.clock_changes import MOST_SKIPPED, is_skipped
from sladsl.data.profile.counting import fits
from sladsl.data.profile.facts import Column, Gap, Times
from sladsl.data.profile.forms import CLOCK, UNIX
from sladsl.data.profile.relation import Relation
from sladsl.record import Record, replace
from sladsl.values.duration import DAY, SECOND
from sladsl.values.zones import offsets

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

MOST_GAPS = 5
REGULAR = 0.6
"""The share of distances near the usual one that makes samples regular."""
_ZONED = "(Z|[+-][0-9]{2}:?[0-9]{2})$"
_MOST_LOOKED_AT = 10_000
_GAP = (3, 2)
"""A gap is longer than so many halves of the usual distance."""


class Placed(Record):
    """The instants of a relation: a table with `t` and `s` (its series), one row each, in the order of the file.

    `ends`: it has the column `e` too.
    """

    table: str
    times: Times


def places_of(column: Column) -> bool:
    """Whether the times of a column can be placed: those in a form that is read, and Unix times."""
    return column.holds == "time" and any(form.name != "another form" for form in column.forms)


def unzoned(column: Column) -> bool:
    """Whether some times of a column name no zone."""
    return any(form.name in ("without a zone", "a day") for form in column.forms)


def instants(
    database: Embedded,
    relation: Relation,
    at: int,
    column: Column,
    zone: ZoneInfo | None,
    end: tuple[int, Column] | None,
    series: tuple[int, ...],
    fresh: Callable[[str], str],
) -> Placed:
    """The instants of column `at`, with their series and, of intervals, their ends."""
    start_sql = instant_sql(f"c{at}", column, _shift(database, relation, at, column, zone))
    parts = [f"{start_sql} AS t"]
    parts.append(f"{_series_sql(series)} AS s")
    if end is not None:
        place, ended = end
        parts.append(
            f"{instant_sql(f'c{place}', ended, _shift(database, relation, place, ended, zone))} AS e"
        )
        parts.append(f"c{place} = '' AS unended")
    table = fresh("kept.moments")
    database.run(f"CREATE TABLE {table} AS SELECT {', '.join(parts)} FROM {relation.name}")
    zoned = not unzoned(column) and (end is None or not unzoned(end[1]))
    times = Times(
        column=column.name,
        zone=zone.key if zone is not None else "",
        placed=zoned or zone is not None,
        first=None,
        last=None,
        backward=0,
        twice=0,
        end=end[1].name if end is not None else "",
    )
    return Placed(table=table, times=_ordered(database, table, times, ended=end is not None))


def instant_sql(cell: str, column: Column, shift: str) -> str:
    """Microseconds of a cell; NULL where it is no time. `shift`: SQL of how far a civil time `n` is from its instant."""
    names = {form.name for form in column.forms}
    if names & set(UNIX):
        factor = SECOND if "Unix seconds" in names else 1_000
        return f"CAST(round(TRY_CAST({cell} AS DECIMAL(30, 6)) * {factor}) AS BIGINT)"
    parsed = f"epoch_us(TRY_CAST({cell} AS TIMESTAMPTZ))"
    value = parsed
    if shift:
        moved = f"({parsed} - {shift.replace('{n}', parsed)})"
        value = moved
        if names & {"with Z", "with an offset"}:
            zoned = f"strlen({cell}) > 10 AND regexp_matches({cell}, '{_ZONED}')"
            value = f"(CASE WHEN {zoned} THEN {parsed} ELSE {moved} END)"
    return f"(CASE WHEN {fits(cell, CLOCK)} THEN {value} END)"


def _shift(database: Embedded, relation: Relation, at: int, column: Column, zone: ZoneInfo | None) -> str:
    """The offset of a civil time `{n}` in a zone, as a ladder over its changes; "" where no time needs one."""
    names = {form.name for form in column.forms}
    if zone is None or not names & {"without a zone", "a day"}:
        return ""
    parsed = f"epoch_us(TRY_CAST(c{at} AS TIMESTAMPTZ))"
    ((first, last),) = database.rows(
        f"SELECT min({parsed}), max({parsed}) FROM {relation.name} WHERE {fits(f'c{at}', CLOCK)}"
    )
    if first is None:
        return ""
    found = offsets(zone, int(first) - 2 * DAY, int(last) + 2 * DAY)
    if len(found) == 1:
        return str(found[0][1])
    # A time that the clock shows twice is its first occurrence, one that it skips is moved on by the skip.
    arms = [
        f"WHEN {{n}} < {instant + max(before, after)} THEN {before}"
        for (_, before), (instant, after) in pairwise(found)
    ]
    return f"(CASE {' '.join(arms)} ELSE {found[-1][1]} END)"


def _series_sql(series: tuple[int, ...]) -> str:
    if not series:
        return "''"
    return " || ' / ' || ".join(f"c{at}" for at in series)


def _ordered(database: Embedded, table: str, times: Times, *, ended: bool) -> Times:
    last = "greatest(max(t), max(e))" if ended else "max(t)"
    ((first, latest),) = database.rows(f"SELECT min(t), {last} FROM {table}")
    if first is None:
        return times
    ((backward,),) = database.rows(
        f"SELECT count(*) FROM (SELECT t < lag(t) OVER (ORDER BY rowid) AS back FROM {table} WHERE t IS NOT NULL)"
        " WHERE back"
    )
    found = replace(times, first=int(first), last=int(latest), backward=int(backward))
    if not ended:
        return found
    ((reversed_, unended),) = database.rows(
        f"SELECT count(*) FILTER (e < t), count(*) FILTER (unended AND t IS NOT NULL) FROM {table}"
    )
    return replace(found, reversed=int(reversed_), unended=int(unended))


def spaced(database: Embedded, placed: Placed, every: int, fresh: Callable[[str], str]) -> Times:
    """The times with what is to be said of samples: how far apart they are, and where they are missing."""
    table, times = placed.table, placed.times
    apart = fresh("kept.apart")
    database.run(
        f"CREATE TABLE {apart} AS SELECT s, t, t - lag(t) OVER (PARTITION BY s ORDER BY t) AS d"
        f" FROM {table} WHERE t IS NOT NULL"
    )
    ((many, twice, usual),) = database.rows(
        "SELECT count(*) FILTER (d IS NULL), count(*) FILTER (d = 0), quantile_disc(d, 0.5) FILTER (d > 0)"
        f" FROM {apart}"
    )
    times = replace(times, twice=int(twice), many=int(many), every=every)
    if usual is None:
        return times
    usual = int(usual)
    ((near,),) = database.rows(
        f"SELECT avg(CAST(abs(d - {usual}) * 5 <= {usual} AS INTEGER)) FILTER (d > 0) FROM {apart}"
    )
    times = replace(times, spacing=usual, regular=float(near) >= REGULAR)
    length = every or (usual if times.regular else 0)
    if not length:
        return times
    halves, of = _GAP
    long = f"SELECT s, t - d AS a, t AS b, d FROM {apart} WHERE d * {of} > {length * halves}"
    skipped = () if times.placed else _skipped(database, long, length * halves // of)
    if skipped:
        known = ", ".join(f"({gap.start}, {gap.end})" for gap in skipped)
        long = f"SELECT * FROM ({long}) WHERE (a, b) NOT IN ({known})"
    ((count, missing),) = database.rows(f"SELECT count(*), coalesce(sum(d - {length}), 0) FROM ({long})")
    longest = database.rows(f"SELECT a, b, s FROM ({long}) ORDER BY d DESC, a, s LIMIT {MOST_GAPS}")
    return replace(
        times,
        gaps=int(count),
        missing=int(missing),
        longest=tuple(Gap(start=int(a), end=int(b), series=str(s)) for a, b, s in longest),
        skipped=skipped,
    )


def _skipped(database: Embedded, long: str, longest: int) -> tuple[Gap, ...]:
    """The gaps of times without a zone that are the hour which clocks leave out; once for all series."""
    found = database.rows(
        f"SELECT DISTINCT a, b FROM ({long}) WHERE d <= {longest + MOST_SKIPPED} ORDER BY a, b LIMIT {_MOST_LOOKED_AT}"
    )
    return tuple(
        Gap(start=int(a), end=int(b), series="") for a, b in found if is_skipped(int(a), int(b), longest)
    )
