"""Doubts about a period in which nothing seems to have happened: rows that may belong to it and were left out.

The agreement may say that nothing to count is a promise kept; a table that nobody could read is no such thing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sladsl.outcome.measured import Measured, SourceFacts
from sladsl.outcome.table import plural
from sladsl.outcome.unread import CELLS
from sladsl.plan.settlement import Assessment
from sladsl.record import Record
from sladsl.values.period import Period

UNJUDGED = ("undecided", "overdue", "open")
"""Columns of records that the agreement may leave out; where cells are not read, nobody knows whether it means these."""


class Doubter(Record):
    """What is known of rows that were left out: facts by source, and the sources with cells that could not be read."""

    facts: Mapping[str, SourceFacts]
    unread: frozenset[str]

    def doubt(self, assessment: Assessment, period: Period, columns: Mapping[str, int]) -> str:
        """Why nobody can say that nothing happened in a period; "" where it can be said."""
        found = next(self._doubts(assessment, period, columns), "")
        return f"nothing else happened, and {found}" if found else ""

    def _doubts(self, assessment: Assessment, period: Period, columns: Mapping[str, int]) -> Iterator[str]:
        named = ", ".join(assessment.sources)
        unplaced = columns.get("unplaced", 0)
        if unplaced > 0:
            yield f"nobody can say whether {plural(unplaced, 'record')} of {named} count{'s' * (unplaced == 1)}"
        for source in assessment.sources:
            facts = self.facts.get(source)
            if facts is None:
                continue
            if any(period.start <= each < period.end for each in facts.astray):
                yield f"rows of {source} in it could not be read"
            if facts.adrift:
                yield f"rows of {source} that could not be read may belong to it"
        unjudged = sum(max(columns.get(name, 0), 0) for name in UNJUDGED)
        if unjudged and self.unread & set(assessment.sources):
            yield f"{plural(unjudged, 'record')} of {named} can't be judged while cells are not read"


def doubter(cells: Measured | None) -> Doubter:
    """What measuring left out."""
    if cells is None:
        return Doubter(facts={}, unread=frozenset())
    return Doubter(
        facts={each.name: each for each in cells.sources},
        unread=frozenset(each.source for each in cells.findings if each.name in CELLS),
    )
