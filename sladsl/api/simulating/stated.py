"""Stated outages of all draws at once: each draw is a scope of its own, so that one measuring serves them all.

The plan is that of a scenario, in which outages are stated too; what stands there for a process is put in for each draw.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sladsl.api.simulating.process import Outages
from sladsl.engines.contract import Session
from sladsl.outcome.measured import Cell
from sladsl.plan import measure as k
from sladsl.plan.from_model.world import World
from sladsl.record import Record, nested, replace, within

Span = tuple[int, int]
_PLACE = -(10**18)
"""Spans that far back stand for those of a process: no time of the world is there."""
_BY = "\x1f"
BATCH = 200
"""Draws that are measured together: memory stays bounded, and the bar moves."""


def stand_in(outages: Sequence[Outages], services: Mapping[str, Any]) -> World:
    """The world in which each process is one span that stands for its own."""
    down: dict[str, dict[str, tuple[Span, ...]]] = {}
    out: dict[str, dict[str, tuple[Span, ...]]] = {}
    for at, each in enumerate(outages):
        by_scope = (down if each.named in services else out).setdefault(each.named, {})
        by_scope[each.scope] = (*by_scope.get(each.scope, ()), (_PLACE + 2 * at, _PLACE + 2 * at + 1))
    return World(outages=down, excluded=out, sources=frozenset())


def is_stated(metering: k.Metering) -> bool:
    """Whether a process stands in what is measured."""
    return any(
        isinstance(each, k.Stated) and any(span[0] < 0 for _, spans in each.by_scope for span in spans)
        for column in metering.columns
        for each in within(column.cells)
    )


def measured_draws(
    meterings: Sequence[k.Metering],
    session: Session,
    drawn: Mapping[int, Sequence[tuple[Span, ...]]],
    as_of: int,
) -> dict[int, list[Cell]]:
    """The cells of each draw: by its number the spans of each process."""
    asked = tuple(_of_all(each, drawn) for each in meterings)
    found: dict[int, list[Cell]] = {number: [] for number in drawn}
    for cell in session.measure(asked, as_of).cells:
        number, _, scope = cell.scope.partition(_BY)
        found[int(number)].append(replace(cell, scope=scope))
    return found


def _of_all(metering: k.Metering, drawn: Mapping[int, Sequence[tuple[Span, ...]]]) -> k.Metering:
    scopes = metering.scopes or ("",)
    known: dict[int, Any] = {}
    made: k.Metering = _filled(metering, drawn, known)
    return replace(
        made,
        scoped=True,
        scopes=tuple(f"{number}{_BY}{scope}" for number in drawn for scope in scopes),
        witness=k.Fixed(spans=()),
        witness_within=None,
        records=None,
        verdicts=(),
        asides=(),
    )


def _filled(value: Any, drawn: Mapping[int, Sequence[tuple[Span, ...]]], known: dict[int, Any]) -> Any:
    """The same tree with the spans of every draw; a node that stands in it twice is made once."""
    if isinstance(value, tuple):
        return tuple(_filled(each, drawn, known) for each in value) if _holds(value) else value
    if not isinstance(value, Record):
        return value
    if id(value) not in known:
        if isinstance(value, k.Stated):
            known[id(value)] = k.Stated(
                by_scope=tuple(
                    (f"{number}{_BY}{scope}", _spans(spans, drawn[number]))
                    for number in drawn
                    for scope, spans in value.by_scope
                )
            )
        else:
            changed = {name: _filled(part, drawn, known) for name, part in nested(value)}
            changed = {name: part for name, part in changed.items() if part is not getattr(value, name)}
            known[id(value)] = replace(value, **changed) if changed else value
    return known[id(value)]


def _holds(value: tuple[Any, ...]) -> bool:
    return bool(value) and isinstance(value[0], Record)


def _spans(spans: Sequence[Span], drawn: Sequence[tuple[Span, ...]]) -> tuple[Span, ...]:
    found: list[Span] = []
    for span in spans:
        found += drawn[(span[0] - _PLACE) // 2] if span[0] < 0 else (span,)
    return tuple(sorted(found))
