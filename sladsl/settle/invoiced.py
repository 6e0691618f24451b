"""Invoiced: on which invoice a credit comes, for the caps that limit what one invoice gives back.

All credits of the time before an invoice come on it: by the end of their period, or by when they were claimed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from sladsl.plan.remedies import PayingRule
from sladsl.plan.settlement import CapRule
from sladsl.settle.claims import Key, Made, claim_settled
from sladsl.settle.datebook import DateBook
from sladsl.settle.draft import Draft
from sladsl.settle.fees import Window
from sladsl.values.period import Period, PeriodKind, next_period, period_at

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

UNTOLD = "on which invoice it comes hangs on when it is claimed, which is not known"


def before_invoice(kind: PeriodKind, place: ZoneInfo, end: int, claimed: int | None = None) -> Period:
    """The time of `kind` that is over when the invoice comes on which a credit is of a period that ends at `end`.

    A credit that is claimed comes on the first invoice after the claim.
    """
    return period_at(kind, place, end - 1 if claimed is None else max(end, claimed))


class Claimed:
    """When credits were claimed, as far as that is known; asked before anything takes late claims away."""

    def __init__(self, claims: Mapping[Key, Made], dates: DateBook, paying: PayingRule | None) -> None:
        self.claims, self.dates, self.paying = claims, dates, paying

    def window(self, cap: CapRule, line: Draft) -> Period | str | None:
        """The time before the invoice of a line, why that can't be told, or None where it comes on none."""
        assert cap.window not in ("contract year", "term")  # no time between invoices
        kind = cast("PeriodKind", cap.window)
        if line.assessment.credit is not None and line.assessment.credit.paid_to:
            return None  # what goes to others is on no invoice of the customer's
        place = self.dates.place
        claim = claim_settled(line, self.claims, self.dates).claim if cap.invoice == "claim" else None
        if claim is None or claim.state == "none needed":
            return before_invoice(kind, place, line.period.end)
        if claim.state == "made late":
            return None  # nothing is owed for it
        return (
            UNTOLD if claim.claimed is None else before_invoice(kind, place, line.period.end, claim.claimed)
        )

    def named(self, cap: CapRule, window: Period | Window) -> str:
        """How a window of a cap is called: an invoice as in the payments."""
        if not cap.invoice or isinstance(window, Window):
            return window.label
        kind = window.kind if self.paying is None else self.paying.kind
        invoice = period_at(kind, self.dates.place, window.end)
        if invoice.start < window.end:
            invoice = next_period(invoice, self.dates.place)
        return f"the invoice of {invoice.label}"
