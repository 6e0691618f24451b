"""Events without a name, in rights and duties: of the promise that a right is about, or of the only one there is."""

from __future__ import annotations

from typing import TypeVar

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.declare import Block
from sladsl.ast.duties import Duty
from sladsl.ast.objectives import Objective
from sladsl.ast.rights import Right
from sladsl.ast.scoring import Score
from sladsl.model.from_ast.triggers import of_its_own
from sladsl.record import replace

B = TypeVar("B", bound=Block)


def only_promise(node: a.Agreement) -> str:
    """The name of the only objective of an agreement; "" where there are several, or scores beside it."""
    named = [block.name.text for block in node.children(Objective) if block.name is not None]
    return named[0] if len(node.children(Objective)) == len(named) == 1 and not node.children(Score) else ""


def with_subject(block: B, only: str) -> B:
    """The block with events that say of which promise they are, where the block or the agreement (`only`) knows it."""
    if not isinstance(block, (Right, Duty)):
        return block
    when = block.when
    words = block.head_value
    about = words.objective.text if isinstance(words, v.RightWords) and words.objective is not None else only
    if not about or not isinstance(when, v.Event | v.AllEvents | v.AnyEvent):
        return block
    named = of_its_own(when, v.Name(text=about, span=when.span))
    return replace(
        block,
        entries=tuple(
            replace(entry, value=named) if entry.value is when else entry for entry in block.entries
        ),
    )
