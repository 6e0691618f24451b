"""A simulation as a whole: what is made once, the draws, and the figures they come to."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from sladsl.api.evaluation import read_given
from sladsl.api.refused import Refused
from sladsl.api.simulating.history import Found, Weekdays, read_history
from sladsl.api.simulating.process import MOST_OUTAGES, Cost, Option, Outages, StatedFee
from sladsl.api.simulating.side import Side, in_force
from sladsl.api.simulating.stated import BATCH
from sladsl.api.simulating.term import days_of, said, simulated_stretch
from sladsl.data.binding import Binding
from sladsl.engines.contract import Progress
from sladsl.engines.reference.engine import ReferenceEngine
from sladsl.model.amended import at_once, knowing
from sladsl.model.hours import UnknownHolidays
from sladsl.model.meanings import Agreement
from sladsl.outcome.simulated import Drawn, Simulated, variant_of
from sladsl.outcome.table import plural
from sladsl.plan.choices import Reading
from sladsl.plan.from_model.stretch import Stretch
from sladsl.record import Record, replace
from sladsl.values.chance import Chance
from sladsl.values.instant import instant_to_local

MOST_DRAWS = 100_000


class Compared(Record):
    """Another agreement, or other outages, on the same histories. `agreement` None: the one that is simulated."""

    name: str
    agreement: Agreement | None = None
    outages: tuple[Outages, ...] = ()
    cost: Cost | None = None


def simulate(
    agreement: Agreement,
    *,
    binding: Binding | None = None,
    outages: tuple[Outages, ...] = (),
    fees: tuple[StatedFee, ...] = (),
    compared: Sequence[Compared] = (),
    period: str = "",
    draws: int = 1_000,
    seed: int = 1,
    block: int = 1,
    as_of: int,
    engine: str = "duckdb",
    assume: dict[str, str] | None = None,
    progress: Progress | None = None,
) -> Simulated:
    """Draws histories and settles them; `as_of` (µs) is until when the history of `binding` is known.

    `block` days of it in a row are drawn together. `compared` are settled on the same histories.
    Raises `Refused` for what can't be simulated and `UnreadableData` for files.
    """
    if not 1 <= draws <= MOST_DRAWS:
        raise Refused(f"{draws:,} draws can't be made.", f"Say from 1 to {MOST_DRAWS:,}.")
    if block < 1:
        raise Refused(f"{block} days in a row are no block.", "Say 1, or 7 for weeks.")
    try:
        whole = Simulation(
            agreement,
            binding,
            outages,
            tuple(compared),
            period,
            seed,
            as_of,
            engine,
            assume or {},
            fees,
            block,
        )
        return whole.run(draws, progress)
    except UnknownHolidays as trouble:
        raise Refused(str(trouble), "Update the package `holidays`, or write the days as dates.") from None


class Simulation:
    """Everything that is made once, before any draw."""

    def __init__(
        self,
        agreement: Agreement,
        binding: Binding | None,
        outages: tuple[Outages, ...],
        compared: tuple[Compared, ...],
        period: str,
        seed: int,
        as_of: int,
        engine: str,
        assume: dict[str, str],
        fees: tuple[StatedFee, ...] = (),
        block: int = 1,
    ) -> None:
        self.seed = seed
        self._fees, self._block = fees, block
        self._binding, self._as_of, self._engine, self._assume = binding, as_of, engine, assume
        if binding is None and not outages:
            raise Refused(
                "There is nothing to simulate from.",
                "Bind a history with --data, or state a process: --process 'Shop: 2 per month, 90 minutes'.",
            )
        agreement = self._knowing(agreement)
        self._found: list[tuple[Agreement, frozenset[str], Found]] = []
        last = None if binding is None or period else self._last(agreement)
        reading = Reading(agreement, assume)
        every = replace(at_once(agreement), versions=agreement.versions)  # with the clocks of all of them
        self.stretch = simulated_stretch(every, reading, period, last)
        base = Compared(name="as agreed", agreement=agreement, outages=outages)
        self.sides = [self._side(each, base) for each in (base, *compared)]
        self._weekdays: Weekdays | None = None
        self._take_history()

    def _knowing(self, agreement: Agreement) -> Agreement:
        """The agreement with the facts that the binding states."""
        if self._binding is None:
            return agreement
        return knowing(agreement, read_given(agreement, self._binding, self._assume).facts)

    def _last(self, agreement: Agreement) -> int | None:
        """The last instant of the history: it lies in the contract year that is simulated."""
        assert self._binding is not None
        ends = [table.covers[1] for table in self._binding.tables.values() if table.covers[1] is not None]
        found = self._read(agreement, frozenset()).stretch.end
        return min((found, self._as_of, *ends)) - 1

    def _read(self, agreement: Agreement, stated: frozenset[str]) -> Found:
        """The history as an agreement measures it; variants that say the same share one."""
        assert self._binding is not None
        for known, without, found in self._found:
            if (known, without) == (agreement, stated):
                return found
        found = read_history(agreement, self._binding, self._as_of, self._engine, self._assume, stated)
        self._found.append((agreement, stated, found))
        return found

    def _side(self, each: Compared, base: Compared) -> Side:
        agreement = each.agreement or base.agreement
        assert agreement is not None
        every = at_once(agreement)
        stated = {(one.named, one.scope): one for one in (*base.outages, *each.outages)}
        outages = tuple(
            one for one in stated.values() if one.named in every.services or one.named in every.exclusions
        )
        for one in outages:
            if one.expected(self.stretch.start, self.stretch.end) > MOST_OUTAGES:
                raise Refused(
                    f"{one.text}: that is more than {MOST_OUTAGES:,} times in {said(self.stretch)}.",
                    "State fewer, or name a shorter time with --period.",
                )
        terms = in_force(self._knowing(agreement), self.stretch, history=self._binding is not None)
        return Side(
            each.name, terms, self.stretch, outages, self._assume, _cost(each.cost, self.stretch), self._fees
        )

    def _take_history(self) -> None:
        if self._binding is None:
            return
        found = [self._read(each.agreement, each.metrics()) for each in self.sides]
        common = [day for day in found[0].days if all(day in each.days for each in found if not each.why)]
        start = min(period.start for side in self.sides for period in side.wanted())
        days = days_of(replace(self.stretch, start=start, term_start=None, term_end=None))
        for side, own in zip(self.sides, found, strict=True):
            side.take(replace(own, days=tuple(common)) if not own.why else own, days)
        if common:
            self._weekdays = Weekdays(days, common, self.stretch, self._block)

    def picked(self, number: int) -> list[int]:
        """The days of the history that one draw takes."""
        return [] if self._weekdays is None else self._weekdays.picked(Chance("days", self.seed, number))

    def run(self, draws: int, progress: Progress | None = None) -> Simulated:
        drawn: list[list[Drawn]] = [[] for _ in self.sides]
        session = ReferenceEngine().open({})
        steps = draws * len(self.sides)
        for first in range(0, draws, BATCH):
            numbers = range(first, min(first + BATCH, draws))
            stated = [side.stated_cells(session, self.seed, numbers) for side in self.sides]
            for number in numbers:
                picked = self.picked(number)
                for side, cells, own in zip(self.sides, stated, drawn, strict=True):
                    material = side.material(self.seed, number, picked, cells.get(number, ()))
                    own.append(side.drawn(material))
                if progress is not None:
                    progress(f"history {number + 1:,} of {draws:,}", (number + 1) * len(self.sides), steps)
        return self._told(draws, drawn)

    def _told(self, draws: int, drawn: Sequence[Sequence[Drawn]]) -> Simulated:
        first = self.sides[0]
        return Simulated(
            title=first.settlement.title or first.settlement.agreement,
            version=first.settlement.version,
            currency=first.settlement.currency,
            draws=draws,
            seed=self.seed,
            periods=said(self.stretch),
            process=tuple(self._process(first)),
            variants=tuple(
                variant_of(
                    side.name,
                    own,
                    {each.objective: each.title or each.objective for each in side.settlement.assessments},
                    list(
                        dict.fromkeys(
                            each.words for each in side.settlement.rights if each.trigger is not None
                        )
                    ),
                    drawn[0] if at else None,
                    side.cost,
                )
                for at, (side, own) in enumerate(zip(self.sides, drawn, strict=True))
            ),
            notes=tuple(self._notes(first)),
        )

    def _process(self, side: Side) -> list[str]:
        lines = list(dict.fromkeys(f"{each.text}." for each in side.outages))
        found = side.history
        if found is None:
            return lines
        place = self.stretch.place()
        if found.why:
            return [
                *lines,
                f"Whole periods drawn from the history, for the level of {found.why} is no sum of days.",
            ]
        if not found.meterings:
            return lines
        first, last = (
            instant_to_local(each, place).date() for each in (found.days[0].start, found.days[-1].start)
        )
        return [
            *lines,
            f"{'Days' if self._block == 1 else f'Blocks of {self._block} days'} drawn from "
            f"{plural(len(found.days), 'day')} of history, {first} to {last}, each for a day of the same weekday, "
            "all promises together.",
        ]

    def _of_history(self, history: Found) -> list[str]:
        """What the history lacks."""
        found = []
        if history.lacking:
            what = "data for every promise" if not history.partly else "data"
            found.append(f"{plural(history.lacking, 'day')} without {what} left out.")
        if history.partly:
            found.append("No day has data for everything: what a day lacks counts as the agreement says.")
        if history.dropped:
            titles = [
                each.title or each.objective
                for each in history.plan.settlement.assessments
                if each.metric in history.dropped
            ]
            found.append(f"Only reported, and no sum of days, so not drawn: {', '.join(titles)}.")
        return found

    def _notes(self, side: Side) -> list[str]:
        found = []
        if untold := side.untold():
            found.append(f"Not simulated, for nothing is stated and no data are bound: {', '.join(untold)}.")
        for service, scopes in side.never().items():
            found.append(f"No outages are stated for {service} in {', '.join(scopes)}: there it never fails.")
        if self._block > 1 and self._weekdays is None:
            found.append("No days of a history are drawn, so there are no blocks of them.")
        if side.history is not None:
            found += self._of_history(side.history)
        for each in side.reading.unanswered():
            found.append(f"Left open, and read as {each.answers[0]}: {each.key}. Settle it with --assume.")
        return found


def _cost(cost: Cost | None, stretch: Stretch) -> Fraction | None:
    """What an option costs in the whole time: so much a period, for as many as there are days of one."""
    if cost is None:
        return None
    if not cost.period:
        return cost.money.amount
    months = len(stretch.periods("month"))
    return cost.money.amount * Fraction(months, {"month": 1, "quarter": 3, "year": 12}[cost.period])


def compared_of(option: Option, agreement: Agreement | None) -> Compared:
    """An option of a process file with the agreement that it names."""
    return Compared(name=option.name, agreement=agreement, outages=option.outages, cost=option.cost)
