"""A line of the statement while it is being settled: one objective, scope and period, and what is known
of it.

Every step of settling takes drafts and returns drafts, so the order of settlement is the order of calls
in `run`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Literal

from sladsl.outcome.budget import Budget
from sladsl.outcome.earned import Earned
from sladsl.outcome.given import ReportedLevel
from sladsl.outcome.points import Scored
from sladsl.outcome.progress import Progress
from sladsl.outcome.scores import ScoredPart
from sladsl.outcome.statement import Bonus, ClaimState, Grade, Status, Step
from sladsl.plan.settlement import Assessment
from sladsl.record import Record, each_with, replace
from sladsl.values.amount import NOTHING, Amount, least
from sladsl.values.period import Period


class Attained(Record):
    """What was reached: an exact level, or the reason why there is none.

    `kept` is true when the agreement says that nothing to measure counts as met. `coverage` is the share
    of the expected time or samples with data, None for levels reported by somebody.
    """

    level: Fraction | None
    reason: str = ""
    origin: Literal["measured", "reported", "stated"] = "measured"
    columns: Mapping[str, int] = {}
    coverage: Fraction | None = None
    reported: ReportedLevel | None = None
    kept: bool = False
    left_open: bool = False
    """Whether all there was is of a kind for which the agreement states no bound."""
    own: Attained | None = None
    """What the data give where somebody reports a level too, with its columns."""
    counted: Mapping[str, Attained] = {}
    """By metric what was attained in figures that steps count, where no objective is about them."""
    beside: Fraction | None = None
    """What the data give where somebody reports a level too: the report decides, the difference is told."""


class Free(Record):
    """Why a miss has no consequence; `open`: whether it has one is not known."""

    why: str
    open: bool = False
    name: Literal["free miss", "mended"] = "free miss"


class Draft(Record):
    """A line in the making. `amount` None is an undetermined credit; the last step then says why."""

    assessment: Assessment
    order: int
    """The place of the assessment in the agreement: it decides which credit uses up a shared cap first."""
    scope: str
    period: Period
    attained: Attained
    status: Status
    grade: Grade = ""
    band: str = ""
    amount: Amount | None = NOTHING
    steps: tuple[Step, ...] = ()
    claim: ClaimState | None = None
    budget: Budget | None = None
    progress: Progress | None = None
    failed: bool | None = None
    """Whether something failed while its terms were in force, of a period in which they are amended."""
    points: Scored | None = None
    """What it scored, where misses score points."""
    anew: bool = True
    """Whether it completes a right by what happened in its own period, not only by what came before."""
    earned: Earned | None = None
    """What becomes of its credit by what happened after it."""
    left: Amount | None = None
    """What of its credit stays when it is earned back before caps, once that has come about."""
    bonus: Bonus | None = None
    """What it brings its owner, where that is anything."""
    score: tuple[ScoredPart, ...] = ()
    """What each promise counts, of a score."""
    moved: str = ""
    """How its bound came about, where that is another one in other periods."""
    free: Free | None = None
    """A miss without consequence."""
    used: str = ""
    """What of its loss other credits have used up, in words."""
    net: Draft | None = None
    """The line without what was used up, where only its credit is that of what is left."""
    unsure: bool = False
    """Whether a miss may be critical by what came before it, of which nobody knows."""


class Kin(Record):
    """Drafts of one objective and period that differ in nothing but their scopes: `draft` is that of the first of them."""

    draft: Draft
    scopes: tuple[str, ...]

    def drafts(self) -> Iterator[Draft]:
        """The draft of each scope."""
        return each_with(self.draft, "scope", self.scopes)


Alike = tuple[object, ...]


def alike(draft: Draft) -> Alike:
    """What is equal for lines of several scopes that differ in nothing else: all that follows from a line alone follows from
    them in the same way.

    They share what was attained, which is of one period, and hold it, so that nothing else gets its place in memory.
    """
    return (
        id(draft.assessment),
        id(draft.attained),
        draft.status,
        draft.grade,
        draft.moved,
        draft.free,
        draft.unsure,
        draft.used,
    )


def stepped(draft: Draft, step: Step) -> Draft:
    """The draft after a step of its credit."""
    return replace(draft, amount=step.after, steps=(*draft.steps, step))


def used_up(draft: Draft) -> Amount | None:
    """What a credit behind caps uses up of them: all of it, or what stays of it when it was earned back before them."""
    earned = draft.earned
    if earned is None or earned.state != "earned back" or draft.amount is None:
        return draft.amount
    return None if draft.left is None else least(draft.amount, draft.left)


def place(draft: Draft) -> str:
    """Where a line stands, for the words of a finding: `Issues, 2026-Q1`."""
    return f"{draft.scope}, {draft.period.label}" if draft.scope else draft.period.label
