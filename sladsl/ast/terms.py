"""The term: how long the agreement runs and how it renews."""

from __future__ import annotations

from sladsl.ast import forms as f
from sladsl.ast.declare import One
from sladsl.ast.structure import Overriding


class Term(Overriding):
    kind = "term"
    meaning = "How long the agreement runs, how it renews, and the notice that ends it."
    example = "term { initial: 24 months   renewal: 12 months, automatic   notice: 90 days before end }"

    initial = One(
        f.DURATION, "the first term, counted from `effective`", example="initial: 24 months", open=True
    )
    renewal = One(
        f.RENEWAL, "how long it renews, how often, and how or by whom", answers=("none",), open=True
    )
    notice = One(
        f.OFFSET, "how long before the end notice is given", example="notice: 90 days before end", open=True
    )
    cites = One(f.TEXT, "the clause of a signed text that says this", example='cites: "Sch. 1 §2"')
