"""Steps, repeats and earning back to rules of settlement."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Literal

from sladsl.ast.interpretation import Interpretation
from sladsl.model import meanings as m
from sladsl.plan import settlement as s
from sladsl.plan.choices import Reading
from sladsl.plan.remedies import EarnBackRule, PayingRule, RepeatRule, StepRule
from sladsl.values.duration import duration_text
from sladsl.values.period import PeriodKind

OUTAGES = ("uptime from", "downtime from")


def step_rule(
    step: m.Step | None,
    construct: str,
    objective: m.Objective,
    choices: m.Choices,
    reading: Reading,
    *,
    better: bool = False,
) -> StepRule | None:
    """The step of a credit, or of a bonus (`better`); what its words leave unsaid is asked for."""
    if step is None:
        return None
    counts: Any = step.counts or reading.ask(
        "partial steps",
        construct,
        Interpretation.partial_steps.answers,
        "a step that was only begun counts in full, in part or not",
        own=choices,
        span=step.span,
    )
    whole = step.beyond_counts == "the whole"
    if step.beyond is not None and not step.beyond_counts:
        answer = reading.ask(
            "beyond a limit",
            construct,
            Interpretation.beyond_a_limit.answers,
            "beyond the limit only the excess counts, or all of it",
            own=choices,
            span=step.span,
        )
        whole = answer == "the whole"
    figure = reading.agreement.objectives.get(step.figure, objective)
    metric = reading.agreement.metrics.get(step.metric or figure.metric)
    summed = step.summed or "summed over the period"
    in_outages = step.unit == "duration" and metric is not None and metric.kind in OUTAGES
    if in_outages and not step.summed and not better:
        summed = reading.ask(
            "steps",
            construct,
            ("summed over the period", "per outage"),
            "steps are counted in each outage, or in the down time of the period",
            own=choices,
            span=step.span,
        )
    apart = summed == "per outage" and step.unit == "duration"
    unsaid = ""
    if apart and step.of_shortfall:
        unsaid = "what is missing of a promise is of the whole period, not of each outage"
    elif apart and better:
        unsaid = "how much better a level is, is of the whole period, not of each outage"
    elif apart and (metric is None or metric.kind != "downtime from"):
        unsaid = "how long each outage was is no matter of what is promised"
    elif apart and (step.length.denominator != 1 or (step.beyond or step.length).denominator != 1):
        unsaid = "a step of outages is no whole number of microseconds"
    return StepRule(
        length=step.length,
        counts=counts,
        of="shortfall" if step.of_shortfall else "level",
        beyond=step.beyond,
        better=better,
        whole=whole,
        text=step.text,
        figure=step.figure,
        metric=step.metric,
        column=_column(step, counts, whole) if apart else "",
        unsaid=step.unread or unsaid,
    )


def _column(step: m.Step, counts: str, whole: bool) -> str:
    """The name of the column that has the time of steps in each outage."""
    how = {"full only": "full ", "started": "started "}.get(counts, "")
    beyond = "" if step.beyond is None else f" beyond {duration_text(int(step.beyond))}"
    return f"time in {how}steps of {step.text}{beyond}{', the whole' if whole else ''}"


def repeat_rule(repeat: m.Repeat | None, construct: str, broken: bool, reading: Reading) -> RepeatRule | None:
    """The factor of repeated misses; `broken`: periods may go without a verdict, so what they do to a row is asked for."""
    if repeat is None:
        return None
    bridged = False
    if repeat.within is None and broken:
        answer = reading.ask(
            "run over an unassessed period",
            construct,
            Interpretation.run_over_an_unassessed_period.answers,
            "a period that is not assessed ends a row of misses, or is passed over",
            span=repeat.span,
        )
        bridged = answer == "bridged"
    return RepeatRule(
        factor=repeat.factor, start=repeat.start, within=repeat.within, run=repeat.run, bridged=bridged
    )


def earn_back_rule(earned: m.EarnBack | None, construct: str) -> EarnBackRule | None:
    if earned is None:
        return None
    return EarnBackRule(
        rule=s.Rule(construct=construct, cites=earned.cites),
        share=earned.share,
        what=earned.what,
        count=earned.count,
        following=earned.following,
        never=frozenset(earned.never),
        into=earned.into,
        lapses=earned.lapses,
    )


def least_rule(least: m.LeastPaid | None, construct: str, cites: str) -> s.Least | None:
    if least is None:
        return None
    return s.Least(rule=s.Rule(construct=construct, cites=cites), money=least.money, above=least.above)


PAID: dict[str, Literal["claim", "period", "quarter", "year"]] = {
    "first invoice after the claim": "claim",
    "first invoice after the period": "period",
    "next invoice or later": "period",
    "once a quarter": "quarter",
    "once a year": "year",
}


AFTER_PERIOD, AFTER_CLAIM = "first invoice after the period", "first invoice after the claim"
NEXT_INVOICE = "which invoice takes up a credit"


def billed(agreement: m.Agreement) -> PeriodKind:
    """The time of which all credits come on one invoice, the next one after it."""
    said = agreement.paying
    match PAID.get(said.paid, "") if said is not None else "":
        case "quarter":
            return "quarter"
        case "year":
            return "year"
    return between_invoices(agreement)


def between_invoices(agreement: m.Agreement) -> PeriodKind:
    """The time from one invoice to the next: that of the fees."""
    kinds = {fee.period or "month" for each in agreement.services.values() for fee in each.fees}
    return kinds.pop() if len(kinds) == 1 else "month"


def cap_window(
    cap: m.Cap, reading: Reading
) -> tuple[PeriodKind | Literal["contract year", "term"], Literal["", "period", "claim"]]:
    """The window of a cap as settlement knows it, and after what the invoice comes to which it holds ("": to none)."""
    if cap.window == "invoice":
        return billed(reading.agreement), _taken_up(cap, reading)
    return cap.window, ""


def _taken_up(cap: m.Cap, reading: Reading) -> Literal["period", "claim"]:
    """After what the invoice comes to which a cap holds; where nothing says that, after the period, and it is told."""
    said = reading.agreement.paying
    paid = PAID.get(said.paid, "") if said is not None else ""
    if not paid and reading.agreement.claims is not None:
        answers = (AFTER_PERIOD, AFTER_CLAIM)
        why = "a cap of an invoice limits the credits that come on it"
        answer = reading.ask(
            NEXT_INVOICE, "cap", answers, why, fact=True, span=cap.span, tries=(AFTER_PERIOD,), able=answers
        )
        return "claim" if answer == AFTER_CLAIM else "period"
    return "claim" if paid == "claim" else "period"


def paying_rule(agreement: m.Agreement) -> PayingRule | None:
    """How credits are paid; None where nothing says by which invoice, or in what."""
    said = agreement.paying
    if said is None or not (said.paid or said.into or said.unused or said.limit is not None):
        return None
    rest: Any = said.unused if said.unused != "not stated" else ""
    return PayingRule(
        rule=s.Rule(construct="settlement", cites=said.cites),
        kind=between_invoices(agreement),
        paid=PAID.get(said.paid, ""),
        money=said.into == "money",
        time=said.into == "service time",
        limit=Fraction(1) if said.limit is None else said.limit,
        rest=rest,
    )
