"""What an agreement means: names bound, units settled, choices told apart from silence. No text is read after this."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from sladsl.ast import values as v
from sladsl.ast.declare import Block
from sladsl.model.meaning import Choices, Chosen, LeftOpen, Meaning, Unit
from sladsl.model.measured import Exclusion, Field, Metric, Source, TakenOver
from sladsl.model.provided import Calendar, FeeTerms, Party, Service
from sladsl.model.remedies import (
    AtRisk,
    EarnBack,
    LeastPaid,
    Paying,
    Points,
    PointsRow,
    Pool,
    Repeat,
    Score,
    Step,
)
from sladsl.record import once
from sladsl.source import NOWHERE, Span
from sladsl.values.cycles import Cycle
from sladsl.values.money import Money
from sladsl.values.number import Number
from sladsl.values.period import Assessed, PeriodKind, Rolling

if TYPE_CHECKING:
    from sladsl.model.dates import Claims, Deadline, Duty, Report, Review, Right, Term, Trigger
    from sladsl.model.facts import Circumstance, Fact, StatedFact
    from sladsl.model.from_ast.left_out import LeftOut
    from sladsl.model.limits import Escalation, LimitTable, RecordPromise, ScopedTargets
    from sladsl.model.moving import Baseline, FreeMisses, Parity, Raise
    from sladsl.model.scenarios import Scenario
    from sladsl.model.supports import Supported
    from sladsl.model.versions import NotReckoned, Version

__all__ = [
    "Agreement",
    "Allocation",
    "Amount",
    "AtRisk",
    "BandRow",
    "Bound",
    "Calendar",
    "Cap",
    "Choices",
    "Chosen",
    "Clause",
    "Credit",
    "Discretion",
    "EarnBack",
    "Exclusion",
    "FeeBase",
    "FeeDays",
    "FeeTerms",
    "Field",
    "LeastPaid",
    "LeftOpen",
    "Meaning",
    "Metric",
    "MissingSum",
    "NoCredit",
    "Objective",
    "Party",
    "Paying",
    "Percentage",
    "Points",
    "PointsRow",
    "Pool",
    "Repeat",
    "Score",
    "Service",
    "Source",
    "Step",
    "SumOfMoney",
    "TakenOver",
    "TimesLost",
    "Unit",
]


class Bound(Meaning):
    comparator: v.Comparator
    value: Fraction
    written: Number
    unit: Unit
    promised: bool = False
    """A row of bands that begins with what the objective promises, which moves: the value is the one at first."""


class BandRow(Meaning):
    """`amount` None: not stated. `text` is the row as written."""

    bounds: tuple[Bound, ...]
    amount: Amount | None
    text: str


class FeeBase(Meaning):
    """The fees of `services` together. `by_scope`: of the value assessed, of one service."""

    services: tuple[str, ...]
    by_scope: bool
    period: PeriodKind
    shift: Literal[-1, 0, 1]
    without: str = ""
    """What of the fees does not count: `pass-through fees`; "" where all of it does."""
    part: int = 0
    """Which of its periods within that of the promise is meant, from one; 0: the one that holds it."""


class Percentage(Meaning):
    """Of `base`, or of the base of the credit when None."""

    ratio: Fraction
    base: FeeBase | None
    places: int = 0
    """Decimals of the percentage as written."""


class SumOfMoney(Meaning):
    money: Money


class FeeDays(Meaning):
    days: Fraction


class NoCredit(Meaning):
    pass


class TimesLost(Meaning):
    """So many times the fee for the time lost; `ratio` as a number of times."""

    times: Fraction


class MissingSum(Meaning):
    """What is missing from the promise, where money is promised."""


class Allocation(Meaning):
    """The objective's part of its pool's share of the amount at risk: by objective, as the pools name it."""

    at_risk: AtRisk
    of: tuple[tuple[str, Pool, Fraction], ...]

    def part(self, objective: Objective) -> tuple[Pool, Fraction] | None:
        """The pool of an objective, and its part of it."""
        found = ((pool, part) for name, pool, part in self.of if name in (objective.name, objective.label))
        return next(found, None)


class Discretion(Meaning):
    """`1% to 2%`: a party decides how much it is between these."""

    least: Percentage | SumOfMoney
    most: Percentage | SumOfMoney


Amount = Percentage | SumOfMoney | FeeDays | NoCredit | TimesLost | MissingSum | Allocation | Discretion


class Cap(Meaning):
    amount: Percentage | SumOfMoney | FeeDays | None
    """None: not stated."""
    window: PeriodKind | Literal["contract year", "term", "invoice"]
    covers: Chosen | LeftOpen | None
    run: int = 1
    """Of so many windows in a row, any that follow each other: `per any 12 consecutive months`."""
    years: tuple[int, int | None] | None = None
    """The first and the last contract year for which it holds (None: no last one); None: for all."""


class Credit(Meaning):
    """`objectives` it serves. Either bands or a flat `amount`. `base_open`: `base: not stated`."""

    objectives: tuple[str, ...]
    base: FeeBase | None
    base_open: bool
    bands: tuple[BandRow, ...]
    printed: bool
    bands_span: Span
    amount: Amount | None
    amount_open: bool
    caps: tuple[Cap, ...]
    choices: Choices
    base_lost: bool = False
    """`base: the fee for the time lost`: percentages are taken of that."""
    marginal: bool = False
    """Each row counts for the part of the figure that lies in it."""
    step: Step | None = None
    repeat: Repeat | None = None
    earn_back: EarnBack | None = None
    least: LeastPaid | None = None
    replaces: tuple[str, ...] = ()
    """Objectives whose credits of the period fall away where this one is owed."""
    replaces_all: bool = False
    cured: Deadline | None = None
    """The time in which a miss can be mended, so that nothing is owed."""
    when: Mapping[str, Trigger] = {}
    """What has to happen besides a miss, by the objective that is missed."""
    points: PeriodKind | None = None
    """It is a credit for the points of each such period; it serves no objective of its own."""
    applies: Circumstance | None = None
    """When it is owed at all, by facts and options; None: always."""
    paid_to: str = ""
    """Who gets it, if not the one to whom it is promised: the name of a party, or words."""
    kind: Literal["credit", "bonus"] = "credit"
    """What a bonus brings is owed to the provider, for a level better than promised."""


class Objective(Meaning):
    name: str
    title: str
    owner: str
    strength: Literal["ensures", "aims for", "reports"]
    metric: str
    bound: Bound | None
    bound_open: bool
    minimum: Bound | None
    critical: Bound | None
    period: PeriodKind
    promise_span: Span
    begins: str = ""
    """The ISO date from which on it counts, where that is not when the agreement takes effect; before it, it is reported."""
    rolling: Rolling | None = None
    """The longer time over which each period is assessed, where there is one."""
    label: str = ""
    """The name it is shown under, where one sentence promises several metrics: `Availability (Runs)`."""
    record: RecordPromise | None = None
    """What each record must keep; `bound` is then that of the share of records that keep it."""
    applies: Circumstance | None = None
    """When it is promised at all, by facts and options; None: always."""
    targets: ScopedTargets | None = None
    """The bounds of the values of the dimension, where each has its own; `bound` is None then."""
    expected: Bound | None = None
    """What is wished for above the promise."""
    baseline: Baseline | None = None
    """What `baseline` in its bound means; `bound` is None then."""
    raised: Raise | None = None
    """How its bound rises with what was attained."""
    free: FreeMisses | None = None
    """Misses without consequence."""
    cured: Deadline | None = None
    """The time in which a miss can be mended, so that it is none."""
    parity: Parity | None = None
    """The group that it must keep up with."""
    critical_when: Trigger | None = None
    """By what came before a miss is critical, whatever its level."""
    score: Score | None = None
    """It is a score of other promises: no metric is measured, and its bound is what passes."""
    dimension: str = ""
    """The noun of the values for each of which there is a score."""
    report: str = ""
    """It is a report that is to be sent in time: no metric is measured, and its level is the delay."""
    part_of: str = ""
    """The objective of which it is one of several sentences; what is owed is owed for that one."""
    told_where: tuple[v.Condition, ...] = ()
    """What escalations ask of its records: nothing is judged by it."""

    @property
    def assessed(self) -> Assessed:
        """What its level is of: each period, or at each period a longer time."""
        return self.period if self.rolling is None else self.rolling

    def unit(self, metric: Metric | None) -> Unit | None:
        """The unit of its level: that of the metric, save that a promise about records tells the share that keeps it."""
        if self.record is not None or self.score is not None:
            return "percent"
        found = metric.unit if metric is not None else None
        return found or (self.bound.unit if self.bound is not None else None)


class Clause(Meaning):
    title: str
    text: str
    name: str = ""

    @property
    def key(self) -> str:
        """What tells it from others: its title, its name where it has none."""
        return self.title or self.name


# ---- the whole


class OpenAmount(Meaning):
    """Something said about amounts that nothing evaluates yet; `head` is that of the only credit it is about."""

    words: str
    head: Span


class Agreement(Meaning):
    kind: Literal["sla", "slc", "ola", "contract"]
    name: str
    title: str
    version: str
    supersedes: str
    published: str
    effective: str
    """ISO dates, "" when not said."""
    ends: str
    zone: str
    zone_open: bool
    currency: str
    currency_open: bool
    law: str
    scope: str
    parties: Mapping[str, Party]
    term: Term | None
    choices: Choices
    calendars: Mapping[str, Calendar]
    services: Mapping[str, Service]
    sources: Mapping[str, Source]
    exclusions: Mapping[str, Exclusion]
    tables: Mapping[str, LimitTable]
    metrics: Mapping[str, Metric]
    objectives: Mapping[str, Objective]
    escalations: tuple[Escalation, ...]
    credits: tuple[Credit, ...]
    caps: tuple[Cap, ...]
    claims: Claims | None
    clauses: tuple[Clause, ...]
    scenarios: tuple[Scenario, ...]
    node: Block
    open_heads: tuple[str, ...] = ()
    """Keys of the head that say `not stated`."""
    rights: tuple[Right, ...] = ()
    duties: tuple[Duty, ...] = ()
    reports: Mapping[str, Report] = {}
    review: Review | None = None
    left_open: tuple[str, ...] = ()
    """Keys that are `not stated` and that nothing else speaks of: `cap` of credit for Availability."""
    left_out: tuple[LeftOut, ...] = ()
    amounts_open: tuple[OpenAmount, ...] = ()
    """What is said about amounts and not evaluated yet, apart from what stands in a credit itself."""
    """What is said and not evaluated yet."""
    promises_left_out: Mapping[str, str] = {}
    """The objectives among it, each with what it is that nothing evaluates."""
    owes_more: bool = False
    """Whether credits may be owed of which no line of an outcome tells."""
    versions: tuple[Version, ...] = ()
    """What amendments make of it, in the order of their days; each has none of its own."""
    amended_otherwise: NotReckoned | None = None
    """The first amendment from which on nothing can be told; the versions are those before it."""
    not_evaluated: str = ""
    """The same in one sentence, "" where everything is evaluated."""
    facts: Mapping[str, Fact] = {}
    """Facts and options."""
    stated_facts: tuple[StatedFact, ...] | None = None
    """What is known of them; None while only the agreement is looked at."""
    origins: Mapping[int, str] = {}
    """Where a term begins in the text → the agreement or template that it was taken over from."""
    cycles: Mapping[str, Cycle] = {}
    """The periods that it lays out itself, by their words."""
    bonuses: tuple[Credit, ...] = ()
    """What levels better than promised bring the provider."""
    points: tuple[Points, ...] = ()
    pools: tuple[Pool, ...] = ()
    at_risk: AtRisk | None = None
    points_credit: Credit | None = None
    least: LeastPaid | None = None
    paying: Paying | None = None
    """The smallest sum that is paid at all."""
    supports: tuple[Supported, ...] = ()
    """Promises of other agreements that its own carry."""
    _unequal = frozenset({"span", "node"})

    def open_amount(self, credit: Credit) -> str:
        """What is said about the amounts of a credit and not evaluated yet, "" where nothing is."""
        found = (each.words for each in self.amounts_open if each.head in (NOWHERE, credit.span))
        return next(found, "")

    def read_in_part(self, credit: Credit) -> bool:
        """Whether a part of a credit is left out, so that how much it is, is said and not known."""
        return any(each.words and each.head == credit.span for each in self.left_out)

    def credit_of(self, objective: str) -> Credit | None:
        """The credit that serves an objective."""
        return self.credits_by_objective.get(objective)

    def bonus_of(self, objective: str) -> Credit | None:
        """The bonus that an objective can bring."""
        return next((each for each in self.bonuses if objective in each.objectives), None)

    @once
    def credits_by_objective(self) -> Mapping[str, Credit]:
        """The first credit that serves each objective: every promise asks for its own."""
        return {name: credit for credit in reversed(self.credits) for name in credit.objectives}
