"""Instants (integer µs since 1970-01-01T00:00Z), the civil times written for them, and the way between the
two.

Durations are differences of instants only: subtracting local times of one zone ignores summer time, so no
function here offers it.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from sladsl.record import Record
from sladsl.values.duration import DAY, HOUR, MINUTE, SECOND
from sladsl.values.zones import (
    fixed_offset_like,
    offset_at,
    offsets,
    suggest_zones,
    to_us,
    tz_version,
    zone,
)

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "LocalTime",
    "WrittenTime",
    "civil_us",
    "fixed_offset_like",
    "instant_text",
    "instant_to_local",
    "local_to_instant",
    "naive_to_instant",
    "offset_at",
    "offsets",
    "parse_time",
    "suggest_zones",
    "tz_version",
    "zone",
]

FIRST_YEAR, LAST_YEAR = 1900, 2200
EPOCH_DAY = 719_163
"""`date(1970, 1, 1).toordinal()`."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NAIVE_EPOCH = datetime(1970, 1, 1)
_TIME = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:[T ]([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9])(?:\.([0-9]{1,6}))?)?"
    r"(Z|[+-](?:0[0-9]|1[0-5]):?[0-5][0-9])?)?"
)


class LocalTime(Record):
    """The instant of a civil time in a zone, and whether the clock showed it twice or never."""

    instant: int
    kind: Literal["plain", "ambiguous", "missing"]


class WrittenTime(Record):
    """A time as written: the civil time in µs since 1970 as if it were UTC, and the offset in µs if one was
    written.

    The instant of a time with an offset is `naive_us - offset_us`.
    """

    naive_us: int
    offset_us: int | None


def civil_us(y: int, m: int, d: int, h: int = 0, mi: int = 0, s: int = 0, us: int = 0) -> int:
    """Microseconds from 1970 to a civil time as if it were UTC; ValueError when the date doesn't exist."""
    return (date(y, m, d).toordinal() - EPOCH_DAY) * DAY + h * HOUR + mi * MINUTE + s * SECOND + us


def parse_time(text: str) -> WrittenTime | None:
    """Reads `YYYY-MM-DD`, then optionally `T` or a blank and `HH:MM[:SS[.1-6 digits]]` with `Z`, `±HH:MM`
    or `±HHMM`.

    Real dates of 1900 to 2200, hours to 23, offsets to 15:59; a plain date is midnight and naive. None for
    the rest.
    """
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    day, hour, minute, second, fraction, offset = match.groups()
    naive = _day_us(day)
    if naive is None:
        return None
    if hour is None:
        return WrittenTime(naive_us=naive, offset_us=None)
    naive += int(hour) * HOUR + int(minute) * MINUTE
    if second is not None:
        naive += int(second) * SECOND
        if fraction is not None:
            naive += int(fraction.ljust(6, "0"))
    return WrittenTime(naive_us=naive, offset_us=None if offset is None else _offset_us(offset))


def local_to_instant(naive: datetime, zone: ZoneInfo) -> LocalTime:
    """The instant of a civil time: an ambiguous one is its first occurrence, a missing one is shifted by
    the gap.

    (02:30 in a gap from 02:00 to 03:00 is 03:30.) ValueError when `naive` carries a zone. The rule is PEP
    495's fold 0.
    """
    if naive.tzinfo is not None:
        raise ValueError("a civil time has no zone of its own")
    earlier = to_us(naive.replace(tzinfo=zone, fold=0).utcoffset())
    later = to_us(naive.replace(tzinfo=zone, fold=1).utcoffset())
    instant = to_us(naive - _NAIVE_EPOCH) - earlier
    if earlier == later:
        return LocalTime(instant=instant, kind="plain")
    return LocalTime(instant=instant, kind="ambiguous" if earlier > later else "missing")


def naive_to_instant(naive_us: int, zone: ZoneInfo) -> LocalTime:
    """`local_to_instant` for the `naive_us` of a `WrittenTime`."""
    return local_to_instant(_NAIVE_EPOCH + timedelta(microseconds=naive_us), zone)


def instant_to_local(us: int, zone: ZoneInfo) -> datetime:
    """The aware local time of an instant."""
    return (_EPOCH + timedelta(microseconds=us)).astimezone(zone)


def instant_text(us: int, zone: ZoneInfo) -> str:
    """`2026-03-04 10:00` in the zone, with seconds and their fraction only where they aren't zero.

    A time that the clock shows twice carries its offset (`2026-10-25 02:30+01:00`): two instants never
    print alike.
    """
    local = instant_to_local(us, zone)
    text = local.strftime("%Y-%m-%d %H:%M")
    if local.microsecond:
        text += f":{local.second:02}.{local.microsecond:06}".rstrip("0")
    elif local.second:
        text += f":{local.second:02}"
    if local_to_instant(local.replace(tzinfo=None, fold=0), zone).kind == "ambiguous":
        offset = offset_at(zone, us)
        text += f"{'-' if offset < 0 else '+'}{abs(offset) // HOUR:02}:{abs(offset) % HOUR // MINUTE:02}"
    return text


# Data repeat few days and fewer offsets over many rows: both are worth remembering.
@lru_cache(maxsize=8192)
def _day_us(text: str) -> int | None:
    year = int(text[:4])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return civil_us(year, int(text[5:7]), int(text[8:]))
    except ValueError:
        return None


@lru_cache(maxsize=256)
def _offset_us(text: str) -> int:
    if text == "Z":
        return 0
    east = int(text[1:3]) * HOUR + int(text[-2:]) * MINUTE
    return -east if text[0] == "-" else east
