"""Meterings worked by hand: rows in, integers, findings and facts out."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from sladsl.data.binding import Table
from sladsl.data.errors import UnreadableData
from sladsl.engines.reference.engine import ReferenceEngine
from sladsl.outcome.measured import Measured
from sladsl.plan.measure import (
    Cells,
    Column,
    Count,
    Extent,
    FieldOf,
    Fixed,
    Input,
    Inside,
    Keep,
    Length,
    Metering,
    Read,
    Rows,
    Shared,
    Slots,
    Spans,
    Stated,
    Together,
    Undecided,
    Without,
)
from sladsl.plan.rows import Compare, Constant, Field, Holds, Not
from sladsl.values.duration import HOUR, MINUTE
from sladsl.values.period import Period
from tests.data.tables import file, named, outages, typed, us

MARCH = Period(kind="month", label="2026-03", start=us("2026-03-01"), end=us("2026-04-01"))
APRIL = Period(kind="month", label="2026-04", start=us("2026-04-01"), end=us("2026-05-01"))
MONTHS = (MARCH, APRIL)
ALWAYS = Fixed(spans=((MARCH.start, APRIL.end),))
REGION = FieldOf(name="region", type="text")

CHECKS = Input(
    name="checks",
    holds="samples",
    fields=(
        FieldOf(name="at", type="time"),
        FieldOf(name="ok", type="yes or no"),
        FieldOf(name="ms", type="number"),
    ),
    start="at",
    zone="UTC",
)


def metering(columns: dict[str, Cells], **changes: Any) -> Metering:
    settings: dict[str, Any] = {
        "metric": "M",
        "columns": tuple(
            Column(name=name, cells=cells, unit="us" if isinstance(cells, Length) else "rows")
            for name, cells in columns.items()
        ),
        "periods": MONTHS,
        "scoped": False,
        "scopes": (),
        "sources": (),
        "witness": ALWAYS,
    }
    return Metering(**{**settings, **changes})


def measure(tables: dict[str, Table], *meterings: Metering, as_of: str = "2026-05-01") -> Measured:
    return ReferenceEngine().open(tables).measure(meterings, us(as_of))


def cells(measured: Measured) -> dict[tuple[str, str], dict[str, int]]:
    return {(cell.scope, cell.period): dict(cell.columns) for cell in measured.cells}


def length(spans: Spans, within: Spans = ALWAYS) -> Length:
    return Length(spans=spans, within=within, periods=MONTHS)


def count(rows: Rows) -> Count:
    return Count(rows=rows, periods=MONTHS)


def test_downtime_is_cut_at_the_end_of_a_period_and_overlaps_count_once() -> None:
    rows = typed(
        {"start": "2026-03-10 10:00", "end": "2026-03-10 11:00"},
        {"start": "2026-03-10 10:30", "end": "2026-03-10 11:30"},
        {"start": "2026-03-31 23:00", "end": "2026-04-01 02:00"},
    )
    down = Extent(rows=Read(input=outages()))
    found = measure(
        {"outages": rows}, metering({"apart": length(down), "together": length(Together(spans=down))})
    )
    assert cells(found) == {
        ("", "2026-03"): {"apart": 3 * HOUR, "together": 2 * HOUR + 30 * MINUTE},
        ("", "2026-04"): {"apart": 2 * HOUR, "together": 2 * HOUR},
    }
    assert found.findings == ()


def test_nothing_after_the_as_of_instant_is_known() -> None:
    rows = typed(
        {"start": "2026-03-10 10:00", "end": ""},
        {"start": "2026-03-10 11:00", "end": "2026-03-10 15:00"},
        {"start": "2026-03-10 12:00", "end": "2026-03-10 13:00"},
    )
    down = Extent(rows=Read(input=outages()))
    found = measure({"outages": rows}, metering({"down": length(down)}), as_of="2026-03-10 12:00")
    assert cells(found)["", "2026-03"] == {"down": 3 * HOUR}
    assert named(found.findings) == {
        "after-as-of": (1, ((3, "2026-03-10 12:00"),)),
        "open-interval": (1, ((1, "2026-03-10 10:00"),)),
    }
    assert [(each.name, each.rows, each.used) for each in found.sources] == [("outages", 3, 2)]
    assert found.sources[0].last == us("2026-03-10 12:00")


def test_excluded_time_and_hours() -> None:
    rows = typed({"start": "2026-03-10 08:00", "end": "2026-03-10 20:00"})
    down = Together(spans=Extent(rows=Read(input=outages())))
    hours = Fixed(spans=((us("2026-03-10 09:00"), us("2026-03-10 17:00")),))
    maintenance = Stated(by_scope=(("", ((us("2026-03-10 16:00"), us("2026-03-10 18:00")),)),))
    service = Without(left=hours, right=Together(spans=maintenance))
    found = measure({"outages": rows}, metering({"down": length(down, service), "service": length(service)}))
    assert cells(found)["", "2026-03"] == {"down": 7 * HOUR, "service": 7 * HOUR}
    assert cells(found)["", "2026-04"] == {"down": 0, "service": 0}


SAMPLES = typed(
    {"at": "2026-03-01 00:00:10", "ok": "yes", "ms": "10"},
    {"at": "2026-03-01 00:00:50", "ok": "no", "ms": "500"},
    {"at": "2026-03-01 00:01:00", "ok": "no", "ms": ""},
    {"at": "2026-03-31 23:59:59", "ok": "", "ms": "499.999"},
    {"at": "2026-04-30 23:59:59", "ok": "no", "ms": "500.001"},
)
SLOW = Compare(left=Field(name="ms"), comparator="at least", right=Constant(value=Fraction(500)))


def test_counts_of_kept_and_undecided_rows() -> None:
    read = Read(input=CHECKS)
    found = measure(
        {"checks": SAMPLES},
        metering(
            {
                "all": count(read),
                "slow": count(Keep(rows=read, where=SLOW)),
                "fast": count(Keep(rows=read, where=Not(of=SLOW))),
                "unknown": count(Undecided(rows=read, where=SLOW)),
            }
        ),
    )
    assert cells(found) == {
        ("", "2026-03"): {"all": 4, "slow": 1, "fast": 2, "unknown": 1},
        ("", "2026-04"): {"all": 1, "slow": 1, "fast": 0, "unknown": 0},
    }


def test_slots_tile_each_period_and_crowds_are_told() -> None:
    read = Read(input=CHECKS)
    bad = Slots(rows=Keep(rows=read, where=Not(of=Holds(field="ok"))), every=7 * MINUTE, periods=MONTHS)
    seen = Slots(rows=read, every=7 * MINUTE, periods=MONTHS)
    found = measure({"checks": SAMPLES}, metering({"bad": length(bad), "seen": length(seen)}))
    # 31 days are 6377 slots of seven minutes and one of one minute; 30 days are 6171 and one of three.
    assert cells(found) == {
        ("", "2026-03"): {"bad": 7 * MINUTE, "seen": 8 * MINUTE},
        ("", "2026-04"): {"bad": 3 * MINUTE, "seen": 3 * MINUTE},
    }
    assert named(found.findings) == {
        "crowded-slot": (2, ((2, "2026-03-01 00:00:50"), (3, "2026-03-01 00:01:00"))),
    }


def test_rows_inside_a_set() -> None:
    read = Read(input=CHECKS)
    hour = Fixed(spans=((us("2026-03-01 00:00:50"), us("2026-03-01 00:01:00")),))
    found = measure(
        {"checks": SAMPLES},
        metering(
            {
                "in": count(Inside(rows=read, set=hour)),
                "out": count(Inside(rows=read, set=hour, outside=True)),
            }
        ),
    )
    assert cells(found)["", "2026-03"] == {"in": 1, "out": 3}


REGIONAL = outages(more=(REGION,), scope="region")
BY_REGION = typed(
    {"start": "2026-03-01 10:00", "end": "2026-03-01 11:00", "region": "US, EU"},
    {"start": "2026-03-01 10:00", "end": "2026-03-01 12:00", "region": "EU"},
    {"start": "2026-03-01 10:00", "end": "2026-03-01 12:00", "region": ""},
    separator=",",
)


def test_scopes_that_data_name() -> None:
    down = Together(spans=Extent(rows=Read(input=REGIONAL)))
    maintenance = outages(name="maintenance")
    works = Together(spans=Extent(rows=Read(input=maintenance)))
    tables: dict[str, Table] = {
        "outages": BY_REGION,
        "maintenance": typed({"start": "2026-03-01 10:30", "end": "2026-03-01 10:40"}),
    }
    columns: dict[str, Cells] = {
        "down": length(down),
        "alone": length(Without(left=down, right=works)),
        "shared": length(Without(left=down, right=Shared(spans=works))),
    }
    found = cells(measure(tables, metering(columns, scoped=True)))
    assert found["EU", "2026-03"] == {"down": 120 * MINUTE, "alone": 120 * MINUTE, "shared": 110 * MINUTE}
    assert found["US", "2026-03"] == {"down": 60 * MINUTE, "alone": 60 * MINUTE, "shared": 50 * MINUTE}
    assert [*found] == [("EU", "2026-03"), ("EU", "2026-04"), ("US", "2026-03"), ("US", "2026-04")]


def test_scopes_that_the_agreement_or_a_scenario_names() -> None:
    down = Extent(rows=Read(input=REGIONAL))
    told = cells(measure({}, metering({"down": length(down)}, scoped=True, scopes=("US", "AP"))))
    assert told == {(scope, each.label): {"down": 0} for scope in ("US", "AP") for each in MONTHS}
    stated = Stated(by_scope=(("AP", ((MARCH.start, MARCH.start + 5),)),))
    found = cells(measure({}, metering({"down": length(stated)}, scoped=True)))
    assert found == {("AP", "2026-03"): {"down": 5}, ("AP", "2026-04"): {"down": 0}}
    assert cells(measure({}, metering({"down": length(down)}, scoped=True))) == {}


def test_findings_of_shared_inputs_come_once_and_sources_are_merged() -> None:
    rows = typed(
        {"start": "2026-03-01", "end": "x"}, {"start": "2026-03-02", "end": "2026-03-03", "region": ""}
    )
    plain = metering({"n": count(Read(input=outages()))})
    again = metering({"n": count(Read(input=outages()))}, metric="N")
    regional = metering({"n": count(Read(input=REGIONAL))}, metric="R", scoped=True)
    found = measure({"outages": rows}, plain, again, regional)
    assert named(found.findings) == {
        "bad-time": (1, ((1, "x"),)),
        "row-without-scope": (1, ((2, "2026-03-02"),)),
    }
    assert len(found.findings) == 2
    (source,) = found.sources
    assert (source.rows, source.used, source.first) == (2, 1, us("2026-03-02"))
    assert [cell.metric for cell in found.cells] == ["M", "M", "N", "N"]


def test_facts_before_an_as_of_instant(tmp_path: Path) -> None:
    session = ReferenceEngine().open(
        {"outages": file(tmp_path, "start,end\n2026-03-01,\n2026-03-05,2026-03-09\n")}
    )
    first, none = session.facts((outages(), outages(name="none")))
    assert (first.rows, first.used, first.first, first.last) == (2, 2, us("2026-03-01"), us("2026-03-09"))
    assert (none.name, none.rows, none.first) == ("none", 0, None)
    session.close()


def test_unreadable_files_stop_and_progress_is_told(tmp_path: Path) -> None:
    one = metering({"n": count(Read(input=outages()))})
    with pytest.raises(UnreadableData):
        measure({"outages": file(tmp_path, "begin,end\n")}, one)
    steps: list[tuple[str, int, int]] = []
    session = ReferenceEngine().open({"outages": typed()})
    session.measure((one,), 0, progress=lambda name, done, of: steps.append((name, done, of)))
    assert steps == [("reading outages", 0, 2), ("measuring M", 1, 2), ("measured", 2, 2)]
