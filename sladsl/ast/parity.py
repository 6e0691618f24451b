"""The tests by which a level is compared with that of another group, as far as they are evaluated."""

from __future__ import annotations

import re
from fractions import Fraction

from sladsl.record import Record

CRITICAL = {"90": "1.282", "95": "1.645", "99": "2.326"}
"""One-sided critical values of the normal distribution, as the tables of the textbooks print them."""
LEVELS = "comparison of levels"
_Z = re.compile(r"modified z-test at (?:(90|95|99) ?%|(\d{1,3}(?:\.\d{1,6})?))")


class Comparison(Record):
    """`critical`: how many standard errors of the other group a level may lie below the other's; None: it may not at all."""

    words: str
    critical: Fraction | None
    written: str
    """The critical value in digits."""


def comparison(words: str) -> Comparison | None:
    """What a test means by its words; None where it is only named."""
    text = " ".join(words.split())
    if text == LEVELS:
        return Comparison(words=text, critical=None, written="")
    found = _Z.fullmatch(text)
    if found is None:
        return None
    written = CRITICAL[found[1]] if found[1] else found[2]
    return Comparison(words=text, critical=Fraction(written), written=written)
