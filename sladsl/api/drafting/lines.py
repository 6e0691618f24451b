"""The lines of a draft as they are collected, with the questions that nobody has answered above them."""

from __future__ import annotations

from sladsl.syntax.messages import printable

OPEN = "# open:"
LONGEST_COMMENT = 110


class Lines:
    """Lines of one text, indented by `indentation`."""

    def __init__(self, indentation: str = "") -> None:
        self.found: list[str] = []
        self.indentation = indentation

    def add(self, *lines: str) -> None:
        self.found += [f"{self.indentation}{line}" if line else "" for line in lines]

    def ask(self, question: str, *, inside: bool = False) -> None:
        """A question as a comment, `inside` a block. It may quote a file, so nothing in it can end the line."""
        self.add(f"{'  ' if inside else ''}{OPEN} {printable(question, LONGEST_COMMENT)}")

    def __str__(self) -> str:
        return "\n".join(self.found)
