"""Limits and the tables of them: lengths of time told apart by what they are counted in, rows by what they fit."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Sized
from fractions import Fraction
from itertools import permutations

from sladsl.ast import values as v
from sladsl.ast.tables import Table, Target
from sladsl.diagnostics.fixes import replacing
from sladsl.diagnostics.suggest import listing
from sladsl.model.from_ast.context import CLOCK, Context
from sladsl.model.from_ast.matrices import flat, gives_values, is_matrix
from sladsl.model.limits import Cell, Figure, LeftToParties, Limit, LimitTable, Named, NotOffered, TableRow
from sladsl.model.meanings import Field, Unit
from sladsl.source import Span

LIMIT = "limit"
"""What the one column of a matrix is called."""
DAYS = {"day": 1, "week": 7}

ELSE = ("else", "default", "rest", "others", "remaining", "everything_else", "all_others")
"""How other languages begin the row for all others."""
TOO_SHORT = ("N253", "row-too-short")
TOO_LONG = ("N254", "row-too-long")

MOST_FIELDS = 4
"""Of a table whose rows are compared with other orders of its head."""


_LENGTHS = re.compile(r"\d ((?:business )?(?:second|minute|hour|day|week)|millisecond)s?\b")
"""Lengths of time in a line of an agreement, their units without the ending of the plural."""


def limit(written: v.Duration, context: Context) -> Limit | None:
    """A length of time for a record; None with a finding where it has none."""
    us, days = Fraction(0), Fraction(0)
    business_days = Fraction(0)
    business = False
    for part in written.parts:
        amount = part.number.value
        if part.unit == "business day":
            business_days += amount
            business = True
        elif part.unit in DAYS:
            days += amount * DAYS[part.unit]
        elif part.unit == "business hour":
            us += amount * CLOCK["hour"]
            business = True
        elif part.unit in CLOCK:
            us += amount * CLOCK[part.unit]
        else:
            context.add(
                "N201",
                "no-fixed-length",
                part.span,
                f"A {part.unit} has no fixed length.",
                "Write it in days, hours or minutes.",
            )
            return None
    if business_days and (us or days or business_days.denominator != 1):
        context.add(
            "N252",
            "mixed-business-days",
            written.span,
            "Business days are counted whole, and nothing is added to them.",
            "Write `2 business days`, or hours on the clock.",
        )
        return None
    if us.denominator != 1:
        context.add(
            "N202",
            "too-fine",
            written.span,
            "This is finer than a microsecond.",
            "Write fewer decimals.",
        )
        return None
    text = " ".join(f"{_number(part)} {_unit(part)}" for part in written.parts)
    if written.to_close:
        text = "next business day" if business_days else "same business day"
    return Limit(
        us=int(us),
        days=days,
        business_days=int(business_days),
        business=business,
        text=text,
        to_close=written.to_close,
        span=written.span,
    )


def unit_missing(written: v.Quantity, what: str, context: Context) -> None:
    """A finding for a bare number where a duration is meant; `what` begins what is a duration: `` `jitter` is``."""
    from sladsl.values.number import decimal_text

    figure = decimal_text(written.number.value, written.number.places)
    one = written.number.value == 1
    ways = [f"`{figure} {unit if one else unit + 's'}`" for unit in ("second", "minute", "hour")]
    beside = _unit_beside(written, context)
    hint = f"Write `{figure} ms`, {', '.join(ways[:-1])} or {ways[-1]}."
    if beside:
        right = f"`{figure} {beside if one else beside + 's'}`"
        others = [way for way in ways if way != right]
        hint = f"Write {right}, as beside it, or {', '.join(others[:-1])} or {others[-1]}."
    context.add(
        "N236",
        "unit-missing",
        written.span,
        f"`{figure}` has no unit, and {what} a length of time.",
        hint,
    )


def _unit_beside(written: v.Quantity, context: Context) -> str:
    """The unit of the lengths on the same line, the nearest first; "" where there is none."""
    if context.source is None:
        return ""
    text = context.source.text
    start = text.rfind("\n", 0, written.span.start) + 1
    end = text.find("\n", written.span.end)
    line = text[start : end if end >= 0 else len(text)]
    found = list(_LENGTHS.finditer(line.partition("#")[0]))
    at = written.span.start - start
    return min(found, key=lambda each: abs(each.start() - at))[1] if found else ""


def _number(part: v.TimePart) -> str:
    from sladsl.values.number import decimal_text

    return decimal_text(part.number.value, part.number.places)


def _unit(part: v.TimePart) -> str:
    return part.unit if part.number.value == 1 else f"{part.unit}s"


def cell(written: v.Value, context: Context) -> Cell | None:
    """One value of a table; None with a finding where it is none."""
    from sladsl.values.number import decimal_text

    if isinstance(written, v.Duration):
        return limit(written, context)
    if isinstance(written, v.NotStated):
        return LeftToParties(span=written.span)
    if isinstance(written, v.Answer):
        return NotOffered(span=written.span)
    if isinstance(written, v.Quantity) and written.unit in ("", "%"):
        figure = decimal_text(written.number.value, written.number.places)
        unit: Unit = "percent" if written.unit else "number"
        value = written.number.value / 100 if written.unit else written.number.value
        text = figure + ("%" if written.unit else "")
        return Figure(value=value, written=written.number, unit=unit, text=text, span=written.span)
    if isinstance(written, (v.Quantity, v.Name)):
        context.add(
            "N212",
            "no-such-value",
            written.span,
            "This is no limit.",
            "Write a duration, a percentage, a number, `not offered` or `not stated`.",
        )
    return None


def table(block: Table, context: Context) -> LimitTable:
    """A table with a name; what is wrong with its rows is a finding, and such rows are left out."""
    name = context.declare(block)
    by = _by(block.head_value)
    if is_matrix(block):
        return _matrix(block, name, by, context)
    written = block.columns
    columns = tuple(item.text for item in written.items) if isinstance(written, v.Columns) else ()
    for index, each in enumerate(written.items if isinstance(written, v.Columns) else ()):
        if each.text in columns[:index]:
            context.add(
                "N105", "field-taken", each.span, f"The column `{each.text}` stands here twice.", "Keep one."
            )
    found = []
    for row in block.table:
        cells = row.cell.items if isinstance(row.cell, v.Cells) else (row.cell,)
        if columns and len(cells) != len(columns) and isinstance(row.cell, (v.Cells, v.NotStated)):
            context.add(
                *(TOO_SHORT if len(cells) < len(columns) else TOO_LONG),
                row.cell.span,
                f"This row has {_counted(cells, 'value')}, and the table has {_counted(columns, 'column')}.",
                _told_apart(cells, columns, context)
                or f"Write one for each of {listing(columns)}, separated by `|`.",
            )
            continue
        found.append((row.head, cells))
    return LimitTable(name=name, by=by, columns=columns, rows=_rows(found, by, context), span=block.head_span)


def _told_apart(cells: Sequence[v.Value], columns: tuple[str, ...], context: Context) -> str:
    """What to write where the values of a row stand one behind the other: `30 minutes 4 hours`; "" where they do not."""
    written = cells[0]
    if len(cells) > 1 or not isinstance(written, v.Duration) or context.source is None:
        return ""
    parts = written.parts
    if len(parts) != len(columns):
        return ""
    right = " | ".join(" ".join(context.source[part.span].split()) for part in parts)
    return f"Write `{right}`, one for each of {listing(columns)}."


def _matrix(block: Table, name: str, by: tuple[str, ...], context: Context) -> LimitTable:
    """A matrix as a table by both of its fields, the cells of its first row first."""
    width = len(block.columns.items) if isinstance(block.columns, v.Columns) else 0
    for row in block.table:
        cells = row.cell.items if isinstance(row.cell, v.Cells) else (row.cell,)
        if len(cells) != width:
            context.add(
                *(TOO_SHORT if len(cells) < width else TOO_LONG),
                row.cell.span,
                f"This row has {_counted(cells, 'value')}, and the table has {width} columns.",
                "Write one for each column, separated by `|`.",
            )
    found = []
    named = gives_values(block)
    for labels, written, head in flat(block):
        if named and isinstance(written, (v.Name, v.Text)):
            value: Cell | None = Named(text=written.text, span=written.span)
        else:
            value = cell(written, context)
        if value is not None:
            text = ", ".join("any" if label is None else label for label in labels)
            found.append(TableRow(labels=labels, cells=(value,), text=text, span=head.span))
    assert isinstance(block.across, v.Name)
    across = (block.across.text,)
    return LimitTable(
        name=name,
        by=(*by, *across),
        columns=(name if named else LIMIT,),
        rows=tuple(found),
        span=block.head_span,
    )


def target(block: Target, context: Context) -> LimitTable:
    """The `target` table of an objective: one column without a name."""
    by = _by(block.head_value)
    rows = [(row.head, (row.cell,)) for row in block.table]
    return LimitTable(
        name="", by=by, columns=("target",), rows=_rows(rows, by, context), span=block.head_span
    )


def _by(names: v.Value | None) -> tuple[str, ...]:
    return tuple(item.text for item in names.items) if isinstance(names, v.Names) else ()


def _rows(
    written: Sequence[tuple[v.Value, Sequence[v.Value]]], by: tuple[str, ...], context: Context
) -> tuple[TableRow, ...]:
    found: list[TableRow] = []
    ended = False
    for head, cells in written:
        if not isinstance(head, v.Labels):
            continue
        labels = tuple(_label(item) for item in head.items)
        otherwise = len(head.items) == 1 and _word(head.items[0]) == "otherwise"
        if not by:
            continue  # the head could not be read, which is told
        if len(head.items) == 1 and _word(head.items[0]) in ELSE:
            context.add(
                "N103",
                "unknown-name",
                head.span,
                f"The row for everything else begins with `otherwise`, not with `{_word(head.items[0])}`.",
                "Write `otherwise`.",
                fix=replacing(head.span, "otherwise"),
            )
            otherwise = True
        if ended:
            context.add(
                "N121",
                "row-after-otherwise",
                head.span,
                "No record comes to this row: `otherwise` stands before it.",
                "Put `otherwise` last.",
            )
            continue
        ended = otherwise
        if not otherwise and len(labels) != len(by):
            context.add(
                *(TOO_SHORT if len(labels) < len(by) else TOO_LONG),
                head.span,
                f"This row begins with {_counted(labels, 'value')}, and the table is by {listing(by)}.",
                "Write one value for each; `any` fits all of them.",
            )
            continue
        values = [cell(each, context) for each in cells]
        if any(each is None for each in values):
            continue
        text = ", ".join("any" if label is None else label for label in labels)
        found.append(
            TableRow(
                labels=() if otherwise else labels,
                cells=tuple(each for each in values if each is not None),
                text="otherwise" if otherwise else text,
                span=head.span,
            )
        )
    return tuple(found)


def _word(item: v.Name | v.Text | v.PeriodName) -> str:
    return item.text if isinstance(item, v.Name) else ""


def _label(item: v.Name | v.Text | v.PeriodName) -> str | None:
    if isinstance(item, v.PeriodName):
        return item.label
    return None if isinstance(item, v.Name) and item.text == "any" else item.text


def fits(found: LimitTable, fields: Mapping[str, Field], span: Span, context: Context) -> bool:
    """Whether the fields of a table are those of a source, and its labels values of them; findings say what is not."""
    order = _other_order(found, fields)
    if order:
        context.add(
            "N103",
            "unknown-name",
            found.span,
            f"The rows of this table stand by `{', '.join(order)}`, and its head says `{', '.join(found.by)}`.",
            f"Write `by {', '.join(order)}`.",
        )
        return False
    good = True
    for place, name in enumerate(found.by):
        field = fields.get(name)
        if field is None and not fields and any(each.name == "unknown-name" for each in context.findings):
            return False  # nothing is known of the records: their source is named wrongly
        if field is None:
            said = f"The table is by `{name}`, and the records that are measured have no such field."
            if not any(each.message == said for each in context.findings):
                values = {row.labels[place] for row in found.rows if row.labels}
                having = [each for each, other in fields.items() if values and values <= set(other.values)]
                hint = (
                    f"Write `by {having[0]}`: it has these values." if having else "Declare it in the source."
                )
                if fields and not having:
                    hint = f"Their fields are {listing(tuple(fields))}."
                context.add("N255", "table-of-other-fields", found.span if having else span, said, hint)
            good = False
            continue
        if field.type not in ("choice", "text", "yes or no"):
            context.add(
                "N255",
                "table-of-other-fields",
                span,
                f"The table is by `{name}`, which is a {field.type}; rows are told apart by choices and texts.",
                f"Declare it with its values: `{name}: A, B`.",
            )
            good = False
            continue
        known = ("yes", "no") if field.type == "yes or no" else field.values
        for row in found.rows:
            label = row.labels[place] if row.labels else None
            if label is not None and known and label not in known:
                context.unknown(label, row.span, known, f"value of `{name}`")
                good = False
    return good


def _other_order(found: LimitTable, fields: Mapping[str, Field]) -> tuple[str, ...]:
    """The order of the fields in which all rows name values of them, where that of the head is not one; else ()."""
    if len(found.by) > MOST_FIELDS or not all(name in fields for name in found.by):
        return ()

    def named(order: tuple[str, ...]) -> bool:
        return all(
            label is None or not fields[name].values or label in fields[name].values
            for row in found.rows
            for name, label in zip(order, row.labels, strict=False)
        )

    told = tuple(found.by)
    fitting = [each for each in permutations(told) if named(each)]
    return fitting[0] if fitting and told not in fitting else ()


def _counted(things: Sized, noun: str) -> str:
    return f"{len(things)} {noun}{'' if len(things) == 1 else 's'}"
