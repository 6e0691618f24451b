"""The choices of an agreement in English: each answer as a rule, each open one as the question left open."""

from __future__ import annotations

from sladsl.ast import values as v
from sladsl.model.meanings import Chosen, LeftOpen
from sladsl.prose.document import Clause, Section, Text
from sladsl.prose.english import quantities as q
from sladsl.prose.english.answers import ANSWERS
from sladsl.prose.english.conditions import field, quantity
from sladsl.prose.english.names import Names
from sladsl.prose.english.open_questions import OPEN
from sladsl.prose.say import clause, item, join, say

_MODES = {
    "half up": "to the nearest multiple of {unit}, halves away from zero",
    "half even": "to the nearest multiple of {unit}, halves to the even multiple",
    "down": "down to a multiple of {unit}",
    "up": "up to a multiple of {unit}",
}
_WHERE = {
    "on each line": "; each line of a statement is rounded",
    "on the total": "; only the total is rounded",
}


def interpretation(names: Names) -> Section | None:
    """What the Parties chose, and what they left open."""
    chosen = [(key, each) for key, each in names.agreement.choices.items() if isinstance(each, Chosen)]
    left = [(key, each) for key, each in names.agreement.choices.items() if isinstance(each, LeftOpen)]
    clauses: list[Clause] = []
    if chosen:
        items = [item(sentence(key, each, names), f"interpretation {key}") for key, each in chosen]
        clauses.append(clause("Rules", "Unless a clause says otherwise for the figure it defines:", items))
    if left:
        items = [item(sentence(key, each, names), f"interpretation {key}") for key, each in left]
        clauses.append(clause("Left open", "These points are left open:", items))
    if not clauses:
        return None
    return Section(title=join("Rules of calculation"), clauses=tuple(clauses), keys=("interpretation",))


def sentence(key: str, choice: Chosen | LeftOpen, names: Names) -> Text:
    """One choice as one sentence."""
    if isinstance(choice, LeftOpen):
        return join(f"The Parties have not stated {OPEN.get(key, key)}.")
    known = ANSWERS.get((key, choice.answer))
    if known is not None:
        return join(known)
    if choice.rounding is not None:
        return join(_rounding(key, choice.rounding))
    if key == "record belongs to":
        return say(
            "A record belongs to the Service Period in which its time {field} lies.",
            field=field(choice.answer),
        )
    if key == "business days":
        return say(
            "Business Days are the days for which {calendar} gives hours.",
            calendar=names.ref("calendar", choice.answer),
        )
    if key == "order":
        return join(f"Amounts are worked out in this order: {choice.answer}.{_before_caps(choice.answer)}")
    return join(f"{key.capitalize()}: {choice.answer}.")


def _before_caps(order: str) -> str:
    """What it means that something comes before the cap that otherwise comes behind it."""
    early = order.partition("cap")[0] if "cap" in order else ""
    said = ""
    if "claim" in early:
        said += " A Service Credit that is claimed too late uses up nothing of a cap."
    if "earn back" in early:
        said += " A cap limits what remains of a Service Credit after a part of it is earned back."
    return said


def _rounding(key: str, rounding: v.Round) -> str:
    unit = quantity(rounding.quantum)
    if rounding.quantum.unit == "%":
        unit = f"{q.number(rounding.quantum.number)} percentage points"
    how = _MODES[rounding.mode].format(unit=unit)
    if key == "money rounding":
        return f"Amounts of money are rounded {how}{_WHERE.get(rounding.where, '')}."
    return f"Before a level is judged, it is rounded {how}."
