"""Sources as the kernel reads them: just the fields that a metric needs, and where a row stands in time."""

from __future__ import annotations

from sladsl.model import meanings as m
from sladsl.plan import measure as k
from sladsl.plan import rows as r
from sladsl.plan.from_model.conditions import condition
from sladsl.plan.from_model.stretch import Stretch


def input_of(source: m.Source, metric: m.Metric, start: str, stretch: Stretch) -> k.Input:
    """The input of a metric: the fields of its conditions, its times, its scope and its key."""
    wanted: set[str] = set()
    for limit in (metric.where, metric.good, metric.down):
        if limit is not None:
            wanted |= r.condition_fields(condition(limit))
    return read_as(
        source,
        wanted,
        start,
        metric.for_each if metric.for_each in source.fields else "",
        metric.scopes,
        stretch,
    )


def read_as(
    source: m.Source, wanted: set[str], start: str, scope: str, scopes: tuple[str, ...], stretch: Stretch
) -> k.Input:
    end = "end" if source.holds == "intervals" else ""
    needed = [name for name in (start, end, scope, source.key) if name]
    fields = []
    for field in source.fields.values():
        if field.name in needed or field.name in wanted:
            # A scope may hold a list, so it is read as text; its parts are checked against the closed list.
            kind = "text" if field.name == scope and field.type == "choice" else field.type
            fields.append(
                k.FieldOf(
                    name=field.name,
                    type=kind,
                    values=() if kind == "text" else field.values,
                    required=field.name == start,
                )
            )
    return k.Input(
        name=source.name,
        holds=source.holds,
        fields=tuple(fields),
        start=start,
        end=end,
        scope=scope,
        scopes=scopes if scope else (),
        key=source.key,
        zone=source.zone or stretch.zone if source.zone else "",
    )
