"""Rows of tables that begin or end with other words: `>= 99.9%: none`, `Mon-Fri: 9am to 5pm`, `else: 50%`.

Read before keys, because a row may begin with a word that looks like one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sladsl.ast.declare import Block, Form
from sladsl.diagnostics.finding import Finding, Fix
from sladsl.record import replace
from sladsl.syntax import messages
from sladsl.syntax.outline import LONGEST_HEAD
from sladsl.syntax.phrasings.table import key_word
from sladsl.syntax.scanner import BAD, Token
from sladsl.syntax.wrong import Place

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
        if rows is None or not colon or rows.starts not in ("comparator", "day"):
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
        builder.findings.append(self.row(head, rows.cell, cell_tokens))
        return True

    def row(self, head: Finding, form: Form[Any], cells: list[Token]) -> Finding:
        """The finding about the head, with the whole row as it should be."""
        values = self.builder.values
        if head.fix is None or not cells:
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
        for end in range(line - 1, colon + 1, -1):
            if self._colon(end) and self._is_cell(form, tokens[colon + 1 : end]):
                return end
        return line

    def _is_cell(self, form: Form[Any], cells: list[Token]) -> bool:
        values = self.builder.values
        place = Place(what="", example="")
        return values.fits(form, cells) or values.otherwise(None, form, cells, place, proved=True) is not None
