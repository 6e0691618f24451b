"""Escalations: the open records of a line with the steps of the agreement that speaks of them."""

from __future__ import annotations

from sladsl.api.evaluation import Evaluation
from sladsl.model.limits import EscalationStep
from sladsl.model.meanings import Agreement
from sladsl.outcome.escalations import PERHAPS, OpenRecord, Step, open_records, open_records_text
from sladsl.outcome.measured import Witness
from sladsl.outcome.statement import Line
from sladsl.plan.from_model.so_far import ALLOWED, RUNS, SO_FAR, meant
from sladsl.plan.measure import Choose, Clock, Rows, Timed
from sladsl.record import replace
from sladsl.values.work_clock import WorkClock
from sladsl.values.zones import zone


def escalated(agreement: Agreement, evaluation: Evaluation, line: Line) -> tuple[OpenRecord, ...]:
    """The open records of a line, the most pressing first; () where no escalation speaks of its objective."""
    found = [each for each in agreement.escalations if line.objective in each.objectives]
    metering = next((each for each in evaluation.plan.meterings if each.metric == line.metric), None)
    if not found or metering is None or metering.records is None:
        return ()
    steps_of = [(each, tuple(_step(agreement, step) for step in each.steps)) for each in found]
    limits = _limits(metering.records)
    clock = _clock(metering.records)
    running = WorkClock(clock.open, clock.shift.steps if clock.shift is not None else None)
    now = evaluation.outcome.statement.as_of

    def steps(witness: Witness) -> tuple[Step, ...]:
        values = {name: value for name, _, value in witness.computed}
        said: list[Step] = []
        for each, own in steps_of:
            # What is added as a number has six decimals: anything but nothing says that it is meant.
            value = 1 if each.where is None else values.get(meant(each.span.start))
            if value is None:
                said += [replace(step, to=f"{PERHAPS}{step.to}") for step in own]
            elif value:
                said += own
        return tuple(said)

    def allowed(witness: Witness) -> int | None:
        values = {name: value for name, _, value in witness.computed}
        return next((values[name] for name in limits if values.get(name) is not None), None)

    def so_far(witness: Witness) -> int | None:
        return next((value for name, _, value in witness.computed if name == SO_FAR), None)

    def paused(witness: Witness) -> bool:
        return any(name == RUNS and value == 0 for name, _, value in witness.computed)

    def later(rest: int) -> int | None:
        return running.due(now, rest)

    return open_records(evaluation.records(line), steps, so_far, allowed, later, paused)


def open_text(agreement: Agreement, evaluation: Evaluation, line: Line) -> str:
    """The section of an explanation about open records; "" where there are none."""
    place = zone(evaluation.outcome.statement.zone)
    assert place is not None
    metric = (
        agreement.metrics.get(agreement.objectives[line.objective].metric)
        if line.objective in agreement.objectives
        else None
    )
    source = agreement.sources.get(metric.sources[0]) if metric is not None and metric.sources else None
    lines = open_records_text(
        escalated(agreement, evaluation, line), place, source.key if source is not None else "", line.days
    )
    return "".join(f"{each}\n" for each in lines)


def _step(agreement: Agreement, step: EscalationStep) -> Step:
    return Step(
        share=step.share,
        us=step.us,
        text=step.text,
        begun=step.begun,
        left_open=step.left_open,
        to=_called(agreement, step.to, reassign=step.reassign),
    )


def _called(agreement: Agreement, to: str, *, reassign: bool) -> str:
    party = agreement.parties.get(to)
    name = party.title or party.name if party is not None else to or "somebody who is not stated"
    return f"reassigned to {name}" if reassign else name


def _limits(rows: Rows) -> tuple[str, ...]:
    """The fields that hold how much time a record is allowed on its clock."""
    found: list[str] = []
    node = rows
    while True:
        if (isinstance(node, Choose) and node.type == "duration") or (
            isinstance(node, Timed) and node.name.endswith(ALLOWED)
        ):
            found.append(node.name)
        inner = getattr(node, "rows", None)
        if inner is None:
            return tuple(found)
        node = inner


def _clock(rows: Rows) -> Clock:
    """The clock of the time so far."""
    node = rows
    while True:
        if isinstance(node, Timed) and node.name == SO_FAR:
            return node.clock
        inner = getattr(node, "rows", None)
        if inner is None:
            return Clock()
        node = inner
