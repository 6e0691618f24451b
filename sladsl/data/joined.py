"""Starts and ends of intervals that stand in two columns, and the rows of one thing that differ in nothing else.

A ticket with three waits comes from most exports as three rows. Its first row alone would lose two of them, and with them
the time that does not count; so the intervals of all its rows are one list, as if they stood in one cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sladsl.data.lines import Cells
from sladsl.data.text import WHITE
from sladsl.record import Record

JOINED = "joined-row"
BETWEEN = "; "

Placed = tuple[int, Cells]
"""The place of a part, and a row of it."""


class Together(Record):
    """By which field rows are known, and which fields of theirs are starts and ends in two columns."""

    key: int
    pairs: tuple[int, ...]


def one_interval(texts: Sequence[str]) -> str:
    """The cell of a field from that of its column, or from those with its start and its end."""
    return "/".join(texts) if len(texts) == 1 or any(text.strip(WHITE) for text in texts) else ""


def together(rows: Iterable[Placed], by: Together) -> Iterator[Placed]:
    """The rows, the first of each key with the intervals of all that say the same of everything else.

    Those others are left, under the finding `joined-row`; a row that says something else, nothing more, or another end for
    a start that is there already, stays as it is: rules for repeated keys are for it. Rows have trimmed texts.
    """
    every = list(rows)
    first: dict[str, int] = {}
    lists: dict[int, dict[int, list[str]]] = {}
    left: dict[int, str] = {}
    for at, (_, (_, texts, _, _)) in enumerate(every):
        if texts is None or not texts[by.key]:
            continue
        begin = first.setdefault(texts[by.key], at)
        former = every[begin][1][1]
        if begin == at or former is None or not _same(texts, former, by.pairs):
            continue
        own = lists.setdefault(begin, {place: [former[place]] for place in by.pairs})
        more = {place: texts[place] for place in by.pairs if texts[place] and texts[place] not in own[place]}
        if not more or any(_start(text) in map(_start, own[place]) for place, text in more.items()):
            continue
        for place, text in more.items():
            own[place].append(text)
        left[at] = f"{texts[by.key]}: {BETWEEN.join(more.values())}"
    for at, (part, (number, texts, finding, said)) in enumerate(every):
        if at in left:
            yield part, (number, None, JOINED, left[at])
        elif texts is not None and at in lists:
            whole = {place: BETWEEN.join(filter(None, own)) for place, own in lists[at].items()}
            yield part, (number, tuple(whole.get(place, text) for place, text in enumerate(texts)), "", "")
        else:
            yield part, (number, texts, finding, said)


def _same(texts: tuple[str, ...], former: tuple[str, ...], pairs: tuple[int, ...]) -> bool:
    return all(
        text == other
        for place, (text, other) in enumerate(zip(texts, former, strict=True))
        if place not in pairs
    )


def _start(text: str) -> str:
    """What is written before the end; days may have slashes, too, so it is the first half of them."""
    if text.endswith("/"):
        return text[:-1].strip(WHITE)
    pieces = text.split("/")
    return "/".join(pieces[: (len(pieces) + 1) // 2]).strip(WHITE)
