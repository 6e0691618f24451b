"""The wide case: down time by region and month from one sample a minute, by the engine, by hand, and as a bare scan.

All read the same file, CSV or Parquet. The plan is built by hand, so that nothing but measuring is measured.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sladsl.data.binding import Table, TableFile, TableFrame
from sladsl.engines.sql import engine as engine_module
from sladsl.engines.sql.engine import DuckdbEngine
from sladsl.plan.measure import (
    Column,
    FieldOf,
    Fixed,
    Input,
    Keep,
    Length,
    Metering,
    Read,
    Slots,
)
from sladsl.plan.rows import Holds, Not
from sladsl.values.instant import civil_us, zone
from sladsl.values.period import periods

REGIONS = 20
MINUTE = 60_000_000
START, END = civil_us(2026, 1, 1), civil_us(2027, 1, 1)


def generate(folder: Path, rows: int) -> str:
    """The samples, the same for every run; beside them the answer, worked out without any SQL."""
    path = folder / "probes.csv"
    down: dict[str, int] = {}
    state = 1
    with path.open("w", encoding="ascii", newline="\n") as file:
        file.write("region,at,up\n")
        for minute in range(rows // REGIONS):
            day, rest = divmod(minute, 1440)
            at = f"{_date(day)}T{rest // 60:02}:{rest % 60:02}:00Z"
            lines = []
            for region in range(REGIONS):
                state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
                bad = state >> 33 < 2**31 // 500
                if bad:
                    key = f"region-{region:02} {at[:7]}"
                    down[key] = down.get(key, 0) + MINUTE
                lines.append(f"region-{region:02},{at},{'no' if bad else 'yes'}\n")
            file.write("".join(lines))
    path.with_suffix(".json").write_text(json.dumps(down, sort_keys=True), encoding="ascii")
    return str(path)


def as_parquet(path: str) -> str:
    """The same samples as typed columns."""
    import duckdb

    columns = "{'region': 'VARCHAR', 'at': 'TIMESTAMP WITH TIME ZONE', 'up': 'BOOLEAN'}"
    target = str(Path(path).with_suffix(".parquet"))
    with duckdb.connect() as connection:
        connection.execute(
            f"COPY (SELECT * FROM read_csv('{path}', auto_detect=false, header=true, delim=',', columns={columns}))"
            f" TO '{target}' (FORMAT parquet)"
        )
    return target


def expected(path: str) -> dict[str, int]:
    found: dict[str, int] = json.loads(Path(path).with_suffix(".json").read_text(encoding="ascii"))
    return found


def _date(day: int) -> str:
    from datetime import date, timedelta

    return (date(2026, 1, 1) + timedelta(days=day)).isoformat()


def _measured(table: Table, facts: bool = False) -> dict[str, int]:
    place = zone("UTC")
    assert place is not None
    months = periods("month", place, START, END)
    probes = Input(
        name="probes",
        holds="samples",
        fields=(
            FieldOf(name="at", type="time", required=True),
            FieldOf(name="region", type="text", required=True),
            FieldOf(name="up", type="yes or no", required=True),
        ),
        start="at",
        scope="region",
    )
    down = Slots(
        rows=Keep(rows=Read(input=probes), where=Not(of=Holds(field="up"))), every=MINUTE, periods=months
    )
    seen = Slots(rows=Read(input=probes), every=MINUTE, periods=months)
    year = Fixed(spans=((START, END),))
    metering = Metering(
        metric="availability",
        columns=(
            Column(name="down", cells=Length(spans=down, within=year, periods=months), unit="us"),
            Column(name="seen", cells=Length(spans=seen, within=year, periods=months), unit="us"),
        ),
        periods=months,
        scoped=True,
        scopes=(),
        sources=("probes",),
        witness=down,
    )
    session = DuckdbEngine().open({"probes": table})
    if facts:
        session.facts((probes,))
    found = session.measure((metering,), END)
    session.close()
    return {f"{c.scope} {c.period}": c.columns["down"] for c in found.cells if c.columns["down"]}


def engine(path: str | None) -> dict[str, int]:
    """The engine's way for a plain file in order."""
    return _measured(_file(path)) if path is not None else _ready()


def facts(path: str | None) -> dict[str, int]:
    """The engine asked for its facts first, as where nobody says which periods to assess."""
    return _measured(_file(path), facts=True) if path is not None else _ready()


def general(path: str | None) -> dict[str, int]:
    """The engine's way for a file that is not in order: every cell kept, every rule looked at."""
    if path is None:
        return _ready()
    module: Any = engine_module
    module.scan = module.light_facts = lambda *_: None
    return _measured(_file(path))


def relation(path: str | None) -> dict[str, int]:
    """The engine on a relation of somebody else's session, over the same file."""
    import duckdb

    if path is None:
        return _ready()
    with duckdb.connect() as session:
        return _measured(TableFrame(source="probes", data=session.sql(f"FROM '{path}'")))


def _file(path: str) -> TableFile:
    return TableFile(source="probes", path=path)


def hand(path: str | None) -> dict[str, int]:
    """What a careful analyst would write: one row a minute and region, and all that is odd about the file counted.

    Grouping by minute is about half of the work of `count(DISTINCT ...)` by month, so this is the stronger anchor.
    """
    rows = _query(
        path,
        """
        WITH typed AS (
            SELECT region, TRY_CAST("at" AS TIMESTAMP) AS instant, TRY_CAST(up AS BOOLEAN) AS up, up AS said FROM {text}
        ), slots AS (
            SELECT region, epoch_us(instant) // 60000000 AS slot, bool_or(NOT up) AS down, count(*) AS samples,
                   count(*) FILTER (WHERE up IS NULL AND said IS NOT NULL) AS unread
            FROM typed GROUP BY ALL
        )
        SELECT region, date_trunc('month', make_timestamp(slot * 60000000)) AS month,
               60000000 * count(*) FILTER (WHERE down) AS down,
               60000000 * count(*) AS seen,
               sum(samples - 1) AS crowded,
               sum(unread) AS unread,
               sum(samples) FILTER (WHERE slot IS NULL OR region IS NULL) AS unplaced
        FROM slots GROUP BY ALL
        """,
    )
    # What is missing is what a month has less what was seen: two numbers a month, left to whoever prints the table.
    for _, _, _, _, crowded, unread, unplaced in rows:
        if crowded or unread or unplaced:
            raise SystemExit("the file that was generated has faults")
    return {f"{region} {month:%Y-%m}": down for region, month, down, *_ in rows if down}


def trusting(path: str | None) -> dict[str, int]:
    """What somebody would write who trusts the file: bad minutes and rows, whatever else is in it."""
    rows = _query(
        path,
        "SELECT region, date_trunc('month', \"at\") AS month,"
        ' 60000000 * count(DISTINCT CASE WHEN NOT up THEN epoch_us("at") // 60000000 END) AS down,'
        " 60000000 * count(*) AS seen FROM {file} GROUP BY ALL",
    )
    return {f"{region} {month:%Y-%m}": down for region, month, down, _ in rows if down}


def floor(path: str | None) -> dict[str, int]:
    """Every column read and summed: no engine answers with less."""
    _query(path, 'SELECT count(region), sum(epoch_us("at")), count(*) FILTER (WHERE up) FROM {file}')
    return {}


def parquet_hand(path: str | None) -> dict[str, int]:
    """What a careful analyst would write over typed columns."""
    rows = _typed(
        path,
        """
        WITH slots AS (
            SELECT region, epoch_us("at") // 60000000 AS slot, bool_or(NOT up) AS down, count(*) AS samples,
                   count(*) FILTER (WHERE up IS NULL) AS unread
            FROM {file} GROUP BY ALL
        )
        SELECT region, date_trunc('month', make_timestamp(slot * 60000000)) AS month,
               60000000 * count(*) FILTER (WHERE down) AS down, 60000000 * count(*) AS seen,
               sum(samples - 1) AS crowded, sum(unread) AS unread,
               sum(samples) FILTER (WHERE slot IS NULL OR region IS NULL) AS unplaced
        FROM slots GROUP BY ALL
        """,
    )
    return {f"{region} {month:%Y-%m}": down for region, month, down, *_ in rows if down}


def parquet_floor(path: str | None) -> dict[str, int]:
    """Every typed column read and summed."""
    _typed(path, 'SELECT count(region), sum(epoch_us("at")), count(*) FILTER (WHERE up) FROM {file}')
    return {}


def _typed(path: str | None, sql: str) -> list[Any]:
    import duckdb

    if path is None:
        return []
    with duckdb.connect() as connection:
        found: list[Any] = connection.execute(sql.format(file=f"'{path}'")).fetchall()
    return found


def _query(path: str | None, sql: str) -> list[Any]:
    import duckdb

    if path is None:
        return []

    def read(at: str, up: str) -> str:
        columns = f"{{'region': 'VARCHAR', 'at': '{at}', 'up': '{up}'}}"
        return f"read_csv('{path}', auto_detect=false, header=true, delim=',', columns={columns})"

    query = sql.format(file=read("TIMESTAMP", "BOOLEAN"), text=read("VARCHAR", "VARCHAR"))
    with duckdb.connect() as connection:
        found: list[Any] = connection.execute(query).fetchall()
    return found


def _ready() -> dict[str, int]:
    import duckdb

    duckdb.connect().close()
    return {}


WORK: dict[str, Callable[[str | None], dict[str, int]]] = {
    "floor": floor,
    "trusting": trusting,
    "hand": hand,
    "engine": engine,
    "facts": facts,
    "general": general,
}
TYPED: dict[str, Callable[[str | None], dict[str, int]]] = {
    "floor": parquet_floor,
    "hand": parquet_hand,
    "engine": engine,
    "facts": facts,
    "relation": relation,
    "general": general,
}
