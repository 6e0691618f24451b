"""Builds the written agreement from tokens by one generic reading of the declarations.

It goes on after every mistake: what begins nothing is handed to sladsl/syntax/mistakes.py.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from sladsl.ast import values as v
from sladsl.ast.agreements import File
from sladsl.ast.declare import Block, Entry, Form, Key, Row, keys_of
from sladsl.diagnostics.finding import Finding
from sladsl.source import SourceText, Span
from sladsl.syntax import guesses, key_messages, messages
from sladsl.syntax.forms import ValueReader
from sladsl.syntax.outline import Outline
from sladsl.syntax.recovery import Recovery
from sladsl.syntax.scanner import BAD, STRING, WORD, Token
from sladsl.syntax.surroundings import Surroundings
from sladsl.syntax.unnamed import Unnamed
from sladsl.syntax.values.trees import unquote
from sladsl.syntax.wrong import Place

if TYPE_CHECKING:
    from sladsl.syntax.mistakes import Mistakes

DEEPEST = 12
MOST_FINDINGS = 200


class Items:
    """What a block holds, as it is being read."""

    __slots__ = ("blocks", "entries", "rows")

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.blocks: list[Block] = []
        self.rows: list[Row] = []


class Builder:
    """Reads one text, once."""

    def __init__(self, source: SourceText, tokens: list[Token], findings: list[Finding]) -> None:
        self.source = source
        self.tokens = tokens
        self.findings = findings
        self.outline = Outline(tokens)
        self.values = ValueReader(source, findings)
        self.values.around = Surroundings(tokens)
        self.recovery = Recovery(self)
        self.unnamed = Unnamed(self, self.recovery)
        self.at = 0

    @cached_property
    def mistakes(self) -> Mistakes:
        """What is asked where a word begins nothing; it is many rooms, and a right text needs none of them."""
        from sladsl.syntax.mistakes import Mistakes

        return Mistakes(self, self.recovery)

    def file(self) -> File:
        items = Items()
        while self.tokens[self.at].kind != "end":
            if self.tokens[self.at].text == "}" and len(self.findings) < MOST_FINDINGS:
                self.recovery.unopened(self.at)
                self.at += 1
                continue
            self.item(File, items, indentation=-1, depth=0)
        self.recovery.report_unclaimed()
        whole = Span(start=0, end=len(self.source.text))
        return File(
            entries=tuple(items.entries),
            blocks=tuple(items.blocks),
            span=whole,
            head_span=Span(start=0, end=0),
        )

    # ---- blocks

    def block(self, kind: type[Block], start: int, head: int, brace: int, depth: int) -> Block | None:
        """A block whose head stands from token `head` to the brace; `self.at` ends after its closing brace.

        `brace` is the token after the head where the brace was forgotten.
        """
        name, title, head_value = self._head(kind, start, head, brace)
        head_span = self.span(start, brace)
        if depth > DEEPEST:
            self.findings.append(messages.too_deep(head_span, DEEPEST))
            self.recovery.skip_braces(brace)
            return None
        self.at = brace + 1 if self.tokens[brace].text == "{" else brace
        items = self.inside(kind, start, brace, self.tokens[start].indentation, depth)
        block = kind(
            name=name,
            title=title,
            head_value=head_value,
            entries=tuple(items.entries),
            blocks=tuple(items.blocks),
            table=tuple(items.rows),
            span=Span(start=self.tokens[start].start, end=self.tokens[self.at - 1].end),
            head_span=head_span,
        )
        self._check_keys(block)
        return block

    def inside(self, kind: type[Block], start: int, brace: int, indentation: int, depth: int) -> Items:
        """What stands between the braces; `self.at` begins behind the opening one and ends behind the closing one."""
        items = Items()
        while True:
            token = self.tokens[self.at]
            if token.kind == "end" or self.recovery.outside(self.at, indentation):
                self.recovery.unclosed(start, brace, token)
                return items
            if token.text == "}":
                self.at += 1
                if self.recovery.closes_too_early(token, start):
                    self.recovery.unopened(self.at - 1)
                    continue
                return items
            self.item(kind, items, indentation, depth)

    def item(self, kind: type[Block], items: Items, indentation: int, depth: int) -> None:
        """Reads what begins at the current token: a key, a row, a block, a sentence, or a mistake."""
        outline, start = self.outline, self.at
        if len(self.findings) >= MOST_FINDINGS:
            self.recovery.give_up(MOST_FINDINGS)
            return
        key = outline.key(start, kind)
        if key is not None:
            self.entry(kind, items, key[0], start, key[1], indentation)
            return
        colon = outline.row(start, kind)
        if colon:
            self._row(kind, start, colon, items.rows, indentation)
            return
        block = outline.block(start, kind)
        if block is not None:
            built = self.block(block[0], start, block[1], block[2], depth + 1)
            if built is not None:
                items.blocks.append(built)
            return
        sentence = outline.sentence(start, kind)
        if sentence is not None:
            self.sentence(sentence, kind, start, items.blocks, indentation, depth)
            return
        self.mistakes.read(kind, items, start, indentation, depth)

    def entry(
        self, kind: type[Block], items: Items, key: Key[Any], start: int, after: int, indentation: int
    ) -> None:
        """A key whose value begins at token `after`."""
        colon, after = after - 1, self.recovery.past_colon(after, key.example)
        tokens = self.value_tokens(kind, after, indentation)
        if not tokens and self.unnamed.labelled(kind, key, after):
            tokens = self.tokens[after : after + 2] + self.value_tokens(kind, after + 2, indentation)
        tokens = self.unnamed.value(key, key.form, tokens, after, kind)
        found = len(self.findings)
        if tokens:
            value = self.recovery.value(key, key.form, tokens, after, Place.of_key(key), kind)
        else:
            value = self._missing(key.name, start, after, key.example)
        if isinstance(value, v.Broken) and len(self.findings) == found + 1:
            self.findings[found] = self.unnamed.longer(kind, key, tokens, self.findings[found], start)
        items.entries.append(
            Entry(
                key=key.name,
                value=value,
                span=Span(start=self.tokens[start].start, end=self.tokens[self.at - 1].end),
                key_span=self.span(start, colon),
            )
        )

    def _row(self, kind: type[Block], start: int, colon: int, rows: list[Row], indentation: int) -> None:
        declared = kind.rows
        assert declared is not None
        what = f"A row of `{kind.kind}`"
        head_tokens = self.tokens[start:colon]
        colon = self.recovery.past_colon(colon + 1, kind.example) - 1
        cells = self.value_tokens(kind, colon + 1, indentation)
        cells = self.unnamed.value(None, declared.cell, cells, colon + 1, kind)
        if any(token.text == ":" for token in cells):  # the next row has a mistake in its head
            self.at = self.mistakes.misrows.end(kind, declared.cell, colon, indentation)
            cells = self.tokens[colon + 1 : self.at]
        after = self.at
        found = len(self.findings)
        head = self._part(declared.head, head_tokens, colon, what, kind, declared.head.example)
        if isinstance(head, v.Broken) and len(self.findings) == found + 1:
            self.findings[found] = self.mistakes.misrows.row(self.findings[found], declared.cell, cells)
        self.at = after
        written = self.source.text[head_tokens[0].start : head_tokens[-1].end]
        example = f"{messages.printable(written)}: {declared.cell.example}"
        if not cells:
            cell: v.Value = self._missing(written, start, colon, example)
        elif " ".join(token.text for token in cells[:3]) == "not stated":
            cell = v.NotStated(span=self.values.span(cells))
        elif isinstance(head, v.Broken):
            cell = v.Broken(span=self.values.span(cells))
        elif (
            declared.starts == "label"
            and written in guesses.all_keys()
            and (said := self.mistakes.misrows.key_of_source(kind, head_tokens, cells))
        ):
            self.findings.append(said)
            cell = v.Broken(span=self.values.span(cells))
        else:
            cell = self._part(declared.cell, cells, colon + 1, what, kind, example, f"{written}: ")
        rows.append(
            Row(
                head=head,
                cell=cell,
                span=Span(start=self.tokens[start].start, end=self.tokens[self.at - 1].end),
            )
        )

    def _part(
        self,
        form: Form[Any],
        tokens: list[Token],
        at: int,
        what: str,
        kind: type[Block],
        example: str,
        before: str = "",
    ) -> v.Value:
        place = Place(what=what, example=example, before=before)
        return self.recovery.value(None, form, tokens, at, place, kind)

    def sentence(
        self,
        sentence: type[Block],
        kind: type[Block],
        start: int,
        blocks: list[Block],
        indentation: int,
        depth: int,
    ) -> None:
        """A sentence: its words, and the body in braces that some of them have."""
        tokens = self.value_tokens(kind, start, indentation, sentence=sentence)
        assert sentence.head_form is not None
        if self.tokens[self.at].text != "{":
            tokens = self.unnamed.value(None, sentence.head_form, tokens, start, kind)
        after = self.at
        what = f"A {sentence.kind}"
        value = self._part(sentence.head_form, tokens, start, what, kind, sentence.example)
        head_span = self.span(start, max(after, start + 1))
        items = Items()
        braced = self.tokens[after].text == "{"
        if keys_of(sentence) and self.at == after and (braced or self._lacks_brace(sentence, kind, after)):
            if not braced:
                text = messages.printable(self.source[head_span])
                self.findings.append(key_messages.missing_brace(text, head_span, sentence.example))
                self.recovery.surplus = self.recovery.surplus and self.outline.balance() < -1
            if depth >= DEEPEST:
                self.findings.append(messages.too_deep(head_span, DEEPEST))
                self.recovery.skip_braces(after)
                return
            self.at = after + 1 if braced else after
            items = self.inside(sentence, start, after, self.tokens[start].indentation, depth + 1)
        block = sentence(
            head_value=value,
            entries=tuple(items.entries),
            blocks=tuple(items.blocks),
            table=tuple(items.rows),
            span=self.span(start, self.at),
            head_span=head_span,
        )
        blocks.append(block)
        self._check_keys(block)

    def _lacks_brace(self, sentence: type[Block], kind: type[Block], at: int) -> bool:
        """Whether a key of the sentence stands here that the block around it does not have."""
        return self.outline.key(at, sentence) is not None and self.outline.key(at, kind) is None

    # ---- heads

    def _head(
        self, kind: type[Block], start: int, head: int, brace: int
    ) -> tuple[v.Name | None, v.Text | None, v.Value | None]:
        tokens = self.tokens[head:brace]
        words = [token for token in tokens if token.kind == WORD]
        texts = [token for token in tokens if token.kind == STRING]
        name = v.Name(text=words[0].text, span=self.values.span(words[:1])) if words else None
        title = v.Text(text=unquote(texts[0].text), span=self.values.span(texts[:1])) if texts else None
        shape = kind.head
        if self.outline.shaped(kind, head, brace):
            if shape in ("nothing", "name and title", "title") or not tokens:
                return name, title, None
            if shape in ("for names", "by names") and len(tokens) > 1:
                plain = "references" if kind.head_names == "reference" else "names"
                names = self.values.direct(plain, tokens[1:])
                if names is not None:
                    return None, None, names
            elif shape == "name by names":
                names = self.values.direct("names", tokens[2:])
                if names is not None:
                    return name, None, names
            elif shape == "rule" and kind.head_form is not None:
                what = f"The head of `{kind.kind}`"
                place = Place(what=what, example=kind.example)
                return None, None, self.values.value(kind.head_form, self.tokens[start:brace], place)
        if any(token.kind == BAD for token in tokens):
            self.recovery.claim(tokens, Place(what=f"The head of `{kind.kind}`", example=kind.example))
        else:
            from sladsl.syntax import misheads

            span = self.span(start, brace)
            self.findings.append(misheads.finding(kind, self.source, span, tokens, self.values.around))
        if shape in (
            "by names",
            "name by names",
        ):  # `target for priority`: rows are told by the fields all the same
            rest = tokens[1 if shape == "by names" else 2 :]
            names = self.values.direct("names", rest) if rest else None
            if names is not None:
                return (name if shape == "name by names" else None), None, names
        named = name if shape in ("name and title", "name by names") else None
        broken = shape in ("for names", "by names", "name by names", "rule")
        return named, title, v.Broken() if broken else None

    # ---- values

    def value_tokens(
        self, kind: type[Block], at: int, indentation: int, *, sentence: type[Block] | None = None
    ) -> list[Token]:
        """The tokens of a value that begins at `at`: to the next thing that begins, or the end.

        Inside a `sentence` nothing begins before its verb is past.
        """
        tokens, outline = self.tokens, self.outline
        position = at
        if sentence is not None:
            found = outline.verb(at, kind)
            position = found[1] if found is not None else at + 1
        ends = outline.starts if sentence is None else outline.ends_sentence
        while True:
            token = tokens[position]
            text = token.text
            if token.kind == "end" or text == "}":
                break
            if text == "{":
                if sentence is None or not keys_of(sentence):
                    position = self.recovery.unknown_block_start(at, position)
                break
            granted = sentence is not None and tokens[position - 1].text == "may" and not token.first
            if (ends(position, kind) and not granted) or (text == ":" and token.first):
                break  # in `Acme may audit {` no block begins
            if position > at and self.recovery.lacking and self.recovery.outside(position, indentation):
                break
            position += 1
        self.at = max(position, at)
        return tokens[at:position]

    def _missing(self, key: str, start: int, after: int, example: str) -> v.Broken:
        span = self.span(start, after)
        self.findings.append(key_messages.missing_value(key, span, example))
        return v.Broken(span=span)

    def _check_keys(self, block: Block) -> None:
        """Keys that stand twice, and those that must be there."""
        seen: dict[str, Span] = {}
        declared = keys_of(type(block))
        broken = {entry.key for entry in block.entries if isinstance(entry.value, v.Broken)}
        for entry in block.entries:
            first = seen.setdefault(entry.key, entry.key_span)
            if len(self.findings) >= MOST_FINDINGS:
                return
            if entry.key in broken:
                continue  # one of them was meant to be another key, or is told already
            if first is not entry.key_span and not declared[entry.key].many:
                self.findings.append(key_messages.repeated_key(entry.key, entry.key_span, first))
        for key in declared.values():
            if key.required and key.name not in seen and not self.recovery.has_mistake(block.span):
                meant = key_messages.instead_of(key.name, block, self.source)
                if meant is not None:
                    self.findings.append(meant)
                    continue
                line = guesses.lacking(key, frozenset(seen))
                self.findings.append(
                    key_messages.missing_key(key.name, block.head_span, f"`{block.label}`", line, key.answers)
                )

    def span(self, start: int, end: int) -> Span:
        """The text of tokens `start` to `end` (exclusive)."""
        return Span(start=self.tokens[start].start, end=self.tokens[max(end - 1, start)].end)
