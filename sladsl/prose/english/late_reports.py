"""Reports in time as service levels, in English."""

from __future__ import annotations

from sladsl.model.meanings import Objective
from sladsl.prose.document import Text
from sladsl.prose.english.names import Names
from sladsl.prose.say import say


def promised(of: Objective, names: Names) -> Text:
    """The sentence of a promise to send a report in time."""
    return say(
        "{owner} shall send {report} about each {period} by its last day; the level is the number of days by which it is "
        "late.",
        owner=names.of("party", of.owner),
        report=names.of("report", of.report),
        period=str(of.period),
    )
