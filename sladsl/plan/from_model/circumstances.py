"""When something applies that hangs on facts and options: sets of time by scope, and the periods that are none.

What nobody states of a fact is a choice like others: the outcome says what comes of each answer. While only the agreement
is looked at, everything applies.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import assert_never

from sladsl.ast import values as v
from sladsl.model.facts import Circumstance, Fact, StatedFact
from sladsl.plan import measure as k
from sladsl.plan.choices import Reading
from sladsl.plan.from_model.conditions import length
from sladsl.plan.from_model.stretch import Stretch
from sladsl.record import Record
from sladsl.values.intervals import Spans, clip
from sladsl.values.number import compared, parse_number, reckoned
from sladsl.values.period import parse_period

YES = ("yes", "true", "1")
NO = ("no", "false", "0")
ANSWERS = ("yes", "no")


class Part(Record):
    """A piece of time in which what is known does not change; `holds` where the condition is true."""

    start: int
    end: int
    holds: bool
    why: str
    """The facts that decide, with their values: `Class is Silver`."""


class Timeline(Record):
    """By scope the pieces of time, in order; "" is every scope that is not named, where the data decide which there are."""

    by_scope: Mapping[str, tuple[Part, ...]]

    def of(self, scope: str) -> tuple[Part, ...]:
        return self.by_scope.get(scope, self.by_scope.get("", ()))


class Circumstances:
    """Decides conditions on facts over a stretch of time, for the values of one dimension ("" where there is none)."""

    def __init__(self, stretch: Stretch, reading: Reading, dimension: str, scopes: Sequence[str]) -> None:
        self.stretch = stretch
        self.reading = reading
        self.dimension = dimension
        self.scopes = tuple(scopes)
        self.stated = reading.agreement.stated_facts
        self._place = stretch.place()

    def timeline(self, of: Circumstance, start: int, end: int, construct: str) -> Timeline | None:
        """When a circumstance is given between two instants; None where that is always, or where nobody asks yet."""
        if self.stated is None or start >= end:
            return None
        known = {name: self._pieces(name) for name in of.facts}
        scopes = set(self.scopes) if self.dimension else set()
        if not scopes:
            scopes = {""}
        if self.dimension and not self.scopes:
            scopes |= {scope for pieces in known.values() for scope, *_ in pieces}
        found = {}
        for scope in sorted(scopes):
            edges = {start, end}
            for pieces in known.values():
                for about, since, until, _ in pieces:
                    if about in ("", scope):
                        edges |= {at for at in (since, until) if start < at < end}
            cuts = sorted(edges)
            parts: list[Part] = []
            for first, last in pairwise(cuts):
                values = {name: _at(pieces, scope, first) for name, pieces in known.items()}
                parts.append(self._part(of, values, first, last, construct))
            found[scope] = _joined(parts)
        if all(part.holds for parts in found.values() for part in parts):
            return None
        return Timeline(by_scope=found)

    def _pieces(self, name: str) -> tuple[tuple[str, int, int, str], ...]:
        """Of each statement about a fact its scope, from when to when it holds, and its value; later ones come last."""
        fact = self.reading.agreement.facts[name]
        found: list[tuple[str, int, int, str]] = []
        dated: dict[str, list[tuple[int, str]]] = {}
        for each in self.stated or ():
            if each.fact != name or not self._speaks(fact, each):
                continue
            if each.period:
                period = parse_period(each.period, self._place)
                if period is not None:
                    found.append((each.scope, period.start, period.end, each.value))
            else:
                since = parse_period(each.since, self._place) if each.since else None
                dated.setdefault(each.scope, []).append(
                    (since.start if since is not None else FIRST, each.value)
                )
        lasting: list[tuple[str, int, int, str]] = []
        for scope, changes in dated.items():
            changes.sort(key=lambda change: change[0])
            ends = [since for since, _ in changes[1:]] + [LAST]
            lasting += [(scope, since, end, value) for (since, value), end in zip(changes, ends, strict=True)]
        return (*lasting, *found)

    def _speaks(self, fact: Fact, each: StatedFact) -> bool:
        """Whether a statement is of the dimension that is assessed: what is of a circuit says nothing of a site."""
        if not each.scope:
            return True
        return bool(self.dimension) and fact.for_each in ("", self.dimension)

    def _part(
        self,
        of: Circumstance,
        values: Mapping[str, str | None],
        start: int,
        end: int,
        construct: str,
    ) -> Part:
        facts = self.reading.agreement.facts
        held = _holds(of.condition, values, facts)
        if held is None:
            values = dict(values)
            for name in (name for name, value in values.items() if value is None):
                answers = facts[name].values or ANSWERS
                if facts[name].type not in ("yes or no", "choice"):
                    continue
                values[name] = self._ask(name, answers, construct)
                held = _holds(of.condition, values, facts)
                if held is not None:
                    break
        if held is None:
            held = self._ask(of.words, ANSWERS, construct) == "yes"
        return Part(start=start, end=end, holds=held, why=_why(values, of))

    def _ask(self, what: str, answers: tuple[str, ...], construct: str) -> str:
        return self.reading.ask(what, construct, answers, "nobody has stated it", fact=True)


FIRST, LAST = -(10**17), 10**18
"""Before and after every instant that data can name."""


def _at(pieces: Sequence[tuple[str, int, int, str]], scope: str, instant: int) -> str | None:
    """What is stated of an instant: of the scope itself before what is said of all, and what is said last."""
    for about in (scope, "") if scope else ("",):
        for of, start, end, value in reversed(pieces):
            if of == about and start <= instant < end:
                return value
    return None


def _joined(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Neighbours that are alike as one."""
    found: list[Part] = []
    for part in parts:
        if found and (found[-1].holds, found[-1].why) == (part.holds, part.why):
            found[-1] = Part(start=found[-1].start, end=part.end, holds=part.holds, why=part.why)
        else:
            found.append(part)
    return tuple(found)


def _why(values: Mapping[str, str | None], of: Circumstance) -> str:
    said = [f"{name} is {values[name]}" for name in of.facts if values.get(name) is not None]
    return ", ".join(said) or of.words


# ---- conditions over what is stated: three-valued as everywhere


def _holds(
    condition: v.Condition, values: Mapping[str, str | None], facts: Mapping[str, Fact]
) -> bool | None:
    match condition:
        case v.AllOf():
            parts = [_holds(each, values, facts) for each in condition.of]
            return False if False in parts else None if None in parts else True
        case v.AnyOf():
            parts = [_holds(each, values, facts) for each in condition.of]
            return True if True in parts else None if None in parts else False
        case v.Not():
            inner = _holds(condition.of, values, facts)
            return None if inner is None else not inner
        case v.Truth():
            return truth(values.get(condition.field.text))
        case v.IsKnown():
            return (values.get(condition.field.text) is not None) != condition.negated
        case v.OneOf():
            value = values.get(condition.field.text)
            return (
                None
                if value is None
                else (value in {each.text for each in condition.values}) != condition.negated
            )
        case v.Comparison():
            left, right = (_figure(each, values) for each in (condition.left, condition.right))
            return None if left is None or right is None else compared(left, condition.comparator, right)
        case v.Notice() | v.Order():
            return None  # no fact is a time
        case _:
            assert_never(condition)


def truth(value: str | None) -> bool | None:
    """The value of a yes-or-no fact; None where it is none."""
    said = value.casefold() if value is not None else ""
    return True if said in YES else False if said in NO else None


def _figure(operand: v.Operand, values: Mapping[str, str | None]) -> Fraction | None:
    match operand:
        case v.FieldName():
            written = parse_number(values.get(operand.text) or "")
            return None if written is None else written.value
        case v.Quantity():
            return operand.number.value / 100 if operand.unit == "%" else operand.number.value
        case v.Duration():
            return Fraction(length(operand))
        case v.Arithmetic():
            left, right = _figure(operand.left, values), _figure(operand.right, values)
            if left is None or right is None:
                return None
            return reckoned(operand.operator, left, right)
        case _:
            return None


# ---- as sets of time


def given(timeline: Timeline, start: int, end: int) -> k.Spans:
    """The time in which a circumstance is given, by scope."""
    return _set(timeline, start, end, holds=True)


def lacking(timeline: Timeline, start: int, end: int) -> k.Spans:
    """The time in which it is not given, by scope."""
    return _set(timeline, start, end, holds=False)


def _set(timeline: Timeline, start: int, end: int, *, holds: bool) -> k.Spans:
    def spans(parts: Sequence[Part]) -> Spans:
        return clip(tuple((part.start, part.end) for part in parts if part.holds == holds), start, end)

    named = {scope: parts for scope, parts in timeline.by_scope.items() if scope}
    own = k.Stated(by_scope=tuple((scope, _together(spans(parts))) for scope, parts in named.items()))
    if "" not in timeline.by_scope:
        return own
    others = k.Fixed(spans=_together(spans(timeline.by_scope[""])))
    if not named:
        return others
    everything = k.Stated(by_scope=tuple((scope, ((start, end),)) for scope in named))
    return k.Either(of=(k.Without(left=others, right=everything), own))


def _together(spans: Spans) -> Spans:
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if found and found[-1][1] == start:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)
