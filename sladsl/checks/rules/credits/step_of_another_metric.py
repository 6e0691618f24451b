"""`step-of-another-metric`: the steps of a credit count what another objective is about."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.ast import values as v
from sladsl.ast.agreements import Agreement
from sladsl.ast.metrics import Measured
from sladsl.checks.context import Context
from sladsl.checks.reach import measured_by, metrics_of
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.checks.written import consequences, promises
from sladsl.diagnostics.finding import Finding, Label

SAY = Voice(name="step-of-another-metric", code="B116", severity="warning")


def check(context: Context) -> Iterator[Finding]:
    node = context.agreement.node
    assert isinstance(node, Agreement)
    metrics = metrics_of(node)
    for block, objectives in consequences(node):
        step = block.step
        if not isinstance(step, v.StepOf) or not isinstance(step.of, v.Name) or not objectives:
            continue
        counted = metrics.get(step.of.text)
        own = [
            each
            for objective in objectives
            for words in promises(objective)
            for each in measured_by(objective, words, metrics)
            if isinstance(each, Measured)
        ]
        theirs = frozenset().union(*map(_sources, own))
        if not isinstance(counted, Measured) or not theirs or theirs & _sources(counted):
            continue
        meant = [
            name
            for name, each in metrics.items()
            if isinstance(each, Measured)
            and _kind(each) == _kind(counted)
            and _sources(each)
            and _sources(each) <= theirs
        ]
        if len(meant) == 1:
            called = objectives[0].name.text if objectives[0].name is not None else ""
            yield SAY(
                step.of.span,
                f"This credit is for `{called}`, and its steps count `{step.of.text}`, of another source.",
                f"Write `{meant[0]}`, or allow it with the reason.",
                labels=(Label(span=block.head_span, text="of this credit"),),
            )


def _sources(block: Measured) -> frozenset[str]:
    measure = block.measure
    return frozenset(each.text for each in measure.sources) if isinstance(measure, v.Measure) else frozenset()


def _kind(block: Measured) -> str:
    return block.measure.kind if isinstance(block.measure, v.Measure) else ""


_TEXT = """\
sla Hosting "Network and power" {{
  time zone: "UTC"
  party Nimbus {{ role: provider }}
  service Rack {{ hours: always   fee: 1_000 EUR per month }}
  source network {{
    holds: intervals   of: Rack   collected: automatically
  }}
  source power {{
    holds: intervals   of: Rack   collected: automatically
  }}
  metric NetworkDown {{ measure: downtime from network }}
  metric PowerUp {{ measure: uptime from power }}
  {}
  objective Power {{
    Nimbus ensures PowerUp at least 99.9% each month
  }}
  credit for Power {{
    base: that month's fee of Rack   amount: 1 day of the fee
    step: {}
  }}
}}
"""
_DOWN = "metric PowerDown { measure: downtime from power }"
_PLACE = 19

RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="The steps of a credit count what another objective is about.",
    why=(
        "A credit that is copied from the one before it keeps its step: the credit for power then grows with the down time "
        "of the network, which is paid for already, and an hour without power costs nothing. A warning only where a metric "
        "of the same kind is measured from the source of the objective."
    ),
    bad=(
        Case(
            about="Copied from the credit for the network.",
            text=_TEXT.format(_DOWN, "15 minutes of NetworkDown beyond 0.05%"),
            expected=(Expected(line=_PLACE, part="its steps count `NetworkDown`, of another source"),),
        ),
        Case(
            about="Each hour of it.",
            text=_TEXT.format(_DOWN, "started 1 hour of NetworkDown"),
            expected=(Expected(line=_PLACE, part="This credit is for `Power`"),),
        ),
        Case(
            about="Without a limit, and the other metric under another name.",
            text=_TEXT.format(_DOWN.replace("PowerDown", "Dark"), "full 30 minutes of NetworkDown"),
            expected=(Expected(line=_PLACE, part="its steps count `NetworkDown`"),),
        ),
    ),
    good=(
        Case(about="Its own down time.", text=_TEXT.format(_DOWN, "15 minutes of PowerDown beyond 0.05%")),
        Case(about="What the objective itself measures.", text=_TEXT.format(_DOWN, "0.1% of PowerUp")),
        Case(
            about="Nothing else is measured that could be meant.",
            text=_TEXT.format("", "15 minutes of NetworkDown beyond 0.05%"),
        ),
    ),
    check=check,
)
