"""Starts and ends of intervals that stand in two columns, and the rows of one thing that add nothing but such intervals.

A ticket with three waits comes from most exports as three rows: all alike, or the later ones empty but for the key and the
wait. Its first row alone would lose two of them, and with them the time that does not count; so the intervals of all its
rows are one list, as if they stood in one cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sladsl.data.lines import Cells
from sladsl.data.text import WHITE
from sladsl.record import Record

JOINED = "joined-row"
CONTINUED = "continued-row"
REPEATED = "duplicate-key"
BETWEEN = "; "

Placed = tuple[int, Cells]
"""The place of a part, and a row of it."""


class Together(Record):
    """By which field rows are known, and which fields of theirs are starts and ends in two columns.

    `continued`: a row with an empty key belongs to the row above it; otherwise nobody says so.
    """

    key: int
    pairs: tuple[int, ...]
    continued: bool = False


def one_interval(texts: Sequence[str]) -> str:
    """The cell of a field from that of its column, or from those with its start and its end."""
    return "/".join(texts) if len(texts) == 1 or any(text.strip(WHITE) for text in texts) else ""


def together(rows: Iterable[Placed], by: Together) -> Iterator[Placed]:
    """The rows, the first of each key with the intervals of all that say the same of everything else, or nothing.

    Those others are left, under the finding `joined-row`. A row that says something else, nothing more, or another end for
    a start that is there already, stays as it is: rules for repeated keys are for it; one that says nothing but that is
    left under the name of these rules. One without a key that says nothing but intervals is left as `continued-row`, unless
    it is said whose it is. Rows have trimmed texts.
    """
    every = list(rows)
    keys = _keys(every, by)
    first: dict[str, int] = {}
    for at, key in enumerate(keys):
        if key and (key not in first or (_bare(every, first[key], by) and not _bare(every, at, by))):
            first[key] = at
    lists: dict[int, dict[int, list[str]]] = {}
    left: dict[int, tuple[str, str]] = {}
    below = _below(every, by)
    for at, (_, (_, texts, _, _)) in enumerate(every):
        if texts is None:
            continue
        bare = _bare(every, at, by)
        if not keys[at]:
            if below[at]:
                left[at] = CONTINUED, BETWEEN.join(texts[place] for place in by.pairs if texts[place])
            continue
        begin = first[keys[at]]
        former = every[begin][1][1]
        if begin == at or former is None or not (bare or _same(texts, former, by.pairs)):
            continue
        if bare and _bare(every, begin, by):
            continue
        own = lists.setdefault(begin, {place: [former[place]] for place in by.pairs})
        more = {place: texts[place] for place in by.pairs if texts[place] and texts[place] not in own[place]}
        if not more or any(_start(text) in map(_start, own[place]) for place, text in more.items()):
            if bare:
                left[at] = REPEATED, keys[at]
            continue
        for place, text in more.items():
            own[place].append(text)
        left[at] = JOINED, f"{keys[at]}: {BETWEEN.join(more.values())}"
    for at, (part, (number, texts, finding, said)) in enumerate(every):
        if at in left:
            yield part, (number, None, *left[at])
        elif texts is not None and at in lists:
            whole = {place: BETWEEN.join(filter(None, own)) for place, own in lists[at].items()}
            yield (
                part,
                (number, tuple(whole.get(place, text) for place, text in enumerate(texts)), finding, said),
            )
        else:
            yield part, (number, texts, finding, said)


def _keys(every: Sequence[Placed], by: Together) -> list[str]:
    """The key of each row; where it is said so, that of the row above for one that has none and says nothing else."""
    found: list[str] = []
    for at, (_, (_, texts, _, _)) in enumerate(every):
        key = _key(texts, by)
        if not key and by.continued and _bare(every, at, by) and at and every[at - 1][0] == every[at][0]:
            key = found[-1]
        found.append(key)
    return found


def _bare(every: Sequence[Placed], at: int, by: Together) -> bool:
    """Whether a row says nothing but intervals, and maybe whose they are."""
    texts = every[at][1][1]
    if texts is None or not any(texts[place] for place in by.pairs):
        return False
    return not any(text for place, text in enumerate(texts) if place != by.key and place not in by.pairs)


def _below(every: Sequence[Placed], by: Together) -> list[bool]:
    """Whether each row is one without a key directly below a row with one, or below others like itself that are."""
    found: list[bool] = []
    above, last = False, (-1, 0)
    for at, (part, (number, texts, _, _)) in enumerate(every):
        own = above and last == (part, number - 1) and _bare(every, at, by) and not _key(texts, by)
        found.append(own)
        above, last = own or bool(_key(texts, by)), (part, number)
    return found


def _key(texts: tuple[str, ...] | None, by: Together) -> str:
    return "" if texts is None else texts[by.key]


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
