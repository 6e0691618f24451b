"""The cheat sheet as two printed pages: the same text in columns, for any browser to print.

It reads the few forms that the page uses; whatever else stands there would be printed as it is written, and be seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

POINTS = 8.0
"""The size of the letters: below eight they are hard to read on paper."""

FONTS = '"Liberation Sans Narrow", "Arial Narrow", "Roboto Condensed", "DejaVu Sans Condensed", '
"""Narrow ones, where they are there; it has to fit without them."""

HEAD = f"""<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Cheat sheet</title>
<!-- Made from cheatsheet.md; tests/docs/test_sheet.py keeps it so (SLADSL_UPDATE=1 writes it). -->
<style>
@page {{ size: A4 landscape; margin: 5mm }}
body {{ font: {POINTS}pt/1.07 {FONTS}Arial, sans-serif;
       margin: 0; columns: 3; column-gap: 3mm; column-fill: auto; color: #000 }}
code {{ font-family: inherit; color: #00408a }}
h1, h2 {{ font-size: {POINTS + 1}pt; margin: .6mm 0 .3mm; break-after: avoid }}
p, ul, ol, pre, table {{ margin: 0 0 .4mm }}
ul {{ padding-left: 2mm; list-style: none }}
ul li {{ text-indent: -2mm }}
ol {{ padding-left: 3.5mm }}
pre {{ font: inherit; white-space: pre-wrap; color: #00408a; padding-left: 2mm; text-indent: -2mm }}
pre span {{ color: #000; padding-left: 2mm }}
table {{ border-collapse: collapse }}
td {{ padding: 0 1mm 0 0; vertical-align: top }}
a {{ color: inherit; text-decoration: none }}
</style>
"""

_INLINE = (
    (re.compile(r"\*\*(.+?)\*\*"), r"<b>\1</b>"),
    (re.compile(r"(?<![\w*])\*([^*\s][^*]*)\*(?![\w*])"), r"<i>\1</i>"),
    (re.compile(r"\[([^\]]+)\]\([^)]*\)"), r"\1"),
)


def printed(page: str) -> str:
    """The printed form of the page."""
    return HEAD + "\n".join(_blocks(page)) + "\n</html>\n"


def _blocks(page: str) -> Iterator[str]:
    text = re.sub(r"<!--.*?-->\n?", "", page, flags=re.DOTALL)
    for block in re.split(r"\n{2,}", text.strip("\n")):
        lines = block.split("\n")
        if lines[0].startswith("#"):
            level = len(lines[0]) - len(lines[0].lstrip("#"))
            yield f"<h{level}>{_inline(lines[0].lstrip('# '))}</h{level}>"
            lines = lines[1:]
            if not lines:
                continue
        if lines[0].startswith("```"):
            yield f"<pre>{escape(chr(10).join(lines[1:-1]), quote=False)}</pre>"
        elif lines[0].startswith("    "):
            yield "\n".join(f"<pre>{_with_note(line)}</pre>" for line in _joined(lines))
        elif lines[0].startswith("|"):
            yield from _table(lines)
        elif re.match(r"- |\d+\. ", lines[0]):
            kind = "ul" if lines[0].startswith("-") else "ol"
            items = (re.sub(r"^(?:- |\d+\. )", "", line) for line in lines)
            yield f"<{kind}>" + "\n".join(f"<li>{_inline(each)}</li>" for each in items) + f"</{kind}>"
        else:
            yield f"<p>{_inline(' '.join(lines))}</p>"


def _joined(lines: list[str]) -> Iterator[str]:
    """Lines of examples; one that stands further in goes on with the one before it."""
    whole = ""
    for line in lines:
        own = line[4:]
        if own.startswith("   ") and whole:
            whole += f" · {own.strip()}"
        else:
            if whole:
                yield whole
            whole = own
    if whole:
        yield whole


def _with_note(line: str) -> str:
    """An example, and behind a wide gap what it says."""
    example, gap, note = [*re.split(r"( {4,})", line, maxsplit=1), "", ""][:3]
    note = escape(note.strip().replace("`", ""), quote=False)
    return escape(example, quote=False).replace("`", "") + (f"<span>{note}</span>" if gap else "")


def _table(lines: list[str]) -> Iterator[str]:
    """The pairs of a table of four columns, one below the other: a column of the print is too narrow for both."""
    rows = [[each.strip() for each in line.strip().strip("|").split("|")] for line in lines[2:]]
    pairs = [row[at : at + 2] for at in (0, 2) for row in rows if len(row) > at + 1 and row[at]]
    for name, answers in pairs:
        yield f"<div>{_inline(name)}: {_inline(answers)}</div>"


def _inline(text: str) -> str:
    """Code stays as it is; emphasis and links outside of it are read."""
    parts = re.split(r"(`[^`]+`)", text)
    found = []
    for part in parts:
        if part.startswith("`") and len(part) > 1:
            found.append(f"<code>{escape(part[1:-1], quote=False)}</code>")
        else:
            found.append(escape(part, quote=False))
    whole = "".join(found)
    for form, meant in _INLINE:
        whole = form.sub(meant, whole)
    return whole
