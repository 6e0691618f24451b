"""Levels that a provider reports, handed over as plain rows: what is owed, and until when it can be claimed."""

from __future__ import annotations

from pathlib import Path

import sladsl

REPORTED = Path(__file__).parent.parent / "reported"


def main() -> None:
    rows = [
        {"Month": "2026-02", "Measure": "Portal availability", "Result": "98.32%"},
        {"Month": "2026-03", "Measure": "Portal availability", "Result": "99.50%"},
    ]
    evaluation = sladsl.evaluate(
        REPORTED / "agreement.sla",
        {
            "levels": sladsl.Table(
                rows,
                columns={"period": "Month", "objective": "Measure", "level": "Result"},
                names={"Portal availability": "Availability"},
            )
        },
        assume={"cap covers": "all credits"},
        as_of="2026-03-12",
    )
    for line in evaluation.outcome.statement.lines:
        if line.claim is not None and line.claim.last_day:
            print(f"{line.title}, {line.period}: {line.shown}, claim by {line.claim.last_day}")


if __name__ == "__main__":
    main()
