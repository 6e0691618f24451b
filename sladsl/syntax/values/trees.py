"""From a tree of lark to a written value: places, numbers, and which reader takes which node.

The readers of a family stand in the module of that family; the table that joins them is in the package.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sladsl.ast import values as v
from sladsl.source import Span
from sladsl.values.number import Number, parse_number

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
COMPARATORS: dict[str, v.Comparator] = {
    "at_least": "at least",
    "at_most": "at most",
    "above": "above",
    "below": "below",
    "exactly": "exactly",
}
READERS: dict[str, Callable[[Any], Any]] = {}


class Unreadable(Exception):
    """A value that the grammar accepts and that means nothing (`25:00`); carries the words of the finding."""

    def __init__(self, message: str, hint: str, span: Span) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.span = span


def read(tree: Any) -> Any:
    """The written value of a parse tree; a token alone is a name."""
    data = getattr(tree, "data", None)
    if data is None:
        return v.Name(text=str(tree), span=span_of(tree))
    return READERS[str(data)](tree)


def read_all(tree: Any) -> list[Any]:
    return [read(child) for child in tree.children]


def kind_of(tree: Any) -> str:
    """The rule or alias that made the tree."""
    return str(tree.data)


def span_of(tree: Any) -> Span:
    """Where a tree or token stands in the text that was parsed."""
    place = getattr(tree, "meta", tree)
    if getattr(place, "empty", False):
        return Span(start=0, end=0)
    return Span(start=place.start_pos, end=place.end_pos)


def number(token: Any) -> Number:
    found = parse_number(str(token).rstrip("%stndrh").rstrip())
    if found is None:
        text = str(token)
        if "__" in text or "_." in text or text.rstrip("% ").endswith("_"):
            raise Unreadable(
                f"`{text}` has an underscore that no digit follows.", "Write `12_000`.", span_of(token)
            )
        raise Unreadable("This number has more than 40 digits.", "Write a shorter one.", span_of(token))
    return found


def period_word(token: Any) -> Any:
    """The words of a period, one blank apart."""
    return " ".join(str(token).split())


def unquote(text: str) -> str:
    """The words of a text without quotes; long texts lose the indentation that all their lines share."""
    if not text.startswith('"""'):
        inside = text[1:-1]
        if "\\" not in inside:
            return inside
        return inside.replace('\\"', '"').replace("\\\\", "\\")
    from textwrap import dedent

    inside = text[3:-3].replace("\r\n", "\n").replace("\r", "\n")
    first, _, rest = inside.partition("\n")
    lines = dedent(rest) if rest else ""
    return (first.strip() + ("\n" + lines if lines.strip() else "")).strip()
