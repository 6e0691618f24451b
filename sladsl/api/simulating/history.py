"""The history of an agreement as draws take it: days that can be added up, or whole periods where they can't.

A simulated day takes one day of the history with all that was measured of it, of every promise and scope together, and of
the same weekday: what fails together stays together, and hours and shifts stay where they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from sladsl.api.evaluation import make_engine, read_given, stretch_on
from sladsl.api.refused import Refused
from sladsl.api.simulating.days import Summing, adds_up, by_day, without_instants
from sladsl.api.simulating.term import days_of, spans_in_days
from sladsl.data.binding import Binding
from sladsl.data.given import Given
from sladsl.engines.contract import Session
from sladsl.model.meanings import Agreement
from sladsl.outcome.given import ReportedLevel
from sladsl.outcome.measured import Cell, SourceFacts
from sladsl.plan import measure as k
from sladsl.plan.choices import Reading
from sladsl.plan.composed import leaves
from sladsl.plan.from_model.amended import lowered
from sladsl.plan.from_model.lower import Plan
from sladsl.plan.from_model.stretch import Stretch
from sladsl.record import Record, replace
from sladsl.settle.coverage import sampled_share
from sladsl.settle.judge import bounds_of
from sladsl.values.chance import Chance
from sladsl.values.instant import instant_to_local
from sladsl.values.period import Period, PeriodKind


class Material(Record):
    """Reported levels and fees beside the cells of a draw."""

    cells: tuple[Cell, ...]
    levels: tuple[ReportedLevel, ...] = ()


class Found(Record):
    """What the history of one agreement holds. `days` are those that have data for all that is measured; () where whole
    periods are drawn, of which `usable` has the labels by kind, and `why` the promise that asks for it."""

    stretch: Stretch
    plan: Plan
    given: Given
    meterings: tuple[k.Metering, ...]
    cells: tuple[Cell, ...]
    days: tuple[Period, ...]
    lacking: int
    """Days of the history without data, which no draw takes."""
    covered: tuple[int, int]
    """From when to when there are data for everything, as far as anybody says."""
    why: str = ""
    dropped: frozenset[str] = frozenset()
    """Metrics on which nothing hangs and that are no sums of days: they are not drawn."""
    partly: bool = False
    """No day has data for all scopes, so that those with data for some are taken."""


def read_history(
    agreement: Agreement,
    binding: Binding,
    as_of: int,
    engine: str,
    assume: Mapping[str, str],
    stated: frozenset[str],
) -> Found:
    """Measures the history of a binding once. `stated` are the metrics of which nothing is taken from it."""
    given = read_given(agreement, binding, assume)
    session: Session = make_engine(engine).open(binding.tables)
    try:
        stretch = stretch_on(agreement, binding.tables, given, session, "", as_of, assume)
        stretch = replace(stretch, as_of=as_of)
        plan = lowered(agreement, Reading(agreement, assume), stretch)
        days = days_of(stretch)
        promised = _promised(plan)
        bound = tuple(
            without_instants(each)
            for each in plan.meterings
            if each.metric not in stated and all(name in binding.tables for name in each.sources)
        )
        meterings = tuple(each for each in bound if each.metric in promised or adds_up(each, days))
        other = next((_named(each, plan) for each in meterings if not adds_up(each, days)), "")
        if given.levels and not other:
            titles = {each.objective: each.title for each in plan.settlement.assessments}
            other = next((titles.get(each.objective) or each.objective for each in given.levels), "")
        asked = meterings if other else tuple(by_day(each, days) for each in meterings)
        measured = session.measure(asked, as_of) if asked else None
    finally:
        session.close()
    cells = measured.cells if measured is not None else ()
    covered = _covered(binding, stretch, as_of, asked)
    used = {name for each in asked for name in each.sources}
    facts = [each for each in measured.sources if each.name in used] if measured is not None else []
    seen = _first_rows(binding, facts)
    known = () if other else _with_data(days, cells, covered, seen, all)
    partly = not other and not known
    if partly:
        known = _with_data(days, cells, covered, seen, any)
    if not other and meterings and not known:
        raise Refused("No day of the history has data for every promise.", "Bind data that go together.")
    return Found(
        stretch=stretch,
        plan=plan,
        given=given,
        meterings=meterings,
        cells=tuple(cells),
        days=known,
        lacking=0 if other else len(days) - len(known),
        covered=covered,
        why=other,
        dropped=frozenset(each.metric for each in bound) - {each.metric for each in meterings},
        partly=partly and bool(known),
    )


def _promised(plan: Plan) -> frozenset[str]:
    """The metrics on which anything hangs: a figure that is only reported does not make whole periods be drawn."""
    every = plan.settlement.assessments
    owed = [owes for each in every for owes in (each.credit, each.bonus, each.points) if owes is not None]
    steps = [owes.step for owes in owed if owes.step is not None]
    counted = {step.figure for step in steps}
    beside = frozenset(step.other.metric for step in steps if step.other is not None)
    return beside | frozenset(
        metric
        for each in every
        if bounds_of(each)
        or each.objective in counted
        or each.targets
        or each.credit is not None
        or each.points is not None
        for metric in (each.metric, *(part.metric for part, _ in leaves(each.level, {})))
    )


def _named(metering: k.Metering, plan: Plan) -> str:
    """What a reader calls the promise that a metering is for."""
    of = (each for each in plan.settlement.assessments if each.metric == metering.metric)
    return next((each.title or each.objective for each in of), metering.metric)


def _covered(
    binding: Binding, stretch: Stretch, as_of: int, meterings: Sequence[k.Metering]
) -> tuple[int, int]:
    """Time that is over and in force, and in which all sources have data as far as the binding says."""
    first = stretch.start if stretch.term_start is None else max(stretch.start, stretch.term_start)
    last = min(as_of, stretch.end if stretch.term_end is None else min(stretch.end, stretch.term_end))
    for name in dict.fromkeys(name for each in meterings for name in each.sources):
        start, end = binding.tables[name].covers
        first = first if start is None else max(first, start)
        last = last if end is None else min(last, end)
    return first, last


def _first_rows(binding: Binding, facts: Iterable[SourceFacts]) -> int | None:
    """When all sources of which nobody says from when on they are complete have had a row."""
    firsts = [
        each.first
        for each in facts
        if each.first is not None
        and each.name in binding.tables
        and binding.tables[each.name].covers[0] is None
    ]
    return max(firsts, default=None)


def _with_data(
    days: Sequence[Period],
    cells: Sequence[Cell],
    covered: tuple[int, int],
    seen: int | None,
    enough: Callable[[Iterable[bool]], bool],
) -> tuple[Period, ...]:
    """The days within the time that is covered, not before the first rows, and with samples where there are any: for `all`
    scopes of each metric, or for `any`."""
    sampled: dict[tuple[str, str], list[bool]] = {}
    for each in cells:
        share = sampled_share(each.columns)
        if share is not None:
            sampled.setdefault((each.metric, each.period), []).append(share > 0)
    bare = {label for (_, label), found in sampled.items() if not enough(found)}
    return tuple(
        each
        for each in days
        if each.label not in bare
        and covered[0] <= each.start
        and each.end <= covered[1]
        and (seen is None or seen < each.end)
    )


class Days:
    """Draws of days, added up."""

    def __init__(self, found: Found, metrics: dict[str, tuple[Period, ...]], days: Sequence[Period]) -> None:
        self._summing = Summing(found.cells, found.days, tuple(metrics))
        self._spans = {metric: spans_in_days(wanted, days)[0] for metric, wanted in metrics.items()}

    def draw(self, picked: Sequence[int]) -> Material:
        return Material(cells=tuple(self._summing.cells(picked, self._spans)))


class Weekdays:
    """For each simulated day the number of a day of the history with the same weekday.

    Days are drawn in blocks of so many in a row: what lasts over several days, or brings the next, stays together. Where
    no block of the history begins on a weekday, any block is taken.
    """

    def __init__(
        self, simulated: Sequence[Period], history: Sequence[Period], stretch: Stretch, block: int
    ) -> None:
        place = stretch.place()

        def weekday(day: Period) -> int:
            return instant_to_local(day.start, place).weekday()

        whole = [
            at
            for at in range(len(history) - block + 1)
            if all(history[at + one].end == history[at + one + 1].start for one in range(block - 1))
        ]
        if not whole:
            raise Refused(
                f"The history has no {block} days in a row.", "Draw shorter blocks, or bind more data."
            )
        by_weekday: dict[int, list[int]] = {}
        for at in whole:
            by_weekday.setdefault(weekday(history[at]), []).append(at)
        self._from = [by_weekday.get(weekday(day), whole) for day in simulated[::block]]
        self._block, self._count = block, len(simulated)

    def picked(self, chance: Chance) -> list[int]:
        found = [
            at + one
            for among in self._from
            for at in (among[chance.below(len(among))],)
            for one in range(self._block)
        ]
        return found[: self._count]


class Periods:
    """Draws of whole periods: each takes all cells and levels of one of the history, of the same kind."""

    def __init__(self, found: Found, wanted: Sequence[Period]) -> None:
        self._wanted = tuple(dict.fromkeys((each.kind, each.label) for each in wanted))
        over = {
            period.label: period.kind
            for assessment in found.plan.settlement.assessments
            for period in assessment.periods
            if not found.meterings or (found.covered[0] <= period.start and period.end <= found.covered[1])
        }
        self._cells: dict[str, list[Cell]] = {}
        for cell in found.cells:
            self._cells.setdefault(cell.period, []).append(cell)
        self._levels: dict[str, list[ReportedLevel]] = {}
        for level in found.given.levels:
            self._levels.setdefault(level.period, []).append(level)
        self.usable: dict[PeriodKind, list[str]] = {}
        for label, kind in over.items():
            if label in self._levels or any(_has_data(each) for each in self._cells.get(label, ())):
                self.usable.setdefault(kind, []).append(label)
        for kind, label in self._wanted:
            if not self.usable.get(kind):
                raise Refused(
                    f"The history has no whole {kind} to draw for {label}.", "Bind data of a longer time."
                )

    def draw(self, seed: int, number: int) -> Material:
        chances = {
            str(kind): Chance("periods", seed, number, str(kind))
            for kind in dict.fromkeys(kind for kind, _ in self._wanted)
        }
        cells: list[Cell] = []
        levels: list[ReportedLevel] = []
        for kind, label in self._wanted:
            among = self.usable[kind]
            taken = among[chances[str(kind)].below(len(among))]
            cells += [replace(each, period=label) for each in self._cells.get(taken, ())]
            levels += [replace(each, period=label) for each in self._levels.get(taken, ())]
        return Material(cells=tuple(cells), levels=tuple(levels))


def _has_data(cell: Cell) -> bool:
    share = sampled_share(cell.columns)
    return share is None or share > 0
