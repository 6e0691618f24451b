"""What a number of things costs by the prices of a service: exact, for nothing rounds a fee before a credit is taken."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from sladsl.model.provided import FeeTerms, Pricing, Service
from sladsl.values.bands import satisfies
from sladsl.values.money import Money
from sladsl.values.period import PeriodKind, as_long, parse_period
from sladsl.values.zones import zone

if TYPE_CHECKING:
    from sladsl.model.meanings import Agreement


def fee_of_count(agreement: Agreement, service: str, period: str, count: Fraction) -> Money | None:
    """What `count` of what a service is charged for costs in a period (its label; "": any period).

    None where nothing says so: the service has no price, or it changes within the period, or tiers and a least fee are
    those of another period than the one that is charged.
    """
    found = [_cost(known, fee, period, count) for known, fee in _in_force(agreement, service, period)]
    return found[0] if found and all(each == found[0] for each in found) else None


def has_price(service: Service) -> bool:
    """Whether the fee of a service is made of a number that is to come."""
    return any(fee.money is None for fee in service.fees) and (
        service.pricing is not None or any(fee.price is not None for fee in service.fees)
    )


def _in_force(agreement: Agreement, service: str, period: str) -> Iterator[tuple[Service, FeeTerms]]:
    """The terms of each day of the period; of a period whose days are not known, all there are."""
    utc = zone("UTC")
    span = parse_period(period, utc) if utc is not None and period else None

    def from_to(since: str, until: str) -> bool:
        """Whether what holds from one day (ISO; "": ever) until another holds at some time of the period."""
        if span is None or utc is None:
            return True
        first, last = (parse_period(each, utc) if each else None for each in (since, until))
        return (first is None or first.start < span.end) and (last is None or span.start < last.start)

    versions = [("", agreement), *((each.since, each.agreement) for each in agreement.versions)]
    for at, (since, version) in enumerate(versions):
        until = versions[at + 1][0] if at + 1 < len(versions) else ""
        known = version.services.get(service)
        if known is None or not from_to(since, until):
            continue
        days = [fee.since for fee in known.fees]
        for place, fee in enumerate(known.fees):
            if from_to(fee.since, days[place + 1] if place + 1 < len(days) else ""):
                yield known, fee


def _cost(service: Service, fee: FeeTerms, label: str, count: Fraction) -> Money | None:
    pricing = service.pricing
    if fee.money is not None or (pricing is None and fee.price is None):
        return None
    if pricing is None:
        assert fee.price is not None
        return Money(amount=fee.price.amount * count, currency=fee.price.currency)
    if fee.price is not None and fee.price != pricing.each:
        return None  # two prices
    per = pricing.period
    if per is not None and fee.period is not None and per != fee.period and not as_long(per, fee.period):
        return None
    if (pricing.rows or pricing.minimum is not None) and not _of_one(label, per or fee.period):
        return None
    amount = pricing.each.amount * count if pricing.each is not None else _tiers(pricing, count)
    if amount is None:
        return None
    least = pricing.minimum.amount if pricing.minimum is not None else Fraction(0)
    return Money(amount=max(amount, least), currency=pricing.currency)


def _of_one(label: str, kind: PeriodKind | None) -> bool:
    """Whether a label is that of one period of a kind, as far as it tells: tiers and a least fee are of one."""
    utc = zone("UTC")
    found = parse_period(label, utc) if utc is not None and label else None
    return found is None or kind is None or not isinstance(kind, str) or found.kind == kind


def _tiers(pricing: Pricing, count: Fraction) -> Fraction | None:
    if not pricing.marginal:
        fitting = (row.price for row in pricing.rows if satisfies(row.limits, count))
        price = next(fitting, None)
        return None if price is None else price * count
    cost, below = Fraction(0), Fraction(0)
    for row in pricing.rows:
        upto = row.limits[0][1] if row.limits else count
        cost += max(min(upto, count) - below, Fraction(0)) * row.price
        below = max(below, upto)
    return None if below < count else cost
