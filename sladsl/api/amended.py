"""What an agreement as amended comes to is not evaluated yet: what lies after an amendment is open, not as before it."""

from __future__ import annotations

from datetime import date

from sladsl.model.meanings import Agreement
from sladsl.outcome.rights import RightState
from sladsl.outcome.statement import Line, Statement, Step
from sladsl.record import replace
from sladsl.values.instant import instant_text
from sladsl.values.period import day_start
from sladsl.values.zones import zone


def as_amended(statement: Statement, agreement: Agreement) -> Statement:
    """The statement without what the text before its first amendment would come to from then on."""
    place = zone(statement.zone)
    if not agreement.amended_from or place is None:
        return statement
    since = day_start(date.fromisoformat(agreement.amended_from), place)
    if not any(each.end > since for each in statement.lines):
        return statement
    why = (
        f"`{agreement.amended_by}` amends the agreement from {instant_text(since, place)[:10]}, and what it changes is not "
        "evaluated yet"
    )
    lines = tuple(_open(each, why) if each.end > since else each for each in statement.lines)
    late = {each.period for each in statement.lines if each.end > since}
    totals = tuple(replace(each, credit=None) if each.period in late else each for each in statement.totals)
    rights = tuple(_unknown(each, since) for each in statement.rights)
    return replace(statement, lines=lines, totals=totals, total=None, rights=rights)


def _open(line: Line, why: str) -> Line:
    step = Step(name="band", before=None, after=None, why=why, rule=line.rule)
    return replace(
        line,
        level=None,
        shown="",
        status="not assessed",
        grade="",
        reason=why,
        band="",
        credit=None,
        steps=(step,),
        distances=(),
        claim=None,
        budget=None,
    )


def _unknown(right: RightState, since: int) -> RightState:
    """A right that arose by periods after the amendment may be another one now."""
    return replace(right, state="possible") if right.arises is not None and right.arises > since else right
