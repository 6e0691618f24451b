"""Signs between two rows, as JSON and tables of documents have them: told by the labels and the colon behind them."""

from __future__ import annotations

from sladsl.syntax.drive import WEEKDAYS
from sladsl.syntax.scanner import TIME, WORD, Token

PARTS = ("responsible", "accountable", "consulted", "informed")
NO_COLON = "No colon stands between a part and the party that has it."
BETWEEN = (",", "|", "&")
"""Signs that other notations have between rows."""
LABELLED = frozenset(
    {
        "fields",
        "weights",
        "allocation",
        "parameters",
        "assume",
        "let",
        "target",
        "table",
    }
)
"""Blocks whose rows begin with labels, which may have commas between them, as many in each row."""
LONGEST_HEAD = 12


def between_rows(tokens: list[Token], at: int, brace: int) -> bool:
    """Whether the sign at `at` stands between two rows: behind it as many labels as the first row has, and a colon."""
    if tokens[at + 2].text not in (":", ","):
        return False
    if tokens[at + 1].text in WEEKDAYS and tokens[at - 1].kind == TIME:
        return True
    kind = next((token.text for token in _head_of(tokens, brace) if token.text in LABELLED), "")
    if not kind or (kind == "table" and tokens[at].text == "|"):
        return False
    colon = next((place for place in range(brace, min(brace + 40, at)) if tokens[place].text == ":"), at)
    if colon == at:
        return False
    first = tokens[brace + 1 : colon]
    if kind == "table":  # `columns` and `across` stand before the rows
        by = [token.text for token in _head_of(tokens, brace)]
        width = by.count(",") * 2 + 1
    else:
        width = len(first) if any(token.text == "," for token in first) else 1
    if tokens[at + 1].text == "otherwise":
        width = 1
    labels = tokens[at + 1 : at + 1 + width]
    if tokens[at + 1 + width].text != ":" or any(
        (token.text == ",") != bool(place % 2) for place, token in enumerate(labels)
    ):
        return False
    begins = at - 1
    while tokens[begins - 1].text == "," and not tokens[begins].first:
        begins -= 2
    before = tokens[begins - 1]
    alone = before.kind == WORD and (before.text, tokens[begins].text) != ("or", "no")
    # `opened, resolved: time`: one row for several fields
    return kind != "fields" or not (tokens[begins].first or before.text == "{" or alone)


def _head_of(tokens: list[Token], brace: int) -> list[Token]:
    """The tokens before a brace, back to where the block begins."""
    start = brace
    while start and brace - start < LONGEST_HEAD and tokens[start - 1].text not in ("{", "}", ":"):
        start -= 1
    return tokens[start:brace]
