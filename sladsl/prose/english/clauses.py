"""The parties' own clauses: their words, unchanged, under their own titles."""

from __future__ import annotations

import re

from sladsl.model.meanings import Clause as OwnClause
from sladsl.prose.document import Paragraph, Section
from sladsl.prose.english.names import Names, spaced
from sladsl.prose.say import clause, join

_OPEN = "The Parties have not stated the words of this clause."


def clauses(names: Names) -> tuple[Section, ...]:
    """One section for each; blank lines part its paragraphs."""
    return tuple(_section(each) for each in names.agreement.clauses)


def _section(of: OwnClause) -> Section:
    texts = [" ".join(text.split()) for text in re.split(r"\n\s*\n", of.text)]
    found = tuple(clause("", Paragraph(text=join(text))) for text in texts if text)
    found = found or (clause("", _OPEN),)
    title = of.title or spaced(of.name) or "Further terms"
    return Section(title=join(title), clauses=found, keys=(f"clause {of.key}",))
