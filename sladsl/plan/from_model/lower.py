"""The whole agreement in one reading: what to meter and how to settle."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sladsl.ast.interpretation import Interpretation
from sladsl.model import meanings as m
from sladsl.model.from_ast.claims import OF_TIME
from sladsl.model.from_ast.points import sum_name
from sladsl.model.sides import named, owes_as_customer
from sladsl.plan import measure as k
from sladsl.plan import settlement as s
from sladsl.plan.aimed import aimed
from sladsl.plan.choices import Reading
from sladsl.plan.from_model.beginning import counting_from, early_periods, laid_anew
from sladsl.plan.from_model.claims import claim_rule
from sladsl.plan.from_model.counted_beside import counted_beside
from sladsl.plan.from_model.credits import bound, cap_rule, credit_rule, fee_base
from sladsl.plan.from_model.cures import with_cures
from sladsl.plan.from_model.deadlines import Dated
from sladsl.plan.from_model.down_time import prevailing
from sladsl.plan.from_model.duties import duty_rules, term_rule
from sladsl.plan.from_model.fees import base_meant, fee_changes, fee_rules
from sladsl.plan.from_model.hours import partial_answer, partial_periods
from sladsl.plan.from_model.incidents import of_one_incident
from sladsl.plan.from_model.instances import covered
from sladsl.plan.from_model.measuring import Measuring
from sladsl.plan.from_model.metrics import measuring
from sladsl.plan.from_model.moving import free_rule, moving_rule
from sladsl.plan.from_model.outages import with_outages
from sladsl.plan.from_model.parity import parity_rule
from sladsl.plan.from_model.plain_periods import as_read
from sladsl.plan.from_model.points import points_assessment, points_of, points_rule
from sladsl.plan.from_model.promised_where import owed_where, promised_where
from sladsl.plan.from_model.remedies import AFTER_CLAIM, billed, least_rule, paying_rule
from sladsl.plan.from_model.rights import may_go_without, right_rule, trigger_rule
from sladsl.plan.from_model.scores import score_rule, stand_in
from sladsl.plan.from_model.steps_of_outages import with_steps
from sladsl.plan.from_model.stretch import Stretch
from sladsl.plan.from_model.targets import scope_targets
from sladsl.plan.from_model.used import used_rule
from sladsl.plan.from_model.waiting import waiting
from sladsl.plan.from_model.whole_choices import ask_of_all
from sladsl.plan.from_model.working_out import order_rule
from sladsl.plan.from_model.world import World
from sladsl.record import Record, replace
from sladsl.values.period import Period, Rolling


class Governed(Record):
    """What one version of an amended agreement measures, and which cells of it count: by metric and label of a period."""

    meterings: tuple[k.Metering, ...]
    counts: frozenset[tuple[str, str]]


class Plan(Record):
    """Both halves of one reading of an agreement over one stretch of time."""

    meterings: tuple[k.Metering, ...]
    settlement: s.Settlement
    stretch: Stretch
    versions: tuple[Governed, ...] = ()
    """Of an amended agreement, in place of `meterings`: those are of the last version then."""
    parts: Mapping[tuple[str, str], tuple[str, ...]] = {}
    """Metric and label of a period -> the metrics of its parts, where an amendment cuts it and they are added up."""


def lower(agreement: m.Agreement, reading: Reading, stretch: Stretch, world: World | None = None) -> Plan:
    """The plan of a reading, without amendments; choices that come up are asked of `reading`."""
    # What is looked up in the agreement from here on has the months and years of the reading.
    reading.agreement = agreement = as_read(agreement, reading)
    meterings: dict[str, k.Metering] = {}
    assessments = []
    for objective in agreement.objectives.values():
        measured = promised(objective, stretch.of(objective.name), reading, world)
        if measured is None:
            continue
        if measured[0] is not None:
            meterings[measured[0].metric] = measured[0]
        for each in measured[1]:
            meterings.setdefault(each.metric, each)
        assessments.append(measured[2])
    assessments = _conditional(assessments, agreement, stretch, reading)
    assessments = with_cures(assessments, agreement, stretch, reading)
    of_points = points_assessment(agreement, assessments, stretch, reading)
    assessments += [of_points] if of_points is not None else []
    named = {each.objective: each for each in assessments}
    rights = tuple(right_rule(right, named, stretch, reading) for right in agreement.rights)
    caps = _caps(agreement, reading)
    of_all = ask_of_all(agreement, reading)
    order = order_rule(agreement, reading)
    changing = fee_changes(agreement, stretch.place(), reading)
    duties, term = duty_rules(agreement, named, stretch, reading), term_rule(agreement, stretch, reading)
    return Plan(
        meterings=with_steps(
            with_outages(tuple(meterings.values()), assessments, rights, duties), assessments
        ),
        settlement=s.Settlement(
            agreement=agreement.name,
            title=agreement.title,
            version=agreement.version,
            currency=agreement.currency,
            zone=stretch.zone,
            assessments=tuple(assessments),
            caps=caps,
            bonus_caps=_caps_of(agreement.bonuses, agreement, reading),
            fees=fee_rules(agreement, stretch.place()),
            by_days=changing == "day by day",
            fee_untold=changing == "untold",
            answers=reading.answers(),
            term_start=stretch.term_start,
            term_end=stretch.term_end,
            shown=stretch.shown,
            rights=rights,
            duties=duties,
            term=term,
            order=order,
            one_incident=of_one_incident(agreement, reading),
            after_others=of_all.get(Interpretation.base_and_other_credits.name) == "after other credits",
            paying=paying_rule(agreement),
            least=least_rule(agreement.least, "settlement", ""),
            before="clean" if world is not None else "not known",
        ),
        stretch=stretch,
    )


def promised(
    objective: m.Objective, stretch: Stretch, reading: Reading, world: World | None
) -> tuple[k.Metering | None, tuple[k.Metering, ...], s.Assessment] | None:
    """One promise: its own metering, those of the levels that it is computed from, and how it is assessed."""
    metric = reading.agreement.metrics.get(objective.metric) or stand_in(objective, reading.agreement)
    if metric is None:
        return None
    counting = counting_from(objective, stretch)
    metric, narrowed = covered(metric, counting, reading)
    measured = measuring(metric, objective.assessed, objective, counting, reading, world)
    where = promised_where(objective, metric, counting, reading, narrowed=narrowed)
    measured = where.cut(measured)
    assessment = _assessment(objective, metric, measured, counting, reading)
    parity, beside = parity_rule(
        objective,
        reading.agreement,
        lambda other, alone: measuring(other, objective.assessed, alone, counting, reading, world),
    )
    if parity is not None:
        assessment = replace(assessment, parity=parity)
    if where.timelines:
        assessment = replace(assessment, unpromised=where.unpromised(measured.metering is not None))
    bonus = reading.agreement.bonus_of(objective.name)
    if bonus is not None:
        assessment = replace(assessment, bonus=credit_rule(bonus, objective, reading, promised=()))
        if bonus.applies is not None:
            brought = owed_where(bonus, objective, metric, counting, reading)
            assessment = replace(assessment, no_bonus=brought.not_owed())
    assessment, counted = counted_beside(
        objective,
        assessment,
        reading.agreement,
        lambda other, alone: measuring(other, objective.assessed, alone, counting, reading, world),
    )
    credit = reading.agreement.credit_of(objective.name)
    if credit is not None and credit.applies is not None:
        owed = owed_where(credit, objective, metric, counting, reading)
        assessment = replace(assessment, not_owed=owed.not_owed())
    points = points_of(reading.agreement, objective.name)
    if points is not None and assessment.points is not None:
        scored = owed_where(points, objective, metric, counting, reading)
        assessment = replace(assessment, points=replace(assessment.points, not_scored=scored.not_owed()))
    used, by_day = used_rule(
        objective,
        metric,
        counting,
        reading,
        lambda kind, one, days: measuring(metric, kind, one, days, reading, world),
    )
    assessment = aimed(replace(assessment, used=used), assessment.target)
    return measured.metering, (*measured.more, *beside, *counted, *by_day), assessment


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
    made = s.Assessment(
        rule=s.Rule(construct=f"objective {objective.label}", cites=objective.cites),
        objective=objective.name,
        title=objective.title,
        metric=measured.metering.metric if measured.metering is not None else measured.name or metric.name,
        owner=objective.owner,
        strength=objective.strength,
        level=measured.level if objective.score is None else replace(measured.level, places=2),
        periods=stretch.periods(objective.period),
        scopes=metric.scopes,
        dimension=metric.for_each,
        target=_target(objective),
        targets=scope_targets(objective, metric),
        each=f"each {objective.record.noun} {objective.record.text}" if objective.record is not None else "",
        minimum=bound(objective.minimum) if objective.minimum is not None else None,
        critical=bound(objective.critical) if objective.critical is not None else None,
        expected=bound(objective.expected) if objective.expected is not None else None,
        moving=moving_rule(objective, stretch),
        free=free_rule(objective),
        sources=_decisive(metric, agreement),
        windows=windows,
        early=early_periods(objective, stretch),
        out_of_force=out,
        days=not _on_calendar(metric, agreement),
        score=score_rule(objective, reading),
        laid=laid_anew(stretch),
    )
    points = points_of(agreement, objective.name)
    if credit is None and points is None:
        return made
    broken = may_go_without(made, agreement)
    if points is not None:
        made = replace(made, points=points_rule(points, objective, reading, broken=broken))
    if credit is None:
        return made
    rule = credit_rule(credit, objective, reading, promised=_promised(made), broken=broken)
    claim = claim_rule(claims, stretch, reading) if claims is not None else None
    return replace(made, credit=rule, claim=claim)


def _conditional(
    assessments: list[s.Assessment], agreement: m.Agreement, stretch: Stretch, reading: Reading
) -> list[s.Assessment]:
    """The assessments with what makes their misses critical, and what all that comes of them waits for: any of them."""
    named = {each.objective: each for each in assessments}
    found = []
    for each in assessments:
        objective = agreement.objectives.get(each.objective)
        if objective is not None and objective.critical_when is not None:
            of = Dated(construct=each.rule.construct, stretch=stretch, span=objective.span)
            each = replace(each, critical_when=trigger_rule(objective.critical_when, of, named, reading))
        found.append(waiting(each, agreement, named, stretch, reading))
    return found


def _promised(made: s.Assessment) -> tuple[s.Bound, ...]:
    """What keeps the promise: one bound, or those of the scopes."""
    if made.targets:
        return tuple(dict.fromkeys(each for _, each in made.targets if each is not None))
    return () if made.target is None else (made.target,)


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
    credited = [credit for credit in agreement.credits if credit.objectives]
    found: list[s.CapRule | None] = [*_caps_of(credited, agreement, reading)]
    names = [name for credit in credited for name in credit.objectives]
    found += _points_caps(agreement, reading)
    several = len(names) > 1 or any(_scoped(agreement, name) for name in names)
    for cap in agreement.caps:
        many = several or _longer(cap, tuple(names), agreement)
        rule = cap_rule(cap, "cap", None, None, (), several=many, reading=reading)
        found.append(_of_sides(rule, cap, credited, agreement, reading))
    risk = agreement.at_risk
    if risk is not None:
        most = m.Percentage(ratio=risk.ratio, base=risk.base, places=risk.places, span=risk.span)
        covers = m.Chosen(answer="all credits", span=risk.span)
        limit = m.Cap(amount=most, window=risk.period, covers=covers, span=risk.span)
        rule = cap_rule(limit, "amount at risk", None, None, (), several=True, reading=reading)
        found.append(_of_sides(rule, limit, credited, agreement, reading))
    return tuple(each for each in found if each is not None)


def _of_sides(
    rule: s.CapRule | None,
    cap: m.Cap,
    credited: Iterable[m.Credit],
    agreement: m.Agreement,
    reading: Reading,
) -> s.CapRule | None:
    """A cap of the whole agreement as it limits what each side owes: asked where both sides owe credits."""
    owners = {agreement.objectives[name].owner for credit in credited for name in credit.objectives}
    customers = frozenset(each for each in owners if owes_as_customer(agreement, each))
    if rule is None or rule.covers == "each credit" or not customers or customers == owners:
        return rule
    key = Interpretation.cap_of_both_sides
    answer = reading.ask(
        key.name,
        rule.rule.construct,
        key.answers,
        f"{named(sorted(customers))} and {named(sorted(owners - customers))} owe credits, and this limits all of them",
        span=cap.span,
    )
    return replace(rule, customers=customers) if answer == "each side by itself" else rule


def _caps_of(credited: Iterable[m.Credit], agreement: m.Agreement, reading: Reading) -> tuple[s.CapRule, ...]:
    """The caps of single credits, or of single bonuses."""
    found: list[s.CapRule | None] = []
    for credit in credited:
        label = agreement.objectives[credit.objectives[0]].label
        scoped = any(_scoped(agreement, name) for name in credit.objectives)
        for cap in credit.caps:
            meant = base_meant(credit, agreement.objectives[credit.objectives[0]].period, reading)
            base = fee_base(meant) if meant is not None else None
            found.append(
                cap_rule(
                    cap,
                    f"{credit.kind} for {label}",
                    base,
                    credit,
                    credit.objectives,
                    several=scoped
                    or len(credit.objectives) > 1
                    or _longer(cap, credit.objectives, agreement),
                    reading=reading,
                )
            )
    return tuple(each for each in found if each is not None)


def _points_caps(agreement: m.Agreement, reading: Reading) -> list[s.CapRule]:
    """The caps of the credit for points."""
    credit = agreement.points_credit
    if credit is None:
        return []
    base = fee_base(credit.base) if credit.base is not None else None
    found = (
        cap_rule(
            cap,
            "credit for points",
            base,
            credit,
            (sum_name(agreement.objectives),),
            several=credit.points != cap.window or cap.run > 1,
            reading=reading,
        )
        for cap in credit.caps
    )
    return [each for each in found if each is not None]


def _longer(cap: m.Cap, objectives: tuple[str, ...], agreement: m.Agreement) -> bool:
    """Whether a window of the cap holds more than one period of an objective."""
    paying = agreement.paying
    if cap.run > 1 or (cap.window == "invoice" and paying is not None and paying.paid == AFTER_CLAIM):
        return True
    window = billed(agreement) if cap.window == "invoice" else cap.window
    return any(agreement.objectives[name].period != window for name in objectives)


def _scoped(agreement: m.Agreement, objective: str) -> bool:
    metric = agreement.metrics.get(agreement.objectives[objective].metric)
    return metric is not None and bool(metric.for_each)
