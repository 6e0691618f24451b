"""A credit for points that is one amount: owed once where there are points, and not where there are none."""

from __future__ import annotations

import sladsl
from sladsl.values.amount import known

TEXT = """
sla Points {
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party P { role: provider   accepted: 2025-12-01 }
  party C { role: customer   accepted: 2025-12-01 }
  interpretation { level rounding: none   money rounding: half up to 0.01 EUR, on each line }
  service S { hours: always   fee: 1_000 EUR per month }
  metric U { of: S   measure: as reported   collected by: P   controlled by: P }
  objective A { P ensures U at least 99% each month }
  points for A { amount: 2 points }
  credit for points each month { amount: 100 EUR }
}
"""


def test_no_points_cost_nothing() -> None:
    levels = [
        {"objective": "A", "period": "2026-01", "level": "99%"},
        {"objective": "A", "period": "2026-02", "level": "98%"},
    ]
    found = sladsl.evaluate(sladsl.read_text(TEXT), {"levels": levels}, as_of="2026-06-01")
    sums = {
        line.period: (line.level, money.amount if (money := known(line.credit, "EUR")) else None)
        for line in found.outcome.statement.lines
        if line.rule.construct == "credit for points" and line.credit is not None
    }
    assert sums == {"2026-01": (0, 0), "2026-02": (2, 100)}
