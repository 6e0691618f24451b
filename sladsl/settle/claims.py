"""Claims: until when each stage must be made, whether it was, and what a late one costs.

A deadline that has passed without a known claim takes nothing away: nobody said that no claim was made.
"""

from __future__ import annotations

from collections.abc import Mapping

from sladsl.outcome.amounts import is_nothing
from sladsl.outcome.given import GivenClaim, GivenDecision, in_time_order
from sladsl.outcome.statement import ClaimState, ClaimStatus, Decision, Dispute, StageState, Step
from sladsl.plan.dates import ClaimRule, StageRule
from sladsl.record import Record, replace
from sladsl.settle.datebook import OF_LINES, DateBook, Found
from sladsl.settle.draft import Alike, Draft, alike, stepped
from sladsl.values.amount import NOTHING
from sladsl.values.deadline import Anchor, at_instant, due
from sladsl.values.instant import instant_text, instant_to_local

Key = tuple[str, str, str, str]
"""Objective ("": all), scope, period label, stage."""


class Made(Record):
    """When a stage was made; `presumed`: in time, whenever that was. `decisions`: what is known to have become of it."""

    at: int
    presumed: bool = False
    decisions: tuple[GivenDecision, ...] = ()

    @property
    def told(self) -> int | None:
        """The day, where somebody tells it: of a claim that was only paid nobody does."""
        return None if self.presumed and self.decisions else self.at


def claimed_at(claims: tuple[GivenClaim, ...], as_of: int) -> dict[Key, Made]:
    """The first claim for each line and stage; claims and decisions after the as-of instant are not known yet.

    What is presumed to be in time is known at once: nobody says when it was.
    """
    found: dict[Key, Made] = {}
    for each in claims:
        if is_known(each, as_of):
            key = (each.objective, each.scope, each.period, each.stage)
            first = found.get(key)
            if first is None or each.claimed < first.at:
                decisions = tuple(one for one in each.decisions if one.on < as_of)
                found[key] = Made(at=each.claimed, presumed=each.presumed, decisions=decisions)
    return found


def is_known(claim: GivenClaim, as_of: int) -> bool:
    """Whether a claim is known at an instant; one that was only paid is known with its payment."""
    return claim.claimed < as_of or (claim.presumed and not claim.decisions)


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


def without_late(drafts: tuple[Draft, ...], claims: Mapping[Key, Made], book: DateBook) -> tuple[Draft, ...]:
    """The drafts, of which those claimed too late owe nothing; other claims are settled behind caps."""
    if not claims:
        return drafts
    settled = (claim_settled(each, claims, book) for each in drafts)
    return tuple(
        late if late.claim is not None and late.claim.state == "made late" else each
        for each, late in zip(drafts, settled, strict=True)
    )


def claim_settled(draft: Draft, claims: Mapping[Key, Made], book: DateBook) -> Draft:
    """The draft with the state of its claim, and what became of it; a stage that was late leaves no credit."""
    if draft.claim is not None:
        return draft  # claimed too late, which came before caps
    line = _settled(draft, claims, book)
    if line.claim is None or not claims:
        return line
    decisions = _decisions(line, claims, book)
    if not decisions:
        return line
    rule = draft.assessment.claim
    claim = replace(
        line.claim,
        decisions=decisions,
        dispute=_dispute(decisions[-1], rule, book),
        decide=None,
        decide_day="",
    )
    return replace(line, claim=claim)


def _settled(draft: Draft, claims: Mapping[Key, Made], book: DateBook) -> Draft:
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
            claimed=made.told if made is not None else None,
            rule=None,
        )
        return replace(draft, claim=state)
    stages, state = _stated(rule, draft, claims, book)
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


def _decisions(line: Draft, claims: Mapping[Key, Made], book: DateBook) -> tuple[Decision, ...]:
    """What became of the claim of a line; what was said of a claim of everything only where that is how it was made."""
    rule, label, objective = line.assessment.claim, line.period.label, line.assessment.objective
    stages = ("",) if rule is None else tuple(stage.name for stage in rule.stages)
    own = [
        made for stage in stages if (made := claims.get((objective, line.scope, label, stage))) is not None
    ]
    found, whole = own, False
    if not own and line.claim is not None and line.claim.state not in ("open", "lapsed"):
        letters = [_of_all(claims, line, stage) for stage in stages]
        found, whole = [made for made in letters if made is not None], True
    decisions = in_time_order(each for made in found for each in made.decisions)
    return tuple(
        Decision(
            decision=each.decision,
            on=each.on,
            day=instant_to_local(each.on, book.place).date().isoformat(),
            amount=each.amount,
            invoice=each.invoice,
            reason=each.reason,
            whole=whole,
        )
        for each in decisions
    )


def _dispute(last: Decision, rule: ClaimRule | None, book: DateBook) -> Dispute | None:
    """Until when the first step of a dispute has time, if the claim is rejected."""
    if rule is None or rule.dispute is None or last.decision != "rejected":
        return None
    limit = due(rule.dispute.length, at_instant(last.on, book.place), book.place)
    if limit is None:
        return None
    return Dispute(first=rule.dispute.first, until=limit.until, day=limit.last_day, rule=rule.dispute.rule)


def _stated(
    rule: ClaimRule, draft: Draft, claims: Mapping[Key, Made], book: DateBook
) -> tuple[tuple[StageState, ...], ClaimState]:
    """The stages and the claim as a whole; where nobody claims anything they hang on the period alone."""
    if claims or any(each.deadline is not None and each.deadline.anchor in OF_LINES for each in rule.stages):
        stages = _stages(rule, draft, claims, book)
        return stages, _whole(rule, stages, book)
    key = id(rule), draft.period  # the settlement holds its rules: no other gets the place of one in memory
    found = book.stated.get(key)
    if found is None:
        stages = _stages(rule, draft, claims, book)
        found = book.stated[key] = stages, _whole(rule, stages, book)
    return found


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
            objective = draft.assessment.objective
            anchor = book.anchor(stage.deadline, draft.period, draft.attained.columns, objective, draft.scope)
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
    at = None if made is None else made.told
    if at is not None and made is not None and made.presumed and until is not None:
        at = min(at, until.until - 1)
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
        if anchor.anchor is not None
        and stage.deadline is not None
        and stage.deadline.anchor not in ("period", "incident")
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
