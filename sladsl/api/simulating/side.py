"""One agreement under one process: what it settles of each draw."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from sladsl.api.refused import Refused
from sladsl.api.simulating.history import Days, Found, Material, Periods
from sladsl.api.simulating.process import Outages, StatedFee, scopes_of
from sladsl.api.simulating.stated import is_stated, measured_draws, stand_in
from sladsl.engines.contract import Session
from sladsl.model.amended import at_once
from sladsl.model.meanings import Agreement
from sladsl.outcome.given import GivenFee
from sladsl.outcome.measured import Cell, Measured
from sladsl.outcome.rights import RightStatus
from sladsl.outcome.simulated import Drawn
from sladsl.outcome.statement import Line, Statement
from sladsl.plan import measure as k
from sladsl.plan.choices import Reading
from sladsl.plan.from_model.amended import lowered
from sladsl.plan.from_model.exclusions import EARLIEST
from sladsl.plan.from_model.lower import Plan
from sladsl.plan.from_model.stretch import Stretch
from sladsl.plan.settlement import Settlement
from sladsl.record import replace
from sladsl.settle.run import settle
from sladsl.values.amount import known
from sladsl.values.chance import Chance
from sladsl.values.period import Period, day_start

Counts = frozenset[tuple[str, str]] | None
MOST_KEPT = 2_000
"""Histories whose outcome is kept: what comes often comes soon, and the rest would fill the memory."""


def in_force(agreement: Agreement, stretch: Stretch, *, history: bool) -> Agreement:
    """The terms at the start of the time, with the amendments within it; `Refused` where these meet a history: its days are
    measured by the terms of one side."""
    at_start, later = replace(agreement, versions=()), []
    for version in agreement.versions:
        since = day_start(date.fromisoformat(version.since), stretch.place())
        if since <= stretch.start:
            at_start = replace(version.agreement, versions=())
        elif since < stretch.end:
            if history:
                raise Refused(
                    f"`{version.name}` amends the agreement from {version.since}, within the time that is simulated.",
                    "Name a time before or after it with --period, or state a process instead of a history.",
                )
            later.append(version)
    return replace(at_start, versions=tuple(later))


class Side:
    """An agreement, its history (None: nothing is taken from one) and the outages that are stated for it."""

    def __init__(
        self,
        name: str,
        agreement: Agreement,
        stretch: Stretch,
        outages: tuple[Outages, ...],
        assume: dict[str, str],
        cost: Fraction | None,
        fees: tuple[StatedFee, ...] = (),
    ) -> None:
        self.name, self.agreement, self.stretch = name, agreement, stretch
        self.outages, self.cost = outages, cost
        self.reading = Reading(agreement, assume)
        services = at_once(agreement).services
        self._world = lowered(agreement, Reading(agreement, assume), stretch, stand_in(outages, services))
        self.plan = lowered(agreement, self.reading, stretch)
        self.stated: tuple[tuple[tuple[k.Metering, ...], Counts], ...] = tuple(
            (tuple(each for each in meterings if outages and is_stated(each)), counts)
            for meterings, counts in _governed(self._world)
        )
        self._stated_fees = {each.service: each for each in fees}
        self.settlement = self._charged(self._world.settlement)
        self.history: Found | None = None
        self._days: Days | None = None
        self._periods: Periods | None = None
        self._fees: tuple[GivenFee, ...] = ()
        self._known: dict[object, Drawn] = {}

    def _charged(self, settlement: Settlement) -> Settlement:
        """With the fees that are stated, and without duties and claims, on which no credit hangs."""
        fees = tuple(
            replace(rule, money=stated.money, period=stated.period)
            if rule.money is None and (stated := self._stated_fees.get(rule.service)) is not None
            else rule
            for rule in settlement.fees
        )
        assessments = tuple(replace(each, claim=None) for each in settlement.assessments)
        return replace(settlement, fees=fees, assessments=assessments, duties=())

    def never(self) -> dict[str, list[str]]:
        """Scopes of a service with stated outages for which none are: they never fail."""
        found: dict[str, list[str]] = {}
        for service in dict.fromkeys(each.named for each in self.outages):
            own = {each.scope for each in self.outages if each.named == service}
            if "" not in own:
                rest = [each for each in scopes_of(service, self.agreement) if each not in own]
                found |= {service: rest} if rest else {}
        return found

    def metrics(self) -> frozenset[str]:
        """The metrics that are stated."""
        return frozenset(each.metric for meterings, _ in self.stated for each in meterings)

    def untold(self) -> list[str]:
        """The promises that neither a process nor a history says anything of."""
        told = self.metrics()
        levels: frozenset[str] = frozenset()
        if self.history is not None:
            told |= {each.metric for each in self.history.meterings} | self.history.dropped
            levels = frozenset(each.objective for each in self.history.given.levels)
        return [
            each.title or each.objective
            for each in self.settlement.assessments
            if each.metric not in told
            and each.objective not in levels
            and not each.of_points
            and each.score is None
            and not each.level.parts
            and not each.level.delay_of
        ]

    def wanted(self) -> list[Period]:
        """All periods that are measured or assessed."""
        found = [period for each in self._meterings() for period in each.periods]
        found += [period for each in self.settlement.assessments for period in each.periods]
        return list(dict.fromkeys(found))

    def _meterings(self) -> tuple[k.Metering, ...]:
        return tuple(each for each in self.plan.meterings if each.metric not in self.metrics())

    def take(self, found: Found, days: Sequence[Period]) -> None:
        """Takes everything that is not stated from a history."""
        self.history = found
        self.settlement = self._charged(_together(self.plan, self._world, self.metrics()))
        if found.why:
            self._periods = Periods(found, self.wanted())
        else:
            known = {each.metric for each in found.meterings}
            wanted = {each.metric: each.periods for each in self._meterings() if each.metric in known}
            self._days = Days(found, wanted, days)
        self._fees = _fees(found.given.fees, self.settlement, self.stretch)

    def spans(self, seed: int, number: int) -> list[tuple[tuple[int, int], ...]]:
        """The outages of one draw, by process."""
        start = min((each.start for each in self.wanted()), default=self.stretch.start)
        return [
            each.spans(Chance("outages", seed, number, each.named, each.scope), start, self.stretch.end)
            for each in self.outages
        ]

    def stated_cells(self, session: Session, seed: int, numbers: Sequence[int]) -> dict[int, list[Cell]]:
        """The cells of what is stated, for several draws."""
        drawn = {number: self.spans(seed, number) for number in numbers}
        found: dict[int, list[Cell]] = {}
        for meterings, counts in self.stated:
            if not meterings:
                continue
            for number, cells in measured_draws(meterings, session, drawn, self.stretch.end).items():
                found.setdefault(number, []).extend(
                    each for each in cells if counts is None or (each.metric, each.period) in counts
                )
        return found

    def material(self, seed: int, number: int, picked: Sequence[int], stated: Sequence[Cell]) -> Material:
        """Everything that one draw is settled from."""
        if self._periods is not None:
            drawn = self._periods.draw(seed, number)
        elif self._days is not None:
            drawn = self._days.draw(picked)
        else:
            drawn = Material(cells=())
        return replace(drawn, cells=(*drawn.cells, *stated))

    def settled(self, material: Material) -> Statement:
        """The statement of one draw: exact, by the code that settles everything."""
        end = self.stretch.end
        cells = Measured(cells=material.cells, findings=(), sources=(), witnesses=lambda *_: ())
        covers = dict.fromkeys(at_once(self.agreement).sources, (EARLIEST, end))
        return settle(
            self.settlement,
            cells,
            material.levels,
            self._fees,
            (),
            end,
            covers,
            "simulated",
            in_words=False,
        )

    def drawn(self, material: Material) -> Drawn:
        """What one draw came to; histories that measure alike are settled once."""
        key = (
            tuple((c.metric, c.scope, c.period, *c.columns.values()) for c in material.cells),
            material.levels,
        )
        if key not in self._known:
            if len(self._known) >= MOST_KEPT:
                self._known.clear()
            self._known[key] = told(self.settled(material), self.settlement.currency)
        return self._known[key]


def _governed(plan: Plan) -> Iterator[tuple[tuple[k.Metering, ...], Counts]]:
    """What is measured, by the terms that govern it: `(metric, label)` of the cells that count, None for all."""
    if not plan.versions:
        yield plan.meterings, None
    for each in plan.versions:
        yield each.meterings, each.counts


def told(statement: Statement, currency: str) -> Drawn:
    """The counts and sums of a statement."""
    assessed: dict[str, int] = {}
    missed: dict[str, int] = {}
    credits: dict[str, Fraction] = {}
    for line in statement.lines:
        if line.status in ("met", "missed"):
            assessed[line.objective] = assessed.get(line.objective, 0) + 1
            missed[line.objective] = missed.get(line.objective, 0) + (line.status == "missed")
        money = _money(line, currency)
        credits[line.objective] = credits.get(line.objective, Fraction(0)) + money
    whole = known(statement.total, currency) if statement.total is not None else None
    return Drawn(
        credit=whole.amount if whole is not None else None,
        assessed=assessed,
        missed=missed,
        credits=credits,
        rights=_rights(statement, "open", "waiting", "used", "lapsed"),
        perhaps=_rights(statement, "possible"),
    )


def _rights(statement: Statement, *states: RightStatus) -> frozenset[str]:
    """The rights that wait for something, in one of these states; one that was there before has arisen, too."""
    return frozenset(
        each.words
        for each in statement.rights
        if each.trigger and (each.state in states or (each.earlier and "open" in states))
    )


def _money(line: Line, currency: str) -> Fraction:
    money = known(line.credit, currency) if line.credit is not None else None
    return money.amount if money is not None else Fraction(0)


def _together(plain: Plan, world: Plan, stated: frozenset[str]) -> Settlement:
    """The settlement of measured data, but for what is stated that of a scenario; nothing is known of the time before."""
    of_world = {each.objective: each for each in world.settlement.assessments}
    assessments = tuple(
        of_world[each.objective] if of_world[each.objective].metric in stated else each
        for each in plain.settlement.assessments
    )
    return replace(plain.settlement, assessments=assessments, before="clean")


def _fees(given: Sequence[GivenFee], settlement: Settlement, stretch: Stretch) -> tuple[GivenFee, ...]:
    """Fees as invoiced go on as the last invoice of each service and scope has them."""
    last: dict[tuple[str, str], GivenFee] = {}
    for each in sorted(given, key=lambda fee: fee.period):
        last[each.service, each.scope] = each
    rules = {each.service: each for each in settlement.fees}
    return tuple(
        replace(each, period=period.label)
        for each in last.values()
        if each.service in rules and rules[each.service].money is None
        for period in stretch.periods(rules[each.service].period)
    )
