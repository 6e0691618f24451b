"""Claims that were made: a table of objective, period and the day or time at which the claim was received."""

from __future__ import annotations

from collections.abc import Sequence

from sladsl.data.binding import ClaimsFile, every
from sladsl.data.dated import CLAIMS, dated_rows
from sladsl.data.labels import period_label
from sladsl.data.promised import Promises, promised
from sladsl.data.sheet import Remarks, SheetCell
from sladsl.outcome.given import GivenClaim
from sladsl.outcome.measured import DataFinding


def read_claims(
    files: ClaimsFile | Sequence[ClaimsFile], zone_name: str = "", promises: Promises | None = None
) -> tuple[tuple[GivenClaim, ...], tuple[DataFinding, ...]]:
    """The claims of a table, in its order, and what is wrong with the other rows; UnreadableData for broken
    files.

    `zone_name` (the agreement's) places times without an offset where the file's own zone is not said; a
    date alone is its first instant, and one with dots is day.month.year. Of several claims for the same
    objective, scope, period and stage the earliest counts, as it is the one that can be in time. A row without an
    objective claims all of its period.
    """
    remarks = Remarks("claims")
    found: dict[tuple[str, str, str, str], GivenClaim] = {}

    def period_of(cell: SheetCell, objective: str) -> str | None:
        if not objective and promises:
            return period_label(cell, all(each.daily for each in promises.values()))
        return period_label(cell, promised(promises or {}, objective).daily)

    for each in dated_rows(every(files), CLAIMS, zone_name, period_of, remarks):
        row = GivenClaim(
            objective=each.about,
            scope=each.cells["scope"].text,
            period=each.period,
            claimed=each.instant,
            stage=each.cells["stage"].text,
        )
        if not row.objective:
            remarks.add(
                "claim-of-all", each.number, ", ".join(filter(None, (row.scope, row.period, row.stage)))
            )
        key = (row.objective, row.scope, row.period, row.stage)
        first = found.setdefault(key, row)
        if first is not row:
            remarks.add(
                "repeated-claim",
                each.number,
                f"{each.about} {each.period}: {each.cells['claimed'].text}".strip(),
            )
            if row.claimed < first.claimed:
                found[key] = row
    return tuple(found.values()), remarks.findings()
