"""Whether a condition can be true at all: of each way to satisfy it, two parts that can't be so together.

It knows sizes, values, yes and no, known and unknown, and that no interval ends before it starts. What it does not
understand can be true.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from sladsl.ast import values as v
from sladsl.checks.conditions import Fields, Stated
from sladsl.checks.reach import WHOLE, part_of_whole, value_of
from sladsl.record import Record, replace
from sladsl.source import Span

MOST_WAYS = 200
"""Ways to satisfy a condition that are looked at one by one."""
INVERTED: dict[v.Comparator, v.Comparator] = {
    "at least": "at most", "above": "below", "at most": "at least", "below": "above", "exactly": "exactly",
}  # fmt: skip
DENIED: dict[str, v.Comparator] = {
    "at least": "below",
    "above": "at most",
    "at most": "above",
    "below": "at least",
}
Way = tuple[v.Condition, ...]


class Clash(Record):
    """Two parts that can't both be true, or one that never is; why, in words."""

    parts: tuple[Span, ...]
    why: str


class _Line(Record):
    """The values that a figure can still have, and what said so."""

    low: Fraction | None = None
    low_in: bool = True
    low_by: Span | None = None
    high: Fraction | None = None
    high_in: bool = True
    high_by: Span | None = None

    def with_(self, comparator: v.Comparator, value: Fraction, by: Span) -> _Line:
        low, low_in, low_by = self.low, self.low_in, self.low_by
        high, high_in, high_by = self.high, self.high_in, self.high_by
        if comparator in ("at least", "above", "exactly"):
            closed = comparator != "above"
            if low is None or value > low or (value == low and low_in and not closed):
                low, low_in, low_by = value, closed, by
        if comparator in ("at most", "below", "exactly"):
            closed = comparator != "below"
            if high is None or value < high or (value == high and high_in and not closed):
                high, high_in, high_by = value, closed, by
        return _Line(low=low, low_in=low_in, low_by=low_by, high=high, high_in=high_in, high_by=high_by)

    @property
    def empty(self) -> bool:
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and not (self.low_in and self.high_in))


def never(stated: Stated, also: Iterable[v.Condition] = ()) -> Clash | None:
    """Why a condition, with others that must hold at once, is never true; None where it can be."""
    ways = _ways(v.AllOf(of=(stated.condition, *also)))
    if ways is None:
        return None
    first: Clash | None = None
    for way in ways:
        clash = _clash(way, stated)
        if clash is None:
            return None
        first = first or clash
    return first


def always(stated: Stated) -> bool:
    """Whether nothing can make a condition false but a value that is not there.

    All values of a choice, one by one, are a way to say that each of them counts.
    """
    denied = _denied(stated.condition)
    if denied is None:
        return False
    ways = _ways(denied)
    fields = {name: kind for name, kind in stated.fields.items() if kind.type != "choice"}
    bare = replace(stated, fields=fields)
    return bool(ways) and all(_clash(way, bare) is not None for way in ways or ())


def _denied(condition: v.Condition) -> v.Condition | None:
    """The opposite of a condition; None where it has a part of which that can't be told."""
    match condition:
        case v.AllOf(of=of) | v.AnyOf(of=of):
            parts = [_denied(each) for each in of]
            known = tuple(each for each in parts if each is not None)
            if len(known) != len(parts):
                return None
            return v.AnyOf(of=known) if isinstance(condition, v.AllOf) else v.AllOf(of=known)
        case v.Comparison(comparator="exactly"):
            return None
        case v.Comparison(left=left, comparator=comparator, right=right, span=span):
            return v.Comparison(left=left, comparator=DENIED[comparator], right=right, span=span)
        case v.Truth():
            return v.Not(of=condition, span=condition.span)
        case v.Not(of=v.Truth() as truth):
            return truth
        case v.OneOf(field=field, values=values, negated=negated, span=span):
            return v.OneOf(field=field, values=values, negated=not negated, span=span)
        case _:
            return None


def _ways(condition: v.Condition) -> tuple[Way, ...] | None:
    """The ways to satisfy a condition, each as parts that must all hold; None where there are too many."""
    match condition:
        case v.AnyOf(of=of):
            found: tuple[Way, ...] = ()
            for each in of:
                ways = _ways(each)
                if ways is None or len(found) + len(ways) > MOST_WAYS:
                    return None
                found += ways
            return found
        case v.AllOf(of=of):
            joined: tuple[Way, ...] = ((),)
            for each in of:
                ways = _ways(each)
                if ways is None or len(joined) * len(ways) > MOST_WAYS:
                    return None
                joined = tuple((*one, *other) for one in joined for other in ways)
            return joined
        case _:
            return ((condition,),)


def _clash(way: Way, stated: Stated) -> Clash | None:
    """Why the parts of one way can't all hold."""
    lines: dict[object, _Line] = {}
    yes: dict[tuple[str, bool], Span] = {}
    valued: dict[str, tuple[frozenset[str] | None, frozenset[str], Span]] = {}
    known: dict[tuple[str, bool], Span] = {}
    for part in way:
        for name, is_known in _needed(part):
            known.setdefault((name, is_known), part.span)
            other = known.get((name, not is_known))
            if other is not None:
                return _both(other, part.span, f"`{name}` can't be known and unknown")
        match part:
            case v.Truth(field=field) | v.Not(of=v.Truth(field=field)):
                positive = isinstance(part, v.Truth)
                yes.setdefault((field.text, positive), part.span)
                other = yes.get((field.text, not positive))
                if other is not None:
                    return _both(other, part.span, f"`{field.text}` can't be so and not so")
            case v.OneOf(field=field):
                values = frozenset(each.text for each in part.values)
                before = valued.get(field.text)
                left = _values(field.text, stated.fields) if before is None else before[0]
                without: frozenset[str] = frozenset() if before is None else before[1]
                if part.negated:
                    without = without | values
                else:
                    left = values if left is None else left & values
                valued[field.text] = (left, without, part.span)
                if left is not None and not left - without:
                    first = before[2] if before is not None else part.span
                    return _both(first, part.span, f"`{field.text}` has no value that fits")
            case v.Order() if _backwards(part, stated):
                return Clash(parts=(part.span,), why="no interval ends before it starts")
            case v.Comparison() | v.Notice():
                sized = _sized(part, stated)
                if sized is not None:
                    key, comparator, value, start = sized
                    line = lines.get(key, start).with_(comparator, value, part.span)
                    lines[key] = line
                    if line.empty:
                        return _empty(line, part.span)
            case _:
                pass
    return None


def _both(first: Span, second: Span, why: str) -> Clash:
    return Clash(parts=(first, second) if first != second else (second,), why=why)


def _empty(line: _Line, by: Span) -> Clash:
    ends = tuple(each for each in (line.low_by, line.high_by) if each is not None)
    if len(ends) == 2 and ends[0] != ends[1]:
        return Clash(parts=ends, why="no value is so great and so small at once")
    least = line.low_by is None
    return Clash(parts=(by,), why="it is never less than nothing" if least else "it is never more than 100%")


def _needed(part: v.Condition) -> Iterator[tuple[str, bool]]:
    """Which fields must be known, or must not, for a part to be true."""
    match part:
        case v.IsKnown(field=field, negated=negated):
            yield field.text, not negated
        case v.Truth(field=field) | v.OneOf(field=field, negated=False):
            yield field.text, True
        case v.Comparison(left=left, right=right):
            for side in (left, right):
                yield from ((name, True) for name in _names(side))
        case v.Notice(earlier=earlier, later=later):
            yield from ((earlier.text, True), (later.text, True))
        case v.Order(left=before, right=after, negated=False):
            yield from ((before.text, True), (after.text, True))
        case _:
            return


def _names(operand: v.Operand) -> Iterator[str]:
    match operand:
        case v.FieldName(text=text):
            yield text
        case v.ElapsedTime(since=since):
            # A time that is not over yet is long already: it needs its beginning alone.
            yield since.text
        case v.Arithmetic(left=left, right=right):
            yield from _names(left)
            yield from _names(right)
        case _:
            return


def _values(name: str, fields: Fields) -> frozenset[str] | None:
    kind = fields.get(name)
    if kind is None or kind.type != "choice":
        return None
    return frozenset(each.text for each in kind.values)


def _backwards(part: v.Order, stated: Stated) -> bool:
    """`end is before start` of intervals."""
    pair = (part.left.text, part.right.text)
    if stated.holds != "intervals" or part.negated:
        return False
    return pair == (("end", "start") if part.order == "before" else ("start", "end"))


def _sized(
    part: v.Comparison | v.Notice, stated: Stated
) -> tuple[object, v.Comparator, Fraction, _Line] | None:
    """What is compared, how, with which value, and the values that it can have at all."""
    if isinstance(part, v.Notice):
        value = _value(part.distance)
        operand: v.Operand = v.ElapsedTime(since=part.earlier, until=part.later)
        comparator = part.comparator
    else:
        operand, comparator, value = part.left, part.comparator, _value(part.right)
        if value is None:
            operand, comparator, value = part.right, INVERTED[part.comparator], _value(part.left)
    if value is None or isinstance(operand, (v.Quantity, v.Duration, v.Column)):
        return None
    return _key(operand), comparator, value, _possible(operand, stated)


def _key(operand: v.Operand) -> object:
    """What tells a figure from others; two words for one time have one."""
    if isinstance(operand, v.ElapsedTime):
        return ("elapsed", operand.since.text, operand.until.text)
    return operand


def _possible(operand: v.Operand, stated: Stated) -> _Line:
    zero = _Line(low=Fraction(0))
    if isinstance(operand, v.ElapsedTime):
        of_interval = (operand.since.text, operand.until.text) == ("start", "end")
        return zero if of_interval and stated.holds == "intervals" else _Line()
    if isinstance(operand, v.FieldName):
        kind = stated.fields.get(operand.text)
        return zero if kind is not None and kind.type == "duration" else _Line()
    if part_of_whole(operand):
        return _Line(low=Fraction(0), high=Fraction(1))
    return _Line()


def _value(operand: object) -> Fraction | None:
    """A figure of its own: a number, a share of one, microseconds."""
    if isinstance(operand, v.Quantity) and operand.unit in ("", "%"):
        return operand.number.value / (WHOLE if operand.unit == "%" else 1)
    return value_of(operand, "time")
