"""Parts of periods: of one that is cut off because from some day on others are laid."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sladsl.record import replace
from sladsl.values.cycles import days_label, hours_label
from sladsl.values.instant import instant_to_local
from sladsl.values.period import Period, day_start, period_at

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


def cut_off(period: Period, since: int, until: int, zone: ZoneInfo) -> Period:
    """What of a period lies in `[since, until)`, of the same kind and named by its days; itself where all of it does."""
    start, end = max(period.start, since), min(period.end, until)
    if (start, end) == (period.start, period.end):
        return period
    first, after = instant_to_local(start, zone), instant_to_local(end, zone)
    whole_days = all(_midnight(each, zone) == each for each in (start, end))
    label = days_label(first.date(), after.date()) if whole_days else hours_label(first, after)
    return replace(period, label=label, start=start, end=end)


def is_cut(period: Period, zone: ZoneInfo) -> bool:
    """Whether it is only a part of a period of its kind."""
    return period_at(period.kind, zone, period.start).label != period.label


def _midnight(instant: int, zone: ZoneInfo) -> int:
    """When the day of an instant begins."""
    local: datetime = instant_to_local(instant, zone)
    return day_start(local.date(), zone)
