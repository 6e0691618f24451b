"""`points-never-reached`: a sum of points that no period can bring, or that every period has."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from sladsl.ast import values as v
from sladsl.ast.credits import Bands, BandsAsPrinted, Points, PointsCredit
from sladsl.ast.declare import Block
from sladsl.ast.later import values_within
from sladsl.ast.rights import Right
from sladsl.checks.context import Context
from sladsl.checks.points import most_points, period_of_points
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.diagnostics.finding import Finding, Label
from sladsl.source import Span
from sladsl.values.number import shown

SAY = Voice(name="points-never-reached", code="P101", severity="error")


def check(context: Context) -> Iterator[Finding]:
    root = context.agreement.node
    for block in root.children(PointsCredit):
        if _none_given(root):
            said = "Nothing in this agreement gives points, so this credit is never owed."
            yield SAY(
                block.head_span,
                said,
                "Say what a miss scores, as in `points for Availability { amount: 3 points }`.",
            )
        elif isinstance(block.head_value, v.PointsHead):
            most = most_points(root, block.head_value.period)
            for table in (*block.children(Bands), *block.children(BandsAsPrinted)):
                for row in table.table:
                    if isinstance(row.head, v.BandHead):
                        pays = not (isinstance(row.cell, v.Answer) and row.cell.text == "none")
                        yield from _row(context, row.head, pays, most, block.head_value.period)
    for owner in root.deep:
        for written in (entry.value for entry in owner.entries):
            for value in values_within(written):
                if isinstance(value, v.Reached) and value.subject.text == "points":
                    yield from _reached(context, value, isinstance(owner, Right))


def _row(
    context: Context, head: v.BandHead, pays: bool, most: Fraction | None, period: str
) -> Iterator[Finding]:
    for bound in head.bounds:
        figure = _figure(bound.comparator, bound.operand)
        if figure is None:
            continue
        row = context.words(head.span)
        if _always(bound.comparator, figure) and pays and len(head.bounds) == 1:
            said = f"Every {period} has `{row}`, also one without a miss, and this row pays for it."
            yield SAY(bound.span, said, "Write the number of points from which it is owed.")
        elif most is not None and _beyond(bound.comparator, figure, most):
            said = (
                f"The row `{row}` never applies: all misses of a {period} score {shown(most)} points at most."
            )
            yield _never(context, head.span, said)


def _reached(context: Context, value: v.Reached, right: bool) -> Iterator[Finding]:
    figure, root = _figure(value.comparator, value.figure), context.agreement.node
    if figure is None:
        return
    if _always(value.comparator, figure):
        said = f"`{context.words(value.span)}` is always so, also without a miss."
        yield SAY(value.span, said, "Write the number of points that has to be reached.")
        return
    if _none_given(root):
        said = f"Nothing in this agreement gives points, so {'this right never arises' if right else 'this never happens'}."
        hint = "Say what a miss scores, as in `points for Availability { amount: 3 points }`."
        yield SAY(value.span, said, hint)
        return
    window = value.window
    period = window.period if window is not None else period_of_points(root)
    each = most_points(root, period) if period else None
    if each is None:
        return
    times = window.count.value if window is not None and window.kind == "any" else Fraction(1)
    if _beyond(value.comparator, figure, each * times):
        span = f"{times} {period}s" if times > 1 else f"a {period}"
        so = "so this right never arises" if right else "so this never happens"
        said = f"All misses of {span} score {shown(each * times)} points at most, and {shown(figure)} are asked for: {so}."
        yield _never(context, value.span, said)


def _none_given(root: Block) -> bool:
    """Whether no miss scores; an amendment says only what it changes."""
    return root.kind != "amendment" and not any(isinstance(each, Points) for each in root.deep)


def _never(context: Context, span: Span, said: str) -> Finding:
    points = context.agreement.node.children(Points)
    labels = tuple(Label(span=each.head_span, text="points are given here") for each in points[:1])
    return SAY(span, said, "Ask for fewer points, or give more for a miss.", labels=labels)


def _figure(comparator: str, operand: object) -> Fraction | None:
    """How many points are asked for; None where it is the other way round, or left open."""
    if comparator not in ("at least", "above") or not isinstance(operand, v.Quantity):
        return None
    return operand.number.value if operand.unit in ("points", "") else None


def _always(comparator: str, figure: Fraction) -> bool:
    return figure < 0 or (figure == 0 and comparator == "at least")


def _beyond(comparator: str, figure: Fraction, most: Fraction) -> bool:
    return figure > most or (figure == most and comparator == "above")


_TEXT = """\
sla Outsourcing "Data centre services" {{
  effective: 2026-01-01   time zone: "UTC"   currency: GBP
  party Nimbus {{ role: provider   accepted: by ordering }}
  party Authority {{ role: customer   accepted: by ordering }}
  service Services {{ fee: as invoiced per month }}
  metric Uptime {{ of: Services   measure: as reported
    collected by: Nimbus   controlled by: Nimbus }}
  metric Restored {{ of: Services   measure: as reported
    collected by: Nimbus   controlled by: Nimbus }}
  objective Availability {{ Nimbus ensures Uptime at least 99.5% each month }}
  objective Restore {{ Nimbus ensures Restored at most 4 hours each {period} }}
  points for Availability {{
    bands {{ at least 99.5%: none   otherwise: 3 points }}
  }}
  points for Restore {{ amount: 2 points
    {repeat} }}
  credit for points each month {{
    base: that month's fee of Services
    bands {{ at least {high} points: 5%
      at least {low} points: 2%   otherwise: none }}
  }}
  Authority may terminate {{
    when: points at least {right} points in any 3 consecutive months
    notice: 3 months
  }}
}}
"""


def _text(**other: str) -> str:
    said = {"period": "month", "repeat": "", "high": "5", "low": "2", "right": "12"}
    return _TEXT.format(**(said | other))


def _without_points() -> str:
    before, _, after = _text().partition("  points for Availability")
    without = f"{before}  credit for points{after.partition('  credit for points')[2]}"
    return f"{without.partition('  Authority may')[0]}}}\n"


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="More points are asked for than all misses of the period can bring, or none are.",
    why=(
        "Points are agreed promise by promise, and the sums that cost something in another place. Where promises were "
        "dropped in the negotiation, or their points lowered, a threshold can be left that the worst of all months "
        "does not reach: the clause protects nobody. The most is the sum of the greatest points of each promise, as "
        "often as it can be missed and with its repeats. Where something is assessed one by one, or scores by steps, "
        "it can't be told, and nothing is said. A threshold of no points is always reached."
    ),
    bad=(
        Case(
            about="The worst month has five points.",
            text=_text(high="15"),
            expected=(Expected(line=19, part="all misses of a month score 5 points at most"),),
        ),
        Case(
            about="The points were dropped, and what they cost was left.",
            text=_without_points(),
            expected=(Expected(line=12, part="so this credit is never owed"),),
        ),
        Case(
            about="Three months have fifteen, and the right asks for fifty.",
            text=_text(right="50"),
            expected=(
                Expected(
                    line=23, part="All misses of 3 months score 15 points at most, and 50 are asked for"
                ),
            ),
        ),
        Case(
            about="A month without a miss is credited.",
            text=_text(low="0"),
            expected=(Expected(line=20, part="Every month has `at least 0 points`"),),
        ),
        Case(
            about="With the repeat it is seven, which is still below eight.",
            text=_text(repeat="repeat: 2 times from the 2nd miss in a row", high="8"),
            expected=(Expected(line=19, part="score 7 points at most"),),
        ),
    ),
    good=(
        Case(
            about="The worst month reaches the first row, and three of them the right.",
            text=_text(right="15"),
        ),
        Case(
            about="Repeated misses count twice.",
            text=_text(repeat="repeat: 2 times from the 2nd miss in a row", high="7", right="21"),
        ),
        Case(
            about="A week's promise can be missed five times in a month.",
            text=_text(period="week", high="13", right="39"),
        ),
        Case(
            about="By steps there is no most.",
            text=_text(repeat="step: started 1 hour beyond 4 hours", high="50"),
        ),
    ),
    check=check,
)
