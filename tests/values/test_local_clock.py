"""What a local clock shows, against the zones that it comes from."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sladsl.values.duration import DAY, HOUR, MINUTE
from sladsl.values.instant import civil_us, naive_to_instant, offset_at, offsets
from sladsl.values.local_clock import LocalClock, Steps
from tests.values.moments import instants, place

ZONES = ("Europe/Berlin", "Australia/Lord_Howe", "America/St_Johns", "Pacific/Apia", "Asia/Kathmandu", "UTC")


@given(st.sampled_from(ZONES), instants(2005, 2015), st.integers(0, 3_000_000_000))
def test_a_zone_as_steps(name: str, instant: int, behind: int) -> None:
    zone = place(name)
    clock = LocalClock(offsets(zone, instant - behind - 9 * DAY, instant + 400 * DAY))
    assert clock.shown(instant) == instant + offset_at(zone, instant)
    assert clock.coming(instant) == instant + offset_at(zone, instant - 1)
    local = clock.shown(instant)
    assert clock.instant(local) == naive_to_instant(local, zone).instant


@given(st.sampled_from(ZONES), st.integers(-30, 30), st.integers(0, 20))
def test_around_a_change(name: str, quarters: int, which: int) -> None:
    zone = place(name)
    steps = offsets(zone, civil_us(2005, 1, 1), civil_us(2015, 1, 1))
    clock = LocalClock(steps)
    change = steps[which % len(steps)][0]
    if change == steps[0][0]:
        return  # the beginning of what is asked for is no change
    instant = change + quarters * 15 * MINUTE
    assert clock.shown(instant) == instant + offset_at(zone, instant)
    local = instant + steps[which % len(steps) - 1][1]
    assert clock.instant(local) == naive_to_instant(local, zone).instant


def test_hours_that_are_shown_twice_or_never() -> None:
    berlin = LocalClock(offsets(place("Europe/Berlin"), civil_us(2026, 1, 1), civil_us(2027, 1, 1)))
    # 02:30 of 2026-03-29 is skipped: half an hour after the change; of 2026-10-25 the first is meant.
    assert berlin.instant(civil_us(2026, 3, 29, 2, 30)) == civil_us(2026, 3, 29, 1, 30)
    assert berlin.instant(civil_us(2026, 10, 25, 2, 30)) == civil_us(2026, 10, 25, 0, 30)
    assert berlin.shown(civil_us(2026, 10, 25, 1)) == civil_us(2026, 10, 25, 2)
    assert berlin.coming(civil_us(2026, 10, 25, 1)) == civil_us(2026, 10, 25, 3)
    # Apia left out 2011-12-30.
    apia = LocalClock(offsets(place("Pacific/Apia"), civil_us(2011, 1, 1), civil_us(2013, 1, 1)))
    assert apia.instant(civil_us(2011, 12, 30, 12)) == civil_us(2011, 12, 30, 22)


@pytest.mark.parametrize(("steps", "shown"), [((), 5), (((0, 7),), 12), (((9, 7), (20, 1)), 12)])
def test_the_first_step_holds_before_it(steps: Steps, shown: int) -> None:
    clock = LocalClock(steps)
    assert (clock.shown(5), clock.coming(5), clock.instant(shown)) == (shown, shown, 5)


def test_stretches() -> None:
    clock = LocalClock(((0, 1), (10, 2), (20, 3)))
    assert list(clock.stretches(5, None)) == [(5, 10, 1), (10, 20, 2), (20, None, 3)]
    assert list(clock.stretches(10, 20)) == [(10, 20, 2)]
    assert list(clock.stretches(25, 26)) == [(25, 26, 3)]


def test_python_agrees_about_the_offset_of_berlin() -> None:
    clock = LocalClock(offsets(place("Europe/Berlin"), civil_us(2026, 1, 1), civil_us(2027, 1, 1)))
    for hours in range(0, 24 * 365, 7):
        moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
        local = moment.astimezone(place("Europe/Berlin")).replace(tzinfo=None)
        assert clock.shown(civil_us(2026, 1, 1) + hours * HOUR) == civil_us(*local.timetuple()[:6])
