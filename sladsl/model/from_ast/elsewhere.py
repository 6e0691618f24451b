"""Where a name may stand that was written as a field and is none, and which source lacks a field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sladsl.ast import values as v
from sladsl.ast.declare import Block
from sladsl.ast.facts import Option
from sladsl.source import Span

PLACES = {
    "fact": "; a promise or a credit asks for it: `applies where: {name}`",
    "option": "; a promise or a credit asks for it: `applies where: {name} is {value}`",
    "service": "; a metric or a source is of it: `of: {name}`",
    "calendar": "; a measure runs on it: `clock: {name}`",
    "exclusion": "; a metric leaves it out: `excluding: {name}`",
    "source": "; a measure is told from it, and a condition names one of its fields",
    "metric": "; an objective promises it, and a condition names a field",
    "objective": "; a right or a credit speaks of it: `when: {name} missed`",
    "party": "; who does something stands at the head of a promise or in `controlled by: {name}`",
    "table": "; a promise takes a limit from one of its columns",
}
"""Behind `X is a fact`: where such a name stands."""


def written(name: str, node: Block | None) -> tuple[str, Span] | None:
    """The kind of the block of the agreement that has this name, and where it has it; None where none has."""
    for block in node.blocks if node is not None else ():
        if block.name is not None and block.name.text == name:
            return block.kind, block.name.span
    return None


def where(name: str, kind: str, node: Block | None) -> str:
    """What is said behind the kind of a name: where it stands; "" for kinds that have no such place."""
    return PLACES.get(kind, "").format(name=name, value=_value(name, node))


def _value(name: str, node: Block | None) -> str:
    """The first value of an option, `…` where none can be read."""
    for block in node.blocks if node is not None else ():
        if isinstance(block, Option) and block.name is not None and block.name.text == name:
            values = block.values.items if isinstance(block.values, v.Labels) else ()
            return values[0].text if values and isinstance(values[0], (v.Name, v.Text)) else "…"
    return "…"


def source_of(fields: Iterable[str], owners: Mapping[str, tuple[str, ...]]) -> str:
    """The only source that has all of these fields, "" where there are several."""
    having = [set(owners[each]) for each in fields if each in owners]
    found = set.intersection(*having) if having else set()
    return found.pop() if len(found) == 1 else ""
