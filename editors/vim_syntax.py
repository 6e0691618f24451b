"""Vim's syntax file: the rules of sladsl/syntax/colours.py as matches that lead to each other.

Vim tries what is written last first, and has no captures: of pieces beside each other, the first looks ahead for all of
them and names the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sladsl.syntax.colours import BLANKS, CATEGORIES, STRING, Rule, rules

LINKS = {
    "comment": "Comment",
    "allowed": "SpecialComment",
    "string": "String",
    "long string": "String",
    "date": "Number",
    "number": "Number",
    "unit": "Type",
    "block": "Structure",
    "declared": "Function",
    "key": "Identifier",
    "label": "Label",
    "answer": "Constant",
    "verb": "Statement",
    "comparator": "Operator",
    "word": "Operator",
    "operator": "Operator",
    "mark": "Delimiter",
    "other": "",
    "error": "Error",
}
"""The groups that every colour scheme has; "" is the colour of plain text."""

_PIECE = re.compile(
    r"(?P<look>\(\?[!=])|(?P<group>\(\?:)|(?P<letter>\[\^\\W\\d\])|(?P<class>\[(?:\\.|[^\]])*\])|(?P<escape>\\.)"
    r"|(?P<open>\()|(?P<close>\))|(?P<other>.)",
    re.DOTALL,
)
_WITHIN = {r"\s": r" \t", r"\d": "0-9", r"\w": "0-9A-Za-z_"}
"""Letters of classes, which Vim does not know within brackets."""
_ESCAPES = {"s": r"\_s", "w": r"\k", "d": r"\d", "-": "-"}


def group(category: str) -> str:
    """The name of the group of a category."""
    return "sladsl" + category.title().replace(" ", "")


def text() -> str:
    """The syntax file."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield '" Syntax of service-level agreements (*.sla), written by editors/generate.py from its declarations.'
    yield 'if exists("b:current_syntax")\n  finish\nendif\nlet s:cpo = &cpo\nset cpo&vim\n'
    yield "syntax case match\nsyntax iskeyword @,48-57,_,128-255\nsyntax sync fromstart\n"
    written = rules()
    for number in range(len(written) - 1, -1, -1):
        yield from _rule(written[number], number)
    yield ""
    yield from _texts()
    yield ""
    for category in CATEGORIES:
        if LINKS[category]:
            yield f"highlight default link {group(category)} {LINKS[category]}"
    chained = {
        _step(number, step, category): category
        for number, rule in enumerate(written)
        for step, (category, _) in enumerate(rule.pieces)
        if step and LINKS[category]
    }
    for name, category in chained.items():
        yield f"highlight default link {name} {group(category)}"
    yield '\nlet b:current_syntax = "sladsl"\nlet &cpo = s:cpo\nunlet s:cpo'


def _texts() -> Iterator[str]:
    quotes = "“„«»‘’”"
    yield f'syntax match {group("error")} /[{quotes}][^{quotes}"\\n]*[{quotes}"]\\?/'
    yield f'syntax match {group("error")} /"\\_[^\\n]\\{{-}}\\ze[ \\t{{}}]*$/'
    yield f"syntax match {group('string')} /{vim(STRING)}/"
    yield f'syntax region {group("long string")} start=/"""/ end=/"""/'
    yield f"syntax region {group('comment')} start=+/\\*+ end=+\\*/+"
    yield f"syntax match {group('comment')} +//.*$+"
    yield f"syntax match {group('comment')} /#.*$/ contains=@Spell"
    yield f"syntax match {group('allowed')} /#\\s*sladsl:\\s*allow\\>.*$/"


def _step(number: int, step: int, category: str) -> str:
    return f"{group(category)}_{number}_{step}"


def _rule(rule: Rule, number: int) -> Iterator[str]:
    for step, (category, piece) in enumerate(rule.pieces):
        later = [other for _, other in rule.pieces[step + 1 :]]
        following = "".join(BLANKS + other for other in later) + rule.ahead
        name = _step(number, step, category) if step else group(category)
        written = f"syntax match {name} /{vim(piece + (f'(?={following})' if following else ''))}/"
        if step:
            written += " contained"
        if later:
            written += f" nextgroup={_step(number, step + 1, rule.pieces[step + 1][0])} skipwhite"
        yield written


def vim(expression: str) -> str:
    """An expression of the rules in the notation of Vim (very magic)."""
    written = [r"\v\C"]
    closings: list[str] = []
    for found in _PIECE.finditer(expression):
        piece = found.group()
        match found.lastgroup:
            case "look":
                closings.append(")@" + piece[2])
                written.append("%(")
            case "group" | "open":
                closings.append(")")
                written.append("%(")
            case "close":
                written.append(closings.pop())
            case "letter":
                written.append(r"%(\d@!\k)")
            case "escape":
                written.append(_ESCAPES.get(piece[1], piece))
            case "class":
                for letter, letters in _WITHIN.items():
                    piece = piece.replace(letter, letters)
                written.append(piece)
            case _:
                written.append("\\" + piece if piece in "<>=@~&%/" else piece)
    return "".join(written)
