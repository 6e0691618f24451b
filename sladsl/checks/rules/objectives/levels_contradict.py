"""`levels-contradict`: another level of an objective lies on the wrong side of what is promised."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.ast import values as v
from sladsl.ast.agreements import Agreement
from sladsl.ast.objectives import Objective
from sladsl.ast.tables import Target
from sladsl.checks.context import Context
from sladsl.checks.reach import Reach, metrics_of, promised_reach
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.checks.written import Side, judged_bound, promises, side
from sladsl.diagnostics.finding import Finding, Label
from sladsl.source import Span

SAY = Voice(name="levels-contradict", code="O103", severity="error")


def check(context: Context) -> Iterator[Finding]:
    node = context.agreement.node
    assert isinstance(node, Agreement)
    metrics = metrics_of(node)
    for block in node.children(Objective):
        for words in promises(block):
            reach = promised_reach(context, block, words, metrics)
            for met, place in _met(block, words):
                yield from _beside(context, block, words, met, place, reach)


def _met(block: Objective, words: v.PromiseWords) -> Iterator[tuple[Side, Span]]:
    """The levels that keep the promise; one for each row where a table has the bounds."""
    bound = judged_bound(words)
    if bound is None:
        return
    if isinstance(bound.operand, v.Target):
        for table in block.children(Target):
            for row in table.table:
                if isinstance(row.cell, (v.Quantity, v.Duration)):
                    met = side(v.Bound(comparator=bound.comparator, operand=row.cell))
                    if met is not None:
                        yield met, row.span
        return
    met = side(bound)
    if met is not None:
        yield met, bound.span


def _beside(
    context: Context, block: Objective, words: v.PromiseWords, met: Side, place: Span, reach: Reach | None
) -> Iterator[Finding]:
    promised = f"{met.comparator} {context.words(met.span)}"
    period = words.period
    label = (Label(span=place, text="the promise"),)
    for key in (Objective.minimum, Objective.critical, Objective.expected):
        bound = key.__get__(block, type(block))
        found = side(bound)
        if found is None or found.unit != met.unit:
            continue
        if reach is not None and isinstance(bound, v.Bound) and reach.fits(bound) != "some":
            continue  # beyond all levels that there are: another rule says so
        written = f"{found.comparator} {context.words(found.span)}"
        figure = context.words(found.span)
        if key is Objective.critical:
            if found.up == met.up:
                said = f"`critical: {written}` lies on the side of the promise: the good levels would be critical."
                yield SAY(
                    found.span,
                    said,
                    _turned(found.comparator, figure),
                    labels=label,
                )
            elif found.overlaps(met):
                said = f"A {period} could be kept ({promised}) and critical ({written}) at once."
                yield SAY(found.span, said, "Check the figures: critical is worse than missed.", labels=label)
        elif found.up != met.up:
            said = f"`{key.name}: {written}` looks the other way than the promise (`{promised}`)."
            yield SAY(found.span, said, f"Write `{key.name}: {met.comparator} {figure}`.", labels=label)
        elif key is Objective.minimum and not met.within(found):
            said = f"A {period} could be kept ({promised}) and below its minimum ({written}) at once."
            yield SAY(
                found.span, said, "Check the figures: the minimum is the weaker of the two.", labels=label
            )
        elif key is Objective.expected and not found.within(met):
            said = f"A {period} could be as expected ({written}) and missed ({promised}) at once."
            yield SAY(
                found.span,
                said,
                "Check the figures: what is expected is the better of the two.",
                labels=label,
            )


def _turned(comparator: str, figure: str) -> str:
    """The critical level the other way round; whether the figure itself is one only the author knows."""
    ways = {
        "above": ("below",),
        "below": ("above",),
        "at least": ("below", "at most"),
        "at most": ("above", "at least"),
    }[comparator]
    return f"Write {' or '.join(f'`critical: {way} {figure}`' for way in ways)}."


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="A critical, minimum or expected level lies on the wrong side of the promise.",
    why=(
        "The levels of an objective lie in one order: critical, minimum, promised, expected. `critical` is worse than a "
        "miss, so no level that keeps the promise may be critical; a `minimum` is weaker than the promise, what is "
        "`expected` better. Where two digits are swapped or a comparison is turned round, a month is kept and critical "
        "at once, and rights and credits come from both."
    ),
    bad=(
        Case(
            about="Two digits are swapped: 99.8 for 98.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Shop { fee: 1_000 EUR per month }
  metric Uptime { of: Shop   measure: as reported
    collected by: Nimbus   controlled by: Nimbus }
  objective Availability {
    Nimbus ensures Uptime at least 99.5% each month
    critical: below 99.8%
  }
}
""",
            expected=(Expected(line=9, part="kept (at least 99.5%) and critical (below 99.8%)"),),
        ),
        Case(
            about="The minimum is higher than the promise.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Shop { fee: 1_000 EUR per month }
  metric Uptime { of: Shop   measure: as reported
    collected by: Nimbus   controlled by: Nimbus }
  objective Availability {
    Nimbus ensures Uptime at least 99.5% each month
    minimum: at least 99.9%
  }
}
""",
            expected=(Expected(line=9, part="below its minimum (at least 99.9%)"),),
        ),
        Case(
            about="The comparison is turned round: at most is the good side here.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Shop { fee: 1_000 EUR per month }
  metric Uptime { of: Shop   measure: as reported
    collected by: Nimbus   controlled by: Nimbus }
  objective Availability {
    Nimbus ensures Uptime at most 4 hours each month
    critical: below 8 hours
  }
}
""",
            expected=(Expected(line=9, part="lies on the side of the promise"),),
        ),
    ),
    good=(
        Case(
            about="In their order, from the worst to the best.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Shop { fee: 1_000 EUR per month }
  metric Uptime { of: Shop   measure: as reported
    collected by: Nimbus   controlled by: Nimbus }
  objective Availability {
    Nimbus ensures Uptime at least 99.5% each month
    critical: below 98%
    minimum: at least 99%
  }
}
""",
        ),
        Case(
            about="Less is better.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Shop { fee: 1_000 EUR per month }
  metric Uptime { of: Shop   measure: as reported
    collected by: Nimbus   controlled by: Nimbus }
  objective Availability {
    Nimbus ensures Uptime at most 4 hours each month
    critical: above 8 hours
    minimum: at most 6 hours
  }
}
""",
        ),
    ),
    check=check,
)
