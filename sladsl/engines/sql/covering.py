"""What is known of sets before any data are: whether they are disjoint, whether they hold every instant of some periods."""

from __future__ import annotations

from sladsl.plan.measure import (
    Allowance,
    AtOnce,
    Beginning,
    Beyond,
    Both,
    Either,
    Fixed,
    Inside,
    Joined,
    Lasting,
    Rows,
    Shared,
    Slots,
    Spans,
    Together,
    Without,
)
from sladsl.values.intervals import normal
from sladsl.values.open_time import OpenTime
from sladsl.values.period import Period


def covers_whole(within: Spans, periods: tuple[Period, ...]) -> bool:
    """Whether the set holds every instant of every period."""
    if not isinstance(within, Fixed):
        return False
    spans = normal(within.spans)
    if len(spans) == 1:
        (start, end), *_ = spans
        return all(start <= each.start and each.end <= end for each in periods)
    held = OpenTime(spans)
    return all(held.between(each.start, each.end) == each.end - each.start for each in periods)


def in_periods(rows: Rows, periods: tuple[Period, ...]) -> Rows:
    """Rows of which the same lie in the periods, without a look at hours that these do not leave."""
    while isinstance(rows, Inside) and not rows.outside and covers_whole(rows.set, periods):
        rows = rows.rows
    return rows


def is_set(node: Spans) -> bool:
    """Whether a node's spans are disjoint and never touch, whatever the data are."""
    match node:
        case Together() | Either() | AtOnce() | Both() | Without() | Slots() | Allowance() | Shared():
            return True
        case Fixed():
            return normal(node.spans) == node.spans
        case Lasting() | Beyond() | Beginning():
            return is_set(node.spans)
        case Joined():
            return node.gap >= 0
        case _:
            return False
