"""Values in the words of the language, for hints that can be copied: `90 minutes`, `4 hours`."""

from __future__ import annotations

from sladsl.values.duration import DAY, HOUR, MILLISECOND, MINUTE, SECOND, duration_text

_UNITS = ((DAY, "day"), (HOUR, "hour"), (MINUTE, "minute"), (SECOND, "second"), (MILLISECOND, "millisecond"))


def written_duration(us: int) -> str:
    """A duration in the largest unit of which it is a whole number."""
    for length, word in _UNITS:
        if us and us % length == 0:
            count = us // length
            return f"{count} {word}{'s' if count != 1 else ''}"
    return duration_text(us)
