"""What a right is called where several say the same: by what gives it, for a number tells a reader nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import assert_never

from sladsl.model.dates import AllEvents, AnyEvent, Event, Right, Trigger, Window
from sladsl.model.meanings import Objective
from sladsl.record import replace

_LONG = 110
"""Characters beyond which a condition is told by its beginning, if that tells it apart."""


def named(rights: tuple[Right, ...], objectives: Mapping[str, Objective]) -> tuple[Right, ...]:
    """The rights with their `name`: the sentence, and what gives the right where another one says the same."""
    same = Counter(each.said for each in rights)
    names = [
        (_short(each, objectives), _whole(each, objectives)) if same[each.said] > 1 else (each.sentence,) * 2
        for each in rights
    ]
    short = Counter(name for name, _ in names)
    taken: Counter[str] = Counter()
    found = []
    for right, (name, whole) in zip(rights, names, strict=True):
        words = name if short[name] == 1 else whole
        taken[words] += 1
        number = f" ({taken[words]})" if taken[words] > 1 else ""
        found.append(replace(right, name=f"{words}{number}"))
    return tuple(found)


def _whole(right: Right, objectives: Mapping[str, Objective]) -> str:
    facts = right.applies.words if right.applies is not None else ""
    if right.trigger is None:
        how = facts or ("for convenience" if right.action == "terminate" else "at any time")
        return f"{right.sentence}: {how}"
    also = f" and {facts}" if facts else ""
    return f"{right.sentence}: {_condition(right.trigger, objectives, _all)}{also}"


def _short(right: Right, objectives: Mapping[str, Objective]) -> str:
    whole = _whole(right, objectives)
    if right.trigger is None or len(whole) <= _LONG:
        return whole
    return f"{right.sentence}: {_condition(right.trigger, objectives, _first)}"


def _all(parts: list[str], last: str) -> str:
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def _first(parts: list[str], last: str) -> str:
    more = f"{len(parts) - 1} other condition{'s' if len(parts) > 2 else ''}"
    return f"{parts[0]}, {last} {more}"


def _condition(
    of: Trigger, objectives: Mapping[str, Objective], joined: Callable[[list[str], str], str]
) -> str:
    match of:
        case Event() if of.reached is not None:
            together = of.reached.together and of.window is not None
            return f"{of.reached.words}{_when(of.window, 'any ' * together)}"
        case Event():
            subject = "any objective" if of.any else _subject(of, objectives)
            return f"{subject} {of.status}{_when(of.window)}"
        case AllEvents() | AnyEvent():
            last = "and" if isinstance(of, AllEvents) else "or"
            return joined([_condition(part, objectives, joined) for part in of.of], last)
        case _:
            assert_never(of)


def _subject(of: Event, objectives: Mapping[str, Objective]) -> str:
    """What a reader calls the promise: its title, else its name; one sentence of several metrics has one label."""
    first = objectives[of.objectives[0]]
    return first.title or first.label or of.objectives[0]


def _when(window: Window | None, any_: str = "") -> str:
    if window is None:
        return ""
    period = str(window.own or window.period)
    periods = f"{window.count} {period}{'s' if window.count != 1 else ''}"
    if window.year:
        return f" in {periods} of a {window.year}"
    if window.following:
        return f" in each of the next {periods}"
    if window.of == 1:
        return f" in one {period}"
    if window.count == window.of:
        return f" in {any_}{window.count} consecutive {period}s"
    return f" in {window.count} of {window.of} {period}s"
