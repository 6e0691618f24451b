"""What the source leaves open with `not stated` and nothing else speaks of: treated as absent, and told in one line.

Keys declared `open` are told where they decide something (the base of a credit, a time zone). All others may be left
open too, because a transcription says what the text says. They are taken out here, so that nothing after this sees
them; save those without which the rest would say more than the text (`Key.unstated`): what has one is not evaluated.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from sladsl.ast import values as v
from sladsl.ast.agreements import Agreement
from sladsl.ast.declare import Block, Entry, Key, keys_of
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.left_out import LeftOut, called_by
from sladsl.record import Record, replace
from sladsl.source import SourceText

MOST_TOLD = 8
B = TypeVar("B", bound=Block)


class Unstated(Record):
    """A key that is left open, and the block in which it stands."""

    entry: Entry
    block: Block

    @property
    def key(self) -> Key[Any]:
        return keys_of(type(self.block))[self.entry.key]

    @property
    def words(self) -> str:
        """`cause` of exclusion Weather."""
        head = isinstance(self.block, Agreement)
        return f"`{self.entry.key}`" if head else f"`{self.entry.key}` of {called_by(self.block)}"


def unstated(block: Block) -> Iterator[Unstated]:
    """The keys within a block that are left open and that nothing else tells, in their order."""
    for entry in block.entries:
        if _left_open(entry, block):
            yield Unstated(entry=entry, block=block)
    for inner in block.blocks:
        yield from unstated(inner)


def as_absent(block: B) -> B:
    """The block without the keys that are left open; itself where there are none."""
    if next(unstated(block), None) is None:
        return block
    return replace(
        block,
        entries=tuple(entry for entry in block.entries if not _left_open(entry, block)),
        blocks=tuple(as_absent(inner) for inner in block.blocks),
    )


def tell_unstated(found: tuple[Unstated, ...], source: SourceText, context: Context) -> None:
    """One information about all that is left open; one error about what can't be."""
    context.clause = ()
    needed = tuple(each for each in found if each.key.required and not each.key.open)
    rest = tuple(each for each in found if each not in needed)
    if needed:
        context.add(
            "N182",
            "needed-left-open",
            needed[0].entry.value.span,
            f"Not stated, and nothing can be computed without: {_listed(needed, source)}.",
            f"Write for example `{needed[0].key.example}`.",
        )
    if rest:
        context.add(
            "N183",
            "left-open",
            rest[0].entry.value.span,
            f"The source leaves open: {_listed(rest, source)}.",
            "These are taken as absent; settle them where they matter.",
            severity="information",
        )


def left_open(found: tuple[Unstated, ...], printed: tuple[LeftOut, ...]) -> tuple[str, ...]:
    """The words of what is left open, for the contract; not of what stands in a part that is printed as written."""
    return tuple(
        each.words
        for each in found
        if not any(part.span.start <= each.entry.span.start < part.span.end for part in printed)
    )


def _left_open(entry: Entry, block: Block) -> bool:
    key = keys_of(type(block))[entry.key]
    return isinstance(entry.value, v.NotStated) and not key.unstated and (key.required or not key.open)


def _listed(found: tuple[Unstated, ...], source: SourceText) -> str:
    said = [f"{each.words} (line {source.place(each.entry.span.start)[0]})" for each in found[:MOST_TOLD]]
    more = f" and {len(found) - MOST_TOLD} more" if len(found) > MOST_TOLD else ""
    return ", ".join(said) + more
