"""`credit-never-claimable`: the time to claim is over before anybody can."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from sladsl.ast.claims import Claims as ClaimsBlock
from sladsl.checks.context import Context
from sladsl.checks.places import value_span
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.diagnostics.finding import Finding, Label
from sladsl.model.dates import Claims, Deadline
from sladsl.model.meanings import Objective

if TYPE_CHECKING:
    from sladsl.diagnostics.stake import Stake
    from sladsl.source import Span
    from sladsl.values.period import PlainKind

SAY = Voice(name="credit-never-claimable", code="K101", severity="error")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LOOKED_AT: dict[PlainKind, int] = {"day": 7, "week": 1, "month": 48, "quarter": 48, "year": 12}
"""Periods that end on every day of the week, where they can."""


def check(context: Context) -> Iterator[Finding]:
    agreement = context.agreement
    claims = agreement.claims
    if claims is None or claims.none_needed or claims.deadline is None:
        return
    credited = [
        agreement.objectives[name]
        for credit in agreement.credits
        for name in credit.objectives
        if name in agreement.objectives
    ]
    deadline = claims.deadline
    if deadline.anchor.endswith("of the outage") and not claims.stages:
        yield from _before_the_end(context, claims, deadline, credited)
        return
    ends = [each for each in credited if deadline.anchor in ("period", each.period)]
    if not ends:
        return
    if deadline.count == 0:
        first = ends[0]
        yield SAY(
            _place(context, claims),
            f"The time to claim ends with the {first.period}: before anybody can know that it was missed.",
            "Count some days after it, for example `30 days after the period`.",
            labels=(_credit(context, first),),
            stake=_stake(context, ends),
        )
        return
    days = _whole_days(deadline)
    if days is None or days > 2:
        return  # three days in a row hold a business day
    for objective in ends:
        last = _closed_end(context, objective, days)
        if last is not None:
            yield _finding(context, claims, deadline, objective, last, days, ends)
            return


def _before_the_end(
    context: Context, claims: Claims, deadline: Deadline, credited: list[Objective]
) -> Iterator[Finding]:
    """A time that runs from the outage, and for half of a period's outages is over before the period."""
    from sladsl.values.period import days_in, first_day, last_day

    units = {"days": Fraction(1), "weeks": Fraction(7), "hours": Fraction(1, 24)}
    per_day = units.get(deadline.unit)
    for objective in credited:
        period = context.lowering.sampled(objective.period)[0]
        if per_day is None or deadline.count * per_day * 2 >= days_in(period):
            continue
        first, last = first_day(period), last_day(period)
        due = first + timedelta(days=int(deadline.count * per_day))
        yield SAY(
            _place(context, claims),
            f"An outage on {first.isoformat()} must be claimed until {due.isoformat()}, and whether the "
            f"{objective.period} was missed is known after {last.isoformat()}.",
            "Count from the end of the period, or ask for a notice first: `stage Notice { … }`, `stage Claim { … }`.",
            severity="warning",
            witness=first.isoformat(),
            labels=(_credit(context, objective),),
            stake=_stake(context, credited),
        )
        return


def _finding(
    context: Context,
    claims: Claims,
    deadline: Deadline,
    objective: Objective,
    last: date,
    days: int,
    ends: list[Objective],
) -> Finding:
    kind = objective.period
    until = last + timedelta(days=days)
    end = f"the {kind} to {_DAYS[last.weekday()]}, {last.isoformat()}"
    message = (
        f"A claim for {end}, can be made only until {_DAYS[until.weekday()]}, {until.isoformat()}: "
        "no business day lies between."
        if days
        else f"A claim for {end}, is due {context.words(deadline.span)}: before a business day has passed."
    )
    return SAY(
        _place(context, claims),
        message,
        "Give more days, or count business days: `10 business days after the period`.",
        severity="warning",
        witness=last.isoformat(),
        labels=(_credit(context, objective),),
        stake=_stake(context, ends),
    )


def _whole_days(deadline: Deadline) -> int | None:
    """The whole calendar days that a claim can take; None for units that always hold a business day."""
    match deadline.unit:
        case "days":
            return deadline.count
        case "hours":
            return deadline.count // 24
    return None


def _closed_end(context: Context, objective: Objective, days: int) -> date | None:
    """The last day of a period after which so many days hold no business day."""
    from sladsl.values.period import last_day, periods

    stretch = context.lowering.plan.stretch
    kind = objective.period
    count = _LOOKED_AT[kind] if isinstance(kind, str) else 48
    far = stretch.start + count * 366 * 86_400_000_000
    looked_at = periods(objective.period, stretch.place(), stretch.start, far)[:count]
    business = _business_week(context)
    for period in looked_at:
        last = last_day(period)
        if not any((last + timedelta(days=each)).weekday() in business for each in range(1, days + 1)):
            return last
    return None


def _business_week(context: Context) -> frozenset[int]:
    """The days of the week that are business days: those of the calendar that says so, or Monday to Friday."""
    from sladsl.model.meanings import Chosen

    said = context.answer("business days")
    calendar = context.agreement.calendars.get(said.answer) if isinstance(said, Chosen) else None
    if calendar is not None:
        return frozenset(day for day, hours in enumerate(calendar.weekly) if hours)
    return frozenset(range(5))


def _place(context: Context, claims: Claims) -> Span:
    return value_span(context.agreement.node, claims.span, ClaimsBlock.deadline)


def _credit(context: Context, objective: Objective) -> Label:
    credit = context.agreement.credit_of(objective.name)
    assert credit is not None
    return Label(span=credit.span, text="what can't be claimed")


def _stake(context: Context, objectives: list[Objective]) -> Stake | None:
    from sladsl.checks.stakes import of_promises

    return of_promises(context, [each.name for each in objectives])


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="The time to claim a credit is over before anybody can know of it, or before anybody is at work.",
    why=(
        "A claim needs the level, and the level of a month is not known before the month is over. A deadline of no "
        "days ends with the month itself; nobody has ever claimed in time. One of a day or two falls on a weekend "
        "in some months: a warning, with the next period in which it does. Business days are those of the calendar "
        "that `business days` names, otherwise Monday to Friday; holidays would make it worse. A time that "
        "runs from the outage, and is over before the period is half over, asks for claims on months that may turn "
        "out well: a warning, too. What is paid without a claim (`channel: automatic`) needs no time for it."
    ),
    bad=(
        Case(
            about="The last day of the month is the last day to claim for it.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Shop { fee: 1_000 EUR per month }
  metric Uptime {
    of: Shop   measure: as reported   collected by: Nimbus
    controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
  credit for Availability { base: that month's fee of Shop   amount: 5% }
  claims { channel: in writing   deadline: 0 days after the month }
}
""",
            expected=(Expected(line=11, part="The time to claim ends with the month"),),
        ),
        Case(
            about="January 2026 ends on a Saturday: the claim must be made on Sunday. A warning.",
            text="""\
sla Hosting "Web shop hosting" {
  effective: 2026-01-01
  time zone: "UTC"
  party Nimbus { role: provider }
  service Shop { fee: 1_000 EUR per month }
  metric Uptime {
    of: Shop   measure: as reported   collected by: Nimbus
    controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
  credit for Availability { base: that month's fee of Shop   amount: 5% }
  claims { channel: in writing   deadline: 1 day after the month }
}
""",
            expected=(
                Expected(
                    line=12,
                    part="the month to Saturday, 2026-01-31, can be made only until Sunday, 2026-02-01",
                    severity="warning",
                ),
            ),
        ),
        Case(
            about="Four hours after midnight, nobody is at work. A warning.",
            text="""\
sla Hosting "Web shop hosting" {
  effective: 2026-01-01
  time zone: "UTC"
  party Nimbus { role: provider }
  service Shop { fee: 1_000 EUR per month }
  metric Uptime {
    of: Shop   measure: as reported   collected by: Nimbus
    controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
  credit for Availability { base: that month's fee of Shop   amount: 5% }
  claims { channel: in writing   deadline: 4 hours after the month }
}
""",
            expected=(
                Expected(
                    line=12,
                    part="is due 4 hours after the month: before a business day has passed",
                    severity="warning",
                ),
            ),
        ),
        Case(
            about="Three days after the outage nobody knows how the month will end. A warning.",
            text="""\
sla Hosting "Web shop hosting" {
  effective: 2026-01-01
  time zone: "UTC"
  party Nimbus { role: provider }
  service Shop { hours: always   fee: 1_000 EUR per month }
  source outages { holds: intervals   of: Shop   collected: automatically }
  metric Uptime { measure: uptime from outages   controlled by: Nimbus }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
  credit for Availability { base: that month's fee of Shop   amount: 5% }
  claims {
    channel: in writing   deadline: 72 hours after the start of the outage
  }
}
""",
            expected=(
                Expected(
                    line=11,
                    part="An outage on 2026-01-01 must be claimed until 2026-01-04, and whether the month was "
                    "missed is known after 2026-01-31",
                    severity="warning",
                ),
            ),
        ),
    ),
    good=(
        Case(
            about="Three days in a row hold a business day.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Shop { fee: 1_000 EUR per month }
  metric Uptime {
    of: Shop   measure: as reported   collected by: Nimbus
    controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
  credit for Availability { base: that month's fee of Shop   amount: 5% }
  claims { channel: in writing   deadline: 3 days after the month }
}
""",
        ),
        Case(
            about="Weeks end on Sunday, and Monday is a business day; what is paid by itself is not claimed.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Shop { fee: 1_000 EUR per week }
  metric Uptime {
    of: Shop   measure: as reported   collected by: Nimbus
    controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each week }
  credit for Availability { base: that week's fee of Shop   amount: 5% }
  claims { channel: in writing   deadline: 1 day after the week }
}
""",
        ),
    ),
    check=check,
)
