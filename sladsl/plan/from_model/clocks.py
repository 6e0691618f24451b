"""The clock of a record: the set in which it runs, what stops it, and the days that deadlines count."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Literal

from sladsl.ast import values as v
from sladsl.ast.interpretation import Interpretation
from sladsl.model import meanings as m
from sladsl.model.limits import RecordClock
from sladsl.plan import measure as k
from sladsl.plan import rows as r
from sladsl.plan.choices import Reading
from sladsl.plan.from_model.conditions import condition
from sladsl.plan.from_model.deadlines import AFTER, Dated
from sladsl.plan.from_model.hours import resolved
from sladsl.plan.from_model.inputs import read_as
from sladsl.plan.from_model.stretch import DAY, Stretch
from sladsl.record import Record, replace
from sladsl.values.calendar import Hours, hours_on, open_spans
from sladsl.values.duration import MINUTE, SECOND
from sladsl.values.instant import EPOCH_DAY
from sladsl.values.zones import offsets
from sladsl.values.zones import zone as find_zone

REACH = 3_660 * DAY
"""How far before and after the stretch a record can begin and end: ten years."""
SAMPLE_REACH = 200 * DAY
WEEK = ((0, 1_440),)


class Running(Record):
    """A clock and whether it can stand still (then it matters what happens just at closing time)."""

    clock: k.Clock
    stops: bool


def clock_of(
    metric: m.Metric, source: m.Source, construct: str, stretch: Stretch, reading: Reading
) -> Running:
    """The clock of a metric; without one it is elapsed time."""
    said = metric.clock
    if said is None:
        return Running(clock=k.Clock(), stops=False)
    agreement = reading.agreement
    start, end = _around(stretch)
    pauses = _pauses(said, source, stretch, reading)
    paused: Literal["on the clock", "by the wall clock"] = "on the clock"
    hours = resolved(agreement.calendars[said.calendar], reaching(stretch)) if said.calendar else None
    if pauses is not None and hours is not None:
        answer = reading.ask(
            "paused time",
            construct,
            Interpretation.paused_time.answers,
            "a pause outside the hours of the clock takes nothing off, or moves the end by its whole length",
            own=metric.choices,
            span=said.span,
        )
        paused = "by the wall clock" if answer == "by the wall clock" else "on the clock"
    wall = _wall_clock(metric, hours, construct, stretch, reading)
    shift = shift_of(hours.zone if hours is not None else stretch.zone, start, end) if wall else None
    spans = None
    if hours is not None:
        spans = local_spans(hours, start, end) if wall else open_spans(hours, start, end)
    clock = k.Clock(open=spans, shift=shift, pauses=pauses, paused=paused)
    return Running(clock=clock, stops=spans is not None or pauses is not None)


def reaching(stretch: Stretch) -> Stretch:
    """The stretch as calendars see it: with the years before and after in which records begin and end."""
    start, end = _around(stretch)
    return replace(stretch, start=start, end=end)


def _around(stretch: Stretch) -> tuple[int, int]:
    """Where calendars begin and end: in whole years, so that scenarios of one year share them."""
    last = stretch.end if stretch.as_of is None else max(stretch.end, stretch.as_of)
    if stretch.sampled:
        return stretch.start - SAMPLE_REACH, last + SAMPLE_REACH
    first_year = datetime.fromtimestamp((stretch.start - REACH) // SECOND, tz=UTC).year
    last_year = datetime.fromtimestamp((last + REACH) // SECOND, tz=UTC).year + 1
    return _new_year(first_year), _new_year(last_year)


def _new_year(year: int) -> int:
    return (date(year, 1, 1).toordinal() - EPOCH_DAY) * DAY


def _pauses(
    said: RecordClock, source: m.Source, stretch: Stretch, reading: Reading
) -> k.FieldPauses | k.StatePauses | None:
    if said.paused is None:
        return None
    log = reading.agreement.sources[said.log]
    if isinstance(said.paused, v.Truth):
        field = log.fields.get(said.paused.field.text)
        if field is not None and field.type == "intervals":
            return k.FieldPauses(field=field.name)
    where = condition(said.paused)
    fields = set(r.condition_fields(where)) | {log.key}
    events = k.Read(input=read_as(log, fields, "at", "", (), stretch))
    return k.StatePauses(events=events, key=log.key, own=log.key, where=where)


def _wall_clock(
    metric: m.Metric, hours: Hours | None, construct: str, stretch: Stretch, reading: Reading
) -> bool:
    """Whether time is taken as the clock on the wall shows it; asked only where a clock change is on the clock."""
    place = find_zone(hours.zone if hours is not None else stretch.zone)
    if place is None:
        return False
    changes = offsets(place, stretch.start - 366 * DAY, stretch.end + 366 * DAY)[1:]
    if not any(hours is None or _open_at(hours, at + offset) for at, offset in changes):
        return False
    answer = reading.ask(
        "clock change",
        construct,
        Interpretation.clock_change.answers,
        "on the day of a clock change an hour more or less passes than the clock on the wall shows",
        own=metric.choices,
        span=metric.clock.span if metric.clock is not None else metric.span,
    )
    return answer == "wall clock"


def _open_at(hours: Hours, local: int) -> bool:
    """Whether the calendar is open in the hours around a local time (µs)."""
    minute = local % DAY // MINUTE
    openings = hours_on(hours, local // DAY + EPOCH_DAY)
    return any(start - 60 <= minute <= end + 60 for start, end in openings)


def local_spans(hours: Hours, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The openings as local clocks show them, in local microseconds; those that touch are one."""
    found: list[tuple[int, int]] = []
    for day in range(start // DAY - 1, end // DAY + 2):
        for first, last in hours_on(hours, day + EPOCH_DAY):
            span = day * DAY + first * MINUTE, day * DAY + last * MINUTE
            if found and found[-1][1] >= span[0]:
                found[-1] = (found[-1][0], max(found[-1][1], span[1]))
            elif span[0] < span[1]:
                found.append(span)
    return tuple(found)


def shift_of(zone: str, start: int, end: int) -> k.Shift:
    """How far the clocks of a zone are ahead of the instants."""
    place = find_zone(zone)
    assert place is not None
    return k.Shift(steps=offsets(place, start, end))


def closing_days(of: Dated, reading: Reading, calendar: str = "") -> k.BusinessDays:
    """The business days of a construct, where the time is up when the last one closes: nothing is left to choose."""
    return _days(of, reading, calendar, "close of business", False)


def business_days(of: Dated, reading: Reading, calendar: str = "") -> k.BusinessDays:
    """The business days of a construct: those of a calendar, without one of the calendar that is chosen."""
    _hours_of_days(of, calendar, reading)
    ends = reading.ask(
        "end of business days",
        of.construct,
        Interpretation.end_of_business_days.answers,
        "after so many business days the time is up at the same time of day, or when the day closes",
        own=of.choices,
        span=of.span,
    )
    first = reading.ask(
        "first business day",
        of.construct,
        Interpretation.first_business_day.answers,
        "the business day on which the time begins is one of them, or not",
        own=of.choices,
        span=of.span,
    )
    end: Literal["same time of day", "close of business"] = (
        "close of business" if ends == "close of business" else "same time of day"
    )
    return _days(of, reading, calendar, end, first == "counted")


def _days(
    of: Dated,
    reading: Reading,
    calendar: str,
    ends: Literal["same time of day", "close of business"],
    counted: bool,
) -> k.BusinessDays:
    hours = _hours_of_days(of, calendar, reading)
    start, end = _around(of.stretch)
    days = []
    for day in range(start // DAY, end // DAY + 1):
        openings = [each for each in hours_on(hours, day + EPOCH_DAY) if each[0] < each[1]]
        if openings:
            days.append((day, openings[0][0] * MINUTE, openings[-1][1] * MINUTE))
    return k.BusinessDays(
        days=tuple(days),
        shift=shift_of(hours.zone, start, end),
        end=ends,
        counted=counted,
    )


def _hours_of_days(of: Dated, calendar: str, reading: Reading) -> Hours:
    calendars = reading.agreement.calendars
    name = calendar
    if not name:
        name = reading.ask(
            "business days",
            of.construct,
            ("Monday to Friday", *calendars),
            AFTER,
            own=of.choices,
            span=of.span,
        )
    if name in calendars:
        return resolved(calendars[name], reaching(of.stretch))
    return Hours(
        weekly=(WEEK, WEEK, WEEK, WEEK, WEEK, (), ()), special={}, holidays=frozenset(), zone=of.stretch.zone
    )
