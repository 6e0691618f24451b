"""Where a promise applies that hangs on facts and options: periods in which nothing is promised, and parts of periods.

`applies where` of an objective and `where` of its service say so. What changes within a period is the choice `option
changed`; day by day what is measured is cut to the time in which it applies.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sladsl.ast.interpretation import Interpretation
from sladsl.model import meanings as m
from sladsl.model.facts import Circumstance
from sladsl.plan import measure as k
from sladsl.plan.choices import Reading
from sladsl.plan.from_model.circumstances import Circumstances, Part, Timeline, lacking
from sladsl.plan.from_model.instances import not_told_apart
from sladsl.plan.from_model.measuring import Measuring
from sladsl.plan.from_model.stretch import Stretch
from sladsl.plan.remedies import NotOwed
from sladsl.record import Record, replace
from sladsl.values.period import Period

NOT_BY_DAY = "that changes within the period, and can't be told day by day here"


class PromisedWhere(Record):
    """The timelines of what a promise hangs on, each with the word for what it is not where one does not apply."""

    objective: str
    timelines: tuple[tuple[str, Timeline], ...]
    periods: tuple[Period, ...]
    how: str
    """The answer to `option changed`."""
    start: int
    end: int

    def cut(self, measured: Measuring) -> Measuring:
        """What is measured without the time in which the promise does not apply, where that is told day by day."""
        if self.how != "day by day" or measured.metering is None:
            return measured
        outside = tuple(lacking(timeline, self.start, self.end) for _, timeline in self.timelines)
        without = outside[0] if len(outside) == 1 else k.Either(of=outside)
        metering = measured.metering
        columns = tuple(replace(each, cells=_cut(each.cells, without)) for each in metering.columns)
        within = metering.witness_within
        witness, records = metering.witness, metering.records
        if within is not None:
            within = k.Without(left=within, right=without)
        elif isinstance(witness, k.Rows):
            witness = k.Inside(rows=witness, set=without, outside=True)
        if records is not None:
            records = k.Inside(rows=records, set=without, outside=True)
        cut = replace(
            metering,
            metric=f"{metering.metric}, where {self.objective} applies",
            columns=columns,
            witness=witness,
            witness_within=within,
            records=records,
            asides=tuple(
                replace(each, within=k.Without(left=each.within, right=without)) for each in metering.asides
            ),
        )
        return replace(measured, metering=cut, name=cut.metric)

    def unpromised(self, by_day: bool) -> Mapping[str, Mapping[str, str]]:
        """By scope and label why nothing is promised there. `by_day`: what is measured can be cut."""
        found: dict[str, dict[str, str]] = {}
        scopes = dict.fromkeys(scope for _, timeline in self.timelines for scope in timeline.by_scope)
        for scope in scopes:
            labels: dict[str, str] = {}
            for words, timeline in self.timelines:
                for period in self.periods:
                    inside = _inside(timeline.of(scope), period)
                    why = self._why(inside, by_day) if inside else ""
                    if why:
                        labels.setdefault(period.label, f"{words}: {why}")
            found[scope] = labels
        return found

    def not_owed(self) -> Mapping[str, Mapping[str, NotOwed]]:
        """By scope and label why no credit is owed there; a credit for a part of a period can't be told."""
        told = self.unpromised(by_day=False)
        return {
            scope: {label: NotOwed(why=why, open=NOT_BY_DAY in why) for label, why in labels.items()}
            for scope, labels in told.items()
        }

    def _why(self, inside: tuple[Part, ...], by_day: bool) -> str:
        if self.how == "day by day" and any(each.holds for each in inside):
            return "" if by_day or all(each.holds for each in inside) else NOT_BY_DAY
        part = inside[-1] if self.how == "latest" else inside[0]
        return "" if part.holds else part.why


def promised_where(
    objective: m.Objective, metric: m.Metric, stretch: Stretch, reading: Reading, *, narrowed: bool = False
) -> PromisedWhere:
    """On what a promise hangs, over a stretch of time; `option changed` is asked where something changes in a period.

    `narrowed`: the metric is of the instances that its service means.
    """
    service = reading.agreement.services.get(metric.service)
    construct = f"objective {objective.label or objective.name}"
    asked: list[tuple[str, Circumstance, str]] = []
    if service is not None and service.where is not None and not narrowed:
        asked.append(("not covered", service.where, f"service {metric.service}"))
    if objective.applies is not None:
        asked.append(("not promised", objective.applies, construct))
    return _where(asked, construct, objective, metric, stretch, reading)


def owed_where(
    of: m.Credit | m.Points, objective: m.Objective, metric: m.Metric, stretch: Stretch, reading: Reading
) -> PromisedWhere:
    """On what it hangs whether a miss owes a credit, or scores points."""
    kind, words = (of.kind, "not owed") if isinstance(of, m.Credit) else ("points", "not scored")
    construct = f"{kind} for {objective.label or objective.name}"
    asked = [(words, of.applies, construct)] if of.applies is not None else []
    return _where(asked, construct, objective, metric, stretch, reading)


def _where(
    asked: Sequence[tuple[str, Circumstance, str]],
    construct: str,
    objective: m.Objective,
    metric: m.Metric,
    stretch: Stretch,
    reading: Reading,
) -> PromisedWhere:
    by = Circumstances(stretch, reading, metric.for_each, metric.scopes)
    periods = stretch.periods(objective.period)
    start = min((each.start for each in periods), default=stretch.start)
    end = max((each.end for each in periods), default=stretch.end)
    if stretch.term_start is not None:
        start = max(start, stretch.term_start)
    if stretch.term_end is not None:
        end = min(end, stretch.term_end)
    if stretch.as_of is not None:
        end = min(end, stretch.as_of)
    found = []
    for words, of, place in asked:
        timeline = not_told_apart(of, metric, stretch, reading) or by.timeline(of, start, end, place)
        if timeline is not None:
            found.append((words, timeline))
    how = "at the start"
    may_change = reading.agreement.stated_facts is None and _may_change([of for _, of, _ in asked], reading)
    if may_change or any(True for _, timeline in found for _ in changing(timeline, periods)):
        how = reading.ask(
            "option changed",
            construct,
            Interpretation.option_changed.answers,
            "what was chosen or stated changes within a period",
            span=objective.span,
        )
    return PromisedWhere(
        objective=objective.name, timelines=tuple(found), periods=periods, how=how, start=start, end=end
    )


def _may_change(circumstances: Sequence[Circumstance], reading: Reading) -> bool:
    """Whether something that a promise hangs on is an option, which may be chosen anew on any day."""
    named = (name for each in circumstances for name in each.facts)
    return any(reading.agreement.facts[name].option for name in named)


def changing(timeline: Timeline, periods: tuple[Period, ...]) -> Iterator[str]:
    """Labels of the periods in which something is given for a part only."""
    for parts in timeline.by_scope.values():
        for period in periods:
            if len({part.holds for part in _inside(parts, period)}) > 1:
                yield period.label


def _inside(parts: tuple[Part, ...], period: Period) -> tuple[Part, ...]:
    return tuple(part for part in parts if part.start < period.end and period.start < part.end)


def _cut(cells: k.Cells, without: k.Spans) -> k.Cells:
    """Cells of what lies outside a set."""
    match cells:
        case k.Length() | k.Longest() | k.Stepped() | k.Begun() | k.Weighed() | k.Edge():
            return replace(cells, within=k.Without(left=cells.within, right=without))
        case k.SlotStarts():
            return replace(cells, set=k.Without(left=cells.set, right=without))
        case _:
            return replace(cells, rows=k.Inside(rows=cells.rows, set=without, outside=True))
