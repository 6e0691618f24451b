"""The wide case of the DuckDB engine: taken for a plain file in order, and never trusted beyond what it has shown."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from pathlib import Path

import pytest

from sladsl.data.binding import TableFile
from sladsl.engines.reference.engine import ReferenceEngine
from sladsl.engines.sql import engine as engine_module
from sladsl.engines.sql.cells import quick_time
from sladsl.engines.sql.checked import light_facts
from sladsl.engines.sql.database import Database
from sladsl.engines.sql.engine import DuckdbEngine
from sladsl.engines.sql.scan import scan, wanted
from sladsl.engines.sql.walk import inputs_of
from sladsl.engines.sql.written import source_of
from sladsl.plan.measure import Column, FieldOf, Fixed, Input, Keep, Length, Metering, Read, Slots
from sladsl.plan.rows import Holds, Not
from sladsl.values.instant import parse_time, zone
from sladsl.values.period import periods

START = 1_767_225_600_000_000
MINUTE = 60_000_000
DAY = 1440 * MINUTE

IN_ORDER = b"""region,at,up
eu,2026-01-01T00:00:00Z,yes
us,2026-01-01T00:00:00Z,no
eu,2026-01-01T00:01:00Z,no
us,2026-01-01T00:01:00Z,no
eu,2026-01-01T23:59:00Z,no
eu,2026-01-02T00:00:00Z,no
"""
FAULTS = {
    "crowded": IN_ORDER + b"eu,2026-01-01T00:01:30Z,yes\n",
    "after as-of": IN_ORDER + b"eu,2026-03-01T00:01:00Z,no\n",
    "bad time": IN_ORDER + b"eu,2026-02-30T00:01:00Z,no\n",
    "blank for a digit": IN_ORDER + b"eu,2026-01-01T 0:03:00Z,no\n",
    "dot for a digit": IN_ORDER + b"eu,2026-01-01T00:03:0.Z,no\n",
    "no scope": IN_ORDER + b",2026-01-01T00:03:00Z,no\n",
    "a delimiter too many": IN_ORDER + b"eu,2026-01-01T00:03:00Z,no,\n",
    "a cell too few": IN_ORDER + b"eu,2026-01-01T00:03:00Z\n",
    "quoted": IN_ORDER + b'"eu",2026-01-01T00:03:00Z,no\n',
    "line of blanks": IN_ORDER + b"  \neu,2026-01-01T00:03:00Z,no\n",
}
ALIKE = {
    "in order": IN_ORDER,
    "no answer": IN_ORDER + b"eu,2026-01-01T00:03:00Z,\n",
    "windows": IN_ORDER.replace(b"\n", b"\r\n"),
    "no last line end": IN_ORDER[:-1],
    "byte order mark": b"\xef\xbb\xbf" + IN_ORDER,
    "trimmed": IN_ORDER.replace(b",yes", b", yes "),
    "cased": IN_ORDER.replace(b"yes", b"YeS"),
    "letters": IN_ORDER.replace(b"us", "é".encode()),
}


def _metering() -> Metering:
    place = zone("UTC")
    assert place is not None
    days = periods("day", place, START, START + 2 * DAY)
    probes = Input(
        name="probes",
        holds="samples",
        fields=(
            FieldOf(name="at", type="time", required=True),
            FieldOf(name="region", type="text"),
            FieldOf(name="up", type="yes or no"),
        ),
        start="at",
        scope="region",
    )
    down = Slots(
        rows=Keep(rows=Read(input=probes), where=Not(of=Holds(field="up"))), every=MINUTE, periods=days
    )
    seen = Slots(rows=Read(input=probes), every=MINUTE, periods=days)
    whole = Fixed(spans=((START, START + 2 * DAY),))
    half = Fixed(spans=((START, START + 90_000_000),))
    return Metering(
        metric="m",
        columns=tuple(
            Column(name=name, cells=Length(spans=spans, within=within, periods=days), unit="us")
            for name, spans, within in (("down", down, whole), ("seen", seen, whole), ("part", down, half))
        ),
        periods=days,
        scoped=True,
        scopes=(),
        sources=("probes",),
        witness=down,
    )


def _is_scanned(path: Path) -> bool:
    metering = _metering()
    (probes,) = inputs_of((metering,))
    source = source_of(probes, TableFile(source="probes", path=str(path)))
    asked = wanted((metering,), source)
    assert asked is not None
    return scan(Database(), source, asked, START + 9 * DAY) is not None


def _agrees(path: Path, values: Mapping[str, Mapping[str, str]] | None = None) -> None:
    """Figures, witnesses, facts; then facts before figures."""
    table = TableFile(source="probes", path=str(path), values=values or {})
    said = []
    for engine in (ReferenceEngine(), DuckdbEngine()):
        session = engine.open({"probes": table})
        found = session.measure((_metering(),), START + 9 * DAY)
        drilled = [found.witnesses("m", each.scope, each.period) for each in found.cells]
        facts = session.facts(inputs_of((_metering(),)))
        session.close()
        session = engine.open({"probes": table})
        facts_first = session.facts(inputs_of((_metering(),)))
        said.append((found, drilled, facts, facts_first, session.measure((_metering(),), START + 9 * DAY)))
        session.close()
    assert said[0] == said[1]


@pytest.mark.parametrize("name", ALIKE)
def test_a_plain_file_is_scanned(tmp_path: Path, name: str) -> None:
    path = tmp_path / "probes.csv"
    path.write_bytes(ALIKE[name])
    assert _is_scanned(path)
    _agrees(path)


@pytest.mark.parametrize("name", FAULTS)
def test_one_row_out_of_order_takes_the_general_way(tmp_path: Path, name: str) -> None:
    path = tmp_path / "probes.csv"
    path.write_bytes(FAULTS[name])
    assert not _is_scanned(path)
    _agrees(path)


@pytest.mark.parametrize("name", ALIKE)
def test_facts_of_a_file_in_order_keep_nothing(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two scans, and no row is loaded: neither for the facts nor for the figures after them."""
    path = tmp_path / "probes.csv"
    path.write_bytes(ALIKE[name])
    monkeypatch.setattr(engine_module, "written", _never)
    session = DuckdbEngine().open({"probes": TableFile(source="probes", path=str(path))})
    (facts,) = session.facts(inputs_of((_metering(),)))
    assert (facts.rows, facts.first) == (facts.used, START)
    assert session.measure((_metering(),), START + 9 * DAY).sources == (facts,)
    session.close()


def _never(*_: object) -> None:
    raise AssertionError("rows were loaded")


def test_facts_of_a_file_with_a_fault_are_those_of_all_its_rows(tmp_path: Path) -> None:
    """Crowded slots and rows after the as-of instant are faults of a measuring, not of the file."""
    path = tmp_path / "probes.csv"
    (probes,) = inputs_of((_metering(),))
    light = set()
    for name, text in FAULTS.items():
        path.write_bytes(text)
        source = source_of(probes, TableFile(source="probes", path=str(path)))
        if light_facts(Database(), source) is not None:
            light.add(name)
    assert light == {"crowded", "after as-of"}


@pytest.mark.parametrize("year", ["1899", "1900", "2200", "2201", "0001", "9999"])
def test_years_of_the_page(tmp_path: Path, year: str) -> None:
    path = tmp_path / "probes.csv"
    path.write_bytes(IN_ORDER + f"eu,{year}-01-01T00:00:00Z,no\n".encode())
    _agrees(path)


def test_an_empty_text_may_be_mapped(tmp_path: Path) -> None:
    path = tmp_path / "probes.csv"
    path.write_bytes(IN_ORDER + b"eu,2026-01-01T00:03:00Z,\n,2026-01-01T00:04:00Z,no\n")
    for values in ({"up": {"": "no"}}, {"up": {"": "no"}, "region": {"": "us"}}):
        _agrees(path, values)


def test_a_file_without_rows(tmp_path: Path) -> None:
    path = tmp_path / "probes.csv"
    path.write_bytes(IN_ORDER[: IN_ORDER.index(b"\n") + 1])
    _agrees(path)


def test_a_name_with_wildcards_is_one_file(tmp_path: Path) -> None:
    for name in ("a*.csv", "ab.csv", "it's {x}.csv", "k=v.csv"):
        (tmp_path / name).write_bytes(IN_ORDER)
    for name in ("a*.csv", "it's {x}.csv", "k=v.csv"):
        _agrees(tmp_path / name)


def test_quick_times_are_times_of_the_page() -> None:
    """Every change of one or two characters: what the engine's cast forgives must not come through."""
    bases = ("2026-01-02T03:04:05Z", "2024-02-29T23:59:59.123Z", "1999-12-31T00:00:00.123456Z")
    few = "0 9-+:.TZ\ta"
    texts = set(bases)
    for base in bases:
        for at in range(len(base)):
            texts |= {base[:at] + chr(each) + base[at + 1 :] for each in range(1, 128)}
        for a, b in itertools.combinations(range(len(base)), 2):
            texts |= {base[:a] + x + base[a + 1 : b] + y + base[b + 1 :] for x in few for y in few}
    database = Database()
    table = database.load("texts", (("text", "VARCHAR"),), ((each,) for each in sorted(texts)))
    found = database.rows(f"SELECT text, {quick_time('text')} FROM {table}")
    database.close()
    assert len(found) == len(texts)
    for text, value in found:
        written = parse_time(text)
        if value is not None:
            assert written is not None, text
            assert value == written.naive_us - (written.offset_us or 0)
            assert written.offset_us is not None
    assert all(value is not None for text, value in found if text in bases)


def test_facts_know_the_rows_of_scopes_that_the_agreement_does_not(tmp_path: Path) -> None:
    """A file in order is only looked at; rows of no known scope are astray all the same."""
    probes = Input(
        name="probes",
        holds="samples",
        fields=(FieldOf(name="region", type="text"),),
        start="at",
        scope="region",
        scopes=("eu",),
    )
    path = tmp_path / "probes.csv"
    path.write_text("at,region\n2026-01-01T00:00:00Z,eu\n2026-01-01T00:01:00Z,us\n")
    facts = []
    for engine in (ReferenceEngine(), DuckdbEngine()):
        session = engine.open({"probes": TableFile(source="probes", path=str(path))})
        facts.append(session.facts((probes,)))
        session.close()
    assert facts[0] == facts[1]
    assert facts[1][0].astray == (1_767_225_660_000_000,)
