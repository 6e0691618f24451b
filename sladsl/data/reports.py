"""Reports that were sent: a table of report, period (scope) and the day or time at which it was sent."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sladsl.data.binding import ReportsFile, every
from sladsl.data.dated import REPORTS, dated_rows
from sladsl.data.labels import period_label
from sladsl.data.sheet import Remarks, SheetCell
from sladsl.outcome.given import GivenReport
from sladsl.outcome.measured import DataFinding

_SPAN = re.compile(r"\d{4}-\d{2}-\d{2}( \d{2}:\d{2})? to \d{4}-\d{2}-\d{2}( \d{2}:\d{2})?")
"""What a report is about that has a rhythm of its own, as statements print it."""


def read_reports(
    files: ReportsFile | Sequence[ReportsFile], zone_name: str = ""
) -> tuple[tuple[GivenReport, ...], tuple[DataFinding, ...]]:
    """The reports of a table, in its order, and what is wrong with the other rows; UnreadableData for broken files.

    `zone_name` (the agreement's) places times without an offset where the file's own zone is not said; a date alone
    is its first instant. Of several rows about the same report, period and scope the earliest counts.
    """
    remarks = Remarks("reports")
    found: dict[tuple[str, str, str], GivenReport] = {}
    for each in dated_rows(every(files), REPORTS, zone_name, _period, remarks):
        assert each.instant is not None
        row = GivenReport(
            report=each.about,
            period=each.period,
            sent=each.instant,
            scope=each.cells["scope"].text if "scope" in each.cells else "",
        )
        first = found.setdefault(_about(row), row)
        if first is not row:
            remarks.add(
                "repeated-report", each.number, f"{row.report} {row.period}: {each.cells['sent'].text}"
            )
            if row.sent < first.sent:
                found[_about(row)] = row
    return tuple(found.values()), remarks.findings()


def _about(row: GivenReport) -> tuple[str, str, str]:
    return row.report, row.period, row.scope


def _period(cell: SheetCell, report: str) -> str | None:
    return cell.text if _SPAN.fullmatch(cell.text) else period_label(cell)
