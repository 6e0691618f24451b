"""Rights as an evaluation finds them: whether one has arisen, by what, until when it can be used, what it still lacks.

A right that nobody notices in time is lost, and one that is used too early is a breach; so every date has its reason.
"""

from __future__ import annotations

from typing import Literal

from sladsl.plan.settlement import Rule
from sladsl.record import Record

RightStatus = Literal["open", "possible", "waiting", "used", "lapsed", "not arisen", "at will"]


class RightEvent(Record):
    """A period that counts for a right, or might: an objective in a scope and period, and how it came out.

    `status` is what counted (`missed`, `critical`, …); `not known` where nobody knows the level, with the reason.
    `end` is the end of the period (exclusive).
    """

    objective: str
    title: str
    scope: str
    period: str
    end: int
    status: str
    reason: str = ""


class RightCondition(Record):
    """One event of the trigger and how far it has come.

    `counted` are the periods that count for it now, of the `needed` ones. `more` is how many are lacking (0: it holds);
    they must come in the periods `first` to `last` (labels; "" where any later period will do), each of them where
    `each`. `reachable` false: it cannot come about any more.
    """

    text: str
    holds: Literal["yes", "no", "perhaps"]
    counted: tuple[RightEvent, ...]
    needed: int
    more: int
    objective: str
    """Of which objective the lacking periods are: its name, and what a reader calls it."""
    title: str
    any: bool
    """Any objective would do; this is the one that lacks least."""
    status: str
    first: str = ""
    last: str = ""
    each: bool = False
    reachable: bool = True


class RightConditions(Record):
    """Several conditions: all of them must hold, or any."""

    how: Literal["all", "any"]
    of: tuple[RightTree, ...]


RightTree = RightCondition | RightConditions


class RightSpell(Record):
    """A time in which the right was there: from when, to the last day (exclusive instant; None: no end is stated)."""

    arises: int
    last: int | None
    last_day: str
    by: tuple[RightEvent, ...] = ()


class RightState(Record):
    """A right in one scope, as known at the as-of instant.

    `arises` is the end of the period that completed it (None: it has not arisen, or needs nothing); `last` the first
    instant at which it is too late to use it (None: no end is stated). One that is `waiting` has arisen, or needs nothing,
    and its `first_day` has not come; of one that is `used` notice was given. A `possible` right hangs on the periods in
    `unknown`; its dates are those that it has if they count.
    """

    right: str
    """The key of its rule, `right Acme may terminate`; a second one that says so has ` (2)` behind it."""
    words: str
    """`Acme may terminate that circuit`; where several say the same, what gives this one stands behind a colon."""
    holder: str
    """A party, or `either party`."""
    action: str
    scope: str
    dimension: str
    state: RightStatus
    trigger: str
    """The words of `when`, or of the facts by which it is given if nothing has to happen; "" for one that needs neither."""
    arises: int | None
    by: tuple[RightEvent, ...]
    last: int | None
    last_day: str
    presumed: str = ""
    """Why `last` is not certain; "" where it is."""
    notice: str = ""
    """`30 days`, `at once`, `not stated`; "" where nothing is said."""
    effective_day: str = ""
    """The day on which it takes effect if notice is given on the as-of day; "" where it can't be used or told."""
    earliest_day: str = ""
    """The same for notice given as soon as it arose."""
    effective: str = ""
    """When it takes effect, where that is said beside the notice: `2 months after the notice`, `not stated`."""
    first_day: str = ""
    """The first day on which it can be used, where that is said and later than it arose."""
    first: str = ""
    """The first day in words, `end of the initial term`, with why it can't be told; "" where none is said."""
    cure: str = ""
    """The time in which the other side can still mend it, in words."""
    cure_day: str = ""
    """The last day on which it can be mended: by the notice that was given, else with notice given on the as-of day (on its
    first day, while it waits); "" where that can't be told."""
    noticed: int | None = None
    """When notice was given, where somebody states it."""
    use: str = ""
    """How long it can be used, in words: `60 days after the last miss`."""
    conditions: RightTree | None = None
    """What it waits for, and how far that has come; None for a right that waits for nothing, or before anything is known."""
    unknown: tuple[RightEvent, ...] = ()
    looked_to: str = ""
    """The last period that was looked at, where a later one has ended by the as-of instant and may change the state."""
    earlier: tuple[RightSpell, ...] = ()
    """Former times in which it was there, the oldest first."""
    withheld: str = ""
    """Why it is not given at the as-of instant: facts, or a first day that comes too late; "" where neither decides."""
    rule: Rule
