"""Long agreements: services, sources, metrics, promises and credits, each with its own names and figures."""

from __future__ import annotations

import re
import sys
from pathlib import Path

HEAD = """sla Long "Long agreement" {
  time zone: "Europe/Berlin"   currency: EUR
  party Nimbus { role: provider   accepted: by ordering }
  party Acme { role: customer   accepted: by ordering }
  interpretation {
    missing samples: down   excluded time: out of both   overlapping outages: once   partial minutes: exact
    level rounding: none   money rounding: half up to 0.01 EUR, on each line   nothing happened: met
  }
"""
PART = """  service Shop{n} "Web shop {n}" {{
    hours: always
    fee: {fee} EUR per month
  }}
  source checks{n} {{
    holds: samples   of: Shop{n}   every: 1 minute
    fields {{
      ok: yes or no
      region: North, South
    }}
    collected: automatically
  }}
  metric Uptime{n} "Uptime of shop {n}" {{
    measure: uptime from checks{n}
    down when: not ok
    controlled by: Nimbus
  }}
  # what is promised for shop {n}
  objective Availability{n} {{
    Nimbus ensures Uptime{n} at least {level}% each month
    critical: below 90%
  }}
  credit for Availability{n} {{
    base: that month's fee of Shop{n}
    bands {{
      at least {level}%: none
      at least 95.0%: 10%
      otherwise:      25%
    }}
    credit when met: not paid
  }}
"""
TAIL = """  claims { channel: in writing   deadline: 30 days after the month }
}
"""
TOKEN = re.compile(r"\s+|#[^\n]*|\"[^\"]*\"|[\w.'-]+|.")


def generate(folder: Path, lines: int) -> Path:
    """An agreement of about so many lines."""
    each = PART.count("\n")
    parts = [PART.format(n=n, fee=1_000 + n, level=f"99.{n % 90 + 10}") for n in range(max(lines // each, 1))]
    path = folder / f"long-{lines}.sla"
    path.write_text(HEAD + "".join(parts) + TAIL)
    return path


def floor(path: str) -> int:
    """The least that can be done with a text: one regular expression over it."""
    return sum(1 for _ in TOKEN.finditer(Path(path).read_text()))


if __name__ == "__main__":
    print(floor(sys.argv[1]))
