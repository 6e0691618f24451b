"""The money that hangs on a finding: of a promise, of some rows of its bands, of several promises together.

Always that of one period, after the caps, exact. What no fee, no credit or no order decides is said to be unknown;
where nothing at all can move, a finding has no stake.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sladsl.checks.context import Context
from sladsl.checks.worth import Worth, greatest, paying, scoped, smallest
from sladsl.diagnostics.stake import Stake
from sladsl.outcome.amounts import is_nothing
from sladsl.plan.settlement import CapRule
from sladsl.settle.amounts import rest
from sladsl.values.amount import Amount, fixed, known, least, scale, total
from sladsl.values.money import Money
from sladsl.values.period import PeriodKind, in_a_year

UNSTATED = "the agreement does not state how much a credit is, or of which fee"
GROWS = "how much a credit is hangs on how far the promise is missed"
NO_ORDER = "the fees are not known"


def of_promise(context: Context, objective: str, *, about: str = "") -> Stake | None:
    """Everything that a promise can cost in a period: between its smallest and its largest credit."""
    worth = context.worth
    payouts = worth.payouts(objective)
    amounts = list(paying(payouts))
    if not amounts:
        unknown = any(each.capped is None for each in payouts)
        return _unknown(worth, objective, _why(worth, objective), about) if unknown else None
    return stake_of(context, objective, amounts, about=about)


def stake_of(
    context: Context, objective: str, amounts: Sequence[Amount | None], *, about: str = ""
) -> Stake | None:
    """One of these amounts of one promise hangs on the finding; zeros are left out, None when that is all."""
    worth = context.worth
    if any(each is None for each in amounts):
        return _unknown(worth, objective, _why(worth, objective), about)
    moved = [each for each in amounts if not is_nothing(each)]
    if not moved:
        return None
    most = greatest(moved)
    if most is None:
        return _unknown(worth, objective, NO_ORDER, about)
    return Stake(
        period=worth.kind(objective),
        least=smallest(moved),
        most=most,
        each=worth.each(objective),
        about=about,
    )


def _why(worth: Worth, objective: str) -> str:
    """Why nobody can say what a credit comes to."""
    assessment = worth.assessments.get(objective)
    credit = assessment.credit if assessment is not None else None
    return GROWS if credit is not None and (credit.step is not None or credit.marginal) else UNSTATED


def of_rows(context: Context, objective: str, rows: Iterable[int], *, about: str = "") -> Stake | None:
    """Whether some rows of the bands apply: between the smallest and the largest of their amounts."""
    wanted = set(rows)
    payouts = [each for each in context.worth.payouts(objective) if each.row in wanted]
    return stake_of(context, objective, [each.capped for each in payouts], about=about)


def between_rows(context: Context, objective: str, rows: Iterable[int], *, about: str = "") -> Stake | None:
    """Which of some rows applies: the difference between the most and the least that they pay."""
    wanted = set(rows)
    amounts = [each.capped for each in context.worth.payouts(objective) if each.row in wanted]
    return stake_of(context, objective, [spread(amounts)], about=about)


def spread(amounts: Sequence[Amount | None]) -> Amount | None:
    """The difference between the largest and the smallest of amounts; None when it can't be told."""
    most, fewest = greatest(amounts), smallest(amounts)
    return None if most is None or fewest is None else rest(most, fewest)


def of_promises(context: Context, objectives: Iterable[str], *, about: str = "") -> Stake | None:
    """What several promises can cost together: their credits of one period, under the caps that they share."""
    worth = context.worth
    stakes = {
        name: stake
        for name in objectives
        if name in worth.assessments and (stake := of_promise(context, name)) is not None
    }
    if not stakes:
        return None
    open_one = next((each for each in stakes.values() if each.most is None), None)
    kinds = {each.period for each in stakes.values()}
    if open_one is not None:
        return Stake(period=open_one.period, reason=open_one.reason, about=about)
    most = {name: each.most for name, each in stakes.items() if each.most is not None}
    fewest = smallest(each.least for each in stakes.values())
    dimensions = {each.each for each in stakes.values()}
    if len(dimensions) > 1:
        return Stake(period=_longest(kinds), reason="some of it is assessed one by one", about=about)
    each = dimensions.pop()
    if len(kinds) == 1:
        whole = _under_caps(worth, most)
        return Stake(period=kinds.pop(), least=fewest, most=whole, each=each, about=about)
    year = _of_a_year(worth, most, {name: stake.period for name, stake in stakes.items()})
    if year is None:
        return Stake(period="year", reason=NO_ORDER, about=about)
    return Stake(period="year", least=fewest, most=year, each=each, about=about)


def of_agreement(context: Context, *, about: str = "") -> Stake | None:
    """All that can be credited in a period."""
    return of_promises(context, context.worth.assessments, about=about)


def _unknown(worth: Worth, objective: str, reason: str, about: str) -> Stake:
    return Stake(
        period=worth.kind(objective),
        each=worth.each(objective),
        reason=reason,
        about=about,
    )


def _longest(kinds: set[PeriodKind]) -> PeriodKind:
    return min(kinds, key=in_a_year)


def _shared(worth: Worth, names: Iterable[str]) -> list[tuple[CapRule, set[str]]]:
    """The caps that limit several of the promises together, with those that they limit."""
    found = []
    for cap in worth.settlement.caps:
        covered = {name for name in names if not cap.objectives or name in cap.objectives}
        plain = cap.run == 1 and cap.years is None
        if covered and plain and cap.covers == "all credits":
            found.append((cap, covered))
    return found


def _under_caps(worth: Worth, most: dict[str, Amount]) -> Amount:
    whole = total(*most.values())
    for cap, covered in _shared(worth, most):
        some = next(iter(covered))
        dimension = worth.assessments[some].dimension
        limits = [worth.cap_in(cap, dimension, period) for period in worth.periods(some)]
        limit = greatest(limits)
        if limit is not None:
            others = (amount for name, amount in most.items() if name not in covered)
            whole = least(whole, total(limit, *others))
    return whole


def _of_a_year(worth: Worth, most: dict[str, Amount], kinds: dict[str, PeriodKind]) -> Amount | None:
    """Promises of several periods, in a year; None before all fees are known."""
    whole = {name: scale(amount, in_a_year(kinds[name])) for name, amount in most.items()}
    if any(known(amount) is None for amount in whole.values()):
        return None
    found = total(*whole.values())
    for cap, covered in _shared(worth, most):
        if cap.window == "term" or scoped(cap):
            continue
        times = 1 if cap.window == "contract year" else in_a_year(cap.window)
        some = next(iter(covered))
        limit = worth.cap_in(cap, "", worth.lowering.sampled(worth.kind(some))[0])
        money = None if limit is None else known(limit)
        if money is not None:
            yearly = fixed(Money(amount=money.amount * times, currency=money.currency))
            others = (amount for name, amount in whole.items() if name not in covered)
            found = least(found, total(yearly, *others))
    return found
