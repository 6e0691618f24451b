"""Ways of the DuckDB engine that save work, each held against the plain one: they cost less and say the same."""

from __future__ import annotations

import random
from fractions import Fraction
from pathlib import Path
from unittest import mock

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sladsl
from sladsl.data.binding import TableFile, TableRows
from sladsl.data.cells import parser
from sladsl.engines.contract import Engine
from sladsl.engines.reference.engine import ReferenceEngine
from sladsl.engines.sql import relations, scan, sweep
from sladsl.engines.sql.database import Database
from sladsl.engines.sql.engine import DuckdbEngine
from sladsl.engines.sql.folds import decimal
from sladsl.engines.sql.hours import LENGTHS, Hours
from sladsl.engines.sql.lookup import Lookup
from sladsl.engines.sql.slots import Bits, SlotBits
from sladsl.engines.sql.typed_rows import typed_rows
from sladsl.engines.sql.written import source_of, written
from sladsl.outcome.measured import Measured
from sladsl.plan.choices import Reading
from sladsl.plan.from_model.lower import lower
from sladsl.plan.from_model.stretch import stretch_of
from sladsl.plan.measure import FieldOf, Input, Read, Slots
from sladsl.record import replace
from sladsl.values.instant import zone
from sladsl.values.intervals import Spans, clip, intersect, minus, normal, total
from sladsl.values.period import Period
from tests.engines.test_differential import _agree
from tests.engines.worlds import World, worlds
from tests.settle.build import instant

DAY = 86_400_000_000
pairs = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda each: (min(each), max(each)))
several = st.lists(pairs, max_size=8)


@given(world=worlds(in_order=True), facts_first=st.booleans())
@settings(max_examples=30)
def test_some_periods_after_others(world: World, facts_first: bool) -> None:
    """As if more rows than a few were too many to be in memory."""
    with mock.patch.object(relations, "LARGE", 2), mock.patch.object(scan, "LARGE", 0):
        _agree(world, facts_first)


@pytest.mark.parametrize(
    "measure", ["99th percentile of ms", "average over 5 minute slots of errors / requests"]
)
@pytest.mark.parametrize("moment", ["make_timestamp(t)", "CAST(make_timestamp(t) AS TIMESTAMPTZ)"])
@pytest.mark.parametrize("blank", ["''", "CASE WHEN i % 5 = 0 THEN ' ' ELSE '' END"])
def test_parts_of_a_typed_file(tmp_path: Path, measure: str, moment: str, blank: str) -> None:
    """Three months, of which each is read by itself; the file knows where its times lie, and may write a scope twice."""
    path = tmp_path / "probes.parquet"
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute(
            f"COPY (SELECT {moment} AS at, 'r' || (i % 3) || {blank} AS region, hash(i) % 1000 AS ms,"
            " hash(i, 1) % 7 AS errors, 7 + hash(i, 2) % 90 AS requests"
            " FROM (SELECT i, 1767225600000000 + i * 4000000000 AS t FROM range(1900) x(i)))"
            f" TO '{path}' (FORMAT parquet)"
        )
    text = f"""sla A {{
      effective: 2026-01-01   time zone: "UTC"
      party Cloud {{ role: provider }}
      party Customer {{ role: customer }}
      interpretation {{ idle slots: left out   percentile method: nearest rank   level rounding: none }}
      service Api {{ hours: always }}
      source probes {{
        holds: samples   of: Api   every: 1 minute   collected: automatically
        fields {{ region: text   errors: number   requests: number   ms: number }}
      }}
      metric Level {{ of: Api   for each: region   measure: {measure} in probes   controlled by: Cloud }}
      objective Kept {{ Cloud ensures Level at most 900 each month }}
    }}"""
    plain = _measured(text.replace("900", "1%") if "slots" in measure else text, path, ReferenceEngine())
    assert any(cell.columns.get("known", cell.columns.get("rated")) for cell in plain.cells)
    with mock.patch.object(relations, "LARGE", 700), mock.patch.object(scan, "LARGE", 700):
        found = _measured(text.replace("900", "1%") if "slots" in measure else text, path, DuckdbEngine())
    assert (found.cells, found.findings, found.sources) == (plain.cells, plain.findings, plain.sources)
    whole = _measured(text.replace("900", "1%") if "slots" in measure else text, path, DuckdbEngine())
    assert whole.cells == plain.cells
    assert whole.findings == ()  # several samples in a slot are meant where slots are added up


def _measured(text: str, path: Path, engine: Engine) -> Measured:
    loaded = sladsl.read_text(text)
    assert loaded.agreement is not None, loaded.findings
    reading = Reading(loaded.agreement, {})
    stretch = stretch_of(loaded.agreement, reading, "2026-01", "2026-03")
    assert stretch is not None
    as_of = instant("2026-06-01T00:00Z")
    plan = lower(loaded.agreement, reading, replace(stretch, as_of=as_of))
    table = TableFile(source="probes", path=str(path), zone="UTC")
    return engine.open({"probes": table}).measure(plan.meterings, as_of)


@pytest.mark.parametrize("share", ["0.07", "0.5", "0.9", "0.95", "0.99", "0.999", "0.57", "0", "1"])
def test_ranks_of_decimals_are_exact(share: str) -> None:
    """7 % of 100 is 7: in doubles it is a little more, and the next rank."""
    own = Fraction(share)
    database = Database()
    for count in (1, 2, 7, 10, 99, 100, 101, 300, 700, 1000, 4999, 10_000):
        sql = f"SELECT quantile_disc(CAST(i AS BIGINT), {decimal(own)}) FROM range(1, {count + 1}) t(i)"
        assert database.rows(sql) == [(max(-(-own.numerator * count // own.denominator), 1),)]


def test_what_is_no_decimal_is_ranked_by_numbers() -> None:
    assert decimal(Fraction(1, 3)) == ""
    assert decimal(Fraction(11, 10)) == ""
    assert decimal(Fraction(-1, 10)) == ""


def _spans(database: Database, pairs: list[tuple[int, int]]) -> str:
    columns = (("scope", "VARCHAR"), ("a", "BIGINT"), ("b", "BIGINT"))
    # Of another scope all spans are moved: nothing of one may touch the other.
    rows = [*(("x", a, b) for a, b in pairs), *(("y", a + 1, b + 1) for a, b in pairs)]
    return database.load("spans", columns, rows)


def _both_scopes(database: Database, query: str) -> Spans:
    rows = database.rows(f"SELECT scope, a, b FROM ({query}) ORDER BY a")
    found = {scope: tuple((a, b) for own, a, b in rows if own == scope) for scope in "xy"}
    assert found["y"] == tuple((a + 1, b + 1) for a, b in found["x"])
    return found["x"]


@given(left=several, right=several)
@settings(max_examples=30)
def test_sets_are_those_of_the_algebra(left: list[tuple[int, int]], right: list[tuple[int, int]]) -> None:
    database = Database()
    a, b = (_spans(database, own) for own in (left, right))
    assert _both_scopes(database, sweep.union((a, b))) == normal([*left, *right])
    sets = [database.keep("set", sweep.union((each,))) for each in (a, b)]
    # As if they were alike in size, or one far larger: then only what meets the other one is swept.
    for sizes in ((0, 0), (9, 1), (1, 9)):
        both = sweep.against(sets[0], sets[1], "both", sizes)
        without = sweep.against(sets[0], sets[1], "without", sizes)
        assert _both_scopes(database, both) == intersect(normal(left), normal(right))
        assert _both_scopes(database, without) == minus(normal(left), normal(right))
    assert _both_scopes(database, sweep.at_least(sets, 2)) == intersect(normal(left), normal(right))
    assert _both_scopes(database, sweep.at_least(sets, 1)) == normal([*left, *right])


@pytest.mark.parametrize("seed", range(12))
def test_hours_before_an_instant(seed: int) -> None:
    """By slots of any length, or by the last span before it where two lie close together; before 1970 as after it."""
    of = random.Random(seed)
    base = of.choice((0, -40 * DAY, 20_000 * DAY))
    step = of.choice((*LENGTHS, 7_000_000))
    edges = sorted(of.sample(range(40), 2 * of.randint(1, 6)))
    shift = of.choice((0, 1, step // 3))
    hours = tuple(
        (base + a * step + shift, base + b * step + shift)
        for a, b in zip(edges[::2], edges[1::2], strict=True)
    )
    instants = [base + of.randint(-2, 42) * step + of.choice((0, shift, -1, 1)) for _ in range(40)]
    database = Database()
    rows = database.load("rows", (("t", "BIGINT"),), [(each,) for each in [*instants, None]])
    own = relations.Relations(database, _unread, 0)
    measured = Hours(own, hours, (min(instants), max(instants)))
    look = Lookup(rows)
    measured.measure(look, "r.t", "before")
    measured.growing(look, "r.t", "grows")
    for at, before, grows in database.rows(look.query(before="before", grows="grows")):
        if at is None:
            assert (before, grows) == (None, False)
            continue
        assert before == total(clip(hours, hours[0][0], max(at, hours[0][0])))
        assert grows == any(a < at <= b for a, b in hours)


def test_nothing_to_look_up() -> None:
    database = Database()
    own = relations.Relations(database, _unread, 0)
    look = Lookup("(SELECT CAST(NULL AS BIGINT) AS t)")
    Hours(own, ((0, DAY),), None).measure(look, "r.t", "before")
    assert database.rows(look.query(before="before")) == [(None, None)]


def _unread(_: Input) -> relations.Table:
    raise AssertionError("no input is read")


TEXTS = [
    "2026-03-01T00:00:00Z/2026-03-01T01:00:00Z",
    "2026-03-01T00:00:00Z/",
    "2026-03-01T00:00:00Z/2026-03-01T01:00:00Z; 2026-03-02T00:00:00.5Z/2026-03-02T00:00:00.500001Z",
    "2026-03-01T00:00:00Z/2026-03-01T01:00:00Z;;2026-03-01T00:30:00Z/2026-03-01T00:30:00Z;",
    ";",
    "2026-03-01 01:00/2026-03-01 02:00",
    "2026-03-01T02:00:00Z/2026-03-01T01:00:00Z",
    "2026-03-01T00:00:00Z",
    "2026-03-01T00:00:00Z/2026-03-01T01:00:00Z/",
    "/2026-03-01T01:00:00Z",
    "2026-02-30T00:00:00Z/2026-03-01T01:00:00Z",
    "2026-03-01T00:00:00Z/2026-03-01T01:00:00Z;soon",
    "1899-12-31T00:00:00Z/2026-03-01T01:00:00Z",
    "2026-03-01T0 :00:00Z/2026-03-01T01:00:00Z",
    "2026-03-29T02:30:00/2026-03-29T05:00:00",
]


@pytest.mark.parametrize(
    "own", [TEXTS, TEXTS[:2], *([TEXTS[0], text] for text in TEXTS[2:])], ids=lambda own: own[-1]
)
def test_intervals_are_read_as_by_the_shared_parser(own: list[str]) -> None:
    """All of them, one interval at most in each field, and each odd one among usual ones; what is written, and mapped."""
    field = FieldOf(name="waiting", type="intervals")
    input = Input(
        name="tickets",
        holds="records",
        fields=(FieldOf(name="at", type="time"), field),
        start="at",
        zone="Europe/Berlin",
    )
    maps: list[dict[str, str]] = [{}, {"mapped": f" {own[-1]} "}, {"mapped": "  "}]
    for mapped in maps:
        texts = ["", *own, *mapped]
        rows = tuple({"at": "2026-03-01", "waiting": text} for text in texts)
        database = Database()
        source = source_of(input, TableRows(source="tickets", rows=rows, values={"waiting": mapped}))
        typed = typed_rows(database, source, written(database, source))
        assert typed.waits[1].plain == (own == TEXTS[:2] and mapped.get("mapped") != "  ")
        parse = parser(field, zone("Europe/Berlin"))
        found = database.rows(f"SELECT v1, e1 FROM {typed.relation} ORDER BY number")
        for text, (kept, wrong) in zip(texts, found, strict=True):
            text = mapped.get(text, text)
            value, said = parse(text) if text else ((), "")
            assert (kept, wrong or "") == (None if value is None else text if value else "", said), text
            spans = database.rows(f"SELECT pa, pb, n FROM {typed.waits[1].spans} WHERE k = {text!r}")
            assert isinstance(value, tuple) or value is None
            told = value or ()
            assert sorted(spans, key=repr) == sorted(((*span, len(told)) for span in told), key=repr), text


@pytest.mark.parametrize(
    "place", ["Europe/Berlin", "Australia/Lord_Howe", "UTC", "America/St_Johns", "Asia/Kathmandu"]
)
@pytest.mark.parametrize("far", [False, True])
def test_local_times_are_read_as_by_the_shared_parser(place: str, far: bool) -> None:
    """Every quarter of an hour around the changes of the clock, and texts that only look like times."""
    days = ("2026-03-08", "2026-03-29", "2026-04-05", "2026-10-04", "2026-10-25", "2026-11-01")
    texts = [
        f"{day} {hour:02}:{minute}"
        for day in days
        for hour in range(6)
        for minute in ("00", "15", "29:59", "30", "45")
    ]
    texts += [text.replace(" ", "T") for text in texts[::7]]
    texts += [
        "2026-02-30 10:00", "2026-03-01 24:00", "2026-03-01 10:60", "2026-03-01 1:00", "2026-03-01  1:00", "2026-3-01 10:00",
        "2026-03-01 10:00:60", "2026-03-01 10:00:00+01:00", "2026-03-01 10:00:00.5", "2026-03-01", "2026-03-01 10:00Z",
        "1899-12-31 10:00", "soon", "2026-03-01 10:00 ", "\u0662026-03-01 10:00",
    ]  # fmt: skip
    texts += ["1900-01-01 00:00", "2200-12-31 23:59"] if far else []
    field = FieldOf(name="at", type="time", required=True)
    input = Input(name="i", holds="records", fields=(field,), start="at", zone=place)
    database = Database()
    source = source_of(input, TableRows(source="i", rows=tuple({"at": text} for text in texts)))
    typed = typed_rows(database, source, written(database, source))
    own = zone(place)
    parse = parser(field, own)
    found = database.rows(f"SELECT v0, e0 FROM {typed.relation} ORDER BY number")
    for text, (value, wrong) in zip(texts, found, strict=True):
        assert (value, wrong or "") == parse(text.strip()), text


@given(bits=st.text("01", min_size=1, max_size=12), cut=st.integers(0, 4), within=several, periods=several)
def test_slots_are_counted_as_their_spans_are_long(
    bits: str, cut: int, within: list[tuple[int, int]], periods: list[tuple[int, int]]
) -> None:
    every = 5
    block = (3, 3 + every * len(bits) - cut)
    node = Slots(
        rows=Read(input=Input(name="i", holds="samples", fields=(), start="at")), every=every, periods=()
    )
    data = int(bits, 2).to_bytes(-(-len(bits) // 8), "big")
    slots = SlotBits(node=node, bits=(("x", block, Bits(data=data, slots=len(bits))),))
    asked = [Period(kind="month", label=str(n), start=a, end=b) for n, (a, b) in enumerate(periods)]
    found = slots.lengths(asked, lambda _: normal(within))
    spans = normal(span for _, span in slots.spans())
    assert spans == normal(
        (3 + place * every, min(3 + (place + 1) * every, block[1]))
        for place, bit in enumerate(bits)
        if bit == "1"
    )
    for least in (1, 5, 6, 10, 14):
        assert [span for _, span in slots.spans(least)] == [
            each for each in spans if each[1] - each[0] >= least
        ]
    for place, each in enumerate(asked):
        assert found.get(("x", place), 0) == total(
            clip(intersect(spans, normal(within)), each.start, each.end)
        )
