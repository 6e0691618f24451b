"""Rules of settlement that are about dates: claims and their stages, rights and what gives them, duties, the term.

Compiled like all rules: calendars are resolved, choices answered. `sladsl.settle` executes them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Literal, assert_never

from sladsl.plan.cures import CureRule
from sladsl.plan.rows import Comparator
from sladsl.plan.settlement import AmountRule, Rule
from sladsl.record import Record
from sladsl.values.deadline import Length
from sladsl.values.period import PeriodKind

AnchorKind = Literal[
    "period",
    "first start",
    "last start",
    "first end",
    "last end",
    "report",
    "stage",
    "incident",
    "start",
    "end",
    "notice",
    "stated",
    "not stated",
    "given",
]
"""What a deadline is counted from: the end of the period; an edge of its outages; when a report was sent; when a stage of
the claim was made; what made the miss; the start or the end of the term; when notice was given; a day that somebody states;
one of which the agreement says nothing; when the facts that give a right came to hold."""


class StatedDay(Record):
    """When something happened that nobody measures, as somebody states it, in a scope and a period ("": not said)."""

    instant: int
    scope: str = ""
    period: str = ""


class DeadlineRule(Record):
    """So long after its anchor (before it). `of` names the report, the stage or the fact. `text` says it in words."""

    length: Length
    anchor: AnchorKind
    of: str = ""
    before: bool = False
    text: str = ""
    days: Mapping[str, tuple[StatedDay, ...]] = {}
    """Of a `stated` anchor what is stated, by objective; "" where a right or a duty is the only one that it is about."""


# ---- claims


class StageRule(Record):
    """A step of a claim; `deadline` None: the agreement does not say until when."""

    rule: Rule
    name: str
    channel: str
    deadline: DeadlineRule | None
    title: str = ""
    show: tuple[str, ...] = ()


class ClaimRule(Record):
    """Credits lapse unless each stage is made in time. `needed` false: no claim is needed.

    `decided`: how long `decided_by` has to decide, counted from the last stage.
    """

    rule: Rule
    stages: tuple[StageRule, ...]
    needed: bool = True
    decided_by: str = ""
    decided: Length | None = None
    dispute: DisputeRule | None = None


class DisputeRule(Record):
    """How long the first step of a dispute has, and where it begins ("": not said)."""

    rule: Rule
    first: str
    length: Length


# ---- rights

EventStatus = Literal[
    "missed", "met", "critical", "below minimum", "below expected", "not assessed", "exceeded", "reached"
]


class WindowRule(Record):
    """In which periods of a kind, and how many of them, an event must happen.

    `run`: in `count` one after the other; a period that is not assessed ends the run, or (`bridged`) is passed over.
    `sliding`: in `count` of any `of` one after the other. `blocks`: in `count` of a block of `of`; blocks are laid one after
    the other from the period in which the term starts, or anew from each January where nobody says when that is.
    `calendar year`, `contract year`: in `count` of those whose last instant lies in the same year. `next`: in each of the
    `count` that begin when or after the one that is looked at has ended.
    """

    kind: Literal["run", "sliding", "blocks", "calendar year", "contract year", "next"]
    count: int
    of: int
    period: PeriodKind
    bridged: bool = False


class FigureRule(Record):
    """A figure against a bound: the level of an objective, or the points or credits of all of these objectives.

    Its periods are lines of their own under the name `name`, `reached` or not: each of a kind by itself, or the sum of
    so many one after the other (`together`; 0: by itself). `stage` of credits: before or after caps; "" is not said.
    """

    name: str
    words: str
    of: Literal["level", "points", "credits"]
    objectives: tuple[str, ...]
    comparator: Comparator
    bound: Fraction | AmountRule
    period: PeriodKind
    together: int
    stage: Literal["", "before caps", "after caps"] = ""
    by_scope: bool = False
    """Each scope has a sum of its own."""


class EventRule(Record):
    """An objective (of several always the same one) comes out so; `window` None: in the last period that has ended.

    With a `figure` its only objective is the name of that.
    """

    objectives: tuple[str, ...]
    any: bool
    status: EventStatus
    window: WindowRule | None
    text: str
    figure: FigureRule | None = None


class AllRule(Record):
    of: tuple[TriggerRule, ...]


class AnyRule(Record):
    of: tuple[TriggerRule, ...]


TriggerRule = EventRule | AllRule | AnyRule


def events_of(trigger: TriggerRule) -> Iterator[EventRule]:
    """The events of a trigger, in the order written."""
    match trigger:
        case EventRule():
            yield trigger
        case AllRule() | AnyRule():
            for part in trigger.of:
                yield from events_of(part)
        case _:
            assert_never(trigger)


def objectives_of(trigger: TriggerRule) -> frozenset[str]:
    """The objectives that a trigger looks at."""
    return frozenset(name for event in events_of(trigger) for name in event.objectives)


def figures_of(trigger: TriggerRule | None) -> tuple[FigureRule, ...]:
    """The figures that a trigger looks at."""
    found = () if trigger is None else events_of(trigger)
    return tuple(event.figure for event in found if event.figure is not None)


class Withheld(Record):
    """A time in which a right is not given, and the facts that decide."""

    start: int
    end: int
    why: str


class Earliest(Record):
    """The first instant at which a right can be used, or (`of_effect`) at which it can take effect.

    `instant` None: nobody can tell it, and `why`. `text` says it in words.
    """

    instant: int | None
    of_effect: bool
    text: str
    why: str = ""


class RightRule(Record):
    """A right of `holder` ("" = either party). `use` None: it does not lapse; a deadline from `period` counts from the end
    of the period that completes the trigger, from an outage edge from those of that period.
    """

    rule: Rule
    words: str
    """What a reader calls it; `rule.construct` identifies it."""
    holder: str
    action: str
    scope: str
    """The noun of `terminate that circuit`."""
    trigger: TriggerRule | None
    trigger_text: str = ""
    notice: Length | None = None
    notice_text: str = ""
    """`30 days`, `at once`, `not stated`, ""."""
    use: DeadlineRule | None = None
    effective: DeadlineRule | None = None
    """When it takes effect at the earliest, however short the notice."""
    effective_text: str = ""
    """`not stated`, or the time in words; "" where nothing is said."""
    earliest: Earliest | None = None
    cure: str = ""
    cured: CureRule | None = None
    since: int | None = None
    until: int | None = None
    """It arises at ends of periods after `since` and not after `until`, where an amendment brings or changes it."""
    withheld: Mapping[str, tuple[Withheld, ...]] = {}
    """By scope ("": all that are not named) when it is not given, and does not arise."""


# ---- duties and the term


class DutyRule(Record):
    """What a party sends or must do, or a review (`who` "").

    Due for each period of `each`, or of `every` counted from the start of the term, else once. A review is due at
    the end of each `every`. With a `trigger` it arises at the end of each period that completes it, in each scope.
    """

    rule: Rule
    kind: Literal["report", "duty", "review"]
    what: str
    who: str
    to: str
    deadline: DeadlineRule | None
    report: str = ""
    each: PeriodKind | None = None
    every: Length | None = None
    since: int | None = None
    until: int | None = None
    """It is about what begins at `since` or later and before `until`, where an amendment brings or changes it; it arises
    after `since` and not after `until`."""
    trigger: TriggerRule | None = None
    trigger_text: str = ""
    withheld: Mapping[str, tuple[Withheld, ...]] = {}
    """By scope ("": all that are not named) when it does not arise."""
    by_facts: bool = False
    """It hangs on facts alone: it arises when they come to hold."""
    recorded: Literal["", "about", "the oldest open", "the next due"] = ""
    """Which one a record of its source keeps: that which it is about, or what the agreement says; "": nothing records it."""


class TermRule(Record):
    """The first term, from the start of the agreement, and what follows it."""

    rule: Rule
    first: Length | None
    again: Length | None
    how: Literal["automatic", "by agreement", "option", "none", "not stated", ""]
    notice: Length | None
    by: str = ""
    """The party whose option it is."""
    times: int | None = None
    """How often it renews at most."""
