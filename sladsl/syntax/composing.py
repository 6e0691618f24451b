"""Composes the promise that free words mean, with the author's own party, metric, figure and period.

For a line that is shown, never for one that is written: which party and which metric are meant is a guess.
"""

from __future__ import annotations

import re

from sladsl.syntax.drive import PERIODS
from sladsl.syntax.mending import mend
from sladsl.syntax.phrasings.table import phrases_of
from sladsl.syntax.surroundings import Surroundings

_BOUND = re.compile(
    r"\b(at least|at most|above|below|exactly)\s+(\d[\d_.]*(?:\s?%|\s+[a-z]+(?:\s+(?:hours?|days?))?)?)"
)
_FIGURE = re.compile(
    r"(?<![\w.])(\d[\d_.]*)(\s?%|\s+(?:business\s+)?(?:ms|milliseconds?|seconds?|minutes?|hours?|days?))?"
)
_RATIO = re.compile(r"0\.\d+")


def bound(text: str, around: Surroundings) -> str:
    """`at least 99.9%` of whatever says so, "" where no figure stands in the text."""
    normal = _normal(text, around)
    found = _BOUND.search(normal)
    if found:
        return " ".join(found[0].split())
    figure = _FIGURE.search(normal)
    if figure is None:
        return ""
    number, unit = figure[1], " ".join((figure[2] or "").split())
    if not unit and _RATIO.fullmatch(number):
        number, unit = _percent(number), "%"
    if unit == "%" or not unit:
        return f"at least {number}{unit or '%'}"
    return f"at most {number} {unit}"


def _percent(ratio: str) -> str:
    """`0.999` -> `99.9`."""
    digits = ratio.removeprefix("0.")
    digits = f"{digits:0<2}"
    whole, rest = digits[:2].lstrip("0") or "0", digits[2:]
    return f"{whole}.{rest}" if rest else whole


def _normal(text: str, around: Surroundings) -> str:
    """The text with comparisons and figures in the language's words."""
    phrases = phrases_of("bound", "")
    mended = mend(
        text, re.sub(r'"[^"]*"', lambda found: "·" * len(found[0]), text), phrases, lambda _: True, around
    )
    return mended.text if mended is not None else text


def period(text: str) -> str:
    from sladsl.syntax.phrasings.words import PERIODS as WORDS

    for word in re.findall(r"[a-z]{3,}", text.lower()):
        found = WORDS.get(word, word.rstrip("s"))
        if found in PERIODS:
            return str(found)
    return "month"


def promise(text: str, around: Surroundings) -> str:
    """The sentence for a text in which a figure stands; "" where none does."""
    limit = bound(text, around)
    if not limit:
        return ""
    words = re.findall(r"[^\W\d]\w*", text)
    parties, metrics = around.names("party"), around.names("metric")
    owner = next((word for word in words if word in parties), "") or around.party("provider")
    metric = next((word for word in words if word in metrics), "") or next(
        (name for name in metrics if name.lower() in (word.lower() for word in words)), ""
    )
    without = text.replace(limit, "")
    return f"{owner} ensures {metric or around.only('metric') or around.some('metric')} {limit} each {period(without)}"
