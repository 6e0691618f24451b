"""Fields of intervals: each different text read once, the usual forms by the database, the others by the shared parser."""

from __future__ import annotations

from sladsl.data.cells import parser
from sladsl.data.reading import read_fields, times_of, zone_of
from sladsl.engines.sql.cells import quick_time
from sladsl.engines.sql.database import Database
from sladsl.engines.sql.written import Source
from sladsl.record import Record


class Waits(Record):
    """`texts`: relation (text, kept, wrong, n) of each different text; `kept` is empty where it tells no interval, and
    nothing where it can't be read; `n` is how many it tells. `spans`: relation (k, pa, pb, n) of the intervals by text, the
    end nothing where one still lasts. `plain`: each text tells one interval that is read, so that it is kept as it is.
    """

    texts: str
    spans: str
    plain: bool = False


def waits_of(database: Database, source: Source, said: str, place: int) -> Waits:
    """The intervals in the texts t of a relation."""
    text = f"t{place}"
    different = database.keep("different", f"SELECT DISTINCT {text} AS text FROM {said} WHERE {text} <> ''")
    several = bool(database.rows(f"SELECT 1 FROM {different} WHERE contains(text, ';') LIMIT 1"))
    # To cut and trim each costs as much as to read it; most fields hold one interval.
    piece = "CASE WHEN prefix(text, ' ') OR suffix(text, ' ') THEN trim(text) ELSE text END"
    if several:
        piece = "trim(unnest(string_split(text, ';')))"
    pieces = database.keep(
        "pieces",
        f"SELECT text, piece, {quick_time('start')} AS a, {quick_time('ended')} AS b, ended FROM ("
        " SELECT text, piece, split_part(piece, '/', 1) AS start, substr(piece, strlen(split_part(piece, '/', 1)) + 2)"
        f" AS ended FROM (SELECT text, {piece} AS piece FROM {different}))",
    )
    # A piece that holds nothing tells nothing; of any other a start is needed, and an end that is not before it.
    good = (
        "piece = '' OR (a IS NOT NULL AND ((ended = '' AND suffix(piece, '/')) OR coalesce(b >= a, FALSE)))"
    )
    if not several and not database.rows(f"SELECT 1 FROM {pieces} WHERE piece = '' OR NOT ({good}) LIMIT 1"):
        alone = "CAST(1 AS BIGINT) AS n"
        told = f"SELECT text, text AS kept, CAST(NULL AS VARCHAR) AS wrong, {alone} FROM {pieces}"
        return Waits(
            texts=database.view("intervals", told),
            spans=database.view("waits", f"SELECT text AS k, a AS pa, b AS pb, {alone} FROM {pieces}"),
            plain=True,
        )
    texts = database.keep(
        "intervals",
        "SELECT text, CASE WHEN n > 0 THEN text ELSE '' END AS kept, CAST(NULL AS VARCHAR) AS wrong, n FROM"
        f" (SELECT text, bool_and({good}) AS good, count(*) FILTER (WHERE piece <> '') AS n FROM {pieces}"
        " GROUP BY text) WHERE good",
    )
    spans = database.keep(
        "waits",
        f"SELECT p.text AS k, p.a AS pa, p.b AS pb, t.n FROM {pieces} p JOIN {texts} t ON t.text = p.text"
        " WHERE p.piece <> ''",
    )
    odd = database.rows(f"SELECT DISTINCT p.text FROM {pieces} p ANTI JOIN {texts} t ON t.text = p.text")
    if odd:
        _read(database, source, place, [each for (each,) in odd], texts, spans)
    return Waits(texts=texts, spans=spans)


def _read(database: Database, source: Source, place: int, odd: list[str], texts: str, spans: str) -> None:
    """Adds the texts that only the shared parser reads."""
    parse = parser(
        read_fields(source.input)[place],
        zone_of(source.input, source.table),
        separator=source.separator,
        times=times_of(source.table),
    )
    told: list[tuple[str, str | None, str | None, int]] = []
    found: list[tuple[str, int, int | None, int]] = []
    for text in odd:
        value, wrong = parse(text)
        spanned = value if isinstance(value, tuple) else ()
        told.append((text, None if value is None else text if value else "", wrong or None, len(spanned)))
        found += [(text, a, b, len(spanned)) for a, b in spanned]
    columns = (("text", "VARCHAR"), ("kept", "VARCHAR"), ("wrong", "VARCHAR"), ("n", "BIGINT"))
    database.run(f"INSERT INTO {texts} SELECT * FROM {database.load('odd', columns, told)}")
    columns = (("k", "VARCHAR"), ("pa", "BIGINT"), ("pb", "BIGINT"), ("n", "BIGINT"))
    database.run(f"INSERT INTO {spans} SELECT * FROM {database.load('odd', columns, found)}")
