"""Scenarios: stated worlds bound to what they name."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

from sladsl.ast import values as v
from sladsl.ast.scenarios import ExpectedRows
from sladsl.ast.scenarios import Scenario as ScenarioBlock
from sladsl.model import meanings as m
from sladsl.model.dates import Duty, ExpectedDuty, ExpectedRight, Right
from sladsl.model.from_ast.bases import Owed
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.cures import stated_cures
from sladsl.model.from_ast.duties import expected_duty
from sladsl.model.from_ast.facts import stated_facts
from sladsl.model.from_ast.happened import happened
from sladsl.model.from_ast.paid import paid_claims
from sladsl.model.from_ast.rights import expected_right
from sladsl.model.from_ast.scenario_periods import as_of, fee_parts, fee_period, label_of, periods_of
from sladsl.model.from_ast.services import money
from sladsl.model.from_ast.stated import stated_records
from sladsl.model.from_ast.stated_levels import level_of, stated_levels, unknown_objective
from sladsl.model.prices import has_price
from sladsl.model.scenarios import Expectation, Scenario, ScenarioFee, ScenarioLevel, ScenarioOutage
from sladsl.values.duration import DAY
from sladsl.values.money import Money
from sladsl.values.period import parse_label

UNPLAYED = frozenset(
    (
        "not-of-its-type",
        "too-many-records",
        "outside-the-scenario",
        "no-such-date",
        "empty-range",
        "other-period",
    )
)
"""What is wrong in a scenario whatever is evaluated of it."""

OF_LEVELS = frozenset({"level", "wanted by now", "behind"})
"""What is expected in the unit of the level."""


def scenario(
    block: ScenarioBlock,
    owed: Owed,
    exclusions: dict[str, m.Exclusion],
    sources: dict[str, m.Source],
    rights: tuple[Right, ...],
    duties: tuple[Duty, ...],
    days: Collection[str],
    context: Context,
) -> Scenario:
    """`days`: the facts that tell of days from which time is counted."""
    periods = periods_of(block, context)
    outages = []
    for written in block.down:
        if context.find(written.of, owed.services, "service") is not None:
            outages.append(_outage(written, context, service=written.of.text))
    for written in block.excluded:
        if context.find(written.of, exclusions, "exclusion") is not None:
            outages.append(_outage(written, context, exclusion=written.of.text))
    _within(outages, periods, _longest_look_back(owed), context)
    seen = as_of(block, periods, context)
    _known_then(outages, seen, context)
    fees = []
    for fee in block.fee:
        if context.find(fee.service, owed.services, "service") is not None:
            found = None if fee.used else money(fee.amount, context)
            label = fee_period(fee, owed.services[fee.service.text], context)
            parts = fee_parts(fee, context)
            used = fee.amount.number.value if fee.used and _priced(fee, owed, context) else None
            if (found is not None or used is not None) and label is not None and parts is not None:
                fees.append(
                    ScenarioFee(
                        service=fee.service.text,
                        scope=_scope(fee.scope),
                        money=found,
                        period=label,
                        one_time=parts[0],
                        pass_through=parts[1],
                        used=used,
                        span=fee.span,
                    )
                )
    expectations: list[Expectation] = []
    expected_rights: list[ExpectedRight] = []
    expected_duties: list[ExpectedDuty] = []
    for expected in block.expect:
        if isinstance(expected, v.ExpectedRight):
            expected_rights.append(expected_right(expected, rights, context))
            continue
        if isinstance(expected, v.ExpectedDuty):
            expected_duties.append(expected_duty(expected, duties, context))
            continue
        names = owed.called(expected.objective.text)
        if not names:
            unknown_objective(expected.objective, owed, context)
        for name in names:
            for outcome in expected.outcomes:
                expectations.append(_expectation(outcome, name, _scope(expected.scope), "", owed, context))
    for table in block.children(ExpectedRows):
        for row in table.table:
            expectations.extend(_expected_row(row.head, row.cell, owed, context))
    claimed = block.claimed
    levels = tuple(stated_levels(block, owed, context))
    _of_these_periods(levels, periods, context)
    return Scenario(
        title=block.title.text if block.title else block.name.text if block.name else "",
        periods=periods,
        outages=tuple(outages),
        levels=levels,
        records=stated_records(block, sources, context),
        fees=tuple(fees),
        claimed=context.date(claimed),
        expectations=tuple(expectations),
        rights=tuple(expected_rights),
        duties=tuple(expected_duties),
        facts=(
            *stated_facts(block, context),
            *stated_cures(block, owed.objectives, rights, context),
            *happened(block, days, context),
        ),
        decided=block.decided.text if isinstance(block.decided, v.Answer) else "",
        incidents=block.incidents.text if isinstance(block.incidents, v.Answer) else "",
        paid=paid_claims(block, owed, context),
        as_of=seen,
        span=block.head_span,
    )


def _priced(fee: v.StatedFee, owed: Owed, context: Context) -> bool:
    """Whether what so many of something cost is known; False with a finding."""
    service = owed.services[fee.service.text]
    if has_price(service):
        return True
    context.add(
        "N213",
        "whose-fee",
        fee.amount.span,
        f"`{service.name}` has no price, so what so many of it cost is not known.",
        f"Write the fee itself, or its price in `pricing for {service.name}`.",
    )
    return False


def _longest_look_back(owed: Owed) -> int:
    """How far before a period its level may be taken from (µs)."""
    looking = [each.rolling for each in owed.objectives.values() if each.rolling is not None]
    return max((each.us + (each.days + 31 * each.months) * DAY for each in looking), default=0)


def refuse_unplayed(block: ScenarioBlock, sources: dict[str, m.Source], context: Context) -> None:
    """Findings about what a scenario states that is left out: values of fields, outages on other days.

    Its names are looked up elsewhere.
    """
    quiet = Context(context.earlier, context.source)
    stated_records(block, sources, quiet)
    down = [_outage(written, quiet, service=written.of.text) for written in block.down]
    down += [_outage(written, quiet, exclusion=written.of.text) for written in block.excluded]
    _within(down, periods_of(block, quiet), 0, quiet)
    for each in quiet.findings:
        if each.name in UNPLAYED and not context.told(each.span):
            context.findings.append(each)


def _scope(written: v.Name | v.Text | None) -> str:
    return written.text if written is not None else ""


def _outage(written: v.Outage, context: Context, service: str = "", exclusion: str = "") -> ScenarioOutage:
    for moment in (written.extent.start, written.extent.end):
        from sladsl.values.instant import parse_time

        if parse_time(moment.iso) is None:
            context.add("N301", "no-such-date", moment.span, f"There is no moment {moment.iso}.", "Check it.")
    return ScenarioOutage(
        service=service,
        exclusion=exclusion,
        scope=_scope(written.scope),
        start=written.extent.start.iso,
        end=written.extent.end.iso,
        span=written.span,
    )


def _within(outages: list[ScenarioOutage], periods: tuple[str, ...], back: int, context: Context) -> None:
    """A finding for each outage that lies outside all that the scenario plays in, and what is looked `back` at (µs) from it;
    a day on each side is left for zones.
    """
    from sladsl.values.instant import parse_time
    from sladsl.values.period import parse_period
    from sladsl.values.zones import zone

    utc = zone("UTC")
    assert utc is not None
    played = [found for label in periods if (found := parse_period(label, utc)) is not None]
    for each in outages:
        start, end = parse_time(each.start), parse_time(each.end)
        if not played or start is None or end is None or end.naive_us < start.naive_us:
            continue
        first, last = min(found.start for found in played), max(found.end for found in played)
        if end.naive_us < first - back - DAY or start.naive_us > last + DAY:
            when = periods[0] if len(periods) == 1 else f"{periods[0]} to {periods[-1]}"
            context.add(
                "N260",
                "outside-the-scenario",
                each.span,
                f"The scenario plays in {when}, and this is on {each.start[:10]}: it changes nothing.",
                f"Write a day in {when}, or let the scenario play when this happens.",
            )


def _known_then(outages: list[ScenarioOutage], as_of: str, context: Context) -> None:
    """A finding for each outage that begins when nobody can know it yet."""
    for each in outages:
        if as_of and each.start >= as_of:
            context.add(
                "N260",
                "outside-the-scenario",
                each.span,
                f"The scenario is looked at as of {as_of}, and this begins on {each.start}: nobody knows it then.",
                f"Write what happened before {as_of}, or a later `as of`.",
            )


def _of_these_periods(levels: tuple[ScenarioLevel, ...], periods: tuple[str, ...], context: Context) -> None:
    """A finding where all levels of an objective are of other periods than the scenario; some may be of earlier ones."""
    kinds = {found[0] for label in periods if (found := parse_label(label)) is not None}
    when = periods[0] if len(periods) == 1 else f"{periods[0]} to {periods[-1]}" if periods else ""
    for objective in dict.fromkeys(each.objective for each in levels):
        own = [each for each in levels if each.objective == objective]
        of_kind = [
            each for each in own if (found := parse_label(each.period)) is not None and found[0] in kinds
        ]
        if len(of_kind) == len(own) and not any(each.period in periods for each in own):
            context.add(
                "N306",
                "other-period",
                own[0].span,
                f"The scenario plays in {when}, and this level is of {own[0].period}.",
                f"Write `{periods[-1]}: …`, or let the scenario play in {own[0].period}.",
            )


def _expected_row(head: v.Value, cell: v.Value, owed: Owed, context: Context) -> list[Expectation]:
    if not isinstance(head, v.Labels) or not isinstance(cell, v.Outcomes):
        return []
    first = head.items[0]
    period = next((item for item in head.items if isinstance(item, v.PeriodName)), None)
    names: tuple[str, ...]
    rest = [item.text for item in head.items if not isinstance(item, v.PeriodName)]
    if isinstance(first, v.PeriodName):
        names = tuple(owed.objectives) if len(owed.objectives) == 1 else ()
        if not names:
            context.add(
                "N125",
                "objective-missing",
                head.span,
                "This row names no objective.",
                "Write `Availability, 2026-03: …`.",
            )
    else:
        names = owed.called(rest.pop(0))
        if not names:
            unknown_objective(v.Name(text=first.text, span=first.span), owed, context)
    label = label_of(period, "", context) if period is not None else ""
    return [
        _expectation(outcome, name, rest[0] if rest else "", label, owed, context)
        for name in names
        for outcome in cell.items
    ]


def _expectation(
    outcome: v.Expectation, objective: str, scope: str, period: str, owed: Owed, context: Context
) -> Expectation:
    value: Fraction | Money | str | None = None
    written = outcome.value
    if isinstance(written, v.Share):
        value = written.percent.number.value / 100
    elif isinstance(written, v.Date):
        value = context.date(written)
    elif outcome.kind in OF_LEVELS and written is not None:
        level = level_of(written, owed, objective, context)
        if level is not None:
            value = level[0].value / 100 if level[1] == "percent" else level[0].value
    elif outcome.kind == "left" and isinstance(written, v.Duration):
        length = context.microseconds(written)
        value = None if length is None else Fraction(length)
    elif isinstance(written, v.Quantity) and outcome.kind in ("points", "left"):
        value = written.number.value
    elif isinstance(written, v.Quantity):
        value = money(written, context)
    return Expectation(
        objective=objective,
        scope=scope,
        period=period,
        kind=outcome.kind,
        value=value,
        text=" ".join(owed.source[outcome.span].split()),
        span=outcome.span,
    )
