"""Terms that are part of the agreement and not rendered in words yet: printed as they were written, so that none is lost."""

from __future__ import annotations

import re
from itertools import groupby

from sladsl.prose.document import Block, Clause, Paragraph, Section, Written
from sladsl.prose.english.facts import in_words
from sladsl.prose.english.names import Names
from sladsl.prose.say import clause, item, join


def as_written(names: Names) -> Section | None:
    """A section with the text of each part; None where everything is in words."""
    left_out = [each for each in names.agreement.left_out if not in_words(each, names)]
    left_open = names.agreement.left_open
    if not left_out and not left_open:
        return None
    clauses: list[Clause] = []
    for block, parts in groupby(left_out, key=lambda each: each.block):
        found = list(parts)
        blocks: list[Block] = [
            Written(text=text) for text in {each.span: each.text for each in found}.values()
        ]
        words = (
            f"This is part of {names.this}. It is not rendered in words yet and stands here as it was written; where "
            "another clause says less than this, or nothing, this counts."
        )
        keys = tuple(dict.fromkeys(f"as written {each.head.start}" for each in found))
        clauses.append(clause(_title(block), Paragraph(text=join(words)), *blocks, keys=keys))
    if left_open:
        items = [item(re.sub("`(.*?)`", r"“\1”", each)) for each in left_open]
        clauses.append(clause("Left open", "The Parties have not stated these:", items))
    return Section(title=join("Terms as written"), clauses=tuple(clauses))


def _title(block: str) -> str:
    return block[:1].upper() + block[1:]
