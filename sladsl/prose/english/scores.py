"""Scores in English: what each promise counts, and what of it."""

from __future__ import annotations

from fractions import Fraction

from sladsl.model.meanings import Objective, Score
from sladsl.prose.document import Item, Table, Text
from sladsl.prose.english import quantities as q
from sladsl.prose.english.names import Names
from sladsl.prose.say import item, join, say
from sladsl.values.number import shown

COUNTS: dict[str, str] = {
    "whether it was met": "1 where the Service Level was met and 0 where it was missed",
    "full or half": (
        "1 where the Service Level was met, 1/2 where its level was below the one that is expected, or missed it without "
        "being below its minimum, and 0 otherwise"
    ),
    "its level": "its level",
    "level over target": "its level divided by the level promised",
    "part of the target": (
        "its level divided by the level promised (where less is better, the level promised divided by its level), and at "
        "most 1"
    ),
    "": "a figure that the Parties have not stated",
}


def promised(of: Objective, score: Score, names: Names) -> tuple[Text, tuple[Table, ...]]:
    """The sentence of a score, and the table of its weights."""
    owner = names.of("party", of.owner)
    if score.sentences:
        return _all(of, score, names), ()
    each = f"{of.period} for each {of.dimension}" if of.dimension else str(of.period)
    if of.bound is None:
        text = say("{owner} shall report the score of each {each}.", owner=owner, each=each)
    else:
        bound = q.bound(of.bound)
        text = say(
            "{owner} shall ensure that the score is {bound} in each {each}.",
            owner=owner,
            bound=bound,
            each=each,
        )
    made = (
        " The score is the sum of the weights of these Service Levels, each multiplied by "
        f"{COUNTS[score.counts]}, divided by the sum of the weights:"
    )
    rows = tuple(
        (join(names.of("objective", name)), join(f"{shown(weight * 100, most=6)}%"))
        for name, weight in _weights(score)
    )
    return join(text, made), (Table(header=(join("Service Level"), join("Weight")), rows=rows),)


def _all(of: Objective, score: Score, names: Names) -> Text:
    """An objective of several sentences: each is a Service Level, and it is kept when all of them are."""
    return say(
        "{owner} {verb} that in each {period}{each} all of {parts} are met. It is missed as soon as one of them is missed. "
        "Its level is the share of them that is met.",
        owner=names.of("party", of.owner),
        verb="shall ensure" if of.strength == "ensures" else "aims to ensure",
        period=str(of.period),
        each=f" for each {of.dimension}" if of.dimension else "",
        parts=names.all("objective", score.must),
    )


def items(score: Score, names: Names) -> list[Item]:
    """What else is said of a score."""
    found = []
    if score.must and not score.sentences:
        among = names.all("objective", score.must, "or")
        found.append(item(say("The score is missed, whatever it is, where {among} is missed.", among=among)))
    if score.warning is not None:
        found.append(item(f"A score that is {q.bound(score.warning)} is told as a warning."))
    found.append(
        item(
            "A Service Level of which nothing is promised in a Service Period is none of them there."
            if score.sentences
            else "A Service Level of which nothing is promised in a Service Period has no weight in its score."
        )
    )
    return found


def _weights(score: Score) -> list[tuple[str, Fraction]]:
    """What each counts, as parts of the whole."""
    whole = sum((weight for _, weight in score.weights), Fraction(0))
    return [(name, weight / whole) for name, weight in score.weights]
