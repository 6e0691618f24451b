"""Keys, rows and blocks whose name was left out or cut short: `key: number : Support`, `counts { holds: samples }`.

What stands around them tells what is missing: a value ends where it can be read, and what a block holds says of which
kind it is. Nothing is reported against a guess that its contents do not bear out.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sladsl.ast.agreements import File
from sladsl.ast.declare import Block, Form, Key, keys_of
from sladsl.diagnostics.finding import Edit, Finding, Fix
from sladsl.diagnostics.suggest import listing
from sladsl.record import replace
from sladsl.source import Span
from sladsl.syntax import guesses, key_messages, messages
from sladsl.syntax.forms import fits
from sladsl.syntax.keyless import Keyless
from sladsl.syntax.outline import LONGEST_KEY
from sladsl.syntax.scanner import NUMBER, WORD, Token, is_name
from sladsl.syntax.wrong import Place

if TYPE_CHECKING:
    from sladsl.syntax.build import Builder, Items
    from sladsl.syntax.recovery import Recovery

LONGEST_VALUE = 60
SIGNS_OF_KEYS = ("=", ":=", "=>", "→")
MOST_MARKS = 40
LITTLE = ("of", "by", "into", "then", "first", "from", "as")
"""Keys that are everyday words: without a colon they begin a key only where blanks set them off."""
LONGEST_BODY = 600


def cut_short(text: str, keys: tuple[str, ...]) -> str:
    """The only key of which these words are all but one, `fee leaves`, or in which one stands twice."""
    words = text.split()
    once = " ".join(word for at, word in enumerate(words) if not at or word != words[at - 1])
    if once != " ".join(words) and once in keys:
        return once
    found = [key for key in keys if len(words) > 1 and lacks_one(words, key.split())]
    return found[0] if len(found) == 1 else ""


def lacks_one(words: list[str], whole: list[str]) -> bool:
    """Whether the words are the whole but for one."""
    return len(whole) == len(words) + 1 and any(
        whole[:place] + whole[place + 1 :] == words for place in range(len(whole))
    )


@lru_cache(maxsize=10_000)
def _fits(key: Key[Any] | None, form: Form[Any], text: str) -> bool:
    """The same values stand after the same keys again and again (`holds: samples`)."""
    return fits(key, form, text)


class Unnamed:
    """What a builder asks where a name is missing."""

    def __init__(self, builder: Builder, recovery: Recovery) -> None:
        self.builder = builder
        self.recovery = recovery
        self.tokens = builder.tokens
        self.outline = builder.outline
        self.keyless = Keyless(builder)

    # ---- where a value ends

    def value(
        self, key: Key[Any] | None, form: Form[Any], tokens: list[Token], after: int, kind: type[Block]
    ) -> list[Token]:
        """The tokens of a value; before words that begin nothing it ends where it can be read.

        In `fee leaves out: nothing   base and credits: …` the words `base and` belong to no answer.
        """
        stop = self.builder.at
        if form.rule in ("columns", "cells") and self._piped(form, tokens):
            return tokens  # a sign between them that is none of the language is told as that
        cut = self._key_inside(key, form, tokens, after, kind)
        if cut:
            self.builder.at = cut
            return self.tokens[after:cut]
        cut = self.keyless.head_of_next(tokens, stop, kind, lambda words: self._fits(key, form, words))
        if cut:
            self.builder.at = cut
            return self.tokens[after:cut]
        if stop - after > LONGEST_VALUE or (self.tokens[stop].first and self.tokens[stop].text != ":"):
            return tokens
        end = self._mark(after, stop)
        if not end or self._fits(key, form, tokens):
            return tokens
        if form.rule == "field_kind" and self.builder.values.repaired(key, form, tokens):
            return tokens  # `Waiting for parts, Closed`: values of several words
        known = self.outline.begins(stop, kind) and not self._mere_label(stop, end, kind)
        if self.outline.key(stop, kind) is not None:
            end = stop  # what follows is known, and no part of this value
        for at in range(end, max(after, end - LONGEST_KEY - 1), -1):
            if at < end and self.tokens[at + 1].first:
                break
            if self._fits(key, form, self.tokens[after:at]):
                words = " ".join(token.text for token in self.tokens[at:end])
                if at < stop and self._blanks(at) < self._blanks(stop):
                    break  # `clock: business hours   controlled by: Nimbus`
                if (
                    known and not cut_short(words, tuple(keys_of(kind))) and words not in guesses.all_keys()
                ):  # `time zone` in a calendar
                    break
                self.builder.at = at
                return self.tokens[after:at]
        return tokens

    def _blanks(self, at: int) -> int:
        """How far a token stands from the one before it."""
        return self.tokens[at].start - self.tokens[at - 1].end

    def _piped(self, form: Form[Any], tokens: list[Token]) -> bool:
        from sladsl.syntax.separators import piped

        source = self.builder.source
        return piped(source, form.rule, tokens, "", lambda piece: self._fits(None, form, piece)) is not None

    def labelled(self, kind: type[Block], key: Key[Any], at: int) -> bool:
        """Whether a name with a colon behind it stands where a value begins: `expect: Availability: missed`."""
        token, colon = self.tokens[at], self.tokens[at + 1]
        return (
            token.kind == WORD
            and not token.first
            and colon.text == ":"
            and not colon.first
            and self.outline.key(at, kind) is None
            and not self.tokens[at + 2].first
            and not self._fits(key, key.form, [token])
        )

    def _key_inside(
        self, key: Key[Any] | None, form: Form[Any], tokens: list[Token], after: int, kind: type[Block]
    ) -> int:
        """Where a key without its colon begins behind a whole value: `decided by: Cirrus   not with Fast`; 0: nowhere."""
        if key is None or len(tokens) < 3 or len(tokens) > LONGEST_VALUE:
            return 0
        whole: bool | None = None
        for at in range(after + 1, after + len(tokens) - 1):
            if self.tokens[at].first:
                return 0
            written = self.outline.key_words(at, kind)
            if written is None or written[1] >= after + len(tokens):
                continue
            if whole is None:  # words of a key are rare in a value that is right: it need not be read twice
                whole = self._fits(key, form, tokens)
            if whole:
                return 0
            if written[0].name in LITTLE and self.tokens[at].start - self.tokens[at - 1].end < 2:
                continue  # `month of resolution` is not two keys
            signed = (
                self.tokens[written[1]].text in SIGNS_OF_KEYS
            )  # `hours: always   fee = 12_000 EUR per month`
            rest = self.tokens[written[1] + signed : after + len(tokens)]
            before = self.tokens[after:at]
            if not self._fits(written[0], written[0].form, rest):
                continue
            if self._fits(key, form, before) or self.builder.values.repaired(key, form, before):
                return 0 if self._explained(key, form, tokens) else at
        return 0

    def _explained(self, key: Key[Any], form: Form[Any], tokens: list[Token]) -> bool:
        """Whether a phrasing makes a value of all these words: `closed - opened of tickets`."""
        told = self.builder.values.otherwise(key, form, tokens, Place.of_key(key), proved=True)
        kept = set(told.expected.replace(",", " ").split()) if told is not None else set()
        return bool(kept) and all(token.text in kept for token in tokens if token.kind == WORD)

    def _mere_label(self, at: int, colon: int, kind: type[Block]) -> bool:
        """Whether what begins here begins only because any word before a colon can, or with a colon on the next line."""
        if self.tokens[colon].first:
            return True
        return kind.rows is not None and kind.rows.starts == "label" and self.outline.key(at, kind) is None

    def _mark(self, after: int, stop: int) -> int:
        """The colon or brace behind the words that follow a value, 0 where neither comes."""
        for at in range(after, min(stop + LONGEST_KEY + 1, len(self.tokens))):
            text = self.tokens[at].text
            if text in (":", "{"):
                return at
            if text == "}" or (at > stop and self.tokens[at].first):
                return 0
        return 0

    def _fits(self, key: Key[Any] | None, form: Form[Any], tokens: list[Token]) -> bool:
        if not tokens:
            return False
        if form.direct == "name" and len(tokens) == 1 and tokens[0].kind == WORD and is_name(tokens[0].text):
            return True
        text = self.builder.source.text[tokens[0].start : tokens[-1].end]
        return text == "not stated" or _fits(key, form, text)

    # ---- a name cut short

    def longer(
        self, kind: type[Block], key: Key[Any], tokens: list[Token], found: Finding, start: int
    ) -> Finding:
        """The finding about a value that does not fit its key; where it fits a key with one word more, that is said."""
        if tokens and found.name in ("unexpected-value", "unknown-answer", "text-without-quotes"):
            keyless = self.keyless.behind(kind, key, tokens)
            if keyless is not None:
                return keyless
        if kind.kind == "points" and key.name == "amount" and len(tokens) == 1 and tokens[0].kind == NUMBER:
            right = f"amount: {tokens[0].text} point{'' if tokens[0].text == '1' else 's'}"
            return replace(found, hint=f"Write `{right}`.", expected=right)
        if found.fix or found.name not in ("unexpected-value", "unknown-answer") or not tokens:
            return found
        value = messages.printable(self.builder.source[self.builder.values.span(tokens)], 90)
        words = key.name.split()
        longer = [
            other
            for other in keys_of(kind).values()
            if lacks_one(words, other.name.split())
            and other.form.direct not in ("name", "names", "references")
            and fits(other, other.form, value)
        ]
        if value == "not stated" or len(longer) != 1:
            return found
        right = longer[0].name
        fix = key_messages.renamed(self.builder.span(start, start + len(words)), right, safe=False)
        return replace(found, hint=f"Did you mean `{right}: {value}`?", expected=f"{right}: {value}", fix=fix)

    def without_colon(self, kind: type[Block], start: int) -> tuple[Key[Any], int] | None:
        """A key without its colon before another key on its line, and where its value begins: `of Line   measure: …`."""
        written = self.outline.key_words(start, kind)
        if written is None:
            return None
        key, after = written
        for at in range(after + 1, min(after + LONGEST_VALUE, len(self.tokens))):
            if self.tokens[at].first or self.tokens[at].text in (":", "{", "}", ""):
                return None
            if self.outline.key(at, kind) is not None:
                return written if self._fits(key, key.form, self.tokens[after:at]) else None
        return None

    # ---- nothing before a colon or a brace

    def colon(self, kind: type[Block], items: Items, start: int, indentation: int) -> None:
        """A colon before which no key stands, and no row's head."""
        builder, span = self.builder, self.builder.span(start, start + 1)
        builder.at = start + 1
        self.recovery.skip_value(kind, start + 1, indentation)
        value = self.tokens[start + 1 : builder.at]
        self.recovery.claimed.update(token.start for token in value)
        inside, keys = key_messages.inside(kind), keys_of(kind)
        if kind.rows is not None and (self._fits(None, kind.rows.cell, value) or not keys):
            builder.findings.append(
                messages.nothing_before_colon(kind.kind, kind.rows.head.words, kind.example, span)
            )
            return
        seen = {entry.key for entry in items.entries}
        free = [key for key in keys.values() if key.many or key.name not in seen]
        fitting = [key for key in free if self._fits(key, key.form, value) and not self._open(value)]
        right = kind.example
        if len(fitting) == 1:
            right = f"{fitting[0].name}: {messages.printable(builder.source[builder.values.span(value)], 60)}"
            hint = f"Write `{right}`."
        elif 0 < len(fitting) <= key_messages.MOST_LISTED:
            hint = f"Put the key before it: {listing([key.name for key in fitting], 'or')}."
        elif keys:
            hint = f"Put the key before it: {inside} has {key_messages.listed('', tuple(keys))}."
        else:
            hint = "Leave it out."
        builder.findings.append(messages.no_key(span, hint, right))

    def _open(self, value: list[Token]) -> bool:
        """Whether `not stated` stands there, which fits nearly every key."""
        return [token.text for token in value] == ["not", "stated"]

    def twice(self, kind: type[Block], start: int) -> bool:
        """Whether this brace is the second of two, and no block whose kind was left out."""
        if self.tokens[start - 1].text != "{" or self.tokens[start - 2].text == "{" or kind is File:
            return False
        return self.holds(kind, start) is not None or not self.meant(kind, start, start)

    def brace(self, kind: type[Block], items: Items, start: int, depth: int) -> bool:
        """A brace before which no kind of block stands, where what it holds tells the kind."""
        kinds = self.meant(kind, start, start)
        if not kinds:
            return False
        heads = tuple(f"{child.kind} {{" for child in kinds)
        found = messages.no_kind(self.builder.span(start, start + 1), listing(heads, "or"), kinds[0].example)
        self.builder.findings.append(found)
        self._read(kinds, items, start, start, depth)
        return True

    def _read(self, kinds: tuple[type[Block], ...], items: Items, start: int, brace: int, depth: int) -> None:
        """Reads the block if its kind is sure, else passes over it."""
        if len(kinds) > 1:
            self.recovery.skip_braces(brace)
            return
        built = self.builder.block(kinds[0], start, start, brace, depth + 1)
        if built is not None:
            items.blocks.append(built)

    # ---- which kind of block

    def without_kind(
        self,
        kind: type[Block],
        kinds: tuple[type[Block], ...],
        items: Items,
        start: int,
        brace: int,
        depth: int,
    ) -> None:
        """A name without the kind of block before it, which is told by what stands in the braces."""
        builder = self.builder
        span = builder.span(start, brace)
        written = messages.printable(builder.source[span], 60)
        edit = Edit(span=Span(start=span.start, end=span.start), text=f"{kinds[0].kind} ")
        builder.findings.append(
            key_messages.kind_left_out(
                self.tokens[start].text,
                builder.span(start, start + 1),
                key_messages.inside(kind),
                tuple(child.kind for child in kinds),
                written,
                kinds[0].example,
                Fix(edits=(edit,), safe=False) if len(kinds) == 1 else None,
            )
        )
        self._read(kinds, items, start, brace, depth)

    def meant(self, kind: type[Block], head: int, brace: int) -> tuple[type[Block], ...]:
        """The kinds that can have such a head, without their own words, and all that stands in the braces: at most three."""
        best: list[tuple[int, type[Block]]] = []
        for child in kind.within:
            if child.head in ("sentence", "rule") or not self.outline.shaped(child, head, brace):
                continue
            own = self.holds(child, brace)
            if own is not None:
                best.append((own, child))
        most = max((own for own, _ in best), default=0)
        found = tuple(child for own, child in best if own == most)
        return found if len(found) <= 3 else ()

    def holds(self, kind: type[Block], brace: int) -> int | None:
        """How much in these braces is a key, block, row or sentence of the kind; None when something there is not.

        Labels of rows say nothing: any word can be one.
        """
        own, marks, depth, last = 0, 0, 0, brace
        for at in range(brace, min(brace + LONGEST_BODY, len(self.tokens))):
            text = self.tokens[at].text
            if text == "{":
                depth += 1
            elif text == "}":
                depth -= 1
            if depth == 0 or marks > MOST_MARKS:
                break
            if depth == (2 if text == "{" else 1) and at > brace and text in (":", "{"):
                marks += 1
                said = self._said(kind, max(last + 1, at - 2 * LONGEST_KEY), at)
                if said is None:
                    return None
                own += said
                last = at
        return own if marks else None

    def belies(self, kind: type[Block], brace: int) -> bool:
        """Whether something stands in these braces that the kind does not have."""
        at = self.tokens[brace + 1]
        return at.text != "}" and self.holds(kind, brace) is None

    def _said(self, kind: type[Block], start: int, mark: int) -> int | None:
        """What the words before a mark are to the kind: something of its own (1), a label (0) or nothing (None)."""
        outline = self.outline
        label = None
        for at in range(start, mark):
            if self.tokens[mark].text == ":":
                key = outline.key(at, kind)
                if key is not None and key[1] == mark + 1:
                    return 1
                if kind.rows is not None and outline.row(at, kind) == mark:
                    if kind.rows.starts != "label":
                        return 1
                    cells = (self.tokens[mark + 1 : mark + 1 + step] for step in range(1, LONGEST_KEY))
                    label = 0 if any(self._fits(None, kind.rows.cell, cell) for cell in cells) else None
            else:
                block = outline.block(at, kind)
                if (block is not None and block[2] == mark) or outline.verb(at, kind) is not None:
                    return 1
        if label is None and kind.rows is None and self.tokens[mark].text == "{":
            return 1 if self.tokens[mark - 1].kind == WORD and outline.kind_words(mark - 1, kind) else None
        return label
