"""The wide case: slots and folds of samples in one scan of their file, nothing kept but bits and figures.

It is taken only for a plain file whose every row is in order; the scan itself counts the rows that are not, and one such
row sends the input to the general way, which knows how to say what is wrong. So the two can't differ.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from sladsl.data.reading import known_scopes
from sladsl.engines.sql.checked import END, FIRST, Checked, all_there, checked, is_straight, place_of
from sladsl.engines.sql.database import Database, Rows
from sladsl.engines.sql.folds import Fold, Integers, filtered, fold_sql, is_fold
from sladsl.engines.sql.proof import Proof, narrow_of, prove
from sladsl.engines.sql.relations import LARGE, LONGEST_LADDER
from sladsl.engines.sql.slots import (
    BUDGET,
    Bits,
    Block,
    SlotBits,
    bits_of,
    block_of,
    blocks,
    most_slots,
    packed,
    slot_of,
    tiled,
)
from sladsl.engines.sql.table import Narrow
from sladsl.engines.sql.typed_rows import cell_scopes
from sladsl.engines.sql.walk import base, nodes_of, parts_of
from sladsl.engines.sql.written import Scan, Source
from sladsl.outcome.measured import SourceFacts
from sladsl.plan.measure import (
    Cells,
    Count,
    Input,
    Keep,
    Metering,
    Node,
    Ranked,
    Read,
    Slots,
    Undecided,
    Unless,
)
from sladsl.plan.measure import Rows as RowsNode
from sladsl.plan.rows import condition_fields
from sladsl.record import Record

_SAMPLE = 50_000
_LEAST_ROW = 12
"""Bytes."""
_GROWTH = 4
"""How many times more scopes a file may have than its first rows name, before bits are thought too dear."""

Wanted = Slots | Fold


class Scanned(Record):
    """What one scan answered."""

    facts: SourceFacts
    scopes: tuple[str, ...]
    slots: dict[Slots, SlotBits]
    counts: dict[Cells, Integers]


def wanted(meterings: Iterable[Metering], source: Source) -> tuple[Wanted, ...] | None:
    """The slots and folds that are asked of an input, or None when its rows are needed in another way."""
    found: dict[Wanted, None] = {}
    for metering in meterings:
        if not all(_gather(column.cells, source.input, found) for column in metering.columns):
            return None
        # Slots are looked at for crowding even where only a witness names them.
        for node in nodes_of(metering):
            if isinstance(node, Slots) and base(node.rows) == source.input:
                found[node] = None
    return tuple(found) if found and all(_simple(node.rows, source) for node in found) else None


def _gather(node: Node, input: Input, found: dict[Wanted, None]) -> bool:
    """Notes the slots and folds of an input; whether nothing else asks for its rows."""
    if (isinstance(node, Slots) or (isinstance(node, Fold) and is_fold(node))) and base(node.rows) == input:
        found[node] = None
        return True
    if isinstance(node, Read):
        return node.input != input
    return all(_gather(part, input, found) for part in parts_of(node))


def _simple(rows: RowsNode, source: Source) -> bool:
    """Whether rows are kept by conditions alone, and none that has to know the part of a list."""
    listed = source.input.scope if source.separator or source.listed else None
    while not isinstance(rows, Read):
        if not isinstance(rows, Keep | Undecided | Unless) or listed in condition_fields(rows.where):
            return False
        rows = rows.rows
    return True


def scan(database: Database, source: Source, asked: tuple[Wanted, ...], as_of: int) -> Scanned | None:
    """One scan, or None when the general way has to be taken."""
    if source.scan is None or not is_straight(source):
        return None
    database.know(source.scan.streams)
    grid = _grid(asked)
    if grid is None or (any(isinstance(node, Ranked) for node in asked) and _is_large(database, source.scan)):
        return None
    parts, every = grid
    slots = most_slots(parts, every) if every else 1
    if every and not _affordable(database, source, source.scan, slots * len(parts) * (len(asked) + 1)):
        return None
    proof = prove(database, source, source.scan)
    work = _work(source, source.scan, asked, parts, every, proof)
    try:
        found = database.rows(_query(work, work.filters, work.folds, bare=work.bare))
        if work.bare:
            found = _with_all(database, work, found)
    except database.unfit(typed=source.scan.known is None):
        return None  # a ragged row, a damaged file, or more scopes than memory has room for
    if proof is not None and proof.rows != sum(row[2] for row in found):
        return None
    if not all(row[3] == row[2] and FIRST <= row[4] <= row[5] < min(as_of, END) for row in found):
        return None
    if not all_there(source.scan, sum(row[2] for row in found), sum(row[6] for row in found)):
        return None
    return _answer(source, asked, work, found)


class _Work(Record):
    """What one scan asks: blocks and slots, the tests of rows ("" for all) whose bits or counts are asked, figures.

    `bare`: where a condition keeps all rows, its bits are those of all: these are asked only if that turns out not to be
    so. `inside`: no row lies outside the blocks, and none between them. `counted`: the tests whose rows are counted.
    `ends`: SQL of the first and the last instant of a scope, or of all.
    """

    rows: Checked
    parts: tuple[Block, ...]
    every: int
    slots: int
    filters: tuple[str, ...]
    counted: frozenset[str]
    folds: tuple[Fold, ...]
    bare: bool
    full: frozenset[str]
    narrow: Narrow
    inside: bool
    ends: str


def _work(
    source: Source,
    scan: Scan,
    asked: tuple[Wanted, ...],
    parts: tuple[Block, ...],
    every: int,
    proof: Proof | None,
) -> _Work:
    full = frozenset[str]() if proof is None else proof.full
    own = {node: filtered(node.rows, full)[1] for node in asked if isinstance(node, Slots | Count)}
    bare = bool(every) and all(test for node, test in own.items() if isinstance(node, Slots))
    counts = own if bare else [node for node in own if isinstance(node, Count)]
    return _Work(
        rows=checked(source, scan, raw=True, sure=proof is not None),
        parts=parts,
        every=every,
        slots=most_slots(parts, every) if every else 1,
        filters=tuple(dict.fromkeys(own.values())),
        counted=frozenset(own[node] for node in counts),
        folds=tuple(node for node in asked if isinstance(node, Fold) and not isinstance(node, Count)),
        bare=bare,
        full=full,
        narrow=narrow_of(source, scan) if proof is not None else {},
        inside=proof is not None
        and parts[0][0] <= proof.first
        and proof.last < parts[-1][1]
        and all(a[1] == b[0] for a, b in pairwise(parts)),
        ends="min(a), max(a)" if proof is None else f"{proof.first}, {proof.last}",
    )


def _grid(asked: tuple[Wanted, ...]) -> tuple[tuple[Block, ...], int] | None:
    """The blocks and the slot length that all that is asked has in common; None when they have none."""
    periods = {node.periods for node in asked}
    lengths = {node.every for node in asked if isinstance(node, Slots)}
    if len(periods) != 1 or len(lengths) > 1:
        return None
    (only,) = periods
    if not only or not tiled(only) or len(only) > LONGEST_LADDER:
        return None
    every = lengths.pop() if lengths else 0
    if every and all(isinstance(node, Slots) for node in asked):
        return blocks(only, every), every
    return tuple((each.start, each.end) for each in only), every


def _is_large(database: Database, scan: Scan) -> bool:
    """Whether the figures of all rows, which a rank has to keep, may be too many to be in memory at once."""
    if scan.known is not None:
        return scan.known.rows > LARGE * _LEAST_ROW
    try:
        ((rows,),) = database.rows(f"SELECT count(*) FROM {scan.relation}")
    except database.unfit(typed=True):
        return False
    return int(rows) > LARGE


def _affordable(database: Database, source: Source, scan: Scan, bits: int) -> bool:
    if not source.input.scope:
        return bits <= BUDGET
    closed = known_scopes(source.input)
    scopes = len(closed)
    if not closed:
        cell = scan.cells[place_of(source, source.input.scope)]
        query = f"SELECT count(DISTINCT x) FROM (SELECT {cell} AS x FROM {scan.relation} LIMIT {_SAMPLE})"
        try:
            scopes = _GROWTH * int(database.rows(query)[0][0])
        except database.unfit(typed=scan.known is None):
            return False
    return bits * max(scopes, 1) <= BUDGET


def _query(work: _Work, filters: tuple[str, ...], folds: tuple[Fold, ...], *, bare: bool = False) -> str:
    """Rows (scope cell, part, rows in it, rows in order, first, last, bytes, bits, then count and bits by filter, folds,
    slots)."""
    parts, every, slots = work.parts, work.every, work.slots
    # One block needs no grouping: what lies outside it has no slot.
    part, by = (block_of("a", parts), "scope, part") if len(parts) > 1 else ("0", "scope")
    slot = (
        slot_of("a", parts, every, inside=work.inside) if every else "0" if work.inside else f"0 * ({part})"
    )
    if not every and not work.inside and len(parts) == 1:
        slot = f"0 * ({block_of('a', parts)})"
    asked = []
    for each in filters:
        count = f"count(slot) FILTER (WHERE {each})" if each in work.counted and each else "NULL"
        asked.append(f"{count}, {packed(bits_of('slot', slots, each)) if every and each else 'NULL'}")
    for node in folds:
        tests = [] if work.inside else ["slot IS NOT NULL"]
        test = filtered(node.rows, work.full)[1]
        asked.append(
            fold_sql(node, " AND ".join([*tests, *([test] if test else [])]), work.narrow, work.full)
        )
    aggregates = ", ".join([packed(bits_of("slot", slots)) if every and not bare else "NULL", *asked])
    return f"""
    SELECT scope, {"part" if len(parts) > 1 else "0"}, count(*), {work.rows.good}, {work.ends}, {work.rows.total},
           {aggregates}, {"count(*)" if work.inside else "count(slot)"}
    FROM (SELECT *, {part} AS part, {slot} AS slot FROM {work.rows.relation}) GROUP BY {by}
    """


def _with_all(database: Database, work: _Work, found: Rows) -> Rows:
    """The rows of the scan with the bits of all rows, those of a condition that keeps all where there is one."""
    made = []
    for row in found:
        counts = range(8, 8 + 2 * len(work.filters), 2)
        whole = next((row[at + 1] for at in counts if row[at] == row[-1]), None)
        if row[-1] and whole is None:
            break
        made.append((*row[:7], whole, *row[8:]))
    else:
        return made
    bits = {row[:2]: row[7] for row in database.rows(_query(work, (), ()))}
    return [(*row[:7], bits[row[:2]], *row[8:]) for row in found]


def _answer(source: Source, asked: tuple[Wanted, ...], work: _Work, found: Rows) -> Scanned | None:
    """The scan's groups as the nodes' answers; None when a scope is unknown, a slot crowded, a fold not of one group."""
    parts, filters, folds = work.parts, work.filters, work.folds
    cells = {row[0] for row in found}
    scopes = {cell: cell_scopes(cell, source) if source.input.scope else [""] for cell in cells}
    closed = frozenset(known_scopes(source.input))
    if any(not own or (closed and not closed.issuperset(own)) for own in scopes.values()):
        return None
    if work.every and not _spread(found, scopes):
        return None
    if folds and _shared(scopes):
        return None
    slots: dict[Slots, SlotBits] = {}
    counts: dict[Cells, Integers] = {}
    for node in asked:
        inside = [row for row in found if row[-1]]
        if isinstance(node, Fold) and not isinstance(node, Count):
            at = 8 + 2 * len(filters) + folds.index(node)
            counts[node] = {
                (scope, int(row[1])): int(row[at])
                for row in inside
                if row[at] is not None
                for scope in scopes[row[0]]
            }
            continue
        kept = filtered(node.rows, work.full)[1]
        at = 8 + 2 * filters.index(kept) if kept else 6
        if isinstance(node, Slots):
            bits = tuple(
                (scope, parts[row[1]], Bits(data=row[at + 1], slots=work.slots))
                for row in inside
                if row[at + 1] is not None
                for scope in scopes[row[0]]
            )
            slots[node] = SlotBits(node=node, bits=bits)
        else:
            own: Integers = {}
            for row in inside:
                for scope in scopes[row[0]]:
                    key = (scope, int(row[1]))
                    own[key] = own.get(key, 0) + int(row[at] if kept else row[-1])
            counts[node] = own
    facts = SourceFacts(
        name=source.input.name,
        rows=sum(row[2] for row in found),
        used=sum(row[2] for row in found),
        first=min((row[4] for row in found), default=None),
        last=max((row[5] for row in found), default=None),
    )
    named = {scope for own in scopes.values() for scope in own}
    return Scanned(facts=facts, scopes=tuple(sorted(named)), slots=slots, counts=counts)


def _shared(scopes: dict[str, list[str]]) -> bool:
    """Whether several cells name one scope."""
    every = [scope for own in scopes.values() for scope in own]
    return len(every) > len(set(every))


def _spread(found: Rows, scopes: dict[str, list[str]]) -> bool:
    """Whether no slot of a scope holds two rows: as many bits as rows, and none twice in the cells of a scope."""
    shared = _shared(scopes)
    taken: dict[tuple[str, int], int] = {}
    for row in found:
        if row[1] is None or row[7] is None:
            continue
        bits = int.from_bytes(row[7], "big")
        if bits.bit_count() != row[-1]:
            return False
        for scope in scopes[row[0]] if shared else ():
            key = (scope, row[1])
            if taken.get(key, 0) & bits:
                return False
            taken[key] = taken.get(key, 0) | bits
    return True
