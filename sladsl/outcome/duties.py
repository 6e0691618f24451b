"""Dates that an agreement sets its parties: what is due, by whom, to whom, until when, and the term that runs.

They stand beside credits and rights because those hang on them: a report that is sent late moves a deadline.
"""

from __future__ import annotations

from typing import Literal

from sladsl.outcome.rights import RightEvent
from sladsl.plan.settlement import Rule
from sladsl.record import Record

DutyKind = Literal["report", "duty", "review", "notice", "end of term"]
DutyStatus = Literal[
    "due", "sent in time", "sent late", "done in time", "done late", "overdue", "not known", "possible"
]


class DutyState(Record):
    """One date of a duty.

    `due` is the first instant that is too late, `due_day` the last day in time. `overdue`: the data name what was sent
    or done, and this is not among it; `not known`: the day has passed and no data say what became of it. A `notice` and the
    `end of term` are nobody's duty: `who` is "", or the party that has the option to renew.

    A duty that waits for something (`trigger`, as written) has a date for each time that it `arises`, in each `scope`: `by`
    are the periods that gave it. `possible`: it hangs on periods of which nobody knows how they came out (`unknown`), or on
    a day that nobody has stated (then it `arises` None). Where it waits for such days, `trigger` says for what.
    `due` None and `due_day` "": the agreement does not say until when, or it can't be told, and `presumed` says why; it
    says, too, on what a date rests that nobody has told.
    """

    kind: DutyKind
    what: str
    who: str
    to: str
    period: str
    """What it is about: the label of a period; "" for none."""
    due: int | None
    due_day: str
    state: DutyStatus
    sent: int | None
    rule: Rule
    scope: str = ""
    dimension: str = ""
    trigger: str = ""
    arises: int | None = None
    by: tuple[RightEvent, ...] = ()
    unknown: tuple[RightEvent, ...] = ()
    presumed: str = ""


class TermState(Record):
    """The term that runs at the as-of instant: the initial one (`number` 0) or a renewal.

    Days are the first and the last of it; `start` and `end` its instants (half-open). `renewal` says what follows,
    `next_last_day` the last day of that. `notice_day` is the last day on which notice can be given ("" where nothing is
    said), `notice` the first instant at which it is too late. `sure`: it runs without anybody having agreed to it, or
    having used an option; after the end of a term that renews only then nobody knows.
    """

    number: int
    first_day: str
    last_day: str
    start: int
    end: int
    renewal: Literal["automatic", "by agreement", "option", "none", "not stated", ""]
    notice: int | None
    notice_day: str
    next_last_day: str
    sure: bool
    rule: Rule
    by: str = ""
    """The party whose option it is to renew."""
    left: int | None = None
    """How many renewals are left after this term; None where they are not counted."""

    @property
    def last(self) -> bool:
        """Whether its renewals are used up."""
        return self.left == 0
