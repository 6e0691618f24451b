"""Claims that were made: a table of objective, period and the day or time at which the claim was received, and what became
of each: rejected or paid, when, how much, with which invoice."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sladsl.data.amounts import read_amount
from sladsl.data.binding import ClaimsFile, ReportsFile, every
from sladsl.data.dated import CLAIMS, Dated, dated_rows
from sladsl.data.labels import period_label
from sladsl.data.promised import Promises, promised
from sladsl.data.sheet import Remarks, SheetCell
from sladsl.outcome.given import GivenClaim, GivenDecision, in_time_order
from sladsl.outcome.measured import DataFinding
from sladsl.record import replace
from sladsl.values.money import Money

_CURRENCY = re.compile(r"[A-Z]{3}")
STATUSES = ("open", "made", "rejected", "paid")


def read_claims(
    files: ClaimsFile | Sequence[ClaimsFile],
    zone_name: str = "",
    promises: Promises | None = None,
    currency: str = "",
) -> tuple[tuple[GivenClaim, ...], tuple[DataFinding, ...]]:
    """The claims of a table, in its order, and what is wrong with the other rows; UnreadableData for broken
    files.

    `zone_name` (the agreement's) places times without an offset where the file's own zone is not said; a
    date alone is its first instant, and one with dots is day.month.year. Of several claims for the same
    objective, scope, period and stage the earliest counts, as it is the one that can be in time; what became of any of
    them became of it. A row without an objective claims all of its period. `currency` (the agreement's) is that of
    amounts without one.
    """
    remarks = Remarks("claims")
    found: dict[tuple[str, str, str, str], GivenClaim] = {}

    def period_of(cell: SheetCell, objective: str) -> str | None:
        if not objective and promises:
            return period_label(cell, all(each.daily for each in promises.values()))
        return period_label(cell, promised(promises or {}, objective).daily)

    for each in dated_rows(every(files), CLAIMS, zone_name, period_of, remarks, _dayless):
        decision = _decision(each, currency, remarks)
        claimed = each.instant
        if claimed is None:
            if decision is None:
                continue  # not made yet; or paid on no day, which is told
            claimed = decision.on
        row = GivenClaim(
            objective=each.about,
            scope=each.cells["scope"].text,
            period=each.period,
            claimed=claimed,
            stage=each.cells["stage"].text,
            presumed=each.instant is None,
            decisions=() if decision is None else (decision,),
        )
        if not row.objective:
            remarks.add(
                "claim-of-all", each.number, ", ".join(filter(None, (row.scope, row.period, row.stage)))
            )
        key = (row.objective, row.scope, row.period, row.stage)
        first = found.setdefault(key, row)
        if first is row:
            continue
        if decision is None or decision in first.decisions:
            said = each.cells["claimed"].text or each.cells["decided"].text
            remarks.add("repeated-claim", each.number, f"{each.about} {each.period}: {said}".strip())
        found[key] = one_claim(first, row)
    return tuple(found.values()), remarks.findings()


def one_claim(first: GivenClaim, second: GivenClaim) -> GivenClaim:
    """What two rows say of one claim: the earlier day that somebody told, and what became of either."""
    told = [each for each in (first, second) if not each.presumed] or [first, second]
    earliest = min(told, key=lambda each: each.claimed)
    return replace(earliest, decisions=in_time_order((*first.decisions, *second.decisions)))


def _status(cells: Mapping[str, SheetCell], file: ClaimsFile | ReportsFile) -> str:
    """The status of a row in words of the evaluator; as written where it is none of them."""
    statuses = file.statuses if isinstance(file, ClaimsFile) else {}
    written = cells["status"].text
    meant = statuses.get(written, written)
    return meant.casefold() if meant.casefold() in STATUSES else meant


def _dayless(cells: Mapping[str, SheetCell], file: ClaimsFile | ReportsFile) -> bool:
    """Whether a claim may have no day: one that is not made yet, and one that was paid without being made."""
    return _status(cells, file) in ("open", "paid")


def _decision(row: Dated, currency: str, remarks: Remarks) -> GivenDecision | None:
    """What became of a claim; None where nothing did, or it can't be told, which is remarked."""
    cells, file = row.cells, row.file
    assert isinstance(file, ClaimsFile)
    status, number = _status(cells, file), row.number
    place = f"{row.about} {row.period}".strip()
    if status not in ("", *STATUSES):
        remarks.add("unknown-claim-status", number, f"{place}: {status}")
        return None
    if status == "open" and row.instant is not None:
        remarks.add("open-claim-with-day", number, f"{place}: {cells['claimed'].text}")
    if status not in ("rejected", "paid"):
        return None
    written = cells["decided"].text
    on = row.read(written) if written else None
    if on is None:
        remarks.add("claim-without-decision-day", number, f"{place}: {status} {written}".strip())
        return None
    if row.instant is not None and on < row.instant:
        remarks.add("decided-before-claimed", number, f"{place}: {status} {written}")
    return GivenDecision(
        decision="rejected" if status == "rejected" else "paid",
        on=on,
        amount=_amount(row, file, currency, remarks),
        invoice=cells["invoice"].text,
        reason=cells["reason"].text,
    )


def _amount(row: Dated, file: ClaimsFile, currency: str, remarks: Remarks) -> Money | None:
    """How much was paid or rejected; None where it is not said, or can't be read."""
    cell = row.cells["amount"]
    if not cell.text:
        return None
    amount, readings = read_amount(cell, file.decimal)
    of = row.cells["currency"].text or file.currency or currency
    if amount is None and readings:
        remarks.add("claim-without-amount", row.number, f"{cell.text}: {readings}")
    elif amount is None or amount.value < 0 or not _CURRENCY.fullmatch(of):
        remarks.add("claim-without-amount", row.number, f"{cell.text} {of}".strip())
    elif currency and of != currency:
        remarks.add("other-currency", row.number, f"{cell.text} {of}")
    else:
        return Money(amount=amount.value, currency=of)
    return None
