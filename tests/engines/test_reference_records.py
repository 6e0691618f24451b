"""Fields that nodes add to records, worked by hand: chosen limits, times on a clock, deadlines in business days."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from sladsl.data.binding import TableRows
from sladsl.plan.measure import (
    BusinessDays,
    Choose,
    Clock,
    DueIn,
    FieldOf,
    FieldPauses,
    Filled,
    Input,
    Keep,
    Read,
    Shift,
    StatePauses,
)
from sladsl.plan.rows import All, Holds, Known, Not, OneOf
from sladsl.values.duration import DAY, HOUR, MINUTE
from sladsl.values.instant import offsets
from tests.data.tables import typed, us
from tests.engines.tickets import ALLOWED, DESK, READ, computed, in_march, ticket, timed
from tests.values.moments import place

LOG = Input(
    name="log",
    holds="events",
    fields=(
        FieldOf(name="at", type="time"),
        FieldOf(name="id", type="text"),
        FieldOf(name="state", type="text"),
    ),
    start="at",
    key="id",
    zone="UTC",
)


# ---- filled and chosen fields


def test_an_open_ticket_is_ended_now() -> None:
    rows = Filled(rows=READ, name="or now", of="closed")
    found = computed(
        rows, ticket("A", "02 10:00", "02 11:00"), ticket("B", "02 10:00"), as_of="2026-03-05 12:00"
    )
    assert found == {"A": {"or now": us("2026-03-02 11:00")}, "B": {"or now": us("2026-03-05 12:00")}}


def test_what_is_written_of_the_future_is_filled_too() -> None:
    rows = Filled(rows=READ, name="or now", of="closed")
    found = computed(rows, ticket("A", "02 10:00", "09 11:00"), as_of="2026-03-05 12:00")
    assert found == {"A": {"or now": us("2026-03-05 12:00")}}


def test_the_first_case_that_does_not_fail() -> None:
    found = computed(
        ALLOWED,
        ticket("A", "02 10:00", priority="P1"),
        ticket("B", "02 10:00", priority="P2"),
        ticket("C", "02 10:00", priority="P3"),
        # Of an unknown priority nobody knows what is allowed, not even the rest.
        ticket("D", "02 10:00", priority=""),
        ticket("E", "02 10:00", priority="P9"),
    )
    assert found == {
        "A": {"allowed": HOUR},
        "B": {"allowed": 8 * HOUR},
        "C": {"allowed": None},
        "D": {"allowed": None},
        "E": {"allowed": None},
    }


def test_a_case_behind_an_unknown_one_is_not_reached() -> None:
    unknown_first = Choose(
        rows=READ,
        name="n",
        type="number",
        cases=(
            (Known(field="closed"), Fraction(3, 2)),
            (Holds(field="nowhere"), Fraction(2)),
            (All(of=()), Fraction(3)),
        ),
        otherwise=None,
    )
    found = computed(unknown_first, ticket("A", "02 10:00", "02 11:00"), ticket("B", "02 10:00"))
    # Numbers are shown in millionths.
    assert found == {"A": {"n": 1_500_000}, "B": {"n": None}}


# ---- times on a clock


@pytest.mark.parametrize(
    ("opened", "closed", "time", "ran"),
    [
        ("02 12:00", "02 17:00", 5 * HOUR, 1),
        ("02 12:00", "02 18:00", 6 * HOUR, 1),
        ("02 12:00", "02 18:00:00.000001", 6 * HOUR, 0),
        ("02 12:00", "03 10:00", 6 * HOUR, 0),
        ("02 12:00", "03 10:01", 6 * HOUR + MINUTE, 1),
        # Friday evening to Monday morning.
        ("06 18:00", "09 10:00", 0, 0),
        ("06 17:00", "09 11:00", 2 * HOUR, 1),
        ("02 12:00", "02 12:00", 0, 1),
        # Nothing is known to be open after the twentieth.
        ("20 17:00", "25 12:00", HOUR, 0),
    ],
)
def test_time_on_the_clock(opened: str, closed: str, time: int, ran: int) -> None:
    assert computed(timed(), ticket("A", opened, closed)) == {"A": {"time": time, "ran": ran}}


@pytest.mark.parametrize(
    ("reversed_as", "time", "ran"), [("zero", 0, 1), ("negative", -2 * HOUR, 1), ("empty", None, None)]
)
def test_an_end_before_the_start(reversed_as: Any, time: int | None, ran: int | None) -> None:
    waited = "2026-03-02 15:00/2026-03-02 16:00"
    rows = timed(reversed=reversed_as, clock=Clock(open=DESK, pauses=FieldPauses(field="waited")))
    found = computed(rows, ticket("A", "02 17:00", "02 15:00", waited=waited), ticket("B", "02 17:00"))
    assert found == {"A": {"time": time, "ran": ran}, "B": {"time": None, "ran": None}}


def test_without_a_name_nothing_says_whether_it_ran() -> None:
    assert computed(timed(running=""), ticket("A", "02 12:00", "02 13:00")) == {"A": {"time": HOUR}}


def test_always_is_elapsed_time() -> None:
    found = computed(timed(clock=Clock()), ticket("A", "02 12:00", "07 12:00"))
    assert found == {"A": {"time": 5 * DAY, "ran": 1}}


PAUSES = FieldPauses(field="waited")
NIGHT = "2026-03-02 20:00/2026-03-03 06:00"
OVER_OPENING = "2026-03-02 17:00/2026-03-03 11:00; 2026-03-02 16:30/2026-03-02 17:30"


@pytest.mark.parametrize(
    ("waited", "on_the_clock", "by_the_wall_clock"),
    [
        ("", 10 * HOUR, 10 * HOUR),
        (NIGHT, 10 * HOUR, 6 * HOUR),
        # Both together are one pause of 18 and a half hours.
        (OVER_OPENING, 7 * HOUR + 30 * MINUTE, 6 * HOUR),
        ("2026-03-03 12:00/", 8 * HOUR, 8 * HOUR),
        ("2026-03-01/2026-03-02 11:00;2026-03-09/", 10 * HOUR, 10 * HOUR),
        # What can't be read may have been any pause.
        ("2026-03-02 17:00", None, None),
    ],
)
def test_pauses_that_the_ticket_tells(
    waited: str, on_the_clock: int | None, by_the_wall_clock: int | None
) -> None:
    one = ticket("A", "02 12:00", "03 14:00", waited=waited)
    for paused, time in (("on the clock", on_the_clock), ("by the wall clock", by_the_wall_clock)):
        clock: Any = Clock(open=DESK, pauses=PAUSES, paused=paused)  # type: ignore[arg-type]
        assert computed(timed(clock=clock, running=""), one) == {"A": {"time": time}}, paused


def test_a_pause_that_lasts_ends_with_what_is_known() -> None:
    rows = timed(rows=Filled(rows=READ, name="or now", of="closed"), until="due", clock=Clock(pauses=PAUSES))
    one = ticket("A", "02 12:00", due="2026-03-02 20:00", waited="2026-03-02 13:00/")
    # Until 15 o'clock it stands still, then nothing is known of it: a due date lies ahead of what is known.
    found = computed(rows, one, as_of="2026-03-02 15:00")
    assert found["A"]["time"] == 6 * HOUR
    planned = {**one, "waited": "2026-03-02 13:00/2026-03-02 19:00"}
    assert computed(rows, planned, as_of="2026-03-02 15:00") == found


EVENTS = (
    ("02 12:00", "A", "new"),
    ("02 16:00", "A", "waiting"),
    ("02 17:00", "A", "waiting"),
    ("03 11:00", "A", "open"),
    ("03 12:00", "B", "waiting"),
    # Twice at one instant: the later row counts.
    ("03 13:00", "A", "waiting"),
    ("03 13:00", "A", "open"),
    ("03 13:30", "", "waiting"),
    ("03 14:00", "A", ""),
)


def log(*events: tuple[str, str, str]) -> TableRows:
    return typed(*({"at": in_march(at), "id": id, "state": state} for at, id, state in events))


def test_pauses_by_the_states_of_a_log() -> None:
    waiting = StatePauses(
        events=Read(input=LOG), key="id", own="id", where=OneOf(field="state", values=("waiting",))
    )
    rows = timed(clock=Clock(open=DESK, pauses=waiting))
    found = computed(
        rows,
        ticket("A", "02 12:00", "03 14:00"),
        ticket("B", "02 12:00", "03 14:00"),
        ticket("C", "02 12:00", "03 14:00"),
        ticket("", "02 12:00", "03 14:00"),
        log=log(*EVENTS),
    )
    assert found == {
        # Twelve to sixteen, and eleven to fourteen.
        "A": {"time": 7 * HOUR, "ran": 1},
        # Six hours of the first day and two of the second; since then it waits, as far as is known.
        "B": {"time": 8 * HOUR, "ran": 0},
        "C": {"time": 10 * HOUR, "ran": 1},
        "": {"time": 10 * HOUR, "ran": 1},
    }


def test_a_log_is_known_up_to_the_as_of_instant() -> None:
    waiting = StatePauses(
        events=Keep(rows=Read(input=LOG), where=Not(of=OneOf(field="state", values=("",)))),
        key="id",
        own="id",
        where=OneOf(field="state", values=("waiting",)),
    )
    rows = timed(
        rows=Filled(rows=READ, name="or now", of="closed"),
        until="or now",
        clock=Clock(open=DESK, pauses=waiting),
    )
    found = computed(rows, ticket("A", "02 12:00"), log=log(*EVENTS), as_of="2026-03-02 17:30")
    assert found["A"]["time"] == 4 * HOUR
    found = computed(rows, ticket("A", "02 12:00"), log=log(*EVENTS), as_of="2026-03-03 12:00")
    assert found["A"]["time"] == 5 * HOUR


def test_the_hour_of_a_clock_change() -> None:
    zone = place("Europe/Berlin")
    shift = Shift(steps=offsets(zone, us("2026-03-01"), us("2026-04-15")))
    one = ticket("A", "28 23:00", "29 10:00")
    assert computed(timed(clock=Clock()), one) == {"A": {"time": 11 * HOUR, "ran": 1}}
    assert computed(timed(clock=Clock(shift=shift)), one) == {"A": {"time": 12 * HOUR, "ran": 1}}
    # Open from one to four on the wall: two of these hours pass.
    night = ((us("2026-03-29 01:00"), us("2026-03-29 04:00")),)
    local = timed(clock=Clock(open=night, shift=shift))
    assert computed(local, one) == {"A": {"time": 3 * HOUR, "ran": 0}}


# ---- deadlines in days

WEEK = BusinessDays(
    days=tuple((start // DAY, 10 * HOUR, 18 * HOUR) for start, _ in DESK),
    shift=Shift(steps=()),
    end="same time of day",
    counted=False,
)


@pytest.mark.parametrize(
    ("days", "due"),
    [
        ("1", "2026-03-03 12:00"),
        ("5", "2026-03-09 12:00"),
        ("0", "2026-03-02 12:00"),
        ("14", "2026-03-20 12:00"),
        ("15", None),
        ("1.5", None),
        ("-1", None),
    ],
)
def test_deadlines_in_business_days(days: str, due: str | None) -> None:
    count = Choose(rows=READ, name="days", type="number", cases=(), otherwise=Fraction(days))
    rows = DueIn(rows=count, name="due by", since="opened", days="days", calendar=WEEK)
    found = computed(rows, ticket("A", "02 12:00"))
    assert found["A"]["due by"] == (None if due is None else us(due))


def test_a_deadline_without_a_start_or_a_number_is_empty() -> None:
    some = Choose(
        rows=READ, name="days", type="number", cases=((Known(field="closed"), None),), otherwise=Fraction(1)
    )
    rows = DueIn(rows=some, name="due by", since="closed", days="days", calendar=WEEK)
    found = computed(rows, ticket("A", "02 12:00"), ticket("B", "02 12:00", "02 13:00"))
    assert found == {"A": {"days": 1_000_000, "due by": None}, "B": {"days": None, "due by": None}}
    length = Choose(rows=READ, name="days", type="duration", cases=(), otherwise=Fraction(1))
    of_length = DueIn(rows=length, name="due by", since="opened", days="days", calendar=WEEK)
    assert computed(of_length, ticket("A", "02 12:00"))["A"]["due by"] is None
