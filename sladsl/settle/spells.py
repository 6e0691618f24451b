"""Times in which a right is there: each occasion that comes while it is there prolongs it, a later one begins the next."""

from __future__ import annotations

from sladsl.record import Record


class Occasion(Record):
    """An instant at which a right is completed (surely, or perhaps), and until when it can then be used."""

    arises: int
    certain: bool
    last: int | None
    last_day: str
    presumed: str


class Spell(Record):
    """Occasions each of which came while the right was there by the one before."""

    occasions: tuple[Occasion, ...]
    last: int | None
    last_day: str


def spells_of(occasions: list[Occasion]) -> list[Spell]:
    """The times in which the right is there: a further occasion prolongs one, or begins the next."""
    found: list[Spell] = []
    for each in occasions:
        before = found[-1] if found else None
        if before is not None and (before.last is None or each.arises <= before.last):
            later = before.last is not None and (each.last is None or each.last >= before.last)
            found[-1] = Spell(
                occasions=(*before.occasions, each),
                last=each.last if later else before.last,
                last_day=each.last_day if later else before.last_day,
            )
        else:
            found.append(Spell(occasions=(each,), last=each.last, last_day=each.last_day))
    return found


def is_open(spell: Spell, as_of: int) -> bool:
    """Whether its last day is not over."""
    return spell.last is None or as_of < spell.last
