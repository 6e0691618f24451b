"""`condition-turned-round`: slow answers are good, the service is down while its check is good, or time runs backwards."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sladsl.ast import values as v
from sladsl.ast.agreements import Agreement
from sladsl.ast.later import values_within
from sladsl.ast.metrics import Measured
from sladsl.checks.conditions import conditions
from sladsl.checks.context import Context
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.checks.urgency import stage
from sladsl.diagnostics.finding import Finding
from sladsl.diagnostics.fixes import replacing

SAY = Voice(name="condition-turned-round", code="M111", severity="warning")
GOOD = frozenset(
    (
        "alive", "available", "good", "green", "healthy", "is_available", "is_good", "is_healthy", "is_ok", "is_up", "ok",
        "okay", "online", "passed", "reachable", "responding", "succeeded", "success", "successful", "up", "working",
    )
)  # fmt: skip
"""Names of yes-or-no fields that say that all is well."""
BAD = frozenset(
    (
        "bad",
        "broken",
        "down",
        "error",
        "failed",
        "failure",
        "offline",
        "timed_out",
        "unavailable",
        "unreachable",
    )
)
"""Names of those that say that it is not."""
OPENING = frozenset(
    (
        "opened",
        "created",
        "reported",
        "asked",
        "placed",
        "raised",
        "submitted",
        "logged",
        "detected",
        "requested",
    )
)
"""Names of the time at which a record begins."""
ENDING = re.compile(r"_?(?:at|on|time|date)$")
AFTER = ("respon", "answer", "ack")
TURNED = {"at least": "at most", "above": "below"}


def check(context: Context) -> Iterator[Finding]:
    node = context.agreement.node
    assert isinstance(node, Agreement)
    for stated in conditions(node):
        if not isinstance(stated.block, Measured):
            continue
        good = stated.key == Measured.good_when.name
        if not good and stated.key != Measured.down_when.name:
            continue
        # What is needed besides may narrow an outage: `ok and latency above 5 seconds`.
        for part in _parts(stated.condition, v.AllOf if good else v.AnyOf):
            found = _name(part, BAD if good else GOOD, good=good)
            if found is not None:
                yield found
        if good:
            yield from _slow_ones(context, list(_parts(stated.condition, v.AllOf)))
    yield from _backwards(context, node)


def _parts(condition: v.Condition, joined: type[v.AllOf] | type[v.AnyOf]) -> Iterator[v.Condition]:
    """The parts of a condition that is joined in one way, each by itself."""
    if isinstance(condition, joined):
        for each in condition.of:
            yield from _parts(each, joined)
    else:
        yield condition


def _backwards(context: Context, node: Agreement) -> Iterator[Finding]:
    """Times that are counted from the later of two moments: `responded to opened`, which is never above zero."""
    for block in node.deep:
        if not isinstance(block, Measured):
            continue
        for entry in block.entries:
            if entry.key not in (Measured.measure.name, Measured.good_when.name, Measured.where.name):
                continue
            for each in values_within(entry.value):
                if isinstance(each, v.ElapsedTime) and _later(each.since.text, each.until.text):
                    written = f"{each.since.text} to {each.until.text}"
                    right = f"{each.until.text} to {each.since.text}"
                    yield SAY(
                        each.span,
                        f"By their names `{each.since.text}` comes after `{each.until.text}`: `{written}` counts backwards,"
                        " and no record takes any time.",
                        f"Write `{right}`.",
                        fix=replacing(each.span, right),
                    )


def _later(since: str, until: str) -> bool:
    """Whether the names say that a record comes to the first moment after the second."""
    if stage(since) is None:
        return False
    if ENDING.sub("", until.lower()) in OPENING:
        return True
    return stage(since) == 2 and until.lower().startswith(AFTER)


def _slow_ones(context: Context, parts: list[v.Condition]) -> Iterator[Finding]:
    """Times that are limited from below only: with a limit from above they are between the two."""
    limited = {
        each.left.until.text
        for each in parts
        if isinstance(each, v.Comparison)
        and isinstance(each.left, v.ElapsedTime)
        and each.comparator not in TURNED
    }
    for part in parts:
        found = _slow(context, part)
        if (
            found is not None
            and isinstance(part, v.Comparison)
            and isinstance(part.left, v.ElapsedTime)
            and part.left.until.text not in limited
        ):
            yield found


def _slow(context: Context, part: v.Condition) -> Finding | None:
    if not (
        isinstance(part, v.Comparison)
        and isinstance(part.left, v.ElapsedTime)
        and part.comparator in TURNED
        and stage(part.left.until.text) is not None
        and isinstance(part.right, v.Duration)
    ):
        return None
    times = f"{part.left.since.text} to {part.left.until.text}"
    return SAY(
        part.span,
        f"`{context.words(part.span)}` makes the slow ones the good ones.",
        f"Write `{times} {TURNED[part.comparator]} {context.words(part.right.span)}`.",
    )


def _name(part: v.Condition, telling: frozenset[str], *, good: bool) -> Finding | None:
    """A field whose name says the opposite of the key: `down when: ok`."""
    negated = isinstance(part, v.Not)
    inner = part.of if isinstance(part, v.Not) else part
    if not isinstance(inner, v.Truth):
        return None
    name = inner.field.text
    opposite = (BAD if telling is GOOD else GOOD) if negated else telling
    if name.lower() not in opposite:
        return None
    right = name if negated else f"not {name}"
    said = f"not {name}" if negated else name
    what = f"A record is good when it is `{said}`" if good else f"The service is down when it is `{said}`"
    key = "good when" if good else "down when"
    return SAY(
        part.span,
        f"{what}, by the name of the field.",
        f"Write `{key}: {right}`; or name the field otherwise.",
    )


_TEXT = """\
sla Hosting "Web shop hosting" {{
  time zone: "UTC"
  party Nimbus {{ role: provider }}
  service Shop {{ hours: always }}
  source checks {{
    holds: samples   of: Shop   every: 1 minute   collected: automatically
    fields {{ ok: yes or no   failed: yes or no   armed: yes or no }}
  }}
  source tickets {{
    holds: records   of: Shop   each: ticket   collected: automatically
    fields {{
      opened: time   responded: time   shipped: time
      due: time   failed: yes or no
    }}
  }}
  metric Uptime {{
    of: Shop   measure: uptime from checks   controlled by: Nimbus
    down when: {}
  }}
  metric Answered {{
    of: Shop   measure: share of tickets   controlled by: Nimbus
    good when: {}
  }}
}}
"""
_DOWN, _GOOD = 18, 22
_QUICK = "opened to responded at most 30 minutes"

RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="Slow answers are the good ones, the service is down while its check is good, or a time is counted backwards.",
    why=(
        "One word turns a condition round: `opened to responded at least 30 minutes` counts the slow answers as good, and "
        "`down when: ok` makes each good check an outage. The levels come out as their own opposite, and the promise is "
        "kept by those who break it. `responded to opened` takes no time, so that each record "
        "is good. Fields are read by their names; what says nothing is left alone."
    ),
    bad=(
        Case(
            about="At least for at most.",
            text=_TEXT.format("not ok", "opened to responded at least 30 minutes"),
            expected=(Expected(line=_GOOD, part="makes the slow ones the good ones"),),
        ),
        Case(
            about="A missing `not`.",
            text=_TEXT.format("ok", _QUICK),
            expected=(Expected(line=_DOWN, part="The service is down when it is `ok`"),),
        ),
        Case(
            about="One `not` too many, and what failed is good.",
            text=_TEXT.format("not failed", "failed"),
            expected=(
                Expected(line=_DOWN, part="The service is down when it is `not failed`"),
                Expected(line=_GOOD, part="A record is good when it is `failed`"),
            ),
        ),
        Case(
            about="From the answer to the question.",
            text=_TEXT.format("not ok", "responded to opened at most 30 minutes"),
            expected=(Expected(line=_GOOD, part="`responded` comes after `opened`"),),
        ),
        Case(
            about="As one of several parts.",
            text=_TEXT.format("ok or armed", f"not failed\n      and {_QUICK.replace('at most', 'above')}"),
            expected=(
                Expected(line=_DOWN, part="The service is down when it is `ok`"),
                Expected(line=_GOOD + 1, part="makes the slow ones the good ones"),
            ),
        ),
    ),
    good=(
        Case(about="Quick answers, and a check that is not good.", text=_TEXT.format("not ok", _QUICK)),
        Case(
            about="A check that failed, and records that did not.", text=_TEXT.format("failed", "not failed")
        ),
        Case(
            about="An outage narrowed, and a time between two others.",
            text=_TEXT.format("ok and armed", f"opened to responded at least 1 minute\n      and {_QUICK}"),
        ),
        Case(
            about="Fields whose names say nothing, and times that may be long.",
            text=_TEXT.format("armed", "shipped to due at least 2 days"),
        ),
    ),
    check=check,
)
