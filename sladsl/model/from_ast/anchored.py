"""From what times are counted in what is not evaluated yet: a word that is a slip of one that means something.

Any word may stand there as long as nothing is computed from it, so only what is nearly a known one is told.
"""

from __future__ import annotations

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.sources import Source
from sladsl.diagnostics.spelling import slip
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.deadlines import PERIODS
from sladsl.model.from_ast.known import names_taken

EVENTS = frozenset({"notice", "request", "report", "period", "miss", "incident", "outage", "invoice", "term"})
"""What times are counted from besides periods and the names of the agreement."""


class Anchored:
    """The words of one agreement from which a time can be counted; made when the first time is asked for."""

    def __init__(self, node: a.Agreement, context: Context) -> None:
        self.node = node
        self.context = context
        self.words: tuple[str, ...] = ()

    def check(self, written: v.Offset) -> None:
        """A finding for a single word that is one slip from one of them."""
        self.words = self.words or self._known()
        anchor = written.anchor
        if anchor in self.words or not anchor.replace("_", "").isalpha():
            return
        near = next((each for each in self.words if slip(anchor, each, self.words)), "")
        if near:
            self.context.add(
                "N205",
                "unknown-anchor",
                written.span,
                f"Nothing is called `{anchor}`, and this time is counted from it.",
                f"Did you mean `the {near}`?" if near in EVENTS | PERIODS else f"Did you mean `{near}`?",
            )

    def _known(self) -> tuple[str, ...]:
        nouns = {each.each.text for each in self.node.children(Source) if isinstance(each.each, v.Name)}
        single = {each for each in PERIODS if " " not in each}
        return tuple(sorted({*EVENTS, *single, *nouns, *names_taken(self.node)}))
