"""What credits can name, and the fees of which they are taken: bound to services and to the periods that are assessed."""

from __future__ import annotations

from typing import Literal

from sladsl.ast import values as v
from sladsl.diagnostics.suggest import listing
from sladsl.model import meanings as m
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.known import SUM_OF_POINTS
from sladsl.model.from_ast.level_bounds import percent_meant
from sladsl.model.from_ast.short_bases import numbered
from sladsl.record import replace
from sladsl.source import SourceText, Span
from sladsl.values.period import PeriodKind, as_long, contains

SHIFTS: dict[str, Literal[-1, 0, 1]] = {"that": 0, "the previous": -1, "the next": 1}


class Owed:
    """What the credits of an agreement can name."""

    __slots__ = (
        "allocation",
        "credited",
        "metrics",
        "objectives",
        "parties",
        "points_sum",
        "scored",
        "services",
        "source",
    )

    def __init__(
        self,
        objectives: dict[str, m.Objective],
        metrics: dict[str, m.Metric],
        services: dict[str, m.Service],
        source: SourceText,
    ) -> None:
        self.objectives = objectives
        self.metrics = metrics
        self.services = services
        self.source = source
        self.parties: dict[str, m.Party] = {}
        self.points_sum: m.Objective | None = None
        """The sum of points, where something is owed for it: scenarios expect of it by the name `Points`."""
        self.allocation: m.Allocation | None = None
        """What the pools allocate to objectives."""
        self.scored: tuple[str, ...] = ()
        """The objectives of which misses score points."""
        self.credited: tuple[str, ...] = ()
        """The objectives of which misses are credited, and the sum of points where something is owed for it."""

    def called(self, name: str) -> tuple[str, ...]:
        """The objectives under a name: itself, or those of its several metrics."""
        if name in self.objectives:
            return (name,)
        if (
            name == SUM_OF_POINTS
            and self.points_sum is not None
            and not any(each.label == name for each in self.objectives.values())
        ):
            return (self.points_sum.name,)
        return tuple(key for key, objective in self.objectives.items() if objective.label == name)

    def promise(self, name: str) -> m.Objective:
        """An objective, or the sum of points."""
        if self.points_sum is not None and name == self.points_sum.name:
            return self.points_sum
        return self.objectives[name]

    def percent_meant(self, objective: str, other: Span, context: Context) -> bool:
        """Whether a reported level is a number only because the promise lacks its `%`: told once, then mended."""
        promise = self.objectives[objective]
        metric = self.metrics.get(promise.metric)
        if metric is None or metric.kind != "as reported" or promise.bound is None:
            return False
        if promise.bound.unit != "number":
            return False
        limit = percent_meant(promise.bound, other, context)
        self.objectives[objective] = replace(promise, bound=limit)
        self.metrics[metric.name] = replace(metric, unit="percent")
        return True


def fee_base(
    written: v.Value | None,
    objectives: list[m.Objective],
    owed: Owed,
    context: Context,
    *,
    of_cap: bool = False,
) -> m.FeeBase | None:
    """The fee of which percentages are taken, bound to a service and to the period that is assessed."""
    if not isinstance(written, v.FeeBase):
        return None
    metrics = [owed.metrics[objective.metric] for objective in objectives if objective.metric in owed.metrics]
    services = _whose(written, metrics, owed, context)
    if not services:
        return None
    service = services[0]
    by_scope = False
    if written.scope is not None:
        by_scope = True
        nouns = {metric.for_each for metric in metrics if metric.for_each} | {
            owed.services[service].for_each
        } - {""}
        if written.scope.text not in nouns:
            context.unknown(written.scope.text, written.scope.span, sorted(nouns), "dimension")
            return None
    period = context.period(written.period)
    for objective in objectives:
        if of_cap and not (isinstance(period, str) and isinstance(objective.period, str)):
            continue  # the base of a cap is of its window
        if not of_cap and numbered(period, objective.period):
            continue  # which of them is meant is gone through, and told (short_bases.py)
        if not contains(period, objective.period):
            # The base of a credit that is another part of it is left out before.
            part = contains(objective.period, period)
            reason = "is only a part of that" if part else f"holds no whole {objective.period}s"
            context.add(
                "N257",
                "base-out-of-step",
                written.span,
                f"The promise is kept or missed each {objective.period}; a {written.period}'s fee {reason}.",
                f"Write `that {objective.period}'s fee`.",
            )
            return None
    if not all(_has_fee(each, written, by_scope, owed, context) for each in services):
        return None
    return m.FeeBase(
        services=services,
        by_scope=by_scope,
        period=period,
        shift=SHIFTS[written.which],
        span=written.span,
    )


def _whose(written: v.FeeBase, metrics: list[m.Metric], owed: Owed, context: Context) -> tuple[str, ...]:
    """The services whose fees are meant; () with a finding where that can't be told."""
    if written.services:
        known = [context.find(each, owed.services, "service") for each in written.services]
        names = [each.text for each in written.services]
        for at, name in enumerate(names):
            if name in names[:at]:
                context.add(
                    "N231",
                    "fee-twice",
                    written.services[at].span,
                    f"The fee of `{name}` is named twice.",
                    "Name each service once.",
                )
                return ()
        return () if None in known else tuple(names)
    if written.every:
        # A service without a fee of its own is paid for with another.
        return tuple(name for name, service in owed.services.items() if service.fee is not None) or tuple(
            owed.services
        )
    named = {metric.service for metric in metrics if metric.service}
    if len(named) == 1:
        return (named.pop(),)
    if len(owed.services) == 1:
        return tuple(owed.services)
    together = ", or `of all services` for their fees together" if owed.services else ""
    context.add(
        "N213",
        "whose-fee",
        written.span,
        "It is not clear which service's fee this is.",
        f"Add {listing([f'of {name}' for name in owed.services], 'or') or '`of` and the service'}{together}.",
    )
    return ()


def _has_fee(service: str, written: v.FeeBase, by_scope: bool, owed: Owed, context: Context) -> bool:
    """Whether a service has a fee for the periods of a base; False with a finding."""
    known = owed.services[service]
    if known.for_each and not by_scope and (written.every or len(written.services) > 1):
        context.add(
            "N213",
            "whose-fee",
            written.span,
            f"`{service}` is paid for each {known.for_each}, and fees of several services together hold no fee of that "
            "kind yet.",
            "Name a service whose fee is that of the whole invoice, or write `base: not stated`.",
        )
        return False
    if known.for_each and not by_scope:
        context.add(
            "N213",
            "whose-fee",
            written.span,
            f"`{service}` is paid for each {known.for_each}; whose fee this is is not said.",
            f"Write `{written.which} {written.period}'s fee of that {known.for_each}`.",
        )
        return False
    period = context.period(written.period)
    return all(_of_fee(each, service, written, period, context) for each in known.fees or (None,))


def _of_fee(
    fee: m.FeeTerms | None, service: str, written: v.FeeBase, period: PeriodKind, context: Context
) -> bool:
    """Whether a fee tells what a base costs; False with a finding."""
    of_calendar = isinstance(period, str) and (fee is None or isinstance(fee.period, str))
    if fee is not None and fee.money is None and not of_calendar:
        return True  # invoices say what each of the agreement's own periods costs
    if (
        fee is not None
        and fee.period is not None
        and not contains(period, fee.period)
        and not as_long(period, fee.period)
    ):
        context.add(
            "N216",
            "base-shorter-than-fee",
            written.span,
            f"The fee of `{service}` is paid per {fee.period}; what a {written.period} of it costs is not said.",
            f"Write the fee per {written.period}, or `that {fee.period}'s fee`.",
        )
        return False
    return True
