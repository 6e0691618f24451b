"""The part of a scenario that can be played where something that it expects is not evaluated yet."""

from __future__ import annotations

from sladsl.ast import values as v
from sladsl.ast.declare import Entry, Row
from sladsl.ast.scenarios import Cured, ExpectedRows, Levels, Paid, Scenario
from sladsl.model.from_ast.left_out import Left, sentence
from sladsl.record import replace

OF_MONEY = frozenset({"credit", "no credit", "no band", "claim by", "earned back", "bonus"})
"""What a scenario expects that is wrong where a part of a credit is left out."""


def scenario_without_gone(scenario: Scenario, left: Left) -> Scenario | None:
    """The scenario without what it expects of things left out, and without their levels; None where it expects nothing else.

    What is taken out is told as written: an example that is played in part must not look whole.
    """
    entries = tuple(kept for each in scenario.entries if (kept := _entry(each, scenario, left)) is not None)
    blocks = tuple(
        made
        for each in scenario.blocks
        if (
            made := _block(each, scenario, left)
            if isinstance(each, (Levels, Cured, Paid, ExpectedRows))
            else each
        )
        is not None
    )
    if not any(
        isinstance(each.value, (v.Expected, v.ExpectedRight, v.ExpectedDuty)) for each in entries
    ) and not any(isinstance(each, ExpectedRows) for each in blocks):
        return None
    if entries == scenario.entries and blocks == scenario.blocks:
        return scenario
    return replace(scenario, entries=entries, blocks=blocks)


def _entry(entry: Entry, scenario: Scenario, left: Left) -> Entry | None:
    value = entry.value
    if isinstance(value, v.ExpectedRight) and sentence(value.words) in left.rights:
        left.leave("", scenario, entry)
        return None
    if isinstance(value, v.ExpectedDuty):
        said = value.words
        if f"{said.owner.text} {said.verb} {said.what.text}" in left.duties:
            left.leave("", scenario, entry)
            return None
    if not isinstance(value, v.Expected):
        return entry
    kept = () if left.has_gone("objective", value.objective.text) else _kept(value.outcomes, left)
    if len(kept) == len(value.outcomes):
        return entry
    left.leave("", scenario, entry)
    return replace(entry, value=replace(value, outcomes=kept)) if kept else None


def _block(
    block: Levels | Cured | Paid | ExpectedRows, scenario: Scenario, left: Left
) -> Levels | Cured | Paid | ExpectedRows | None:
    if isinstance(block, (Cured, Paid)):
        kept_rows = tuple(row for row in block.table if not _of_gone(row, left))
        return replace(block, table=kept_rows) if kept_rows else None
    if isinstance(block, Levels):
        names = block.head_value
        if not isinstance(names, v.Names):
            return block
        there = tuple(each for each in names.items if not left.has_gone("objective", each.text))
        if len(there) == len(names.items):
            return block
        return replace(block, head_value=replace(names, items=there)) if there else None
    rows: list[Row] = []
    for row in block.table:
        first = row.head.items[0] if isinstance(row.head, v.Labels) else None
        if not isinstance(row.cell, v.Outcomes) or not isinstance(first, (v.Name, v.Text)):
            rows.append(row)
            continue
        kept = () if left.has_gone("objective", first.text) else _kept(row.cell.items, left)
        if len(kept) < len(row.cell.items):
            left.leave("", scenario, replace(block, table=(row,), span=row.span))
        if kept:
            rows.append(
                row if len(kept) == len(row.cell.items) else replace(row, cell=replace(row.cell, items=kept))
            )
    return replace(block, table=tuple(rows)) if rows else None


def _of_gone(row: Row, left: Left) -> bool:
    """Whether a row says what was mended of, or paid for, a promise or a right that is left out."""
    first = row.head.items[0] if isinstance(row.head, v.Labels) else None
    if isinstance(first, v.Text):
        return any(first.text.startswith(f"{holder} may {action}") for holder, action in left.rights)
    return isinstance(first, v.Name) and left.has_gone("objective", first.text)


def _kept(outcomes: tuple[v.Expectation, ...], left: Left) -> tuple[v.Expectation, ...]:
    return tuple(
        each
        for each in outcomes
        if not (left.money and each.kind in OF_MONEY) and not (left.points and each.kind == "points")
    )
