"""Sources with their typed fields; samples and intervals bring fields of their own that place them in time."""

from __future__ import annotations

from typing import Literal

from sladsl.ast import values as v
from sladsl.ast.declare import keys_of
from sladsl.ast.sources import Fields
from sladsl.ast.sources import Source as SourceBlock
from sladsl.diagnostics.suggest import closest
from sladsl.model.from_ast.context import Context
from sladsl.model.meanings import Field, Service, Source

OWN_FIELDS = {
    "samples": ("at",),
    "counters": ("at",),
    "intervals": ("start", "end"),
    "records": (),
    "events": ("at",),
}


def source(block: SourceBlock, services: dict[str, Service], context: Context) -> Source:
    name = context.declare(block)
    holds = context.text(block, SourceBlock.holds)
    fields: dict[str, Field] = {
        own: Field(name=own, type="time", values=(), span=block.head_span)
        for own in OWN_FIELDS.get(holds, ())
    }
    for table in block.children(Fields):
        for row in table.table:
            _field(row.head, row.cell, fields, holds, context)
    _keys_among(block, fields, context)
    every = 0
    written = block.every
    if isinstance(written, v.Duration):
        every = context.microseconds(written) or 0
    if every <= 0 and isinstance(written, v.Duration) and holds in ("samples", "counters"):
        context.add(
            "N207", "sampling-unstated", written.span, "Samples can't stand for no time.", "Write `1 minute`."
        )
    elif holds in ("intervals", "records", "events") and block.has(SourceBlock.every):
        context.add(
            "N208",
            "key-without-effect",
            block.span_of(SourceBlock.every),
            f"`every` means nothing for {holds}.",
            "Leave it out.",
        )
    of = block.of
    if isinstance(of, v.Name):
        context.find(of, services, "service")
    key = block.key
    if isinstance(key, v.Name):
        _key(key, fields, context)
    elif holds == "events" and not block.has(SourceBlock.key):
        context.add(
            "N218",
            "key-missing",
            block.head_span,
            "Each event changes one thing, and this source does not say which.",
            "Add `key: number`, with the field that names it.",
        )
    return Source(
        name=name,
        title=block.title.text if block.title else "",
        holds=_kind(holds),
        service=of.text if isinstance(of, v.Name) else "",
        every=every,
        noun=context.text(block, SourceBlock.each),
        key=key.text if isinstance(key, v.Name) and key.text in fields else "",
        fields=fields,
        zone=context.zone(block.time_zone),
        collected=context.text(block, SourceBlock.collected),
        collected_open=isinstance(block.collected, v.NotStated),
        collected_by=context.text(block, SourceBlock.collected_by),
        cites=context.text(block, SourceBlock.cites),
        span=block.head_span,
        counters=holds == "counters",
        prevails=_prevails(context.text(block, SourceBlock.prevails)),
        repeated=_repeated(block, holds, context),
    )


def _prevails(answer: str) -> Literal["", "alone", "filled"]:
    if not answer:
        return ""
    return "filled" if answer.endswith("filled by others") else "alone"


def _repeated(block: SourceBlock, holds: str, context: Context) -> Literal["", "first", "last", "left out"]:
    """Which of several rows with one key counts, where the source has a key by which two rows are one thing."""
    answer = context.text(block, SourceBlock.repeated)
    if answer and (holds == "events" or not block.has(SourceBlock.key)):
        events = holds == "events"
        context.add(
            "N208",
            "key-without-effect",
            block.span_of(SourceBlock.repeated),
            "`repeated` means nothing for events, which may speak of one thing as often as it changes."
            if events
            else "`repeated` means nothing without a key by which two rows are known to speak of one thing.",
            "Leave it out." if events else "Add `key: number`, with the field that names it.",
        )
        return ""
    match answer:
        case "first" | "last" | "left out":
            return answer
        case _:
            return ""


def _key(key: v.Name, fields: dict[str, Field], context: Context) -> None:
    """The field that says which thing a row speaks of; one that has no line of its own is a text."""
    if key.text in fields or closest(key.text, tuple(fields)):
        context.find(key, fields, "field")
    else:
        fields[key.text] = Field(name=key.text, type="text", values=(), span=key.span)


def _keys_among(block: SourceBlock, fields: dict[str, Field], context: Context) -> None:
    """`fields { number: text   key: number }`: a key of the source that reads as one more field."""
    keys = keys_of(SourceBlock)
    for name, field in fields.items():
        if name in keys and not block.has(keys[name]) and field.type in fields:
            context.add(
                "N105",
                "field-taken",
                field.span,
                f"`{name}` is a key of `source`, and among its fields it is one more field, a {field.type}.",
                f"Write `{name}: {field.type}` outside `fields`, or call the field otherwise.",
            )


def _kind(holds: str) -> Literal["samples", "intervals", "records", "events"]:
    match holds:
        case "samples" | "intervals" | "events":
            return holds
        case "counters":
            return "samples"
        case _:
            return "records"


def _field(head: v.Value, cell: v.Value, fields: dict[str, Field], holds: str, context: Context) -> None:
    if not isinstance(head, v.Labels):
        return
    label = head.items[0]
    if len(head.items) != 1 or not isinstance(label, v.Name):
        context.add(
            "N104",
            "bad-field-name",
            head.span,
            "A field has one name, without quotes.",
            "Write `ok: yes or no`.",
        )
        return
    if label.text in fields:
        if label.text in OWN_FIELDS.get(holds, ()) and isinstance(cell, v.FieldKind) and cell.type == "time":
            return  # written out, as it is anyway
        own = label.text in OWN_FIELDS.get(holds, ())
        message = (
            f"`{label.text}` is a field of all {holds}; it needs no line."
            if own
            else f"The field `{label.text}` stands here twice."
        )
        context.add("N105", "field-taken", label.span, message, "Leave it out.")
        return
    if isinstance(cell, v.FieldKind):
        values = tuple(value.text for value in cell.values)
        if len(set(values)) != len(values):
            context.add("N106", "value-twice", cell.span, "A value stands in this list twice.", "Keep one.")
        fields[label.text] = Field(name=label.text, type=cell.type, values=values, span=label.span)
    else:
        context.untyped.add(label.text)
        fields[label.text] = Field(name=label.text, type="text", values=(), span=label.span)
