"""Bases of a period that is only a part of the promised one: of which month of the year the fee is meant, nobody says.

Agreements are signed with such words (`99.95% a year … 50% of the monthly fee`), so they can be written and printed; that is
told, and the amount is a range over the months (sladsl/plan/from_model/fees.py). Of other parts it is left open.
"""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.credits import Credit
from sladsl.ast.declare import Block, Entry
from sladsl.ast.objectives import Objective, Promise
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.own_periods import OwnPeriods
from sladsl.values.period import PeriodKind, contains

LATER = "fees of a part of the promised period"
NUMBERED = frozenset({("month", "quarter"), ("month", "year"), ("quarter", "year")})
"""Parts of which each whole has as many, and the whole: they can be gone through."""


def numbered(part: PeriodKind, whole: PeriodKind) -> bool:
    """Whether the parts of a period are months or quarters of the calendar."""
    return (part, whole) in NUMBERED


def left_out(node: a.Agreement) -> Iterator[Entry]:
    """Each base of a credit that is too short, and of which nothing is computed."""
    own = OwnPeriods(node)
    for entry, period in short_bases(node):
        kind = own.kind(entry.value.period) if isinstance(entry.value, v.FeeBase) else None
        if kind is None or (kind, period) not in NUMBERED:
            yield entry


def short_bases(node: a.Agreement) -> Iterator[tuple[Entry, str]]:
    """Each base of a credit that is too short, and the period of the promise."""
    own = OwnPeriods(node)
    periods = {
        each.name.text: period
        for each in node.children(Objective)
        if each.name is not None and (period := _promised(each, own)) is not None
    }
    for block in node.blocks:
        if isinstance(block, Credit):
            names = block.head_value.items if isinstance(block.head_value, v.Names) else ()
            yield from _short(block, [periods[name.text] for name in names if name.text in periods], own)
        elif isinstance(block, Objective):
            for inner in block.children(Credit):
                promised = _promised(block, own)
                yield from _short(inner, [promised] if promised is not None else [], own)


def tell_short_bases(node: a.Agreement, context: Context) -> None:
    own = OwnPeriods(node)
    for entry, period in short_bases(node):
        assert isinstance(entry.value, v.FeeBase)
        known = (own.kind(entry.value.period), period) in NUMBERED
        so = f"what is owed is a range over its {entry.value.period}s" if known else "no amount is computed"
        context.add(
            "N214",
            "base-shorter-than-period",
            entry.value.span,
            f"The promise is kept or missed each {period}; of which {entry.value.period} of it the fee is meant is not "
            f"said, so {so}.",
            f"Write `that {period}'s fee`, if the text says so.",
            severity="warning",
        )


def _short(credit: Block, periods: list[PeriodKind], own: OwnPeriods) -> Iterator[tuple[Entry, str]]:
    for entry in credit.entries:
        base = entry.value
        if entry.key != Credit.base.name or not isinstance(base, v.FeeBase):
            continue
        kind = own.kind(base.period)
        if kind is None:
            continue
        for promised in [each for each in periods if each != kind][:1]:
            of_calendar = isinstance(kind, str) and isinstance(promised, str)
            # Of periods that an agreement lays out itself, no fee is known but of those that hold them.
            if contains(promised, kind) if of_calendar else not contains(kind, promised):
                yield entry, str(promised)


def _promised(objective: Objective, own: OwnPeriods) -> PeriodKind | None:
    for each in objective.children(Promise):
        if isinstance(each.head_value, v.PromiseWords):
            return own.promised(each.head_value)
    return None
