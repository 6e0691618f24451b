"""`grace-swallows-promise`: outages count only when they are longer than all the downtime that the promise leaves."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from sladsl.ast import values as v
from sladsl.ast.agreements import Agreement
from sladsl.ast.metrics import Measured
from sladsl.ast.objectives import Objective
from sladsl.checks.context import Context
from sladsl.checks.dimensions import Told
from sladsl.checks.hours import WEEK, open_week
from sladsl.checks.reach import LONGEST, WHOLE, bound_text, measured_by, value_of
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.checks.written import judged_bound, promises
from sladsl.diagnostics.finding import Finding, Label
from sladsl.source import Span
from sladsl.values.duration import DAY, HOUR, MINUTE, SECOND, duration_text
from sladsl.values.intervals import total

SAY = Voice(name="grace-swallows-promise", code="E103", severity="warning")


def check(context: Context) -> Iterator[Finding]:
    node = context.agreement.node
    assert isinstance(node, Agreement)
    told = Told(node)
    for objective in node.children(Objective):
        for words in promises(objective):
            bound = judged_bound(words)
            if bound is None or words.verb == "reports" or words.assessed is not None:
                continue
            for block in measured_by(objective, words, told.metrics):
                if isinstance(block, Measured):
                    yield from _judged(context, block, bound, words, told)


def _judged(
    context: Context, block: Measured, bound: v.Bound, words: v.PromiseWords, told: Told
) -> Iterator[Finding]:
    grace = _grace(block)
    left = _left(context, block, bound, words.period, told)
    if grace is None or left is None or not 0 < left <= grace[1]:
        return
    key, length, span = grace
    yield SAY(
        span,
        f"`{bound_text(bound)}` leaves {_text(left)} a {words.period}, and `{key}` counts no outage below "
        f"{_text(length)}: many outages below it keep the promise, and the first one above it breaks it.",
        f"Write less than {_text(left)}, or promise what is meant: how long an outage is at most.",
        labels=(Label(span=bound.span, text="the promise"),),
    )


def _grace(block: Measured) -> tuple[str, Fraction, Span] | None:
    """The length that an outage must have to count, by the words of its key."""
    shortest = value_of(block.shortest_outage, "time")
    if shortest is not None and block.shortest_outage is not None:
        return Measured.shortest_outage.name, shortest, block.shortest_outage.span
    grace = block.grace
    length = value_of(grace.length, "time") if isinstance(grace, v.Grace) else None
    return (Measured.grace.name, length, grace.span) if length is not None and grace is not None else None


def _left(context: Context, block: Measured, bound: v.Bound, period: str, told: Told) -> Fraction | None:
    """How long the service may be down in the longest period, in microseconds, and the promise is kept."""
    measure = block.measure
    if not isinstance(measure, v.Measure) or period not in LONGEST:
        return None
    if measure.kind == "uptime from" and bound.comparator in ("at least", "above"):
        level = value_of(bound.operand, "%")
        open_ = _open(context, block, told)
        if level is None or open_ is None:
            return None
        return (1 - level / WHOLE) * (LONGEST[period] // DAY * DAY) * open_
    if measure.kind == "downtime from" and bound.comparator in ("at most", "below"):
        return value_of(bound.operand, "time")
    return None


def _open(context: Context, block: Measured, told: Told) -> Fraction | None:
    """The part of the week in which the service is owed; None where its hours can't be told."""
    service = told.service_of(block)
    hours = service.hours if service is not None else None
    calendar = context.agreement.calendars.get(hours.text) if isinstance(hours, v.Name) else None
    if calendar is None:
        return None if isinstance(hours, (v.Name, v.NotStated)) else Fraction(1)
    return Fraction(total(open_week(calendar)), WEEK)


def _text(us: Fraction) -> str:
    """A time to the second, of long ones to the minute."""
    unit = MINUTE if us >= 10 * HOUR else SECOND
    return duration_text(int(us // unit * unit) if us >= unit else int(us))


_TEXT = """\
sla Hosting "Web shop hosting" {{
  time zone: "UTC"
  party Nimbus {{ role: provider }}
  calendar Office {{ Monday to Friday: 09:00 to 17:00 }}
  service Shop {{ hours: {} }}
  source outages {{ holds: intervals   of: Shop   collected: automatically }}
  metric Uptime {{
    measure: {} from outages
    {}
    controlled by: Nimbus
  }}
  objective Kept {{ Nimbus ensures Uptime {} each month }}
}}
"""
_PLACE = 9

RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="Outages count only when they are longer than all the downtime that the promise leaves.",
    why=(
        "99.9% of a month leaves 44 minutes. With `shortest outage: 1 hour` a service that is down for fifty minutes every "
        "day keeps that promise, and one outage of an hour breaks it: what is promised is the longest outage, and the "
        "percentage says nothing. The longest month and the hours of the service are looked at; a promise of 100% is "
        "meant so."
    ),
    bad=(
        Case(
            about="An hour of 44 minutes.",
            text=_TEXT.format("always", "uptime", "shortest outage: 1 hour", "at least 99.9%"),
            expected=(
                Expected(
                    line=_PLACE,
                    part="`at least 99.9%` leaves 44 min 38 s a month, and `shortest outage` counts no outage below 1 h",
                ),
            ),
        ),
        Case(
            about="In office hours a month is shorter.",
            text=_TEXT.format("Office", "uptime", "shortest outage: 15 minutes", "at least 99.9%"),
            expected=(Expected(line=_PLACE, part="leaves 10 min 37 s a month"),),
        ),
        Case(
            about="As long as the downtime that is promised, and left out of it as grace.",
            text=_TEXT.format(
                "always", "downtime", "grace: 2 hours, never counted", "at most 2 hours"
            ).replace("Uptime", "Downtime"),
            expected=(Expected(line=_PLACE, part="`at most 2 hours` leaves 2 h a month, and `grace`"),),
        ),
    ),
    good=(
        Case(
            about="Twenty minutes of 44.",
            text=_TEXT.format("always", "uptime", "shortest outage: 20 minutes", "at least 99.9%"),
        ),
        Case(
            about="No outage at all but short ones: so it is meant.",
            text=_TEXT.format("always", "uptime", "grace: 15 minutes, then in full", "at least 100%"),
        ),
        Case(
            about="Hours of a week that is shorter than others.",
            text=_TEXT.format("Office", "uptime", "shortest outage: 5 minutes", "at least 99.5%"),
        ),
    ),
    check=check,
)
