"""The sheet `Levels`: what was measured, the level as a formula over it, the promise, and the verdict as a formula."""

from __future__ import annotations

from fractions import Fraction

from sladsl.outcome.arithmetic import arithmetic, is_time
from sladsl.outcome.range import line_key
from sladsl.outcome.scores import score_sum
from sladsl.outcome.statement import Line
from sladsl.outcome.to_xlsx.facts import Facts, Key
from sladsl.outcome.to_xlsx.formulas import agrees, holds, rounded, told_apart
from sladsl.outcome.to_xlsx.grid import Column, Grid
from sladsl.outcome.to_xlsx.page import Page
from sladsl.outcome.to_xlsx.quotient import NONE, formula, missed, names, value
from sladsl.outcome.to_xlsx.scored import exact, part_of
from sladsl.plan.settlement import Assessment, Bound, LevelRule, Round
from sladsl.values.number import grouped, round_to

SHEET = "Levels"
_FIRST = 6
_MISSED = '"missed"'
Measure = tuple[str, bool]
"""The name of an integer, and whether it is a time."""


class Levels:
    """The table, and the cells of it that other sheets point to."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.measures = _measures(facts.lines)
        self.grid: Grid[Key] = Grid(SHEET, self._columns(), [line_key(line) for line in facts.lines], _FIRST)

    def level(self, line: Line) -> str:
        return self.grid.there("level", line_key(line))

    def status(self, line: Line) -> str:
        return self.grid.there("status", line_key(line))

    def write(self, page: Page) -> None:
        facts, grid = self.facts, self.grid
        unit = {"s": "seconds", "ms": "milliseconds", "µs": "microseconds"}[facts.unit_name]
        lengths = any(is_time for _, is_time in self.measures) or any(
            line.unit == "duration" for line in facts.lines
        )
        timed = f" Times are in {unit}." if lengths else ""
        what = f"A row for each objective and period: the figures, the level, the verdict.{timed}"
        page.title("Levels", what)
        page.heads(
            grid,
            frozenset(
                {"level", "exact", "bound", "minimum", "critical", "expected", *map(_key, self.measures)}
            ),
        )
        for line in facts.lines:
            self._line(page, line)
        if grid.rows:
            page.checks(grid.span("agrees").partition("!")[2])
            page.verdicts(grid.span("status").partition("!")[2])
        page.freeze(_FIRST, 4 if facts.scoped else 3)
        page.print_set_up(facts.statement.title or facts.statement.agreement, f"{_FIRST - 2}:{_FIRST - 1}")

    def _columns(self) -> list[Column]:
        facts = self.facts
        lines = facts.lines
        columns = [Column(key="objective", title="Objective", width=22)]
        if facts.scoped:
            nouns = {line.dimension for line in lines if line.scope}
            title = nouns.pop().capitalize() if len(nouns) == 1 else "Of"
            columns.append(Column(key="scope", title=title or "Of", width=16))
        columns += [
            Column(key="period", title="Period", width=10),
        ]
        for measure in self.measures:
            name, timed = measure
            title = f"{name} ({facts.unit_name})" if timed else name
            columns.append(Column(key=_key(measure), title=title, width=11, group="Measured"))
        if any(_rounds(line) for line in lines):
            columns.append(Column(key="ratio", title="Before rounding", width=12, group="Level"))
        columns += [
            Column(key="level", title="Level", width=10, group="Level"),
            Column(key="exact", title="Exact", width=15, group="Level"),
            Column(key="bound", title="Promised", width=15, group="Promise"),
        ]
        assessed = [facts.assessment(line) for line in lines]
        if any(each is not None and each.minimum is not None for each in assessed):
            columns.append(Column(key="minimum", title="Minimum", width=15, group="Promise"))
        if any(each is not None and each.critical is not None for each in assessed):
            columns.append(Column(key="critical", title="Critical", width=13, group="Promise"))
        if any(each is not None and each.expected is not None for each in assessed):
            columns.append(Column(key="expected", title="Expected", width=13, group="Promise"))
        columns.append(Column(key="status", title="Status", width=12, group="Verdict"))
        if any(
            each is not None and (each.minimum or each.critical or each.expected) for each in assessed
        ) or any(line.grade for line in lines):
            columns.append(Column(key="grade", title="Grade", width=14, group="Verdict"))
        return [
            *columns,
            Column(key="agrees", title="Agrees", width=8, group="Verdict"),
            Column(key="why", title="How it was computed", width=34),
            Column(key="coverage", title="Time with data", width=8),
            Column(key="clause", title="Clause", width=14),
        ]

    def _line(self, page: Page, line: Line) -> None:
        facts, grid, key = self.facts, self.grid, line_key(line)
        row = grid.row(key)
        at = grid.column
        page.text(row, at("objective"), line.title or line.objective, "words")
        if facts.scoped:
            page.text(row, at("scope"), line.scope, "words")
        page.text(row, at("period"), line.period)
        for measure in self.measures:
            name, timed = measure
            if name in line.columns and is_time(name, line) == timed:
                page.number(row, at(_key(measure)), self._measured(line, name), "#,##0")
            else:
                page.blank(row, at(_key(measure)))
        self._level(page, line, row)
        self._promise(page, line, row)
        self._verdict(page, line, row)
        why = _why(line)
        page.text(row, at("why"), why, "words")
        if line.coverage is not None:
            page.number(row, at("coverage"), line.coverage, "0.0%", "exact")
        else:
            page.blank(row, at("coverage"))
        clause = facts.clause(line.rule)
        page.text(row, at("clause"), clause, "words")
        texts = {"why": why, "clause": clause, "objective": line.title or line.objective, "scope": line.scope}
        page.grow(row, grid, {**texts, "exact": _exact(line, facts)})

    def _level(self, page: Page, line: Line, row: int) -> None:
        facts, grid, key = self.facts, self.grid, line_key(line)
        column = grid.column("level")
        level = None if line.level is None else facts.sized(line.level, line.unit)
        form = facts.level_form(line)
        if grid.has("ratio"):
            page.blank(row, grid.column("ratio"))
        rule = self.computed(line)
        if rule is None:
            put_together = self._put_together(line)
            if level is not None and put_together:
                page.formula(row, column, put_together, level, form)
            elif level is not None:
                page.number(row, column, level, form)
            else:
                page.text(row, column, "" if line.status == "not assessed" else "-", "calc")
        else:
            quotient = formula(rule, lambda name: grid.here(self._named(line, name), key))
            before = value(rule, lambda name: self._measured(line, name))
            if rule.rounding is None or level is None or before is None:
                page.formula(row, column, quotient, NONE if level is None else level, form)
            else:
                page.formula(row, grid.column("ratio"), quotient, before, "0.000000")
                text = rounded(grid.here("ratio", key), self._rounding(line, rule.rounding))
                page.formula(row, column, text, level, form)
        page.text(row, grid.column("exact"), _exact(line, facts), "exact")

    def _must(self, line: Line) -> list[Key]:
        """The lines of a score that can't be missed."""
        found = self.facts.assessment(line)
        if found is None or found.score is None:
            return []
        keys = [
            (part.objective, line.scope if part.scoped else "", line.period)
            for part in found.score.parts
            if part.objective in found.score.must
        ]
        return [key for key in keys if key in self.grid]

    def _put_together(self, line: Line) -> str:
        """A score as a formula over the cells of its promises; "" where it is none, or one is not in the table."""
        found = self.facts.assessment(line)
        if found is None or found.score is None or line.level is None:
            return ""
        terms = []
        for part, counted in zip(found.score.parts, line.score, strict=True):
            if not counted.weight:
                continue
            key = (part.objective, line.scope if part.scoped else "", line.period)
            if key not in self.grid or counted.counts is None:
                return ""
            cells = {name: self.grid.here(name, key) for name in ("level", "bound", "status")}
            grade = self.grid.here("grade", key) if self.grid.has("grade") else ""
            terms.append(f"{exact(counted.weight)}*{part_of(found.score, counted, cells, grade)}")
        whole = sum((each.weight for each in line.score), Fraction(0))
        text = f"({'+'.join(terms)})/{exact(whole)}" if terms else ""
        rounding = found.level.rounding
        return text if rounding is None or not text else rounded(text, self._rounding(line, rounding))

    def computed(self, line: Line) -> LevelRule | None:
        """The rule of a level that a formula over the cells comes to; None where none does."""
        rule = line.formula
        if (
            rule is None
            or rule.parts
            or line.status == "not assessed"
            or not set(names(rule)) <= set(line.columns)
        ):
            return None
        found = value(rule, lambda name: self._measured(line, name))
        if found is None or line.level is None:
            return rule if found is None and line.level is None else None
        if rule.rounding is not None:
            rounding = self._rounding(line, rule.rounding)
            found = round_to(found, rounding.quantum, rounding.mode)
        return rule if found == self.facts.sized(line.level, line.unit) else None

    def missed(self, line: Line) -> str:
        """How many records of a line were missed, for a formula on another sheet; "" where that can't be told."""
        rule = self.computed(line)
        if rule is None:
            return ""
        return missed(rule, lambda name: self.grid.there(self._named(line, name), line_key(line)))

    def _rounding(self, line: Line, rounding: Round) -> Round:
        """The rounding in the unit of the sheet."""
        return Round(quantum=self.facts.sized(rounding.quantum, line.unit), mode=rounding.mode)

    def _named(self, line: Line, name: str) -> str:
        return _key((name, is_time(name, line)))

    def _measured(self, line: Line, name: str) -> Fraction:
        """An integer as its cell holds it."""
        return Fraction(line.columns[name], self.facts.unit if is_time(name, line) else 1)

    def _promise(self, page: Page, line: Line, row: int) -> None:
        facts, grid = self.facts, self.grid
        found = facts.assessment(line)
        bounds = {"bound": line.target}
        if found is not None:
            bounds |= {"minimum": found.minimum, "critical": found.critical, "expected": found.expected}
        for key in ("bound", "minimum", "critical", "expected"):
            bound = bounds.get(key)
            if not grid.has(key):
                continue
            if bound is None:
                page.blank(row, grid.column(key))
            else:
                size = facts.sized(bound.value, line.unit)
                page.number(row, grid.column(key), size, facts.bound_form(bound, line.unit))

    def _verdict(self, page: Page, line: Line, row: int) -> None:
        grid, key = self.grid, line_key(line)
        found = self.facts.assessment(line)
        level = grid.here("level", key)
        column = grid.column("status")
        fixed = line.status in ("not assessed", "reported") or line.target is None
        fixed = fixed or (line.level is None and self.computed(line) is None)
        if fixed or not _tellable(line, line.target):
            page.text(row, column, line.status)
        else:
            assert line.target is not None
            without = "met" if line.formula is None or line.formula.empty == "met" else "not assessed"
            test = holds(level, line.target, grid.here("bound", key))
            must = [grid.here("status", each) for each in self._must(line)]
            if must:
                test = f"AND({test},{','.join(f'{each}<>{_MISSED}' for each in must)})"
            page.formula(
                row,
                column,
                f'IF(ISNUMBER({level}),IF({test},"met","missed"),"{without}")',
                line.status,
                look="text",
            )
        if grid.has("grade"):
            self._grade(page, line, row, found)
        if line.status == "not assessed":
            page.text(row, grid.column("agrees"), "", "check")
            return
        tests = [f'{grid.here("status", key)}="{line.status}"']
        if line.level is not None:
            tests.insert(0, agrees(level, self.facts.sized(line.level, line.unit)))
        test = f"AND({','.join(tests)})" if len(tests) > 1 else tests[0]
        page.formula(row, grid.column("agrees"), f'IF({test},"yes","no")', "yes", look="check")

    def _grade(self, page: Page, line: Line, row: int, found: Assessment | None) -> None:
        grid, key = self.grid, line_key(line)
        column = grid.column("grade")
        level = grid.here("level", key)
        bounds = () if found is None else (found.minimum, found.critical, found.expected)
        moved = found is not None and found.moving is not None and line.target is None
        if line.level is None or moved or line.score or not all(_tellable(line, bound) for bound in bounds):
            page.text(row, column, line.grade)
            return
        text = '""'
        if found is not None and found.expected is not None:
            test = holds(level, found.expected, grid.here("expected", key))
            text = f'IF(OR({test},{grid.here("status", key)}={_MISSED}),"","below expected")'
        if found is not None and found.minimum is not None:
            text = f'IF({holds(level, found.minimum, grid.here("minimum", key))},{text},"below minimum")'
        if found is not None and found.critical is not None:
            text = f'IF({holds(level, found.critical, grid.here("critical", key))},"critical",{text})'
        if text == '""':
            page.blank(row, column)
        else:
            page.formula(row, column, f'IF(ISNUMBER({level}),{text},"")', line.grade, look="text")


def _measures(lines: tuple[Line, ...]) -> list[Measure]:
    """The integers that any line has: those of the formulas first."""
    used: dict[Measure, None] = {}
    others: dict[Measure, None] = {}
    for line in lines:
        rule = line.formula
        wanted = () if rule is None else names(rule)
        for name in wanted:
            if name in line.columns:
                used[name, is_time(name, line)] = None
    for line in lines:
        for name, count in line.columns.items():
            # What was seen stands in the column of the time with data; of what did not happen nothing is to be said.
            if count and name != "seen":
                others[name, is_time(name, line)] = None
    return [*used, *(each for each in others if each not in used)]


def _key(measure: Measure) -> str:
    name, timed = measure
    return f"time {name}" if timed else f"count {name}"


def _rounds(line: Line) -> bool:
    return line.formula is not None and line.formula.rounding is not None and line.level is not None


def _tellable(line: Line, bound: Bound | None) -> bool:
    return bound is None or line.level is None or told_apart(line.level, bound.value)


def _exact(line: Line, facts: Facts) -> str:
    """The level as exact arithmetic has it."""
    if line.level is None:
        return ""
    value = facts.sized(line.level, line.unit)
    if value.denominator == 1:
        return grouped(str(value.numerator))
    return f"{grouped(str(value.numerator))} / {grouped(str(value.denominator))}"


def _why(line: Line) -> str:
    parts = []
    if line.score:
        parts.append(score_sum(line.score, line.shown))
    elif line.formula is not None and line.columns:
        parts.append(arithmetic(line))
    elif line.level is not None:
        word = "reported" if line.origin == "reported" else "stated"
        parts.append(f"{line.shown}, {word}")
    if line.moved:
        parts.append(f"promised is {line.moved}")
    if line.used:
        parts.append(line.used)
    if line.reason:
        parts.append(line.reason)
    return "; ".join(part for part in parts if part)
