"""Credits, caps and fees to the rules of settlement."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any, assert_never, cast

from sladsl.ast.interpretation import Interpretation
from sladsl.model import meanings as m
from sladsl.model.from_ast.points import sum_name
from sladsl.model.sides import payee
from sladsl.plan import settlement as s
from sladsl.plan.choices import Reading
from sladsl.plan.from_model.fees import base_meant, leaving_out, left_out_of_fee
from sladsl.plan.from_model.incidents import DECIDED, incident_rule
from sladsl.plan.from_model.paid_when_met import pays_when_met
from sladsl.plan.from_model.remedies import cap_window, earn_back_rule, least_rule, repeat_rule, step_rule
from sladsl.record import replace
from sladsl.values.bands import Levels, Limits, parts
from sladsl.values.money import Money, minor_units

LEFT_OPEN = "what a cap takes that is not stated"
NOTHING, EVERYTHING = "nothing", "everything"

Bases = tuple[s.Base, ...]
"""The fees of which one amount is a share, each of its service."""


def bound(written: m.Bound) -> s.Bound:
    return s.Bound(
        comparator=written.comparator,
        value=written.value,
        written=written.written,
        promised=written.promised,
    )


def credit_rule(
    credit: m.Credit,
    objective: m.Objective,
    reading: Reading,
    *,
    promised: tuple[s.Bound, ...],
    broken: bool = False,
) -> s.CreditRule:
    """`promised`: what keeps the promise, of each scope that has a bound of its own. `broken`: periods can go without a
    verdict, which may break a row of misses.
    """
    construct = "credit for points" if credit.points is not None else f"{credit.kind} for {objective.label}"
    meant = base_meant(credit, objective.period, reading)
    base = fee_base(meant) if meant is not None else _paid_for(credit, objective, reading)
    pieces = tuple(
        s.Piece(
            bounds=tuple(bound(limit) for limit in row.bounds),
            amount=amount_rule(row.amount, base, credit, construct, reading, objective)
            if credit.step is None
            else s.Undetermined(reason="it has rows and a step, and what each of them counts is not said"),
            text=row.text,
        )
        for row in credit.bands
    )
    flat = None if credit.bands else amount_rule(credit.amount, base, credit, construct, reading, objective)
    without = left_out_of_fee(credit, construct, (*(piece.amount for piece in pieces), flat), reading)
    if without:
        pieces = tuple(replace(piece, amount=leaving_out(piece.amount, without)) for piece in pieces)
        flat = leaving_out(flat, without) if flat is not None else None
    each_missed = False
    # A promise about a share is one promise, missed once, unless its credit says otherwise.
    if (
        flat is not None
        and credit.step is None
        and objective.record is not None
        and (not objective.record.share or "missed records" in credit.choices)
    ):
        answer = reading.ask(
            "missed records",
            construct,
            Interpretation.missed_records.answers,
            f"the amount is owed for each {objective.record.noun} that is missed, or once",
            own=credit.choices,
            span=credit.span,
        )
        each_missed = answer == "a credit for each"
    fit: Any = "first"
    rows = tuple(tuple((each.comparator, each.value) for each in piece.bounds) for piece in pieces)
    levels = possible_levels(objective)
    if not credit.marginal and credit.printed and any(len(part.rows) > 1 for part in parts(rows, levels)):
        fit = reading.ask(
            "several bands fit",
            construct,
            Interpretation.several_bands_fit.answers,
            "a level fits two rows of the printed bands",
            own=credit.choices,
            span=credit.bands_span,
        )
    between = between_rows(credit, construct, rows, reading)
    when_met: Any = "paid"
    if (
        credit.kind == "credit"
        and not credit.marginal
        and pays_when_met(promised, pieces, levels, fit == "highest")
    ):
        when_met = reading.ask(
            "credit when met",
            construct,
            Interpretation.credit_when_met.answers,
            "a level keeps the promise and still fits a row that pays",
            own=credit.choices,
            span=credit.bands_span,
        )
    rounding, where = _money_rounding(credit, construct, reading)
    return s.CreditRule(
        rule=s.Rule(construct=construct, cites=credit.cites),
        pieces=pieces,
        flat=flat,
        fit=fit,
        when_met=when_met,
        between=between,
        rounding=rounding,
        rounded=where,
        each_missed=each_missed,
        step=step_rule(
            credit.step, construct, objective, credit.choices, reading, better=credit.kind == "bonus"
        ),
        repeat=repeat_rule(credit.repeat, construct, broken, reading),
        marginal=credit.marginal,
        earn_back=earn_back_rule(credit.earn_back, construct),
        replaces=_replaced(credit, objective, reading),
        least=least_rule(credit.least, construct, credit.cites),
        once_for=_once_for(credit, reading),
        paid_to=payee(credit, objective.owner, reading.agreement),
        incident=incident_rule(credit, construct, reading),
    )


def between_rows(
    of: m.Credit | m.Points, construct: str, rows: tuple[Limits, ...], reading: Reading
) -> s.Between:
    """Which row is that of a level between two printed ones; asked for where it is said, or rows are single levels."""
    key = Interpretation.level_between_rows
    said = key.name in of.choices or key.name in reading.agreement.choices
    single = sum(any(comparator == "exactly" for comparator, _ in limits) for limits in rows) > 1
    if not of.printed or not (said or single) or any(not limits for limits in rows):
        return "error"
    answer: Any = reading.ask(
        key.name,
        construct,
        key.answers,
        "a level lies between two printed rows",
        own=of.choices,
        span=of.bands_span,
    )
    found: s.Between = answer
    return found


def _replaced(credit: m.Credit, objective: m.Objective, reading: Reading) -> frozenset[str]:
    """The objectives whose credits fall away, the sum of points among them; of a credit never the one itself."""
    promised = reading.agreement.objectives
    every = frozenset(promised) | {sum_name(promised)} if credit.replaces_all else frozenset(credit.replaces)
    return every if credit.kind == "bonus" else every - {objective.name}


def _paid_for(credit: m.Credit, objective: m.Objective, reading: Reading) -> Bases | None:
    """The fee of what is down, where the text speaks of the fee for the time lost and names no other."""
    amounts = (credit.amount, *(row.amount for row in credit.bands))
    if not credit.base_lost and not any(isinstance(each, m.TimesLost) for each in amounts):
        return None
    metric = reading.agreement.metrics.get(objective.metric)
    service = reading.agreement.services.get(metric.service) if metric is not None else None
    if service is None or service.fee is None:
        return None
    return (s.Base(service=service.name, by_scope=bool(service.for_each), period=objective.period),)


def _once_for(credit: m.Credit, reading: Reading) -> tuple[str, ...]:
    """The objectives of a credit that is owed once for all of them; silence is told by the contract: each owes its own."""
    key = Interpretation.missed_objectives
    said = key.name in credit.choices or key.name in reading.agreement.choices
    if len(credit.objectives) < 2 or not said:
        return ()
    answer = reading.ask(
        key.name,
        f"credit for {', '.join(credit.objectives)}",
        key.answers,
        "several promises of one credit are missed in a period",
        own=credit.choices,
        span=credit.span,
    )
    return credit.objectives if answer == "one credit a period" else ()


def possible_levels(objective: m.Objective) -> Levels:
    """The levels that can come up: percentages between 0 and 1, durations from zero, whole counts."""
    unit = objective.bound.unit if objective.bound is not None else "percent"
    if unit == "percent":
        return Levels(low=Fraction(0), high=Fraction(1))
    if unit == "duration":
        return Levels(low=Fraction(0))
    return Levels(low=Fraction(0), step=Fraction(1))


def _money_rounding(credit: m.Credit, construct: str, reading: Reading) -> tuple[s.Round, Any]:
    currency = reading.agreement.currency or "EUR"
    places = minor_units(currency)
    cent = Fraction(1, 10**places)
    said = reading.agreement.choices.get("money rounding")
    if isinstance(said, m.Chosen) and said.rounding is not None:
        reading.ask("money rounding", construct, (said.answer,), "")
        rounding = said.rounding
        where = rounding.where or "on each line"
        return s.Round(quantum=rounding.quantum.number.value, mode=rounding.mode), where
    step = f"half up to {'0.' + '0' * (places - 1) + '1' if places else '1'} {currency}"
    answer = reading.ask(
        "money rounding",
        construct,
        (f"{step}, on each line", f"{step}, on the total"),
        "a sum of rounded credits differs from a rounded sum",
        span=credit.span,
    )
    return s.Round(quantum=cent, mode="half up"), "on the total" if answer.endswith(
        "total"
    ) else "on each line"


def fee_base(base: m.FeeBase) -> Bases:
    """The fee of each of the services."""
    return tuple(
        s.Base(
            service=each,
            by_scope=base.by_scope,
            period=base.period,
            shift=base.shift,
            without=base.without,
            part=base.part,
        )
        for each in base.services
    )


def _together(shares: Iterable[s.PercentOf | s.DaysOf]) -> s.AmountRule:
    of = tuple(shares)
    return of[0] if len(of) == 1 else s.Together(of=of)


def amount_rule(
    amount: m.Amount | None,
    base: Bases | None,
    credit: m.Credit | None,
    construct: str,
    reading: Reading,
    objective: m.Objective | None = None,
) -> s.AmountRule:
    of: Bases | None
    match amount:
        case None if credit is not None and reading.agreement.read_in_part(credit):
            return s.Undetermined(reason="how much is said and not evaluated yet")
        case None:
            return s.Undetermined(reason="the agreement does not state how much")
        case m.NoCredit():
            return s.Nothing()
        case _ if credit is not None and (words := reading.agreement.open_amount(credit)):
            return s.Undetermined(reason=f"{words} is said and not evaluated yet")
        case m.SumOfMoney():
            return s.SumOf(money=amount.money)
        case m.Percentage() if credit is not None and credit.base_lost and amount.base is None:
            return _lost(amount.ratio, base)
        case m.TimesLost():
            return _lost(amount.times, base)
        case m.MissingSum():
            return s.Shortfall(currency=reading.agreement.currency)
        case m.Allocation():
            return _allocated(amount, objective)
        case m.Percentage():
            of = fee_base(amount.base) if amount.base is not None else base
            if of is None:
                return s.Undetermined(reason="the agreement does not state of which fee")
            return _together(s.PercentOf(ratio=amount.ratio, base=each) for each in of)
        case m.Discretion():
            ends = {"the least": amount.least, "the most": amount.most}
            answer = reading.ask(
                DECIDED,
                construct,
                tuple(ends),
                "nobody has stated it",
                fact=True,
                apart=True,
                span=amount.span,
            )
            return amount_rule(ends[answer], base, credit, construct, reading, objective)
        case m.FeeDays():
            if base is None:
                return s.Undetermined(reason="the agreement does not state of which fee")
            day = reading.ask(
                "day of fee",
                construct,
                Interpretation.day_of_fee.answers,
                "a day is a thirtieth of the month's fee, or the fee over the days of its period, or a 365th of the year's",
                own=credit.choices if credit is not None else None,
                span=amount.span,
            )
            return _together(
                s.DaysOf(days=amount.days, base=each, day=cast("s.DayOfFee", day)) for each in base
            )
        case _:
            assert_never(amount)


def _allocated(amount: m.Allocation, objective: m.Objective | None) -> s.AmountRule:
    found = amount.part(objective) if objective is not None else None
    base = amount.at_risk.base
    if found is None:
        return s.Undetermined(reason="no pool allocates anything to it")
    pool, part = found
    ratio = amount.at_risk.ratio * pool.share * part
    return _together(s.PercentOf(ratio=ratio, base=each) for each in fee_base(base))


def _lost(times: Fraction, base: Bases | None) -> s.AmountRule:
    if base is None:
        return s.Undetermined(reason="the agreement does not state of which fee")
    if len(base) > 1:
        return s.Undetermined(reason="the time lost is of several services, each with a fee")
    return s.TimeLost(times=times, base=base[0])


def _left_open(cap: m.Cap, construct: str, reading: Reading) -> str:
    """What a cap takes whose amount is not stated, as far as anybody knows."""
    return reading.ask(
        LEFT_OPEN,
        construct,
        (NOTHING, EVERYTHING),
        "nobody has stated it",
        fact=True,
        apart=True,
        span=cap.span,
    )


def cap_rule(
    cap: m.Cap,
    construct: str,
    base: Bases | None,
    credit: m.Credit | None,
    objectives: tuple[str, ...],
    several: bool,
    reading: Reading,
) -> s.CapRule | None:
    """`several`: more than one credit can fall under it, so that it matters what it covers.

    A cap whose amount is not stated takes something between nothing (then there is None) and everything.
    """
    if cap.amount is None and _left_open(cap, construct, reading) == NOTHING:
        return None
    covers: Any = "all credits"
    if isinstance(cap.covers, m.Chosen):
        covers = cap.covers.answer
    elif several or isinstance(cap.covers, m.LeftOpen):
        covers = reading.ask(
            "cap covers",
            construct,
            Interpretation.cap_covers.answers,
            "the cap limits each credit, or all of them together",
            own=credit.choices if credit is not None else None,
            span=cap.span,
        )
    nothing = Money(amount=Fraction(0), currency=reading.agreement.currency)
    amount = amount_rule(
        cap.amount or m.SumOfMoney(money=nothing, span=cap.span), base, credit, construct, reading
    )
    window, invoice = cap_window(cap, reading)
    return s.CapRule(
        rule=s.Rule(construct=construct, cites=cap.cites, at=cap.span.start),
        amount=amount,
        window=window,
        invoice=invoice,
        covers=covers,
        objectives=objectives,
        by_scope=isinstance(amount, (s.PercentOf, s.DaysOf)) and amount.base.by_scope,
        run=cap.run,
        years=cap.years,
    )
