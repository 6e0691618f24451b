"""`notice-turned-round`: an exclusion that asks for little notice, or for notice when all is over."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.ast import values as v
from sladsl.ast.agreements import Agreement
from sladsl.ast.exclusions import Exclusion
from sladsl.ast.later import values_within
from sladsl.checks.conditions import conditions
from sladsl.checks.context import Context
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.diagnostics.finding import Finding

SAY = Voice(name="notice-turned-round", code="E104", severity="warning")
SAYING = ("announc", "notif", "notic", "inform", "publi", "advis", "communicat")
"""How the names of times begin at which something was said beforehand."""
SOON = ("emergenc", "urgent", "unplanned", "unschedul", "short", "incident")
"""Words of exclusions of which nobody expects long notice."""
OWN = ("start", "end")


def check(context: Context) -> Iterator[Finding]:
    node = context.agreement.node
    assert isinstance(node, Agreement)
    for stated in conditions(node):
        block = stated.block
        if not isinstance(block, Exclusion):
            continue
        named = f"{block.name.text if block.name else ''} {block.title.text if block.title else ''}".lower()
        soon = any(word in named for word in SOON)
        parts = [each for each in values_within(stated.condition) if isinstance(each, v.Notice)]
        long = any(part.comparator in ("at least", "above", "exactly") for part in parts)
        for part in values_within(stated.condition):
            yield from _part(context, part, limited=long or soon)


def _part(context: Context, part: v.Value, *, limited: bool) -> Iterator[Finding]:
    match part:
        case v.Notice(earlier=earlier, later=later, comparator=comparator, distance=distance):
            length = context.words(distance.span)
            if _says(earlier) and later.text in OWN and comparator in ("at most", "below") and not limited:
                yield SAY(
                    part.span,
                    f"What is announced earlier than `{length}` before is not excluded: notice is limited from above.",
                    f"Write `{earlier.text} at least {length} before {later.text}`.",
                )
            elif _says(later) and earlier.text in OWN and comparator in ("at least", "above", "exactly"):
                yield _after(part, f"{later.text} at least {length} before {earlier.text}")
        case v.Comparison(left=v.ElapsedTime(since=since, until=until), comparator=comparator) if (
            _says(until) and since.text in OWN and comparator in ("at least", "above")
        ):
            length = context.words(part.right.span)
            yield _after(part, f"{until.text} {comparator} {length} before {since.text}")
        case v.Order(left=left, right=right, order=order, negated=False):
            late, early = (left, right) if order == "after" else (right, left)
            if _says(late) and early.text == "end":
                yield _after(part, f"{late.text} is before start")
        case _:
            return


def _after(part: v.Value, right: str) -> Finding:
    return SAY(
        part.span,
        "Only what is announced afterwards is excluded.",
        f"Write `{right}`.",
    )


def _says(name: v.Name) -> bool:
    return name.text.lower().startswith(SAYING)


_TEXT = """\
sla Hosting "Web shop hosting" {{
  time zone: "UTC"
  party Nimbus {{ role: provider }}
  service Shop {{ hours: always }}
  source windows {{
    holds: intervals   of: Shop   collected: automatically
    fields {{ announced: time   approved: time }}
  }}
  exclusion {} {{
    time: windows where {}
  }}
}}
"""
_PLACE = 10

RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="An exclusion asks for little notice, or for notice when all is over.",
    why=(
        "Maintenance is excluded when the customer knew of it in time: `announced at least 5 days before start`. Turned "
        "round, works that were announced a month ahead count as downtime, and those that nobody heard of until the last "
        "day do not. Exclusions whose name says that they are for emergencies may ask for short notice."
    ),
    bad=(
        Case(
            about="At most for at least.",
            text=_TEXT.format("Maintenance", "announced at most 5 days before start"),
            expected=(
                Expected(line=_PLACE, part="What is announced earlier than `5 days` before is not excluded"),
            ),
        ),
        Case(
            about="Five days after the start.",
            text=_TEXT.format("Maintenance", "start to announced at least 5 days"),
            expected=(Expected(line=_PLACE, part="Only what is announced afterwards is excluded"),),
        ),
        Case(
            about="The two times are exchanged, and one is after the end.",
            text=_TEXT.format(
                "Maintenance", "start at least 5 days before announced\n      or announced is after end"
            ),
            expected=(
                Expected(line=_PLACE, part="Only what is announced afterwards is excluded"),
                Expected(line=_PLACE + 1, part="Only what is announced afterwards is excluded"),
            ),
        ),
    ),
    good=(
        Case(
            about="In time, and not too early to be remembered.",
            text=_TEXT.format(
                "Maintenance",
                "announced at least 5 days before start\n      and announced at most 30 days before start",
            ),
        ),
        Case(
            about="What can't be planned is announced late.",
            text=_TEXT.format("EmergencyWorks", "announced at most 24 hours before start"),
        ),
        Case(
            about="Another time than that of the notice.",
            text=_TEXT.format(
                "Maintenance", "approved at most 5 days before start\n      and announced is before start"
            ),
        ),
    ),
    check=check,
)
