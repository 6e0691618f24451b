"""Data on standard input: any kind, told by what it begins with, one table at a time."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import os
import tempfile
from pathlib import Path

import duckdb
import pytest

from tests.cli.run import run

AGREEMENT = """sla T "T" {
  time zone: "UTC"
  party N { role: provider }
  party A { role: customer }
  interpretation { missing samples: unknown   level rounding: none }
  service Shop { hours: always }
  source checks { holds: samples   of: Shop   every: 1 hour   fields { ok: yes or no } collected: automatically }
  metric Uptime { measure: uptime from checks   down when: not ok   of: Shop   controlled by: N }
  objective Av { N ensures Uptime at least 99% each month }
}
"""
SECOND = AGREEMENT.replace("  metric", "  source more { holds: intervals   of: Shop }\n  metric", 1)
ROWS = [(f"2026-03-01T{hour:02}:00:00Z", hour != 5) for hour in range(24)]
CSV = ("at,ok\n" + "".join(f"{at},{'yes' if ok else 'no'}\n" for at, ok in ROWS)).encode()
LINES = "".join(json.dumps({"at": at, "ok": ok}) + "\n" for at, ok in ROWS).encode()
PROMETHEUS = json.dumps(
    {
        "status": "success",
        "data": {
            "resultType": "matrix",
            "result": [
                {"metric": {}, "values": [[1772323200 + 3600 * at, str(int(at != 5))] for at in range(24)]}
            ],
        },
    }
).encode()
ARGUMENTS = ["evaluate", "a.sla", "--period", "2026-03", "--as-of", "2026-04-02", "--all"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("a.sla").write_text(AGREEMENT)
    return tmp_path


def parquet(folder: Path) -> bytes:
    (folder / "x.csv").write_bytes(CSV)
    duckdb.execute(f"COPY (FROM read_csv('{folder / 'x.csv'}')) TO '{folder / 'x.parquet'}'")
    return (folder / "x.parquet").read_bytes()


KINDS = {
    "csv": CSV,
    "csv.gz": gzip.compress(CSV, mtime=0),
    "csv.bz2": bz2.compress(CSV),
    "csv.xz": lzma.compress(CSV),
    "jsonl": LINES,
    "jsonl.gz": gzip.compress(LINES, mtime=0),
    "bom": b"\xef\xbb\xbf" + CSV,
}


@pytest.mark.parametrize("kind", [*KINDS, "parquet"])
@pytest.mark.parametrize("flag", ["checks=-", "-"])
def test_kinds_are_recognised(folder: Path, kind: str, flag: str) -> None:
    content = parquet(folder) if kind == "parquet" else KINDS[kind]
    done = run([*ARGUMENTS, "--data", flag], stdin=content)
    assert (done.code, "95.833%" in done.out) == (0, True), done.err


@pytest.mark.parametrize(
    "content",
    [PROMETHEUS, gzip.compress(PROMETHEUS, mtime=0), json.dumps(json.loads(PROMETHEUS), indent=2).encode()],
)
def test_an_answer_of_prometheus(folder: Path, content: bytes) -> None:
    done = run([*ARGUMENTS, "--data", "checks=-", "--data", "checks.ok=value"], stdin=content)
    assert (done.code, "95.833%" in done.out) == (0, True), done.err


def test_the_kind_may_be_said(folder: Path) -> None:
    one = (CSV.splitlines()[0] + b"\n" + CSV.splitlines()[1] + b"\n").replace(b",", b"\t")
    flags = ["--data", "checks=-", "--data", "checks.kind=tsv", "--data", "checks.delimiter=tab"]
    assert "100.000%" in run([*ARGUMENTS, *flags], stdin=one).out
    wrong = run([*ARGUMENTS, "--data", "checks=-", "--data", "checks.kind=parquet"], stdin=CSV)
    assert (wrong.code, "standard input is no Parquet file" in wrong.err) == (2, True), wrong.err


REFUSED: dict[tuple[str, ...], str] = {
    ("--data", "checks=-", "--data", "levels=-"): "Standard input is named more than once",
    ("--data", "checks=-", "--data", "checks.kind=yaml"): "`yaml` is no kind of data",
    ("--data", "checks=a.sla", "--data", "checks.kind=csv"): "A kind is said of no standard input",
    ("--data", "checks=-", "--data", "checks.ok=state"): "standard input has no column `state`",
    ("--data", "cheks=-"): "Did you mean `checks`?",
}


@pytest.mark.parametrize("flags", REFUSED)
def test_what_is_refused(folder: Path, flags: tuple[str, ...]) -> None:
    done = run([*ARGUMENTS, *flags], stdin=CSV)
    assert done.code == 2
    assert REFUSED[flags] in done.err
    assert "sladsl-" not in done.err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "standard input is empty"),
        (gzip.compress(CSV, mtime=0)[:60], "standard input is cut off"),
        (b"\0" * 50, "not text"),
    ],
)
def test_content_that_is_none(folder: Path, content: bytes, said: str) -> None:
    done = run([*ARGUMENTS, "--data", "checks=-"], stdin=content)
    assert (done.code, said in done.err) == (2, True), done.err


def test_which_source_it_is_must_be_said_where_there_are_several(folder: Path) -> None:
    Path("b.sla").write_text(SECOND)
    done = run(["evaluate", "b.sla", "--data", "-"], stdin=CSV)
    assert done.code == 2
    assert "Write --data checks=-" in done.err


def test_agreement_and_data_can_not_both_come_from_it(folder: Path) -> None:
    done = run(["evaluate", "-", "--data", "checks=-"], stdin=AGREEMENT.encode())
    assert done.code == 2


def test_a_look(folder: Path) -> None:
    for arguments in (["data", "-"], ["data", "a.sla", "-"], ["data", "a.sla", "--data", "checks=-"]):
        done = run(arguments, stdin=gzip.compress(CSV, mtime=0))
        assert (done.code, "standard input" in done.out, "CSV (gzip)" in done.out) == (0, True, True), (
            done.err
        )
        assert tempfile.gettempdir() not in done.out


def test_nothing_stays_behind(folder: Path) -> None:
    import subprocess
    import sys

    room = folder / "room"  # its own, because others write to the common one at the same time
    room.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "sladsl", *ARGUMENTS, "--data", "-"],
        input=CSV,
        capture_output=True,
        env={**os.environ, "TMPDIR": str(room)},
    )
    assert done.returncode == 0, done.stderr
    assert not list(room.rglob("standard input.csv"))


def test_two_versions_on_the_same_data(folder: Path) -> None:
    Path("b.sla").write_text(AGREEMENT.replace("99%", "90%"))
    arguments = [
        "diff",
        "a.sla",
        "b.sla",
        "--data",
        "checks=-",
        "--period",
        "2026-03",
        "--as-of",
        "2026-04-02",
    ]
    done = run(arguments, stdin=CSV)
    assert (done.code, "1 line differs" in done.out) == (0, True), done.err
    strict = run([*arguments, "--strict"], stdin=CSV)
    assert strict.code == 1
    assert strict.err == "1 warning about the data, so --strict ends with 1: partial-coverage.\n"


@pytest.mark.parametrize(
    ("rows", "code", "said"),
    [
        # A whole month of hours, and what is only information about it: strict is content.
        (24 * 31, 0, ""),
        (24 * 30, 1, "1 warning about the data, so --strict ends with 1: partial-coverage."),
    ],
)
def test_strict_says_why_it_ends_with_1(folder: Path, rows: int, code: int, said: str) -> None:
    content = "at,ok\n" + "".join(
        f"2026-03-{1 + hour // 24:02}T{hour % 24:02}:00:00Z,yes\n" for hour in range(rows)
    )
    content += "2026-03-01T00:30:00Z,yes\n"  # the slot has two
    done = run([*ARGUMENTS, "--data", "-", "--strict"], stdin=content.encode())
    assert (done.code, done.err.strip()) == (code, said)
    assert "crowded-slot" in done.out
