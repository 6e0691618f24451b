"""An amended agreement seen at once: everything that one of its versions names.

Data are bound, read and looked back for by it, because they come before anybody asks which version governs what.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from sladsl.model.facts import StatedFact
from sladsl.model.meanings import Agreement
from sladsl.model.versions import Version
from sladsl.record import replace

T = TypeVar("T")


def at_once(agreement: Agreement) -> Agreement:
    """The agreement with all that its versions add; of what they change the last one. Itself where there are none."""
    if not agreement.versions:
        return agreement
    every = [agreement, *(each.agreement for each in agreement.versions)]
    return replace(
        agreement,
        calendars=_joined([each.calendars for each in every]),
        services=_joined([each.services for each in every]),
        sources=_joined([each.sources for each in every]),
        exclusions=_joined([each.exclusions for each in every]),
        tables=_joined([each.tables for each in every]),
        metrics=_joined([each.metrics for each in every]),
        objectives=_joined([each.objectives for each in every]),
        reports=_joined([each.reports for each in every]),
        facts=_joined([each.facts for each in every]),
        credits=tuple(credit for each in every for credit in each.credits),
        caps=tuple(cap for each in every for cap in each.caps),
        rights=tuple(right for each in every for right in each.rights),
        versions=(),
    )


def as_first_agreed(agreement: Agreement) -> Agreement:
    """The agreement without what came later."""
    return replace(agreement, versions=(), amended_otherwise=None)


def knowing(agreement: Agreement, facts: tuple[StatedFact, ...]) -> Agreement:
    """The agreement and all its versions with what is known of their facts and options."""
    versions = tuple(
        replace(each, agreement=replace(each.agreement, stated_facts=facts)) for each in agreement.versions
    )
    return replace(agreement, stated_facts=facts, versions=versions)


def amended_so_far(agreement: Agreement) -> Iterator[tuple[Agreement, Version]]:
    """The agreement with its amendments up to each of them, and that version."""
    for number, each in enumerate(agreement.versions, start=1):
        yield replace(agreement, versions=agreement.versions[:number], amended_otherwise=None), each


def _joined(parts: list[Mapping[str, T]]) -> dict[str, T]:
    found: dict[str, T] = {}
    for each in parts:
        found.update(each)
    return found
