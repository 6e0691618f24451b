"""Heads of blocks without their braces: `review annually`, `points for Response: 3`, `service Support:` as in YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sladsl.ast.declare import Block, keys_of
from sladsl.source import Span
from sladsl.syntax import key_messages, messages
from sladsl.syntax.forms import fits
from sladsl.syntax.misnamed import Misnamed
from sladsl.syntax.scanner import STRING, WORD

if TYPE_CHECKING:
    from sladsl.syntax.build import Builder, Items
    from sladsl.syntax.recovery import Recovery

LONGEST_HEAD = 10
"""Tokens of a head with signs in it."""
MOST_WORDS = 8
"""Words behind that of a block, `review once in each calendar year`."""


class Misbraces:
    """What a builder asks of the words of a block that no brace follows, or one with signs before it."""

    def __init__(self, builder: Builder, recovery: Recovery, misnamed: Misnamed) -> None:
        self.builder = builder
        self.recovery = recovery
        self.misnamed = misnamed
        self.tokens = builder.tokens
        self.findings = builder.findings
        self.outline = builder.outline

    def odd_head(self, child: type[Block], items: Items, start: int, head: int, depth: int) -> bool:
        """A head with its brace on the same line that holds marks: `service web-shop {`, `party Nimbus = {`."""
        tokens = self.tokens
        for brace in range(head, min(head + LONGEST_HEAD, len(tokens))):
            title = tokens[brace].text == ":" and tokens[brace + 1].kind == STRING
            if tokens[brace].first or (tokens[brace].text in (":", "}") and not title):
                return False
            if brace > head and self.outline.opens(brace, child):
                return False  # `points for Billed bands {`: the first brace is missing
            if tokens[brace].text == "{":
                built = self.builder.block(child, start, head, brace, depth + 1) if brace > head else None
                if built is not None:
                    items.blocks.append(built)
                return brace > head
        return False

    def no_brace(self, child: type[Block], items: Items, start: int, head: int, depth: int) -> bool:
        """A head without its opening brace; what follows is read as its inside when it can stand there."""
        tokens, builder = self.tokens, self.builder
        if tokens[head].text == ":":
            return False
        end = head
        while end < len(tokens) - 1 and end - head < 12 and not tokens[end].first:
            if tokens[end].text in ("}", ":") or self.outline.begins(end, child):
                break
            end += 1
        if child.head == "nothing" and end > head and self._on_one_line(child, start, head):
            return True
        if not self.outline.shaped(child, head, end):
            return False
        span = builder.span(start, end)
        text = messages.printable(builder.source.text[span.start : span.end])
        if tokens[end].text == ":" and (
            self._indented(text, start, end) or self._value_of_block(child, start, end)
        ):
            return True
        self.findings.append(key_messages.missing_brace(text, span, f"{text} {{ … }}"))
        inner = tokens[end].indentation > tokens[start].indentation or not tokens[end].first
        if inner and self.outline.begins(end, child):
            self.recovery.surplus = self.recovery.surplus and self.outline.balance() < -1
            built = builder.block(child, start, head, end, depth + 1)
            if built is not None:
                items.blocks.append(built)
        else:
            builder.at = end
        return True

    def head_behind_colon(self, kind: type[Block], items: Items, start: int, depth: int) -> bool:
        """`objective: Availability {`: a block's head with a colon inside."""
        tokens, builder, colon = self.tokens, self.builder, start + 1
        child = next((child for child in kind.within if child.kind == tokens[start].text), None)
        if child is None or tokens[colon].text != ":" or tokens[colon + 1].first:
            return False
        brace = self.outline.brace(colon + 1)
        if brace <= colon + 1 or not self.outline.shaped(child, colon + 1, brace):
            return False
        mark = Span(start=tokens[colon].start, end=tokens[colon].end)
        line = f"{child.kind} {builder.source[builder.span(colon + 1, brace)]} {{ … }}"
        found = key_messages.block_with_colon(child.kind, builder.span(start, colon), line, mark)
        self.findings.append(found)
        built = builder.block(child, start, colon + 1, brace, depth + 1)
        if built is not None:
            items.blocks.append(built)
        return True

    def _on_one_line(self, child: type[Block], start: int, head: int) -> bool:
        """`review annually`: the words of a block, and what it says, without braces and keys."""
        tokens, end = self.tokens, head
        while tokens[end].kind == WORD and not tokens[end].first:
            end += 1
        if not (tokens[end].first or tokens[end].text in ("}", "")) or end - head > MOST_WORDS:
            return False
        self.findings.append(
            key_messages.without_braces(child.kind, self.builder.span(start, end), child.example)
        )
        self.builder.at = end
        return True

    def _value_of_block(self, child: type[Block], start: int, colon: int) -> bool:
        """`clause "Secrecy": "Each Party …"`: what a block says behind a colon, on the same line."""
        tokens, builder = self.tokens, self.builder
        if tokens[colon + 1].first or tokens[colon + 1].text in ("{", "}", ""):
            return False
        end = colon + 1
        while not tokens[end].first and tokens[end].text not in ("{", "}", ""):
            end += 1
        builder.at = end
        self.misnamed.claim(colon + 1, end)
        head = messages.printable(builder.source[builder.span(start, colon)])
        said = builder.source[builder.span(colon + 1, builder.at)]
        word = "points" if child.kind == "points" and said.isdigit() else ""
        value = f"{said} {word}".strip()
        keys = sorted(keys_of(child).values(), key=lambda key: key.name != "amount")
        key = next(
            (
                key.example.partition(":")[0]
                for key in keys
                if (key.form.direct not in ("text", "name", "names") or said.startswith('"') or key.required)
                and fits(key, key.form, value)
            ),
            "",
        )
        right = f"{head} {{ {key}: {value} }}" if key else child.example
        self.findings.append(key_messages.block_with_colon(child.kind, builder.span(start, colon + 1), right))
        return True

    def _indented(self, head: str, start: int, colon: int) -> bool:
        """`service Support:` and its keys further in, as in YAML: they are passed over, as the block is what is wrong."""
        tokens, builder = self.tokens, self.builder
        if not tokens[colon + 1].first or tokens[colon + 1].indentation <= tokens[start].indentation:
            return False
        builder.at = colon + 1
        self.misnamed.skip_deeper(start)
        self.misnamed.claim(colon + 1, builder.at)
        body = builder.source.text[tokens[colon + 1].start : tokens[builder.at - 1].end]
        lines = [line.strip() for line in body.splitlines()]
        self.findings.append(key_messages.block_by_indentation(head, lines, builder.span(start, colon + 1)))
        return True
