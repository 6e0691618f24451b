"""What was mended in time: a miss that is then none, a credit that is not owed, a right that falls away.

Time runs from the notice, or from what broke. Mended before any notice is in time; as long as the time runs, what becomes
of it is open.
"""

from __future__ import annotations

from collections.abc import Mapping

from sladsl.outcome.amounts import is_nothing
from sladsl.outcome.statement import Step
from sladsl.plan.cures import CureRule
from sladsl.record import Record, replace
from sladsl.settle.datebook import DateBook, Found, names_of
from sladsl.settle.draft import Draft, Free, stepped
from sladsl.values.amount import NOTHING
from sladsl.values.deadline import at_instant
from sladsl.values.instant import instant_text
from sladsl.values.period import Period


class Mended(Record):
    """Whether something was mended in time (None: its time still runs, or can't be told), and why."""

    in_time: bool | None
    why: str


def mended(
    rule: CureRule,
    scope: str,
    period: Period,
    columns: Mapping[str, int],
    dates: DateBook,
    found: Found | None = None,
) -> Mended:
    """What became of a miss, as known at the as-of instant; `found`: what its time runs from, if that is known already."""
    if rule.taken:
        return Mended(
            in_time=rule.taken == "yes", why=f"taken as {'' if rule.taken == 'yes' else 'not '}mended in time"
        )
    stated = rule.of(scope, *names_of(period))
    notice = stated.notice if stated is not None and (stated.notice or dates.as_of) < dates.as_of else None
    cured = stated.cured if stated is not None and (stated.cured or dates.as_of) < dates.as_of else None
    if rule.deadline.anchor == "notice":
        if notice is None:
            return Mended(
                in_time=cured is not None,
                why=_mended(cured, "before any notice", dates) or "no notice is known",
            )
        found = Found(anchor=at_instant(notice, dates.place))
    elif found is None:
        found = dates.anchor(rule.deadline, period, columns)
    until = dates.until(rule.deadline, found)
    if until is None:
        return Mended(in_time=None, why=f"until when it can be mended is not known: {found.why}")
    last = instant_text(until.until, dates.place)
    if cured is not None and cured < until.until:
        return Mended(in_time=True, why=_mended(cured, f"in time (before {last})", dates))
    if cured is None and dates.as_of < until.until:
        return Mended(in_time=None, why=f"it can be mended before {last}")
    return Mended(
        in_time=False,
        why=_mended(cured, f"too late (not before {last})", dates) or f"not mended before {last}",
    )


def _mended(cured: int | None, when: str, dates: DateBook) -> str:
    return "" if cured is None else f"mended {instant_text(cured, dates.place)}, {when}"


def with_cured(drafts: tuple[Draft, ...], dates: DateBook) -> tuple[Draft, ...]:
    """The drafts with the misses told that were mended in time: they have no consequence."""
    if all(each.assessment.cured is None for each in drafts):
        return drafts
    return tuple(_told(each, dates) for each in drafts)


def _told(draft: Draft, dates: DateBook) -> Draft:
    rule = draft.assessment.cured
    if rule is None or draft.status != "missed":
        return draft
    found = mended(rule, draft.scope, draft.period, draft.attained.columns, dates)
    if found.in_time is False:
        return draft
    free = Free(why=found.why, open=found.in_time is None, name="mended")
    return replace(draft, free=free, attained=replace(draft.attained, reason=found.why))


def without_cured(drafts: tuple[Draft, ...], dates: DateBook) -> tuple[Draft, ...]:
    """The drafts without the credits whose misses were mended in time."""
    return tuple(_unless(each, dates) for each in drafts)


def _unless(draft: Draft, dates: DateBook) -> Draft:
    credit = draft.assessment.credit
    if credit is None or credit.cured is None or draft.status != "missed" or is_nothing(draft.amount):
        return draft
    found = mended(credit.cured, draft.scope, draft.period, draft.attained.columns, dates)
    after = draft.amount if found.in_time is False else NOTHING if found.in_time else None
    return stepped(
        draft, Step(name="mended", before=draft.amount, after=after, why=found.why, rule=credit.rule)
    )
