"""The whole agreement in one reading: what to meter and how to settle."""

from __future__ import annotations

from sladsl.model import meanings as m
from sladsl.model.from_ast.claims import OF_TIME
from sladsl.plan import measure as k
from sladsl.plan import settlement as s
from sladsl.plan.choices import NeededChoice, Reading
from sladsl.plan.from_model.claims import claim_rule
from sladsl.plan.from_model.credits import bound, cap_rule, credit_rule, fee_base
from sladsl.plan.from_model.down_time import prevailing
from sladsl.plan.from_model.duties import duty_rules, term_rule
from sladsl.plan.from_model.hours import partial_answer, partial_periods
from sladsl.plan.from_model.measuring import Measuring
from sladsl.plan.from_model.metrics import measuring
from sladsl.plan.from_model.outages import with_outages
from sladsl.plan.from_model.rights import right_rule
from sladsl.plan.from_model.stretch import Stretch, sample_stretch
from sladsl.plan.from_model.targets import scope_targets
from sladsl.plan.from_model.world import World
from sladsl.record import Record, replace
from sladsl.values.period import Period, Rolling, parse_period


class Plan(Record):
    """Both halves of one reading of an agreement over one stretch of time."""

    meterings: tuple[k.Metering, ...]
    settlement: s.Settlement
    stretch: Stretch


def lower(agreement: m.Agreement, reading: Reading, stretch: Stretch, world: World | None = None) -> Plan:
    """The plan of a reading; choices that come up are asked of `reading`."""
    meterings: dict[str, k.Metering] = {}
    assessments = []
    for objective in agreement.objectives.values():
        metric = agreement.metrics.get(objective.metric)
        if metric is None:
            continue
        counting = _counting(objective, stretch)
        measured = measuring(metric, objective.assessed, objective, counting, reading, world)
        if measured.metering is not None:
            meterings[measured.metering.metric] = measured.metering
        for each in measured.more:
            meterings.setdefault(each.metric, each)
        assessments.append(_assessment(objective, metric, measured, counting, reading))
    named = {each.objective: each for each in assessments}
    rights = tuple(right_rule(right, named, stretch, reading) for right in agreement.rights)
    caps = _caps(agreement, reading)
    duties, term = duty_rules(agreement, stretch, reading), term_rule(agreement, stretch, reading)
    return Plan(
        meterings=with_outages(tuple(meterings.values()), assessments, rights),
        settlement=s.Settlement(
            agreement=agreement.name,
            title=agreement.title,
            version=agreement.version,
            currency=agreement.currency,
            zone=stretch.zone,
            assessments=tuple(assessments),
            caps=caps,
            fees=_fees(agreement),
            answers=reading.answers(),
            term_start=stretch.term_start,
            term_end=stretch.term_end,
            shown=stretch.shown,
            rights=rights,
            duties=duties,
            term=term,
            before="clean" if world is not None else "not known",
        ),
        stretch=stretch,
    )


def _assessment(
    objective: m.Objective, metric: m.Metric, measured: Measuring, stretch: Stretch, reading: Reading
) -> s.Assessment:
    agreement = reading.agreement
    credit = agreement.credit_of(objective.name)
    out: dict[str, str] = {}
    if partial_answer(metric, objective.assessed, stretch, reading) == "not assessed":
        out = dict.fromkeys(
            partial_periods(objective.assessed, stretch),
            f"in force for a part of the {objective.assessed} only",
        )
    windows: dict[str, tuple[int, int]] = {}
    if objective.rolling is not None:
        looked_at = stretch.periods(objective.rolling)
        windows = {each.label: (each.start, each.end) for each in looked_at}
        out |= _not_whole(objective.rolling, looked_at, stretch)
    claims = agreement.claims
    return s.Assessment(
        rule=s.Rule(construct=f"objective {objective.label}", cites=objective.cites),
        objective=objective.name,
        title=objective.title,
        metric=measured.metering.metric if measured.metering is not None else measured.name or metric.name,
        owner=objective.owner,
        strength=objective.strength,
        level=measured.level,
        periods=stretch.periods(objective.period),
        scopes=metric.scopes,
        dimension=metric.for_each,
        target=_target(objective),
        targets=scope_targets(objective, metric),
        each=f"each {objective.record.noun} {objective.record.text}" if objective.record is not None else "",
        minimum=bound(objective.minimum) if objective.minimum is not None else None,
        critical=bound(objective.critical) if objective.critical is not None else None,
        sources=_decisive(metric, agreement),
        windows=windows,
        early=_early(objective, stretch),
        out_of_force=out,
        credit=credit_rule(credit, objective, reading) if credit is not None else None,
        claim=claim_rule(claims, stretch, reading) if claims is not None and credit is not None else None,
        days=not _on_calendar(metric, agreement),
    )


def _begins(objective: m.Objective, stretch: Stretch) -> int | None:
    found = parse_period(objective.begins, stretch.place()) if objective.begins else None
    return found.start if found is not None else None


def _counting(objective: m.Objective, stretch: Stretch) -> Stretch:
    """The stretch without the part of a period that lies before the day on which a promise begins in it."""
    begins = _begins(objective, stretch)
    if begins is None:
        return stretch
    if objective.rolling is not None:
        # What looks back at a longer time looks back at nothing before.
        first = min((each.start for each in stretch.periods(objective.rolling)), default=begins)
        return replace(stretch, not_yet=(first, begins)) if first < begins else stretch
    for period in stretch.periods(objective.period):
        if period.start < begins < period.end:
            return replace(stretch, not_yet=(period.start, begins))
    return stretch


def _early(objective: m.Objective, stretch: Stretch) -> frozenset[str]:
    """The periods that are over before a promise begins: they are reported."""
    begins = _begins(objective, stretch)
    if begins is None:
        return frozenset()
    return frozenset(each.label for each in stretch.periods(objective.period) if each.end <= begins)


def _decisive(metric: m.Metric, agreement: m.Agreement) -> tuple[str, ...]:
    """The sources whose data have to be there: where one prevails, the others are only held against it."""
    sources = [agreement.sources[name] for name in metric.sources]
    first = prevailing(sources) if sources else None
    return metric.sources if first is None else (metric.sources[first],)


def _not_whole(rolling: Rolling, looked_at: tuple[Period, ...], stretch: Stretch) -> dict[str, str]:
    """Of `any 30 consecutive days` those that are not all in the term are none."""
    if not rolling.whole:
        return {}
    reason = f"the agreement is not in force for all of the {rolling.text.removeprefix('over any ')}"
    return {
        each.label: reason
        for each in looked_at
        if (stretch.term_start is not None and each.start < stretch.term_start)
        or (stretch.term_end is not None and each.end > stretch.term_end)
    }


def _target(objective: m.Objective) -> s.Bound | None:
    """The bound of the level; none where the one of each record is left open: what nobody can miss has no share."""
    if objective.bound is None or (objective.record is not None and objective.record.left_open):
        return None
    return bound(objective.bound)


def _on_calendar(metric: m.Metric, agreement: m.Agreement) -> bool:
    """Whether its time is that of a calendar's hours, on which a day has fewer than 24."""
    if metric.kind in OF_TIME:
        service = agreement.services.get(metric.service)
        return service is not None and bool(service.calendar) and not service.always
    return metric.clock is not None and bool(metric.clock.calendar)


def _caps(agreement: m.Agreement, reading: Reading) -> tuple[s.CapRule, ...]:
    """Caps of single credits first, then those of the whole agreement."""
    found = []
    credited = [credit for credit in agreement.credits if credit.objectives]
    for credit in credited:
        label = agreement.objectives[credit.objectives[0]].label
        scoped = any(_scoped(agreement, name) for name in credit.objectives)
        for cap in credit.caps:
            base = fee_base(credit.base) if credit.base is not None else None
            found.append(
                cap_rule(
                    cap,
                    f"credit for {label}",
                    base,
                    credit,
                    credit.objectives,
                    several=scoped
                    or len(credit.objectives) > 1
                    or _longer(cap, credit.objectives, agreement),
                    reading=reading,
                )
            )
    names = [name for credit in credited for name in credit.objectives]
    several = len(names) > 1 or any(_scoped(agreement, name) for name in names)
    for cap in agreement.caps:
        many = several or _longer(cap, tuple(names), agreement)
        found.append(cap_rule(cap, "cap", None, None, (), several=many, reading=reading))
    return tuple(found)


def _longer(cap: m.Cap, objectives: tuple[str, ...], agreement: m.Agreement) -> bool:
    """Whether a window of the cap holds more than one period of an objective."""
    return any(agreement.objectives[name].period != cap.window for name in objectives)


def _scoped(agreement: m.Agreement, objective: str) -> bool:
    metric = agreement.metrics.get(agreement.objectives[objective].metric)
    return metric is not None and bool(metric.for_each)


def _fees(agreement: m.Agreement) -> tuple[s.FeeRule, ...]:
    return tuple(
        s.FeeRule(
            service=service.name,
            by_scope=bool(service.for_each),
            money=service.fee.money,
            period=service.fee.period or "month",
        )
        for service in agreement.services.values()
        if service.fee is not None
    )


def needed_choices(agreement: m.Agreement) -> tuple[NeededChoice, ...]:
    """All choices that the lowering of this agreement asks for, in the reading of the first answers."""
    reading = Reading(agreement)
    lower(agreement, reading, sample_stretch(agreement, reading))
    return tuple(reading.needed.values())
