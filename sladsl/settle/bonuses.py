"""Bonuses: what a level better than promised brings its owner, worked out as credits are, and beside them.

A bonus is owed where the promise is met: by the row that the level fits, or as a flat amount where the level is better than
promised, not just so. No cap of credits limits it, and no credit is less for it, save those that it says it replaces.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sladsl.outcome.amounts import is_nothing
from sladsl.outcome.statement import Bonus, PeriodTotal, Step
from sladsl.plan.settlement import CreditRule, Settlement
from sladsl.record import replace
from sladsl.settle.bands import banded, fitting, in_parts, in_steps, price_of
from sladsl.settle.caps import capped
from sladsl.settle.datebook import DateBook
from sladsl.settle.draft import Draft, stepped
from sladsl.settle.fees import FeeBook
from sladsl.settle.happened import Happened, condition_words
from sladsl.settle.invoiced import Claimed
from sladsl.settle.least import least_paid
from sladsl.settle.level import level_text
from sladsl.settle.repeats import place_of
from sladsl.settle.rounding import rounded_lines
from sladsl.settle.steps import Figures
from sladsl.settle.totals import limits, period_totals
from sladsl.settle.tracks import Entry, value_of
from sladsl.values.amount import NOTHING, Amount

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


def with_bonuses(
    drafts: tuple[Draft, ...],
    settlement: Settlement,
    place: ZoneInfo,
    book: FeeBook,
    claimed: Claimed,
    dates: DateBook,
) -> tuple[tuple[Draft, ...], tuple[PeriodTotal, ...]]:
    """The drafts, in their order of use, with their bonuses; and what these come to by period, of periods that have any."""
    places = [at for at, each in enumerate(drafts) if each.assessment.bonus is not None]
    if not places:
        return drafts, ()
    lines = _lines([drafts[at] for at in places], drafts, book, settlement, dates)
    after = capped(lines, replace(settlement, caps=settlement.bonus_caps), place, book, claimed)
    lines = rounded_lines(after.drafts, after.shared)
    shared = limits(lines, after.shared)
    lines = least_paid(lines, replace(settlement, least=None))
    found = list(drafts)
    for at, line in zip(places, lines, strict=True):
        if not is_nothing(line.amount) or _lost(line):
            rule = line.assessment.credit
            to = rule.paid_to if rule is not None else ""
            bonus = Bonus(amount=line.amount, band=line.band, steps=line.steps, paid_to=to)
            found[at] = replace(found[at], bonus=bonus)
    shown = settlement.shown
    owed = tuple(
        each
        for each in lines
        if shown is None or (shown[0] <= each.period.start and each.period.end <= shown[1])
    )
    totals = period_totals(owed, shared)
    return tuple(found), tuple(each for each in totals if not is_nothing(each.credit))


def replacing(
    drafts: tuple[Draft, ...], settlement: Settlement, book: FeeBook, dates: DateBook
) -> tuple[Draft, ...]:
    """The lines of bonuses that take the place of credits, as they are before caps; open where their level is not known."""
    wanted = [each for each in drafts if each.assessment.bonus is not None and each.assessment.bonus.replaces]
    if not wanted:
        return ()
    lines = _lines(wanted, drafts, book, settlement, dates)
    return tuple(
        replace(each, amount=None)
        if value_of(Entry(period=each.period, draft=each), "met") == "unknown"
        else each
        for each in lines
    )


def _lines(
    of: list[Draft], drafts: tuple[Draft, ...], book: FeeBook, settlement: Settlement, dates: DateBook
) -> tuple[Draft, ...]:
    """What they bring, before caps; `drafts` are all of them."""
    figures = {place_of(each): each for each in drafts}
    lines = tuple(_brought(each, book, figures) for each in of)
    rules = (each.assessment.credit for each in lines)
    waiting = [rule.when for rule in rules if rule is not None and rule.when is not None]
    if not waiting:
        return lines
    happened = Happened(waiting, drafts, settlement, dates, book)
    return tuple(_waiting(each, happened) for each in lines)


def _brought(draft: Draft, book: FeeBook, figures: Figures) -> Draft:
    """The line as one of its bonus alone."""
    rule = draft.assessment.bonus
    assert rule is not None
    assessment = replace(draft.assessment, credit=rule)
    line = replace(draft, assessment=assessment, amount=NOTHING, band="", steps=())
    level = draft.attained.level
    if draft.status != "met" or level is None:
        return line
    told = draft.assessment.no_bonus
    spared = told.get(draft.scope, told.get("", {})).get(draft.period.label)
    if spared is not None:
        after = None if spared.open else NOTHING
        return stepped(line, replace(_step(rule, after, spared.why), name="condition"))
    if rule.pieces and rule.marginal:
        return in_parts(line, rule, level, book)
    if rule.pieces:
        pieces = fitting(rule, level)
        return (
            banded(line, rule, pieces, book, level_text(draft.assessment, draft.attained))[0]
            if pieces
            else line
        )
    target = draft.assessment.target
    if rule.flat is None or target is None or level == target.value:
        return line
    price, how = price_of(rule.flat, line, book)
    why = price.reason or how or "the level is better than promised"
    if rule.step is not None and price.amount is not None:
        return in_steps(line, rule, rule.step, price.amount, figures)
    return stepped(line, _step(rule, price.amount, why))


def _waiting(line: Draft, happened: Happened) -> Draft:
    """The line without a bonus whose condition did not hold at the end of its period."""
    rule = line.assessment.credit
    if rule is None or rule.when is None or is_nothing(line.amount):
        return line
    told = happened.told(rule.when, line)
    if told.holds == "yes":
        return line
    after = NOTHING if told.holds == "no" else None
    why = condition_words(told, "bonus", "a good level")
    return stepped(line, Step(name="condition", before=line.amount, after=after, why=why, rule=rule.rule))


def _lost(line: Draft) -> bool:
    """Whether a level brings nothing though it would have, but for a condition, a cap or a smallest amount: it says why."""
    return any(
        each.name in ("condition", "steps") or (each.before is not None and not is_nothing(each.before))
        for each in line.steps
    )


def _step(rule: CreditRule, after: Amount | None, why: str) -> Step:
    return Step(
        name="band" if rule.pieces else "flat amount", before=None, after=after, why=why, rule=rule.rule
    )
