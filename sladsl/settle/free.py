"""Misses without consequence: the first ones of a time, or those of a period with few records.

They are missed all the same, and say so; no credit, no point and no right comes of them. Which one is the first hangs on
what came before: where nobody has looked at that, what a miss costs is open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sladsl.plan.moving import FreeRule
from sladsl.plan.settlement import Settlement
from sladsl.record import replace
from sladsl.settle.draft import Draft, Free
from sladsl.settle.fees import Window
from sladsl.settle.level import sums
from sladsl.settle.tracks import Entry, value_of
from sladsl.settle.windows import span_of
from sladsl.values.number import ordinal
from sladsl.values.period import Period, previous

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


def with_free(drafts: tuple[Draft, ...], settlement: Settlement, place: ZoneInfo) -> tuple[Draft, ...]:
    """The drafts with the misses told that are free."""
    rows: dict[tuple[str, str], list[Draft]] = {}
    for each in drafts:
        if each.assessment.free is not None:
            rows.setdefault((each.assessment.objective, each.scope), []).append(each)
    if not rows:
        return drafts
    # A period under two terms is one period: that of the last ones counts.
    rows = {key: list({each.period.label: each for each in row}.values()) for key, row in rows.items()}
    free: dict[tuple[str, str, str], Free] = {}
    for row in rows.values():
        ordered = sorted(row, key=lambda each: each.period.start)
        for draft in ordered:
            found = _free(draft, ordered, settlement, place) if _counts(draft) else None
            if found is not None:
                free[draft.assessment.objective, draft.scope, draft.period.label] = found
    return tuple(
        _told(each, free.get((each.assessment.objective, each.scope, each.period.label))) for each in drafts
    )


def _counts(draft: Draft) -> bool:
    """Whether it is a miss that is not free for another reason."""
    return draft.status == "missed" and (draft.free is None or draft.free.open)


def _told(draft: Draft, free: Free | None) -> Draft:
    if free is None:
        return draft
    return replace(draft, free=free, attained=replace(draft.attained, reason=free.why))


def _free(draft: Draft, row: list[Draft], settlement: Settlement, place: ZoneInfo) -> Free | None:
    rule = draft.assessment.free
    assert rule is not None
    if not rule.window:
        return _of_few(draft, rule)
    window = span_of(rule.window, settlement, place, draft.period)
    if isinstance(window, str):
        return Free(why=window, open=True)
    begins = begun_anew(draft, window.start)
    before = [
        each
        for each in row
        if window.start < each.period.end
        and begins < each.period.end
        and each.period.start < draft.period.start
    ]
    missed = sum(value_of(Entry(period=each.period, draft=each), "missed") == "yes" for each in before)
    unknown = sum(value_of(Entry(period=each.period, draft=each), "missed") == "unknown" for each in before)
    unknown += _unseen(row[0].period, window, begins, settlement, place)
    if missed >= rule.count:
        return None
    if missed + unknown >= rule.count:
        number = "miss is" if rule.count == 1 else f"{rule.count} misses are"
        why = f"the first {number} free, and what came before in {window.label} is not known"
        return Free(why=why, open=True)
    return Free(why=f"the {ordinal(missed + 1)} miss of {window.label} has no consequence")


def begun_anew(draft: Draft, plain: int) -> int:
    """From when on is counted up to a line: from where its periods are laid anew, or from a `plain` instant."""
    laid = draft.assessment.laid
    return laid.since if laid is not None and laid.anew and laid.since > plain else plain


def _unseen(
    first: Period, window: Period | Window, begins: int, settlement: Settlement, place: ZoneInfo
) -> int:
    """Periods of the window in force that lie before all that is settled."""
    if settlement.before == "clean":
        return 0
    count, here = 0, previous(first, place)
    while here.end > max(window.start, begins) and (
        settlement.term_start is None or here.end > settlement.term_start
    ):
        count += 1
        here = previous(here, place)
    return count


def _of_few(draft: Draft, rule: FreeRule) -> Free | None:
    """A miss by so few records of so few."""
    if not draft.attained.columns or draft.attained.reported is not None:
        return Free(why="how many records there were is not known", open=True)
    kept, total = sums(draft.assessment.level, draft.attained.columns)
    if total is None or total >= rule.below or total - kept > rule.count:
        return None
    return Free(why=f"{total - kept} of fewer than {rule.below} has no consequence")
