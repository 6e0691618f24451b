"""What mistakes of sense mean: what stands twice, on the wrong side or where nothing comes; as in `explained`."""

from __future__ import annotations

_TICKETS = (
    "source calls { holds: records   each: call   fields { opened: time   responded: time   "
    "kind: Fault, Order } }\n"
)

_CARRIED = """sla Hosting {{
  party Nimbus {{ role: provider }}
  metric Uptime {{ measure: as reported   controlled by: Nimbus   collected by: Nimbus }}
  objective Availability {{ Nimbus ensures Uptime at least 99.5% each month }}
}}
ola Network {{
  party Team {{ role: team }}
  metric Reachable {{ measure: as reported   controlled by: Team   collected by: Team }}
  objective Carried {{ Team ensures Reachable at least 99.9% each month }}
  support for {} {{ by: Carried }}
}}
"""

SENSE: dict[str, tuple[str, str, str, str]] = {
    "row-twice": (
        "N233",
        "Each thing has one row. Where the first row that fits applies, a second one for the same never counts; "
        "elsewhere two rows say two things of one.",
        "table Times by priority { columns: response   P1: 1 hour   P1: 2 hours   otherwise: 4 hours }",
        "table Times by priority { columns: response   P1: 1 hour   P2: 2 hours   otherwise: 4 hours }",
    ),
    "support-for-what": (
        "N235",
        "What one agreement carries for another is a promise: `support for Hosting.Availability` names the agreement and "
        "its objective. A metric, a service or the whole agreement promises nothing that could be compared.",
        _CARRIED.format("Hosting.Uptime"),
        _CARRIED.format("Hosting.Availability"),
    ),
    "unit-missing": (
        "N236",
        "A length of time has a unit and money a currency: `10` may be milliseconds or hours. Percentages have their sign.",
        _TICKETS + "metric Quick {\n  measure: share of calls\n  good when: opened to responded at most 10\n"
        "  controlled by: Nimbus\n}",
        _TICKETS
        + "metric Quick {\n  measure: share of calls\n  good when: opened to responded at most 10 minutes\n"
        "  controlled by: Nimbus\n}",
    ),
}
