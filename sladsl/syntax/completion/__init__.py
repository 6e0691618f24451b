"""What may come next at a place of a text: one pure function for the command line and for editors.

The text around the cursor is usually unfinished. So nothing here needs a tree: the outline says in which block the cursor
stands, the declarations what this block may hold, and the tables of the grammar how a value may go on.
"""

from __future__ import annotations

from sladsl.ast.agreements import File
from sladsl.ast.scenarios import Scenario
from sladsl.source import SourceText
from sladsl.syntax.completion.entries import begun_here, body, entries
from sladsl.syntax.completion.names import Names
from sladsl.syntax.completion.place import Place
from sladsl.syntax.completion.place import place as place_of
from sladsl.syntax.completion.proposal import Proposal, Proposals
from sladsl.syntax.completion.values import propose
from sladsl.syntax.completion.wanted import Wanted, complete, fits
from sladsl.syntax.parse import MOST_CHARACTERS
from sladsl.syntax.recovery import JOINING

__all__ = ["Proposal", "proposals"]

WORLD = (File, Scenario, *Scenario.within)
"""Blocks in which nothing is left open, though one may write so: what the author of the file makes up."""
MOST_BACK = 8
"""Tokens before the cursor that can be the beginning of a new entry without being one yet."""
MOST_TOKENS = 500
"""Of a value: nobody asks how a longer one goes on."""


def proposals(source: SourceText, offset: int, used: tuple[SourceText, ...] = ()) -> tuple[Proposal, ...]:
    """What can be written at an offset (characters from 0), the likeliest first; () inside texts and comments.

    `used`: the files that it uses, whose names can stand in it.
    """
    if len(source.text) > MOST_CHARACTERS:
        return ()
    place = place_of(source, max(0, min(offset, len(source.text))))
    if place is None:
        return ()
    names = Names(*place.with_used(used), place.next)
    found = Proposals()
    wanted = _wanted(place)
    if wanted is None:
        first = place.item.start if place.item is not None else place.size
        begun = _begun(place, names, first, None)
        return (begun if begun is not None else entries(place, names, place.size)).all()
    written = place.tokens[wanted.start : place.size]
    if len(written) > MOST_TOKENS:
        return ()
    whole = complete(wanted, written)
    begun = _begun(place, names, wanted.start + 1, wanted)
    inside = propose(place, names, wanted)
    if whole and place.item is not None and place.item.kind is not None:
        body(place, place.item.kind, inside)
    lost = not fits(wanted, written) and not inside and begun is None
    left = place.on_new_line and bool(written) and written[-1].text not in JOINING
    fresh = entries(place, names, place.size) if whole or lost or left else Proposals()
    after = (fresh, inside) if whole and place.on_new_line else (inside, fresh)
    for part in after if begun is None else (begun, *after):
        found.extend(part.all())
    return found.all()


def _wanted(place: Place) -> Wanted | None:
    """The value at whose end the cursor stands."""
    item = place.item
    if item is None or item.form is None:
        return None
    left_open = item.what in ("value", "cell") and place.frame.kind not in WORLD
    return Wanted(item.form, item.start, key=item.key, head=item.head, open=left_open)


def _begun(place: Place, names: Names, first: int, wanted: Wanted | None) -> Proposals | None:
    """What goes on from the last tokens as the beginning of an entry; inside a value nothing begins before it is whole."""
    for start in range(max(first, place.size - MOST_BACK), place.size):
        if wanted is None or place.tokens[start].first or _ends_before(place, wanted, start):
            found = entries(place, names, start)
            if found or begun_here(place, start):
                return found
    return None


def _ends_before(place: Place, wanted: Wanted, start: int) -> bool:
    """Whether the value is whole before a token and can't go on with it: `impact is one` goes on to `one of`."""
    before = place.tokens[wanted.start : start]
    return complete(wanted, before) and not fits(wanted, [*before, place.tokens[start]])
