"""How late reports were: from the last day on which each was due to the day on which it was sent.

Days are counted, as the deadline counts them: a report that is sent on its last day is not late, on the day after it one
day. One that is overdue has the delay that it has by now: where even that breaks the promise, nobody needs to wait for it.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from sladsl.plan.from_model.metrics import LATE
from sladsl.plan.settlement import Assessment
from sladsl.settle.datebook import DateBook
from sladsl.settle.draft import Attained
from sladsl.settle.judge import holds
from sladsl.values.duration import DAY
from sladsl.values.instant import instant_to_local
from sladsl.values.period import Period


def delayed(assessment: Assessment, period: Period, book: DateBook) -> Attained:
    """The longest delay of the reports about times that end in the period, or why none can be told."""
    name = assessment.level.delay_of
    duty = book.duty(name)
    occasions = [] if duty is None else list(book.occasions(duty, period.start, period.end))
    ended = [each for each in occasions if period.start < each.end <= period.end]
    if duty is None or not ended:
        return Attained(level=None, reason=f"no {name} is due for it")
    longest = 0
    for occasion in ended:
        last = book.due(duty, occasion)
        if last is None:
            return Attained(level=None, reason=f"it can't be told when {name} of {occasion.label} is due")
        sent = book.sent(duty, occasion)
        late = 0
        if sent is not None:
            late = 0 if sent < last.until else _days(last.last_day, sent, book)
        elif book.as_of < last.until:
            return Attained(level=None, reason=f"{name} of {occasion.label} is due by {last.last_day}")
        elif not book.told:
            return Attained(level=None, reason=f"nobody says when {name} of {occasion.label} was sent")
        else:
            late = _days(last.last_day, book.as_of - 1, book)
            if assessment.target is not None and holds(assessment.target, Fraction(max(late, longest) * DAY)):
                days = f"{late} day{'s' * (late != 1)}"
                said = f"{name} of {occasion.label} is not known to be sent and {days} late so far"
                return Attained(level=None, reason=said)
        longest = max(longest, late)
    return Attained(level=Fraction(longest * DAY), columns={LATE: longest * DAY})


def _days(last_day: str, instant: int, book: DateBook) -> int:
    """Days from the last one to that of the instant; at least one, for the time was up."""
    return max(1, (instant_to_local(instant, book.place).date() - date.fromisoformat(last_day)).days)
