"""What could make a record good, in the fields of its source: for the message where nothing says so."""

from __future__ import annotations

from sladsl.model.meanings import Source

BAD = frozenset(
    [
        "lost",
        "failed",
        "failure",
        "error",
        "errored",
        "throttled",
        "down",
        "late",
        "missed",
        "rejected",
        "dropped",
        "timeout",
        "timedout",
        "broken",
        "bounced",
        "denied",
        "refused",
        "unavailable",
        "aborted",
        "overdue",
        "breached",
        "unanswered",
        "abandoned",
        "cancelled",
        "duplicate",
        "wrong",
        "faulty",
    ]
)
"""Names of marks that say what went wrong."""


def good_meant(sources: list[Source]) -> str:
    """What could make a record good, in the fields of its source."""
    fields = list(sources[0].fields.values()) if sources else []
    times = [each.name for each in fields if each.type == "time"]
    if len(times) > 1:
        return f"for example `good when: {times[0]} to {times[1]} at most 15 minutes`"
    marks = [each.name for each in fields if each.type == "yes or no"]
    if not marks:
        return "for example `good when: opened to responded at most 15 minutes`"
    # Whether yes is good or bad is told by what the field is called, where it is told at all.
    bad = any(part in BAD for part in marks[0].lower().split("_"))
    ways = (f"not {marks[0]}", marks[0]) if bad else (marks[0], f"not {marks[0]}")
    return f"`good when: {ways[0]}`, or `good when: {ways[1]}` where that is the good case"
