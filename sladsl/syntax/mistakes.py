"""What begins nothing: says what was probably meant, and reads on as if it had been written.

One mistake is one finding, so a misspelt block, a key without colon or a head without brace is read all the
same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sladsl.ast import forms as f
from sladsl.ast.agreements import File
from sladsl.ast.declare import Block, keys_of
from sladsl.ast.duties import Duty
from sladsl.ast.objectives import Promise
from sladsl.syntax import key_messages, messages, reordered, separators
from sladsl.syntax.forms import fits
from sladsl.syntax.misblocks import Misblocks
from sladsl.syntax.misbraces import Misbraces
from sladsl.syntax.misnamed import Misnamed
from sladsl.syntax.misrows import Misrows
from sladsl.syntax.phrasings.table import block_word
from sladsl.syntax.recovery import TRAILING, Recovery
from sladsl.syntax.scanner import BAD, NUMBER, STRING, WORD
from sladsl.syntax.wrong import Place

if TYPE_CHECKING:
    from sladsl.syntax.build import Builder, Items


LONGEST_SPOKEN = 10
IMPORTS = ("import", "include", "require", "use", "using", "from", "source", "extends")


class Mistakes:
    """What a builder asks where a word begins nothing."""

    def __init__(self, builder: Builder, recovery: Recovery) -> None:
        self.builder = builder
        self.recovery = recovery
        self.tokens = builder.tokens
        self.findings = builder.findings
        self.outline = builder.outline
        self.misnamed = Misnamed(builder, recovery)
        self.misblocks = Misblocks(builder, recovery)
        self.misbraces = Misbraces(builder, recovery, self.misnamed)
        self.misrows = Misrows(builder, recovery)
        self.unnamed = builder.unnamed

    def read(self, kind: type[Block], items: Items, start: int, indentation: int, depth: int) -> None:
        """Reports what begins nothing and goes on after it."""
        tokens, builder = self.tokens, self.builder
        token = tokens[start]
        if token.kind == BAD and token.text.startswith(TRAILING):
            self.recovery.claim([token], Place(what="", example=""))
            builder.at = start + 1
            return
        if kind is File and token.text.lower() in IMPORTS and tokens[start + 1].kind == STRING:
            self.misnamed.imported(kind, items, start, indentation)
            return
        before, after = tokens[start - 1] if start else token, tokens[start + 1]
        if token.text == "," and before.kind == after.kind == NUMBER and before.end == token.start:
            figure = f"{before.text},{after.text}"
            self.findings.append(key_messages.thousands(figure, builder.span(start - 1, start + 2)))
            self.recovery.skip_value(kind, start + 1, indentation)
            return
        if token.text == ",":
            self.findings.append(key_messages.comma_between(builder.span(start, start + 1)))
            builder.at = start + 1
            return
        if token.text == ":":
            self.unnamed.colon(kind, items, start, indentation)
            return
        if token.text == "{" and self.unnamed.twice(kind, start):
            self.findings.append(messages.doubled("{", builder.span(start, start + 1), kind.example))
            self.recovery.lacking = self.outline.balance() > 1
            builder.at = start + 1
            return
        if token.text == "{" and self.unnamed.brace(kind, items, start, depth):
            return
        if token.kind == STRING and tokens[start + 1].text == ":":
            self.misnamed.quoted(kind, items, start, indentation)
            return
        if self.unnamed.keyless.before_key(kind, start):
            return
        bare = self.unnamed.without_colon(kind, start)
        if bare is not None:
            self.misnamed.no_colon(kind, items, bare[0], start, bare[1], indentation)
            return
        if self.misbraces.head_behind_colon(kind, items, start, depth):
            return
        spoken = self._spoken_colon(start)
        if spoken and tokens[spoken].text != ":" and not self.misnamed.knows(kind, start, spoken):
            spoken = 0  # `role = provider`: a key without its colon
        if spoken and self.misnamed.knows(kind, start, spoken):
            self.misnamed.key(kind, items, start, spoken, indentation, depth)
            return
        opened = self.outline.kind_words(start, kind)
        if opened is not None and self._of_two_words(kind, start):
            self.misblocks.read(kind, items, start, self.outline.brace(start), depth)
            return
        if opened is not None and self.misbraces.odd_head(opened[0], items, start, opened[1], depth):
            return
        if opened is not None and self.misbraces.no_brace(opened[0], items, start, opened[1], depth):
            return
        if self.misrows.read(kind, start, indentation):
            return
        colon = self.outline.label(start, alone=True) or spoken
        if colon:
            self.misnamed.key(kind, items, start, colon, indentation, depth)
            return
        written = self.outline.key_words(start, kind)
        if written is not None:
            self.misnamed.no_colon(kind, items, written[0], start, written[1], indentation)
            return
        if token.kind == WORD and self._sentence(kind, start, indentation, depth):
            return
        verb = self.recovery.verb(start)
        if verb is not None:
            self._wrong_verb(kind, start, verb, indentation)
            return
        brace = self.outline.brace(start)
        if brace and self._duty_of_its_own(kind, start, brace, depth):
            return
        if brace and token.kind == WORD:
            self.misblocks.read(kind, items, start, brace, depth)
            return
        self._stray(kind, start, indentation)

    def _of_two_words(self, kind: type[Block], start: int) -> bool:
        """Whether two words that begin like a block are another one: `service credit for Response {`."""
        if not self.outline.brace(start) or self.tokens[start + 2].text == "{":
            return False
        words = f"{self.tokens[start].text} {self.tokens[start + 1].text}"
        return not self.tokens[start + 1].first and block_word(words, kind.kind) is not None

    def _spoken_colon(self, start: int) -> int:
        """The colon behind words on one line with marks between them: `time-zone:`, `max. credit:`, `uptime (%):`."""
        tokens = self.tokens
        if tokens[start].kind != WORD:
            return 0
        for at in range(start + 1, min(start + LONGEST_SPOKEN, len(tokens))):
            if tokens[at].first or tokens[at].kind in ("end", STRING):
                return 0
            if tokens[at].text == ":" or (tokens[at].kind == BAD and tokens[at].text in ("=", "=>", "→")):
                return at
            if tokens[at].kind not in (WORD, BAD) and tokens[at].text not in "-./()%&":
                return 0
        return 0

    def _sentence(self, kind: type[Block], start: int, indentation: int, depth: int) -> bool:
        """Words that are meant as a sentence of this block, told by a phrasing that makes it one."""
        builder, tokens = self.builder, self.tokens
        for sentence in kind.within:
            form = sentence.head_form
            if sentence.head != "sentence" or form is None:
                continue
            self.recovery.skip_value(kind, start, indentation, sentence=sentence)
            if self.outline.verb(builder.at, kind) is not None and not tokens[builder.at].first:
                builder.value_tokens(
                    kind, builder.at, indentation, sentence=sentence
                )  # `The Provider ensures`
            words = tokens[start : builder.at]
            place = Place(what=f"A {sentence.kind}", example=sentence.example)
            found = builder.values.otherwise(None, form, words, place, proved=True) if words else None
            if found is None:
                builder.at = start
                continue
            self.findings.append(found)
            self.recovery.claimed.update(token.start for token in words if token.kind == BAD)
            if keys_of(sentence) and tokens[builder.at].text == "{":
                brace = builder.at
                builder.at += 1
                builder.inside(sentence, start, brace, tokens[start].indentation, depth + 1)
            return True
        return False

    def _duty_of_its_own(self, kind: type[Block], start: int, brace: int, depth: int) -> bool:
        """`Supplier pays Damages to City { … }`: what is in the braces is read as that of a duty."""
        from sladsl.syntax.misduties import duty_meant, duty_otherwise

        builder, tokens = self.builder, self.tokens
        meant = duty_meant(tokens[start:brace], kind)
        if not meant:
            return False
        place = len(self.findings)
        builder.at = brace + 1
        builder.inside(Duty, start, brace, tokens[start].indentation, depth + 1)
        body = messages.printable(builder.source[builder.span(brace, builder.at)], 80)
        if len(self.findings) > place or "…" in body:
            body = "{ … }"
        found = duty_otherwise(tokens[start + 1].text, meant, body, builder.span(start, brace))
        self.findings.insert(place, found)
        return True

    def _wrong_verb(self, kind: type[Block], start: int, verb: tuple[int, str], indentation: int) -> None:
        """A promise with a verb of another language, or where no promise can stand."""
        builder, tokens = self.builder, self.tokens
        position, right = verb
        sentence = next((child for child in kind.within if right in child.verbs), None)
        self.recovery.skip_value(kind, start, indentation, sentence=sentence or kind)
        text = builder.source[builder.span(start, builder.at)]
        self.misnamed.claim(start, builder.at)
        if sentence is None:
            span = builder.span(start, builder.at)
            meant = self._meant(kind, text)
            if meant is not None:
                self.findings.append(messages.sentence_otherwise(meant[0], text, span, meant[1]))
                self._skip_body()
                return
            if not builder.values.fits(Promise.head_form, tokens[start : builder.at]):
                text = self._composed(Promise, text) or Promise.example
            self.findings.append(messages.promise_elsewhere(key_messages.inside(kind), span, text))
            return
        span = builder.span(position, position + 1)
        mended = self._composed(sentence, text) or sentence.example
        self.findings.append(messages.unknown_verb(builder.source[span], right, span, mended))

    def _composed(self, sentence: type[Block], text: str) -> str:
        """The sentence that free words mean; "" where they mean none of this kind."""
        from sladsl.syntax.composing import MEANT

        make = MEANT.get(sentence.kind)
        return make(text, self.builder.values.around) if make is not None else ""

    def _meant(self, kind: type[Block], text: str) -> tuple[str, str] | None:
        """The kind of sentence that free words mean in this block, and the sentence."""
        for child in kind.within:
            if child.head == "sentence":
                line = self._composed(child, text)
                if line:
                    return child.kind, line
        return None

    def _skip_body(self) -> None:
        """Goes on after the braces of a sentence that nobody reads."""
        if self.tokens[self.builder.at].text == "{":
            self.recovery.skip_braces(self.builder.at)

    def _stray(self, kind: type[Block], start: int, indentation: int) -> None:
        outline, tokens, builder = self.outline, self.tokens, self.builder
        if tokens[start].text == "{":
            self.findings.append(
                messages.stray("{", builder.span(start, start + 1), key_messages.inside(kind), kind.example)
            )
            self.recovery.skip_braces(start)
            return
        if Promise in kind.within and self._period_first(kind, start, indentation):
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
        self._say_stray(kind, start, at)
        if tokens[at].text == "{":
            self.recovery.skip_braces(at)

    def _period_first(self, kind: type[Block], start: int, indentation: int) -> bool:
        """`each month Nimbus ensures …`: the parts of a promise, in another order."""
        length = reordered.period_at(self.tokens, start)
        if not length or self.tokens[start + length].kind != WORD:
            return False
        builder, before = self.builder, self.builder.at
        self.recovery.skip_value(kind, start + length, indentation, sentence=Promise)
        words = self.tokens[start : builder.at]
        found = reordered.promise(words, lambda text: fits(None, f.PROMISE, text))
        if found is None:
            builder.at = before
            return False
        self.findings.append(found)
        return True

    def _say_stray(self, kind: type[Block], start: int, end: int) -> None:
        """What is said of words that begin nothing."""
        builder, stray = self.builder, self.tokens[start:end]
        span = builder.span(start, end)
        text = builder.source[span]
        rows = kind.rows
        mended = self.misrows.figures(kind, stray)
        meant = self._meant(kind, text) if rows is None else None
        keys = self._keys_of_credit(kind, text) if meant is None else ""
        right = self.misrows.with_colon(kind, stray)
        colon = next((token for token in stray if token.text == ":"), None)
        values = builder.values
        arrow = separators.arrow(builder.source, kind, stray, values.fits)
        row = separators.whole(builder.source, kind, stray, values.fits)
        if arrow is not None:
            end = builder.at = start + arrow[0]
            row = arrow[1]
        if row is not None:
            self.misnamed.claim(start, end)
            self.findings.append(row)
            return
        if not (mended or meant or right or keys) and any(token.kind == BAD for token in stray):
            self.recovery.claim(stray, Place(what="", example=kind.example))
            return
        self.misnamed.claim(start, end)
        if mended is not None:
            found = messages.row_of_figures(text, mended, kind.kind, span)
        elif meant is not None:
            found = messages.sentence_otherwise(meant[0], text, span, meant[1])
        elif keys:
            found = messages.keys_otherwise(text, span, key_messages.inside(kind), keys)
        elif rows is not None and colon is not None:
            head = text[: colon.start - span.start]
            found = messages.bad_row(head, kind.kind, span, rows.head.words, kind.example)
        elif rows is not None and (labelled := self._row_with_comma(start, end)):
            found = messages.comma_missing(labelled, kind.kind, builder.span(start, end + 1))
        elif rows is not None and rows.starts == "label" and values.fits(rows.cell, stray):
            found = messages.row_without_head(text, kind.kind, span, kind.example)
        elif rows is not None and stray[0].kind in (WORD, STRING, NUMBER):
            found = messages.row_without_colon(text, kind.kind, span, right or kind.example)
        else:
            found = messages.stray(text, span, key_messages.inside(kind), kind.example)
        self.findings.append(found)

    def _keys_of_credit(self, kind: type[Block], text: str) -> str:
        """The keys that a sentence in a credit means, "" for anything else."""
        if kind.kind not in ("credit", "bonus"):
            return ""
        from sladsl.syntax.composing import credit

        return credit(text, self.builder.values.around)

    def _row_with_comma(self, start: int, end: int) -> str:
        """A row whose head lacks the comma between two labels: `Enterprise Jira, 2026-04: missed`; "" where it is none."""
        tokens = self.tokens
        if (
            end - start != 1
            or end >= len(tokens)
            or tokens[end].first
            or tokens[end].kind not in (WORD, STRING)
        ):
            return ""
        last = next(
            (at for at in range(end + 1, len(tokens)) if tokens[at].first or tokens[at].text in "{}"), end
        )
        rest = self.builder.source.text[tokens[end].start : tokens[last - 1].end]
        return f"{tokens[start].text}, {rest}" if ":" in rest else ""

    def _unit_of_row(self, at: int, kind: type[Block]) -> bool:
        """Whether the word before a colon here is the unit of a figure: `4 hours to 8 hours: 500 EUR`."""
        comparator = kind.rows is not None and kind.rows.starts == "comparator"
        return comparator and self.tokens[at - 1].kind == NUMBER and self.tokens[at + 1].text == ":"
