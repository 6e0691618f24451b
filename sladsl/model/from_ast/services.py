"""Services and their fees."""

from __future__ import annotations

from sladsl.ast import values as v
from sladsl.ast.services import Service as ServiceBlock
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.facts import circumstance
from sladsl.model.meanings import Calendar, FeeTerms, Party, Service
from sladsl.values.money import Money, minor_units
from sladsl.values.number import decimal_text


def money(quantity: v.Quantity, context: Context) -> Money | None:
    """An amount in the currency of the agreement."""
    if quantity.unit == "":
        figure = decimal_text(quantity.number.value, quantity.number.places)
        context.add(
            "N236",
            "unit-missing",
            quantity.span,
            f"`{figure}` has no currency, and this is an amount of money.",
            f"Write `{figure} {context.currency or 'EUR'}`.",
        )
        return None
    if quantity.unit == "%":
        context.add(
            "N204",
            "unit-mismatch",
            quantity.span,
            "This is not an amount of money.",
            f"Write `12_000 {context.currency or 'EUR'}`.",
        )
        return None
    if quantity.unit == "points":
        context.add(
            "N204",
            "unit-mismatch",
            quantity.span,
            "What is owed here is money.",
            "Write `5%`, or give them under `points for …`.",
        )
        return None
    if context.currency and quantity.unit != context.currency:
        context.add(
            "N206",
            "other-currency",
            quantity.span,
            f"This is in {quantity.unit}, the agreement is in {context.currency}.",
            f"Write it in {context.currency}.",
        )
        return None
    if not _fits(quantity, context):
        return None
    return Money(amount=quantity.number.value, currency=quantity.unit)


def _fits(quantity: v.Quantity, context: Context) -> bool:
    """Whether the amount has no more decimals than its currency: `38.500 EUR` may be a price or thousands."""
    places, most = quantity.number.places, minor_units(quantity.unit)
    if places <= most:
        return True
    number, currency = quantity.number.value, quantity.unit
    whole, _, decimals = decimal_text(number, places).partition(".")
    ways = []
    if places == 3 and len(whole) <= 3 and whole != "0":
        ways.append(f"{whole}_{decimals} {currency}")
    if (number * 10**most).denominator == 1:
        ways.append(f"{decimal_text(number, most)} {currency}")
    readings = " or ".join(f"`{way}`" for way in ways) or f"an amount with {_decimals(most)}"
    written = f"{decimal_text(number, places)} {currency}"
    context.add(
        "N217",
        "too-many-decimals",
        quantity.span,
        f"`{written}` has {_decimals(places)}, {currency} has {_decimals(most).split()[0]}.",
        f"Write {readings}.",
    )
    return False


def _decimals(count: int) -> str:
    words = ("no decimals", "one decimal", "two decimals", "three decimals", "four decimals")
    return words[count] if count < len(words) else f"{count} decimals"


def service(
    block: ServiceBlock, calendars: dict[str, Calendar], parties: dict[str, Party], context: Context
) -> Service:
    hours = block.hours
    name = context.declare(block)
    calendar = ""
    if isinstance(hours, v.Name) and context.find(hours, calendars, "calendar") is not None:
        calendar = hours.text
    # Fees that change by date are left out of what is evaluated: there is one at most.
    fee: v.Fee | v.Answer | v.NotStated | None = block.fee[0] if block.fee else None
    terms = None
    if isinstance(fee, v.Fee):
        amount = money(fee.amount, context) if isinstance(fee.amount, v.Quantity) else None
        if fee.amount is None or amount is not None:
            period = context.period(fee.period) if fee.period is not None else None
            terms = FeeTerms(money=amount, period=period, span=fee.span)
    provider = block.provided_by
    if isinstance(provider, v.Name):
        context.find(provider, parties, "party")
    depends = block.depends_on
    return Service(
        name=name,
        title=block.title.text if block.title else "",
        includes=_texts(block.includes),
        excludes=_texts(block.excludes),
        calendar=calendar,
        always=isinstance(hours, v.Answer),
        hours_open=isinstance(hours, v.NotStated),
        fee=terms,
        fee_open=isinstance(fee, v.NotStated),
        for_each=context.text(block, ServiceBlock.for_each),
        provided_by=provider.text if isinstance(provider, v.Name) else "",
        where=circumstance(block.where, context),
        depends_on=tuple(item.text for item in depends.items) if isinstance(depends, v.Names) else (),
        cites=context.text(block, ServiceBlock.cites),
        span=block.head_span,
    )


def _texts(values: tuple[v.Texts, ...]) -> tuple[str, ...]:
    """The texts of a key that may be repeated."""
    return tuple(item.text for value in values if isinstance(value, v.Texts) for item in value.items)
