"""Samples beyond the first of their slot, among all rows of an input that is laid into slots.

Counting them is one pass over bits where every row has one scope; finding the first twenty looks at ever more of the file
until there are twenty, since crowded slots are rarely all at its end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sladsl.data.findings import MOST_SAMPLES, finding
from sladsl.data.reading import read_fields
from sladsl.engines.sql.columns import is_summed
from sladsl.engines.sql.relations import Relations
from sladsl.engines.sql.slots import BUDGET, bits_of, block_of, blocks, most_slots, slot_of, tiled
from sladsl.engines.sql.walk import base, nodes_of
from sladsl.outcome.measured import DataFinding
from sladsl.plan.measure import Input, Metering, Slots, Summed
from sladsl.values.period import Period

_FIRST_LOOK = 200_000
"""Rows; each look goes ten times as far."""

Laid = tuple[Input, int, tuple[Period, ...]]


def laid(meterings: Iterable[Metering]) -> tuple[Laid, ...]:
    """Inputs of samples with the slots that they are laid into, in the order of the nodes.

    Where a metering adds up the rows of each such slot, several rows are meant.
    """
    found: dict[Laid, None] = {}
    for metering in meterings:
        every = tuple(nodes_of(metering))
        summed = {_grid(node) for node in every if isinstance(node, Summed)}
        slots = (node for node in every if isinstance(node, Slots) and not is_summed(node.rows))
        keys = dict.fromkeys(_grid(node) for node in slots)
        found |= dict.fromkeys(key for key in keys if key[0].holds == "samples" and key not in summed)
    return tuple(found)


def _grid(node: Slots | Summed) -> Laid:
    return base(node.rows), node.every, node.periods


def crowded(relations: Relations, places: Iterable[Laid]) -> Iterator[DataFinding]:
    """The finding of each input and grid that has crowded slots."""
    for input, every, periods in places:
        if uncrowded(relations, input, every, periods):
            continue
        count, samples = _found(relations, input, every, periods)
        if count:
            yield finding("crowded-slot", input.name, count, samples)


def uncrowded(relations: Relations, input: Input, every: int, periods: tuple[Period, ...]) -> bool:
    """Whether bits alone show that no slot is crowded: there are as many as rows."""
    rows = relations.table(input).relation
    if not tiled(periods):
        return False
    parts = blocks(periods, every)
    slots = most_slots(parts, every)
    scopes = relations.database.rows(f"SELECT count(DISTINCT scope) FROM {rows}")[0][0]
    if not scopes or not slots:
        return True
    if slots * len(parts) * scopes > BUDGET:
        return False
    found = relations.database.rows(
        f"SELECT count(*), bit_count({bits_of('slot', slots)}) FROM (SELECT scope,"
        f" {block_of('a', parts)} AS part, {slot_of('a', parts, every)} AS slot FROM {rows})"
        " WHERE part IS NOT NULL GROUP BY scope, part"
    )
    return all(count == bits for count, bits in found)


def _found(
    relations: Relations, input: Input, every: int, periods: tuple[Period, ...]
) -> tuple[int, list[tuple[int, str]]]:
    table = relations.table(input)
    start = [field.name for field in read_fields(input)].index(input.start)

    def beyond(limit: str) -> str:
        place = f"least(p.s + ((r.a - p.s) // {every} + 1) * {every}, p.e)"
        return (
            f"SELECT DISTINCT number FROM (SELECT r.number, row_number() OVER (PARTITION BY r.scope,"
            f" p.s + (r.a - p.s) // {every} * {every}, {place} ORDER BY r.number, p.place) AS nth"
            f" FROM {table.relation} r JOIN {relations.periods(periods)} p ON r.a >= p.s AND r.a < p.e{limit})"
            " WHERE nth > 1"
        )

    database = relations.database
    count = database.rows(f"SELECT count(*) FROM ({beyond('')})")[0][0]
    look = _FIRST_LOOK
    while True:
        samples = database.rows(
            f"SELECT c.number, w.w{start} FROM ({beyond(f' AND r.number <= {look}')}) c"
            f" JOIN {table.written.relation} w ON w.number = c.number ORDER BY c.number LIMIT {MOST_SAMPLES}"
        )
        if len(samples) == min(count, MOST_SAMPLES):
            return count, samples
        look *= 10
