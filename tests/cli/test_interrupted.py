"""Ctrl-C while data are measured: the exit code of an interruption, files as they were, nothing beside them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from tests.cli.terminal import Terminal

PYTHON = [sys.executable, "-m", "sladsl"]
TEXT = """\
sla Hosting {
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party Nimbus { role: provider }
  party Acme { role: customer }
  interpretation { missing samples: down   level rounding: none }
  service Shop { hours: always }
  source checks { holds: samples   of: Shop   every: 1 minute   collected: automatically   fields { ok: yes or no } }
  metric Uptime { of: Shop   measure: uptime from checks   down when: not ok   controlled by: Nimbus }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
}
"""


def test_an_interruption_leaves_what_was_there(tmp_path: Path) -> None:
    """Interrupted later and later: some of these times lie in the measuring, whatever the machine."""
    (tmp_path / "a.sla").write_text(TEXT)
    start = datetime(2026, 1, 1, tzinfo=UTC)
    rows = (
        f"{start + timedelta(minutes=n):%Y-%m-%dT%H:%MZ},{'no' if n % 997 == 0 else 'yes'}\n"
        for n in range(200_000)
    )
    # A sample twice takes the longer way.
    (tmp_path / "checks.csv").write_text("at,ok\n" + "".join(rows) + "2026-01-01T00:00Z,yes\n")
    statement = tmp_path / "statement.txt"
    statement.write_text("the last one\n")
    before = sorted(path.name for path in tmp_path.iterdir())
    command = [
        *PYTHON,
        "evaluate",
        "a.sla",
        "--data",
        "checks=checks.csv",
        "--engine",
        "reference",
        "-o",
        "statement.txt",
    ]
    interrupted = 0
    for errors in _interrupted(command, tmp_path, (1.2, 2.4, 4.8, 9.6)):
        assert "Traceback" not in errors
        assert "defect" not in errors
        assert errors.splitlines()[-1] == "Interrupted: every file is as it was, or whole."
        interrupted += 1
        assert statement.read_text() == "the last one\n"
        assert sorted(path.name for path in tmp_path.iterdir()) == before
    assert interrupted


def _interrupted(command: list[str], folder: Path, after: tuple[float, ...]) -> Iterator[str]:
    """What a command printed as errors, each time that Ctrl-C after some seconds ended it."""
    for seconds in after:
        running = subprocess.Popen(
            command,
            cwd=folder,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "TMPDIR": str(folder)},
        )
        time.sleep(seconds)
        running.send_signal(signal.SIGINT)
        _, errors = running.communicate(timeout=240)
        if running.returncode == 130:  # else it was over, or had not begun to listen
            yield errors


def _large(folder: Path, rows: int) -> None:
    """A file of samples that takes a while: quoted, so that the shared reader reads it row by row."""
    (folder / "a.sla").write_text(TEXT)
    with duckdb.connect() as connection:
        connection.execute(
            "COPY (SELECT strftime(make_timestamp(1767225600000000 + i * 60000000), '%Y-%m-%dT%H:%M:%SZ') AS at,"
            f" CASE WHEN i % 997 = 0 THEN 'no' ELSE 'yes' END AS ok FROM range({rows}) t(i))"
            f" TO '{folder / 'checks.csv'}' (HEADER, FORCE_QUOTE *)"
        )


def test_an_interruption_of_the_database_leaves_nothing(tmp_path: Path) -> None:
    _large(tmp_path, 1_000_000)
    before = sorted(path.name for path in tmp_path.iterdir())
    command = [*PYTHON, "evaluate", "a.sla", "--data", "checks=checks.csv", "-o", "statement.txt"]
    interrupted = 0
    for errors in _interrupted(command, tmp_path, (1.5, 3, 6)):
        assert errors.strip() == "Interrupted: every file is as it was, or whole."
        interrupted += 1
        assert sorted(path.name for path in tmp_path.iterdir()) == before
    assert interrupted


@pytest.mark.xdist_group("terminal")
@pytest.mark.skipif(os.name == "nt", reason="needs a terminal of its own")
def test_a_bar_on_a_terminal_and_an_empty_line_after_ctrl_c(tmp_path: Path) -> None:
    _large(tmp_path, 1_000_000)
    opened = Terminal([*PYTHON, "evaluate", "a.sla", "--data", "checks=checks.csv"], tmp_path)
    bar = opened.wait(r"\[[#.]{24}\] reading the data +\d+ s", seconds=120)
    assert len(bar.group()) <= 78
    opened.send("\x03")
    opened.wait(r" {78}\s*Interrupted: every file is as it was, or whole\.")
    assert opened.ended() == 130


def test_no_bar_is_drawn_where_there_is_no_terminal(tmp_path: Path) -> None:
    (tmp_path / "a.sla").write_text(TEXT)
    (tmp_path / "checks.csv").write_text("at,ok\n2026-01-01T00:00Z,yes\n")
    done = subprocess.run(
        [
            *PYTHON,
            "evaluate",
            "a.sla",
            "--data",
            "checks=checks.csv",
            "--period",
            "2026-01",
            "--as-of",
            "2026-02-02",
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "\r" not in done.stdout
