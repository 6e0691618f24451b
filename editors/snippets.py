"""Snippets of VS Code: each block and sentence from its example, whole agreements from the drafts of `sladsl init`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from sladsl.api.drafting.answers import Answers
from sladsl.api.drafting.templates import NAMES, template
from sladsl.ast.declare import ANSWER, Block, keys_of
from sladsl.syntax.guesses import all_blocks
from sladsl.syntax.highlight import pieces

BETWEEN = 3
"""Blanks between entries on one line, in the style of the language."""
WITHIN = r"[$}\\]"
CHOSEN = r"[$},|\\]"
"""What is escaped in a place to fill in, and in one to choose from."""


def snippets() -> dict[str, dict[str, Any]]:
    """The snippets by their names, ready to be written as JSON."""
    return {
        name: {"prefix": prefix, "description": said, "body": body} for name, prefix, said, body in _all()
    }


def _all() -> Iterator[tuple[str, str, str, list[str]]]:
    for name in NAMES:
        text, _ = template(name, Answers())
        said = f"A whole agreement to begin with, of the kind {name}; `# open:` marks what nobody has answered yet."
        yield f"agreement {name}", f"agreement {name}", said, whole(text)
    for block in all_blocks():
        if block.kind != "file":
            yield block.kind, block.kind, block.meaning, of_block(block)


class _Stops:
    """Numbers the places that Tab goes to."""

    def __init__(self) -> None:
        self.last = 0
        self.named: dict[str, int] = {}

    def one(self, text: str) -> str:
        self.last += 1
        return f"${{{self.last}:{escaped(text, WITHIN)}}}"

    def choice(self, text: str, others: tuple[str, ...]) -> str:
        self.last += 1
        ordered = [text, *(other for other in others if other != text)]
        shown = ",".join(escaped(each, CHOSEN) for each in ordered)
        return f"${{{self.last}|{shown}|}}"

    def name(self, text: str) -> str:
        """A name changes everywhere at once."""
        if text in self.named:
            return f"${{{self.named[text]}}}"
        made = self.one(text)
        self.named[text] = self.last
        return made


def escaped(text: str, special: str = r"[$\\]") -> str:
    """A text that a snippet takes as it stands."""
    return re.sub(special, lambda found: "\\" + found[0], text)


def whole(text: str) -> list[str]:
    """An agreement: its declared names and what is not stated are places to fill in."""
    found = list(pieces(text))
    declared = {words for _, category, words in found if category == "declared"}
    stops = _Stops()
    made = []
    for _, category, words in found:
        if category in ("declared", "other") and words in declared:
            made.append(stops.name(words))
        elif category == "answer" and words == "not stated":
            made.append(stops.one(words))
        else:
            made.append(escaped(words))
    return [
        re.sub("^(?:  )+", lambda blanks: "\t" * (len(blanks[0]) // 2), line)
        for line in "".join(made).splitlines()
    ]


def of_block(block: type[Block]) -> list[str]:
    """The example of a block: its head, then each entry on a line of its own."""
    found = [(category, words) for _, category, words in pieces(block.example)]
    stops = _Stops()
    text = "".join(_laid_out(found, stops, _answers(block)))
    return [*text.splitlines()[:-1], text.splitlines()[-1] + "$0"]


def _answers(block: type[Block]) -> Callable[[str], tuple[str, ...]]:
    """The answers to a key of the block, or of one within it; none where it may be something else, too."""
    keys = {name: key for kind in (*block.within, block) for name, key in keys_of(kind).items()}
    return lambda name: keys[name].answers if name in keys and keys[name].form is ANSWER else ()


def _laid_out(
    found: list[tuple[str, str]], stops: _Stops, answers: Callable[[str], tuple[str, ...]]
) -> Iterator[str]:
    depth, at, key = 0, 0, ""
    while at < len(found):
        category, words = found[at]
        at += 1
        if words == "{":
            depth += 1
        elif words == "}":
            depth -= 1
        if category == "":
            opening, closing = at > 1 and found[at - 2][1] == "{", at < len(found) and found[at][1] == "}"
            if depth == 1 and (opening or len(words) >= BETWEEN):
                yield "\n\t"
            elif depth == 1 and closing:
                yield "\n"
            else:
                yield words
        elif words == ":" and depth:
            value, at = _value(found, at)
            yield ": " + (stops.choice(value, answers(key)) if value in answers(key) else stops.one(value))
        elif category in ("declared", "other", "label"):
            yield stops.name(words)
        elif category == "number":
            yield stops.one(words)
        elif category == "string":
            yield f'"{stops.one(words[1:-1])}"'
        else:
            key = words if category == "key" else key
            yield escaped(words)


def _value(found: list[tuple[str, str]], at: int) -> tuple[str, int]:
    """The value behind a colon, and where it is over: before the blanks between entries or the end of the block."""
    value = ""
    at += found[at][0] == ""
    while at < len(found):
        category, words = found[at]
        following = found[at + 1][1] if at + 1 < len(found) else ""
        if category == "" and (len(words) >= BETWEEN or following == "}"):
            break
        value += words
        at += 1
    return value, at
