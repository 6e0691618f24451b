"""The stretch of time that is looked at: the zone, the periods of each kind, the term."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from sladsl.ast.interpretation import Interpretation
from sladsl.model import dates as d
from sladsl.model.meanings import Agreement
from sladsl.plan.choices import TIME_ZONE, Reading
from sladsl.record import Record, replace
from sladsl.values.cut_periods import cut_off
from sladsl.values.deadline import Length
from sladsl.values.instant import instant_to_local, parse_time
from sladsl.values.period import (
    Assessed,
    Period,
    PeriodKind,
    Rolling,
    day_start,
    looked_back,
    parse_period,
    periods,
)
from sladsl.values.renewals import term_after
from sladsl.values.zone_changes import midnight, with_change
from sladsl.values.zones import zone as find_zone

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

DAY = 86_400_000_000
CLOCK = Interpretation.amended_time_zone


class Cut(Record):
    """`[since, until)` in microseconds: in it an objective has its own periods, those that stick out of it cut off.

    `before`: the periods that it had before. `anew`: what is counted over periods begins anew with it.
    """

    since: int
    until: int
    before: PeriodKind | None = None
    anew: bool = False


class Stretch(Record):
    """`[start, end)` in microseconds, the name of the zone, the term where it is known."""

    zone: str
    start: int
    end: int
    term_start: int | None
    term_end: int | None
    as_of: int | None = None
    """Nothing after it is known; None while only the agreement is looked at."""
    shown: tuple[int, int] | None = None
    """What was asked for, where more is looked at: the credits before it use up the caps that hold for it."""
    first: int | None = None
    """Where the first period begins, if more is looked at because periods are assessed over a longer time."""
    not_yet: tuple[int, int] | None = None
    """Time in force in which the promise that is looked at does not count yet, of a period in which it begins."""
    part: tuple[int, int] | None = None
    """The time in which the version of the terms that is looked at is in force, of a period in which they are amended."""
    cuts: tuple[tuple[str, Cut], ...] = ()
    """Objectives of which an amendment changes the periods, with the time in which they have those of these terms."""
    cut: Cut | None = None
    """The same of the objective that is looked at."""
    sampled: bool = False
    """Looked at only for what the agreement asks: holidays need not be known."""

    def place(self) -> ZoneInfo:
        found = find_zone(self.zone)
        if found is None:
            raise ValueError(f"unknown zone {self.zone!r}")
        return found

    def of(self, objective: str) -> Stretch:
        """The stretch as an objective has it."""
        found = next((each for name, each in self.cuts if name == objective), None)
        return self if found is None else replace(self, cut=found, cuts=())

    def periods(self, kind: Assessed) -> tuple[Period, ...]:
        """The periods of a kind that begin and end within the stretch and overlap the term; of those that are assessed over
        a longer time that time, which may begin before the stretch."""
        if isinstance(kind, Rolling):
            place = self.place()
            return tuple(looked_back(each, kind, place) for each in _periods(self, kind.kind))
        return _periods(self, kind)

    def grid(self, kind: Assessed) -> tuple[Period, ...]:
        """Periods that follow each other and cover all that is assessed: slots and allowances are laid in them."""
        if not isinstance(kind, Rolling):
            return _periods(self, kind)
        windows = self.periods(kind)
        if not windows:
            return ()
        first, last = min(each.start for each in windows), max(each.end for each in windows)
        laid: PeriodKind = kind.kind if kind.us else "day"
        return periods(laid, self.place(), first, last) if first < last else ()


@lru_cache(maxsize=64)
def _periods(stretch: Stretch, kind: PeriodKind) -> tuple[Period, ...]:
    """Kept, because every promise of an agreement asks for the same ones."""
    start = stretch.start if stretch.first is None else stretch.first
    found = periods(kind, stretch.place(), start, stretch.end)
    cut, place = stretch.cut, stretch.place()
    if cut is not None:
        found = tuple(
            cut_off(each, cut.since, cut.until, place)
            for each in found
            if each.start < cut.until and each.end > cut.since
        )
    return tuple(
        period
        for period in found
        if period.start >= start
        and period.end <= stretch.end
        and (stretch.term_start is None or period.end > stretch.term_start)
        and (stretch.term_end is None or period.start < stretch.term_end)
    )


def looking_back(kind: Assessed, stretch: Stretch) -> Stretch:
    """The stretch from where its first period looks back to; its periods stay the same."""
    first = min((each.start for each in stretch.periods(kind)), default=stretch.start)
    return replace(stretch, start=first, first=stretch.start) if first < stretch.start else stretch


def zone_in_force(agreement: Agreement, reading: Reading) -> str:
    """The clock of the agreement: its zone, and those that amendments set it to."""
    name = last = _first_zone(agreement, reading)
    for version in agreement.versions:
        new = version.agreement.zone
        if not new or new == last:
            continue
        day = date.fromisoformat(version.since)
        by_new = True
        if midnight(name, day) != midnight(new, day):
            answer = reading.ask(
                CLOCK.name,
                f"amendment {version.name}",
                CLOCK.answers,
                f"{version.since} begins at one midnight by the old time zone, and at another by the new one",
                span=version.span,
            )
            by_new = answer == CLOCK.answers[1]
        name, last = with_change(name, new, day, by_new=by_new), new
    return name


def _first_zone(agreement: Agreement, reading: Reading) -> str:
    """The zone at the start; where the agreement has none, a choice among those that its parts name, and UTC."""
    if agreement.zone:
        return agreement.zone
    named = [calendar.zone for calendar in agreement.calendars.values() if calendar.zone]
    named += [source.zone for source in agreement.sources.values() if source.zone]
    candidates = tuple(dict.fromkeys([*named, "UTC"]))
    answer = reading.ask(
        TIME_ZONE,
        "agreement",
        candidates,
        "periods begin and end at midnight somewhere",
        span=agreement.span,
    )
    return answer if find_zone(answer) is not None else "UTC"


def term_of(agreement: Agreement, zone: str) -> tuple[int | None, int | None]:
    """The instants at which the agreement begins and ends (exclusive), None where it does not say.

    It ends with `ends`, or with the last term that there can be.
    """
    place = find_zone(zone)
    assert place is not None

    def midnight(iso: str) -> int | None:
        found = parse_period(iso, place) if iso else None
        return found.start if found is not None else None

    start = midnight(agreement.effective)
    ends = parse_period(agreement.ends, place) if agreement.ends else None
    return start, ends.end if ends is not None else _end_of_last_term(agreement, start, place)


def _end_of_last_term(agreement: Agreement, start: int | None, place: ZoneInfo) -> int | None:
    """The end of the first term where it does not renew, or of the last renewal where they are counted."""
    term = agreement.term
    if start is None or term is None or term.first is None:
        return None
    renewals = 0 if term.how == "none" else term.times
    if renewals is None or (renewals and term.again is None):
        return None
    day = instant_to_local(start, place).date()
    again = _length(term.again) if term.again is not None else None
    after = term_after(day, _length(term.first), again, renewals)
    return day_start(after, place) if after is not None else None


def _length(written: d.Length) -> Length:
    return Length(count=written.count, unit=written.unit)


def stretch_of(agreement: Agreement, reading: Reading, first: str, last: str) -> Stretch | None:
    """From the first period to the last by their labels; None when a label names no period."""
    zone = zone_in_force(agreement, reading)
    place = find_zone(zone)
    assert place is not None
    start, end = parse_period(first, place), parse_period(last, place)
    if start is None or end is None:
        return None
    term = term_of(agreement, zone)
    return Stretch(zone=zone, start=start.start, end=end.end, term_start=term[0], term_end=term[1])


def stretch_between(agreement: Agreement, reading: Reading, first: int, last: int) -> Stretch:
    """Whole periods around the instants `first` to `last`: those of the longest kind that is promised."""
    zone = zone_in_force(agreement, reading)
    place = find_zone(zone)
    assert place is not None
    versions = (agreement, *(each.agreement for each in agreement.versions))
    kinds = {objective.period for each in versions for objective in each.objectives.values()} or {"month"}
    start, end = first, max(last, first + 1)
    for kind in kinds:
        found = periods(kind, place, first, max(last, first + 1))
        if found:
            start, end = min(start, found[0].start), max(end, found[-1].end)
    term = term_of(agreement, zone)
    return Stretch(zone=zone, start=start, end=end, term_start=term[0], term_end=term[1])


def sample_stretch(agreement: Agreement, reading: Reading) -> Stretch:
    """Some year in force, to see what the agreement asks for without any data."""
    zone = zone_in_force(agreement, reading)
    term = term_of(agreement, zone)
    anchor = term[0]
    if anchor is None:
        written = parse_time("2026-01-01")
        assert written is not None
        anchor = written.naive_us
    return replace(stretch_between(agreement, reading, anchor, anchor + 300 * DAY), sampled=True)
