"""Histories of an objective as one letter a period, for the tests of rights.

`.` met, `m` missed, `b` below minimum, `c` critical, `-` nothing happened, so the agreement leaves it without a verdict,
`?` no data.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sladsl.outcome.rights import RightState
from sladsl.outcome.statement import Statement
from sladsl.plan.dates import AllRule, AnyRule, DeadlineRule, EventRule, RightRule, WindowRule
from sladsl.plan.settlement import Rule
from sladsl.record import replace
from sladsl.values.deadline import Length
from sladsl.values.period import PeriodKind, next_period, parse_period
from sladsl.values.zones import zone
from tests.settle.build import SHARE, assessment, bound, cell, instant, measured, settled, settlement

GOOD = {".": 100, "m": 98, "b": 96, "c": 90, "-": 0}
LEVEL = replace(SHARE, empty="not assessed")


def labels(first: str, count: int, name: str = "UTC") -> list[str]:
    """So many periods from the first, by their labels."""
    place = zone(name)
    assert place is not None
    found = parse_period(first, place)
    assert found is not None
    names = []
    for _ in range(count):
        names.append(found.label)
        found = next_period(found, place)
    return names


def run(count: int, *, period: PeriodKind = "month", bridged: bool = False) -> WindowRule:
    return WindowRule(kind="run", count=count, of=count, period=period, bridged=bridged)


def any_of(count: int, of: int, *, blocks: bool = False, period: PeriodKind = "month") -> WindowRule:
    return WindowRule(kind="blocks" if blocks else "sliding", count=count, of=of, period=period)


def in_year(count: int, kind: Any = "calendar year") -> WindowRule:
    return WindowRule(kind=kind, count=count, of=0, period="month")


def event(window: WindowRule | None = None, status: Any = "missed", *names: str) -> EventRule:
    return EventRule(
        objectives=names or ("A",), any=len(names) > 1, status=status, window=window, text="the event"
    )


def days(count: int, unit: Any = "days", anchor: Any = "period", hours: Any = None) -> DeadlineRule:
    return DeadlineRule(length=Length(count=count, unit=unit, hours=hours), anchor=anchor)


def right(trigger: EventRule | AllRule | AnyRule | None, **more: Any) -> RightRule:
    usual: dict[str, Any] = {
        "rule": Rule(construct="right Acme may terminate"),
        "words": "Acme may terminate",
        "holder": "Acme",
        "action": "terminate",
        "scope": "",
        "trigger": trigger,
    }
    return RightRule(**{**usual, **more})


def told(
    rules: RightRule | tuple[RightRule, ...],
    histories: str | Mapping[str, str],
    *,
    first: str = "2026-01",
    as_of: str = "",
    name: str = "UTC",
    scopes: Mapping[str, Mapping[str, str]] | None = None,
    firsts: Mapping[str, str] | None = None,
    **more: Any,
) -> Statement:
    """The statement of histories by objective; `scopes`: by objective and scope, of things called `line`.

    `firsts`: the first period of an objective that is assessed by another kind.

    Without `as_of` it is the instant after the last period. The agreement starts with the first period.
    """
    by_objective = {"A": histories} if isinstance(histories, str) else dict(histories)
    scoped = {name: dict(each) for name, each in (scopes or {}).items()}
    assessments, cells, ends = [], [], []
    for objective, whole in [*by_objective.items(), *((key, "") for key in scoped)]:
        lines = scoped.get(objective, {"": whole})
        length = max(len(text) for text in lines.values())
        months = labels((firsts or {}).get(objective, first), length, name)
        assessments.append(
            assessment(
                " ".join(months),
                name,
                objective=objective,
                title=objective,
                metric=objective,
                level=LEVEL,
                target=bound("at least", "99"),
                minimum=bound("at least", "97"),
                critical=bound("below", "95"),
                credit=None,
                scopes=tuple(lines) if objective in scoped else (),
                dimension="line" if objective in scoped else "",
            )
        )
        ends.append(assessments[-1].periods[-1].end)
        for scope, text in lines.items():
            for label, letter in zip(months, text, strict=False):
                if letter != "?":
                    columns = {"good": GOOD[letter], "total": 0 if letter == "-" else 100}
                    cells.append(cell(label, columns, scope=scope, metric=objective))
    start = assessments[0].periods[0].start
    rules = rules if isinstance(rules, tuple) else (rules,)
    usual: dict[str, Any] = {"rights": rules, "term_start": start, "zone": name}
    known_until = instant(as_of) if as_of else max(ends)
    reports = more.pop("reports", None)
    rules_of = settlement(*assessments, **{**usual, **more})
    return settled(rules_of, measured(*cells), as_of=known_until, reports=reports)


def state(*args: Any, **more: Any) -> RightState:
    """The only state of the only right."""
    (found,) = told(*args, **more).rights
    return found


def periods(found: RightState) -> list[str]:
    """What completed it, as labels."""
    return [each.period for each in found.by]
