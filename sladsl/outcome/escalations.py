"""Open records and who is told of them: which steps of an escalation are reached, which comes next and when."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import TYPE_CHECKING

from sladsl.outcome.measured import Witness
from sladsl.outcome.table import paragraph, plural, table
from sladsl.record import Record
from sladsl.values.duration import duration_text
from sladsl.values.instant import instant_text

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

MOST = 20
PERHAPS = "perhaps "
"""In front of whoever is told only if an escalation is for the record, which can't be told."""


class Step(Record):
    """A moment on a record's clock: a `share` of the time allowed, that time and `us` more, or (`begun`) `us` alone; the
    rest is words. `left_open`: nobody says when."""

    share: Fraction | None
    us: int
    text: str
    to: str
    begun: bool = False
    left_open: bool = False

    def moment(self, limit: int | None) -> int | None:
        """How much time is used up then, of the time allowed; None where that is not known."""
        if self.left_open:
            return None
        if self.begun:
            return self.us
        if limit is None:
            return None
        return limit + self.us if self.share is None else int(limit * self.share)


class OpenRecord(Record):
    """A record that is open: its time so far and the time allowed, in microseconds of its clock (None: no limit is known).

    `reached` are the steps that have come; `following` is the next one, and `at` the instant at which it comes if the clock
    runs on without a pause (None: it stands still, or there is no next). `paused`: it is paused now, so `at` moves on for
    as long as that lasts. `left_open` are steps of which nobody says when they come.
    """

    witness: Witness
    so_far: int
    allowed: int | None
    reached: tuple[Step, ...]
    following: Step | None
    at: int | None
    paused: bool = False
    left_open: tuple[Step, ...] = ()


def open_records(
    witnesses: Iterable[Witness],
    steps: Callable[[Witness], tuple[Step, ...]],
    so_far: Callable[[Witness], int | None],
    allowed: Callable[[Witness], int | None],
    later: Callable[[int], int | None],
    paused: Callable[[Witness], bool],
) -> tuple[OpenRecord, ...]:
    """The open ones of the records, the most pressing first.

    `steps` are those of the escalations for a record, `later` is the instant at which the clock has run so much more,
    `paused` whether it stands still in a pause.
    """
    found = []
    for witness in witnesses:
        if witness.verdict not in ("open", "overdue"):
            continue
        time, limit = so_far(witness), allowed(witness)
        if time is None:
            continue
        reached: list[tuple[int, Step]] = []
        ahead: list[tuple[int, Step]] = []
        for step in steps(witness):
            moment = step.moment(limit)
            if moment is not None and time >= moment:
                reached.append((moment, step))
            elif moment is not None:
                ahead.append((moment - time, step))
        ahead.sort(key=lambda each: each[0])
        reached.sort(key=lambda each: each[0])
        rest, following = ahead[0] if ahead else (0, None)
        at = later(rest) if following is not None else None
        found.append(
            OpenRecord(
                witness=witness,
                so_far=time,
                allowed=limit,
                reached=tuple(step for _, step in reached),
                following=following,
                at=at,
                paused=paused(witness),
                left_open=tuple(each for each in steps(witness) if each.left_open),
            )
        )
    found.sort(key=lambda each: ((each.allowed or each.so_far + 10**15) - each.so_far, each.witness.row))
    return tuple(found)


def open_records_text(
    records: tuple[OpenRecord, ...], place: ZoneInfo, key: str, days: bool = True
) -> list[str]:
    """A section of an explanation; [] where nothing is open. `key` is the field by which people know a record; `days`
    as in `duration_text`."""
    if not records:
        return []
    rows = [("", "time so far", "allowed", "told", "next")]
    for each in records[:MOST]:
        names = dict(each.witness.fields)
        told = each.reached[-1].to if each.reached else "-"
        following = "-"
        if each.following is not None:
            when = instant_text(each.at, place) if each.at is not None else "when its clock runs"
            before = "not before " if each.paused and each.at is not None else ""
            following = f"{each.following.to}, {before}{when}"
        rows.append(
            (
                names.get(key) or f"row {each.witness.row}",
                duration_text(each.so_far, days) + (" (paused)" if each.paused else ""),
                duration_text(each.allowed, days) if each.allowed is not None else "-",
                told,
                following,
            )
        )
    late = sum(each.witness.verdict == "overdue" for each in records)
    head = f"{plural(len(records), 'record')} open, {late} past the due time"
    out = ["", f"Open records: {head}", *table(rows)]
    if len(records) > MOST:
        out += paragraph(f"... and {len(records) - MOST} more")
    if unsaid := dict.fromkeys(
        step.to.removeprefix(PERHAPS) for each in records[:MOST] for step in each.left_open
    ):
        out += paragraph(f"The agreement does not state when this is told to {', '.join(unsaid)}.")
    if any(each.paused and each.at is not None for each in records[:MOST]):
        out += paragraph(
            "Paused: the clock stands still. The next moment is the one if it went on now; it moves on for as long as the "
            "pause lasts."
        )
    return out
