"""Which columns the tables that people make are read from, in words, for findings about their rows.

A report has a column `Report` for something else, and every row of it is then no report of the agreement: whoever reads
that has to see which column was taken, of which sheet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sladsl.data.binding import (
    Binding,
    ClaimsFile,
    FactsFile,
    FeesFile,
    InvoicesFile,
    LevelsFile,
    ReportsFile,
)
from sladsl.data.dated import dated_columns
from sladsl.data.facts import fact_columns
from sladsl.data.fees import fee_columns
from sladsl.data.invoices import invoice_columns
from sladsl.data.levels import level_columns
from sladsl.data.sheet import open_sheet
from sladsl.data.titles import Fields, Wanted
from sladsl.outcome.measured import DataFinding
from sladsl.record import replace

MATTERS = frozenset(
    {
        "unreadable-invoice",
        "credit-without-promise",
        "unknown-claim-status",
        "claim-without-decision-day",
        "claim-without-amount",
    }
    | {"blank-cell", "ambiguous-length", "ambiguous-number", "unclear-unit", "conflicting-row"}
    | {f"unreadable-{what}" for what in ("period", "level", "amount", "claim", "report", "fact")}
    | {"level-without-line", "fee-without-service", "fee-beside-agreement"}
    | {"claim-without-line", "claim-without-stage", "report-without-duty", "fact-not-in-agreement"}
)
"""Findings that a column which was not meant makes of every row."""
_MOST_FILES = 3

TableFile = LevelsFile | FeesFile | ClaimsFile | ReportsFile | FactsFile | InvoicesFile


def read_as(binding: Binding, table: str) -> str:
    """A sentence for each way in which the files of a table that people make are read; "" without one."""
    files: Sequence[TableFile] = getattr(binding, table)
    said: dict[str, list[str]] = {}
    for file in files:
        fields = Fields(
            open_sheet(file.path, getattr(file, "delimiter", ","), file.sheet, file.data, table),
            _wanted(file),
        )
        said.setdefault(_columns(fields, file), []).append(_place(file, fields.sheet))
    return " ".join(f"Read from {_places(places)}: {columns}." for columns, places in said.items())


def with_columns(found: DataFinding, read: Mapping[str, str]) -> DataFinding:
    """A finding whose hint says which columns were read, where that may be what is wrong."""
    said = read.get(found.source, "")
    if not said or found.name not in MATTERS or said in found.hint:
        return found
    return replace(found, hint=f"{found.hint} {said}".strip())


def _wanted(file: TableFile) -> Wanted:
    match file:
        case LevelsFile():
            return level_columns(file)
        case FeesFile():
            return fee_columns(file)
        case ClaimsFile() | ReportsFile():
            return dated_columns(file)
        case FactsFile():
            return fact_columns(file)
        case InvoicesFile():
            return invoice_columns(file)


def _columns(fields: Fields, file: TableFile) -> str:
    parts = []
    for field, title in fields.titles.items():
        stated = getattr(file, field, "")
        before = f', before {field} = "{stated}"' if isinstance(stated, str) and stated else ""
        parts.append(f"`{title}` as {field}{before}")
    return "; ".join(parts) + fields.more_titles


def _place(file: TableFile, sheet: str) -> str:
    if file.data is not None:
        return "the table"
    return f"the sheet `{sheet}` of {file.path}" if sheet else file.path


def _places(places: Sequence[str]) -> str:
    more = len(places) - _MOST_FILES
    return ", ".join(places[:_MOST_FILES]) + (f" and {more} more" if more > 0 else "")
