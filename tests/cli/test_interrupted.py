"""Ctrl-C while data are measured: the exit code of an interruption, files as they were, nothing beside them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

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
    for seconds in (1.2, 2.4, 4.8, 9.6):
        running = subprocess.Popen(
            command,
            cwd=tmp_path,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "TMPDIR": str(tmp_path)},
        )
        time.sleep(seconds)
        running.send_signal(signal.SIGINT)
        _, errors = running.communicate(timeout=240)
        if running.returncode != 130:
            continue  # it was over, or had not begun to listen
        assert "Traceback" not in errors
        assert "defect" not in errors
        interrupted += 1
        assert statement.read_text() == "the last one\n"
        assert sorted(path.name for path in tmp_path.iterdir()) == before
    assert interrupted


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
