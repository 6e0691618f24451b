"""Figures that rights wait for, in English: what points, credits or a level come to."""

from __future__ import annotations

from sladsl.model.dates import Event, Reached
from sladsl.model.meanings import Percentage
from sladsl.prose.document import Text
from sladsl.prose.english import quantities as q
from sladsl.prose.english.amounts import amount
from sladsl.prose.english.names import Names
from sladsl.prose.say import join, say
from sladsl.values.money import Money
from sladsl.values.number import shown

_STAGES = {
    "": "",
    "before caps": " before the limits on Service Credits apply",
    "after caps": " after the limits on Service Credits have applied",
}


def figure_words(of: Event, reached: Reached, when: str, names: Names) -> Text:
    """`the points given in any 3 consecutive months together are at least 50`."""
    if reached.nothing:
        return say("no {credit} is due {when}", credit="Service Credit", when=when)
    if reached.together:
        when = f"{when.replace('in ', 'in any ', 1)} together"
    bound = join(f"{reached.comparator} ", _bound(reached, names))
    if reached.of == "points":
        return say("the points given {when} are {bound}", when=when, bound=bound)
    if reached.of == "credits":
        stage = _STAGES[reached.stage]
        return say("the Service Credits due {when}{stage} are {bound}", when=when, stage=stage, bound=bound)
    subject = names.all("objective", of.objectives, "or")
    return say("the level of the {subject} {when} is {bound}", subject=subject, when=when, bound=bound)


def _bound(reached: Reached, names: Names) -> Text:
    if reached.ratio is not None:
        return amount(Percentage(ratio=reached.ratio, base=reached.base, places=0), None, names)
    value = reached.value
    if isinstance(value, Money):
        return join(q.money(value))
    assert value is not None
    if reached.unit == "duration":
        return join(q.duration(value))
    return join(q.percent(value) if reached.unit == "percent" else shown(value))
