"""Whether a file has to be read by the shared reader after all, because only the order of its rows says what times mean."""

from __future__ import annotations

from sladsl.data.reading import read_fields
from sladsl.data.repeated_hour import AMBIGUOUS
from sladsl.engines.sql.database import Database
from sladsl.engines.sql.typed_rows import TypedRows
from sladsl.engines.sql.words import literal
from sladsl.engines.sql.written import Source, Written


def unsettled(database: Database, source: Source, written: Written, typed: TypedRows) -> bool:
    """Whether times lie in an hour that the clock shows twice, which only the order of rows may settle: the shared reader
    looks at it."""
    if written.split or source.opened.clock is None:
        return False
    names = [field.name for field in read_fields(source.input)]
    tests = " OR ".join(
        f"e{names.index(name)} = {literal(AMBIGUOUS)}"
        for name in (source.input.start, source.input.end)
        if name and names.index(name) not in typed.quiet
    )
    return bool(tests) and bool(database.rows(f"SELECT 1 FROM {typed.relation} WHERE {tests} LIMIT 1"))
