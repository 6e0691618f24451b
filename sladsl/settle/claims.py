"""Claims: until when a credit must be claimed, whether it was, and what a late claim costs.

Deadlines are days of the agreement's calendar, so they end at a midnight there whatever the clock did in
between. A deadline that has passed without a known claim takes nothing away: nobody said that no claim
was made.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, assert_never

from sladsl.outcome.amounts import is_nothing
from sladsl.outcome.given import GivenClaim
from sladsl.outcome.measured import DataFinding
from sladsl.outcome.statement import ClaimState, Step
from sladsl.plan.settlement import ClaimRule
from sladsl.record import replace
from sladsl.settle.draft import Draft, stepped
from sladsl.values.amount import NOTHING
from sladsl.values.calendar import add_days, add_working_days
from sladsl.values.duration import HOUR
from sladsl.values.instant import instant_text, instant_to_local
from sladsl.values.period import Period, day_start, last_day

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

Key = tuple[str, str, str]
"""Objective, scope, period label."""


def claimed_at(claims: tuple[GivenClaim, ...], as_of: int) -> dict[Key, int]:
    """The first claim for each line; claims after the as-of instant are not known yet."""
    found: dict[Key, int] = {}
    for each in claims:
        if each.claimed < as_of:
            key = (each.objective, each.scope, each.period)
            found[key] = min(each.claimed, found.get(key, each.claimed))
    return found


def deadline(rule: ClaimRule, period: Period, place: ZoneInfo) -> tuple[int, str] | None:
    """The first instant that is too late, and the last day in time; None where the rule names no working
    days.

    Everything counts from the last day of the period, which isn't counted. N months later is the same day of
    the month, or the last one of a shorter month; what ends with a month ends with a month, so that one month
    after February lasts to 31 March.
    """
    if rule.count is None:
        return None
    last = last_day(period)
    match rule.unit:
        case "hours":
            until = period.end + rule.count * HOUR
            return until, instant_to_local(until - 1, place).date().isoformat()
        case "days":
            last = add_days(last, rule.count)
        case "weeks":
            last = add_days(last, 7 * rule.count)
        case "months":
            ends = (last + timedelta(days=1)).month != last.month
            last = add_months(last, rule.count)
            if ends:
                last = last.replace(day=monthrange(last.year, last.month)[1])
        case "working days":
            if rule.hours is None:
                return None
            last = add_working_days(rule.hours, last, rule.count)
        case _:
            assert_never(rule.unit)
    return day_start(last + timedelta(days=1), place), last.isoformat()


def add_months(day: date, count: int) -> date:
    """The same day `count` months later, or the last day of a month that is too short for it."""
    months = day.year * 12 + day.month - 1 + count
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def claim_settled(draft: Draft, claims: Mapping[Key, int], as_of: int, place: ZoneInfo) -> Draft:
    """The draft with the state of its claim; a late claim leaves no credit."""
    rule = draft.assessment.claim
    if draft.assessment.credit is None or draft.status == "not assessed":
        return draft
    claimed = claims.get((draft.assessment.objective, draft.scope, draft.period.label))
    if rule is None:
        state = ClaimState(
            state="nothing to claim" if is_nothing(draft.amount) else "not stated",
            last=None,
            last_day="",
            channel="",
            claimed=claimed,
            rule=None,
        )
        return replace(draft, claim=state)
    until = deadline(rule, draft.period, place)
    state = ClaimState(
        state="not stated" if rule.needed else "none needed",
        last=until[0] if until else None,
        last_day=until[1] if until else "",
        channel=rule.channel,
        claimed=claimed,
        rule=rule.rule,
    )
    if is_nothing(draft.amount):
        return replace(draft, claim=replace(state, state="nothing to claim"))
    if until is None:
        return replace(draft, claim=state)
    if claimed is None:
        return replace(draft, claim=replace(state, state="open" if as_of < until[0] else "lapsed"))
    if claimed < until[0]:
        return replace(draft, claim=replace(state, state="made in time"))
    why = f"claimed at {instant_text(claimed, place)}; the last day was {until[1]}"
    step = Step(name="claim", before=draft.amount, after=NOTHING, why=why, rule=rule.rule)
    return replace(stepped(draft, step), claim=replace(state, state="made late"))


def unused_claims(
    claims: tuple[GivenClaim, ...], drafts: tuple[Draft, ...], as_of: int
) -> tuple[DataFinding, ...]:
    """Findings for claims that meet no line and for those made after the as-of instant."""
    lines = {(each.assessment.objective, each.scope, each.period.label) for each in drafts}
    stray = [each for each in claims if (each.objective, each.scope, each.period) not in lines]
    late = [each for each in claims if each.claimed >= as_of and each not in stray]
    found = []
    if stray:
        found.append(
            _finding(
                "claim-without-line",
                stray,
                f"claims: {len(stray)} of {len(claims)} fit no objective, scope and period here.",
                "a claim that fits no line changes nothing",
                "Check the names, and periods like 2026-Q1.",
            )
        )
    if late:
        found.append(
            _finding(
                "claim-after-as-of",
                late,
                f"claims: {len(late)} of {len(claims)} are dated at or after the as-of instant.",
                "a claim counts once it is made",
                "",
            )
        )
    return tuple(found)


def _finding(name: str, claims: list[GivenClaim], message: str, rule: str, hint: str) -> DataFinding:
    return DataFinding(
        name=name,
        severity="warning" if name == "claim-without-line" else "information",
        source="claims",
        message=message,
        count=len(claims),
        rule=rule,
        samples=tuple(
            (0, ", ".join(part for part in (each.objective, each.scope, each.period) if part))
            for each in claims[:20]
        ),
        hint=hint,
    )
