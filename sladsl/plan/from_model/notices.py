"""Notice, as `announced at least 5 days before start`: a comparison of two times, for business days with a field more.

Business days are counted from the earlier time, as all deadlines are: notice of five of them is in time when they are
over by the later one. So the choices that say how business days are counted say it of notice too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from sladsl.ast import values as v
from sladsl.plan import measure as k
from sladsl.plan import rows as r
from sladsl.plan.from_model.open_ended import limit_of
from sladsl.plan.from_model.stretch import DAY

_UNTIL: dict[v.Comparator, r.Comparator] = {
    "at least": "at most",
    "at most": "at least",
    "above": "below",
    "below": "above",
    "exactly": "exactly",
}
"""What is true of the end of the business days: the more of them are needed, the earlier it must lie."""


def notice(written: v.Notice) -> r.Condition:
    """The condition of a notice, over rows that are `noticed` where it is in business days."""
    needed = limit_of(written.distance)
    if needed.business_days:
        return r.Compare(
            left=r.Field(name=over(written)),
            comparator=_UNTIL[written.comparator],
            right=r.Field(name=written.later.text),
        )
    return r.Compare(
        left=r.Elapsed(since=written.earlier.text, until=written.later.text),
        comparator=written.comparator,
        right=r.Constant(value=needed.us + needed.days * DAY),
    )


def over(written: v.Notice) -> str:
    """The field that has the instant when the business days of a notice are over; "" where it is in plain time."""
    days = limit_of(written.distance).business_days
    return f"{written.earlier.text} after {days} business days" if days else ""


def noticed(rows: k.Rows, where: v.Condition | None, days: Callable[[], k.BusinessDays]) -> k.Rows:
    """The rows with a field for each notice of a condition that is in business days."""
    for _, add in ends_of_notice(where, days):
        rows = add(rows)
    return rows


def ends_of_notice(
    where: v.Condition | None, days: Callable[[], k.BusinessDays]
) -> Iterator[tuple[str, Callable[[k.Rows], k.Rows]]]:
    """Each field that the notices of a condition need, with what adds it to rows; a field comes once."""
    done = set()
    for each in _notices(where):
        name, count = over(each), limit_of(each.distance).business_days
        if name and name not in done:
            done.add(name)
            yield name, _adding(name, each.earlier.text, count, days())


def _adding(name: str, since: str, count: int, days: k.BusinessDays) -> Callable[[k.Rows], k.Rows]:
    number = f"{count} business days"

    def add(rows: k.Rows) -> k.Rows:
        counted = k.Choose(rows=rows, name=number, type="number", cases=(), otherwise=Fraction(count))
        return k.DueIn(rows=counted, name=name, since=since, days=number, calendar=days)

    return add


def _notices(where: v.Condition | None) -> Iterator[v.Notice]:
    match where:
        case v.Notice():
            yield where
        case v.AllOf() | v.AnyOf():
            for part in where.of:
                yield from _notices(part)
        case v.Not():
            yield from _notices(where.of)
        case _:
            pass
