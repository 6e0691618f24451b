"""Caps over what both sides owe: each by itself, or in the order of their lines; in one run as in two with a ledger."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import sladsl
from sladsl.values.amount import known

TEXT = """
sla Both {{
  effective: 2026-01-01
  time zone: "UTC"
  currency: EUR
  party Nimbus {{ role: provider   accepted: 2025-12-12 }}
  party Acme {{ role: customer   accepted: 2025-12-10 }}
  cap: 100 EUR per {window}
  interpretation {{
    cap covers: all credits   cap of both sides: {answer}
    money rounding: half up to 0.01 EUR, on each line   level rounding: none
  }}
  service Shop {{ hours: always   fee: 1_000 EUR per month }}
  metric Uptime {{ of: Shop   measure: as reported   collected by: Nimbus   controlled by: Nimbus }}
  metric Sent {{ of: Shop   measure: as reported   collected by: Acme   controlled by: Acme }}
  objective Availability {{ Nimbus ensures Uptime at least 99.9% each month }}
  objective Forecast {{ Acme ensures Sent at least 90% each month }}
  credit for Availability {{ amount: 70 EUR }}
  credit for Forecast {{ amount: 60 EUR }}
}}
"""
ROWS = [
    {"objective": name, "period": f"2026-{month:02}", "level": level}
    for month in (1, 2, 3)
    for name, level in (("Availability", "99%"), ("Forecast", "80%"))
]


def owed(
    window: str, answer: str, months: str, ledger: Any = None
) -> tuple[dict[tuple[str, str], Fraction], Any]:
    loaded = sladsl.read_text(TEXT.format(window=window, answer=answer))
    assert not [each for each in loaded.findings if each.severity == "error"], loaded.findings
    rows = [each for each in ROWS if months[:7] <= each["period"] <= months[-7:]]
    found = sladsl.evaluate(loaded, {"levels": rows}, as_of="2026-06-01", period=months, ledger=ledger)
    sums = {}
    for line in found.outcome.statement.lines:
        money = known(line.credit, "EUR") if line.credit is not None else None
        assert money is not None
        sums[line.objective, line.period] = money.amount
    return sums, found


@pytest.mark.parametrize(
    ("window", "answer", "expected"),
    [
        # By hand: 70 + 60 a month under 100; each side by itself 70 and 60.
        ("month", "each side by itself", (70, 60, 70, 60)),
        ("month", "together", (70, 30, 70, 30)),
        # A quarter: 70 then 30 left for the provider, 60 then 40 for the customer; together 70 and 30, then nothing.
        ("quarter", "each side by itself", (70, 60, 30, 40)),
        ("quarter", "together", (70, 30, 0, 0)),
    ],
)
def test_each_side_has_its_cap_or_both_share_it(window: str, answer: str, expected: tuple[int, ...]) -> None:
    sums, _ = owed(window, answer, "2026-01..2026-02")
    assert tuple(int(each) for each in sums.values()) == expected


@pytest.mark.parametrize("answer", ["each side by itself", "together"])
def test_two_runs_use_up_what_one_does(tmp_path: Path, answer: str) -> None:
    whole, _ = owed("quarter", answer, "2026-01..2026-03")
    first, found = owed("quarter", answer, "2026-01")
    (tmp_path / "ledger.json").write_text(found.json(), encoding="utf-8")
    second, _ = owed("quarter", answer, "2026-02..2026-03", tmp_path / "ledger.json")
    assert first | second == whole
