"""Caps, fees, rights and duties of several versions of an agreement as one list, each with when it holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

from sladsl.plan import settlement as s
from sladsl.plan.dates import DutyRule, RightRule
from sladsl.plan.from_model.versions import EVER
from sladsl.record import Record, replace
from sladsl.values.instant import instant_text

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

R = TypeVar("R", bound=RightRule | DutyRule)


class Told(Record):
    """What a version says, and from when to when it is in force."""

    name: str
    since: int
    until: int
    settlement: s.Settlement


def caps_of(versions: list[Told]) -> tuple[s.CapRule, ...]:
    """Each cap once; what only its amount tells from that of another version is the same cap."""
    found: dict[object, dict[str, s.CapRule]] = {}
    for version in versions:
        seen: dict[object, int] = {}
        for cap in version.settlement.caps:
            of = cap.rule.construct, cap.window, cap.run, cap.years, cap.invoice
            shape = *of, cap.covers, cap.objectives, cap.by_scope
            seen[shape] = seen.get(shape, 0) + 1
            found.setdefault((shape, seen[shape]), {})[version.name] = cap
    names = [each.name for each in versions]
    merged = []
    for by_name in found.values():
        last = list(by_name.values())[-1]
        amounts = tuple((name, by_name[name].amount if name in by_name else None) for name in names)
        same = all(amount == last.amount for _, amount in amounts)
        merged.append(last if same else replace(last, amended=amounts))
    return tuple(merged)


def fees_of(versions: list[Told]) -> tuple[s.FeeRule, ...]:
    """Each fee once for each time in which it is the same."""
    found: dict[tuple[str, bool], list[s.FeeRule]] = {}
    for version in versions:
        for fee in version.settlement.fees:
            # A fee that changes by date is that of the days of a version on which it is charged.
            since = version.since if fee.since is None else max(version.since, fee.since)
            until = version.until if fee.until is None else min(version.until, fee.until)
            if since >= until:
                continue
            here = found.setdefault((fee.service, fee.by_scope), [])
            if (
                here
                and here[-1].until == since
                and (here[-1].money, here[-1].period)
                == (
                    fee.money,
                    fee.period,
                )
            ):
                last = here.pop()
                here.append(replace(last, until=until, terms=last.terms | {version.name}))
            else:
                terms = frozenset({version.name})
                here.append(replace(fee, since=since, until=until, terms=terms))
    return tuple(
        replace(each, since=None, until=None, terms=frozenset())
        if len(rules) == 1 and len(each.terms) == len(versions)
        else replace(each, since=_edge(each.since), until=_edge(each.until))
        for rules in found.values()
        for each in rules
    )


def rights_of(versions: list[Told], place: ZoneInfo) -> tuple[RightRule, ...]:
    """The rights of the last version, and those before them that it does not have so."""
    found: list[RightRule] = []
    for rule in _dated([(each, each.settlement.rights) for each in versions]):
        if rule.until is None:
            found.append(rule)
            continue
        day = instant_text(rule.until, place)[:10]
        found.append(replace(rule, words=f"{rule.words}, as agreed before {day}"))
    return tuple(found)


def duties_of(versions: list[Told]) -> tuple[DutyRule, ...]:
    """The duties of the last version, and those before them that have a time of their own."""
    return tuple(
        each
        for each in _dated([(each, each.settlement.duties) for each in versions])
        if each.until is None or each.each is not None or each.every is not None or _arises(each)
    )


def _arises(duty: DutyRule) -> bool:
    """Whether it comes about by what happens: of a time before an amendment, too."""
    return (
        duty.trigger is not None
        or duty.by_facts
        or (duty.deadline is not None and duty.deadline.anchor == "stated")
    )


def _dated(versions: Iterable[tuple[Told, tuple[R, ...]]]) -> list[R]:
    """Rules with the time in which they hold, those that still do first; one that always does has none."""
    # By what they say, not by a hash: what withholds a right is a mapping.
    running: list[tuple[R, tuple[int, int]]] = []
    over: list[tuple[R, tuple[int, int]]] = []
    for version, rules in versions:
        over += [(each, span) for each, span in running if each not in rules]
        since = [next((span[0] for old, span in running if old == each), version.since) for each in rules]
        # In the order of the version that is in force.
        running = [(each, (first, version.until)) for each, first in zip(rules, since, strict=True)]
    return [replace(each, since=_edge(first), until=_edge(last)) for each, (first, last) in (*running, *over)]


def _edge(instant: int | None) -> int | None:
    """An instant, None for ever."""
    return None if instant is None or abs(instant) >= EVER else instant
