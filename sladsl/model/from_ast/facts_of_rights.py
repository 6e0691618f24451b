"""Facts in the condition of a right: what must hold besides the events, as `applies where` says it."""

from __future__ import annotations

from itertools import islice, product

from sladsl.ast import values as v
from sladsl.model.facts import Circumstance
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.facts import circumstance
from sladsl.record import replace, within

Fact = v.Truth | v.OneOf
MOST_WAYS = 16
"""Alternatives of one right that are looked at one by one."""


def speaks_of_facts(value: object) -> bool:
    """Whether a condition names a fact or an option anywhere."""
    return any(isinstance(each, (v.Truth, v.OneOf)) for each in within(value))


def apart(written: v.Trigger) -> tuple[tuple[v.Trigger, ...], tuple[v.Condition, ...]] | None:
    """The events and the facts that must all hold; None where one or the other would do."""
    match written:
        case v.Truth() | v.OneOf():
            return (), (written,)
        case v.AllEvents():
            parts = [apart(each) for each in written.of]
            known = [each for each in parts if each is not None]
            if len(known) < len(parts):
                return None
            return (
                tuple(event for events, _ in known for event in events),
                tuple(fact for _, facts in known for fact in facts),
            )
        case v.AnyEvent() if len(written.of) == 1:
            return apart(written.of[0])
        case v.AnyEvent() if speaks_of_facts(written):
            facts = _any(written)
            return None if facts is None else ((), (facts,))
        case _:
            return (written,), ()


def _any(written: v.AnyEvent) -> v.AnyOf | None:
    """Facts of which any will do; None where events stand among them."""
    parts: list[v.Condition] = []
    for each in written.of:
        found = apart(each)
        if found is None or found[0]:
            return None
        facts = found[1]
        parts.append(facts[0] if len(facts) == 1 else v.AllOf(of=facts, span=each.span))
    return v.AnyOf(of=tuple(parts), span=written.span)


def alternatives(written: v.Trigger) -> tuple[v.Trigger, ...]:
    """What gives a right, each by itself, where a fact or an event will do; all of it in one elsewhere.

    Events of which any will do stay together, and so do facts.
    """
    if _is_apart(written):
        return (written,)
    parts = _parts(written)
    events = [each for each in parts if not speaks_of_facts(each)]
    facts = [each for each in parts if speaks_of_facts(each) and not _events(each)]
    mixed = [each for each in parts if speaks_of_facts(each) and _events(each)]
    return tuple(_any_of(each, written) for each in (events, facts) if each) + tuple(mixed)


def _is_apart(written: v.Trigger) -> bool:
    return not speaks_of_facts(written) or apart(written) is not None


def _events(written: v.Trigger) -> tuple[v.Trigger, ...]:
    found = apart(written)
    return found[0] if found is not None else ()


def _parts(written: v.Trigger) -> list[v.Trigger]:
    """Parts of which any gives it; in each of them events and facts stand apart."""
    match written:
        case v.AnyEvent() if not _is_apart(written):
            return [part for each in written.of for part in _parts(each)]
        case v.AllEvents() if not _is_apart(written):
            ways = islice(product(*(_parts(each) for each in written.of)), MOST_WAYS + 1)
            return [v.AllEvents(of=each, span=written.span) for each in ways]
        case _:
            return [written]


def _any_of(parts: list[v.Trigger], written: v.Trigger) -> v.Trigger:
    return parts[0] if len(parts) == 1 else v.AnyEvent(of=tuple(parts), span=written.span)


def words_of(written: v.Value, context: Context) -> str:
    """What has to happen, or must hold, in the words of its parts: that of which they were put together says more."""
    match written:
        case v.AnyEvent() | v.AllEvents() | v.AnyOf() | v.AllOf():
            either = isinstance(written, (v.AnyEvent, v.AnyOf))
            inside = [
                f"({words_of(each, context)})"
                if not either and isinstance(each, (v.AnyEvent, v.AnyOf))
                else words_of(each, context)
                for each in written.of
            ]
            return (" or " if either else " and ").join(inside)
        case _:
            return " ".join(context.source[written.span].split()) if context.source is not None else ""


def events_alone(written: v.Trigger) -> v.Trigger | None:
    """What has to happen, without the facts; None where facts alone decide."""
    if not speaks_of_facts(written):
        return written
    found = apart(written)
    if found is None or not found[0]:
        return None
    events = found[0]
    return events[0] if len(events) == 1 else v.AllEvents(of=events, span=written.span)


def given_where(when: v.Value | None, applies: v.Value | None, context: Context) -> Circumstance | None:
    """What must hold for a right to be given: the facts of its condition and what `applies where` says."""
    found = apart(when) if isinstance(when, v.Trigger) and speaks_of_facts(when) else None
    facts = found[1] if found is not None else ()
    made = [circumstance(each, context) for each in facts]
    known = [replace(each, words=words_of(each.condition, context)) for each in made if each is not None]
    known += [each] if (each := circumstance(applies, context)) is not None else []
    if len(known) < 2:
        return known[0] if known else None
    return Circumstance(
        condition=v.AllOf(of=tuple(each.condition for each in known), span=known[0].condition.span),
        words=" and ".join(
            f"({each.words})" if isinstance(each.condition, v.AnyOf) else each.words for each in known
        ),
        facts=tuple(dict.fromkeys(name for each in known for name in each.facts)),
    )
