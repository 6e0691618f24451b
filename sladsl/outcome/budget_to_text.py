"""Budgets as text: what may still be lost in the periods that run, the day on which it is gone, and each band behind it.

Whoever reads it can still do something about it, so the scarcest comes first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from itertools import groupby

from sladsl.outcome.budget import Budget, Edge
from sladsl.outcome.statement import Line, Statement
from sladsl.outcome.table import paragraph, plural, row_lines, widths
from sladsl.outcome.words import span_text
from sladsl.record import replace
from sladsl.values.duration import DAY, MINUTE, SECOND, duration_text
from sladsl.values.number import decimal_text, grouped, shown

_FEW = 4
"""So many scopes of an objective are listed, the others are counted."""
_HEAD = ("", "May be lost", "Left", "Used up")

RunningRow = tuple[str, ...]
"""The cells of a row of a table of what runs, or one text over its whole width."""


def budget_block(statement: Statement, full: bool) -> list[str]:
    """The section of budgets; () where no period runs. `full` lists every scope."""
    out: list[str] = []
    lines = sorted(running_lines(statement), key=lambda each: (each.end, -each.start, each.period))
    for (period, _), group in groupby(lines, key=lambda each: (each.period, each.end)):
        members = list(group)
        first = members[0].budget
        assert first is not None
        gone = whole_share(Fraction(first.gone, first.time))
        out += ["", f"Budget left in {period} ({gone} of it gone; days at the present rate)"]
        rows = [
            row
            for _, same in groupby(members, key=lambda each: each.objective)
            for row in by_scope(list(same), full, _entry, _scarcity, "left")
        ]
        out += running_table(_HEAD, rows)
    return out


def edges_table(budget: Budget, days: bool) -> list[str]:
    """The turns of one budget, and what was lost of it so far."""
    return [*paragraph(lost_text(budget, days)), *running_table(_HEAD, _edges(budget, days, ""))]


def running_table(head: RunningRow, rows: list[RunningRow]) -> list[str]:
    """A table of what runs, with rows over its whole width between those in columns."""
    wide = widths([head, *(row for row in rows if len(row) > 1)])
    out = row_lines(head, wide)
    for row in rows:
        if len(row) > 1:
            out += row_lines(row, wide)
        else:
            text = row[0].lstrip()
            out += paragraph(text, 2 + len(row[0]) - len(text))
    return out


def running_lines(statement: Statement) -> list[Line]:
    """The lines with a budget; of periods that overlap, the one that ends first."""
    return soonest(line for line in statement.lines if line.budget is not None)


def soonest(lines: Iterable[Line]) -> list[Line]:
    """Of each objective and scope the line whose period ends first."""
    found: dict[tuple[str, str], Line] = {}
    for line in lines:
        key = (line.objective, line.scope)
        if key not in found or line.end < found[key].end:
            found[key] = line
    return list(found.values())


def by_scope(
    lines: list[Line],
    full: bool,
    entry: Callable[[Line, str, str], list[RunningRow]],
    scarcity: Callable[[Line], tuple[Fraction, str]],
    word: str,
) -> list[RunningRow]:
    """The rows of one objective: of many scopes the scarcest ones, and how many more there are; `full`: all.

    `scarcity` is a share and the scope, a share above one where it is no share of anything; `word` what it is a share of.
    """
    title = lines[0].title or lines[0].objective
    if len(lines) == 1 and not lines[0].scope:
        return entry(lines[0], title, "")
    ordered = sorted(lines, key=scarcity)
    told = ordered if full or len(ordered) <= _FEW + 1 else ordered[:_FEW]
    out: list[RunningRow] = [(title,)]
    for line in told:
        out += entry(line, line.scope, "  ")
    rest = ordered[len(told) :]
    if rest:
        least = scarcity(rest[0])[0]
        more = f", at least {whole_share(least)} of each {word}" if least <= 1 else ""
        out.append((f"  {plural(len(rest), rest[0].dimension or 'line')} more{more}",))
    return out


def _scarcity(line: Line) -> tuple[Fraction, str]:
    share = None if line.budget is None else line.budget.share_left()
    return (Fraction(2) if share is None else share), line.scope


def _entry(line: Line, name: str, lead: str) -> list[RunningRow]:
    budget = line.budget
    assert budget is not None
    lost = amount_text(budget, budget.lost, line.days) if budget.lost else "nothing"
    return [(f"{lead}{name}: {lost} lost so far",), *_edges(budget, line.days, f"{lead}  ")]


def _edges(budget: Budget, days: bool, lead: str) -> list[RunningRow]:
    """What turns as more is lost, the promise first; turns at the same loss share a row."""
    found: dict[Fraction, Edge] = {}
    for edge in budget.edges:
        same = found.get(edge.allowed)
        found[edge.allowed] = edge if same is None else replace(same, to=f"{same.to}, {edge.to}")
    return [_edge(budget, edge, days, lead) for edge in found.values()]


def _edge(budget: Budget, edge: Edge, days: bool, lead: str) -> RunningRow:
    allowed = amount_text(budget, edge.allowed, days) if edge.allowed else "nothing"
    name = lead + edge.to.replace("the band", "band")
    if edge.state == "used up":
        return name, allowed, "none", f"since {edge.since}" if edge.since else "already"
    share = f" ({whole_share(edge.left / edge.allowed)})" if edge.allowed and budget.lost else ""
    left = f"{amount_text(budget, edge.left, days)}{share}" if edge.left else "nothing"
    return name, allowed, left, f"on {edge.day}" if edge.state == "runs out" else "never"


def lost_text(budget: Budget, days: bool = True) -> str:
    """What was lost so far, in how much of the period, and of what the level is a share."""
    lost = f"{amount_text(budget, budget.lost, days)} lost in {duration_text(_told(budget.gone))}"
    text = f"{lost} of {duration_text(_told(budget.time))}"
    if budget.whole is None:
        return f"{text}."
    whole = amount_text(budget, budget.whole, days)
    return f"{text}; the level is a share of {whole}{', as many as come at this rate' if budget.expected else ''}."


def amount_text(budget: Budget, amount: Fraction, days: bool = True) -> str:
    """An amount of the budget: a time as exact as a reader needs it, a number of records."""
    match budget.unit:
        case "us":
            return span_text(Fraction(_told(int(amount))), days)
        case "rows":
            count = int(amount)
            return plural(count, "record") if abs(count) < 1000 else f"{grouped(str(count))} records"
        case "number":
            return grouped(shown(amount) if amount.denominator == 1 else decimal_text(_down(amount, 2), 2))
        case "slots":
            return f"{grouped(decimal_text(_down(amount, 2), 2))} slots"


def _told(us: int) -> int:
    """Rounded towards zero: to whole seconds below a day, to whole minutes above it."""
    size = abs(us)
    unit = MINUTE if size >= DAY else SECOND if size >= SECOND else 1
    return us // unit * unit if us >= 0 else -(size // unit * unit)


def _down(amount: Fraction, places: int) -> Fraction:
    scale = 10**places
    return Fraction(int(amount * scale), scale)


def whole_share(share: Fraction) -> str:
    """A whole percentage, rounded down: what is left is never told as more than it is."""
    return f"{int(share * 100)}%"
