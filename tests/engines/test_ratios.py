"""Sums of ratios slice by slice: the same figures as of all at once, and exact where long division is in doubt."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from unittest import mock

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sladsl
from sladsl.data.binding import TableFile
from sladsl.engines.reference.engine import ReferenceEngine
from sladsl.engines.sql import ratios, relations
from sladsl.engines.sql.engine import DuckdbEngine
from sladsl.engines.sql.slots import slices
from sladsl.plan.choices import Reading
from sladsl.plan.from_model.lower import lower
from sladsl.plan.from_model.stretch import stretch_of
from sladsl.plan.measure import Metering
from sladsl.record import replace
from sladsl.values.period import Period
from tests.settle.build import instant

ONE = 10**18
AGREEMENT = """sla A {
  effective: 2026-01-01   time zone: "UTC"
  party Cloud { role: provider }
  party Customer { role: customer }
  interpretation { idle slots: left out   level rounding: none }
  service Api { hours: always }
  source probes {
    holds: samples   of: Api   every: 1 minute   collected: automatically
    fields { region: text   errors: number   requests: number }
  }
  metric Level {
    of: Api   for each: region   controlled by: Cloud
    measure: average over 5 minute slots of errors / requests in probes
  }
  objective Kept { Cloud ensures Level at most 1% each month }
}"""
SLOTS = {
    "north": [(1, 3), (1, 6), (1, 2)],  # one, of which long division finds 0.999…
    "south": [(1, 3), (1, 3), (1, 3)],
    "east": [(1, 7), (0, 0), (2, 11), (5, 5)],
    "west": [(-1, 3), (1, 3), (1, 9)],
    "idle": [(0, 0), (0, 0)],
}
lengths = st.lists(st.integers(1, 40), min_size=1, max_size=6)


@given(
    lengths=lengths,
    every=st.integers(1, 12),
    count=st.integers(1, 20),
    first=st.integers(0, 200),
    last=st.integers(1, 100),
)
@settings(max_examples=60)
def test_slices_are_the_periods_cut_between_slots(
    lengths: list[int], every: int, count: int, first: int, last: int
) -> None:
    periods, start = [], 3
    for place, length in enumerate(lengths):
        periods.append(Period(kind="day", label=str(place), start=start, end=start + length))
        start += length + place % 2
    found = list(slices(periods, every, (first, first + last), count))
    assert len(found) <= count + 1
    pieces = [each for own in found for each in own]
    for place, own in groupby(pieces, lambda each: each[0]):
        parts = [each for _, each in own]
        ends = [each.end for each in parts]
        assert [each.start for each in parts] == [periods[place].start, *ends[:-1]]
        assert ends[-1] == periods[place].end
        assert all((end - periods[place].start) % every == 0 for end in ends[:-1])
    assert [at for at, _ in groupby(pieces, lambda each: each[0])] == list(range(len(periods)))


@pytest.mark.parametrize("large", [10**7, 2, 1])
def test_exact_where_digits_are_in_doubt(tmp_path: Path, large: int) -> None:
    path = tmp_path / "probes.parquet"
    rows = [
        (region, f"2026-01-30 {12 * nth:02}:00:00+00", *pair)
        if nth < 2
        else (region, f"2026-02-0{nth} 00:00:00+00", *pair)
        for region, pairs in SLOTS.items()
        for nth, pair in enumerate(pairs)
    ]
    with duckdb.connect() as connection:
        connection.execute(
            'CREATE TABLE t(region VARCHAR, "at" TIMESTAMPTZ, errors INTEGER, requests INTEGER)'
        )
        connection.executemany("INSERT INTO t VALUES (?, CAST(? AS TIMESTAMPTZ), ?, ?)", rows)
        connection.execute(f"COPY (FROM t ORDER BY t.\"at\") TO '{path}' (FORMAT parquet)")
    meterings, as_of = _meterings()
    table = TableFile(source="probes", path=str(path))
    plain = ReferenceEngine().open({"probes": table}).measure(meterings, as_of)
    with (
        mock.patch.object(relations, "LARGE", large),
        mock.patch.object(ratios, "_one_by_one", side_effect=ratios._one_by_one) as doubted,
    ):
        found = DuckdbEngine().open({"probes": table}).measure(meterings, as_of)
    assert (found.cells, found.findings) == (plain.cells, plain.findings)
    assert doubted.called
    (north,) = (each for each in found.cells if each.scope == "north")
    assert north.columns["ratios"] == 2 * ONE
    assert north.columns["rated"] == 3


def _meterings() -> tuple[tuple[Metering, ...], int]:
    """One period, so that slices cut it."""
    loaded = sladsl.read_text(AGREEMENT.replace("each month", "each year"))
    assert loaded.agreement is not None, loaded.findings
    reading = Reading(loaded.agreement, {})
    stretch = stretch_of(loaded.agreement, reading, "2026", "2026")
    assert stretch is not None
    as_of = instant("2027-06-01T00:00Z")
    return lower(loaded.agreement, reading, replace(stretch, as_of=as_of)).meterings, as_of
