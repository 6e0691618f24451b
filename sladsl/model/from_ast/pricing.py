"""Prices by which fees are computed: of each thing that is counted, or in tiers, with the least that is paid."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from sladsl.ast import values as v
from sladsl.ast.credits import Bands, MarginalBands
from sladsl.ast.declare import Block
from sladsl.ast.services import Pricing as PricingBlock
from sladsl.diagnostics.finding import Label
from sladsl.model.from_ast.context import Context
from sladsl.model.provided import PriceRow, Pricing, Service
from sladsl.record import replace
from sladsl.values.money import Money

PRICED = "fees that are computed from a price"
UPPER = ("at most", "below")


def pricing_later(block: PricingBlock) -> str:
    """What nothing computes of a price; "" where it says what each thing costs, all of them, or those of each tier."""
    price, least = block.amount, block.minimum
    rows = block.children(Bands) + block.children(MarginalBands)
    model = block.model
    if isinstance(model, v.NotStated) or isinstance(price, v.NotStated) or isinstance(least, v.NotStated):
        return PRICED
    if isinstance(model, v.Answer) and model.text == "fixed":
        return "a fixed price, which is a fee"
    if (price is None) == (not rows) or len(rows) > 1:
        return PRICED
    fees = [each for each in (price, least) if each is not None]
    if any(not isinstance(each, v.Fee) or each.since or not _is_money(each.amount) for each in fees):
        return PRICED
    return "" if all(_rows_fit(each) for each in rows) else "prices of these tiers"


def _is_money(value: object) -> bool:
    return isinstance(value, v.Quantity) and value.unit not in ("", "%", "points")


def _rows_fit(table: Block) -> bool:
    """Whether what each tier costs is a sum, and where it ends a number; those of parts go up from nothing."""
    if table.head_value is not None or not table.table:
        return False
    ends: list[Fraction] = []
    for at, row in enumerate(table.table):
        head, cell = row.head, row.cell
        free = isinstance(cell, v.Answer) and cell.text == "none"
        if not isinstance(head, v.BandHead) or not (free or _is_money(cell)):
            return False
        operands = [each.operand for each in head.bounds]
        if any(not isinstance(each, v.Quantity) or each.unit for each in operands):
            return False
        if isinstance(table, MarginalBands):
            last = at == len(table.table) - 1
            if not (head.bounds or last) or len(head.bounds) > 1:
                return False
            if any(each.comparator not in UPPER for each in head.bounds):
                return False
            ends += [each.number.value for each in operands if isinstance(each, v.Quantity)]
    return all(first < second for first, second in pairwise(ends))


def with_prices(
    services: dict[str, Service], blocks: tuple[PricingBlock, ...], context: Context
) -> dict[str, Service]:
    """The services with their prices; a second price of one, and one in another currency, are findings."""
    found = dict(services)
    for block in blocks:
        names = block.head_value.items if isinstance(block.head_value, v.Names) else ()
        made = _pricing(block, context)
        for name in names:
            known = context.find(name, found, "service")
            if known is None or made is None:
                continue
            if known.pricing is not None:
                context.add(
                    "N231",
                    "fee-twice",
                    name.span,
                    f"`{name.text}` has another price.",
                    "Leave one of the two out.",
                    labels=(Label(span=known.pricing.span, text="first here"),),
                )
                continue
            found[name.text] = replace(known, pricing=made)
    return found


def _pricing(block: PricingBlock, context: Context) -> Pricing | None:
    price, least = block.amount, block.minimum
    each = _money(price.amount, context) if isinstance(price, v.Fee) else None
    minimum = _money(least.amount, context) if isinstance(least, v.Fee) else None
    rows = []
    currencies = {sum_.currency for sum_ in (each, minimum) if sum_ is not None}
    for table in block.children(Bands) + block.children(MarginalBands):
        for row in table.table:
            cell = _money(row.cell, context) if isinstance(row.cell, v.Quantity) else None
            if isinstance(row.cell, v.Quantity) and cell is None:
                return None
            currencies |= {cell.currency} if cell is not None else set()
            assert isinstance(row.head, v.BandHead)
            limits = tuple(
                (bound.comparator, bound.operand.number.value)
                for bound in row.head.bounds
                if isinstance(bound.operand, v.Quantity)
            )
            rows.append(PriceRow(limits=limits, price=cell.amount if cell is not None else Fraction(0)))
    if len(currencies) != 1 or (isinstance(price, v.Fee) and each is None):
        return None
    if isinstance(least, v.Fee) and minimum is None:
        return None
    word = next((fee.period for fee in (price, least) if isinstance(fee, v.Fee) and fee.period), None)
    unit = block.unit
    return Pricing(
        currency=currencies.pop(),
        each=each,
        rows=tuple(rows),
        marginal=bool(block.children(MarginalBands)),
        minimum=minimum,
        period=context.period(word) if word is not None else None,
        unit=unit.text if isinstance(unit, v.Text) else "",
        span=block.head_span,
    )


def _money(value: object, context: Context) -> Money | None:
    """A price, which may have more decimals than its currency; another currency than the agreement's is a finding."""
    assert isinstance(value, v.Quantity)
    if context.currency and value.unit != context.currency:
        context.add(
            "N206",
            "other-currency",
            value.span,
            f"This is in {value.unit}, the agreement is in {context.currency}.",
            f"Write it in {context.currency}.",
        )
        return None
    return Money(amount=value.number.value, currency=value.unit)
