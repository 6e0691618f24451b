"""What is said of a key of `claims` in a credit, where the text has `claims` already."""

from __future__ import annotations

from itertools import pairwise

from sladsl.ast.declare import keys_of
from sladsl.source import SourceText
from sladsl.syntax.forms import fits
from sladsl.syntax.guesses import block_of
from sladsl.syntax.key_messages import AGREEMENTS
from sladsl.syntax.messages import printable
from sladsl.syntax.scanner import WORD, Token


def standing_hint(source: SourceText, tokens: list[Token], kind: str, key: str, value: str, at: int) -> str:
    """What to do with `key: value`, which stands at token `at` and belongs into a `kind`; "" where none is."""
    places = [
        place
        for place, (one, after) in enumerate(pairwise(tokens))
        if one.text == kind and one.kind == WORD and after.text == "{"
    ]
    if not places:
        return ""
    here = _agreement(tokens, at)
    own = next((place for place in places if _agreement(tokens, place) == here), None)
    place = own if own is not None else places[0]
    line = source.place(tokens[place].start)[0]
    said = _said(source, tokens, place, kind)
    value = _mended(kind, key, " ".join(value.split()))
    shown = printable(value, 60)
    standing = said.get(key, "")
    if not standing:
        return f"Add `{key}: {shown}` to `{kind}` in line {line}; leave it out here."
    if standing == value:
        return f"Leave it out here: `{kind}` in line {line} says the same for all credits."
    hint = f"`{kind}` in line {line} says `{printable(standing, 60)}` for all credits: correct that, and leave it out here."
    if own is None:
        name = tokens[_agreement(tokens, place) + 1].text
        keys = "   ".join(
            f"{each}: {shown if each == key else printable(text, 60)}" for each, text in said.items()
        )
        hint = (
            f"`{kind}` in line {line} says `{printable(standing, 60)}`. Leave it out here; if it is meant for this one,"
            f" write `{kind} {{ overrides: {name}   {keys} }}` beside the credits."
        )
    return hint


def _mended(kind: str, key: str, value: str) -> str:
    """The value as it can stand there: a length of time alone is counted from the period."""
    block = block_of(kind)
    declared = keys_of(block).get(key) if block is not None else None
    after = f"{value} after the month"
    if declared is None or fits(declared, declared.form, value) or not fits(declared, declared.form, after):
        return value
    return after


def _agreement(tokens: list[Token], at: int) -> int:
    """The token with which the agreement around a token begins."""
    depth, place = 0, at
    while place >= 0:
        if tokens[place].text == "}":
            depth += 1
        elif tokens[place].text == "{":
            depth -= 1
        elif depth < 0 and tokens[place].first and tokens[place].text in AGREEMENTS:
            return place
        place -= 1
    return 0


def _said(source: SourceText, tokens: list[Token], place: int, kind: str) -> dict[str, str]:
    """The keys of a block that stands at a token, each with its value as written."""
    block = block_of(kind)
    keys = sorted(keys_of(block), key=lambda name: -len(name.split())) if block is not None else []
    found: dict[str, str] = {}
    key, start = "", 0
    at = place + 2
    while at < len(tokens) and tokens[at].kind != "end":
        name = next((each for each in keys if _is_key(tokens, at, each)), "")
        if name or tokens[at].text in "{}":
            if key:
                found[key] = " ".join(source.text[tokens[start].start : tokens[at - 1].end].split())
            if not name:
                break
            at += len(name.split()) + 1
            key, start = name, at
            continue
        at += 1
    return found


def _is_key(tokens: list[Token], at: int, name: str) -> bool:
    words = name.split()
    return [token.text for token in tokens[at : at + len(words) + 1]] == [*words, ":"]
