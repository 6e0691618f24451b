"""Caps: what limits a credit, alone or together with others of its window, in the order of the agreement.

Caps of single objectives come before those of the agreement. Inside a window the credits use up the cap
in the order in which they arise: end of the period, place of the objective in the agreement, scope.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from sladsl.outcome.amounts import is_nothing, never_above
from sladsl.outcome.statement import FeeUse, Step
from sladsl.plan.settlement import AmountRule, CapRule, DaysOf, PercentOf, Settlement
from sladsl.record import Record, replace
from sladsl.settle.amounts import rest
from sladsl.settle.draft import Draft, stepped
from sladsl.settle.fees import FeeBook, Priced, Window
from sladsl.settle.windows import limited, window_of
from sladsl.values.amount import NOTHING, Amount, amount_text, least, total
from sladsl.values.period import Period, previous

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


class Shared(Record):
    """Lines (by their index in the order of use) that are under one cap in one window, and the cap's
    amount there.
    """

    cap: CapRule
    amount: Amount
    lines: tuple[int, ...]
    window: str
    scope: str
    fee: FeeUse | None
    before: tuple[Amount | None, ...]
    after: tuple[Amount | None, ...]
    """What the lines have before this cap and after it, in the order of `lines`."""
    limits: tuple[Amount | None, ...] = ()
    """The amount of the cap for each line, where it is amended in the window; None: the line has no such cap over it."""

    def over(self, line: int) -> Amount | None:
        """The amount of the cap for a line; None where it has none over it."""
        return self.limits[self.lines.index(line)] if self.limits else self.amount


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


def capped(drafts: tuple[Draft, ...], settlement: Settlement, place: ZoneInfo, book: FeeBook) -> Capped:
    """`drafts`, in their order of use, after every cap."""
    lines = list(drafts)
    steps: list[Step] = []
    shared: list[Shared] = []
    for cap in in_order(settlement.caps):
        own = _own(cap)
        groups: dict[tuple[str, str], tuple[Period | Window, list[int]]] = {}
        for at, line in enumerate(lines):
            if cap.objectives and line.assessment.objective not in cap.objectives:
                continue
            if is_nothing(line.amount):
                continue
            if cap.covers == "each credit" and _amount(cap, line) is None:
                continue
            window: Period | Window | str = window_of(cap, settlement, place, line.period)
            here = limited(cap, settlement, place, line.period)
            if here is False and cap.run == 1:
                continue
            window = here if isinstance(here, str) else window
            if isinstance(window, str):
                lines[at] = _open(line, cap, window)
                continue
            key = (window.label, line.scope if own else "")
            groups.setdefault(key, (window, []))[1].append(at)
        if cap.run > 1 and cap.covers == "all credits":
            rolled = rolling(lines, cap, groups, settlement, place, book)
            shared += rolled
            for each in rolled:
                shown = any(is_shown(lines[at].period, settlement.shown) for at in each.lines)
                steps += _rolled(each) if shown else ()
            continue
        for (label, _), (window, members) in groups.items():
            if cap.covers == "each credit":
                for at in members:
                    terms = lines[at].assessment.terms
                    amount = _amount(cap, lines[at]) or cap.amount
                    price = book.price(amount, lines[at].scope, window, terms)
                    first = (lines[at].amount,)
                    lines[at] = _each(lines[at], cap, price, label)
                    if price.amount is not None:
                        fee = book.use(amount, lines[at].scope, window, terms)
                        shared.append(_shared(cap, price.amount, fee, label, lines, [at], first))
                continue
            scope = lines[members[0]].scope if own else ""
            last = lines[members[-1]]
            amount = _amount(cap, last) or cap.amount
            price = book.price(amount, scope, window, last.assessment.terms)
            before = [lines[at].amount for at in members]
            limits: tuple[Amount | None, ...] = ()
            if cap.amended:
                prices = [_price(cap, lines[at], scope, window, book) for at in members]
                limits = tuple(None if each is None else each.amount for each in prices)
                _share_amended(lines, members, cap, prices, label)
            else:
                _share(lines, members, cap, price, label)
            if price.amount is not None:
                fee = book.use(amount, scope, window, last.assessment.terms)
                found = _shared(cap, price.amount, fee, label, lines, members, before)
                shared.append(replace(found, limits=limits) if limits else found)
            if any(is_shown(lines[at].period, settlement.shown) for at in members):
                steps += _window_step(cap, label, price, before, [lines[at].amount for at in members])
    return Capped(drafts=tuple(lines), steps=tuple(steps), shared=tuple(shared))


def rolling(
    lines: list[Draft],
    cap: CapRule,
    groups: Mapping[tuple[str, str], tuple[Period | Window, list[int]]],
    settlement: Settlement,
    place: ZoneInfo,
    book: FeeBook,
) -> list[Shared]:
    """Limits the credits of any so many periods in a row: those of the last are cut to what the ones before have left.

    So no such row of periods ever holds more than the cap, whichever it is: each ends with one that was cut to it.
    """
    found: list[Shared] = []
    past: dict[str, list[tuple[int, list[int]]]] = {}
    for (label, scope), (window, members) in sorted(groups.items(), key=lambda each: each[1][0].start):
        first = window
        for _ in range(cap.run - 1):
            assert isinstance(first, Period)
            first = previous(first, place)
        ago = past[scope] = [each for each in past.get(scope, ()) if each[0] >= first.start]
        earlier = [at for _, ats in ago for at in ats]
        ago.append((window.start, members))
        name = f"the {cap.run} {cap.window}s to {label}"
        terms = lines[members[-1]].assessment.terms
        prices = [_price(cap, lines[at], scope, window, book) for at in members]
        inside = [limited(cap, settlement, place, lines[at].period) is True for at in members]
        prices = [price if under else None for price, under in zip(prices, inside, strict=True)]
        for at, price in zip(members, prices, strict=True):
            if price is not None and price.amount is None:
                lines[at] = _open(lines[at], cap, f"the cap is not stated: {price.reason}")
        limits = (*(None for _ in earlier), *(None if each is None else each.amount for each in prices))
        every = [*earlier, *members]
        before = [lines[at].amount for at in every]
        _use_up(lines, every, cap, limits, name)
        amount = next((each for each in reversed(limits) if each is not None), None)
        if amount is not None:
            fee = book.use(_amount(cap, lines[members[-1]]) or cap.amount, scope, window, terms)
            made = _shared(cap, amount, fee, name, lines, every, before)
            found.append(replace(made, limits=limits))
    return found


def _rolled(window: Shared) -> tuple[Step, ...]:
    """The step of such a row of periods as a whole, if the cap takes something there."""
    before = total(*(each for each in window.before if each is not None))
    after = total(*(each for each in window.after if each is not None))
    why = f"{window.window}: at most {amount_text(window.amount)} for all credits"
    if before == after or None in window.before or None in window.after:
        return ()
    return (Step(name="cap", before=before, after=after, why=why, rule=window.cap.rule),)


def is_shown(period: Period, shown: tuple[int, int] | None) -> bool:
    """Whether a period is one that was asked for; others are settled for what they leave of a cap."""
    return shown is None or (shown[0] <= period.start and period.end <= shown[1])


def _shared(
    cap: CapRule,
    amount: Amount,
    fee: FeeUse | None,
    label: str,
    lines: list[Draft],
    members: list[int],
    before: Sequence[Amount | None],
) -> Shared:
    return Shared(
        cap=cap,
        amount=amount,
        lines=tuple(members),
        window=label,
        scope=lines[members[0]].scope if _own(cap) or len(members) == 1 else "",
        fee=fee,
        before=tuple(before),
        after=tuple(lines[at].amount for at in members),
    )


def _own(cap: CapRule) -> bool:
    """Whether each scope has a cap of its own: said so, or sized by the fee of the scope."""
    sized = isinstance(cap.amount, PercentOf | DaysOf) and cap.amount.base.by_scope
    return cap.by_scope or sized


def _open(line: Draft, cap: CapRule, reason: str) -> Draft:
    if line.amount is None:
        return line
    return stepped(line, Step(name="cap", before=line.amount, after=None, why=reason, rule=cap.rule))


def _each(line: Draft, cap: CapRule, price: Priced, label: str) -> Draft:
    if line.amount is None:
        return line
    if price.amount is None:
        return _open(line, cap, f"the cap is not stated: {price.reason}")
    after = least(line.amount, price.amount)
    if after == line.amount:
        return line
    why = f"at most {amount_text(price.amount)} for each credit ({label})"
    return stepped(line, Step(name="cap", before=line.amount, after=after, why=why, rule=cap.rule))


def _amount(cap: CapRule, line: Draft) -> AmountRule | None:
    """How much a cap is by the terms that govern a line; None where they have no such cap."""
    return dict(cap.amended).get(line.assessment.terms, cap.amount) if cap.amended else cap.amount


def _price(cap: CapRule, line: Draft, scope: str, window: Period | Window, book: FeeBook) -> Priced | None:
    amount = _amount(cap, line)
    return None if amount is None else book.price(amount, scope, window, line.assessment.terms)


def _share(lines: list[Draft], members: list[int], cap: CapRule, price: Priced, label: str) -> None:
    """Lets the lines of a window use up the cap in order."""
    if price.amount is None:
        for at in members:
            lines[at] = _open(lines[at], cap, f"the cap is not stated: {price.reason}")
        return
    _use_up(lines, members, cap, [price.amount] * len(members), label)


def _share_amended(
    lines: list[Draft], members: list[int], cap: CapRule, prices: list[Priced | None], label: str
) -> None:
    """The same where the cap is amended: each credit is cut to what the cap of its own terms leaves after those before it,
    whatever their terms; terms without the cap cut nothing."""
    for at, price in zip(members, prices, strict=True):
        if price is not None and price.amount is None:
            lines[at] = _open(lines[at], cap, f"the cap is not stated: {price.reason}")
    limits = [None if price is None else price.amount for price in prices]
    _use_up(lines, members, cap, limits, label)


def _use_up(
    lines: list[Draft], members: list[int], cap: CapRule, limits: Sequence[Amount | None], label: str
) -> None:
    """`limits`: what each line has over it; None: nothing, but it uses up what later ones have."""
    demanded: Amount = NOTHING
    used: Amount | None = NOTHING
    missing = False
    before: Amount | None = None
    for at, limit in zip(members, limits, strict=True):
        line = lines[at]
        if line.amount is None:
            # How much of the cap it takes is open, and so is what it leaves for later ones.
            missing = True
            continue
        if limit is None:
            used = None if used is None else total(used, line.amount)
            demanded = total(demanded, line.amount)
            continue
        if used is not None and limit != before:
            demanded = used  # what an earlier cap has cut is not asked for again
        before = limit
        if used is not None and not missing:
            demanded = total(demanded, line.amount)
            if never_above(demanded, limit):
                used = demanded
                continue
        room = None if used is None or missing else rest(limit, used)
        if room is None:
            why = _untold(limit, label, missing)
            lines[at] = stepped(
                line, Step(name="cap", before=line.amount, after=None, why=why, rule=cap.rule)
            )
            used = None
            continue
        after = least(line.amount, room)
        used = total(used, after) if used is not None else None
        if after != line.amount:
            why = f"at most {amount_text(limit)} for all credits of {label}"
            if room != limit:
                why += f", of which {amount_text(room)} {'is' if room != NOTHING else 'was'} left"
            lines[at] = stepped(
                line, Step(name="cap", before=line.amount, after=after, why=why, rule=cap.rule)
            )


def _untold(limit: Amount, label: str, missing: bool) -> str:
    share = f"at most {amount_text(limit)} for all credits of {label}"
    if missing:
        return f"{share}: how much of it is left depends on a credit that is open"
    return f"{share}: how much of it is left can't be told before the fees are known"


def _window_step(
    cap: CapRule, label: str, price: Priced, before: list[Amount | None], kept: list[Amount | None]
) -> tuple[Step, ...]:
    """The step of the window as a whole, if the cap takes something there."""
    known = [amount for amount in before if amount is not None]
    if price.amount is None or not known:
        return ()
    whole = total(*known)
    after = least(whole, price.amount)
    why = f"{label}: at most {amount_text(price.amount)} for all credits"
    if cap.amended:
        after = total(*(amount for amount in kept if amount is not None))
        why += ", as amended"
    if after == whole:
        return ()
    return (Step(name="cap", before=whole, after=after, why=why, rule=cap.rule),)
