"""The rights of a statement as text: what can be used now and until when, what is possible, what is still lacking."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from sladsl.outcome.range import tried
from sladsl.outcome.rights import RightState
from sladsl.outcome.rights_words import events_text, lacking_text, listed, state_text, unknown_text
from sladsl.outcome.statement import Outcome, Statement
from sladsl.outcome.table import paragraph, plural
from sladsl.values.instant import instant_to_local

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_FEW = 2
"""So many scopes in which nothing has happened are told one by one."""
_SHOWN = 3
"""So many rights, and so many scopes of one, are named in the headline."""
_THERE = ("open", "possible", "waiting")
_OTHERS = 2
"""So many other readings of a right are told."""


def rights_block(outcome: Outcome, place: ZoneInfo, full: bool) -> list[str]:
    """The section of rights; () without rights. `full` lists every scope."""
    states = outcome.statement.rights
    if not states:
        return []
    out = ["", "Rights"]
    for _, group in groupby(states, key=lambda each: each.right):
        members = list(group)
        if len(members) == 1 and not members[0].scope:
            out += _one(members[0], members[0].words, outcome, place, 2)
            continue
        out += paragraph(members[0].words)
        groups: dict[str, list[RightState]] = {}
        for each in members:
            if not full and not _differs(each, outcome) and (words := _nothing(each)):
                groups.setdefault(words, []).append(each)
        alike = {words: same for words, same in groups.items() if len(same) > _FEW}
        hidden = {id(each) for same in alike.values() for each in same}
        for each in members:
            if id(each) not in hidden:
                out += _one(each, each.scope or "as a whole", outcome, place, 4)
        for words, same in alike.items():
            out += paragraph(f"{plural(len(same), same[0].dimension or 'line')}: {words}", 4)
    return out


def _nothing(state: RightState) -> str:
    """What is told of many scopes together: nothing has happened there, or nothing is known."""
    if state.state == "not arisen":
        return "not yet"
    if state.state == "possible" and not state.by:
        reasons = list(dict.fromkeys(each.reason for each in state.unknown))
        return f"possible, as nobody knows ({', '.join(reasons)})"
    return ""


def usable_now(statement: Statement) -> str:
    """`Acme may terminate (until 2026-04-29, Kiel and Bremen)`: what has arisen and can be used; "" for nothing."""
    found: dict[tuple[str, str], list[str]] = {}
    for each in statement.rights:
        if each.state == "open":
            scopes = found.setdefault((each.words, each.last_day), [])
            scopes += [each.scope] if each.scope else []
    shown = []
    for (words, last_day), scopes in list(found.items())[:_SHOWN]:
        of = listed(scopes) if len(scopes) <= _SHOWN else f"{len(scopes)} of them"
        notes = ", ".join(part for part in (f"until {last_day}" if last_day else "", of) if part)
        shown.append(f"{words} ({notes})" if notes else words)
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return ", ".join(shown) + more


def left_text(last_day: str, statement: Statement, place: ZoneInfo) -> str:
    """`12 days left`, `the last day`."""
    days = (date.fromisoformat(last_day) - instant_to_local(statement.as_of, place).date()).days
    return "the last day" if days == 0 else f"{plural(days, 'day')} left"


def right_state_text(state: RightState, statement: Statement, place: ZoneInfo) -> str:
    left = left_text(state.last_day, statement, place) if state.last_day and state.state != "lapsed" else ""
    return state_text(state, left)


def _one(state: RightState, name: str, outcome: Outcome, place: ZoneInfo, indent: int) -> list[str]:
    statement = outcome.statement
    out = paragraph(f"{name}: {right_state_text(state, statement, place)}", indent)
    for text in notes(state, place):
        out += paragraph(text, indent + 2)
    for text in _differs(state, outcome):
        out += paragraph(text, indent + 2)
    return out


def notes(state: RightState, place: ZoneInfo) -> list[str]:
    """What a reader needs beside the state: why, what is lacking, on what it hangs, when it takes effect."""
    found = []
    if state.arises is not None and state.by:
        since = instant_to_local(state.arises, place).date()
        found.append(f"since {since}: {events_text(state.by)}")
    if state.unknown:
        found.append(f"if this counts: {unknown_text(state.unknown)}")
    if state.presumed:
        found.append(state.presumed)
    if state.withheld:
        found.append(f"not given: {state.withheld}")
    if state.state in ("not arisen", "lapsed"):
        lacking = lacking_text(state.conditions)
        if not lacking and state.state == "lapsed" and state.by:
            lacking = "the next period that counts"
        if lacking:
            again = "again with" if state.state == "lapsed" else "needs"
            found.append(f"{again} {lacking}")
    if state.first and state.state == "possible":
        found.append(f"its first day: {state.first_day or state.first}")
    found += _effect(state, place)
    found += _cure(state, place)
    if state.looked_to and state.state != "at will":
        found.append(f"as far as {state.looked_to}: no later period is looked at")
    return found


def _effect(state: RightState, place: ZoneInfo) -> list[str]:
    """When it takes effect."""
    if state.effective_day:
        if state.notice in ("at once", "") and not state.effective:
            return ["takes effect at once"]
        notice = f"{state.notice} of notice" if state.notice not in ("at once", "") else ""
        effect = f"effect {state.effective}" if state.effective else ""
        said = listed([each for each in (notice, effect) if each])
        given = _given(state, place)
        return [f"with {said}, {given}: takes effect on {state.effective_day}"]
    if state.action == "terminate" and state.state in ("open", "possible", "waiting", "at will"):
        if state.effective:
            return [f"takes effect: {state.effective}"]
        return ["no notice period is stated"]
    return []


def _given(state: RightState, place: ZoneInfo) -> str:
    """When notice is given: it was, it can be on the first day, or now."""
    if state.state == "used" and state.noticed is not None:
        return f"given on {instant_to_local(state.noticed, place).date()}"
    return f"given on {state.first_day}" if state.state == "waiting" else "given today"


def _cure(state: RightState, place: ZoneInfo) -> list[str]:
    """Until when it can be mended, and a notice that came at another time than its own."""
    found = []
    if state.cure and state.state in ("open", "possible", "waiting", "used"):
        until = (
            f" on {state.cure_day} at the latest, with notice {_given(state, place)}"
            if state.cure_day
            else ""
        )
        found.append(f"unless it is mended within {state.cure}{until}")
    if state.noticed is not None and state.state != "used":
        found.append(f"the notice of {instant_to_local(state.noticed, place).date()} was not within its time")
    return found


def _differs(state: RightState, outcome: Outcome) -> list[str]:
    """What the right is in other readings, and by which answers."""
    keys = {choice.key for choice in outcome.open if choice.matters}
    others: dict[str, str] = {}
    for reading in outcome.readings[1:]:
        for each in reading.statement.rights:
            if (each.right, each.scope) != (state.right, state.scope):
                continue
            if (each.state, each.arises, each.last, each.effective_day) == (
                state.state,
                state.arises,
                state.last,
                state.effective_day,
            ):
                continue
            until = f" until {each.last_day}" if each.last_day and each.state in _THERE else ""
            until = f"{f' from {each.first_day}' if each.state == 'waiting' else ''}{until}"
            words = f"{'not yet' if each.state == 'not arisen' else each.state}{until}"
            if each.effective_day != state.effective_day and each.effective_day:
                words += f", to take effect on {each.effective_day}"
            if each.state == "lapsed":
                words = f"lapsed on {each.last_day}"
            answers = ", ".join(
                f"{answer.key}: {answer.answer}" for answer in tried(reading) if answer.key in keys
            )
            others.setdefault(words, answers)
    found = [f"{words}, if {answers}" for words, answers in list(others.items())[:_OTHERS]]
    if len(others) > _OTHERS:
        found.append(f"and {len(others) - _OTHERS} other states by other answers")
    return found
