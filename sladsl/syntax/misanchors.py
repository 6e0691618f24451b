"""Time that is counted from something in words, `30 days after the due date of the report`, as the language writes it.

What has a name is counted from by its name; anything else stands in quotes, is printed, and nothing is computed from it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sladsl.diagnostics.finding import Finding
from sladsl.diagnostics.fixes import replacing
from sladsl.diagnostics.suggest import closest
from sladsl.record import replace
from sladsl.source import Span
from sladsl.syntax.messages import error, printable
from sladsl.syntax.scanner import NUMBER, WORD, Token
from sladsl.syntax.wrong import Place

FEWEST, MOST = 2, 14
WAYS = ("after", "before", "of")
EDGES = frozenset(
    {"start", "end", "close", "last", "beginning", "not", "missed", "month", "period", "outage"}
)
"""Words that begin an anchor of the language, or nearly one: what is wrong behind them is told by the grammar."""
OF_TWO_WORDS = ("fiscal quarter", "fiscal year", "billing cycle", "contract year")


def anchor_otherwise(tokens: Sequence[Token], place: Place, fits: Callable[[str], bool]) -> Finding | None:
    """The finding for a distance whose anchor is several words; None where something else is wrong."""
    way = next((at for at, token in enumerate(tokens) if token.text in WAYS), 0)
    said = list(tokens[way + 1 :])
    words = [token.text for token in said if token.text not in ("the", "a", "an", "that", "each")]
    if (
        not _length(tokens[:way])
        or not FEWEST <= len(words) <= MOST
        or any(token.kind != WORD or token.first for token in said)
        or words[0] in EDGES
        or any(word in WAYS[:2] for word in words)
        or closest(" ".join(words), OF_TWO_WORDS)
    ):
        return None
    text = " ".join(token.text for token in said)
    before = " ".join(token.text for token in tokens[: way + 1])
    span = Span(start=said[0].start, end=said[-1].end)
    shown = f'{before} "{text}"'
    if not fits(shown):
        return None
    found = error(
        "S326",
        "anchor-in-words",
        span,
        f"No name stands for `{printable(text)}`: from what a time is counted stands in quotes then.",
        f"Write `{printable(shown, 90)}`; it is printed, and nothing is computed from it.",
        expected=f"{place.before}{shown}",
    )
    return replace(found, fix=replacing(span, f'"{text}"', safe=True))


def _length(tokens: Sequence[Token]) -> bool:
    """Whether these are numbers, each with its unit."""
    return (
        len(tokens) > 1
        and tokens[0].kind == NUMBER
        and all(token.kind in (NUMBER, WORD) and token.text not in WAYS for token in tokens)
    )
