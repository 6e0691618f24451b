"""Time to mend something, and what is known of notices and cures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from sladsl.record import Record

if TYPE_CHECKING:
    from sladsl.plan.dates import DeadlineRule


class Cure(Record):
    """When notice was given, and when what was broken was mended (None: not known to be)."""

    notice: int | None
    cured: int | None


class CureRule(Record):
    """What is mended within `deadline` counts as if it had not been. `stated`: by scope and period, "" is any.

    `taken` where nobody states anything of it: every miss was mended in time, or none; "" where what is stated is all.
    """

    deadline: DeadlineRule
    stated: Mapping[tuple[str, str], Cure] = {}
    taken: Literal["", "yes", "no"] = ""

    def of(self, scope: str, *periods: str) -> Cure | None:
        """What is stated of a miss, whose period has these names: of its scope before what is said of all."""
        places = [(about, period) for period in (*periods, "") for about in (scope, "")]
        return next((self.stated[each] for each in places if each in self.stated), None)
