"""Fees to rules: from when to when each is charged, what holds where one changes within a period, what counts of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from sladsl.ast.interpretation import BASES, Interpretation
from sladsl.model import meanings as m
from sladsl.model.from_ast.bases import SHIFTS
from sladsl.model.from_ast.short_bases import numbered
from sladsl.plan import settlement as s
from sladsl.plan.choices import Reading
from sladsl.record import replace
from sladsl.values.number import ordinal
from sladsl.values.period import PeriodKind, parse_period, period_at

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

Changing = Literal["", "day by day", "at the start of the period", "untold"]
"""What is charged in a period within which a fee changes; "" where none does."""


FEE_MEANT = "period of the fee that is meant"
"""What is asked where a base and an answer name fees of two periods: no line of the text settles it."""
_SHIFTS = {answer: SHIFTS[which] for which, answer in BASES.items()}
"""How many periods after that of the miss the fee is, by the answers to `credit base`."""
_ANSWERS = {shift: answer for answer, shift in _SHIFTS.items()}


def fee_rules(agreement: m.Agreement, place: ZoneInfo) -> tuple[s.FeeRule, ...]:
    """Every fee of every service, until the next one of the service takes its place."""
    found = []
    for service in agreement.services.values():
        days = [_day(each, place) for each in service.fees]
        for at, fee in enumerate(service.fees):
            found.append(
                s.FeeRule(
                    service=service.name,
                    by_scope=bool(service.for_each),
                    money=fee.money,
                    period=fee.period or "month",
                    since=days[at],
                    until=days[at + 1] if at + 1 < len(days) else None,
                )
            )
    return tuple(found)


def fee_changes(agreement: m.Agreement, place: ZoneInfo, reading: Reading) -> Changing:
    """Which fee a period has in which it changes: asked for only where that comes up."""
    for service in agreement.services.values():
        for before, fee in zip(service.fees, service.later_fees, strict=False):
            since = _day(fee, place)
            kinds = {before.period or "month", fee.period or "month"}
            if since is None or all(period_at(kind, place, since).start == since for kind in kinds):
                continue
            answer = reading.ask(
                Interpretation.terms_in_force.name,
                f"service {service.name}",
                Interpretation.terms_in_force.answers,
                f"its fee changes on {fee.since}, within a {before.period or 'month'}",
                span=fee.span,
                tries=("day by day", "at the start of the period"),
            )
            if answer == "day by day":
                return "day by day"
            # The fee at the failure hangs on when in the period it failed, which no figure of it says.
            return "at the start of the period" if answer == "at the start of the period" else "untold"
    return ""


_MONTHS: dict[PeriodKind, int] = {"month": 1, "quarter": 3, "year": 12}


def base_meant(credit: m.Credit, promised: PeriodKind, reading: Reading) -> m.FeeBase | None:
    """The fee of which a credit for a promised period, and its caps, are shares: where it is that of a shorter period, any
    of those may be meant.
    """
    base = _base_answered(credit, reading)
    if base is None or not numbered(base.period, promised):
        return base
    if all(_is_even(each, base.period, reading.agreement) for each in base.services):
        return replace(base, part=1)  # each costs the same
    count = _MONTHS[promised] // _MONTHS[base.period]
    answers = tuple(ordinal(each) for each in range(1, count + 1))
    answer = reading.ask(
        f"{base.period} of the {promised} whose fee is meant",
        f"credit for {reading.agreement.objectives[credit.objectives[0]].label}" if credit.objectives else "",
        answers,
        f"the promise is kept or missed each {promised}, and the fee is that of a {base.period}",
        fact=True,
        span=base.span,
    )
    return replace(base, part=answers.index(answer) + 1)


def _is_even(service: str, kind: PeriodKind, agreement: m.Agreement) -> bool:
    """Whether each period of a kind costs the same, whatever comes."""
    known = agreement.services[service]
    (fee, *later) = known.fees or (None,)
    even = fee is not None and fee.money is not None and not fee.since and not later
    return even and fee is not None and fee.period == kind and not agreement.versions


def _base_answered(credit: m.Credit, reading: Reading) -> m.FeeBase | None:
    """The fee of which a credit and its caps are shares: a base names its period, and `credit base` may answer, too.

    Where both answer and differ, one of the two is meant, and which one nobody says; where the answer is left open, any.
    """
    key = Interpretation.credit_base
    base = credit.base
    said = credit.choices.get(key.name) or reading.agreement.choices.get(key.name)
    if base is None or said is None or credit.kind != "credit":
        return base
    written = _ANSWERS[base.shift]
    of = dict.fromkeys(reading.agreement.objectives[each].label for each in credit.objectives)
    construct = f"credit for {', '.join(of) or 'points'}"
    if isinstance(said, m.Chosen) and said.answer != written:
        answer = reading.ask(
            FEE_MEANT,
            construct,
            (written, said.answer),
            f"its base is that of the {written}, and `{key.name}` says `{said.answer}`",
            fact=True,
            apart=True,
            span=base.span,
        )
    else:
        # What the base says comes first: it is what is computed where a single sum has to be shown.
        answers = (written, *(each for each in key.answers if each != written))
        answer = reading.ask(
            key.name,
            construct,
            answers,
            "of which period the fee is is left open",
            own=credit.choices,
            span=credit.span,
        )
    return replace(base, shift=_SHIFTS[answer])


def left_out_of_fee(
    credit: m.Credit, construct: str, amounts: Iterable[s.AmountRule | None], reading: Reading
) -> str:
    """What of the fees that a credit is a share of does not count, "" for all of it; asked where something suggests it."""
    key = Interpretation.fee_leaves_out
    shares = [each for each in amounts if each is not None and leaving_out(each, "some") != each]
    said = key.name in credit.choices or key.name in reading.agreement.choices
    risk = reading.agreement.at_risk
    left = risk.base.without if risk is not None else ""
    if not shares or not (said or left):
        return ""
    answer = reading.ask(
        key.name,
        construct,
        key.answers,
        f"the amount at risk leaves out {left}, and credits are taken of the same fees" if left else "",
        own=credit.choices,
        span=credit.span,
    )
    return "" if answer == "nothing" else answer


def leaving_out(rule: s.AmountRule, without: str) -> s.AmountRule:
    """An amount of what is left of its fees; what says itself what it leaves out, as the amount at risk does, keeps that."""
    match rule:
        case s.PercentOf() | s.DaysOf() | s.TimeLost():
            return rule if rule.base.without else replace(rule, base=replace(rule.base, without=without))
        case s.Together():
            of = tuple(
                each if each.base.without else replace(each, base=replace(each.base, without=without))
                for each in rule.of
            )
            return replace(rule, of=of)
        case _:
            return rule


def _day(fee: m.FeeTerms, place: ZoneInfo) -> int | None:
    found = parse_period(fee.since, place) if fee.since else None
    return found.start if found is not None else None
