"""Mends a value by the tables of phrasings: what was meant, proved by reading the mended value.

A proof is what keeps the messages true while the language grows: a line is shown as right only when it can be read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from sladsl.diagnostics.finding import Edit
from sladsl.record import Record
from sladsl.source import SourceText, Span
from sladsl.syntax.phrasings.found import Found, Offer
from sladsl.syntax.phrasings.makers import MAKERS
from sladsl.syntax.phrasings.phrase import Phrase, pattern
from sladsl.syntax.scanner import BAD, QUOTES, STRING, Token, scan
from sladsl.syntax.surroundings import Surroundings

LONGEST = 500
QUOTED = '"' + QUOTES
MOST_TRIALS = 60


class Change(Record):
    """A phrase found in a value, and what stands instead."""

    phrase: Phrase
    span: Span
    written: str
    right: str
    safe: bool
    offered: bool = True
    """Whether `right` can stand there; else the phrase only says what is wrong."""
    groups: tuple[str, ...] = ()
    """What the groups of the phrase found."""
    _unequal = frozenset()


class Mended(Record):
    """What is wrong with a value (the first change) and the value as it should be.

    Not `proved` is the value that cannot be read for other reasons: then only the changes are right, and `completed` is
    the value with what it lacks, where that is known.
    """

    changes: tuple[Change, ...]
    text: str
    proved: bool
    edits: tuple[Edit, ...]
    safe: bool
    completed: str = ""

    @property
    def first(self) -> Change:
        return self.changes[0]


def _mended(text: str, changes: tuple[Change, ...], *, proved: bool, completed: str = "") -> Mended:
    """Without a proof only figures are sure, because they mean the same anywhere."""
    return Mended(
        changes=changes,
        text=changed(text, changes),
        proved=proved,
        edits=tuple(Edit(span=change.span, text=change.right) for change in changes if change.offered),
        safe=all(change.safe and (proved or not change.phrase.forms) for change in changes),
        completed=completed,
    )


def masked(text: str, tokens: list[Token], start: int) -> str:
    """The text with its strings and comments hidden, as long as before: no phrase is found in them."""
    pieces: list[str] = []
    at = start
    for token in tokens:
        pieces.append(" " * (token.start - at))
        closed = len(token.text) > 1 and token.text[-1] in QUOTED
        if closed and (token.kind == STRING or (token.kind == BAD and token.text[0] in QUOTED)):
            pieces.append(token.text[0] + "·" * (len(token.text) - 2) + token.text[-1])
        else:
            pieces.append(token.text)
        at = token.end
    return "".join(pieces)[: len(text)]


def mend(
    text: str,
    mask: str,
    phrases: Sequence[Phrase],
    fits: Callable[[str], bool],
    around: Surroundings,
    endings: Sequence[str] = (),
) -> Mended | None:
    """The value of `text` mended, None where no phrase says what is wrong with it.

    A phrase may be made of others (`max. 4h/month`), so what one reading leaves wrong is read once more. `endings` are
    words that values often lack.
    """
    if len(text) > LONGEST:
        return None
    found = list(_found(text, mask, phrases, around))
    once = _proof(text, found, fits)
    if once is not None:
        return _mended(text, once, proved=True)
    first = tuple(each[0] for each in _apart([each for each in found if each[0].offered]))
    half = changed(text, first)
    completed = ""
    if first and "#" not in text:  # one edit of all must not swallow a comment
        again = list(_found(half, _masked_again(half), phrases, around))
        twice = _proof(half, again, fits)
        if twice is not None:
            whole = changed(half, twice)
            safe = all(change.safe for change in (*first, *twice))
            return Mended(
                changes=first, text=whole, proved=True, edits=(_difference(text, whole),), safe=safe
            )
        best = changed(half, tuple(each[0] for each in _apart([each for each in again if each[0].offered])))
        completed = next(
            (f"{each}{ending}" for each in (half, best) for ending in endings if fits(f"{each}{ending}")), ""
        )
    for alternatives in _apart(found):
        if alternatives[0].phrase.sure:
            return _mended(text, alternatives[:1], proved=False, completed=completed)
    return None


def _proof(
    text: str, found: list[tuple[Change, ...]], fits: Callable[[str], bool]
) -> tuple[Change, ...] | None:
    """The changes with which the text can be read."""
    tried = 0
    for chosen in _sets([each for each in found if each[0].offered]):
        for changes in _variants(chosen):
            tried += 1
            if tried > MOST_TRIALS:
                return None
            if fits(changed(text, changes)):
                return changes
    return None


def _masked_again(text: str) -> str:
    tokens = [token for token in scan(SourceText(text)) if token.kind != "end"]
    mask = masked(text, tokens, 0)
    return mask + " " * (len(text) - len(mask))


def _difference(before: str, after: str) -> Edit:
    """One edit of what is not the same at both ends."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return Edit(span=Span(start=start, end=len(before) - end), text=after[start : len(after) - end])


def _found(
    text: str, mask: str, phrases: Sequence[Phrase], around: Surroundings
) -> Iterator[tuple[Change, ...]]:
    """Each place of each phrase, with what may stand instead."""
    for phrase in phrases:
        for match in pattern(phrase.wrong, phrase.glued).finditer(mask):
            if match.end() == match.start() or "#" in mask[match.start() : match.end()]:
                continue
            found = Found(text, match)
            if "\n" in found.written and "#" in found.written:
                continue  # a comment stands between the words
            changes = tuple(
                Change(
                    phrase=phrase,
                    span=Span(start=match.start(), end=match.end()),
                    written=found.written,
                    right=str(right),
                    safe=phrase.safe and not isinstance(right, Offer),
                    offered=_offers(phrase),
                    groups=tuple(found.groups),
                )
                for right in _rights(phrase, found, around)
                if right != found.written or not _offers(phrase)
            )
            if changes:
                yield changes


def _offers(phrase: Phrase) -> bool:
    return bool(phrase.make or phrase.right)


def _rights(phrase: Phrase, found: Found, around: Surroundings) -> Iterator[str]:
    if phrase.make:
        made = MAKERS[phrase.make](found, around, phrase.word)
        if made is not None:
            yield made
    elif phrase.right:
        for template in phrase.right:
            yield expanded(template, found.groups)
    else:
        yield found.written


def expanded(template: str, groups: Sequence[str]) -> str:
    r"""The template with `\1` for the groups."""
    for number, group in enumerate(groups):
        template = template.replace(f"\\{number}", group)
    return template


def _apart(found: list[tuple[Change, ...]]) -> list[tuple[Change, ...]]:
    """The places that do not overlap: the earlier one, then the longer one, then the one listed first."""
    kept: list[tuple[Change, ...]] = []
    end = 0
    for changes in sorted(found, key=lambda each: (each[0].span.start, -each[0].span.end)):
        if changes[0].span.start >= end:
            kept.append(changes)
            end = changes[0].span.end
    return kept


def _sets(found: list[tuple[Change, ...]]) -> Iterator[tuple[tuple[Change, ...], ...]]:
    """Sets of places that do not overlap, to be tried in turn: as many as possible, then without one of them (and with
    what it stood in the way of), then fewer, at last each alone.
    """
    whole = _apart(found)
    if not whole:
        return
    yield tuple(whole)
    for left_out in whole:
        others = _apart([each for each in found if each is not left_out])
        if others and others != whole:
            yield tuple(others)
    for size in range(len(whole) - 2, 1, -1):
        yield from combinations(whole, size)
    for each in found:
        yield (each,)


def _variants(chosen: tuple[tuple[Change, ...], ...]) -> Iterator[tuple[Change, ...]]:
    yield tuple(alternatives[0] for alternatives in chosen)
    for place, alternatives in enumerate(chosen):
        for alternative in alternatives[1:]:
            yield tuple(alternative if at == place else others[0] for at, others in enumerate(chosen))


def changed(text: str, changes: Sequence[Change]) -> str:
    pieces: list[str] = []
    at = 0
    for change in changes:
        pieces += [text[at : change.span.start], change.right]
        at = change.span.end
    return "".join([*pieces, text[at:]])
