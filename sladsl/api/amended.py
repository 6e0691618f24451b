"""What lies after an amendment that changes the very kind of lines (its periods, its currency) is open, not as before it."""

from __future__ import annotations

from datetime import date

from sladsl.model.meanings import Agreement
from sladsl.outcome.duties import DutyState
from sladsl.outcome.rights import RightState
from sladsl.outcome.statement import Line, Statement, Step
from sladsl.record import replace
from sladsl.values.instant import instant_text
from sladsl.values.period import day_start
from sladsl.values.zones import zone


def as_amended(statement: Statement, agreement: Agreement) -> Statement:
    """The statement without what the terms before such an amendment would come to from then on."""
    place, amendment = zone(statement.zone), agreement.amended_otherwise
    if amendment is None or place is None:
        return statement
    since = day_start(date.fromisoformat(amendment.since), place)
    if not any(each.end > since for each in statement.lines):
        return statement
    why = (
        f"`{amendment.name}` amends the agreement from {instant_text(since, place)[:10]}, and {amendment.why}"
    )
    lines = tuple(_open(each, why) if each.end > since else each for each in statement.lines)
    late = {each.period for each in statement.lines if each.end > since}
    totals = tuple(replace(each, credit=None) if each.period in late else each for each in statement.totals)
    rights = tuple(_unknown(each, since) for each in statement.rights)
    duties = tuple(_perhaps(each, since) for each in statement.duties)
    return replace(statement, lines=lines, totals=totals, total=None, rights=rights, duties=duties)


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


def _perhaps(duty: DutyState, since: int) -> DutyState:
    """A duty that arose by periods after the amendment may not have."""
    return replace(duty, state="possible") if duty.arises is not None and duty.arises > since else duty
