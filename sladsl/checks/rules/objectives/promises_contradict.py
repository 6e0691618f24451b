"""`promises-contradict`: two promises about one metric that no period can keep both of."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.ast import values as v
from sladsl.ast.agreements import Agreement
from sladsl.ast.objectives import Objective
from sladsl.checks.context import Context
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.checks.written import Side, judged_bound, promises, side
from sladsl.diagnostics.finding import Finding, Label

SAY = Voice(name="promises-contradict", code="O114", severity="warning")
Promised = tuple[Objective, v.PromiseWords, Side]


def check(context: Context) -> Iterator[Finding]:
    node = context.agreement.node
    assert isinstance(node, Agreement)
    seen: dict[tuple[str, str], list[Promised]] = {}
    for block in node.children(Objective):
        # Promises for other times or other facts may well lie apart.
        if block.name is None or block.applies_where is not None or block.in_force is not None:
            continue
        for words in promises(block):
            bound = side(judged_bound(words))
            if (
                bound is None
                or words.verb == "reports"
                or words.share is not None
                or words.assessed is not None
            ):
                continue
            for metric in words.metrics:
                earlier = seen.setdefault((metric.text, str(words.period)), [])
                found = next((each for each in earlier if _apart(each[2], bound)), None)
                if found is not None:
                    yield _finding(context, metric.text, found, (block, words, bound))
                earlier.append((block, words, bound))


def _apart(one: Side, other: Side) -> bool:
    return one.unit == other.unit and not one.overlaps(other)


def _finding(context: Context, metric: str, first: Promised, second: Promised) -> Finding:
    (objective, _, one), (_, words, other) = first, second
    assert objective.name is not None
    here, there = (f"{each.comparator} {context.words(each.span)}" for each in (other, one))
    return SAY(
        other.span,
        f"No {words.period} keeps both: `{objective.name.text}` promises `{metric}` {there}, and this {here}.",
        "Correct one of the figures, turn one of the comparisons round, or name another metric.",
        labels=(Label(span=one.span, text=f"`{objective.name.text}`"),),
    )


_HEAD = """\
sla Leads "Sales and marketing" {
  time zone: "UTC"
  party Marketing { role: provider }
  service Funnel { hours: always }
  metric Quality { of: Funnel   measure: as reported
    collected by: Marketing   controlled by: Marketing }
"""

RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="Two promises about one metric can't be kept in one period.",
    why=(
        "One promise asks for more than another one allows, so that each period misses one of the two, and owes for it. "
        "Mostly a comparison is turned round, or the second promise was meant for the opposite figure: the share of what "
        "is bad beside the share of what is good. A range that is meant (`at least 40%` and `at most 60%`) is fine."
    ),
    bad=(
        Case(
            about="Good leads are promised, and bad ones meant.",
            text=f"""\
{_HEAD}\
  objective Good {{ Marketing ensures Quality at least 40% each month }}
  objective Poor {{ Marketing ensures Quality at most 30% each month }}
}}
""",
            expected=(Expected(line=8, part="`Good` promises `Quality` at least 40%, and this at most 30%"),),
        ),
    ),
    good=(
        Case(
            about="A range: both can be kept.",
            text=f"""\
{_HEAD}\
  objective Enough {{ Marketing ensures Quality at least 40% each month }}
  objective NotTooMuch {{ Marketing ensures Quality at most 90% each month }}
}}
""",
        ),
    ),
    check=check,
)
