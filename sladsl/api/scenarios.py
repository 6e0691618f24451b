"""Scenarios: each a small world, evaluated by the reference engine and held against what it expects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from sladsl.api.done import with_done
from sladsl.api.evaluation import Evaluation, settle_readings
from sladsl.api.expected_duties import duty_result
from sladsl.api.expected_pace import RUNNING, pace_text, paces
from sladsl.api.expected_rights import right_result
from sladsl.api.scenario_facts import done_times, given_in, instant_of
from sladsl.checks.context import ScenarioResult
from sladsl.data.binding import TableRows
from sladsl.engines.reference.engine import ReferenceEngine
from sladsl.model import meanings as m
from sladsl.model.amended import amended_so_far, as_first_agreed, at_once, knowing
from sladsl.model.cures import ALL_TOLD, CURE, NOTICE
from sladsl.model.day_facts import day_facts
from sladsl.model.from_ast.outside import Outside
from sladsl.model.hours import UnknownHolidays
from sladsl.model.scenarios import Expectation, Scenario
from sladsl.outcome.amounts import is_nothing
from sladsl.outcome.periods import credit_text
from sladsl.outcome.statement import Line
from sladsl.plan.choices import Reading
from sladsl.plan.from_model.exclusions import EARLIEST
from sladsl.plan.from_model.incidents import said_of
from sladsl.plan.from_model.stretch import DAY, Stretch, stretch_of
from sladsl.plan.from_model.world import World
from sladsl.plan.settlement import Settlement
from sladsl.record import Record
from sladsl.settle.judge import MISSES, exceeds
from sladsl.source import Span
from sladsl.values.amount import NOTHING, Amount, Share, amount_text, known
from sladsl.values.cycles import labelled_days
from sladsl.values.duration import MINUTE
from sladsl.values.money import Money
from sladsl.values.period import contains, parse_label, parse_period, period_at
from sladsl.values.zones import zone as find_zone


class Played(Record):
    """A scenario and its evaluation; None when it names no period that exists."""

    scenario: Scenario
    evaluation: Evaluation | None
    lines: tuple[Line, ...]


def play(agreement: m.Agreement, scenario: Scenario) -> Played:
    """Evaluates one scenario: complete data, the service up and no record except as said.

    An example of the agreement itself is one of its terms as first agreed; that of an amendment of all up to it.
    """
    if any(each is scenario for each in agreement.scenarios):
        agreement = as_first_agreed(agreement)
    agreement = knowing(agreement, (*scenario.facts, ALL_TOLD))
    every = at_once(agreement)
    reading = Reading(agreement)
    stretch = _stretch(agreement, scenario, reading)
    if stretch is None:
        return Played(scenario=scenario, evaluation=None, lines=())
    world, tables = _world(every, scenario, stretch)
    given = given_in(every, scenario, stretch)
    session = ReferenceEngine().open(tables)
    # Late enough for every period to be over, for the claim to have been made, and for what was mended, paid or done.
    days = day_facts(every)
    mended = (
        each.value
        for each in scenario.facts
        if each.fact.startswith((NOTICE, CURE)) or (each.fact in days and not each.since)
    )
    after = [instant_of(each, stretch.zone) + MINUTE for each in mended]
    if scenario.claimed:
        after.append(instant_of(scenario.claimed, stretch.zone) + DAY)
    after += [instant_of(each.day, stretch.zone) + DAY for each in scenario.paid]
    after += [instant_of(each, stretch.zone) + MINUTE for each in done_times(every, scenario)]
    as_of = instant_of(scenario.as_of, stretch.zone) if scenario.as_of else max([stretch.end, *after])
    # What lies before is told, too: all was well.
    covers: Mapping[str, tuple[int | None, int | None]] = dict.fromkeys(
        every.sources, (EARLIEST, min(stretch.end, as_of))
    )
    given = with_done(given, every, tables, dict.fromkeys(every.sources, (EARLIEST, as_of)), stretch, as_of)
    try:
        evaluation = settle_readings(
            agreement, stretch, session, given, covers, as_of, "reference", said_of(scenario), world=world
        )
    finally:
        session.close()
    return Played(
        scenario=scenario,
        evaluation=evaluation,
        lines=touched(evaluation.outcome.statement.lines, scenario, every),
    )


def results(agreement: m.Agreement) -> tuple[ScenarioResult, ...]:
    """Every expectation of every scenario, those of amendments among them, and what came out."""
    return tuple(each for case in played_by(agreement) for each in tried(*case)[1])


def played_by(agreement: m.Agreement) -> Iterator[tuple[m.Agreement, Scenario]]:
    """The scenarios of an agreement and of its amendments, each with the terms in which it plays."""
    for scenario in agreement.scenarios:
        yield as_first_agreed(agreement), scenario
    for amended, version in amended_so_far(agreement):
        for scenario in version.agreement.scenarios:
            yield amended, scenario


def results_outside(outside: Outside) -> tuple[ScenarioResult, ...]:
    """The same of scenarios that stand outside of their agreement: they play in the terms of their days."""
    return tuple(each for scenario in outside.scenarios for each in tried(outside.agreement, scenario)[1])


def tried(agreement: m.Agreement, scenario: Scenario) -> tuple[Played | None, tuple[ScenarioResult, ...]]:
    """A scenario played, and what became of each of its expectations; None where it can't be played at all."""
    try:
        played = play(agreement, scenario)
    except UnknownHolidays as trouble:
        asked = [(each.span, each.text) for each in scenario.expectations]
        asked += [(each.span, each.text) for each in scenario.rights]
        asked += [(each.span, each.text) for each in scenario.duties]
        return None, tuple(_failed(scenario, *each, "nothing", str(trouble)) for each in asked)
    every = at_once(agreement)
    found = [_result(every, played, each) for each in scenario.expectations]
    found += [right_result(played, each) for each in scenario.rights]
    return played, (*found, *(duty_result(played, each) for each in scenario.duties))


# ---- the world


def _stretch(agreement: m.Agreement, scenario: Scenario, reading: Reading) -> Stretch | None:
    labels = [label for label in scenario.periods if parse_label(label) is not None]
    if not labels:
        return None
    labels.sort(key=_first_day)
    whole = stretch_of(agreement, reading, labels[0], labels[-1])
    if whole is None:
        return None
    # A monthly example of a quarterly promise plays in the whole quarter.
    place = whole.place()
    start, end = whole.start, whole.end
    named = parse_label(labels[0])
    versions = (agreement, *(each.agreement for each in agreement.versions))
    for kind in {objective.period for each in versions for objective in each.objectives.values()}:
        if named is not None and contains(kind, named[0]):
            start = min(start, period_at(kind, place, whole.start).start)
            end = max(end, period_at(kind, place, whole.end - 1).end)
    return Stretch(
        zone=whole.zone, start=start, end=end, term_start=whole.term_start, term_end=whole.term_end
    )


def _first_day(label: str) -> str:
    found = parse_label(label)
    return found[1].isoformat() if found is not None else ""


def _world(
    agreement: m.Agreement, scenario: Scenario, stretch: Stretch
) -> tuple[World, dict[str, TableRows]]:
    outages: dict[str, dict[str, tuple[tuple[int, int], ...]]] = {}
    excluded: dict[str, dict[str, tuple[tuple[int, int], ...]]] = {}
    for outage in scenario.outages:
        span = (instant_of(outage.start, stretch.zone), instant_of(outage.end, stretch.zone))
        if scenario.as_of:
            # What goes on at that moment is known up to it.
            span = (span[0], min(span[1], instant_of(scenario.as_of, stretch.zone)))
            if span[1] <= span[0]:
                continue
        target = outages if outage.service else excluded
        by_scope = target.setdefault(outage.service or outage.exclusion, {})
        by_scope[outage.scope] = (*by_scope.get(outage.scope, ()), span)
    rows: dict[str, list[Mapping[str, str]]] = {}
    for record in scenario.records:
        rows.setdefault(record.source, []).extend([record.fields] * record.times)
    for name, listed in rows.items():
        key = agreement.sources[name].key
        # Stated records are different ones, whatever stands for their key; events speak of the same thing.
        if key and agreement.sources[name].holds != "events":
            rows[name] = [
                {**row, key: f"{row.get(key, '')}#{number}"} for number, row in enumerate(listed, 1)
            ]
    tables = {
        name: TableRows(
            source=name, rows=tuple(listed), zone=agreement.sources[name].zone or stretch.zone, separator="|"
        )
        for name, listed in rows.items()
    }
    return World(outages=outages, excluded=excluded, sources=frozenset(rows)), tables


def touched(lines: tuple[Line, ...], scenario: Scenario, agreement: m.Agreement) -> tuple[Line, ...]:
    """The lines that a scenario speaks of: its own periods, and the scopes it names."""
    scopes = {outage.scope for outage in scenario.outages} | {level.scope for level in scenario.levels}
    for record in scenario.records:
        for metric in agreement.metrics.values():
            if metric.for_each in record.fields:
                scopes.update(record.fields[metric.for_each].split("|"))
    scopes |= {expectation.scope for expectation in scenario.expectations}
    scopes.discard("")
    own = [_days(label) for label in scenario.periods]
    return tuple(
        line
        for line in lines
        if (not line.scope or not scopes or line.scope in scopes)
        and any(_overlap(_days(line.period), days) for days in own)
    )


def _days(label: str) -> tuple[int, int]:
    """A period as instants of UTC: enough to tell whether two of them share a day."""
    utc = find_zone("UTC")
    found = parse_period(label, utc) if utc is not None else None
    return (found.start, found.end) if found is not None else (0, 0)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _result(agreement: m.Agreement, played: Played, expectation: Expectation) -> ScenarioResult:
    scenario = played.scenario
    where = f"{expectation.objective}{f' {expectation.scope}' if expectation.scope else ''}"
    asked = f"{where}{f', {expectation.period}' if expectation.period else ''}: {expectation.text}"
    if played.evaluation is None:
        return _failed(scenario, expectation.span, asked, "nothing", "the scenario names no period")
    readings = played.evaluation.outcome.readings
    statements = [reading.statement for reading in readings] or [played.evaluation.outcome.statement]
    for number, statement in enumerate(statements):
        lines = [
            line
            for line in touched(statement.lines, scenario, agreement)
            if line.objective == expectation.objective
            and (not expectation.scope or line.scope == expectation.scope)
            and (not expectation.period or _named(line, expectation.period))
        ]
        if not lines:
            return _failed(
                scenario,
                expectation.span,
                asked,
                "no such line",
                _not_there(agreement, expectation),
            )
        for line in lines:
            if not _meets(line, expectation, played.evaluation.plan.settlement):
                why = line.reason
                if expectation.kind in RUNNING:
                    why = "" if scenario.as_of else "nothing runs: the scenario does not say `as of`"
                if readings:
                    answers = ", ".join(f"{a.key}: {a.answer}" for a in readings[number].answers)
                    why = f"in the reading {answers}" + (f"; {why}" if why else "")
                return _failed(scenario, expectation.span, asked, _came_out(line), why, line)
    return ScenarioResult(
        title=scenario.title,
        span=scenario.span,
        expectation_text=asked,
        got_text=expectation.text,
        ok=True,
        expectation_span=expectation.span,
    )


def _not_there(agreement: m.Agreement, expectation: Expectation) -> str:
    """Why no line is there that an expectation speaks of."""
    objective = agreement.objectives.get(expectation.objective)
    if objective is not None and str(objective.period) == "billing cycle":
        return "no such billing cycle lies whole in the scenario: let it play in all months in which the cycle has days"
    return "no period of the objective is in the scenario"


def _named(line: Line, label: str) -> bool:
    """Whether a label is that of the line's period, or the first day of one that the agreement lays out itself."""
    days = labelled_days(line.period)
    return line.period == label or (days is not None and days[0].isoformat() == label)


def _failed(
    scenario: Scenario, where: Span, asked: str, got: str, why: str, line: Line | None = None
) -> ScenarioResult:
    return ScenarioResult(
        title=scenario.title,
        span=scenario.span,
        expectation_text=asked,
        got_text=got,
        ok=False,
        expectation_span=where,
        why=why,
        line=line,
    )


def _came_out(line: Line) -> str:
    status = f"{line.grade}, missed" if line.grade else line.status
    level = f" at {line.shown}" if line.level is not None else pace_text(line)
    credit = credit_text(line)
    claim = f", claim by {line.claim.last_day}" if line.claim is not None and line.claim.last_day else ""
    earned = ""
    if line.earned is not None:
        back = line.earned.amount if line.earned.state == "earned back" else NOTHING
        earned = f", {'not stated how much' if back is None else amount_text(back)} earned back"
    where = f"{line.period}{f' {line.scope}' if line.scope else ''}"
    return f"{where}: {status}{level}, credit {credit or 'none'}{earned}{claim}"


def _meets(line: Line, expectation: Expectation, settlement: Settlement) -> bool:
    match expectation.kind:
        case "exceeded":
            return line.status == "met" and line.grade not in MISSES and _exceeded(line, settlement)
        case "met" | "missed" | "reported" | "not assessed":
            return line.status == expectation.kind
        case "critical" | "below expected":
            return line.grade == expectation.kind
        case "below minimum":
            return line.grade in ("below minimum", "critical")
        case "level":
            return _level(line) is not None and _level(line) == expectation.value
        case "on track" | "wanted by now" | "behind" | "left":
            return paces(line, expectation)
        case "no band":
            return line.band == "no band"
        case "points":
            return line.points is not None and line.points.number == expectation.value
        case "earned back":
            return _gives_back(line, expectation.value)
        case "bonus":
            owed = NOTHING if line.bonus is None else line.bonus.amount
            return owed is not None and _is(owed, expectation.value)
        case "claim by":
            return line.claim is not None and line.claim.last_day == expectation.value
        case "no credit":
            return is_nothing(line.credit)
        case "credit":
            return line.credit is not None and _is(line.credit, expectation.value)
        case _:
            return False


def _level(line: Line) -> Fraction | None:
    """The level, or what has come of it so far."""
    return line.progress.got if line.level is None and line.progress is not None else line.level


def _exceeded(line: Line, settlement: Settlement) -> bool:
    of = (
        each
        for each in settlement.assessments
        if (each.objective, each.terms) == (line.objective, line.terms)
    )
    return any(exceeds(each, line.target, line.level) for each in of)


def _gives_back(line: Line, value: Fraction | Money | str | None) -> bool:
    """Whether so much of the credit is given back by the end of the scenario; what is pending is not."""
    earned = line.earned
    if earned is None or earned.state != "earned back":
        return isinstance(value, Money) and value.amount == 0
    return earned.amount is not None and known(earned.amount) == value


def _is(credit: Amount, value: Fraction | Money | str | None) -> bool:
    money = known(credit)
    match value:
        case Money():
            return is_nothing(credit) if value.amount == 0 else money == value
        case Fraction() if value == 0:
            return is_nothing(credit)
        case Fraction():
            return isinstance(credit, Share) and credit.ratio == value
        case _:
            return False
