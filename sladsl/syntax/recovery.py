"""Goes on after a mistake: says what was probably meant, and where reading starts again.

One mistake is one finding. Layout is used here and nowhere else: a line that begins something shows where a
value or a block was meant to end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sladsl.ast import values as v
from sladsl.ast.agreements import File
from sladsl.ast.declare import Block, Form, Key, keys_of
from sladsl.diagnostics.suggest import closest
from sladsl.source import Span
from sladsl.syntax import guesses, messages
from sladsl.syntax.scanner import BAD, NUMBER, STRING, WORD, Token
from sladsl.syntax.wrong import Place, bad_token

if TYPE_CHECKING:
    from sladsl.syntax.build import Builder, Items

TRAILING = (";", "//", "/*")


class Recovery:
    """What a builder asks when something is wrong."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self.tokens = builder.tokens
        self.findings = builder.findings
        self.outline = builder.outline
        balance = self.outline.balance()
        self.lacking = balance > 0
        self.surplus = balance < 0
        self.claimed: set[int] = set()
        """Where bad tokens stand that a finding has spoken of."""

    # ---- braces

    def outside(self, at: int, indentation: int) -> bool:
        """Whether a line outside the current block begins here, in a text that lacks a closing brace."""
        if not self.lacking or indentation < 0 or not self.tokens[at].first:
            return False
        column = self.tokens[at].indentation
        return column < indentation if self.tokens[at].text == "}" else column <= indentation

    def closes_too_early(self, brace: Token, start: int) -> bool:
        """Whether this closing brace is one too many: it stands further in than the block it would close."""
        if self.surplus and brace.indentation > self.tokens[start].indentation:
            self.surplus = False
            return True
        return False

    def unclosed(self, start: int, brace: int, end: Token) -> None:
        """Reports a block without its closing brace, unless a text without its end has swallowed it."""
        last = self.tokens[-2]
        if end.kind == "end" and last.kind == BAD and last.text.startswith('"""'):
            return
        head = self.builder.source.text[self.tokens[start].start : self.tokens[brace - 1].end]
        span = self.builder.span(start, brace)
        before = Span(start=end.start, end=max(end.end, end.start))
        self.findings.append(messages.unclosed_block(messages.printable(head), span, before))

    def skip_braces(self, brace: int) -> None:
        """Goes on after the brace that closes the one at `brace`."""
        depth = 0
        at = brace
        while self.tokens[at].kind != "end":
            text = self.tokens[at].text
            at += 1
            if text == "{":
                depth += 1
            elif text == "}":
                depth -= 1
                if depth == 0:
                    break
        self.builder.at = at

    def unknown_block_start(self, at: int, brace: int) -> int:
        """A brace inside a value: the words before it are taken as the head of a block that nobody knows."""
        position = brace
        while position > at + 1 and brace - position < 3 and self.tokens[position - 1].kind in (WORD, STRING):
            position -= 1
            if self.tokens[position].first:
                break
        return position

    def give_up(self, most: int) -> None:
        """Ends the reading of a text that is full of mistakes."""
        token = self.tokens[self.builder.at]
        self.findings.append(messages.too_many(most, Span(start=token.start, end=token.end)))
        self.builder.at = len(self.tokens) - 1
        self.claimed.update(token.start for token in self.tokens if token.kind == BAD)

    # ---- bad tokens

    def claim(self, tokens: list[Token], place: Place) -> None:
        """Reports the first bad token that has no report yet, in the light of what stands around it."""
        reported = False
        for position, token in enumerate(tokens):
            if token.kind == BAD and token.start not in self.claimed:
                self.claimed.add(token.start)
                if not reported:
                    self.findings.append(bad_token(tokens, position, place))
                    reported = True

    def report_unclaimed(self) -> None:
        for token in self.tokens:
            if token.kind == BAD and token.start not in self.claimed:
                self.findings.append(bad_token([token], 0, Place(what="", example=File.example)))

    def has_mistake(self, span: Span) -> bool:
        return any(span.start <= finding.span.start < span.end for finding in self.findings)

    # ---- values

    def value(
        self,
        key: Key[Any] | None,
        form: Form[Any],
        tokens: list[Token],
        at: int,
        place: Place,
        kind: type[Block],
    ) -> v.Value:
        """The value of the tokens from `at`; when it is none, that of their first line if that is one."""
        tokens = self._without_end(tokens)
        if not tokens:
            return v.Broken()
        found, undo = self._attempt(key, form, tokens, place)
        if not isinstance(found, v.Broken) or len(tokens) < 2:
            return found
        cut = next((step for step, token in enumerate(tokens) if step and token.first), 0)
        if not cut or tokens[cut - 1].text in (",", "or", "and", "to", "not"):
            return found
        first = self._without_end(tokens[:cut])
        kept = self.findings[undo:]
        claimed = set(self.claimed)
        del self.findings[undo:]
        self.claimed.difference_update(token.start for token in tokens)
        again, second_undo = self._attempt(key, form, first, place) if first else (found, undo)
        if isinstance(again, v.Broken) and not self._begins(at + cut, kind):
            del self.findings[second_undo:]
            self.findings.extend(kept)
            self.claimed = claimed
            return found
        self.builder.at = at + cut
        return again

    def _attempt(
        self, key: Key[Any] | None, form: Form[Any], tokens: list[Token], place: Place
    ) -> tuple[v.Value, int]:
        """A value and how many findings there were before it."""
        before = len(self.findings)
        if any(token.kind == BAD for token in tokens):
            self.claim(tokens, place)
            return v.Broken(span=self.builder.values.span(tokens)), before
        if key is not None:
            return self.builder.values.key_value(key, tokens), before
        return self.builder.values.value(form, tokens, place), before

    def _without_end(self, tokens: list[Token]) -> list[Token]:
        """The tokens without a semicolon, comma or foreign comment at their end, which is reported."""
        while tokens:
            last = tokens[-1]
            if last.kind == BAD and last.text.startswith(TRAILING):
                self.claim([last], Place(what="", example=""))
            elif last.text == "," and len(tokens) > 1:
                self.findings.append(messages.trailing_comma(Span(start=last.start, end=last.end)))
            else:
                break
            tokens = tokens[:-1]
        return tokens

    def _begins(self, at: int, kind: type[Block]) -> bool:
        """Whether something with a mistake in it begins here: a key without colon, a head without brace."""
        return (
            self.outline.key_words(at, kind) is not None
            or self.outline.kind_words(at, kind) is not None
            or self._verb(at) is not None
        )

    def _verb(self, at: int) -> tuple[int, str] | None:
        """The token of a word meant as the verb of a promise that begins here, and the right verb."""
        tokens = self.tokens
        if tokens[at].kind != WORD:
            return None
        for position in range(at + 1, min(at + 3, len(tokens))):
            if tokens[position].kind != WORD or tokens[position].first:
                return None
            verb = guesses.verb(tokens[position].text)
            if verb:
                return position, verb
        return None

    # ---- what begins nothing

    def mistake(self, kind: type[Block], items: Items, start: int, indentation: int, depth: int) -> None:
        """Reports what begins nothing and goes on after it."""
        tokens, builder = self.tokens, self.builder
        token = tokens[start]
        if token.kind == BAD and token.text.startswith(TRAILING):
            self.claim([token], Place(what="", example=""))
            builder.at = start + 1
            return
        if token.kind == STRING and tokens[start + 1].text == ":":
            builder.value_tokens(kind, start + 2, indentation)
            text = token.text.strip('"')
            key = keys_of(kind).get(text)
            example = key.example if key else kind.example
            self.findings.append(messages.quoted_key(text, builder.span(start, start + 1), example))
            return
        colon = self.outline.label(start, alone=True)
        if colon:
            self._before_colon(kind, items, start, colon, indentation, depth)
            return
        written = self.outline.key_words(start, kind)
        if written is not None:
            self._no_colon(kind, items, written[0], start, written[1], indentation)
            return
        verb = self._verb(start)
        if verb is not None:
            self._wrong_verb(kind, start, verb, indentation)
            return
        brace = self.outline.brace(start)
        if brace and token.kind == WORD:
            self._unknown_block(kind, items, start, brace, depth)
            return
        opened = self.outline.kind_words(start, kind)
        if opened is not None and self._no_brace(opened[0], items, start, opened[1], depth):
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
            self.findings.append(messages.block_with_colon(text, span, child.example))
            if tokens[colon + 1].text == "{" and child.head in ("nothing", "for names"):
                built = builder.block(child, start, colon + 1, colon + 1, depth + 1)
                if built is not None:
                    items.blocks.append(built)
            else:
                builder.at = colon + 1
                self._skip_deeper(start)
            return
        if kind.rows is not None and not keys and kind.rows.starts == "comparator":
            builder.value_tokens(kind, colon + 1, indentation)
            self.findings.append(messages.bad_row(text, kind.kind, span, kind.rows.head.words, kind.example))
            return
        brace = colon + 1 if tokens[colon + 1].text == "{" else 0
        if brace:
            self.skip_braces(brace)
        else:
            builder.value_tokens(kind, colon + 1, indentation)
        near = guesses.key(text, tuple(keys)) or closest(text, keys)
        last = text.rpartition(" ")[2]
        if not near and last in keys and colon - start > 1:
            near = last
        example = keys[near].example if near else kind.example
        homes = () if near else guesses.homes_of_key(text)
        self.findings.append(messages.unknown_key(text, span, inside, tuple(keys), near, homes, example))

    def _skip_deeper(self, start: int) -> None:
        """Goes on at the next line that is not further in than the line of `start`."""
        at = self.builder.at
        while self.tokens[at].kind != "end" and self.tokens[at].text != "}":
            if self.tokens[at].first and self.tokens[at].indentation <= self.tokens[start].indentation:
                break
            if self.tokens[at].text == "{":
                self.skip_braces(at)
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
            self.claimed.add(tokens[after].start)
            span = builder.span(start, after + 1)
            after += 1
        before = len(self.findings)
        builder.entry(kind, items, key, start, after, indentation)
        sound = len(self.findings) == before
        del self.findings[before:]
        value = builder.source.text[tokens[after].start : tokens[builder.at - 1].end] if sound else ""
        right = f"{key.name}: {messages.printable(value)}" if sound else key.example
        self.findings.append(messages.missing_colon(key.name, sign, span, right))

    def _wrong_verb(self, kind: type[Block], start: int, verb: tuple[int, str], indentation: int) -> None:
        """A promise with a verb of another language, or where no promise can stand."""
        builder, tokens = self.builder, self.tokens
        builder.value_tokens(kind, start, indentation, sentence=True)
        position, right = verb
        sentence = next((child for child in kind.within if child.head == "sentence"), None)
        if sentence is None:
            span = builder.span(start, builder.at)
            self.findings.append(messages.promise_elsewhere(self._inside(kind), span))
            return
        line = builder.source.text[tokens[start].start : tokens[builder.at - 1].end]
        before = builder.source.text[tokens[start].start : tokens[position].start]
        mended = messages.printable(
            f"{before}{right}{line[tokens[position].end - tokens[start].start :]}", 90
        )
        span = builder.span(position, position + 1)
        self.findings.append(messages.unknown_verb(tokens[position].text, right, span, mended))

    def _unknown_block(self, kind: type[Block], items: Items, start: int, brace: int, depth: int) -> None:
        """A head with its brace of a kind that does not stand here; a misspelt one is read all the same."""
        tokens, builder = self.tokens, self.builder
        word = tokens[start].text
        kinds = tuple(child.kind for child in kind.within if child.head != "sentence")
        near = guesses.kind(word, kinds) or closest(word, kinds)
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
            self.skip_braces(brace)

    def _no_brace(self, child: type[Block], items: Items, start: int, head: int, depth: int) -> bool:
        """A head without its opening brace; what follows is read as its inside when it can stand there."""
        tokens, builder = self.tokens, self.builder
        end = head
        while end < len(tokens) - 1 and end - head < 12 and not tokens[end].first:
            if tokens[end].text in ("}", ":") or self.outline.starts(end, child):
                break
            end += 1
        if not self.outline.shaped(child, head, end):
            return False
        span = builder.span(start, end)
        text = messages.printable(builder.source.text[span.start : span.end])
        self.findings.append(messages.missing_brace(text, span, child.example))
        inner = tokens[end].indentation > tokens[start].indentation or not tokens[end].first
        if inner and self.outline.starts(end, child):
            self.surplus = self.surplus and self.outline.balance() < -1
            built = builder.block(child, start, head, end, depth + 1)
            if built is not None:
                items.blocks.append(built)
        else:
            builder.at = end
        return True

    def _stray(self, kind: type[Block], start: int, indentation: int) -> None:
        outline, tokens, builder = self.outline, self.tokens, self.builder
        at = start + 1
        while (
            tokens[at].kind != "end"
            and tokens[at].text not in ("{", "}")
            and not outline.starts(at, kind)
            and not (tokens[at].first and (outline.brace(at) or self._begins(at, kind)))
            and not self.outside(at, indentation)
        ):
            at += 1
        builder.at = at
        stray = tokens[start:at]
        if any(token.kind == BAD for token in stray):
            self.claim(stray, Place(what="", example=kind.example))
        else:
            span = builder.span(start, at)
            text = builder.source.text[span.start : span.end]
            if kind.rows is not None and tokens[start].kind in (WORD, STRING, NUMBER):
                self.findings.append(messages.row_without_colon(text, kind.kind, span, kind.example))
            else:
                self.findings.append(messages.stray(text, span, self._inside(kind), kind.example))
        if tokens[at].text == "{":
            self.skip_braces(at)

    def _inside(self, kind: type[Block]) -> str:
        return f"`{kind.kind}`" if kind is not File else "a file"
