"""Figures with names: assumptions, what is derived from them, parameters of a template; and defined terms."""

from __future__ import annotations

from sladsl.ast import forms as f
from sladsl.ast.declare import Block, Rows


class Assume(Block):
    kind = "assume"
    meaning = "Figures that the parties start from, under names of your own."
    example = "assume { sales_target: 10_000 USD per month   value_of_sale: 500 USD   close_rate: 20% }"
    rows = Rows("label", f.LABELS, f.RATED, "a name of your own and a figure", names="own")


class Let(Block):
    kind = "let"
    meaning = "Figures derived from others, computed exactly with their units."
    example = "let { leads_needed: sales_target / value_of_sale / close_rate }"
    rows = Rows("label", f.LABELS, f.FORMULA, "a name of your own and a formula", names="own")


class Parameters(Block):
    kind = "parameters"
    meaning = (
        "Figures that a template asks for (`not stated`: it must be given), and that what is based on it gives; in an "
        "agreement based on nothing, figures of its own."
    )
    example = "parameters { least_uptime: 99.9%   price: 1_000 EUR per month }"
    rows = Rows("label", f.LABELS, f.RATED, "a name and its figure", names="own")


class Definitions(Block):
    kind = "definitions"
    meaning = "Defined terms: records that can be counted by their name, conditions, words."
    example = "definitions { QualifiedLead: leads where score at least 50   Urgent: when priority is P1 }"
    rows = Rows(
        "label",
        f.LABELS,
        f.DEFINITION,
        "a term and the records it stands for, its condition after `when`, or its meaning in words",
        names="own",
    )
