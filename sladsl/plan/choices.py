"""Which choices an agreement needs, who answered them, and one way of answering the rest: a reading.

Lowering asks; whatever it asks and nobody answers is a silent (or openly open) choice. So the list of needed choices is
never a second list: it is what the compiler could not go on without.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Literal

from sladsl.model.meanings import Agreement, Choices, Chosen, LeftOpen
from sladsl.plan.settlement import Answer
from sladsl.record import Record, replace
from sladsl.source import NOWHERE, Span

MOST_READINGS = 4_096
TIME_ZONE = "time zone"


class NeededChoice(Record):
    """A choice on which a result can hang. `construct`: what asked first (`metric Uptime`)."""

    key: str
    construct: str
    answers: tuple[str, ...]
    why: str
    span: Span
    state: Literal["silent", "open", "answered", "fact"]
    """`fact`: no choice of the agreement, but a fact that nobody has stated."""
    answer: str
    """The answer in force in this reading."""
    origin: Literal["stated", "assumed", "tried"]
    variable: str = ""
    """What is tried: the key, or the key of this construct where each construct has answers of its own."""
    write: str = ""
    """The line that answers it, where that is not `KEY: ANSWER`."""
    tries: tuple[str, ...] = ()
    """The answers that are gone through, where they are not all: the others count only where they are said."""
    able: tuple[str, ...] = ()
    """Those that can be assumed."""

    @property
    def alternatives(self) -> tuple[str, ...]:
        """The answers that are gone through until one is said."""
        return self.tries or self.answers


class Reading:
    """Answers to the choices of an agreement, remembering what was asked.

    `assumed` comes from the user (`--assume`), `tried` from the enumeration; both by the words of the choice.
    """

    def __init__(
        self,
        agreement: Agreement,
        assumed: Mapping[str, str] | None = None,
        tried: Mapping[str, str] | None = None,
    ) -> None:
        self.agreement = agreement
        self.assumed = dict(assumed or {})
        self.tried = dict(tried or {})
        self.needed: dict[tuple[str, str], NeededChoice] = {}

    def ask(
        self,
        key: str,
        construct: str,
        answers: tuple[str, ...],
        why: str,
        *,
        own: Choices | None = None,
        span: Span = NOWHERE,
        write: str = "",
        apart: bool = False,
        fact: bool = False,
        tries: tuple[str, ...] = (),
        able: tuple[str, ...] = (),
    ) -> str:
        """The answer in force: the construct's own, the agreement's, an assumption, one that is tried, the first.

        `apart`: each construct has answers of its own, so that one may be answered so and another otherwise. `fact`: what
        is asked is a fact that nobody has stated. `tries`:
        the answers that are gone through, where others count only if they are said; a single one is assumed. `able`: those
        that can be computed, where they are more than are tried.
        """
        tried = tries or answers
        able = able or tried
        said = (own or {}).get(key) or self.agreement.choices.get(key)
        place = construct if apart or (own and key in own) else ""
        variable = f"{key} of {construct}" if apart else key
        state: Literal["silent", "open", "answered", "fact"] = "fact" if fact else "silent"
        origin: Literal["stated", "assumed", "tried"] = "tried"
        answer = tried[0]
        if isinstance(said, Chosen):
            state, answer, origin = "answered", said.answer, "stated"
        else:
            if isinstance(said, LeftOpen):
                state = "open"
                span = said.span
            if key in self.assumed and (not (apart or tries) or self.assumed[key] in able):
                answer, origin = self.assumed[key], "assumed"
            elif len(tries) == 1:
                origin = "assumed"
            elif self.tried.get(variable) in tried:
                answer = self.tried[variable]
        found = self.needed.get((key, place))
        if found is None:
            self.needed[key, place] = NeededChoice(
                key=key,
                construct=construct,
                answers=answers,
                why=why,
                span=span,
                state=state,
                answer=answer,
                origin=origin,
                variable=variable,
                write=write,
                tries=tries,
                able=able,
            )
        elif found.state != "answered" and set(answers) - set(found.answers):
            merged = (*found.answers, *(each for each in answers if each not in found.answers))
            self.needed[key, place] = replace(found, answers=merged)
        return answer

    def answers(self) -> tuple[Answer, ...]:
        """What applied, for the statement."""
        return tuple(
            Answer(key=need.key, answer=need.answer, origin=need.origin, construct=place)
            for (_, place), need in self.needed.items()
        )

    def unanswered(self) -> tuple[NeededChoice, ...]:
        """What nobody answered."""
        return tuple(need for need in self.needed.values() if need.origin == "tried")


class TooManyReadings(Exception):
    """More ways of answering than can be gone through; carries the choices."""

    def __init__(self, choices: tuple[NeededChoice, ...], count: int) -> None:
        super().__init__(f"{count} readings")
        self.choices = choices
        self.count = count


def alternatives(choices: tuple[NeededChoice, ...], most: int = MOST_READINGS) -> Iterator[dict[str, str]]:
    """Every way of answering these choices, the first answers first."""
    count = 1
    for choice in choices:
        count *= len(choice.alternatives)
    if count > most:
        raise TooManyReadings(choices, count)
    keys = [choice.variable for choice in choices]
    for answers in product(*(choice.alternatives for choice in choices)):
        yield dict(zip(keys, answers, strict=True))
