"""`condition-never-true`: parts of a condition that can't be so at once, and conditions that are always so."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.ast import values as v
from sladsl.ast.agreements import Agreement
from sladsl.ast.metrics import Measured
from sladsl.checks.conditions import Stated, conditions
from sladsl.checks.context import Context
from sladsl.checks.contradictions import Clash, always, never
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.diagnostics.finding import Finding, Label
from sladsl.record import replace
from sladsl.source import Span

SAY = Voice(name="condition-never-true", code="M107", severity="error")
ROWS = "where"


def check(context: Context) -> Iterator[Finding]:
    node = context.agreement.node
    assert isinstance(node, Agreement)
    told: set[Span] = set()
    for stated in conditions(node):
        if stated.span in told:
            continue  # a defined term stands wherever it is used
        for finding in _found(context, stated):
            told.add(stated.span)
            yield finding


def _found(context: Context, stated: Stated) -> Iterator[Finding]:
    whole = f"`{stated.key}`" if stated.key != "definition" else "This condition"
    clash = never(stated)
    if clash is not None:
        yield _never(context, stated, clash, whole)
        return
    for part in stated.condition.of if isinstance(stated.condition, v.AnyOf) else ():
        clash = never(replace(stated, condition=part))
        if clash is not None:
            yield _never(context, stated, clash, f"A part of {whole[0].lower()}{whole[1:]}")
            return
    if always(stated):
        yield SAY(
            stated.span,
            f"{whole} is always so: nothing can make `{context.words(stated.span)}` false.",
            "Write `and` where both are meant, or correct the figures.",
            severity="warning",
        )
        return
    block = stated.block
    rows = block.where if isinstance(block, Measured) and stated.key == Measured.good_when.name else None
    if isinstance(rows, (v.Comparison, v.OneOf, v.IsKnown, v.Notice, v.Order, v.Truth, v.Not, v.AllOf)):
        clash = never(stated, (rows,))
        if clash is not None and never(replace(stated, condition=rows)) is None:
            yield _never(context, stated, clash, f"Of the rows that count (`{ROWS}`) {whole}")


def _never(context: Context, stated: Stated, clash: Clash, what: str) -> Finding:
    span = next(
        (part for part in clash.parts if stated.span.start <= part.start < stated.span.end), stated.span
    )
    written = " and ".join(f"`{context.words(part)}`" for part in clash.parts)
    return SAY(
        span,
        f"{what} is never true ({written}): {clash.why}.",
        "Write `or` where either is enough, or correct what is compared."
        if len(clash.parts) > 1
        else "Correct the comparison.",
        severity="warning" if what.startswith("A part") else None,
        labels=tuple(Label(span=part, text="with this") for part in clash.parts if part != span),
    )


_TEXT = """\
sla Desk "Service desk" {{
  time zone: "UTC"
  party Nimbus {{ role: provider }}
  service Help {{ hours: always }}
  source tickets {{
    holds: records   of: Help   each: ticket   collected: automatically
    fields {{
      opened: time   closed: time   priority: P1, P2, P3
      score: number   solved: yes or no
    }}
  }}
  source windows {{
    holds: intervals   of: Help   collected: automatically
    fields {{ announced: time }}
  }}
  exclusion Works {{
    time: windows where {}
  }}
  metric Solved {{
    measure: share of tickets
    where: {}
    good when: {}
    controlled by: Nimbus
  }}
  objective Kept {{ Nimbus ensures Solved at least 95% each month }}
}}
"""
_NOTICED = "announced at least 5 days before start"
_PLACE = 17

RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="A condition can never be true, or can never be false.",
    why=(
        "No ticket is both urgent and of the third priority, no score is above 80 and below 50, and no interval ends "
        "before it starts. A condition that asks for that fits nothing: an exclusion that never applies, a metric "
        "without rows, a service that is never down. Mostly `and` stands for `or`, or a comparison is turned round."
    ),
    bad=(
        Case(
            about="`and` for `or`.",
            text=_TEXT.format(_NOTICED, "priority is P1 and priority is P2", "solved"),
            expected=(Expected(line=_PLACE + 4, part="`priority` has no value that fits"),),
        ),
        Case(
            about="A comparison is turned round.",
            text=_TEXT.format(_NOTICED, "score above 80 and score below 50", "solved"),
            expected=(
                Expected(
                    line=_PLACE + 4,
                    part="`where` is never true (`score above 80` and `score below 50`): no value is so great and so small",
                ),
            ),
        ),
        Case(
            about="An interval that ends before it starts, and notice of two lengths.",
            text=_TEXT.format("end is before start", "priority is P1", "solved"),
            expected=(Expected(line=_PLACE, part="no interval ends before it starts"),),
        ),
        Case(
            about="Notice of at least five days and at most two.",
            text=_TEXT.format(
                f"{_NOTICED}\n      and announced at most 2 days before start", "priority is P1", "solved"
            ),
            expected=(Expected(line=_PLACE, part="`time` is never true"),),
        ),
        Case(
            about="What is good is none of what counts; and every score is one of these.",
            text=_TEXT.format(_NOTICED, "priority is P1", "priority is P3 and solved").replace(
                "  objective",
                "  metric Scored {\n"
                "    measure: share of tickets   good when: score above 5 or score below 9 }\n  objective",
            ),
            expected=(
                Expected(line=_PLACE + 5, part="Of the rows that count (`where`) `good when` is never true"),
                Expected(line=_PLACE + 9, part="`good when` is always so", severity="warning"),
            ),
        ),
    ),
    good=(
        Case(
            about="Both can be so.",
            text=_TEXT.format(_NOTICED, "priority is one of P1, P2 and priority is not P1", "solved"),
        ),
        Case(
            about="A range, and one of two.",
            text=_TEXT.format(
                f"{_NOTICED}\n      and announced at most 30 days before start",
                "score above 50 and score below 80",
                "solved or score at least 60",
            ),
        ),
        Case(
            about="Each value by its name.",
            text=_TEXT.format(_NOTICED, "priority is one of P1, P2, P3", "solved"),
        ),
        Case(
            about="An answer that is missing, and one that came late.",
            text=_TEXT.format(
                _NOTICED,
                "closed is unknown or opened to closed above 4 hours",
                "not solved and closed is known",
            ),
        ),
    ),
    check=check,
)
