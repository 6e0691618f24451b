"""Samples of a file in order as a relation straight over it: nothing is kept of what only its findings would need.

A file is in order if nothing would be said about any row. So its rows need no numbers and no texts, until somebody asks for
the rows behind a figure: then it is read in full.
"""

from __future__ import annotations

from collections.abc import Iterable

from sladsl.data.reading import read_fields
from sladsl.engines.sql.checked import Look, checked, is_straight, place_of
from sladsl.engines.sql.database import Database
from sladsl.engines.sql.proof import narrow_of
from sladsl.engines.sql.table import Table
from sladsl.engines.sql.typed_rows import cell_scopes
from sladsl.engines.sql.walk import base, nodes
from sladsl.engines.sql.written import Source, Written
from sladsl.plan.measure import (
    Choose,
    Filled,
    Input,
    Inside,
    Keep,
    Metering,
    Read,
    Rows,
    Summed,
    Undecided,
    Unless,
)

_UNNUMBERED = (Read, Keep, Undecided, Unless, Inside, Filled, Choose, Summed)
"""Nodes that never ask for the number of a row."""


def may_be_ordered(meterings: Iterable[Metering], source: Source) -> bool:
    """Whether the figures of an input need no row numbers, and each row stands in one scope as it is written."""
    if not is_straight(source) or source.separator or source.listed:
        return False
    return all(_unnumbered(metering, source.input) for metering in meterings)


def _unnumbered(metering: Metering, input: Input) -> bool:
    return all(
        isinstance(node, _UNNUMBERED)
        for column in metering.columns
        for node in nodes(column.cells)
        if isinstance(node, Rows) and base(node) == input
    )


def ordered(database: Database, source: Source, seen: Look, as_of: int) -> Table | None:
    """The rows of a file that is known to be in order; None where some of them are not known yet."""
    scan, facts = source.scan, seen.facts
    if scan is None or (facts.last is not None and facts.last >= as_of):
        return None
    database.know(scan.streams)
    narrow = narrow_of(source, scan)
    columns = [f"v{place}" for place in range(len(read_fields(source.input)))]
    values = "".join(f", {each}" for each in (*columns, *(own for own, _ in narrow.values())))
    # Where the cells of the scope are what they are read as, they are not read again for each row.
    named = [cell_scopes(cell, source) for cell in seen.cells] if source.input.scope else [[""]]
    as_stored = bool(source.input.scope) and named == [[cell] for cell in seen.cells]
    place = place_of(source, source.input.start)
    start = scan.natives[place] if not source.maps[place] else None
    stored = f", {start.column} AS stored" if start is not None and start.moment else ""
    rows = (
        f"SELECT 0::BIGINT AS number, a, CAST(NULL AS BIGINT) AS b, scope{values}{stored}"
        f" FROM {checked(source, scan, raw=as_stored, sure=True).relation}"
    )
    # Text would be split and read anew each time.
    settle = database.view if scan.known is None else database.keep
    return Table(
        relation=settle("rows", rows),
        written=Written(relation="", rows=facts.rows),
        findings=(),
        facts=facts,
        moment=start.moment if start is not None and stored else "",
        full=seen.full,
        narrow=narrow,
        scopes=tuple(sorted({scope for own in named for scope in own})),
    )
