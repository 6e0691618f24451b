"""How much of a set that is known when the agreement is compiled lies before an instant, looked up by equality.

Time is cut into slots of one length in which at most one span lies: what lies before an instant is then said by the row of
its slot, and joining by equality costs a tenth of looking for the last row before it. Where slots would be too many, the
last row is looked for after all.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from sladsl.engines.sql.lookup import Lookup
from sladsl.engines.sql.relations import Relations
from sladsl.values.duration import DAY, HOUR
from sladsl.values.intervals import Spans, normal

LENGTHS = (DAY, DAY // 2, DAY // 4, HOUR, HOUR // 4)
MOST_SLOTS = 40_000
MARGIN = 2 * DAY
"""Local times, and ends less pauses, are never farther than this from the instants of a row."""


def near(relations: Relations, rows: str, columns: Sequence[str]) -> tuple[int, int] | None:
    """The first and last instants in columns of a relation with a margin; None where there are none."""
    ends = ", ".join(f"min({each}), max({each})" for each in columns)
    known = [each for each in relations.database.rows(f"SELECT {ends} FROM {rows}")[0] if each is not None]
    return (min(known) - MARGIN, max(known) + MARGIN) if known else None


class Hours:
    """A set, None for always, as it is looked up for instants from one to another; `between` None: there are none."""

    def __init__(self, relations: Relations, spans: Spans | None, between: tuple[int, int] | None) -> None:
        self._relations = relations
        self._spans = None if spans is None or between is None else normal(spans)
        self._table = self._curve = ""
        self._base = self._length = 0
        if self._spans is not None and between is not None:
            self._lay(self._spans, *between)

    def measure(self, look: Lookup, at: str, name: str) -> None:
        """Adds how much of the set lies before an instant; of always, the instant itself."""
        if self._spans is None:
            look.add({name: f"({at})"})
        elif self._curve:
            join = self._join(look, at, f"{name}_at", at)
            look.add({name: f"h.before + greatest(least(r.{name}_at, h.b) - h.a, 0)"}, join)
        else:
            look.add({f"{name}_at": at})
            look.add(
                {
                    name: f"CASE WHEN r.{name}_at IS NULL THEN NULL"
                    f" ELSE coalesce(h.before + least(r.{name}_at, h.b) - h.a, 0) END"
                },
                f"ASOF LEFT JOIN {self._table} h ON r.{name}_at >= h.a",
            )

    def growing(self, look: Lookup, at: str, name: str) -> None:
        """Adds whether an instant lies in the set or at the end of a span of it, but not at the start of one."""
        if self._spans is None:
            look.add({name: "TRUE"})
        elif self._curve:
            join = self._join(look, at, f"{name}_at", f"({at}) - 1")
            look.add({name: f"coalesce(h.a < r.{name}_at AND r.{name}_at <= h.b, FALSE)"}, join)
        else:
            look.add({f"{name}_at": at})
            join = f"ASOF LEFT JOIN {self._table} h ON r.{name}_at > h.a"
            look.add({name: f"coalesce(h.b >= r.{name}_at, FALSE)"}, join)

    def _join(self, look: Lookup, at: str, name: str, within: str) -> str:
        slot = f"(({within}) - {self._base}) // {self._length}"
        look.add({name: at, f"{name}_slot": slot})
        return f"LEFT JOIN {self._curve} h ON h.slot = r.{name}_slot"

    def _lay(self, spans: Spans, low: int, high: int) -> None:
        self._length = next((each for each in LENGTHS if _alone(spans, low, high, each)), 0)
        kinds = ("a", "BIGINT"), ("b", "BIGINT"), ("before", "BIGINT")
        if self._length and (high - low) // self._length < MOST_SLOTS:
            # Laid from the start of a slot, for instants before 1970 as well.
            first, last = low // self._length, high // self._length
            self._base = first * self._length
            self._curve = self._relations.fixed(
                ("curve", spans, self._length, first, last),
                (("slot", "BIGINT"), *kinds),
                _slots(spans, self._length, first, last),
            )
        else:
            self._table = self._relations.fixed(("opened", spans), kinds, _running(spans))


def _alone(spans: Spans, low: int, high: int, length: int) -> bool:
    """Whether no slot from one instant to another has a part of two spans."""
    near = [each for each in spans if each[1] >= low - length and each[0] <= high + length]
    return all((b - 1) // length < a // length for (_, b), (a, _) in pairwise(near))


def _running(spans: Spans) -> list[tuple[int, int, int]]:
    """Each span with the length of those before it."""
    found, before = [], 0
    for a, b in spans:
        found.append((a, b, before))
        before += b - a
    return found


def _slots(spans: Spans, length: int, first: int, last: int) -> list[tuple[int, int, int, int]]:
    """By slot, counted from the first: the part of a span that lies in it, empty where none does, and what lies before
    the slot."""
    running = _running(spans)
    starts = [a for a, _ in spans]
    found = []
    for slot in range(first, last + 1):
        start, end = slot * length, (slot + 1) * length
        # The last span that begins before the slot ends; what is whole before the slot adds up to `before`.
        at = bisect_right(starts, end - 1) - 1
        if at < 0:
            found.append((slot - first, start, start, 0))
            continue
        a, b, before = running[at]
        if b <= start:
            found.append((slot - first, start, start, before + b - a))
        else:
            inside = max(a, start)
            found.append((slot - first, inside, min(b, end), before + inside - a))
    return found
