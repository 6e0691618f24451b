"""The ledger of a statement: the fee behind each credit, and who used up how much of which cap.

A credit can only be recomputed by somebody who is told what it was computed from.
"""

from __future__ import annotations

from sladsl.outcome.statement import CapUse, CapWindow, FeeUse
from sladsl.plan.settlement import AmountRule, Nothing
from sladsl.settle.cap_accounts import Shared
from sladsl.settle.draft import Draft
from sladsl.settle.fees import FeeBook


def fee_used(draft: Draft, book: FeeBook) -> FeeUse | None:
    """The fee of the band that applies; where that band pays nothing, the one that the others are of."""
    credit = draft.assessment.credit
    if credit is None or draft.status == "not assessed":
        return None
    applied = [piece.amount for piece in credit.pieces if piece.text == draft.band]
    rules: list[AmountRule] = [*applied, *(piece.amount for piece in credit.pieces)]
    if credit.flat is not None:
        rules.append(credit.flat)
    paying = [rule for rule in rules if not isinstance(rule, Nothing)]
    return book.use(paying[0], draft.scope, draft.period, draft.assessment.terms) if paying else None


def cap_windows(shared: tuple[Shared, ...], settled: tuple[Draft, ...]) -> tuple[CapWindow, ...]:
    """The windows of caps whose amount can be told; `settled` are all drafts after rounding."""
    return tuple(
        CapWindow(
            rule=each.cap.rule,
            window=each.window,
            scope=each.scope,
            covers=each.cap.covers,
            amount=each.amount,
            amended=bool(each.limits),
            fee=each.fee,
            uses=tuple(
                CapUse(
                    objective=settled[at].assessment.objective,
                    scope=settled[at].scope,
                    period=settled[at].period.label,
                    before=before,
                    after=after,
                    paid=settled[at].amount,
                    turn=at,
                    used=each.uses.get(at),
                    less=at in each.uses,
                )
                for at, before, after in zip(each.lines, each.before, each.after, strict=True)
            ),
        )
        for each in shared
    )
