"""A reported level beside one's own measurement: how far they are apart, and which rows make it.

A report that differs is settled by showing where: what each row of the data takes off the level, and which one row, or which
treatment of excluded or missing time, would give what was reported.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from sladsl.outcome.measured import Witness
from sladsl.outcome.statement import Line
from sladsl.outcome.table import paragraph, table
from sladsl.outcome.words import text_among
from sladsl.plan.levels import exact_level
from sladsl.record import Record, replace
from sladsl.values.duration import duration_text
from sladsl.values.intervals import Spans, clip, minus, normal
from sladsl.values.number import round_to, shown
from sladsl.values.to_json import Json, fraction, instant

Rows = Callable[[Line], tuple[Witness, ...]]
_MOST_TRIED = 2_000
"""Rows of one line that are taken away one by one."""
_PLACES = 6


class Effect(Record):
    """One row that counts: the level without it (of records: as a good one), less the level with it. `explains`: so the data
    give what was reported."""

    row: Witness
    change: Fraction | None
    explains: bool


class Beside(Record):
    """A line with a reported level and an own one. `difference` is the reported level less the own one, in the unit of the
    level (a ratio for percentages); `same`: the own one rounds to the reported one.

    `why` says what would give the reported level, in words; `lost` is the down time or the bad rows that the report leaves
    room for, and `counted` those of the data (None where the level is made otherwise).
    """

    line: Line
    difference: Fraction | None
    same: bool
    effects: tuple[Effect, ...]
    why: tuple[str, ...]
    lost: Fraction | None = None
    counted: int | None = None


def as_measured(line: Line) -> Line:
    """The line as the data give it where a report stands before them; else the line itself."""
    own = line.own
    if own is None:
        return line
    return replace(
        line,
        origin="measured",
        level=own.level,
        shown=own.shown,
        columns=own.columns,
        formula=own.formula,
        coverage=own.coverage,
        reason=own.reason,
    )


def beside(line: Line, rows: Rows | None = None) -> Beside | None:
    """The comparison of a line; None where no data stand beside a report. `rows`: those that count for a line."""
    own = line.own
    if own is None:
        return None
    if line.level is None or own.level is None:
        return Beside(line=line, difference=None, same=False, effects=(), why=())
    difference = line.level - own.level
    same = _rounds(line, own.level)
    found = () if rows is None or same else rows(line)
    effects = _effects(line, found[:_MOST_TRIED])
    lever = own.formula.lever if own.formula.formula is None else ""
    counted = own.columns.get(lever)
    return Beside(
        line=line,
        difference=difference,
        same=same,
        effects=effects,
        why=() if same else tuple(_why(line, effects)),
        lost=None if counted is None else _lost(line, lever),
        counted=counted,
    )


def _rounds(line: Line, level: Fraction) -> bool:
    """Whether a level is the reported one, with the decimals that the report prints."""
    assert line.level is not None
    if line.unit == "duration":
        return level == line.level
    _, point, decimals = line.shown.rstrip("%").partition(".")
    quantum = Fraction(1, 10 ** (len(decimals) if point else 0))
    return round_to(level, quantum / 100 if line.unit == "percent" else quantum, "half up") == line.level


def _lost(line: Line, lever: str) -> Fraction | None:
    """How much of the lever the reported level leaves room for: levels are linear in it."""
    own = line.own
    assert own is not None
    more = exact_level(own.formula, {**own.columns, lever: own.columns[lever] + 1})
    plain = exact_level(own.formula, own.columns)
    if more is None or plain is None or more == plain or line.level is None:
        return None
    return own.columns[lever] + (line.level - plain) / (more - plain)


def _effects(line: Line, rows: tuple[Witness, ...]) -> tuple[Effect, ...]:
    own = line.own
    assert own is not None
    plain = exact_level(own.formula, own.columns) if own.formula.formula is None else None
    lever = own.formula.lever
    if plain is None or lever not in own.columns:
        return tuple(Effect(row=row, change=None, explains=False) for row in rows)
    spans = [_span(line, row) for row in rows]
    timed = lever.startswith("down")
    alone = _alone(spans) if timed else [1] * len(rows)
    found = []
    for row, span, only in zip(rows, spans, alone, strict=True):
        whole = sum(end - start for start, end in span)
        if timed and row.length < whole and only < whole:
            # Part of it is excluded and part of it overlaps: how much of either is the other nobody says here.
            found.append(Effect(row=row, change=None, explains=False))
            continue
        least = min(only, row.length, own.columns[lever]) if timed else min(only, own.columns[lever])
        least = 1 if lever == "good" else least
        # A record that fell short would be a good one.
        step = 1 if lever == "good" else -least
        level = exact_level(own.formula, {**own.columns, lever: own.columns[lever] + step})
        change = None if level is None else level - plain
        explains = level is not None and bool(least) and _rounds(line, level)
        found.append(Effect(row=row, change=change, explains=explains))
    return tuple(found)


def _span(line: Line, row: Witness) -> Spans:
    """The time of a row that counts."""
    end = line.end if row.end is None else row.end
    return clip(normal(((row.start, end),)), line.start, line.end) if row.start < end else ()


def _alone(spans: list[Spans]) -> list[int]:
    """Of each row the time that no other one covers: what would not be down without it."""
    before: list[Spans] = [()]
    for each in spans:
        before.append(normal((*before[-1], *each)))
    behind: Spans = ()
    found: list[int] = []
    for place in range(len(spans) - 1, -1, -1):
        rest = minus(minus(spans[place], before[place]), behind)
        found.append(sum(end - start for start, end in rest))
        behind = normal((*behind, *spans[place]))
    return found[::-1]


def _why(line: Line, effects: tuple[Effect, ...]) -> list[str]:
    """What would give the reported level."""
    own = line.own
    assert own is not None
    good = own.formula.lever == "good"
    said = []
    for each in effects:
        if each.explains and each.row.row:
            name = " ".join(str(part) for part in (each.row.source, each.row.file, each.row.row) if part)
            said.append(f"with row {name} as a good one" if good else f"without row {name}")
    said += [
        f"without the run that begins {instant(each.row.start)}"
        for each in effects
        if each.explains and not each.row.row
    ]
    for words, columns in _treatments(line):
        level = exact_level(own.formula, columns)
        if level is not None and _rounds(line, level):
            said.append(words)
    return said


def _treatments(line: Line) -> list[tuple[str, dict[str, int]]]:
    """Other ways to treat what was excluded, or had no data: the columns that they would give."""
    own = line.own
    assert own is not None
    columns = dict(own.columns)
    found = []
    if columns.get("excluded down"):
        more = {**columns, "down": columns.get("down", 0) + columns["excluded down"], "excluded": 0}
        more |= {"excluded down": 0}
        if "seen" in columns:
            more["seen"] = columns["seen"] + columns.get("excluded", 0)
        found.append(("with excluded down time counted as down", more))
    if "seen" in columns and "service" in columns:
        whole = columns["service"] - columns.get("excluded", 0)
        if columns["seen"] < whole:
            found.append(("with time without samples counted as up", {**columns, "seen": whole}))
    for name in ("undecided", "overdue", "open"):
        if columns.get(name) and "bad" in columns:
            found.append(
                (f"with {name} records counted as bad", {**columns, "bad": columns["bad"] + columns[name]})
            )
    return found


# ---- in words


def difference_text(line: Line, difference: Fraction) -> str:
    """`0.05 percentage points higher`, of the reported level."""
    if not difference:
        return "the same"
    way = "higher" if difference > 0 else "lower"
    size = abs(difference)
    match line.unit:
        case "percent":
            return f"{_short(size * 100)} percentage points {way}"
        case "duration":
            return f"{text_among(size, 'duration', (), 2, line.days)} {way}"
        case _:
            return f"{_short(size)} {way}"


def _short(value: Fraction) -> str:
    return shown(value, most=_PLACES)


def change_text(line: Line, change: Fraction | None) -> str:
    """What a row takes off: `-0.0134%`."""
    if change is None:
        return "?"
    match line.unit:
        case "percent":
            return f"{_short(-change * 100)}%"
        case "duration":
            sign = "" if change <= 0 else "-"
            return sign + text_among(abs(change), "duration", (), 2, line.days)
        case _:
            return _short(-change)


def room_text(each: Beside) -> str:
    """How much the report leaves room for, beside what was counted."""
    if each.lost is None or each.counted is None or each.same or each.line.own is None:
        return ""
    lever = each.line.own.formula.lever
    if lever == "good":
        return f"It takes {_short(each.lost)} good; the data have {each.counted:,}."
    if lever.startswith("down"):
        room = duration_text(max(int(each.lost), 0), each.line.days)
        return f"It leaves room for {room} of down time; the data have {duration_text(each.counted, each.line.days)}."
    return (
        f"It leaves room for {_short(max(each.lost, Fraction(0)))} {lever}; the data have {each.counted:,}."
    )


def beside_block(lines: tuple[Line, ...], full: bool) -> list[str]:
    """The table of a statement: each reported level that data stand beside; those that agree are counted unless `full`."""
    found = [each for line in lines if (each := beside(line)) is not None]
    told = [each for each in found if full or not each.same]
    if not told:
        return []
    rows = [("", "Reported", "Measured", "The report is")]
    for each in told:
        line, own = each.line, each.line.own
        assert own is not None
        name = ", ".join(part for part in (line.title or line.objective, line.scope, line.period) if part)
        apart = "" if each.difference is None else difference_text(line, each.difference)
        if each.same:
            apart = "the same, as it rounds"
        rows.append((name, line.shown or "-", own.shown or own.reason or "-", apart))
    out = ["", "Reported beside measured", *table(rows)]
    if len(told) < len(found):
        out += paragraph(f"{len(found) - len(told)} more agree.")
    return [*out, *paragraph("The report decides. The rows behind each: --explain.")]


def explained(each: Beside) -> list[str]:
    """The section of an explanation: the difference, what would give the reported level."""
    line, own = each.line, each.line.own
    if own is None:
        return []
    out = paragraph(
        f"The data give {own.shown}." if own.level is not None else f"The data give no level: {own.reason}."
    )
    if each.same:
        return [*out, *paragraph("Rounded as the report prints it, that is the same.")]
    if each.difference is None:
        return out
    out += paragraph(
        f"The reported level is {difference_text(line, each.difference)}. {room_text(each)}".strip()
    )
    shares = [row for row in each.effects if row.change or row.change is None]
    if shares:
        rows = [("row", "takes off")]
        for effect in shares[:40]:
            row = effect.row
            name = " ".join(str(part) for part in (row.source, row.file, row.row) if part)
            mark = "  as reported without it" if effect.explains else ""
            rows.append((name, change_text(line, effect.change) + mark))
        out += table(rows)
        if len(shares) > 40:
            out += paragraph(f"... and {len(shares) - 40} more rows")
    words = "; ".join(each.why)
    return [
        *out,
        *paragraph(f"The data give what was reported {words}." if words else "No single row explains it."),
    ]


def beside_json(each: Beside) -> Json:
    """The comparison for programs; the rows that count with what each takes off the level."""
    own = each.line.own
    assert own is not None
    return {
        "level": fraction(own.level),
        "shown": own.shown,
        "reason": own.reason,
        "coverage": fraction(own.coverage),
        "columns": {name: own.columns[name] for name in sorted(own.columns)},
        "difference": fraction(each.difference),
        "same": each.same,
        "room": fraction(each.lost),
        "counted": each.counted,
        "why": list(each.why),
        "rows": [
            {
                "source": effect.row.source,
                "file": effect.row.file,
                "row": effect.row.row,
                "start": instant(effect.row.start),
                "end": None if effect.row.end is None else instant(effect.row.end),
                "takes_off": fraction(None if effect.change is None else effect.change),
                "explains": effect.explains,
            }
            for effect in each.effects
        ],
    }
