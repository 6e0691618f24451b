"""Claims: until when each stage must be made, whether it was, and what a late one costs.

A deadline that has passed without a known claim takes nothing away: nobody said that no claim was made.
"""

from __future__ import annotations

from collections.abc import Mapping

from sladsl.outcome.amounts import is_nothing
from sladsl.outcome.given import GivenClaim
from sladsl.outcome.statement import ClaimState, ClaimStatus, StageState, Step
from sladsl.plan.dates import ClaimRule, StageRule
from sladsl.record import Record, replace
from sladsl.settle.datebook import DateBook, Found
from sladsl.settle.draft import Alike, Draft, alike, stepped
from sladsl.values.amount import NOTHING
from sladsl.values.deadline import Anchor, at_instant, due
from sladsl.values.instant import instant_text, instant_to_local

Key = tuple[str, str, str, str]
"""Objective ("": all), scope, period label, stage."""


class Made(Record):
    """When a stage was made; `presumed`: in time, whenever that was."""

    at: int
    presumed: bool = False


def claimed_at(claims: tuple[GivenClaim, ...], as_of: int) -> dict[Key, Made]:
    """The first claim for each line and stage; claims after the as-of instant are not known yet.

    What is presumed to be in time is known at once: nobody says when it was.
    """
    found: dict[Key, Made] = {}
    for each in claims:
        if each.presumed or each.claimed < as_of:
            key = (each.objective, each.scope, each.period, each.stage)
            first = found.get(key)
            if first is None or each.claimed < first.at:
                found[key] = Made(at=each.claimed, presumed=each.presumed)
    return found


def _of_all(claims: Mapping[Key, Made], draft: Draft, stage: str) -> Made | None:
    """The first claim of everything that a line is part of."""
    label = draft.period.label
    found = [claims.get(("", scope, label, stage)) for scope in dict.fromkeys((draft.scope, ""))]
    return min((each for each in found if each is not None), key=lambda made: made.at, default=None)


def claims_settled(
    drafts: tuple[Draft, ...], claims: Mapping[Key, Made], book: DateBook
) -> tuple[Draft, ...]:
    """The drafts with the states of their claims; where nothing was claimed and nothing is owed they hang on the figures."""
    lines: list[Draft] = []
    known: dict[Alike, Draft] = {}
    for draft in drafts:
        quiet = not claims and is_nothing(draft.amount) and all(step.name != "cap" for step in draft.steps)
        same = known.get(alike(draft)) if quiet else None
        if same is not None:
            lines.append(draft if same.claim is None else replace(draft, claim=same.claim))
            continue
        line = claim_settled(draft, claims, book)
        lines.append(line)
        if quiet:
            known[alike(draft)] = line
    return tuple(lines)


def claim_settled(draft: Draft, claims: Mapping[Key, Made], book: DateBook) -> Draft:
    """The draft with the state of its claim; a stage that was late leaves no credit."""
    if draft.assessment.credit is None or (draft.status == "not assessed" and draft.amount is not None):
        return draft
    rule = draft.assessment.claim
    if rule is None:
        made = claims.get((draft.assessment.objective, draft.scope, draft.period.label, ""))
        made = made or _of_all(claims, draft, "")
        state = ClaimState(
            state="nothing to claim" if is_nothing(draft.amount) else "not stated",
            last=None,
            last_day="",
            channel="",
            claimed=made.at if made is not None else None,
            rule=None,
        )
        return replace(draft, claim=state)
    stages = _stages(rule, draft, claims, book)
    state = _whole(rule, stages, book)
    if is_nothing(draft.amount):
        # What only a cap took may be owed after all, when another credit under it falls away: then it counts whether it
        # was claimed, so its stages keep their days.
        nothing = stages
        if not any(step.name == "cap" and not is_nothing(step.before) for step in draft.steps):
            nothing = tuple(replace(each, state="nothing to claim") for each in stages)
        return replace(
            draft,
            claim=replace(state, state="nothing to claim", stages=nothing, decide=None, decide_day=""),
        )
    late = next((each for each in stages if each.state == "made late"), None)
    if late is None or late.made is None:
        return replace(draft, claim=state)
    name = f"{late.title or late.name}: " if late.name else ""
    why = f"{name}claimed at {instant_text(late.made, book.place)}; the last day was {_until(late, book)}"
    step = Step(name="claim", before=draft.amount, after=NOTHING, why=why, rule=late.rule)
    return replace(stepped(draft, step), claim=state)


def _until(stage: StageState, book: DateBook) -> str:
    """The last day, with the time where the day does not end with the deadline."""
    if stage.last is None:
        return stage.last_day
    local = instant_to_local(stage.last, book.place)
    exact = local.hour or local.minute or local.second
    return instant_text(stage.last, book.place) if exact else stage.last_day


def _stages(
    rule: ClaimRule, draft: Draft, claims: Mapping[Key, Made], book: DateBook
) -> tuple[StageState, ...]:
    found: dict[str, StageState] = {}
    line = draft.assessment.objective, draft.scope, draft.period.label
    for stage in rule.stages:
        made = claims.get((*line, stage.name))
        found[stage.name] = _stage(stage, rule, draft, made, _of_all(claims, draft, stage.name), found, book)
    return tuple(found.values())


def _stage(
    stage: StageRule,
    rule: ClaimRule,
    draft: Draft,
    made: Made | None,
    of_all: Made | None,
    earlier: Mapping[str, StageState],
    book: DateBook,
) -> StageState:
    anchor = Found(anchor=None)
    until = None
    if stage.deadline is not None:
        if stage.deadline.anchor == "stage":
            anchor = _after(earlier.get(stage.deadline.of), book)
        else:
            anchor = book.anchor(stage.deadline, draft.period, draft.attained.columns)
        until = book.until(stage.deadline, anchor)
    # A claim of everything is one of what could be claimed then: it makes nothing late.
    in_time = of_all is not None and (until is None or of_all.at < until.until)
    if of_all is not None and in_time and (made is None or of_all.at < made.at):
        made = of_all
    state: ClaimStatus = "not stated" if rule.needed else "none needed"
    if until is not None and made is None:
        state = "open" if book.as_of < until.until else "lapsed"
    elif made is not None and until is not None:
        state = "made in time" if made.presumed or made.at < until.until else "made late"
    elif made is not None and stage.name:
        state = "made in time"
    at = None if made is None else made.at
    if made is not None and made.presumed and until is not None:
        at = min(made.at, until.until - 1)
    return StageState(
        name=stage.name,
        title=stage.title,
        channel=stage.channel,
        state=state,
        last=until.until if until is not None else None,
        last_day=until.last_day if until is not None else "",
        made=at,
        show=stage.show,
        rule=stage.rule,
        presumed=anchor.why,
        since=anchor.anchor.instant
        if anchor.anchor is not None and stage.deadline is not None and stage.deadline.anchor != "period"
        else None,
    )


def _after(stage: StageState | None, book: DateBook) -> Found:
    """When a former stage was made; until then the last day on which it can be."""
    if stage is None:
        return Found(anchor=None)
    if stage.made is not None:
        return Found(anchor=at_instant(stage.made, book.place))
    name = stage.title or stage.name
    if stage.last is None:
        return Found(anchor=None, why=f"it is not known when {name} is made")
    day = instant_to_local(stage.last - 1, book.place).date()
    return Found(
        anchor=Anchor(instant=stage.last, day=day),
        why=f"{name} is taken as made on its last day, {_until(stage, book)}",
    )


def _whole(rule: ClaimRule, stages: tuple[StageState, ...], book: DateBook) -> ClaimState:
    """The state of the claim: that of the stage which decides."""
    by_state = [
        next((each for each in stages if each.state in states), None)
        for states in (("made late",), ("lapsed",), ("open", "not stated"))
    ]
    deciding = next((each for each in by_state if each is not None), stages[-1])
    last = stages[-1].made
    limit = None
    if rule.decided is not None and last is not None and all(each.made is not None for each in stages):
        limit = due(rule.decided, at_instant(last, book.place), book.place)
    return ClaimState(
        state=deciding.state,
        last=deciding.last,
        last_day=deciding.last_day,
        channel=deciding.channel,
        claimed=last,
        rule=rule.rule,
        stages=stages,
        decided_by=rule.decided_by,
        decide=limit.until if limit is not None else None,
        decide_day=limit.last_day if limit is not None else "",
    )
