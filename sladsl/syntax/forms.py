"""Reads one value: answers and plain values from tokens, everything else by its form's rule of the grammar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sladsl.ast import values as v
from sladsl.ast.declare import Form, Key
from sladsl.diagnostics.finding import Finding
from sladsl.source import SourceText, Span
from sladsl.syntax import messages
from sladsl.syntax.scanner import DATE, NUMBER, STRING, WORD, Token
from sladsl.syntax.values import Unreadable, read, unquote

if TYPE_CHECKING:
    from lark import Lark

MOST_TOKENS = 4_000
MOST_OPERATORS = 64
MOST_DIGITS = 40
OPERATORS = frozenset({"not", "(", "+", "-", "*", "/"})


class ValueReader:
    """Values of one text; findings go into the list given."""

    def __init__(self, source: SourceText, findings: list[Finding]) -> None:
        self.source = source
        self.findings = findings
        self._parser: Lark | None = None

    def key_value(self, key: Key[Any], tokens: list[Token]) -> v.Value:
        """The value of a key, or `Broken` with a finding."""
        what = f"`{key.name}`"
        words = " ".join(token.text for token in tokens)
        span = self.span(tokens)
        if words == "not stated":
            if key.open:
                return v.NotStated(span=span)
            return self._broken(
                messages.bad_value(words, what, key.form.words, span, key.example, "It can't be left open.")
            )
        if words in key.answers:
            return v.Answer(text=words, span=span)
        if key.form.direct == "answer":
            answers = key.answers + (("not stated",) if key.open else ())
            return self._broken(messages.bad_answer(words, key.name, span, answers))
        also = f", or {' or '.join(f'`{answer}`' for answer in key.answers)}" if key.answers else ""
        return self.value(key.form, tokens, what, key.example, also)

    def value(self, form: Form[Any], tokens: list[Token], what: str, example: str, also: str = "") -> v.Value:
        """The value of a form, or `Broken` with a finding that shows `example`."""
        long = next((token for token in tokens if token.kind == NUMBER and len(token.text) > MOST_DIGITS), None)
        if long is not None:
            span = Span(start=long.start, end=long.end)
            return self._broken(
                messages.error("S304", "number-too-long", span, f"This number has more than {MOST_DIGITS} digits.")
            )
        if len(tokens) > MOST_TOKENS or sum(token.text in OPERATORS for token in tokens) > MOST_OPERATORS:
            return self._broken(
                messages.error(
                    "S305",
                    "value-too-long",
                    self.span(tokens),
                    f"This value has more than {MOST_OPERATORS} operators or {MOST_TOKENS} words.",
                    "Split it.",
                )
            )
        direct = self._direct(form.direct, tokens) if form.direct else None
        if direct is not None:
            return direct
        words = form.words + also
        if not form.rule:
            return self._wrong(tokens, tokens[0], what, words, example)
        return self._by_grammar(form.rule, tokens, what, words, example)

    def span(self, tokens: list[Token]) -> Span:
        return Span(start=tokens[0].start, end=tokens[-1].end)

    # ---- plain values

    def _direct(self, direct: str, tokens: list[Token]) -> v.Value | None:
        span = self.span(tokens)
        first = tokens[0]
        if direct == "text":
            if len(tokens) == 1 and first.kind == STRING:
                return v.Text(text=unquote(first.text), span=span)
        elif direct == "name":
            if len(tokens) == 1 and first.kind == WORD:
                return v.Name(text=first.text, span=span)
        elif direct == "date":
            if len(tokens) == 1 and first.kind == DATE and len(first.text) == 10:
                return v.Date(iso=first.text, span=span)
        else:
            wanted = STRING if direct == "texts" else WORD
            items = tokens[::2]
            if (
                len(tokens) % 2
                and all(token.kind == wanted for token in items)
                and all(token.text == "," for token in tokens[1::2])
            ):
                spans = [Span(start=token.start, end=token.end) for token in items]
                if direct == "texts":
                    return v.Texts(
                        items=tuple(
                            v.Text(text=unquote(t.text), span=s) for t, s in zip(items, spans, strict=True)
                        ),
                        span=span,
                    )
                return v.Names(
                    items=tuple(v.Name(text=t.text, span=s) for t, s in zip(items, spans, strict=True)), span=span
                )
        return None

    # ---- the grammar

    def _by_grammar(self, rule: str, tokens: list[Token], what: str, words: str, example: str) -> v.Value:
        from lark import TextSlice
        from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

        if self._parser is None:
            from sladsl.syntax.grammar import load

            self._parser = load()
        start, end = tokens[0].start, tokens[-1].end
        try:
            tree = self._parser.parse(TextSlice(self.source.text, start, end), start=rule)
            found: v.Value = read(tree)
        except Unreadable as trouble:
            return self._broken(
                messages.error("S306", "meaningless-value", trouble.span, trouble.message, trouble.hint)
            )
        except UnexpectedInput as trouble:
            position = end
            if isinstance(trouble, (UnexpectedToken, UnexpectedCharacters)) and trouble.pos_in_stream is not None:
                position = trouble.pos_in_stream
            if isinstance(trouble, UnexpectedToken) and trouble.token.type == "$END":
                position = end
            at = next((token for token in tokens if token.end > position), None)
            return self._wrong(tokens, at, what, words, example)
        return found

    def _wrong(
        self, tokens: list[Token], at: Token | None, what: str, words: str, example: str
    ) -> v.Value:
        text = self.source.text[tokens[0].start : tokens[-1].end]
        if at is None:
            span = Span(start=tokens[-1].start, end=tokens[-1].end)
            shown = messages.printable(text)
            finding = messages.error(
                "S303",
                "unexpected-value",
                span,
                f"{what} takes {words}; `{shown}` ends too early.",
                f"Write `{example}`.",
                expected=example,
            )
            return self._broken(finding)
        return self._broken(
            messages.bad_value(text, what, words, Span(start=at.start, end=max(at.end, at.start + 1)), example)
        )

    def _broken(self, finding: Finding) -> v.Broken:
        self.findings.append(finding)
        return v.Broken(span=finding.span)
