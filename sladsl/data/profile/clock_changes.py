"""Gaps that are none: the hour that clocks leave out when summer time begins, in times of which nobody says the zone.

Without the zone nothing can be placed, but a gap of just that hour on just such a night is most likely no lack of data.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from sladsl.values.duration import DAY, HOUR
from sladsl.values.zones import offsets
from sladsl.values.zones import zone as find_zone

MOST_SKIPPED = 2 * HOUR
ZONES = (
    *(
        "Europe/Berlin",
        "Europe/London",
        "Europe/Athens",
        "America/New_York",
        "America/Santiago",
        "America/Havana",
    ),
    *(
        "America/Asuncion",
        "Asia/Jerusalem",
        "Asia/Beirut",
        "Africa/Cairo",
        "Australia/Sydney",
        "Australia/Lord_Howe",
    ),
    *("Pacific/Auckland", "Pacific/Chatham", "Atlantic/Azores", "America/St_Johns"),
)
"""One of each family of zones whose clocks change at the same local time on the same day."""


def is_skipped(start: int, end: int, longest: int) -> bool:
    """Whether a stretch of civil time (µs) holds an hour that clocks leave out somewhere, and is no longer than `longest`
    without it."""
    if end - start > longest + MOST_SKIPPED:
        return False
    return any(
        start <= begin and stop <= end and end - start - (stop - begin) <= longest
        for begin, stop in _skips(start // (400 * DAY))
    )


@lru_cache(maxsize=64)
def _skips(block: int) -> tuple[tuple[int, int], ...]:
    """The stretches of civil time that some zone leaves out in 400 days and a few around them."""
    found = set()
    for name in ZONES:
        place = find_zone(name)
        if place is None:
            continue
        changes = offsets(place, block * 400 * DAY - 3 * DAY, (block + 1) * 400 * DAY + 3 * DAY)
        for (_, before), (instant, after) in pairwise(changes):
            if after > before:
                found.add((instant + before, instant + after))
    return tuple(sorted(found))
