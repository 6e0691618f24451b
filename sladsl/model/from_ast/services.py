"""Services and their fees."""

from __future__ import annotations

from sladsl.ast import values as v
from sladsl.ast.services import Service as ServiceBlock
from sladsl.model.from_ast.context import Context
from sladsl.model.meanings import Calendar, FeeTerms, Party, Service
from sladsl.values.money import Money


def money(quantity: v.Quantity, context: Context) -> Money | None:
    """An amount in the currency of the agreement."""
    if quantity.unit in ("", "%"):
        context.add(
            "N204", "unit-mismatch", quantity.span, "This is not an amount of money.", "Write `12_000 EUR`."
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
    return Money(amount=quantity.number.value, currency=quantity.unit)


def service(
    block: ServiceBlock, calendars: dict[str, Calendar], parties: dict[str, Party], context: Context
) -> Service:
    hours = block.hours
    name = context.declare(block)
    calendar = ""
    if isinstance(hours, v.Name) and context.find(hours, calendars, "calendar") is not None:
        calendar = hours.text
    fee = block.fee
    terms = None
    if isinstance(fee, v.Fee):
        amount = money(fee.amount, context) if fee.amount is not None else None
        if fee.amount is None or amount is not None:
            terms = FeeTerms(money=amount, period=fee.period, span=fee.span)
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
        depends_on=tuple(item.text for item in depends.items) if isinstance(depends, v.Names) else (),
        cites=context.text(block, ServiceBlock.cites),
        span=block.head_span,
    )


def _texts(value: v.Value | None) -> tuple[str, ...]:
    return tuple(item.text for item in value.items) if isinstance(value, v.Texts) else ()
