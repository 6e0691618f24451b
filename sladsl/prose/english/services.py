"""Services in English: what is provided, when it is owed, what it costs."""

from __future__ import annotations

from fractions import Fraction

from sladsl.model.meanings import FeeTerms, Service
from sladsl.model.provided import PriceRow, Pricing
from sladsl.prose.document import Clause, Item, Section, Text
from sladsl.prose.english import quantities as q
from sladsl.prose.english.conditions import circumstance
from sladsl.prose.english.names import Names
from sladsl.prose.say import Part, capital, clause, item, join, say
from sladsl.values.money import Money
from sladsl.values.number import grouped, shown


def services(names: Names) -> Section | None:
    every = names.agreement.services.values()
    found = (
        *(_service(service, names) for service in every),
        *(
            clause(
                say("Price of {service}", service=names.of("service", each.name)),
                _price(each.pricing, names.of("service", each.name)),
                keys=(f"pricing for {each.name}",),
            )
            for each in every
            if each.pricing is not None
        ),
    )
    return Section(title=join("Services"), clauses=found) if found else None


def _service(service: Service, names: Names) -> Clause:
    items: list[Item] = []
    if service.includes:
        items.append(item(f"It includes: {series(service.includes)}."))
    if service.excludes:
        items.append(item(f"It does not include: {series(service.excludes)}."))
    items.append(item(_hours(service, names)))
    if service.for_each:
        items.append(item(f"It is assessed separately for each {service.for_each}."))
    if service.where is not None:
        where = circumstance(service.where)
        each = service.for_each or "instance"
        items.append(item(say("It covers only each {each} for which {where}.", each=each, where=where)))
    fee = _fee(service, names)
    if fee:
        items.append(item(fee))
    if service.depends_on:
        items.append(item(say("It depends on {others}.", others=names.all("service", service.depends_on))))
    term = names.of("service", service.name)
    known = names.title(service.title, "service", service.name)
    by = _provider(service, names)
    opening = (
        say("{by} provides {service}{title} on these terms:", by=by, service=term, title=known)
        if by
        else say("{service}{title} is provided on these terms:", service=term, title=known)
    )
    return clause(term, opening, items, keys=(f"service {service.name}",))


def _provider(service: Service, names: Names) -> Part:
    """Who provides it: the party that it names, or the only provider."""
    if service.provided_by:
        return names.of("party", service.provided_by)
    providers = [name for name, party in names.agreement.parties.items() if party.role == "provider"]
    return names.of("party", providers[0]) if len(providers) == 1 else ""


def _hours(service: Service, names: Names) -> Text:
    there = names.written(service.span, "hours")
    if there is not None:
        return say("At which hours it is owed, {clause} says.", clause=there)
    if service.hours_open:
        return join("The Parties have not stated at which hours it is owed.")
    if not service.calendar:
        return join("It is owed at all times.")
    when = "the hours of " if names.terms.get(("calendar", service.calendar), "").endswith("Calendar") else ""
    return say(
        "It is owed during {when}{calendar}.", when=when, calendar=names.ref("calendar", service.calendar)
    )


def _fee(service: Service, names: Names) -> Text:
    there = names.written(service.span, "fee")
    if there is not None:
        return say("What its Fee is, {clause} says.", clause=there)
    if service.fee_open:
        return join("The Parties have not stated its Fee.")
    if service.fee is None:
        return ()
    each = f" for each {service.for_each}" if service.for_each else ""
    parts = [fee_words(service.fee, each)]
    for later in service.later_fees:
        parts.append(f"from {q.date(later.since)} {fee_words(later, each)}")
    if service.fee.since:
        parts[0] = f"from {q.date(service.fee.since)} {parts[0]}"
    return capital(say("its Fee is {amount}.", amount=q.listed(parts)))


def _price(pricing: Pricing, service: Part) -> Text:
    """`The Fee of Storage is computed from what is used: EUR 0.10 for each “GB”, and EUR 100.00 per month at least.`"""
    what = f"“{pricing.unit}”" if pricing.unit else "unit"
    per = f" per {pricing.period}" if pricing.period else ""
    if pricing.each is not None:
        words = (
            f"{_each(pricing.each.amount, pricing)} for each {what}{per if pricing.minimum is None else ''}"
        )
    else:
        which = (
            "each {0} of the part that is {1}" if pricing.marginal else "each {0} where their number is {1}"
        )
        rows = [
            f"{_each(row.price, pricing)} for {which.format(what, _tier(row))}"
            if row.limits
            else f"{_each(row.price, pricing)} for each other"
            for row in pricing.rows
        ]
        words = "; ".join(rows)
    least = f", and {q.money(pricing.minimum)}{per} at least" if pricing.minimum is not None else ""
    return say(
        "The Fee of {service} is computed from what is used: {words}{least}.",
        service=service,
        words=words,
        least=least,
    )


def _tier(row: PriceRow) -> str:
    return " but ".join(f"{comparator} {grouped(shown(value))}" for comparator, value in row.limits)


def _each(price: Fraction, pricing: Pricing) -> str:
    """A price with all of its decimals."""
    if price == 0:
        return "nothing"
    return q.money(Money(amount=price, currency=pricing.currency))


INVOICED = {
    "ordered": "the amount invoiced for what was ordered",
    "used": "the amount invoiced for what was used",
}


def fee_words(fee: FeeTerms, each: str = "") -> str:
    """`EUR 12,000.00 per month for each feature`, `the amount invoiced per month`, `EUR 35.00 for each trip`."""
    if fee.price is not None:
        return f"{q.money(fee.price)} for each {fee.use}, as invoiced{each}"
    amount = INVOICED.get(fee.known, "the amount invoiced") if fee.money is None else q.money(fee.money)
    return f"{amount}{f' per {fee.period}' if fee.period else ''}{each}"


def series(texts: tuple[str, ...]) -> str:
    """Texts of the parties after a colon; they may hold commas, so semicolons part them."""
    if len(texts) < 2:
        return "".join(texts)
    return "; ".join(texts[:-1]) + f"; and {texts[-1]}"
