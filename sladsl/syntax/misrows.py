"""Rows of tables that begin or end with other words: `>= 99.9%: none`, `Mon-Fri: 9am to 5pm`, `else: 50%`.

Read before keys, because a row may begin with a word that looks like one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sladsl.ast.credits import Bands
from sladsl.ast.declare import Block, Form, keys_of
from sladsl.ast.forms import FIELD_KIND
from sladsl.ast.sources import Fields, Source
from sladsl.diagnostics.finding import Finding, Fix
from sladsl.record import replace
from sladsl.syntax import guesses, key_messages, messages
from sladsl.syntax.forms import fits
from sladsl.syntax.outline import LONGEST_HEAD
from sladsl.syntax.phrasings.table import key_word
from sladsl.syntax.scanner import BAD, Token
from sladsl.syntax.wrong import Place

ARROW = re.compile(r"\s*(?:=>|->|→|=)\s*")
BOTH = re.compile(r"(.+) but ([^:]+): (.+)", re.DOTALL)

if TYPE_CHECKING:
    from sladsl.syntax.build import Builder
    from sladsl.syntax.recovery import Recovery


class Misrows:
    """What a builder asks of a row that its table does not know."""

    def __init__(self, builder: Builder, recovery: Recovery) -> None:
        self.builder = builder
        self.recovery = recovery
        self.tokens = builder.tokens

    def read(self, kind: type[Block], start: int, indentation: int) -> bool:
        """Reports a row whose beginning a phrasing explains, and goes on after it."""
        rows = kind.rows
        colon = self._colon(start)
        if rows is None or not colon or rows.starts not in ("comparator", "day", "step"):
            return False
        builder, tokens = self.builder, self.tokens
        head_tokens = tokens[start:colon]
        words = " ".join(token.text for token in head_tokens)
        if key_word(words, kind.kind) is not None:
            return False
        what = f"A row of `{kind.kind}`"
        place = Place(what=what, example=kind.example)
        head = builder.values.otherwise(None, rows.head, head_tokens, place)
        if head is None:
            return False
        end = self.end(kind, rows.cell, colon, indentation)
        cell_tokens = tokens[colon + 1 : end]
        builder.at = end
        self.recovery.claimed.update(token.start for token in tokens[start:end] if token.kind == BAD)
        row = self.row(head, rows.cell, cell_tokens)
        builder.findings.append(_one_bound(row) if kind is Bands else row)
        return True

    def key_of_source(self, kind: type[Block], head: list[Token], cells: list[Token]) -> Finding | None:
        """`fields { ok: yes or no   every: 1 minute }`: what belongs to the source, among its fields."""
        if kind is not Fields or not cells:
            return None
        text = self.builder.source.text
        name, value = text[head[0].start : head[-1].end], text[cells[0].start : cells[-1].end]
        key = keys_of(Source).get(name)
        if key is None or not fits(key, key.form, value):
            return None
        alone = len(cells) == 1 and cells[0].kind == "string"
        place = Place(what="", example="")
        if not alone and (
            fits(None, FIELD_KIND, value)
            or self.builder.values.otherwise(None, FIELD_KIND, cells, place, proved=True) is not None
        ):
            return None  # `key: int` is a type by another name
        return key_messages.among_fields(name, value, self.builder.values.span(head))

    def row(self, head: Finding, form: Form[Any], cells: list[Token]) -> Finding:
        """The finding about the head, with the whole row as it should be."""
        values = self.builder.values
        if head.fix is None or not cells or "{" in head.expected:
            return head  # nothing stands instead
        written = self.builder.source.text[cells[0].start : cells[-1].end]
        if values.fits(form, cells):
            row, fix = f"{head.expected}: {messages.printable(written, 60)}", head.fix
        else:
            cell = values.otherwise(None, form, cells, Place(what="", example=""), proved=True)
            if cell is None:
                return head
            row = f"{head.expected}: {cell.expected}"
            fix = None
            if head.fix is not None and cell.fix is not None:
                fix = Fix(edits=(*head.fix.edits, *cell.fix.edits), safe=head.fix.safe and cell.fix.safe)
        hint = head.hint
        if f"`{head.expected}`" in hint:
            hint = hint.replace(f"`{head.expected}`", f"`{row}`")
        return replace(head, expected=row, hint=hint, fix=fix)

    def _colon(self, start: int) -> int:
        """The colon of the row on this line, 0 where none is."""
        tokens = self.tokens
        for at in range(start, min(start + LONGEST_HEAD, len(tokens))):
            if (at > start and tokens[at].first) or tokens[at].text in ("{", "}", ""):
                return 0
            if tokens[at].text == ":":
                return at if at > start else 0
        return 0

    def end(self, kind: type[Block], form: Form[Any], colon: int, indentation: int) -> int:
        """The token after the row: at the end of its line, or where the next row on it begins with a mistake."""
        builder, tokens = self.builder, self.tokens
        builder.value_tokens(kind, colon + 1, indentation)
        line = colon + 1
        while line < builder.at and not (line > colon + 1 and tokens[line].first):
            line += 1
        values = self.builder.values
        if values.fits(form, tokens[colon + 1 : line]):
            return line
        if self._is_cell(form, tokens[colon + 1 : line]):
            return line
        for end in range(line - 1, colon + 1, -1):
            if self._colon(end) and self._is_cell(form, tokens[colon + 1 : end]):
                return end
        return line

    def figures(self, kind: type[Block], tokens: list[Token]) -> tuple[str, str] | None:
        """A row of figures, `99.5% - 99.8%: 5%`, in words: with one end, and with both ("" for a single figure)."""
        if kind.rows is None or kind.rows.starts != "comparator":
            return None
        text = self.builder.source.text[tokens[0].start : tokens[-1].end]
        if ":" not in text:
            text = ARROW.sub(": ", text, count=1)
        found = guesses.band(text)
        if found is None:
            return None
        place = next(
            (at for at, token in enumerate(tokens) if token.text == ":" or ARROW.fullmatch(token.text)),
            len(tokens),
        )
        cells = tokens[place + 1 :]
        right = self._cell(kind.rows.cell, cells)
        if not right:
            return found
        written = self.builder.source.text[cells[0].start : cells[-1].end]
        one, both = (row.replace(f": {written}", f": {right}") for row in found)
        return one, both

    def with_colon(self, kind: type[Block], tokens: list[Token]) -> str:
        """The first of the rows on a line without colons, `Mon-Fri 9:00-17:00, Sat 9:00-12:00`; "" where none is seen."""
        rows = kind.rows
        if rows is None or rows.starts != "day":
            return ""
        place = next((at for at, token in enumerate(tokens) if token.text[:1].isdigit()), 0)
        comma = next((at for at, token in enumerate(tokens) if token.text == "," and at > place), len(tokens))
        head, cell = self._cell(rows.head, tokens[:place]), self._cell(rows.cell, tokens[place:comma])
        return f"{head}: {cell}" if head and cell else ""

    def _cell(self, form: Form[Any], tokens: list[Token]) -> str:
        """The text of one side of a row as it should be, "" where that is not known."""
        values = self.builder.values
        if values.fits(form, tokens):
            return self.builder.source.text[tokens[0].start : tokens[-1].end]
        if not tokens:
            return ""
        found = values.otherwise(None, form, tokens, Place(what="", example=""), proved=True)
        return found.expected if found is not None else ""

    def _is_cell(self, form: Form[Any], cells: list[Token]) -> bool:
        return bool(self._cell(form, cells))


def _one_bound(found: Finding) -> Finding:
    """A row with both ends where one is enough: the first row that fits applies."""
    ends = BOTH.fullmatch(found.expected)
    if ends is None:
        return found
    one = next((str(end) for end in ends.groups()[:2] if end.startswith(("at least", "above"))), ends[1])
    right = f"{one}: {ends[3]}"
    return messages.two_ends(right, found.expected, found.span)
