"""A stated world: what a scenario says is down or excluded, instead of data."""

from __future__ import annotations

from collections.abc import Mapping

from sladsl.plan import measure as k
from sladsl.record import Record

Stated = Mapping[str, tuple[tuple[int, int], ...]]
"""Scope -> spans; scope "" is a service without dimension, or all scopes of one that has them."""


class World(Record):
    """By service and by exclusion, the spans that are stated; sources that have stated rows."""

    outages: Mapping[str, Stated]
    excluded: Mapping[str, Stated]
    sources: frozenset[str]

    def down(self, service: str, scopes: tuple[str, ...]) -> k.Spans:
        return stated(self.outages.get(service, {}), scopes)

    def out(self, exclusion: str, scopes: tuple[str, ...]) -> k.Spans:
        return stated(self.excluded.get(exclusion, {}), scopes)


def stated(spans: Stated, scopes: tuple[str, ...]) -> k.Stated:
    """Spans by scope; what names no scope holds for each."""
    everywhere = spans.get("", ())
    names = dict.fromkeys([*scopes, *(scope for scope in spans if scope)]) or {"": None}
    return k.Stated(
        by_scope=tuple(
            (scope, tuple(sorted((*everywhere, *spans.get(scope, ())))) if scope else everywhere)
            for scope in names
        )
    )
