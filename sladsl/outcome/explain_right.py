"""Why a right is there, or not: every condition with the periods that count, its dates, the clause.

Somebody who wants to terminate on it will be asked for exactly this.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sladsl.outcome.explain import section, source
from sladsl.outcome.rights import RightCondition, RightConditions, RightState, RightTree
from sladsl.outcome.rights_to_text import left_text
from sladsl.outcome.rights_words import condition_lacking, events_text, state_text, unknown_text
from sladsl.outcome.statement import Statement
from sladsl.outcome.table import paragraph, table
from sladsl.values.instant import instant_to_local
from sladsl.values.zones import zone

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


def explain_right(state: RightState, statement: Statement, clauses: Mapping[str, str]) -> str:
    """A right in one scope retraced in eighty columns, ending with a line break.

    `clauses` gives the clause number in the contract for the construct of a rule. ValueError when the zone of the
    statement isn't one.
    """
    place = zone(statement.zone)
    if place is None:
        raise ValueError(f"{statement.zone!r} isn't a zone")
    left = left_text(state.last_day, statement, place) if state.last_day and state.state != "lapsed" else ""
    told = state_text(state, left)
    where = f"{state.words}{f', {state.scope}' if state.scope else ''}"
    out = [*paragraph(where, 0), *paragraph(f"{told[:1].upper()}{told[1:]}.", 0)]
    out += section("What gives it", [*_trigger(state), *source(state.rule, clauses)])
    out += section("How far that has come", _tree(state.conditions, 2))
    out += section("What is not known", _unknown(state))
    out += section("Dates", _dates(state, statement, place))
    out += section("Before", _earlier(state, place))
    return "\n".join(out) + "\n"


def _trigger(state: RightState) -> list[str]:
    return paragraph(state.trigger or "Nothing has to happen first.")


def _tree(tree: RightTree | None, indent: int) -> list[str]:
    match tree:
        case RightCondition():
            return _condition(tree, indent)
        case RightConditions():
            word = "all of these:" if tree.how == "all" else "any of these:"
            out = paragraph(word, indent)
            for part in tree.of:
                out += _tree(part, indent + 2)
            return out
        case None:
            return []


def _condition(of: RightCondition, indent: int) -> list[str]:
    told = {"yes": "yes", "no": "no", "perhaps": "perhaps"}[of.holds]
    count = f", {len(of.counted)} of {of.needed}" if of.needed > 1 else ""
    out = paragraph(f"{of.text}: {told}{count}", indent)
    if of.counted:
        out += paragraph(events_text(of.counted), indent + 2)
    if of.holds != "yes":
        out += paragraph(f"needs {condition_lacking(of)}", indent + 2)
    return out


def _unknown(state: RightState) -> list[str]:
    out = paragraph(unknown_text(state.unknown)) if state.unknown else []
    if state.looked_to:
        out += paragraph(f"Nothing after {state.looked_to} is looked at.")
    return out


def _dates(state: RightState, statement: Statement, place: ZoneInfo) -> list[str]:
    rows: list[tuple[str, str]] = []
    if state.arises is not None:
        rows.append(("arises", _day(state.arises, place)))
    if state.last_day:
        rows.append(("last day", f"{state.last_day}{f' ({state.use})' if state.use else ''}"))
    elif state.use:
        known = "" if state.arises is None else "can't be told: "
        rows.append(("last day", f"{known}{state.use}"))
    elif state.state != "at will":
        rows.append(("last day", "none is stated"))
    if state.first:
        rows.append(("first day", f"{state.first_day} ({state.first})" if state.first_day else state.first))
    rows.append(("notice", state.notice or "none is stated"))
    if state.effective:
        rows.append(("effect", state.effective))
    if state.noticed is not None:
        rows.append(("notice given", _day(state.noticed, place)))
    if state.effective_day and state.state == "used":
        rows.append(("takes effect", state.effective_day))
    elif state.effective_day:
        today = state.first_day if state.state == "waiting" else _day(statement.as_of, place)
        rows.append(("takes effect", f"{state.effective_day}, with notice given on {today}"))
        if state.earliest_day and state.arises is not None:
            rows.append(("at the earliest", f"{state.earliest_day}, with notice given when it arose"))
    if state.cure:
        until = f", by {state.cure_day}" if state.cure_day else ""
        rows.append(("unless cured", f"within {state.cure}{until}"))
    out = table(rows)
    return out + (paragraph(state.presumed) if state.presumed else [])


def _earlier(state: RightState, place: ZoneInfo) -> list[str]:
    out: list[str] = []
    for each in state.earlier:
        until = f" to {each.last_day}" if each.last_day else ""
        out += paragraph(f"{_day(each.arises, place)}{until}: {events_text(each.by)}")
    return out


def _day(instant: int, place: ZoneInfo) -> str:
    return instant_to_local(instant, place).date().isoformat()
