"""Which of the rows with one key stands for the thing, and whether the others contradict it.

A row contradicts the one that stands where it says something that this one does not: another text, or one where that is
empty. A row that only says less repeats it. Of fields of intervals the one that stands may say more, since waits are joined.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from sladsl.plan.measure import FieldOf, Input

if TYPE_CHECKING:
    from sladsl.data.binding import Table

REPEATED, CONTRADICTING = "duplicate-key", "contradicting-row"
Texts = tuple[str, ...]
How = Literal["first", "last", "left out", ""]


def which(input: Input, table: Table | None) -> How:
    """Which of several rows with one key counts: as the agreement says; where it says nothing, as the table does."""
    return input.repeated or (table.repeated if table is not None else "")


class Standing:
    """Rows by their key, as they come. `how`: which of them stands, "" for the first."""

    def __init__(self, how: How, fields: Sequence[FieldOf], key: str) -> None:
        self.how = how
        self.ahead = how in ("last", "left out")
        """Whether all rows have to be looked at before it is known which of them stands."""
        self._fields = fields
        self._key = next((at for at, field in enumerate(fields) if field.name == key), -1)
        self._settled = not self.ahead
        self._rows: dict[str, tuple[int, Texts]] = {}
        self._doubtful: set[str] = set()

    def look(self, key: str, number: int, written: Texts) -> str:
        """The finding about a row that does not count; "" where it does, or nobody knows yet."""
        stands = self._rows.setdefault(key, (number, written))
        if not self._settled:
            if self._strange(written, stands[1]) or self._strange(stands[1], written):
                self._doubtful.add(key)
            if self.how == "last":
                self._rows[key] = number, written
            return ""
        if self.how == "left out" and key in self._doubtful:
            return CONTRADICTING
        if stands[0] == number:
            return ""
        return CONTRADICTING if self._strange(written, stands[1]) else REPEATED

    def settle(self) -> None:
        """All rows have been looked at."""
        self._settled = True

    def said(self, key: str, written: Texts) -> str:
        """The key as it is written, and the first thing that the row says otherwise than the one that stands."""
        _, other = self._rows[key]
        strange = self._strange(written, other)
        if not strange or (self.how == "left out" and key in self._doubtful):
            return written[self._key]
        at = strange[0]
        return f"{written[self._key]}: {self._fields[at].name} {written[at]}, not {other[at] or 'empty'}"

    def _strange(self, written: Texts, other: Texts) -> list[int]:
        """The places of what a row says and the other does not."""
        return [
            at
            for at, (text, there) in enumerate(zip(written, other, strict=True))
            if text
            and text != there
            and at != self._key
            and not (self._fields[at].type == "intervals" and text in there)
        ]
