"""Rounding of money: once for each line, after the caps and never over one.

Three credits of 333.335 under a cap of 1,000.00 would round to more than the cap, so the line that would
go over it is rounded down instead.
"""

from __future__ import annotations

from fractions import Fraction

from sladsl.outcome.statement import Step
from sladsl.plan.settlement import CreditRule
from sladsl.settle.cap_accounts import Shared
from sladsl.settle.draft import Draft, stepped, used_up
from sladsl.values.amount import Amount, fixed, known
from sladsl.values.money import Money, money_text, round_money


def rounded_lines(drafts: tuple[Draft, ...], shared: tuple[Shared, ...]) -> tuple[Draft, ...]:
    """The drafts, in their order of use, with known amounts rounded where the agreement rounds each line.

    Amounts that wait for fees stay exact: they are rounded when the fees have come.
    """
    lines = list(drafts)
    used = [Fraction(0)] * len(shared)
    caps_of: dict[int, list[int]] = {}
    for number, each in enumerate(shared):
        for at in each.lines:
            caps_of.setdefault(at, []).append(number)
    for at, line in enumerate(lines):
        money = None if line.amount is None else known(line.amount)
        if money is None:
            continue
        credit = line.assessment.credit
        if credit is not None and credit.rounded == "on each line":
            room = min(
                (
                    max(limit.amount - used[number], Fraction(0))
                    for number in caps_of.get(at, ())
                    if (over := shared[number].over(at)) is not None and (limit := known(over)) is not None
                ),
                default=None,
            )
            lines[at] = _rounded(line, credit, money, room)
            after = lines[at].amount
            money = money if after is None else known(after) or money
        for number in caps_of.get(at, ()):
            used[number] += _used(lines[at], money)
    return tuple(lines)


def _rounded(line: Draft, credit: CreditRule, money: Money, room: Fraction | None) -> Draft:
    after = round_money(money, credit.rounding.quantum, credit.rounding.mode)
    over = room is not None and after.amount > room
    if room is not None and over:
        after = round_money(Money(amount=room, currency=money.currency), credit.rounding.quantum, "down")
    if after.amount == money.amount:
        return line
    if over:
        why = f"down to {money_text(after)}, so that the cap isn't exceeded"
    else:
        quantum = Money(amount=credit.rounding.quantum, currency=money.currency)
        why = f"{credit.rounding.mode} to {money_text(quantum)}"
    return stepped(
        line, Step(name="rounding", before=line.amount, after=fixed(after), why=why, rule=credit.rule)
    )


def _used(line: Draft, money: Money) -> Fraction:
    """What a rounded credit uses up of caps."""
    amount = used_up(line)
    credit = line.assessment.credit
    if amount is None or amount == line.amount or credit is None:
        return money.amount
    left = known(rounded_amount(amount, credit) if credit.rounded == "on each line" else amount)
    return money.amount if left is None else min(money.amount, left.amount)


def rounded_amount(amount: Amount, credit: CreditRule) -> Amount:
    """A sum rounded as `credit` says; unchanged while it waits for fees."""
    money = known(amount)
    if money is None:
        return amount
    return fixed(round_money(money, credit.rounding.quantum, credit.rounding.mode))
