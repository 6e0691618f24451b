"""What may begin between the entries of a block: keys, rows, sentences, and blocks within it."""

from __future__ import annotations

from typing import Any

from sladsl.ast.agreements import Agreement, File
from sladsl.ast.declare import Block, Key, keys_of
from sladsl.source import SourceText
from sladsl.syntax.completion.families import Scope, named
from sladsl.syntax.completion.heads import head
from sladsl.syntax.completion.names import Names
from sladsl.syntax.completion.place import Place
from sladsl.syntax.completion.proposal import Proposals, Typed, chosen, filled, literal
from sladsl.syntax.completion.values import propose
from sladsl.syntax.completion.wanted import Wanted, complete, typed
from sladsl.syntax.completion.words import MEANINGS
from sladsl.syntax.drive import tables
from sladsl.syntax.expected import expected
from sladsl.syntax.outline import Outline
from sladsl.syntax.scanner import NUMBER, STRING, WORD, Token, scan


def entries(place: Place, names: Names, start: int) -> Proposals:
    """What may begin at token `start`, of which the tokens from there to the cursor are written already."""
    kind = place.frame.kind
    found = Proposals()
    if kind is None:
        return found
    now = typed(place, place.size - start)
    used, kinds, alone = _used(place, kind)
    promised = [child for child in kind.within if child.head == "sentence" and not keys_of(child)]
    granted = [child for child in kind.within if child.head == "sentence" and keys_of(child)]
    language = place.outline.key_words(start, kind) or place.outline.kind_words(start, kind)
    if not language:  # nobody's name
        for child in promised:
            if child not in kinds:
                _sentence(place, names, child, start, found)
    if kind.rows is not None:
        _row(place, names, kind, start, found)
    if kind is not File:
        _keys(place, kind, used, now, found)
    for child in kind.within:
        if child.head != "sentence" and child not in alone:
            found.add(now, child.kind, "block", child.meaning, child.example, _skeleton(child))
    if kind is File:
        _keys(place, kind, used, now, found)
    if not language:
        for child in [*(each for each in promised if each in kinds), *granted]:
            _sentence(place, names, child, start, found)
    if start < place.size:
        _written(place, names, kind, start, found)
    return found


def body(place: Place, sentence: type[Block], found: Proposals) -> None:
    """The brace behind a sentence that can have a body."""
    if keys_of(sentence) and place.every[place.next].text != "{":
        found.add(typed(place), "{", "keyword", "what belongs to the sentence stands in braces")


def begun_here(place: Place, start: int) -> bool:
    """Whether a key or the head of a block begins at a token and goes on to the cursor, whether or not more fits."""
    kind = place.frame.kind
    if kind is None:
        return False
    key, block = place.outline.key_words(start, kind), place.outline.kind_words(start, kind)
    if block is not None:
        head = place.tokens[block[1] : place.size]
        return all(token.kind in (WORD, STRING, NUMBER) or token.text == "," for token in head)
    return key is not None and key[1] == place.size


def _keys(place: Place, kind: type[Block], used: set[str], now: Typed, found: Proposals) -> None:
    for key in sorted(keys_of(kind).values(), key=lambda each: not each.required):
        if key.many or key.name not in used:
            _key(place, key, now, found)


def _key(place: Place, key: Key[Any], now: Typed, found: Proposals) -> None:
    colon = place.every[place.next].text == ":"
    text = key.name if colon else f"{key.name}:"
    found.add(now, text, "key", key.meaning, key.example, "" if colon else snippet_of(key))


def snippet_of(key: Key[Any]) -> str:
    """`key: ` with a place for its value: its answers to choose from, or a sample."""
    if key.form.direct == "answer":
        return f"{key.name}: {chosen(1, (*key.answers, *(('not stated',) if key.open else ())))}"
    return f"{key.name}: {filled(1, key.example.partition(': ')[2])}"


def _skeleton(kind: type[Block]) -> str:
    """A block with places for what its head says."""
    parts = [kind.kind]
    if kind.head.startswith("name"):
        parts.append(filled(1, "Name"))
    for link in ("for", "by"):
        if link in kind.head.split():
            parts += [link, filled(2, "Name")]
    if kind.head == "title":
        parts.append(filled(1, '"…"'))
    if kind.head == "rule":
        parts.append(filled(1, "…"))
    return " ".join([*parts, "{\n  $0\n}"])


def _written(place: Place, names: Names, kind: type[Block], start: int, found: Proposals) -> None:
    """What goes on from whole words: the colon of a key, the head of a block."""
    outline = place.outline
    key = outline.key_words(start, kind)
    if key is not None and key[1] == place.size and not place.partial:
        found.add(typed(place), ":", "keyword", key[0].meaning, key[0].example)
    block = outline.kind_words(start, kind)
    if block is not None and block[1] <= place.size:
        found.extend(head(place, names, block[0], start, block[1]).all())


def _sentence(place: Place, names: Names, kind: type[Block], start: int, found: Proposals) -> None:
    form = kind.head_form
    if form is None:
        return
    if start < place.size:
        wanted = Wanted(form, start)
        found.extend(propose(place, names, wanted).all())
        if complete(wanted, place.tokens[start : place.size]):
            body(place, kind, found)
        return
    now = typed(place)
    family = (form.names or {}).get("", "")
    actors = [name for name, _ in named(family, Scope(place, names, []))] or [kind.example.split()[0]]
    state = expected(form.rule, [])
    known = tables()
    if state is None or known is None:
        return
    actors += [" ".join(known.phrases[name]) for name in state.terminals if name in known.phrases]
    for actor in actors:
        for verb in kind.verbs:
            text = f"{actor} {verb}"
            meaning = MEANINGS.get(verb, kind.meaning)
            found.add(now, text, "sentence", meaning, kind.example, f"{literal(text)} $0")


def _row(place: Place, names: Names, kind: type[Block], start: int, found: Proposals) -> None:
    rows = kind.rows
    assert rows is not None
    fresh = start == place.size
    sample = ""
    if fresh:
        first = _first_row(kind)
        sample = rows.head.example if first in place.frame.rows else first
    wanted = Wanted(rows.head, start, family=rows.names, sample=sample, kind="row" if fresh else None)
    written = place.tokens[start : place.size]
    for each in propose(place, names, wanted).all():
        if not fresh:
            found.extend([each])
        elif each.text not in place.frame.rows and each.text not in (",", "("):
            snippet = f"{literal(each.text)}: {filled(1, rows.cell.example)}" if each.text == sample else ""
            found.add(typed(place), each.text, "row", rows.meaning, kind.example, snippet)
    if not fresh and complete(wanted, written) and not place.partial and place.every[place.next].text != ":":
        found.add(typed(place), ":", "keyword", rows.meaning, kind.example)


def _first_row(kind: type[Block]) -> str:
    """What stands before the colon of the first row in the block's own example."""
    tokens = scan(SourceText(kind.example))
    outline = Outline(tokens)
    for at, token in enumerate(tokens):
        if at and token.kind != "end" and outline.key(at, kind) is None:
            colon = outline.row(at, kind)
            if colon:
                return kind.example[token.start : tokens[colon - 1].end]
    return ""


def _used(place: Place, kind: type[Block]) -> tuple[set[str], set[type[Block]], set[type[Block]]]:
    """Keys and kinds of blocks that the block has, before the cursor and after it; and the kinds of which it has its one.

    What begins at the cursor itself is being written, and does not count.
    """
    keys, kinds, plain = set(place.frame.keys), set(place.frame.kinds), set(place.frame.plain)
    tokens = place.every
    outline = Outline(tokens)
    depth = 0
    at = place.next
    end = place.closes.get(place.frame.brace, len(tokens)) if place.frame.brace >= 0 else len(tokens)
    if at < end and tokens[at].start == place.offset:
        at += 1
    while at < end and tokens[at].kind != "end":
        token: Token = tokens[at]
        if token.text == "{":
            depth += 1
        elif token.text == "}":
            depth -= 1
            if depth < 0:
                break
        elif depth == 0 and token.kind == WORD:
            key = outline.key(at, kind)
            if key is not None:
                keys.add(key[0].name)
                at = key[1]
                continue
            child = outline.kind_words(at, kind)
            if child is not None and tokens[child[1]].text == "{":
                kinds.add(child[0])
                plain.add(child[0])
        at += 1
    # In an agreement a block `for` something lacks it; inside another block it is for that one.
    once = ("nothing",) if issubclass(kind, Agreement) else ("nothing", "for names")
    return keys, kinds, {each for each in plain if each.head in once}
