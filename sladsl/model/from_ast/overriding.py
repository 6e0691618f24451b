"""What takes the place of what: which terms are the same, and a finding for each that hides another or replaces nothing."""

from __future__ import annotations

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.claims import Claims
from sladsl.ast.clauses import Clause
from sladsl.ast.credits import PointsCredit
from sladsl.ast.declare import Block
from sladsl.ast.duties import Review
from sladsl.ast.governance import Audit, Change, Dispute
from sladsl.ast.rights import Right
from sladsl.ast.settlement import Settlement
from sladsl.ast.structure import Overriding
from sladsl.ast.terms import Term
from sladsl.diagnostics.finding import Label
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.context import a as article
from sladsl.model.from_ast.follow_ups import BASED_ON_NONE

ALONE: tuple[type[Block], ...] = (Term, Claims, Settlement, Review, Change, Dispute, Audit, PointsCredit)
"""Blocks of which an agreement has one."""
RANKS = ("corporate level", "customer level", "service level")
"""From the widest to the narrowest."""


def identity(block: Block) -> tuple[str, str] | None:
    """What a block is among those of an agreement: what has the same takes its place; None: it stands beside all others."""
    if isinstance(block, ALONE):
        return block.kind, ""
    head = block.head_value
    if isinstance(head, v.Names):
        if block.name is None:
            return block.kind, ", ".join(sorted(name.text for name in head.items))
    elif isinstance(head, v.DutyWords):
        return block.kind, f"{head.owner.text} {head.verb} {head.what.text}"
    if isinstance(block, Clause) and (called := block.title or block.name) is not None:
        return block.kind, called.text
    return ("name", block.name.text) if block.name is not None else None


def reference(block: Block) -> v.Reference | None:
    """What a block says that it overrides."""
    found = block.overrides if isinstance(block, Overriding) else None
    return found if isinstance(found, v.Reference) else None


def right_of(block: Right, node: a.Agreement, names: set[str]) -> Right | None:
    """The right of an agreement that says it overrides this one: of the same holder and action."""
    words = block.head_value
    for mine in node.children(Right):
        said, own = reference(mine), mine.head_value
        if said is None or said.of.text not in names:
            continue
        if not isinstance(own, v.RightWords) or not isinstance(words, v.RightWords):
            continue
        if (own.holder.text, own.action) == (words.holder.text, words.action):
            return mine
    return None


class Overridden:
    """Which blocks of an agreement were seen to take the place of something."""

    def __init__(self, parents: list[str], context: Context) -> None:
        self.parents = parents
        self.context = context
        self._found: set[int] = set()

    def mark(self, mine: Block) -> None:
        """The block replaces something, whatever else is wrong with it."""
        self._found.add(mine.span.start)

    def instead(self, mine: Block, theirs: Block, parent: str, origin: str) -> None:
        """A finding where a block takes the place of another without saying so, or says it of something else."""
        self.mark(mine)
        said = reference(mine)
        what = _named(theirs)
        right = f"{parent}.{what}" if what else parent
        if type(mine) is not type(theirs):
            self.context.add(
                "N169",
                "overrides-another-kind",
                said.span if said is not None else mine.head_span,
                f"`{what}` of {parent} is {article(theirs.kind)}, not {article(mine.kind)}.",
                "Choose another name.",
                labels=(Label(span=theirs.head_span, text=f"in {origin}"),),
            )
        elif said is None:
            self.refuse_hidden(mine, theirs, right, origin)
        elif said.of.text not in (*self.parents, origin) or (
            said.what is not None and said.what.text not in (what, "")
        ):
            written = f"{said.of.text}.{said.what.text}" if said.what is not None else said.of.text
            self.context.add(
                "N162",
                "overrides-another",
                said.span,
                f"This takes the place of `{right}`, not of `{written}`.",
                f"Write `overrides: {right}`.",
            )

    def refuse_hidden(self, mine: Block, theirs: Block, right: str, origin: str) -> None:
        """What is changed must say so; blocks that have no `overrides` are changed by being written again."""
        if isinstance(mine, Overriding):
            self.context.add(
                "N161",
                "hidden-override",
                mine.head_span,
                f"{origin} has {called(theirs)} already; this takes its place without saying so.",
                f"Write `overrides: {right}` in it.",
                labels=(Label(span=theirs.head_span, text=f"in {origin}"),),
            )

    def refuse_nothing(self, block: Block) -> None:
        """A finding for `overrides` in a block that takes nothing's place."""
        said = reference(block)
        if said is None or block.span.start in self._found:
            return
        if not self.parents:
            why, hint = BASED_ON_NONE, f"Say `based on: {said.of.text}`, or leave `overrides` out."
        else:
            have = "has" if len(self.parents) == 1 else "have"
            why = f"{' and '.join(self.parents)} {have} no {called(block)}."
            hint = "Leave `overrides` out, or correct the name of the block."
        self.context.add("N164", "nothing-to-override", said.span, why, hint)


def two_origins(node: a.Agreement, block: Block, first: str, second: str, context: Context) -> None:
    """A finding for a term that comes from two agreements and differs."""
    what = _named(block)
    context.add(
        "N163",
        "two-origins",
        node.head_span,
        f"{first} and {second} both have {called(block)}.",
        f"Say which holds: write it here with `overrides: {first}{f'.{what}' if what else ''}`."
        if isinstance(block, Overriding)
        else "Say which holds: write it here again.",
        labels=(Label(span=block.head_span, text=f"in {second}"),),
    )


def refuse_rank(node: a.Agreement, base: a.Agreement, name: v.Name, context: Context) -> None:
    """A finding where a wider agreement is based on a narrower one."""
    own, below = str(getattr(node.rank, "text", "")), str(getattr(base.rank, "text", ""))
    if own in RANKS and below in RANKS and RANKS.index(own) < RANKS.index(below):
        context.add(
            "N170",
            "rank-upside-down",
            name.span,
            f"An agreement at {own} is based on `{name.text}`, which is at {below}.",
            "Base the narrower one on the wider one, or correct the rank.",
        )


def called(block: Block) -> str:
    """A block as a message calls it: `credit for Availability`, `party Nimbus`."""
    if isinstance(block.head_value, v.Names) and block.name is None:
        return f"`{block.kind} for {', '.join(name.text for name in block.head_value.items)}`"
    if isinstance(block.head_value, v.RightWords):
        return f"right to {block.head_value.action} for {block.head_value.holder.text}"
    if isinstance(block.head_value, v.DutyWords):
        return f"duty `{identity(block)[1]}`"  # type: ignore[index]
    return f"`{block.label}`"


def _named(block: Block) -> str:
    """What stands behind the dot in `overrides`: a name, or the one objective that a credit is for."""
    if block.name is not None:
        return block.name.text
    if isinstance(block.head_value, v.Names) and len(block.head_value.items) == 1:
        return block.head_value.items[0].text
    return ""
