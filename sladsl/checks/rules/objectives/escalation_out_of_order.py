"""`escalation-out-of-order`: steps of an escalation that do not happen in the order in which they stand, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from sladsl.ast import values as v
from sladsl.ast.agreements import Agreement
from sladsl.ast.declare import Row
from sladsl.ast.escalations import Escalation
from sladsl.ast.objectives import Objective
from sladsl.checks.context import Context
from sladsl.checks.reach import figure
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.checks.urgency import Length, length, shorter
from sladsl.checks.written import promises
from sladsl.diagnostics.finding import Finding, Label
from sladsl.record import Record

SAY = Voice(name="escalation-out-of-order", code="O110", severity="warning")
DUE = Fraction(100)


class Moment(Record):
    """When a step happens: at a `share` of the time allowed, `before` or `after` it is over, or `at` a time of its own."""

    kind: str
    share: Fraction = Fraction(0)
    distance: Length | None = None


def check(context: Context) -> Iterator[Finding]:
    node = context.agreement.node
    assert isinstance(node, Agreement)
    promised = {each.name.text: _limit(each) for each in node.children(Objective) if each.name is not None}
    for block in node.children(Escalation):
        names = block.head_value.items if isinstance(block.head_value, v.Names) else ()
        limits = {promised.get(name.text) for name in names}
        yield from _steps(context, block, limits.pop() if len(limits) == 1 else None)


def _limit(objective: Objective) -> v.Duration | None:
    """The time that each record is allowed, where all have the same."""
    for words in promises(objective):
        if words.bound is not None and words.noun is not None:
            return words.bound.operand if isinstance(words.bound.operand, v.Duration) else None
    return None


def _steps(context: Context, block: Escalation, allowed: v.Duration | None) -> Iterator[Finding]:
    limit = length(allowed)
    told: dict[str, Row] = {}
    before: list[tuple[Row, Moment]] = []
    for row in block.table:
        moment = _moment(row.head)
        if moment is None:
            continue
        written = context.words(row.head.span)
        late = next((each for each in before if _earlier(moment, each[1], limit)), None)
        before.append((row, moment))
        if (
            moment.kind == "before"
            and moment.distance is not None
            and limit is not None
            and shorter(limit, moment.distance)
        ):
            yield SAY(
                row.head.span,
                f"`{written}` is before the record begins: only `{figure(allowed)}` are allowed for it.",
                "Write a shorter time.",
            )
        elif late is not None:
            first = context.words(late[0].head.span)
            yield SAY(
                row.head.span,
                f"`{written}` stands after `{first}` and happens before it.",
                "Put the steps in the order in which they happen, or correct one of them.",
                labels=(Label(span=late[0].head.span, text="this comes later"),),
            )
        yield from _role(row, told)


def _role(row: Row, told: dict[str, Row]) -> Iterator[Finding]:
    """The same people twice: the second step tells nobody who does not know."""
    cell = row.cell
    if not isinstance(cell, v.Escalate) or cell.reassign:
        return
    role = " ".join(cell.to.text.split())
    first = told.setdefault(role.casefold(), row)
    if first is not row:
        yield SAY(
            cell.span,
            f"`{role}` is told already: this step reaches nobody new.",
            "Name who is told next, or leave the step out.",
            labels=(Label(span=first.cell.span, text="told first here"),),
        )


def _moment(step: v.Value) -> Moment | None:
    if not isinstance(step, v.Step) or step.left_open:
        return None
    if step.share is not None:
        return Moment(kind="share", share=step.share.number.value)
    if step.distance is None:
        return Moment(kind="share", share=DUE)
    distance = length(step.distance)
    return None if distance is None else Moment(kind=step.direction, distance=distance)


def _earlier(one: Moment, other: Moment, limit: Length | None) -> bool:
    """Whether a step happens before another for sure."""
    if one.kind == other.kind:
        if one.kind == "share":
            return one.share < other.share
        assert one.distance is not None
        assert other.distance is not None
        if one.kind == "before":
            return shorter(other.distance, one.distance)
        return shorter(one.distance, other.distance)
    if one.kind == "before" and (other.kind == "after" or (other.kind == "share" and other.share >= DUE)):
        return True
    if one.kind == "share" and other.kind == "after" and one.share <= DUE:
        return True
    if limit is None:
        return False
    first, second = _time(one, limit), _time(other, limit)
    return first is not None and second is not None and first < second


def _time(moment: Moment, limit: Length) -> Fraction | None:
    """When a step happens, where both lengths are exact."""
    if limit[0] != limit[1] or (moment.distance is not None and moment.distance[0] != moment.distance[1]):
        return None
    distance = moment.distance[0] if moment.distance is not None else Fraction(0)
    match moment.kind:
        case "share":
            return limit[0] * moment.share / DUE
        case "before":
            return limit[0] - distance
        case "after":
            return limit[0] + distance
        case _:
            return distance


_TEXT = """\
sla Desk "Service desk" {{
  time zone: "UTC"
  party Nimbus {{ role: provider }}
  service Help {{ hours: always }}
  source tickets {{
    holds: records   of: Help   each: ticket   collected: automatically
    fields {{ opened: time   resolved: time }}
  }}
  metric Repairs {{ measure: opened to resolved of tickets }}
  objective Repaired {{
    Nimbus ensures Repairs of each ticket at most 4 hours
  }}
  escalation for Repaired {{
    {}
  }}
}}
"""

RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="Steps of an escalation stand in another order than they happen, or tell the same people twice.",
    why=(
        "An escalation climbs: the lead at half the time, the head when it is due, the board an hour later. A step that "
        "stands below a later one has a wrong figure, or two rows are exchanged, and the board is told before the lead. "
        "A second step to the same role changes nothing for the one whose ticket is late."
    ),
    bad=(
        Case(
            about="80% stands before 50%.",
            text=_TEXT.format('at 80%: "Head of the desk"\n    at 50%: "Team lead"'),
            expected=(Expected(line=15, part="`at 50%` stands after `at 80%` and happens before it"),),
        ),
        Case(
            about="After it was due, and then when it is.",
            text=_TEXT.format('2 hours after due: "Head of the desk"\n    at due: "Team lead"'),
            expected=(Expected(line=15, part="`at due` stands after `2 hours after due`"),),
        ),
        Case(
            about="One of them is told twice.",
            text=_TEXT.format('at 50%: "Team lead"\n    at due: "team lead"'),
            expected=(Expected(line=15, part="`team lead` is told already"),),
        ),
        Case(
            about="An hour of four has gone after half of them, and five hours before it is due nothing was there.",
            text=_TEXT.format(
                'at 50%: "Team lead"\n    3 hours before due: "Head of the desk"\n    5 hours before due: "Board"'
            ),
            expected=(
                Expected(line=15, part="`3 hours before due` stands after `at 50%`"),
                Expected(line=16, part="`5 hours before due` is before the record begins"),
            ),
        ),
    ),
    good=(
        Case(
            about="From the first to the last.",
            text=_TEXT.format(
                'at 50%: "Team lead"\n    at due: "Head of the desk"\n    2 hours after due: "Board"'
            ),
        ),
        Case(
            about="Two are told at once.",
            text=_TEXT.format('at 80%: "Team lead"\n    at 80%: "Head of the desk"'),
        ),
        Case(
            about="It goes back to the same hands.",
            text=_TEXT.format('1 hour before due: reassign to "Second line"\n    at due: "Second line"'),
        ),
    ),
    check=check,
)
