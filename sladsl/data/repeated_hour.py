"""Local times in the hour that the clock shows twice, told apart by the order of the rows.

A probe that writes local times writes 02:00 to 02:59 twice in the night when summer time ends. By the text alone both are
the first hour, and the second has no sample, which is most of what a month may be down. Where rows stand in the order of
time, the local times jump back once, and that is where the second hour begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from sladsl.data.lines import Cells
from sladsl.outcome.measured import DataFinding
from sladsl.record import Record, replace
from sladsl.values.duration import DAY, HOUR, MINUTE
from sladsl.values.instant import parse_time
from sladsl.values.time_forms import time_form
from sladsl.values.zones import offset_at, offsets

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

REPEATED = "repeated-hour"
AMBIGUOUS = "ambiguous-time"
_BLOCK = 400 * DAY

Fold = tuple[int, int, int, int]
"""A stretch of local time that the clock shows twice, from and to, and how far it is ahead of UTC first and then (µs)."""


class Clock(Record):
    """Where the times of a row stand by which it is placed (and ends), and how they are written. `scope`: the field that
    tells several series apart. `mapped`: texts that the binding translates."""

    start: int
    zone: Any
    times: str = ""
    end: int | None = None
    scope: int | None = None
    mapped: Mapping[str, str] = {}

    def naive(self, text: str) -> int | None:
        """The local time that a text says; None where it has an offset, or is no time."""
        if not text or text in self.mapped:
            return None
        written = parse_time((time_form(self.times) or str)(text))
        return written.naive_us if written is not None and written.offset_us is None else None


class _Order:
    """Whether the local times of a group of rows only rise, or only fall, but for the jumps of the clock."""

    def __init__(self) -> None:
        self._last: int | None = None
        self.holds = {1: True, -1: True}
        self.jumps: dict[int, dict[Fold, int]] = {1: {}, -1: {}}
        """By direction and fold, the row before which the clock jumps."""

    def add(self, at: int, naive: int, fold: Fold | None) -> None:
        last, self._last = self._last, naive
        if last is None or naive == last:
            return
        against = -1 if naive > last else 1
        if not self.holds[against]:
            return
        jump = fold is not None and fold[0] <= last < fold[1] and fold not in self.jumps[against]
        # Two rows in the wrong order step back by less than they would go on by if the clock had jumped.
        if fold is not None and jump and 2 * abs(naive - last) >= fold[1] - fold[0]:
            self.jumps[against][fold] = at
        else:
            self.holds[against] = False

    def second(self, at: int, fold: Fold) -> bool | None:
        """Whether a row lies in the second of the two hours; None where the order doesn't say, as in a file of two rows."""
        rises, falls = self.holds[1], self.holds[-1]
        jump = self.jumps[1 if rises else -1].get(fold)
        return (at >= jump) is rises if rises != falls and jump is not None else None


def settled(rows: Iterable[Cells], by: Clock) -> Iterator[Cells]:
    """The rows of a file, times of a repeated hour with the offset that is theirs wherever the order settles it.

    Rows of the second hour come with the finding `repeated-hour`. Rows have trimmed texts.
    """
    whole, series = _Order(), dict[str, _Order]()
    kept: list[tuple[Cells, Fold | None, int | None]] = []
    for at, row in enumerate(rows):
        texts = row[1]
        naive = by.naive(texts[by.start]) if texts is not None else None
        fold = fold_of(by.zone, naive) if naive is not None else None
        if texts is not None and naive is not None:
            whole.add(at, naive, fold)
            if by.scope is not None:
                series.setdefault(texts[by.scope], _Order()).add(at, naive, fold)
        if fold is None and not kept:
            yield _ended(row, by, naive, None, None)
        else:
            kept.append((row, fold, naive))
    first = at - len(kept) + 1 if kept else 0
    for place, (row, fold, naive) in enumerate(kept, start=first):
        texts = row[1]
        second = None
        if fold is not None and texts is not None:
            second = whole.second(place, fold)
            if second is None and by.scope is not None:
                second = series[texts[by.scope]].second(place, fold)
        yield _ended(row, by, naive, fold, second)


def _ended(row: Cells, by: Clock, naive: int | None, fold: Fold | None, second: bool | None) -> Cells:
    """A row with the offsets of its start and its end, as far as they are known."""
    number, texts, finding, said = row
    if texts is None or naive is None:
        return row
    ended = by.naive(texts[by.end]) if by.end is not None else None
    last = None
    if fold is not None and ended is not None and fold[0] <= ended < fold[1]:
        if ended < naive and not second:
            second, last = False, True  # it can only begin in the first and end in the second
        elif ended >= naive and second:
            last = True
    own = list(texts)
    if fold is not None and second is not None:
        own[by.start] = _with_offset(texts[by.start], by, fold[3] if second else fold[2])
        if second:
            finding, said = REPEATED, texts[by.start]
    if fold is not None and last is not None and by.end is not None:
        own[by.end] = _with_offset(texts[by.end], by, fold[3])
    return number, tuple(own), finding, said


def _with_offset(text: str, by: Clock, offset: int) -> str:
    """The text with its offset behind it; as it is where none can be written."""
    minutes, rest = divmod(abs(offset), MINUTE)
    sign = f"{'-' if offset < 0 else '+'}{minutes * MINUTE // HOUR:02}:{minutes % (HOUR // MINUTE):02}"
    form = time_form(by.times) or str
    for said in (f"{text}{sign}", f"{text} 00:00{sign}"):
        written = parse_time(form(said))
        if not rest and written is not None and written.offset_us == offset:
            return said
    return text


def fold_of(zone: ZoneInfo, naive: int) -> Fold | None:
    """The stretch that the clock shows twice in which a local time lies."""
    return next((each for each in _folds(zone, naive // _BLOCK) if each[0] <= naive < each[1]), None)


@lru_cache(maxsize=256)
def _folds(zone: ZoneInfo, block: int) -> tuple[Fold, ...]:
    changes = offsets(zone, block * _BLOCK - 3 * DAY, (block + 1) * _BLOCK + 3 * DAY)
    return tuple(
        (instant + after, instant + before, before, after)
        for (_, before), (instant, after) in pairwise(changes)
        if after < before
    )


def with_missing(
    findings: tuple[DataFinding, ...], zone: ZoneInfo | None, field: str, instants: Iterable[int]
) -> tuple[DataFinding, ...]:
    """Findings about samples, with how much of the time has none because a repeated hour could not be settled.

    `instants`: those that were taken for the first of the two; `field`: of which field they are.
    """
    if zone is None:
        return findings
    folds = {fold_of(zone, instant + offset_at(zone, instant)) for instant in instants}
    minutes = sum((fold[1] - fold[0]) // MINUTE for fold in folds if fold is not None)
    if not minutes:
        return findings
    lack = f" The second time that the clock shows them, {minutes:,} minutes, has no sample because of it."
    return tuple(
        replace(each, hint=each.hint + lack)
        if each.name == AMBIGUOUS and f" of {field} " in each.message
        else each
        for each in findings
    )
