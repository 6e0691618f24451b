"""The places of places.sla: which piece is what, said by carets in comments below its line."""

from __future__ import annotations

import re
from pathlib import Path

from sladsl.record import Record

SAMPLE = Path(__file__).parent / "places.sla"
_SAID = re.compile(r"#(?: <(?P<dashes>-+)|(?P<blanks> +)(?P<carets>\^+)) (?P<category>[a-z ]+)")


class Said(Record):
    """A piece: its line and columns in characters from zero, its category, and the line of the comment."""

    line: int
    start: int
    end: int
    category: str
    comment: int

    @property
    def place(self) -> tuple[int, int]:
        return self.line, self.start


def said(text: str) -> list[Said]:
    """What the comments of a sample say of the nearest line above them that is none of them."""
    found = []
    line = 0
    for number, each in enumerate(text.splitlines()):
        match = _SAID.fullmatch(each)
        if match is None:
            line = number
            continue
        start = len(match["blanks"]) + 1 if match["blanks"] else 0
        length = len(match["carets"] or match["dashes"])
        found.append(
            Said(line=line, start=start, end=start + length, category=match["category"], comment=number)
        )
    return found
