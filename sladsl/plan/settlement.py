"""The settling half of the kernel: what turns a few exact integers by scope and period into levels, credits and dates.

Rules are compiled: every choice of the agreement is resolved (one reading), units are settled (a percentage is its ratio, a
duration microseconds), periods are instants. `sladsl.settle` executes them; nothing else may compute money.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from sladsl.plan.amounts import (
    AmountRule as AmountRule,
)
from sladsl.plan.amounts import (
    Base as Base,
)
from sladsl.plan.amounts import (
    DayOfFee as DayOfFee,
)
from sladsl.plan.amounts import (
    DaysOf as DaysOf,
)
from sladsl.plan.amounts import (
    Nothing as Nothing,
)
from sladsl.plan.amounts import (
    PercentOf as PercentOf,
)
from sladsl.plan.amounts import (
    Shortfall as Shortfall,
)
from sladsl.plan.amounts import (
    SumOf as SumOf,
)
from sladsl.plan.amounts import (
    TimeLost as TimeLost,
)
from sladsl.plan.amounts import (
    Together as Together,
)
from sladsl.plan.amounts import (
    Undetermined as Undetermined,
)
from sladsl.plan.budget import BudgetRule
from sladsl.plan.composed import Formula, Part
from sladsl.plan.remedies import Order
from sladsl.plan.rows import Comparator
from sladsl.plan.versions import Amended as Amended
from sladsl.plan.versions import Laid as Laid
from sladsl.plan.versions import Stint as Stint
from sladsl.record import Record
from sladsl.values.money import Money
from sladsl.values.number import Number, Rounding
from sladsl.values.period import Period, PeriodKind

if TYPE_CHECKING:
    from sladsl.plan.cures import CureRule
    from sladsl.plan.dates import ClaimRule, DutyRule, RightRule, TermRule, TriggerRule
    from sladsl.plan.moving import FreeRule, MovingRule, ParityRule
    from sladsl.plan.remedies import (
        EarnBackRule,
        NotOwed,
        PayingRule,
        PointsRule,
        RepeatRule,
        ScoreRule,
        StepRule,
    )
    from sladsl.plan.used import UsedRule

LevelUnit = Literal["percent", "duration", "number"]
Between = Literal["row below", "nearest row", "error"]


class Rule(Record):
    """Where a rule stands: the kind and name of its construct, its words in the source, its citation of a signed text."""

    construct: str
    """`objective Availability`, `credit for Availability`, `cap`, `claims`: the key by which clause numbers are found."""
    text: str = ""
    cites: str = ""
    at: int = -1
    """Where a cap begins in the source, which tells two of one construct apart."""
    _unequal = frozenset({"at"})


class Bound(Record):
    """`comparator value`; `written` keeps the number as the agreement writes it (99.9 with one place)."""

    comparator: Comparator
    value: Fraction
    written: Number
    promised: bool = False
    """It is what the line promises, whatever that is in its period and scope; the value is the one at first."""


class Round(Record):
    """To whole multiples of `quantum` (of the ratio for percentages)."""

    quantum: Fraction
    mode: Rounding


Empty = Literal["met", "not assessed", "100%", "0%", "left out"]
"""What a period is in which nothing happened: kept without a level, without a verdict, a level, or nothing that an average
or a run counts."""
EMPTY_LEVELS: dict[str, Fraction] = {"100%": Fraction(1), "0%": Fraction(0)}


class LevelRule(Record):
    """`sum(plus) - sum(minus)` over `sum(over_plus) - sum(over_minus)`, of columns of the metering.

    Without `over_plus` the level is the numerator itself (a count of nothing is zero, a level like any other). `empty` says
    what a denominator of zero means; a column of `spoils` above zero makes the period not assessed, for the reason given.
    """

    unit: LevelUnit
    better: Literal["higher", "lower"]
    plus: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()
    over_plus: tuple[str, ...] = ()
    over_minus: tuple[str, ...] = ()
    empty: Empty = "not assessed"
    needs: str = ""
    """A column that must be above zero, else the period is `empty`."""
    happened: str = ""
    """A column of what happened, with a figure or without: where there is some of it, no figure is not nothing."""
    scale: int = 1
    """The level is divided by it: columns are whole numbers."""
    weights: tuple[tuple[str, int], ...] = ()
    """What a column of `plus` and `minus` is multiplied by, where that is not one."""
    ones: tuple[tuple[str, int], ...] = ()
    """How many of a column make one, where that is not one: people read it so."""
    divided: tuple[tuple[str, str], ...] = ()
    """Columns that are numerators, each with the column of its denominator."""
    complement: bool = False
    """The level is what is left of one."""
    spoils: tuple[tuple[str, str], ...] = ()
    left_open: str = ""
    """A column of what counts nowhere, because the agreement does not state what it must keep."""
    rounding: Round | None = None
    places: int = 2
    """Decimals to print at least (of the percentage, of minutes, of the number)."""
    counted: int = 1
    """The unit in which the time of each outage is counted, in microseconds: the lever moves in whole ones."""
    floor: Fraction | None = None
    """No level is below it."""
    lever: str = ""
    """The column that a worse performance would raise (`down`) or lower (`good`): distances are told in it."""
    parts: tuple[Part, ...] = ()
    """The levels that it is computed from, by `formula`; no column of its own then."""
    formula: Formula | None = None
    all_of: Bound | None = None
    """What each of its parts must keep: the level is the worst of theirs, one that breaks it even if others lack."""
    delay_of: str = ""
    """The report whose delay it is: nothing is metered, the days on which it was due and sent make the level."""
    averaged: bool = False
    """Its formula is an average by weight: parts in which nothing happened may be left out of it."""
    reported: bool = False
    """True: only levels reported by somebody feed it; nothing is measured."""
    budget: BudgetRule | None = None
    """None where no loss adds up over the period: an average, a percentile, a level that is reported."""
    adds_up: bool = False
    """Of what has come of a running period so far, more makes the level, and more is better: it has a pace."""


class Piece(Record):
    """One row of bands: it fits a level that satisfies all its bounds (`otherwise`: none to satisfy)."""

    bounds: tuple[Bound, ...]
    amount: AmountRule
    text: str


class CreditRule(Record):
    """`pieces` by fit; no pieces fit: `no band`, a finding and no amount. `flat`: the amount of any miss, without bands.

    `when_met` says what a band means that matches although the promise is kept.
    """

    rule: Rule
    pieces: tuple[Piece, ...] = ()
    flat: AmountRule | None = None
    fit: Literal["first", "highest", "error"] = "first"
    when_met: Literal["paid", "not paid"] = "paid"
    between: Between = "error"
    """Which row is that of a level between two rows."""
    rounding: Round = Round(quantum=Fraction(1, 100), mode="half up")
    rounded: Literal["on each line", "on the total"] = "on each line"
    each_missed: bool = False
    """The flat amount is owed once for each record that the denominator of the level has and its numerator lacks."""
    once_for: tuple[str, ...] = ()
    """The objectives that owe one credit of a period together: the greatest; () where each owes its own."""
    paid_to: str = ""
    """Who gets it, if not the customer; "" for the customer, who has it on an invoice."""
    incident: Literal["", "highest", "customer's choice"] = ""
    """How one incident pays that breaks its promise and others: "" where each pays its own."""
    step: StepRule | None = None
    """The flat amount is owed for each of these steps."""
    repeat: RepeatRule | None = None
    marginal: bool = False
    """Each piece pays for each unit of the part of the level that lies in it."""
    earn_back: EarnBackRule | None = None
    least: Least | None = None
    """The smallest credit that is paid."""
    when: TriggerRule | None = None
    """What has to have happened by the end of the period, besides a miss."""
    when_text: str = ""
    cured: CureRule | None = None
    below_expected: bool = False
    """What it waits for speaks of less than is expected: the flat amount is owed for that too, not only for a miss."""
    replaces: frozenset[str] = frozenset()
    """Objectives whose credits of the period fall away where this one is owed."""


class Least(Record):
    """A smaller sum than `money` is not paid; with `above` nor is one of just that much."""

    rule: Rule
    money: Money
    above: bool = False


class CapRule(Record):
    """At most `amount` in each `window`, of the credits of `objectives` (() = all), of each or of all together."""

    rule: Rule
    amount: AmountRule
    window: PeriodKind | Literal["contract year", "term"]
    covers: Literal["each credit", "all credits"]
    objectives: tuple[str, ...] = ()
    by_scope: bool = False
    """Each scope has a cap of its own."""
    invoice: Literal["", "period", "claim"] = ""
    """It limits what comes on one invoice: the one after the period, or after the claim; `window` is the time before it."""
    run: int = 1
    """In any so many windows in a row, each ending with that of a line."""
    years: tuple[int, int | None] | None = None
    """The first and the last contract year whose lines it limits (None: no last one); None: all of them."""
    amended: tuple[tuple[str, AmountRule | None], ...] = ()
    """The amount by the terms that govern a line, where they differ (None: they have no such cap); () = `amount`."""
    customers: frozenset[str] = frozenset()
    """The parties of one side, what they owe being limited by itself; none: it limits what both sides owe together."""


class Assessment(Record):
    """One objective: whose promise, of what level, judged how, in which periods and scopes."""

    rule: Rule
    objective: str
    title: str
    metric: str
    owner: str
    strength: Literal["ensures", "aims for", "reports"]
    level: LevelRule
    periods: tuple[Period, ...]
    scopes: tuple[str, ...]
    """Scopes that must have a line; () = those of the cells."""
    dimension: str = ""
    """The noun of the scope (`feature`)."""
    target: Bound | None = None
    targets: tuple[tuple[str, Bound | None], ...] = ()
    """The bound of each scope, where they have bounds of their own (None: none is promised there)."""
    each: str = ""
    """What each record must keep, in words (`each ticket at most 4 business hours`), where it is judged one by one."""
    minimum: Bound | None = None
    critical: Bound | None = None
    expected: Bound | None = None
    """What is wished for above the promise; it is met, and less than expected, where this is not satisfied."""
    moving: MovingRule | None = None
    """Its bound is another one in some periods; `target` is the first one."""
    parity: ParityRule | None = None
    free: FreeRule | None = None
    """Misses that have no consequence."""
    cured: CureRule | None = None
    critical_when: TriggerRule | None = None
    sources: tuple[str, ...] = ()
    """Sources whose silence is no data: those of the measure, not those of its exclusions."""
    windows: Mapping[str, tuple[int, int]] = {}
    """Period label -> from when to when it is assessed, where that is a longer time than the period."""
    early: frozenset[str] = frozenset()
    """Labels of periods that are over before the promise begins: their level is only reported."""
    unpromised: Mapping[str, Mapping[str, str]] = {}
    """Scope -> label of a period -> why nothing is promised there (a fact, an option); "" is every other scope."""
    not_owed: Mapping[str, Mapping[str, NotOwed]] = {}
    """Scope -> label of a period -> why no credit is owed there (a fact, an option); "" is every other scope."""
    out_of_force: Mapping[str, str] = {}
    """Period label -> why that period is not assessed (before the start, after the end)."""
    credit: CreditRule | None = None
    bonus: CreditRule | None = None
    """What a level better than promised brings the owner."""
    no_bonus: Mapping[str, Mapping[str, NotOwed]] = {}
    """Scope -> label of a period -> why it brings none there (a fact, an option); "" is every other scope."""
    claim: ClaimRule | None = None
    days: bool = True
    """Whether its times may be told in days of 24 hours: not those on the clock of a calendar."""
    terms: str = ""
    """The amendment that made the terms; "" = as first agreed."""
    stints: Mapping[str, tuple[Stint, ...]] = {}
    """Period label -> the parts of which its cells are the sum, where its terms are amended within it."""
    whole: frozenset[str] = frozenset()
    """Labels of such periods that are measured whole all the same: all terms measure alike."""
    untold: Mapping[str, str] = {}
    """Period label -> why nothing can be told of it and what it is worth is open."""
    laid: Laid | None = None
    """An amendment gave it these periods; before, it had others."""
    points: PointsRule | None = None
    """What a miss of it scores."""
    of_points: tuple[str, ...] = ()
    """It is a credit for the points of these objectives: its level is their sum, and nothing measures it."""
    score: ScoreRule | None = None
    """It is a score of other promises: its level is put together of theirs, and nothing measures it."""
    used: UsedRule | None = None


class FeeRule(Record):
    """A written fee: `money` for each `period`; None = as invoiced, the amounts come later as data.

    It is charged from `since` to `until` (None: always), which amendments set; `terms` are those that say it.
    """

    service: str
    by_scope: bool
    money: Money | None
    period: PeriodKind
    since: int | None = None
    until: int | None = None
    terms: frozenset[str] = frozenset()


class Answer(Record):
    """An answer to a choice in force: what was asked, what applies, and who says so."""

    key: str
    answer: str
    origin: Literal["stated", "assumed", "tried"]
    construct: str = ""


class Settlement(Record):
    agreement: str
    title: str
    version: str
    currency: str
    zone: str
    assessments: tuple[Assessment, ...]
    caps: tuple[CapRule, ...]
    fees: tuple[FeeRule, ...]
    answers: tuple[Answer, ...]
    term_start: int | None = None
    term_end: int | None = None
    shown: tuple[int, int] | None = None
    """Only periods within these instants are stated; others are settled because they use up a cap (None: all)."""
    rights: tuple[RightRule, ...] = ()
    duties: tuple[DutyRule, ...] = ()
    term: TermRule | None = None
    amendments: tuple[Amended, ...] = ()
    """Those in force, in the order of their days."""
    by_days: bool = False
    """Whether a fee that changes within its period is shared by days."""
    fee_untold: bool = False
    """Which fee a period has within which it changes can't be told."""
    paying: PayingRule | None = None
    least: Least | None = None
    """The smallest sum of a period that is paid at all."""
    one_incident: bool = False
    """Misses that share a time are those of one incident: of their credits that have a rule for it one is owed."""
    bonus_caps: tuple[CapRule, ...] = ()
    """The caps of bonuses, which no cap of credits limits."""
    after_others: bool = False
    """A credit is a share of what the credits before it leave of the fee."""
    order: Order = Order()
    before: Literal["not known", "clean"] = "not known"
    """What is held of the periods in force before those that are settled: nothing, or (a scenario) that all was well."""
