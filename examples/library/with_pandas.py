"""An agreement evaluated on pandas frames, and what it comes to as a frame again."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

import sladsl

HOSTING = Path(__file__).parent.parent / "web-hosting"


def main() -> None:
    checks = pd.read_csv(HOSTING / "checks.csv", parse_dates=["at"])
    tickets = pd.read_csv(HOSTING / "tickets.csv", parse_dates=["opened", "responded"])
    windows = pd.read_csv(HOSTING / "maintenance.csv", parse_dates=["start", "end", "announced"])

    evaluation = sladsl.evaluate(
        HOSTING / "agreement.sla",
        {
            "checks": checks,
            "tickets": sladsl.Table(tickets, zone="Europe/Berlin", covers="2026-01 to 2026-03"),
            "windows": sladsl.Table(windows, zone="Europe/Berlin"),
        },
        as_of="2026-04-12",
    )
    lines = pd.DataFrame(json.loads(evaluation.json())["statement"]["lines"])
    lines["credit"] = [credit["text"] for credit in lines["credit"]]
    print(lines[["period", "objective", "shown", "status", "credit"]].to_string(index=False))


if __name__ == "__main__":
    main()
