"""What can be mended in time, in English; and what an example says was."""

from __future__ import annotations

from sladsl.model.cures import NOTICE
from sladsl.model.dates import Deadline
from sladsl.model.scenarios import Scenario
from sladsl.prose.document import Item, Text
from sladsl.prose.english import dates
from sladsl.prose.english import quantities as q
from sladsl.prose.english.names import Names
from sladsl.prose.say import item, join, say

PERIOD = "the end of the Service Period"


def of_miss(of: Deadline | None, names: Names) -> list[Item]:
    """A miss that is mended is none."""
    if of is None:
        return []
    text = "A failure that is cured within {until} has no consequence: no Service Credit, no points, and no right."
    return [item(say(text, until=dates.deadline(of, names, PERIOD)))]


def of_credit(of: Deadline | None, names: Names) -> list[Item]:
    """A miss that is mended owes nothing."""
    if of is None:
        return []
    return [
        item(
            say(
                "It is not owed if the failure is cured within {until}.",
                until=dates.deadline(of, names, PERIOD),
            )
        )
    ]


def of_scenario(of: Scenario) -> list[Text]:
    """Notices and cures of an example: they are stated one after the other."""
    found = []
    ends = iter(each for each in of.facts if each.fact.startswith("cure of "))
    for each in of.facts:
        if each.fact.startswith(NOTICE):
            about = each.fact.removeprefix(NOTICE) + (f" \u201c{each.scope}\u201d" if each.scope else "")
            given, done = q.moment(each.value), q.moment(next(ends).value)
            found.append(
                join(
                    f"Notice of {about} of {q.period(each.period)} is given at {given}, and it is cured at {done}."
                )
            )
    return found
