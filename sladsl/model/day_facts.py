"""The facts that tell of days from which time is counted: those that the dates of an agreement ask for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sladsl.model.dates import Claims, Deadline, Duty, Right
from sladsl.model.facts import Fact
from sladsl.model.meanings import Agreement
from sladsl.model.stated_days import STATED, fact_of

EACH_TIME = "time"
"""How often a fact is stated that happens any number of times."""


def day_facts(agreement: Agreement) -> dict[str, Fact]:
    """The facts by their names."""
    called = [name for _, name in claimable(agreement)]
    return facts_for(agreement.claims, called, agreement.rights, agreement.duties)


def facts_for(
    claims: Claims | None, called: Iterable[str], rights: Iterable[Right], duties: Iterable[Duty]
) -> dict[str, Fact]:
    """The facts that these dates ask for; `called`: what credits can be claimed for, as people call it."""
    found: dict[str, Fact] = {}
    for about, until, often in _counted(claims, tuple(called), rights, duties):
        name = fact_of(until.of, about)
        each = EACH_TIME if often or (name in found and found[name].each == EACH_TIME) else "month"
        found[name] = Fact(name=name, title="", type="time", each=each)
    return found


def claimable(agreement: Agreement) -> Iterator[tuple[str, str]]:
    """What credits can be claimed for, by its name and as people call it: objectives, and the sum of points."""
    from sladsl.model.from_ast.points import sum_name

    yield from ((name, each.label or name) for name, each in agreement.objectives.items())
    if agreement.points_credit is not None:
        name = sum_name(agreement.objectives)
        yield name, name


def _counted(
    claims: Claims | None, called: tuple[str, ...], rights: Iterable[Right], duties: Iterable[Duty]
) -> Iterator[tuple[str, Deadline, bool]]:
    """Every time that is counted from a day which somebody states, what it is about, and whether that comes again and
    again: what a duty waits for that waits for nothing else.
    """
    found: list[tuple[str, Deadline | None, bool]] = []
    if claims is not None:
        several = (claims.deadline, *(each.deadline for each in claims.stages))
        found += [(name, until, False) for until in several for name in called]
    found += [(each.words, until, False) for each in rights for until in (each.use_within, each.effective)]
    found += [(each.words, each.deadline, each.trigger is None) for each in duties]
    yield from (
        (about, until, often) for about, until, often in found if until is not None and until.anchor == STATED
    )
