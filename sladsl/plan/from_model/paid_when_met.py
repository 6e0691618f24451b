"""Whether bands pay for a level that keeps the promise: then it is asked what that means."""

from __future__ import annotations

from sladsl.plan import settlement as s
from sladsl.values.bands import Levels, parts


def pays_when_met(
    promised: tuple[s.Bound, ...], pieces: tuple[s.Piece, ...], levels: Levels, highest: bool
) -> bool:
    """Whether some level keeps one of the bounds and is paid for all the same."""
    return bool(pieces) and any(_pays_at(each, pieces, levels, highest) for each in promised)


def _pays_at(promised: s.Bound, pieces: tuple[s.Piece, ...], levels: Levels, highest: bool) -> bool:
    rows = tuple(
        tuple((each.comparator, promised.value if each.promised else each.value) for each in piece.bounds)
        for piece in pieces
    )
    target = len(rows)
    whole = (*rows, ((promised.comparator, promised.value),))
    for part in parts(whole, levels):
        fitting = [row for row in part.rows if row != target]
        if target in part.rows and fitting:
            if highest and any(not isinstance(pieces[row].amount, s.Nothing) for row in fitting):
                return True
            if not isinstance(pieces[fitting[0]].amount, s.Nothing):
                return True
    return False
