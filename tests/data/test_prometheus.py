"""The result of a range query: figures exact, what is no figure told, other answers refused with a way out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sladsl.data.errors import UnreadableData
from sladsl.data.prometheus import figure
from sladsl.plan.measure import FieldOf, Input
from tests.cli.run import run
from tests.data.tables import by_sql, file, named, read, us

START = 1772323200  # 2026-03-01 00:00 UTC
UP = Input(
    name="checks",
    holds="samples",
    fields=(
        FieldOf(name="at", type="time"),
        FieldOf(name="ok", type="yes or no"),
        FieldOf(name="region", type="text"),
    ),
    start="at",
    scope="region",
)
LATENCY = Input(
    name="checks",
    holds="samples",
    fields=(FieldOf(name="at", type="time"), FieldOf(name="latency", type="duration")),
    start="at",
)
COLUMNS = {"ok": "value", "latency": "value", "n": "value"}


def answer(*series: tuple[dict[str, str], list[Any]], **more: Any) -> str:
    result = [{"metric": metric, "values": values} for metric, values in series]
    return json.dumps({"status": "success", "data": {"resultType": "matrix", "result": result}, **more})


def test_labels_are_fields_and_times_are_instants(tmp_path: Path) -> None:
    text = answer(
        ({"__name__": "up", "region": "eu"}, [[START, "1"], [START + 60.5, "0"]]),
        ({"__name__": "up"}, [[START, "1"]]),
    )
    table = file(tmp_path, text, "up.json", columns=COLUMNS)
    found = read(UP, table)
    assert [(row.scope, row.start, row.values["ok"]) for row in found.rows] == [
        ("eu", us("2026-03-01 00:00"), True),
        ("eu", us("2026-03-01 00:01") + 500_000, False),
    ]
    assert named(found) == {"row-without-scope": (1, ((3, "2026-03-01T00:00:00Z"),))}
    assert by_sql(UP, table) == (found.findings, found.facts)


@pytest.mark.parametrize(
    ("text", "digits", "exact", "about"),
    [
        ("0.1", 6, "0.1", ""),
        ("1e-05", 6, "0.00001", ""),
        ("1.5e+06", 6, "1500000", ""),
        ("-0", 6, "-0", ""),
        ("0.3000000000000000444", 6, "0.3", "rounded-number"),
        ("0.0000005", 6, "0.000001", "rounded-number"),
        ("0.0000004999", 6, "0", "rounded-number"),
        ("12.3456", 3, "12.346", "rounded-number"),
        ("12.5", 0, "13", "rounded-number"),
        ("0.1234567", None, "0.1234567", ""),
        ("NaN", 6, "", "no-figure"),
        ("+Inf", 6, "", "no-figure"),
        ("-Inf", 6, "", "no-figure"),
        ("sNaN", 6, "", "no-figure"),
        ("x", 6, "x", ""),
        ("", 6, "", ""),
        ("1e400", 6, "1e400", ""),
        ("9" * 500, 6, "9" * 500, ""),
    ],
)
def test_figures(text: str, digits: int | None, exact: str, about: str) -> None:
    found, finding = figure(text, digits)
    assert (found.replace("1E+400", "1e400").replace("1" + "0" * 400, "1e400"), finding) == (exact, about)


def test_lengths_are_rounded_to_a_microsecond_by_their_unit(tmp_path: Path) -> None:
    text = answer(({}, [[START, "0.1234567"], [START + 60, "0.5"], [START + 120, "NaN"]]))
    seconds = read(LATENCY, file(tmp_path, text, "a.json", columns=COLUMNS))
    assert [row.values["latency"] for row in seconds.rows] == [123_457, 500_000, None]
    assert named(seconds) == {
        "no-figure": (1, ((3, "NaN"),)),
        "rounded-number": (1, ((1, "0.1234567"),)),
    }
    table = file(tmp_path, text, "a.json", columns=COLUMNS, units={"latency": 1_000})
    millis = read(LATENCY, table)
    assert [row.values["latency"] for row in millis.rows] == [123, 500, None]
    assert by_sql(LATENCY, table) == (millis.findings, millis.facts)
    minutes = read(LATENCY, file(tmp_path, text, "a.json", columns=COLUMNS, units={"latency": 60_000_000}))
    assert [row.values["latency"] for row in minutes.rows] == [7_407_420, 30_000_000, None]


def test_points_that_are_none(tmp_path: Path) -> None:
    text = answer(
        ({}, [[START, "1"], [START], "x", ["soon", "1"], [START + 60, 1], [-5, "1"], [START * 10**9, "1"]])
    )
    found = read(LATENCY, file(tmp_path, text, "a.json", columns=COLUMNS))
    assert [row.number for row in found.rows] == [1, 5]
    assert named(found)["unreadable-row"][0] == 5


def test_warnings_of_the_answer_are_told_once(tmp_path: Path) -> None:
    text = answer(({}, [[START, "1"], [START + 60, "1"]]), warnings=["store 10.0.0.1 did not answer"])
    assert named(read(LATENCY, file(tmp_path, text, "a.json", columns=COLUMNS))) == {
        "incomplete-answer": (1, ((1, "store 10.0.0.1 did not answer"),))
    }


def test_an_empty_result_is_a_table_without_rows(tmp_path: Path) -> None:
    found = read(UP, file(tmp_path, answer(), "a.json", columns=COLUMNS))
    assert (found.rows, found.facts.rows) == ((), 0)


REFUSED = {
    '{"status": "error", "errorType": "bad_data", "error": "parse error at char 3"}': (
        r"an error that Prometheus answered \(bad_data\): parse error at char 3"
    ),
    '{"status": "success", "data": {"resultType": "vector", "result": []}}': "one value for each series.*query_range",
    '{"status": "success", "data": {"resultType": "scalar", "result": [1, "1"]}}': "one number.*query_range",
    '{"status": "success", "data": {"resultType": "matrix", "result": [{"metric": {}, "histograms": []}]}}': "histograms",
    '{"status": "success", "data": {"resultType": "matrix", "result": [{"metric": {}}]}}': "without labels or values",
    '{"status": "success", "data": ["up", "job"]}': "holds no matrix",
    '{"a": 1}': "neither the result of a Prometheus range query nor a Statuspage feed",
    '[{"a": 1}]': "is a list of JSON",
    '{"status": "succ': "is no JSON from line 1 on. Copy it again",
    '{"a": 1}\n{"a": 2}': "name it .jsonl",
    "<html>": "this may be an error page",
    "": "is empty",
    "[" * 200_000: "nests too deep|is no JSON",
}


@pytest.mark.parametrize("text", REFUSED, ids=lambda text: text[:40])
def test_what_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(UnreadableData, match=REFUSED[text]):
        read(UP, file(tmp_path, text, "a.json", columns=COLUMNS))


def test_a_label_that_there_is_not(tmp_path: Path) -> None:
    text = answer(({"job": "x"}, [[START, "1"]]))
    with pytest.raises(UnreadableData, match=r"has no column `region`.*`?at`?.*job"):
        read(UP, file(tmp_path, text, "a.json", columns=COLUMNS))


AGREEMENT = """sla T "T" {
  time zone: "UTC"
  party N { role: provider }
  party A { role: customer }
  interpretation { missing samples: unknown   level rounding: none }
  service Shop { hours: always }
  source checks {
    holds: samples   of: Shop   every: 1 hour   fields { ok: yes or no   latency: duration }   collected: automatically
  }
  metric Uptime { measure: uptime from checks   down when: not ok   of: Shop   controlled by: N }
  objective Av { N ensures Uptime at least 99% each month }
}
"""


@pytest.mark.parametrize("engine", ["duckdb", "reference"])
def test_a_month_of_hours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: str) -> None:
    monkeypatch.chdir(tmp_path)
    hours = 31 * 24
    # Two of 744 hours are down and one is NaN: 741 of 743 are 99.731 %.
    values = [
        [START + 3600 * at, "NaN" if at == 700 else "0" if at in (5, 6) else "1"] for at in range(hours)
    ]
    Path("up.json").write_text(answer(({"job": "shop"}, values)))
    Path("a.sla").write_text(AGREEMENT)
    flags = [
        "--data",
        "checks=up.json",
        "--data",
        "checks.ok=value",
        "--period",
        "2026-03",
        "--engine",
        engine,
    ]
    done = run(["evaluate", "a.sla", *flags, "--all", "--as-of", "2026-04-02"])
    assert done.code == 0
    assert "99.731%" in done.out
    assert "checks: 1 row has NaN or an infinity for a value. [no-figure]" in done.out
    strict = run(["evaluate", "a.sla", *flags, "--strict", "--as-of", "2026-04-02"])
    assert strict.code == 1


def test_the_step_is_held_against_every(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("up.json").write_text(answer(({"job": "shop"}, [[START + 300 * at, "1"] for at in range(500)])))
    Path("a.sla").write_text(AGREEMENT)
    done = run(["data", "a.sla", "up.json"])
    assert "JSON" in done.out
    assert "5 min apart" in done.out
    assert "1 h" in done.out
