"""An agreement evaluated inside a DuckDB session, on tables as the session has them; nothing is left in it."""

from __future__ import annotations

from pathlib import Path

import duckdb

import sladsl

HOSTING = Path(__file__).parent.parent / "web-hosting"


def main() -> None:
    session = duckdb.connect()
    session.execute(f"CREATE TABLE probes AS SELECT \"at\" AS probed, ok FROM '{HOSTING}/checks.csv'")
    session.execute(f"CREATE VIEW desk AS FROM '{HOSTING}/tickets.csv'")

    evaluation = sladsl.evaluate(
        HOSTING / "agreement.sla",
        {
            "checks": sladsl.Table(session.table("probes"), columns={"at": "probed"}),
            "tickets": sladsl.Table(
                session.sql("FROM desk WHERE priority <> 'test'"),
                zone="Europe/Berlin",
                covers="2026-01 to 2026-03",
            ),
            "windows": sladsl.Table(HOSTING / "maintenance.csv", zone="Europe/Berlin"),
        },
        period="2026-03",
        as_of="2026-04-12",
    )
    for line in evaluation.outcome.statement.lines:
        print(f"{line.title}: {line.shown}, {line.status}")
        for row in evaluation.witnesses(line)[:2]:
            print(f"  {row.source}: {row.length // 60_000_000} minutes")
    print("left in the session:", session.sql("SHOW TABLES").fetchall())


if __name__ == "__main__":
    main()
