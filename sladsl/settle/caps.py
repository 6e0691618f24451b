"""Caps: what limits a credit, alone or together with others of its window, in the order of the agreement.

Caps of single objectives come before those of the agreement. Inside a window the credits use up the cap
in the order in which they arise: end of the period, place of the objective in the agreement, scope.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sladsl.outcome.amounts import is_nothing
from sladsl.outcome.statement import Step
from sladsl.plan.settlement import CapRule, DaysOf, PercentOf, Settlement
from sladsl.record import Record
from sladsl.settle.cap_accounts import Account, Shared, amount_of, opened, owed_by
from sladsl.settle.draft import Draft
from sladsl.settle.fees import FeeBook, Window
from sladsl.settle.invoiced import Claimed
from sladsl.settle.windows import limited, window_of
from sladsl.values.period import Period

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


class Capped(Record):
    """Drafts after all caps, a step for each window in which a cap took something, and what is under
    which cap.
    """

    drafts: tuple[Draft, ...]
    steps: tuple[Step, ...]
    shared: tuple[Shared, ...]


def in_order_of_use(drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """The order in which credits use up a shared cap."""
    return tuple(
        sorted(drafts, key=lambda each: (each.period.end, each.order, each.scope, each.period.start))
    )


def in_order(caps: tuple[CapRule, ...]) -> tuple[CapRule, ...]:
    """Caps of objectives first, then those of the whole agreement, each in the order of the agreement."""
    return tuple(sorted(caps, key=lambda cap: not cap.objectives))


def capped(
    drafts: tuple[Draft, ...],
    settlement: Settlement,
    place: ZoneInfo,
    book: FeeBook,
    claimed: Claimed,
) -> Capped:
    """`drafts`, in their order of use, after every cap.

    All caps hold at once: a credit is cut to the least of what they leave, and of each it uses up what it is in the end.
    So it does not matter which of them is written first, and what one of them takes uses up nothing of the others.
    """
    lines = list(drafts)
    caps = in_order(settlement.caps)
    under = _accounts(lines, caps, settlement, place, claimed)
    for at in range(len(lines)):
        touched = []
        for each in under.get(at, ()):
            if isinstance(each, Account):
                if not is_nothing(lines[at].amount):
                    lines[at] = each.cut(at, lines[at], book)
                    touched.append(each)
            elif not is_nothing(lines[at].amount):
                cap, reason = each
                lines[at] = opened(lines[at], cap, reason)
        for account in touched:
            account.use_up(at, lines[at])
    shared: list[Shared] = []
    steps: list[Step] = []
    for account in _in_turn(under, caps):
        found = account.shared(lines, book)
        if found is None:
            continue
        shared.append(found)
        if any(is_shown(lines[at].period, settlement.shown) for at in found.lines):
            steps += account.steps(found)
    return Capped(drafts=tuple(lines), steps=tuple(steps), shared=tuple(shared))


Under = dict[int, list["Account | tuple[CapRule, str]"]]
"""For each line what it is under, in the order of the caps: an account, or a cap with why its window can't be told."""


def _accounts(
    lines: Sequence[Draft],
    caps: tuple[CapRule, ...],
    settlement: Settlement,
    place: ZoneInfo,
    claimed: Claimed,
) -> Under:
    found: Under = {}
    for cap in caps:
        accounts: dict[tuple[str, str, bool], Account] = {}
        past: dict[tuple[str, bool], list[Account]] = {}
        for at, line in enumerate(lines):
            if cap.objectives and line.assessment.objective not in cap.objectives:
                continue
            if is_nothing(line.amount):
                continue
            each = cap.covers == "each credit"
            if each and amount_of(cap, line) is None:
                continue
            window: Period | Window | str | None = (
                claimed.window(cap, line) if cap.invoice else window_of(cap, settlement, place, line.period)
            )
            if window is None:
                continue
            here = limited(cap, settlement, place, line.period)
            if here is False and cap.run == 1:
                continue
            window = here if isinstance(here, str) else window
            if isinstance(window, str):
                found.setdefault(at, []).append((cap, window))
                continue
            scope = line.scope if each or _own(cap) else ""
            side = line.assessment.owner in cap.customers
            key = (f"{at}" if each else window.label, scope, side)
            account = accounts.get(key)
            if account is None:
                account = accounts[key] = Account(
                    cap, window, scope, claimed.named(cap, window), owed_by(cap, side)
                )
                if cap.run > 1 and not each:
                    before = past.setdefault((scope, side), [])
                    account.follows(before[1 - cap.run :], place)
                    before.append(account)
            account.expect(at, line, inside=here is True)
            found.setdefault(at, []).append(account)
    return found


def _in_turn(under: Under, caps: tuple[CapRule, ...]) -> list[Account]:
    """Every account once: cap by cap, then as they were first used."""
    found = {id(each): each for on in under.values() for each in on if isinstance(each, Account)}
    turn = {id(cap): number for number, cap in enumerate(caps)}
    return sorted(found.values(), key=lambda each: turn[id(each.cap)])


def is_shown(period: Period, shown: tuple[int, int] | None) -> bool:
    """Whether a period is one that was asked for; others are settled for what they leave of a cap."""
    return shown is None or (shown[0] <= period.start and period.end <= shown[1])


def _own(cap: CapRule) -> bool:
    """Whether each scope has a cap of its own: said so, or sized by the fee of the scope."""
    sized = isinstance(cap.amount, PercentOf | DaysOf) and cap.amount.base.by_scope
    return cap.by_scope or sized
