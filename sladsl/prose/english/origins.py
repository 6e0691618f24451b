"""Where terms come from, in English: what was taken over from another text, and what takes the place of terms there."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.ast import values as v
from sladsl.ast.agreements import Agreement
from sladsl.ast.declare import Block
from sladsl.ast.structure import Overriding
from sladsl.prose.document import Reference, Schedule, Table, Text
from sladsl.prose.english.names import Names
from sladsl.prose.say import clause, join


def origins(names: Names) -> Schedule | None:
    """Each term with the agreement or template that it comes from; None where nothing was taken over."""
    based = based_on(names)
    if not based:
        return None
    rows = [*_taken_over(names), *_in_its_place(names)]
    if not rows:
        return None
    table = Table(header=(join("Term"), join("Described in"), join("Origin")), rows=tuple(rows))
    opening = (
        f"{names.begin} is based on {', '.join(based)}. These terms were taken over, or take the place of terms there; all "
        "others are its own:"
    )
    return Schedule(title=join("Origin of terms"), clauses=(clause("", opening, table),), keys=("origins",))


def based_on(names: Names) -> list[str]:
    """The names of what the agreement is based on, as it says them."""
    node = names.agreement.node
    written = node.based_on if isinstance(node, Agreement) else None
    return [each.text for each in written.items] if isinstance(written, v.Names) else []


def _taken_over(names: Names) -> Iterator[tuple[Text, ...]]:
    for block in names.agreement.node.blocks:
        origin = names.agreement.origins.get(block.span.start)
        if origin is not None and origin != names.agreement.name:
            yield _row(block, f"taken over from {origin}", names)


def _in_its_place(names: Names) -> Iterator[tuple[Text, ...]]:
    for block in names.agreement.node.blocks:
        origin = names.agreement.origins.get(block.span.start, names.agreement.name)
        entry = next((each for each in block.entries if each.key == Overriding.overrides.name), None)
        if entry is not None and isinstance(entry.value, v.Reference) and origin == names.agreement.name:
            of, what = entry.value.of.text, entry.value.what
            yield _row(block, f"in place of {f'{of}.{what.text}' if what is not None else of}", names)


def _row(block: Block, origin: str, names: Names) -> tuple[Text, ...]:
    key = f"{block.kind} {block.name.text}" if block.name is not None else ""
    known = block.name is not None and (block.kind, block.name.text) in names.terms and block.kind != "party"
    term = (
        join(names.of(block.kind, block.name.text))
        if known and block.name is not None
        else join(_called(block))
    )
    return term, join(Reference(key=key)) if known else join("–"), join(origin)


def _called(block: Block) -> str:
    head = block.head_value
    if isinstance(head, v.Names):
        return f"{block.kind} for {', '.join(name.text for name in head.items)}"
    if isinstance(head, v.RightWords):
        return f"{head.holder.text} may {head.action}"
    return block.label
