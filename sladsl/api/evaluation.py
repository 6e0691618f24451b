"""An evaluation: bind the data, choose the stretch of time, go through the readings, measure once, settle each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sladsl.api.amended import as_amended
from sladsl.api.bounds import bounds
from sladsl.api.budgets import with_days
from sladsl.api.done import with_done
from sladsl.api.following import with_following
from sladsl.api.inputs import inputs_of
from sladsl.api.keeping import joined, ledger_of, of_ledger, refuse_other
from sladsl.api.metering import Meter, measured_by
from sladsl.api.readings import one_at_a_time, plans_of
from sladsl.api.refused import Refused
from sladsl.api.resuming import Resumed
from sladsl.api.windows import with_windows
from sladsl.data.binding import Binding, Table
from sladsl.data.given import Given, given_by, why_nothing
from sladsl.data.read_as import with_columns
from sladsl.engines.contract import Progress, Session
from sladsl.model.amended import at_once, knowing
from sladsl.model.day_facts import EACH_TIME, day_facts
from sladsl.model.hours import UnknownHolidays
from sladsl.model.meanings import Agreement
from sladsl.outcome.beside import as_measured
from sladsl.outcome.ledger import Ledger
from sladsl.outcome.left_out import left_out_columns
from sladsl.outcome.measured import Measured, Witness
from sladsl.outcome.ranked import Rank, rank_in
from sladsl.outcome.statement import Line, Outcome, Statement
from sladsl.outcome.statement import Reading as ReadingOutcome
from sladsl.plan.choices import NeededChoice, Reading, TooManyReadings
from sladsl.plan.composed import leaves
from sladsl.plan.from_model.amended import lowered, needed_choices, whole_sample
from sladsl.plan.from_model.lower import Plan
from sladsl.plan.from_model.stretch import (
    DAY,
    Stretch,
    stretch_between,
    stretch_of,
    zone_in_force,
)
from sladsl.plan.from_model.world import World
from sladsl.plan.measure import Aside, Metering
from sladsl.record import Record, replace
from sladsl.settle.ranges import combine
from sladsl.settle.reconciling import reconciled
from sladsl.settle.run import settle
from sladsl.values.amount import Amount
from sladsl.values.instant import instant_to_local
from sladsl.values.period import least_days, parse_period
from sladsl.values.zones import zone as find_zone

MOST_PERIODS = 20_000
"""Periods of all objectives together: half a century of days. More is a slip of the pen, in an argument or in a row."""

ENGINES = ("duckdb", "reference")


class Evaluation(Record):
    """The outcome, the plan of its first reading, and the rows behind each figure."""

    outcome: Outcome
    plan: Plan
    measured: Measured | None
    keep: Callable[[], Ledger] | None = None
    _unequal = frozenset({"keep"})

    def ledger(self) -> Ledger | None:
        """What the next evaluation can go on from without these data; None of what was played."""
        return None if self.keep is None else self.keep()

    def json(self) -> str:
        """The outcome as JSON (`sladsl.outcome.to_json` says what stands in it); the same outcome gives the same bytes."""
        from sladsl.outcome.to_json import outcome_json

        return outcome_json(self.outcome, self.witnesses, self.ledger())

    def text(self, *, full: bool = False) -> str:
        """The outcome as the command line prints it; `full` lists every line, also those where all is well."""
        from sladsl.outcome.to_text import outcome_text

        return outcome_text(self.outcome, full=full)

    def witnesses(self, line: Line) -> tuple[Witness, ...]:
        """The rows that count for a line, in the order of time; () for levels that somebody reported and that no data stand
        beside."""
        line = as_measured(line)
        if self.measured is None or line.origin != "measured":
            return ()
        if line.formula is not None and line.formula.parts:
            parts = [part for part, _ in leaves(line.formula, line.columns)]
            named = (
                (
                    each.metric,
                    each.scope or (line.scope if each.scoped else ""),
                    line.period if each.earlier is None else each.earlier[line.period].label,
                )
                for each in parts
            )
            rows = (row for place in named for row in self.measured.witnesses(*place))
            return tuple(dict.fromkeys(rows))
        return self.measured.witnesses(line.metric, line.scope, line.period)

    def asides(self, line: Line) -> tuple[tuple[Aside, Witness], ...]:
        """The rows of exclusions that took nothing off the down time of a line, or not all, with what they left."""
        if self.measured is None or as_measured(line).origin != "measured":
            return ()
        return self.measured.asides(line.metric, line.scope, line.period)

    def left_out(self, line: Line) -> tuple[tuple[str, Witness], ...]:
        """The rows that do not count for a line, each with the column that counts it, and those that exclude others."""
        if self.measured is None or line.origin != "measured":
            return ()
        columns = left_out_columns(line)
        return self.measured.left_out(line.metric, line.scope, line.period, columns) if columns else ()

    def rank(self, line: Line) -> Rank | None:
        """The place of a percentile, a median or an extreme among the rows of its line; None for other figures."""
        return rank_in(self.plan.meterings, as_measured(line), self.witnesses)

    def records(self, line: Line) -> tuple[Witness, ...]:
        """All records that were judged one by one for a line, with the verdict on each, in the order of time."""
        if self.measured is None or as_measured(line).origin != "measured":
            return ()
        return self.measured.records(line.metric, line.scope, line.period)


def make_engine(name: str) -> Any:
    """An engine by name; the embedded ones are imported when they are asked for."""
    if name == "duckdb":
        from sladsl.engines.sql.engine import DuckdbEngine

        return DuckdbEngine()
    if name == "reference":
        from sladsl.engines.reference.engine import ReferenceEngine

        return ReferenceEngine()
    raise Refused(f"There is no engine `{name}`.", f"Choose one of: {', '.join(ENGINES)}.")


def evaluate(
    agreement: Agreement,
    binding: Binding,
    *,
    as_of: int,
    period: str = "",
    engine: str = "duckdb",
    assume: Mapping[str, str] | None = None,
    ledger: Ledger | None = None,
    progress: Progress | None = None,
) -> Evaluation:
    """Evaluates an agreement on the data of a binding, as known at the instant `as_of` (µs).

    `period`: `2026-03`, or `2026-01..2026-03`; "" = all periods that the data touch. `ledger`: what an earlier evaluation
    kept; the periods in it need no data. Raises `Refused` for wrong
    arguments and `UnreadableData` for files; everything about their rows is a finding in the outcome.
    """
    agreement = with_zones(agreement, binding)
    given = read_given(agreement, binding, assume)
    if ledger is not None:
        refuse_other(ledger, agreement, zone_in_force(agreement, Reading(agreement, assume)), as_of)
        days = day_facts(at_once(agreement))
        given = joined(given, ledger, {name for name, fact in days.items() if fact.each == EACH_TIME})
    agreement = knowing(agreement, given.facts)
    session: Session = make_engine(engine).open(binding.tables)
    if ledger is not None:
        session = Resumed(session, ledger, binding.tables, as_of)
    try:
        stretch = stretch_on(agreement, binding.tables, given, session, period, as_of, assume)
        _refuse_odd(agreement, stretch, period)
        covers = {name: table.covers for name, table in binding.tables.items()}
        given = with_done(given, at_once(agreement), binding.tables, covers, stretch, as_of)
        return settle_readings(
            agreement, stretch, session, given, covers, as_of, engine, assume or {}, progress=progress
        )
    except UnknownHolidays as trouble:
        raise Refused(str(trouble), "Update the package `holidays`, or write the days as dates.") from None
    finally:
        session.close()


def with_zones(agreement: Agreement, binding: Binding) -> Agreement:
    """An agreement without a zone, its sources in the zones of their files: these are what it may have meant."""
    if agreement.zone:
        return agreement
    zones = {name: table.zone for name, table in binding.tables.items() if table.zone}
    versions = tuple(
        replace(each, agreement=with_zones(each.agreement, binding)) for each in agreement.versions
    )
    sources = {
        name: replace(source, zone=source.zone or zones.get(name, ""))
        for name, source in agreement.sources.items()
    }
    return replace(agreement, sources=sources, versions=versions)


def settle_readings(
    agreement: Agreement,
    stretch: Stretch,
    session: Session,
    given: Given,
    covers: Mapping[str, tuple[int | None, int | None]],
    as_of: int,
    engine: str,
    assume: Mapping[str, str],
    *,
    world: World | None = None,
    progress: Progress | None = None,
) -> Evaluation:
    """All readings of the agreement over one stretch, combined; equal meterings are measured once."""
    stretch = replace(stretch, as_of=as_of)
    resumed = session if isinstance(session, Resumed) else None
    spans = {} if resumed is None else resumed.spans
    first: tuple[Plan, Measured | None] | None = None
    found = []
    open_keys: set[str] = set()
    facts: set[str] = set()
    exhaustive = True
    meter = Meter(session, as_of, progress)
    try:
        plans = list(plans_of(agreement, stretch, assume, world))
    except TooManyReadings:
        exhaustive = False
        plans = list(one_at_a_time(agreement, stretch, assume, world))

    def settled(plan: Plan, measured: Measured | None, *, in_words: bool = True) -> Statement:
        return settle(
            plan.settlement,
            measured,
            given.levels,
            given.fees,
            given.claims,
            as_of,
            covers,
            engine,
            given.reports,
            given.done,
            in_words=in_words,
            spans=spans,
        )

    measurings: dict[Metering, Measured] = {}
    for reading, plan in plans:
        measured = measured_by(plan, meter)
        meterings = (*plan.meterings, *(each for version in plan.versions for each in version.meterings))
        measurings |= {each: meter.known[each] for each in meterings if each in meter.known}
        statement = settled(plan, measured)
        statement = reconciled(statement, given.invoices, stretch.shown)
        told = (with_columns(each, given.read_as) for each in statement.findings)
        of_it = () if resumed is None else of_ledger(resumed, agreement, stretch.zone)
        statement = replace(
            statement, findings=(*of_it, *given.findings, *told), not_evaluated=agreement.not_evaluated
        )
        statement = with_days(statement, plan, meter)
        if agreement.owes_more:
            open_totals = tuple(replace(each, credit=None) for each in statement.totals)
            statement = replace(statement, total=None, totals=open_totals)
        statement = as_amended(statement, agreement)
        tried = tuple(answer for answer in reading.answers() if answer.origin == "tried")
        found.append(ReadingOutcome(answers=tried, statement=statement))
        open_keys |= {need.key for need in reading.needed.values() if need.state == "open"}
        facts |= {need.key for need in reading.needed.values() if need.state == "fact"}
        first = first or (plan, measured)
    assert first is not None
    outcome = combine(tuple(found), frozenset(open_keys), frozenset(facts))
    if not exhaustive:

        def total_of(plan: Plan) -> Amount | None:
            return settled(plan, measured_by(plan, meter), in_words=False).total

        reach = bounds(agreement, stretch, assume, world, (plan for _, plan in plans), total_of)
        outcome = replace(outcome, exhaustive=False, bounds=reach)

    def keep() -> Ledger:
        return ledger_of(agreement, outcome.statement, measurings, given, covers, resumed)

    return Evaluation(outcome=outcome, plan=first[0], measured=first[1], keep=keep)


# ---- what is looked at


def read_given(agreement: Agreement, binding: Binding, assume: Mapping[str, str] | None = None) -> Given:
    """Reported levels, fees and claims from the files of a binding."""
    return given_by(at_once(agreement), binding, zone_in_force(agreement, Reading(agreement, assume)))


def stretch_on(
    agreement: Agreement,
    tables: Mapping[str, Table],
    given: Given,
    session: Session,
    period: str,
    as_of: int,
    assume: Mapping[str, str] | None,
) -> Stretch:
    """The stretch of time that is looked at: the named periods, or (`period` "") those that the data touch."""
    reading = Reading(agreement, assume)
    every = at_once(agreement)
    if period:
        first, dots, last = (part.strip() for part in period.partition(".."))
        stretch = stretch_of(agreement, reading, first, last if dots else first)
        if stretch is None:
            raise Refused(f"`{period}` is no period.", "Write 2026-03, 2026-Q1, 2026 or 2026-01..2026-03.")
        if stretch.end <= stretch.start:
            raise Refused(f"`{period}` ends before it begins.", "Write the earlier period first.")
        return with_following(every, with_windows(every, stretch), as_of)
    place = find_zone(zone_in_force(agreement, reading))
    assert place is not None
    instants = [*session.instants()] if isinstance(session, Resumed) else []
    late = {each.report for each in every.objectives.values()} | {
        each.report for each in every.metrics.values()
    }
    sent = [each.period for each in given.reports or () if each.report in late]
    for label in (*(each.period for each in given.levels or given.stray), *sent):
        found = parse_period(label, place)
        if found is not None:
            instants += [found.start, found.end - 1]
    plan = lowered(agreement, reading, whole_sample(agreement, reading))
    inputs = tuple(each for each in inputs_of(plan) if each.name in tables)
    facts = session.facts(inputs) if inputs else ()
    for fact in facts:
        if fact.first is not None and fact.last is not None:
            instants += [fact.first, min(fact.last, max(as_of - 1, fact.first))]
    for name, table in tables.items():
        if any(each.name == name for each in inputs):
            instants += [bound for bound in (table.covers[0], _last(table.covers[1])) if bound is not None]
    if not instants:
        raise Refused(
            "There is nothing to evaluate: no data rows, no reported levels.",
            f"{why_nothing(given, facts, inputs, tables)}Bind data with --data, or name a period with --period.",
        )
    return stretch_between(agreement, reading, min(instants), max(instants))


def _refuse_odd(agreement: Agreement, stretch: Stretch, period: str) -> None:
    """Refuses a stretch of far too many periods, and one that somebody named and that holds none."""
    agreement = at_once(agreement)
    place = stretch.place()
    first, last = (instant_to_local(at, place).date() for at in (stretch.start, stretch.end - 1))
    days = (stretch.end - stretch.start) // DAY
    count = sum(days // max(least_days(objective.period), 1) for objective in agreement.objectives.values())
    if count > MOST_PERIODS:
        raise Refused(
            f"From {first} to {last} there are {count:,} periods to assess, more than {MOST_PERIODS:,}.",
            "Name fewer with --period, such as 2026-01..2026-12; a row may have a wrong year.",
        )
    if stretch.shown is not None:
        stretch = replace(stretch, start=stretch.shown[0], end=stretch.shown[1], shown=None)
    kinds = dict.fromkeys(objective.period for objective in agreement.objectives.values())
    if not period or not kinds or any(stretch.periods(kind) for kind in kinds):
        return
    if any(replace(stretch, term_start=None, term_end=None).periods(kind) for kind in kinds):
        until = f" to {agreement.ends}" if agreement.ends else ""
        raise Refused(
            f"The agreement is not in force in `{period}`.", f"It is from {agreement.effective}{until}."
        )
    raise Refused(
        f"No promise is assessed within `{period}`.",
        f"Promises are by the {' and the '.join(str(kind) for kind in kinds)}: name whole ones.",
    )


def _last(end: int | None) -> int | None:
    return end - 1 if end is not None else None


def unanswered(agreement: Agreement) -> tuple[NeededChoice, ...]:
    """The choices that nobody answered, for listing."""
    return tuple(each for each in needed_choices(agreement) if each.origin == "tried")
