"""The versions of an agreement: what its amendments make of it, and from which on nothing can be reckoned.

Each version is a whole agreement, so that nothing after this knows how it came about; an amendment that changes nothing
makes none.
"""

from __future__ import annotations

from collections.abc import Mapping

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.declare import Block
from sladsl.diagnostics.finding import Label
from sladsl.model import meanings as m
from sladsl.model.from_ast.bearing import owes_more
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.left_out import LeftOut
from sladsl.model.from_ast.said import sentence_of, tell_left_out
from sladsl.model.versions import NotReckoned, Version
from sladsl.record import Record, replace
from sladsl.source import SourceText, Span

DAYLESS = "an amendment whose day is not stated"


def with_versions(
    agreement: m.Agreement, made: list[Version], source: SourceText, context: Context
) -> m.Agreement:
    """The agreement with its versions; what of them is not evaluated is told with what of itself is not."""
    versions: list[Version] = []
    otherwise = None
    before = agreement
    for each in made:
        why = _not_reckoned(before, each.agreement)
        if why:
            otherwise = NotReckoned(name=each.name, since=each.since, why=why)
            break
        if not same(_said(before), _said(each.agreement)):
            versions.append(each)
        before = each.agreement
    told = _only_amended(agreement, versions)
    if told:
        tell_left_out(told, source, context)
    together = (*agreement.left_out, *told)
    return replace(
        agreement,
        versions=tuple(versions),
        amended_otherwise=otherwise,
        left_out=together,
        owes_more=owes_more(together),
        not_evaluated=sentence_of(together, source.path),
    )


def refuse_same_day(amendment: a.Amendment, first: a.Amendment, context: Context) -> None:
    """A finding for the second of two amendments from one day: nobody can tell which of them changes the other."""
    if first is not amendment and isinstance(amendment.from_, v.Date):
        called = first.name.text if first.name is not None else "another amendment"
        context.add(
            "N184",
            "two-amendments-on-one-day",
            amendment.span_of(a.Amendment.from_),
            f"`{called}` counts from {amendment.from_.iso}, too: which of them amends the other is not said.",
            "Write both as one amendment, or give one of them another day.",
            labels=(Label(span=first.head_span, text="the first one"),),
        )


def _not_reckoned(before: m.Agreement, after: m.Agreement) -> str:
    """What of an amendment leaves lines before and after it that no run and no cap could hold together; "" for nothing."""
    if before.zone != after.zone or before.zone_open != after.zone_open:
        if not before.zone or not after.zone:
            return "it changes the time zone, and one of both is not stated"
        terms = before.choices.get("terms in force")
        if isinstance(terms, m.Chosen) and terms.answer == "at the start of the term":
            return "it changes the time zone at the start of the next term"
    if before.currency != after.currency:
        return "it changes the currency, so that credits before and after it do not add up"
    for name, objective in after.objectives.items():
        old = before.objectives.get(name)
        if old is None:
            continue
        if _dimension(before, old) != _dimension(after, objective):
            return f"it changes for what each {name} is assessed"
    return ""


def _dimension(agreement: m.Agreement, objective: m.Objective) -> str:
    metric = agreement.metrics.get(objective.metric)
    return metric.for_each if metric is not None else ""


def _only_amended(agreement: m.Agreement, versions: list[Version]) -> tuple[LeftOut, ...]:
    """What is left out of the versions and not of the agreement itself, each part once."""
    known = {(each.span.start, each.span.end) for each in agreement.left_out}
    found: dict[tuple[int, int], LeftOut] = {}
    for version in versions:
        for each in version.agreement.left_out:
            place = each.span.start, each.span.end
            if place not in known:
                found.setdefault(place, each)
    return tuple(found.values())


def _said(agreement: m.Agreement) -> m.Agreement:
    """What an agreement says, without what only tells how its text came about."""
    return replace(agreement, origins={}, scenarios=(), left_open=())


def same(one: object, other: object) -> bool:
    """Whether two meanings say the same, wherever they stand."""
    if isinstance(one, (Span, Block)):
        return type(one) is type(other)
    if isinstance(one, Record):
        return type(one) is type(other) and all(
            same(getattr(one, name), getattr(other, name)) for name in one._defaults
        )
    if isinstance(one, Mapping):
        return (
            isinstance(other, Mapping)
            and list(one) == list(other)
            and all(same(value, other[key]) for key, value in one.items())
        )
    if isinstance(one, tuple):
        return (
            isinstance(other, tuple)
            and len(one) == len(other)
            and all(same(left, right) for left, right in zip(one, other, strict=True))
        )
    return one == other
