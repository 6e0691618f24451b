"""Where the cursor stands: in which blocks, in which entry, after which of its tokens, and what is half typed there.

Only what stands before the cursor decides, for what follows is often not written yet. Blocks that are closed before it are
stepped over, so the walk costs little in a long text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import Any, Literal

from sladsl.ast.agreements import File
from sladsl.ast.declare import Block, Form, Key, keys_of
from sladsl.diagnostics.suggest import closest
from sladsl.source import SourceText
from sladsl.syntax.outline import Outline
from sladsl.syntax.scanner import BAD, DATE, ENDS, NUMBER, STRING, TIME, WORD, Token, scan

PADDING = [Token("end", "", 0, 0, True, 0)] * ENDS


class Frame:
    """A block around the cursor; `kind` is None where nobody knows it. `start`: the token at which its head begins."""

    __slots__ = ("brace", "indentation", "keys", "kind", "kinds", "plain", "rows", "start")

    def __init__(self, kind: type[Block] | None, start: int, brace: int, indentation: int) -> None:
        self.kind = kind
        self.start = start
        self.brace = brace
        self.indentation = indentation
        self.keys: set[str] = set()
        self.kinds: set[type[Block]] = set()
        self.plain: set[type[Block]] = set()
        """The kinds of those blocks in it whose head is nothing but the words of their kind."""
        self.rows: set[str] = set()


class Item:
    """The entry at whose end the cursor stands; `start`: the first token of its value, cell or sentence."""

    __slots__ = ("form", "head", "key", "kind", "start", "what")

    def __init__(
        self,
        what: Literal["value", "cell", "sentence", "stray"],
        start: int,
        form: Form[Any] | None = None,
        key: Key[Any] | None = None,
        head: tuple[str, ...] = (),
        kind: type[Block] | None = None,
    ) -> None:
        self.what = what
        self.kind = kind
        """Of a sentence."""
        self.start = start
        self.form = form
        self.key = key
        self.head = head
        """The words before the colon of a row."""


class Place:
    """The text with the cursor in it. `tokens` stand before the cursor, without what is half typed; `after` behind it."""

    def __init__(self, source: SourceText, offset: int, every: list[Token], index: int, start: int) -> None:
        self.source = source
        self.offset = offset
        self.every = every
        self.size = index
        self.start = start
        """Where what is half typed begins: the cursor itself when nothing is."""
        self.tokens = every[:index] + PADDING
        self.outline = Outline(self.tokens)
        self.partial = source.text[start:offset]
        self.next = bisect_left(every, offset, key=lambda token: token.start)
        """The first token that begins at the cursor or behind it."""
        last = every[self.next - 1] if self.next else None
        inside = last is not None and last.start >= start and last.end > offset
        self.end = last.end if inside and last is not None else offset
        self.closes, balance = _braces(every)
        self.lacking = balance > 0
        self.surplus = balance < 0
        self.frames = [Frame(File, -1, -1, -1)]
        self.item: Item | None = None

    def with_used(self, used: tuple[SourceText, ...]) -> tuple[list[Token], dict[int, int]]:
        """The tokens of the text and behind them those of the files that it uses, and where their braces close."""
        if not used:
            return self.every, self.closes
        tokens = [*self.every, *(token for each in used for token in _scanned(each.text))]
        return tokens, _braces(tokens)[0]

    @property
    def frame(self) -> Frame:
        return self.frames[-1]

    @property
    def on_new_line(self) -> bool:
        """Whether nothing stands before what is typed on its line."""
        line = self.source.text.rfind("\n", 0, self.start) + 1
        return not self.source.text[line : self.start].strip()


def _braces(tokens: list[Token]) -> tuple[dict[int, int], int]:
    """The closing brace of each opening one that has one, and how many more open than close."""
    found: dict[int, int] = {}
    waiting: list[int] = []
    balance = 0
    for at, token in enumerate(tokens):
        if token.text == "{":
            waiting.append(at)
            balance += 1
        elif token.text == "}":
            balance -= 1
            if waiting:
                found[waiting.pop()] = at
    return found, balance


@lru_cache(maxsize=8)
def _scanned(text: str) -> list[Token]:
    """The tokens of a text: the same one is asked again and again, and nobody changes them."""
    return scan(SourceText(text))


def place(source: SourceText, offset: int) -> Place | None:
    """The place of an offset; None inside texts and comments and where nothing sensible is half typed."""
    text = source.text
    every = _scanned(text)
    index = bisect_right(every, offset, hi=len(every) - ENDS, key=lambda token: token.end)
    start = offset
    around = every[index]
    if around.kind != "end" and around.start < offset:
        if around.kind in (STRING, BAD):
            return None
        start = around.start
    elif index and every[index - 1].end == offset:
        last = every[index - 1]
        if last.kind in (WORD, NUMBER, DATE, TIME):
            index, start = index - 1, last.start
        elif last.text in (".", "'") and index > 1 and every[index - 2].end == last.start:
            index, start = index - 2, every[index - 2].start
        elif last.kind == BAD:
            return None
    if _unclosed(every, index, text, start) or _commented(every, index, text, start):
        return None
    found = Place(source, offset, every, index, start)
    _walk(found, found.outline)
    return found


def _commented(every: list[Token], index: int, text: str, start: int) -> bool:
    gap = text[every[index - 1].end if index else 0 : start]
    return "#" in gap[gap.rfind("\n") + 1 :]


def _unclosed(every: list[Token], index: int, text: str, start: int) -> bool:
    """Whether a text without its closing quote begins before, on the same line."""
    line = text.rfind("\n", 0, start)
    while index and every[index - 1].end > line:
        index -= 1
        if every[index].kind == BAD and every[index].text.startswith('"'):
            return True
    return False


# ---- the walk


def _walk(place: Place, outline: Outline) -> None:
    tokens, size = place.tokens, place.size
    at = 0
    while at < size:
        token = tokens[at]
        if place.lacking and token.first and _leave(place, token.indentation, token.text == "}"):
            continue
        if token.text == "}":
            if place.surplus and token.indentation > place.frame.indentation >= 0:
                place.surplus = False  # one too many: it stands further in than what it would close
            elif len(place.frames) > 1:
                place.frames.pop()
            place.item = None
            at += 1
        elif place.frame.kind is None:
            if token.text == "{":
                place.frames.append(Frame(None, at, at, token.indentation))
            at += 1
        else:
            at = _item(place, outline, at, place.frame.kind)
    if not place.on_new_line:
        return
    column = place.start - place.source.text.rfind("\n", 0, place.start) - 1
    if place.lacking and place.partial:
        _leave(place, column, False, least=1)
    _into_unbraced(place, outline, column)


def _into_unbraced(place: Place, outline: Outline, column: int) -> None:
    """Into a block whose brace is missing: its head stands right before, and the cursor further in."""
    item, kind = place.item, place.frame.kind
    if item is None or item.what != "stray" or kind is None:
        return
    opened = outline.kind_words(item.start, kind)
    head = place.tokens[item.start]
    if opened is not None and column > head.indentation and outline.shaped(*opened, place.size):
        place.item = None
        place.frames.append(Frame(opened[0], item.start, place.size - 1, head.indentation))


def _leave(place: Place, column: int, brace: bool, least: int = 0) -> bool:
    """Leaves the blocks that a line at this column cannot belong to, in a text that lacks a closing brace."""
    left = False
    while len(place.frames) > 1 and place.frame.indentation >= least:
        inner = place.frame.indentation
        if not (column < inner if brace else column <= inner):
            break
        place.frames.pop()
        place.item = None
        left = True
    return left


def _item(place: Place, outline: Outline, at: int, kind: type[Block]) -> int:
    """Steps over what begins at a token; gives the token after it, or into the block that begins."""
    frame = place.frame
    key = outline.key(at, kind) or _half_open(place, outline, at, kind)
    if key is not None:
        frame.keys.add(key[0].name)
        place.item = Item("value", key[1], key[0].form, key[0])
        return _value(place, outline, key[1], kind)
    colon = outline.row(at, kind)
    if colon and colon < place.size and kind.rows is not None:
        head = tuple(token.text for token in place.tokens[at:colon])
        frame.rows.add(" ".join(head))
        place.item = Item("cell", colon + 1, kind.rows.cell, head=head)
        return _value(place, outline, colon + 1, kind)
    block = outline.block(at, kind)
    if block is not None:
        return _block(place, at, block[0], block[2])
    sentence = outline.verb(at, kind)
    if sentence is not None and sentence[1] <= place.size:
        frame.kinds.add(sentence[0])
        place.item = Item("sentence", at, sentence[0].head_form, kind=sentence[0])
        return _sentence(place, outline, at, sentence[1], sentence[0], kind)
    return _stray(place, outline, at, kind)


def _half_open(place: Place, outline: Outline, at: int, kind: type[Block]) -> tuple[Key[Any], int] | None:
    """A key that can only be `not stated`, of which not both words are written yet."""
    key = outline.key_words(at, kind)
    if key is None or not key[0].only_open or place.tokens[key[1]].text != ":":
        return None
    said = [token.text for token in place.tokens[key[1] + 1 : place.size]]
    return (key[0], key[1] + 1) if said in ([], ["not"]) else None


def _block(place: Place, at: int, kind: type[Block], brace: int) -> int:
    """Into a block; over it, when it is closed before the cursor where one would expect it."""
    place.frame.kinds.add(kind)
    if brace == at + len(kind.kind.split()):
        place.frame.plain.add(kind)
    place.item = None
    closing = place.closes.get(brace, place.size)
    if closing < place.size and place.tokens[closing].indentation == place.tokens[at].indentation:
        return closing + 1
    place.frames.append(Frame(kind, at, brace, place.tokens[at].indentation))
    return brace + 1


def _value(place: Place, outline: Outline, at: int, kind: type[Block]) -> int:
    tokens, start = place.tokens, at
    while at < place.size and tokens[at].text != "}" and not outline.starts(at, kind):
        if tokens[at].text == "{":
            return _unknown(place, at, kind, start)
        if place.lacking and tokens[at].first and _outside(place, at):
            break
        at += 1
    return at


def _outside(place: Place, at: int) -> bool:
    return len(place.frames) > 1 and place.tokens[at].indentation <= place.frame.indentation


def _sentence(
    place: Place, outline: Outline, start: int, at: int, sentence: type[Block], kind: type[Block]
) -> int:
    tokens = place.tokens
    while at < place.size and tokens[at].text != "}" and not outline.ends_sentence(at, kind):
        if tokens[at].text == "{":
            if keys_of(sentence):
                return _block(place, start, sentence, at)
            return _unknown(place, at, kind, start)
        if place.lacking and tokens[at].first and _outside(place, at):
            break
        at += 1
    return at


def _stray(place: Place, outline: Outline, at: int, kind: type[Block]) -> int:
    """Over a word that begins nothing; into a block whose brace is missing or whose kind is misspelt."""
    tokens = place.tokens
    if tokens[at].text == "{":
        start = place.item.start if place.item is not None else at
        return _unknown(place, at, kind, start)
    opened = outline.kind_words(at, kind)
    if opened is not None and tokens[opened[1]].text != ":":
        child, end = opened
        while end < place.size and not tokens[end].first:
            end += 1
        inner = end < place.size and tokens[end].indentation > tokens[at].indentation
        if inner and outline.shaped(child, opened[1], end) and outline.begins(end, child):
            place.item = None
            place.frame.kinds.add(child)
            place.frames.append(Frame(child, at, end - 1, tokens[at].indentation))
            return end
    if place.item is None or place.item.what != "stray" or tokens[at].first:
        place.item = Item("stray", at)
    return at + 1


def _unknown(place: Place, brace: int, kind: type[Block], least: int) -> int:
    """Into a block that nobody knows, or whose kind is misspelt."""
    tokens = place.tokens
    start = brace
    while start > least and brace - start < 3 and tokens[start - 1].kind in (WORD, STRING):
        start -= 1
        if tokens[start].first:
            break
    found: type[Block] | None = None
    kinds = tuple(child.kind for child in kind.within if child.head != "sentence")
    for position in range(start, brace):
        near = _meant(tokens[position].text, kinds)
        if near:
            start = position
            found = next(child for child in kind.within if child.kind == near)
            break
    place.frames.append(Frame(found, start, brace, tokens[start].indentation))
    place.item = None
    return brace + 1


@lru_cache(maxsize=1_000)
def _meant(word: str, kinds: tuple[str, ...]) -> str:
    return closest(word, kinds) if word[:1].islower() else ""
