"""How many columns of a terminal a text takes, and what of it can be shown without harm.

An agreement comes from elsewhere: control characters in it could move the cursor or reorder the line, so none
is printed as it is.
"""

from __future__ import annotations

TAB = 4


def printable(text: str) -> str:
    """The text on one line: tabs as blanks to the next column of four, other control characters as `�`."""
    if text.isascii() and text.isprintable():
        return text
    shown: list[str] = []
    column = 0
    for character in text:
        if character == "\t":
            blanks = TAB - column % TAB
            shown.append(" " * blanks)
            column += blanks
            continue
        if _category(character)[0] == "C":
            character = "�"
        shown.append(character)
        column += width(character)
    return "".join(shown)


def width(text: str) -> int:
    """Columns of a printable text: two for wide characters of East Asia and pictures, none for accents."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(
        0 if combining(each) or _category(each) == "Mn" else 2 if east_asian_width(each) in "WF" else 1
        for each in text
    )


def cut(text: str, start: int, end: int, most: int) -> tuple[str, int, int]:
    """At most `most` columns of a printable text around the characters `[start, end)`.

    Returns the piece, with `…` where something is left out, and the columns at which the characters start and
    end in it.
    """
    if width(text) <= most:
        return text, width(text[:start]), width(text[:end])
    left = max(0, start)
    lead = 0
    # Words before the marked place say what it belongs to; the place itself is more important.
    before_it = max(min(most // 3, most - 2 - width(text[start:end])), 0)
    while left > 0 and lead + width(text[left - 1]) <= before_it:
        left -= 1
        lead += width(text[left])
    right, used = left, 0
    room = most - (1 if left else 0) - 1
    while right < len(text) and used + width(text[right]) <= room:
        used += width(text[right])
        right += 1
    piece = ("…" if left else "") + text[left:right] + ("…" if right < len(text) else "")
    before = 1 if left else 0
    first = before + width(text[left:start])
    last = before + width(text[left : min(end, right)])
    return piece, first, max(last, first + 1)


def wrap(text: str, most: int) -> list[str]:
    """Lines of at most `most` columns, broken at blanks; a word that is longer stands alone."""
    lines: list[str] = []
    for word in text.split():
        if lines and width(lines[-1]) + 1 + width(word) <= most:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines


def _category(character: str) -> str:
    from unicodedata import category

    return category(character)
