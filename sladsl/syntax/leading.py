"""Signs of lists and tables where lines begin, which say nothing here: `- at due: …`, `6.2 credit for …`, `| P1 | …`.

They are left out, with one finding for all of a kind, and what stands behind them is read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sladsl.diagnostics.finding import Edit, Finding, Fix
from sladsl.record import replace
from sladsl.source import SourceText, Span
from sladsl.syntax import guesses, messages
from sladsl.syntax.scanner import BAD, MARK, NUMBER, POSSESSIVE, STRING, WORD, Token

DASHES = ("-", "–", "—", "•", "*")
_NUMBERED = re.compile(r"(?m)^[ \t]*(?:§[ \t]*)?\d+(?:\.\d+)*[.)]?[ \t]+[a-z]|^[ \t]*[a-z]\)[ \t]+[a-z]")
_LISTED = re.compile(r"(?m)^[ \t]*[-–—•*][ \t]")
_TABLED = re.compile(r"(?m)^[ \t]*\|")
_RULE = re.compile(r"[|:\-\s]+")
FORMULAS = ("let", "figures")


def without_leading(source: SourceText, tokens: list[Token], findings: list[Finding]) -> list[Token]:
    """The tokens without such signs; a finding for each kind of them."""
    text = source.text
    if POSSESSIVE.search(text):
        tokens = _with_apostrophes(tokens, findings)
    if _LISTED.search(text):
        tokens = _without_dashes(source, tokens, findings)
    if _NUMBERED.search(text):
        tokens = _without_numbers(source, tokens, findings)
    if _TABLED.search(text):
        tokens = _without_pipes(source, tokens, findings)
    return tokens


def _with_apostrophes(tokens: list[Token], findings: list[Finding]) -> list[Token]:
    """`that month’s fee` with the apostrophe of a word processor."""
    kept: list[Token] = []
    edits: list[Edit] = []
    for token in tokens:
        before = kept[-1] if kept else token
        if (
            token.kind == BAD
            and len(token.text) == 2
            and token.text.endswith("s")
            and before.kind == WORD
            and before.end == token.start
        ):
            edits.append(Edit(span=Span(start=token.start, end=token.start + 1), text="'"))
            kept[-1] = Token(
                WORD, f"{before.text}'s", before.start, token.end, before.first, before.indentation
            )
            continue
        kept.append(token)
    if edits:
        found = messages.error(
            "S002",
            "curly-quotes",
            edits[0].span,
            "The apostrophe is straight in an agreement.",
            "Write `'`, as in `that month's fee`.",
        )
        findings.append(replace(found, fix=Fix(edits=tuple(edits), safe=True)))
    return kept


def _said(spans: Sequence[Span], message: str, hint: str) -> Finding:
    found = messages.error("S310", "written-otherwise", spans[0], message, hint)
    return replace(found, fix=Fix(edits=tuple(Edit(span=span, text="") for span in spans), safe=True))


def _line(source: SourceText, tokens: list[Token], at: int) -> str:
    """What stands on the line from a token on."""
    end = at
    while tokens[end + 1].kind != "end" and not tokens[end + 1].first:
        end += 1
    return messages.printable(source.text[tokens[at].start : tokens[end].end], 80)


def _without_dashes(source: SourceText, tokens: list[Token], findings: list[Finding]) -> list[Token]:
    """Dashes of YAML and points of lists, before what has a colon on its line; formulas may go on with a minus."""
    kinds: list[str] = []
    gone: list[int] = []
    for at, token in enumerate(tokens):
        if token.text == "{":
            kinds.append(tokens[at - 1].text if at else "")
        elif token.text == "}" and kinds:
            kinds.pop()
        elif (
            token.first
            and token.text in DASHES
            and tokens[at + 1].kind in (WORD, NUMBER, STRING)
            and not tokens[at + 1].first
            and tokens[at + 1].start > token.end
            and not (kinds and kinds[-1] in FORMULAS)
            and ":" in _line(source, tokens, at + 1)
        ):
            gone.append(at)
    return _left_out(
        source, tokens, gone, findings, "Rows, keys and blocks begin with their own words, without `{sign}`."
    )


def _without_numbers(source: SourceText, tokens: list[Token], findings: list[Finding]) -> list[Token]:
    """Numbers of clauses before a block: `6.2 credit for Response {`."""
    heads = {block.kind.split()[0] for block in guesses.all_blocks()}
    gone: list[int] = []
    for at, token in enumerate(tokens):
        if not token.first or token.kind == "end":
            continue
        end = at
        while (
            end < at + 4
            and tokens[end].kind != "end"
            and re.fullmatch(r"§|[\d.]+|\)|[a-z]", tokens[end].text)
        ):
            end += 1
        head = tokens[end]
        if end == at or head.first or head.text not in heads or tokens[at].text in heads:
            continue
        if re.search(r"\{|\bfor\b", _line(source, tokens, end)):
            gone.extend(range(at, end))
    return _left_out(
        source,
        tokens,
        gone,
        findings,
        "Blocks have no numbers: the contract counts its clauses itself, and `cites` names those of another text.",
    )


def _left_out(
    source: SourceText, tokens: list[Token], gone: list[int], findings: list[Finding], says: str
) -> list[Token]:
    if not gone:
        return tokens
    spans = [Span(start=tokens[at].start, end=tokens[at + 1].start) for at in gone]
    first = next(at for at in range(gone[0], len(tokens)) if at not in gone)
    hint = f"Write `{_line(source, tokens, first)}`."
    findings.append(_said(spans, says.replace("{sign}", tokens[gone[0]].text), hint))
    left = set(gone)
    kept: list[Token] = []
    begins: Token | None = None
    for at, token in enumerate(tokens):
        if at in left:
            begins = begins or token
            continue
        if begins is not None:
            token = Token(token.kind, token.text, token.start, token.end, begins.first, begins.indentation)
            begins = None
        kept.append(token)
    return kept


def _without_pipes(source: SourceText, tokens: list[Token], findings: list[Finding]) -> list[Token]:
    """Rows of a table as Word and Markdown draw them: `| P1 | 15 minutes | 4 hours |` is `P1: 15 minutes | 4 hours`."""
    kept: list[Token] = []
    edits: list[Edit] = []
    shown = ""
    at = 0
    while tokens[at].kind != "end":
        if not (tokens[at].first and tokens[at].text == "|"):
            kept.append(tokens[at])
            at += 1
            continue
        end = at + 1
        while tokens[end].kind != "end" and not tokens[end].first and tokens[end].text not in ("{", "}"):
            end += 1
        # A row may go on in the next line: `P1: 15 minutes`, and below it `| 4 hours`.
        ends = tokens[end].text in ("|", "}", "") or tokens[min(end + 1, len(tokens) - 1)].text == ":"
        if end - at < 3 or tokens[end - 1].text != "|" or not ends:
            kept.append(tokens[at])
            at += 1
            continue
        row = tokens[at + 1 : end - 1]
        whole = Span(start=tokens[at].start, end=tokens[end - 1].end)
        drawn = not row or _RULE.fullmatch(source[whole]) is not None
        if drawn or _RULE.fullmatch(_line(source, tokens, end)):
            names = [each.text for each in row if each.kind == WORD][1:]
            right = "" if drawn else f"columns: {' | '.join(name.lower() for name in names)}"
            edits.append(Edit(span=whole, text=""))
            shown = shown or right
            at = end
            continue
        colon = next((place for place, each in enumerate(row) if each.text == ":"), None)
        cut = next((place for place, each in enumerate(row) if each.text == "|"), None)
        if colon is None and cut:
            sign = row[cut]
            row[cut] = Token(MARK, ":", sign.start, sign.end, False, sign.indentation)
        row[0] = Token(row[0].kind, row[0].text, row[0].start, row[0].end, True, tokens[at].indentation)
        text = _joined(source, row)
        edits.append(Edit(span=whole, text=text))
        shown = shown or text
        kept.extend(row)
        at = end
    kept.extend(tokens[at:])
    if edits:
        says = "A row of a table is what it is for, a colon, and cells with `|` only between them."
        found = messages.error(
            "S310", "written-otherwise", edits[0].span, says, f"Write `{messages.printable(shown, 90)}`."
        )
        findings.append(replace(found, fix=Fix(edits=tuple(edits), safe=False)))
    return kept


def _joined(source: SourceText, row: list[Token]) -> str:
    """The row as it is written, each cell in the author's own words."""
    cells: list[str] = []
    start = 0
    for place in range(len(row) + 1):
        if place == len(row) or row[place].text == "|" or (row[place].text == ":" and not cells):
            inside = row[start:place]
            cells.append(source.text[inside[0].start : inside[-1].end] if inside else "")
            start = place + 1
    return f"{cells[0]}: {' | '.join(cells[1:])}"
