"""The periods that a scenario plays in, and those of what it states."""

from __future__ import annotations

from fractions import Fraction

from sladsl.ast import values as v
from sladsl.ast.scenarios import Scenario as ScenarioBlock
from sladsl.model import meanings as m
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.own_periods import PLAIN
from sladsl.model.from_ast.services import money
from sladsl.values.money import Money
from sladsl.values.period import parse_label


def label_of(name: v.PeriodName, kind: str, context: Context) -> str:
    """The label of a written period; "", with a finding, where it is none, or not of the `kind` ("": any)."""
    found = parse_label(name.label)
    if found is None:
        context.add("N301", "no-such-date", name.span, f"There is no period {name.label}.", "Check it.")
        return ""
    if kind and found[0] != kind:
        context.add(
            "N306",
            "other-period",
            name.span,
            f"{name.label} is a {found[0]}, not a {kind}.",
            f"Write a {kind}.",
        )
        return ""
    return name.label


def periods_of(block: ScenarioBlock, context: Context) -> tuple[str, ...]:
    """The labels of the periods in which a scenario plays, in their order."""
    found: list[str] = []
    for kind, value in (
        ("day", block.day), ("week", block.week), ("month", block.month), ("quarter", block.quarter), ("year", block.year),
    ):  # fmt: skip
        if isinstance(value, v.PeriodName):
            label = label_of(value, kind, context)
            if label:
                found.append(label)
    for kind, span in (("month", block.months), ("quarter", block.quarters)):
        if isinstance(span, v.PeriodRange):
            first, last = label_of(span.first, kind, context), label_of(span.last, kind, context)
            if first and last:
                found.extend(_between(first, last, span, context))
    if not found and not any(
        block.has(key)
        for key in (ScenarioBlock.day, ScenarioBlock.week, ScenarioBlock.month, ScenarioBlock.quarter,
                    ScenarioBlock.year, ScenarioBlock.months, ScenarioBlock.quarters)
    ):  # fmt: skip
        context.add(
            "N123",
            "period-missing",
            block.head_span,
            "This scenario does not say when it plays.",
            "Add `month: 2026-03`.",
        )
    return tuple(found)


def _between(first: str, last: str, span: v.PeriodRange, context: Context) -> list[str]:
    from sladsl.values.period import next_period, parse_period
    from sladsl.values.zones import zone

    utc = zone("UTC")
    assert utc is not None
    period, end = parse_period(first, utc), parse_period(last, utc)
    if period is None or end is None or end.start < period.start:
        context.add(
            "N307",
            "empty-range",
            span.span,
            "This range ends before it begins.",
            "Write the earlier period first.",
        )
        return []
    labels = [period.label]
    while period.start < end.start and len(labels) < 240:
        period = next_period(period, utc)
        labels.append(period.label)
    return labels


def as_of(block: ScenarioBlock, periods: tuple[str, ...], context: Context) -> str:
    """The moment at which a scenario is looked at, ISO; "" where it says none or, with a finding, nothing runs then."""
    from sladsl.values.instant import parse_time
    from sladsl.values.period import parse_period
    from sladsl.values.zones import zone

    written = block.as_of
    if not isinstance(written, v.Moment):
        return ""
    moment = parse_time(written.iso)
    if moment is None:
        context.add("N301", "no-such-date", written.span, f"There is no moment {written.iso}.", "Check it.")
        return ""
    utc = zone("UTC")
    assert utc is not None
    played = [found for label in periods if (found := parse_period(label, utc)) is not None]
    if played and not played[0].start < moment.naive_us < played[-1].end:
        when = periods[0] if len(periods) == 1 else f"{periods[0]} to {periods[-1]}"
        context.add(
            "N260",
            "outside-the-scenario",
            written.span,
            f"The scenario plays in {when}, which does not run on {written.iso}.",
            f"Write a moment within {when}; without one all of it is over.",
        )
        return ""
    return written.iso


def fee_period(fee: v.StatedFee, service: m.Service, context: Context) -> str | None:
    """The period of a stated fee, "" where it names none; None, with a finding, where the service has no such fee."""
    if fee.period is None:
        return ""
    kinds = {each.period for each in service.fees if each.period is not None}
    kind = str(next(iter(kinds))) if len(kinds) == 1 else ""
    return label_of(fee.period, kind if kind in PLAIN else "", context) or None


def fee_parts(written: v.StatedFee, context: Context) -> tuple[Money, Money] | None:
    """What of a fee is charged once, and what is passed on: nothing where none is said; None with a finding."""
    parts = [
        Money(amount=Fraction(0), currency=written.amount.unit or context.currency)
        if each is None
        else money(each, context)
        for each in (written.one_time, written.passed_through)
    ]
    one_time, pass_through = parts
    if one_time is None or pass_through is None:
        return None
    if one_time.amount + pass_through.amount > written.amount.number.value:
        context.add(
            "N204",
            "unit-mismatch",
            written.span,
            "The parts of this fee are more than the fee.",
            "Write the whole fee first, and what of it is one-time or passed through.",
        )
        return None
    return one_time, pass_through
