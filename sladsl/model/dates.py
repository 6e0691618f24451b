"""What an agreement means by its dates: deadlines of claims, rights and what must happen first, duties, the term.

Deadlines are alike wherever they stand: so many units before or after something.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from sladsl.ast.condition_values import Condition
from sladsl.ast.values import Comparator, PlainPeriod
from sladsl.model.meaning import Chosen, LeftOpen, Meaning, Unit
from sladsl.values.cycles import Cycle
from sladsl.values.money import Money
from sladsl.values.period import PeriodKind

if TYPE_CHECKING:
    from sladsl.model.facts import Circumstance
    from sladsl.model.meanings import FeeBase

_NUMBER = re.compile(r" \(\d+\)$")

LengthUnit = Literal["hours", "business hours", "days", "working days", "weeks", "months", "ends"]
"""Quarters and years are months; minutes and seconds are too fine for a date. `ends` are those of later periods."""


class Length(Meaning):
    """`30 days`. `text` is it as written, with the plural that its number asks for (`1 year`)."""

    count: int
    unit: LengthUnit
    text: str = ""
    period: PeriodKind | None = None
    """Of which periods the end is meant, where that is the unit."""


class Deadline(Length):
    """`30 days after the month`; `before`: counted back.

    The anchor is a kind of period, `period`, `start of the outage`, `end of the outage`, `last miss`, `notice`, `start`
    or `end` (of the term), `report` (then `of` names it), `stage` (then `of` names a former stage), `incident`
    (what made the miss; in which of the later periods it lies is asked alone), `stated` (what happened on a day that
    somebody states, then `of` says it), `given` (when the facts of a right came to hold, `of` is one) or `not stated`.
    """

    anchor: str
    of: str = ""
    before: bool = False


# ---- claims


class Stage(Meaning):
    """One step of a claim; `name` is "" for the only one."""

    name: str
    title: str
    channel: str
    channel_open: bool
    deadline: Deadline | None
    deadline_open: bool
    show: tuple[str, ...]


class Claims(Meaning):
    """The head's own channel, deadline and evidence; `stages` where there are several steps."""

    channel: str
    channel_open: bool
    none_needed: bool
    deadline: Deadline | None
    deadline_open: bool
    show: tuple[str, ...]
    stages: tuple[Stage, ...] = ()
    decided_by: str = ""
    decided_by_open: bool = False
    decided_within: Length | None = None
    decided_within_open: bool = False
    choices: Mapping[str, Chosen | LeftOpen] = {}
    dispute: Dispute | None = None


class Dispute(Meaning):
    """Where a dispute begins ("": not said), and how long each of its steps has (None: not said)."""

    first: str
    within: Length | None


# ---- rights

EventStatus = Literal[
    "missed", "met", "critical", "below minimum", "below expected", "not assessed", "exceeded", "reached"
]
CapStage = Literal["", "before caps", "after caps"]


class Window(Meaning):
    """`in 3 of any 6 consecutive months` (`of` 6), `in 3 consecutive months` (`of` 3), `in 4 months of a contract year`.

    `of` is 0 for a year, which `year` then names; `in one month` is 1 of 1. `following`: in each of the next `count`.
    """

    count: int
    of: int
    period: PlainPeriod
    year: Literal["", "calendar year", "contract year"] = ""
    following: bool = False
    own: Cycle | None = None
    """The periods of the agreement's own that its word names."""


class Reached(Meaning):
    """`points at least 50 in any 3 consecutive months`: a figure against a bound, each period by itself or all `together`.

    `level` is that of the (only) objective; points and credits are summed over all objectives that score or owe them.
    `value` is in the unit of the level, a number of points, or money; `ratio` of `base` in its place. `words` are those
    of the figure and its bound.
    """

    of: Literal["level", "points", "credits"]
    stage: CapStage
    comparator: Comparator
    value: Fraction | Money | None
    ratio: Fraction | None
    base: FeeBase | None
    together: bool
    words: str
    unit: Unit = "number"
    """That of a level."""
    nothing: bool = False
    """`no credit due`."""


class Event(Meaning):
    """`Availability missed in 3 consecutive months`: of one of these objectives, always the same one.

    What is `reached` is a figure of them.

    `any` is true for `any objective`. Without a window it is the last period that has ended.
    """

    objectives: tuple[str, ...]
    any: bool
    status: EventStatus
    window: Window | None
    text: str
    reached: Reached | None = None


class AllEvents(Meaning):
    of: tuple[Trigger, ...]


class AnyEvent(Meaning):
    of: tuple[Trigger, ...]


Trigger = Event | AllEvents | AnyEvent


class Right(Meaning):
    """`holder` is "" for either party, `scope` the noun after `terminate that`.

    Without a trigger it is there at any time.
    """

    words: str
    """`Acme may terminate`, `Acme may "use a substitute"`: as they identify it; a second one has ` (2)` behind it."""
    name: str = ""
    """What a reader calls it: the sentence, with what gives it behind where several rights say the same."""
    holder: str
    action: str
    scope: str
    service: str = ""
    """The only service that is terminated, "" for the agreement."""
    objectives: tuple[str, ...] = ()
    """What is promoted or demoted, and what it takes the place of, by their labels."""
    trigger: Trigger | None
    trigger_text: str
    notice: Length | None
    at_once: bool
    notice_open: bool
    use_within: Deadline | None
    use_within_open: bool
    cure: Deadline | None
    effective: Deadline | None = None
    effective_open: bool = False
    earliest: str = ""
    """The first day (ISO), or `end of the initial term`."""
    applies: Circumstance | None = None
    """When it is given at all; None: always."""

    @property
    def said(self) -> str:
        """The sentence alone, as it is written: `Acme may terminate`."""
        return unnumbered(self.words)

    @property
    def sentence(self) -> str:
        """The sentence as it is read: the author's own words have no quotes."""
        return unquoted(self.said)


def unnumbered(words: str) -> str:
    """What identifies a sentence, without the number behind a second one of the same words."""
    return _NUMBER.sub("", words)


def unquoted(sentence: str) -> str:
    """`Acme may use a substitute` of `Acme may "use a substitute"`."""
    holder, may, action = sentence.partition(" may ")
    return f"{holder}{may}{action[1:-1]}" if action[:1] == '"' else sentence


class ExpectedRight(Meaning):
    """What a scenario expects of the rights with these words, at its end: that they are there, or are not.

    `since` and `until` are ISO dates, "" where nothing is said; `scope` likewise.
    """

    words: str
    scope: str
    lacking: bool
    since: str
    until: str
    text: str


# ---- duties


class ExpectedDuty(Meaning):
    """What a scenario expects of the duties with these words: that they arise (are due by a day, ISO), or don't.

    `kept`: what is expected to have become of them; "": nothing is said.
    """

    words: str
    scope: str
    lacking: bool
    due: str
    text: str
    kept: Literal["", "in time", "late", "overdue"] = ""


class Recorded(Meaning):
    """Where the keeping of a duty is recorded: the fields of a source with the time at which it was done, and (`about`, ""
    for none) with one of what it was done for. Only records with which `where` holds are about it.
    """

    source: str
    done: str
    about: str = ""
    where: Condition | None = None


class Duty(Meaning):
    """`Nimbus sends ServiceReport to Acme`, `Nimbus must "keep a spare"`.

    `report` names what is sent, else `text` says what must be done. `every` counts from the start of the agreement. With a
    `trigger` it arises whenever that happens, where `applies` holds.
    """

    words: str
    """What identifies it; a second one of the same words has ` (2)` behind it."""
    owner: str
    report: str
    text: str
    to: str
    deadline: Deadline | None
    deadline_open: bool
    every: Length | None
    trigger: Trigger | None = None
    trigger_text: str = ""
    applies: Circumstance | None = None
    recorded: Recorded | None = None


def is_called(duty: str, words: str) -> bool:
    """Whether these are the words of a duty (without its number); to whom something is sent may be left out."""
    return duty == words or duty.startswith(f"{words} to ")


class Report(Meaning):
    name: str
    title: str
    metrics: tuple[str, ...]


class Review(Meaning):
    every: Length | None
    every_open: bool
    by: str
    when: tuple[str, ...] = ()
    """What else calls for one, in the author's words."""


# ---- the term


class Term(Meaning):
    """The words as written (`not stated` for what is left open, "" for what is not said), and what they compute."""

    initial: str
    renewal: str
    notice: str
    first: Length | None = None
    again: Length | None = None
    how: Literal["automatic", "by agreement", "option", "none", "not stated", ""] = ""
    by: str = ""
    """The party whose option it is."""
    times: int | None = None
    """How often it renews at most."""
    notice_before: Length | None = None
