"""Source text and places in it; the only room that turns offsets into lines and columns."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from typing import TypeVar

from sladsl.record import Record, replace

T = TypeVar("T")


class Span(Record):
    """A half-open range of characters `[start, end)` of one source text."""

    start: int
    end: int

    def to(self, other: Span) -> Span:
        """The smallest span that holds both."""
        return Span(start=min(self.start, other.start), end=max(self.end, other.end))


NOWHERE = Span(start=0, end=0)


def respanned(value: T, to: Callable[[Span], Span]) -> T:
    """The same record, or tuple of records, at another place: each span in it is what `to` makes of it."""
    if isinstance(value, Span):
        return to(value)  # type: ignore[return-value]
    if isinstance(value, Record):
        changed = {
            name: made
            for name, field in value.__iter_fields__()
            if (made := respanned(field, to)) is not field
        }
        return replace(value, **changed) if changed else value
    if isinstance(value, tuple):
        items = tuple(respanned(each, to) for each in value)
        return items if any(new is not old for new, old in zip(items, value, strict=True)) else value  # type: ignore[return-value]
    return value


class SourceText:
    """The text of a file, and of the files that it uses behind it.

    Positions are counted in characters, lines and columns from one.
    """

    __slots__ = ("_starts", "parts", "path", "text")

    def __init__(
        self, text: str, path: str = "agreement.sla", parts: tuple[tuple[int, SourceText], ...] = ()
    ) -> None:
        self.text = text
        self.path = path
        self.parts = parts
        """Where the texts of several files begin in the whole; () of one file."""
        self._starts: list[int] | None = None

    def followed_by(self, other: SourceText) -> tuple[int, SourceText]:
        """The text with another file behind it, and where that begins."""
        base = len(self.text) + 1
        parts = self.parts or ((0, SourceText(self.text, self.path)),)
        return base, SourceText(f"{self.text}\n{other.text}", self.path, (*parts, (base, other)))

    def part(self, offset: int) -> tuple[int, SourceText]:
        """The file in which an offset lies, and where its text begins in the whole."""
        for base, part in reversed(self.parts):
            if offset >= base:
                return base, part
        return 0, self

    @property
    def line_starts(self) -> list[int]:
        """Offsets at which the lines begin."""
        if self._starts is None:
            starts = [0]
            position = self.text.find("\n")
            while position >= 0:
                starts.append(position + 1)
                position = self.text.find("\n", position + 1)
            self._starts = starts
        return self._starts

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset in its file, both counted from one."""
        if self.parts:
            base, part = self.part(offset)
            return part.place(offset - base)
        starts = self.line_starts
        line = bisect_right(starts, min(offset, len(self.text)))
        return line, offset - starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a line (counted from one) without its end."""
        starts = self.line_starts
        start = starts[number - 1]
        end = starts[number] - 1 if number < len(starts) else len(self.text)
        return self.text[start:end].rstrip("\r")

    def __getitem__(self, span: Span) -> str:
        return self.text[span.start : span.end]
