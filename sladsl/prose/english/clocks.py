"""The clock of a record in English: in which hours its time runs, what stops it, and how limits are told."""

from __future__ import annotations

from typing import assert_never

from sladsl.ast import values as v
from sladsl.model.limits import (
    Cell,
    EscalationStep,
    Figure,
    LeftToParties,
    Limit,
    LimitTable,
    Named,
    NotOffered,
    RecordClock,
    RecordPromise,
)
from sladsl.model.meanings import Metric
from sladsl.prose.document import Block, Clause, Item, Section, Table, Text
from sladsl.prose.english import quantities as q
from sladsl.prose.english.conditions import condition, field, quoted
from sladsl.prose.english.names import Names
from sladsl.prose.say import Part, clause, item, join, listing, say


def clock(metric: Metric, names: Names) -> list[Item]:
    """When the time of a record runs, and what stops it."""
    of = metric.clock
    if of is None:
        return []
    if of.calendar:
        runs: Part = say(
            "The time of a record runs only within {hours}.", hours=names.ref("calendar", of.calendar)
        )
    else:
        runs = "The time of a record runs at all hours."
    items = [item(runs)]
    if of.calendar and _speaks_of_business_days(metric, names):
        items.append(
            item(
                say(
                    "Business days are the days for which {hours} gives hours.",
                    hours=names.of("calendar", of.calendar),
                )
            )
        )
    if of.paused is not None:
        items.append(item(_pause(of, metric, names)))
    return items


def _speaks_of_business_days(metric: Metric, names: Names) -> bool:
    """Whether a limit of its records is told in business days."""
    for objective in names.agreement.objectives.values():
        record = objective.record
        if objective.metric != metric.name or record is None:
            continue
        cells = [cell for row in record.table.rows for cell in row.cells] if record.table else [record.limit]
        if any(isinstance(cell, Limit) and cell.business_days for cell in cells):
            return True
    return False


def _pause(of: RecordClock, metric: Metric, names: Names) -> Text:
    paused = of.paused
    log = names.agreement.sources.get(of.log)
    if isinstance(paused, v.Truth) and log is not None:
        told = log.fields.get(paused.field.text)
        if told is not None and told.type == "intervals":
            return say("It stands still in the intervals of the field {field}.", field=field(told.name))
    assert paused is not None
    if of.log in metric.sources:
        return say("It stands still while {state}.", state=condition(paused))
    return say(
        "It stands still while, according to {log}, {state}.",
        log=names.of("source", of.log),
        state=condition(paused),
    )


def limit_text(cell: Cell) -> str:
    """A limit as a cell of a table, or in a sentence."""
    match cell:
        case Limit() | Figure() | Named():
            return cell.text
        case NotOffered():
            return "not offered"
        case LeftToParties():
            return "not stated by the Parties"
        case _:
            assert_never(cell)


def table(of: LimitTable, heads: tuple[str, ...]) -> Table:
    """A table of limits, one row a line."""
    header = (*(join(field(name)) for name in of.by), *(join(head) for head in heads))
    rows = []
    for row in of.rows:
        labels: tuple[Text, ...]
        if row.labels:
            labels = tuple(join("any") if each is None else join(quoted(each)) for each in row.labels)
        else:
            labels = (join("all others"), *(join("") for _ in of.by[1:]))
        rows.append((*labels, *(join(limit_text(cell)) for cell in row.cells)))
    return Table(header=header, rows=tuple(rows))


def limits(names: Names) -> Section | None:
    """The tables of limits with a name."""
    found = tuple(_table_clause(each, names) for each in names.agreement.tables.values())
    return Section(title=join("Tables of limits"), clauses=found, keys=("tables",)) if found else None


def _table_clause(of: LimitTable, names: Names) -> Clause:
    return clause(
        names.of("table", of.name),
        "The first row that fits a record applies to it.",
        table(of, of.columns),
        keys=(f"table {of.name}",),
    )


def promised(of: RecordPromise, names: Names) -> tuple[Text, tuple[Block, ...]]:
    """What each record must keep, after `the time of each ticket is`; and the table that says so, where it stands here."""
    if of.table is None:
        assert of.limit is not None
        return join(f"{of.comparator} {limit_text(of.limit)}"), ()
    if of.table.name:
        where = say(
            "{comparator} the limit “{column}” of {table}",
            comparator=of.comparator,
            column=of.column,
            table=names.ref("table", of.table.name),
        )
        return where, ()
    return join(f"{of.comparator} the limit of this table, in which the first row that fits applies"), (
        table(of.table, ("limit",)),
    )


def escalations(names: Names) -> Section | None:
    """Who is told of records that use up their time."""
    found = []
    for each in names.agreement.escalations:
        hours = _hours(each.objectives, names)
        steps = [
            item(say("{when}: {who}.", when=_moment(step, hours), who=_who(step.to, step.reassign, names)))
            for step in each.steps
        ]
        of = listing([names.of("objective", name) for name in each.objectives], "and")
        found.append(
            clause(
                join("Escalation of ", of),
                say(
                    "A record to which {of} applies{where} is brought to the attention of the following, at these shares of "
                    "the time allowed for it and distances from its due time:",
                    of=of,
                    where=join(" and for which ", condition(each.where), ",")
                    if each.where is not None
                    else "",
                ),
                steps,
                keys=(f"escalation for {each.objectives[0]}",) if each.objectives else (),
            )
        )
    return Section(title=join("Escalation"), clauses=tuple(found), keys=("escalations",)) if found else None


def _hours(objectives: tuple[str, ...], names: Names) -> Part | None:
    """The hours in which the clocks of the records run; None where they run at all hours, or not in the same."""
    agreement = names.agreement
    clocks = {
        metric.clock.calendar if metric.clock is not None else ""
        for name in objectives
        if (metric := agreement.metrics.get(agreement.objectives[name].metric)) is not None
    }
    calendar = clocks.pop() if len(clocks) == 1 else ""
    return names.of("calendar", calendar) if calendar else None


def _moment(step: EscalationStep, hours: Part | None) -> Text:
    """`When 50% of the time is used up`, `At the due time`, `24 hours after the due time, counted only within Support`."""
    if step.left_open:
        return join("At a moment that the Parties have not stated")
    if step.share is not None:
        return join(f"When {q.percent(step.share)} of the time is used up")
    if not step.us and not step.begun:
        return join("At the due time")
    if step.begun:
        moment = f"{q.duration(step.us).capitalize()} after the beginning of the record"
    else:
        moment = (
            f"{q.duration(abs(step.us)).capitalize()} {'after' if step.us > 0 else 'before'} the due time"
        )
    if hours is None:
        return join(moment)
    return say("{moment}, counted only within {hours}", moment=moment, hours=hours)


def _who(to: str, reassign: bool, names: Names) -> Text:
    who = names.who(to) if to else join("somebody whom the Parties have not stated")
    return join("reassigned to ", who) if reassign else join(who)
