"""Clauses: text that is part of the contract and that nothing computes."""

from __future__ import annotations

from sladsl.ast import forms as f
from sladsl.ast.declare import Block, One


class Clause(Block):
    kind = "clause"
    meaning = "Text of the contract that nothing computes."
    head = "title"
    example = 'clause "Confidentiality" { text: """Each Party keeps the reports confidential.""" }'

    text = One(
        f.TEXT,
        "the words",
        required=True,
        open=True,
        example='text: """Each Party keeps the reports confidential."""',
    )
    cites = One(f.TEXT, "the clause of a signed text that says this", example='cites: "§12"')
