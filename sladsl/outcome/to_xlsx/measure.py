"""How many lines a text takes in a column, by the widths of letters: programs do not fit rows when they open a file."""

from __future__ import annotations

_DIGIT = 7.0
"""Pixels of the digit that the width of a column is counted in."""
_EM = 13.4
"""Pixels of the height of the letters in cells."""
_INSET = 14
_NARROW, _WIDE = frozenset("iIjlftr.,;:'|!()[]{}\"`-/ "), frozenset("mwMWQO%@&€→")


def lines_of(text: str, width: int) -> int:
    """The lines of a text, wrapped at its blanks, in a column of `width` characters."""
    room = max(width * _DIGIT - _INSET, _EM)
    lines = 0
    for part in text.split("\n"):
        lines += 1
        used = 0.0
        for word in part.split(" "):
            length = _length(word)
            if used and used + _length(" ") + length > room:
                lines, used = lines + 1, 0.0
            used += length + (_length(" ") if used else 0)
            while used > room:  # a word that is longer than the line
                lines, used = lines + 1, used - room
    return lines


def _length(text: str) -> float:
    return sum(_EM * (0.28 if each in _NARROW else 0.82 if each in _WIDE else 0.5) for each in text)
