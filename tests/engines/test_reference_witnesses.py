"""The rows behind a figure: that they are the right ones, and that what counts of them adds up."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sladsl.engines.reference.engine import ReferenceEngine
from sladsl.outcome.measured import Witness
from sladsl.plan.measure import (
    Both,
    Column,
    Either,
    Extent,
    Fixed,
    Joined,
    Keep,
    Lasting,
    Length,
    Metering,
    Read,
    Rows,
    Shared,
    Slots,
    Spans,
    Stated,
    Together,
    Until,
    WholeUnits,
    Without,
)
from sladsl.plan.rows import Known
from sladsl.values.duration import HOUR, MINUTE
from tests.data.tables import outages, typed, us
from tests.engines.test_reference_engine import ALWAYS, CHECKS, MARCH, MONTHS, SAMPLES

DOWN = typed(
    {"start": "2026-03-31 23:00", "end": "2026-04-01 02:00"},
    {"start": "2026-03-10 10:00", "end": "2026-03-10 11:00"},
    {"start": "2026-03-10 10:30", "end": "2026-03-10 11:30"},
    {"start": "2026-04-20 00:00", "end": ""},
)
TABLES = {"outages": DOWN, "checks": SAMPLES}
EXTENT = Extent(rows=Read(input=outages()))


def behind(node: Spans | Rows, within: Spans | None = None, period: str = "2026-03") -> tuple[Witness, ...]:
    metering = Metering(
        metric="M",
        columns=(),
        periods=MONTHS,
        scoped=False,
        scopes=(),
        sources=(),
        witness=node,
        witness_within=within,
    )
    return ReferenceEngine().open(TABLES).measure((metering,), us("2026-04-21")).witnesses("M", "", period)


def brief(found: tuple[Witness, ...]) -> list[tuple[int, int]]:
    return [(each.row, each.length // MINUTE) for each in found]


def test_rows_that_count_in_the_order_of_time() -> None:
    found = behind(Together(spans=EXTENT))
    assert brief(found) == [(2, 60), (3, 60), (1, 60)]
    assert found[2] == Witness(
        source="outages",
        row=1,
        start=us("2026-03-31 23:00"),
        end=us("2026-04-01 02:00"),
        length=HOUR,
        fields=(("start", "2026-03-31 23:00"), ("end", "2026-04-01 02:00")),
    )
    april = behind(EXTENT, period="2026-04")
    assert brief(april) == [(1, 120), (4, 24 * 60)]
    assert april[1].end is None


def test_clipped_by_what_counts() -> None:
    hours = Fixed(spans=((us("2026-03-10 10:45"), us("2026-03-10 11:15")),))
    assert brief(behind(Together(spans=EXTENT), hours)) == [(2, 15), (3, 30)]
    assert brief(behind(Both(left=Together(spans=EXTENT), right=hours))) == [(2, 15), (3, 30)]
    assert brief(behind(Without(left=Together(spans=EXTENT), right=hours))) == [(2, 45), (3, 30), (1, 60)]
    assert behind(EXTENT, Fixed(spans=())) == ()


def test_rows_judged_one_by_one_or_whole() -> None:
    assert brief(behind(Lasting(spans=EXTENT, length=2 * HOUR))) == [(1, 60)]
    ninety = Lasting(spans=Together(spans=EXTENT), length=90 * MINUTE)
    assert brief(behind(ninety)) == [(2, 60), (3, 60), (1, 60)]
    assert brief(behind(WholeUnits(spans=EXTENT, unit=HOUR, how="started"))) == [(2, 60), (3, 120), (1, 60)]


def test_what_no_row_accounts_for() -> None:
    joined = Joined(
        spans=Either(of=(Together(spans=EXTENT), Stated(by_scope=(("", ((0, 1),)),)))), gap=10**16
    )
    found = behind(joined, Fixed(spans=((us("2026-03-10 09:00"), us("2026-03-10 12:00")),)))
    assert brief(found) == [(0, 60), (2, 60), (3, 60), (0, 30)]
    assert (found[0].source, found[0].end, found[0].fields) == ("", us("2026-03-10 10:00"), ())
    assert brief(behind(Shared(spans=Together(spans=EXTENT)))) == [(2, 60), (3, 60), (1, 60)]


def test_runs_of_slots() -> None:
    slots = Slots(rows=Read(input=CHECKS), every=MINUTE, periods=MONTHS)
    found = behind(slots)
    assert [(each.source, each.row, each.start, each.length) for each in found] == [
        ("checks", 0, MARCH.start, 2 * MINUTE),
        ("checks", 0, MARCH.end - MINUTE, MINUTE),
    ]
    prolonged = Until(bad=slots, seen=slots, horizon=MARCH.end + MINUTE)
    assert [each.length for each in behind(prolonged)] == [MARCH.end - MARCH.start]


def test_rows_as_witnesses() -> None:
    found = behind(Keep(rows=Read(input=CHECKS), where=Known(field="ms")))
    assert brief(found) == [(1, 0), (2, 0), (4, 0)]
    assert found[0].fields == (("at", "2026-03-01 00:00:10"), ("ok", "yes"), ("ms", "10"))
    assert found[0].end is None


def test_unknown_cells_have_none() -> None:
    assert behind(EXTENT, period="2027-01") == ()


PAIRS = st.lists(
    st.tuples(st.integers(0, 3000), st.integers(1, 200)).map(lambda pair: (pair[0], pair[0] + pair[1])),
    max_size=6,
)


@given(PAIRS)
def test_lengths_of_rows_add_up_to_the_cell(pairs: list[tuple[int, int]]) -> None:
    rows = typed(*({"start": clock(start), "end": clock(end)} for start, end in pairs))
    metering = Metering(
        metric="M",
        columns=(Column(name="down", cells=Length(spans=EXTENT, within=ALWAYS, periods=MONTHS), unit="us"),),
        periods=MONTHS,
        scoped=False,
        scopes=(),
        sources=("outages",),
        witness=EXTENT,
        witness_within=ALWAYS,
    )
    found = ReferenceEngine().open({"outages": rows}).measure((metering,), us("2026-05-01"))
    for cell in found.cells:
        assert sum(each.length for each in found.witnesses("M", "", cell.period)) == cell.columns["down"]


def clock(minute: int) -> str:
    """Minutes from the last day but one of March on."""
    days, rest = divmod(minute, 24 * 60)
    day = f"2026-03-{30 + days}" if days < 2 else f"2026-04-0{days - 1}"
    return f"{day} {rest // 60:02}:{rest % 60:02}"
