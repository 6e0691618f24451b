"""A text that conditions compare a field with and no row has: told with the values that there are, by both engines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.run import run

AGREEMENT = """sla Desk "Service desk" {
  effective: 2026-01-01   time zone: "UTC"
  party Nimbus { role: provider }
  party Acme { role: customer }
  interpretation { missing samples: up   undecided records: left out   open past due: missed now   nothing happened: met }
  service Shop { hours: always }
  source tickets {
    holds: records   each: ticket   of: Shop   key: id   collected: automatically
    fields { id: text   opened: time   solved: time   state: text   side: Nimbus, Acme }
  }
  source checks { holds: samples   of: Shop   every: 1 hour   fields { state: text }   collected: automatically }
  metric Repair {
    of: Shop   measure: opened to solved of tickets   WHERE
    record belongs to: opened   controlled by: Nimbus
  }
  metric Uptime { of: Shop   measure: uptime from checks   down when: DOWN   controlled by: Nimbus }
  objective Solved { Nimbus ensures Repair of at least 90% of tickets at most 8 hours each month }
  objective Availability { Nimbus ensures Uptime at least 99% each month }
}
"""
TICKETS = """id,opened,solved,state,side
A,2026-03-02 09:00,2026-03-02 10:00,geschlossen,Nimbus
B,2026-03-02 09:00,2026-03-02 10:00,geschlossen,Nimbus
C,2026-03-03 09:00,2026-03-03 10:00,Duplikat,Provider
"""
CHECKS = "at,state\n" + "".join(
    f"2026-03-01T{hour:02}:00:00Z,{'up' if hour else 'lost'}\n" for hour in range(24)
)


def told(
    folder: Path,
    where: str,
    down: str = 'state is "lost"',
    tickets: str = TICKETS,
    engine: str = "duckdb",
    values: str = "",
) -> list[dict[str, Any]]:
    (folder / "a.sla").write_text(
        AGREEMENT.replace("WHERE", where and f"where: {where}").replace("DOWN", down)
    )
    (folder / "t.csv").write_text(tickets)
    (folder / "c.csv").write_text(CHECKS)
    (folder / "data.toml").write_text(
        f'[source.tickets]\nfile = "t.csv"\ncovers = "2026-03"\nzone = "UTC"\n{values}\n[source.checks]\nfile = "c.csv"\n'
    )
    data = str(folder / "data.toml")
    said = ["evaluate", str(folder / "a.sla"), "--data", data, "--period", "2026-03", "--as-of", "2026-04-10"]
    done = run([*said, "--engine", engine, "--format", "json"])
    assert done.code in (0, 1), done.err
    found = json.loads(done.out)
    every = found.get("statement", found)["findings"]
    return [each for each in every if each["name"] == "value-not-in-data"]


@pytest.mark.parametrize("engine", ["reference", "duckdb"])
def test_a_misspelt_text_is_told_with_the_one_that_was_meant(engine: str, tmp_path: Path) -> None:
    (found,) = told(tmp_path, 'state is not "Duplicate"', engine=engine)
    assert found["severity"] == "warning"
    assert found["message"] == "tickets: 1 value that conditions compare state with is in no row."
    assert [each["text"] for each in found["samples"]] == ["Duplicate"]
    assert "Values of state are: `Duplikat`, `geschlossen`." in found["hint"]


@pytest.mark.parametrize("engine", ["reference", "duckdb"])
def test_samples_that_are_only_scanned(engine: str, tmp_path: Path) -> None:
    (found,) = told(tmp_path, "", down='state is "losst" or state is "down"', engine=engine)
    assert found["source"] == "checks"
    assert [each["text"] for each in found["samples"]] == ["losst", "down"]
    assert "Values of state are: `lost`, `up`." in found["hint"]


@pytest.mark.parametrize("engine", ["reference", "duckdb"])
@pytest.mark.parametrize(
    ("where", "values", "lacking"),
    [
        ('state is not "Duplikat"', "", []),
        ('state is not "duplikat"', "", ["duplikat"]),
        ('state is "geschlossen" or state is "offen"', "", ["offen"]),
        ("side is not Acme", "", []),  # a value of the agreement that has just not come up
        ("side is not Acme", 'values.side = { "Provider" = "Nimbus" }', ["Acme"]),
        ("side is not Acme", 'values.side = { "Provider" = "Acme" }', []),
        ('state is not "Duplicate"', 'values.state = { "Duplikat" = "Duplicate" }', []),
        ('state is not "Duplicate"', 'values.state = { "Dublette" = "Duplicate" }', ["Duplicate"]),
    ],
)
def test_what_is_told(where: str, values: str, lacking: list[str], engine: str, tmp_path: Path) -> None:
    found = told(tmp_path, where, values=values, engine=engine)
    assert [sample["text"] for each in found for sample in each["samples"]] == lacking


@pytest.mark.parametrize("engine", ["reference", "duckdb"])
def test_nothing_is_said_of_a_source_without_rows(engine: str, tmp_path: Path) -> None:
    head = TICKETS.splitlines()[0] + "\n"
    assert told(tmp_path, 'state is not "Duplicate"', tickets=head, engine=engine) == []
    empty = f"{head}A,2026-03-02 09:00,2026-03-02 10:00,,Nimbus\n"
    (found,) = told(tmp_path, 'state is not "Duplicate"', tickets=empty, engine=engine)
    assert "every cell is empty" in found["hint"]
