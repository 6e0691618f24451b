"""`compared-with-itself`: a parity whose other group is the promise's own, and two promises of one level."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.ast import values as v
from sladsl.ast.agreements import Agreement
from sladsl.ast.declare import Block
from sladsl.ast.metrics import Measured
from sladsl.ast.objectives import Objective
from sladsl.checks.context import Context
from sladsl.checks.reach import bound_text, measured_by, metrics_of
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.checks.written import Side, judged_bound, promises, side
from sladsl.diagnostics.finding import Finding, Label
from sladsl.record import Record

SAY = Voice(name="compared-with-itself", code="O113", severity="warning")
SOMETIMES = (Objective.applies_where, Objective.in_force, Objective.raise_, Objective.baseline)
"""Keys by which two promises of one level may hold at different times."""

MEASURING = frozenset(
    key.name
    for key in (
        Measured.measure, Measured.where, Measured.good_when, Measured.down_when, Measured.clock, Measured.slots,
        Measured.excluding, Measured.for_each, Measured.shortest_outage, Measured.grace, Measured.weight,
        Measured.starts_at, Measured.slot_down_when, Measured.down_at_once,
    )
)  # fmt: skip
"""Keys that say what is measured, and how."""


class Promised(Record):
    """A level that is promised in every period, and where."""

    name: str
    metric: str
    period: str
    owner: str
    bound: v.Bound
    side: Side


Seen = dict[tuple[str, str, str, bool], Promised]
"""By metric, period, party and side."""


def check(context: Context) -> Iterator[Finding]:
    node = context.agreement.node
    assert isinstance(node, Agreement)
    metrics = metrics_of(node)
    seen: Seen = {}
    for objective in node.children(Objective):
        for words in promises(objective):
            own = measured_by(objective, words, metrics)
            parity = objective.no_worse_than
            if isinstance(parity, v.Parity) and parity.other.text in metrics:
                other = metrics[parity.other.text]
                if any(_same(other, each) for each in own):
                    yield SAY(
                        parity.other.span,
                        f"`{parity.other.text}` measures what is promised itself: it is never worse than that.",
                        "Name the metric of the other group: another source, or another `where`.",
                    )
            yield from _twice(objective, words, seen)


def _same(one: Block, other: Block) -> bool:
    """Whether two blocks measure the same rows in the same way."""
    if one is other:
        return True
    if not isinstance(one, Measured) or not isinstance(other, Measured):
        return False

    def said(block: Measured) -> dict[str, v.Value]:
        return {each.key: each.value for each in block.entries if each.key in MEASURING}

    return (
        isinstance(one.measure, v.Measure) and one.measure.kind != "as reported" and said(one) == said(other)
    )


def _twice(objective: Objective, words: v.PromiseWords, seen: Seen) -> Iterator[Finding]:
    """A second promise of a level of which the first is never missed, or never kept, without it."""
    bound = judged_bound(words)
    found = side(bound)
    if (
        bound is None
        or found is None
        or words.verb != "ensures"
        or words.share is not None
        or words.assessed is not None
        or len(words.metrics) != 1
        or objective.name is None
        or any(objective.has(key) for key in SOMETIMES)
    ):
        return
    own = Promised(
        name=objective.name.text,
        metric=words.metrics[0].text,
        period=words.period,
        owner=words.owner.text,
        bound=bound,
        side=found,
    )
    other = seen.setdefault((own.metric, own.period, own.owner, own.side.up), own)
    if other.name != own.name:
        strict, mild = (own, other) if own.side.within(other.side) else (other, own)
        yield SAY(
            bound.span,
            f"`{other.name}` ensures `{own.metric}` each {own.period}, too: a {own.period} that keeps "
            f"`{bound_text(strict.bound)}` keeps `{bound_text(mild.bound)}`.",
            "Name the other metric that is meant, or make the milder one a `minimum` of the other.",
            labels=(Label(span=other.bound.span, text="the other promise"),),
        )


_TEXT = """\
sla Lines "Orders of lines" {{
  time zone: "UTC"
  party Carrier {{ role: provider }}
  service Orders {{ hours: always }}
  source orders {{
    holds: records   of: Orders   each: order   collected: automatically
    fields {{ due: time   done: time   customer: Own, Other }}
  }}
  metric OnTime {{
    measure: share of orders   where: customer is Other
    good when: done is not after due   controlled by: Carrier
  }}
  metric OwnOnTime {{
    measure: share of orders   where: customer is {}
    good when: done is not after due   controlled by: Carrier
  }}
  objective Promised {{
    Carrier ensures OnTime at least 90% each month
    no worse than: {} by "modified z-test at 95%"
  }}
  objective Also {{ Carrier {} }}
}}
"""
_REPORTED = "reports OwnOnTime each month"

RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="A promise is compared with its own level, or is promised a second time.",
    why=(
        "`no worse than` compares with another group: with the carrier's own customers, who are another source or another "
        "`where`. Compared with the same rows, nothing is ever worse. And a level that is ensured twice for one period, at "
        "99.5% and at 99.9%, has one promise that decides nothing: a copied line in which the metric was not changed."
    ),
    bad=(
        Case(
            about="The same metric.",
            text=_TEXT.format("Own", "OnTime", _REPORTED),
            expected=(Expected(line=19, part="`OnTime` measures what is promised itself"),),
        ),
        Case(
            about="Another name for the same rows.",
            text=_TEXT.format("Other", "OwnOnTime", _REPORTED),
            expected=(Expected(line=19, part="`OwnOnTime` measures what is promised itself"),),
        ),
        Case(
            about="The metric of a copied line was not changed.",
            text=_TEXT.format("Own", "OwnOnTime", "ensures OnTime at least 95% each month"),
            expected=(
                Expected(
                    line=21,
                    part="`Promised` ensures `OnTime` each month, too: a month that keeps `at least 95%` keeps `at",
                ),
            ),
        ),
    ),
    good=(
        Case(about="Other customers.", text=_TEXT.format("Own", "OwnOnTime", _REPORTED)),
        Case(
            about="Another metric, and the same in another period.",
            text=_TEXT.format("Own", "OwnOnTime", "ensures OnTime at least 95% each quarter"),
        ),
        Case(
            about="What is only aimed for.",
            text=_TEXT.format("Own", "OwnOnTime", "aims for OnTime at least 95% each month"),
        ),
    ),
    check=check,
)
