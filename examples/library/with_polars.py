"""An agreement evaluated on Polars frames: lazy ones are computed once, and only in the columns that are needed."""

from __future__ import annotations

from pathlib import Path

import polars as pl

import sladsl

HOSTING = Path(__file__).parent.parent / "web-hosting"


def main() -> None:
    checks = pl.scan_csv(HOSTING / "checks.csv").with_columns(
        pl.col("at").str.to_datetime("%Y-%m-%dT%H:%MZ", time_zone="UTC"),
        pl.col("ok") == "yes",
    )
    windows = pl.read_csv(HOSTING / "maintenance.csv", try_parse_dates=True)

    evaluation = sladsl.evaluate(
        HOSTING / "agreement.sla",
        {"checks": checks, "windows": sladsl.Table(windows, zone="Europe/Berlin")},
        as_of="2026-04-12",
    )
    for line in evaluation.outcome.statement.lines:
        if line.objective == "Availability":
            print(line.period, line.shown, line.status)


if __name__ == "__main__":
    main()
