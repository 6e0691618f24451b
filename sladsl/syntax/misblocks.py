"""Blocks under wrong names: what was meant, and what they hold is read as if it had been written rightly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sladsl.ast.declare import Block
from sladsl.diagnostics.finding import Edit, Fix
from sladsl.source import Span
from sladsl.syntax import guesses, key_messages, messages
from sladsl.syntax.key_messages import inside
from sladsl.syntax.phrasings.phrase import Word
from sladsl.syntax.phrasings.table import block_word

if TYPE_CHECKING:
    from sladsl.syntax.build import Builder, Items
    from sladsl.syntax.recovery import Recovery

LONGEST_BODY = 100


class Misblocks:
    """What a builder asks of words before a brace that it does not know."""

    def __init__(self, builder: Builder, recovery: Recovery) -> None:
        self.builder = builder
        self.recovery = recovery
        self.tokens = builder.tokens
        self.findings = builder.findings

    def read(self, kind: type[Block], items: Items, start: int, brace: int, depth: int) -> None:
        """A head with its brace of a kind that does not stand here; a misspelt one is read all the same."""
        tokens, builder = self.tokens, self.builder
        text = tokens[start].text
        if text.lower() == "in":
            self._list_in_braces(start, brace)
            return
        kinds = tuple(child.kind for child in kind.within if child.head != "sentence")
        end, word = self._block_words(kind, start, brace)
        two = " ".join(token.text for token in tokens[start : min(start + 2, brace)])
        if word is None and two != text and guesses.homes_of_kind(two):
            text, end = two, start + 2  # `earn back` outside of a credit
        container = word is not None and not word.right and end < brace
        if container and guesses.kind_meant(text, kinds)[0]:
            word = None  # `metrics Uptime {`: one of them, under the word for many
        if word is not None and not word.right:
            span = builder.span(start, end)
            self.recovery.skip_braces(brace)
            self.findings.append(
                key_messages.block_otherwise(builder.source[span], span, word.says, word.hint, word.line)
            )
            return
        near, safe = (word.right, word.safe) if word is not None else guesses.kind_meant(text, kinds)
        child = next((child for child in kind.within if child.kind == near), None)
        unnamed = builder.unnamed
        if word is None and child is not None and not safe and unnamed.belies(child, brace):
            near, child = "", None
        if child is None and not guesses.homes_of_kind(text):
            left = unnamed.meant(kind, start, brace)
            if left:
                unnamed.without_kind(kind, left, items, start, brace, depth)
                return
        span = builder.span(start, end)
        homes = () if near else guesses.homes_of_kind(text)
        place = len(self.findings)
        shaped = child is not None and child.head != "rule" and builder.outline.shaped(child, end, brace)
        expected = (child or guesses.block_of(text) or kind).example
        if child is not None and shaped:
            built = builder.block(child, start, end, brace, depth + 1)
            if built is not None:
                items.blocks.append(built)
            expected = self._rewritten(child, word, end, brace, sound=len(self.findings) == place)
        else:
            self.recovery.skip_braces(brace)
            named = builder.source[builder.span(end, brace)] if end < brace else ""
            if child is not None and child.head in ("for names", "rule") and named:
                link = "for " if child.head == "for names" and not named.startswith("for ") else ""
                expected = key_messages.one_line(f"{child.kind} {link}{named} {{ … }}")
        fix = self._renamed(span, near, word, brace, safe=safe and shaped) if near else None
        found = key_messages.unknown_block(
            builder.source[span], span, inside(kind), kinds, near, homes, expected, fix
        )
        self.findings.insert(place, key_messages.said_of_kind(found, word, builder.source[span], near))

    def _list_in_braces(self, start: int, brace: int) -> None:
        """`priority in {P1, P2}`."""
        builder = self.builder
        self.recovery.skip_braces(brace)
        inside = builder.source.text[self.tokens[brace].end : self.tokens[builder.at - 1].start]
        right = f"is one of {messages.printable(inside)}"
        self.findings.append(messages.list_in_braces(right, builder.span(start, builder.at)))

    def _block_words(self, kind: type[Block], start: int, brace: int) -> tuple[int, Word | None]:
        """The token after the words that mean a kind, and what the tables say of them: up to three words."""
        tokens = self.tokens
        for end in range(min(start + 3, brace), start, -1):
            text = " ".join(token.text for token in tokens[start:end])
            word = block_word(text, kind.kind)
            if word is not None:
                return end, word
        return start + 1, None

    def _renamed(self, span: Span, near: str, word: Word | None, brace: int, *, safe: bool) -> Fix:
        if word is None or not word.role:
            return key_messages.renamed(span, near, safe=safe)
        end = self.tokens[brace].end
        if self.tokens[brace + 1].text == "role":
            return key_messages.renamed(span, near, safe=False)
        role = Edit(span=Span(start=end, end=end), text=f" role: {word.role} ")
        return key_messages.renamed(span, near, safe=False, more=(role,))

    def _rewritten(self, child: type[Block], word: Word | None, head: int, brace: int, *, sound: bool) -> str:
        """The block under its right kind, in the author's words where these are right and few."""
        tokens, source = self.tokens, self.builder.source
        written = source.text[tokens[head].start : tokens[brace].start].strip() if head < brace else ""
        body = source.text[tokens[brace].end : tokens[self.builder.at - 1].end]
        role = f" role: {word.role} " if word is not None and word.role and "role:" not in body else ""
        if not (sound or role):
            opened = " ".join(f"{child.kind} {written} {{".split())
            return key_messages.one_line(f"{opened} … }}")  # what stands inside is told by itself
        if not sound or len(body) > LONGEST_BODY or "#" in body:
            body = "}" if role else " … }"  # what stands inside stays as it is
        return key_messages.one_line(
            " ".join(f"{child.kind} {written} {{".split()) + role + " ".join(body.split("\n"))
        )
