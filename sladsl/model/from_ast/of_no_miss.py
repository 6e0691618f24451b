"""What is said of misses where there is none: by bonuses, which come of good levels, and by sums of points."""

from __future__ import annotations

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.credits import Bonus, Consequence, EarnBack, PointsCredit
from sladsl.ast.later import values_within
from sladsl.ast.objectives import Objective
from sladsl.model.from_ast.context import Context
from sladsl.source import Span

BETTER = "A bonus comes of a level that is better than promised: "
SUMS = "A sum of points is neither met nor missed: "


def refuse_words_of_misses(node: a.Agreement, context: Context) -> None:
    """A finding for each thing that a bonus or a credit for points says of misses."""
    blocks = [*node.blocks, *(inner for each in node.children(Objective) for inner in each.blocks)]
    for block in blocks:
        if isinstance(block, Consequence) and isinstance(block.repeat, v.Repeat):
            _counted(block.repeat, context)
        if isinstance(block, Bonus):
            _of_bonus(block, context)
        if isinstance(block, PointsCredit):
            _of_points(block, context)


def _counted(repeat: v.Repeat, context: Context) -> None:
    """Misses are counted up in a stretch of time: periods that are picked out of a longer one are none."""
    window = repeat.window
    if window is None or (window.of is None and not window.year):
        return
    longer = f"one {window.year}"
    if window.of is not None:
        longer = f"any {window.of.value} consecutive {window.period}s"
    context.add(
        "N248",
        "wrong-period",
        window.span,
        "Which miss it is, is counted over the whole of a time, not in some of its periods.",
        f"Write `miss in {longer}`, or `miss in a row`.",
    )


def _of_bonus(block: Bonus, context: Context) -> None:
    if block.has(Bonus.repeat):
        what = "there is no miss that could be repeated."
        out = "Leave `repeat` out; what asks for several good months is `when: exceeded in 2 consecutive months`."
        _refuse(block.span_of(Bonus.repeat), BETTER + what, out, context)
    if block.has(Bonus.unless_cured):
        what = "there is no miss that could be mended."
        _refuse(block.span_of(Bonus.unless_cured), BETTER + what, "Say it of the credit.", context)
    if isinstance(block.step, v.StepOf) and isinstance(block.step.of, v.Answer):
        what = "it falls short of nothing."
        out = "Count from a level, as in `step: full 1% beyond 99%`."
        _refuse(block.step.span, BETTER + what, out, context)
    for each in block.children(EarnBack):
        _refuse(
            each.head_span,
            BETTER + "it is not lost by keeping the promise.",
            "Say it of the credit.",
            context,
        )


def _of_points(block: PointsCredit, context: Context) -> None:
    if block.has(PointsCredit.repeat):
        what = "misses are repeated, and each scores by itself."
        _refuse(block.span_of(PointsCredit.repeat), SUMS + what, "Say it in `points for …`.", context)
    if block.has(PointsCredit.unless_cured):
        what = "there is none that could be mended."
        out = "Say `cured: 24 hours after the notice` in the objective: a miss that is mended then scores nothing."
        _refuse(block.span_of(PointsCredit.unless_cured), SUMS + what, out, context)
    _events(
        block, PointsCredit.when.name, "Name the promise that is meant, as in `Availability missed`.", context
    )
    for each in block.children(EarnBack):
        out = "Say `when: no credit due in each of the next 3 months`."
        _events(each, EarnBack.when.name, out, context)
        if each.has(EarnBack.never_for):
            what = "it is not critical, either."
            _refuse(each.span_of(EarnBack.never_for), SUMS + what, "Leave `never for` out.", context)


def _events(block: Consequence | EarnBack, key: str, out: str, context: Context) -> None:
    """Conditions without a name, which are of the sum."""
    for entry in block.entries:
        for event in unnamed(entry.value) if entry.key == key else ():
            _refuse(event.span, SUMS + "a condition without a name would be of it.", out, context)


def unnamed(written: v.Value | None) -> list[v.Event]:
    """The events of a condition that name no promise."""
    return [each for each in values_within(written) if isinstance(each, v.Event) and each.subject is None]


def _refuse(span: Span, message: str, out: str, context: Context) -> None:
    if not context.told(span):
        context.add("N261", "no-such-miss", span, message, out)
