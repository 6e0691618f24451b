"""`misses-all-free`: as many misses are free as there can be, so no miss ever costs anything."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.ast import values as v
from sladsl.ast.objectives import Objective
from sladsl.checks.context import Context
from sladsl.checks.points import one_by_one
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.checks.written import promises
from sladsl.diagnostics.finding import Finding, Label

SAY = Voice(name="misses-all-free", code="O106", severity="error")


def check(context: Context) -> Iterator[Finding]:
    root = context.agreement.node
    if one_by_one(root):
        return
    for block in root.children(Objective):
        free = block.free_misses
        sentences = list(promises(block))
        if not isinstance(free, v.FreeMisses) or free.below is not None or len(sentences) != 1:
            continue
        words = sentences[0]
        most = _most(words, free.window)
        if most is not None and free.count.value >= most:
            window = free.window
            yield SAY(
                free.span,
                f"`{context.words(free.span)}` frees every miss: a {window} has {most} {words.period}"
                f"{'' if most == 1 else 's'} at most.",
                f"Write fewer, or a longer time: `1 miss per {'quarter' if most == 1 else window}`.",
                labels=(Label(span=words.span, text="the promise"),),
            )


def _most(words: v.PromiseWords, window: str) -> int | None:
    """How many verdicts a window has at most; None where each record has one, or periods of another kind."""
    from sladsl.checks.worth import MOST_PERIODS

    if words.assessed is not None or (words.noun is not None and words.share is None):
        return None
    own = words.period
    if own not in ("day", "week", "month", "quarter", "year"):
        return None
    wanted = "year" if window.endswith(" year") else window
    return MOST_PERIODS[own].get(wanted)


_TEXT = """\
sla Hosting "Web shop hosting" {{
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party Nimbus {{ role: provider   accepted: by ordering }}
  party Acme {{ role: customer   accepted: by ordering }}
  service Shop {{ fee: 1_000 EUR per month }}
  metric Uptime {{ of: Shop   measure: as reported
    collected by: Nimbus   controlled by: Nimbus }}
  objective Availability {{
    Nimbus ensures Uptime at least 99.9% each {period}
    free misses: {free}
  }}
  credit for Availability {{ amount: 50 EUR }}
}}
"""


def _text(free: str, period: str = "month") -> str:
    return _TEXT.format(free=free, period=period)


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="As many misses have no consequence as there can be, so the promise costs nothing.",
    why=(
        "`free misses: 1 miss per quarter` forgives one bad month in three. With `3 misses per quarter` a promise "
        "that is assessed each month is never missed with a consequence: a quarter has three months. The credits, "
        "points and rights that hang on it read well and never come. Where something is assessed one by one, or each "
        "record is promised, there can be more misses, and nothing is said."
    ),
    bad=(
        Case(
            about="A quarter has three months.",
            text=_text("3 misses per quarter"),
            expected=(Expected(line=10, part="frees every miss: a quarter has 3 months at most"),),
        ),
        Case(
            about="One a month, of a promise that is assessed each month.",
            text=_text("1 miss per month"),
            expected=(Expected(line=10, part="a month has 1 month at most"),),
        ),
        Case(
            about="More than the days of any month.",
            text=_text("40 misses per month", "day"),
            expected=(Expected(line=10, part="a month has 31 days at most"),),
        ),
    ),
    good=(
        Case(about="One bad month in three.", text=_text("1 miss per quarter")),
        Case(about="A month can have five weeks.", text=_text("4 misses per month", "week")),
        Case(about="Of few records, by their number.", text=_text("1 miss of fewer than 20 checks")),
    ),
    check=check,
)
