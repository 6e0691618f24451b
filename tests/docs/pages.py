"""The fenced blocks of the documentation's pages, and the commands in them.

Only what the runner needs of Markdown: fences of any length (a longer one shows a shorter one), indented
ones, and the comment that excuses a block, `<!-- not run: reason -->`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from tests.repo.files import project_files

_FENCE = re.compile(r"^(?P<indent> *)(?P<fence>`{3,}|~{3,}) *(?P<language>[\w{}-]*)")
_EXCUSE = re.compile(r"^ *<!-- *not run: *(?P<reason>\S.*?) *-->\s*$")


@dataclass(frozen=True)
class Block:
    """A fenced block: `line` is the fence's, from 1; `lines` are the contents without the fence's indent."""

    language: str
    line: int
    indent: str
    lines: tuple[str, ...]
    not_run: str | None = None

    @property
    def text(self) -> str:
        return "".join(line + "\n" for line in self.lines)


@dataclass(frozen=True)
class Step:
    """A command and the output shown below it: lines `start` to `end` of the page, from 0, `end` excluded."""

    command: str
    shown: tuple[str, ...]
    start: int
    end: int


def pages() -> list[Path]:
    """README.md and the Markdown files below docs/, relative to the root."""
    return [
        path for path in project_files() if path.suffix == ".md" and path.parts[0] in {"README.md", "docs"}
    ]


def blocks(text: str) -> list[Block]:
    """The fenced blocks of a page, in order; one that is never closed ends with the page."""
    found = []
    lines = text.splitlines()
    reason: str | None = None
    at = 0
    while at < len(lines):
        opening = _FENCE.match(lines[at])
        if opening is None:
            excuse = _EXCUSE.match(lines[at])
            if lines[at].strip():
                reason = excuse["reason"] if excuse else None
            at += 1
            continue
        closing = re.compile(rf"^ *{re.escape(opening['fence'][0])}{{{len(opening['fence'])},}} *$")
        end = at + 1
        while end < len(lines) and not closing.match(lines[end]):
            end += 1
        inside = tuple(line.removeprefix(opening["indent"]) for line in lines[at + 1 : end])
        found.append(Block(opening["language"], at + 1, opening["indent"], inside, reason))
        reason = None
        at = end + 1
    return found


def steps(block: Block) -> list[Step]:
    """The commands of a console block. Blank lines at the end of an output are only there for the eye."""
    found = []
    at = 0
    while at < len(block.lines):
        if not block.lines[at].startswith("$ "):
            raise ValueError(f"line {block.line + 1 + at}: a console block opens with a command, `$ …`")
        command = block.lines[at].removeprefix("$ ")
        at += 1
        while command.endswith("\\") and at < len(block.lines):
            command += "\n" + block.lines[at].removeprefix("> ")
            at += 1
        start = at
        while at < len(block.lines) and not block.lines[at].startswith("$ "):
            at += 1
        end = at
        while end > start and not block.lines[end - 1].strip():
            end -= 1
        found.append(Step(command, block.lines[start:end], block.line + start, block.line + end))
    if not found:
        raise ValueError(f"line {block.line}: a console block without a command")
    return found
