"""What whole columns show of each of their cells: taken at their word only where every row is in order."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import duckdb
import pytest

import sladsl
from sladsl.data.binding import TableFile
from sladsl.engines.contract import Engine
from sladsl.engines.reference.engine import ReferenceEngine
from sladsl.engines.sql.certain import always
from sladsl.engines.sql.database import Database
from sladsl.engines.sql.engine import DuckdbEngine
from sladsl.engines.sql.proof import prove
from sladsl.engines.sql.walk import inputs_of
from sladsl.engines.sql.written import source_of
from sladsl.outcome.measured import Measured
from sladsl.plan.choices import Reading
from sladsl.plan.from_model.lower import lower
from sladsl.plan.from_model.stretch import stretch_of
from sladsl.plan.measure import FieldOf, Metering
from sladsl.plan.rows import (
    All,
    Arithmetic,
    Compare,
    Condition,
    Constant,
    Elapsed,
    Field,
    Holds,
    Known,
    Not,
    Some,
)
from sladsl.record import replace
from tests.settle.build import instant

AGREEMENT = """sla A {
  effective: 2026-01-01   time zone: "UTC"
  party Cloud { role: provider }
  party Customer { role: customer }
  interpretation {
    idle slots: left out   percentile method: nearest rank   level rounding: none   missing samples: down
    excluded time: out of both   partial minutes: exact   overlapping outages: once
  }
  service Api { hours: always }
  source probes {
    holds: samples   of: Api   every: 1 minute   collected: automatically
    fields { region: text   up: yes or no   ms: number   seen: time   took: duration }
  }
  metric Slow { of: Api   for each: region   measure: 90th percentile of ms in probes   controlled by: Cloud }
  metric Long { of: Api   for each: region   measure: average of took in probes   controlled by: Cloud }
  metric Up { of: Api   for each: region   measure: uptime from probes   down when: not up   controlled by: Cloud }
  objective Quick { Cloud ensures Slow at most 900 each month }
  objective Brief { Cloud ensures Long at most 900 seconds each month }
  objective There { Cloud ensures Up at least 99% each month }
}"""
ROWS = (
    "SELECT 'r' || (i % 3) AS region, to_timestamp(1767225600 + i * 40) AS at, i % 7 > 0 AS up,"
    " CAST(hash(i) % 1000 AS INTEGER) AS ms, to_timestamp(1767225600 + i * 40) AS seen, CAST(i % 50 AS INTEGER) AS took"
    " FROM range(400) x(i)"
)
ODD = "SELECT 'r0' AS region, {at} AS at, {up} AS up, {ms} AS ms, {seen} AS seen, {took} AS took"
GOOD = {"at": "to_timestamp(1768000000)", "up": "TRUE", "ms": "7", "seen": "to_timestamp(0)", "took": "3"}
IN_ORDER = {
    "a good row": {},
    "no answer": {"up": "NULL"},
    "no number": {"ms": "NULL"},
    "no other time": {"seen": "NULL"},
    "the largest number": {"ms": "999999999999"},
    "the first year": {"at": "TIMESTAMPTZ '1900-01-01 00:00:00+00'"},
    "the last day": {"seen": "TIMESTAMPTZ '2200-12-31 23:59:59+00'"},
}
NOT_IN_ORDER = {
    "no time": {"at": "NULL"},
    "a time before all years": {"at": "TIMESTAMPTZ '1899-12-31 23:59:59+00'"},
    "never": {"at": "'infinity'::TIMESTAMPTZ"},
    "always before": {"at": "'-infinity'::TIMESTAMPTZ"},
    "another time that never was": {"seen": "'infinity'::TIMESTAMPTZ"},
    "another time after all years": {"seen": "TIMESTAMPTZ '2201-01-01 00:00:00+00'"},
    "too many digits": {"ms": "1000000000000"},
    "too many digits below zero": {"ms": "-1000000000000"},
    "too long": {"took": "999999999999"},
}


def _written(folder: Path, changes: dict[str, str], *, several: bool) -> Path:
    """One file, or a folder of three of which the last has the row."""
    odd = ODD.format(**(GOOD | changes))
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute(f"CREATE TABLE whole AS {ROWS}")
        connection.execute("ALTER TABLE whole ALTER ms TYPE BIGINT")
        connection.execute("ALTER TABLE whole ALTER took TYPE BIGINT")
        if not several:
            path = folder / "probes.parquet"
            connection.execute(f"COPY (FROM whole UNION ALL {odd}) TO '{path}' (FORMAT parquet)")
            return path
        path = folder / "probes"
        path.mkdir()
        for nth in range(2):
            connection.execute(f"COPY (FROM whole OFFSET {nth * 200} LIMIT 200) TO '{path}/{nth}.parquet'")
        connection.execute("INSERT INTO whole " + odd)
        connection.execute(f"COPY (FROM whole OFFSET 400) TO '{path}/2.parquet' (FORMAT parquet)")
    return path


def _meterings() -> tuple[tuple[Metering, ...], int]:
    loaded = sladsl.read_text(AGREEMENT)
    assert loaded.agreement is not None, loaded.findings
    reading = Reading(loaded.agreement, {})
    stretch = stretch_of(loaded.agreement, reading, "2026-01", "2026-02")
    assert stretch is not None
    as_of = instant("2026-06-01T00:00Z")
    return lower(loaded.agreement, reading, replace(stretch, as_of=as_of)).meterings, as_of


def _measured(engine: Engine, path: Path, only: int) -> Measured:
    meterings, as_of = _meterings()
    session = engine.open({"probes": TableFile(source="probes", path=str(path))})
    return session.measure(meterings[only : only + 1], as_of)


@pytest.mark.parametrize("several", [False, True])
@pytest.mark.parametrize("name", [*IN_ORDER, *NOT_IN_ORDER])
def test_both_engines_say_the_same(tmp_path: Path, name: str, several: bool) -> None:
    path = _written(tmp_path, (IN_ORDER | NOT_IN_ORDER)[name], several=several)
    for only in range(3):
        found, plain = (_measured(engine, path, only) for engine in (DuckdbEngine(), ReferenceEngine()))
        assert (found.cells, found.findings, found.sources) == (plain.cells, plain.findings, plain.sources)


@pytest.mark.parametrize("name", [*IN_ORDER, *NOT_IN_ORDER])
def test_only_what_is_in_order_is_proved(tmp_path: Path, name: str) -> None:
    path = _written(tmp_path, (IN_ORDER | NOT_IN_ORDER)[name], several=False)
    meterings, _ = _meterings()
    # Together they read all fields but one.
    fields = {each.name: each for own in inputs_of(meterings) for each in own.fields}
    fields["seen"] = FieldOf(name="seen", type="time")
    (probes, *_) = inputs_of(meterings)
    source = source_of(
        replace(probes, fields=tuple(fields.values())), TableFile(source="probes", path=str(path))
    )
    assert source.scan is not None
    found = prove(Database(), source, source.scan)
    assert (found is not None) == (name in IN_ORDER)
    if found is not None:
        empty = {field for field, value in IN_ORDER[name].items() if value == "NULL"}
        assert found.full == {"at", "up", "ms", "seen", "took"} - empty
        assert found.rows == 401


UP, MS = Holds(field="up"), Field(name="ms")
SLOW = Compare(left=MS, comparator="above", right=Constant(value=Fraction(5)))
SHARE = Arithmetic(operator="/", left=MS, right=MS)


@pytest.mark.parametrize(
    ("condition", "sure"),
    [
        (Known(field="up"), True),
        (Known(field="gone"), False),
        (UP, False),
        (Some(of=(UP, Not(of=UP))), True),
        (Some(of=(Not(of=UP), Not(of=Not(of=UP)))), True),
        (Some(of=(SLOW, UP, Not(of=SLOW))), True),
        (Some(of=(SLOW, Not(of=UP))), False),
        (Some(of=(Holds(field="gone"), Not(of=Holds(field="gone")))), False),
        (Some(of=()), False),
        (All(of=()), True),
        (All(of=(Known(field="up"), Known(field="gone"))), False),
        (Not(of=Not(of=Known(field="up"))), True),
        (Not(of=Known(field="gone")), False),
        *(
            (Some(of=(compared, Not(of=compared))), sure)
            for compared, sure in (
                (Compare(left=SHARE, comparator="above", right=MS), False),
                (Compare(left=Elapsed(since="at", until="at"), comparator="above", right=MS), True),
                (Compare(left=Elapsed(since="at", until="gone"), comparator="above", right=MS), False),
            )
        ),
    ],
)
def test_conditions_that_hold_for_every_row(condition: Condition, sure: bool) -> None:
    assert always(condition, frozenset({"at", "up", "ms"})) is sure
