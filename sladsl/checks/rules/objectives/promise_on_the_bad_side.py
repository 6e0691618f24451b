"""`promise-on-the-bad-side`: a level is promised to be at least what is bad, or at most what is good."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.ast import values as v
from sladsl.ast.agreements import Agreement
from sladsl.ast.credits import Bonus, Consequence
from sladsl.ast.declare import Block
from sladsl.ast.metrics import Measured
from sladsl.ast.objectives import Objective
from sladsl.checks.context import Context
from sladsl.checks.reach import bound_text, figure, measured_by, metrics_of
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.checks.sides import by_key, by_measure, by_name, by_rows, may_be_long
from sladsl.checks.urgency import stage
from sladsl.checks.written import consequences, judged_bound, promises
from sladsl.diagnostics.finding import Finding, Label
from sladsl.source import Span

SAY = Voice(name="promise-on-the-bad-side", code="O112", severity="warning")
UP, DOWN = ("at least", "above"), ("at most", "below")
TURNED = {"at least": "at most", "at most": "at least", "above": "below", "below": "above"}
KNOWN = ("uptime from", "downtime from", "longest outage from", "number of outages from")
"""Measures of which the model knows the side, unless the agreement says it itself."""


def check(context: Context) -> Iterator[Finding]:
    node = context.agreement.node
    assert isinstance(node, Agreement)
    metrics = metrics_of(node)
    evaluated = {credit.span for credit in context.agreement.credits if credit.bands and not credit.marginal}
    rows: dict[int, list[Consequence]] = {}
    for block, objectives in consequences(node):
        if not isinstance(block, Bonus) and block.head_span not in evaluated:
            for each in objectives:
                rows.setdefault(id(each), []).append(block)
    for objective in node.children(Objective):
        for words in promises(objective):
            bound = judged_bound(words)
            if bound is None or words.verb == "reports" or bound.comparator not in (*UP, *DOWN):
                continue
            found = _of_share(words, bound)
            if found is None and words.share is None:
                told = [_against(block, bound) for block in measured_by(objective, words, metrics)]
                told.append(_by_rows(context, rows.get(id(objective), []), bound))
                found = next((finding for finding in told if finding is not None), None)
            if found is not None:
                yield found


def _of_share(words: v.PromiseWords, bound: v.Bound) -> Finding | None:
    """`of at most 95% of tickets`: kept when none is in time."""
    if words.share is None or bound.comparator not in DOWN:
        return None
    noun = words.noun.text if words.noun is not None else "records"
    return _turned(bound, f"the more {noun} keep their time, the better", "")


def _against(block: Block, bound: v.Bound) -> Finding | None:
    measure = block.measure if isinstance(block, Measured) else None
    if not isinstance(measure, v.Measure) or block.name is None:
        return None
    better = by_key(block)
    if better is not None:
        why = (
            f"`better: {'higher' if better else 'lower'}` says that {'more' if better else 'less'} is better"
        )
        return _turned(bound, why, "", block.head_span) if _wrong(bound, better) else None
    if measure.kind in KNOWN:
        return None
    better, why = by_measure(measure, block.good_when if isinstance(block, Measured) else None)
    if better is not None and _wrong(bound, better):
        return _turned(bound, why, block.name.text)
    operand = measure.operand
    if isinstance(bound.operand, v.Duration) and _longest(measure, bound, block):
        return _turned(bound, "a shorter time is better", block.name.text)
    if (
        measure.kind == "minimum of"
        and isinstance(operand, v.ElapsedTime)
        and stage(operand.until.text) is not None
        and bound.comparator in DOWN
    ):
        return SAY(
            bound.span,
            f"`{block.name.text}` is the shortest time of a period: one quick record keeps `{bound_text(bound)}`.",
            "Measure the average, a percentile or the maximum.",
        )
    return _by_name(block, measure, bound)


def _longest(measure: v.Measure, bound: v.Bound, block: Block) -> bool:
    """Whether the slowest of all, or those near them, are promised to be slow, and no name says that this is good."""
    names = [each.text for each in (block.name, block.title) if each is not None]
    if isinstance(measure.operand, v.FieldName):
        names.append(measure.operand.text)
    return (
        measure.kind in ("maximum of", "percentile of")
        and isinstance(measure.operand, v.FieldName)
        and bound.comparator in UP
        and not any(may_be_long(name) for name in names)
    )


def _by_name(block: Block, measure: v.Measure, bound: v.Bound) -> Finding | None:
    """The name of the metric says which way is better, or its title does."""
    names = (
        block.name.text if block.name is not None else "",
        block.title.text if block.title is not None else "",
    )
    name = next((each for each in names if by_name(each) is not None), "")
    better = by_name(name)
    if better is None or not _wrong(bound, better):
        return None
    if not better and (measure.kind == "share of" or measure.complement):
        return None  # `Latency` may be the share of quick requests
    if better and isinstance(bound.operand, v.Duration):
        return None  # an uptime in hours has a wrong name, not a wrong side
    return _turned(bound, f"by its name {'more' if better else 'less'} of `{name}` is better", "")


def _by_rows(context: Context, blocks: list[Consequence], bound: v.Bound) -> Finding | None:
    for block in blocks:
        better = by_rows(block)
        if better is not None and _wrong(bound, better):
            less = "more" if better else "less"
            return _turned(
                bound, f"the rows of its {block.kind} cost nothing where there is {less}", "", block.head_span
            )
    return None


def _wrong(bound: v.Bound, better: bool) -> bool:
    return bound.comparator in (DOWN if better else UP)


def _turned(bound: v.Bound, why: str, name: str, label: Span | None = None) -> Finding:
    of = f" of `{name}`" if name else ""
    return SAY(
        bound.span,
        f"`{bound_text(bound)}`{of} promises the bad side: {why}.",
        f"Write `{TURNED[bound.comparator]} {figure(bound.operand)}`."
        if figure(bound.operand)
        else "Turn it round.",
        labels=(Label(span=label, text="here"),) if label is not None else (),
    )


_TEXT = """\
sla Desk "Service desk" {{
  time zone: "UTC"
  party Nimbus {{ role: provider }}
  service Help {{ fee: 1_000 EUR per month }}
  source tickets {{
    holds: records   of: Help   each: ticket   collected: automatically
    fields {{
      opened: time   answered: time   errors: number   size: number
    }}
  }}
  metric Volume {{ measure: number of tickets   {} }}
  metric ErrorRate {{ measure: ratio of errors / size in tickets }}
  metric Answers {{ measure: opened to answered of tickets }}
  metric Mean {{ measure: {} of opened to answered in tickets }}
  objective Promised {{
    Nimbus ensures {}
  }}
  {}
}}
"""
_PLACE = 16

RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="A level is promised to be at least what is bad, or at most what is good.",
    why=(
        "`ErrorRate at least 2%` is kept by a service that fails, and missed by one that never does: the comparison is "
        "turned round. What is better is told by the key `better`, by the name of the metric (its last word: `ErrorRate`, "
        "`Uptime`, `ResponseTime`), by what is measured, and by rows of a credit that cost nothing at one end."
    ),
    bad=(
        Case(
            about="A rate of errors.",
            text=_TEXT.format("", "average", "ErrorRate at least 2% each month", ""),
            expected=(
                Expected(
                    line=_PLACE,
                    part="`at least 2%` promises the bad side: by its name less of `ErrorRate` is better",
                ),
            ),
        ),
        Case(
            about="The metric says itself which way is better.",
            text=_TEXT.format("better: lower", "average", "Volume at least 30 each month", ""),
            expected=(Expected(line=_PLACE, part="`better: lower` says that less is better"),),
        ),
        Case(
            about="At most so many tickets are in time, and the mean is at least so long.",
            text=_TEXT.format("", "average", "Mean at least 4 hours each month", "").replace(
                "  objective",
                "  objective Most { Nimbus ensures Answers of at most 95% of tickets\n    at most 1 hour each month }\n"
                "  objective",
            ),
            expected=(
                Expected(line=15, part="the more tickets keep their time, the better"),
                Expected(
                    line=18, part="`at least 4 hours` of `Mean` promises the bad side: an earlier `answered`"
                ),
            ),
        ),
        Case(
            about="Each further ticket costs something, and at least ten are promised.",
            text=_TEXT.format(
                "",
                "average",
                "Volume at least 10 each month",
                "credit for Promised {\n    marginal bands { at most 10: none   otherwise: 5 EUR } }",
            ),
            expected=(Expected(line=_PLACE, part="the rows of its credit cost nothing where there is less"),),
        ),
        Case(
            about="The quickest of all answers.",
            text=_TEXT.format("", "minimum", "Mean at most 15 minutes each month", ""),
            expected=(
                Expected(line=_PLACE, part="`Mean` is the shortest time of a period: one quick record"),
            ),
        ),
    ),
    good=(
        Case(
            about="Errors at most, as it is meant.",
            text=_TEXT.format("", "average", "ErrorRate at most 2% each month", ""),
        ),
        Case(
            about="A volume that is to be reached.",
            text=_TEXT.format("better: higher", "average", "Volume at least 30 each month", ""),
        ),
        Case(
            about="Most tickets are in time, and the mean is short.",
            text=_TEXT.format("", "average", "Mean at most 4 hours each month", "").replace(
                "  objective",
                "  objective Most { Nimbus ensures Answers of at least 95% of tickets\n    at most 1 hour each month }\n"
                "  objective",
            ),
        ),
        Case(
            about="The time between failures is a good thing.",
            text=_TEXT.format("", "average", "ErrorRate at least 2% each month", "").replace(
                "ErrorRate", "TimeBetweenErrors"
            ),
        ),
    ),
    check=check,
)
