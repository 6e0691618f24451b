"""One finding for a sign that stands several times where nothing stands: `fields { id: text, opened: time, due: time }`.

Whoever writes commas between rows, or a semicolon behind each value, has made one mistake.
"""

from __future__ import annotations

from sladsl.diagnostics.finding import Finding, Fix, Label
from sladsl.diagnostics.fixes import applied
from sladsl.record import replace
from sladsl.source import SourceText
from sladsl.syntax.messages import printable

TOLD = {"trailing-comma": "commas", "semicolon": "semicolons"}
MOST_LABELS = 3
LONGEST_LINE = 110


def together(findings: list[Finding], source: SourceText) -> list[Finding]:
    """The findings in the order of the text, those about one sign on lines that follow each other as one."""
    if not any(finding.name in TOLD for finding in findings):
        return findings
    kept: list[Finding] = []
    groups: dict[tuple[str, str], int] = {}
    last: dict[tuple[str, str], int] = {}
    for finding in findings:
        sign = (finding.name, source[finding.span])
        if finding.name not in TOLD or finding.fix is None:
            kept.append(finding)
            continue
        line = source.place(finding.span.start)[0]
        place = groups.get(sign)
        if place is not None and line - last[sign] <= 1:
            kept[place] = _joined(kept[place], finding)
        else:
            groups[sign] = len(kept)
            kept.append(finding)
        last[sign] = line
    return [_worded(finding, source) for finding in kept]


def _joined(first: Finding, other: Finding) -> Finding:
    assert first.fix is not None
    assert other.fix is not None
    fix = Fix(edits=(*first.fix.edits, *other.fix.edits), safe=first.fix.safe and other.fix.safe)
    labels = first.labels
    if len(labels) < MOST_LABELS:
        labels = (*labels, Label(span=other.span, text="here, too"))
    return replace(first, fix=fix, labels=labels)


def _worded(finding: Finding, source: SourceText) -> Finding:
    """The hint with the line as it should be, where the finding stands for several signs."""
    if finding.name not in TOLD or finding.fix is None or len(finding.fix.edits) < 2:
        return finding
    sign = source[finding.span]
    what = TOLD[finding.name] if sign in ",;" else f"`{sign}`"
    count = len(finding.fix.edits)
    shown = _line(finding, source)
    hint = f"Leave {'both' if count == 2 else f'all {count}'} {what} out" + (
        f": `{shown}`." if shown else "."
    )
    message = finding.message.replace("Nothing follows this comma.", "Nothing follows these commas.")
    return replace(finding, message=message, hint=hint, expected=shown)


def _line(finding: Finding, source: SourceText) -> str:
    """What stands between the braces around the signs, or on their line, without them; "" where it is long."""
    assert finding.fix is not None
    text = source.text
    first, end = finding.fix.edits[0].span.start, finding.fix.edits[-1].span.end
    start = max(text.rfind("\n", 0, first), text.rfind("{", 0, first)) + 1
    stop = min(at for at in (text.find("\n", end), text.find("}", end), len(text)) if at >= 0)
    if "\n" in text[start:stop] or "#" in text[start:stop] or "{" in text[start:stop]:
        return ""
    edits = tuple(
        replace(
            edit, span=replace(edit.span, start=edit.span.start - start, end=edit.span.end - start), text="  "
        )
        for edit in finding.fix.edits
    )
    made = applied(text[start:stop], [Fix(edits=edits)])
    shown = "   ".join(printable(part) for part in made.split("  ") if part.strip())
    return shown if len(shown) <= LONGEST_LINE else ""
