"""The time of a record so far, as those are told it who could still do something about it.

Nothing is judged by these fields: they are added for explanations and escalations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

from sladsl.plan import measure as k
from sladsl.plan.rows import Condition

Wrap = Callable[[k.Rows], k.Rows]
NOW = "or now"
SO_FAR = "time so far"
OUTSIDE_PAUSES = f"time outside pauses {NOW}"
RUNS = "no pause"
"""Whether the clock of a record is in no pause at its end, or now; where it can be paused."""
MEANT = "escalation at "
"""With its place in the file: whether an escalation is for a record (1), or isn't (0); empty where nobody can tell."""
ALLOWED = ", allowed"
"""How the time on the clock to a due time is called."""


def so_far(since: str, now: str, clock: k.Clock, due: Iterable[str]) -> Iterator[tuple[str, Wrap]]:
    """The fields by their names, each with what adds it; `due` are time fields that hold a due time."""
    yield SO_FAR, lambda rows: k.Timed(rows=rows, name=SO_FAR, since=since, until=now, clock=clock)
    if clock.pauses is not None:
        # On a clock that is always open what stands still is paused, not closed.
        paused = k.Clock(pauses=clock.pauses)
        yield (
            RUNS,
            lambda rows: k.Timed(
                rows=rows, name=OUTSIDE_PAUSES, since=since, until=now, clock=paused, running=RUNS
            ),
        )
    bare = k.Clock(open=clock.open, shift=clock.shift)
    for each in due:
        name = f"{each}{ALLOWED}"
        yield name, _allowed(name, since, each, bare)


def meant(place: int) -> str:
    """The name of the field that says whether the escalation at a place of the file is for a record."""
    return f"{MEANT}{place}"


def meant_for(place: int, where: Condition) -> tuple[str, Wrap]:
    """That field, with what adds it."""
    name = meant(place)
    return name, lambda rows: k.Choose(
        rows=rows, name=name, type="number", cases=((where, Fraction(1)),), otherwise=Fraction(0)
    )


def _allowed(name: str, since: str, due: str, clock: k.Clock) -> Wrap:
    return lambda rows: k.Timed(rows=rows, name=name, since=since, until=due, clock=clock)
