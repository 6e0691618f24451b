"""What a scenario states besides its records: levels, fees, and claims that count as made in time."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.data.given import Given
from sladsl.model.dates import Claims
from sladsl.model.meanings import Agreement
from sladsl.model.prices import fee_of_count
from sladsl.model.scenarios import Scenario
from sladsl.outcome.given import GivenClaim, GivenDecision, GivenFee, ReportedLevel
from sladsl.plan.from_model.stretch import Stretch
from sladsl.record import replace
from sladsl.values.instant import naive_to_instant, parse_time
from sladsl.values.period import Period, period_at
from sladsl.values.zones import zone as find_zone


def given_in(agreement: Agreement, scenario: Scenario, stretch: Stretch) -> Given:
    """Levels, fees and claims of a scenario. A claim counts as made in time unless `claimed` says when."""
    levels = tuple(
        ReportedLevel(
            objective=level.objective,
            scope=level.scope,
            period=level.period,
            level=level.level,
            unit=level.unit,
            row=0,
            text="",
        )
        for level in scenario.levels
    )
    scopes = {outage.scope for outage in scenario.outages} | {level.scope for level in scenario.levels} | {""}
    for metric in agreement.metrics.values():
        scopes.update(metric.scopes)
    fees: dict[tuple[str, str, str], GivenFee] = {}
    for fee in sorted(scenario.fees, key=lambda each: bool(each.period)):
        kinds = {each.period for each in agreement.services[fee.service].fees if each.period is not None}
        kinds = kinds or {objective.period for objective in agreement.objectives.values()}
        for kind in kinds:
            # A day's example of a yearly promise may be paid by the month that holds it.
            periods = stretch.periods(kind) or (period_at(kind, stretch.place(), stretch.end - 1),)
            for label in [fee.period] if fee.period else [each.label for each in periods]:
                money = fee.money
                if money is None and fee.used is not None:
                    money = fee_of_count(agreement, fee.service, label, fee.used)
                if money is None:
                    continue  # nobody says what so many cost
                for scope in (
                    [fee.scope]
                    if fee.scope or not agreement.services[fee.service].for_each
                    else sorted(scopes)
                ):
                    # A fee of one period stands in for that of each, which came before it.
                    fees[fee.service, scope, label] = GivenFee(
                        service=fee.service,
                        scope=scope,
                        period=label,
                        money=money,
                        one_time=fee.one_time,
                        pass_through=fee.pass_through,
                    )
    claims = [
        claim
        for objective in agreement.objectives.values()
        if agreement.claims is not None and agreement.credit_of(objective.name) is not None
        for period in stretch.periods(objective.period)
        for scope in sorted(scopes)
        for claim in _claims(agreement.claims, objective.name, scope, period, scenario, stretch)
    ]
    return Given(
        levels=levels,
        fees=tuple(fees.values()),
        claims=(
            *(_decided(each, scenario, stretch) for each in claims),
            *_paid_before(claims, scenario, stretch),
        ),
    )


def _decided(claim: GivenClaim, scenario: Scenario, stretch: Stretch) -> GivenClaim:
    """A claim with what a scenario says of its payment."""
    paid = tuple(
        GivenDecision(decision="paid", on=instant_of(each.day, stretch.zone))
        for each in scenario.paid
        if (each.objective, each.scope, each.period) == (claim.objective, claim.scope, claim.period)
    )
    return replace(claim, decisions=paid) if paid else claim


def _paid_before(claims: list[GivenClaim], scenario: Scenario, stretch: Stretch) -> Iterator[GivenClaim]:
    """The claims of periods in which the scenario does not play, and that were paid."""
    known = {(each.objective, each.scope, each.period) for each in claims}
    for each in scenario.paid:
        if (each.objective, each.scope, each.period) not in known:
            on = instant_of(each.day, stretch.zone)
            yield GivenClaim(
                objective=each.objective,
                scope=each.scope,
                period=each.period,
                claimed=on,
                presumed=True,
                decisions=(GivenDecision(decision="paid", on=on),),
            )


def _claims(
    claims: Claims, objective: str, scope: str, period: Period, scenario: Scenario, stretch: Stretch
) -> list[GivenClaim]:
    """Every stage of a claim, in time; `claimed` says when the last one was made."""
    names = [stage.name for stage in claims.stages] or [""]
    found = [
        GivenClaim(
            objective=objective,
            scope=scope,
            period=period.label,
            claimed=period.end,
            stage=name,
            presumed=True,
        )
        for name in names
    ]
    if scenario.claimed:
        at = instant_of(scenario.claimed, stretch.zone)
        found[-1] = replace(found[-1], claimed=at, presumed=False)
    return found


# ---- what came out


def instant_of(text: str, zone: str) -> int:
    """The instant of a written time in a zone (µs); 0 for what is none."""
    written = parse_time(text)
    place = find_zone(zone)
    if written is None or place is None:
        return 0
    return naive_to_instant(written.naive_us, place).instant


def done_times(agreement: Agreement, scenario: Scenario) -> Iterator[str]:
    """When something was done, by the records of duties."""
    fields = {
        (each.recorded.source, each.recorded.done) for each in agreement.duties if each.recorded is not None
    }
    for record in scenario.records:
        for source, done in sorted(fields):
            written = record.fields.get(done, "") if record.source == source else ""
            if parse_time(written) is not None:
                yield written
