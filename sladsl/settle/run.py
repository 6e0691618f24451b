"""Settling: from a few exact integers and reported numbers to a statement, in the order of settlement on
one page.

Every engine and every generated evaluator ends here, so that two ways to measure can never disagree about
money.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar

from sladsl.outcome.given import GivenClaim, GivenDone, GivenFee, GivenReport, ReportedLevel
from sladsl.outcome.measured import Measured
from sladsl.outcome.statement import Distance, Line, Own, Statement
from sladsl.plan.settlement import Settlement
from sladsl.record import replace
from sladsl.settle.after_others import after_others
from sladsl.settle.amended import governing
from sladsl.settle.arising import Happenings
from sladsl.settle.attain import drafted, unused_levels
from sladsl.settle.bands import fault_findings, of_any_scope, priced
from sladsl.settle.beside import contradicted, differing, measured_text
from sladsl.settle.bonuses import replacing, with_bonuses
from sladsl.settle.caps import capped, in_order_of_use, is_shown
from sladsl.settle.claims import claimed_at, claims_settled, without_late
from sladsl.settle.coverage import Coverer, gaps
from sladsl.settle.critical import with_critical
from sladsl.settle.cured import with_cured, without_cured
from sladsl.settle.datebook import DateBook
from sladsl.settle.distance import distances
from sladsl.settle.draft import Alike, Draft, alike
from sladsl.settle.duties import duty_states
from sladsl.settle.earned import with_earned
from sladsl.settle.earned_first import parted_first, with_rest
from sladsl.settle.fees import FeeBook
from sladsl.settle.free import with_free
from sladsl.settle.gates import conditional, displaced
from sladsl.settle.invoiced import Claimed
from sladsl.settle.least import least_paid
from sladsl.settle.ledger import cap_windows, fee_used
from sladsl.settle.level import level_text
from sladsl.settle.moving import moved
from sladsl.settle.near import near_bounds
from sladsl.settle.once import once_for_several
from sladsl.settle.parity import kept_up
from sladsl.settle.paying import payments
from sladsl.settle.points import scored, sums_of_points
from sladsl.settle.quiet import drafts_of, in_their_order, parted
from sladsl.settle.repeats import multiplied, place_of
from sladsl.settle.rights import right_states
from sladsl.settle.rounding import rounded_lines
from sladsl.settle.scores import score_lines
from sladsl.settle.stray import unkept, unused_claims, unused_reports
from sladsl.settle.terms import term_at
from sladsl.settle.totals import limits, overall, period_totals
from sladsl.settle.undecided import undecided_findings
from sladsl.settle.used import in_credits, used_once
from sladsl.values.cycles import Cycle
from sladsl.values.period import first_day, parse_period
from sladsl.values.zones import zone

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

S = TypeVar("S", ReportedLevel, GivenClaim)


def settle(
    settlement: Settlement,
    cells: Measured | None,
    reported: tuple[ReportedLevel, ...],
    fees: tuple[GivenFee, ...],
    claims: tuple[GivenClaim, ...],
    as_of: int,
    covers: Mapping[str, tuple[int | None, int | None]],
    engine: str,
    reports: tuple[GivenReport, ...] | None = None,
    done: tuple[GivenDone, ...] = (),
    *,
    in_words: bool = True,
    spans: Mapping[tuple[str, str, str], tuple[int, int]] = {},
) -> Statement:
    """One reading of an agreement, settled as known at the instant `as_of` (µs).

    `covers` says of a source from when to when its data are complete (None: not said). `reports` are those known to be sent
    (None: nobody says which); `done` is what is recorded of other duties. Without `in_words` lines have no print of their
    level, no distances and no fee, and rights don't tell what they lack: half the time, where thousands of statements are
    only counted.
    `spans`: what a ledger says of metrics, sources and periods, from when to when there are data.
    ValueError when the zone of the settlement isn't one; all else that is wrong with the data becomes a finding or
    an open line.
    """
    place = zone(settlement.zone)
    if place is None:
        raise ValueError(f"{settlement.zone!r} isn't a zone")
    book = FeeBook(
        settlement.currency,
        place,
        settlement.fees,
        fees,
        by_days=settlement.by_days,
        untold=settlement.fee_untold,
    )
    facts = {} if cells is None else {each.name: each for each in cells.sources}
    term_of = settlement.term_start, settlement.term_end
    coverer = Coverer(covers=covers, facts=facts, as_of=as_of, spans=spans, term=term_of)
    reported, claims = _named_whole(reported, settlement), _named_whole(claims, settlement)

    term = None
    if settlement.term is not None and settlement.term_start is not None:
        term = term_at(settlement.term, settlement.term_start, settlement.term_end, as_of, place)
    dates = DateBook(settlement, reports, as_of, place, term, done)
    known_claims = claimed_at(claims, as_of)
    kins = drafted(settlement, cells, reported, coverer, as_of, place, dates)
    loud, quiet = parted(kins, settlement, book, dates, known_claims)
    drafts = in_order_of_use(moved(loud, settlement, place))
    drafts = with_free(with_cured(kept_up(drafts), dates), settlement, place)
    drafts = with_critical(drafts, settlement, dates, book)
    drafts = used_once(drafts, cells, book, known_claims, dates)
    if scores := score_lines(drafts, settlement, as_of):
        drafts = in_order_of_use((*drafts, *scores))
    drafts = scored(drafts, settlement, dates, book)
    if sums := sums_of_points(drafts, settlement, dates):
        drafts = in_order_of_use((*drafts, *sums))
    drafts, faults = _all_priced(drafts, book, settlement)
    drafts = in_credits(drafts, book)
    drafts = without_cured(conditional(drafts, settlement, dates, book), dates)
    claimed = Claimed(known_claims, dates, settlement.paying)
    order = settlement.order
    if not order.cap_before_repeat:
        drafts = multiplied(drafts, settlement, dates)
    drafts = displaced(drafts, replacing(drafts, settlement, book, dates))
    drafts = once_for_several(drafts, one_incident=settlement.one_incident)
    drafts = after_others(drafts, book) if settlement.after_others else drafts
    drafts = without_late(drafts, known_claims, dates) if order.claim_before_cap else drafts
    drafts = parted_first(drafts, as_of) if order.earned_before_cap else drafts
    after = capped(drafts, settlement, place, book, claimed)
    if order.cap_before_repeat:
        settled = rounded_lines(multiplied(after.drafts, settlement, dates), ())
    else:
        settled = rounded_lines(after.drafts, after.shared)
    settled, brought = with_bonuses(settled, settlement, place, book, claimed, dates)
    drafts = _shown(settled, settlement.shown)
    drafts = claims_settled(drafts, known_claims, dates)
    drafts = least_paid(drafts, settlement)
    drafts = with_rest(drafts, order) if order.earned_before_cap else with_earned(drafts, settled, as_of)

    told = _Told(in_words)
    shown = [each for each in quiet if is_shown(each.claimed.period, settlement.shown)]
    totals = period_totals(drafts, limits(settled, after.shared), (each.claimed.period for each in shown))
    every = settled
    waits = settlement.rights or any(each.trigger is not None for each in settlement.duties)
    if quiet and (reported or claims or waits):
        every = in_order_of_use((*settled, *drafts_of(quiet)))
    total, known = overall(totals)
    happenings = Happenings(settlement, every, dates, book)
    stretch = _span((*drafts, *(each.claimed for each in shown)))
    duties = duty_states(settlement, happenings, dates, stretch, reports is not None)
    return Statement(
        agreement=settlement.agreement,
        title=settlement.title,
        version=settlement.version,
        currency=settlement.currency,
        zone=settlement.zone,
        as_of=as_of,
        engine=engine,
        lines=in_their_order(
            drafts,
            (told.line(each, book) for each in drafts),
            ((each, told.line(each.claimed, book)) for each in shown),
        ),
        totals=totals,
        total=total,
        known=known,
        findings=(
            *(() if cells is None else cells.findings),
            *unused_levels(_asked(reported, settlement.shown, place), every),
            *gaps(drafts, coverer),
            *undecided_findings(drafts),
            *near_bounds(drafts),
            *differing(drafts),
            *contradicted(drafts),
            *fault_findings(faults),
            *unused_claims(_asked(claims, settlement.shown, place), every, as_of),
            *unused_reports(reports or (), settlement, as_of),
            *unkept(dates.unkept),
        ),
        sources=() if cells is None else cells.sources,
        answers=settlement.answers,
        caps=after.steps,
        ledger=cap_windows(after.shared, settled),
        rights=right_states(settlement, happenings, dates, in_words=in_words),
        duties=duties,
        term=term,
        amendments=settlement.amendments,
        bonuses=brought,
        payments=payments(drafts, settlement, book, dates, (each.priced for each in shown)),
    )


def _shown(drafts: tuple[Draft, ...], shown: tuple[int, int] | None) -> tuple[Draft, ...]:
    """The drafts that were asked for; the others have used up what they use of the caps."""
    if shown is None:
        return drafts
    return tuple(each for each in drafts if is_shown(each.period, shown))


def _span(drafts: tuple[Draft, ...]) -> tuple[int, int] | None:
    """From the start of the first line to the end of the last."""
    if not drafts:
        return None
    return min(each.period.start for each in drafts), max(each.period.end for each in drafts)


def _asked(stated: tuple[S, ...], shown: tuple[int, int] | None, place: ZoneInfo) -> tuple[S, ...]:
    """What is stated of periods that were asked for, or of none that can be told."""
    if shown is None:
        return stated
    found = []
    for each in stated:
        period = parse_period(each.period, place)
        if period is None or (period.start < shown[1] and shown[0] < period.end):
            found.append(each)
    return tuple(found)


def _named_whole(stated: tuple[S, ...], settlement: Settlement) -> tuple[S, ...]:
    """What is stated, with the whole names of periods that it calls by their first day: `2026-03-16`, of a billing cycle."""
    names = {
        (each.objective, first_day(period).isoformat()): period.label
        for each in settlement.assessments
        for period in each.periods
        if isinstance(period.kind, Cycle)
    }
    if not names:
        return stated
    # A claim that names no promise is for all of the period.
    names |= {("", first): label for (_, first), label in names.items()}
    return tuple(
        replace(each, period=names[each.objective, each.period])
        if (each.objective, each.period) in names
        else each
        for each in stated
    )


def _all_priced(
    drafts: tuple[Draft, ...], book: FeeBook, settlement: Settlement
) -> tuple[tuple[Draft, ...], tuple[tuple[Draft, str, str], ...]]:
    lines: list[Draft] = []
    faults: list[tuple[Draft, str, str]] = []
    stepped = any(
        each.assessment.credit is not None and each.assessment.credit.step is not None for each in drafts
    )
    figures = {place_of(each): each for each in drafts} if stepped else {}
    known: dict[Alike, Draft] = {}
    for draft in drafts:
        same = known.get(alike(draft)) if not draft.steps else None
        if same is not None:
            lines.append(replace(draft, band=same.band, amount=same.amount, steps=same.steps))
            continue
        line, found = priced(draft, book, figures)
        lines.append(line)
        if not found and not draft.steps and not stepped and of_any_scope(draft.assessment):
            known[alike(draft)] = line
        faults += [(line, name, sample) for name, sample in found]
    if settlement.amendments:
        lines = governing(lines, settlement.caps)
        kept = {id(each) for each in lines}
        faults = [each for each in faults if id(each[0]) in kept]
    return tuple(lines), tuple(faults)


def _own(draft: Draft) -> Own | None:
    """What the data give beside a report."""
    assessment, own = draft.assessment, draft.attained.own
    if own is None:
        return None
    return Own(
        level=own.level,
        shown=measured_text(draft),
        reason=own.reason,
        columns={name: value for name, value in own.columns.items() if not name.startswith("outage ")},
        formula=assessment.level,
        coverage=own.coverage,
    )


class _Told:
    """The text and the distances of levels: of thousands of scopes nearly all have the same figures."""

    def __init__(self, in_words: bool) -> None:
        self.in_words = in_words
        self._known: dict[tuple[object, ...], tuple[str, tuple[Distance, ...]]] = {}
        self._columns: dict[int, dict[str, int]] = {}
        self._of_any_scope: dict[int, bool] = {}
        self._lines: dict[tuple[object, ...], Line] = {}

    def line(self, draft: Draft, book: FeeBook) -> Line:
        """The line of a draft; that of another scope with the same figures and the same credit, under its own name."""
        assessment = id(draft.assessment)
        if assessment not in self._of_any_scope:
            self._of_any_scope[assessment] = of_any_scope(draft.assessment)
        if (
            not self._of_any_scope[assessment]
            or draft.points is not None
            or draft.earned is not None
            or draft.bonus is not None
            or draft.score
        ):
            return _line(draft, book, self)
        key = (*alike(draft), draft.band, id(draft.amount), id(draft.steps), id(draft.claim))
        if key not in self._lines:
            self._lines[key] = _line(draft, book, self)
            return self._lines[key]
        return replace(self._lines[key], scope=draft.scope)

    def columns(self, draft: Draft) -> dict[str, int]:
        """The figures of a line, without those of single outages."""
        own = draft.attained.columns
        if id(draft.attained) not in self._columns:
            shown = {name: value for name, value in own.items() if not name.startswith("outage ")}
            self._columns[id(draft.attained)] = shown
        return self._columns[id(draft.attained)]

    def of(self, draft: Draft) -> tuple[str, tuple[Distance, ...]]:
        if not self.in_words:
            return "", ()
        level, columns = draft.attained.level, draft.attained.columns
        if draft.score and draft.attained.reason:
            # What must be met decides, and no other score would change that.
            return level_text(draft.assessment, draft.attained), ()
        if draft.attained.reported is not None or level is None:
            return level_text(draft.assessment, draft.attained), distances(draft)
        same = alike(draft)
        if same not in self._known:
            # The drafts hold their assessments, so that no other gets the place of one in memory.
            key = (id(draft.assessment), level.numerator, level.denominator, *columns.items())
            if key not in self._known:
                self._known[key] = level_text(draft.assessment, draft.attained), distances(draft)
            self._known[same] = self._known[key]
        return self._known[same]


def _line(draft: Draft, book: FeeBook, told: _Told) -> Line:
    assessment, attained = draft.assessment, draft.attained
    text, changes = told.of(draft)
    return Line(
        objective=assessment.objective,
        title=assessment.title,
        scope=draft.scope,
        period=draft.period.label,
        start=draft.period.start,
        end=draft.period.end,
        owner=assessment.owner,
        metric=assessment.metric,
        unit=assessment.level.unit,
        level=attained.level,
        shown=text,
        origin=attained.origin,
        status=draft.status,
        grade=draft.grade,
        reason=attained.reason,
        coverage=attained.coverage,
        columns=told.columns(draft),
        target=assessment.target,
        band=draft.band,
        credit=draft.amount,
        steps=draft.steps,
        distances=changes,
        claim=draft.claim,
        rule=assessment.rule,
        dimension=assessment.dimension,
        formula=None if attained.reported is not None or not attained.columns else assessment.level,
        fee=fee_used(draft, book) if told.in_words else None,
        days=assessment.days,
        window=assessment.windows.get(draft.period.label),
        own=_own(draft),
        budget=draft.budget,
        progress=draft.progress,
        terms=assessment.terms,
        points=draft.points,
        earned=draft.earned,
        bonus=draft.bonus,
        paid_to=assessment.credit.paid_to if assessment.credit is not None else "",
        score=draft.score,
        moved=draft.moved,
        used=draft.used,
    )
