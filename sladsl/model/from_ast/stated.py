"""Records that a scenario states, each value read as the type of its field.

A value that its field can't hold would be an empty cell for the engines, and the scenario a test of nothing.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import assert_never

from sladsl.ast import values as v
from sladsl.ast.scenarios import Scenario, StatedRecord
from sladsl.diagnostics.suggest import listing
from sladsl.model import meanings as m
from sladsl.model.from_ast.context import Context
from sladsl.model.scenarios import ScenarioRecord
from sladsl.values.duration import SECOND
from sladsl.values.instant import parse_time
from sladsl.values.number import decimal_text

MOST_RECORDS = 1_000_000
_NUMBER = re.compile(r"[+-]?[0-9]{1,12}(\.[0-9]{1,6})?")
_YES_NO = frozenset(("yes", "true", "y", "t", "1", "no", "false", "n", "f", "0"))


def stated_records(
    block: Scenario, sources: dict[str, m.Source], context: Context
) -> tuple[ScenarioRecord, ...]:
    """The records of a scenario, with their fields as the engines read them: durations in seconds."""
    found = []
    for record in block.children(StatedRecord):
        head = record.head_value
        if not isinstance(head, v.RecordHead):
            continue
        source = context.find(head.source, sources, "source")
        if source is None:
            continue
        times = head.times.value if head.times is not None else Fraction(1)
        if times.denominator != 1 or not 0 < times <= MOST_RECORDS:
            context.add(
                "N124",
                "too-many-records",
                head.span,
                f"A record is stated 1 to {MOST_RECORDS} times.",
                "Write a smaller number.",
            )
            continue
        fields: dict[str, str] = {}
        for row in record.table:
            if not isinstance(row.head, v.Labels) or not isinstance(row.cell, v.Raw):
                continue
            label = row.head.items[0]
            text = label.text if isinstance(label, (v.Name, v.Text)) else ""
            if text not in source.fields:
                context.unknown(text, row.head.span, source.fields, f"field of `{source.name}`")
            else:
                fields[text] = _value(row.cell, source.fields[text], context)
        found.append(
            ScenarioRecord(source=source.name, times=int(times), fields=fields, span=record.head_span)
        )
    return tuple(found)


def _value(written: v.Raw, field: m.Field, context: Context) -> str:
    """The text of a cell; "", with a finding, where the field can't hold what is written. No text is no value."""
    text = written.text.replace("_", "") if field.type in ("number", "duration") else written.text
    if not text:
        return ""
    if field.type == "duration" and written.length is not None:
        length = context.microseconds(written.length)
        return decimal_text(Fraction(length, SECOND), 6) if length is not None else ""
    wanted = _wanted(text, field)
    if not wanted:
        return text
    kind, hint = wanted
    if field.span in context.no_times:
        return ""  # it is told already that the field is not declared as what it is
    context.add(
        "N258",
        "not-of-its-type",
        written.span,
        f"The field `{field.name}` holds {kind}, and this is none.",
        hint,
    )
    return ""


def _wanted(text: str, field: m.Field) -> tuple[str, str] | None:
    """What the field holds and how it is written, where the text is none of it."""
    match field.type:
        case "text":
            return None
        case "choice":
            fits = text in field.values or all(part in field.values for part in text.split("|"))
            hint = f"Write {listing(field.values[:12], 'or')}."
            return None if fits else ("one of its values", hint)
        case "time":
            return (
                None if parse_time(text) else ("a date and its time", "Write for example `2026-03-04 10:00`.")
            )
        case "number":
            fits = _NUMBER.fullmatch(text) is not None
            return None if fits else ("a number", "Write a number without a unit, like `12` or `0.5`.")
        case "duration":
            unit = f"`{text} seconds`" if _NUMBER.fullmatch(text) else "`90 seconds`"
            return "a duration", f"Write it with its unit, like {unit}."
        case "yes or no":
            fits = text.isascii() and text.lower() in _YES_NO
            return None if fits else ("`yes` or `no`", "Write `yes` or `no`.")
        case "intervals":
            fits = all(_interval(each.strip()) for each in text.replace("|", ";").split(";") if each.strip())
            form = 'Write `"2026-03-04 10:00/2026-03-04 11:00"`; several are separated by `;`.'
            return None if fits else ("a list of intervals", form)
        case _:
            assert_never(field.type)


def _interval(text: str) -> bool:
    start, sign, end = text.partition("/")
    first, last = parse_time(start.strip()), parse_time(end.strip())
    return bool(sign) and first is not None and (last is not None or not end.strip())
