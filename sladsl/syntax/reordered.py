"""A promise whose parts stand in another order: `each month Nimbus ensures at least 99.9% Uptime`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sladsl.diagnostics.finding import Finding
from sladsl.source import Span
from sladsl.syntax.drive import PERIODS, TWO_WORDS, UNITS
from sladsl.syntax.messages import error
from sladsl.syntax.scanner import NUMBER, WORD, Token

VERBS = {"ensures": ("ensures",), "aims": ("aims", "for"), "reports": ("reports",)}
COMPARISONS = {"at": ("least", "most"), "above": (), "below": (), "exactly": ()}
JOINTS = (",", "of", "all")
MOST = 30
"""Words of a promise; in more nobody has lost the order of one."""


def promise(tokens: list[Token], fits: Callable[[str], bool]) -> Finding | None:
    """The finding with the promise in its order; None where its parts can't be told, or stand in order."""
    if len(tokens) > MOST:
        return None
    parts = _parts(tokens)
    if parts is None:
        return None
    owner, verb, metrics, bound, period = parts
    right = " ".join(part for part in (owner, verb, metrics, bound, period) if part)
    if right == " ".join(token.text for token in tokens) or not fits(right):
        return None
    span = Span(start=tokens[0].start, end=tokens[-1].end)
    said = "A promise says in this order who ensures what, how well, and in which period."
    return error("S303", "unexpected-value", span, said, f"Write `{right}`.", expected=right)


def _parts(tokens: list[Token]) -> tuple[str, str, str, str, str] | None:
    """Who, the verb, the metrics, the bound and the period."""
    verb = next((at for at, token in enumerate(tokens) if token.text in VERBS), 0)
    if not verb or tokens[verb - 1].kind != WORD:
        return None
    words = VERBS[tokens[verb].text]
    if tuple(token.text for token in tokens[verb : verb + len(words)]) != words:
        return None
    rest = [*tokens[: verb - 1], *tokens[verb + len(words) :]]
    bounds: list[str] = []
    periods: list[str] = []
    metrics: list[Token] = []
    at = 0
    while at < len(rest):
        if (length := period_at(rest, at)) > 0:
            periods.append(_text(rest[at : at + length]))
        elif (length := _bound(rest, at)) > 0:
            bounds.append(_text(rest[at : at + length]))
        elif rest[at].kind == WORD or rest[at].text in JOINTS:
            metrics.append(rest[at])
            length = 1
        else:
            return None
        at += length
    if len(periods) != 1 or len(bounds) > 1 or not any(token.kind == WORD for token in metrics):
        return None
    return (
        tokens[verb - 1].text,
        " ".join(words),
        _text(metrics),
        bounds[0] if bounds else "",
        periods[0],
    )


def period_at(tokens: list[Token], at: int) -> int:
    """How many tokens `each month` has."""
    words = tuple(token.text for token in tokens[at : at + 3])
    if words[:1] != ("each",):
        return 0
    if words[1:] in TWO_WORDS:
        return 3
    return 2 if words[1:2] and words[1] in PERIODS else 0


def _bound(tokens: list[Token], at: int) -> int:
    """How many tokens `at least 99.9%`, `at most 4 hours` or `at least leads_needed` has."""
    wanted = COMPARISONS.get(tokens[at].text)
    if wanted is None:
        return 0
    start = at + 1
    if wanted:
        if start >= len(tokens) or tokens[start].text not in wanted:
            return 0
        start += 1
    if start >= len(tokens):
        return 0
    end = start + 1
    if tokens[start].kind == NUMBER:
        while end < len(tokens) and (tokens[end].text == "%" or tokens[end].text in UNITS | {"business"}):
            end += 1
    elif tokens[start].kind != WORD:
        return 0
    return end - at


def _text(tokens: list[Token]) -> str:
    """The tokens as they are written in a sentence."""
    return "".join(_spaced(tokens))


def _spaced(tokens: list[Token]) -> Iterator[str]:
    for at, token in enumerate(tokens):
        yield token.text if not at or token.text in (",", "%") else f" {token.text}"
