"""Settling alone: the integers of so many scopes in twelve months to levels, bands, caps and claims.

`python benchmarks/settle.py SCOPES` prints what it took as JSON; `benchmarks/run.py settle` compares sizes.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

TEXT = """
sla Many {
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party Cloud { role: provider }
  party Customer { role: customer }
  interpretation {
    partial minutes: exact   overlapping outages: once   level rounding: none
    money rounding: half up to 0.01 EUR, on each line
  }
  service Api { hours: always   fee: 100 EUR per month }
  source outages { holds: intervals   collected: automatically   fields { site: text } }
  metric Level { of: Api   for each: site   measure: uptime from outages   controlled by: Cloud }
  objective Kept { Cloud ensures Level at least 99.9% each month }
  credit for Kept {
    base: that month's fee of Api
    bands { at least 99.9%: none   at least 99.0%: 10%   at least 95.0%: 25%   otherwise: 50% }
  }
  claims { channel: in writing   deadline: 30 days after the month }
}
"""


def main(scopes: int) -> None:
    import sladsl
    from sladsl.outcome.measured import Cell, Measured, SourceFacts
    from sladsl.plan.choices import Reading
    from sladsl.plan.from_model.lower import lower
    from sladsl.plan.from_model.stretch import stretch_of
    from sladsl.record import replace
    from sladsl.settle.run import settle
    from tests.settle.build import instant

    loaded = sladsl.read_text(TEXT)
    assert loaded.agreement is not None
    reading = Reading(loaded.agreement, {})
    stretch = stretch_of(loaded.agreement, reading, "2026-01", "2026-12")
    assert stretch is not None
    as_of = instant("2027-01-10T00:00Z")
    plan = lower(loaded.agreement, reading, replace(stretch, as_of=as_of))
    (metering,) = plan.meterings
    cells = tuple(
        Cell(
            metric=metering.metric,
            scope=f"site-{scope:05}",
            period=period.label,
            columns={
                "service": period.end - period.start,
                # Five in a hundred miss, two of them badly.
                "down": (0, 3_600_000_000, 90_000_000_000)[
                    ((scope * 12 + at) % 40 == 0) + ((scope * 12 + at) % 120 == 0)
                ],
            },
        )
        for scope in range(scopes)
        for at, period in enumerate(metering.periods)
    )
    facts = SourceFacts(name="outages", rows=1, used=1, first=stretch.start, last=stretch.end)
    measured = Measured(cells=cells, findings=(), sources=(facts,), witnesses=lambda *_: ())
    wall, cpu = time.perf_counter(), time.process_time()
    statement = settle(plan.settlement, measured, (), (), (), as_of, {}, "none")
    sample = {
        "wall": time.perf_counter() - wall,
        "cpu": time.process_time() - cpu,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    assert len(statement.lines) == 12 * scopes
    print(json.dumps(sample))


if __name__ == "__main__":
    main(int(sys.argv[1]))
