"""The columns of a table by their names: the one that is meant, or why there is none."""

from __future__ import annotations

from collections.abc import Sequence

from sladsl.data.errors import UnreadableData
from sladsl.data.nearest import hint_for


def place_in(
    header: Sequence[str], name: str, table: str, more: str = "", what: str = "Columns of the file"
) -> int:
    """The place of a column; UnreadableData when the header has none or several of that name.

    `table` and `what` are what the table and its columns are called in messages, `more` a second hint.
    """
    places = [place for place, each in enumerate(header) if each == name]
    if len(places) == 1:
        return places[0]
    if places:
        raise UnreadableData(
            f"{table} has {len(places)} columns named `{name}`.", "Give each column a name of its own."
        )
    raise UnreadableData(f"{table} has no column `{name}`.", f"{hint_for(name, header, what)}{more}")
