"""Claims that were made: a table of objective, period and the day or time at which the claim was received."""

from __future__ import annotations

from collections.abc import Sequence

from sladsl.data.binding import ClaimsFile, every
from sladsl.data.cells import parser
from sladsl.data.errors import UnreadableData
from sladsl.data.labels import dotted_to_iso, period_label
from sladsl.data.promised import Promises, promised
from sladsl.data.sheet import Remarks, open_sheet
from sladsl.data.titles import Fields, Wanted
from sladsl.outcome.given import GivenClaim
from sladsl.outcome.measured import DataFinding
from sladsl.plan.measure import FieldOf
from sladsl.values.instant import suggest_zones, zone


def read_claims(
    files: ClaimsFile | Sequence[ClaimsFile], zone_name: str = "", promises: Promises | None = None
) -> tuple[tuple[GivenClaim, ...], tuple[DataFinding, ...]]:
    """The claims of a table, in its order, and what is wrong with the other rows; UnreadableData for broken
    files.

    `zone_name` (the agreement's) places times without an offset where the file's own zone is not said; a
    date alone is its first instant, and one with dots is day.month.year. Of several claims for the same
    objective, scope, period and stage the earliest counts, as it is the one that can be in time.
    """
    remarks = Remarks("claims")
    found: dict[tuple[str, str, str, str], GivenClaim] = {}
    for file in every(files):
        remarks.file = file.name
        named = file.zone or zone_name
        place = zone(named) if named else None
        if named and place is None:
            near = ", ".join(f"`{each}`" for each in suggest_zones(named))
            raise UnreadableData(
                f"The zone `{named}` of claims doesn't exist.", f"Did you mean {near}?" if near else ""
            )
        time = parser(FieldOf(name="claimed", type="time"), place)
        wanted = Wanted(
            bound=file.columns,
            required=("period", *(() if file.objective else ("objective",)), "claimed"),
            optional=("scope", "stage", "objective") if file.objective else ("scope", "stage"),
            header=file.header,
        )
        for number, cells in Fields(
            open_sheet(file.path, file.delimiter, file.sheet, file.data, "claims"), wanted
        ):
            remarks.rows += 1
            written = cells["objective"].text or file.objective
            objective = file.names.get(written, written)
            if written and not objective:
                continue
            texts = {"objective": objective, "period": cells["period"].text, "claimed": cells["claimed"].text}
            missing = [name for name, text in texts.items() if not text]
            if missing:
                remarks.add("blank-cell", number, ", ".join(missing))
                continue
            period = period_label(cells["period"], promised(promises or {}, objective).daily)
            if period is None:
                remarks.add("unreadable-period", number, texts["period"])
                continue
            claimed, _ = time(dotted_to_iso(texts["claimed"]))
            if not isinstance(claimed, int):
                remarks.add("unreadable-claim", number, texts["claimed"])
                continue
            row = GivenClaim(
                objective=objective,
                scope=cells["scope"].text,
                period=period,
                claimed=claimed,
                stage=cells["stage"].text,
            )
            key = (row.objective, row.scope, row.period, row.stage)
            first = found.setdefault(key, row)
            if first is not row:
                remarks.add("repeated-claim", number, f"{objective} {period}: {texts['claimed']}")
                if row.claimed < first.claimed:
                    found[key] = row
    return tuple(found.values()), remarks.findings()
