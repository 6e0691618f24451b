"""Rows of a scan with typed cells, and the test that each of them is in order: what the wide case may build on.

A row is in order if nothing would be said about it: every cell has a form that the engine reads by itself, every required
field and the scope have a value. Facts need one light scan of such a file; a file with any other row is read in full.
"""

from __future__ import annotations

from sladsl.data.reading import known_scopes, read_fields
from sladsl.engines.sql.cells import mapped, quick_time, trimmed, typed
from sladsl.engines.sql.database import Database
from sladsl.engines.sql.files import even
from sladsl.engines.sql.proof import is_native, prove
from sladsl.engines.sql.typed_rows import cell_scopes, scope_text
from sladsl.engines.sql.written import Scan, Source
from sladsl.outcome.measured import SourceFacts
from sladsl.record import Record
from sladsl.values.instant import FIRST_YEAR, LAST_YEAR, civil_us

FIRST, END = civil_us(FIRST_YEAR, 1, 1), civil_us(LAST_YEAR + 1, 1, 1)
"""The years of the page. Starts are held against them as a minimum and a maximum, which is cheaper than row by row."""


class Checked(Record):
    """SQL of the rows: `relation` has the value v0, v1, … of each field, scope, a, and size (bytes of the cells).

    `test` is true for a row in order, but for the range of `a`, and for its scope where that is a cell as it is stored.
    `sized`: whether sizes are told at all.
    """

    relation: str
    test: str
    sized: bool

    @property
    def good(self) -> str:
        """SQL of how many rows are in order."""
        return "count(*)" if self.test == "TRUE" else f"count(*) FILTER (WHERE {self.test})"

    @property
    def total(self) -> str:
        """SQL of the bytes of all cells."""
        return "coalesce(sum(size), 0)" if self.sized else "0"


def is_straight(source: Source) -> bool:
    """Whether the input can be read straight from its file: samples, whose rows stand each for itself."""
    return source.scan is not None and source.input.holds == "samples" and not source.input.end


def place_of(source: Source, name: str) -> int:
    return [field.name for field in read_fields(source.input)].index(name)


def checked(source: Source, scan: Scan, *, raw: bool = False, sure: bool = False) -> Checked:
    """`raw`: scope is the cell as it is stored, to be read by `cell_scopes`: the few that differ, not that of each row.

    `sure`: every cell that is read natively is known to be in order, and not tested once more. The relation has then the
    column of each whole number too, as n0, n1, ….
    """
    values, good, sizes = [], [], []
    for place, field in enumerate(read_fields(source.input)):
        # A cell with nothing in it is NULL here, or '' where blanks were trimmed.
        stored = scan.cells[place]
        trim = scan.white or "" in source.maps[place]  # an empty text may be mapped too
        cell = trimmed(stored, scan.white) if trim else stored
        is_scope = field.name == source.input.scope
        needed = field.required or is_scope
        native = scan.natives[place] if is_native(source, scan, place) else None
        if native is not None and sure:
            values.append(f"{native.sure} AS v{place}")
            if native.unit:
                values.append(f"{native.column} AS n{place}")
            continue
        if native is not None:
            values.append(f"{native.value} AS v{place}")
            good.append(f"v{place} IS NOT NULL" if needed else f"(v{place} IS NOT NULL OR {native.empty})")
            continue
        text = scope_text(cell, source, place) if is_scope else mapped(cell, source.maps[place])
        fits = f"(v{place} IS NOT NULL OR coalesce({text}, '') = '')"
        if is_scope or field.type == "text":
            value, fits = f"nullif({text}, '')", "TRUE"
        elif field.type == "time":
            value = quick_time(text, scan.odd, any_year=field.name == source.input.start)
        else:
            value = typed(field, text, source.units[place]).value
        values.append(f"{value} AS v{place}")
        if not (raw and is_scope):
            good.append(f"v{place} IS NOT NULL" if needed else fits)
        # Where a cell without a value spoils the row, its size is of no interest: empty is NULL, and so is the sum.
        size = f"strlen({stored})"
        sizes.append(size if needed and not source.maps[place] else f"coalesce({size}, 0)")
    start = f"v{place_of(source, source.input.start)}"
    scope = "''"
    if source.input.scope:
        place = place_of(source, source.input.scope)
        scope = scan.cells[place] if raw else f"v{place}"
    size = " + ".join(sizes) if _all_read(scan) else "0"
    return Checked(
        relation=f"(SELECT *, {scope} AS scope, {start} AS a, {size} AS size"
        f" FROM (SELECT *, {', '.join(values)} FROM {scan.relation}))",
        test=" AND ".join(dict.fromkeys(each for each in good if each != "TRUE")) or "TRUE",
        sized=size != "0",
    )


def all_there(scan: Scan, rows: int, size: int) -> bool:
    """Whether cells, delimiters and line ends make up all bytes of the rows of plain text.

    They don't where a row has a delimiter too many at its end, which DuckDB forgives and the page does not. It is cheaper
    to add up lengths than to look for such ends.
    """
    if scan.known is None:
        return True
    if not _all_read(scan):
        return even(scan.texts, rows)
    return size + rows * (scan.texts[0].width - 1 + scan.known.end) == scan.known.rows


def _all_read(scan: Scan) -> bool:
    """Whether every column is read, of files whose line ends are alike: then sizes can be added up."""
    if scan.known is None or not scan.known.end:
        return False
    return len(set(scan.cells)) == len(scan.cells) == scan.texts[0].width


class Look(Record):
    """What one scan shows of a file in order: its facts as if all rows were known, what stands where the scope is, and
    fields that have a value in each row."""

    facts: SourceFacts
    cells: tuple[str | None, ...]
    full: frozenset[str] = frozenset()


def look(database: Database, source: Source) -> Look | None:
    """One light scan; None when some row is not in order."""
    scan = source.scan
    if scan is None or not is_straight(source):
        return None
    database.know(scan.streams)
    proof = prove(database, source, scan)
    rows = checked(source, scan, raw=True, sure=proof is not None)
    ends = "min(a), max(a)" if proof is None else f"{proof.first}, {proof.last}"
    asked = f"SELECT scope, count(*), {rows.good}, {ends}, {rows.total} FROM {rows.relation} GROUP BY scope"
    if proof is not None and rows.test == "TRUE":
        # Which scopes there are is all that is left to ask.
        asked = f"SELECT scope, NULL, NULL, {ends}, 0 FROM (SELECT DISTINCT scope FROM {rows.relation})"
    try:
        found = database.rows(asked)
    except database.unfit(typed=scan.known is None):  # a ragged row, or a damaged file
        return None
    if not all(row[1] == row[2] and FIRST <= row[3] <= row[4] < END for row in found):
        return None
    cells = tuple(row[0] for row in found)
    closed = frozenset(known_scopes(source.input))
    for own in (cell_scopes(cell, source) for cell in cells if source.input.scope):
        if not own or (closed and not closed.issuperset(own)):
            return None
    count = sum(row[1] for row in found) if proof is None or rows.test != "TRUE" else proof.rows
    if proof is not None and proof.rows != count:
        return None
    if not all_there(scan, count, sum(int(row[5]) for row in found)):
        return None
    first = min((row[3] for row in found), default=None)
    last = max((row[4] for row in found), default=None)
    facts = SourceFacts(name=source.input.name, rows=count, used=count, first=first, last=last)
    return Look(facts=facts, cells=cells, full=frozenset() if proof is None else proof.full)


def light_facts(database: Database, source: Source) -> SourceFacts | None:
    """Facts as if all rows were known, in one light scan; None when some row is not in order."""
    found = look(database, source)
    return None if found is None else found.facts
