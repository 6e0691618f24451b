"""Credits: bands in the unit of their level, bases bound to services, caps."""

from __future__ import annotations

from typing import Literal

from sladsl.ast import values as v
from sladsl.ast.credits import Bands, BandsAsPrinted
from sladsl.ast.credits import Credit as CreditBlock
from sladsl.diagnostics.suggest import listing
from sladsl.model import meanings as m
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.credited import none_for
from sladsl.model.from_ast.interpretation import choices
from sladsl.model.from_ast.objectives import bound, in_percent, percent_meant
from sladsl.model.from_ast.services import money
from sladsl.record import replace
from sladsl.source import SourceText, Span
from sladsl.values.period import PeriodKind, as_long, contains

SHIFTS: dict[str, Literal[-1, 0, 1]] = {"that": 0, "the previous": -1, "the next": 1}


class Owed:
    """What the credits of an agreement can name."""

    __slots__ = ("metrics", "objectives", "services", "source")

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

    def called(self, name: str) -> tuple[str, ...]:
        """The objectives under a name: itself, or those of its several metrics."""
        if name in self.objectives:
            return (name,)
        return tuple(key for key, objective in self.objectives.items() if objective.label == name)

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


def credit(block: CreditBlock, inside: tuple[str, ...], owed: Owed, context: Context) -> m.Credit | None:
    """The credit of a block; `inside`: the objectives of the block it stands in."""
    names = inside
    head = block.head_value
    if isinstance(head, v.Names):
        found: list[str] = []
        for name in head.items:
            called = owed.called(name.text)
            if not called:
                labels = sorted({objective.label for objective in owed.objectives.values()})
                context.unknown(name.text, name.span, labels, "objective")
            found.extend(called)
        names = tuple(found)
    elif not inside and not isinstance(head, v.Broken):
        label = next((each.label for each in owed.objectives.values()), "Availability")
        context.add(
            "N117",
            "credit-for-what",
            block.head_span,
            "This credit does not say for which objective.",
            f"Write `credit for {label} {{ … }}`.",
        )
    if not names:
        return None
    objectives = [owed.objectives[name] for name in names]
    for objective in objectives:
        if objective.strength != "ensures":
            context.add(
                "N129",
                "credit-without-promise",
                block.head_span,
                f"`{objective.label}` only {objective.strength} its level: nobody owes a credit for it.",
                f"{hint} Else say `ensures`, or leave the credit out."
                if (hint := none_for(owed.objectives.values(), context))
                else "Say `ensures`, or leave the credit out.",
            )
            return None
    base = fee_base(block.base, objectives, owed, context)
    tables = block.children(Bands) + block.children(BandsAsPrinted)
    if len(tables) > 1:
        context.add(
            "N118", "two-tables", tables[1].head_span, "This credit has bands already.", "Keep one table."
        )
    if tables and block.has(CreditBlock.amount):
        context.add(
            "N119",
            "bands-and-amount",
            block.span_of(CreditBlock.amount),
            "The bands say the amount already.",
            "Keep one of the two.",
        )
    if not tables and not block.has(CreditBlock.amount):
        context.add(
            "N120",
            "amount-missing",
            block.head_span,
            "This credit does not say how much.",
            "Add `bands { … }` or `amount: 5%`.",
        )
    rows = _rows(tables[0], objectives, owed, context) if tables else ()
    flat = amount(block.amount, owed, objectives, context) if isinstance(block.amount, v.Value) else None
    return m.Credit(
        objectives=names,
        base=base,
        base_open=isinstance(block.base, v.NotStated),
        bands=rows,
        printed=bool(tables) and isinstance(tables[0], BandsAsPrinted),
        bands_span=tables[0].head_span if tables else block.head_span,
        amount=flat,
        amount_open=isinstance(block.amount, v.NotStated),
        caps=tuple(
            limit for written in block.cap if (limit := cap(written, objectives, owed, context)) is not None
        ),
        choices=choices((block,), context),
        cites=context.text(block, CreditBlock.cites),
        span=block.head_span,
    )


def _rows(
    table: Bands | BandsAsPrinted, objectives: list[m.Objective], owed: Owed, context: Context
) -> tuple[m.BandRow, ...]:
    metric = owed.metrics.get(objectives[0].metric)
    unit = objectives[0].unit(metric)
    percent = next(
        (
            limit.span
            for row in table.table
            if isinstance(row.head, v.BandHead)
            for limit in row.head.bounds
            if in_percent(limit)
        ),
        None,
    )
    if percent is not None and owed.percent_meant(objectives[0].name, percent, context):
        unit = "percent"
    rows = []
    ended = False
    for row in table.table:
        if not isinstance(row.head, v.BandHead):
            continue
        if ended:
            context.add(
                "N121",
                "row-after-otherwise",
                row.span,
                "No level reaches a row below `otherwise`.",
                "Move it up.",
            )
        ended = ended or not row.head.bounds
        if isinstance(table, Bands) and len(row.head.bounds) > 1:
            context.add(
                "N122",
                "two-ended-row",
                row.head.span,
                "Rows of `bands` have one bound each; the first that fits applies.",
                "Leave one bound out, or write `bands as printed`.",
            )
        bounds = [
            found for written in row.head.bounds if (found := bound(written, unit, context)) is not None
        ]
        if len(bounds) != len(row.head.bounds) or isinstance(row.cell, v.Broken):
            continue
        rows.append(
            m.BandRow(
                bounds=tuple(bounds),
                amount=amount(row.cell, owed, objectives, context),
                text=" ".join(owed.source[row.head.span].split()),
                span=row.span,
            )
        )
    return tuple(rows)


def amount(
    written: v.Value,
    owed: Owed,
    objectives: list[m.Objective],
    context: Context,
    *,
    of_cap: bool = False,
) -> m.Amount | None:
    """What is owed; None where it is not stated."""
    match written:
        case v.Share():
            base = (
                fee_base(written.base, objectives, owed, context, of_cap=of_cap)
                if written.base is not None
                else None
            )
            return m.Percentage(
                ratio=written.percent.number.value / 100,
                base=base,
                places=written.percent.number.places,
                span=written.span,
            )
        case v.Quantity():
            found = money(written, context)
            return m.SumOfMoney(money=found, span=written.span) if found is not None else None
        case v.DaysOfFee():
            return m.FeeDays(days=written.days.value, span=written.span)
        case v.Answer():
            return m.NoCredit(span=written.span)
        case v.Name():  # a figure that is known has been written in its place (written_out.py)
            context.unknown(written.text, written.span, (), "figure")
            return None
        case v.Duration():
            context.add(
                "N204",
                "unit-mismatch",
                written.span,
                "Time is no credit.",
                "Write `5%`, money or `1 day of the fee`.",
            )
            return None
        case _:
            return None


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
        if not contains(period, objective.period):
            # The base of a credit that is only a part of it is left out before (short_bases.py).
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
    fee, period = known.fee, context.period(written.period)
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


def cap(written: v.Value, objectives: list[m.Objective], owed: Owed, context: Context) -> m.Cap | None:
    if not isinstance(written, v.Cap):
        return None
    inner = amount(written.amount, owed, objectives, context, of_cap=True)
    if inner is None or isinstance(inner, m.NoCredit):
        return None
    window: PeriodKind | Literal["contract year", "term"]
    if written.window == "contract year":
        window = "contract year"
    elif written.window == "term":
        window = "term"
    else:
        calendar = written.window.startswith("calendar ")
        window = "year" if calendar else context.period(written.window)
    covers: m.Chosen | m.LeftOpen | None = None
    if isinstance(written.covers, v.Answer):
        covers = m.Chosen(answer=written.covers.text, span=written.covers.span)
    elif isinstance(written.covers, v.NotStated):
        covers = m.LeftOpen(span=written.covers.span)
    return m.Cap(
        amount=inner,
        window=window,
        covers=covers,
        cites=written.cites.text if written.cites is not None else "",
        span=written.span,
    )
