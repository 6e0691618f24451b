"""Claims, rights, duties and the term as JSON: every date as a day of the zone and as an instant.

A `claim` has `stages` (one where it has no stages of its own), each with its own dates; `presumed` says on what a date
rests that nobody has told. Its `status` is `open`, `made`, `rejected`, `paid`, `lapsed` or "" (nothing is, or need be,
claimed); `decisions` say by day what became of it (`whole`: of a claim of everything, of which it is a part), `dispute` says
until when the first step of a dispute about its rejection has time.

A right has a `state` for each scope, `by` (the periods that completed it), `unknown` (those on
which a possible right hangs), and `conditions`: a tree of `{"how": "all" | "any", "of": […]}` around single conditions, each
with `counted`, `more` (how many are lacking) and in which periods they can come. `duties` are in the order of time.
"""

from __future__ import annotations

from typing import Any, assert_never

from sladsl.outcome.duties import DutyState, TermState
from sladsl.outcome.rights import (
    RightCondition,
    RightConditions,
    RightEvent,
    RightSpell,
    RightState,
    RightTree,
)
from sladsl.outcome.rights_words import lacking_text
from sladsl.outcome.statement import ClaimState, StageState
from sladsl.plan.settlement import Rule
from sladsl.values.amount import Fixed
from sladsl.values.to_json import Json, amount, instant


def claim_json(value: ClaimState | None) -> Json | None:
    if value is None:
        return None
    return {
        "state": value.state,
        "last": instant(value.last),
        "last_day": value.last_day,
        "channel": value.channel,
        "claimed": instant(value.claimed),
        "rule": None if value.rule is None else rule_json(value.rule),
        "stages": list(map(_stage, value.stages)),
        "decided_by": value.decided_by,
        "decide": instant(value.decide),
        "decide_day": value.decide_day,
        "status": value.status,
        "decisions": [
            {
                "decision": each.decision,
                "on": instant(each.on),
                "day": each.day,
                "amount": None if each.amount is None else amount(Fixed(money=each.amount)),
                "invoice": each.invoice,
                "reason": each.reason,
                "whole": each.whole,
            }
            for each in value.decisions
        ],
        "dispute": None
        if value.dispute is None
        else {
            "first": value.dispute.first,
            "until": instant(value.dispute.until),
            "day": value.dispute.day,
            "rule": rule_json(value.dispute.rule),
        },
    }


def rule_json(value: Rule) -> Json:
    return {"construct": value.construct, "text": value.text, "cites": value.cites}


def _stage(value: StageState) -> Json:
    return {
        "name": value.name,
        "title": value.title,
        "channel": value.channel,
        "state": value.state,
        "last": instant(value.last),
        "last_day": value.last_day,
        "presumed": value.presumed,
        "since": instant(value.since),
        "made": instant(value.made),
        "show": list(value.show),
        "rule": rule_json(value.rule),
    }


def right_json(value: RightState) -> Json:
    return {
        "right": value.right,
        "words": value.words,
        "holder": value.holder,
        "action": value.action,
        "scope": value.scope,
        "dimension": value.dimension,
        "state": value.state,
        "trigger": value.trigger,
        "arises": instant(value.arises),
        "by": list(map(_event, value.by)),
        "last": instant(value.last),
        "last_day": value.last_day,
        "presumed": value.presumed,
        "use": value.use,
        "notice": value.notice,
        "effective_day": value.effective_day,
        "earliest_day": value.earliest_day,
        "effective": value.effective,
        "first_day": value.first_day,
        "first": value.first,
        "cure": value.cure,
        "cure_day": value.cure_day,
        "noticed": instant(value.noticed),
        "lacking": lacking_text(value.conditions),
        "conditions": _tree(value.conditions),
        "unknown": list(map(_event, value.unknown)),
        "looked_to": value.looked_to,
        "withheld": value.withheld,
        "earlier": list(map(_spell, value.earlier)),
        "rule": rule_json(value.rule),
    }


def _event(value: RightEvent) -> Json:
    return {
        "objective": value.objective,
        "title": value.title,
        "scope": value.scope,
        "period": value.period,
        "end": instant(value.end),
        "status": value.status,
        "reason": value.reason,
    }


def _tree(value: RightTree | None) -> Any:
    match value:
        case None:
            return None
        case RightConditions():
            return {"how": value.how, "of": [_tree(each) for each in value.of]}
        case RightCondition():
            return {
                "text": value.text,
                "holds": value.holds,
                "objective": value.objective,
                "any": value.any,
                "status": value.status,
                "counted": list(map(_event, value.counted)),
                "needed": value.needed,
                "more": value.more,
                "first": value.first,
                "last": value.last,
                "each": value.each,
                "reachable": value.reachable,
            }
        case _:
            assert_never(value)


def _spell(value: RightSpell) -> Json:
    return {
        "arises": instant(value.arises),
        "last": instant(value.last),
        "last_day": value.last_day,
        "by": list(map(_event, value.by)),
    }


def duty_json(value: DutyState) -> Json:
    return {
        "kind": value.kind,
        "what": value.what,
        "who": value.who,
        "to": value.to,
        "period": value.period,
        "due": instant(value.due),
        "due_day": value.due_day,
        "state": value.state,
        "sent": instant(value.sent),
        "scope": value.scope,
        "dimension": value.dimension,
        "trigger": value.trigger,
        "arises": instant(value.arises),
        "by": list(map(_event, value.by)),
        "unknown": list(map(_event, value.unknown)),
        "presumed": value.presumed,
        "rule": rule_json(value.rule),
    }


def term_json(value: TermState | None) -> Json | None:
    if value is None:
        return None
    return {
        "number": value.number,
        "first_day": value.first_day,
        "last_day": value.last_day,
        "start": instant(value.start),
        "end": instant(value.end),
        "renewal": value.renewal,
        "by": value.by,
        "left": value.left,
        "notice": instant(value.notice),
        "notice_day": value.notice_day,
        "next_last_day": value.next_last_day,
        "sure": value.sure,
        "rule": rule_json(value.rule),
    }
