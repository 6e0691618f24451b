"""Reports that were sent: a table of report, period and the day or time at which it was sent."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sladsl.data.binding import ReportsFile, every
from sladsl.data.cells import parser
from sladsl.data.errors import UnreadableData
from sladsl.data.labels import dotted_to_iso, period_label
from sladsl.data.sheet import Remarks, open_sheet
from sladsl.data.titles import Fields, Wanted
from sladsl.outcome.given import GivenReport
from sladsl.outcome.measured import DataFinding
from sladsl.plan.measure import FieldOf
from sladsl.values.instant import suggest_zones, zone

_SPAN = re.compile(r"\d{4}-\d{2}-\d{2} to \d{4}-\d{2}-\d{2}")
"""What a report is about that has a rhythm of its own, as statements print it."""


def read_reports(
    files: ReportsFile | Sequence[ReportsFile], zone_name: str = ""
) -> tuple[tuple[GivenReport, ...], tuple[DataFinding, ...]]:
    """The reports of a table, in its order, and what is wrong with the other rows; UnreadableData for broken files.

    `zone_name` (the agreement's) places times without an offset where the file's own zone is not said; a date alone
    is its first instant. Of several rows about the same report and period the earliest counts.
    """
    remarks = Remarks("reports")
    found: dict[tuple[str, str], GivenReport] = {}
    for file in every(files):
        remarks.file = file.name
        named = file.zone or zone_name
        place = zone(named) if named else None
        if named and place is None:
            near = ", ".join(f"`{each}`" for each in suggest_zones(named))
            raise UnreadableData(
                f"The zone `{named}` of reports doesn't exist.", f"Did you mean {near}?" if near else ""
            )
        time = parser(FieldOf(name="sent", type="time"), place)
        wanted = Wanted(
            bound=file.columns,
            required=("period", *(() if file.report else ("report",)), "sent"),
            optional=("report",) if file.report else (),
            header=file.header,
        )
        for number, cells in Fields(
            open_sheet(file.path, file.delimiter, file.sheet, file.data, "reports"), wanted
        ):
            remarks.rows += 1
            written = cells["report"].text or file.report
            report = file.names.get(written, written)
            if written and not report:
                continue
            texts = {"report": report, "period": cells["period"].text, "sent": cells["sent"].text}
            missing = [name for name, text in texts.items() if not text]
            if missing:
                remarks.add("blank-cell", number, ", ".join(missing))
                continue
            period = texts["period"] if _SPAN.fullmatch(texts["period"]) else period_label(cells["period"])
            if period is None:
                remarks.add("unreadable-period", number, texts["period"])
                continue
            sent, _ = time(dotted_to_iso(texts["sent"]))
            if not isinstance(sent, int):
                remarks.add("unreadable-report", number, texts["sent"])
                continue
            row = GivenReport(report=report, period=period, sent=sent)
            first = found.setdefault((report, period), row)
            if first is not row:
                remarks.add("repeated-report", number, f"{report} {period}: {texts['sent']}")
                if row.sent < first.sent:
                    found[report, period] = row
    return tuple(found.values()), remarks.findings()
