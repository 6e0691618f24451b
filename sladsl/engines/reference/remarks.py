"""Findings that only the plan makes findings: samples that crowd a slot, things of a log that stand nowhere.

Reading alone can't know them: they hang on the slots that are laid and on the field that places a thing.
"""

from __future__ import annotations

from collections.abc import Mapping

from sladsl.data.findings import finding
from sladsl.data.reading import ReadTable, Row, read_fields
from sladsl.engines.reference.relations import Relations, base, is_summed, nodes_of
from sladsl.engines.reference.spans import Periods, slot_of
from sladsl.outcome.measured import DataFinding
from sladsl.plan.measure import Input, Metering, Slots, Snapshots, Summed
from sladsl.values.period import Period


def nowhere(relations: Relations, meterings: tuple[Metering, ...]) -> list[DataFinding]:
    """Things of a log that stand in no period yet, or in no scope."""
    found: list[DataFinding] = []
    snapshots = dict.fromkeys(
        node for metering in meterings for node in nodes_of(metering) if isinstance(node, Snapshots)
    )
    for node in snapshots:
        source = base(node.rows)
        place = [field.name for field in read_fields(source)].index(node.key)
        every = relations.things(node)

        def note(name: str, field: str, rows: list[tuple[Row, str]], source: Input = source) -> None:
            if rows:
                samples = ((row.number, said) for row, said in rows)
                found.append(finding(name, source.name, len(rows), samples, field))

        note("not-placed-yet", node.anchor, [(row, row.texts[place]) for row in every.unplaced])
        if node.scope:
            without = [(row, row.texts[place]) for row in every.placed if not row.scope]
            note("row-without-scope", node.scope, without)
            strange = [row for row in every.placed if row.scope and not every.knows(row.scope, node)]
            note("unknown-scope", node.scope, [(row, row.scope) for row in strange])
    return found


def crowded(tables: Mapping[Input, ReadTable], meterings: tuple[Metering, ...]) -> list[DataFinding]:
    """Samples beyond the first of a slot: of all rows of an input that is laid into slots, not only of those
    kept; where sums are laid, or the rows of the same slots are added up beside them, several rows are meant."""
    laid: dict[tuple[Input, int, tuple[Period, ...]], None] = {}
    for metering in meterings:
        every = tuple(nodes_of(metering))
        summed = {(base(node.rows), node.every, node.periods) for node in every if isinstance(node, Summed)}
        slots = (node for node in every if isinstance(node, Slots) and not is_summed(node.rows))
        keys = dict.fromkeys((base(node.rows), node.every, node.periods) for node in slots)
        laid |= dict.fromkeys(key for key in keys if key not in summed)
    found: list[DataFinding] = []
    for input, length, periods in laid:
        if input.holds != "samples":
            continue
        places = Periods(periods)
        start = [field.name for field in read_fields(input)].index(input.start)
        taken: set[tuple[str, tuple[int, int]]] = set()
        beyond: dict[int, str] = {}
        for row in tables[input].rows:
            for at in places.holding(row.start):
                slot = (row.scope, slot_of(periods[at], length, row.start))
                if slot in taken:
                    beyond[row.number] = row.texts[start]
                taken.add(slot)
        if beyond:
            found.append(finding("crowded-slot", input.name, len(beyond), sorted(beyond.items())))
    return found
