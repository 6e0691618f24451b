"""Signs between items and before cells that are commas and colons here: `bands > repeat > cap`, `at 50% -> "Team lead"`.

A colon that is missing between two rows on one line belongs here, too: the rows are found by what their sides can be.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from sladsl.ast.declare import Block, Form
from sladsl.diagnostics.finding import Edit, Finding, Fix
from sladsl.diagnostics.fixes import replacing
from sladsl.diagnostics.sounds import type_by_sound
from sladsl.record import replace
from sladsl.source import SourceText, Span
from sladsl.syntax.messages import error, printable
from sladsl.syntax.scanner import BAD, WORD, Token

SIGN = re.compile(r"[-=]?>+|→|=>|[|/+&;·•]")
MARKS_OF_LISTS = ("|", "/", "+")
ARROW = re.compile(r"[-=–—]+>|→|⇒|:=|=|>")
LONGEST_ROW = 24
PIPED = {"cells": "The values of a row", "columns": "The names of `columns`"}
"""Forms whose items stand between `|`."""
OTHER_PIPES = ("|", ",", "/", ";", "&", "and", "or", "\\", "-", "–", "—", "¦")
Fits = Callable[[Form[Any], list[Token]], bool]


def items(
    source: SourceText, tokens: list[Token], before: str, fits: Callable[[str], bool]
) -> Finding | None:
    """A list with another sign between its items, where commas make it one; None where it is none."""
    start = tokens[0].start
    signs = _signs(source, tokens)
    if not signs:
        return None
    kinds = {source[span].strip() for span in signs}
    text = source.text[start : tokens[-1].end]
    for span in reversed(signs):
        text = f"{text[: span.start - start].rstrip()}, {text[span.end - start :].lstrip()}"
    if len(kinds) != 1 or not fits(text):
        return None
    right = f"{before}{printable(text, 120)}"
    sign = kinds.pop()
    first = signs[0]
    found = error(
        "S311",
        "list-with-and",
        first,
        f"Items are separated by commas, not by `{printable(sign)}`.",
        f"Write `{right}`.",
        expected=right,
    )
    edits = tuple(Edit(span=_with_blanks(source, span), text=", ") for span in signs)
    return replace(found, fix=Fix(edits=edits, safe=False))


def piped(
    source: SourceText, rule: str, tokens: list[Token], before: str, fits: Callable[[list[Token]], bool]
) -> Finding | None:
    """Values of a row or names of columns with another sign between them than `|`; `expected` ends with the right ones."""
    pieces: list[list[Token]] = [[]]
    signs: list[list[Token]] = []
    for token in tokens:
        if token.text in OTHER_PIPES or (token.kind == BAD and SIGN.fullmatch(token.text)):
            if pieces[-1]:
                signs.append([])
                pieces.append([])
            if signs:
                signs[-1].append(token)
        elif rule == "columns" and pieces[-1] and token.kind == WORD:
            signs.append([])
            pieces.append([token])
        else:
            pieces[-1].append(token)
    wrong = next((sign for sign in signs if [token.text for token in sign] != ["|"]), None)
    if wrong is None or not all(pieces) or not all(map(fits, pieces)):
        return None
    place = signs.index(wrong)
    shown = source.text[wrong[0].start : wrong[-1].end] if wrong else ""
    span = (
        Span(start=wrong[0].start, end=wrong[-1].end)
        if wrong
        else Span(start=pieces[place + 1][0].start, end=pieces[place + 1][-1].end)
    )
    right = " | ".join(source.text[piece[0].start : piece[-1].end] for piece in pieces)
    says = f"not by `{printable(shown)}`" if shown else "and nothing stands between these"
    what = PIPED[rule]
    found = error(
        "S303",
        "unexpected-value",
        span,
        f"{what} are separated by `|`, {says}.",
        f"Write `{before}{printable(right, 120)}`.",
        expected=f"{before}{right}",
    )
    edits = tuple(
        Edit(span=Span(start=one[-1].end, end=other[0].start), text=" | ") for one, other in pairwise(pieces)
    )
    return replace(found, fix=Fix(edits=edits, safe=False))


def hyphens(source: SourceText, tokens: list[Token], before: str) -> Finding | None:
    """A list with a hyphen before each item, as YAML and letters have it; None where it is none."""
    marks = [at for at, token in enumerate(tokens) if token.text == "-"]
    if not marks or marks[0] or any(at and tokens[at].first is False for at in marks):
        return None
    pieces = [tokens[at + 1 : end] for at, end in pairwise([*marks, len(tokens)])]
    if not all(pieces):
        return None
    shown = [source.text[piece[0].start : piece[-1].end].rstrip(",") for piece in pieces]
    right = f"{before}{printable(', '.join(shown), 120)}"
    found = error(
        "S311",
        "list-with-and",
        Span(start=tokens[0].start, end=tokens[0].end),
        "Items are separated by commas, and no hyphens stand before them.",
        f"Write `{right}`.",
        expected=right,
    )
    edits = [Edit(span=Span(start=tokens[0].start, end=pieces[0][0].start), text="")]
    edits += [
        Edit(span=Span(start=before_[-1].end, end=piece[0].start), text=", ")
        for before_, piece in pairwise(pieces)
    ]
    return replace(
        found, fix=Fix(edits=tuple(edits), safe=not any(piece[-1].text == "," for piece in pieces))
    )


def _signs(source: SourceText, tokens: list[Token]) -> list[Span]:
    """Where signs stand that are no tokens of the language, each with what is written together with it (`-` and `>`)."""
    found: list[Span] = []
    for at, token in enumerate(tokens):
        if token.kind != BAD and token.text not in MARKS_OF_LISTS:
            continue
        start = token.start
        if at and tokens[at - 1].text in "-=" and tokens[at - 1].end == start:
            start = tokens[at - 1].start
        if not SIGN.fullmatch(source.text[start : token.end]):
            return []
        found.append(Span(start=start, end=token.end))
    return found


def _with_blanks(source: SourceText, span: Span) -> Span:
    start, end = span.start, span.end
    while start and source.text[start - 1] == " ":
        start -= 1
    while end < len(source.text) and source.text[end] == " ":
        end += 1
    return Span(start=start, end=end)


def arrow(
    source: SourceText, kind: type[Block], tokens: list[Token], fits: Fits
) -> tuple[int, Finding] | None:
    """A row with another sign than a colon between its head and its cell, and its last token; None where there is none."""
    rows = kind.rows
    if rows is None or len(tokens) > LONGEST_ROW:
        return None
    for at in range(1, len(tokens) - 1):
        for width in (1, 2):
            cell_at = at + width
            if cell_at >= len(tokens):
                continue
            span = Span(start=tokens[at].start, end=tokens[cell_at - 1].end)
            sign, head = source[span], tokens[:at]
            if not ARROW.fullmatch(sign) or not fits(rows.head, head):
                continue
            end = next(
                (end for end in range(len(tokens), cell_at, -1) if fits(rows.cell, tokens[cell_at:end])), 0
            )
            if not end:
                continue
            right = _row(source, head, tokens[cell_at:end])
            found = error(
                "S112",
                "row-without-colon",
                span,
                f"A colon stands between the two sides of a row of `{kind.kind}`, not `{printable(sign)}`.",
                f"Write `{right}`.",
                expected=right,
            )
            return end, replace(found, fix=replacing(Span(start=head[-1].end, end=span.end), ":", safe=True))
    return None


def inside(
    source: SourceText, kind: type[Block], tokens: list[Token], fits: Fits
) -> tuple[int, Finding] | None:
    """Where in a cell the next row begins that has no colon, and what is said of it: `none   at least 99%  10%`."""
    rows = kind.rows
    if rows is None or rows.starts != "comparator" or len(tokens) > LONGEST_ROW:
        return None
    for cut in range(1, len(tokens) - 1):
        if not fits(rows.cell, tokens[:cut]):
            continue
        found = whole(source, kind, tokens[cut:], fits)
        if found is not None:
            return cut, found
    return None


def whole(source: SourceText, kind: type[Block], tokens: list[Token], fits: Fits) -> Finding | None:
    """A row without its colon: two sides, one behind the other; None where the tokens are none."""
    rows = kind.rows
    if rows is None or len(tokens) > LONGEST_ROW:
        return None
    for at in range(len(tokens) - 1, 0, -1):
        head, cell = tokens[:at], tokens[at:]
        if fits(rows.head, head) and fits(rows.cell, cell):
            right = _row(source, head, cell)
            span = Span(start=head[0].start, end=cell[-1].end)
            found = error(
                "S112",
                "row-without-colon",
                span,
                f"`{printable(source[span])}` is a row of `{kind.kind}` without its colon.",
                f"Write `{right}`.",
                expected=right,
            )
            return replace(found, fix=replacing(Span(start=head[-1].end, end=head[-1].end), ":", safe=False))
    return None


def fields_listed(kind: type[Block], tokens: list[Token], after: int) -> str:
    """The block of fields that `fields: [placed, due]` means, a type with each by the sound of its name; "" for another."""
    if kind.kind != "fields":
        return ""
    names: list[str] = []
    for token in tokens[after:]:
        if token.kind == WORD and not token.first:
            names.append(token.text)
        elif token.kind != WORD and token.text in ("[", "]", "(", ")", ",") and not token.first:
            continue
        else:
            break
    return f"fields {{ {'   '.join(f'{name}: {type_by_sound(name)}' for name in names)} }}" if names else ""


SET_APART = re.compile(r"(?<=[\w%]) *\t[ \t]*(?=\w)")


def _row(source: SourceText, head: list[Token], cell: list[Token]) -> str:
    sides = (
        SET_APART.sub(" | ", source.text[side[0].start : side[-1].end]) for side in (head, cell)
    )  # cells as they come from a spreadsheet
    return ": ".join(printable(" ".join(text.split()), 90) for text in sides)
