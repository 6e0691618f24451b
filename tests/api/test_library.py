"""`sladsl.evaluate`: the same outcome whatever holds the rows, and nothing left where they came from."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import sladsl
from tests.engines.formats import csv_bytes, json_lines, parquet, put, typed_table
from tests.repo.files import ROOT

AGREEMENT = """
sla Probe "Probes" {
  time zone: "Europe/Berlin"   currency: EUR
  party Nimbus { role: provider }
  party Acme { role: customer }
  interpretation {
    missing samples: up   excluded time: out of both   level rounding: none   undecided records: counted as bad
    nothing happened: met   money rounding: half up to 0.01 EUR, on each line   overlapping outages: once
    partial minutes: exact
  }
  service Shop { hours: always   fee: 100 EUR per month }
  source checks {
    holds: samples   of: Shop   every: 1 hour
    fields { ok: yes or no   latency: duration   region: text }
    collected: automatically
  }
  source outages {
    holds: intervals   of: Shop   key: number
    fields { number: text   part: web, mail   weight: number }
    collected: automatically
  }
  metric Slow { measure: uptime from checks   down when: not ok or latency above 2 seconds   controlled by: Nimbus }
  metric Open { measure: uptime from outages   down when: weight at least 0.5   controlled by: Nimbus }
  objective Fast { Nimbus ensures Slow at least 99% each month }
  objective Up { Nimbus ensures Open at least 99% each month }
  credit for Fast, Up { base: that month's fee of Shop   amount: 10% }
}
"""

CHECKS = [
    ["2026-03-01T00:00:00Z", "true", "0.25", "eu"],
    ["2026-03-01T01:00:00Z", "false", "0.5", "us"],
    ["2026-03-01T01:00:00.5Z", "false", "", "us"],
    ["2026-03-01T02:00:00.123456Z", "", "3", "eu"],
    ["2026-03-02T00:00:00Z", "true", "2.000001", ""],
    ["", "true", "1", "eu"],
    ["2026-05-01T00:00:00Z", "true", "1", "eu"],
]
OUTAGES = [
    ["7", "2026-03-04 10:00:00", "2026-03-04 12:00:00", "web", "1"],
    ["8", "2026-03-29 02:30:00", "2026-03-29 04:00:00", "mail", "0.5"],
    ["8", "2026-03-05 02:30:00", "2026-03-05 04:00:00", "mail", "0.75"],
    ["9", "2026-03-06 10:00:00", "2026-03-06 09:00:00", "phone", "0.1"],
    ["10", "2026-03-07 10:00:00", "", "web", ""],
]
TABLES = {
    "checks": (["at", "ok", "latency", "region"], CHECKS),
    "outages": (["number", "start", "end", "part", "weight"], OUTAGES),
}


def outcome(data: Mapping[str, Any], **more: Any) -> str:
    settings = {"period": "2026-03", "as_of": "2026-04-12", **more}
    if "outages" in data:
        data = {**data, "outages": sladsl.Table(data["outages"], zone="Europe/Berlin")}
    found = sladsl.evaluate(sladsl.read_text(AGREEMENT), data, **settings)
    return json.dumps(
        [
            json.loads(found.json()),
            [[repr(row) for row in found.witnesses(line)] for line in found.outcome.statement.lines],
        ]
    )


_SESSIONS: list[Any] = []


def relations() -> dict[str, Any]:
    """The tables as relations of one session, with types."""
    session = duckdb.connect()
    _SESSIONS.append(session)  # a relation of some versions doesn't keep its own alive
    for name, (header, rows) in TABLES.items():
        typed_table(session, name, header, rows)
    return {name: session.table(name) for name in TABLES}


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("csv")
    paths = {name: put(folder / f"{name}.csv", csv_bytes(*table)) for name, table in TABLES.items()}
    said = outcome(paths)
    for finding in (
        "row-without-field",
        "after-as-of",
        "contradicting-row",
        "end-before-start",
        "missing-hour",
    ):
        assert finding in said
    return said


FORMS: dict[str, Callable[[Any], Any]] = {
    "relation": lambda relation: relation,
    "pandas": lambda relation: relation.to_arrow_table().to_pandas(),
    "pandas of objects": lambda relation: relation.to_arrow_table().to_pandas().astype(object),
    "polars": lambda relation: relation.pl(),
    "lazy polars": lambda relation: relation.pl().lazy(),
    "arrow": lambda relation: relation.to_arrow_table(),
    "arrow stream": lambda relation: relation.to_arrow_table().to_reader(),
    "dicts": lambda relation: relation.pl().to_dicts(),
}


@pytest.mark.parametrize("engine", ["duckdb", "reference"])
@pytest.mark.parametrize("form", FORMS)
def test_objects_say_the_same_as_files(form: str, engine: str, expected: str) -> None:
    found = outcome({name: FORMS[form](each) for name, each in relations().items()}, engine=engine)
    assert found.replace('"engine": "reference"', '"engine": "duckdb"') == expected


@pytest.mark.parametrize("end", [".parquet", ".jsonl", ".jsonl.gz", ".csv.gz"])
def test_files_of_other_kinds_say_the_same(tmp_path: Path, end: str, expected: str) -> None:
    for name, (header, rows) in TABLES.items():
        path = tmp_path / f"{name}{end}"
        if end == ".parquet":
            parquet(path, header, rows)
        else:
            content = (
                csv_bytes(header, rows) if "csv" in end else json_lines(header, rows, lambda count: count - 1)
            )
            put(path, content)
    assert outcome({name: str(tmp_path / f"{name}{end}") for name in TABLES}) == expected


def test_a_session_stays_as_it_was(expected: str) -> None:
    session = duckdb.connect()
    session.execute("SET TimeZone = 'Asia/Kathmandu'")
    session.execute("SET threads = 2")
    for name, (header, rows) in TABLES.items():
        typed_table(session, name, header, rows)

    def state() -> list[Any]:
        found = [session.execute("SELECT name, value FROM duckdb_settings() ORDER BY name").fetchall()]
        for kind in ("tables", "views", "schemas", "functions", "types"):
            found.append(
                session.execute(
                    f"SELECT * EXCLUDE (estimated_size) FROM duckdb_{kind}()"
                    if kind == "tables"
                    else f"SELECT count(*) FROM duckdb_{kind}()"
                ).fetchall()
            )
        return found

    session.execute("BEGIN")
    session.execute("INSERT INTO checks VALUES ('2026-03-09 00:00:00+00', false, '9', 'eu')")
    before = state()
    data = {name: session.table(name) for name in TABLES}
    assert outcome(data) != expected  # what the open transaction holds is seen
    assert state() == before
    session.execute("ROLLBACK")
    assert outcome(data) == expected
    assert state()[1:] == before[1:]


def test_nothing_is_imported_that_nobody_handed_over() -> None:
    code = f"""
import sys
import sladsl
assert not any(name.startswith("sladsl.") for name in sys.modules), "import sladsl is cheap"
found = sladsl.evaluate({str(ROOT / "examples/web-hosting/agreement.sla")!r}, as_of="2026-04-12", period="2026-03")
rows = [{{"at": "2026-03-01T00:00Z", "ok": True}}]
sladsl.evaluate({str(ROOT / "examples/web-hosting/agreement.sla")!r}, {{"checks": rows}}, as_of="2026-04-12")
import duckdb
session = duckdb.connect()
checks = session.sql("SELECT TIMESTAMPTZ '2026-03-01 00:00:00Z' AS at, true AS ok")
sladsl.evaluate({str(ROOT / "examples/web-hosting/agreement.sla")!r}, {{"checks": checks}}, as_of="2026-04-12")
assert not {{"pandas", "polars", "pyarrow", "numpy"}} & set(sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""


def test_every_name_of_the_package_is_there() -> None:
    assert set(sladsl.__all__) <= set(dir(sladsl))
    assert all(getattr(sladsl, name) is not None for name in sladsl.__all__)
    with pytest.raises(AttributeError, match="no attribute 'evaluat'"):
        sladsl.evaluat  # noqa: B018


# ---- exact values


def findings(data: Mapping[str, Any]) -> dict[str, tuple[int, list[str]]]:
    """Findings by name: count and what the samples say."""
    found = sladsl.evaluate(sladsl.read_text(AGREEMENT), data, period="2026-03", as_of="2026-04-12")
    return {
        each.name: (each.count, [text for _, text in each.samples])
        for each in found.outcome.statement.findings
        if each.name != "partial-coverage"
    }


def checks(**columns: Any) -> dict[str, list[Any]]:
    count = len(next(iter(columns.values())))
    days = [f"2026-03-0{day}T00:00:00Z" for day in range(1, count + 1)]
    return {"at": days, "ok": [True] * count, "latency": [0] * count, "region": ["eu"] * count, **columns}


def test_nanoseconds_are_exact_or_a_finding() -> None:
    text = "2026-03-01 00:00:00.123456"
    for more, wrong in (("", False), ("000", False), ("001", True)):
        for zone in ("UTC", "Europe/Berlin"):
            at = (
                pd.Series(pd.to_datetime([text + more]))
                .astype("datetime64[ns]")
                .dt.tz_localize("UTC")
                .dt.tz_convert(zone)
            )
            frame = pd.DataFrame({**checks(at=["x"]), "at": at})
            arrow = pa.table(
                {**{name: frame[name] for name in ("ok", "latency", "region")}, "at": pa.array(at)}
            )
            for table in (frame, arrow, pl.from_pandas(frame)):
                found = findings({"checks": table})
                assert ("bad-time" in found) is wrong
                if wrong:
                    assert found["bad-time"][1] == ["2026-03-01T00:00:00.123456001Z"]


def test_floats_are_their_shortest_digits() -> None:
    values = [0.1 + 0.2, float("inf"), 1e-7, 1e22, 2.000001, 1e-5, 100.0]
    rows = [
        dict(zip(checks(at=[""]), row, strict=True))
        for row in zip(*checks(latency=values).values(), strict=True)
    ]
    wrong = ["0.30000000000000004", "inf", "0.0000001", "10000000000000000000000"]
    for table in (pd.DataFrame(rows), pl.DataFrame(rows), pa.Table.from_pylist(rows), rows):
        assert findings({"checks": table}) == {"bad-number": (4, wrong)}
    narrow = pd.DataFrame(checks(latency=np.array([0.1, 0.2, np.nan], dtype="float32")))
    assert findings({"checks": narrow}) == {}
    assert findings({"checks": pl.DataFrame(checks(latency=[0.5, float("nan")]))}) == {
        "bad-number": (1, ["nan"])
    }


def test_durations_say_their_unit_themselves() -> None:
    lengths = [dt.timedelta(seconds=1), dt.timedelta(milliseconds=2500), dt.timedelta(days=40), None]
    expected = outcome(
        {
            "checks": [
                dict(zip(checks(at=[""]), row, strict=True))
                for row in zip(*checks(latency=[1, Decimal("2.5"), 3456000, None]).values(), strict=True)
            ]
        }
    )
    frame = pl.DataFrame(checks(latency=lengths))
    session = duckdb.connect()
    session.register("frame", frame.to_arrow())
    tables: dict[str, Any] = {
        "polars": frame,
        "pandas": frame.to_pandas(),
        "arrow": frame.to_arrow(),
        "dicts": frame.to_dicts(),
        "relation": session.sql("FROM frame"),
    }
    for name, table in tables.items():
        # What is said of bare numbers is not said of these.
        assert outcome({"checks": sladsl.Table(table, units={"latency": "ms"})}) == expected, name
    tiny = pl.DataFrame(checks(latency=pl.Series([1], dtype=pl.Duration("ns"))))
    assert findings({"checks": tiny}) == {"bad-number": (1, ["0.000000001"])}


def test_types_of_pandas() -> None:
    plain = checks(latency=[1, None, 2])
    expected = outcome({"checks": pl.DataFrame(plain)})
    frame = pd.DataFrame(plain)
    kinds: dict[str, Any] = {
        "float64": frame["latency"],
        "Int64": frame["latency"].astype("Int64"),
        "Float64": frame["latency"].astype("Float64"),
        "object": pd.Series([1, None, "2"], dtype=object),
        "decimal": pd.Series([Decimal("1.0"), pd.NA, Decimal("2")], dtype=object),
        "string": pd.Series(["1", None, "2"], dtype="string"),
        "str": pd.Series(["1", None, "2"]),
        "category": pd.Series(["1", None, "2"], dtype="category"),
        "category of numbers": pd.Series([1, None, 2], dtype="category"),
        "pyarrow": pd.Series([1, None, 2], dtype="int64[pyarrow]"),
    }
    for name, latency in kinds.items():
        assert outcome({"checks": frame.assign(latency=latency)}) == expected, name
    assert outcome({"checks": frame.set_index(pd.Index([5, 5, 1]))}) == expected
    for kind in ("category", "string", "object"):
        assert outcome({"checks": frame.astype({"region": kind, "at": kind})}) == expected
    assert outcome({"checks": frame.astype({"ok": "boolean"})}) == expected


def test_lists_stand_in_several_scopes() -> None:
    text = AGREEMENT.replace("metric Slow { ", "metric Slow { for each: region   ")
    agreement = sladsl.read_text(text)
    assert agreement.findings == ()
    regions: list[Any] = [["eu", "us"], ["us"], [], None]
    plain = checks(region=["eu;us", "us", "", ""], ok=[False] * 4)
    frame = pl.DataFrame({**plain, "region": regions})
    settings: dict[str, Any] = {"period": "2026-03", "as_of": "2026-04-12"}
    expected = sladsl.evaluate(
        agreement, {"checks": sladsl.Table(pl.DataFrame(plain), separator=";")}, **settings
    )
    assert {line.scope for line in expected.outcome.statement.lines} >= {"eu", "us"}
    for table in (frame, frame.to_pandas(), frame.to_arrow(), frame.to_dicts()):
        for engine in ("duckdb", "reference"):
            found = sladsl.evaluate(agreement, {"checks": table}, engine=engine, **settings)
            assert (
                json.loads(found.json())["statement"]["lines"]
                == json.loads(expected.json())["statement"]["lines"]
            )


# ---- what is refused


NESTED = [{"a": 1}]
WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "unknown source": ({"cheks": []}, "The agreement has no source `cheks`. Did you mean `checks`?"),
    "no table": ({"checks": 7}, "The data of `checks` are a int."),
    "bytes": ({"checks": b"at,ok"}, "The data of `checks` are a bytes."),
    "a series": ({"checks": pd.Series([1])}, "The data of `checks` are a Series."),
    "rows that are none": ({"checks": [{"at": 1}, 2]}, "a list whose row 2 is no dict"),
    "no file": ({"checks": "gone.csv"}, "gone.csv' of [source.checks] doesn't exist"),
    "no match": ({"checks": "gone-*.parquet"}, "No file matches 'gone-*.parquet'"),
    "a unit that is none": (
        {"checks": sladsl.Table([], units={"latency": "msec"})},
        "`msec` is no unit of time",
    ),
    "a zone that is none": ({"checks": sladsl.Table([], zone="CEST")}, "The zone `CEST` of [source.checks]"),
    "a key of another table": ({"checks": sladsl.Table([], currency="EUR")}, "has no key `currency`"),
    "a field that is none": ({"levels": sladsl.Table([], columns={"perod": "x"})}, "Did you mean `period`?"),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_arguments_are_refused(name: str) -> None:
    data, said = WRONG[name]
    with pytest.raises(sladsl.Refused) as caught:
        sladsl.evaluate(sladsl.read_text(AGREEMENT), data)
    assert said in str(caught.value)
    assert caught.value.message in str(caught.value)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"period": "March"}, "`March` is no period"),
        ({"as_of": "soon"}, "`soon` is no time"),
        ({"engine": "spark"}, "There is no engine `spark`"),
        ({"assume": {"level roundin": "none"}}, "Did you mean `level rounding`?"),
        ({"assume": ["level rounding: none"]}, "The agreement answers `level rounding` itself"),
        ({"assume": ["nothing"]}, "`nothing` assumes nothing"),
    ],
)
def test_wrong_settings_are_refused(settings: dict[str, Any], said: str) -> None:
    with pytest.raises(sladsl.Refused) as caught:
        sladsl.evaluate(
            sladsl.read_text(AGREEMENT),
            {"checks": [{"at": "2026-03-01T00:00Z", "ok": 1, "latency": 1, "region": ""}]},
            **settings,
        )
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("agreement", "said"),
    [
        ("gone.sla", "There is no file gone.sla"),
        (7, "An agreement is no int"),
        (sladsl.read_text("sla A {"), "has no meaning yet: line 1"),
        (Path(__file__).parent, "is a folder"),
    ],
)
def test_agreements_that_are_none(agreement: Any, said: str) -> None:
    with pytest.raises(sladsl.Refused) as caught:
        sladsl.evaluate(agreement, {})
    assert said in str(caught.value)


def broken(**columns: Any) -> list[Any]:
    """The same columns as a frame of each library that can hold them."""
    frames: list[Any] = []
    for make in (pl.DataFrame, pd.DataFrame, pa.table):
        frames.append(make(checks(**columns)))
    return [*frames, pl.DataFrame(checks(**columns)).to_dicts()]


@pytest.mark.parametrize(
    ("tables", "said"),
    [
        (broken(latency=[{"s": 1}]), ("parts", "`latency`")),
        (broken(latency=[[1, 2]]), ("list", "`latency`")),
        (broken(latency=[[[1]]]), ("list",)),
        (broken(latency=[b"1"]), ("bytes",)),
        ([pd.DataFrame(checks(at=[""])).drop(columns="ok")], ("no column `ok`", "`latency`")),
        ([pd.concat([pd.DataFrame(checks(at=[""]))] * 2, axis=1)], ("2 columns named",)),
        ([pd.DataFrame(checks(at=[""])).set_index("at")], ("no column `at`",)),
        ([[{"at": "2026-03-01"}]], ("no column `ok`", "null")),
        ([duckdb.sql("SELECT 1 AS at, 2 AS ok, {'a': 1} AS latency, '' AS region")], ("parts", "`latency`")),
        (
            [duckdb.sql("SELECT error('no') AS at, 2 AS ok, 3 AS latency, '' AS region")],
            ("can't be read", "no"),
        ),
    ],
)
def test_tables_that_cannot_be_read(tables: list[Any], said: tuple[str, ...]) -> None:
    for table in tables:
        for engine in ("duckdb", "reference"):
            with pytest.raises(sladsl.UnreadableData) as caught:
                sladsl.evaluate(
                    sladsl.read_text(AGREEMENT), {"checks": table}, period="2026-03", engine=engine
                )
            assert all(part in str(caught.value) for part in said), (type(table), str(caught.value))
            assert caught.value.hint


def test_a_relation_of_a_closed_session() -> None:
    session = duckdb.connect()
    relation = session.sql("SELECT '2026-03-01' AS at, 1 AS ok, 1 AS latency, '' AS region")
    session.close()
    with pytest.raises(sladsl.UnreadableData):
        sladsl.evaluate(sladsl.read_text(AGREEMENT), {"checks": relation}, period="2026-03")


# ---- other arguments


def test_when_things_were_known() -> None:
    rows = [{"at": "2026-03-01T00:00:00Z", "ok": False, "latency": 1, "region": "eu"}]
    zone = dt.timezone(dt.timedelta(hours=2))
    same = [
        "2026-03-31",
        dt.date(2026, 3, 31),
        dt.datetime(2026, 3, 31),
        dt.datetime(2026, 3, 31, tzinfo=zone),
    ]
    found = {outcome({"checks": rows}, as_of=each) for each in same}
    assert len(found) == 1
    assert '"as_of": "2026-03-30T22:00:00Z"' in found.pop()
    now = sladsl.evaluate(sladsl.read_text(AGREEMENT), {"checks": rows}, period="2026-03")
    assert abs(now.outcome.statement.as_of / 1e6 - dt.datetime.now().timestamp()) < 60


def test_levels_fees_and_claims_in_memory(tmp_path: Path) -> None:
    agreement = ROOT / "examples/reported/agreement.sla"
    levels = {"period": ["2026-01", "2026-02"], "objective": ["Availability"] * 2, "level": [99.125, 97.5]}
    fees = {"service": ["Desk"], "period": ["2026-02"], "amount": [38500.125], "currency": ["GBP"]}
    claims = {"objective": ["Availability"], "period": ["2026-02"], "claimed": [dt.date(2026, 3, 4)]}
    expected: str | None = None
    for make in (pl.DataFrame, pd.DataFrame, pa.table, lambda each: pl.DataFrame(each).to_dicts()):
        frames = {"levels": make(levels), "fees": make(fees), "claims": make(claims)}
        found = sladsl.evaluate(agreement, frames, as_of="2026-04-12")
        assert not [each for each in found.outcome.statement.findings if each.severity == "error"]
        said = found.json()
        assert "99.125%" in said
        expected = expected or said
        assert said == expected
    duplicate = pd.DataFrame([["2026-01", 1, 2]], columns=["period", "level", "level"])
    with pytest.raises(sladsl.UnreadableData, match="2 columns named `level`"):
        sladsl.evaluate(agreement, {"levels": duplicate})
    with pytest.raises(sladsl.UnreadableData, match="no columns"):
        sladsl.evaluate(agreement, {"levels": []})


def test_a_path_of_a_data_toml_and_the_one_beside() -> None:
    folder = ROOT / "examples/web-hosting"
    beside = sladsl.evaluate(folder / "agreement.sla", as_of="2026-04-12")
    named = sladsl.evaluate(str(folder / "agreement.sla"), folder / "data.toml", as_of="2026-04-12")
    assert beside.json() == named.json()
    assert beside.text().startswith("Managed Hosting Agreement")
    with pytest.raises(sladsl.Refused, match="There is no file"):
        sladsl.evaluate(folder / "agreement.sla", "gone.toml")
