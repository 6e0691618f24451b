"""What the records of duties say: when each was done, read from the sources that the duties name."""

from __future__ import annotations

from collections.abc import Mapping

from sladsl.data.binding import Table
from sladsl.data.given import Given
from sladsl.data.reading import Row, read_table
from sladsl.engines.reference.conditions import holds
from sladsl.model.dates import Duty, Recorded
from sladsl.model.from_ast.triggers import events
from sladsl.model.meanings import Agreement, Source
from sladsl.outcome.given import Done, GivenDone
from sladsl.outcome.measured import DataFinding
from sladsl.plan.from_model.conditions import condition
from sladsl.plan.from_model.inputs import read_as, written_fields_of
from sladsl.plan.from_model.stretch import Stretch
from sladsl.record import replace
from sladsl.settle.coverage import Covers


def with_done(
    given: Given,
    agreement: Agreement,
    tables: Mapping[str, Table],
    covers: Covers,
    stretch: Stretch,
    as_of: int,
) -> Given:
    """What is stated, with what the tables say of duties whose keeping is recorded; a source without data says nothing.

    `given` may hold what a ledger knows: of the same record it is told once.
    """
    found = {each.duty: each for each in given.done}
    remarks: list[DataFinding] = []
    measured = {source for metric in agreement.metrics.values() for source in metric.sources}
    for duty in agreement.duties:
        of = duty.recorded
        source = agreement.sources.get(of.source) if of is not None else None
        if of is None or source is None or (source.name not in tables and source.name not in covers):
            continue
        made, told = _done(duty, of, source, agreement, tables.get(source.name), covers, stretch, as_of)
        if source.name not in measured:
            # What is wrong with rows that metrics read is told with these.
            remarks += [each for each in told if each not in remarks]
        found[duty.words] = _joined(found.get(duty.words), made)
    return replace(given, done=tuple(found.values()), findings=(*given.findings, *remarks))


def _done(
    duty: Duty,
    of: Recorded,
    source: Source,
    agreement: Agreement,
    table: Table | None,
    covers: Covers,
    stretch: Stretch,
    as_of: int,
) -> tuple[GivenDone, tuple[DataFinding, ...]]:
    wanted = {of.done, of.about} - {""}
    if of.where is not None:
        wanted |= written_fields_of(of.where)
    dimension, scopes = _dimension(duty, agreement)
    scope = dimension if dimension in source.fields else ""
    start = {"intervals": "start", "events": "at"}.get(source.holds, of.done)
    ends = frozenset({of.done}) - {start if source.holds != "records" else ""}
    ahead = frozenset({of.about}) - {""}
    read = read_table(read_as(source, wanted, start, scope, scopes, stretch, ahead, ends), table, as_of)
    kept = condition(of.where) if of.where is not None else None
    rows = [
        made
        for row in read.rows
        if (kept is None or holds(kept, row.values)) and (made := _row(row, of)) is not None
    ]
    since, until = covers.get(source.name, (None, None))
    until = as_of if until is None else min(until, as_of)
    if since is None:
        # Without a row nothing says that anybody was looking.
        since = min((each.at for each in rows), default=until)
    return GivenDone(duty=duty.words, spans=((since, until),), rows=tuple(rows)), read.findings


def _row(row: Row, of: Recorded) -> Done | None:
    at = row.values.get(of.done)
    about = row.values.get(of.about) if of.about else None
    if not isinstance(at, int):
        return None
    return Done(at=at, about=about if isinstance(about, int) else None, scope=row.scope)


def _dimension(duty: Duty, agreement: Agreement) -> tuple[str, tuple[str, ...]]:
    """What a duty arises for each of, with its values where these are a closed list; "" for nothing, or several things."""
    if duty.trigger is None:
        return "", ()
    metrics = [
        agreement.metrics.get(agreement.objectives[name].metric)
        for event in events(duty.trigger)
        for name in event.objectives
        if name in agreement.objectives
    ]
    found = {each.for_each: each.scopes for each in metrics if each is not None and each.for_each}
    return next(iter(found.items())) if len(found) == 1 else ("", ())


def _joined(before: GivenDone | None, now: GivenDone) -> GivenDone:
    """The records of both, each once, and the time that either covers."""
    if before is None:
        return now
    spans: list[tuple[int, int]] = []
    for since, until in sorted((*before.spans, *now.spans)):
        if spans and since <= spans[-1][1]:
            spans[-1] = spans[-1][0], max(spans[-1][1], until)
        else:
            spans.append((since, until))
    rows = tuple(dict.fromkeys((*before.rows, *now.rows)))
    return replace(now, spans=tuple(spans), rows=rows)
