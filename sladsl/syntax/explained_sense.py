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

_OUTAGES = (
    "source faults { holds: intervals   of: Shop }\n"
    "metric Up { of: Shop   measure: uptime from faults   controlled by: Nimbus }\n"
)
_PLAYED = """objective Steady {{ Nimbus ensures Up at least 99.5% each month }}
scenario "An hour" {{
  month: 2026-{}
  down: Shop, 2026-03-04 10:00 to 2026-03-04 11:00
  expect: Steady met
}}"""

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
    "promise-turned-round": (
        "N259",
        "Of uptime more is better, of down time less: `at most 99.9%` of uptime is kept by being down, and missed by a "
        "service that never fails. The comparison is that of another level.",
        _OUTAGES + "objective Steady { Nimbus ensures Up at most 99.5% each month }",
        _OUTAGES + "objective Steady { Nimbus ensures Up at least 99.5% each month }",
    ),
    "no-such-miss": (
        "N261",
        "A bonus comes of a level that is better than promised, and a sum of points is neither met nor missed: neither is a "
        "miss that is repeated, mended, or short of something. Such words belong to credits and points of a promise.",
        "bonus for Availability { amount: 100 EUR   repeat: 2 times from the 2nd miss in a row }",
        "bonus for Availability { amount: 100 EUR   when: exceeded in 2 consecutive months }",
    ),
    "outside-the-scenario": (
        "N260",
        "A scenario plays in the periods that it names. An outage on a day outside them changes nothing, so what is "
        "expected of it never comes out: one of the two dates is wrong.",
        _OUTAGES + _PLAYED.format("04"),
        _OUTAGES + _PLAYED.format("03"),
    ),
}
