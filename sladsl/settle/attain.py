"""The lines of a statement and what was attained in each: reported levels first, measured ones else, or
the reason for none.

Every scope and period that the agreement promises has a line, whether or not data name it: silence is
shown, not skipped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Literal

from sladsl.outcome.budget import Budget
from sladsl.outcome.given import ReportedLevel
from sladsl.outcome.measured import DataFinding, Measured
from sladsl.outcome.progress import Progress
from sladsl.plan.aimed import aimed
from sladsl.plan.composed import Part
from sladsl.plan.levels import is_empty
from sladsl.plan.settlement import Assessment, Settlement
from sladsl.record import Record, replace
from sladsl.settle.amended import failed, with_stints
from sladsl.settle.budget import budget_of, running
from sladsl.settle.composed import Columns, not_yet, spread_out, with_composed
from sladsl.settle.coverage import Coverer
from sladsl.settle.datebook import DateBook
from sladsl.settle.delays import delayed
from sladsl.settle.doubts import Doubter, doubter
from sladsl.settle.draft import Attained, Draft, Kin
from sladsl.settle.judge import bounds_of, judge
from sladsl.settle.level import NOTHING_HAPPENED, measured
from sladsl.settle.level import reported as from_report
from sladsl.settle.parity import with_other
from sladsl.settle.progress import progress_of
from sladsl.values.instant import instant_to_local
from sladsl.values.period import Period

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

NO_LEVEL = "no level reported"
NO_DATA = "no data"


def drafted(
    settlement: Settlement,
    cells: Measured | None,
    reported: tuple[ReportedLevel, ...],
    coverer: Coverer,
    as_of: int,
    place: ZoneInfo,
    dates: DateBook,
) -> Iterator[Kin]:
    """A draft for each objective, scope and period, judged but without money; one for all scopes with the same figures."""
    columns: Columns = (
        {} if cells is None else {(c.metric, c.scope, c.period): c.columns for c in cells.cells}
    )
    assessments = [spread_out(each, columns) for each in settlement.assessments]
    columns = with_composed(with_stints(columns, assessments), assessments)
    cells_of = _cells_of(columns)
    orders = {each.objective: at for at, each in reversed(list(enumerate(assessments)))}
    today = instant_to_local(as_of, place).date().isoformat()
    doubts = doubter(cells)
    for assessment in assessments:
        if assessment.of_points or assessment.score is not None:
            continue  # what it sums up has to be known first
        said = _Said(assessment.objective, reported)
        whole = _in_its_unit(assessment, said)
        drafter = _Drafter(
            settlement=settlement,
            columns=columns,
            said=said,
            order=orders[assessment.objective],
            coverer=coverer,
            doubts=doubts,
            dates=dates,
            as_of=as_of,
            today=today,
        )
        here = cells_of.get(whole.metric, {})
        scopes = _scopes(whole, here, said)
        if whole.targets:
            for scope in scopes:
                promised = promised_to(whole, scope)
                for period in promised.periods:
                    yield Kin(draft=drafter.draft(promised, scope, period), scopes=(scope,))
            continue
        for period in whole.periods:
            yield from drafter.kins(whole, scopes, period, here.get(period.label, {}))


class _Drafter(Record):
    """What the drafts of one objective are made from."""

    settlement: Settlement
    columns: Columns
    said: _Said
    order: int
    coverer: Coverer
    doubts: Doubter
    dates: DateBook
    as_of: int
    today: str

    def kins(
        self,
        whole: Assessment,
        scopes: tuple[str, ...],
        period: Period,
        cells: Mapping[str, Mapping[str, int]],
    ) -> Iterator[Kin]:
        """The drafts of a period, whose `cells` are told by scope. Of thousands of scopes most have the same figures: they
        are judged once, and what follows from it as well.
        """
        label = period.label
        shared = label not in whole.early and not self.said.by_place and not whole.stints
        shared = shared and whole.parity is None and not figures_beside(whole)
        shared = shared and not whole.out_of_force.get(label) and period.end <= self.as_of
        alike: dict[tuple[object, ...], list[str]] = {}
        for scope in scopes:
            cell = cells.get(scope) if shared else None
            if cell is None or (whole.unpromised and _not_here(whole, scope, period)):
                yield Kin(draft=self.draft(whole, scope, period), scopes=(scope,))
                continue
            key = (*cell, *cell.values())
            found = alike.get(key)
            if found is None:
                alike[key] = [scope]
            else:
                found.append(scope)
        for same in alike.values():
            yield Kin(draft=self.draft(whole, same[0], period), scopes=tuple(same))

    def draft(self, promised: Assessment, scope: str, period: Period) -> Draft:
        """The draft of one scope."""
        assessment = _not_yet(promised) if period.label in promised.early else promised
        attained = _blocked(assessment, scope, period, self.as_of, self.today)
        cell = self.columns.get((assessment.metric, scope, period.label))
        budget, progress = None, None
        if attained is not None and not _not_here(assessment, scope, period):
            budget, progress = _so_far(
                self.settlement, assessment, period, cell, self.coverer, self.as_of, self.dates.place
            )
        reported = (scope, period.label) in self.said.by_place
        if attained is None and assessment.level.delay_of and not reported:
            attained = delayed(assessment, period, self.dates)
        if attained is None:
            attained = _attained(
                assessment, scope, period, self.columns, self.said, self.coverer, self.doubts
            )
            attained = with_other(attained, assessment, scope, period.label, self.columns)
        attained = self._counted(attained, assessment, scope, period)
        status, grade = judge(assessment, attained)
        return Draft(
            assessment=assessment,
            order=self.order,
            scope=scope,
            period=period,
            attained=attained,
            status=status,
            grade=grade,
            budget=budget,
            progress=progress,
            failed=failed(assessment, scope, period.label, self.columns) if assessment.stints else None,
        )

    def _counted(self, attained: Attained, assessment: Assessment, scope: str, period: Period) -> Attained:
        """What was attained, with the figures beside it that steps count."""
        found = {}
        for part in figures_beside(assessment):
            of = replace(assessment, metric=part.metric, level=part.level, sources=part.sources, parity=None)
            own = scope if part.scoped else ""
            found[part.name] = _attained(
                of, own, period, self.columns, _Said(part.name, ()), self.coverer, self.doubts
            )
        return replace(attained, counted=found) if found else attained


def figures_beside(assessment: Assessment) -> list[Part]:
    """The figures that are measured for the steps of a credit, a bonus or of points, besides the level."""
    owed = (assessment.credit, assessment.bonus, assessment.points)
    steps = [each.step for each in owed if each is not None and each.step is not None]
    return [each.other for each in steps if each.other is not None]


def _not_yet(assessment: Assessment) -> Assessment:
    """The promise before it begins: its level is told, and nothing follows from it."""
    return replace(
        assessment,
        strength="reports",
        target=None,
        targets=(),
        parity=None,
        minimum=None,
        critical=None,
        credit=None,
        claim=None,
    )


def _so_far(
    settlement: Settlement,
    assessment: Assessment,
    period: Period,
    cell: Mapping[str, int] | None,
    coverer: Coverer,
    as_of: int,
    place: ZoneInfo,
) -> tuple[Budget | None, Progress | None]:
    """What may still be lost in a period that runs, and of which there are data; what has come of what is promised."""
    span = running(settlement, period, as_of)
    if span is None or cell is None or coverer.share(assessment, period, cell) <= 0:
        return None, None
    return (
        budget_of(assessment, cell, span, as_of, place),
        progress_of(assessment, cell, span, as_of, place),
    )


def promised_to(assessment: Assessment, scope: str) -> Assessment:
    """The assessment with the bound of a scope, where each has its own (those that nothing names have that of "")."""
    if not assessment.targets:
        return assessment
    targets = dict(assessment.targets)
    return aimed(assessment, targets.get(scope, targets.get("")))


def _in_its_unit(assessment: Assessment, said: _Said) -> Assessment:
    """An assessment of levels that are only reported, and compared with nothing, in the unit in which they are reported."""
    level = assessment.level
    if not level.reported or bounds_of(assessment):
        return assessment
    match {each.unit for rows in said.by_place.values() for each in rows}:
        case units if units == {"duration"}:
            return replace(assessment, level=replace(level, unit="duration", places=0))
        case units if units == {"number"}:
            return replace(assessment, level=replace(level, unit="number"))
        case _:
            return assessment


class _Said:
    """What is reported for an objective, by scope and period."""

    def __init__(self, objective: str, reported: tuple[ReportedLevel, ...]) -> None:
        self.by_place: dict[tuple[str, str], list[ReportedLevel]] = {}
        self.bare_is_percent = False
        for each in reported:
            if each.objective == objective:
                self.by_place.setdefault((each.scope, each.period), []).append(each)
                # One number above 1 shows that bare numbers are percentages, for no ratio is.
                self.bare_is_percent |= each.unit == "unsaid" and each.level.value > 1


Cells = Mapping[str, Mapping[str, Mapping[str, int]]]
"""The cells of a metric, by the label of their period and by scope."""


def _cells_of(columns: Columns) -> Mapping[str, Cells]:
    found: dict[str, dict[str, dict[str, Mapping[str, int]]]] = {}
    for (metric, scope, label), cell in columns.items():
        try:
            found[metric][label][scope] = cell
        except KeyError:
            found.setdefault(metric, {})[label] = {scope: cell}
    return found


def _scopes(assessment: Assessment, measured: Cells, said: _Said) -> tuple[str, ...]:
    """The scopes that have a line: those of the agreement, or else those that data name; never none."""
    if assessment.scopes:
        return assessment.scopes
    labels = {period.label for period in assessment.periods}
    found: set[str] = set().union(*(measured.get(label, ()) for label in labels))
    found |= {scope for scope, label in said.by_place if label in labels}
    if assessment.dimension:
        # Rows without a scope count in no scope; where a dimension is assessed "" is none of its values.
        found.discard("")
    return tuple(sorted(found)) or ("",)


def _not_here(assessment: Assessment, scope: str, period: Period) -> str:
    """Why nothing is promised of a scope in a period; "" where something is."""
    of_scope = assessment.unpromised.get(scope, assessment.unpromised.get("", {}))
    return assessment.out_of_force.get(period.label) or of_scope.get(period.label, "")


def _blocked(assessment: Assessment, scope: str, period: Period, as_of: int, today: str) -> Attained | None:
    """Why a period can't be assessed whatever the data say; None when it can."""
    origin: Literal["reported", "measured"] = "reported" if assessment.level.reported else "measured"
    reason = _not_here(assessment, scope, period)
    if not reason and period.end > as_of:
        reason = f"not finished on {today}"
    return Attained(level=None, reason=reason, origin=origin) if reason else None


def _attained(
    assessment: Assessment,
    scope: str,
    period: Period,
    columns: Columns,
    said: _Said,
    coverer: Coverer,
    doubts: Doubter,
) -> Attained:
    here = said.by_place.get((scope, period.label))
    cell = columns.get((assessment.metric, scope, period.label))
    if here:
        found = from_report(assessment.level, tuple(here), said.bare_is_percent)
        share = None if cell is None else coverer.share(assessment, period, cell)
        if cell is not None and share is not None and share > 0:
            own = replace(measured(assessment.level, cell), coverage=share)
            return replace(found, beside=own.level, own=own)
        return found
    if assessment.level.reported or (cell is None and said.by_place):
        return Attained(level=None, reason=NO_LEVEL, origin="reported")
    if cell is None:
        return Attained(level=None, reason=not_yet(assessment.level, period.label) or NO_DATA)
    share = coverer.share(assessment, period, cell)
    if share <= 0:
        return Attained(level=None, reason=NO_DATA, columns=cell, coverage=share)
    found = replace(measured(assessment.level, cell), coverage=share)
    if found.reason == NOTHING_HAPPENED or (not assessment.level.parts and is_empty(assessment.level, cell)):
        doubt = doubts.doubt(assessment, period, cell)
        return replace(found, level=None, reason=doubt, kept=False) if doubt else found
    return found


def unused_levels(reported: tuple[ReportedLevel, ...], drafts: tuple[Draft, ...]) -> tuple[DataFinding, ...]:
    """The finding about reported levels that meet no line."""
    if not reported:
        return ()
    lines = {(each.assessment.objective, each.scope, each.period.label) for each in drafts}
    stray = [each for each in reported if (each.objective, each.scope, each.period) not in lines]
    if not stray:
        return ()
    return (
        DataFinding(
            name="level-without-line",
            severity="warning",
            source="levels",
            message=f"levels: {len(stray)} of {len(reported)} fit no objective, scope and period here.",
            count=len(stray),
            rule="a level that fits no line changes nothing",
            samples=tuple(
                (each.row, ", ".join(part for part in (each.objective, each.scope, each.period) if part))
                for each in stray[:20]
            ),
            hint="Check the names, and periods like 2026-Q1.",
        ),
    )
