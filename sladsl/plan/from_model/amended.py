"""An amended agreement in one reading: every version lowered, and of each the lines and cells that it governs.

Settling then goes through all lines in one order, so that caps, runs and rights know nothing of amendments.
"""

from __future__ import annotations

from datetime import date

from sladsl.ast.interpretation import Interpretation
from sladsl.model import meanings as m
from sladsl.model import versions as m_versions
from sladsl.plan import measure as k
from sladsl.plan import settlement as s
from sladsl.plan.choices import NeededChoice, Reading
from sladsl.plan.from_model.amended_periods import laid_out
from sladsl.plan.from_model.amended_rules import Told, caps_of, duties_of, fees_of, rights_of
from sladsl.plan.from_model.lower import Plan, lower, promised
from sladsl.plan.from_model.outages import with_outages
from sladsl.plan.from_model.stints import UNCOMPARED, Apart, alike, apart, days_of, level_columns_add_up
from sladsl.plan.from_model.stretch import DAY, Stretch, sample_stretch, stretch_between, term_of
from sladsl.plan.from_model.terms import next_term
from sladsl.plan.from_model.versions import EVER, Version, governed_cells, in_force, measured_for
from sladsl.plan.from_model.world import World
from sladsl.record import replace
from sladsl.values.period import Period, day_start

TERMS = "terms in force"
BY_TERM = "at the start of the term"


def lowered(agreement: m.Agreement, reading: Reading, stretch: Stretch, world: World | None = None) -> Plan:
    """The plan of a reading, its amendments in force as of the instant of the stretch; `reading` is asked."""
    place = stretch.place()
    days = [day_start(date.fromisoformat(each.since), place) for each in agreement.versions]
    known = [
        (each, day)
        for each, day in zip(agreement.versions, days, strict=True)
        if stretch.as_of is None or day < stretch.as_of
    ]
    if not known:
        return lower(agreement, reading, stretch, world)
    return _Amended(agreement, known, reading, stretch, world).plan()


def whole_sample(agreement: m.Agreement, reading: Reading) -> Stretch:
    """Some time in force in which each of its versions is, to see what the agreement asks for without any data."""
    stretch = sample_stretch(agreement, reading)
    if not agreement.versions:
        return stretch
    last = day_start(date.fromisoformat(agreement.versions[-1].since), stretch.place())
    longer = stretch_between(agreement, reading, stretch.start, max(stretch.end - 1, last + 100 * DAY))
    return replace(longer, sampled=True)


def needed_choices(agreement: m.Agreement) -> tuple[NeededChoice, ...]:
    """All choices that the lowering of this agreement asks for, in the reading of the first answers."""
    reading = Reading(agreement)
    lowered(agreement, reading, whole_sample(agreement, reading))
    return tuple(reading.needed.values())


class _Amended:
    def __init__(
        self,
        agreement: m.Agreement,
        known: list[tuple[m_versions.Version, int]],
        reading: Reading,
        stretch: Stretch,
        world: World | None,
    ) -> None:
        self.reading = reading
        self.stretch = stretch
        self.world = world
        self.agreements = [agreement, *(each.agreement for each, _ in known)]
        self.readings = [Reading(each, reading.assumed, reading.tried) for each in self.agreements]
        self.names = ["", *(each.name for each, _ in known)]
        self.spans = [agreement.span, *(each.span for each, _ in known)]
        titles = ["", *(each.title for each, _ in known)]
        self.days = [-EVER, *(day for _, day in known)]
        starts = self._starts()
        ends = [*starts[1:], EVER]
        self.laid = laid_out(self.agreements, self.readings, starts, self.names, self.stretch.place())
        self.versions = [
            self._version(at, self.names[at], titles[at], starts[at], ends[at])
            for at in range(len(self.names))
        ]
        self.owner: dict[tuple[str, str], int] = {}
        """Metric and label of a period whose cell is that of another version than the one in force at its start."""
        self.more: dict[int, list[k.Metering]] = {}
        """What is measured of parts of periods, by version."""
        self.by_days = False

    def _starts(self) -> list[int]:
        """From when on each version governs: its day, or where the agreement says so the term that follows."""
        found = [-EVER]
        for at, day in enumerate(self.days[1:], start=1):
            agreement = self.agreements[at]
            said = agreement.choices.get(TERMS)
            stated = said.answer if isinstance(said, m.Chosen) else self.reading.assumed.get(TERMS, "")
            if stated == BY_TERM:
                self._ask(at)
                later = next_term(agreement, self.readings[at], self.stretch, day)
                day = EVER if later is None else later
            found.append(max(day, found[-1]))
        return found

    def _version(self, at: int, name: str, title: str, since: int, until: int) -> Version:
        agreement = self.agreements[at]
        term = term_of(agreement, self.stretch.zone)
        stretch = replace(self.stretch, term_start=term[0], term_end=term[1], cuts=self.laid.cuts(at))
        plan = lower(agreement, self.readings[at], stretch, self.world)
        self.agreements[at] = self.readings[at].agreement
        return Version(
            name=name,
            title=title,
            since=since,
            until=until,
            agreement=self.agreements[at],
            stretch=stretch,
            plan=plan,
        )

    def _ask(self, at: int) -> str:
        return self.readings[at].ask(
            TERMS,
            f"amendment {self.names[at]}",
            tuple(each for each in Interpretation.terms_in_force.answers if each != BY_TERM),
            "terms change within a period: what fails in it is judged by the old ones or the new ones",
            span=self.spans[at],
        )

    def _at(self, objective: str, instant: int) -> int:
        return self.laid.in_force(objective, in_force(self.versions, instant), instant)

    def _involved(self, objective: str, period: Period) -> tuple[int, ...]:
        """The versions that are in force in a period for an objective; not one that another took the place of at once."""
        among = range(self._at(objective, period.start), self._at(objective, period.end - 1) + 1)
        return tuple(at for at in among if (span := self._span(objective, at))[0] < span[1])

    def _span(self, objective: str, at: int) -> tuple[int, int]:
        """From when to when an objective is promised by the terms of a version."""
        return self.laid.span(objective, at) or (self.versions[at].since, self.versions[at].until)

    # ---- lines

    def plan(self) -> Plan:
        assessments = [found for name in self._names() for found in self._assessed(name)]
        governing = self._governing(assessments)
        last = self.versions[-1]
        for at in sorted({*governing, len(self.versions) - 1}):
            self._take_over(at)
        told = [
            Told(name=each.name, since=each.since, until=each.until, settlement=each.plan.settlement)
            for each in self.versions
            if each.since < each.until
        ]
        settlement = replace(
            last.plan.settlement,
            agreement=self.reading.agreement.name,
            title=self.reading.agreement.title,
            version=self.reading.agreement.version,
            assessments=tuple(assessments),
            caps=caps_of(
                [each for each in told if each.name in {one.terms for one in assessments}] or told[-1:]
            ),
            fees=fees_of(told),
            answers=self.reading.answers(),
            rights=rights_of(told, self.stretch.place()),
            duties=duties_of(told),
            amendments=tuple(
                s.Amended(name=each.name, title=each.title, since=each.since)
                for each in self.versions[1:]
                if each.since < EVER
            ),
            by_days=self.by_days or last.plan.settlement.by_days,
        )
        return Plan(
            meterings=last.plan.meterings,
            settlement=settlement,
            stretch=self.stretch,
            versions=governed_cells(self.versions, self.more, self.owner, assessments),
            parts={
                (each.metric, label): tuple(stint.metric for stint in stints)
                for each in assessments
                for label, stints in each.stints.items()
                if label not in each.whole
            },
        )

    def _names(self) -> list[str]:
        """The objectives of all versions, in the order of the text."""
        found: dict[str, None] = {}
        for each in self.versions:
            found.update(dict.fromkeys(one.objective for one in each.plan.settlement.assessments))
        return list(found)

    def _assessed(self, objective: str) -> list[s.Assessment]:
        """One promise over all periods: as many times as different terms govern it."""
        periods = {
            period.label: period
            for each in self.versions
            if (found := each.of(objective)) is not None
            for period in found.periods
        }
        governed: dict[int, list[Period]] = {}
        extra: list[s.Assessment] = []
        for period in sorted(periods.values(), key=lambda each: each.start):
            involved = self._involved(objective, period)
            if len(involved) == 1 or self._alike(objective, involved):
                self._govern(governed, objective, involved[0], period)
                continue
            answer = self._ask(involved[-1])
            if answer in ("at the start of the period", BY_TERM):
                self._govern(governed, objective, involved[0], period)
                continue
            self.by_days |= answer == "day by day"
            if all(self.versions[at].of(objective) is not None for at in involved):
                extra += self._by_parts(objective, period, involved, by_day=answer == "day by day")
            else:
                extra += self._in_part(objective, period, involved)
        lines: list[s.Assessment] = []
        for at in sorted(governed):
            one = self.versions[at].of(objective)
            assert one is not None
            untold = {
                period.label: "it is taken over periods that are measured by other terms"
                for period in governed[at]
                if self._looks_back(objective, one.level, at, period.label)
            }
            lines.append(
                replace(one, terms=self.versions[at].name, periods=tuple(governed[at]), untold=untold)
            )
        return [*lines, *extra]

    def _looks_back(self, objective: str, level: s.LevelRule, at: int, label: str) -> bool:
        """Whether a level is taken over a period that another version measures, and otherwise."""
        for part in level.parts:
            if self._looks_back(objective, part.level, at, label):
                return True
            earlier = part.earlier.get(label) if part.earlier is not None else None
            if earlier is None:
                continue
            other = self.versions[self._at(objective, earlier.start)].metering(part.metric)
            if other is not None and other != self.versions[at].metering(part.metric):
                return True
        return False

    def _govern(self, governed: dict[int, list[Period]], objective: str, at: int, period: Period) -> None:
        """Notes the period for a version, if that promises the objective in it."""
        found = self.versions[at].of(objective)
        if found is not None and any(each.label == period.label for each in found.periods):
            governed.setdefault(at, []).append(period)
            for metric in measured_for(found):
                self.owner.setdefault((metric, period.label), at)

    def _alike(self, objective: str, involved: tuple[int, ...]) -> bool:
        """Whether it makes no difference to an objective which of the versions is in force."""
        first = self.versions[involved[0]]
        one = first.of(objective)
        for at in involved[1:]:
            other = self.versions[at]
            if other.of(objective) != one or one is None:
                return False
            if any(first.metering(each) != other.metering(each) for each in measured_for(one)):
                return False
            if one.credit is not None and (
                other.plan.settlement.fees != first.plan.settlement.fees
                or other.plan.settlement.caps != first.plan.settlement.caps
            ):
                return False
        return True

    # ---- parts of periods

    def _by_parts(
        self, objective: str, period: Period, involved: tuple[int, ...], *, by_day: bool
    ) -> list[s.Assessment]:
        """A period in which an objective is promised throughout, once by each of its terms: settling takes the one that
        governs it."""
        parts = self._apart(objective, period, involved, by_day=by_day)
        found = []
        for at in involved:
            one = self.versions[at].of(objective)
            assert one is not None
            level = one.level
            if parts.level is not None:
                level = replace(parts.level, rounding=level.rounding, places=level.places)
            for metric in measured_for(one):
                self.owner.setdefault((metric, period.label), at)
            why = parts.why if one.parity is None or parts.whole else UNCOMPARED
            found.append(
                replace(
                    one,
                    terms=self.versions[at].name,
                    periods=(period,),
                    level=level,
                    stints={period.label: parts.stints} if parts.stints else {},
                    whole=frozenset({period.label} if parts.whole else ()),
                    untold={period.label: why} if why else {},
                )
            )
        return found

    def _apart(self, objective: str, period: Period, involved: tuple[int, ...], *, by_day: bool) -> Apart:
        """The parts of a period in which an objective is promised throughout, by different terms."""
        ones = [(at, found) for at in involved if (found := self.versions[at].of(objective)) is not None]
        equal = (
            all(
                self.versions[at].metering(metric) == self.versions[ones[0][0]].metering(metric)
                for at, one in ones
                for metric in measured_for(one)
            )
            and len({measured_for(one) for _, one in ones}) == 1
        )
        levels = [one.level for _, one in ones]
        equal = equal and alike(levels)
        if any(self.versions[at].metering(one.metric) is None for at, one in ones):
            return apart(levels, (), equal=equal)
        parts = []
        for at, one in ones:
            since, until = self._span(objective, at)
            span = max(period.start, since), min(period.end, until)
            metering = self._promised(objective, at, part=span)
            assert metering is not None
            part = days_of(self.stretch, period, *span)
            metering = self._named(at, one, metering, f"{one.metric}, {period.label} {part}")
            if not level_columns_add_up(metering):
                return apart(levels, (), equal=equal)
            self._measure(at, metering, period)
            lost = None if by_day else one.level.budget
            terms = self.versions[at].name
            stint = s.Stint(
                terms=terms, metric=metering.metric, part=part, lost=lost, sources=one.sources, span=span
            )
            parts.append(stint)
        return apart(levels, tuple(parts), equal=equal)

    def _in_part(self, objective: str, period: Period, involved: tuple[int, ...]) -> list[s.Assessment]:
        """An objective that comes or goes within a period: in force for a part of it."""
        there = [at for at in involved if self.versions[at].of(objective) is not None]
        at = there[-1]
        one = self.versions[at].of(objective)
        assert one is not None
        since, until = self._span(objective, there[0])[0], self._span(objective, at)[1]
        comes, goes = since > period.start, until < period.end
        if (comes and goes) or not self._alike(objective, tuple(range(there[0], at + 1))):
            why = "it is promised for a part of the period only, and by terms that change within it"
            untold = {period.label: why}
            return [replace(one, terms=self.versions[at].name, periods=(period,), untold=untold)]
        apart_ = (period.start, since) if comes else (until, period.end)
        part = days_of(self.stretch, period, max(since, period.start), min(until, period.end))
        name = f"{one.metric}, {period.label} {part}"
        stretch = replace(self.versions[at].stretch.of(objective), not_yet=apart_)
        model = self.versions[at].agreement.objectives[objective]
        found = promised(model, stretch, self.readings[at], self.world)
        assert found is not None
        metering, more, assessment = found
        if metering is not None:
            self._measure(at, self._named(at, one, metering, name), period)
        for each in more:
            self.owner.setdefault((each.metric, period.label), at)
        metric = name if metering is not None else assessment.metric
        return [replace(assessment, terms=self.versions[at].name, metric=metric, periods=(period,))]

    def _promised(self, objective: str, at: int, part: tuple[int, int]) -> k.Metering | None:
        version = self.versions[at]
        stretch = replace(version.stretch.of(objective), part=part)
        model = version.agreement.objectives[objective]
        found = promised(model, stretch, self.readings[at], self.world)
        return None if found is None else found[0]

    def _named(self, at: int, one: s.Assessment, metering: k.Metering, name: str) -> k.Metering:
        """What is measured of a part, under a name of its own, with the outages from which dates count."""
        said = self.versions[at].plan.settlement
        named = (replace(metering, metric=name),), (replace(one, metric=name),)
        return with_outages(*named, said.rights, said.duties)[0]

    def _measure(self, at: int, metering: k.Metering, period: Period) -> None:
        if all(each.metric != metering.metric for each in self.more.get(at, ())):
            of_it = tuple(each for each in metering.periods if each.label == period.label)
            self.more.setdefault(at, []).append(replace(metering, periods=of_it))
        self.owner[metering.metric, period.label] = at

    def _governing(self, assessments: list[s.Assessment]) -> set[int]:
        """The versions that govern a line."""
        names = {each.terms for each in assessments}
        return {at for at, each in enumerate(self.versions) if each.name in names}

    # ---- choices

    def _take_over(self, at: int) -> None:
        """What a version asked, with its answers; where it is answered otherwise than before, under its own name."""
        for (key, place), need in self.readings[at].needed.items():
            first = self.reading.needed.get((key, place))
            if first is None:
                self.reading.needed[key, place] = need
            elif (first.answer, first.origin) != (need.answer, need.origin):
                called = f"{place}, " if place else ""
                self.reading.needed[key, f"{called}as amended by {self.versions[at].name}"] = need
