"""What hangs on a choice that nobody answered: how far apart its answers can bring the credits of one period.

Most choices move the level, and a bad enough month moves it from the best row to the worst: all that the promise can
cost. Some move less, whatever the month, and that is computed: one step of rounding crosses one row, a rounding of
money a cent or two, a cap the credits above it.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import get_args

from sladsl.ast import later
from sladsl.checks.context import Choice, Context
from sladsl.checks.stakes import of_promises, spread, stake_of
from sladsl.checks.worth import Worth, greatest, periods_in, scoped
from sladsl.diagnostics.stake import Stake
from sladsl.model.meanings import Chosen
from sladsl.outcome.amounts import is_nothing
from sladsl.plan.choices import NeededChoice
from sladsl.plan.settlement import CapRule, CreditRule, DayOfFee, DaysOf
from sladsl.record import replace
from sladsl.settle.amounts import rest
from sladsl.values.amount import NOTHING, Amount, fees_in, fixed, scale, total
from sladsl.values.money import Money, minor_units
from sladsl.values.period import PeriodKind

DAYS_OF_FEE = get_args(DayOfFee)
NO_MONEY = frozenset({"nothing happened"})
"""A period with nothing to count is met or not assessed: neither is credited."""
ASSUMED = later.ASSUMED
"""Of their other answers nothing is computed, so nobody can say how far apart they are."""


def of_choice(context: Context, choice: Choice) -> Stake | None:
    """The stake of an unanswered choice; None where its answers come to the same money, or there are no credits."""
    if (
        choice.key in NO_MONEY
        or choice.key in ASSUMED
        or len(choice.answers) < 2
        or not context.agreement.credits
    ):
        return None
    objectives = concerned(context, choice)
    match choice.key:
        case "level rounding":
            stakes = [_one_row(context, name) for name in objectives]
            return _largest([each for each in stakes if each is not None], choice.key)
        case "money rounding":
            return _cents(context)
        case "cap covers":
            return _cap_covers(context)
        case "day of fee":
            stakes = [_day_of_fee(context, name) for name in objectives]
            return _largest([each for each in stakes if each is not None], choice.key)
    return of_promises(context, objectives, about=choice.key)


def concerned(context: Context, choice: Choice) -> list[str]:
    """The promises with a credit that a choice bears on, by the constructs that asked for it."""
    agreement = context.agreement
    asked: tuple[str, ...] = (choice.construct,)
    if isinstance(choice, NeededChoice):
        asked = context.lowering.asked_by(choice)
    found = []
    for name in context.worth.assessments:
        objective = agreement.objectives.get(name)
        if objective is None:  # the sum of points, which a choice about its promises bears on too
            if choice.construct in ("", "agreement", "claims", "credit for points"):
                found.append(name)
            continue
        metric = agreement.metrics.get(objective.metric)
        own = {
            f"metric {objective.metric}",
            f"objective {objective.label}",
            f"credit for {objective.label}",
            f"service {metric.service}" if metric is not None else "",
            *(f"exclusion {each}" for each in (metric.exclusions if metric is not None else ())),
        }
        whole = {"cap", "claims", "agreement", ""}
        if any(each in own or each in whole for each in asked):
            found.append(name)
    return found


def _largest(stakes: list[Stake], about: str) -> Stake | None:
    """Of the promises that a choice bears on by itself the one that it moves most."""
    known = [each for each in stakes if each.most is not None]
    if not known:
        return replace(stakes[0], about=about) if stakes else None
    most = greatest(each.most for each in known)
    chosen = next((each for each in known if each.most == most), known[0])
    return replace(chosen, about=about)


def _one_row(context: Context, objective: str) -> Stake | None:
    """A level that is rounded to the promise's decimals crosses at most one bound, unless rows are narrower."""
    promise = context.agreement.objectives.get(objective)
    bound = promise.bound if promise is not None else None
    credit = context.worth.assessments[objective].credit
    if bound is None or credit is None:
        return None
    values = sorted({each.value for piece in credit.pieces for each in piece.bounds} | {bound.value})
    step = Fraction(1, 100 * 10**bound.written.places)
    if any(above - below < step for below, above in pairwise(values)):
        return of_promises(context, [objective])
    payouts = context.worth.payouts(objective)
    amounts: list[Amount | None] = [each.capped for each in payouts]
    if not amounts or payouts[0].row is None or not is_nothing(amounts[0]):
        amounts.insert(0, NOTHING)  # the promise kept
    return stake_of(context, objective, [spread(pair) for pair in pairwise(amounts)])


def _cents(context: Context) -> Stake | None:
    """Each rounded credit is at most half a unit off, and so is a rounded sum: half as many units as credits."""
    worth = context.worth
    currency = worth.settlement.currency
    kinds = {worth.kind(name) for name in worth.assessments}
    if (
        not currency
        or len(kinds) != 1
        or any(not each.scopes for each in worth.assessments.values() if each.dimension)
    ):
        return None
    credits = sum(len(each.scopes) if each.dimension else 1 for each in worth.assessments.values())
    units = Fraction(credits // 2, 10 ** minor_units(currency))
    if not units:
        return None
    most = fixed(Money(amount=units, currency=currency))
    return Stake(period=kinds.pop(), least=most, most=most, about="money rounding")


def _cap_covers(context: Context) -> Stake | None:
    """The credits of one window above a cap that each of them alone keeps."""
    worth = context.worth
    stakes = []
    for rule, written in worth.written():
        names = [name for name in worth.assessments if not rule.objectives or name in rule.objectives]
        kinds = {worth.kind(name) for name in names}
        if isinstance(written.covers, Chosen) or len(kinds) != 1:
            continue
        kind = kinds.pop()
        window: PeriodKind = kind
        times = periods_in(rule, kind)
        if times is None:
            untold = "how many credits come on one invoice hangs on their claims"
            over_all = "it is counted over the whole term"
            stakes.append(Stake(period="year", reason=untold if rule.invoice else over_all))
            continue
        if times > 1 and rule.window != "term":
            window = "year" if rule.window == "contract year" else rule.window
        amounts = _all_of(worth, names, rule, times)
        limit = greatest(worth.cap_in(rule, "", period) for period in worth.lowering.sampled(kind))
        over = None if limit is None or amounts is None else _over(amounts, limit)
        if over is None:
            untold = "how large a credit can be is not known" if amounts is None else "the fees are not known"
            stakes.append(Stake(period=window, reason=untold))
        elif not is_nothing(over):
            stakes.append(Stake(period=window, least=over, most=over))
    return _largest(stakes, "cap covers")


def _over(amounts: list[Amount], limit: Amount) -> Amount | None:
    """What credits that each keep a limit are above it together; None when it can't be told before fees are known."""
    if limit in amounts:
        others = list(amounts)
        others.remove(limit)
        return total(*others)
    return rest(total(*amounts), limit)


def _all_of(worth: Worth, names: list[str], cap: CapRule, times: int) -> list[Amount] | None:
    """The largest credits of some promises in a window; None where fees or values are not known."""
    amounts: list[Amount] = []
    for name in names:
        assessment = worth.assessments[name]
        capped = greatest(each.capped for each in worth.payouts(name))
        several = assessment.credit is not None and assessment.credit.each_missed
        if capped is None or several or (times > 1 and fees_in(capped)):
            return None
        count = 1
        if assessment.dimension and not scoped(cap):
            count = len(assessment.scopes)
        if not count:
            return None
        amounts.append(scale(capped, Fraction(times * count)))
    return amounts


def _day_of_fee(context: Context, objective: str) -> Stake | None:
    """The answers beside each other in the month in which they differ most."""
    worth = context.worth
    assessment = worth.assessments[objective]
    found: list[Amount | None] = []
    for rule in _days(assessment.credit):
        for period in worth.lowering.sampled(worth.kind(objective)):
            prices = [
                worth.price(replace(rule, day=day), assessment.dimension, period, period)
                for day in DAYS_OF_FEE
            ]
            found.append(spread(prices))
    return stake_of(context, objective, found)


def _days(credit: CreditRule | None) -> list[DaysOf]:
    if credit is None:
        return []
    rules = [credit.flat, *(piece.amount for piece in credit.pieces)]
    return [rule for rule in rules if isinstance(rule, DaysOf)]
