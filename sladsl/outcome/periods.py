"""The periods of a statement as text: what was missed or is open in full, what was kept in one line.

Eleven features in fourteen quarters are 154 lines; a reader wants the six that matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING

from sladsl.outcome.amounts import is_nothing, short_text
from sladsl.outcome.points import points_text
from sladsl.outcome.statement import Line, Statement
from sladsl.outcome.table import paragraph, plural, row_lines, spare, widths
from sladsl.outcome.words import bound_text
from sladsl.record import Record
from sladsl.values.cycles import labelled_days
from sladsl.values.instant import instant_to_local
from sladsl.values.number import decimal_text

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_FEW = 2
"""So many lines that need no attention are listed, not summed up."""
_NAME = 28
"""The width that the names of scopes and objectives have where there is room."""
_HEAD = ("", "Promised", "Attained", "Status", "Credit")


def period_blocks(statement: Statement, place: ZoneInfo, full: bool) -> list[str]:
    """All periods, each under its label; periods in a row with the same one-line summary share it."""
    ordered = sorted(statement.lines, key=lambda each: (each.end, -each.start, each.period))
    blocks: list[_Block] = []
    for (start, end, label), group in groupby(ordered, key=lambda each: (each.start, each.end, each.period)):
        lines = tuple(group)
        summary = "" if full else _summary(lines)
        blocks.append(
            _Block(
                label=label,
                days="" if labelled_days(label) is not None else _days(start, end, place),
                summary=summary,
                rows=() if summary else tuple(_period_rows(lines, full)),
            )
        )
    # All periods share the columns, so that the eye can run down them.
    shown = [each.cells for block in blocks for each in block.rows if not each.whole]
    kept = [at for at in range(len(_HEAD)) if any(cells[at] for cells in shown)]
    wide = widths([[cells[at] for at in kept] for cells in (_HEAD, *shown)])
    if wide:
        # Short names would leave the figures at the margin, away from their headings.
        wide[0] = max(wide[0], min(_NAME, wide[0] + spare(wide)))
    out: list[str] = []
    headed = False
    at = 0
    while at < len(blocks):
        block = blocks[at]
        last = at
        while block.summary and last + 1 < len(blocks) and blocks[last + 1].summary == block.summary:
            last += 1
        if block.summary:
            span = block.label if last == at else _from_to(block.label, blocks[last].label)
            out += ["", *paragraph(f"{span}  {block.summary}", indent=0)]
        else:
            out.append("")
            if shown and not headed:
                out += row_lines([_HEAD[column] for column in kept], wide)
                headed = True
            out.append(f"{block.label}  {block.days}".rstrip())
            for row in block.rows:
                cells = [row.cells[column] for column in kept] if row.cells else []
                out += paragraph(row.whole, row.indent) if row.whole else row_lines(cells, wide)
        at = last + 1
    return out


class _Row(Record):
    """A row of the table, or a line over its whole width (`whole`)."""

    cells: tuple[str, ...] = ()
    whole: str = ""
    indent: int = 2


class _Block(Record):
    """A period: a summary of one line, or rows."""

    label: str
    days: str
    summary: str
    rows: tuple[_Row, ...]


def attention(line: Line) -> bool:
    """Whether a line is shown in full: something is missed, open, owed or not known."""
    return (
        line.status in ("missed", "not assessed")
        or line.credit is None
        or not is_nothing(line.credit)
        or bool(line.grade)
    )


def name(line: Line) -> str:
    """What a reader calls the objective."""
    return line.title or line.objective


def credit_text(line: Line) -> str:
    """The credit of a line in a column's width."""
    if line.credit is not None:
        if capped_away(line):
            return "capped"
        # A dash says that nothing is owed where something could have been.
        return short_text(line.credit) if line.steps else ""
    step = line.steps[-1] if line.steps else None
    if step is not None and step.name == "cap" and step.before is not None:
        return f"up to {short_text(step.before)}"
    return f"open ({line.band})" if line.band == "no band" else "open"


def capped_away(line: Line) -> bool:
    """Whether a cap took all of a credit that would be owed without it."""
    return any(
        step.name == "cap"
        and step.after is not None
        and is_nothing(step.after)
        and not is_nothing(step.before)
        for step in line.steps
    )


def _from_to(first: str, last: str) -> str:
    """Several periods in a row: their first and their last day where their names are days already."""
    return f"{first.partition(' to ')[0]} to {last.rpartition(' to ')[2]}"


def _days(start: int, end: int, place: ZoneInfo) -> str:
    first = instant_to_local(start, place).date()
    last = instant_to_local(end - 1, place).date()
    return "" if first == last else f"({first.isoformat()} to {last.isoformat()})"


def _summary(lines: tuple[Line, ...]) -> str:
    """One line for a period in which nothing needs attention, or nothing could be assessed for one reason."""
    if all(each.status == "met" and not attention(each) for each in lines):
        return "met" if len(lines) == 1 else f"all {len(lines)} met"
    reasons = {each.reason for each in lines}
    if len(reasons) == 1 and all(each.status == "not assessed" and each.level is None for each in lines):
        return f"not assessed: {reasons.pop()}"
    return ""


def _period_rows(lines: tuple[Line, ...], full: bool) -> Iterator[_Row]:
    for _, group in groupby(lines, key=lambda each: each.objective):
        members = tuple(group)
        if len(members) == 1 and not members[0].scope:
            yield from _rows(members[0], name(members[0]), _promise(members[0]), full)
            continue
        promise = _promise(members[0])
        yield _Row(whole=f"{name(members[0])}: {promise}" if promise else name(members[0]))
        yield from _scopes(members, full)


def _scopes(members: tuple[Line, ...], full: bool) -> Iterator[_Row]:
    """The scopes of an objective: those that need attention, then how many others there are."""
    quiet = [each for each in members if not attention(each)]
    reasons: dict[str, list[Line]] = {}
    for each in members:
        if each.status == "not assessed":
            reasons.setdefault(each.reason, []).append(each)
    summed: list[tuple[str, list[Line]]] = []
    if not full:
        summed = [(f"not assessed: {why}", same) for why, same in reasons.items() if len(same) > _FEW]
        if len(quiet) > _FEW:
            for status in ("met", "reported"):
                same = [each for each in quiet if each.status == status]
                summed += [(status, same)] if same else []
    hidden = {id(line) for _, lines in summed for line in lines}
    for each in members:
        if id(each) not in hidden:
            yield from _rows(each, f"  {each.scope}", "", full)
    for status, lines in summed:
        yield _Row(whole=f"{plural(len(lines), lines[0].dimension or 'line')} {status}", indent=4)


def _rows(line: Line, label: str, promise: str, full: bool) -> Iterator[_Row]:
    yield _Row(cells=(label, promise, line.shown or "-", line.status, credit_text(line)))
    # In a column a reason would be a tower of single words.
    parts = (line.grade, _scored(line), line.reason, _coverage(line) if full else "")
    note = ", ".join(part for part in parts if part)
    if note:
        yield _Row(whole=note, indent=6 if label.startswith(" ") else 4)


def _scored(line: Line) -> str:
    """The points of a line, where it scored some or nobody knows how many."""
    if line.points is None or line.points.number == 0:
        return ""
    return (
        f"points open: {line.points.why}" if line.points.number is None else points_text(line.points.number)
    )


def _coverage(line: Line) -> str:
    """For how much of the period there are data; of a reported level, one's own data beside it."""
    share = line.coverage if line.own is None else line.own.coverage
    return "" if share is None else f"data for {share_text(share)} of the time"


def share_text(share: Fraction) -> str:
    """A share as a percentage with two decimals that never rounds up to a full or down to an empty one."""
    text = decimal_text(share * 100, 2)
    if share < 1 and text == "100.00":
        return "99.99%"
    return "100%" if share == 1 else "0.01%" if share > 0 and text == "0.00" else f"{text}%"


def _promise(line: Line) -> str:
    return "" if line.target is None else bound_text(line.target, line.unit, line.days)
