"""What a scenario can be owed at all, where the amounts are plain: which credits apply under its options, and what they pay.

Exact, and only where nothing but bands, fees and caps decides; of all else nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from sladsl.ast import values as v
from sladsl.ast.agreements import Agreement
from sladsl.ast.credits import Bands, BandsAsPrinted, Credit, EarnBack, MarginalBands, Owed, PointsCredit
from sladsl.ast.declare import Block, Row
from sladsl.ast.objectives import Objective
from sladsl.ast.scenarios import ExpectedRows, Levels, Scenario
from sladsl.ast.scoring import Pool
from sladsl.checks.prices import Prices, base_of
from sladsl.checks.reach import value_of
from sladsl.checks.written import promises
from sladsl.record import Record, replace
from sladsl.values.bands import satisfies
from sladsl.values.money import Money

PLAIN = frozenset(
    (
        "applies where", "base", "amount", "decided by", "cites", "credit when met", "several bands fit", "paid to", "when",
        "overrides",
    )
)  # fmt: skip
"""Keys of a credit with which it pays one of its amounts, or nothing."""
LESS = frozenset(("cap", "cap covers", "minimum payable", "replaces"))
"""Keys with which it may pay less."""
OTHER_BASES = (
    "credit base",
    "fee leaves out",
    "base and other credits",
    "missed records",
    "missed objectives",
    "several customers",
    "level between rows",
)
"""Choices by which a credit is of another fee, or of another row."""
SHORTEST_MONTH = 28
Chosen = dict[str, str]
Outcome = tuple[str, v.Expectation]


class Payable(Record):
    """The amounts that one objective can be owed: as ratios of the fee, and in money where the fee is known.

    `whole`: nothing makes them less.
    """

    ratios: frozenset[Fraction]
    money: frozenset[Money]
    whole: bool


def outcomes_of(scenario: Scenario) -> Iterator[Outcome]:
    """What a scenario expects, with the name of the objective of which it does."""
    for expected in scenario.expect:
        if isinstance(expected, v.Expected):
            yield from ((expected.objective.text, each) for each in expected.outcomes)
    for rows in scenario.children(ExpectedRows):
        for row in rows.table:
            first = row.head.items[0] if isinstance(row.head, v.Labels) else None
            name = first.text if isinstance(first, (v.Name, v.Text)) else ""
            yield from ((name, each) for each in (row.cell.items if isinstance(row.cell, v.Outcomes) else ()))


def chosen(scenario: Scenario) -> Chosen:
    """The options and facts of a scenario that have one value throughout."""
    found: Chosen = {}
    unclear: set[str] = set()
    for given in (*scenario.option, *scenario.fact):
        value = given.values[-1]
        if len(given.values) != 1 or given.name.text in found:
            unclear.add(given.name.text)
        elif isinstance(value, (v.Name, v.Text)):
            found[given.name.text] = value.text
    return {name: value for name, value in found.items() if name not in unclear}


def holds(condition: object, given: Chosen) -> bool | None:
    """Whether a condition on options and facts is so in a scenario; None where it does not say."""
    match condition:
        case v.OneOf(field=field, values=values, negated=negated):
            if field.text not in given:
                return None
            return (given[field.text] in {each.text for each in values}) != negated
        case v.Truth(field=field):
            return {"yes": True, "no": False}.get(given.get(field.text, ""))
        case v.Not(of=of):
            inner = holds(of, given)
            return None if inner is None else not inner
        case v.AllOf(of=of):
            parts = [holds(each, given) for each in of]
            return False if False in parts else True if all(parts) else None
        case v.AnyOf(of=of):
            parts = [holds(each, given) for each in of]
            return True if True in parts else False if all(each is False for each in parts) else None
        case _:
            return None


def credits_of(node: Agreement, objective: Objective) -> list[Credit]:
    """The credits that serve an objective."""
    own = [each for each in objective.blocks if isinstance(each, Credit)]
    for block in node.children(Credit):
        names = block.head_value.items if isinstance(block.head_value, v.Names) else ()
        if objective.name is not None and objective.name.text in {name.text for name in names}:
            own.append(block)
    return own


def level_of(scenario: Scenario, objective: Objective) -> v.Quantity | v.Duration | None:
    """The one level that a scenario gives an objective; None where it gives several, or one of a part."""
    found: list[object] = []
    for table in scenario.children(Levels):
        names = table.head_value.items if isinstance(table.head_value, v.Names) else ()
        if objective.name is not None and objective.name.text in {name.text for name in names}:
            for row in table.table:
                labels = row.head.items if isinstance(row.head, v.Labels) else ()
                found.append(row.cell if len(labels) == 1 else None)
    only = found[0] if len(found) == 1 else None
    return only if isinstance(only, (v.Quantity, v.Duration)) else None


def satisfied(bound: v.Bound, level: v.Quantity | v.Duration) -> bool | None:
    """Whether a level satisfies a bound; None where their units differ, or where it may be rounded to it."""
    unit = level.unit if isinstance(level, v.Quantity) else "time"
    own, limit = value_of(level, unit), value_of(bound.operand, unit)
    if own is None or limit is None:
        return None
    finer = (
        isinstance(level, v.Quantity)
        and isinstance(bound.operand, v.Quantity)
        and level.number.places > bound.operand.number.places
    )
    return None if finer else satisfies(((bound.comparator, limit),), own)


def payable(
    node: Agreement,
    scenario: Scenario,
    objective: Objective,
    credits: list[Credit],
    level: v.Quantity | v.Duration | None = None,
) -> Payable | None:
    """What the credits of an objective can pay in a scenario; None where more than rows and fees decides it.

    At a `level` only the rows that fit it pay.
    """
    if any(isinstance(each, (PointsCredit, Pool)) for each in node.blocks) or not credits:
        return None
    if any(words.noun is not None and words.share is None for words in promises(objective)):
        return None  # there may be a credit for each record
    if any(entry.key in OTHER_BASES for block in node.blocks for entry in block.entries):
        return None
    ratios: set[Fraction] = set()
    money: set[Money] = set()
    capped = node.has(Agreement.cap) or node.has(Agreement.amount_at_risk)
    for credit in credits:
        said = {entry.key for entry in credit.entries}
        if said - PLAIN - LESS:
            return None
        if any(isinstance(each, (EarnBack, MarginalBands)) for each in credit.blocks):
            return None
        capped = capped or bool(said & LESS)
        for amount in _amounts(credit, level):
            if isinstance(amount, v.Answer) and amount.text == "none":
                continue
            if isinstance(amount, v.Quantity) and len(amount.unit) == 3 and amount.unit.isupper():
                money.add(Money(amount=amount.number.value, currency=amount.unit))
                continue
            found = _of_fee(amount)
            base = (
                amount.base
                if isinstance(amount, (v.Share, v.AmountRange)) and amount.base
                else base_of(credit)
            )
            fee = _fee(node, scenario, objective, base)
            if found is None or fee is None:
                return None
            ratio, exact = found
            capped = capped or not exact
            ratios.add(ratio)
            money.add(Money(amount=fee.amount * ratio, currency=fee.currency))
    return Payable(ratios=frozenset(ratios), money=frozenset(money), whole=not capped)


def _of_fee(amount: v.Value) -> tuple[Fraction, bool] | None:
    """The most that an amount is of a fee, and whether it is just that; None where it is no part of one."""
    match amount:
        case v.Share(percent=percent):
            return percent.number.value / 100, True
        case v.AmountRange(most=v.Quantity(unit="%") as most):
            return most.number.value / 100, False
        case v.DaysOfFee(days=days):
            return days.value / SHORTEST_MONTH, False
        case _:
            return None


def _amounts(credit: Credit, level: v.Quantity | v.Duration | None) -> list[v.Value]:
    found = [entry.value for entry in credit.entries if entry.key == Owed.amount.name]
    for table in credit.blocks:
        if isinstance(table, (Bands, BandsAsPrinted)):
            row = _fitting(table, level) if level is not None and isinstance(table, Bands) else None
            found += [each.cell for each in ((row,) if row is not None else table.table)]
    return found


def _fitting(table: Bands, level: v.Quantity | v.Duration) -> Row | None:
    """The first row that fits a level; None where that can't be told."""
    for row in table.table:
        bounds = row.head.bounds if isinstance(row.head, v.BandHead) else ()
        fits = [satisfied(bound, level) for bound in bounds]
        if None in fits:
            return None
        if all(fits):
            return row
    return None


def _fee(node: Agreement, scenario: Scenario, objective: Objective, base: v.FeeBase | None) -> Money | None:
    """The one fee of which a percentage is taken; None where it is not plain."""
    if base is None or base.which != "that" or base.scope is not None or base.every:
        return None
    periods = {words.period for words in promises(objective)}
    if periods != {base.period}:
        return None
    prices = Prices(node)
    fees: list[Money] = []
    for name in prices.services_of(base):
        stated = [each for each in scenario.fee if each.service.text == name]
        if any(each.scope is not None for each in stated) or len(stated) > 1:
            return None
        if stated:
            fees.append(Money(amount=stated[0].amount.number.value, currency=stated[0].amount.unit))
            continue
        fee = prices.fee(name, base.period)
        if fee is None:
            return None
        fees.append(fee)
    if not fees or len({each.currency for each in fees}) != 1:
        return None
    return replace(fees[0], amount=sum((each.amount for each in fees), Fraction(0)))


def choosing(block: Block) -> object:
    """The condition on options and facts under which a block applies."""
    return next((each.value for each in block.entries if each.key == "applies where"), None)
