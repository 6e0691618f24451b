"""Metrics that count records: shares and numbers of rows, and promises about each record.

A record that is open has no end yet. Where only time can break the condition it must keep, it is missed as soon as it
is past its due time; before that nobody can say.
"""

from __future__ import annotations

from typing import cast

from sladsl.ast import values as v
from sladsl.ast.interpretation import Interpretation
from sladsl.model import meanings as m
from sladsl.plan import measure as k
from sladsl.plan import rows as r
from sladsl.plan.budget import BudgetRule
from sladsl.plan.choices import Reading
from sladsl.plan.from_model.budgets import record_budget
from sladsl.plan.from_model.judging import Judge
from sladsl.plan.from_model.measuring import SHOWN_PLACES, Measuring
from sladsl.plan.from_model.open_ended import monotone, timed
from sladsl.plan.from_model.records import (
    Population,
    count,
    ended_before_begin,
    population,
    rightly_ordered,
)
from sladsl.plan.from_model.stretch import Stretch
from sladsl.plan.from_model.world import World
from sladsl.plan.settlement import EMPTY_LEVELS, Empty, LevelRule, Round
from sladsl.values.period import Assessed

LEFT_OPEN = "left open"
"""The column of records for which the agreement does not state what they must keep."""


def record_metric(
    metric: m.Metric,
    name: str,
    kind: Assessed,
    objective: m.Objective,
    stretch: Stretch,
    reading: Reading,
    world: World | None,
    rounding: Round | None,
) -> Measuring:
    """A share or a number of records, over the periods of a kind."""
    construct = f"metric {metric.name}"
    judge = Judge(metric, reading.agreement.sources[metric.sources[0]], construct, stretch, reading)
    found = population(metric, judge, kind, objective, world)
    if metric.kind == "number of":
        return _number(metric, name, objective, found, rounding)
    return _share(metric, name, objective, found, judge, rounding)


def _number(
    metric: m.Metric, name: str, objective: m.Objective, found: Population, rounding: Round | None
) -> Measuring:
    columns = [count("total", found.rows, found.periods), *found.columns]
    lower = objective.bound is not None and objective.bound.comparator in ("at most", "below")
    level = LevelRule(
        unit="number",
        better="lower" if lower else "higher",
        plus=("total",),
        rounding=rounding,
        places=SHOWN_PLACES["number"],
        lever="total",
        budget=BudgetRule(unit="rows", lost_plus=("total",)) if lower else None,
        adds_up=not lower,
    )
    return Measuring(metering=_metering(metric, name, columns, found, found.rows), level=level)


def _share(
    metric: m.Metric,
    name: str,
    objective: m.Objective,
    found: Population,
    judge: Judge,
    rounding: Round | None,
) -> Measuring:
    promised, measured = objective.record, metric.operand
    if promised is not None:
        assert isinstance(measured, v.ElapsedTime)
        good = judge.promise(promised, measured)
        going = judge.promise(promised, measured, now=True)
        escalations = judge.reading.agreement.escalations
        if told := [each for each in escalations if objective.name in each.objectives]:
            judge.tell(measured, told)
        open_ended = True
    else:
        assert metric.good is not None
        good = judge.condition(metric.good)
        open_ended = timed(metric.good) and monotone(metric.good)
        going = judge.condition(metric.good, now=True) if open_ended else good
    rows = judge.wrap(found.rows)
    periods = found.periods
    columns: list[k.Column] = []
    aside = found.columns
    if judge.offered:
        offered = r.All(of=tuple(judge.offered))
        if judge.fits_no_row:
            unlimited = r.Some(of=tuple(judge.fits_no_row))
            columns.append(count("without limit", k.Keep(rows=rows, where=unlimited), periods))
        if judge.left_open:
            left_open = r.Some(of=tuple(judge.left_open))
            columns.append(count(LEFT_OPEN, k.Keep(rows=rows, where=left_open), periods))
        rows = k.Keep(rows=rows, where=offered)
        # What has no limit doesn't count where it is excluded either.
        limited = {
            each: count(each, k.Keep(rows=judge.wrap(out), where=offered), periods)
            for each, out in found.excluded
        }
        aside = tuple(limited.get(column.name, column) for column in aside)
    reversed_ = ended_before_begin(judge)
    if reversed_ is not None:
        columns.append(count("reversed", k.Keep(rows=rows, where=reversed_), periods))
        ordered = rightly_ordered(judge)
        if judge.reversed_as() == "empty" and ordered is not None:
            rows = k.Keep(rows=rows, where=ordered)
    columns = [
        count("total", rows, periods),
        *aside,
        count("good", k.Keep(rows=rows, where=good), periods),
        *columns,
    ]
    unknown: k.Rows = k.Undecided(rows=rows, where=good)
    unjudged = ["undecided"]
    verdicts: list[tuple[str, r.Condition]] = [("kept", good), ("missed", r.Not(of=good))]
    if open_ended:
        verdicts += [("overdue", r.Not(of=going)), ("open", going)]
        columns.append(count("overdue", k.Keep(rows=unknown, where=r.Not(of=going)), periods))
        columns.append(count("open", k.Keep(rows=unknown, where=going), periods))
        unknown = k.Undecided(rows=unknown, where=going)
        unjudged.insert(0, "open")
    columns.append(count("undecided", unknown, periods))
    over_minus, spoils = _undecided(metric, tuple(unjudged), open_ended, judge)
    missed = _counted_bad(rows, good, going if open_ended else None, over_minus, spoils)
    plus: tuple[str, ...] = ("good",)
    over: tuple[str, ...] = ("total",)
    minus: tuple[str, ...] = ()
    answer = _excluded(metric, judge) if found.excluded else ""
    if answer == "counts as good":
        out = tuple(each for each, _ in found.excluded)
        plus, over = ("good", *out), ("total", *out)
    elif answer == "out of total only":
        minus = tuple(f"{each}, missed" for each, _ in found.excluded)
        for (_, out_rows), column in zip(found.excluded, minus, strict=True):
            against = judge.wrap(out_rows)
            if judge.offered:
                against = k.Keep(rows=against, where=r.All(of=tuple(judge.offered)))
            bad = _counted_bad(against, good, going if open_ended else None, over_minus, spoils)
            columns.append(count(column, bad, periods))
    metering = _metering(
        metric,
        name,
        columns,
        found,
        missed,
        records=rows if open_ended else None,
        verdicts=tuple(verdicts) if open_ended else (),
    )
    level = LevelRule(
        unit="percent",
        better="higher",
        plus=plus,
        minus=minus,
        over_plus=over,
        over_minus=over_minus,
        empty=empty_answer(metric, judge.construct, judge.reading),
        spoils=spoils,
        left_open=LEFT_OPEN if judge.left_open else "",
        rounding=rounding,
        places=SHOWN_PLACES["percent"],
        lever="good",
        budget=record_budget(plus, over, over_minus, open_ended, minus),
    )
    return Measuring(metering=metering, level=level)


def _counted_bad(
    rows: k.Rows,
    good: r.Condition,
    going: r.Condition | None,
    over_minus: tuple[str, ...],
    spoils: tuple[tuple[str, str], ...],
) -> k.Rows:
    """The records that make the level worse: those that are missed, and undecided ones as far as they count as bad."""
    if not over_minus and not spoils:
        return k.Unless(rows=rows, where=good)
    missed: r.Condition = r.Not(of=good)
    if going is not None and "overdue" not in (*over_minus, *(column for column, _ in spoils)):
        missed = r.Some(of=(missed, r.Not(of=going)))
    return k.Keep(rows=rows, where=missed)


def _undecided(
    metric: m.Metric, unjudged: tuple[str, ...], open_ended: bool, judge: Judge
) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Columns that leave the total, and those that spoil the period, for records that nobody can judge yet."""
    answer = judge.reading.ask(
        "undecided records",
        judge.construct,
        Interpretation.undecided_records.answers,
        "a record whose condition meets an empty field is bad, or left out",
        own=metric.choices,
        span=metric.span,
    )
    if answer == "counted as bad":
        return (), ()
    if open_ended:
        overdue = judge.reading.ask(
            "open past due",
            judge.construct,
            Interpretation.open_past_due.answers,
            "a record that is still open after its due time is missed already, or not yet",
            own=metric.choices,
            span=metric.span,
        )
        if overdue == "not yet":
            unjudged = ("overdue", *unjudged)
    if answer == "left out":
        return unjudged, ()
    return (), tuple((column, "records are undecided") for column in unjudged)


def _excluded(metric: m.Metric, judge: Judge) -> str:
    """What an excluded record does to the share; out of the total only, a missed one still counts against it."""
    answers = Interpretation.excluded_records.answers
    return judge.reading.ask(
        "excluded records",
        judge.construct,
        answers,
        "a record in excluded time leaves the count, or counts as good",
        own=metric.choices,
        span=metric.span,
        tries=("out of both", "counts as good"),
        able=answers,
    )


def _metering(
    metric: m.Metric,
    name: str,
    columns: list[k.Column],
    found: Population,
    witness: k.Rows,
    records: k.Rows | None = None,
    verdicts: tuple[tuple[str, r.Condition], ...] = (),
) -> k.Metering:
    return k.Metering(
        metric=name,
        columns=tuple(columns),
        periods=found.periods,
        scoped=bool(metric.for_each),
        scopes=metric.scopes,
        sources=metric.sources,
        witness=witness,
        records=records,
        verdicts=verdicts,
    )


def empty_answer(metric: m.Metric, construct: str, reading: Reading, *, percent: bool = True) -> Empty:
    """What a period is in which nothing happened. A level that is no percentage can't be one by an answer either."""
    key, answers = "nothing happened", Interpretation.nothing_happened.answers
    own, why = metric.choices, "a period without any record keeps the promise, or is not assessed"
    said = own.get(key) or reading.agreement.choices.get(key)
    apart = not percent and isinstance(said, m.Chosen) and said.answer in EMPTY_LEVELS
    if not percent:
        answers = tuple(each for each in answers if each not in EMPTY_LEVELS)
    if apart and said is not None:
        own = {key: m.LeftOpen(span=said.span)}
        why = "its level is no percentage, so an answer in per cent says nothing about it"
    answer = reading.ask(
        key,
        construct,
        answers,
        why,
        own=own,
        span=metric.span,
        apart=apart,
        tries=("met", "not assessed"),
        able=answers,
    )
    return cast("Empty", answer)
