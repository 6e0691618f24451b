"""Figures that a right waits for: points, credits and levels against a bound, in the unit of what they are compared with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from sladsl.ast import values as v
from sladsl.model.dates import CapStage, Event, Reached
from sladsl.model.from_ast.bases import Owed, fee_base
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.counting import counts, in_periods
from sladsl.model.from_ast.remedies import in_unit
from sladsl.model.from_ast.services import money
from sladsl.model.meaning import Unit
from sladsl.model.meanings import Credit, FeeBase, Objective
from sladsl.model.remedies import Points
from sladsl.record import Record
from sladsl.values.money import Money

STAGES: dict[str, CapStage] = {"credits before caps": "before caps", "credits after caps": "after caps"}
NOUNS = {"points": "Nothing scores points", "credits": "Nothing is owed for a miss"}


class Summed(Record):
    """What figures can be about: `owed` by these names, and the objectives that score points."""

    owed: Owed
    credited: tuple[str, ...]
    scored: tuple[str, ...]


def summed(owed: Owed, credits: Sequence[Credit], points: Sequence[Points]) -> Summed:
    """What the figures of an agreement can be about; the sum of points is owed for, too."""
    credited = [name for credit in credits for name in credit.objectives]
    credited += [owed.points_sum.name] if owed.points_sum is not None else []
    scored = [name for each in points for name in each.objectives]
    return Summed(owed=owed, credited=tuple(dict.fromkeys(credited)), scored=tuple(dict.fromkeys(scored)))


def figure_event(
    written: v.Reached, objectives: Mapping[str, Objective], around: Summed, context: Context
) -> Event | None:
    """The event that a figure is reached; None with a finding where it can't be."""
    subject = written.subject
    if isinstance(subject, v.Name):
        return _of_level(written, subject, objectives, around, context)
    of = "points" if subject.text == "points" else "credits"
    names = around.scored if of == "points" else around.credited
    if not names:
        context.add(
            "N247",
            "event-impossible",
            written.span,
            f"{NOUNS[of]}, so there are no {of} that could come to this.",
            "Say what a miss scores, as in `points for Availability { amount: 3 points }`."
            if of == "points"
            else "Add a credit, or name a metric.",
        )
        return None
    value: Fraction | Money | None = None
    ratio: Fraction | None = None
    base: FeeBase | None = None
    figure = written.figure
    if isinstance(figure, v.AtRisk) and of == "credits":
        every = [around.owed.promise(name) for name in names]
        base = fee_base(figure.base, every, around.owed, context, of_cap=True)
        if base is None:
            return None
        ratio = figure.percent.number.value / 100
    elif isinstance(figure, v.Quantity) and of == "credits":
        value = money(figure, context)
    elif isinstance(figure, v.Quantity) and figure.unit in ("", "points"):
        value = figure.number.value
    if value is None and ratio is None:
        _unread(figure, context)
        return None
    return _event(written, names, of, STAGES.get(subject.text, ""), value, ratio, base, context)


def nothing_due(written: v.NothingDue, around: Summed, context: Context) -> Event | None:
    """The event that no credit is due: whatever caps leave of it is nothing."""
    if not around.credited:
        context.add(
            "N247",
            "event-impossible",
            written.span,
            "Nothing is owed for a miss, so no credit is ever due.",
            "Leave it out, or add a credit.",
        )
        return None
    window = written.window
    return Event(
        objectives=around.credited,
        any=False,
        status="reached",
        window=in_periods(window, context) if window is not None else None,
        text=_text(written, context),
        reached=Reached(
            of="credits",
            stage="after caps",
            comparator="at most",
            value=Money(amount=Fraction(0), currency=context.currency),
            ratio=None,
            base=None,
            together=False,
            words="no credit due",
            nothing=True,
            span=written.span,
        ),
        span=written.span,
    )


def _of_level(
    written: v.Reached,
    subject: v.Name,
    objectives: Mapping[str, Objective],
    around: Summed,
    context: Context,
) -> Event | None:
    """A level: that of a promise about the metric, in a period of which the sentence counts."""
    about = {key: each for key, each in objectives.items() if each.metric == subject.text}
    if not about:
        context.find(subject, around.owed.metrics, "metric")
        return None
    window = written.window
    fitting = [
        each for each in about.values() if window is None or counts(each.period, window.period, context)
    ]
    if not fitting:
        kinds = sorted({str(each.period) for each in about.values()})
        assert window is not None
        context.add(
            "N248",
            "wrong-period",
            window.span,
            f"`{subject.text}` is told each {' and each '.join(kinds)}, not each {window.period}.",
            f"Count {' or '.join(f'{kind}s' for kind in kinds)}.",
        )
        return None
    objective = fitting[0]
    unit = objective.unit(around.owed.metrics.get(objective.metric)) or _unit(written.figure)
    if unit == "percent" and window is not None and window.kind == "any":
        context.add(
            "N248",
            "wrong-period",
            window.span,
            "Percentages of several periods don't add up.",
            f"Promise or report `average of {subject.text} over the last {window.count.value} {window.period}s`.",
        )
        return None
    value = in_unit(written.figure, unit, context)
    if value is None:
        _unread(written.figure, context)
        return None
    return _event(written, (objective.name,), "level", "", value, None, None, context, unit)


def _event(
    written: v.Reached,
    names: tuple[str, ...],
    of: str,
    stage: CapStage,
    value: Fraction | Money | None,
    ratio: Fraction | None,
    base: FeeBase | None,
    context: Context,
    unit: Unit = "number",
) -> Event:
    window = written.window
    words = _text(written.subject, context), written.comparator, _text(written.figure, context)
    return Event(
        objectives=names,
        any=False,
        status="reached",
        window=in_periods(window, context) if window is not None else None,
        text=_text(written, context),
        reached=Reached(
            of="points" if of == "points" else "credits" if of == "credits" else "level",
            stage=stage,
            comparator=written.comparator,
            value=value,
            ratio=ratio,
            base=base,
            together=window is not None and window.kind == "any",
            words=" ".join(words),
            unit=unit,
            span=written.span,
        ),
        span=written.span,
    )


def _unit(figure: v.Value) -> Unit:
    """The unit of a level that is only reported, by what it is compared with."""
    if isinstance(figure, v.Duration):
        return "duration"
    return "percent" if isinstance(figure, v.Quantity) and figure.unit == "%" else "number"


def _unread(figure: v.Value, context: Context) -> None:
    if context.told(figure.span):
        return
    context.add(
        "N247",
        "event-impossible",
        figure.span,
        "The figure is not one of these.",
        "Write it in the unit of what it is compared with.",
    )


def _text(written: v.Value, context: Context) -> str:
    return " ".join(context.source[written.span].split()) if context.source is not None else ""
