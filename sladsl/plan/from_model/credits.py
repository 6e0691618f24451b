"""Credits, caps and fees to the rules of settlement."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any, Literal, assert_never

from sladsl.ast.interpretation import Interpretation
from sladsl.model import meanings as m
from sladsl.plan import settlement as s
from sladsl.plan.choices import Reading
from sladsl.values.bands import Levels, Limits, parts
from sladsl.values.money import minor_units

Bases = tuple[s.Base, ...]
"""The fees of which one amount is a share, each of its service."""


def bound(written: m.Bound) -> s.Bound:
    return s.Bound(comparator=written.comparator, value=written.value, written=written.written)


def credit_rule(credit: m.Credit, objective: m.Objective, reading: Reading) -> s.CreditRule:
    construct = f"credit for {objective.label}"
    base = fee_base(credit.base) if credit.base is not None else None
    pieces = tuple(
        s.Piece(
            bounds=tuple(bound(limit) for limit in row.bounds),
            amount=amount_rule(row.amount, base, credit, construct, reading),
            text=row.text,
        )
        for row in credit.bands
    )
    flat = None
    if not credit.bands:
        flat = amount_rule(credit.amount, base, credit, construct, reading)
    each_missed = False
    # A promise about a share is one promise, missed once, unless its credit says otherwise.
    if (
        flat is not None
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
    if credit.printed and any(len(part.rows) > 1 for part in parts(rows, levels)):
        fit = reading.ask(
            "several bands fit",
            construct,
            Interpretation.several_bands_fit.answers,
            "a level fits two rows of the printed bands",
            own=credit.choices,
            span=credit.bands_span,
        )
    when_met: Any = "paid"
    if _pays_when_met(objective, pieces, rows, levels, fit == "highest"):
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
        rounding=rounding,
        rounded=where,
        each_missed=each_missed,
    )


def possible_levels(objective: m.Objective) -> Levels:
    """The levels that can come up: percentages between 0 and 1, durations from zero, whole counts."""
    unit = objective.bound.unit if objective.bound is not None else "percent"
    if unit == "percent":
        return Levels(low=Fraction(0), high=Fraction(1))
    if unit == "duration":
        return Levels(low=Fraction(0))
    return Levels(low=Fraction(0), step=Fraction(1))


def _pays_when_met(
    objective: m.Objective,
    pieces: tuple[s.Piece, ...],
    rows: tuple[Limits, ...],
    levels: Levels,
    highest: bool,
) -> bool:
    """Whether some level keeps the promise and is paid for all the same."""
    if objective.bound is None or not pieces:
        return False
    target = len(rows)
    whole = (*rows, ((objective.bound.comparator, objective.bound.value),))
    for part in parts(whole, levels):
        fitting = [row for row in part.rows if row != target]
        if target in part.rows and fitting:
            if highest and any(not isinstance(pieces[row].amount, s.Nothing) for row in fitting):
                return True
            if not isinstance(pieces[fitting[0]].amount, s.Nothing):
                return True
    return False


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
        s.Base(service=each, by_scope=base.by_scope, period=base.period, shift=base.shift)
        for each in base.services
    )


def _together(shares: Iterable[s.PercentOf | s.DaysOf]) -> s.AmountRule:
    of = tuple(shares)
    return of[0] if len(of) == 1 else s.Together(of=of)


def amount_rule(
    amount: m.Amount | None, base: Bases | None, credit: m.Credit | None, construct: str, reading: Reading
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
        case m.Percentage():
            of = fee_base(amount.base) if amount.base is not None else base
            if of is None:
                return s.Undetermined(reason="the agreement does not state of which fee")
            return _together(s.PercentOf(ratio=amount.ratio, base=each) for each in of)
        case m.FeeDays():
            if base is None:
                return s.Undetermined(reason="the agreement does not state of which fee")
            day: Literal["thirtieth of a month", "days of the period"] = "days of the period"
            said = reading.ask(
                "day of fee",
                construct,
                Interpretation.day_of_fee.answers,
                "a day is a thirtieth of the month's fee, or the fee over the days of its period",
                own=credit.choices if credit is not None else None,
                span=amount.span,
            )
            if said == "thirtieth of a month":
                day = "thirtieth of a month"
            return _together(s.DaysOf(days=amount.days, base=each, day=day) for each in base)
        case _:
            assert_never(amount)


def cap_rule(
    cap: m.Cap,
    construct: str,
    base: Bases | None,
    credit: m.Credit | None,
    objectives: tuple[str, ...],
    several: bool,
    reading: Reading,
) -> s.CapRule:
    """`several`: more than one credit can fall under it, so that it matters what it covers."""
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
    amount = amount_rule(cap.amount, base, credit, construct, reading)
    by_scope = isinstance(amount, (s.PercentOf, s.DaysOf)) and amount.base.by_scope
    return s.CapRule(
        rule=s.Rule(construct=construct, cites=cap.cites),
        amount=amount,
        window=cap.window,
        covers=covers,
        objectives=objectives,
        by_scope=by_scope,
    )
