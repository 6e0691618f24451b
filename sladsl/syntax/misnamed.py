"""Keys and blocks under wrong names: what was meant, and the rest is read as if it had been written.

What the tables of phrasings know is told from there; then come the same word in other letters, a slip of the pen, and
the blocks that have the word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sladsl.ast.agreements import File
from sladsl.ast.declare import Block, Key, keys_of
from sladsl.ast.sources import Fields, Source
from sladsl.diagnostics.finding import Edit, Finding, Fix
from sladsl.diagnostics.spelling import same_spelling, slip
from sladsl.diagnostics.suggest import closest
from sladsl.record import replace
from sladsl.source import Span
from sladsl.syntax import guesses, key_messages, messages
from sladsl.syntax.forms import fits
from sladsl.syntax.json_entries import entry_of_json
from sladsl.syntax.phrasings.phrase import Word
from sladsl.syntax.phrasings.table import key_word, words_of
from sladsl.syntax.scanner import BAD
from sladsl.syntax.separators import fields_listed
from sladsl.syntax.unnamed import cut_short

QUOTED = ("responsibilities", "table", "target")
"""Blocks whose rows may begin with a text."""
NEAR_A_CREDIT = ("objective", "metric", "bonus", "claims", "bands", "marginal bands")
"""Blocks where what was meant for a credit is often written."""
GENERIC = ("name", "type", "date", "value", "level", "required", "info", "details", "number", "id", "text")
"""Words behind which a key says little: what it is of stands before them."""

if TYPE_CHECKING:
    from sladsl.syntax.build import Builder, Items
    from sladsl.syntax.recovery import Recovery


class Misnamed:
    """What a builder asks of words before a colon or a brace that it does not know."""

    def __init__(self, builder: Builder, recovery: Recovery) -> None:
        self.builder = builder
        self.recovery = recovery
        self.tokens = builder.tokens
        self.findings = builder.findings
        self.unsound: Finding | None = None
        """What is wrong with the value of a key that was read under its right name, where that needs a word of its own."""

    # ---- keys

    def knows(self, kind: type[Block], start: int, colon: int) -> bool:
        """Whether the tables say something of the words before the colon, though a block begins with the first of them."""
        text = self.builder.source[self.builder.span(start, colon)]
        if self.tokens[colon].text != ":":
            return text not in keys_of(kind) and key_word(text, kind.kind) is not None
        return colon - start > 1 and key_word(text, kind.kind) is not None

    def key(
        self, kind: type[Block], items: Items, start: int, colon: int, indentation: int, depth: int
    ) -> None:
        """Words before a colon that are no key here."""
        builder, tokens = self.builder, self.tokens
        span = builder.span(start, colon)
        text = " ".join(builder.source[span].split())
        keys = keys_of(kind)
        self.claim(start, colon)
        word = key_word(text, kind.kind) or self._of_a_part(text, kind)
        sentence = builder.outline.sentence(colon + 1, kind)
        if sentence is not None:
            builder.sentence(sentence, kind, colon + 1, items.blocks, indentation, depth)
            line = self._text(colon + 1)
            self.findings.append(
                messages.sentence_with_colon(sentence.kind, span, line, tokens[colon + 1].start)
            )
            return
        if (
            word is not None
            and not word.right
            and tokens[colon + 1].text != "{"
            and not self._in_lines(colon)
        ):
            self._line(kind, word, text, start, colon, indentation, promised=bool(items.blocks))
            return
        child = next((child for child in kind.within if child.kind == text), None)
        if child is not None:
            self._block_with_colon(child, items, start, colon, indentation, depth)
            return
        near, safe = self._meant(text, tuple(keys), word)
        if near and self._of_another_block(kind, text, keys[near], colon, indentation):
            near, word = "", None
        if kind.rows is not None and not near:
            self.recovery.skip_value(kind, colon + 1, indentation)
            if kind is Fields and text in keys_of(Source):
                self.findings.append(key_messages.among_fields(text, self._text(colon + 1), span))
                return
            found = messages.bad_row(text, kind.kind, span, kind.rows.head.words, kind.example)
            if kind.kind in QUOTED and " " in text and '"' not in text:
                right = f'"{text}": {self._text(colon + 1)}'
                found = replace(
                    found, hint=f"Write `{right}`: a name of several words stands in quotes.", expected=right
                )
            self.findings.append(found)
            return
        value = ""
        self.unsound = None
        if tokens[colon + 1].text == "{":
            self.recovery.skip_braces(colon + 1)
            safe = False
        elif near and (keys[near].many or all(entry.key != near for entry in items.entries)):
            value, sound = self.value_of(kind, items, keys[near], start, colon + 1, indentation)
            safe = safe and (sound or same_spelling(text, near))
        else:
            safe = False
            builder.at = colon + 1
            self.recovery.skip_value(kind, colon + 1, indentation)
            value = self._text(colon + 1)
        self._say_key(kind, text, span, near, value, word, safe=safe)

    def _of_another_block(
        self, kind: type[Block], text: str, near: Key[Any], colon: int, indentation: int
    ) -> bool:
        """Whether the words are a key of other blocks whose value stands there, and not one of the key that is nearly it."""
        if same_spelling(text, near.name) or text not in guesses.all_keys():
            return False
        at, told = self.builder.at, len(self.findings)
        self.builder.at = colon + 1
        self.recovery.skip_value(kind, colon + 1, indentation)
        value = self._text(colon + 1)
        self.builder.at = at
        del self.findings[told:]
        if not value or fits(near, near.form, value):
            return False
        homes = guesses.homes_of_key(text, value)
        return any(fits(keys_of(home)[text], keys_of(home)[text].form, value) for home in homes)

    def _of_a_part(self, text: str, kind: type[Block]) -> Word | None:
        """What the tables say of the last or first word of a key that they do not know: `evidence required`."""
        parts = words_of(text).split()
        keys = tuple(keys_of(kind))
        if guesses.homes_of_key(text):
            return None  # a key of another block
        if len(parts) < 2 or any(same_spelling(text, key) or slip(text, key, keys) for key in keys):
            return None
        if parts[-1] in keys or cut_short(text, keys):
            return None
        last = key_word(parts[-1], kind.kind) if parts[-1] not in GENERIC else None
        found = last or key_word(parts[0], kind.kind)
        return None if found is None else replace(found, safe=False)

    def _say_key(
        self,
        kind: type[Block],
        text: str,
        span: Span,
        near: str,
        value: str,
        word: Word | None,
        *,
        safe: bool,
    ) -> None:
        keys = tuple(keys_of(kind))
        where = key_messages.inside(kind)
        if near:
            expected = f"{near}: {value}" if value else keys_of(kind)[near].example
            fix = key_messages.renamed(span, near, safe=safe)
            if word is not None and word.right == near:
                says = word.says or f"`{{key}}` is not a key of {where}; it is called `{near}`."
                found = key_messages.key_otherwise(text, span, where, says, word.hint, expected, fix)
                found = key_messages.with_value(found, self.unsound)
            else:
                found = key_messages.unknown_key(text, span, where, keys, near, (), expected, fix)
        else:
            homes = guesses.homes_of_key(text, value)
            around = self.builder.values.around
            homes = _nearest_first(homes, kind)
            expected = guesses.in_home(homes[0], text, value, around, span.start) if homes else kind.example
            kinds = tuple(home.kind for home in homes)
            found = key_messages.unknown_key(text, span, where, keys, "", kinds, expected)
        self.findings.append(found)

    def _meant(self, text: str, keys: tuple[str, ...], word: Word | None) -> tuple[str, bool]:
        """The key that was meant, and whether it is sure."""
        same = next((key for key in keys if same_spelling(text, key)), "")
        if same:
            return same, True
        if word is not None and word.right in keys:
            return word.right, word.safe
        whole = cut_short(text, keys)
        if whole:
            return whole, False
        last = text.rpartition(" ")[2]
        if last != text and last in keys:
            return last, False
        near = closest(text, keys)
        return near, bool(near) and slip(text, near, keys)

    def _line(
        self,
        kind: type[Block],
        word: Word,
        text: str,
        start: int,
        colon: int,
        indentation: int,
        *,
        promised: bool,
    ) -> None:
        """A key that is said by a line of another form; beside a promise another level is no second promise."""
        builder = self.builder
        builder.at = colon + 1
        self.recovery.skip_value(kind, colon + 1, indentation)
        value = self._text(colon + 1)
        line = word.line
        if word.make:
            from sladsl.syntax.phrasings.lines import LINES

            line = LINES[word.make](text, value, builder.values.around, word.word)
        self.claim(start, builder.at)
        span, where = builder.span(start, colon), key_messages.inside(kind)
        says, hint = word.says, word.hint
        second = key_messages.second_level(value) if word.make == "promised" and promised else ""
        if second:
            level = keys_of(kind)[second.partition(":")[0]]
            line = second if fits(level, level.form, second.partition(": ")[2]) else level.example
            says, hint = "The promise says its level itself; other levels are `minimum` and `critical`.", ""
        if word.make == "claims":
            from sladsl.syntax.standing import standing_hint

            key = text if text in ("channel", "show") else "deadline"
            standing = standing_hint(builder.source, self.tokens, word.make, key, value, start)
            hint, line = standing or hint, "" if standing else line
        self.findings.append(key_messages.key_otherwise(text, span, where, says, hint, line))

    def _block_with_colon(
        self, child: type[Block], items: Items, start: int, colon: int, indentation: int, depth: int
    ) -> None:
        tokens, builder = self.tokens, self.builder
        span = builder.span(start, colon)
        if child.head == "sentence":
            self.recovery.skip_value(child, colon + 1, indentation)
            self.findings.append(messages.sentence_with_colon(child.kind, span, child.example, 0))
        elif tokens[colon + 1].text == "{" and child.head in ("nothing", "for names"):
            mark = Span(start=tokens[colon].start, end=tokens[colon].end)
            self.findings.append(key_messages.block_with_colon(child.kind, span, child.example, mark))
            built = builder.block(child, start, colon + 1, colon + 1, depth + 1)
            if built is not None:
                items.blocks.append(built)
        else:
            typed = fields_listed(child, tokens, colon + 1)
            line = self._as_block(child, colon + 1) or typed or child.example
            self.findings.append(key_messages.block_with_colon(child.kind, span, line, typed=bool(typed)))
            builder.at = colon + 1
            self.skip_deeper(start)
            self.claim(colon + 1, builder.at)

    def _as_block(self, child: type[Block], after: int) -> str:
        """The block that `review: every 18 months` means, with what stands behind the colon; "" where that is not known."""
        tokens, builder = self.tokens, self.builder
        end = after
        while tokens[end].kind not in ("end",) and not tokens[end].first and tokens[end].text not in "{}":
            end += 1
        if end == after or child.head not in ("nothing", "for names"):
            return ""
        written = builder.outline.key_words(after, child)
        for key in (written[0],) if written is not None else keys_of(child).values():
            begin = written[1] if written is not None else after
            value = builder.source.text[tokens[begin].start : tokens[end - 1].end] if begin < end else ""
            if key.name == "overrides":
                continue
            sure = written is not None or key.form.direct not in ("text", "name", "names", "references")
            if value and sure and fits(key, key.form, value):
                return f"{child.kind} {{ {key.name}: {messages.printable(value, 90)} }}"
        return ""

    def _in_lines(self, colon: int) -> bool:
        """Whether what follows the colon stands on lines of its own, further in, as in YAML."""
        after = self.tokens[colon + 1]
        return after.first and after.indentation > self.tokens[colon].indentation

    def skip_deeper(self, start: int) -> None:
        """Goes on at the next line that is not further in than the line of `start`; in a file, at a block."""
        tokens, at = self.tokens, self.builder.at
        while tokens[at].kind != "end" and tokens[at].text != "}":
            if tokens[start].indentation == 0:
                if self.builder.outline.block(at, File) is not None:
                    break
            elif tokens[at].first and tokens[at].indentation <= tokens[start].indentation:
                break
            if tokens[at].text == "{":
                self.recovery.skip_braces(at)
                at = self.builder.at
            else:
                at += 1
        self.builder.at = at

    def no_colon(
        self, kind: type[Block], items: Items, key: Key[Any], start: int, after: int, indentation: int
    ) -> None:
        """A key without its colon: `role provider`, `role = provider`. Its value is read all the same."""
        tokens, builder = self.tokens, self.builder
        if tokens[after].text == "{":
            self.recovery.skip_braces(after)
            self.findings.append(
                key_messages.key_with_braces(key.name, builder.span(start, after), key.example)
            )
            return
        span = builder.span(start, after)
        edit = Edit(span=Span(start=span.end, end=span.end), text=":")
        sign = ""
        if (tokens[after].kind == BAD and tokens[after].text[:1] in "=→") or tokens[after].text in "-.":
            sign = tokens[after].text
            self.recovery.claimed.add(tokens[after].start)
            span = builder.span(start, after + 1)
            edit = Edit(span=Span(start=tokens[after - 1].end, end=tokens[after].end), text=":")
            after += 1
        value, sound = self.value_of(kind, items, key, start, after, indentation)
        right = f"{key.name}: {value}" if value else key.example
        fix = Fix(edits=(edit,), safe=sound)
        self.findings.append(key_messages.missing_colon(key.name, sign, span, right, fix))

    def imported(self, kind: type[Block], items: Items, start: int, indentation: int) -> None:
        """`import "shared.sla"`: another file, as other languages name it."""
        builder = self.builder
        span, file = builder.span(start, start + 1), self.tokens[start + 1].text
        key = keys_of(kind)["use"]
        said = f"Another file is named by `use:`, not by `{messages.printable(builder.source[span])}`."
        fix = key_messages.renamed(span, "use:", safe=True)
        self.findings.append(
            key_messages.key_otherwise("import", span, "a file", said, "", f"use: {file}", fix)
        )
        builder.entry(kind, items, key, start, start + 1, indentation)

    def quoted(self, kind: type[Block], items: Items, start: int, indentation: int) -> None:
        """A key in quotes, as in JSON."""
        builder = self.builder
        span = builder.span(start, start + 1)
        text = self.tokens[start].text.strip('"')
        key = keys_of(kind).get(text)
        found = entry_of_json(builder, key, text, start) if key is not None else None
        if found is not None:
            self.findings.append(found)
            return
        if key is not None:
            place = len(self.findings)
            builder.entry(kind, items, key, start, start + 2, indentation)
            written = builder.source[builder.span(start + 2, builder.at)].rstrip(", \n")
            right = f"{text}: {messages.printable(written, 90)}" if written else key.example
            fix = key_messages.renamed(span, text, safe=True)
            self.findings.insert(place, key_messages.quoted_key(text, span, right, fix))
            return
        builder.at = start + 2
        self.recovery.skip_value(kind, start + 2, indentation)
        if self.tokens[builder.at].text == "{":
            self.recovery.skip_braces(builder.at)
        self.findings.append(key_messages.quoted_key(text, span, kind.example, None))

    def value_of(
        self, kind: type[Block], items: Items, key: Key[Any], start: int, after: int, indentation: int
    ) -> tuple[str, bool]:
        """Reads the value of a key that is written wrongly: its text as it should be, "" when that is not known, and
        whether it is sound, or will be by safe fixes.
        """
        builder = self.builder
        before = len(self.findings)
        builder.entry(kind, items, key, start, after, indentation)
        wrong = self.findings[before:]
        del self.findings[before:]
        if not wrong:
            return self._text(after), True
        if not wrong[0].fixable:
            self.unsound = wrong[0]
        lead = f"{key.name}: "
        mended = wrong[0].expected.removeprefix(lead) if wrong[0].expected.startswith(lead) else ""
        own = wrong[0].expected != key.example
        return (mended if own or wrong[0].fix else ""), all(each.fixable for each in wrong)

    def _text(self, after: int) -> str:
        """What stands from a token to the place that is read next, on one line."""
        if self.builder.at <= after:
            return ""
        text = self.builder.source.text[self.tokens[after].start : self.tokens[self.builder.at - 1].end]
        return messages.printable(text, 90)

    def claim(self, start: int, end: int) -> None:
        """No bad token among these is spoken of again."""
        self.recovery.claimed.update(token.start for token in self.tokens[start:end] if token.kind == BAD)


def _nearest_first(homes: tuple[type[Block], ...], kind: type[Block]) -> tuple[type[Block], ...]:
    """The blocks around first; the credit before the agreement, where both have the key and it stands beside a promise."""
    of_one = tuple(home for home in homes if home.kind == "credit")
    if kind.kind not in NEAR_A_CREDIT or not of_one:
        return tuple(home for home in homes if kind in home.within) or homes
    return (*of_one, *(home for home in homes if home not in of_one))
