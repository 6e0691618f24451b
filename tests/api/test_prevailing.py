"""Several sources of one metric, one of which prevails: what counts, what fills, what is told. Figures by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.run import run

AGREEMENT = """sla T "T" {{
  time zone: "UTC"
  party N {{ role: provider }}
  party A {{ role: customer }}
  interpretation {{
    missing samples: {missing}   level rounding: none   overlapping outages: once   partial minutes: exact
  }}
  service Shop {{ hours: always }}
  source ours {{
    holds: {holds}   of: Shop   {every}   fields {{ ok: yes or no }}   collected: automatically   {ours}
  }}
  source theirs {{
    holds: {holds}   of: Shop   {every}   fields {{ ok: yes or no }}   collected: automatically   {theirs}
  }}
  metric Uptime {{ measure: uptime from ours, theirs   down when: not ok   of: Shop   controlled by: N }}
  objective Av {{ N ensures Uptime at least 90% each day }}
}}
"""
PREVAILS, FILLED = "prevails: in a dispute", "prevails: in a dispute and filled by others"


def samples(bad: set[int], missing: set[int]) -> str:
    rows = (
        f"2026-03-01T{hour:02}:00:00Z,{'no' if hour in bad else 'yes'}"
        for hour in range(24)
        if hour not in missing
    )
    return "\n".join(("at,ok", *rows)) + "\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def evaluated(engine: str, *more: str) -> str:
    flags = [
        "--data",
        "ours=ours.csv",
        "--data",
        "theirs=theirs.csv",
        "--as-of",
        "2026-03-05",
        "--engine",
        engine,
    ]
    done = run(["evaluate", "a.sla", *flags, "--period", "2026-03-01", "--all", *more])
    assert done.code == 0, done.err
    return done.out


def write(ours: str, theirs: str = "", missing: str = "unknown", holds: str = "samples") -> None:
    every = "every: 1 hour" if holds == "samples" else ""
    text = AGREEMENT.format(ours=ours, theirs=theirs, missing=missing, holds=holds, every=every)
    Path("a.sla").write_text(text)


# Ours: hours 0-1 down, 20-23 missing. Theirs: hours 1-2 and 22 down, 5 missing.
OURS, THEIRS = samples({0, 1}, {20, 21, 22, 23}), samples({1, 2, 22}, {5})


@pytest.mark.parametrize("engine", ["duckdb", "reference"])
@pytest.mark.parametrize(
    ("ours", "theirs", "missing", "level"),
    [
        # Both together: 0, 1, 2, 22 are down of 24.
        ("", "", "unknown", "83.333%"),
        # Ours alone: 0 and 1 of 20.
        (PREVAILS, "", "unknown", "90.000%"),
        # Ours, and theirs in its gaps: 0, 1, 22 of 24.
        (FILLED, "", "unknown", "87.500%"),
        # Theirs alone: 1, 2, 22 of 23.
        ("", PREVAILS, "unknown", "86.957%"),
        # Theirs, filled: 1, 2, 22 of 24, as hour 5 is up by ours.
        ("", FILLED, "unknown", "87.500%"),
        # What is missing in ours is down: 0, 1, 20 to 23 of 24.
        (PREVAILS, "", "down", "75.000%"),
        (FILLED, "", "down", "87.500%"),
        (PREVAILS, "", "up", "91.667%"),
        (PREVAILS, "", "last known", "91.667%"),
    ],
)
def test_samples(folder: Path, engine: str, ours: str, theirs: str, missing: str, level: str) -> None:
    Path("ours.csv").write_text(OURS)
    Path("theirs.csv").write_text(THEIRS)
    write(ours, theirs, missing)
    out = evaluated(engine)
    assert level in out
    told = "[sources-differ]" in out.replace("\n    ", " ")
    assert told == bool(ours or theirs)
    if told:
        # Hours 0 and 2, in which both have data; hour 22 has none in ours.
        assert "2026-03-01 for 2 h" in " ".join(out.split())


@pytest.mark.parametrize("engine", ["duckdb", "reference"])
def test_sources_that_agree_are_not_told(folder: Path, engine: str) -> None:
    Path("ours.csv").write_text(samples({3}, {9}))
    Path("theirs.csv").write_text(samples({3}, {10}))
    write(PREVAILS)
    assert "sources-differ" not in evaluated(engine)


OUTAGES = "start,end,ok\n2026-03-01T01:00Z,2026-03-01T03:00Z,no\n"
OTHERS = "start,end,ok\n2026-03-01T02:00Z,2026-03-01T05:00Z,no\n2026-03-01T23:00Z,2026-03-02T02:00Z,no\n"


@pytest.mark.parametrize("engine", ["duckdb", "reference"])
@pytest.mark.parametrize(
    ("ours", "level"),
    [
        # 1 to 5 and 23 to 24 are 5 of 24 hours.
        ("", "79.167%"),
        # 1 to 3 are 2 of 24.
        (PREVAILS, "91.667%"),
        # A log of outages has no gaps that another could fill.
        (FILLED, "91.667%"),
    ],
)
def test_intervals(folder: Path, engine: str, ours: str, level: str) -> None:
    Path("ours.csv").write_text(OUTAGES)
    Path("theirs.csv").write_text(OTHERS)
    write(ours, holds="intervals")
    covers = ["--data", "ours.covers=2026-03-01", "--data", "theirs.covers=2026-03-01"]
    out = " ".join(evaluated(engine, *covers).split())
    assert level in out
    # 1 to 2 only by ours, 3 to 5 and 23 to 24 only by theirs.
    assert ("2026-03-01 for 4 h" in out) == bool(ours)


def test_the_contract_says_it(folder: Path) -> None:
    write(FILLED)
    out = " ".join(run(["render", "a.sla"]).out.split())
    assert (
        "Where sources of one metric tell different things, this one counts; where it has no data, the others count."
        in out
    )
    write(PREVAILS, holds="intervals")
    assert "the others count for nothing beside it" in " ".join(run(["render", "a.sla"]).out.split())
    assert run(["fmt", "--check", "a.sla"]).code in (0, 1)


@pytest.mark.parametrize("answer", ["always", "yes", "in a dispute and filled", "ours"])
def test_other_answers(folder: Path, answer: str) -> None:
    write(f"prevails: {answer}")
    done = run(["check", "a.sla"])
    assert done.code == 1
    assert "prevails" in done.out + done.err
