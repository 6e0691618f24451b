"""Mends a value by the tables of phrasings: what was meant, proved by reading the mended value.

A proof is what keeps the messages true while the language grows: a line is shown as right only when it can be read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from sladsl.record import Record
from sladsl.source import Span
from sladsl.syntax.phrasings.found import Found, Offer
from sladsl.syntax.phrasings.makers import MAKERS
from sladsl.syntax.phrasings.phrase import Phrase, pattern
from sladsl.syntax.scanner import BAD, QUOTES, STRING, Token
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
    """What is wrong with a value (the first change) and the value with all changes.

    Not `proved` is the value that cannot be read for other reasons: then only the change itself is right.
    """

    changes: tuple[Change, ...]
    text: str
    proved: bool

    @property
    def first(self) -> Change:
        return self.changes[0]

    @property
    def safe(self) -> bool:
        """Whether writing it can't change what is owed; without a proof only figures are sure, the same anywhere."""
        return all(change.safe and (self.proved or not change.phrase.forms) for change in self.changes)


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
    text: str, mask: str, phrases: Sequence[Phrase], fits: Callable[[str], bool], around: Surroundings
) -> Mended | None:
    """The value of `text` mended, None where no phrase says what is wrong with it."""
    if len(text) > LONGEST:
        return None
    found = list(_found(text, mask, phrases, around))
    offered = [each for each in found if each[0].offered]
    tried = 0
    for chosen in _sets(offered):
        for changes in _variants(chosen):
            tried += 1
            if tried > MOST_TRIALS:
                break
            mended = changed(text, changes)
            if fits(mended):
                return Mended(changes=changes, text=mended, proved=True)
    for alternatives in _apart(found):
        change = alternatives[0]
        if change.phrase.sure:
            mended = changed(text, (change,)) if change.offered else text
            return Mended(changes=(change,), text=mended, proved=False)
    return None


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
