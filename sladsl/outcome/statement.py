"""What an evaluation says, as data: lines with their reasons, totals, claims, what stayed open.
Renderings live beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from sladsl.outcome.budget import Budget
from sladsl.outcome.duties import DutyState, TermState
from sladsl.outcome.earned import Earned
from sladsl.outcome.measured import DataFinding, SourceFacts
from sladsl.outcome.payments import Payment
from sladsl.outcome.points import Scored
from sladsl.outcome.progress import Progress
from sladsl.outcome.reconciled import Reconciled, Unexplained
from sladsl.outcome.rights import RightState
from sladsl.outcome.scores import ScoredPart
from sladsl.plan.settlement import Amended, Answer, Bound, LevelRule, LevelUnit, Rule
from sladsl.record import Record
from sladsl.values.amount import Amount, Fee
from sladsl.values.money import Money

if TYPE_CHECKING:
    from sladsl.outcome.range import Range

Status = Literal["met", "missed", "reported", "not assessed"]
Grade = Literal["", "warning", "below expected", "below minimum", "critical"]
"""How bad a level is besides its status; the first two only warn."""


class Step(Record):
    """One step of a credit: which rule, what was owed before and after it, in words why."""

    name: Literal[
        "band",
        "flat amount",
        "steps",
        "met",
        "free miss",
        "mended",
        "used time",
        "condition",
        "repeat",
        "replaced",
        "other credits",
        "cap",
        "claim",
        "rounding",
        "minimum payable",
        "one for several",
    ]
    before: Amount | None
    after: Amount | None
    why: str
    rule: Rule


class Distance(Record):
    """What would have to change: `lever` (`down`, `good`, `bad`, `level`) by `amount` (microseconds,
    rows, or level).
    """

    to: str
    """`the band "25%"`, `missed`, `met`."""
    lever: str
    amount: Fraction
    unit: Literal["us", "rows", "percent", "number"]
    direction: Literal["more", "less"]


ClaimStatus = Literal[
    "none needed", "open", "lapsed", "made in time", "made late", "nothing to claim", "not stated"
]


class StageState(Record):
    """One stage of a claim. `last` is the first instant at which it is too late; None = no deadline, or none that can
    be told: `presumed` then says why.

    `presumed` also says on what a date rests that is not certain (a report of which nobody knows when it was sent).
    """

    name: str
    """"" for the only stage."""
    title: str
    channel: str
    state: ClaimStatus
    last: int | None
    last_day: str
    made: int | None
    show: tuple[str, ...]
    rule: Rule
    presumed: str = ""
    since: int | None = None
    """The instant from which its time runs, where that is not the end of the period."""


class Decision(Record):
    """What became of a claim: rejected, for a `reason`, or paid, with an `invoice`; all of it, or an `amount`.

    `day` is that of `on` in the zone. `whole`: it was said of a claim of everything, of which this credit is a part.
    """

    decision: Literal["rejected", "paid"]
    on: int
    day: str
    amount: Money | None
    invoice: str
    reason: str
    whole: bool = False


class Dispute(Record):
    """How long the first step of a dispute about a rejected claim has, from the rejection on. `first`: where it begins."""

    first: str
    until: int
    day: str
    rule: Rule


class ClaimState(Record):
    """`last` is the first instant at which it is too late (exclusive); None = no deadline (none needed,
    or not stated).

    With several stages, state and dates are those of the stage that decides: the first one that was made late or has
    lapsed, else the next one to make, else the last.
    """

    state: ClaimStatus
    last: int | None
    last_day: str
    """The last day on which the claim can be made, `2026-04-30`, in the zone of the agreement; "" without
    deadline.
    """
    channel: str
    claimed: int | None
    """When the (last stage of the) claim was made."""
    rule: Rule | None
    stages: tuple[StageState, ...] = ()
    """Every stage in order; one where the claim has no stages."""
    decided_by: str = ""
    """The party that decides on it."""
    decide: int | None = None
    """The first instant at which that is too late; None while the claim is not made, or no time is set."""
    decide_day: str = ""
    decisions: tuple[Decision, ...] = ()
    """What became of it, by day."""
    dispute: Dispute | None = None
    """While it is rejected, where the agreement says how long the first step of a dispute has."""

    @property
    def status(self) -> Literal["", "open", "made", "rejected", "paid", "lapsed"]:
        """How it stands: what became of it, or whether it was made. "" where nothing is, or need be, claimed."""
        if self.decisions:
            return self.decisions[-1].decision
        match self.state:
            case "open" | "lapsed":
                return self.state
            case "made in time" | "made late":
                return "made"
            case "not stated":
                return "open" if self.claimed is None else "made"
            case _:
                return ""


class FeeUse(Record):
    """The fee that an amount is a share of, and how much it is (None: not known yet).

    `share`: the part of it that is meant (ten per cent is 1/10). `day`: the part that one day is, where the
    agreement counts in days.
    """

    fee: Fee
    money: Money | None
    share: Fraction
    day: Fraction | None = None


class CapUse(Record):
    """What one credit takes of a cap: the credit before the cap and after it, and what is paid once it is
    rounded. None: open.
    """

    objective: str
    scope: str
    period: str
    before: Amount | None
    after: Amount | None
    paid: Amount | None
    turn: int = 0
    """Its place in the order of use, among credits that were settled with it: it takes what it is after all caps."""
    used: Amount | None = None
    """What it uses up, where that is `less` than what it is after all caps: a part of it was earned back before them."""
    less: bool = False
    _unequal = frozenset({"turn"})


class CapWindow(Record):
    """A cap in one of its windows, and the credits under it in the order in which they use it up.

    Credits of periods that the statement doesn't show are among them: they have used up what they use.
    """

    rule: Rule
    window: str
    scope: str
    covers: Literal["each credit", "all credits"]
    amount: Amount
    fee: FeeUse | None
    uses: tuple[CapUse, ...]
    amended: bool = False
    """Whether earlier credits were under another amount of it: `amount` is the last one."""


class Own(Record):
    """What one's own data give where somebody else's report decides: its level, None with a `reason`, and how it came about.

    `coverage` is the share of the expected time or samples with data.
    """

    level: Fraction | None
    shown: str
    reason: str
    columns: Mapping[str, int]
    formula: LevelRule
    coverage: Fraction | None


class Bonus(Record):
    """What a level better than promised brings its owner. `amount` None: not determined, the last step says why.

    One of nothing would have been owed, but for what its steps say: a condition that did not hold, a cap that is used up.
    """

    amount: Amount | None
    band: str
    steps: tuple[Step, ...]
    paid_to: str = ""
    """Who gets it, if not the owner."""


class Line(Record):
    """One objective, scope and period.

    `level` is exact (a ratio for percentages, microseconds, a number), after the agreement's rounding;
    None with a `reason` when not assessed. `credit` None = undetermined (no band, not stated): the reason
    stands in `steps`. `coverage` is the share of the expected time or samples with data (None: levels
    reported by somebody).
    """

    objective: str
    title: str
    scope: str
    period: str
    start: int
    end: int
    owner: str
    metric: str
    unit: LevelUnit
    level: Fraction | None
    shown: str
    origin: Literal["measured", "reported", "stated"]
    status: Status
    grade: Grade
    reason: str
    coverage: Fraction | None
    columns: Mapping[str, int]
    target: Bound | None
    band: str
    """The words of the band that applies; "" when no credit is promised; `no band` when none fits."""
    credit: Amount | None
    steps: tuple[Step, ...]
    distances: tuple[Distance, ...]
    claim: ClaimState | None
    rule: Rule
    dimension: str = ""
    """The noun of the scope (`feature`)."""
    formula: LevelRule | None = None
    """How the columns became the level; None when nothing was computed."""
    fee: FeeUse | None = None
    """The fee that the credit is, or would be, a share of."""
    days: bool = True
    """Whether its times may be told in days of 24 hours: not those on the clock of a calendar."""
    window: tuple[int, int] | None = None
    """From when to when it is assessed, where that is another time than the period."""
    budget: Budget | None = None
    """What may still be lost, while the period runs."""
    progress: Progress | None = None
    """What has come of what is promised at least, while the period runs."""
    points: Scored | None = None
    """What it scored; None where nothing scores."""
    earned: Earned | None = None
    """What is given back of the credit; None where the agreement gives nothing back."""
    paid_to: str = ""
    """Who gets its credit, if not the customer."""
    bonus: Bonus | None = None
    """What it brings the owner; None where it brings nothing. No credit is less for it."""
    own: Own | None = None
    """What the data give beside a level that was reported; None without data of the period."""
    terms: str = ""
    """The amendment that made the terms which govern it; "" as first agreed."""
    score: tuple[ScoredPart, ...] = ()
    """What each promise counts in a score; () where it is none."""
    moved: str = ""
    """How its bound came about, where that moves with what was attained."""
    used: str = ""
    """What of its loss credits of other periods have used up, in words; "" where none have."""
    paid: Reconciled | None = None
    """What was taken off for its credit; None where nobody says what was paid, or it has nothing to do with the line."""


class PeriodTotal(Record):
    period: str
    credit: Amount | None
    """None when a line of the period is undetermined; `known` is then the sum of the others."""
    known: Amount


class Reading(Record):
    """One way to answer the open choices, and what it leads to."""

    answers: tuple[Answer, ...]
    statement: Statement


class OpenChoice(Record):
    """A choice that the agreement leaves open: the answers tried, and whether they change any line."""

    key: str
    construct: str
    answers: tuple[str, ...]
    stated_open: bool
    """True: the agreement says `not stated`; False: it says nothing."""
    matters: bool
    fact: bool = False
    """It is no choice: a fact or an option that nobody has stated."""


class Statement(Record):
    """All of one reading. Amounts stay symbolic until the fees they need are known."""

    agreement: str
    title: str
    version: str
    currency: str
    zone: str
    as_of: int
    engine: str
    lines: tuple[Line, ...]
    totals: tuple[PeriodTotal, ...]
    total: Amount | None
    known: Amount
    findings: tuple[DataFinding, ...]
    sources: tuple[SourceFacts, ...]
    answers: tuple[Answer, ...]
    caps: tuple[Step, ...]
    ledger: tuple[CapWindow, ...] = ()
    """Every window of every cap, with what the credits under it take."""
    rights: tuple[RightState, ...] = ()
    """Every right, for each scope apart, in the order of the agreement."""
    duties: tuple[DutyState, ...] = ()
    """What is due, or was, in the order of time."""
    term: TermState | None = None
    """The term that runs; None where the agreement sets none, or does not say when it takes effect."""
    amendments: tuple[Amended, ...] = ()
    """The amendments in force, in the order of their days."""
    bonuses: tuple[PeriodTotal, ...] = ()
    """What the bonuses of each period come to, of those that have any."""
    payments: tuple[Payment, ...] = ()
    """Which invoice takes up which credit, in the order in which they are taken up; () where the agreement says nothing."""
    unexplained: tuple[Unexplained, ...] = ()
    """What invoices take off and no credit explains, in the order of their days."""
    not_evaluated: str = ""
    """What the agreement says and the statement leaves out, in one sentence; "" where that is nothing."""


class Outcome(Record):
    """The result of an evaluation. `statement` is the only reading, or the first; with open choices
    `readings` has all.
    """

    statement: Statement
    readings: tuple[Reading, ...] = ()
    open: tuple[OpenChoice, ...] = ()
    exhaustive: bool = True
    """False: there are too many readings, and `readings` has those in which each choice is answered otherwise alone."""
    bounds: Range | None = None
    """Between which amounts all of too many readings lie, where that can be told."""
    """False: too many readings to go through; each open choice was varied alone, so the range is not
    proved.
    """
