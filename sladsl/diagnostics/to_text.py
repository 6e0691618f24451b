"""Findings for a terminal: one line each, or in full with marks under the places they speak of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from sladsl.diagnostics.cells import cut, printable, width, wrap
from sladsl.diagnostics.finding import Finding, Severity, in_its_file
from sladsl.record import Record
from sladsl.source import SourceText, Span

if TYPE_CHECKING:
    from sladsl.diagnostics.stake import Stake

COLUMNS = 80
MOST_STAKES = 3
"""Amounts that the closing lines name."""
MOST_ALIKE = 4
"""Findings with the same amount that they name one by one; of more they name the lines."""
_COLOURS: dict[str, str] = {
    "error": "1;31",
    "warning": "1;33",
    "information": "1;34",
    "faint": "2",
    "bold": "1",
}

Paint = Callable[[str, str], str]


class Mark(Record):
    """Characters `[start, end)` (from zero) of a line that are pointed at, with words beside them."""

    line: int
    start: int
    end: int
    sign: str
    text: str


def concise(findings: Iterable[Finding], source: SourceText) -> str:
    """`path:line:column: severity[name] message`, a line each; "" without findings."""
    return "".join(_concise(finding, source) + "\n" for finding in findings)


def full(
    findings: Sequence[Finding],
    source: SourceText,
    *,
    colour: bool = False,
    explained: Callable[[str], bool] | None = None,
) -> str:
    """Findings with their source, at most 80 columns wide where words allow, and a summary as the last line.

    `explained` says for which names there is an explanation; each name points to it once.
    """
    paint = _coloured if colour else _plain
    told: set[str] = set()
    pieces = []
    closing, once = at_stake(findings, source), _told_once(findings)
    for finding in findings:
        explain = finding.name not in told and (explained is None or explained(finding.name))
        told.add(finding.name)
        stake = "" if finding.stake is None else _at_stake(finding.stake)
        pieces.append(
            "\n".join(_full(finding, source, paint, explain, "" if stake in once else stake)) + "\n"
        )
    if closing:
        pieces.append("\n".join([paint(closing[0], "bold"), *closing[1:]]) + "\n")
    pieces.append(paint(summary(findings) + fixable(findings), "bold") + "\n")
    return "\n".join(pieces)


def summary(findings: Iterable[Finding]) -> str:
    """`2 errors, 1 warning`; `no findings` without any."""
    counts: dict[Severity, int] = {"error": 0, "warning": 0, "information": 0}
    for finding in findings:
        counts[finding.severity] += 1
    words = [
        f"{count} {severity if severity == 'information' or count == 1 else severity + 's'}"
        for severity, count in counts.items()
        if count
    ]
    return ", ".join(words) or "no findings"


def fixable(findings: Iterable[Finding]) -> str:
    """`; 2 fixable with --fix`, to follow a summary; "" where none is."""
    count = sum(finding.fixable for finding in findings)
    return f"; {count} fixable with --fix" if count else ""


def at_stake(findings: Sequence[Finding], source: SourceText) -> list[str]:
    """Lines that name the findings on which the most money hangs, those with the same of it together; none where fewer
    than two carry any.
    """
    groups = _by_stake(findings)
    count = sum(map(len, groups.values()))
    if count < 2:
        return []
    shown = list(groups.items())[:MOST_STAKES]
    named = sum(len(same) for _, same in shown)
    more = f" ({named} of {count}; all with --sort money)" if named < count else ""
    lines = [f"At stake, most money first{more}:"]
    for text, same in shown:
        first, *rest = wrap(f"{text} — {'; '.join(_named(same, source))}", COLUMNS - 6)
        lines += [f"  {first}", *(f"      {words}" for words in rest)]
    return lines


def _by_stake(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    """The findings that carry money by the words for it, the most money first."""
    from sladsl.diagnostics.stake import by_money

    groups: dict[str, list[Finding]] = {}
    for finding in by_money([each for each in findings if each.stake is not None]):
        assert finding.stake is not None
        groups.setdefault(_at_stake(finding.stake), []).append(finding)
    return groups


def _told_once(findings: Sequence[Finding]) -> frozenset[str]:
    """What several findings carry and the closing lines tell: it need not stand beside each of them."""
    shown = list(_by_stake(findings).items())[:MOST_STAKES]
    return frozenset(text for text, same in shown if len(same) > 1)


def _named(same: Sequence[Finding], source: SourceText) -> Iterator[str]:
    lines: dict[str, dict[int, None]] = {}
    for finding in same:
        line = source.place(finding.span.start)[0]
        if len(same) <= MOST_ALIKE:
            stake = finding.stake
            about = f" ({printable(stake.about)})" if stake is not None and stake.about else ""
            yield f"{finding.name}{about}, line {line}"
        else:
            lines.setdefault(finding.name, {})[line] = None
    for name, places in lines.items():
        yield f"{name}, line{'s' * (len(places) > 1)} {', '.join(map(str, places))}"


def _concise(finding: Finding, source: SourceText) -> str:
    finding, source = in_its_file(finding, source)
    line, column = source.place(finding.span.start)
    path = printable(finding.path or source.path)
    message = " ".join(printable(finding.message).split())
    return f"{path}:{line}:{column}: {finding.severity}[{finding.name}] {message}"


def _full(finding: Finding, source: SourceText, paint: Paint, explain: bool, stake: str) -> Iterator[str]:
    finding, source = in_its_file(finding, source)
    head = f"{finding.severity}[{finding.name}]"
    lines = wrap(f"{head} {printable(finding.message)}", COLUMNS)
    yield paint(head, finding.severity) + paint(lines[0][len(head) :], "bold")
    for line in lines[1:]:
        yield paint(line, "bold")
    marks = _marks(finding, source)
    gutter = len(str(max(mark.line for mark in marks)))
    yield from _place(finding, source, gutter, paint)
    yield from _excerpt(marks, source, gutter, paint, finding.severity)
    notes = [
        ("for example", "" if finding.witness in finding.message else printable(finding.witness)),
        ("at stake", printable(stake)),
        ("hint", printable(finding.hint)),
        ("write", printable(finding.expected)),
        ("more", f"sladsl explain {finding.name}" if explain else ""),
    ]
    for name, text in notes:
        if text and not (name == "write" and text in finding.hint):
            lead = " " * gutter + f" = {name}: "
            first, *rest = wrap(text, COLUMNS - len(lead))
            yield paint(" " * gutter + f" = {name}: ", "faint") + first
            for line in rest:
                yield " " * len(lead) + line
    if finding.fixable:
        yield paint(" " * gutter + " = ", "faint") + "fixable with --fix"


def _at_stake(stake: Stake) -> str:
    from sladsl.diagnostics.stake import stake_text

    return stake_text(stake)


def _place(finding: Finding, source: SourceText, gutter: int, paint: Paint) -> Iterator[str]:
    line, column = source.place(finding.span.start)
    place = f"{' ' * gutter}--> {printable(finding.path or source.path)}:{line}:{column}"
    clause = " › ".join(printable(title) for title in finding.clause)
    if not clause:
        yield paint(place, "faint")
    elif width(place) + 4 + width(clause) <= COLUMNS:
        yield paint(f"{place}  in {clause}", "faint")
    else:
        yield paint(place, "faint")
        for piece in wrap(f"in {clause}", COLUMNS - gutter - 4):
            yield paint(f"{' ' * gutter}    {piece}", "faint")


def _marks(finding: Finding, source: SourceText) -> list[Mark]:
    """All places of a finding by line, the primary one first where two are on one line."""
    marks = [_mark(finding.span, "^", "", source)]
    marks += [_mark(label.span, "-", printable(label.text), source) for label in finding.labels]
    return sorted(marks, key=lambda mark: (mark.line, mark.sign != "^", mark.start))


def _mark(span: Span, sign: str, text: str, source: SourceText) -> Mark:
    line, column = source.place(span.start)
    last, last_column = source.place(max(span.start, span.end - 1))
    end = len(source.line(line)) if last > line else last_column
    if last > line:
        text = f"{text} (to line {last})".strip()
    return Mark(line=line, start=column - 1, end=max(end, column), sign=sign, text=text)


def _excerpt(
    marks: list[Mark], source: SourceText, gutter: int, paint: Paint, severity: Severity
) -> Iterator[str]:
    bar = paint(" " * gutter + " |", "faint")
    yield bar
    shown = (0, "")
    room = COLUMNS - gutter - 3
    for mark, (piece, start, end) in _pieces(marks, source, room):
        if (mark.line, piece) != shown:
            if shown[0] and mark.line > shown[0] + 1:
                yield paint(" " * gutter + " ⋮", "faint")
            yield f"{paint(f'{mark.line:>{gutter}} |', 'faint')} {piece}".rstrip()
            shown = mark.line, piece
        signs = mark.sign * max(1, end - start)
        tone = severity if mark.sign == "^" else "faint"
        if not mark.text or start + len(signs) + 1 + width(mark.text) <= room:
            yield f"{bar} {' ' * start}{paint(f'{signs} {mark.text}'.rstrip(), tone)}"
        else:
            yield f"{bar} {' ' * start}{paint(signs, tone)}"
            indent = start if start + width(mark.text) <= room else min(start, room // 3)
            for words in wrap(mark.text, room - indent):
                yield f"{bar} {' ' * indent}{paint(words, tone)}"


def _pieces(marks: list[Mark], source: SourceText, room: int) -> Iterator[tuple[Mark, tuple[str, int, int]]]:
    """Each mark with what is shown of its line and the columns of it there.

    A line that is cut is cut once for all that is marked in it, or shown again where they lie too far apart: else the
    second mark would stand under other words.
    """
    at = 0
    while at < len(marks):
        line = marks[at].line
        raw = source.line(line)
        text = printable(raw)
        # Offsets of characters in the printable line: tabs have become several.
        together = [
            (mark, len(printable(raw[: mark.start])), len(printable(raw[: mark.end])))
            for mark in marks[at:]
            if mark.line == line
        ]
        at += len(together)
        start, end = min(first for _, first, _ in together), max(last for _, _, last in together)
        whole = width(text) <= room
        # Two columns for what is left out at either side.
        if whole or width(text[start:end]) + 2 > room:
            for mark, first, last in together:
                yield mark, cut(text, first, last, room)
            continue
        piece, left, _ = cut(text, start, end, room)
        for mark, first, last in together:
            begins = left + width(text[start:first])
            yield mark, (piece, begins, max(begins + width(text[first:last]), begins + 1))


def _plain(text: str, tone: str) -> str:
    return text


def _coloured(text: str, tone: str) -> str:
    return f"\x1b[{_COLOURS[tone]}m{text}\x1b[0m" if text else text
