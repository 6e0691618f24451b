"""What amendments leave in a plan: who is in force from when, the parts of a cut period, and periods that are laid anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sladsl.record import Record

if TYPE_CHECKING:
    from sladsl.plan.budget import BudgetRule
    from sladsl.values.period import PeriodKind


class Stint(Record):
    """A part of a period in which its terms are amended: whose it is, its cells, and what `lost` says failed."""

    terms: str
    metric: str
    part: str
    """The part in words, `before 2026-07-15`: behind a column's name it is that of the part alone."""
    lost: BudgetRule | None
    sources: tuple[str, ...] = ()
    span: tuple[int, int] = (0, 0)
    """Whose silence is no data, from when to when."""


class Amended(Record):
    """An amendment in force: `name` is how lines call the terms that it made, from the instant `since` on."""

    name: str
    title: str
    since: int


class Laid(Record):
    """Periods that an objective has `since` an instant; until then those of kind `before`.

    `anew`: what is counted over periods (misses in a row, or of so many) begins anew with them.
    """

    since: int
    before: PeriodKind
    anew: bool
