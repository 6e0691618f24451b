"""What begins nothing: says what was probably meant, and reads on as if it had been written.

One mistake is one finding, so a misspelt block, a key without colon or a head without brace is read all the
same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sladsl.ast.agreements import File
from sladsl.ast.declare import Block, Key, keys_of
from sladsl.diagnostics.suggest import closest
from sladsl.syntax import guesses, messages
from sladsl.syntax.recovery import TRAILING, Recovery
from sladsl.syntax.scanner import BAD, NUMBER, STRING, WORD
from sladsl.syntax.wrong import Place

if TYPE_CHECKING:
    from sladsl.syntax.build import Builder, Items


class Mistakes:
    """What a builder asks where a word begins nothing."""

    def __init__(self, builder: Builder, recovery: Recovery) -> None:
        self.builder = builder
        self.recovery = recovery
        self.tokens = builder.tokens
        self.findings = builder.findings
        self.outline = builder.outline

    def read(self, kind: type[Block], items: Items, start: int, indentation: int, depth: int) -> None:
        """Reports what begins nothing and goes on after it."""
        tokens, builder = self.tokens, self.builder
        token = tokens[start]
        if token.kind == BAD and token.text.startswith(TRAILING):
            self.recovery.claim([token], Place(what="", example=""))
            builder.at = start + 1
            return
        if token.kind == STRING and tokens[start + 1].text == ":":
            self.recovery.skip_value(kind, start + 2, indentation)
            text = token.text.strip('"')
            key = keys_of(kind).get(text)
            example = key.example if key else kind.example
            self.findings.append(messages.quoted_key(text, builder.span(start, start + 1), example))
            return
        opened = self.outline.kind_words(start, kind)
        if opened is not None and self._no_brace(opened[0], items, start, opened[1], depth):
            return
        colon = self.outline.label(start, alone=True)
        if colon:
            self._before_colon(kind, items, start, colon, indentation, depth)
            return
        written = self.outline.key_words(start, kind)
        if written is not None:
            self._no_colon(kind, items, written[0], start, written[1], indentation)
            return
        verb = self.recovery.verb(start)
        if verb is not None:
            self._wrong_verb(kind, start, verb, indentation)
            return
        brace = self.outline.brace(start)
        if brace and token.kind == WORD:
            self._unknown_block(kind, items, start, brace, depth)
            return
        self._stray(kind, start, indentation)

    def _before_colon(
        self, kind: type[Block], items: Items, start: int, colon: int, indentation: int, depth: int
    ) -> None:
        """Words before a colon that are no key here."""
        tokens, builder = self.tokens, self.builder
        text = " ".join(token.text for token in tokens[start:colon])
        span = builder.span(start, colon)
        inside = self._inside(kind)
        keys = keys_of(kind)
        child = next((child for child in kind.within if child.kind == text), None)
        if child is not None:
            if child.head == "sentence":
                self.recovery.skip_value(kind, colon + 1, indentation)
                self.findings.append(messages.sentence_with_colon(text, span, child.example))
                return
            self.findings.append(messages.block_with_colon(text, span, child.example))
            if tokens[colon + 1].text == "{" and child.head in ("nothing", "for names"):
                built = builder.block(child, start, colon + 1, colon + 1, depth + 1)
                if built is not None:
                    items.blocks.append(built)
            else:
                builder.at = colon + 1
                self._skip_deeper(start, kind)
            return
        near = guesses.key(text, tuple(keys)) or closest(text, keys)
        if kind.rows is not None and not near and kind.rows.starts != "label":
            self.recovery.skip_value(kind, colon + 1, indentation)
            self.findings.append(messages.bad_row(text, kind.kind, span, kind.rows.head.words, kind.example))
            return
        last = text.rpartition(" ")[2]
        if not near and last in keys and colon - start > 1:
            near = last
        example = keys[near].example if near else kind.example
        if tokens[colon + 1].text == "{":
            self.recovery.skip_braces(colon + 1)
        elif near and (keys[near].many or all(entry.key != near for entry in items.entries)):
            value = self._value_of(kind, items, keys[near], start, colon + 1, indentation)
            example = f"{near}: {value}" if value else example
        else:
            self.recovery.skip_value(kind, colon + 1, indentation)
        homes = () if near else guesses.homes_of_key(text)
        self.findings.append(messages.unknown_key(text, span, inside, tuple(keys), near, homes, example))

    def _skip_deeper(self, start: int, kind: type[Block]) -> None:
        """Goes on at the next line that is not further in than the line of `start`; in a file, at a block."""
        at = self.builder.at
        while self.tokens[at].kind != "end" and self.tokens[at].text != "}":
            if kind is File:
                if self.outline.block(at, kind) is not None:
                    break
            elif self.tokens[at].first and self.tokens[at].indentation <= self.tokens[start].indentation:
                break
            if self.tokens[at].text == "{":
                self.recovery.skip_braces(at)
                at = self.builder.at
            else:
                at += 1
        self.builder.at = at

    def _no_colon(
        self, kind: type[Block], items: Items, key: Key[Any], start: int, after: int, indentation: int
    ) -> None:
        """A key without its colon: `role provider`, `role = provider`. Its value is read all the same."""
        tokens, builder = self.tokens, self.builder
        span = builder.span(start, after)
        sign = ""
        if (tokens[after].kind == BAD and tokens[after].text[:1] == "=") or tokens[after].text in ("-", "."):
            sign = tokens[after].text
            self.recovery.claimed.add(tokens[after].start)
            span = builder.span(start, after + 1)
            after += 1
        value = self._value_of(kind, items, key, start, after, indentation)
        right = f"{key.name}: {value}" if value else key.example
        self.findings.append(messages.missing_colon(key.name, sign, span, right))

    def _value_of(
        self, kind: type[Block], items: Items, key: Key[Any], start: int, after: int, indentation: int
    ) -> str:
        """Reads the value of a key that is written wrongly; its text, "" when it is wrong as well."""
        builder = self.builder
        before = len(self.findings)
        builder.entry(kind, items, key, start, after, indentation)
        sound = len(self.findings) == before
        del self.findings[before:]
        text = builder.source.text[self.tokens[after].start : self.tokens[builder.at - 1].end]
        return messages.printable(text) if sound else ""

    def _wrong_verb(self, kind: type[Block], start: int, verb: tuple[int, str], indentation: int) -> None:
        """A promise with a verb of another language, or where no promise can stand."""
        builder, tokens = self.builder, self.tokens
        position, right = verb
        sentence = next((child for child in kind.within if right in child.verbs), None)
        self.recovery.skip_value(kind, start, indentation, sentence=sentence or kind)
        if sentence is None:
            span = builder.span(start, builder.at)
            self.findings.append(messages.promise_elsewhere(self._inside(kind), span))
            return
        line = builder.source.text[tokens[start].start : tokens[builder.at - 1].end]
        before = builder.source.text[tokens[start].start : tokens[position].start]
        span = builder.span(position, position + 1)
        if guesses.verb(tokens[position + 1].text) and not tokens[position + 1].first:
            position += 1  # `shall ensure`
        mended = messages.printable(
            f"{before}{right}{line[tokens[position].end - tokens[start].start :]}", 90
        )
        self.findings.append(messages.unknown_verb(builder.source[span], right, span, mended))

    def _unknown_block(self, kind: type[Block], items: Items, start: int, brace: int, depth: int) -> None:
        """A head with its brace of a kind that does not stand here; a misspelt one is read all the same."""
        tokens, builder = self.tokens, self.builder
        word = tokens[start].text
        kinds = tuple(child.kind for child in kind.within if child.head != "sentence")
        near = guesses.kind(word, kinds)
        if not near and (word[0].islower() or word.lower() in kinds):
            near = closest(word, kinds)  # `Circuit {` is a name without its kind, not a misspelt `credit`
        child = next((child for child in kind.within if child.kind == near), None)
        homes = () if near else guesses.homes_of_kind(word)
        self.findings.append(
            messages.unknown_block(
                word,
                builder.span(start, start + 1),
                self._inside(kind),
                kinds,
                near,
                homes,
                (child or guesses.block_of(word) or kind).example,
            )
        )
        if child is not None and self.outline.shaped(child, start + 1, brace):
            built = builder.block(child, start, start + 1, brace, depth + 1)
            if built is not None:
                items.blocks.append(built)
        else:
            self.recovery.skip_braces(brace)

    def _no_brace(self, child: type[Block], items: Items, start: int, head: int, depth: int) -> bool:
        """A head without its opening brace; what follows is read as its inside when it can stand there."""
        tokens, builder = self.tokens, self.builder
        if tokens[head].text == ":":
            return False
        end = head
        while end < len(tokens) - 1 and end - head < 12 and not tokens[end].first:
            if tokens[end].text in ("}", ":") or self.outline.begins(end, child):
                break
            end += 1
        if not self.outline.shaped(child, head, end):
            return False
        span = builder.span(start, end)
        text = messages.printable(builder.source.text[span.start : span.end])
        self.findings.append(messages.missing_brace(text, span, child.example))
        inner = tokens[end].indentation > tokens[start].indentation or not tokens[end].first
        if inner and self.outline.begins(end, child):
            self.recovery.surplus = self.recovery.surplus and self.outline.balance() < -1
            built = builder.block(child, start, head, end, depth + 1)
            if built is not None:
                items.blocks.append(built)
        else:
            builder.at = end
        return True

    def _stray(self, kind: type[Block], start: int, indentation: int) -> None:
        outline, tokens, builder = self.outline, self.tokens, self.builder
        if tokens[start].text == "{":
            self.findings.append(
                messages.stray("{", builder.span(start, start + 1), self._inside(kind), kind.example)
            )
            self.recovery.skip_braces(start)
            return
        at = start + 1
        while (
            tokens[at].kind != "end"
            and tokens[at].text not in ("{", "}")
            and (not outline.starts(at, kind) or self._unit_of_row(at, kind))
            and not (
                tokens[at].first and (outline.brace(at, 6) or kind.rows or self.recovery.begins(at, kind))
            )
            and not self.recovery.outside(at, indentation)
        ):
            at += 1
        builder.at = at
        stray = tokens[start:at]
        row = builder.source.text[tokens[start].start : tokens[at - 1].end]
        mended = guesses.band(row) if kind.rows is not None and kind.rows.starts == "comparator" else None
        if mended is not None:
            self.recovery.claimed.update(token.start for token in stray if token.kind == BAD)
            self.findings.append(messages.row_of_figures(row, mended, kind.kind, builder.span(start, at)))
        elif any(token.kind == BAD for token in stray):
            self.recovery.claim(stray, Place(what="", example=kind.example))
        else:
            span = builder.span(start, at)
            text = builder.source.text[span.start : span.end]
            words = [token.text for token in stray]
            if kind.rows is not None and ":" in words:
                head = text[: tokens[start + words.index(":")].start - span.start]
                self.findings.append(
                    messages.bad_row(head, kind.kind, span, kind.rows.head.words, kind.example)
                )
            elif "each" in words and any(child.head == "sentence" for child in kind.within):
                self.findings.append(messages.promise_of_nobody(text, span))
            elif kind.rows is not None and tokens[start].kind in (WORD, STRING, NUMBER):
                self.findings.append(messages.row_without_colon(text, kind.kind, span, kind.example))
            else:
                self.findings.append(messages.stray(text, span, self._inside(kind), kind.example))
        if tokens[at].text == "{":
            self.recovery.skip_braces(at)

    def _unit_of_row(self, at: int, kind: type[Block]) -> bool:
        """Whether the word before a colon here is the unit of a figure: `4 hours to 8 hours: 500 EUR`."""
        comparator = kind.rows is not None and kind.rows.starts == "comparator"
        return comparator and self.tokens[at - 1].kind == NUMBER and self.tokens[at + 1].text == ":"

    def _inside(self, kind: type[Block]) -> str:
        return f"`{kind.kind}`" if kind is not File else "a file"
