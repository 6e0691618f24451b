"""What mistakes of sense mean: what stands twice, on the wrong side or where nothing comes; as in `explained`."""

from __future__ import annotations

_TICKETS = (
    "source calls { holds: records   each: call   fields { opened: time   responded: time   "
    "kind: Fault, Order } }\n"
)

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
        "",
        "",
    ),
}
