"""What makes an outage of a metric of time: its parts, its slots, where it begins, what of it counts."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from sladsl.ast import values as v
from sladsl.ast.metrics import Measured
from sladsl.diagnostics.suggest import listing
from sladsl.model.from_ast.conditions import check_condition
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.measures import TIME
from sladsl.model.limits import LimitTable
from sladsl.model.meanings import Field, Source, Unit
from sladsl.record import Record
from sladsl.source import Span
from sladsl.values.duration import MINUTE, SECOND

COUNTED = {"whole minutes": MINUTE, "whole seconds": SECOND, "exact time": 0}


class OutageRules(Record):
    """As the fields of the same names of a metric say."""

    counted: int | None = None
    grace: int = 0
    grace_then: Literal["then in full", "never counted"] = "then in full"
    starts_at: str = ""
    part: str = ""
    parts: tuple[str, ...] = ()
    least: int = 0
    slot_down: v.Condition | None = None
    slot_rows: Literal["", "all", "any"] = ""


def outage_rules(
    block: Measured,
    measure: v.Measure,
    sources: list[Source],
    fields: Mapping[str, Field],
    tables: Mapping[str, LimitTable],
    context: Context,
) -> OutageRules:
    """The rules of a metric of time; of another one there are none (`key-without-effect` says so)."""
    if measure.kind not in TIME or not sources:
        return OutageRules()
    samples = sources[0].holds == "samples"
    counted, grace = block.counted_in, block.grace
    if isinstance(grace, v.Grace) and context.microseconds(grace.length) == 0:
        counts_nothing(grace.length.span, context)
    then = grace.then if isinstance(grace, v.Grace) else "then in full"
    part, parts, least = _parts(block, fields, context)
    slot_down, slot_rows = _slots(block, fields, tables, context) if samples else (None, "")
    starts = _starts_at(block, fields, context) if not samples else ""
    for key, without in ((Measured.starts_at, samples), (Measured.slot_down_when, not samples)):
        if without and block.has(key):
            context.add(
                "N208",
                "key-without-effect",
                block.span_of(key),
                f"`{key.name}` means nothing for {sources[0].holds}.",
                "Leave it out.",
            )
    return OutageRules(
        counted=COUNTED[counted.text] if isinstance(counted, v.Answer) else None,
        grace=(context.microseconds(grace.length) or 0) if isinstance(grace, v.Grace) else 0,
        grace_then=then,
        starts_at=starts,
        part=part,
        parts=parts,
        least=least,
        slot_down=slot_down,
        slot_rows=slot_rows,
    )


def counts_nothing(where: Span, context: Context) -> None:
    """A finding for what is counted from none."""
    context.add(
        "N178",
        "counts-nothing",
        where,
        "Counted from or in none, this never means anything.",
        "Write `1` or more, or leave it out.",
    )


def better_of(block: Measured) -> Literal["higher", "lower", ""]:
    """Which way is better, by the key that says so."""
    said = block.better.text if isinstance(block.better, v.Answer) else ""
    return "higher" if said == "higher" else "lower" if said == "lower" else ""


def floor_of(block: Measured, unit: Unit | None, context: Context) -> Fraction | None:
    """The level below which none falls: a number, or the ratio of a percentage."""
    level = block.floor
    if not isinstance(level, (v.Quantity, v.Duration)):
        return None
    said = "percent" if isinstance(level, v.Quantity) and level.unit == "%" else "number"
    if isinstance(level, v.Duration) or unit == "duration":
        context.add(
            "N209",
            "types-differ",
            level.span,
            "A length of time has no floor: it can't fall below zero.",
            "Leave `floor` out.",
        )
    elif unit is not None and said != unit:
        is_ = "percentage" if unit == "percent" else "number"
        context.add(
            "N209",
            "types-differ",
            level.span,
            f"The level is a {is_}; its floor is none.",
            "Write `floor: 0%`." if unit == "percent" else "Write a number: `floor: 0`.",
        )
    else:
        return level.number.value / 100 if said == "percent" else level.number.value
    return None


def _parts(
    block: Measured, fields: Mapping[str, Field], context: Context
) -> tuple[str, tuple[str, ...], int]:
    """The field of the parts, its values, and how many of them have to be down."""
    written = block.down_at_once
    if not isinstance(written, v.AtOnce):
        return "", (), 0
    field = context.find(written.part, fields, "field")
    if field is None:
        return "", (), 0
    if field.type != "choice":
        context.add(
            "N265",
            "parts-not-listed",
            written.part.span,
            f"Which parts there are is not said: `{field.name}` is a {field.type}, not a list of values.",
            f"Declare it with its values: `{field.name}: A, B`.",
        )
        return "", (), 0
    if written.least is not None and written.least.value < 1:
        counts_nothing(written.span, context)
        return "", (), 0
    every = len(field.values)
    least = every if written.least is None else int(written.least.value)
    if not 1 <= least <= every:
        context.add(
            "N266",
            "too-many-parts",
            written.span,
            f"`{field.name}` has {every} values: {listing(field.values, 'and')}.",
            f"Write a number from 1 to {every}, or `every {field.name}`.",
        )
        return "", (), 0
    return field.name, field.values, least


def _slots(
    block: Measured, fields: Mapping[str, Field], tables: Mapping[str, LimitTable], context: Context
) -> tuple[v.Condition | None, Literal["", "all", "any"]]:
    """When a slot is down: a condition on the sums of its rows, or how many of its rows have to be bad."""
    written = block.slot_down_when
    if isinstance(written, v.Answer):
        return None, "all" if written.text.startswith("all") else "any"
    if not isinstance(
        written, (v.Comparison, v.OneOf, v.IsKnown, v.Notice, v.Order, v.Truth, v.Not, v.AllOf, v.AnyOf)
    ) or not check_condition(written, fields, context, tables, in_business_days=False):
        return None, ""
    if block.has(Measured.down_when):
        context.add(
            "N208",
            "key-without-effect",
            block.span_of(Measured.down_when),
            "`down when` means nothing where `slot down when` asks the sums of a slot.",
            "Leave it out, or write `slot down when: any row is bad`.",
        )
    return written, ""


def _starts_at(block: Measured, fields: Mapping[str, Field], context: Context) -> str:
    written = block.starts_at
    if not isinstance(written, v.Name):
        return ""
    field = context.find(written, fields, "field")
    if field is None:
        return ""
    if field.type != "time":
        context.add(
            "N209",
            "types-differ",
            written.span,
            f"`{field.name}` is a {field.type}; an outage begins at a time.",
            f"Name a field of times, or declare `{field.name}: time`.",
        )
        return ""
    return field.name
