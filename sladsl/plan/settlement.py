"""The settling half of the kernel: what turns a few exact integers by scope and period into levels,
credits and dates.

Rules are compiled: every choice of the agreement is resolved (one reading), units are settled (a
percentage is its ratio, a duration microseconds), periods are instants. `sladsl.settle` executes them;
nothing else may compute money.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from sladsl.plan.composed import Formula, Part
from sladsl.plan.rows import Comparator
from sladsl.record import Record
from sladsl.values.money import Money
from sladsl.values.number import Number, Rounding
from sladsl.values.period import Period, PeriodKind

if TYPE_CHECKING:
    from sladsl.plan.dates import ClaimRule, DutyRule, RightRule, TermRule

LevelUnit = Literal["percent", "duration", "number"]


class Rule(Record):
    """Where a rule stands: the kind and name of its construct, its words in the source, its citation of a
    signed text.
    """

    construct: str
    """`objective Availability`, `credit for Availability`, `cap`, `claims`: the key by which clause
    numbers are found.
    """
    text: str = ""
    cites: str = ""


class Bound(Record):
    """`comparator value`; `written` keeps the number as the agreement writes it (99.9 with one place)."""

    comparator: Comparator
    value: Fraction
    written: Number


class Round(Record):
    """Round to whole multiples of `quantum` (of the ratio for percentages)."""

    quantum: Fraction
    mode: Rounding


class BudgetRule(Record):
    """What of a running period is lost for good, of which so much may be lost: sums of columns of the metering.

    The level is `lost / whole`, or what is left of one where a higher level is better; without `whole_plus` it is the
    loss itself, over `scale`. `grows`: the whole is counted as it comes, so that by the end of the period there will be
    more of it.
    """

    unit: Literal["us", "rows", "number", "slots"]
    lost_plus: tuple[str, ...]
    lost_minus: tuple[str, ...] = ()
    whole_plus: tuple[str, ...] = ()
    whole_minus: tuple[str, ...] = ()
    grows: bool = False
    scale: int = 1
    """One of the unit is so many of the columns."""
    weights: tuple[tuple[str, int], ...] = ()
    """What a column is multiplied by, where that is not one."""


class LevelRule(Record):
    """`sum(plus) - sum(minus)` over `sum(over_plus) - sum(over_minus)`, of columns of the metering.

    Without `over_plus` the level is the numerator itself (a count of nothing is zero, a level like any
    other). `empty` says what a denominator of zero means; a column of `spoils` above zero makes the period
    not assessed, for the reason given.
    """

    unit: LevelUnit
    better: Literal["higher", "lower"]
    plus: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()
    over_plus: tuple[str, ...] = ()
    over_minus: tuple[str, ...] = ()
    empty: Literal["met", "not assessed"] = "not assessed"
    needs: str = ""
    """A column that must be above zero, else the period is `empty`."""
    scale: int = 1
    """The level is divided by it: columns are whole numbers."""
    weights: tuple[tuple[str, int], ...] = ()
    """What a column of `plus` and `minus` is multiplied by, where that is not one."""
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
    """The column that a worse performance would raise (`down`) or lower (`good`): distances are told in
    it.
    """
    parts: tuple[Part, ...] = ()
    """The levels that it is computed from, by `formula`; no column of its own then."""
    formula: Formula | None = None
    all_of: Bound | None = None
    """What each of its parts must keep: the level is the worst of theirs, one that breaks it even if others lack."""
    delay_of: str = ""
    """The report whose delay it is: nothing is metered, the days on which it was due and sent make the level."""
    reported: bool = False
    """True: only levels reported by somebody feed it; nothing is measured."""
    budget: BudgetRule | None = None
    """None where no loss adds up over the period: an average, a percentile, a level that is reported."""


# ---- money


class Base(Record):
    """A fee: of which service, of the scope assessed or of the whole service, of which period relative to
    the miss.
    """

    service: str
    by_scope: bool
    period: PeriodKind
    shift: Literal[-1, 0, 1] = 0


class PercentOf(Record):
    ratio: Fraction
    base: Base


class SumOf(Record):
    money: Money


class DaysOf(Record):
    """`days` days of a fee; a day is 1/30 of a month, or the fee divided by the days of its own period."""

    days: Fraction
    base: Base
    day: Literal["thirtieth of a month", "days of the period"]


class Nothing(Record):
    pass


class Undetermined(Record):
    """The agreement does not state it (`not stated`): the credit is open, with this reason."""

    reason: str


class Together(Record):
    """Shares of the fees of several services, added up."""

    of: tuple[PercentOf | DaysOf, ...]


AmountRule = PercentOf | SumOf | DaysOf | Together | Nothing | Undetermined


class Piece(Record):
    """One row of bands: it fits a level that satisfies all its bounds (`otherwise`: none to satisfy)."""

    bounds: tuple[Bound, ...]
    amount: AmountRule
    text: str


class CreditRule(Record):
    """`pieces` by fit; no pieces fit: `no band`, a finding and no amount. `flat`: the amount of any miss,
    without bands.

    `when_met` says what a band means that matches although the promise is kept.
    """

    rule: Rule
    pieces: tuple[Piece, ...] = ()
    flat: AmountRule | None = None
    fit: Literal["first", "highest", "error"] = "first"
    when_met: Literal["paid", "not paid"] = "paid"
    rounding: Round = Round(quantum=Fraction(1, 100), mode="half up")
    rounded: Literal["on each line", "on the total"] = "on each line"
    each_missed: bool = False
    """The flat amount is owed once for each record that the denominator of the level has and its numerator lacks."""


class CapRule(Record):
    """At most `amount` in each `window`. It covers the credits of `objectives` (() = all), one credit or
    all together.

    `by_scope`: each scope has a cap of its own.
    """

    rule: Rule
    amount: AmountRule
    window: PeriodKind | Literal["contract year", "term"]
    covers: Literal["each credit", "all credits"]
    objectives: tuple[str, ...] = ()
    by_scope: bool = False


# ---- the whole


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
    """Satisfied = critical."""
    sources: tuple[str, ...] = ()
    """Sources whose silence is no data: those of the measure, not those of its exclusions."""
    windows: Mapping[str, tuple[int, int]] = {}
    """Period label -> from when to when it is assessed, where that is a longer time than the period."""
    early: frozenset[str] = frozenset()
    """Labels of periods that are over before the promise begins: their level is only reported."""
    out_of_force: Mapping[str, str] = {}
    """Period label -> why that period is not assessed (before the start, after the end)."""
    credit: CreditRule | None = None
    claim: ClaimRule | None = None
    days: bool = True
    """Whether its times may be told in days of 24 hours: not those on the clock of a calendar."""


class FeeRule(Record):
    """A written fee: `money` for each `period`; None = as invoiced, the amounts come later as data."""

    service: str
    by_scope: bool
    money: Money | None
    period: PeriodKind


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
    before: Literal["not known", "clean"] = "not known"
    """What is held of the periods in force before those that are settled: nothing, or (a scenario) that all was well."""
