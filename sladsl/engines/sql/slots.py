"""Slots as bits: which slots of a run of periods hold a row, one bit string for each scope.

Grouping ten million rows by slot needs a hash table of nearly as many groups; setting a bit needs none. It is the same set:
a bit is set exactly if a row lies in its slot. Where the bits would outgrow their budget, slots are grouped after all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from sladsl.engines.sql.words import ladder
from sladsl.plan.measure import Slots
from sladsl.record import Record, replace
from sladsl.values.intervals import Spans as SpanSet
from sladsl.values.intervals import clip
from sladsl.values.period import Period

BUDGET = 1 << 31
"""Bits of all bit strings of one query: 256 MB."""

LONGEST_TEXT = 1 << 27
"""Slots of a block that are looked through as a text, a byte for each: four years of seconds."""

Block = tuple[int, int]
"""Start and end of periods that follow each other on one grid of slots: as good as a single period."""
Slice = tuple[tuple[int, Period], ...]
"""Periods or pieces of them, each with the place of its period."""


def tiled(periods: Sequence[Period]) -> bool:
    """Whether the periods are in order and don't overlap."""
    return all(a.end <= b.start for a, b in pairwise(periods)) and all(
        each.start < each.end for each in periods
    )


def blocks(periods: Sequence[Period], every: int) -> tuple[Block, ...]:
    """Tiled periods, joined where the slots of the next go on without a seam."""
    found: list[Block] = []
    for period in periods:
        if found and found[-1][1] == period.start and (period.start - found[-1][0]) % every == 0:
            found[-1] = (found[-1][0], period.end)
        else:
            found.append((period.start, period.end))
    return tuple(found)


def most_slots(parts: Sequence[Block], every: int) -> int:
    """The number of slots of the longest block."""
    return max((-(-(end - start) // every) for start, end in parts), default=0)


def slices(periods: Sequence[Period], every: int, between: tuple[int, int], count: int) -> Iterator[Slice]:
    """Tiled periods in about so many slices, of which each has as much of the time between two instants as the others.

    A long period is cut at ends of its slots, so that the slots of its pieces are its own.
    """
    first, last = between
    span = sum(max(0, min(each.end, last) - max(each.start, first)) for each in periods)
    size = max(every, -(-span // max(count, 1)))
    own: list[tuple[int, Period]] = []
    room = size
    for place, period in enumerate(periods):
        start = period.start
        while start < period.end:
            low = max(start, first)
            end = period.end
            if min(end, last) - low > room:
                end = period.start + -(-(low + room - period.start) // every) * every
                end = min(end, period.end)
            own.append((place, replace(period, start=start, end=end)))
            room -= max(0, min(end, last) - low)
            start = end
            if room <= 0:
                yield tuple(own)
                own, room = [], size
    if own:
        yield tuple(own)


def block_of(instant: str, parts: Sequence[Block], places: Sequence[int] = ()) -> str:
    """SQL: the place of the block that holds the instant, NULL for none; `places`: if they are not those in the row."""
    return _ladder(instant, parts, [str(place) for place in places or range(len(parts))])


def slot_of(instant: str, parts: Sequence[Block], every: int, *, inside: bool = False) -> str:
    """SQL: the number of the slot in the block that holds the instant, NULL for none; `inside`: there are none such."""
    if len(parts) == 1:
        ((first, last),) = parts
        if inside:
            return f"(({instant} - {first}) // {every})"
        return f"(CASE WHEN {instant} >= {first} AND {instant} < {last} THEN ({instant} - {first}) // {every} END)"
    start = _ladder(instant, parts, [str(start) for start, _ in parts])
    return f"(({instant} - ({start})) // {every})"


def _ladder(instant: str, parts: Sequence[Block], answers: Sequence[str]) -> str:
    limits: list[int] = []
    steps = ["CAST(NULL AS BIGINT)"]
    for (start, end), answer in zip(parts, answers, strict=True):
        if limits and limits[-1] == start:
            steps[-1] = answer
        else:
            limits.append(start)
            steps.append(answer)
        limits.append(end)
        steps.append("CAST(NULL AS BIGINT)")
    return ladder(instant, limits, steps)


def bits_of(slot: str, slots: int, where: str = "") -> str:
    """SQL aggregate: the bit string of the slots that occur."""
    condition = f" FILTER (WHERE {where})" if where else ""
    return f"bitstring_agg({slot}, 0, {slots - 1}){condition}"


def packed(bits: str) -> str:
    """SQL of a bit string as bytes, which is how `Bits` keeps it."""
    return f"CAST({bits} AS BLOB)"


class Bits(Record):
    """So many slots, a bit for each, eight in a byte; the first bits of the first byte are none where they don't go up."""

    data: bytes
    slots: int

    def count(self, first: int, last: int) -> int:
        """How many slots are set from one to before another."""
        unused = len(self.data) * 8 - self.slots
        first, last = first + unused, min(last, self.slots) + unused
        if first >= last:
            return 0
        inside = int.from_bytes(self.data[first // 8 : -(-last // 8)], "big") >> -last % 8
        return (inside & ((1 << (last - first)) - 1)).bit_count()

    def text(self) -> str:
        """A sign for each slot, 0 or 1."""
        return f"{int.from_bytes(self.data, 'big'):0{self.slots}b}"


def spans_of(bits: str, block: Block, every: int, least: int = 1) -> Iterator[tuple[int, int]]:
    """The runs of slots that are set in a text of bits, as spans; those that are as long as `least`."""
    start, end = block
    fewest = max(1, -(-least // every))
    if fewest > len(bits):
        return  # a shortest outage of years would be a text of as many signs
    long = "1" * fewest
    first = bits.find(long)
    while first >= 0:
        after = bits.find("0", first)
        last = len(bits) if after < 0 else after
        span = start + first * every, min(start + last * every, end)
        if span[1] - span[0] >= least:
            yield span
        first = bits.find(long, last)


class SlotBits(Record):
    """The bits of a node: (scope, block, bits), no slot twice in a scope."""

    node: Slots
    bits: tuple[tuple[str, Block, Bits], ...]

    def spans(self, least: int = 1) -> Iterator[tuple[str, tuple[int, int]]]:
        for scope, block, bits in self.bits:
            for span in spans_of(bits.text(), block, self.node.every, least):
                yield scope, span

    @property
    def in_one_block(self) -> bool:
        """Whether no run of slots can go on in another block, and each block can be laid out as text."""
        return len({block for _, block, _ in self.bits}) <= 1 and all(
            bits.slots <= LONGEST_TEXT for _, _, bits in self.bits
        )

    def lengths(
        self, periods: Sequence[Period], within: Callable[[str], SpanSet]
    ) -> dict[tuple[str, int], int]:
        """Microseconds by scope and place of the period inside a set by scope: slots counted, never laid out as spans."""
        found: dict[tuple[str, int], int] = {}
        for scope, block, bits in self.bits:
            pieces = clip(within(scope), *block)
            for place, period in enumerate(periods):
                for a, b in clip(pieces, period.start, period.end):
                    key = (scope, place)
                    found[key] = found.get(key, 0) + _length(bits, block, self.node.every, a, b)
        return found


def _length(bits: Bits, block: Block, every: int, a: int, b: int) -> int:
    """What of the slots that are set lies between two instants of their block."""
    start = block[0]
    first, last = (a - start) // every, -(-(b - start) // every)
    length = bits.count(first, last) * every
    # The first and the last slot may reach beyond, and the end of the block cuts its own last slot short.
    if bits.count(first, first + 1):
        length -= a - (start + first * every)
    if bits.count(last - 1, last):
        length -= start + last * every - b
    return length
