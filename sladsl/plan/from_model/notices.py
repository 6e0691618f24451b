"""Notice, as `announced at least 5 days before start`: a comparison of two times, for business days with a field more.

Business days are counted from the earlier time, as all deadlines are: notice of five of them is in time when they are
over by the later one. So the choices that say how business days are counted say it of notice too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sladsl.ast import values as v
from sladsl.plan import measure as k
from sladsl.plan import rows as r
from sladsl.plan.from_model.limit_kinds import end_of, end_of_days
from sladsl.plan.from_model.open_ended import limit_of
from sladsl.plan.from_model.so_far import Wrap
from sladsl.plan.from_model.stretch import DAY


def notice(written: v.Notice) -> r.Condition:
    """The condition of a notice, over rows that are `noticed` where it is in business days."""
    needed = limit_of(written.distance)
    if needed.business_days:
        # As a record's end is compared with its due time: at least five days before is at or after their end.
        return r.Compare(
            left=r.Field(name=written.later.text),
            comparator=written.comparator,
            right=r.Field(name=over(written)),
        )
    return r.Compare(
        left=r.Elapsed(since=written.earlier.text, until=written.later.text),
        comparator=written.comparator,
        right=r.Constant(value=needed.us + needed.days * DAY),
    )


def over(written: v.Notice) -> str:
    """The field that has the instant when the business days of a notice are over; "" where it is in plain time."""
    count = limit_of(written.distance).business_days
    return end_of(written.earlier.text, count) if count else ""


def noticed(rows: k.Rows, where: v.Condition | None, days: Callable[[], k.BusinessDays]) -> k.Rows:
    """The rows with a field for each notice of a condition that is in business days."""
    for _, add in ends_of_notice(where, days):
        rows = add(rows)
    return rows


def ends_of_notice(
    where: v.Condition | None, days: Callable[[], k.BusinessDays]
) -> Iterator[tuple[str, Wrap]]:
    """Each field that the notices of a condition need, with what adds it to rows; a field comes once."""
    done = set()
    for each in _notices(where):
        count = limit_of(each.distance).business_days
        for name, add in end_of_days(each.earlier.text, count, days) if count else ():
            if name not in done:
                done.add(name)
                yield name, add


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
