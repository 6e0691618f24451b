"""Builds the written agreement from tokens by one generic reading of the declarations, and goes on after every mistake."""

from __future__ import annotations

from typing import Any

from sladsl.ast import values as v
from sladsl.ast.agreements import File
from sladsl.ast.declare import Block, Entry, Row, keys_of
from sladsl.diagnostics.finding import Finding
from sladsl.source import SourceText, Span
from sladsl.syntax import messages
from sladsl.syntax.forms import ValueReader
from sladsl.syntax.outline import Outline
from sladsl.syntax.scanner import STRING, WORD, Token

DEEPEST = 12


class Builder:
    """Reads one text. `layout`: braces are not balanced, so indentation decides where a block was meant to end."""

    def __init__(self, source: SourceText, tokens: list[Token], findings: list[Finding]) -> None:
        self.source = source
        self.tokens = tokens
        self.findings = findings
        self.outline = Outline(source, tokens)
        self.values = ValueReader(source, findings)
        self.layout = not self.outline.balanced()
        self.at = 0

    def file(self) -> File:
        entries: list[Entry] = []
        blocks: list[Block] = []
        rows: list[Row] = []
        while self.tokens[self.at].kind != "end":
            if self.tokens[self.at].text == "}":
                self.findings.append(messages.unopened_brace(self._span(self.at, self.at + 1)))
                self.at += 1
                continue
            self._item(File, entries, blocks, rows, indentation=-1, depth=0)
        whole = Span(start=0, end=len(self.source.text))
        return File(blocks=tuple(blocks), span=whole, head_span=Span(start=0, end=0))

    # ---- blocks

    def _block(self, kind: type[Block], start: int, head: int, brace: int, depth: int) -> Block | None:
        """A block whose head stands from token `head` to the brace; `self.at` ends after its closing brace."""
        name, title, head_value = self._head(kind, start, head, brace)
        head_span = self._span(start, brace)
        if depth > DEEPEST:
            self.findings.append(messages.too_deep(head_span, DEEPEST))
            self._skip_braces(brace)
            return None
        indentation = self.outline.indentation(start)
        self.at = brace + 1
        entries, blocks, rows = self._inside(kind, start, brace, indentation, depth)
        block = kind(
            name=name,
            title=title,
            head_value=head_value,
            entries=tuple(entries),
            blocks=tuple(blocks),
            table=tuple(rows),
            span=Span(start=self.tokens[start].start, end=self.tokens[self.at - 1].end),
            head_span=head_span,
        )
        self._check_keys(block)
        return block

    def _inside(
        self, kind: type[Block], start: int, brace: int, indentation: int, depth: int
    ) -> tuple[list[Entry], list[Block], list[Row]]:
        entries: list[Entry] = []
        blocks: list[Block] = []
        rows: list[Row] = []
        while True:
            token = self.tokens[self.at]
            if token.kind == "end" or self._outside(self.at, indentation):
                what = " ".join(self.source.text[self.tokens[start].start : self.tokens[brace].start].split())
                self.findings.append(
                    messages.unclosed_block(
                        messages.printable(what),
                        self._span(start, brace + 1),
                        Span(start=token.start, end=max(token.end, token.start)),
                    )
                )
                return entries, blocks, rows
            if token.text == "}":
                self.at += 1
                return entries, blocks, rows
            self._item(kind, entries, blocks, rows, indentation, depth)

    def _outside(self, at: int, indentation: int) -> bool:
        """In a text with a missing brace: whether this token begins a line that stands outside the current block."""
        if not self.layout or indentation < 0 or not self.outline.first_on_line(at):
            return False
        column = self.outline.indentation(at)
        if self.tokens[at].text == "}":
            return column < indentation
        return column <= indentation

    def _item(
        self,
        kind: type[Block],
        entries: list[Entry],
        blocks: list[Block],
        rows: list[Row],
        indentation: int,
        depth: int,
    ) -> None:
        """Reads what begins at the current token: a key, a row, a block, a sentence, or a mistake."""
        outline, start = self.outline, self.at
        key = outline.key(start, kind)
        if key is not None:
            declared, after = key
            tokens = self._value_tokens(kind, after, indentation)
            if not tokens:
                value: v.Value = self._missing(declared.name, start, after, declared.example)
            else:
                value = self.values.key_value(declared, tokens)
            entries.append(
                Entry(
                    key=declared.name,
                    value=value,
                    span=Span(start=self.tokens[start].start, end=self.tokens[self.at - 1].end),
                    key_span=self._span(start, after - 1),
                )
            )
            return
        colon = outline.row(start, kind)
        if colon:
            self._row(kind, start, colon, rows, indentation)
            return
        block = outline.block(start, kind)
        if block is not None:
            built = self._block(block[0], start, block[1], block[2], depth + 1)
            if built is not None:
                blocks.append(built)
            return
        sentence = outline.sentence(start, kind)
        if sentence is not None:
            self._sentence(sentence, kind, start, blocks, indentation, depth)
            return
        self._mistake(kind, start, indentation)

    def _row(self, kind: type[Block], start: int, colon: int, rows: list[Row], indentation: int) -> None:
        declared = kind.rows
        assert declared is not None  # noqa: S101 - only called for blocks with rows
        what = f"a row of `{kind.kind}`"
        head_tokens = self.tokens[start:colon]
        cells = self._value_tokens(kind, colon + 1, indentation)
        head = self.values.value(declared.head, head_tokens, what, declared.head.example)
        if not cells:
            cell: v.Value = self._missing(
                self.source.text[head_tokens[0].start : head_tokens[-1].end],
                start,
                colon,
                f"{self.source.text[head_tokens[0].start : head_tokens[-1].end]}: {declared.cell.example}",
            )
        else:
            words = " ".join(token.text for token in cells)
            if words == "not stated":
                cell = v.NotStated(span=self.values.span(cells))
            else:
                cell = self.values.value(declared.cell, cells, what, declared.cell.example)
        rows.append(
            Row(
                head=head,
                cell=cell,
                span=Span(start=self.tokens[start].start, end=self.tokens[self.at - 1].end),
            )
        )

    def _sentence(
        self, sentence: type[Block], kind: type[Block], start: int, blocks: list[Block], indentation: int, depth: int
    ) -> None:
        tokens = self._value_tokens(kind, start, indentation, sentence=True)
        assert sentence.head_form is not None  # noqa: S101 - every sentence has a form
        value = self.values.value(sentence.head_form, tokens, "A promise", sentence.example)
        span = self.values.span(tokens)
        blocks.append(sentence(head_value=value, span=span, head_span=span))

    # ---- heads

    def _head(
        self, kind: type[Block], start: int, head: int, brace: int
    ) -> tuple[v.Name | None, v.Text | None, v.Value | None]:
        from sladsl.syntax.values import unquote

        tokens = self.tokens[head:brace]
        words = [token for token in tokens if token.kind == WORD]
        texts = [token for token in tokens if token.kind == STRING]

        def as_name(token: Token) -> v.Name:
            return v.Name(text=token.text, span=Span(start=token.start, end=token.end))

        def as_text(token: Token) -> v.Text:
            return v.Text(text=unquote(token.text), span=Span(start=token.start, end=token.end))

        shape = kind.head
        if shape == "nothing" and not tokens:
            return None, None, None
        if shape == "name and title":
            if tokens and tokens[0].kind == WORD and len(tokens) <= 2 and (len(tokens) == 1 or texts):
                return as_name(tokens[0]), as_text(texts[0]) if texts else None, None
        elif shape == "title":
            if len(tokens) == 1 and texts:
                return None, as_text(texts[0]), None
            if len(tokens) == 2 and words and texts and tokens[0] is words[0]:
                return as_name(words[0]), as_text(texts[0]), None
        elif shape == "for names":
            if not tokens:
                return None, None, None
            if tokens[0].text == "for" and len(tokens) > 1:
                names = self.values._direct("names", tokens[1:])
                if names is not None:
                    return None, None, names
        elif shape == "rule" and tokens and kind.head_form is not None:
            value = self.values.value(
                kind.head_form, self.tokens[start:brace], f"The head of `{kind.kind}`", kind.example
            )
            return None, None, value
        text = self.source.text[self.tokens[start].start : self.tokens[brace].start]
        self.findings.append(
            messages.bad_head(text, f"`{kind.kind}`", self._span(start, max(brace, start + 1)), kind.example)
        )
        name = as_name(words[0]) if words and shape == "name and title" else None
        return name, as_text(texts[0]) if texts else None, v.Broken() if shape == "for names" else None

    # ---- values

    def _value_tokens(
        self, kind: type[Block], at: int, indentation: int, *, sentence: bool = False
    ) -> list[Token]:
        """The tokens of a value that begins at `at`: up to the next thing that begins in the block, or its end."""
        tokens, outline = self.tokens, self.outline
        position = at
        depth = 0
        while True:
            token = tokens[position]
            text = token.text
            if token.kind == "end" or text == "}":
                break
            if text == "(":
                depth += 1
            elif text == ")":
                depth -= 1
            elif depth <= 0:
                if text == "{":
                    position = self._unknown_block_start(at, position, kind)
                    break
                if (position > at or not sentence) and outline.starts(position, kind):
                    break
            if position > at and self._outside(position, indentation):
                break
            position += 1
        self.at = max(position, at)
        return tokens[at:position]

    def _unknown_block_start(self, at: int, brace: int, kind: type[Block]) -> int:
        """A brace inside a value: the words before it on its line are taken as the head of a block nobody knows."""
        position = brace
        while position > at + 1 and self.tokens[position - 1].kind in (WORD, STRING):
            position -= 1
            if self.outline.first_on_line(position):
                break
        if not self.outline.first_on_line(position):
            # on one line with the value: the shortest head, a word and perhaps a name and a title
            while position < brace - 3:
                position += 1
        self._unknown = position
        return position

    def _missing(self, key: str, start: int, after: int, example: str) -> v.Broken:
        span = self._span(start, after)
        self.findings.append(messages.missing_value(key, span, example))
        return v.Broken(span=span)

    def _check_keys(self, block: Block) -> None:
        """Keys that stand twice, and those that must be there."""
        seen: dict[str, Span] = {}
        declared = keys_of(type(block))
        for entry in block.entries:
            first = seen.setdefault(entry.key, entry.key_span)
            if first is not entry.key_span and not declared[entry.key].many:
                self.findings.append(messages.repeated_key(entry.key, entry.key_span, first))
        for key in declared.values():
            if key.required and key.name not in seen:
                self.findings.append(
                    messages.missing_key(key.name, block.head_span, f"`{block.label}`", key.example)
                )

    # ---- mistakes

    def _mistake(self, kind: type[Block], start: int, indentation: int) -> None:
        """Reports what begins nothing and goes on after it."""
        outline, tokens = self.outline, self.tokens
        inside = f"`{kind.kind}`" if kind is not File else "a file"
        colon = outline.label(start, alone=True)
        if colon:
            text = self.source.text[tokens[start].start : tokens[colon - 1].end]
            keys = tuple(keys_of(kind))
            self._value_tokens(kind, colon + 1, indentation)
            near = messages.closest(text, keys)
            example = keys_of(kind)[near].example if near else kind.example
            self.findings.append(
                messages.unknown_key(" ".join(text.split()), self._span(start, colon), inside, keys, example)
            )
            return
        brace = outline.brace(start)
        if brace and tokens[start].kind == WORD:
            kinds = tuple(child.kind for child in kind.within if child.head != "sentence")
            near = messages.closest(tokens[start].text, kinds)
            example = next((child.example for child in kind.within if child.kind == near), kind.example)
            self.findings.append(
                messages.unknown_block(
                    tokens[start].text, self._span(start, start + 1), inside, kinds, example
                )
            )
            self._skip_braces(brace)
            return
        self.at = start + 1
        while (
            tokens[self.at].kind != "end"
            and tokens[self.at].text not in ("{", "}")
            and not outline.starts(self.at, kind)
            and not (outline.brace(self.at) and outline.first_on_line(self.at))
            and not self._outside(self.at, indentation)
        ):
            self.at += 1
        text = self.source.text[tokens[start].start : tokens[self.at - 1].end]
        self.findings.append(messages.stray(text, self._span(start, self.at), inside, kind.example))
        if tokens[self.at].text == "{":
            self._skip_braces(self.at)

    def _skip_braces(self, brace: int) -> None:
        """Goes on after the brace that closes the one at `brace`."""
        depth = 0
        self.at = brace
        while self.tokens[self.at].kind != "end":
            text = self.tokens[self.at].text
            self.at += 1
            if text == "{":
                depth += 1
            elif text == "}":
                depth -= 1
                if depth == 0:
                    return

    def _span(self, start: int, end: int) -> Span:
        """The text of tokens `start` to `end` (exclusive)."""
        return Span(start=self.tokens[start].start, end=self.tokens[max(end - 1, start)].end)


