"""Credits: what a level costs the provider: bands, base, cap."""

from __future__ import annotations

from sladsl.ast import forms as f
from sladsl.ast.declare import Block, Many, One, Rows
from sladsl.ast.interpretation import Interpretation


class Bands(Block):
    kind = "bands"
    meaning = "Rows from the best level to the worst; the first that fits applies, so no level falls between two rows."
    example = "bands { at least 99.9%: none   at least 99.0%: 10%   otherwise: 25% }"
    rows = Rows(
        "comparator", f.BAND_HEAD, f.AMOUNT, "a comparison and the credit of the levels that satisfy it"
    )


class BandsAsPrinted(Block):
    kind = "bands as printed"
    meaning = "Rows with both ends, as a signed text has them, with its gaps and overlaps; the checker reports these."
    example = "bands as printed { below 99.9% but at least 99.0%: 10%   below 99.0%: 25% }"
    rows = Rows("comparator", f.BAND_HEAD, f.AMOUNT, "one or two comparisons and the credit between them")


class Credit(Block):
    kind = "credit"
    meaning = "What is owed when the promise is not kept."
    head = "for names"
    head_names = "objective"
    within = (Bands, BandsAsPrinted)
    example = "credit for Availability { base: that month's fee of Shop   amount: 5% }"

    base = One(f.BASE, "the fee of which the percentages are taken", open=True)
    amount = One(f.AMOUNT, "the credit of any miss, without bands", example="amount: 5%", open=True)
    cap = Many(
        f.CAP, "the most that can be credited here", example="cap: 50% of that month's fee of Shop per month"
    )
    several_bands_fit = Interpretation.several_bands_fit
    credit_when_met = Interpretation.credit_when_met
    missed_records = Interpretation.missed_records
    cites = One(f.TEXT, "the clause of a signed text that says this", example='cites: "Sch. 3 §5"')
