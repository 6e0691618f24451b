"""The dates of a right: until when it can be used, from which day on, and when it takes effect."""

from __future__ import annotations

from datetime import date

from sladsl.outcome.rights import RightStatus
from sladsl.plan.dates import DeadlineRule, DutyRule, RightRule
from sladsl.settle.arising import Place
from sladsl.settle.datebook import DateBook, Found, names_of
from sladsl.values.deadline import Anchor, at_instant, moved
from sladsl.values.duration import HOUR
from sladsl.values.instant import instant_to_local
from sladsl.values.period import Period

# ---- until when


def until_when(rule: RightRule, place: Place, instant: int, book: DateBook) -> tuple[int | None, str, str]:
    """Until when a right that is completed at an instant can be used; why that is not certain."""
    if rule.use is None:
        return None, "", ""
    found = anchored(rule.use, place, instant, book)
    until = book.until(rule.use, found)
    return (None, "", found.why) if until is None else (until.until, until.last_day, found.why)


def anchored(use: DeadlineRule, place: Place, instant: int, book: DateBook) -> Found:
    """What the time to use it counts from: the end of the period that completes it, or something in that period."""
    if use.anchor == "report":
        return book.report(use.of, instant - 1)
    if use.anchor in ("stated", "not stated"):
        period = place.period_until(instant)
        if period is None:
            return Found(anchor=None, why="what gives it is no period of its own")
        return book.anchor(use, period, {}, scope=place.scope)
    if use.anchor != "period":
        verdict = place.told(instant)
        for each in (*verdict.counted, *verdict.unknown):
            if each.end == instant and each.objective in place.tracks:
                here = place.tracks[each.objective]
                entry = here.entries[here.last_until(instant)]
                if entry.draft is not None:
                    return book.anchor(use, entry.period, entry.draft.attained.columns)
    return Found(anchor=Anchor(instant=instant, day=instant_to_local(instant - 1, book.place).date()))


# ---- while it is given at all


def withheld_at(rule: RightRule | DutyRule, scope: str, instant: int) -> str:
    """Why a right (or a duty) is not given at an instant; "" where it is."""
    parts = rule.withheld.get(scope, rule.withheld.get("", ()))
    return next((each.why for each in parts if each.start <= instant < each.end), "")


def given_since(rule: RightRule, instant: int) -> int | None:
    """Since when a right by facts alone is given, of one that is; None where it has been for as long as is looked at."""
    parts = rule.withheld.get("", ())
    return max((each.end for each in parts if each.end <= instant), default=None)


def began_to_hold(rule: DutyRule, book: DateBook) -> list[int]:
    """When the facts of a duty came to hold, as far as that is looked at: at the earliest with the term."""
    parts = rule.withheld.get("", ())
    ends = [each.end for each in parts]
    if book.term_start is not None:
        ends.append(book.term_start)
    begins = {each for each in ends if each < book.as_of and not withheld_at(rule, "", each)}
    first = book.term_start
    return sorted(each for each in begins if first is None or each >= first)


# ---- from when


def _first(rule: RightRule) -> int | None:
    """The first instant at which it can be used; None where that is any, or can't be told."""
    return rule.earliest.instant if rule.earliest is not None and not rule.earliest.of_effect else None


def usable_state(rule: RightRule, state: RightStatus, book: DateBook) -> RightStatus:
    """The state of a right that is there, by its first day."""
    if rule.earliest is None or rule.earliest.of_effect:
        return state
    first = rule.earliest.instant
    if first is None:
        return "possible"
    return "waiting" if book.as_of < first else state


def given_at(rule: RightRule, instant: int) -> int:
    """When notice can be given at the earliest, at an instant or after it."""
    return max(instant, _first(rule) or instant)


def first_day(rule: RightRule, arose: int | None, book: DateBook) -> str:
    """The first day on which it can be used, where that is after it arose (of a right at will: while it lies ahead)."""
    first = _first(rule)
    since = book.as_of if arose is None else arose
    return "" if first is None or first <= since else instant_to_local(first, book.place).date().isoformat()


def first_words(rule: RightRule) -> str:
    """The first day in words, and why it can't be told; "" where none is said."""
    if rule.earliest is None:
        return ""
    told = f"{rule.earliest.text}{' as the day of effect' if rule.earliest.of_effect else ''}"
    return f"{told}: {rule.earliest.why}" if rule.earliest.why else told


def over_before(rule: RightRule, last: int | None) -> bool:
    """Whether a time to use it is over before its first day, so that it gives nothing."""
    first = _first(rule)
    return first is not None and last is not None and last <= first


def too_early(rule: RightRule, last_day: str) -> str:
    """Why something that happened gave no right."""
    text = rule.earliest.text if rule.earliest is not None else ""
    return f"its time was over on {last_day}, before its first day ({text})"


# ---- when it takes effect


def found_from(rule: RightRule, place: Place, instant: int, book: DateBook) -> Found:
    """What the day of effect is counted from, of a right that was completed at an instant."""
    if rule.effective is None or rule.effective.anchor == "notice":
        return Found(anchor=None)
    return anchored(rule.effective, place, instant, book)


def effect_day(rule: RightRule, given: int, book: DateBook, since: Found | None = None) -> str:
    """The day on which it takes effect if notice is given at an instant; "" where that is not stated, or can't be told.

    The latest of what the notice, the day of effect and the first day say.
    """
    today = instant_to_local(given, book.place).date()
    days: list[date | None] = []
    if rule.notice is not None:
        if rule.notice.unit == "hours":
            days.append(instant_to_local(given + rule.notice.count * HOUR, book.place).date())
        else:
            days.append(moved(today, rule.notice))
    elif rule.notice_text == "at once":
        days.append(today)
    if rule.effective is not None:
        days.append(_effective(rule.effective, given, book, since))
    if not days or None in days or rule.effective_text == "not stated":
        return ""
    if rule.earliest is not None and rule.earliest.of_effect:
        if rule.earliest.instant is None:
            return ""
        days.append(instant_to_local(rule.earliest.instant, book.place).date())
    return max(max(each for each in days if each is not None), today).isoformat()


def _effective(rule: DeadlineRule, given: int, book: DateBook, since: Found | None) -> date | None:
    found = since
    if rule.anchor == "notice":
        found = Found(anchor=Anchor(instant=given, day=instant_to_local(given, book.place).date()))
    if found is None:
        return None
    until = book.until(rule, found)
    return None if until is None else instant_to_local(until.until - 1, book.place).date()


# ---- what can still be mended


def given_notice(rule: RightRule, scope: str, period: Period | None, book: DateBook) -> int | None:
    """When notice was given of what a period completed, as known at the as-of instant."""
    stated = (
        rule.cured.of(scope, *names_of(period)) if rule.cured is not None and period is not None else None
    )
    return (
        stated.notice
        if stated is not None and stated.notice is not None and stated.notice < book.as_of
        else None
    )


def cure_day(rule: RightRule, given: int, since: Found | None, book: DateBook) -> str:
    """The last day on which it can be mended, with notice given at an instant."""
    if rule.cured is None:
        return ""
    found = since or Found(anchor=at_instant(given, book.place))
    until = book.until(rule.cured.deadline, found)
    return "" if until is None else until.last_day
