"""`left-open` as the checker tells it: one line with all that the text leaves open and no finding of its own tells.

Reading alone tells of keys that are taken as absent; what decides something is told by the rules, where it is computed.
Between the two nothing may be lost: a transcription is only as honest as its list of open points.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sladsl.ast.declare import Entry
from sladsl.diagnostics.finding import Finding
from sladsl.model.from_ast.open_points import OpenPoint
from sladsl.model.meanings import Agreement
from sladsl.source import SourceText, Span

_OF = re.compile(r"^`([^`]+)` of [a-z]+ (\w+)$")
NAME, CODE = "left-open", "N183"


def with_open_points(
    findings: Iterable[Finding],
    points: Sequence[OpenPoint],
    agreements: Sequence[Agreement],
    source: SourceText,
) -> list[Finding]:
    """The findings, the one about what is left open with all that is told nowhere else."""
    others = [each for each in findings if each.name != NAME]
    told = [each.span for each in others]
    told += [
        part.span
        for agreement in agreements
        for part in agreement.left_out
        if part.words and isinstance(part.part, Entry)
    ]
    messages = [each.message for each in others]
    rest = [
        each
        for each in points
        if not any(_tells(span, each) for span in told)
        and not ((called := _called(each)) and any(called in said for said in messages))
    ]
    if not rest:
        return others
    return [
        *others,
        Finding(
            code=CODE,
            name=NAME,
            severity="information",
            span=rest[0].span,
            message=f"The source leaves open: {_listed(rest, source)}.",
            hint="What hangs on these is open, or as if they were not there; settle them where they matter.",
        ),
    ]


def _tells(span: Span, point: OpenPoint) -> bool:
    """Whether a finding at a place is about an open point: it stands on its words, and not on a block around them."""
    within = point.within
    return (
        within.start <= span.start <= point.span.start
        and point.span.end <= span.end
        and span.end <= within.end
    )


def _called(point: OpenPoint) -> str:
    """How a choice of one thing is called: `hours of Shop` is asked at the service; "" where it can be none."""
    found = _OF.match(point.words)
    return f"`{found[1]} of {found[2]}`" if found is not None else ""


def _listed(points: Sequence[OpenPoint], source: SourceText) -> str:
    lines: dict[str, list[int]] = {}
    for each in points:
        line = source.place(each.span.start)[0]
        found = lines.setdefault(each.words, [])
        if line not in found:
            found.append(line)
    return ", ".join(f"{words} ({_lines(found)})" for words, found in lines.items())


def _lines(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"line {numbers[0]}"
    return f"lines {', '.join(str(each) for each in numbers)}"
