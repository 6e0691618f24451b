"""Claims in words: what the customer must do for a credit and until when, stage by stage."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sladsl.outcome.rights_to_text import left_text
from sladsl.outcome.statement import ClaimState, Decision, Line, StageState, Statement
from sladsl.values.instant import instant_text, instant_to_local
from sladsl.values.money import money_text

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


def until_text(last: int | None, last_day: str, place: ZoneInfo) -> str:
    """The last day, with the time where the deadline does not end with a day."""
    if last is None:
        return last_day
    local = instant_to_local(last, place)
    return instant_text(last, place) if local.hour or local.minute or local.second else last_day


def presumption_text(stage: StageState) -> str:
    """On what a last day rests that is not certain, as a sentence; "" where it is, or where there is no such day."""
    if not stage.presumed or stage.last is None or stage.state not in ("open", "lapsed"):
        return ""
    return f"{stage.presumed[:1].upper()}{stage.presumed[1:]}; if that was another day, so is the last day."


def presumptions(lines: Iterable[Line]) -> list[str]:
    """What the last days of claims presume, each once: only of the stage that decides, or is next."""
    found: dict[str, None] = {}
    for line in lines:
        if line.claim is None or line.claim.state not in ("open", "lapsed"):
            continue
        deciding = [each for each in line.claim.stages if each.state == line.claim.state]
        for stage in deciding if line.claim.state == "open" else deciding[:1]:
            found[presumption_text(stage)] = None
    return [each for each in found if each]


def claim_text(claim: ClaimState | None, statement: Statement, place: ZoneInfo) -> str:
    """`claim in writing by 2026-04-30 (18 days left)`, `claimed in time; rejected on 2026-05-04: maintenance`."""
    if claim is None:
        return "how to claim it is not stated"
    if claim.decisions:
        return decided_text(claim)
    if len(claim.stages) > 1:
        return _stages(claim, statement, place)
    channel = f" {claim.channel}" if claim.channel else ""
    until = until_text(claim.last, claim.last_day, place)
    match claim.state:
        case "open":
            return f"claim{channel} by {until} ({left_text(claim.last_day, statement, place)})"
        case "lapsed":
            return f"lapsed on {until}, no claim known"
        case "made in time":
            return f"claimed in time{_decision(claim)}"
        case "made late":
            return f"lost: claimed after {until}"
        case "none needed":
            return "due without a claim"
        case _:
            why = next((stage.presumed for stage in claim.stages if stage.presumed), "")
            if why:
                return f"claim{channel}; until when can't be told: {why}"
            return f"claim{channel}; no deadline is stated" if channel else "no deadline for claims is stated"


def decided_text(claim: ClaimState) -> str:
    """What became of a claim: `claimed in time; paid on 2026-05-20, 500.00 EUR, invoice R-17`."""
    made = {"made in time": ["claimed in time"], "made late": [f"claimed after {claim.last_day}"]}
    parts = [] if claim.claimed is None else made.get(claim.state, [])
    parts += [decision_text(each) for each in claim.decisions]
    if claim.dispute is not None:
        where = f" ({claim.dispute.first})" if claim.dispute.first else ""
        parts.append(f"the first step of a dispute{where} has until {claim.dispute.day}")
    return "; ".join(parts)


def decision_text(decision: Decision) -> str:
    """`paid on 2026-05-20, 500.00 EUR, invoice R-17`, `rejected on 2026-05-04: maintenance`."""
    parts = [f"{decision.decision} on {decision.day}"]
    if decision.amount is not None:
        of = " for all of the claim" if decision.whole else ""
        parts.append(f"{money_text(decision.amount)}{of}")
    if decision.invoice:
        parts.append(f"invoice {decision.invoice}")
    return ", ".join(parts) + (f": {decision.reason}" if decision.reason else "")


def _decision(claim: ClaimState) -> str:
    who = claim.decided_by or "to be decided"
    if not claim.decide_day:
        return ""
    return f"; {who} decides by {claim.decide_day}" if claim.decided_by else f"; {who} by {claim.decide_day}"


def _stages(claim: ClaimState, statement: Statement, place: ZoneInfo) -> str:
    """`Notice made in time, then Demand in writing by 2026-04-30 (18 days left)`."""
    if claim.state == "made in time" and all(each.state == "made in time" for each in claim.stages):
        return f"every stage made in time{_decision(claim)}"
    ending = [each for each in claim.stages if each.state == claim.state]
    if claim.state in ("lapsed", "made late") and ending:
        return stage_text(ending[0], statement, place)
    return ", then ".join(
        stage_text(each, statement, place) for each in claim.stages if each.state != "made in time"
    )


def stage_text(stage: StageState, statement: Statement, place: ZoneInfo) -> str:
    """`Demand in writing by 2026-04-30 (18 days left)`, `Notice lapsed on 2026-03-03`."""
    name = stage.title or stage.name
    until = until_text(stage.last, stage.last_day, place)
    channel = f" {stage.channel}" if stage.channel and stage.channel != "not stated" else ""
    match stage.state:
        case "open":
            return f"{name}{channel} by {until} ({left_text(stage.last_day, statement, place)})"
        case "lapsed":
            return f"{name} lapsed on {until}, no claim known"
        case "made in time":
            return f"{name} made in time"
        case "made late":
            return f"{name} lost: made after {until}"
        case _:
            told = (
                f"until when can't be told: {stage.presumed}" if stage.presumed else "no deadline is stated"
            )
            return f"{name}{channel}, {told}"
