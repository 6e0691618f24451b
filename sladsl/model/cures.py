"""What tells whether something was mended in time: when notice of it was given, and when it was cured.

Both are facts that no block declares: `notice of Availability` and `cure of Availability`, each of a period.
"""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.model.dates import Deadline
from sladsl.model.facts import Fact, StatedFact
from sladsl.model.meanings import Agreement

NOTICE, CURE = "notice of ", "cure of "
ALL_TOLD = StatedFact(fact=CURE, value="")
"""That every notice and every cure is stated: what is not was none."""


def curable(agreement: Agreement) -> Iterator[tuple[str, Deadline]]:
    """What can be cured, by the words that people state it under: names of objectives, sentences of rights."""
    objectives = agreement.objectives
    for name, objective in objectives.items():
        if objective.cured is not None:
            yield objective.label or name, objective.cured
    for credit in agreement.credits:
        if credit.cured is not None:
            for name in credit.objectives:
                yield objectives[name].label or name, credit.cured
    for right in agreement.rights:
        if right.cure is not None:
            yield right.words, right.cure


def told_by(about: str, cured: Deadline) -> tuple[str, ...]:
    """The facts that tell of a notice (or of another event, by its word), and last that of a cure."""
    event = (f"{cured.of} of {about}",) if cured.anchor == "notice" and cured.of else ()
    return (f"{NOTICE}{about}", *event, f"{CURE}{about}")


def cure_facts(agreement: Agreement) -> dict[str, Fact]:
    """The facts by their names."""
    names = [name for about, cured in curable(agreement) for name in told_by(about, cured)]
    return {name: Fact(name=name, title="", type="time", each="month") for name in names}
