"""Every name in a part of an agreement with its family: whose name it is, by where it stands in its value.

A value class says whose names its fields are (`WHOSE`), a key or a head whose names stand there alone. What looks names
up and what asks whether something hangs on something else read the same list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from sladsl.ast import forms as f
from sladsl.ast import values as v
from sladsl.ast.declare import Block, Entry, Form, keys_of
from sladsl.ast.figures import Assume, Let, Parameters
from sladsl.ast.metrics import Measured
from sladsl.ast.scenarios import StatedRecord
from sladsl.ast.sources import Fields
from sladsl.ast.tables import Table, Target
from sladsl.record import Record, nested, replace, within

WHOSE: Mapping[type[v.Value], Mapping[str, str]] = {
    v.Allowance: {"each": "noun"},
    v.AtOnce: {"part": "dimension or noun"},
    v.Bound: {"operand": "figure"},
    v.ClockWords: {"calendar": "calendar", "log": "source"},
    v.DutyWords: {"owner": "party", "what": "report", "to": "party"},
    v.ElapsedTime: {"since": "time field", "until": "time field"},
    v.Escalate: {"to": "party"},
    v.Event: {"subject": "objective"},
    v.Expected: {"objective": "objective", "scope": "dimension value"},
    v.ExpectedDuty: {"scope": "dimension value"},
    v.ExpectedRight: {"scope": "dimension value"},
    v.Fee: {"amount": "figure", "use": "own"},
    v.FeeBase: {"services": "service", "scope": "dimension"},
    v.FreeMisses: {"noun": "noun"},
    v.Notice: {"earlier": "time field", "later": "time field"},
    v.Order: {"left": "time field", "right": "time field"},
    v.Outage: {"of": "service", "scope": "dimension value"},
    v.Parity: {"other": "metric"},
    v.Pays: {"payer": "party", "payee": "party"},
    v.Population: {"source": "source"},
    v.PromiseWords: {"owner": "party", "metrics": "metric", "noun": "noun"},
    v.Reached: {"subject": "metric or score", "figure": "figure"},
    v.RecordHead: {"source": "source"},
    v.Renewal: {"by": "party"},
    v.RightWords: {
        "holder": "party",
        "scope": "dimension",
        "service": "service",
        "objective": "objective",
        "instead": "objective",
    },
    v.Roles: {"items": "party"},
    v.StatedFee: {"service": "service", "scope": "dimension value"},
    v.StepOf: {"of": "metric", "noun": "noun"},
}
"""Whose names stand in which field of a value; those of conditions, measures and tables have a `case` of their own."""
FIRST: Mapping[type[v.Value], str] = {v.Outage: "of"}
"""The field whose family the key says, where it is not always the same."""

ANY_VALUE = ("any", "otherwise")


class Around(Record):
    """What the names of conditions mean here: `truth` of bare names, `operand` of names that are computed with."""

    truth: str = "field or term"
    operand: str = "field"
    rows: tuple[str, ...] = ()
    """The sources whose rows a condition speaks of, as they are called; none: any."""


FACTS = Around(truth="fact or option or term", operand="fact or option or figure")
ANY = Around(truth="field or fact or option or term", operand="field or fact or option or figure")
AROUND: tuple[tuple[Form[v.Value], Around], ...] = (
    (f.CIRCUMSTANCE, FACTS),
    (f.TRIGGER, FACTS),
    (f.DEFINITION, ANY),
    (f.FORMULA, Around(operand="field or metric or figure")),
)


class Mention(Record):
    """A name where it stands, and its family: kinds of blocks with ` or ` between them, or a word of known.py.

    `rows`: the sources among whose fields it is looked for, as they are called. `of`: the field, fact or table whose
    `value` or `column` it is.
    """

    name: v.Name
    family: str
    rows: tuple[str, ...] = ()
    of: str = ""


def mentions(block: Block, rows: tuple[str, ...] = ()) -> Iterator[Mention]:
    """The names in a block and in the blocks within it; figures are looked up where they are computed."""
    kind = type(block)
    if isinstance(block, (Assume, Let, Parameters, Fields)):
        return
    rows = _rows(block) or rows
    head = block.head_value
    if head is not None:
        family = kind.head_names if kind.head_form is None else _bare(kind.head_form)
        yield from _of(head, family, Around(rows=rows))
    for entry in block.entries:
        yield from mentions_of_entry(entry, kind, rows)
    if kind.rows is not None:
        around = _around(kind.rows.cell, rows)
        cells = "own" if isinstance(block, Table) and block.across is not None else _bare(kind.rows.cell)
        for row in block.table:
            if isinstance(block, (Table, Target)):
                yield from _by_fields(row.head, head)
            else:
                yield from _of(row.head, kind.rows.names or "own", around)
            yield from _of(row.cell, cells, around)
    for inner in block.blocks:
        yield from mentions(inner, rows)


def _by_fields(row: v.Value, head: v.Value | None) -> Iterator[Mention]:
    """The values at the beginning of a row of a table: each of the field at the same place in its head."""
    if isinstance(row, v.Labels) and isinstance(head, v.Names):
        for field, item in zip(head.items, row.items, strict=False):
            if isinstance(item, v.Name) and item.text not in ANY_VALUE:
                yield Mention(name=item, family="value", of=field.text)


def mentions_of_entry(entry: Entry, owner: type[Block], rows: tuple[str, ...] = ()) -> Iterator[Mention]:
    """The names in the value of a key; `owner` is the kind of its block."""
    key = keys_of(owner)[entry.key]
    around = _around(key.form, rows)
    yield from _of(entry.value, key.names or _bare(key.form), around, key.names or "")


def _rows(block: Block) -> tuple[str, ...]:
    """The sources whose fields a block speaks of."""
    if isinstance(block, Measured) and isinstance(block.measure, v.Measure):
        return tuple(name.text for name in block.measure.sources)
    if isinstance(block, StatedRecord) and isinstance(block.head_value, v.RecordHead):
        return (block.head_value.source.text,)
    return ()


@lru_cache(maxsize=1_000)
def _around(form: Form[v.Value], rows: tuple[str, ...]) -> Around:
    return replace(next((around for of, around in AROUND if of is form), Around()), rows=rows)


def _bare(form: Form[v.Value]) -> str:
    """The family of a name that is the whole value."""
    names = form.names or {}
    return "figure" if form in (f.CELLS, f.LIMIT) else names.get("", names.get("*", ""))


# ---- values

NAMING: frozenset[type] = frozenset(
    {
        *(
            v.Name,
            v.Names,
            v.Labels,
            v.Cells,
            v.FieldName,
            v.Truth,
            v.IsKnown,
            v.OneOf,
            v.Column,
            v.Given,
            v.Measure,
        ),
        v.Population,
    }
)
"""Values that are names or have them in a way of their own: what holds none of them names nothing."""
SPEAKING: frozenset[type] = NAMING | {v.ClockWords, v.Reference, v.FieldKind, v.Columns}
"""Values with a case of their own, or that name nothing though they hold names."""


def _of(value: Any, family: str, around: Around, own: str = "") -> Iterator[Mention]:
    """The names of a value; `family` is that of a bare name, `own` what its key says of the first one."""
    kind = type(value)
    if kind is tuple:
        for each in value:
            yield from _of(each, family, around)
        return
    if kind not in SPEAKING:
        if any(type(each) in NAMING for each in within(value)):
            yield from _fields(value, around, own)
        return
    match value:
        case v.Name():
            yield Mention(name=value, family=family, rows=around.rows)
        case v.Names() | v.Labels() | v.Cells():
            for name in value.items:
                if isinstance(name, v.Name):
                    yield Mention(name=name, family=family, rows=around.rows)
        case v.FieldName():
            name = v.Name(text=value.text, span=value.span)
            yield Mention(name=name, family=around.operand, rows=around.rows)
        case v.Truth() | v.IsKnown():
            yield Mention(name=value.field, family=around.truth, rows=around.rows)
        case v.OneOf():
            yield Mention(name=value.field, family=around.truth, rows=around.rows)
            yield from _values(value.values, value.field.text, around.rows)
        case v.Column():
            yield Mention(name=value.table, family="table")
            yield Mention(name=value.column, family="column", of=value.table.text)
        case v.Given():
            yield Mention(name=value.name, family=own or "fact or option")
            yield from _values(value.values[-1:], value.name.text, ())
        case v.Measure():
            yield from _measure(value, around)
        case v.Population():
            yield Mention(name=value.source, family="source")
            if value.where is not None:
                yield from _of(value.where, "", replace(around, rows=(value.source.text,)))
        case v.ClockWords(log=v.Name() as log):
            yield from _fields(value, replace(around, rows=(log.text,)), own)
        case v.ClockWords():
            yield from _fields(value, around, own)


def _fields(value: Record, around: Around, own: str) -> Iterator[Mention]:
    whose: Mapping[str, str] = WHOSE.get(type(value), {}) if isinstance(value, v.Value) else {}
    first = FIRST.get(type(value), "") if isinstance(value, v.Value) else ""
    for name, field in nested(value):
        if field:
            yield from _of(field, own if own and name == first else whose.get(name, ""), around)


def _values(said: Iterable[v.Value], of: str, rows: tuple[str, ...]) -> Iterator[Mention]:
    for each in said:
        if isinstance(each, (v.Name, v.Text)):
            yield Mention(name=v.Name(text=each.text, span=each.span), family="value", rows=rows, of=of)


def _measure(value: v.Measure, around: Around) -> Iterator[Mention]:
    for source in value.sources:
        yield Mention(name=source, family="report" if value.kind == "delay of" else "source")
    if value.across is not None:
        yield Mention(name=value.across, family="dimension")
    operand = "field"
    if value.across is not None or value.last is not None:
        operand = "metric"
    elif value.kind == "formula of":
        operand = "metric or figure"
    if value.operand is not None:
        yield from _of(value.operand, "", replace(around, operand=operand))
