"""Clocks of records against a hand that moves one microsecond at a time, and by hand where systems differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sladsl.values.duration import DAY, HOUR, MINUTE
from sladsl.values.instant import civil_us, offsets
from sladsl.values.intervals import Spans, covers, normal
from sladsl.values.local_clock import Steps
from sladsl.values.open_time import OpenTime
from sladsl.values.work_clock import AtClosing, Paused, WorkClock
from tests.values.moments import place

SIZE = 40
sets = st.lists(st.tuples(st.integers(0, SIZE), st.integers(0, SIZE)), max_size=5).map(normal)
opens = st.none() | sets
moments = st.integers(-4, SIZE + 4)
hows: st.SearchStrategy[Paused] = st.sampled_from(("on the clock", "by the wall clock"))


@st.composite
def changes(draw: st.DrawFn) -> Steps:
    """None, one or several changes by up to four, forwards and backwards."""
    at = sorted(draw(st.sets(st.integers(-2, SIZE), max_size=3)))
    return tuple((each, draw(st.integers(-4, 4))) for each in at)


class Hand:
    """The same clock, moved step by step."""

    def __init__(self, open: Spans | None, steps: Steps, paused: Paused) -> None:
        self.open = open
        self.steps = steps
        self.paused = paused

    def runs(self, local: int) -> bool:
        return self.open is None or any(start <= local < end for start, end in self.open)

    def shown(self, instant: int) -> int:
        held = [offset for at, offset in self.steps if at <= instant]
        return instant + (held[-1] if held else self.steps[0][1] if self.steps else 0)

    def between(self, start: int, end: int) -> int:
        if end < start:
            return -self.between(end, start)
        return sum(self.runs(each) for each in range(start, end))

    def times(self, since: int, until: int, pauses: Spans) -> list[int]:
        """The time at each instant from `since` to `until`, before what is below zero is cut."""
        found = [0]
        first = moved = self.shown(since)
        for at in range(since, until):
            now, then = self.shown(at), self.shown(at + 1)
            step = not covers(pauses, at)
            moved += (then - now) * step
            on_clock = found[-1] + self.between(now, then) * step
            found.append(on_clock if self.paused == "on the clock" else self.between(first, moved))
        return found


@given(opens, changes(), hows, moments, moments, sets)
def test_worked_time(
    open: Spans | None, steps: Steps, paused: Paused, since: int, until: int, pauses: Spans
) -> None:
    clock, hand = WorkClock(open, steps, paused), Hand(open, steps, paused)
    if until < since:
        assert clock.worked(since, until, pauses) == 0
        assert clock.worked(since, until, pauses, "empty") is None
        negative = -max(0, hand.times(until, since, ())[-1])
        assert clock.worked(since, until, pauses, "negative") == negative
        return
    expected = max(0, hand.times(since, until, pauses)[-1])
    for reversed_as in ("zero", "negative", "empty"):
        assert clock.worked(since, until, pauses, reversed_as) == expected


@given(opens, hows, moments, moments, sets)
def test_growing(open: Spans | None, paused: Paused, since: int, until: int, pauses: Spans) -> None:
    times = Hand(open, (), paused).times(since, until, pauses)
    expected = until <= since or times[-1] > times[-2]
    assert WorkClock(open, None, paused).growing(since, until, pauses) is expected


@given(opens, changes(), hows, moments, moments, sets)
def test_growing_when_the_clock_is_changed(
    open: Spans | None, steps: Steps, paused: Paused, since: int, until: int, pauses: Spans
) -> None:
    # Just before `until` no change has happened yet, so the hand's last step is the one without it.
    clock, later = WorkClock(open, steps, paused), tuple(each for each in steps if each[0] < until)
    without: Steps = later or steps[:1]
    times = Hand(open, without, paused).times(since, until, pauses)
    assert clock.growing(since, until, pauses) is (until <= since or times[-1] > times[-2])


@given(opens, changes(), hows, moments, st.integers(-2, SIZE), sets)
def test_due(
    open: Spans | None, steps: Steps, paused: Paused, since: int, amount: int, pauses: Spans
) -> None:
    clock, end = WorkClock(open, steps, paused), 3 * SIZE
    times = Hand(open, steps, paused).times(since, end, pauses)
    reached = (since + place for place, time in enumerate(times) if time >= amount)
    assert clock.due(since, amount, pauses) == (since if amount <= 0 else next(reached, None))
    over = next((since + place for place, time in enumerate(times) if time > max(amount, 0)), None)
    if amount >= 0:
        latest = clock.due(since, amount, pauses, "due at next opening")
        assert latest == (None if over is None else over - 1)


@given(sets, moments, st.integers(-2, SIZE))
def test_back(open: Spans, until: int, amount: int) -> None:
    hand = Hand(open, (), "on the clock")
    fits = [at for at in range(-9, until + 1) if hand.between(at, until) >= amount]
    found = WorkClock(open).back(until, amount)
    assert found == (until if amount <= 0 else max(fits, default=None))
    assert WorkClock(None).back(until, amount) == until - max(0, amount)


@given(sets, moments, moments)
def test_open_time(open: Spans, start: int, end: int) -> None:
    time, hand = OpenTime(open), Hand(open, (), "on the clock")
    assert time.before(start) == hand.between(-99, start)
    assert time.between(start, end) == hand.between(start, end)
    assert time.grows_before(start) is hand.runs(start - 1)
    lengths = {at: hand.between(-99, at) for at in range(-9, SIZE + 9)}
    most = lengths[SIZE + 8]
    for length in range(-1, most + 2):
        least = min((at for at, had in lengths.items() if had >= length), default=None)
        assert time.first_at(length) == (least if 0 < length <= most else None)
        greatest = max((at for at, had in lengths.items() if had <= length), default=None)
        assert time.last_at(length) == (greatest if 0 <= length < most else None)


@given(sets, hows, moments, st.integers(1, SIZE), sets)
def test_just_at_the_due_instant_time_is_used_up(
    open: Spans, paused: Paused, since: int, amount: int, pauses: Spans
) -> None:
    clock = WorkClock(open, None, paused)
    due = clock.due(since, amount, pauses)
    if due is None:
        assert clock.worked(since, 9 * SIZE, pauses) < amount  # type: ignore[operator]
        return
    # What `running` is for: a record is late if its time is more, or the same and not growing.
    for until in range(since, due + 9):
        worked = clock.worked(since, until, pauses)
        assert worked is not None
        in_time = worked < amount or (worked == amount and clock.growing(since, until, pauses))
        assert in_time is (until <= due)
        latest = clock.due(since, amount, pauses, "due at next opening")
        assert (worked <= amount) is (latest is None or until <= latest)


# ---- by hand: Monday 2026-03-02, a desk open from 10 to 18 on weekdays

WEEK = tuple(
    (civil_us(2026, 3, day, 10), civil_us(2026, 3, day, 18)) for day in range(2, 28) if (day - 2) % 7 < 5
)


def at(day: int, hour: int = 0, minute: int = 0) -> int:
    return civil_us(2026, 3, day, hour, minute)


@pytest.mark.parametrize(
    ("since", "hours", "at_closing", "due"),
    [
        (at(2, 12), 6, "due then", at(2, 18)),
        (at(2, 12), 6, "due at next opening", at(3, 10)),
        (at(2, 12), 5, "due at next opening", at(2, 17)),
        (at(6, 17), 1, "due at next opening", at(9, 10)),
        (at(7, 3), 8, "due then", at(9, 18)),
        (at(7, 3), 0, "due then", at(7, 3)),
        (at(7, 3), 0, "due at next opening", at(9, 10)),
        (at(27, 17), 1, "due then", at(27, 18)),
        # Nothing is known to be open after the 27th.
        (at(27, 17), 1, "due at next opening", None),
        (at(27, 17), 2, "due then", None),
    ],
)
def test_due_at_closing_time(since: int, hours: int, at_closing: AtClosing, due: int | None) -> None:
    assert WorkClock(WEEK).due(since, hours * HOUR, (), at_closing) == due


PAUSE_AT_NIGHT = ((at(2, 20), at(3, 6)),)
PAUSE_OVER_OPENING = ((at(2, 17), at(3, 11)),)


@pytest.mark.parametrize(
    ("paused", "pauses", "worked", "due"),
    [
        # Eight hours from noon are up at noon of the next day.
        ("on the clock", (), 10 * HOUR, at(3, 12)),
        ("by the wall clock", (), 10 * HOUR, at(3, 12)),
        ("on the clock", PAUSE_AT_NIGHT, 10 * HOUR, at(3, 12)),
        ("by the wall clock", PAUSE_AT_NIGHT, 6 * HOUR, at(3, 22)),
        ("on the clock", PAUSE_OVER_OPENING, 8 * HOUR, at(3, 14)),
        ("by the wall clock", PAUSE_OVER_OPENING, 6 * HOUR, at(4, 6)),
    ],
)
def test_the_two_ways_of_pauses(paused: Paused, pauses: Spans, worked: int, due: int) -> None:
    clock = WorkClock(WEEK, None, paused)
    assert clock.worked(at(2, 12), at(3, 14), pauses) == worked
    assert clock.due(at(2, 12), 8 * HOUR, pauses) == due


@pytest.mark.parametrize(
    ("until", "on_the_clock", "by_the_wall_clock"),
    [
        (at(2, 17), True, True),
        (at(2, 18), False, False),
        (at(3, 11), False, False),
        (at(3, 11, 1), True, True),
        # By the wall clock eighteen hours less: at 18 o'clock of the 3rd it is midnight, at 5 of the 4th 11.
        (at(3, 18), True, False),
        (at(4, 5), False, True),
        (at(4, 10), False, True),
        (at(4, 10, 1), True, True),
    ],
)
def test_whether_the_clock_ran(until: int, on_the_clock: bool, by_the_wall_clock: bool) -> None:
    both: tuple[tuple[Paused, bool], ...] = (
        ("on the clock", on_the_clock),
        ("by the wall clock", by_the_wall_clock),
    )
    for paused, ran in both:
        assert WorkClock(WEEK, None, paused).growing(at(2, 12), until, PAUSE_OVER_OPENING) is ran


def berlin(day: int) -> Steps:
    return offsets(place("Europe/Berlin"), day - 9 * DAY, day + 9 * DAY)


def test_the_hour_of_a_clock_change() -> None:
    # 2026-10-25 in Berlin has 25 hours, 2026-03-29 has 23; on the wall they have 24 each.
    for month, day, hours in ((10, 25, 25), (3, 29, 23)):
        midnight = civil_us(2026, month, day)
        whole = ((midnight, midnight + DAY),)
        steps = berlin(midnight)
        start = midnight - steps[0][1]
        end = midnight + DAY - steps[-1][1]
        assert end - start == hours * HOUR
        assert WorkClock(((start, end),)).worked(start, end) == hours * HOUR
        wall = WorkClock(whole, steps)
        assert wall.worked(start, end) == DAY
        # At 01:30 on the wall plus two hours it is 03:30.
        due = wall.due(start + 90 * MINUTE, 2 * HOUR)
        assert due == start + 90 * MINUTE + (3 * HOUR if hours == 25 else HOUR)


def test_no_hours_no_pause_is_elapsed_time() -> None:
    clock = WorkClock(None)
    assert clock.worked(-5, 7) == 12
    assert clock.due(-5, 12) == 7 == clock.due(-5, 12, (), "due at next opening")
    assert clock.growing(-5, 7)
    never = WorkClock(())
    assert (never.worked(-5, 7), never.due(-5, 1), never.growing(-5, 7)) == (0, None, False)
