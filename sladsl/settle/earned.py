"""Earning back: part of a credit is given back when the promise is kept for a time after the miss.

The credit itself stays what it is; what is given back stands beside it, with the period that decided. Only what has
happened by then counts: a period of which nobody knows leaves it pending.
"""

from __future__ import annotations

from typing import Literal

from sladsl.outcome.amounts import is_nothing
from sladsl.outcome.earned import Earned
from sladsl.plan.remedies import EarnBackRule
from sladsl.plan.settlement import CreditRule
from sladsl.record import replace
from sladsl.settle.draft import Draft
from sladsl.settle.judge import MISSES, exceeds
from sladsl.settle.rounding import rounded_amount
from sladsl.settle.tracks import Entry, value_of
from sladsl.values.amount import Amount, scale

Came = Literal["yes", "no", "unknown"]


def with_earned(drafts: tuple[Draft, ...], every: tuple[Draft, ...], as_of: int) -> tuple[Draft, ...]:
    """The drafts with what is earned back of their credits; `every` draft that was settled says what came after."""
    if not any(each.assessment.credit is not None and each.assessment.credit.earn_back for each in drafts):
        return drafts
    rows: dict[tuple[str, str], list[Draft]] = {}
    for each in sorted(every, key=lambda one: one.period.start):
        rows.setdefault((each.assessment.objective, each.scope), []).append(each)
    return tuple(_earned(each, rows, every, as_of) for each in drafts)


def _earned(
    draft: Draft, rows: dict[tuple[str, str], list[Draft]], every: tuple[Draft, ...], as_of: int
) -> Draft:
    credit = draft.assessment.credit
    if credit is None or credit.earn_back is None or is_nothing(draft.amount):
        return draft
    if draft.status != "missed" and not draft.assessment.of_points:
        return draft
    rule = credit.earn_back
    spared = _spared(draft, rule)
    if spared:
        return replace(draft, earned=Earned(state="kept", amount=None, period="", why=spared, rule=rule.rule))
    later = [
        each
        for each in rows[draft.assessment.objective, draft.scope]
        if each.period.start >= draft.period.end and each.period.end <= as_of
    ]
    came = [(each, _came(each, rule, every)) for each in later]
    state, decided, why = _found(came, rule)
    amount = _amount(draft, credit, rule)
    if "critical" in rule.never and draft.unsure and state == "earned back":
        amount = None
        why = f"{why}; whether the miss was critical, whose credit stays, is not known"
    return replace(
        draft,
        earned=Earned(
            state=state,
            amount=None if state == "kept" else amount,
            period="" if decided is None else decided.period.label,
            why=why,
            rule=rule.rule,
            into=rule.into,
        ),
    )


def _spared(draft: Draft, rule: EarnBackRule) -> str:
    """Why a credit is never earned back, "" where it may be."""
    if "critical" in rule.never and draft.grade == "critical":
        return "the miss was critical, and credits for that stay"
    if "below minimum" in rule.never and draft.grade in MISSES:
        return "the level was below the minimum, and credits for that stay"
    return ""


def _amount(draft: Draft, credit: CreditRule, rule: EarnBackRule) -> Amount | None:
    if draft.amount is None or rule.share is None:
        return None
    return rounded_amount(scale(draft.amount, rule.share), credit)


def _came(draft: Draft, rule: EarnBackRule, every: tuple[Draft, ...]) -> Came:
    """Whether a period came out as it must."""
    match rule.what:
        case "met":
            return _plain(draft)
        case "exceeded":
            kept, target = _plain(draft), draft.assessment.target
            if kept != "yes" or target is None:
                return kept
            return "yes" if exceeds(draft.assessment, target, draft.attained.level) else "no"
        case "no credit due":
            here = [
                each
                for each in every
                if draft.period.start < each.period.end <= draft.period.end
                and each.assessment.credit is not None
            ]
            if any(each.amount is not None and not is_nothing(each.amount) for each in here):
                return "no"
            open_ = any(each.amount is None or value_of(_entry(each), "missed") == "unknown" for each in here)
            return "unknown" if open_ else "yes"


def _entry(draft: Draft) -> Entry:
    return Entry(period=draft.period, draft=draft)


def _plain(draft: Draft) -> Came:
    value = value_of(_entry(draft), "met")
    return "no" if value == "void" else value


Found = tuple[Literal["earned back", "pending", "kept"], Draft | None, str]


def _found(came: list[tuple[Draft, Came]], rule: EarnBackRule) -> Found:
    """What came of it; where an amendment lays other periods and counts begin anew, in each of both on its own."""
    at = next((at for at, (each, _) in enumerate(came) if _anew(each, came[:at])), len(came))
    found = _next(came[:at], rule) if rule.following else _run(came[:at], rule)
    return found if at == len(came) or found[0] != "pending" else _found(came[at:], rule)


def _anew(draft: Draft, before: list[tuple[Draft, Came]]) -> bool:
    laid = draft.assessment.laid
    return laid is not None and laid.anew and any(each.period.end <= laid.since for each, _ in before)


def _next(came: list[tuple[Draft, Came]], rule: EarnBackRule) -> Found:
    """Each of the next periods after the miss must have come out so."""
    of_next = came[: rule.count]
    broken = next((each for each, value in of_next if value == "no"), None)
    words = _words(rule)
    if broken is not None:
        return "kept", broken, f"not {words} in {broken.period.label}, one of the next {rule.count}"
    if len(of_next) < rule.count or any(value == "unknown" for _, value in of_next):
        done = sum(value == "yes" for _, value in of_next)
        return "pending", None, f"{words} in {done} of the next {rule.count} so far"
    return "earned back", of_next[-1][0], f"{words} in each of the next {rule.count}"


def _run(came: list[tuple[Draft, Came]], rule: EarnBackRule) -> Found:
    """Any so many periods in a row after the miss."""
    words = _words(rule)
    length = 0
    for draft, value in came:
        length = length + 1 if value == "yes" else 0
        if length == rule.count:
            of = "points" if draft.assessment.of_points else "miss"
            return "earned back", draft, f"{words} in {rule.count} in a row after the {of}"
    return "pending", None, f"{words} in {length} in a row so far, of {rule.count}"


def _words(rule: EarnBackRule) -> str:
    return {"met": "met", "exceeded": "exceeded", "no credit due": "without a credit due"}[rule.what]
