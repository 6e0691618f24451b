"""Rows of bands that begin with what is promised (`at least target`): of each line they begin with its own target."""

from __future__ import annotations

from sladsl.plan.settlement import Assessment, Bound, CreditRule
from sladsl.record import replace


def aimed(assessment: Assessment, target: Bound | None) -> Assessment:
    """The assessment with another target, and with rows that begin with it; where nothing is promised they stay."""
    found = replace(assessment, target=target)
    if target is None:
        return found
    if _follows(assessment.credit):
        found = replace(found, credit=_moved(assessment.credit, target))
    if _follows(assessment.bonus):
        found = replace(found, bonus=_moved(assessment.bonus, target))
    points = assessment.points
    if points is not None and any(bound.promised for piece in points.pieces for bound in piece.bounds):
        pieces = tuple(
            replace(each, bounds=tuple(_as_promised(bound, target) for bound in each.bounds))
            for each in points.pieces
        )
        found = replace(found, points=replace(points, pieces=pieces))
    return found


def _follows(credit: CreditRule | None) -> bool:
    return credit is not None and any(bound.promised for piece in credit.pieces for bound in piece.bounds)


def _moved(credit: CreditRule | None, target: Bound) -> CreditRule | None:
    if credit is None:
        return None
    pieces = tuple(
        replace(each, bounds=tuple(_as_promised(bound, target) for bound in each.bounds))
        for each in credit.pieces
    )
    return replace(credit, pieces=pieces)


def _as_promised(bound: Bound, target: Bound) -> Bound:
    return replace(bound, value=target.value, written=target.written) if bound.promised else bound
