"""A clock that is set to another zone at an instant: `Europe/Berlin to 2026-06-30T22:00Z, then Europe/London`.

It is a zone like any other. At the seam its clock jumps ahead or is set back, as in the night of a clock change, so days
and months on both sides of it follow each other without a gap.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from sladsl.values.duration import MINUTE
from sladsl.values.zones import changes, to_us, zone

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_PIECE = re.compile(
    r"(?P<zone>\S+) to (?P<until>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)Z"
)
_MOST = 50
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class ChangedZone(tzinfo):
    """`parts`: each zone with the instant (µs) until which it holds; None for the last one."""

    def __init__(self, key: str, parts: Sequence[tuple[ZoneInfo, int | None]]) -> None:
        self.key = key
        self.parts = tuple(parts)

    def fromutc(self, dt: datetime) -> datetime:
        """The local time of an instant, with the fold that tells it from the other time that shows alike."""
        instant = to_us(dt.replace(tzinfo=UTC) - _EPOCH)
        part = self.part_at(instant)
        local = part.fromutc(dt.replace(tzinfo=part))
        plain = local.replace(tzinfo=None, fold=0)
        shown = [at for at, _ in self._instants(plain)]
        return plain.replace(tzinfo=self, fold=int(len(shown) > 1 and instant > shown[0]))

    def utcoffset(self, dt: datetime | None) -> timedelta | None:
        """Of a time that is shown twice by its fold; of one that is never shown that before the jump, or behind it."""
        if dt is None:
            return None
        plain = dt.replace(tzinfo=None, fold=0)
        shown = self._instants(plain)
        if shown:
            return shown[-1 if dt.fold else 0][1]
        return self._skipped(plain, dt.fold)

    def part_at(self, instant: int) -> ZoneInfo:
        """The zone that holds at an instant (µs)."""
        return next(each for each, until in self.parts if until is None or instant < until)

    def dst(self, dt: datetime | None) -> timedelta | None:
        return None

    def tzname(self, dt: datetime | None) -> str | None:
        return self.key

    def _instants(self, plain: datetime) -> list[tuple[int, timedelta]]:
        """The instants at which the clock shows a time, the earlier first, with their offsets."""
        found: dict[int, timedelta] = {}
        since: int | None = None
        for part, until in self.parts:
            for fold in (0, 1):
                offset = plain.replace(tzinfo=part, fold=fold).utcoffset()
                assert offset is not None
                at = to_us(plain.replace(tzinfo=UTC) - offset - _EPOCH)
                # A time that the zone itself skips is shown by neither of its offsets.
                shown = part.fromutc((_EPOCH + timedelta(microseconds=at)).replace(tzinfo=part))
                within = (since is None or at >= since) and (until is None or at < until)
                if within and shown.replace(tzinfo=None, fold=0) == plain:
                    found[at] = offset
            since = until
        return sorted(found.items())

    def _skipped(self, plain: datetime, fold: int) -> timedelta:
        """The offset before (fold 0) or behind the jump over a time."""
        naive = to_us(plain.replace(tzinfo=UTC) - _EPOCH)
        day = 86_400_000_000
        known = self.changes(naive - 2 * day, naive + 2 * day)
        before = known[0][1]
        for at, offset in known[1:]:
            if at + before <= naive < at + offset:
                return timedelta(microseconds=offset if fold else before)
            before = offset
        return timedelta(microseconds=before)

    def changes(self, start_us: int, end_us: int) -> tuple[tuple[int, int], ...]:
        """`(instant, offset)`: the start with its offset, then every change before the end."""
        found: list[tuple[int, int]] = []
        since = start_us
        for part, until in self.parts:
            end = end_us if until is None else min(end_us, until)
            found += [each for each in changes(part, since, end) if not found or found[-1][1] != each[1]]
            since = max(since, end)
        return tuple(found)


@lru_cache(maxsize=64)
def changed_zone(name: str) -> ZoneInfo | None:
    """The clock of such a name; None for other text, and where the instants don't follow each other."""
    pieces = name.split(", then ")
    if not 1 < len(pieces) <= _MOST:
        return None
    parts: list[tuple[ZoneInfo, int | None]] = []
    last: int | None = None
    for piece in pieces[:-1]:
        match = _PIECE.fullmatch(piece)
        place = zone(match["zone"]) if match is not None else None
        if match is None or place is None:
            return None
        try:
            until = to_us(datetime.fromisoformat(f"{match['until']}+00:00") - _EPOCH)
        except ValueError:
            return None
        if last is not None and until <= last:
            return None
        parts.append((place, until))
        last = until
    place = zone(pieces[-1])
    if place is None:
        return None
    return cast("ZoneInfo", ChangedZone(name, (*parts, (place, None))))


def with_change(before: str, after: str, day: date, *, by_new: bool) -> str:
    """The name of a clock that is set from a zone (or such a clock) to another, so that a day begins at its midnight by the
    new clock, or by the old one."""
    old, new = midnight(before, day), midnight(after, day)
    begins = new if by_new else old
    # Set back over midnight, the day has already begun where the other midnight comes first.
    at = begins if new <= old else old + new - begins
    place = zone(before)
    if isinstance(place, ChangedZone):
        # It is not set twice at once, however near the days are.
        at = max(at, *(until + MINUTE for _, until in place.parts if until is not None))
    text = (_EPOCH + timedelta(microseconds=at)).isoformat().removesuffix("+00:00")
    return f"{before} to {text.removesuffix(':00')}Z, then {after}"


def midnight(name: str, day: date) -> int:
    """When a day begins in a zone; ValueError where it isn't one."""
    from sladsl.values.period import day_start

    place = zone(name)
    if place is None:
        raise ValueError(f"{name!r} isn't a zone")
    return day_start(day, place)


def same_until(one: str, other: str, instant: int) -> bool:
    """Whether two names have the same clock up to an instant."""
    if one == other:
        return True
    return _before(one, instant) == _before(other, instant)


def _before(name: str, instant: int) -> str:
    """The name of a clock without what comes after an instant."""
    place = zone(name)
    if not isinstance(place, ChangedZone):
        return name
    kept = [f"{part.key} to {until}" for part, until in place.parts if until is not None and until < instant]
    return ", then ".join([*kept, place.parts[len(kept)][0].key])
