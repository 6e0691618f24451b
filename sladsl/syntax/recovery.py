"""Where reading goes on after a mistake: braces that are missing, texts without end, values over two lines.

One mistake is one finding. Layout is used here and nowhere else: a line that begins something shows where a
value or a block was meant to end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sladsl.ast import values as v
from sladsl.ast.agreements import File
from sladsl.ast.declare import Block, Form, Key
from sladsl.diagnostics.finding import Finding
from sladsl.diagnostics.fixes import replacing
from sladsl.diagnostics.spelling import same_spelling, slip
from sladsl.source import Span
from sladsl.syntax import guesses, key_messages, messages, value_messages
from sladsl.syntax.outline import LONGEST_HEAD
from sladsl.syntax.scanner import BAD, NUMBER, QUOTES, STRING, WORD, Token
from sladsl.syntax.unclosed import unclosed_before
from sladsl.syntax.wrong import Place, bad_token

if TYPE_CHECKING:
    from sladsl.syntax.build import Builder

TRAILING = (";", "//", "/*")
JOINING = (",", "or", "and", "to", "not")
"""A line that ends with one of these goes on."""


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
        self.all_good = all(token.kind != BAD for token in self.tokens)
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

    def unopened(self, at: int) -> None:
        """Reports a closing brace too many, unless a text on its line has swallowed the opening one."""
        before = at
        while before and not self.tokens[before].first:
            before -= 1
            if self.tokens[before].text.startswith('"') and "{" in self.tokens[before].text:
                return
        self.findings.append(messages.unopened_brace(self.builder.span(at, at + 1)))

    def unclosed(self, start: int, brace: int, end: Token) -> None:
        """Reports a block without its closing brace, unless a text without its end has swallowed it."""
        if any(token.kind == BAD and token.text.startswith('"""') for token in self.tokens):
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
        for back in range(1, 4):
            if brace - back > at and _kind_in_other_letters(self.tokens[brace - back]):
                return brace - back
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
                    found = unclosed_before(self.tokens, token)
                    self.findings.append(found or bad_token(tokens, position, place))
                    reported = True

    def report_unclaimed(self) -> None:
        for token in self.tokens:
            if token.kind == BAD and token.start not in self.claimed:
                found = unclosed_before(self.tokens, token)
                self.findings.append(found or bad_token([token], 0, Place(what="", example=File.example)))

    def has_mistake(self, span: Span) -> bool:
        return any(span.start <= finding.span.start < span.end for finding in self.findings)

    # ---- values

    def past_colon(self, after: int, example: str) -> int:
        """Where a value begins behind its colon, if that stands there twice: `role: : provider`."""
        token = self.tokens[after]
        if token.text != ":" or token.first:
            return after
        self.findings.append(messages.doubled(":", Span(start=token.start, end=token.end), example))
        return after + 1

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
        if key is not None and tokens[0].kind == BAD and tokens[0].text == "=" and len(tokens) > 1:
            right = messages.printable(self.builder.source.text[tokens[1].start : tokens[-1].end])
            span = self.builder.values.span(tokens[:1])
            before = Span(start=self.tokens[at - 2].end, end=span.end)
            fix = replacing(before, ":", safe=True)
            self.findings.append(
                key_messages.missing_colon(key.name, ":=", span, f"{key.name}: {right}", fix)
            )
            self.claimed.add(tokens[0].start)
            tokens, at = tokens[1:], at + 1
        count = len(tokens)
        if not (form.direct in ("text", "texts") and tokens[0].kind == WORD and tokens[-1].text == "."):
            tokens = self._without_end(tokens)  # the full stop of words without quotes belongs to them
        if not tokens:
            return v.Broken()
        found, undo = self._attempt(key, form, tokens, place)
        if len(tokens) < count and isinstance(found, v.Broken):
            del self.findings[undo:]  # what stood at the end was the mistake, or hides it
        if not isinstance(found, v.Broken) or len(tokens) < 2:
            return found
        cell = self._next_row(kind, form, tokens, undo) if key is None else []
        if cell:
            return self.builder.values.value(form, cell, place)
        cut = next(
            (
                step
                for step, token in enumerate(tokens)
                if step and (token.first or self._opens(at + step, kind))
            ),
            0,
        )
        if not cut or (tokens[cut - 1].text in JOINING and not self.begins(at + cut, kind)):
            return found
        kept = self.findings[undo:]
        claimed = set(self.claimed)
        del self.findings[undo:]
        self.claimed.difference_update(token.start for token in tokens)
        first = self._without_end(tokens[:cut])
        again, _ = self._attempt(key, form, first, place) if first else (found, undo)
        if isinstance(again, v.Broken) and not self.begins(at + cut, kind):
            del self.findings[undo:]
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
        found = self._read(key, form, tokens, place)
        if type(found) is v.Broken and form.rule in ("cells", "columns"):
            explained = any(each.name == "written-otherwise" for each in self.findings[before:])
            if not explained:
                found = self._piped(form, tokens, place, before) or found
        return found, before

    def _piped(self, form: Form[Any], tokens: list[Token], place: Place, undo: int) -> v.Value | None:
        """Values with another sign between them than `|`: read as meant, so that nothing else is told of them."""
        from sladsl.source import respanned
        from sladsl.syntax import separators
        from sladsl.syntax.forms import grammar_value

        values = self.builder.values
        found = separators.piped(
            self.builder.source,
            form.rule,
            tokens,
            place.before,
            lambda piece: values.fits(form, piece),
        )
        if found is None:
            return None
        del self.findings[undo:]
        self.findings.append(found)
        self.claimed.update(token.start for token in tokens if token.kind == BAD)
        span = values.span(tokens)
        return respanned(grammar_value(form.rule, found.expected.removeprefix(place.before)), lambda _: span)

    def _read(self, key: Key[Any] | None, form: Form[Any], tokens: list[Token], place: Place) -> v.Value:
        """A value, or `Broken` with its finding."""
        if not self.all_good and any(token.kind == BAD for token in tokens):
            otherwise = self.builder.values.otherwise(key, form, tokens, place)
            if otherwise is None and form.direct in ("text", "texts") and _words(tokens):
                otherwise = value_messages.unquoted(
                    self.builder.source, tokens, place.what, place.before, several=form.direct == "texts"
                )
            if otherwise is None:
                otherwise = self._separated(key, form, tokens, place)
            if otherwise is not None:
                self.findings.append(otherwise)
                self.claimed.update(token.start for token in tokens if token.kind == BAD)
            else:
                self.claim(tokens, place)
            return v.Broken(span=self.builder.values.span(tokens))
        if key is not None:
            return self.builder.values.key_value(key, tokens)
        return self.builder.values.value(form, tokens, place)

    def _separated(
        self, key: Key[Any] | None, form: Form[Any], tokens: list[Token], place: Place
    ) -> Finding | None:
        """A list whose items have another sign between them than commas."""
        from sladsl.syntax import separators
        from sladsl.syntax.forms import fits

        return separators.items(self.builder.source, tokens, place.before, lambda text: fits(key, form, text))

    def _next_row(self, kind: type[Block], form: Form[Any], tokens: list[Token], undo: int) -> list[Token]:
        """The tokens of a cell before a row that has no colon, which is told instead of all since `undo`."""
        if kind.rows is None or form is not kind.rows.cell:
            return []
        from sladsl.syntax import separators

        found = separators.inside(self.builder.source, kind, tokens, self.builder.values.fits)
        if found is None:
            return []
        del self.findings[undo:]
        self.findings.append(found[1])
        return tokens[: found[0]]

    def _without_end(self, tokens: list[Token]) -> list[Token]:
        """The tokens without a semicolon, comma or foreign comment at their end, which is reported."""
        while tokens:
            last = tokens[-1]
            if last.kind == BAD and last.text.startswith(TRAILING):
                self.claim([last], Place(what="", example=""))
            elif last.text == "." and len(tokens) > 1 and not _abbreviated(tokens):
                self.findings.append(value_messages.full_stop(Span(start=last.start, end=last.end)))
            elif last.text == "," and len(tokens) > 1:
                self.findings.append(key_messages.trailing_comma(Span(start=last.start, end=last.end)))
            else:
                break
            tokens = tokens[:-1]
        return tokens

    def begins(self, at: int, kind: type[Block]) -> bool:
        """Whether something with a mistake in it begins here: a key without colon, a head without brace."""
        return (
            self.outline.key_words(at, kind) is not None
            or self.outline.kind_words(at, kind) is not None
            or self.verb(at) is not None
            or (kind.rows is not None and self._has_colon(at))
        )

    def _opens(self, at: int, kind: type[Block]) -> bool:
        """Whether a block without its brace begins here: the words of its kind, and at once something that stands in it."""
        found = self.outline.kind_words(at, kind)
        return found is not None and found[0].head == "nothing" and self.outline.begins(found[1], found[0])

    def _has_colon(self, at: int) -> bool:
        """Whether a colon stands on the line that begins here."""
        for position in range(at, min(at + LONGEST_HEAD, len(self.tokens))):
            if position > at and self.tokens[position].first:
                return False
            if self.tokens[position].text == ":":
                return True
        return False

    def skip_value(
        self, kind: type[Block], at: int, indentation: int, *, sentence: type[Block] | None = None
    ) -> None:
        """Goes on after a value that nobody reads: where something begins, if only with a mistake."""
        tokens = self.builder.value_tokens(kind, at, indentation, sentence=sentence)
        for step, token in enumerate(tokens):
            if step and token.first and self.begins(at + step, kind):
                self.builder.at = at + step
                return
        # `decided within:` where `within` alone is a key, or nothing is: its first words are no part of this value.
        end = self.builder.at
        for length in (2, 1):
            begin = end - length
            words = [token.text for token in self.tokens[begin : end + 1]]
            if begin > at and self.tokens[end + 1].text == ":" and " ".join(words) in guesses.all_keys():
                self.builder.at = begin
                return

    def verb(self, at: int) -> tuple[int, str] | None:
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


def _kind_in_other_letters(token: Token) -> bool:
    """Whether the word is a kind of block but for blanks, marks or a slip: `earnback`, `Bands`."""
    if token.kind != WORD or len(token.text) < 5:
        return False
    kinds = tuple(block.kind for block in guesses.all_blocks())
    return any(same_spelling(token.text, kind) or slip(token.text, kind, kinds) for kind in kinds)


def _abbreviated(tokens: list[Token]) -> bool:
    """Whether the point at the end belongs to an abbreviation: `p.a.`."""
    return len(tokens) > 1 and tokens[-2].text[-2:-1] == "."


def _words(tokens: list[Token]) -> bool:
    """Whether words without quotes stand here, with marks that mean nothing outside a text: `desk@nimbus.example`."""
    return tokens[0].kind in (WORD, NUMBER) and not any(
        '"' in token.text or token.text[0] in QUOTES for token in tokens
    )
