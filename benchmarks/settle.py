"""Settling alone: the integers of so many scopes, months and objectives to levels, bands, caps and claims.

`python benchmarks/settle.py SCOPES [MONTHS [OBJECTIVES [0]]]` prints what it took as JSON; with 0 of lines without prints of
their levels and distances, as where statements are only counted. `benchmarks/run.py settle` compares sizes. Nothing is
shared between scopes here, so that they are settled a portion after the other; of each portion the totals are kept.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

HEAD = """
sla Many {
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party Cloud { role: provider }
  party Customer { role: customer }
  interpretation {
    partial minutes: exact   overlapping outages: once   level rounding: none
    money rounding: half up to 0.01 EUR, on each line
  }
  service Api { hours: always   fee: 100 EUR per month }
  source outages { holds: intervals   collected: automatically   fields { site: text   part: text } }
  claims { channel: in writing   deadline: 30 days after the month }
"""
PART = """
  metric Level{n} {
    of: Api   for each: site   measure: uptime from outages   where: part is "{n}"   controlled by: Cloud
  }
  objective Kept{n} { Cloud ensures Level{n} at least 99.9% each month }
  credit for Kept{n} {
    base: that month's fee of Api
    bands { at least 99.9%: none   at least 99.0%: 10%   at least 95.0%: 25%   otherwise: 50% }
  }
"""
PORTION = 120_000
"""Lines that are settled together."""


def main(scopes: int, months: int = 12, objectives: int = 1, in_words: int = 1) -> None:
    import sladsl
    from sladsl.outcome.measured import Cell, Measured, SourceFacts
    from sladsl.plan.choices import Reading
    from sladsl.plan.from_model.lower import lower
    from sladsl.plan.from_model.stretch import stretch_of
    from sladsl.process import begin
    from sladsl.record import replace
    from sladsl.settle.run import settle
    from tests.settle.build import instant

    begin()  # garbage is looked for as in a command
    parts = "".join(PART.replace("{n}", str(n)) for n in range(objectives))
    loaded = sladsl.read_text(f"{HEAD}{parts}}}\n")
    assert loaded.agreement is not None, loaded.findings
    reading = Reading(loaded.agreement, {})
    last = f"{2026 + (months - 1) // 12}-{(months - 1) % 12 + 1:02}"
    stretch = stretch_of(loaded.agreement, reading, "2026-01", last)
    assert stretch is not None
    as_of = instant(f"{2026 + months // 12}-{months % 12 + 1:02}-10T00:00Z")
    plan = lower(loaded.agreement, reading, replace(stretch, as_of=as_of))

    def measured(first: int, after: int) -> Measured:
        cells = tuple(
            Cell(
                metric=metering.metric,
                scope=f"site-{scope:05}",
                period=period.label,
                columns={
                    "service": period.end - period.start,
                    # Five in a hundred miss, each by another time, one in sixty badly.
                    "down": (0, 3_600_000_000 + 60_000_000 * (scope % 97), 90_000_000_000 + scope)[
                        ((scope * 7 + nth * 13 + at) % 30 == 0) + ((scope * 7 + nth * 13 + at) % 60 == 0)
                    ],
                },
            )
            for nth, metering in enumerate(plan.meterings)
            for scope in range(first, after)
            for at, period in enumerate(metering.periods)
        )
        facts = SourceFacts(name="outages", rows=1, used=1, first=stretch.start, last=stretch.end)
        return Measured(cells=cells, findings=(), sources=(facts,), witnesses=lambda *_: ())

    wall = cpu = 0.0
    lines, owed = 0, 0
    size = max(1, PORTION // (months * objectives))
    for first in range(0, scopes, size):
        portion = measured(first, min(first + size, scopes))
        began, used = time.perf_counter(), time.process_time()
        statement = settle(plan.settlement, portion, (), (), (), as_of, {}, "none", in_words=bool(in_words))
        wall, cpu = wall + time.perf_counter() - began, cpu + time.process_time() - used
        lines += len(statement.lines)
        owed += sum(line.status == "missed" for line in statement.lines)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    assert lines == scopes * months * objectives
    print(json.dumps({"wall": wall, "cpu": cpu, "peak": peak, "missed": owed}))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
