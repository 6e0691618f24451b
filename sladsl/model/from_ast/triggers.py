"""What has to happen before a right arises: events bound to objectives that can come out so, counted in their periods."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import assert_never

from sladsl.ast import values as v
from sladsl.diagnostics.suggest import listing
from sladsl.model.dates import AllEvents, AnyEvent, Event, Trigger
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.counting import counts, in_periods
from sladsl.model.from_ast.reached import Summed, figure_event, nothing_due
from sladsl.model.meanings import Objective
from sladsl.record import replace

MOST = 1_000
"""Periods that a window can hold: nearly three years of days."""


def trigger(
    written: v.Trigger,
    objectives: Mapping[str, Objective],
    context: Context,
    around: Summed | None = None,
) -> Trigger | None:
    """The trigger; None where a part of it has no meaning (findings say why). `around`: what figures can be about."""
    match written:
        case v.Event():
            return _event(written, objectives, context)
        case v.AllEvents() | v.AnyEvent():
            parts = [trigger(each, objectives, context, around) for each in written.of]
            found = tuple(each for each in parts if each is not None)
            if len(found) < len(parts):
                return None
            if len(found) == 1:
                return found[0]
            if isinstance(written, v.AllEvents):
                return AllEvents(of=found, span=written.span)
            return AnyEvent(of=found, span=written.span)
        case v.Reached():
            return figure_event(written, objectives, around, context) if around is not None else None
        case v.NothingDue():
            return nothing_due(written, around, context) if around is not None else None
        case v.Truth() | v.OneOf():
            return None  # left out of what is evaluated (reduced.py)
        case _:
            assert_never(written)


def counts_periods(written: v.Value) -> bool:
    """Whether a condition only counts periods: how objectives came out in them, or what figures came to."""
    if isinstance(written, (v.AllEvents, v.AnyEvent)):
        return all(counts_periods(each) for each in written.of)
    return isinstance(written, (v.Event, v.Reached, v.NothingDue))


def of_its_own(written: v.Trigger, own: v.Name) -> v.Trigger:
    """The condition with `own` where it names no objective."""
    match written:
        case v.AllEvents() | v.AnyEvent():
            return replace(written, of=tuple(of_its_own(each, own) for each in written.of))
        case v.Event() if written.subject is None:
            return replace(written, subject=own)
        case _:
            return written


def events(of: Trigger) -> Iterator[Event]:
    """The events of a trigger, in the order written."""
    match of:
        case Event():
            yield of
        case AllEvents() | AnyEvent():
            for part in of.of:
                yield from events(part)
        case _:
            assert_never(of)


def _event(written: v.Event, objectives: Mapping[str, Objective], context: Context) -> Event | None:
    subject = written.subject
    if subject is None:
        return None  # left out of what is evaluated (reduced.py)
    if isinstance(subject, v.Answer):
        # What several sentences promise together is one promise: its parts are not counted beside it.
        named = {key: each for key, each in objectives.items() if not each.part_of}
    else:
        # One sentence may promise several metrics: the name of its objective stands for each of them.
        named = {key: each for key, each in objectives.items() if subject.text in (key, each.label)}
        if not named:
            context.find(subject, {each.label or key: each for key, each in objectives.items()}, "objective")
            return None
    able = {key: each for key, each in named.items() if not _cannot(written.status, each)}
    if not able:
        _unable(written, named, objectives, context)
        return None
    fitting = able
    window = written.window
    if window is not None and max(window.count.value, window.of.value if window.of is not None else 0) > MOST:
        context.add(
            "N251",
            "too-many-periods",
            window.span,
            f"More than {MOST:,} {window.period}s are never looked at.",
            "Write fewer.",
        )
        return None
    if window is not None:
        fitting = {key: each for key, each in able.items() if counts(each.period, window.period, context)}
        if not fitting:
            _wrong_period(written, window, able, context)
            return None
    return Event(
        objectives=tuple(fitting),
        any=isinstance(subject, v.Answer),
        status=written.status,
        window=in_periods(window, context) if window is not None else None,
        text=" ".join(context.source[written.span].split()) if context.source is not None else "",
        span=written.span,
    )


def _cannot(status: str, of: Objective) -> str:
    """Why an objective never comes out so, as a sentence with its name missing in front; "" where it can."""
    if status == "not assessed":
        return ""
    if status == "below minimum":
        return "" if of.minimum is not None else "has no minimum"
    if status == "below expected":
        return "" if of.expected is not None else "has no expected level"
    if status == "critical":
        return "" if of.critical is not None or of.critical_when is not None else "has no critical level"
    if of.strength == "reports":
        return f"is only reported, so it is never {status}"
    return ""


def _unable(
    written: v.Event, named: Mapping[str, Objective], objectives: Mapping[str, Objective], context: Context
) -> None:
    subject = written.subject
    assert isinstance(subject, (v.Name, v.Answer))
    first = next(iter(named.values()), None)
    if isinstance(subject, v.Answer):
        message = f"No objective can be {written.status}."
        hint = {
            "below minimum": "Give one a `minimum`.",
            "below expected": "Give one an `expected` level.",
            "critical": "Give one a `critical` level.",
        }.get(written.status, "Promise something with `ensures`.")
    else:
        assert first is not None
        message = f"`{subject.text}` {_cannot(written.status, first)}."
        hint = {
            "below minimum": "Add `minimum: at least …` to it, or say `missed`.",
            "critical": "Add `critical: below …` to it, or say `missed`.",
            "below expected": "Add `expected: at least …` to it, or say `missed`.",
        }.get(written.status, "Name an objective that somebody `ensures`.")
        if written.status == "critical" and first.minimum is not None:
            hint = "Say `below minimum`, which it has, or add `critical: below …` to it."
        if written.status == "below minimum" and first.critical is not None:
            hint = (
                f"It has a critical level: say `{subject.text} critical`; or add `minimum: at least …` to it."
            )
        able = sorted({each.label for each in objectives.values() if not _cannot(written.status, each)})
        if able and written.status in ("critical", "below minimum"):
            what = "a critical level" if written.status == "critical" else "a minimum"
            hint += f" {listing(able[:4], 'and')} {'has' if len(able) == 1 else 'have'} {what}."
    context.add("N247", "event-impossible", written.span, message, hint)


def _wrong_period(
    written: v.Event, window: v.InPeriods, able: Mapping[str, Objective], context: Context
) -> None:
    kinds = sorted({str(each.period) for each in able.values()})
    right = listing([f"{kind}s" for kind in kinds], "or")
    subject = written.subject
    who = f"`{subject.text}` is" if isinstance(subject, v.Name) else "The objectives are"
    context.add(
        "N248",
        "wrong-period",
        window.span,
        f"{who} assessed each {listing(kinds, 'or')}, not each {window.period}.",
        f"Count {right}.",
    )
