"""The written agreement into its meaning: families in the order in which they name each other."""

from __future__ import annotations

from typing import Literal, TypeVar

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.calendars import Calendar as CalendarBlock
from sladsl.ast.claims import Claims as ClaimsBlock
from sladsl.ast.clauses import Clause as ClauseBlock
from sladsl.ast.credits import Bonus as BonusBlock
from sladsl.ast.credits import Credit as CreditBlock
from sladsl.ast.credits import Points as PointsBlock
from sladsl.ast.credits import PointsCredit
from sladsl.ast.declare import Block
from sladsl.ast.duties import Duty as DutyBlock
from sladsl.ast.duties import Report as ReportBlock
from sladsl.ast.duties import Review as ReviewBlock
from sladsl.ast.escalations import Escalation as EscalationBlock
from sladsl.ast.exclusions import Exclusion as ExclusionBlock
from sladsl.ast.interpretation import Interpretation
from sladsl.ast.metrics import Measured
from sladsl.ast.metrics import Metric as MetricBlock
from sladsl.ast.objectives import Objective as ObjectiveBlock
from sladsl.ast.parties import Party as PartyBlock
from sladsl.ast.rights import Right as RightBlock
from sladsl.ast.scenarios import Scenario as ScenarioBlock
from sladsl.ast.services import Pricing as PricingBlock
from sladsl.ast.services import Service as ServiceBlock
from sladsl.ast.settlement import Settlement as SettlementBlock
from sladsl.ast.sources import Source as SourceBlock
from sladsl.ast.tables import Table as TableBlock
from sladsl.ast.terms import Term as TermBlock
from sladsl.diagnostics.finding import Label
from sladsl.model import meanings as m
from sladsl.model.dates import Duty, Report, Right, unnumbered
from sladsl.model.day_facts import facts_for
from sladsl.model.from_ast.bases import Owed
from sladsl.model.from_ast.calendars import calendar, made_of_others
from sladsl.model.from_ast.claims import Claimed, claims
from sladsl.model.from_ast.composed import compose, is_composed
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.credited import meant_for
from sladsl.model.from_ast.credits import cap, credit
from sladsl.model.from_ast.critical import critical_by_others
from sladsl.model.from_ast.duties import duty, report, review, sent_by, with_sent
from sladsl.model.from_ast.escalations import escalation
from sladsl.model.from_ast.exclusions import exclusion
from sladsl.model.from_ast.facts import all_facts
from sladsl.model.from_ast.heads import party
from sladsl.model.from_ast.interpretation import choices
from sladsl.model.from_ast.late_reports import with_late_reports
from sladsl.model.from_ast.limits import table
from sladsl.model.from_ast.metrics import Surroundings, metric
from sladsl.model.from_ast.objectives import objectives
from sladsl.model.from_ast.owing import credited, scoring
from sladsl.model.from_ast.own_periods import OwnPeriods
from sladsl.model.from_ast.points import at_risk, points, points_credit, points_objective, pools, sum_name
from sladsl.model.from_ast.pricing import with_prices
from sladsl.model.from_ast.reached import summed
from sladsl.model.from_ast.remedies import least_paid, paying
from sladsl.model.from_ast.right_names import named
from sladsl.model.from_ast.rights import Held, rights_of
from sladsl.model.from_ast.scenarios import scenario
from sladsl.model.from_ast.scores import with_scores
from sladsl.model.from_ast.services import service
from sladsl.model.from_ast.sources import source as build_source
from sladsl.model.from_ast.terms import term
from sladsl.model.from_ast.unlike import put_together
from sladsl.model.limits import LimitTable
from sladsl.record import replace
from sladsl.source import SourceText

Said = TypeVar("Said", Duty, Right)
KINDS: dict[type[Block], Literal["sla", "slc", "ola", "contract"]] = {
    a.ServiceLevelAgreement: "sla",
    a.ServiceLevelCommitment: "slc",
    a.OperationalLevelAgreement: "ola",
    a.UnderpinningContract: "contract",
}
SINGLE: tuple[type[Block], ...] = (TermBlock, Interpretation, ClaimsBlock, ReviewBlock, PointsCredit)


def build_agreement(node: a.Agreement, source: SourceText, context: Context) -> m.Agreement:
    """The meaning of one agreement, of which everything that is written is evaluated."""
    context.declare(node)
    context.own_periods = OwnPeriods(node)
    title = node.title.text if node.title else ""
    top = (title or (node.name.text if node.name else node.kind),)
    context.clause = top
    currency = node.currency
    if isinstance(currency, v.Name):
        if len(currency.text) == 3 and currency.text.isupper() and currency.text.isascii():
            context.currency = currency.text
        else:
            context.add(
                "N308",
                "unknown-currency",
                currency.span,
                f"`{currency.text}` is not a currency code.",
                f"Write `{currency.text.upper()}`."
                if len(currency.text) == 3 and currency.text.isalpha() and currency.text.isascii()
                else "Write three capitals such as `EUR`.",
            )
    for kind in SINGLE:
        for extra in node.children(kind)[1:]:
            context.add(
                "N127",
                "block-twice",
                extra.head_span,
                f"`{kind.kind}` stands here twice.",
                put_together(node.children(kind)[0], extra, context),
                labels=(Label(span=node.children(kind)[0].head_span, text="first here"),),
            )

    parties: dict[str, m.Party] = {}
    for block in node.children(PartyBlock):
        made = party(block, context)
        parties.setdefault(made.name, made)
    calendars: dict[str, m.Calendar] = {}
    for calendar_block in node.children(CalendarBlock):
        context.clause = (*top, calendar_block.label)
        hours = calendar(calendar_block, context)
        calendars.setdefault(hours.name, hours)
    context.clause = top
    made_of_others(node.children(CalendarBlock), calendars, context)
    services: dict[str, m.Service] = {}
    for service_block in node.children(ServiceBlock):
        context.clause = (*top, service_block.label)
        built = service(service_block, calendars, parties, context)
        services.setdefault(built.name, built)
    context.clause = top
    services = with_prices(services, node.children(PricingBlock), context)
    sources: dict[str, m.Source] = {}
    for source_block in node.children(SourceBlock):
        context.clause = (*top, source_block.label)
        read = build_source(source_block, services, context)
        sources.setdefault(read.name, read)
    exclusions: dict[str, m.Exclusion] = {}
    for exclusion_block in node.children(ExclusionBlock):
        context.clause = (*top, exclusion_block.label)
        excluded = exclusion(exclusion_block, sources, parties, context)
        exclusions.setdefault(excluded.name, excluded)
    tables: dict[str, LimitTable] = {}
    for table_block in node.children(TableBlock):
        context.clause = (*top, table_block.label)
        limits = table(table_block, context)
        tables.setdefault(limits.name, limits)
    around = Surroundings(parties, services, sources, exclusions, calendars, tables)
    metrics: dict[str, m.Metric] = {}
    later: list[tuple[str, Measured]] = []
    for metric_block in node.children(MetricBlock):
        context.clause = (*top, metric_block.label)
        name = context.declare(metric_block)
        if is_composed(metric_block):
            later.append((name, metric_block))
            continue
        measured = metric(metric_block, name, around, context)
        if measured is not None:
            metrics.setdefault(name, measured)
    compose(later, metrics, parties, services, context, sources)
    promised: dict[str, m.Objective] = {}
    inner: list[tuple[CreditBlock | BonusBlock, tuple[str, ...]]] = []
    for objective_block in node.children(ObjectiveBlock):
        context.clause = (*top, objective_block.label)
        made_here = objectives(objective_block, metrics, around, context)
        for objective in made_here:
            promised.setdefault(objective.name, objective)
        inner.extend(
            (block, tuple(objective.name for objective in made_here if not objective.part_of))
            for block in objective_block.blocks
            if isinstance(block, CreditBlock | BonusBlock)
        )
    owed = Owed(promised, metrics, services, source)
    owed.parties = parties
    owed.scored, owed.credited = scoring(node, owed), credited(node, inner, owed)
    promised.update(critical_by_others(node, promised, owed, context))
    reports: dict[str, Report] = {}
    for report_block in node.children(ReportBlock):
        context.clause = (*top, report_block.label)
        told = report(report_block, metrics, context)
        reports.setdefault(told.name, told)
    context.clause = top
    reports = with_sent(node.children(DutyBlock), reports, context)
    with_late_reports(node, promised, reports, context)
    with_scores(node, owed, context)
    risk = at_risk(node, owed, context)
    pooled = pools(node, owed, risk, context)
    given = tuple(
        made_points
        for block in node.children(PointsBlock)
        if (made_points := points(block, owed, context)) is not None
    )
    of_points = [points_credit(block, given, owed, context) for block in node.children(PointsCredit)]
    if of_points and of_points[0] is not None and of_points[0].points is not None:
        owed.points_sum = points_objective(sum_name(promised), of_points[0].points, "", of_points[0].span)
        owed.credited = (*owed.credited, owed.points_sum.name)
    credits: list[m.Credit] = []
    bonuses: list[m.Credit] = []
    inner.extend((block, ()) for block in node.blocks if isinstance(block, CreditBlock | BonusBlock))
    for credit_block, names in inner:
        context.clause = (*top, credit_block.label)
        made_credit = credit(credit_block, names, owed, context)
        if made_credit is not None:
            (bonuses if isinstance(credit_block, BonusBlock) else credits).append(made_credit)
    _credited_twice(credits, promised, context)
    _credited_twice(bonuses, promised, context)
    paid = node.children(SettlementBlock)
    escalated = []
    for escalation_block in node.children(EscalationBlock):
        context.clause = (*top, escalation_block.label)
        found_here = escalation(escalation_block, promised, metrics, sources, context)
        if found_here is not None:
            escalated.append(found_here)
            for each in found_here.objectives if found_here.where is not None else ():
                told_where = (*promised[each].told_where, found_here.where)
                promised[each] = replace(promised[each], told_where=told_where)
    context.clause = top
    every = list(promised.values())
    caps = tuple(limit for written in node.cap if (limit := cap(written, every, owed, context)) is not None)
    sent = sent_by(node.children(DutyBlock), reports)
    around_rights = Held(
        parties=parties,
        services=services,
        metrics=metrics,
        objectives=promised,
        sent=sent,
        summed=summed(owed, credits, given),
        has_term=bool(node.children(TermBlock)),
    )
    duties = _apart(
        [duty(block, around_rights, reports, sources, context) for block in node.children(DutyBlock)]
    )
    rights = named(
        _apart(
            [each for block in node.children(RightBlock) for each in rights_of(block, around_rights, context)]
        ),
        promised,
    )
    claim_blocks = node.children(ClaimsBlock)
    around_claims = Claimed(objectives=promised, metrics=metrics, parties=parties, sent=sent)
    claimed = claims(claim_blocks[0], around_claims, context) if claim_blocks else None
    called = [each.label or name for name, each in promised.items()]
    called += [owed.points_sum.name] if owed.points_sum is not None else []
    days = facts_for(claimed, called, rights, duties)
    scenarios = []
    for scenario_block in node.children(ScenarioBlock):
        context.clause = (*top, scenario_block.label)
        scenarios.append(scenario(scenario_block, owed, exclusions, sources, rights, duties, days, context))
    context.clause = top
    reviews = node.children(ReviewBlock)
    clauses = tuple(
        m.Clause(
            title=block.title.text if block.title else "",
            name=block.name.text if block.name else "",
            text=context.text(block, ClauseBlock.text),
            cites=context.text(block, ClauseBlock.cites),
            span=block.head_span,
        )
        for block in node.children(ClauseBlock)
    )
    context.clause = top
    terms = node.children(TermBlock)
    effective, ends = context.date(node.effective), context.date(node.ends)
    if effective and ends and ends < effective:
        context.add(
            "N309",
            "ends-before-start",
            node.span_of(a.Agreement.ends),
            f"The agreement ends before it begins: `ends` is {ends}, and `effective` {effective}.",
            f"Write a day after {effective}, or an earlier one as `effective`.",
            labels=(Label(span=node.span_of(a.Agreement.effective), text="it begins here"),),
        )
    answered = choices(node.children(Interpretation), context)
    _names_in_choices(answered, calendars, context)
    return m.Agreement(
        kind=KINDS.get(type(node), "sla"),
        name=node.name.text if node.name else "",
        title=title,
        version=context.text(node, a.Agreement.version),
        supersedes=context.text(node, a.Agreement.supersedes),
        published=node.published.label if isinstance(node.published, v.PeriodName) else "",
        effective=effective,
        ends=ends,
        zone=context.zone(node.time_zone),
        zone_open=isinstance(node.time_zone, v.NotStated),
        cycles=dict(context.own_periods.cycles),
        currency=context.currency,
        currency_open=isinstance(currency, v.NotStated),
        law=context.text(node, a.Agreement.law),
        scope=context.text(node, a.Agreement.scope),
        parties=parties,
        term=term(terms[0], parties, context) if terms else None,
        choices=answered,
        calendars=calendars,
        services=services,
        sources=sources,
        exclusions=exclusions,
        tables=tables,
        metrics=metrics,
        objectives=promised,
        escalations=tuple(escalated),
        credits=tuple(credits),
        bonuses=tuple(bonuses),
        caps=caps,
        points=given,
        pools=pooled,
        at_risk=risk,
        points_credit=of_points[0] if of_points else None,
        least=least_paid(paid[0].minimum_payable, context) if paid else None,
        paying=paying(paid[0], context) if paid else None,
        claims=claimed,
        clauses=clauses,
        scenarios=tuple(scenarios),
        rights=rights,
        duties=duties,
        reports=reports,
        review=review(reviews[0], context) if reviews else None,
        node=node,
        facts=all_facts(context),
        open_heads=tuple(entry.key for entry in node.entries if isinstance(entry.value, v.NotStated)),
        cites=context.text(node, a.Agreement.cites),
        span=node.head_span,
    )


def _apart(made: list[Said | None]) -> tuple[Said, ...]:
    """Sentences that say the same are told apart by a number behind their words."""
    found: list[Said] = []
    for each in made:
        if each is not None:
            same = sum(each.words == unnumbered(other.words) for other in found)
            found.append(replace(each, words=f"{each.words} ({same + 1})") if same else each)
    return tuple(found)


def _credited_twice(credits: list[m.Credit], objectives: dict[str, m.Objective], context: Context) -> None:
    seen: dict[str, m.Credit] = {}
    for one in credits:
        for name in one.objectives:
            if name in seen:
                labels = (Label(span=seen[name].span, text="first here"),)
                hint = meant_for(one, seen[name], objectives, context) or "Put both in one."
                context.add(
                    "N128",
                    "credited-twice",
                    one.span,
                    f"`{name}` has a {one.kind} already.",
                    hint,
                    labels=labels,
                )
            seen.setdefault(name, one)


def _names_in_choices(
    answered: dict[str, m.Chosen | m.LeftOpen], calendars: dict[str, m.Calendar], context: Context
) -> None:
    days = answered.get("business days")
    if isinstance(days, m.Chosen) and days.answer != "Monday to Friday" and days.answer not in calendars:
        context.unknown(days.answer, days.span, (*calendars, "Monday to Friday"), "calendar")
