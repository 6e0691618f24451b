"""Times in other forms than the usual one: local times by the stretches of the clock, the rest by the shared parser.

Each different text is read once. A local time that the clock shows once has one instant, whatever else is in the file; those
that it shows twice, or never, and texts in any other form are few, and only the parser knows what they mean.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from sladsl.data.cells import parser
from sladsl.data.reading import read_fields, times_of, zone_of
from sladsl.engines.sql.database import Database
from sladsl.engines.sql.words import ladder, literal
from sladsl.engines.sql.written import Source
from sladsl.values.duration import DAY
from sladsl.values.instant import FIRST_YEAR, LAST_YEAR, offsets

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_LOCAL = "[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?"
_LONGEST = 3_000
"""Days between the first and the last local time beyond which the parser reads them all: a typing error of a century."""


def odd_times(database: Database, source: Source, said: str, place: int, quick: str) -> str:
    """Relation (text, value, wrong) of the texts t of a relation that are not read already; "" where there are none."""
    different = database.keep(
        "different", f"SELECT DISTINCT t{place} AS text FROM {said} WHERE t{place} <> '' AND {quick} IS NULL"
    )
    if not database.rows(f"SELECT 1 FROM {different} LIMIT 1"):
        return ""
    field = read_fields(source.input)[place]
    clock, form = zone_of(source.input, source.table), times_of(source.table)
    columns = (("text", "VARCHAR"), ("value", "BIGINT"), ("wrong", "VARCHAR"))
    odd = _local(database, different, clock) if clock is not None and not form else ""
    rest = f" d ANTI JOIN {odd} o ON o.text = d.text" if odd else " d"
    left = database.rows(f"SELECT d.text FROM {different}{rest}")
    if left or not odd:
        parse = parser(field, clock, times=form)
        parsed = ((each, *parse(each)) for (each,) in left)
        read = database.load("odd", columns, ((each, value, wrong or None) for each, value, wrong in parsed))
        if not odd:
            return read
        database.run(f"INSERT INTO {odd} SELECT * FROM {read}")
    return odd


def _local(database: Database, different: str, clock: ZoneInfo) -> str:
    """Relation (text, value, wrong) of local times that the clock shows once; "" where there are none, or too far apart."""
    fits = (
        f"regexp_full_match(text, {literal(_LOCAL)}) AND text >= '{FIRST_YEAR}' AND text < '{LAST_YEAR + 1}'"
    )
    shown = database.keep(
        "shown",
        f"SELECT text, CASE WHEN {fits} THEN epoch_us(TRY_CAST(text AS TIMESTAMP)) END AS shown FROM {different}",
    )
    ((first, last),) = database.rows(f"SELECT min(shown), max(shown) FROM {shown}")
    if first is None or last - first > _LONGEST * DAY:
        return ""
    limits, answers = _stretches(clock, first, last)
    return database.keep(
        "odd",
        "SELECT text, value, CAST(NULL AS VARCHAR) AS wrong FROM (SELECT text,"
        f" shown - ({ladder('shown', limits, answers)}) AS value FROM {shown}) WHERE value IS NOT NULL",
    )


def _stretches(clock: ZoneInfo, first: int, last: int) -> tuple[list[int], list[str]]:
    """Local times at which the answer changes, and how far the clock is ahead between them, NULL where it shows a time
    twice or never."""
    none = "CAST(NULL AS BIGINT)"
    steps = offsets(clock, first - 3 * DAY, last + 3 * DAY)
    limits: list[int] = []
    answers = [str(steps[0][1])]
    for (_, before), (at, after) in pairwise(steps):
        limits += [at + min(before, after), at + max(before, after)]
        answers += [none, str(after)]
    return limits, answers
