"""With `--all` each line says for how much of its period there are data, whatever kind of metric it is of."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.run import run

AGREEMENT = """sla T "T" {
  time zone: "UTC"
  party N { role: provider }
  party A { role: customer }
  interpretation {
    level rounding: none   overlapping outages: once   partial minutes: exact   missing samples: unknown
    record belongs to: opened   open past due: missed now   nothing happened: met   undecided records: left out
  }
  service Shop { hours: always }
  source checks {
    holds: samples   of: Shop   every: 1 hour   fields { ok: yes or no   took: duration }   collected: automatically
  }
  source outages { holds: intervals   of: Shop   collected: automatically }
  source tickets { holds: records   each: ticket   fields { opened: time   answered: time } collected: automatically }
  objective Probed {
    N ensures at least 99% each month   measure: uptime from checks   down when: not ok   of: Shop   controlled by: N
  }
  objective Logged { N ensures at least 99% each month   measure: uptime from outages   of: Shop   controlled by: N }
  objective Quick {
    N ensures at least 90% each month
    measure: share of tickets   good when: opened to answered at most 1 hour   of: Shop   controlled by: N
  }
  objective Fast {
    N ensures at most 1 minute each month   measure: average of took in checks   of: Shop   controlled by: N
  }
}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("a.sla").write_text(AGREEMENT)
    # June has 30 days: samples of 15, a log from the 7th on (24 days), records of 3.
    rows = (f"2026-06-{1 + hour // 24:02}T{hour % 24:02}:00Z,yes,1" for hour in range(15 * 24))
    Path("c.csv").write_text("\n".join(("at,ok,took", *rows)) + "\n")
    Path("o.csv").write_text("start,end\n2026-06-07T00:00Z,2026-06-07T00:10Z\n")
    Path("t.csv").write_text("opened,answered\n2026-06-28T00:00Z,2026-06-28T00:10Z\n")
    Path("data.toml").write_text(
        "".join(f'[source.{name}]\nfile="{name[0]}.csv"\n' for name in ("checks", "outages", "tickets"))
    )
    return tmp_path


@pytest.mark.parametrize("engine", ["duckdb", "reference"])
def test_every_kind_of_metric(folder: Path, engine: str) -> None:
    arguments = ["evaluate", "a.sla", "--period", "2026-06", "--as-of", "2026-07-05", "--engine", engine]
    lines = json.loads(run([*arguments, "--json"]).out)["statement"]["lines"]
    shares = {line["objective"]: line["coverage"] for line in lines}
    assert shares == {"Probed": "1/2", "Logged": "4/5", "Quick": "1/10", "Fast": shares["Fast"]}
    assert shares["Fast"] is not None
    done = run([*arguments, "--all"])
    for share in ("50.00%", "80.00%", "10.00%"):
        assert f"data for {share} of the time" in done.out
    assert "data for" not in run(arguments).out
    assert all(len(line) <= 80 for line in done.out.splitlines())


def test_all_and_almost_all(folder: Path) -> None:
    path = Path("data.toml")
    path.write_text(path.read_text() + 'covers = "2026-06"\n')
    out = run(["evaluate", "a.sla", "--period", "2026-06", "--as-of", "2026-07-05", "--all"]).out
    assert "data for 100% of the time" in out
    path.write_text(
        path.read_text().replace('"2026-06"\n', '"2026-06-01 00:00 to 2026-06-30 23:59"\nzone = "UTC"\n')
    )
    out = run(["evaluate", "a.sla", "--period", "2026-06", "--as-of", "2026-07-05", "--all"]).out
    assert "data for 99.99% of the time" in out
