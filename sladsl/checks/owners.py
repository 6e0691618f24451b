"""Who promises what, as it is written: also of promises, points and credits that are not evaluated yet."""

from __future__ import annotations

from collections.abc import Iterable

from sladsl.ast.credits import Credit, Points
from sladsl.ast.declare import Block
from sladsl.ast.objectives import Objective
from sladsl.ast.parties import Party
from sladsl.checks.written import consequences, promises


class Owners:
    """The parties of an agreement, and which of them promise its objectives; what is only reported is no promise."""

    def __init__(self, root: Block) -> None:
        self.parties = tuple(each.name.text for each in root.children(Party) if each.name is not None)
        self._of = {
            block.name.text: frozenset(
                words.owner.text for words in promises(block) if words.verb != "reports"
            )
            for block in root.children(Objective)
            if block.name is not None
        }
        self.promised = tuple(name for name, owners in self._of.items() if owners)
        owed = list(consequences(root))
        self.scored = tuple(_name(one) for block, of in owed if isinstance(block, Points) for one in of)
        self.credited = tuple(_name(one) for block, of in owed if isinstance(block, Credit) for one in of)

    def of(self, objectives: Iterable[str]) -> frozenset[str]:
        """Who promises these; all of them together."""
        return frozenset().union(*(self._of.get(each, frozenset()) for each in objectives))


def _name(objective: Objective) -> str:
    return objective.name.text if objective.name is not None else ""
