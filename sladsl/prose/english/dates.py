"""Lengths and deadlines in English, the same words for claims, rights, duties and the term."""

from __future__ import annotations

from sladsl.ast.plain_values import AWARENESS
from sladsl.model.dates import Deadline, Length
from sladsl.model.stated_days import counted_from
from sladsl.prose.document import Term, Text
from sladsl.prose.english import quantities as q
from sladsl.prose.english.names import Names
from sladsl.prose.say import Part, join, say

CREDIT = Term(text="Service Credit")
PERIODS = frozenset(("day", "week", "month", "quarter", "year"))
_NOUNS = {
    "ends": "end",
    "hours": "hour",
    "business hours": "business hour",
    "days": "day",
    "working days": "Business Day",
    "weeks": "week",
    "months": "month",
}


def length(of: Length) -> str:
    """`30 days`, `5 Business Days`, `1 year`: in the unit that was written."""
    if of.text and of.unit != "working days":
        return of.text
    return q.counted(of.count, _NOUNS[of.unit])


def deadline(of: Deadline, names: Names, period: Part, who: Part = "the Party concerned") -> Text:
    """`30 days after the end of the month`; `period` says which period an end is of, `who` has the time."""
    way = "before" if of.before else "after"
    return say("{length} {way} {anchor}", length=length(of), way=way, anchor=anchor(of, names, period, who))


def within(of: Deadline, names: Names, period: Part, who: Part = "the Party concerned") -> Text:
    """`within 30 days after the end of the month`, `by the end of the 2nd month after the one in which … falls`."""
    if of.unit == "ends":
        return say("by {end}", end=ending(of, names, period, who))
    return say(
        "at the latest {time}" if of.before else "within {time}", time=deadline(of, names, period, who)
    )


def ending(of: Deadline, names: Names, period: Part, who: Part = "the Party concerned") -> Text:
    """`the end of the 2nd month after the one in which the incident falls`."""
    return say(
        "the end of the {nth} {kind} after the one in which {anchor} falls",
        nth=q.ordinal(of.count),
        kind=str(of.period),
        anchor=anchor(of, names, period, who),
    )


def anchor(of: Deadline, names: Names, period: Part, who: Part) -> Text:
    match of.anchor:
        case "stated" if of.of == AWARENESS:
            return say("the time at which {who} becomes aware of it", who=who)
        case "stated":
            return join(counted_from(of))
        case "given":
            return join("the day on which this comes to hold")
        case "not stated":
            return join("a day that the Parties have not stated")
        case "start of the outage":
            return join("the beginning of the outage")
        case "end of the outage":
            return join("the end of the outage")
        case "report":
            return say("the sending of the {report}", report=names.of("report", of.of))
        case "last miss":
            return join("the end of the Service Period of the last failure that counts")
        case "notice" | "incident":
            return join(f"the {of.of or of.anchor}")
        case "start":
            return join("the Effective Date" if names.agreement.effective else "the beginning of the term")
        case "end":
            return join("the end of the term")
        case _:
            return join(period)
