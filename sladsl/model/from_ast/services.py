"""Services and their fees."""

from __future__ import annotations

from sladsl.ast import values as v
from sladsl.ast.services import Service as ServiceBlock
from sladsl.diagnostics.finding import Label
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
    fees = _fees(block, name, context)
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
        fee=fees[0] if fees else None,
        later_fees=fees[1:],
        fee_open=not fees and any(isinstance(each, v.NotStated) for each in block.fee),
        for_each=context.text(block, ServiceBlock.for_each),
        provided_by=provider.text if isinstance(provider, v.Name) else "",
        where=circumstance(block.where, context),
        depends_on=tuple(item.text for item in depends.items) if isinstance(depends, v.Names) else (),
        cites=context.text(block, ServiceBlock.cites),
        span=block.head_span,
    )


def _fees(block: ServiceBlock, name: str, context: Context) -> tuple[FeeTerms, ...]:
    """The fees in the order of the days from which on they are charged; two of one day are a finding."""
    found: dict[str, FeeTerms] = {}
    for written in block.fee:
        if not isinstance(written, v.Fee):
            continue
        amount = money(written.amount, context) if isinstance(written.amount, v.Quantity) else None
        if written.amount is not None and amount is None:
            continue
        since = context.date(written.since) if written.since is not None else ""
        terms = FeeTerms(
            money=amount if written.use is None else None,
            period=context.period(written.period) if written.period is not None else None,
            since=since,
            known=written.known,
            price=amount if written.use is not None else None,
            use=written.use.text if written.use is not None else "",
            span=written.span,
        )
        if since in found:
            context.add(
                "N231",
                "fee-twice",
                written.span,
                f"`{name}` has another fee {f'from {since} on' if since else 'from the first day on'}.",
                "Say from which day on it is charged, as in `from 2027-01-01`, or leave one of the two out.",
                labels=(Label(span=found[since].span, text="first here"),),
            )
            continue
        found[since] = terms
    return tuple(found[since] for since in sorted(found))


def _texts(values: tuple[v.Texts, ...]) -> tuple[str, ...]:
    """The texts of a key that may be repeated."""
    return tuple(item.text for value in values if isinstance(value, v.Texts) for item in value.items)
