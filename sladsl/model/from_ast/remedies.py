"""Steps, repeats, earning back, smallest payments: in the units of the level, bound to what they name."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from sladsl.ast import values as v
from sladsl.ast.credits import Consequence, EarnBack
from sladsl.ast.settlement import Settlement
from sladsl.model import meanings as m
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.counting import counts
from sladsl.model.from_ast.services import money
from sladsl.model.from_ast.words import plain_period
from sladsl.source import SourceText
from sladsl.values.period import PeriodKind

EarnedBy = tuple[Literal["met", "exceeded", "no credit due"], int, str, bool]
OTHER_EARN_BACK = "credits that are earned back in another way"


def earned_by(block: EarnBack, own: tuple[str, ...]) -> EarnedBy | None:
    """What has to happen before a credit is earned back: what, in how many periods of which kind, and whether in the next.

    None where that is something else, which nothing evaluates; `own` are the objectives of the credit as it names them.
    """
    when = block.when
    while isinstance(when, v.AnyEvent | v.AllEvents) and len(when.of) == 1:
        when = when.of[0]
    match when:
        case v.Event(subject=subject, status=("met" | "exceeded") as status, window=v.InPeriods() as window):
            if subject is not None and not (isinstance(subject, v.Name) and own == (subject.text,)):
                return None
            what: Literal["met", "exceeded", "no credit due"] = status
        case v.NothingDue(window=v.InPeriods() as window):
            what = "no credit due"
        case _:
            return None
    if window.count.value < 1:
        return None
    if window.kind == "next":
        return what, int(window.count.value), window.period, True
    if window.of is None and not window.year:
        return what, int(window.count.value), window.period, False
    return None


def earn_back_later(block: EarnBack, own: tuple[str, ...]) -> str:
    """What nothing evaluates of an earn back, "" where all of it is."""
    if block.has(EarnBack.when) and not isinstance(block.when, v.NotStated) and earned_by(block, own) is None:
        return OTHER_EARN_BACK
    return "what a bank of credits takes off" if _word(block.into) == "bank" else ""


def _word(value: object) -> str:
    return value.text if isinstance(value, v.Answer) else ""


def earn_back(
    block: EarnBack, own: tuple[str, ...], objectives: list[m.Objective], context: Context
) -> m.EarnBack | None:
    found = earned_by(block, own)
    if found is None:
        return None
    what, count, period, following = found
    if not all(counts(each.period, period, context) for each in objectives):
        kinds = sorted({str(each.period) for each in objectives})
        context.add(
            "N248",
            "wrong-period",
            block.span_of(EarnBack.when),
            f"The promise is assessed each {' or '.join(kinds)}, not each {period}.",
            f"Count {kinds[0]}s.",
        )
        return None
    share = block.share
    stated = isinstance(share, v.Quantity)
    return m.EarnBack(
        share=share.number.value / 100 if isinstance(share, v.Quantity) else None,
        places=share.number.places if stated and isinstance(share, v.Quantity) else 0,
        what=what,
        count=count,
        period=period,
        following=following,
        never=(_word(block.never_for),) if _word(block.never_for) else (),
        into=_word(block.into),
        lapses=_word(block.lapses),
        cites=context.text(block, EarnBack.cites),
        span=block.head_span,
    )


def repeat(block: Consequence, context: Context) -> m.Repeat | None:
    written = block.repeat
    if not isinstance(written, v.Repeat):
        return None
    window, run = written.window, 1
    within: PeriodKind | Literal["contract year"] | None = None
    if window is not None:
        word, own = window.period, context.own_periods
        # A contract year begins with the term, whatever else a year is. What names no period is left out (reduced.py).
        within = "contract year" if word == "contract year" else own.kind(word) if own is not None else None
        within = within or plain_period(word)
        # `in 6 consecutive months` are any six in a row, as `in any 6 consecutive months` says.
        run = int(window.count.value)
    return m.Repeat(
        factor=written.factor.value,
        start=int(written.start.value),
        within=within,
        run=run,
        span=written.span,
    )


def least_paid(written: v.Value | None, context: Context) -> m.LeastPaid | None:
    if not isinstance(written, v.LeastPaid):
        return None
    found = money(written.amount, context)
    return None if found is None else m.LeastPaid(money=found, above=written.above, span=written.span)


def paying(block: Settlement, context: Context) -> m.Paying:
    """How credits are paid."""

    def said(value: v.Value | None) -> str:
        return (
            "not stated"
            if isinstance(value, v.NotStated)
            else value.text
            if isinstance(value, v.Answer)
            else ""
        )

    limit = block.invoice_limit
    if isinstance(limit, v.Quantity) and limit.number.value > 100:
        context.add(
            "N179",
            "more-than-the-whole",
            limit.span,
            "This is more than the whole invoice.",
            "Write `100%` or less.",
        )
    return m.Paying(
        paid=said(block.paid),
        into=said(block.as_),
        unused=said(block.unused),
        limit=limit.number.value / 100 if isinstance(limit, v.Quantity) else None,
        remedy=said(block.remedy),
        cites=block.cites.text if isinstance(block.cites, v.Text) else "",
        span=block.span,
    )


def step(
    block: Consequence,
    objectives: list[m.Objective],
    every: dict[str, m.Objective],
    metrics: dict[str, m.Metric],
    source: SourceText,
    context: Context,
) -> m.Step | None:
    """The step of a credit or of points, in the unit of what it is of; None where it is of another (sensible.py)."""
    written = block.step
    if not isinstance(written, v.StepOf) or not objectives:
        return None
    figure, unread, alone = objectives[0], "", ""
    if isinstance(written.of, v.Name):
        name = written.of.text
        own = next((each for each in objectives if each.metric == name), None)
        other = own or next(
            (each for each in every.values() if each.metric == name and each.period == figure.period), None
        )
        if other is None and context.find(written.of, metrics, "metric") is None:
            return None
        figure = other or figure
        if other is None and metrics[name].unit is not None and metrics[name].kind != "as reported":
            alone = name
        elif other is None:
            unread = f"no promise of each {figure.period} is about {name}, whose level nobody measures"
    unit = (metrics[alone].unit if alone else figure.unit(metrics.get(figure.metric))) or "number"
    length = in_unit(written.length, unit, context)
    beyond = None if written.beyond is None else in_unit(written.beyond, unit, context)
    if length is None or length <= 0 or (written.beyond is not None and beyond is None):
        return None
    return m.Step(
        length=length,
        unit=unit,
        text=" ".join(source[written.length.span].split()),
        counts=written.counts,
        of_shortfall=isinstance(written.of, v.Answer),
        figure=figure.name if figure not in objectives else "",
        beyond=beyond,
        beyond_counts=written.beyond_counts,
        summed=written.summed,
        metric=alone,
        unread=unread,
        span=written.span,
    )


def in_unit(written: v.Value, unit: m.Unit, context: Context) -> Fraction | None:
    """A length or a limit in the unit of a level."""
    if isinstance(written, v.Duration) and unit == "duration":
        us = context.microseconds(written)
        return None if us is None else Fraction(us)
    if isinstance(written, v.Quantity) and (written.unit, unit) == ("%", "percent"):
        return written.number.value / 100
    if isinstance(written, v.Quantity) and (written.unit, unit) in (("", "number"), ("points", "number")):
        return written.number.value
    return None
