"""What is left out of an agreement because nothing evaluates it yet, and what is therefore gone."""

from __future__ import annotations

from sladsl.ast import values as v
from sladsl.ast.credits import Credit
from sladsl.ast.declare import Block, Entry
from sladsl.ast.duties import Duty
from sladsl.ast.rights import Right
from sladsl.ast.scoring import Score
from sladsl.ast.sources import Source
from sladsl.model.from_ast.known import called
from sladsl.record import Record
from sladsl.source import NOWHERE, Span

HANGING = "what hangs on these"
Sentence = tuple[str, str]
"""Holder and action of a right."""


class LeftOut(Record):
    """A part that is not evaluated: what it is, where it stands, the block that holds it."""

    words: str
    """What the outcome leaves out; "" where there is nothing to compute."""
    span: Span
    block: str
    """How people call the block: `objective Availability`."""
    part: Block | Entry
    owner: type[Block]
    """The kind of the block that the part is, or stands in."""
    head: Span = NOWHERE
    """Where the head of that block stands."""
    text: str = ""
    """What is written there, for the contract."""
    line: int = 0
    """The line, from one, in `path`."""
    path: str = ""


class Left:
    """Collects what is left out of one agreement, in the order in which it is found."""

    def __init__(self) -> None:
        self.parts: list[LeftOut] = []
        self.gone: set[tuple[str, str]] = set()
        """What was left out: its kind and its name."""
        self.rights: set[Sentence] = set()
        self.duties: set[str] = set()
        """Owner, verb and what of duties."""
        self.points = False
        """Whether points are left out."""
        self.money = False
        """Whether something is left out on which amounts hang."""
        self.objective = ""
        """The objective within which blocks are looked at."""

    def leave(
        self, words: str, block: Block, part: Block | Entry | None = None, *, money: bool = False
    ) -> None:
        """Leaves out a block, or a part of it."""
        found = part or block
        self.money = self.money or money
        words_of = called_by(block)
        if self.objective and block.head_value is None and block.name is None and isinstance(block, Credit):
            words_of = f"{words_of} of {self.objective}"
        self.parts.append(
            LeftOut(
                words=words,
                span=found.span,
                block=words_of,
                part=found,
                owner=type(block),
                head=block.head_span,
            )
        )

    def forget(self, block: Block) -> None:
        """From now on, what names the block hangs on something that is gone."""
        if isinstance(block, Right) and isinstance(block.head_value, v.RightWords):
            self.rights.add(sentence(block.head_value))
        if isinstance(block, Duty):
            self.duties.add(called_by(block))
        if block.name is None:
            return
        self.gone.add((block.kind, block.name.text))
        if isinstance(block, Score):
            self.gone.add(("objective", block.name.text))
        if isinstance(block, Source):
            self.gone |= {(block.kind, word) for word in called(block)}

    def has_gone(self, family: str, name: str) -> bool:
        """Whether a name of a family is that of something gone."""
        return any((kind, name) in self.gone for kind in family.split(" or "))


def sentence(words: v.RightWords) -> Sentence:
    """What tells a right from others in a scenario."""
    return words.holder.text, words.action


def called_by(block: Block) -> str:
    """How people call a block, also one without a name: `credit for Availability`, `Acme may terminate`."""
    head = block.head_value
    match head:
        case v.Names():
            return f"{block.kind} for {', '.join(name.text for name in head.items)}"
        case v.RightWords():
            return " ".join(sentence(head)).replace(f"{head.holder.text} ", f"{head.holder.text} may ", 1)
        case v.DutyWords():
            return f"{head.owner.text} {head.verb} {head.what.text}"
        case _:
            return block.label
